/*
 * paragraph.h - what write.c and table.c write their lines with: runs, and where two
 * reports are compared, tracked changes. What is removed is <w:del>, what is added <w:ins>, the
 * paragraph marks and rows of whole lines too: accepted, the file is the new report.
 */
#ifndef EXCHANGE_DOCX_PARAGRAPH_H
#define EXCHANGE_DOCX_PARAGRAPH_H

#include "exchange/docx/docx.h"
#include "exchange/package/xml_write.h"

/* The list of contents (front.h). */
struct docx_entry { /* of the contents */
    const struct block *heading;
    size_t page; /* from 1 */
};
struct docx_contents {
    struct docx_entry *items;
    size_t count, cap;
};

struct docx_writer {
    struct xml_write *xml;
    const struct docx_tracks *tracks; /* NULL: nothing is compared, old blocks are not looked at */
    long long changes;                /* numbered so far */
    bool bookmarks;                   /* at the heads of sections … */
    int64_t section;                  /* … of which that is the one that is being written … */
    bool at_head;                     /* … and the next paragraph is its first */
    const struct docx_reference *reference; /* whose look it takes over; NULL: ours */
    const struct docx_contents *contents;   /* the list; NULL: none is written */
    size_t entries;                         /* of it whose headings are written */
    bool at_entry;                          /* the next paragraph is such a heading */
    bool landscape;                         /* the paper of what is being written … */
    bool goes_on;        /* … whose page numbers go on from the section before */
    bool signers_follow; /* behind the table that is being written, the last of its form */
    bool table_follows;  /* what is written stays on the page of a table behind it */
};

/* What a line is as a whole: kept, with or without changes in it, or removed, or added. */
enum diff_kind docx_line_kind(const struct docx_writer *writer, const struct diff_line *line);
/* The block that says how the line looks: the new one where there is one. */
const struct block *docx_line_block(const struct diff_line *line);
/* How many lines from the first on are written together: the rows of a table, the lines of a title
 * or a sign-off; else 1. */
size_t docx_count_same(const struct diff_line *lines, size_t count);

/* The id that one of our styles has in the file. */
const char *docx_style_id(const struct docx_writer *writer, const char *style);
/* Between the margins, in twips. */
long docx_width(const struct docx_writer *writer);
/* The name of the bookmark at the heading of an entry. */
void docx_add_anchor(struct str *out, size_t entry);
/* <w:sectPr>; front: of what stands before the text, without page numbers. */
void docx_write_page(struct docx_writer *writer, bool front);
/* The paragraph that holds the section of what stands before it. */
void docx_write_section_end(struct docx_writer *writer, bool front);
void docx_begin_paragraph(struct docx_writer *writer, const char *style);
/* Closes the paragraph's properties, which the caller may have added to; kind is its mark's. At the
 * head of a section its bookmark follows. */
void docx_end_look(struct docx_writer *writer, enum diff_kind kind);
/* The words of a text, compared with the old one; character style and East Asian font may be NULL.
 */
void docx_write_text(struct docx_writer *writer, struct span old_text, struct span new_text,
                     const char *style, const char *font);
/* A title in its lines (model/title_lines.h), which a break ends; nothing is compared. */
void docx_write_title(struct docx_writer *writer, struct span title);
/* <w:ins/> or <w:del/> in the properties of a mark or a row, nothing for what is kept. */
void docx_write_mark(struct docx_writer *writer, enum diff_kind kind);

#endif
