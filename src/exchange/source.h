/*
 * source.h - what a reader makes of a file's bytes: document blocks, and what there is to say about
 * them. A source owns its blocks and texts; a reader fills one that is empty, and leaves it
 * releasable when it fails.
 */
#ifndef EXCHANGE_SOURCE_H
#define EXCHANGE_SOURCE_H

#include "base/text/str.h"
#include "model/document.h"

/* How much the blocks of a source say about themselves. */
enum source_kind {
    SOURCE_LINES,  /* nothing: every block is a line */
    SOURCE_LAYOUT, /* our plain text layout: title, sign-off, top headings (exchange/text/layout.h)
                    */
    SOURCE_STYLED, /* tables and the title are known; style_level, head and contents are hints */
    SOURCE_EXACT /* written by us: headings, items, tables, title and sign-off are what they say */
};

struct source {
    enum source_kind kind;
    struct document document; /* a block for each line or row that has ink */
    struct str clean;         /* every character that import must conserve, in order */
    size_t left_out;          /* what the file shows besides: characters; an object counts as one */
    /* Where the kind is only believed when writing gives back the file: its writer, and its text.
     */
    void (*write)(struct str *out, const struct document *document);
    struct str original;
    struct source_note {  /* what was left out, or looks wrong: becomes a finding */
        const char *rule; /* static */
        char *message;    /* owned */
    } * notes;
    size_t note_count, note_cap;
};

#define SOURCE_INIT ((struct source){.clean = STR_INIT, .original = STR_INIT})
void source_release(struct source *source);
void source_note(struct source *source, const char *rule, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* Makes `clean` of the blocks' texts, one a line. */
void source_gather(struct source *source);

/* Not all of an exact source is what it says: it is a styled one, its kinds hints. */
void source_loosen(struct source *source);

#endif
