/*
 * report.h - one report: title lines, front text, a tree of sections, sign-off lines.
 * Invariants: `front` is no child of anything and has id 0 (its path is "0"); `root` carries no
 * text and its children are the top sections (attachments last among them by habit, not by rule);
 * ids of sections are unique in the report and never used again; children stand in printing order;
 * a section outside the tree (removed, or not yet placed) is kept in `limbo` so that undo finds it.
 * Ownership: the report owns every section and holds its template; callers only borrow.
 * Only change_set_apply() (model/change.h) and the builders below change a report.
 */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "model/body.h"
#include "model/label.h"
#include "model/template/template.h"

#define FORM_LIST(X)  X(BLOCK, "block") X(RUN_IN, "run-in") X(NONE, "none")
#define KIND_LIST(X)  X(TEXT, "text") X(ITEMS, "items") X(TABLE, "table")
#define STATE_LIST(X) X(EMPTY, "empty") X(OPEN, "open") X(DONE, "done")
#define X(name, text) STATE_##name,
enum section_state { STATE_LIST(X) };
#undef X

enum { SECTION_FRONT_ID = 0, SECTION_ROOT_ID = -1 };        /* real sections count from 1 */
enum { REPORT_YEAR_LEAST = 1900, REPORT_YEAR_MOST = 2999 }; /* that a clerk may type */
enum { REPORT_UID_LENGTH = 32 };                            /* hexadecimal digits of 128 bits */

struct section {
    int64_t id;
    char *name;     /* the template's, or NULL: added by a clerk or import */
    char *heading;  /* without label and end mark; "" for form none */
    char *end_mark; /* of a run-in heading: "。" "：" … or "" */
    char *label;    /* literal label where it differs from the derived one, or NULL */
    enum heading_form form;
    enum section_kind kind;        /* what a new line of the body is */
    enum numbering numbering;      /* of the children */
    enum numbering item_numbering; /* of the items in the body */
    bool marked;                   /* marked done */
    bool touched;                  /* by a clerk or import: always prints */
    bool attachment;               /* a top section labelled 附件N */
    int64_t revision;              /* of the body in the store */
    struct body body;
    struct section *parent; /* NULL for root, front and those in limbo */
    size_t position;        /* among the children it stands with, or in limbo */
    size_t before[2];       /* siblings before it that have a label: the others, attachments */
    struct section **children;
    size_t count, cap;
};

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
    struct report_value {      /* answers to other questions; figures (model/figure.h) */
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

/* Takes the template over; ${unit}, ${year} … expand once, in title, headings and sign-off. */
struct report *report_new_from_template(struct template *template, struct span unit,
                                        struct span short_name, int year);
/* Adds what the template has besides, empty, each after its nearest predecessor; how many. */
size_t report_add_missing_sections(struct report *report);
/* This year's draft from an earlier report: its sections, the clerk's own too, with their text
 * where the template lets it, kept as it was carried (model/review/review.h); the earlier year and
 * the one after it moved in title, headings and sign-off, the unit replaced; its figures as last
 * year's; then what the template has besides. `template` is taken over; NULL and an empty unit: the
 * earlier one's. `prior` is the earlier report. */
struct report *report_carry_on(const struct report *earlier, struct template *template,
                               struct span unit, struct span short_name, int year);

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
/* Replaces an owned text (heading, label …); a span without a pointer makes it NULL. */
void section_set_text(char **member, struct span text);
/* 32 hexadecimal digits in lower case; false, and the report's is as it was, for all else. */
bool report_set_uid(struct report *report, struct span uid);
/* ASCII digits of a year that a clerk may mean; false, and nothing is set, for all else. */
bool report_year_read(int *year, struct span digits);
/* An answer to a question of the template; a span without a pointer takes it away. */
void report_set_value(struct report *report, struct span name, struct span text);
void report_values_release(struct report *report);                       /* report_free does it */
const char *report_value(const struct report *report, struct span name); /* NULL if none */

/* A template name (the first that has it) or a path ("2.1.3"; "0": the front text); NULL: none. */
struct section *report_find_section(const struct report *report, struct span name_or_path);
void section_add_path(struct str *out, const struct section *section); /* "2.1.3" */
int section_depth(const struct section *section); /* 1 for top sections, 0 for front and root */
size_t section_position(const struct section *section); /* among its siblings, from 0 */
bool section_is_within(const struct section *section, const struct section *ancestor);

/* Pre-order, without front and limbo: after NULL the first top section; NULL at the end. */
struct section *report_next_section(const struct report *report, const struct section *after);
size_t report_count_sections(const struct report *report);

/* The outline's label of a section, literal or derived; "" for none. It counts every sibling but
 * those of form none, which have no label; attachments count among themselves. */
void section_add_label(struct str *out, const struct section *section);
void section_add_derived_label(struct str *out, const struct section *section);
/* The label's style, a literal one's own where it has one; NONE: no label. */
enum numbering section_label_style(const struct section *section);
bool section_is_attachment(const struct section *section); /* on the top level alone */
/* Label, gap, heading and end mark: the printed line of the heading alone. */
void section_add_heading_line(struct str *out, const struct section *section);
/* Of an item's line, else nothing. Items count through the whole body, literal labels too. */
void section_add_item_label(struct str *out, const struct section *section, size_t line);
void section_add_derived_item_label(struct str *out, const struct section *section, size_t line);
enum numbering section_item_style(const struct section *section, size_t line); /* of that label */

const struct template_section *section_template(const struct report *report,
                                                const struct section *section); /* or NULL */
/* By the template, whose expressions are evaluated; one without an answer makes a section neither
 * required nor irrelevant. What is not relevant takes all below it along. */
bool section_is_required(const struct report *report, const struct section *section);
bool section_is_relevant(const struct report *report, const struct section *section);
/* A starter left as it was is no text. */
bool section_has_text(const struct report *report, const struct section *section);
/* Text, or a table that its template makes of what is filled in (model/section_table.h). */
bool section_has_content(const struct report *report, const struct section *section);
/* Done as marked (a required section must have text too) or, with neither text nor requirement,
 * when its relevant children are; else empty or open. */
enum section_state section_state(const struct report *report, const struct section *section);
/* Prints: text in it, touched, not from the template, or something printed below it. */
bool section_is_printed(const struct report *report, const struct section *section);
struct report_progress {
    size_t done, all;
} report_progress(const struct report *report);
/* The next after `from` (NULL: from the start) that is not done, wrapping around; NULL: all are. */
struct section *report_next_open(const struct report *report, const struct section *from);
const char *form_name(enum heading_form form);
const char *kind_name(enum section_kind kind);
const char *state_name(enum section_state state);
bool form_find(struct span name, enum heading_form *form);
bool kind_find(struct span name, enum section_kind *kind);
enum line_tag kind_line_tag(enum section_kind kind); /* what a new line of the body is */

#endif
