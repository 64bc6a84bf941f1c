#include "ui/workbench/finding.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/score_entry.h"
#include "model/pass.h"
#include "model/template/template.h"
#include "session/agenda.h"
#include "session/check.h"
#include "session/opened.h"
#include "ui/screens/basics.h"
#include "ui/screens/finding_act.h"
#include "ui/screens/step.h"
#include "ui/screens/table_edit.h"
#include "ui/workbench/finding_marks.h"
#include "ui/workbench/layout.h"
#include "ui/workbench/place.h"
#include "ui/workbench/remark.h"
#include "ui/workbench/workbench.h"

#include <stdio.h>
#include <string.h>

/* Whether the cursor still is where the clerk was brought for that finding. */
static bool is_at(const struct workbench *wb) {
    return wb->finding[0] != '\0' && wb->finding_at == editor_cursor(wb->editor);
}

const struct finding *workbench_finding(const struct shell *shell, const struct workbench *wb) {
    const struct findings *findings = session_findings(shell_session(shell));
    const struct finding *gone_to =
        is_at(wb) ? findings_find(findings, span_of(wb->finding)) : NULL;
    if (gone_to != NULL)
        return gone_to;
    const struct finding_mark *mark = finding_mark_at(shell, wb, editor_cursor(wb->editor));
    return mark != NULL ? findings_find(findings, span_of(mark->id)) : NULL;
}

/* --- from one to the next --- */

static size_t row_of(const struct workbench *wb, int64_t section) {
    for (size_t i = 0; i < wb->outline.count; i++)
        if (wb->rows[i] == section)
            return i;
    return SIZE_MAX;
}

/* What comes after (before) the cursor where it is in none; wraps around. */
static size_t pick(const struct agenda *agenda, const struct workbench *wb, bool forward) {
    size_t here = row_of(wb, wb->section), cursor = editor_cursor(wb->editor);
    for (size_t n = 0; n < agenda->count; n++) {
        size_t i = forward ? n : agenda->count - 1 - n;
        const struct agenda_item *item = &agenda->items[i];
        if (item->settled)
            continue;
        size_t row = item->section >= 0 ? row_of(wb, item->section) : 0;
        bool after = row > here || (row == here && item->offset >= cursor);
        if (item->section < 0)
            after = false;
        if (after == forward)
            return i;
    }
    return agenda_step(agenda, forward ? agenda->count - 1 : 0, forward);
}

/* The one that is explained, else SIZE_MAX. */
static size_t explained(const struct shell *shell, const struct workbench *wb,
                        const struct agenda *agenda) {
    const struct finding *finding = workbench_finding(shell, wb);
    const struct remark_item *said = workbench_remark(wb);
    char id[AGENDA_ID_BYTES];
    if (is_at(wb))
        return agenda_find(agenda, span_of(wb->finding));
    if (finding != NULL)
        return agenda_find(agenda, span_of(finding->id));
    if (said == NULL)
        return SIZE_MAX;
    agenda_remark_id(id, said->remark.number);
    return agenda_find(agenda, span_of(id));
}

static bool is_question(const struct report *report, const char *name) {
    return report->template != NULL &&
           template_find(report->template, TEMPLATE_QUESTION, span_of(name)) != NULL;
}

/* What is wrong with the lists of the office is mended in a file. */
static bool is_of_the_office(const struct finding *finding) {
    return strcmp(finding->rule, "rules-file") == 0 || strcmp(finding->rule, "wordlist") == 0;
}

/* The field that a finding without a place in the text is about, if it is about one. */
static void open_field(struct shell *shell, const struct finding *finding) {
    const struct report *report = session_report(shell_session(shell));
    const char *name = finding->name != NULL ? finding->name : "";
    struct table_argument cell;
    struct str entry = STR_INIT; /* of an indicator: what was reached of it */
    str_add_format(&entry, "%s.%s", name, score_entry_name(SCORE_ACTUAL));
    const struct layer_ops *table = step_find_value(report, name, &cell);
    if (table == NULL)
        table = step_find_value(report, entry.s, &cell);
    if (table != NULL)
        shell_push(shell, table, &cell);
    else if (is_question(report, name))
        shell_push(shell, &basics_layer, name);
    else if (finding->name == NULL && !is_of_the_office(finding))
        shell_push(shell, &basics_layer,
                   span_is(span_of(finding->path), "signoff") ? "sign_off" : "title");
    str_release(&entry);
}

