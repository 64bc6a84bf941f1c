/*
 * walk.h - the text of one part of a Word file (the document, its notes, a header) as blocks.
 * walk.c takes the elements one by one and keeps what is open, walk_field.c those of fields,
 * walk_note.c those of notes, equation.c those of equations,
 * walk_picture.c those of pictures; block.c makes blocks of finished
 * paragraphs and tables.
 * Text that is hidden, asks for an entry or is deleted in a tracked change, the older branch of an
 * alternative and former properties are left out; what carries ink is counted.
 */
#ifndef EXCHANGE_DOCX_WALK_H
#define EXCHANGE_DOCX_WALK_H

#include "exchange/docx/field.h"
#include "exchange/docx/number.h"
#include "exchange/docx/style.h"
#include "exchange/package/xml_read.h"
#include "exchange/reader.h"

#include <uchar.h>

enum { DOCX_PARAGRAPHS_MOST = 200000, DOCX_CELLS_MOST = 2000000, DOCX_FIELDS_MOST = 64 };

/* A row's cells as they are gathered, and those of a table within a cell; never in a text that XML
 * can hold. */
#define DOCX_CELL_GAP  '\x1F'
#define DOCX_INNER_GAP '\x1E'

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
    size_t images, objects, comments, symbols, notes, fields;
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
    bool run_properties, in_text, bold, run_in, hidden, struck, capitals;
    bool in_instruction;
    enum formula_place place, script_place; /* of the run; of `script` */
    struct str script;                      /* raised or lowered text so far */
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

/* walk.c: text of the page, to what is open; the innermost paragraph, or NULL */
void docx_add_text(struct docx_walk *walk, struct span text);
struct docx_paragraph *docx_open_paragraph(const struct docx_walk *walk);

/* walk_field.c */
void docx_field_mark(struct docx_walk *walk);
void docx_field_open(struct docx_walk *walk); /* fldSimple */
void docx_field_close(struct docx_walk *walk);
void docx_field_add_instruction(struct docx_walk *walk, struct span text);
void docx_field_checked(struct docx_walk *walk);
void docx_field_default(struct docx_walk *walk);
void docx_field_chosen(struct docx_walk *walk);
void docx_field_entry(struct docx_walk *walk);
/* The field whose instruction the result of an inner one belongs to, or NULL. */
struct docx_field *docx_field_around(struct docx_walk *walk);
void docx_field_says(struct docx_walk *walk, bool ink); /* text with ink was added */
bool docx_field_is_contents(const struct docx_walk *walk);
void docx_fields_release(struct docx_walk *walk);

/* walk_note.c */
void docx_open_footnote_reference(struct docx_walk *walk);
void docx_open_endnote_reference(struct docx_walk *walk);
void docx_open_note(struct docx_walk *walk);
void docx_close_note(struct docx_walk *walk);
void docx_open_comment(struct docx_walk *walk);

/* walk_picture.c */
void docx_open_drawing_name(struct docx_walk *walk);
void docx_open_image(struct docx_walk *walk);
void docx_open_object(struct docx_walk *walk);
void docx_close_object(struct docx_walk *walk);
void docx_count_object(struct docx_walk *walk);

/* equation.c: elements of OMML; true where the equation ends, written to `out`. */
void docx_equation_open(struct docx_walk *walk, struct span name);
bool docx_equation_close(struct docx_walk *walk, struct span name, struct str *out);
void docx_equation_add_text(struct docx_walk *walk, struct span text);
void docx_equation_release(struct docx_walk *walk);

#endif
