#include "ui/screens/history.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "model/diff.h"
#include "model/section.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/undo.h"
#include "session/value_label.h"
#include "ui/screens/compare.h"
#include "ui/screens/dialogs.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

#include <string.h>

enum { HISTORY_PAGE = 100, DETAIL_ROWS = 7 };
enum filter_kind { FILTER_SECTION, FILTER_ALL, FILTER_VALUES, FILTER_CLERK, FILTER_VALUE };
enum history_action { ACTION_COMPARE, ACTION_RESTORE_PART, ACTION_RESTORE_ALL };

struct history {
    int64_t section; /* the one the clerk came from */
    enum filter_kind kind;
    char *word; /* the person or the value's name */
    struct history_rows rows;
    struct list list;
    char **clerks, **values; /* while the filter is being chosen */
    enum command_id asked;
};

/* NULL: none is listed, or the row behind them is selected, which is no change. */
static const struct history_row *selected(const struct history *history) {
    size_t at = history->list.selected;
    return at < history->rows.count ? &history->rows.items[at] : NULL;
}

/* Below the first change of a section or a value comes what was there before it. Not where the
 * section came by that change. */
static bool has_first(const struct history *history) {
    const struct history_rows *rows = &history->rows;
    if (rows->count == 0 || rows->next != 0)
        return false;
    if (history->kind == FILTER_VALUE)
        return session_value_is_plain(history->word);
    enum act act = rows->items[rows->count - 1].act;
    return history->kind == FILTER_SECTION && act != ACT_ADD && act != ACT_UPGRADE;
}

/* --- reading --- */

static struct history_filter filter_of(const struct history *history) {
    struct history_filter filter = {.section = -1, .most = HISTORY_PAGE};
    if (history->kind == FILTER_SECTION)
        filter.section = history->section;
    else if (history->kind == FILTER_CLERK)
        filter.clerk = history->word;
    else if (history->kind == FILTER_VALUES || history->kind == FILTER_VALUE)
        filter.name = history->kind == FILTER_VALUE ? history->word : "";
    return filter;
}

/* The page after what is there. */
static void read_more(struct shell *shell, struct history *history) {
    struct err err = {0};
    struct history_rows page;
    struct history_filter filter = filter_of(history);
    filter.before = history->rows.next;
    if (session_history(shell_session(shell), &filter, &page, &err) != RC_OK) {
        shell_say_error(shell, &err);
        return;
    }
    for (size_t i = 0; i < page.count; i++) {
        MEM_PUSH_ROOM(history->rows.items, history->rows.count, history->rows.cap);
        history->rows.items[history->rows.count++] = page.items[i];
    }
    history->rows.next = page.next;
    page.count = 0; /* they are ours now */
    history_rows_release(&page);
    list_set_count(&history->list, history->rows.count + has_first(history));
}

static void read_anew(struct shell *shell, struct history *history) {
    history_rows_release(&history->rows);
    history->list = (struct list){0};
    read_more(shell, history);
}

static void history_enter(struct shell *shell, void *self, const void *argument) {
    struct history *history = self;
    const struct history_argument *at = argument;
    history->section = at->section;
    if (at->name != NULL) {
        history->kind = FILTER_VALUE;
        history->word = span_copy(span_of(at->name));
    }
    read_anew(shell, history);
    if (history->rows.count > 0)
        return;
    shell_say(shell, at->name != NULL ? _("这一项还没有改动，列出的是整份报告的")
                                      : _("这一节还没有改动，列出的是整份报告的"));
    history->kind = FILTER_ALL;
    read_anew(shell, history);
}

static void history_leave(struct shell *shell, void *self) {
    (void)shell;
    struct history *history = self;
    history_rows_release(&history->rows);
    session_names_free(history->clerks);
    session_names_free(history->values);
    mem_free(history->word);
}

/* --- drawing --- */

static void add_place(struct str *out, const struct shell *shell, const struct history_row *entry) {
    const struct report *report = session_report(shell_session(shell));
    const struct section *section =
        entry->section >= 0 ? report_find_id(report, entry->section) : NULL;
    if (entry->name != NULL) {
        session_add_value_label(out, report, entry->name);
    } else if (section == report->front) {
        str_add_text(out, _("标题前的文字"));
    } else if (section != NULL) {
        section_add_label(out, section);
        str_add_text(out, entry->heading);
    } else {
        str_add_text(out, _("整份报告"));
    }
}

