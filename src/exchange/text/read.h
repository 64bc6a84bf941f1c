/*
 * read.h - a text file as document blocks: a block for every line that has ink, with its line
 * number, the empty lines and the blanks before it. In a file of our own plain layout
 * (layout.h) blocks say what they are (title, sign-off; style_level 1 for top headings) and
 * keep their text to the blank; in any other every block is a paragraph without outer blanks.
 */
#ifndef EXCHANGE_TEXT_READ_H
#define EXCHANGE_TEXT_READ_H

#include "exchange/reader.h"

void text_read(struct source *out, struct span decoded, struct text_clean_report *report);

/* Does the text hold hard line breaks in mid-sentence? With join they are taken out. */
bool text_join_lines(struct document *document, bool join);

/* The length at which a file breaks its lines in mid-sentence (0: it does not), and whether a line
 * is broken so. */
struct text_breaks {
    size_t at;      /* columns */
    bool by_points; /* every character was counted as two columns */
    bool indented;  /* paragraphs begin with blanks */
};
struct text_breaks text_find_breaks(const struct document *document);
bool text_goes_on(const struct block *line, const struct block *next, struct text_breaks breaks);

#endif
