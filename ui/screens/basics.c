#include "ui/screens/basics.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/report_values.h"
#include "model/template/template.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/walk_rest.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/edition.h"
#include "ui/shell.h"
#include "ui/widget/dialog.h"
#include "ui/widget/list.h"

#include <string.h>

enum {
    LINES_MOST = 6,
    QUESTIONS_MOST = 100,
    BASICS_MOST = 3 + 2 * LINES_MOST + QUESTIONS_MOST,
    LABEL_COLS = 14,
    TEXT_MOST = 200
};
enum basic {
    BASIC_UNIT,
    BASIC_SHORT_NAME,
    BASIC_YEAR,
    BASIC_TITLE,
    BASIC_SIGN_OFF,
    BASIC_COUNT,
    BASIC_QUESTION = BASIC_COUNT /* of the template, which says what the others have below */
};

static const struct {
    const char *name, *label, *hint;
    size_t most; /* points */
    bool lines;  /* several, each a row, and an empty one for one more */
} kinds[] = {
    [BASIC_UNIT] = {"unit", N_("单位"), N_("全称；题目、落款里的一起改"), 60, false},
    [BASIC_SHORT_NAME] = {"short_name", N_("简称"), N_("屏幕上用；空着就用全称"), 60, false},
    [BASIC_YEAR] = {"year", N_("年度"), N_("四位数字，如2023；题目里的一起改"), 8, false},
    [BASIC_TITLE] = {"title", N_("题目"), N_("印在最上面，一行居中；空着就没有这一行"), TEXT_MOST,
                     true},
    [BASIC_SIGN_OFF] = {"sign_off", N_("落款"), N_("印在最后，单位、日期各一行；空着就没有这一行"),
                        TEXT_MOST, true},
};

struct basics {
    struct list list;
    struct basic_row {
        enum basic basic;
        size_t line; /* of a kind that has lines; of the template's questions */
    } rows[BASICS_MOST];
    size_t asked; /* the row that is being asked for */
    struct walk_rest rest;
    size_t rest_next; /* of rest: what is asked for after this one */
    bool walks;       /* through rest */
};

/* --- rows --- */

static const char *text_of(const struct report *report, enum basic basic) {
    return basic == BASIC_UNIT         ? report->unit
           : basic == BASIC_SHORT_NAME ? report->short_name
           : basic == BASIC_TITLE      ? report->title
                                       : report->sign_off;
}

static struct span line_at(const char *text, size_t line) {
    struct span rest = span_of(text), at = SPAN("");
    for (size_t i = 0; i <= line; i++)
        if (!span_take_line(&rest, &at))
            return SPAN("");
    return at;
}

static size_t count_lines(const char *text) {
    struct span rest = span_of(text), line;
    size_t count = 0;
    while (rest.n > 0 && span_take_line(&rest, &line))
        count++;
    return count;
}

static const struct template_question *question_of(const struct report *report,
                                                   const struct basic_row *row) {
    return row->basic == BASIC_QUESTION ? &report->template->questions[row->line] : NULL;
}

/* Of the value that the row is of. */
static const char *name_of(const struct report *report, const struct basic_row *row) {
    const struct template_question *question = question_of(report, row);
    return question != NULL ? question->name : kinds[row->basic].name;
}

static bool has_lines(const struct basic_row *row) {
    return row->basic < BASIC_COUNT && kinds[row->basic].lines;
}

static void add_text(struct str *out, const struct report *report, const struct basic_row *row) {
    const struct template_question *question = question_of(report, row);
    if (question != NULL)
        str_add(out, span_of(report_value(report, span_of(question->name))));
    else if (row->basic != BASIC_YEAR)
        str_add(out, has_lines(row) ? line_at(text_of(report, row->basic), row->line)
                                    : span_of(text_of(report, row->basic)));
    else if (report->year != 0)
        str_add_format(out, "%d", report->year);
}

