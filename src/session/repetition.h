/*
 * repetition.h - one more section of a kind that the template lets a clerk repeat (key `repeat`):
 * added behind one of them, it is the template's too, with its guidance and all below it.
 */
#ifndef SESSION_REPETITION_H
#define SESSION_REPETITION_H

#include "base/err.h"
#include "model/change.h"

/* What a new child of `parent` at `position` would repeat: the section right before it; NULL: it
 * does not repeat, or stands nowhere. */
const struct template_section *repetition_at(const struct report *report,
                                             const struct section *parent, size_t position);
/* RC_REFUSED where the report has as many as the template allows. */
MUST_CHECK enum rc repetition_check(const struct report *report,
                                    const struct template_section *from, struct err *err);
/* Adds the section, with its template's look, under the id *next and those behind it, which *next
 * moves past. */
void change_add_repetition(struct change_set *set, const struct report *report,
                           const struct template_section *from, int64_t *next, struct place place);

#endif
