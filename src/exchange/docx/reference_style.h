/*
 * reference_style.h - the styles of an office's Word file with ours where it has none.
 */
#ifndef EXCHANGE_DOCX_REFERENCE_STYLE_H
#define EXCHANGE_DOCX_REFERENCE_STYLE_H

#include "exchange/package/xml_tree.h"

struct style_map {
    struct style_pair {
        char *own, *id; /* our style's id and the one it has in the file */
    } * items;
    size_t count, cap;
};

/* Changes the tree of its styles.xml: numbers go, styles of ours that it lacks come. */
MUST_CHECK enum rc style_map_merge(struct style_map *map, const struct xml_tree *styles,
                                   struct err *err);
void style_map_release(struct style_map *map);
const char *style_map_find(const struct style_map *map, const char *own);

#endif
