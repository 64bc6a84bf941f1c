/*
 * level.h - the sequence of labels decides which lines are headings, of which level, and which are
 * items.
 */
#ifndef EXCHANGE_OUTLINE_LEVEL_H
#define EXCHANGE_OUTLINE_LEVEL_H

struct outline;

void outline_find_levels(struct outline *outline); /* headings and items */

#endif