/* On one line: the end of a paragraph is a ¶, as in the comparison. */
static void add_flat(struct str *out, struct span text) {
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            str_add_text(out, "¶");
        else if (text.p[i] == '\t')
            str_add_byte(out, ' ');
        else
            str_add_byte(out, text.p[i]);
}

/* What was there and what came, by words: [-…-] {+…+}. */
static void add_words(struct str *out, const struct history_row *entry) {
    static const char *const marks[][2] = {
        [DIFF_KEPT] = {"", ""}, [DIFF_REMOVED] = {"[-", "-]"}, [DIFF_ADDED] = {"{+", "+}"}};
    if (entry->is_state) { /* a word each, though they have characters in common */
        str_add_format(out, "[-%s-]{+%s+}", history_row_words(entry, false),
                       history_row_words(entry, true));
        return;
    }
    struct diff_text diff;
    diff_texts(&diff, span_of(history_row_words(entry, false)),
               span_of(history_row_words(entry, true)));
    for (size_t i = 0; i < diff.count; i++) {
        str_add_text(out, marks[diff.runs[i].kind][0]);
        add_flat(out, diff.runs[i].text);
        str_add_text(out, marks[diff.runs[i].kind][1]);
    }
    diff_text_release(&diff);
}

struct row_context {
    const struct shell *shell;
    const struct history *history;
};

static void draw_entry(struct canvas *canvas, struct area area, size_t index, bool is_selected,
                       const void *context) {
    (void)is_selected;
    const struct row_context *of = context;
    if (index == of->history->rows.count) {
        (void)canvas_put_limit(canvas, area.row, area.col, area.cols, FACE_PLAIN,
                               span_of(_("更早：最初的样子（新建、导入或续编时）")));
        return;
    }
    const struct history_row *entry = &of->history->rows.items[index];
    struct str text = STR_INIT;
    int col = area.col, end = area.col + area.cols;
    clock_add_friendly(&text, entry->at, clock_now());
    (void)canvas_put_limit(canvas, area.row, col, 11, FACE_PLAIN, str_span(&text));
    (void)canvas_put_limit(canvas, area.row, col + 12, 8, FACE_PLAIN, span_of(entry->user));
    (void)canvas_put_limit(canvas, area.row, col + 21, 10, FACE_PLAIN,
                           span_of(act_text(entry->act)));
    int place = area.cols >= 78 ? 22 : 12;
    str_clear(&text);
    add_place(&text, of->shell, entry);
    (void)canvas_put_limit(canvas, area.row, col + 32, place, FACE_DIM, str_span(&text));
    str_clear(&text);
    add_words(&text, entry);
    col += 33 + place;
    (void)canvas_put_limit(canvas, area.row, col, end - col, FACE_PLAIN, str_span(&text));
    str_release(&text);
}

static void draw_detail(const struct shell *shell, const struct history *history,
                        struct canvas *canvas, struct area area) {
    const struct history_row *entry = selected(history);
    struct str text = STR_INIT;
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    struct area inside = area_inset(area_below(area, 1), 0, 1);
    if (entry == NULL)
        return;
    str_add_format(&text, _("%lld号改动  "), (long long)entry->id);
    add_place(&text, shell, entry);
    (void)canvas_put_limit(canvas, inside.row, inside.col, inside.cols, FACE_HEADING,
                           str_span(&text));
    str_clear(&text);
    add_words(&text, entry);
    (void)canvas_put_wrapped(canvas, area_above(area_below(inside, 1), 1), FACE_PLAIN,
                             str_span(&text));
    str_release(&text);
}

static void add_filter(struct str *out, const struct shell *shell, const struct history *history) {
    const struct report *report = session_report(shell_session(shell));
    const struct section *section = report_find_id(report, history->section);
    switch (history->kind) {
    case FILTER_SECTION:
        if (section != NULL && section->id != 0)
            section_add_label(out, section);
        str_add_text(out,
                     section == NULL || section->id == 0 ? _("标题前的文字") : section->heading);
        break;
    case FILTER_ALL:
        str_add_text(out, _("整份报告"));
        break;
    case FILTER_VALUES:
        str_add_text(out, _("全部数据与资料"));
        break;
    case FILTER_CLERK:
        str_add_text(out, history->word);
        break;
    case FILTER_VALUE:
        session_add_value_label(out, report, history->word);
        break;
    }
}

