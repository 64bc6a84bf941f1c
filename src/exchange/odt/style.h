/*
 * style.h - the styles of an ODF text (OpenDocument 1.3 part 3, chapter 16): what a paragraph or a
 * run of that style is. Styles inherit; those of paragraphs and of runs have names of their own.
 */
#ifndef EXCHANGE_ODT_STYLE_H
#define EXCHANGE_ODT_STYLE_H

#include "exchange/package/xml_tree.h"

struct odt_style {
    const char *family, *name, *parent; /* of the tree; parent may be NULL */
    const char *list;                   /* list style of its paragraphs, or NULL */
    unsigned look, said;                /* bits of docx/make.h: which are on, which it speaks of */
    int outline;                        /* 0: none, -1: it does not say */
    bool title, page_break;
};
struct odt_styles { /* borrowed from the trees, which outlive it; zeroed: empty */
    struct odt_style *items;
    size_t count, cap;
};

/* Adds those below a node that holds styles (automatic-styles, styles); NULL is allowed. */
void odt_styles_add(struct odt_styles *styles, const struct xml_node *holder);
void odt_styles_settle(struct odt_styles *styles); /* once all are there */
void odt_styles_release(struct odt_styles *styles);
/* "paragraph", "text"; NULL: no such style. */
const struct odt_style *odt_styles_find(const struct odt_styles *styles, const char *family,
                                        const char *name);
/* What is in force for text of a style within text that looks like `outer`. */
unsigned odt_style_look(const struct odt_style *style, unsigned outer);

#endif
