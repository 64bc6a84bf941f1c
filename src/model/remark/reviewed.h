/*
 * reviewed.h - what a reviewed file holds: its text with everything that was taken out and put in,
 * piece by piece, and what was said of it. A paragraph, and a cell of a table, ends with '\n',
 * which is a piece as any other: it can be put in or taken out too. Owns its texts; zeroed it is
 * empty.
 */
#ifndef MODEL_REMARK_REVIEWED_H
#define MODEL_REMARK_REVIEWED_H

#include "base/text/str.h"
#include "base/text/texts.h"
#include "model/report.h"

enum piece_kind { PIECE_KEPT, PIECE_ADDED, PIECE_REMOVED };

struct reviewed_piece { /* neighbours differ in kind, author or `moved` */
    enum piece_kind kind;
    bool moved;      /* it went to another place, or came from there */
    size_t from, to; /* bytes of `text` */
    struct span author;
    int64_t at; /* ms, 0: unknown */
};

struct reviewed_comment {
    struct span author, text;
    int64_t at;
    bool done;       /* settled, as the file says */
    bool anchored;   /* false: it stands at no words */
    bool found;      /* by our own check, which wrote it into the file */
    size_t parent;   /* of an answer: index of what it answers; SIZE_MAX: none */
    size_t from, to; /* bytes of `text` */
};

/* The bookmark that the export left at the head of a section. */
struct reviewed_mark {
    int64_t section; /* its id in the library that wrote the file */
    size_t at;       /* byte of `text` */
};

struct reviewed_range {
    size_t from, to; /* bytes of `text` */
};

struct reviewed {
    char uid[REPORT_UID_LENGTH + 1]; /* of the report that it was; "": the file does not say */
    int64_t change;                  /* as far as that report's history went; 0: unknown */
    struct span hash;                /* of its plain text then */
    struct str text;                 /* everything, what was taken out too */
    struct reviewed_piece *pieces;
    size_t piece_count, piece_cap;
    struct reviewed_comment *comments;
    size_t comment_count, comment_cap;
    struct reviewed_mark *marks; /* in the order of the text; one that was copied is there twice */
    size_t mark_count, mark_cap;
    /* Rows of tables, their cells one behind the other, each with its end; of tables within tables
     * the outer ones. In the order of the text. */
    struct reviewed_range *rows;
    size_t row_count, row_cap;
    struct reviewed_range *heads; /* paragraphs that are headings, without their ends */
    size_t head_count, head_cap;
    /* What is no words: looks that were changed, pictures, lists of contents, characters that were
     * put in and taken out again. */
    size_t looks, objects, passing;
    struct texts texts;
};

/* Whether it is a reader's word: what the check has found is none, while nobody answers it. */
bool reviewed_comment_counts(const struct reviewed *reviewed, size_t at);
void reviewed_release(struct reviewed *reviewed);
/* Appends text to the last piece, or to a new one where it differs. */
void reviewed_add(struct reviewed *reviewed, const struct reviewed_piece *piece, struct span text);
/* The text before the review (with what was taken out) or after it. */
void reviewed_add_text(struct str *out, const struct reviewed *reviewed, bool after);
/* A byte of `text` as one of the text before the review. */
size_t reviewed_place_before(const struct reviewed *reviewed, size_t at);

#endif
