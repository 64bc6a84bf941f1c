/*
 * columns.h - the columns that a template asks of a table section (key `columns`): the heading row
 * that such a section begins with, what may stand in a cell, and the row of sums. Rows are split by
 * '\n', cells by '\t', as in a body. Everything is borrowed.
 */
#ifndef MODEL_TEMPLATE_COLUMNS_H
#define MODEL_TEMPLATE_COLUMNS_H

#include "base/text/str.h"

struct template_column;
struct template_section;

bool column_adds_up(const struct template_column *column); /* of a type that has a total */
/* 项目（tab）金额（万元）: labels with their units. Nothing where there are no columns. */
void columns_add_heading(struct str *out, const struct template_section *section);
/* Whether the row is that heading, with or without the units. */
bool columns_is_heading(const struct template_section *section, struct span row);
/* Whether a row's first cell calls it a total: 合计, 合 计, 总计, 共计. */
bool cell_is_total(struct span cell);

#endif
