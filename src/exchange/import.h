/*
 * import.h - a file read in as a draft that the clerk looks at before anything is stored.
 */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include "base/err.h"
#include "base/text/span.h"

struct import_draft;
struct template;

struct import_options {
    struct template
        *template;        /* to match sections with, shared by the draft; NULL: a free outline */
    const char *unit;     /* forced (UTF-8, it is cleaned), or NULL: from the title */
    int year;             /* forced, or 0: from the title */
    const char *encoding; /* forced, or NULL */
    bool join_lines;      /* join hard line breaks in mid-sentence */
    bool drop_struck;     /* what is struck out is no text */
    const char *name;     /* of the file, for messages and for its ending */
};

/* Reads a file's bytes into a draft. The format is told from the bytes and the name's ending. All
 * non-space characters are conserved in order (stripped ones are counted in `cleaned`). RC_INPUT:
 * empty, binary, broken JSON; .doc, .wps and PDF get a sentence that says how to convert. */
MUST_CHECK enum rc import_bytes(struct import_draft *draft, struct span bytes,
                                const struct import_options *options, struct err *err);

/* The same in slices, between which keys can be heard: the draft is none before import_finish(),
 * and bytes and options are borrowed until then. Ends with import_finish() or import_stop(). */
struct import_work;
struct import_work *import_begin(struct import_draft *draft, struct span bytes,
                                 const struct import_options *options);
bool import_go_on(struct import_work *work); /* false: there is nothing left to do */
int import_percent(const struct import_work *work);
MUST_CHECK enum rc import_finish(struct import_work *work, struct err *err);
void import_stop(struct import_work *work);

#endif
