/*
 * passage.h - prose as the checkers read it: one heading, paragraph or line at a time, as an array
 * of points, so that a place in it is the place that a finding names. Figures (${name}) stand in it
 * as runs of PASSAGE_FIGURE, with what they print beside.
 * A passage is borrowed and lives until the visitor returns. The last point has a 0 behind it.
 *
 * A raiser stands between a checker and its findings: it caps each rule, so that a file of 32 MiB
 * that is all mistakes is answered too, and draws the hints of one rule in a section together.
 */
#ifndef CHECK_PASSAGE_H
#define CHECK_PASSAGE_H

#include "base/text/points.h"
#include "base/text/str.h"
#include "model/finding.h"

enum { PASSAGE_FIGURE = 0xFFFC };

enum passage_kind {
    PASSAGE_BODY,
    PASSAGE_ROW, /* of a table */
    PASSAGE_HEADING,
    PASSAGE_FRAME /* a line of title or sign-off */
};

struct passage {
    const struct report *report;
    const struct section *section; /* NULL: of the frame */
    const char *place;             /* "title" or "signoff" where section is NULL */
    enum passage_kind kind;
    size_t offset; /* of the first point, in the body */
    size_t line;   /* index in the body */
    const char32_t *c;
    size_t n;
    struct passage_figure {
        size_t from, to; /* its run */
        size_t printed;  /* where it begins in … */
    } * figures;
    size_t figure_count;
    const char32_t *printed; /* … this: "8596.35万元", 0 behind; empty where it is not known */
};
/* The figure whose run begins there, or NULL. */
const struct passage_figure *passage_figure_at(const struct passage *p, size_t at);
const char32_t *passage_printed(const struct passage *p, const struct passage_figure *figure);

typedef void passage_visitor(void *context, const struct passage *passage);
/* Title, front, sections (heading, then body) and sign-off; or one section alone. */
void passages_visit(const struct report *report, const struct section *section,
                    passage_visitor *visit, void *context);
/* Front and sections, or one section alone: each body as one passage, its lines split by '\n'; a
 * place in it is the offset in the body. */
void bodies_visit(const struct report *report, const struct section *section,
                  passage_visitor *visit, void *context);

static inline struct points passage_points(const struct passage *p) {
    return (struct points){p->c, p->n};
}

/* Words are NUL-ended arrays of points: U"其中". */
size_t word_length(const char32_t *word);
bool word_stands_at(const struct passage *p, size_t at, const char32_t *word);
bool word_ends_at(const struct passage *p, size_t end, const char32_t *word);
/* First place in from..to where the word begins and ends; SIZE_MAX: none. */
size_t word_find(const struct passage *p, size_t from, size_t to, const char32_t *word);
/* The first word of a list (it ends with NULL) that stands there, or NULL. */
const char32_t *word_any_at(const struct passage *p, size_t at, const char32_t *const *list);
const char32_t *word_any_before(const struct passage *p, size_t end, const char32_t *const *list);
bool word_any_within(const struct passage *p, size_t from, size_t to, const char32_t *const *list);
/* Whether a mark that parts sentences or clauses stands in it: a form or a list of names has none.
 * Asked once a passage, not once a place: it may be long. */
bool passage_is_sentence(const struct passage *p);
/* The number of four digits that stands there, in no longer one: 2022; 0: none. */
int passage_year_at(const struct passage *p, size_t at);
/* As it prints: a figure whose run begins there by its value. */
void passage_add(struct str *out, const struct passage *p, size_t from, size_t to);

enum { RAISER_RULES = 32, RAISER_MOST = 100, RAISER_MARKS = 8 };

struct raiser {
    struct findings *out;
    struct raiser_rule {
        const char *name;    /* static */
        size_t count;        /* raised until now */
        struct raiser_mark { /* the last that were raised, each over the eldest */
            const struct section *section;
            size_t from, to; /* points of the body */
        } marks[RAISER_MARKS];
        /* hints not yet written, all of one section */
        const struct section *section;
        size_t waiting, offset, length;
        const char *advice;
        struct str examples;
        struct raiser_cure { /* of those hints, where there is one */
            size_t offset, length;
            char *text;
        } * cures;
        size_t cure_count, cure_cap;
    } rules[RAISER_RULES];
};

void raiser_init(struct raiser *raiser, struct findings *out);
void raiser_release(struct raiser *raiser, const struct report *report); /* writes what waits */
/* A finding from..to of the passage; NULL where the rule has had its share. Lent until the next. */
struct finding *raise_finding(struct raiser *raiser, const struct passage *p, const char *rule,
                              enum severity severity, size_t from, size_t to, const char *message);
/* Whether one of the last findings of that rule lies on part of from..to. */
bool raiser_has_marked(struct raiser *raiser, const struct passage *p, const char *rule,
                       size_t from, size_t to);
/* Offers `text` in place of from..to; nothing where the finding is NULL or not on a body. */
void raise_fix(struct finding *finding, const struct passage *p, size_t from, size_t to,
               struct span text);
/* Offers the report's year in place of the four digits at `at`; else as raise_fix. */
void raise_year_fix(struct finding *finding, const struct passage *p, size_t at);
/* One of many: `advice` (translated, static) heads the finding that counts them. */
void raise_hint(struct raiser *raiser, const struct passage *p, const char *rule, size_t from,
                size_t to, const char *advice);
/* Offers `text` in place of from..to for the hint just raised. */
void raise_hint_fix(struct raiser *raiser, const struct passage *p, const char *rule, size_t from,
                    size_t to, struct span text);

#endif
