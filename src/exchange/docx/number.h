/*
 * number.h - automatic numbering of Word files turned into the labels that the page shows:
 * num -> abstractNum -> level (start, format, text). Lists of one abstractNum continue one another;
 * startOverride restarts where its list is first used.
 */
#ifndef EXCHANGE_DOCX_NUMBER_H
#define EXCHANGE_DOCX_NUMBER_H

#include "base/err.h"
#include "base/text/str.h"
#include "exchange/docx/style.h"

enum { DOCX_LIST_LEVELS = 9, DOCX_LISTS_MOST = 20000 };

struct docx_list_level {
    unsigned start;
    char *format, *text; /* "chineseCounting", "%1、"; NULL where not given */
    char *style;         /* paragraph style that is numbered by it, or NULL */
    bool legal;          /* isLgl: every number as a decimal */
    bool keeps;          /* lvlRestart 0: no higher level restarts it */
};

struct docx_lists {
    struct docx_abstract {
        int id;
        char *link; /* numStyleLink: the style whose list it is, or NULL */
        struct docx_list_level levels[DOCX_LIST_LEVELS];
        unsigned counts[DOCX_LIST_LEVELS]; /* of the paragraphs so far, by level */
        bool started[DOCX_LIST_LEVELS];
    } * abstracts;
    size_t abstract_count, abstract_cap;
    struct docx_num {
        int id, abstract;            /* abstract: its id */
        int start[DOCX_LIST_LEVELS]; /* startOverride, DOCX_UNSET: none */
        struct docx_list_level *own; /* levels that it defines anew, or NULL */
        bool used;
    } * nums;
    size_t num_count, num_cap;
};

struct docx_num *docx_lists_num(const struct docx_lists *lists, int id); /* by numId, or NULL */
struct docx_abstract *docx_lists_abstract(const struct docx_lists *lists, int id);
/* The level of a list that numbers paragraphs of that style; `otherwise` where none does. */
int docx_lists_level_of_style(const struct docx_lists *lists, int num, struct span style,
                              int otherwise);
/* Counts one paragraph of list `id` (numId) on `level` and appends its label, with the blank that
 * belongs between it and a text that begins with `next`. Nothing for a list that is not there. */
void docx_lists_add_label(struct docx_lists *lists, int id, int level, struct str *out, char next);

/* For tests: n in one of Word's number formats. */
void docx_number_add(struct str *out, struct span format, unsigned n);

#endif
