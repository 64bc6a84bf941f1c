/*
 * find.h - text found in a report's headings and bodies. Comparing takes full-width and half-width
 * forms, capitals and small letters for the same (char_fold); the text itself stays as it is.
 * Invariants of a result: places stand in the order of the report, do not overlap, begin and end
 * between graphemes and lie within one line; none touches a figure's token or a `$${` in part.
 * Offsets and lengths are points of the body, or of the heading.
 */
#ifndef EDIT_FIND_H
#define EDIT_FIND_H

#include "model/report.h"

enum { FIND_EVERYWHERE = -2 }; /* in place of a section's id: headings too */

struct find_place {
    int64_t section;
    bool in_heading;
    size_t offset, length;
};
struct find_places {
    struct find_place *items;
    size_t count, cap;
};

/* All places of `what` (valid UTF-8, one line; "" is found nowhere) in a section's heading and
 * body, or everywhere. The list is written anew. */
void find_all(struct find_places *places, const struct report *report, int64_t section,
              struct span what);
void find_places_release(struct find_places *places);
/* The first place at or behind a section's offset; count: none. */
size_t find_from(const struct find_places *places, const struct report *report, int64_t section,
                 size_t offset);

#endif
