#include "ui/screens/figures_handed.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/report_values.h"
#include "model/sheet/handed.h"
#include "session/library_take.h"
#include "session/opened.h"
#include "session/sheet_take.h"
#include "ui/screens/dialogs.h"
#include "ui/widget/dialog.h"

#include <string.h>

enum { REASON_MOST = 200 };

bool figure_has_handed(const struct report *report, const struct template_figure *figure) {
    struct handed handed = report_handed(report, figure->name);
    return handed_waits(&handed);
}

/* --- the dialog --- */

struct handed_dialog {
    struct message_box box;
    const char *buttons[3];
};

static void add_line(struct str *out, const char *what, struct span text, const char *unit) {
    if (text.n == 0)
        str_add_format(out, "%s%s\n", what, _("（空）"));
    else
        str_add_format(out, "%s%.*s%s\n", what, SPAN_ARG(text), unit);
}

static void add_text(struct str *out, const struct report *report,
                     const struct template_figure *figure) {
    struct handed handed = report_handed(report, figure->name);
    bool is_bare = figure_is_number(figure) && !span_is(handed.value, HANDED_NOT_APPLICABLE);
    const char *unit = figure_unit(figure), *owner = report_owner(report, figure);
    if (handed.state == HANDED_REPORTED) {
        add_line(out, _("发表时　"), handed.base, unit);
        add_line(out, _("现在　　"), span_of(report_value(report, span_of(figure->name))), "");
        add_line(out, _("报来　　"), handed.value, is_bare ? unit : "");
    }
    if (handed.prior.n > 0) {
        struct str name = STR_INIT;
        str_add_format(&name, "%s.prior", figure->name);
        add_line(out, _("上年数发表时　"), handed.prior_base, unit);
        add_line(out, _("上年数现在　　"), span_of(report_value(report, str_span(&name))), "");
        add_line(out, _("上年数报来　　"), handed.prior,
                 figure_is_number(figure) && !span_is(handed.prior, HANDED_NOT_APPLICABLE) ? unit
                                                                                           : "");
        str_release(&name);
    }
    if (handed.note.n > 0)
        add_line(out, _("说明　　"), handed.note, "");
    if (handed.evidence.n > 0)
        add_line(out, _("佐证　　"), handed.evidence, "");
    if (owner[0] != '\0')
        add_line(out, _("科室　　"), span_of(owner), "");
}

static void handed_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct handed_dialog *dialog = self;
    const struct handed_argument *what = argument;
    struct str text = STR_INIT;
    add_text(&text, what->report, what->figure);
    dialog->buttons[0] = _("Y 取用");
    dialog->buttons[1] = _("N 退回");
    dialog->buttons[2] = _("以后再说");
    message_box_init(&dialog->box, span_of(what->figure->label), str_span(&text), dialog->buttons,
                     ARRAY_LEN(dialog->buttons), 0);
    str_release(&text);
}

static void handed_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    message_box_draw(&((const struct handed_dialog *)self)->box, canvas, area,
                     shell_has_keys(shell, self));
}

static unsigned handed_handle(struct shell *shell, void *self, const struct event *event) {
    struct handed_dialog *dialog = self;
    int letter = event_letter(event);
    if (letter == 'y' || letter == 'Y' || letter == 'n' || letter == 'N') {
        shell_pop(shell, letter == 'y' || letter == 'Y' ? ANSWER_OK : ANSWER_OK + 1, NULL);
        return HANDLED_YES;
    }
    unsigned handled =
        message_box_handle(&dialog->box, event, shell_canvas(shell), shell_area(shell));
    if ((handled & HANDLED_CANCEL) ||
        ((handled & HANDLED_CHOSEN) && dialog->box.buttons.selected > 1))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (handled & HANDLED_CHOSEN)
        shell_pop(shell, ANSWER_OK + (int)dialog->box.buttons.selected, NULL);
    return handled;
}

static void handed_leave(struct shell *shell, void *self) {
    (void)shell;
    message_box_release(&((struct handed_dialog *)self)->box);
}