static void add_label(struct str *out, const struct report *report, const struct basic_row *row) {
    const struct template_question *question = question_of(report, row);
    str_add_text(out, question != NULL ? question->label : _(kinds[row->basic].label));
    if (has_lines(row))
        str_add_format(out, _("第%zu行"), row->line + 1);
}

static void make_rows(struct basics *basics, const struct report *report) {
    const struct template *template = report->template;
    size_t count = 0;
    for (enum basic basic = BASIC_UNIT; basic < BASIC_COUNT; basic++) {
        size_t lines = kinds[basic].lines ? count_lines(text_of(report, basic)) + 1 : 1;
        for (size_t line = 0; line < lines && line < LINES_MOST; line++)
            basics->rows[count++] = (struct basic_row){basic, line};
    }
    for (size_t i = 0; template != NULL && i < template->question_count && count < BASICS_MOST; i++)
        if (session_asks_question(report, &template->questions[i]))
            basics->rows[count++] = (struct basic_row){BASIC_QUESTION, i};
    list_set_count(&basics->list, count);
}

static void basics_refresh(struct shell *shell, void *self) {
    if (session_report(shell_session(shell)) != NULL)
        make_rows(self, session_report(shell_session(shell)));
}

/* --- drawing --- */

struct row_context {
    const struct basics *basics;
    const struct report *report;
};

static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    const struct row_context *of = context;
    struct str text = STR_INIT;
    add_label(&text, of->report, &of->basics->rows[index]);
    (void)canvas_put_limit(canvas, area.row, area.col, LABEL_COLS, FACE_HEADING, str_span(&text));
    str_clear(&text);
    add_text(&text, of->report, &of->basics->rows[index]);
    (void)canvas_put_limit(canvas, area.row, area.col + LABEL_COLS, area.cols - LABEL_COLS,
                           FACE_DIALOG, str_span(&text));
    str_release(&text);
}

static void basics_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    const struct basics *basics = self;
    struct row_context context = {basics, session_report(shell_session(shell))};
    int cols = area.cols < 80 ? area.cols - 6 : 74;
    struct area in =
        dialog_frame(canvas, area, (int)basics->list.count, cols, span_of(_("报告资料")));
    list_draw(&basics->list, canvas, in, true, draw_row, &context);
    list_draw_more(&basics->list, canvas, in, in.row + in.rows);
}

/* --- changing --- */

static void add_title(struct str *out, const struct basics *basics) {
    if (basics->walks)
        str_add_format(out, _("去年的数都核对过了，还有%zu项资料"),
                       basics->rest.count - basics->rest_next + 1);
    else
        str_add_text(out, _("报告资料"));
}

static void ask(struct shell *shell, struct basics *basics, const char *text, const char *hint) {
    const struct basic_row *row = &basics->rows[basics->asked];
    struct str title = STR_INIT, label = STR_INIT;
    add_title(&title, basics);
    add_label(&label, session_report(shell_session(shell)), row);
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = title.s,
                   .label = label.s,
                   .hint = hint,
                   .text = text,
                   .most = row->basic < BASIC_COUNT ? kinds[row->basic].most : TEXT_MOST,
               });
    str_release(&title);
    str_release(&label);
}

/* The text with that line as it was typed; a line without text goes. */
static void add_with_line(struct str *out, const char *text, size_t line, struct span typed) {
    size_t count = count_lines(text);
    for (size_t i = 0; i <= count; i++) {
        struct span at = i == line ? typed : i < count ? line_at(text, i) : SPAN("");
        if (span_trim(at).n == 0)
            continue;
        if (out->len > 0)
            str_add_byte(out, '\n');
        str_add(out, at);
    }
}

