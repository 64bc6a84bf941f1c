/*
 * printed_place.h - where a report's places stand in what it prints, counted in characters with ink
 * (utf8_is_space): those are what a file in any format has in common with the report, in order.
 * Ownership: the places are the caller's; they borrow the report, which stays as it is meanwhile.
 */
#ifndef MODEL_PRINTED_PLACE_H
#define MODEL_PRINTED_PLACE_H

#include "model/finding.h"

struct printed_places;

struct printed_range { /* characters with ink of the whole, from before the first to the last */
    size_t from, to;
    bool exact; /* false: the place itself is not printed; it is the nearest that is */
};

struct printed_places *printed_places_new(const struct report *report);
void printed_places_free(struct printed_places *places);

/* All that prints, in order, without white space: one character for each place. Lent. */
const char32_t *printed_places_ink(const struct printed_places *places, size_t *count);
/* The words of a finding, the heading where it is on a section as a whole, the title or the
 * sign-off; never empty unless nothing prints at all. */
struct printed_range printed_places_of(struct printed_places *places,
                                       const struct finding *finding);

#endif
