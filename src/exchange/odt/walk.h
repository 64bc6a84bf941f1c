/*
 * walk.h - the text of an ODF document, element by element, into the document that is made of it.
 */
#ifndef EXCHANGE_ODT_WALK_H
#define EXCHANGE_ODT_WALK_H

#include "base/err.h"
#include "base/text/span_map.h"
#include "exchange/odt/list.h"
#include "exchange/odt/style.h"

struct docx_make;
struct zip_read;

struct odt_walk {
    struct docx_make *make;
    struct odt_styles styles;
    struct odt_lists lists;
    struct zip_read *zip; /* where its formulas lie; NULL: in the text itself */
    /* where it stands */
    int list, level;           /* of the item that is open; 0: none */
    const char *style;         /* of that list */
    bool first;                /* the item has no paragraph yet */
    bool contents;             /* in a list of contents */
    bool hidden;               /* in a section that does not show */
    bool in_note, blank;       /* blank: one would be the second */
    int fields;                /* that are open */
    int deleted;               /* tracked deletions that are open in the text */
    struct span_map deletions; /* by their ids; borrows from the tree */
    /* of all tables */
    size_t repeated; /* elements and bytes that repeated rows and cells added */
    bool overflows;  /* some of them were too many and are missing: nothing may be read */
};

/* The children of a node as paragraphs, lists and tables. */
void odt_walk_blocks(struct odt_walk *walk, const struct xml_node *node);

#endif