/* False: it is nowhere in the text. */
static bool add_replaced(struct str *out, const char *text, struct span what, struct span by) {
    struct span rest = span_of(text);
    size_t at = what.n > 0 ? span_find(rest, what) : SIZE_MAX;
    bool found = at != SIZE_MAX;
    for (; at != SIZE_MAX; at = span_find(rest, what)) {
        str_add(out, span_sub(rest, 0, at));
        str_add(out, by);
        rest = span_sub(rest, at + what.n, rest.n);
    }
    str_add(out, rest);
    return found;
}

/* What stands for the unit or the year in title and sign-off; nothing for others. */
static void add_trace(struct str *out, enum basic basic, struct span text) {
    if (text.n == 0 || (basic != BASIC_UNIT && basic != BASIC_YEAR))
        return;
    str_add(out, text);
    str_add_text(out, basic == BASIC_YEAR ? "年" : "");
}

/* As one change; followed: title or sign-off were changed with it. */
static enum rc store(struct shell *shell, const struct basic_row *row, struct span typed,
                     bool *followed, struct err *err) {
    const struct report *report = session_report(shell_session(shell));
    struct str was = STR_INIT, text = STR_INIT, what = STR_INIT, by = STR_INIT;
    struct str title = STR_INIT, sign_off = STR_INIT;
    struct session_value values[3];
    size_t count = 1;
    const char *name = name_of(report, row);
    if (has_lines(row))
        add_with_line(&text, text_of(report, row->basic), row->line, typed);
    else
        str_add(&text, span_trim(typed));
    values[0] = (struct session_value){span_of(name), str_span(&text)};
    add_text(&was, report, row);
    add_trace(&what, row->basic, str_span(&was));
    add_trace(&by, row->basic, str_span(&text));
    if (add_replaced(&title, report->title, str_span(&what), str_span(&by)))
        values[count++] = (struct session_value){SPAN("title"), str_span(&title)};
    if (row->basic == BASIC_UNIT &&
        add_replaced(&sign_off, report->sign_off, str_span(&what), str_span(&by)))
        values[count++] = (struct session_value){SPAN("sign_off"), str_span(&sign_off)};
    *followed = count > 1;
    enum rc rc = session_set_values(shell_session(shell), values, count, err);
    struct str *all[] = {&was, &text, &what, &by, &title, &sign_off};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        str_release(all[i]);
    return rc;
}

/* What the template holds against the answer; the checker goes on saying it. */
static bool add_broken(struct str *out, const struct report *report, const struct basic_row *row) {
    const struct template *template = report->template;
    const struct template_question *question =
        template_find(template, TEMPLATE_QUESTION, span_of(name_of(report, row)));
    if (question == NULL)
        return false;
    struct figures *figures = figures_new(report);
    bool broken = figures_add_broken(figures, out, question);
    figures_free(figures);
    return broken;
}

static void add_hint(struct str *out, const struct report *report, const struct basic_row *row) {
    const struct template_question *question = question_of(report, row);
    if (question == NULL) {
        str_add_text(out, _(kinds[row->basic].hint));
        return;
    }
    str_add(out, span_of(question->hint));
    choices_add_asked(out, question->choices, question->choice_count);
}

/* --- what is still open, one after the other --- */

static size_t find_row(const struct basics *basics, const struct report *report,
                       const struct walk_rest_item *item) {
    size_t found = SIZE_MAX; /* a line behind the last is the row for one more */
    for (size_t i = 0; i < basics->list.count; i++)
        if (strcmp(name_of(report, &basics->rows[i]), item->name) == 0 &&
            (!has_lines(&basics->rows[i]) || basics->rows[i].line <= item->line))
            found = i;
    return found;
}

/* Last year's stands there to be taken, and the hint says so. */
static void ask_rest(struct shell *shell, struct basics *basics,
                     const struct walk_rest_item *item) {
    const struct report *report = session_report(shell_session(shell));
    const struct basic_row *row = &basics->rows[basics->asked];
    struct str now = STR_INIT, last = STR_INIT, hint = STR_INIT;
    add_text(&now, report, row);
    session_add_last_rest(shell_session(shell), &last, item);
    if (last.len > 0)
        str_add_text(&hint, _("这是去年的，改好按Enter；"));
    add_hint(&hint, report, row);
    ask(shell, basics, now.len > 0 ? now.s : last.s, hint.s);
    str_release(&now);
    str_release(&last);
    str_release(&hint);
}

