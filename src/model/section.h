/*
 * section.h - a section of a report, and what is derived from its place and text: path, labels,
 * printed lines. What keeps sections true is told in model/report.h, which owns them.
 */
#ifndef MODEL_SECTION_H
#define MODEL_SECTION_H

#include "model/body.h"
#include "model/label.h"
#include "model/template/template.h"

struct report;

#define FORM_LIST(X)  X(BLOCK, "block") X(RUN_IN, "run-in") X(NONE, "none")
#define KIND_LIST(X)  X(TEXT, "text") X(ITEMS, "items") X(TABLE, "table")
#define STATE_LIST(X) X(EMPTY, "empty") X(OPEN, "open") X(DONE, "done")
#define X(name, text) STATE_##name,
enum section_state { STATE_LIST(X) };
#undef X

enum { SECTION_FRONT_ID = 0, SECTION_ROOT_ID = -1 }; /* real sections count from 1 */

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
    bool touched;                  /* by a clerk or import: prints, but with blank lines alone */
    bool attachment;               /* a top section labelled 附件N */
    int64_t revision;              /* of the body in the store */
    struct body body;
    struct section *parent; /* NULL for root, front and those in limbo */
    size_t position;        /* among the children it stands with, or in limbo */
    size_t before[2];       /* siblings before it that have a label: the others, attachments */
    struct section **children;
    size_t count, cap;
};

/* Replaces an owned text (heading, label …); a span without a pointer makes it NULL. */
void section_set_text(char **member, struct span text);

void section_add_path(struct str *out, const struct section *section); /* "2.1.3" */
int section_depth(const struct section *section); /* 1 for top sections, 0 for front and root */
size_t section_position(const struct section *section); /* among its siblings, from 0 */
bool section_is_within(const struct section *section, const struct section *ancestor);

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
/* A starter left as it was is no text. */
bool section_has_text(const struct report *report, const struct section *section);
/* Nothing but the heading row that its template gives it. */
bool section_is_bare_table(const struct report *report, const struct section *section);
const char *form_name(enum heading_form form);
const char *kind_name(enum section_kind kind);
const char *state_name(enum section_state state);
bool form_find(struct span name, enum heading_form *form);
bool kind_find(struct span name, enum section_kind *kind);
enum line_tag kind_line_tag(enum section_kind kind); /* what a new line of the body is */

#endif
