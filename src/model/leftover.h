/*
 * leftover.h - what pages leave behind in copied text and is no text of the report: lists of
 * contents, page numbers, running heads. Import keeps such lines where they stand and a checker
 * reports them; both find them here. Only text is looked at, so that a stored report and a file
 * give the same answer.
 */
#ifndef MODEL_LEFTOVER_H
#define MODEL_LEFTOVER_H

#include "model/label.h"

enum leftover {
    LEFTOVER_NONE,
    LEFTOVER_CONTENTS,
    LEFTOVER_PAGE_NUMBER,
    LEFTOVER_RUNNING_HEAD,
    LEFTOVER_COUNT
};

struct leftover_line {
    struct span text;   /* borrowed */
    bool page_break;    /* a page of the file begins with it */
    bool kept;          /* a title or heading: never a leftover, but it measures distance */
    enum leftover kind; /* written */
};

/* Marks page numbers and running heads in the lines of a whole text, in order, and the lines of
 * contents that end in dots and a number. `title` is the report's title without blanks (it is what
 * most running heads say); it may be empty. */
void leftover_find(struct leftover_line *lines, size_t count, struct span title);

/* "— 1 —", "第3页", "第 3 页 共 20 页"; at a page break a bare "7" too. */
bool leftover_is_page_number(struct span line, bool at_page_break);
/* "一、概况……3": dots and a number at its end. */
bool leftover_has_leader(struct span line);
/* "目录", "目　录", "决算公开目录"; `entry` gets the label of the first entry where that stands on
 * the same line ("目录1.引言"), borrowed from it, else NUMBERING_NONE. */
bool leftover_is_contents_heading(struct span text, struct label *entry);
/* A short line that ends no sentence: it may stand in a list of contents. */
bool leftover_is_entry_like(struct span text);

/* What the clerk is told about one, and the rule's name. */
const char *leftover_rule(enum leftover kind);
const char *leftover_message(enum leftover kind);

#endif