static void ask_next(struct shell *shell, struct basics *basics) {
    const struct report *report = session_report(shell_session(shell));
    while (basics->walks && basics->rest_next < basics->rest.count) {
        const struct walk_rest_item *item = &basics->rest.items[basics->rest_next++];
        size_t row = find_row(basics, report, item);
        if (row == SIZE_MAX)
            continue;
        list_select(&basics->list, row);
        basics->asked = row;
        ask_rest(shell, basics, item);
        return;
    }
    basics->walks = false;
}

static void basics_enter(struct shell *shell, void *self, const void *argument) {
    struct basics *basics = self;
    const struct report *report = session_report(shell_session(shell));
    make_rows(basics, report);
    if (argument != NULL && strcmp(argument, BASICS_REST) == 0) {
        session_walk_rest(shell_session(shell), &basics->rest);
        basics->walks = true;
        ask_next(shell, basics);
        return;
    }
    for (size_t i = 0; argument != NULL && i < basics->list.count; i++)
        if (strcmp(name_of(report, &basics->rows[i]), argument) == 0) {
            list_select(&basics->list, i);
            return;
        }
}

static bool is_as_it_was(const struct report *report, const struct basic_row *row,
                         struct span typed) {
    struct str was = STR_INIT;
    add_text(&was, report, row);
    bool same = span_equal(str_span(&was), typed);
    str_release(&was);
    return same;
}

static void basics_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                          const void *value) {
    struct basics *basics = self;
    struct err err = {0};
    bool followed = false;
    if (from != &prompt_layer || answer != ANSWER_OK) {
        basics->walks = false;
        return;
    }
    const struct basic_row *row = &basics->rows[basics->asked];
    if (is_as_it_was(session_report(shell_session(shell)), row, span_of(value))) {
        ask_next(shell, basics);
        return;
    }
    struct str broken = STR_INIT;
    if (store(shell, row, span_of(value), &followed, &err) != RC_OK) {
        ask(shell, basics, value, err.text); /* as it was typed, and why not */
        str_release(&broken);
        return;
    }
    if (add_broken(&broken, session_report(shell_session(shell)), row))
        shell_say(shell, _("已改，但%s；Ctrl-Z撤销"), broken.s);
    else if (followed)
        shell_say(shell, _("已改，题目、落款里的也改了；Ctrl-Z撤销"));
    else
        shell_say(shell, _("已改；Ctrl-Z撤销"));
    str_release(&broken);
    basics_refresh(shell, basics);
    ask_next(shell, basics);
}

static unsigned basics_handle(struct shell *shell, void *self, const struct event *event) {
    struct basics *basics = self;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    unsigned handled = list_handle(&basics->list, event);
    if ((handled & HANDLED_CHOSEN) != 0 && !edition_refuses_change(shell)) {
        const struct report *report = session_report(shell_session(shell));
        const struct basic_row *row = &basics->rows[basics->list.selected];
        struct str text = STR_INIT, hint = STR_INIT;
        basics->asked = basics->list.selected;
        add_text(&text, report, row);
        add_hint(&hint, report, row);
        ask(shell, basics, text.s, hint.s);
        str_release(&text);
        str_release(&hint);
    }
    return handled;
}

const struct layer_ops basics_layer = {
    .name = "basics",
    .state_size = sizeof(struct basics),
    .is_dialog = true,
    .enter = basics_enter,
    .draw = basics_draw,
    .hint = N_("↑↓ 选择   Enter 修改   Esc 返回"),
    .place = WHERE_DIALOG,
    .handle = basics_handle,
    .result = basics_result,
    .closes = true,
    .refresh = basics_refresh,
};
