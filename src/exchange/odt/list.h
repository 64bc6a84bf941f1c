/*
 * list.h - the numbering of an ODF text: its list styles (and that of its headings) made lists of a
 * Word document, and which number a list in the text has.
 */
#ifndef EXCHANGE_ODT_LIST_H
#define EXCHANGE_ODT_LIST_H

#include "exchange/package/xml_tree.h"

struct docx_make;

struct odt_lists { /* names are borrowed from the trees; zeroed: empty */
    struct odt_list {
        const char *name;              /* of the style; "" for that of headings */
        const struct xml_node *levels; /* where they stand */
        int now;                       /* the list that counts (docx_make_list) */
        bool used;
    } * items;
    size_t count, cap;
    struct odt_list_id {
        const char *id;
        int list;
    } * ids; /* of lists that are there, which later ones may continue */
    size_t id_count, id_cap;
};

/* Adds the list styles below a node; NULL is allowed. */
void odt_lists_add(struct odt_lists *lists, const struct xml_node *holder, struct docx_make *make);
void odt_lists_release(struct odt_lists *lists);
/* The list that an element <text:list> of that style counts in: a new one, unless it continues one.
 * 0: no such style. */
int odt_lists_begin(struct odt_lists *lists, const struct xml_node *list, const char *style,
                    struct docx_make *make);
/* An item says itself what its number is: the list from there on. */
int odt_lists_start(struct odt_lists *lists, const char *style, int list, int level, int start,
                    struct docx_make *make);
int odt_lists_of_headings(const struct odt_lists *lists); /* 0: none */

#endif
