/*
 * exchange.h - files in and reports out. A format is one row of a table: readers turn bytes into
 * document blocks (or, for JSON, into a report at once), writers turn blocks into bytes. Outline
 * recognition makes a draft report of blocks. Nothing here touches the database or the screen.
 */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include "base/text/charset.h"
#include "base/text/charset_encode.h"
#include "base/text/text_clean.h"
#include "model/document.h"
#include "model/finding.h"
#include "model/page.h"

enum { IMPORT_TEXT_MOST = 32 * 1024 * 1024 }; /* bytes */

struct import_options {
    struct template
        *template;        /* to match sections with, shared by the draft; NULL: a free outline */
    const char *unit;     /* forced (UTF-8, it is cleaned), or NULL: from the title */
    int year;             /* forced, or 0: from the title */
    const char *encoding; /* forced, or NULL */
    bool join_lines;      /* join hard line breaks in mid-sentence */
    const char *name;     /* of the file, for messages and for its ending */
};

/* Where a piece of the file went, for the preview. */
struct import_piece {
    size_t source_line; /* from 1 */
    int64_t section;    /* of the draft; 0: front text; -1: title; -2: sign-off */
    bool is_heading;
    int confidence;    /* percent that a heading is the template section it was matched to; 100
                          certain, 0 not matched */
    const char *offer; /* an unmatched heading's: name of the template section that stands at its
                          place and is missing, so that it may be that one renamed; borrowed from
                          the draft's template. Else NULL */
};

struct import_draft {
    struct report *report;
    const char *format;            /* "txt", "md", "docx", "json"; static */
    struct charset_report charset; /* of docx, which has no encoding of its own: utf-8 */
    struct text_clean_report cleaned;
    size_t sections;          /* headings recognised in the file */
    size_t kept, all;         /* characters besides spaces: in the draft, in the file */
    size_t left_out;          /* of `all`: what has no place in a report; findings say what */
    struct findings findings; /* what was kept where it stood but looks wrong, and warnings */
    struct import_piece *pieces;
    size_t piece_count, piece_cap;
    bool joinable; /* holds hard line breaks that join_lines would join */
};

/* Reads a file's bytes into a draft. The format is told from the bytes and the name's ending. All
 * non-space characters are conserved in order (stripped ones are counted in `cleaned`). RC_INPUT:
 * empty, binary, broken JSON; .doc, .wps and PDF get a sentence that says how to convert. */
MUST_CHECK enum rc import_bytes(struct import_draft *draft, struct span bytes,
                                const struct import_options *options, struct err *err);
/* The most bytes that a file of that name may have: by its ending, else of any format. */
size_t import_bytes_most(const char *name);
bool import_can_read(const char *name);       /* by its ending */
const char *import_why_not(const char *name); /* what to do with one that it cannot read */
void import_add_endings(struct str *out);     /* ".txt、.json" */
void import_draft_release(struct import_draft *draft);
/* The line of the file where a finding on the draft's report was read; 0: unknown. */
size_t import_line_of(const struct import_draft *draft, const struct finding *finding);

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
