/*
 * write.h - a report, or what changed between two, as a Word file.
 */
#ifndef EXCHANGE_DOCX_WRITE_H
#define EXCHANGE_DOCX_WRITE_H

#include "base/err.h"
#include "base/text/span.h"

struct diff_document;
struct document;
struct docx_reference;
struct str;

/* What a report's file says of where it comes from, in docProps/custom.xml (docx.h names the
 * properties), so that it can come back into the same report; nothing else of the library goes out.
 */
struct docx_origin {
    const char *uid;  /* of the report */
    size_t edition;   /* its last step (model/edition/edition.h), 0: none yet */
    struct span hash; /* of its plain text */
    int64_t change;   /* the greatest of its history, drafts included; 0: not known. Where it is
                         known a bookmark stands at each section's head */
};
/* Appends the whole file; the same arguments give the same bytes. origin: NULL where the document
 * is no report of the library; reference (reference.h): whose look it takes over, NULL: ours.
 * RC_OUTPUT. */
MUST_CHECK enum rc docx_write(struct str *out, const struct document *document,
                              const struct docx_origin *origin,
                              const struct docx_reference *reference, struct err *err);

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
