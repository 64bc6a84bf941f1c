#include "ui/screens/new_report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "model/answers.h"
#include "model/figure/figure_entry.h"
#include "model/template/template.h"
#include "session/template.h"
#include "session/undo.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/import.h"
#include "ui/screens/report_pick.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/choice.h"
#include "ui/widget/dialog.h"
#include "ui/widget/field.h"

#include <string.h>

enum form_row { ROW_TEMPLATE, ROW_UNIT, ROW_SHORT, ROW_YEAR, ROW_CARRY, ROW_BUTTONS, ROW_COUNT };

/* What the layer above was asked. */
enum asked {
    ASKED_NOTHING,
    ASKED_CARRY,
    ASKED_SOURCE,
    ASKED_FILE,
    ASKED_HOW,
    ASKED_PLAN,
    ASKED_ANSWER
};

enum { ANSWERS_MOST = 20 };

struct form {
    enum form_row focus;
    enum asked asked;
    char **templates; /* form ids */
    char **titles;    /* how a clerk knows them */
    size_t template_count;
    size_t template_at;     /* template_count: as the report that is carried on from is built */
    struct field fields[3]; /* unit, short name, year */
    struct library_rows reports;
    size_t carry;     /* 0: none; index + 1; reports.count + 1: from a file */
    bool only_beside; /* nothing is carried on, last year's stands beside */
    bool plan_seen;
    struct session_answer
        answers[ANSWERS_MOST + 1]; /* to what the title prints; their texts ours */
    size_t answer_count;
    char *answers_of; /* the template that they were asked for */
    bool fresh;       /* nothing was typed since the focus came here */
    struct choice buttons;
    const char *labels[2];
    struct str trouble; /* beside the field in focus */
    bool beside;        /* else it is nobody's: below */
};

static struct field *field_of(struct form *form, enum form_row row) {
    return row >= ROW_UNIT && row <= ROW_YEAR ? &form->fields[row - ROW_UNIT] : NULL;
}

static void forget_answers(struct form *form) {
    for (size_t i = 0; i < form->answer_count; i++) {
        mem_free(form->answers[i].name);
        mem_free(form->answers[i].text);
    }
    memset(form->answers, 0, sizeof form->answers);
    form->answer_count = 0;
    mem_free(form->answers_of);
    form->answers_of = NULL;
}

/* --- beginning --- */

static const struct library_row *chosen_row(const struct form *form) {
    bool chosen = form->carry > 0 && form->carry <= form->reports.count;
    return chosen ? &form->reports.items[form->carry - 1] : NULL;
}

/* template_count: none of those that are offered. */
static size_t template_of(const struct form *form, const struct library_row *row) {
    size_t at = 0;
    while (at < form->template_count && strcmp(form->templates[at], row->template) != 0)
        at++;
    return at;
}

/* Whether last year's report can be carried on by itself alone: it was made with no template that
 * is offered, so each of them would lay its sections over those that last year's has. */
static bool offers_own(const struct form *form) {
    const struct library_row *row = form->only_beside ? NULL : chosen_row(form);
    return row != NULL && template_of(form, row) == form->template_count;
}

/* Without that report one of the templates stands there. */
static void settle_template(struct form *form) {
    if (form->template_at == form->template_count && !offers_own(form))
        form->template_at = 0;
}

/* An imported report may not know its unit. */
static void carry_from(struct form *form, size_t index) {
    const struct library_row *row = &form->reports.items[index];
    struct str year = STR_INIT;
    form->carry = index + 1;
    if (row->unit[0] != '\0') {
        field_set(&form->fields[0], span_of(row->unit));
        field_set(&form->fields[1], span_of(row->short_name));
    }
    if (row->year != 0) {
        str_add_format(&year, "%d", row->year + 1);
        field_set(&form->fields[2], str_span(&year));
    }
    str_release(&year);
    form->template_at = template_of(form, row);
}

