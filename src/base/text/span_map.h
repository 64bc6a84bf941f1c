/*
 * span_map.h - which number belongs to a text: found in the same time however many there are.
 * Borrows the texts, which must last as long as the map. {0} is empty and ready for use.
 */
#ifndef BASE_TEXT_SPAN_MAP_H
#define BASE_TEXT_SPAN_MAP_H

#include "base/text/span.h"

struct span_map {
    struct span_map_item {
        struct span key; /* p NULL: free */
        size_t value;
    } * items;
    size_t count, room; /* room: 0 or a power of two */
};

/* The value of that text, for the caller to change; NULL: it is not there. Lasts until the next
 * text comes. */
size_t *span_map_find(const struct span_map *map, struct span key);
/* The same; one that is not there comes with that value. */
size_t *span_map_add(struct span_map *map, struct span key, size_t value);
void span_map_release(struct span_map *map);

#endif
