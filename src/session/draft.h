/*
 * draft.h - moving the pieces of an import before it is accepted: a heading into text and back, a
 * section one level in or out, a section to one of the template's. Each changes the draft's report
 * only, whole or not at all, and keeps every character of the file in order. RC_REFUSED, with a
 * sentence, where a move makes no sense there.
 */
#ifndef SESSION_DRAFT_H
#define SESSION_DRAFT_H

#include "model/import_draft.h"

/* The heading and its body become text of the section before; what stood below it moves up. */
MUST_CHECK enum rc draft_to_text(struct import_draft *draft, int64_t section, struct err *err);
/* The other way: a line of its body (or of the front text, 0) becomes a heading, with what follows
 * it in the body as its own: a label, and the phrase of a run-in heading, as import reads them. It
 * stands next to the section, or first below one that has sections below it; `*made` is its id. */
MUST_CHECK enum rc draft_to_heading(struct import_draft *draft, int64_t section, size_t line,
                                    int64_t *made, struct err *err);
/* Below the section before it; and out of the section it stands in, taking along what follows. */
MUST_CHECK enum rc draft_move_in(struct import_draft *draft, int64_t section, struct err *err);
MUST_CHECK enum rc draft_move_out(struct import_draft *draft, int64_t section, struct err *err);
/* It is the template's section of that name, which must be empty so far; "": none of them. */
MUST_CHECK enum rc draft_assign(struct import_draft *draft, int64_t section, struct span name,
                                struct err *err);

#endif
