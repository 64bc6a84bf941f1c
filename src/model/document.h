/*
 * document.h - the flat form that readers and writers share: blocks in order. One walker makes it
 * from the tree (numbers are given there, once); each format is one writer of blocks. Readers make
 * blocks from a file, and outline recognition makes a tree from them.
 *
 * Order of a report's blocks: title lines, front text, sections (heading, body, children), the
 * names of the attachments where the template wants them and the text does not end with such a
 * note of its own, sign-off, attachments. Numbers close up
 * where sections are left out. Lines without ink are not printed: they carry no character, and so a
 * text that is written, read and written again stays the same; an item without ink takes no number.
 * Consecutive rows are one table; a line that is empty ends it, so that two tables may follow each
 * other. A run-in heading stands at the head of the first line of its body
 * where that is a paragraph, else alone with its mark.
 */
#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include "base/text/texts.h"
#include "model/leftover.h"
#include "model/report.h"

enum block_kind {
    BLOCK_TITLE,     /* one title line */
    BLOCK_HEADING,   /* on its own line: label, heading */
    BLOCK_PARAGRAPH, /* text, with a run-in heading before it where `heading` or `label` is set */
    BLOCK_ITEM,      /* label, text */
    BLOCK_TABLE,     /* text: rows split by '\n', cells by '\t' */
    BLOCK_SIGN_OFF,  /* one line */
    BLOCK_NOTE       /* a line of 附件说明; `head`: bytes before the name */
};

struct block {
    enum block_kind kind;
    int level; /* of a heading, run-in too: 1 for top sections; 0 for text outside a heading */
    bool attachment; /* a heading that begins a new page */
    bool landscape;  /* it stands on paper that is turned, as all of its attachment does */
    char *merges;    /* of a table: of its rows, by '\n' (model/table_merge.h); NULL: none */
    size_t levels; /* of a table: columns whose empty cells go on (model/figure/section_table.h) */
    bool made;     /* a table that the template makes: its columns may be set out with blanks */
    bool headless; /* a table whose first row says nothing of rows further down */
    char *label, *heading, *end_mark; /* NULL where there is none; the document's own, as `text` */
    enum numbering numbering;         /* of label, for numbering_gap */
    char *text;                       /* "" where there is none */
    /* where it comes from: a report's section and body line … */
    int64_t section; /* id, -1: none */
    size_t line;     /* of the body, SIZE_MAX: its heading */
    size_t column;   /* points of that line before the text: blanks that are not printed */
    /* … or a file, for outline recognition */
    size_t source_line;     /* from 1; 0: none */
    size_t blank_before;    /* empty lines before it */
    size_t indent;          /* columns of blanks before it */
    int style_level;        /* heading level that the file's format says, 0: none */
    bool page_break;        /* a page of the file begins with it */
    bool begins_table;      /* a row that does not go on with the rows before it */
    enum leftover leftover; /* that the file's format marks, or that only the whole file shows */
    size_t head;            /* bytes of text that are set apart as a run-in heading, 0: none */
};

struct document {
    struct block *blocks;
    size_t count, cap;
    struct texts texts; /* of the blocks and the cover */
    char **cover;       /* lines of a cover, which only Word files have … */
    size_t cover_count, cover_cap;
    int contents; /* … and levels of headings in a list of contents, 0: none */
};

struct block *document_add(struct document *document, enum block_kind kind); /* zeroed, owned */
/* A text for a block, which may be changed in place. It lasts as long as the document, replaced or
 * not; NULL where text.p is. */
char *document_copy(struct document *document, struct span text);
void document_release(struct document *document);

/* The walker; `out` is written anew. draft: unfilled template sections print 【未填：heading】, a
 * paragraph without a label, instead of being left out, and keep their numbers. `$${` in a body
 * prints "${"; a figure in prose (${name}) prints its value with its unit, and
 * 【未填：label】 where it is empty, draft or not: a hole in a sentence would be worse than a mark.
 */
void document_from_report(struct document *out, const struct report *report, bool draft);

/* Without 附件说明, which the template makes: to be compared with a text that was read. */
void document_drop_note(struct document *document);

/* The printed line of a block: label, gap, heading, end mark and text as one. The prefix is what
 * stands before the text. */
/* An attachment labelled 附件1 (or 附件) that has a title: on a page each has a line of its own
 * (7.3.4). */
bool block_is_attachment(const struct block *block);
void block_add_prefix(struct str *out, const struct block *block);
void block_add_text(struct str *out, const struct block *block);
/* The headings of what document_from_report leaves out, with their labels in the outline, for
 * warnings. Appends lines; returns how many. What is not relevant is not missed. */
size_t report_list_unprinted(struct str *out, const struct report *report);
/* The same for sections with text that an answer has made irrelevant: kept, and not printed. */
size_t report_list_irrelevant(struct str *out, const struct report *report);

#endif