static void history_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    const struct history *history = self;
    struct area head = area_top(area, 1);
    struct str text = STR_INIT;
    canvas_fill(canvas, head, FACE_TITLE);
    str_add_text(&text, _("历史 · "));
    add_filter(&text, shell, history);
    (void)canvas_put_limit(canvas, head.row, head.col + 1, head.cols - 16, FACE_TITLE,
                           str_span(&text));
    str_clear(&text);
    str_add_format(&text, history->rows.next != 0 ? _("%zu处以上 ") : _("%zu处 "),
                   history->rows.count);
    (void)canvas_put_right(canvas, head.row, head.col + head.cols, FACE_TITLE, str_span(&text));
    str_release(&text);
    struct area foot = area_bottom(area, DETAIL_ROWS);
    struct area rows = area_above(area_below(area, 2), DETAIL_ROWS);
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (history->rows.count == 0)
        canvas_put_text(canvas, rows.row, rows.col + 2, FACE_DIM, _("没有改动"));
    struct row_context context = {shell, history};
    struct list list = history->list;
    list_draw(&list, canvas, rows, true, draw_entry, &context);
    draw_detail(shell, history, canvas, foot);
    list_draw_more(&list, canvas, rows, foot.row);
    canvas_put_text(canvas, area.row + area.rows - 1, area.col + 1, FACE_DIM,
                    _("Enter 对照、恢复   Esc 返回   T 筛选（本节、全部、某人、某项数据）"));
}

/* --- doing --- */

/* Of a section or a value, which can be restored by itself. */
static bool is_of_part(const struct history_row *entry) {
    return entry->section >= 0 || (entry->name != NULL && session_value_is_plain(entry->name));
}

/* What can be restored alone before its first change is restored alone. */
static void ask_first(struct shell *shell, struct history *history) {
    const char *rows[] = {history->kind == FILTER_VALUE ? _("把这一项恢复到最初的样子")
                                                        : _("把这一节恢复到最初的样子"),
                          NULL};
    history->asked = COMMAND_HISTORY_RESTORE;
    shell_push(shell, &choose_layer, &(struct choose_argument){_("最初的样子"), rows, 0});
}

static void ask_action(struct shell *shell, struct history *history) {
    const struct history_row *entry = selected(history);
    const char *rows[] = {_("看改动以后到现在变了什么"), _("把整份报告恢复到那时"), NULL, NULL};
    if (entry == NULL && has_first(history))
        ask_first(shell, history);
    if (entry == NULL)
        return;
    if (is_of_part(entry)) {
        rows[ACTION_RESTORE_ALL] = rows[1];
        rows[ACTION_RESTORE_PART] =
            entry->name != NULL ? _("只把这一项恢复到那时") : _("只把这一节恢复到那时");
    }
    struct str title = STR_INIT;
    clock_add_friendly(&title, entry->at, clock_now());
    str_add_format(&title, "  %s  %s", entry->user, act_text(entry->act));
    history->asked = COMMAND_HISTORY_RESTORE;
    shell_push(shell, &choose_layer, &(struct choose_argument){title.s, rows, 0});
    str_release(&title);
}

/* section -1 and no name: the whole report. `when` is said: 今天 10:31之后. */
static void restore(struct shell *shell, int64_t change, int64_t section, const char *name,
                    const char *when) {
    struct err err = {0};
    struct session *session = shell_session(shell);
    bool changed = false;
    enum rc rc = name != NULL ? session_restore_value(session, change, name, &changed, &err)
                              : session_restore(session, change, section, &changed, &err);
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    else if (!changed)
        shell_say(shell, _("没有变化：现在就是%s的样子"), when);
    else
        shell_say(shell, _("已恢复到%s的样子；Ctrl-Z撤销"), when);
    if (rc == RC_OK)
        shell_pop(shell, ANSWER_OK, &section);
}

static void restore_first(struct shell *shell, const struct history *history) {
    if (history->kind == FILTER_VALUE)
        restore(shell, 0, -1, history->word, _("最初"));
    else
        restore(shell, 0, history->section, NULL, _("最初"));
}

static void restore_entry(struct shell *shell, const struct history_row *entry, bool whole) {
    struct str when = STR_INIT;
    clock_add_friendly(&when, entry->at, clock_now());
    str_add_text(&when, _("之后"));
    if (whole)
        restore(shell, entry->id, -1, NULL, when.s);
    else
        restore(shell, entry->id, entry->section, entry->name, when.s);
    str_release(&when);
}