const struct layer_ops handed_layer = {
    .name = "handed",
    .state_size = sizeof(struct handed_dialog),
    .is_dialog = true,
    .enter = handed_enter,
    .draw = handed_draw,
    .hint = N_("Y 取用   N 退回   Esc 以后再说"),
    .place = WHERE_DIALOG,
    .handle = handed_handle,
    .closes = true,
    .leave = handed_leave,
};

/* --- what is answered --- */

void figures_ask_reason(struct shell *shell, const char *title, const char *what) {
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = title,
                   .label = _("原因（会留在记录里）："),
                   .hint = what,
                   .text = "",
                   .most = REASON_MOST,
                   .needed = _("请写明原因；不做了按Esc"),
               });
}

static const char *label_of(const struct shell *shell, const char *name) {
    bool prior;
    const struct report *report = session_report(shell_session(shell));
    const struct template_figure *figure =
        figure_find_value(report->template, span_of(name), &prior);
    return figure != NULL ? figure->label : name;
}

bool figures_take_handed(struct shell *shell, const char *name, const char *reason) {
    struct sheet_choice choice = {.names = &name, .count = 1};
    struct str said = STR_INIT;
    struct err err = {0};
    size_t taken = 0, left = 0;
    struct handed handed = report_handed(session_report(shell_session(shell)), name);
    bool is_prior = handed.prior.n > 0 && handed.state != HANDED_REPORTED;
    enum rc rc = session_take_handed(shell_session(shell), &choice, span_of(reason), &taken, &left,
                                     &said, &err);
    str_release(&said);
    if (rc == RC_REFUSED && reason == NULL) { /* typed by this very clerk */
        figures_ask_reason(shell, _("已核"), label_of(shell, name));
        shell_say_error(shell, &err);
        return false;
    }
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, is_prior ? _("已取用报来的上年数") : _("已取用，记为已核"));
    return true;
}

void figures_return_handed(struct shell *shell, const char *name, const char *reason) {
    struct sheet_choice choice = {.names = &name, .count = 1};
    struct err err = {0};
    size_t done = 0;
    if (session_refuse_handed(shell_session(shell), &choice, span_of(reason), &done, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, _("已退回：%s"), reason);
}

/* --- one office --- */

static bool has_owner(char *const *owners, size_t count, const char *owner) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(owners[i], owner) == 0)
            return true;
    return false;
}

char **figures_list_owners(const struct report *report) {
    struct {
        char **items;
        size_t count, cap;
    } owners = {0};
    const struct template *template = report->template;
    for (size_t i = 0; template != NULL && i < template->figure_count; i++) {
        const char *owner = report_owner(report, &template->figures[i]);
        if (owner[0] == '\0' || has_owner(owners.items, owners.count, owner))
            continue;
        MEM_PUSH_ROOM(owners.items, owners.count, owners.cap);
        owners.items[owners.count++] = span_copy(span_of(owner));
    }
    MEM_PUSH_ROOM(owners.items, owners.count, owners.cap);
    owners.items[owners.count] = NULL;
    return owners.items;
}

void figures_ask_owner(struct shell *shell, char *const *owners) {
    size_t count = 0;
    while (owners[count] != NULL)
        count++;
    const char **rows = mem_alloc_zero(count + 2, sizeof(const char *));
    rows[0] = _("全部科室");
    for (size_t i = 0; i < count; i++)
        rows[i + 1] = owners[i];
    shell_push(shell, &choose_layer, &(struct choose_argument){_("只列哪个科室的"), rows, 0});
    mem_free((void *)rows);
}

void figures_take_library(struct shell *shell) {
    struct str said = STR_INIT;
    struct err err = {0};
    if (session_take_library(shell_session(shell), SPAN(""), false, &said, &err) == RC_OK)
        shell_push(shell, &ask_layer,
                   &(struct ask_argument){_("由报告库重取"), said.s, {_("知道了")}, 0});
    else
        shell_say(shell, "%s", err.text);
    str_release(&said);
}
