/*
 * find.h - commands by what the clerk types of them: Chinese, English, the initials of the
 * pinyin, the name of a key. Pure but for asking the session what is unavailable.
 */
#ifndef COMMAND_FIND_H
#define COMMAND_FIND_H

#include "command/keys.h"

/* The commands that fit, the best first: what can be used at `where`, and of these what fits
 * closest; then in the table's order. Nothing typed: all. Returns how many. */
size_t command_find(struct span typed, unsigned where, const struct keys *keys,
                    const struct session *session, enum command_id found[COMMAND_COUNT]);

#endif
