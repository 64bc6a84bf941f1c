/*
 * columns.h - what a template asks of its sections' tables and numbers: the heading row and the
 * cells of a table whose columns it names, and how many sections like one there may be.
 */
#ifndef CHECK_COLUMNS_H
#define CHECK_COLUMNS_H

struct findings;
struct report;
struct section;

void check_columns(struct findings *out, const struct report *report,
                   const struct section *section);
void check_repetitions(struct findings *out, const struct report *report,
                       const struct section *section);

#endif
