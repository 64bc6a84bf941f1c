/*
 * walk.h - the text of one part of a Word file (the document, its notes, a header) as blocks.
 * walk.c takes the elements one by one and keeps what is open; block.c makes blocks of
 * finished paragraphs and tables; symbol.c knows the characters of symbol fonts.
 * Text that is deleted in a tracked change, the older branch of an alternative, the instruction of
 * a field and former properties are left out; what carries ink is counted.
 */
#ifndef EXCHANGE_DOCX_WALK_H
#define EXCHANGE_DOCX_WALK_H

#include "exchange/docx/number.h"
#include "exchange/docx/style.h"
#include "exchange/package/xml_read.h"
#include "exchange/reader.h"

#include <uchar.h>

enum { DOCX_PARAGRAPHS_MOST = 200000, DOCX_CELLS_MOST = 2000000, DOCX_FIELDS_MOST = 64 };

/* A row's cells as they are gathered; never in a text that XML can hold. */
#define DOCX_CELL_GAP '\x1F'

struct docx_paragraph {
    struct str text; /* '\n': a line break */
    const struct docx_style *style;
    int outline, number, level; /* as in a style; DOCX_UNSET: the style's */
    size_t bold, run_in;        /* bytes at the head that are bold, of our run-in style */
    bool mark_deleted;          /* the next paragraph goes on with it */
    bool page_break, contents;
    struct str notes; /* lines that follow it */
};

struct docx_table {
    size_t first;        /* block */
    size_t outer;        /* paragraphs that were open around it */
    bool many, row_gone; /* a row has several cells; the row is deleted */
    bool ours;           /* its cells hold our style */
    size_t cells;        /* of the row */
    int span, pad;       /* columns of the cell; columns to add before the next one */
    struct str row, cell;
};

struct docx_field {
    bool shows;    /* its result has begun */
    bool contents; /* a list of contents */
};

struct docx_note {
    int id;
    size_t first, last; /* blocks */
};
struct docx_notes {
    struct source source;
    struct docx_note *items;
    size_t count, cap;
};

struct docx_counts {
    size_t deleted, hidden; /* characters */
    size_t images, objects, comments, symbols, notes;
    struct str image_names;
};

struct docx_walk {
    struct source *out;
    struct text_clean_report *cleaned;
    const struct docx_styles *styles;
    struct docx_lists *lists;
    const struct docx_notes *footnotes, *endnotes; /* NULL: none */
    struct docx_notes *gather;                     /* the part is one of notes */
    struct docx_counts *counts;
    bool ours;    /* the file's styles are those that we write … */
    bool foreign; /* … but some paragraph has none of them */
    /* what is open */
    struct xml_read *xml;
    struct docx_paragraph *paragraphs;
    size_t depth, paragraph_cap;
    struct docx_table *tables;
    size_t table_depth, table_cap;
    struct docx_field fields[DOCX_FIELDS_MOST];
    size_t field_depth;
    int skipping, properties, deleted, objects;
    bool run_properties, in_text, bold, run_in, hidden;
    bool in_instruction;
    struct str alternatives; /* a byte for each that is open: a branch was taken */
    struct str drawing;      /* name of the one that is open */
    struct str carry;        /* text of a paragraph whose mark is deleted */
    struct document late;    /* of text boxes: follows the paragraph that anchors them */
    size_t blank, count, cell_count;
    bool page_break;
};

/* Walks over a part; the members above "what is open" are set, the rest is zero. RC_INPUT. */
MUST_CHECK enum rc docx_walk_part(struct docx_walk *walk, struct span bytes, const char *part,
                                  struct err *err);

/* block.c */
void docx_end_paragraph(struct docx_walk *walk); /* the innermost */
void docx_begin_table(struct docx_walk *walk);
void docx_end_cell(struct docx_walk *walk);
void docx_end_row(struct docx_walk *walk);
void docx_end_table(struct docx_walk *walk);
/* The label of our style ids, "Heading", "ListItem" …: are all of them there? */
bool docx_styles_are_ours(const struct docx_styles *styles);
/* Where a paragraph was none of ours: kinds become hints. */
void docx_settle_kind(struct docx_walk *walk);

/* The Unicode character of a symbol font's, 0: not known. */
char32_t docx_symbol(struct span font, uint32_t code);

#endif