static void choose_report(struct form *form, int64_t id) {
    for (size_t i = 0; i < form->reports.count; i++)
        if (form->reports.items[i].id == id)
            carry_from(form, i);
}

/* argument: NULL, or the number of the report to carry on from (const int64_t *) */
static void form_enter(struct shell *shell, void *self, const void *argument) {
    struct form *form = self;
    struct session *session = shell_session(shell);
    struct err err = {0};
    form->templates = session_template_names(session);
    while (form->templates[form->template_count] != NULL)
        form->template_count++;
    form->titles = mem_alloc_zero(form->template_count + 1, sizeof *form->titles);
    for (size_t i = 0; i < form->template_count; i++) {
        struct str title = STR_INIT;
        session_add_template_title(session, form->templates[i], &title);
        form->titles[i] = str_detach(&title);
    }
    struct str year = STR_INIT;
    str_add_format(&year, "%d", clock_year() - 1);
    field_init(&form->fields[0], SPAN(""));
    field_init(&form->fields[1], SPAN(""));
    field_init(&form->fields[2], str_span(&year));
    form->fields[0].most = form->fields[1].most = 60;
    form->fields[2].most = 8;
    str_release(&year);
    str_init(&form->trouble);
    form->focus = ROW_UNIT;
    form->fresh = true;
    form->labels[0] = _("新建");
    form->labels[1] = _("取消");
    form->buttons = (struct choice){.labels = form->labels, .count = 2};
    if (session_list(session, false, &form->reports, &err) != RC_OK)
        shell_say_error(shell, &err);
    if (argument != NULL) {
        choose_report(form, *(const int64_t *)argument);
        form->focus = form->carry > 0 ? ROW_YEAR : ROW_UNIT;
    }
}

static void form_leave(struct shell *shell, void *self) {
    (void)shell;
    struct form *form = self;
    session_names_free(form->templates);
    session_names_free(form->titles);
    forget_answers(form);
    for (size_t i = 0; i < ARRAY_LEN(form->fields); i++)
        field_release(&form->fields[i]);
    library_rows_release(&form->reports);
    str_release(&form->trouble);
}

/* --- drawing --- */

static const struct {
    const char *label, *hint;
} form_rows[] = {
    [ROW_TEMPLATE] = {N_("模板"), N_("←→选择模板，V看里面有什么")},
    [ROW_UNIT] = {N_("单位"), N_("单位全称，如云川市望湖区梧桐里街道办事处；印在题目里。从去年的文"
                                 "件续编的不必填，按↓到“续编自”")},
    [ROW_SHORT] = {N_("简称"), N_("屏幕上用的简称，如梧桐里街道；可以不填")},
    [ROW_YEAR] = {N_("年度"), N_("报告写哪一年，四位数字")},
    [ROW_CARRY] = {N_("续编自"), N_("←→选择从哪份报告续编，或输入单位中的字、拼音首字母来找；去年的"
                                    "文字会标“去年原文，未核”")},
    [ROW_BUTTONS] = {"", N_("Enter 新建   Esc 取消")},
};

static void add_carry(struct str *out, const struct form *form) {
    if (form->carry == 0) {
        str_add_text(out, _("不续编，从空白开始"));
        return;
    }
    if (form->carry > form->reports.count) {
        str_add_text(out, _("去年的文件…（Enter选文件或粘贴）"));
        return;
    }
    const struct library_row *row = &form->reports.items[form->carry - 1];
    struct span name = library_row_name(row);
    str_add_format(out, _("%.*s %d年度"), (int)name.n, name.p, row->year);
    if (form->only_beside)
        str_add_text(out, _("（只在旁边）"));
}

