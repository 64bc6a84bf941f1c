/*
 * library_row.h - a report as a row of the library: what is shown of it without loading it.
 */
#ifndef MODEL_LIBRARY_ROW_H
#define MODEL_LIBRARY_ROW_H

#include "base/base.h"
#include "base/text/span.h"

struct library_row { /* a row of the library */
    int64_t id;
    char *unit, *short_name, *template, *title;
    int year;
    size_t sections, done, errors, warnings, unreviewed; /* as of the last save and its check */
    int reviewed; /* 已核, percent of the sentences; -1: nothing was carried, or it is not known */
    int64_t created, changed; /* ms */
    bool trashed;
    char *uid; /* model/report.h */
};
struct library_rows {
    struct library_row *items;
    size_t count, cap;
};
void library_rows_release(struct library_rows *reports);
/* What a list calls it: its short name, else its unit, else the first line of its title. */
struct span library_row_name(const struct library_row *row);

#endif
