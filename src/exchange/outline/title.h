/*
 * title.h - year and unit from a title.
 */
#ifndef EXCHANGE_OUTLINE_TITLE_H
#define EXCHANGE_OUTLINE_TITLE_H

#include "base/text/span.h"

struct str;
struct template;

void outline_add_flat(struct str *out, struct span text); /* appends it without blanks */

struct outline_title {
    int year; /* 0: not found */
    struct span unit;
};
/* Finds year and unit in a joined title, by the template's title, else by habit. */
void outline_read_title(struct outline_title *out, struct span title,
                        const struct template *template);

bool outline_is_unit(struct span text); /* ends as names of offices do */

#endif
