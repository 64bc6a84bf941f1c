/*
 * sample_year.h - what has happened to a sample report in its year: sheets that went to the offices
 * and came back, papers, what readers said of it and what was answered, the steps to 定稿. The
 * facts stand in schema/samples/year.txt.
 */
#ifndef SESSION_SAMPLE_YEAR_H
#define SESSION_SAMPLE_YEAR_H

#include "base/err.h"
#include "model/report.h"

struct store;

/* Puts them into a report that is not stored yet and has its text and its figures. */
void sample_year_add(struct report *report, int year);
/* Keeps the whole of each edition that the stored report says it keeps. */
MUST_CHECK enum rc sample_year_keep(struct store *store, int64_t id, struct err *err);

#endif
