/*
 * typed.h - changes of what is known of a figure that is handed in; one that was 已核 and is
 * changed by hand needs a reason, which the history keeps, and the new value is to be checked by
 * another.
 */
#ifndef MODEL_SHEET_TYPED_H
#define MODEL_SHEET_TYPED_H

#include "model/change.h"
#include "model/sheet/handed.h"

/* Whether the figure of that value (its prior one apart) is 已核 and `text` another value. */
bool handed_needs_reason(const struct report *report, struct span name, struct span text);
/* Adds what is known of the figure to the set. */
void handed_add_state(struct change_set *set, const struct report *report, const char *figure,
                      const struct handed *handed);
/* Adds the figure's new state to the set that changes its value. at: ms. */
void handed_add_typed(struct change_set *set, const struct report *report, struct span name,
                      struct span text, struct span by, int64_t at, struct span reason);

#endif