static void draw_row(const struct form *form, struct canvas *canvas, struct area in, int at,
                     enum form_row row) {
    bool focus = form->focus == row;
    int col = in.col + 10, cols = in.cols - 10;
    canvas_put_text(canvas, at, in.col + 1, focus ? FACE_HEADING : FACE_DIALOG,
                    _(form_rows[row].label));
    if (focus)
        canvas_put_text(canvas, at, in.col, FACE_DIALOG, ">");
    struct str text = STR_INIT;
    if (row == ROW_CARRY)
        add_carry(&text, form);
    else if (row == ROW_TEMPLATE)
        str_add_text(&text, form->template_at < form->template_count
                                ? form->titles[form->template_at]
                                : _("照去年的结构"));
    if (row == ROW_CARRY || row == ROW_TEMPLATE)
        turned_draw(canvas, at, col, cols, focus, str_span(&text));
    else {
        bool trouble = focus && form->beside && form->trouble.len > 0;
        int width = row == ROW_YEAR || trouble ? 8 : cols;
        if (trouble)
            (void)canvas_put_limit(canvas, at, col + width + 1, cols - width - 1, FACE_ERROR,
                                   str_span(&form->trouble));
        field_draw(&form->fields[row - ROW_UNIT], canvas, at, col, width, focus);
    }
    str_release(&text);
}

static void add_template_summary(const struct shell *shell, const struct form *form,
                                 struct str *out) {
    if (form->template_at < form->template_count)
        session_add_template_summary(shell_session(shell), form->templates[form->template_at], out);
    else
        str_add_text(out, _("节和标题照去年的"));
}

static void form_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    const struct form *form = self;
    bool one = shell_display(shell)->reader; /* one question at a time */
    int gap = area.rows >= 20 ? 2 : 1;
    int cols = area.cols < 76 ? area.cols - 8 : 68;
    struct area in = dialog_frame(canvas, area, gap * ROW_COUNT + 3, cols, span_of(_("新建报告")));
    for (enum form_row row = ROW_TEMPLATE; row < ROW_BUTTONS; row++)
        if (!one || row == form->focus)
            draw_row(form, canvas, in, in.row + (one ? 0 : gap * (int)row), row);
    if (!one || form->focus == ROW_BUTTONS)
        buttons_draw(&form->buttons, canvas, in, in.row + gap * ROW_BUTTONS,
                     form->focus == ROW_BUTTONS);
    struct area foot = area_bottom(in, 2);
    bool trouble = form->trouble.len > 0 && !form->beside;
    struct str hint = STR_INIT;
    str_add_format(&hint, "%s　", _(form_rows[form->focus].hint));
    if (form->focus == ROW_TEMPLATE)
        add_template_summary(shell, form, &hint);
    (void)canvas_put_wrapped(canvas, foot, trouble ? FACE_ERROR : FACE_DIM,
                             trouble ? str_span(&form->trouble) : str_span(&hint));
    str_release(&hint);
}

/* --- filling in --- */

static bool read_year(const struct form *form, int *year) {
    return report_year_read(year, span_trim(field_text(&form->fields[2])));
}

/* Says what is wrong with a row, beside it; true if nothing is. */
static bool check_row(struct form *form, enum form_row row) {
    int year = 0;
    str_clear(&form->trouble);
    if (row == ROW_UNIT && span_trim(field_text(&form->fields[0])).n == 0)
        str_add_text(&form->trouble, _("请填写单位全称"));
    if (row == ROW_YEAR && !read_year(form, &year))
        str_add_text(&form->trouble, _("年度应是四位数字，如2023"));
    if (form->trouble.len == 0)
        return true;
    form->focus = row;
    form->beside = true;
    return false;
}

static int64_t chosen_report(const struct form *form) {
    const struct library_row *row = chosen_row(form);
    return row != NULL ? row->id : 0;
}

/* NULL: the one of the report that is carried on from, if any. */
static const char *chosen_template(const struct form *form) {
    return form->template_at < form->template_count ? form->templates[form->template_at] : NULL;
}

