/*
 * input_keys.h - what stands behind an ESC: the sequences of xterm, linux, vt100, PuTTY, screen,
 * tmux and rxvt by their grammar, and a table of whole sequences, filled from terminfo, that goes
 * before it. Only ui/term/input.c uses this.
 */
#ifndef UI_TERM_INPUT_KEYS_H
#define UI_TERM_INPUT_KEYS_H

#include "ui/term/event.h"

struct key_table; /* heap: key_table_new, key_table_free */

enum key_match_kind {
    MATCH_NONE,   /* no sequence: the ESC stands alone */
    MATCH_MORE,   /* not all here yet */
    MATCH_KEY,    /* key, mods */
    MATCH_TEXT,   /* letter: a key of the number pad */
    MATCH_PASTE,  /* the start of a bracketed paste */
    MATCH_REPORT, /* row, col: of the cursor */
    MATCH_MOUSE,  /* row, col (from 0), button: an SGR report */
    MATCH_STRING, /* OSC, DCS …: to be swallowed up to its end */
    MATCH_LONG,   /* a CSI longer than any key: to be swallowed up to its final byte */
    MATCH_DROP,   /* a sequence without a meaning here */
};

struct key_match {
    enum key_match_kind kind;
    size_t n; /* bytes, without the ESC */
    int key;
    unsigned mods;
    enum keyboard keyboard;
    char letter;
    int row, col;
    enum mouse_button button;
};

struct key_table *key_table_new(void);
void key_table_free(struct key_table *table); /* NULL is allowed */
/* The sequence without its ESC, of 2 to 16 bytes (others are left out); copied. */
void key_table_add(struct key_table *table, struct span sequence, int key, unsigned mods);
/* Reads the bytes that follow an ESC; not empty. */
struct key_match key_table_match(const struct key_table *table, struct span after);
bool key_is_arrow(int key);

#endif
