/*
 * export.h - a report written out in a format: which there are, what they need, the bytes.
 */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include "base/text/charset_encode.h"

struct pages;
struct report;

enum export_layout { LAYOUT_PLAIN, LAYOUT_PAGE };
struct export_options {
    const char *format;              /* "txt", "json" … NULL: by the name's ending, else txt */
    const char *encoding;            /* NULL: utf-8 */
    struct charset_encoder *encoder; /* for that, kept for many reports; NULL: one for this one */
    bool crlf;
    enum export_layout layout;
    const struct pages *pages; /* of the page layout, where somebody has made them in slices, from
                                  the report as it is now; NULL: made at once. Borrowed */
    enum charset_unmappable unmappable;
    bool draft; /* 【未填：heading】 */
};

struct export_format {
    const char *name, *ending, *title; /* "txt", ".txt", N_("纯文本") */
    bool binary;                       /* needs a file, takes no encoding and no line ends */
    bool pages;                        /* has the page layout beside the plain one */
    enum rc (*write)(struct str *out, const struct report *report,
                     const struct export_options *options, struct err *err);
};
/* In the dialog's order, its default first; ends with an entry without a name. */
extern const struct export_format export_formats[];
const struct export_format *export_format_find(const char *name);
const struct export_format *export_format_of_file(const char *path); /* by its ending; NULL */

/* The whole file as bytes in the target encoding, into an empty `out`, which stays so where it
 * fails (RC_UNMAPPABLE with CHARSET_REFUSE); `charset` lists the characters in every case (NULL is
 * allowed). */
MUST_CHECK enum rc export_bytes(struct str *out, const struct report *report,
                                const struct export_options *options,
                                struct charset_report *charset, struct err *err);

/* 2023年度百春园街道办事处部门整体支出绩效评价报告 and the format's ending; safe as a file name. */
void export_default_name(struct str *out, const struct report *report,
                         const struct export_format *format);

#endif
