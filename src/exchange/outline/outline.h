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

#endif
