#include "ui/screens/library.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/section_state.h"
#include "session/clerks.h"
#include "session/opened.h"
#include "session/remains.h"
#include "session/report.h"
#include "session/sample.h"
#include "session/search.h"
#include "session/setting.h"
#include "ui/screens/copies.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/export_dialog.h"
#include "ui/screens/handin.h"
#include "ui/screens/import.h"
#include "ui/screens/new_report.h"
#include "ui/screens/offers.h"
#include "ui/screens/rescued.h"
#include "ui/screens/review_in.h"
#include "ui/screens/search.h"
#include "ui/screens/sheet_out.h"
#include "ui/screens/tour.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/choice.h"
#include "ui/widget/list.h"
#include "ui/widget/meter.h"
#include "ui/workbench/workbench.h"

#include <string.h>

enum library_action {
    ACTION_NEW,
    ACTION_IMPORT,
    ACTION_SAMPLES,
    ACTION_TOUR,
    ACTION_TRASH,
    ACTION_COUNT
};
enum report_action { REPORT_OPEN, REPORT_CARRY_ON, REPORT_EXPORT, REPORT_TRASH };

enum { WINDOW = 200 }; /* rows that are read at once; more than a screen has */

struct library {
    struct library_rows rows; /* a part of the list … */
    size_t first;             /* … from this one on */
    struct list list;
    struct choice actions;
    bool in_actions; /* the focus is on the action row */
    bool trash;      /* the trash is listed */
    enum command_id asked;
    int64_t chosen; /* the report that a dialog is about */
    int64_t typed;  /* of a report's number, digit by digit; 0: none */
    const char *labels[ACTION_COUNT];
};

/* NULL: that one is not read. */
static const struct library_row *row_at(const struct library *library, size_t index) {
    bool is_read = index >= library->first && index - library->first < library->rows.count;
    return is_read ? &library->rows.items[index - library->first] : NULL;
}

static const struct library_row *selected(const struct library *library) {
    return row_at(library, library->list.selected);
}

/* Only the rows around the selected one are read, however many there are. */
static void read_rows(struct shell *shell, struct library *library) {
    struct err err = {0};
    size_t selected = library->list.selected;
    library->first = selected > WINDOW / 2 ? selected - WINDOW / 2 : 0;
    library_rows_release(&library->rows);
    if (session_list_page(shell_session(shell), library->trash, library->first, WINDOW,
                          &library->rows, &err) != RC_OK)
        shell_say_error(shell, &err);
}

/* What the screen can show is read before it is shown. */
static void keep_rows(struct shell *shell, struct library *library) {
    size_t seen = (size_t)canvas_rows(shell_canvas(shell));
    size_t from = library->list.selected > seen ? library->list.selected - seen : 0;
    size_t last = library->list.selected + seen;
    if (last >= library->list.count)
        last = library->list.count > 0 ? library->list.count - 1 : 0;
    if (library->list.count > 0 && (row_at(library, from) == NULL || row_at(library, last) == NULL))
        read_rows(shell, library);
}

static void reload_at(struct shell *shell, struct library *library, int64_t id) {
    struct session *session = shell_session(shell);
    struct err err = {0};
    const struct library_row *was = selected(library);
    size_t count = 0, rank = 0;
    if (session_count_reports(session, library->trash, &count, &err) != RC_OK)
        shell_say_error(shell, &err);
    list_set_count(&library->list, count);
    if (id != 0 && session_list_rank(session, id, &rank, NULL) == RC_OK)
        list_select(&library->list, rank);
    read_rows(shell, library);
    if (count == 0)
        library->in_actions = true;
    else if (was == NULL && !library->trash)
        library->in_actions = false; /* the first one: the next Enter opens it */
    library->labels[ACTION_TRASH] = library->trash ? _("返回报告库") : _("回收站");
}

static void reload(struct shell *shell, struct library *library) {
    const struct library_row *was = selected(library);
    reload_at(shell, library, was != NULL ? was->id : 0);
}

