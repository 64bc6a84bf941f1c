/*
 * leaves.h - on which page of a Word file what stands in its attachments comes to be. Our own pages
 * (model/page.h) are of the text: attachments have tables whose rows are lower than a line of the
 * text or several lines high, and may have paper that lies. What is reckoned here is what Word
 * prints with our fonts, row by row; the list of contents shows it until Word renews it.
 */
#ifndef EXCHANGE_DOCX_LEAVES_H
#define EXCHANGE_DOCX_LEAVES_H

#include "base/base.h"

struct diff_line;
struct docx_writer;

struct docx_leaves {
    size_t page;       /* that the last one stands on, from 0 */
    long used, height; /* of that page; twips */
    long header;       /* rows that the table repeats on its pages */
    long waits;        /* rows that stay with what follows */
    bool begun;        /* the first attachment begins the page that was given */
};
/* `page`: the first that the attachments have, from 0. */
void docx_leaves_begin(struct docx_leaves *leaves, size_t page);
/* Puts `count` lines of one kind (docx_count_same) behind what is there: the page that they begin
 * on. */
size_t docx_leaves_add(struct docx_leaves *leaves, const struct docx_writer *writer,
                       const struct diff_line *lines, size_t count);

#endif
