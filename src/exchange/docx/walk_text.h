/*
 * walk_text.h - where the text of a page goes: to the innermost of what is open.
 */
#ifndef EXCHANGE_DOCX_WALK_TEXT_H
#define EXCHANGE_DOCX_WALK_TEXT_H

#include "exchange/docx/walk.h"

/* The innermost paragraph, or NULL. */
struct docx_paragraph *docx_open_paragraph(const struct docx_walk *walk);
/* The field whose instruction the result of an inner one belongs to, or NULL. */
struct docx_field *docx_field_around(struct docx_walk *walk);
void docx_field_says(struct docx_walk *walk, bool ink); /* text with ink was added */
/* Text that the page shows: into the instruction of a field, an equation, a reading above
 * characters, or the paragraph. */
void docx_add_text(struct docx_walk *walk, struct span text);
/* Where the text of the run stands in the paragraph. */
enum formula_place docx_place_of_run(const struct docx_walk *walk);
/* Raised text waits until all of it is known: its runs are often single characters. */
void docx_end_script(struct docx_walk *walk);

#endif
