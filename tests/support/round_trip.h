/*
 * round_trip.h - a report written in a format and read again. All of it stops the test where it
 * fails; what is written is added to OUT.
 */
#ifndef TESTS_SUPPORT_ROUND_TRIP_H
#define TESTS_SUPPORT_ROUND_TRIP_H

#include "model/import_draft.h"

void write_plain(struct str *out, const struct report *report);
void write_format(struct str *out, const struct report *report, const char *format);
/* Reads what a file of that name would hold; the caller releases the draft. */
struct import_draft read_back(struct span text, const char *name);

#endif
