#include "ui/workbench/remark.h"

#include "base/lang.h"
#include "model/section.h"
#include "session/agenda.h"
#include "session/opened.h"
#include "session/remark.h"
#include "ui/screens/dialogs.h"
#include "ui/workbench/place.h"
#include "ui/workbench/workbench.h"

enum { REMARK_MOST = 400 };

size_t workbench_count_remarks(const struct workbench *wb, int64_t section) {
    size_t count = 0;
    for (size_t i = 0; i < wb->remarks.count; i++) {
        const struct remark_item *item = &wb->remarks.items[i];
        count +=
            item->remark.state == REMARK_OPEN && (section < 0 || item->spot.section == section);
    }
    return count;
}

static bool holds(const struct remark_spot *spot, int64_t section, size_t cursor) {
    return spot->section == section && spot->part == REMARK_OF_BODY && spot->length > 0 &&
           cursor >= spot->offset && cursor <= spot->offset + spot->length;
}

const struct remark_item *workbench_remark(const struct workbench *wb) {
    size_t cursor = editor_cursor(wb->editor);
    bool is_at = wb->finding[0] != '\0' && wb->finding_at == cursor;
    size_t number = is_at ? agenda_remark_number(wb->finding) : 0;
    for (size_t i = 0; i < wb->remarks.count; i++) {
        const struct remark_item *item = &wb->remarks.items[i];
        if (number > 0 ? item->remark.number == number
                       : !is_at && item->remark.state == REMARK_OPEN &&
                             holds(&item->spot, wb->section, cursor))
            return item;
    }
    return NULL;
}

/* --- a new one --- */

/* What is selected, else the paragraph that the cursor is in. */
static void find_words(const struct shell *shell, const struct workbench *wb, size_t *from,
                       size_t *to) {
    const struct body *body = &workbench_section(shell, wb)->body;
    if (editor_selection(wb->editor, from, to))
        return;
    size_t line = body_place_of(body, editor_cursor(wb->editor)).line;
    *from = body_line_start(body, line);
    *to = *from + body->lines[line].points;
}

static void ask(struct shell *shell, struct workbench *wb) {
    wb->asked = COMMAND_REMARK_ADD;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = _("对这里写一条意见"),
                   .label = _("意见（对选中的字，没有选就对这一段）："),
                   .hint = _("以“必改：”或“询问：”开头，就按必改、询问记"),
                   .text = "",
                   .most = REMARK_MOST,
                   .needed = _("请写明意见；不写了按Esc"),
               });
}

static void add(struct shell *shell, struct workbench *wb, struct span text) {
    struct remark_draft draft = {.section = wb->section, .text = text};
    struct err err = {0};
    size_t from = 0, to = 0, number = 0;
    find_words(shell, wb, &from, &to);
    draft.offset = from;
    draft.length = to - from;
    (void)remark_take_weight(&draft.text, &draft.weight);
    if (session_add_remark(shell_session(shell), &draft, &number, &err) != RC_OK) {
        workbench_trouble(shell, &err);
        return;
    }
    workbench_changed(shell, wb);
    shell_say(shell, _("已记下，意见%zu；Ctrl-Z撤销"), number);
}

/* --- the one that is explained --- */

bool workbench_remark_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    const struct remark_item *item = workbench_remark(wb);
    if (id == COMMAND_REMARK_ADD) {
        ask(shell, wb);
        return true;
    }
    if (id != COMMAND_REMARK_DONE && id != COMMAND_REMARK_REFUSE)
        return false;
    if (item == NULL) {
        shell_say(shell, _("光标处没有意见；按F3到下一处"));
        return true;
    }
    (void)remark_act_command(shell, &wb->remark_act, id, &item->remark);
    workbench_changed(shell, wb);
    return true;
}

bool workbench_remark_answer(struct shell *shell, struct workbench *wb, enum command_id asked,
                             int answer, const void *value) {
    if (asked == COMMAND_REMARK_ADD) {
        if (answer == ANSWER_OK)
            add(shell, wb, span_of(value));
        return true;
    }
    if (remark_act_answer(shell, &wb->remark_act, answer, value) == REMARK_ANSWER_NOT_MINE)
        return false;
    workbench_changed(shell, wb);
    return true;
}
