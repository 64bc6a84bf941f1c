/*
 * review.h - an exported Word file as it comes back from a reader: its XML is changed by hand. What
 * a line becomes is written with marks: [-gone-], {+new+}, {<moved away<}, {>moved here>}, and {1}
 * …
 * {/1} around the words of comment 1. Every function stops the test where the file is not as it
 * says.
 */
#ifndef TESTS_SUPPORT_REVIEW_H
#define TESTS_SUPPORT_REVIEW_H

#include "base/text/str.h"

struct review {
    struct str original; /* the file */
    struct str document; /* its text as XML */
    struct str comments, extended;
    const char *author, *date; /* of the marks that come; borrowed */
    size_t changes;            /* numbered so far */
    bool is_wps;
};

void review_open(struct review *review, struct span docx);
/* The run that holds exactly that text becomes another one, or several. */
void review_line(struct review *review, const char *text, const char *marked);
/* A paragraph more behind the one that holds that text in a run; its end is new where it is marked
 * whole. */
void review_add_paragraph(struct review *review, const char *behind, const char *marked);
/* The paragraph that holds that text in a run, taken out: tracked or without a trace. */
void review_remove_paragraph(struct review *review, const char *text, bool tracked);
/* The paragraphs from the one that holds `from` up to the one that holds `to` (or, NULL, to the end
 * of the text) come to stand in front of the one that holds `before`, without a trace. */
void review_move(struct review *review, const char *from, const char *to, const char *before);
/* A row more behind the one that holds that text in a cell; the row that holds it taken out. */
void review_add_row(struct review *review, const char *behind, const char *const *cells,
                    size_t count);
void review_remove_row(struct review *review, const char *text);
/* Number as in the marks; answers: 0, or which comment it answers. */
void review_comment(struct review *review, int number, const char *text, int answers, bool done);
/* The file as WPS Office saves it: every namespace and paragraph with what that writes there, runs
 * split by language, bookmarks numbered anew with one of its own among them, properties of its own
 * behind ours. */
void review_as_wps(struct review *review);
/* Any part of the document's XML, which must be there once. */
void review_replace(struct review *review, const char *from, const char *to);
void review_close(struct review *review, struct str *out); /* appends the file; releases */

#endif
