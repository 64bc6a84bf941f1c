/*
 * block.h - blocks of finished paragraphs and tables.
 */
#ifndef EXCHANGE_DOCX_BLOCK_H
#define EXCHANGE_DOCX_BLOCK_H

#include "base/base.h"

struct docx_styles;
struct docx_walk;

void docx_end_paragraph(struct docx_walk *walk); /* the innermost */
void docx_begin_table(struct docx_walk *walk);
void docx_end_cell(struct docx_walk *walk);
void docx_end_row(struct docx_walk *walk);
void docx_end_table(struct docx_walk *walk);
/* The label of our style ids, "Heading", "ListItem" …: are all of them there? */
bool docx_styles_are_ours(const struct docx_styles *styles);
/* Where a paragraph was none of ours: kinds become hints. */
void docx_settle_kind(struct docx_walk *walk);

#endif
