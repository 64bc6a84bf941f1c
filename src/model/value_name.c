#include "model/value_name.h"

#include "base/lang.h"
#include "model/change.h"
#include "model/edition/edition.h"
#include "model/evidence/evidence.h"
#include "model/figure/figure_text.h"
#include "model/pass.h"
#include "model/remark/remark.h"
#include "model/sheet/handed.h"

#include <string.h>

bool value_is_state(struct span name) {
    return span_starts_with(name, SPAN("@")) && !span_is(name, VALUE_TEMPLATE);
}

bool value_is_free(struct span name) {
    static const char *const free_names[] = {VALUE_PASS, VALUE_EDITION, VALUE_LOCK, VALUE_EVIDENCE,
                                             VALUE_REMARK};
    for (size_t i = 0; i < ARRAY_LEN(free_names); i++)
        if (span_starts_with(name, span_of(free_names[i])))
            return true;
    return false;
}

static void add_step(struct str *out, const struct edition *edition) {
    str_add_format(out, _("第%zu稿"), edition->draft);
    if (edition->stage != STAGE_NONE)
        str_add_format(out, " → %s", stage_text(edition->stage));
    if (edition->reason.n > 0) {
        str_add_byte(out, ' ');
        str_add(out, edition->reason);
    }
}

static void add_handed(struct str *out, const struct handed *handed) {
    const struct span parts[] = {handed->value, handed->note, handed->reason};
    str_add_text(out, handed_text(handed->state));
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        str_add_text(out, parts[i].n > 0 ? " " : "");
        str_add(out, parts[i]);
    }
    if (handed->prior.n > 0)
        str_add_format(out, _(" 上年数%.*s"), SPAN_ARG(handed->prior));
}

static void add_printed(struct str *out, const struct report *report, struct span words) {
    struct str printed = STR_INIT;
    report_add_printed(&printed, report, words);
    str_add_line(out, str_span(&printed));
    str_release(&printed);
}

/* How far it is, and what was said last. */
static void add_remark(struct str *out, const struct report *report, struct span text) {
    struct remark remark;
    if (!remark_read(&remark, 1, text))
        return;
    const struct span said = remark.answer.n > 0 ? remark.answer : remark.text;
    str_add_text(out, remark_state_text(remark.state));
    str_add_text(out, said.n > 0 ? " " : "");
    str_add_line(out, said);
    if (remark.kind == REMARK_IS_PROPOSAL) {
        str_add_byte(out, ' ');
        add_printed(out, report, remark.target.quote);
        str_add_text(out, " → ");
        add_printed(out, report, remark.proposed);
    }
    remark_release(&remark);
}

void value_add_told(struct str *out, const struct report *report, const char *name,
                    const char *text) {
    struct span id;
    struct pass pass;
    struct edition edition;
    struct handed handed;
    struct sent sent;
    struct evidence evidence;
    size_t number = 0;
    if (text == NULL || strcmp(name, VALUE_TEMPLATE) == 0 || strcmp(name, VALUE_LOCK) == 0)
        return;
    if (pass_find_id(span_of(name), &id))
        str_add(out, pass_read(&pass, span_of(text)) ? pass.reason : SPAN(""));
    else if (edition_find_number(span_of(name), &number) &&
             edition_read(&edition, number, span_of(text)))
        add_step(out, &edition);
    else if (span_starts_with(span_of(name), SPAN(VALUE_SHEET)) &&
             handed_read(&handed, span_of(text)))
        add_handed(out, &handed);
    else if (evidence_find_number(span_of(name), &number) &&
             evidence_read(&evidence, number, span_of(text)))
        str_add(out, evidence.title);
    else if (remark_find_number(span_of(name), &number))
        add_remark(out, report, span_of(text));
    else if (span_starts_with(span_of(name), SPAN(VALUE_SENT)) &&
             sent_read(&sent, 0, span_of(text)))
        str_add(out, sent.owner);
    else
        str_add_text(out, text);
}
