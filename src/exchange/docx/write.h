/*
 * write.h - a report, or what changed between two, as a Word file.
 */
#ifndef EXCHANGE_DOCX_WRITE_H
#define EXCHANGE_DOCX_WRITE_H

#include "base/err.h"

struct diff_document;
struct document;
struct str;

/* Appends the whole file; the same document gives the same bytes. RC_OUTPUT. */
MUST_CHECK enum rc docx_write(struct str *out, const struct document *document, struct err *err);

/* Who compares, and when: tracked changes carry it. */
struct docx_tracks {
    const char *author;
    int64_t at; /* milliseconds since 1970 */
};
/* Two reports in one file (修改对照): the new one in its layout, with what it changes in the old
 * one as tracked changes. RC_OUTPUT. */
MUST_CHECK enum rc docx_write_changes(struct str *out, const struct diff_document *diff,
                                      const struct docx_tracks *tracks, struct err *err);

#endif