/* What a newer or another template keeps, leaves and adds is shown before anything is made. */
static bool shows_plan(struct shell *shell, struct form *form) {
    struct str plan = STR_INIT;
    struct err err = {0};
    int64_t earlier = chosen_report(form);
    bool asks =
        !form->plan_seen && earlier != 0 && !form->only_beside && chosen_template(form) != NULL &&
        session_carry_plan(shell_session(shell), earlier, chosen_template(form), &plan, &err) ==
            RC_OK &&
        plan.len > 0;
    if (asks) {
        form->asked = ASKED_PLAN;
        shell_push(
            shell, &ask_layer,
            &(struct ask_argument){_("模板与去年的不同"), plan.s, {_("续编"), _("返回")}, 0});
    }
    str_release(&plan);
    return asks;
}

static void ask_source(struct shell *shell, struct form *form) {
    form->asked = ASKED_SOURCE;
    import_ask_source(shell, _("去年的文件"));
}

/* --- what the title prints besides unit and year --- */

/* An earlier report brings its answers, but those that are asked anew each year. */
static bool is_wanted(const struct form *form, const struct template *template,
                      const struct template_question *question) {
    static const char *const asked_above[] = {"unit", "short_name", "year"};
    bool carried = chosen_report(form) != 0 && !form->only_beside;
    for (size_t i = 0; i < ARRAY_LEN(asked_above); i++)
        if (strcmp(question->name, asked_above[i]) == 0)
            return false;
    for (size_t i = 0; i < form->answer_count; i++)
        if (strcmp(question->name, form->answers[i].name) == 0)
            return false;
    return question_is_printed(template, question) && question->relevant.expression == NULL &&
           (!carried || question->carry == CARRY_NEVER);
}

static void push_question(struct shell *shell, struct form *form,
                          const struct template_question *question, const char *text,
                          const char *hint) {
    struct str shown = STR_INIT;
    str_add(&shown, span_of(hint != NULL ? hint : question->hint));
    if (hint == NULL)
        choices_add_asked(&shown, question->choices, question->choice_count);
    if (shown.len == 0)
        str_add_text(&shown, _("印在题目或落款里；暂时不定可以空着"));
    form->asked = ASKED_ANSWER;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){.title = _("新建报告"),
                                         .label = question->label,
                                         .hint = shown.s,
                                         .text = text,
                                         .most = 200});
    str_release(&shown);
}

/* The first question that waits; NULL: none. `template` is the caller's. */
static const struct template_question *next_question(struct shell *shell, struct form *form,
                                                     struct template **template) {
    const char *form_id = chosen_template(form);
    *template = NULL;
    if (form_id == NULL || session_template(shell_session(shell), form_id, template, NULL) != RC_OK)
        return NULL;
    if (!span_equal(span_of(form_id), span_of(form->answers_of))) {
        forget_answers(form);
        form->answers_of = span_copy(span_of(form_id));
    }
    for (size_t i = 0; i < (*template)->question_count && form->answer_count < ANSWERS_MOST; i++)
        if (is_wanted(form, *template, &(*template)->questions[i]))
            return &(*template)->questions[i];
    return NULL;
}

static bool asks_question(struct shell *shell, struct form *form) {
    struct template *template;
    const struct template_question *question = next_question(shell, form, &template);
    if (question != NULL)
        push_question(shell, form, question,
                      question->default_text != NULL ? question->default_text : "", NULL);
    template_free(template);
    return question != NULL;
}

/* False: it is asked again, with what is wrong beside it. */
static bool take_answer(struct shell *shell, struct form *form, const char *text) {
    struct template *template;
    struct err err = {0};
    struct value value;
    const struct template_question *question = next_question(shell, form, &template);
    bool good = question == NULL || question_read(&value, question, span_of(text), &err) == RC_OK;
    if (!good) {
        push_question(shell, form, question, text, err.text);
    } else if (question != NULL) {
        value_release(&value);
        form->answers[form->answer_count++] =
            (struct session_answer){span_copy(span_of(question->name)), span_copy(span_of(text))};
    }
    template_free(template);
    return good;
}

