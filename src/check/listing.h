/*
 * listing.h - what the readings of one number (reading.h) are put together from: its cell, the rows
 * of cells of one unit around it, and how likely a reading is by the words of its numbers. Nothing
 * is owned; a listing lives as long as readings_list walks.
 */
#ifndef CHECK_LISTING_H
#define CHECK_LISTING_H

#include "check/reading.h"

enum { LISTING_AROUND = 10 }; /* cells of one unit, before it and behind */

struct listing {
    struct readings *out;
    const struct cells *cells;
    const struct sentence *s;
    size_t cell; /* what is reckoned */
    const struct mention *n;
};

const struct mention *listing_mention(const struct listing *l, size_t cell);

/* An equation of what is reckoned alone, and one more term with its signs. */
struct equation listing_begin(const struct listing *l, enum equation_form form);
void equation_add_term(struct equation *e, size_t cell, int top, int bottom);
/* Adds it to the readings, unless no slip could make it hold or there are too many. */
void listing_push(const struct listing *l, struct equation *e);

/* Cells of one unit in order, without those that are for each of something. */
struct listing_row {
    size_t at[CELLS_MOST], count, place; /* `place`: where the reckoned one stands or would stand */
};
/* `group` UINT_MAX: whatever the bracket. */
void listing_read_row(struct listing_row *row, const struct listing *l, const struct mention *like,
                      unsigned group);

/* Two characters of the name of the reckoned number stand in that of each term. */
bool listing_shares_name(const struct listing *l, const struct equation *e);
/* Of last year, or what it was before. */
bool listing_is_of_another_time(const struct listing *l, const struct mention *n);
/* 乡道258.6公里、村道277.5公里: of the two none is a part of the other. */
bool listing_are_siblings(const struct listing *l, size_t a, size_t b);

#endif
