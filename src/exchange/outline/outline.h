/*
 * outline.h - from the lines of a file to a tree: which lines are headings, of which level and
 * form, which are items, text, title, sign-off. Four steps, each a file:
 *   line.c   what each line looks like by itself, and what frames the text (title,
 *                    contents, page numbers, sign-off)
 *   level.c  the sequence of labels: headings and their levels, lists of items
 *   build.c  the draft report, with literal labels where a derived one would differ
 *   match.c  which section of the template each heading is
 * Nothing is dropped: a line that is nothing else is text of the section it stands in.
 */
#ifndef EXCHANGE_OUTLINE_OUTLINE_H
#define EXCHANGE_OUTLINE_OUTLINE_H

#include "exchange/reader.h"
#include "model/leftover.h"

enum { OUTLINE_DEPTH_MOST = 16 };

enum outline_role {
    OUTLINE_TEXT,
    OUTLINE_TITLE,
    OUTLINE_HEADING,
    OUTLINE_ITEM,
    OUTLINE_SIGN_OFF,
    OUTLINE_JOINED /* the heading whose label stands alone on the line before */
};

/* What stands behind a label. */
enum outline_shape {
    SHAPE_NONE,     /* nothing */
    SHAPE_BLOCK,    /* a short phrase: a heading on its own line */
    SHAPE_ENDED,    /* a short phrase and its mark: "概况。" */
    SHAPE_RUN_IN,   /* phrase, mark, text */
    SHAPE_LONG_RUN, /* the same, but the phrase has commas or is long */
    SHAPE_SENTENCE
};

/* What is said about a line in a finding. */
enum outline_note {
    NOTE_NONE = LEFTOVER_NONE,
    NOTE_CONTENTS = LEFTOVER_CONTENTS,
    NOTE_PAGE_NUMBER = LEFTOVER_PAGE_NUMBER,
    NOTE_RUNNING_HEAD = LEFTOVER_RUNNING_HEAD,
    NOTE_LABEL,
    NOTE_LOST /* a heading whose automatic number was lost */
};

struct outline_line {
    const struct block *block;
    struct span text;   /* the whole line */
    struct label label; /* where labelled */
    struct span rest;   /* behind the label (the next line, where that one is joined) */
    bool labelled;
    bool lost;    /* of the label only its mark is left; its number is 0 */
    char *joined; /* `rest`, where that is made of two lines; owned. Else NULL */
    enum outline_shape shape;
    size_t phrase, mark; /* bytes of the heading in rest, of its end mark */
    enum outline_role role;
    enum outline_note note;
    int level;       /* of a heading, from 1 */
    bool attachment; /* begins one */
    bool mention;    /* only names attachments: "附件：1.基础数据表", "2.自评表" */
};

struct outline {
    struct outline_line *lines;
    size_t count;
    enum source_kind kind;
    bool own; /* the plain layout: block->style_level says what is a top heading */
    struct template *template;
    struct str title; /* its lines joined, without blanks */
};

void outline_init(struct outline *outline, const struct document *document, enum source_kind kind,
                  struct template *template);
void outline_release(struct outline *outline);
void outline_find_frame(struct outline *outline);  /* title, contents, page numbers, sign-off */
void outline_find_levels(struct outline *outline); /* headings and items */
/* Reads heading and end mark of a line that has no label. */
void outline_read_unlabelled(struct outline_line *line);
/* Instead of both, for SOURCE_EXACT: every block is what it says. */
void outline_find_exact(struct outline *outline);
/* Of an attachment that label_take does not know, what stands before the gap is the label: there is
 * no attachment without one. */
void outline_label_attachment(struct outline_line *line);
/* Instead of both: only what the layout itself says; all else is text. */
void outline_find_flat(struct outline *outline);
/* Fills the draft's report, pieces, findings and number of sections. */
void outline_build(const struct outline *outline, struct import_draft *draft);

/* How alike two headings are, in percent; years, punctuation and blanks do not count. 100: equal.
 */
int outline_similarity(struct span a, struct span b);
/* The child of `parent` (attachments apart) whose heading is most alike, NULL below 60 percent. */
const struct template_section *outline_best_match(const struct template_section *parent,
                                                  struct span heading, int *percent);
/* Names the report's sections by its template; confidence (percent) is written by id. */
void outline_match(struct report *report, int *confidence);
/* Writes by id the template section that an unmatched heading may be by its place. */
void outline_offer(const struct report *report, const char **offers);
/* Findings on what the clerk has to decide: likely matches, offers, sections that are missing. */
void outline_tell_matches(struct import_draft *draft);

void outline_add_flat(struct str *out, struct span text); /* appends it without blanks */

struct outline_title {
    int year; /* 0: not found */
    struct span unit;
};
/* Finds year and unit in a joined title, by the template's title, else by habit. */
void outline_read_title(struct outline_title *out, struct span title,
                        const struct template *template);

bool outline_is_unit(struct span text); /* ends as names of offices do */

/* For tests of single steps. */
bool outline_is_date(struct span line);

#endif