static void library_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct library *library = self;
    library->labels[ACTION_NEW] = _("＋新建报告");
    library->labels[ACTION_IMPORT] = _("导入（从文件，或粘贴全文）");
    library->labels[ACTION_SAMPLES] = _("打开示例");
    library->labels[ACTION_TOUR] = _("入门练习");
    library->actions = (struct choice){.labels = library->labels, .count = ACTION_COUNT};
    reload(shell, library);
    if (session_is_remote(shell_session(shell)))
        shell_say(shell, _("数据库在网络盘上：一次只能一个人用，录入会慢些；最好移到本机磁盘上"));
    if (library->list.count == 0)
        rescued_offer(shell);
}

/* Others have changed something. */
static void library_refresh(struct shell *shell, void *self) {
    if (session_report(shell_session(shell)) == NULL)
        reload(shell, self);
}

static void library_leave(struct shell *shell, void *self) {
    (void)shell;
    library_rows_release(&((struct library *)self)->rows);
}

/* --- drawing --- */

/* Where number, unit, year, done, reviewed, check, changed begin: of 80 columns (the unit takes
 * half of what there is more), and where there are fewer, which have no room for the number. */
static int column(const struct area *area, size_t i) {
    static const int full[] = {3, 8, 27, 34, 49, 55, 68}, narrow[] = {3, 3, 16, 21, 32, 37, 48};
    bool is_narrow = area->cols < 80;
    int spare = i > 1 && !is_narrow ? (area->cols - 80) / 2 : 0;
    return area->col + (is_narrow ? narrow[i] : full[i]) + spare;
}

struct row_context {
    const struct library *library;
    struct area area;
};

/* Sections that are marked say nothing of 定稿, which is a step of the report's own. */
static void draw_done(struct canvas *canvas, int at, const struct area *all,
                      const struct library_row *row) {
    struct str text = STR_INIT;
    int col = column(all, 3), room = column(all, 4) - col - 1;
    if (row->done < row->sections) {
        str_add_format(&text, "%zu/%zu", row->done, row->sections);
        meter_draw(canvas, at, col, room, row->done, row->sections, FACE_DONE, FACE_PLAIN,
                   str_span(&text));
    } else {
        str_add_format(&text, _("%zu/%zu 已完成"), row->done, row->sections);
        if (canvas_text_columns(canvas, str_span(&text)) > room) {
            str_clear(&text);
            str_add_text(&text, _("已完成"));
        }
        (void)canvas_put_limit(canvas, at, col, room, FACE_DONE, str_span(&text));
    }
    str_release(&text);
}

/* What messages and the command line call it, to the right of its column. */
static void draw_number(struct canvas *canvas, int at, const struct area *all, int64_t id) {
    struct str number = STR_INIT;
    str_add_format(&number, "%lld", (long long)id);
    int room = column(all, 1) - column(all, 0) - 1, used = (int)number.len;
    (void)canvas_put_limit(canvas, at, column(all, 0) + (used < room ? room - used : 0), room,
                           FACE_DIM, str_span(&number));
    str_release(&number);
}

static void draw_report(struct canvas *canvas, struct area area, size_t index, bool is_selected,
                        const void *context) {
    (void)is_selected;
    const struct row_context *of = context;
    const struct library_row *row = row_at(of->library, index);
    const struct area *all = &of->area;
    if (row == NULL)
        return;
    int at = area.row;
    if (column(all, 1) > column(all, 0))
        draw_number(canvas, at, all, row->id);
    (void)canvas_put_limit(canvas, at, column(all, 1), column(all, 2) - column(all, 1) - 1,
                           FACE_PLAIN, library_row_name(row));
    if (row->year != 0)
        canvas_put_format(canvas, at, column(all, 2), FACE_PLAIN, "%d", row->year);
    if (row->sections > 0)
        draw_done(canvas, at, all, row);
    if (row->reviewed >= 0)
        canvas_put_format(canvas, at, column(all, 4),
                          row->reviewed < 100 ? FACE_CARRIED : FACE_PLAIN, "%d%%", row->reviewed);
    if (row->errors + row->warnings > 0)
        canvas_put_format(canvas, at, column(all, 5), row->errors > 0 ? FACE_ERROR : FACE_WARNING,
                          _("错%zu 疑%zu"), row->errors, row->warnings);
    struct str changed = STR_INIT;
    clock_add_friendly(&changed, row->changed, clock_now());
    canvas_put(canvas, at, column(all, 6), FACE_PLAIN, str_span(&changed));
    str_release(&changed);
}

