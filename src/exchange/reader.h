/*
 * reader.h - the formats that import reads, one row each: how a file is known, how large it may be,
 * and the function that makes document blocks of its bytes. Formats that cannot be read have a row
 * too, with a sentence that says how to convert.
 * A source owns its blocks and texts; a reader fills one that is empty, and leaves it releasable
 * when it fails.
 */
#ifndef EXCHANGE_READER_H
#define EXCHANGE_READER_H

#include "exchange/exchange.h"

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

struct reader {
    const char *name;
    const char *endings[3]; /* ".txt"; NULL: no more */
    struct span magic;      /* what its bytes begin with; empty: anything */
    struct span inside;     /* what its bytes hold besides; empty: anything */
    /* Instead of magic: is the head of the file (ASCII in small letters, no NULs) of its kind? */
    bool (*looks)(struct span head);
    size_t most;          /* bytes; 0: cannot be read */
    const char *sentence; /* N_(): how to convert, where most is 0; else what to say above most */
    /* Fills the source, or draft->report itself where the format says all (JSON). */
    enum rc (*read)(struct source *out, struct import_draft *draft, struct span bytes,
                    const struct import_options *options, struct err *err);
};

/* For a zip that turns out to be one of these whatever its name says. */
#define READER_ARCHIVE_SENTENCE N_("这是压缩包，不能导入：请先解压，再导入里面的文件")
#define READER_OFD_SENTENCE                                                                        \
    N_("不能导入OFD文件：请在阅读器中全选复制后用“粘贴全文”，或导出为“Word文档（.docx）”后再导入")

/* The row for a file: told by its first bytes, among equals by the name's ending. Never NULL. */
const struct reader *reader_find(struct span bytes, const char *name);

#endif
