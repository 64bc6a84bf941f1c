/*
 * walk.h - the text of one part of a Word file (the document, its notes, a header) as blocks.
 * walk.c takes the elements one by one and keeps what is open, walk_text.c puts text there,
 * walk_field.c those of fields, walk_note.c those of notes, equation.c those of equations,
 * walk_picture.c those of pictures; block.c makes blocks of finished
 * paragraphs and tables.
 * Text that is hidden, asks for an entry or is deleted in a tracked change, the older branch of an
 * alternative and former properties are left out; what carries ink is counted.
 */
#ifndef EXCHANGE_DOCX_WALK_H
#define EXCHANGE_DOCX_WALK_H

#include "exchange/docx/embedded.h"
#include "exchange/docx/field.h"
#include "exchange/docx/formula.h"
#include "exchange/docx/number.h"
#include "exchange/docx/style.h"
#include "exchange/docx/trace.h"
#include "exchange/package/xml_read.h"
#include "exchange/source.h"

#include <uchar.h>

enum { DOCX_PARAGRAPHS_MOST = 200000, DOCX_CELLS_MOST = 2000000, DOCX_FIELDS_MOST = 64 };

/* A row's cells as they are gathered, and those of a table within a cell; never in a text that XML
 * can hold. */
#define DOCX_CELL_GAP  '\x1F'
#define DOCX_INNER_GAP '\x1E'

struct docx_paragraph {
    struct str text; /* '\n': a line break */
    struct formula_tail tail;
    const struct docx_style *style;
    int outline, number, level; /* as in a style; DOCX_UNSET: the style's */
    size_t bold, run_in;        /* bytes at the head that are bold, of our run-in style */
    bool mark_deleted;          /* the next paragraph goes on with it */
    bool page_break, contents;
    bool begun;       /* it has ink … */
    int rise;         /* … and begins so far above the line */
    struct str notes; /* lines that follow it */
    uint32_t traced;  /* what it is noted under, where places are asked for */
};

struct docx_table {
    size_t first;             /* block */
    size_t outer;             /* paragraphs that were open around it */
    bool apart;               /* an empty paragraph parts it from what is before */
    bool many;                /* a row has several cells */
    bool row_gone, cell_gone; /* in a tracked change */
    bool row_hidden;          /* it does not show */
    bool ours;                /* its cells hold our style */
    bool joins;               /* the next paragraph of the cell goes on with the last one */
    size_t cells;             /* of the row */
    int span, pad;            /* columns of the cell; columns to add before the next one */
    bool goes_on;             /* the cell goes on with the one above */
    struct str row, cell;
    struct str merges; /* of the row (model/table_merge.h) */
};

struct docx_field {
    bool shows;    /* its result has begun … */
    bool said;     /* … and has ink */
    bool contents; /* a list of contents */
    struct str instruction;
    struct field_form form;
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
    size_t deleted, hidden, struck, placeholders; /* characters */
    size_t images, objects, comments, symbols, notes, fields, diagrams;
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
    struct docx_trace *trace;             /* NULL: nobody asks where text stands */
    const struct docx_embedded *embedded; /* text in other parts; NULL: it is not read */
    /* what is open */
    struct xml_read *xml;
    struct docx_paragraph *paragraphs;
    size_t depth, paragraph_cap;
    struct docx_table *tables;
    size_t table_depth, table_cap;
    struct docx_field fields[DOCX_FIELDS_MOST];
    size_t field_depth;
    int skipping, properties, deleted, objects;
    bool run_properties, in_text, in_instruction;
    bool ours;         /* the file's styles are those that we write … */
    bool foreign;      /* … but some paragraph has none of them */
    bool drops_struck; /* what is struck out is left out, and counted */
    bool makes;        /* a template is at hand that makes again what it had made */
    bool run_in;       /* the run has our run-in style */
    const struct docx_style *run_style; /* of the run, or NULL … */
    struct docx_look direct, look;      /* … what it says itself, and what is in force */
    enum formula_place script_place;    /* of `script` */
    struct str script;                  /* raised or lowered text so far */
    bool in_reading;
    struct str reading;  /* above characters */
    struct str controls; /* a byte for each content control that is open; 'p': it asks for text */
    struct docx_equation_node *equation; /* stack */
    size_t equation_depth, equation_cap;
    bool equation_alone;     /* its paragraph is ours */
    struct str alternatives; /* a byte for each that is open: a branch was taken */
    struct str drawing;      /* name of the one that is open */
    struct str carry;        /* text of a paragraph whose mark is deleted */
    struct document late;    /* of text boxes: follows the paragraph that anchors them */
    size_t blank, count, cell_count;
    size_t elements;             /* opened so far */
    struct docx_spot text, spot; /* of the text that comes next; of what is being added */
    bool page_break;
};

/* Walks over a part; the members above "what is open" are set, the rest is zero. RC_INPUT. */
MUST_CHECK enum rc docx_walk_part(struct docx_walk *walk, struct span bytes, const char *part,
                                  struct err *err);

#endif