static void draw_header(const struct shell *shell, const struct library *library,
                        struct canvas *canvas, struct area area) {
    struct area row = area_top(area, 1);
    struct str right = STR_INIT;
    str_add_format(&right, _("用户 %s   %zu 份报告 "), session_user(shell_session(shell)),
                   library->list.count);
    canvas_fill(canvas, row, FACE_TITLE);
    canvas_put_text(canvas, row.row, row.col + 1, FACE_TITLE,
                    library->trash ? _("绩效报告 · 回收站") : _("绩效报告 · 报告库"));
    (void)canvas_put_right(canvas, row.row, row.col + row.cols, FACE_TITLE, str_span(&right));
    str_release(&right);
}

static void draw_heads(struct canvas *canvas, struct area area, int row) {
    static const char *const heads[] = {N_("号"),   N_("单位"), N_("年度"),    N_("完成"),
                                        N_("已核"), N_("检查"), N_("最近修改")};
    if (column(&area, 0) < column(&area, 1))
        (void)canvas_put_right(canvas, row, column(&area, 1) - 1, FACE_DIM, span_of(_(heads[0])));
    for (size_t i = 1; i < ARRAY_LEN(heads); i++)
        canvas_put_text(canvas, row, column(&area, i), FACE_DIM, _(heads[i]));
}

/* The actions side by side; the one in focus has > before it and the cursor on it. */
static void draw_actions(const struct library *library, struct canvas *canvas, struct area area,
                         int row) {
    int col = area.col + 2;
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        bool focus = library->in_actions && library->actions.selected == i;
        struct span label = span_of(library->labels[i]);
        if (col + 2 + canvas_text_columns(canvas, label) > area.col + area.cols) {
            col = area.col + 2;
            row++;
        }
        if (focus) {
            canvas_put_text(canvas, row, col, FACE_PLAIN, ">");
            canvas_set_cursor(canvas, row, col + 2);
        }
        col += 2 + canvas_put(canvas, row, col + 2, focus ? FACE_BUTTON_FOCUS : FACE_BUTTON, label);
        col += area.cols >= 80 ? 3 : 1;
    }
}

static void library_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    const struct library *library = self;
    draw_header(shell, library, canvas, area);
    int heads = area.row + 2, last = area.row + area.rows - 1;
    struct area rows = {heads + 1, area.col, area.rows - 8, area.cols};
    struct row_context context = {library, area};
    if (library->list.count > 0) {
        draw_heads(canvas, area, heads);
        struct list list = library->list;
        list.page = (size_t)rows.rows;
        list_draw(&list, canvas, rows, !library->in_actions, draw_report, &context);
        if (library->in_actions)
            list_clear_mark(&list, canvas, rows);
    } else {
        canvas_put_text(canvas, heads + 1, area.col + 3, FACE_DIM,
                        library->trash
                            ? _("回收站是空的")
                            : _("还没有报告。按Enter新建一份；首次使用，先做五步入门练习。"));
    }
    draw_actions(library, canvas, area, area.cols < 80 ? last - 4 : last - 3);
    canvas_put_text(
        canvas, last - 1, area.col + 2, FACE_DIM,
        library->list.count == 0 ? _("←→ 选择   Enter 开始")
        : library->in_actions    ? _("←→ 选择   Enter 开始   ↑ 回到列表")
        : library->trash
            ? _("Enter 取回   Esc 返回报告库")
            : _("Enter 打开与操作（续编新年度、导出、移入回收站…）   / 查找   数字 报告号"));
}

