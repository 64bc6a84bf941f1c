/*
 * report.h - one report: title lines, front text, a tree of sections, sign-off lines.
 * Invariants: `front` is no child of anything and has id 0 (its path is "0"); `root` carries no
 * text and its children are the top sections (attachments last among them by habit, not by rule);
 * ids of sections are unique in the report and never used again; children stand in printing order;
 * a section outside the tree (removed, or not yet placed) is kept in `limbo` so that undo finds it.
 * Ownership: the report owns every section and holds its template; callers only borrow.
 * Only change_set_apply() (model/change_apply.h) and the builders below change a report.
 */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "model/section.h"
#include "model/template/template.h"

enum { REPORT_YEAR_LEAST = 1900, REPORT_YEAR_MOST = 2999 }; /* that a clerk may type */
enum { REPORT_UID_LENGTH = 32 };                            /* hexadecimal digits of 128 bits */

struct report {
    int64_t id; /* the number that `list` shows; 0: not stored yet */
    /* What it is among all reports of all machines, wherever it is copied to; "": the store gives
     * it one when it is added. */
    char uid[REPORT_UID_LENGTH + 1];
    char *unit; /* "" where unknown */
    char *short_name;
    int year;                  /* 0 where unknown */
    char *title;               /* lines joined by '\n' */
    char *sign_off;            /* lines joined by '\n' */
    int64_t prior;             /* report of the year before, 0: none */
    struct template *template; /* may be shared; NULL: a free outline */
    struct report_value {      /* answers to other questions; figures (model/figure/figure.h) */
        char *name, *text;
    } * values;
    size_t value_count, value_cap;
    void *values_by_name; /* as tsearch(3) keeps them (report_values.c) */
    struct section *root, *front;
    struct section **limbo;
    size_t limbo_count, limbo_cap;
    void *by_id;              /* the sections of tree and limbo, as tsearch(3) keeps them */
    int64_t next_id;          /* of the next section */
    int64_t outline_revision; /* of order, headings, added and removed sections */
};

struct report *report_new(void); /* free outline, empty */
void report_free(struct report *report);
struct report *report_clone(const struct report *report);
/* Ids, the uid, revisions and limbo apart. */
bool report_equal(const struct report *a, const struct report *b);
bool report_is_sane(const struct report *report);
bool report_tree_is_sane(const struct report *report); /* the same without a look at the bodies */

/* A new section with the next id, parent's child at `position` (clamped) or in limbo (NULL). Its
 * children are numbered as the template or the depth says, its items 1. 2. */
struct section *report_add_section(struct report *report, struct section *parent, size_t position);
/* The same with an id that a stored report gave it, and that no other has; next_id stays. */
struct section *report_add_stored(struct report *report, int64_t id);
/* To be called after a section's form or `attachment` was set: the labels behind it change. At once
 * for the last of its siblings. */
void section_recount(struct section *section);
/* Gives the sections in limbo another order, so that taking the last one out costs nothing: `order`
 * holds each once. */
void report_order_limbo(struct report *report, struct section *const *order);
/* Moves it with all below it; `position` counts the new siblings without it. NULL: into limbo. */
void report_place_section(struct report *report, struct section *section, struct section *parent,
                          size_t position);
/* Front (0), a section of the tree or of limbo; NULL if there is none. The root is never found. */
struct section *report_find_id(const struct report *report, int64_t id);
/* Front or a section of the tree, with all above it; NULL: there is none, or it is taken out. */
struct section *report_find_in_tree(const struct report *report, int64_t id);
/* 32 hexadecimal digits in lower case; false, and the report's is as it was, for all else. */
bool report_set_uid(struct report *report, struct span uid);
/* Digits, full-width ones too, of a year that a clerk may mean; false, and nothing is set, for all
 * else. */
bool report_year_read(int *year, struct span digits);

/* A template name (the first that has it) or a path ("2.1.3"; "0": the front text); NULL: none. */
struct section *report_find_section(const struct report *report, struct span name_or_path);
/* How many sections have that template name: several where the template lets one repeat. */
size_t report_count_named(const struct report *report, struct span name);

/* Pre-order, without front and limbo: after NULL the first top section; NULL at the end. */
struct section *report_next_section(const struct report *report, const struct section *after);
size_t report_count_sections(const struct report *report);

#endif
