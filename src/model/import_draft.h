/*
 * import_draft.h - what a file was read in as, before anybody has agreed to it: a report, where
 * each piece of the file went, and what there is to say. It owns all of it.
 */
#ifndef MODEL_IMPORT_DRAFT_H
#define MODEL_IMPORT_DRAFT_H

#include "base/text/charset.h"
#include "base/text/text_clean.h"
#include "model/document.h"
#include "model/finding.h"
#include "model/page.h"

enum { IMPORT_TEXT_MOST = 32 * 1024 * 1024 }; /* bytes */

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
void import_draft_release(struct import_draft *draft);

#endif
