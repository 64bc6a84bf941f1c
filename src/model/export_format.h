/*
 * export_format.h - what a format is that a report is written in, and what can be chosen for it.
 */
#ifndef MODEL_EXPORT_FORMAT_H
#define MODEL_EXPORT_FORMAT_H

#include "base/text/charset_encode.h"
#include "base/text/str.h"

struct pages;
struct report;

enum export_layout { LAYOUT_OF_TEMPLATE, LAYOUT_PLAIN, LAYOUT_PAGE };
#define EXPORT_NO_REFERENCE "none"

struct export_options {
    const char *format;              /* "txt", "json" … NULL: by the name's ending, else txt */
    const char *encoding;            /* NULL: the template's, else utf-8 (JSON always) */
    struct charset_encoder *encoder; /* for that, kept for many reports; NULL: one for this one */
    bool crlf;
    enum export_layout layout;
    const struct pages *pages; /* of the page layout, where somebody has made them in slices, from
                                  the report as it is now; NULL: made at once. Borrowed */
    enum charset_unmappable unmappable;
    bool draft;     /* 【未填：heading】 */
    int64_t change; /* the greatest of the report's history, drafts included, so that a Word file
                       can come back into it; 0: not known */
    const char *reference;    /* of Word: the file whose look it takes over
                                 (exchange/docx/reference.h); NULL: the template's, else our own;
                                 EXPORT_NO_REFERENCE: our own, whatever the template says */
    const char *reference_of; /* the template that names it; NULL: the clerk. It is filled in */
    /* Reads that file, at most so many bytes of it, for `reader`, who knows which files this
     * process must not open: a writer never opens one by itself. NULL: there is none to be read. */
    enum rc (*read)(const void *reader, struct str *bytes, const char *path, size_t most,
                    struct err *err);
    const void *reader;
};

struct export_format {
    const char *name, *ending, *title; /* "txt", ".txt", N_("纯文本") */
    bool binary;                       /* needs a file, takes no encoding and no line ends */
    bool pages;                        /* has the page layout beside the plain one */
    const char *made_of;               /* "docx": that is written, and another program turns it into
                                          this (session/convert.h); NULL: written as it is */
    enum rc (*write)(struct str *out, const struct report *report,
                     const struct export_options *options, struct err *err);
};

#endif