static void create(struct shell *shell, struct form *form) {
    int year = 0;
    if (form->carry > form->reports.count) {
        form->focus = ROW_CARRY;
        ask_source(shell, form);
        return;
    }
    if (!check_row(form, ROW_UNIT) || !check_row(form, ROW_YEAR) || shows_plan(shell, form) ||
        asks_question(shell, form))
        return;
    (void)read_year(form, &year);
    int64_t earlier = chosen_report(form);
    struct session_new what = {
        .template = chosen_template(form),
        .unit = form->fields[0].text.s,
        .short_name = form->fields[1].text.s,
        .year = year,
        .carry = form->only_beside ? 0 : earlier,
        .prior = form->only_beside ? earlier : 0,
        .answers = form->answers,
    };
    int64_t report = 0;
    struct err err = {0};
    if (session_new_report(shell_session(shell), &what, &report, &err) != RC_OK) {
        str_set(&form->trouble, span_of(err.text));
        form->beside = false;
    } else {
        shell_pop(shell, ANSWER_OK, &report);
    }
}

/* One of many: the list opens with what was typed. / opens it whole. */
static void ask_carry(struct shell *shell, struct form *form, const struct event *event) {
    bool whole = span_is(event->text, "/") || span_is(event->text, "／");
    form->asked = ASKED_CARRY;
    shell_push(shell, &report_pick_layer, &(struct span){event->text.p, whole ? 0 : event->text.n});
}

static void take_carry(struct shell *shell, struct form *form, int64_t report) {
    form->carry = report == PICKED_FILE ? form->reports.count + 1 : 0;
    form->only_beside = form->plan_seen = false;
    if (report == PICKED_FILE)
        ask_source(shell, form);
    else
        choose_report(form, report);
    settle_template(form);
}

/* Last year's report came in: it is chosen, and how it serves is asked. */
static void take_imported(struct shell *shell, struct form *form, int64_t report) {
    struct err err = {0};
    library_rows_release(&form->reports);
    if (session_list(shell_session(shell), false, &form->reports, &err) != RC_OK)
        shell_say_error(shell, &err);
    form->carry = 0;
    choose_report(form, report);
    form->asked = ASKED_HOW;
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("去年的报告已入库"),
                                      _("续编：去年的文字带到今年，标“去年原文，未核”。\n"
                                        "只放在旁边：今年从空白写起，按Ctrl-T看去年的文字。"),
                                      {_("续编"), _("只放在旁边")},
                                      0});
}

static void form_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                        const void *value) {
    (void)from;
    struct form *form = self;
    enum asked asked = form->asked;
    form->asked = ASKED_NOTHING;
    if (answer < ANSWER_OK)
        return;
    if (asked == ASKED_CARRY) {
        take_carry(shell, form, *(const int64_t *)value);
    } else if (asked == ASKED_SOURCE) {
        form->asked = ASKED_FILE;
        import_open_source(shell, answer, value);
    } else if (asked == ASKED_FILE) {
        take_imported(shell, form, *(const int64_t *)value);
    } else if (asked == ASKED_HOW) {
        form->only_beside = answer != ANSWER_OK;
        settle_template(form);
        form->focus = ROW_YEAR;
        form->fresh = true;
    } else if (asked == ASKED_ANSWER) {
        if (take_answer(shell, form, value))
            create(shell, form); /* or the next question */
    } else if (asked == ASKED_PLAN && answer == ANSWER_OK) {
        form->plan_seen = true;
        create(shell, form); /* the form may be gone now */
    }
}

static void turn(struct form *form, bool right) {
    size_t *value = form->focus == ROW_TEMPLATE ? &form->template_at : &form->carry;
    size_t templates = form->template_count + (offers_own(form) ? 1 : 0);
    size_t count = form->focus == ROW_TEMPLATE ? templates : form->reports.count + 2;
    if (count == 0)
        return;
    *value = (*value + (right ? 1 : count - 1)) % count;
    form->plan_seen = false;
    if (form->focus == ROW_CARRY)
        form->only_beside = false;
    if (form->focus == ROW_CARRY && chosen_report(form) != 0)
        carry_from(form, form->carry - 1);
    settle_template(form);
}