/* --- doing --- */

static void open_report(struct shell *shell, int64_t id) {
    struct err err = {0};
    if (session_load_or_remains(shell_session(shell), id, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_push(shell, &workbench_layer, NULL);
}

/* Made, carried on or imported: what is known of its figures is offered first. */
static void open_new(struct shell *shell, int64_t id) {
    open_report(shell, id);
    if (session_report(shell_session(shell)) != NULL)
        offers_open_where_sure(shell);
}

static void open_imported(struct shell *shell, int64_t id) {
    open_new(shell, id);
    const struct report *report = session_report(shell_session(shell));
    if (report != NULL && report_progress(report).done == 0)
        shell_say(shell, _("要是写好了的：按两次F4到目录，再按A，有文字的节都标为完成"));
}

static void open_place(struct shell *shell, const struct go_place *place) {
    struct err err = {0};
    if (session_load_or_remains(shell_session(shell), place->report, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_push(shell, &workbench_layer, place);
}

static void ask_action(struct shell *shell, struct library *library) {
    const struct library_row *row = selected(library);
    const char *rows[] = {_("打开"), _("续编新年度"), _("导出"), _("移入回收站…"), NULL};
    const char *trashed[] = {_("取回到报告库"), NULL};
    if (row == NULL)
        return;
    library->chosen = row->id;
    library->asked = library->trash ? COMMAND_TRASH : COMMAND_NONE;
    struct str title = STR_INIT;
    str_add(&title, library_row_name(row));
    if (row->year != 0)
        str_add_format(&title, " %d", row->year);
    shell_push(shell, &choose_layer,
               &(struct choose_argument){title.s, library->trash ? trashed : rows, 0});
    str_release(&title);
}

static void ask_trash(struct shell *shell, struct library *library) {
    const struct library_row *row = selected(library);
    if (row == NULL || library->trash)
        return;
    library->asked = COMMAND_TRASH;
    library->chosen = row->id;
    struct str text = STR_INIT;
    str_add_format(&text, _("把“%s”%d年度的报告移入回收站吗？随时可以从回收站取回。"), row->unit,
                   row->year);
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("移入回收站"), text.s, {_("移入回收站"), _("不移")}, 1});
    str_release(&text);
}

static void ask_import(struct shell *shell, struct library *library) {
    library->asked = COMMAND_IMPORT;
    import_ask_source(shell, _("导入"));
}

static void open_samples(struct shell *shell, struct library *library) {
    int64_t ids[3] = {0};
    struct err err = {0};
    if (session_add_samples(shell_session(shell), ids, &err) != RC_OK) {
        shell_say_error(shell, &err);
        return;
    }
    reload(shell, library);
    open_report(shell, ids[1]);
}

static void begin_tour(struct shell *shell, struct library *library, size_t part) {
    open_samples(shell, library);
    if (session_report(shell_session(shell)) != NULL)
        shell_push(shell, &tour_layer, &(struct tour_place){.part = part});
}

static void trash(struct shell *shell, struct library *library, bool trashed) {
    struct err err = {0};
    if (session_trash(shell_session(shell), library->chosen, trashed, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, trashed ? _("已移入回收站") : _("已取回到报告库"));
    reload(shell, library);
}

static void run_action(struct shell *shell, struct library *library, size_t action) {
    if (action == ACTION_NEW)
        shell_push(shell, &new_report_layer, NULL);
    else if (action == ACTION_IMPORT)
        ask_import(shell, library);
    else if (action == ACTION_SAMPLES)
        open_samples(shell, library);
    else if (action == ACTION_TOUR)
        begin_tour(shell, library, 0);
    else {
        library->trash = !library->trash;
        reload(shell, library);
        library->in_actions = library->list.count == 0;
    }
}

static void run_report_action(struct shell *shell, struct library *library, int action) {
    if (action == REPORT_OPEN)
        open_report(shell, library->chosen);
    else if (action == REPORT_CARRY_ON)
        shell_push(shell, &new_report_layer, &library->chosen);
    else if (action == REPORT_EXPORT)
        shell_push(shell, &export_layer, &library->chosen);
    else if (action == REPORT_TRASH)
        ask_trash(shell, library);
}

static bool library_command(struct shell *shell, void *self, enum command_id id) {
    struct library *library = self;
    const struct library_row *row = selected(library);
    if (id == COMMAND_NEW_REPORT)
        run_action(shell, library, ACTION_NEW);
    else if (id == COMMAND_IMPORT)
        run_action(shell, library, ACTION_IMPORT);
    else if (id == COMMAND_SAMPLES)
        run_action(shell, library, ACTION_SAMPLES);
    else if (id == COMMAND_TOUR)
        run_action(shell, library, ACTION_TOUR);
    else if (id == COMMAND_TOUR_TOGETHER)
        begin_tour(shell, library, 1);
    else if (id == COMMAND_SEARCH || id == COMMAND_RECENT)
        shell_push(shell, &search_layer, NULL);
    else if ((id == COMMAND_TRASH || id == COMMAND_EXPORT || id == COMMAND_CARRY_ON ||
              id == COMMAND_SHEET_OUT) &&
             row == NULL)
        shell_say(shell, _("还没有选中报告"));
    else if ((id == COMMAND_TRASH || id == COMMAND_CARRY_ON || id == COMMAND_SHEET_OUT) &&
             library->trash)
        shell_say(shell, _("这份报告在回收站里；先按Enter取回"));
    else if (id == COMMAND_TRASH)
        ask_trash(shell, library);
    else if (id == COMMAND_COPIES)
        shell_push(shell, &copies_layer, NULL);
    else if (id == COMMAND_EXPORT)
        shell_push(shell, &export_layer, &(int64_t){library->chosen = row->id});
    else if (id == COMMAND_SHEET_OUT)
        shell_push(shell, &sheet_out_layer, &(int64_t){library->chosen = row->id});
    else if (id == COMMAND_CARRY_ON)
        shell_push(shell, &new_report_layer, &row->id);
    else
        return false;
    return true;
}

/* --- by number --- */

/* Whether the list has that report; it is selected then. */
static bool select_report(struct shell *shell, struct library *library, int64_t id) {
    size_t was = library->list.selected, rank = 0;
    if (id <= 0 || session_list_rank(shell_session(shell), id, &rank, NULL) != RC_OK ||
        rank >= library->list.count)
        return false;
    list_select(&library->list, rank);
    keep_rows(shell, library);
    if (selected(library) != NULL && selected(library)->id == id)
        return true;
    list_select(&library->list, was); /* there is none, or it is in the trash */
    keep_rows(shell, library);
    return false;
}

/* The digits of a report's number select it, one after the other: 1, then 12. */
static void type_digit(struct shell *shell, struct library *library, int digit) {
    enum { MOST = 100000000 };
    int64_t whole = (library->typed < MOST ? library->typed : 0) * 10 + digit;
    bool found = select_report(shell, library, whole);
    library->typed = whole;
    if (found)
        return;
    if (whole != digit && select_report(shell, library, digit))
        library->typed = digit;
    else
        shell_say(shell, _("这里没有%lld号报告"), (long long)whole);
}

/* False: it is no number. What an input method or a fast hand sends at once is taken whole. */
static bool type_number(struct shell *shell, struct library *library, const struct event *event) {
    struct span text = event->kind == EVENT_TEXT ? event->text : SPAN("");
    uint64_t number = 0;
    if (!char_read_number(text, INT32_MAX, &number)) {
        library->typed = 0;
        return false;
    }
    while (text.n > 0)
        type_digit(shell, library, (int)(char_fold(utf8_take(&text)) - U'0'));
    return true;
}

static unsigned press_action(struct shell *shell, struct library *library,
                             const struct event *event) {
    unsigned handled = buttons_handle(&library->actions, event);
    if (handled & HANDLED_CHOSEN)
        run_action(shell, library, library->actions.selected);
    return handled;
}

static unsigned library_handle(struct shell *shell, void *self, const struct event *event) {
    struct library *library = self;
    if (event_is_key(event, K_ESC) && library->trash) {
        library->trash = false;
        reload(shell, library);
        return HANDLED_YES;
    }
    if (library->in_actions) {
        if (event_is_key(event, K_UP) || event_is_key(event, K_TAB) ||
            event_is_key(event, K_BACKTAB))
            library->in_actions = library->list.count == 0;
        else if (event_is_key(event, K_DOWN) && library->actions.selected + 1 == ACTION_COUNT)
            return HANDLED_YES; /* the trash is the last thing below */
        else if (event_is_key(event, K_DOWN))
            return press_action(shell, library, &(struct event){.kind = EVENT_KEY, .key = K_RIGHT});
        else
            return press_action(shell, library, event);
        return HANDLED_YES;
    }
    bool at_end = library->list.selected + 1 >= library->list.count;
    if (event_is_key(event, K_TAB) || event_is_key(event, K_BACKTAB) ||
        (event_is_key(event, K_DOWN) && at_end)) {
        library->in_actions = true;
        return HANDLED_YES;
    }
    if (type_number(shell, library, event))
        return HANDLED_YES;
    unsigned handled = list_handle(&library->list, event);
    keep_rows(shell, library);
    if (handled & HANDLED_CHOSEN)
        ask_action(shell, library);
    return handled;
}

static void library_result(struct shell *shell, void *self, const struct layer_ops *from,
                           int answer, const void *value) {
    struct library *library = self;
    enum command_id asked = library->asked;
    library->asked = COMMAND_NONE;
    const struct report *left = session_report(shell_session(shell));
    if (from == &workbench_layer && left != NULL) {
        int64_t id = left->id;
        session_set_setting(shell_session(shell), "open", "");
        session_leave(shell_session(shell));
        library->in_actions = false;
        reload_at(shell, library, id); /* the one that was left is the selected one */
    } else {
        reload(shell, library);
    }
    if (answer < ANSWER_OK)
        return;
    if (answer == ANSWER_GO) { /* of 交稿检查 */
        const struct handin_line *line = value;
        open_place(shell, &(struct go_place){library->chosen, line->section, line->offset});
        return;
    }
    if (from == &workbench_layer || from == &search_layer || answer == ANSWER_REVIEWED)
        open_place(shell, value);
    else if (from == &new_report_layer)
        open_new(shell, *(const int64_t *)value);
    else if (from == &import_layer || from == &paste_layer)
        open_imported(shell, *(const int64_t *)value);
    else if (from == &choose_layer && asked == COMMAND_IMPORT)
        import_open_source(shell, answer, value);
    else if (from == &choose_layer && asked == COMMAND_TRASH)
        trash(shell, library, false);
    else if (from == &choose_layer)
        run_report_action(shell, library, answer - ANSWER_OK);
    else if (from == &ask_layer && asked == COMMAND_TRASH && answer == ANSWER_OK)
        trash(shell, library, true);
}

static bool library_escape_closes(const void *self) {
    return ((const struct library *)self)->trash;
}

const struct layer_ops library_layer = {
    .name = "library",
    .state_size = sizeof(struct library),
    .enter = library_enter,
    .draw = library_draw,
    .place = WHERE_LIBRARY,
    .command = library_command,
    .handle = library_handle,
    .result = library_result,
    .escape_closes = library_escape_closes,
    .refresh = library_refresh,
    .leave = library_leave,
};