static void run_action(struct shell *shell, struct history *history, int action) {
    const struct history_row *entry = selected(history);
    if (entry == NULL)
        restore_first(shell, history);
    else if (action == ACTION_COMPARE)
        shell_push(shell, &compare_layer, &entry->id);
    else
        restore_entry(shell, entry, action == ACTION_RESTORE_ALL || !is_of_part(entry));
}

static size_t count_names(char *const *names) {
    size_t count = 0;
    while (names != NULL && names[count] != NULL)
        count++;
    return count;
}

/* This section, all, the figures, then each person and each value. */
static void ask_filter(struct shell *shell, struct history *history) {
    struct session *session = shell_session(shell);
    session_names_free(history->clerks);
    session_names_free(history->values);
    history->clerks = session_history_names(session, true);
    history->values = session_history_names(session, false);
    size_t clerks = count_names(history->clerks), values = count_names(history->values);
    const char **rows = mem_alloc_zero(FILTER_CLERK + clerks + values + 1, sizeof *rows);
    rows[FILTER_SECTION] = _("本节");
    rows[FILTER_ALL] = _("整份报告");
    rows[FILTER_VALUES] = _("全部数据与资料");
    for (size_t i = 0; i < clerks; i++)
        rows[FILTER_CLERK + i] = history->clerks[i];
    char **labels = mem_alloc_zero(values + 1, sizeof *labels);
    for (size_t i = 0; i < values; i++) {
        struct str label = STR_INIT;
        session_add_value_label(&label, session_report(session), history->values[i]);
        labels[i] = str_detach(&label);
        rows[FILTER_CLERK + clerks + i] = labels[i];
    }
    history->asked = COMMAND_HISTORY_FILTER;
    shell_push(shell, &choose_layer,
               &(struct choose_argument){_("列出谁的、什么的改动"), rows,
                                         history->kind < FILTER_CLERK ? history->kind : 0});
    mem_free((void *)rows);
    session_names_free(labels);
}

static void take_filter(struct shell *shell, struct history *history, size_t row) {
    size_t clerks = count_names(history->clerks);
    mem_free(history->word);
    history->word = NULL;
    if (row < FILTER_CLERK) {
        history->kind = (enum filter_kind)row;
    } else if (row - FILTER_CLERK < clerks) {
        history->kind = FILTER_CLERK;
        history->word = span_copy(span_of(history->clerks[row - FILTER_CLERK]));
    } else {
        history->kind = FILTER_VALUE;
        history->word = span_copy(span_of(history->values[row - FILTER_CLERK - clerks]));
    }
    read_anew(shell, history);
}

static bool history_command(struct shell *shell, void *self, enum command_id id) {
    struct history *history = self;
    if (id == COMMAND_HISTORY_FILTER)
        ask_filter(shell, history);
    else if (id == COMMAND_HISTORY_RESTORE)
        ask_action(shell, history);
    else if (id == COMMAND_HISTORY)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else
        return false;
    return true;
}

static unsigned history_handle(struct shell *shell, void *self, const struct event *event) {
    struct history *history = self;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    unsigned handled = list_handle(&history->list, event);
    if (history->rows.next != 0 && history->list.selected + HISTORY_PAGE / 2 > history->rows.count)
        read_more(shell, history);
    return handled;
}

static void history_result(struct shell *shell, void *self, const struct layer_ops *from,
                           int answer, const void *value) {
    struct history *history = self;
    enum command_id asked = history->asked;
    history->asked = COMMAND_NONE;
    if (answer < ANSWER_OK)
        return;
    if (from == &compare_layer)
        shell_pop(shell, answer, value); /* a place was chosen there */
    else if (asked == COMMAND_HISTORY_FILTER)
        take_filter(shell, history, (size_t)(answer - ANSWER_OK));
    else if (asked == COMMAND_HISTORY_RESTORE)
        run_action(shell, history, answer - ANSWER_OK);
}

static void history_refresh(struct shell *shell, void *self) {
    struct history *history = self;
    if (history->section < 0 ||
        report_find_id(session_report(shell_session(shell)), history->section) != NULL)
        read_anew(shell, history);
}

const struct layer_ops history_layer = {
    .name = "history",
    .state_size = sizeof(struct history),
    .enter = history_enter,
    .draw = history_draw,
    .place = WHERE_HISTORY,
    .command = history_command,
    .handle = history_handle,
    .result = history_result,
    .closes = true,
    .refresh = history_refresh,
    .leave = history_leave,
};