static void move_focus(struct form *form, bool forward) {
    str_clear(&form->trouble);
    form->fresh = true;
    form->focus = (enum form_row)(((int)form->focus + (forward ? 1 : ROW_COUNT - 1)) % ROW_COUNT);
    form->buttons.selected = 0; /* Enter goes on, wherever the arrows were before */
}

/* A wrong value keeps the cursor. */
static void finish_row(struct form *form) {
    if (check_row(form, form->focus))
        move_focus(form, true);
}

static unsigned press(struct shell *shell, struct form *form, const struct event *event) {
    unsigned handled = buttons_handle(&form->buttons, event);
    if ((handled & HANDLED_CHOSEN) && form->buttons.selected == 0)
        create(shell, form);
    else if (handled & HANDLED_CHOSEN)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    return handled;
}

/* The year that stands there is a proposal: what is typed takes its place. */
static unsigned type(struct form *form, struct field *field, const struct event *event) {
    bool types = event->kind == EVENT_TEXT || event->kind == EVENT_PASTE;
    if (types && form->fresh && form->focus == ROW_YEAR)
        field_set(field, SPAN(""));
    unsigned handled = field_handle(field, event);
    if (handled == HANDLED_NO)
        return handled;
    form->fresh = false;
    str_clear(&form->trouble);
    return handled;
}

/* What is in the template, before anything is made with it. */
static void preview(struct shell *shell, const struct form *form) {
    struct str text = STR_INIT;
    session_add_template_preview(shell_session(shell), chosen_template(form), &text);
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("模板里有什么"), text.s, {_("返回")}, 0});
    str_release(&text);
}

static unsigned form_handle(struct shell *shell, void *self, const struct event *event) {
    struct form *form = self;
    struct field *field = field_of(form, form->focus);
    bool turns = form->focus == ROW_TEMPLATE || form->focus == ROW_CARRY;
    bool enters_next = form->focus != ROW_BUTTONS && event_is_key(event, K_ENTER);
    bool asks_file = form->focus == ROW_CARRY && form->carry > form->reports.count;
    if (event_is_key(event, K_ESC))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (asks_file && event_is_key(event, K_ENTER))
        ask_source(shell, form);
    else if (event_is_key(event, K_TAB) || enters_next)
        finish_row(form);
    else if (event_is_key(event, K_DOWN)) /* on to last year's file, which knows the unit */
        move_focus(form, true);
    else if (event_is_key(event, K_BACKTAB) || event_is_key(event, K_UP))
        move_focus(form, false);
    else if (turns && (event_is_key(event, K_LEFT) || event_is_key(event, K_RIGHT)))
        turn(form, event_is_key(event, K_RIGHT));
    else if (form->focus == ROW_TEMPLATE && event_letter(event) == 'v' &&
             chosen_template(form) != NULL)
        preview(shell, form);
    else if (turns && event_letter(event) == ' ')
        turn(form, true);
    else if (form->focus == ROW_CARRY && event->kind == EVENT_TEXT)
        ask_carry(shell, form, event);
    else if (form->focus == ROW_BUTTONS)
        return press(shell, form, event);
    else
        return field != NULL ? type(form, field, event) : (unsigned)HANDLED_NO;
    return HANDLED_YES;
}

const struct layer_ops new_report_layer = {
    .name = "new-report",
    .state_size = sizeof(struct form),
    .is_dialog = true,
    .enter = form_enter,
    .draw = form_draw,
    .place = WHERE_DIALOG,
    .handle = form_handle,
    .result = form_result,
    .closes = true,
    .leave = form_leave,
};
