#include "model/value_name.h"

#include "base/lang.h"
#include "model/change.h"
#include "model/edition/edition.h"
#include "model/evidence/evidence.h"
#include "model/pass.h"
#include "model/sheet/handed.h"

#include <string.h>

bool value_is_state(struct span name) {
    return span_starts_with(name, SPAN("@")) && !span_is(name, VALUE_TEMPLATE);
}

bool value_is_free(struct span name) {
    static const char *const free_names[] = {VALUE_PASS, VALUE_EDITION, VALUE_LOCK, VALUE_EVIDENCE};
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
}

void value_add_told(struct str *out, const char *name, const char *text) {
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
    else if (span_starts_with(span_of(name), SPAN(VALUE_SENT)) &&
             sent_read(&sent, 0, span_of(text)))
        str_add(out, sent.owner);
    else
        str_add_text(out, text);
}
