/*
 * template.h - the template file: what seeds a report and carries its guidance, rules and weights.
 * The reader takes every key that docs/template.md lists; an unknown key, a wrong type, a duplicate
 * name or a reference to nothing is an error that names file, line, column and the nearest known
 * word. Invariants: names match [a-z][a-z0-9_]* and are unique in their family; texts are clean
 * UTF-8, absent ones NULL. A template is read-only once read, so its holders may share it. It owns
 * everything below it.
 */
#ifndef MODEL_TEMPLATE_TEMPLATE_H
#define MODEL_TEMPLATE_TEMPLATE_H

#include "base/err.h"
#include "model/label.h"
#include "model/template/item.h"

enum heading_form { FORM_BLOCK, FORM_RUN_IN, FORM_NONE };
enum section_kind { KIND_TEXT, KIND_ITEMS, KIND_TABLE };
enum { TEMPLATE_DEPTH_MOST = 9, TEMPLATE_STYLES_MOST = 9 };

struct template_column {
    char *name, *label, *unit;
    enum value_type type;
    bool sum;
};

/* Columns of a score sheet as the published forms have them, behind those of the levels. */
enum score_column {
    COLUMN_TARGET,
    COLUMN_ACTUAL,
    COLUMN_WEIGHT,
    COLUMN_SCORE,
    COLUMN_REASON,
    COLUMN_EVIDENCE,
    COLUMN_COUNT
};
enum { SCORE_LEVELS_MOST = 6 };

struct template_row { /* of what the template makes: of a table, or a line between two */
    char **cells;     /* texts with ${name} */
    size_t count;
    char *text;  /* a line, with ${name}; else NULL */
    bool scores; /* the score sheet stands here: */
    long levels; /* columns of levels; 0: the names of indicators in one column */
    enum score_column columns[COLUMN_COUNT];
    size_t column_count;
    char **without; /* indicators that stand elsewhere: the execution in the money block */
    size_t without_count;
};

enum paper { PAPER_PORTRAIT, PAPER_LANDSCAPE };

struct template_section {
    char *name, *label;    /* label: the heading, may hold ${name} */
    char *hint, *guidance; /* 写作要点; guidance may have several lines */
    char *starter;         /* `default`: shown in the guidance, inserted by 插入范文 */
    char *owner, *required_message, *source;
    enum heading_form form;
    char *end_mark; /* of run-in headings: "。" unless the label ends in another mark */
    enum section_kind kind;
    bool numbering_given;
    enum numbering numbering; /* of the children; of the items where kind is items */
    enum carry carry;
    bool stable, sum_row, repeats;
    long min_length, max_length; /* characters besides spaces; -1: not given */
    long repeat_min, repeat_max; /* -1: not given */
    struct condition required, relevant;
    struct template_column *columns;
    size_t column_count;
    bool attachment;           /* a top section labelled 附件N */
    enum paper paper;          /* of an attachment, with all that is below it */
    struct template_row *rows; /* model/figure/section_table.h */
    size_t row_count;
    char **figures; /* names of those that belong here */
    size_t figure_count;
    struct template_section *parent;
    struct template_section **sections;
    size_t section_count, position; /* position: among its siblings */
};

struct template {
    char *form_id, *title, *version, *sign_off;
    char *label, *summary; /* how it is offered, and what it is for; NULL where not given */
    char *encoding, *page; /* of exports: utf-8, utf-8-bom, gb18030, gbk; plain, page; or NULL */
    char *cover;           /* of Word files: lines with ${name}; NULL: none */
    int contents;          /* of Word files: levels of headings in the list of contents; 0: none */
    bool attachment_note;  /* 附件说明 before the sign-off; true where nothing is said */
    char *reference;       /* the whole path of a Word file whose look its Word files have; NULL */
    enum numbering styles[TEMPLATE_STYLES_MOST]; /* settings: numbering, by depth from 1 */
    size_t style_count;
    struct template_question *questions;
    size_t question_count;
    struct template_section root; /* its sections are the top sections */
    struct template_figure *figures;
    size_t figure_count;
    struct template_rule *rules;
    size_t rule_count;
    struct template_pair *pairs;
    size_t pair_count;
    struct template_grade *grades;
    size_t grade_count;
    struct template_indicator **indicators;
    size_t indicator_count;
    struct template_cap *caps;
    size_t cap_count;
    struct template_entry *entries; /* template_index makes them */
    size_t entry_count, entry_cap;
    char *text;     /* the YAML it was read from, without a BOM */
    size_t sharers; /* besides the first holder */
};

/* Reads YAML text. `file` is named in messages ("FILE:LINE:COLUMN: …", all found faults, one a
 * line, at most ten). RC_INPUT. */
MUST_CHECK enum rc template_read(struct template **out, struct span yaml, const char *file,
                                 struct err *err);
/* The same template for one holder more; each of them calls template_free. NULL gives NULL. */
struct template *template_share(struct template *template);
void template_free(struct template *template);

/* What names are given to; a place is the first section that lists a figure as belonging to it. */
enum template_kind {
    TEMPLATE_SECTION,
    TEMPLATE_QUESTION,
    TEMPLATE_FIGURE,
    TEMPLATE_FIGURE_PLACE,
    TEMPLATE_INDICATOR
};
void template_index(struct template *template); /* once, when all are there and are named */
/* The section, question, figure or indicator (at any depth) of that name; NULL: none, and where
 * there is no template. */
const void *template_find(const struct template *template, enum template_kind kind,
                          struct span name);
const struct template_section *template_find_section(const struct template *template,
                                                     struct span name);
/* Where the figure is listed, or NULL. */
const struct template_section *template_figure_section(const struct template *template,
                                                       const struct template_figure *figure);
/* The first section for "" or after the last; pre-order. NULL at the end. */
const struct template_section *template_next_section(const struct template *template,
                                                     const struct template_section *after);
size_t template_count_sections(const struct template *template);
/* The style of the children of a section at that depth (0: the top sections' style). */
enum numbering template_numbering(const struct template *template,
                                  const struct template_section *section, int depth);
/* Expands ${unit}, ${short_name}, ${year} and the questions' names by the callback (NULL: left as
 * it stands); `$${` prints "${". */
void template_expand(struct str *out, struct span text,
                     const char *(*value_of)(void *self, struct span name), void *self);

/* The built-in templates: form ids, ended by NULL, and their YAML text (empty if unknown). */
const char *const *template_builtin_names(void);
struct span template_builtin_text(struct span form_id);

#endif
