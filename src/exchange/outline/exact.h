/*
 * exact.h - roles and levels of a file that we wrote: every block is what it says. Only the level
 * of a run-in heading may be left open; then its label tells it.
 */
#ifndef EXCHANGE_OUTLINE_EXACT_H
#define EXCHANGE_OUTLINE_EXACT_H

struct outline;

/* Instead of both, for SOURCE_EXACT: every block is what it says. */
void outline_find_exact(struct outline *outline);

#endif