/* Its end is in sight too. */
static void go_to_words(struct shell *shell, struct workbench *wb, int64_t section, size_t offset,
                        size_t length) {
    workbench_go(shell, wb, section, offset);
    if (length > 0) {
        editor_set_cursor(wb->editor, offset + length, false);
        editor_set_cursor(wb->editor, offset, false);
    }
    wb->focus = PANE_EDITOR;
}

static void note_gone_to(struct workbench *wb, const char *id) {
    (void)snprintf(wb->finding, sizeof wb->finding, "%s", id);
    wb->finding_at = editor_cursor(wb->editor);
    wb->guide_scroll = 0;
}

static void explain(struct shell *shell, struct workbench *wb) {
    const struct finding *finding =
        findings_find(session_check(shell_session(shell)), span_of(wb->finding));
    if (finding == NULL)
        return;
    if (finding->section < 0 || !workbench_shows_guide(shell, wb))
        shell_say(shell, "%s %s", severity_mark(finding->severity), finding->message);
    if (finding->section < 0)
        open_field(shell, finding);
}

/* What is of no section's text is said where the cursor is. */
static void explain_remark(struct shell *shell, struct workbench *wb, bool has_place) {
    const struct remark_item *said = workbench_remark(wb);
    struct str text = STR_INIT, line = STR_INIT;
    if (said == NULL || (has_place && workbench_shows_guide(shell, wb)))
        return;
    remark_add_shown(&text, shell, &said->remark, said->spot.placed);
    str_add_line(&line, str_span(&text));
    shell_say(shell, "%s", line.s);
    str_release(&line);
    str_release(&text);
}

static void go_to(struct shell *shell, struct workbench *wb, const char *id) {
    struct agenda agenda;
    session_agenda(shell_session(shell), &agenda);
    size_t at = agenda_find(&agenda, span_of(id));
    struct agenda_item item = {.section = -1};
    if (at != SIZE_MAX)
        item = agenda.items[at];
    agenda_release(&agenda);
    if (at == SIZE_MAX)
        return;
    if (item.section >= 0)
        go_to_words(shell, wb, item.section, item.offset, item.length);
    note_gone_to(wb, id);
    /* leaving the section may have had the report checked anew */
    if (item.is_remark)
        explain_remark(shell, wb, item.section >= 0);
    else
        explain(shell, wb);
}

void workbench_next_finding(struct shell *shell, struct workbench *wb, bool forward) {
    const struct findings *findings = session_check(shell_session(shell));
    struct agenda agenda;
    session_agenda(shell_session(shell), &agenda);
    size_t open = agenda_count_open(&agenda);
    char id[sizeof wb->finding] = "";
    if (open > 0) {
        size_t here = explained(shell, wb, &agenda);
        size_t at =
            here != SIZE_MAX ? agenda_step(&agenda, here, forward) : pick(&agenda, wb, forward);
        (void)snprintf(id, sizeof id, "%s", agenda.items[at].id);
    }
    agenda_release(&agenda);
    bool answers = wb->focus == PANE_GUIDE; /* one after the other: its letters stay answers */
    if (open > 0)
        go_to(shell, wb, id);
    else
        shell_say(shell, findings->count == 0 ? _("没有发现问题") : _("问题都已核实无误"));
    if (answers)
        wb->focus = PANE_GUIDE;
}

void workbench_show_finding(struct shell *shell, struct workbench *wb, const char *id) {
    char copy[sizeof wb->finding];
    (void)snprintf(copy, sizeof copy, "%s", id);
    go_to(shell, wb, copy);
}

/* --- what is done with it --- */

bool workbench_finding_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    if (id != COMMAND_FIX && id != COMMAND_PASS && id != COMMAND_SOURCE)
        return false;
    (void)session_check(shell_session(shell));
    const struct finding *finding = workbench_finding(shell, wb);
    if (finding == NULL)
        shell_say(shell, _("光标处没有问题；按F3到下一处"));
    else
        (void)finding_act_command(shell, &wb->act, id, finding);
    return true;
}
