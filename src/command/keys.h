/*
 * keys.h - which keys mean which command: the table's (command.h), and before them what the clerk
 * binds in a file, one command a line: its name, then up to three keys with blanks between.
 *   # a remark
 *   preview            F11 Ctrl-B     # behind the keys, too
 *   section-up         Alt-PgUp
 * The table's keys go on meaning what they mean, for sentences name them, but for those that a line
 * gives to another command. Such a command needs a line of its own, so that nobody loses a key
 * without having said so.
 * Invariants: every command has a key; a key means one command at each place (enum where).
 * Ownership: the struct owns what it read; the texts it lends live as long.
 */
#ifndef COMMAND_KEYS_H
#define COMMAND_KEYS_H

#include "command/command.h"

struct keys {
    /* The first is the one that hints show; NULL behind the last. */
    const char *of[COMMAND_COUNT][2 * COMMAND_KEYS_MOST + 1];
    char *names; /* owned; NUL behind each name */
};

void keys_init(struct keys *keys); /* the table's */
void keys_release(struct keys *keys);

/* Binds what the text says, all of it or nothing. RC_INPUT: the sentence names the line, what is
 * wrong with it and the cure; the keys are as keys_init gives them. */
MUST_CHECK enum rc keys_bind(struct keys *keys, struct span text, struct err *err);
/* The same from a file, which the sentence names; one that is not there binds nothing. */
MUST_CHECK enum rc keys_read(struct keys *keys, const char *path, struct err *err);

/* The command of a key at that place, COMMAND_NONE if there is none. */
enum command_id keys_find(const struct keys *keys, const char *key, unsigned where);
/* The key that stands for the command at a place: the first that is no text there. NULL: none. */
const char *keys_first(const struct keys *keys, enum command_id id, unsigned where);
/* The keys as the clerk reads them, two blanks between them: "F3  Ctrl-N". */
void keys_add(struct str *out, const struct keys *keys, enum command_id id);
/* Whether a terminal can send something that the screens call so. */
bool key_is_name(struct span name);

#endif
