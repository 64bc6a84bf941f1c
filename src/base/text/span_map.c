#include "base/text/span_map.h"

#include "base/mem.h"

/* FNV-1a: fast, and even enough for short texts. Who makes many collide makes a table of a file's
 * few thousand texts slow, no more. */
static size_t hash_of(struct span key) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < key.n; i++)
        hash = (hash ^ (unsigned char)key.p[i]) * UINT64_C(1099511628211);
    return (size_t)(hash ^ (hash >> 32U));
}

/* Where it is, or the free place where it would be. There is always a free one. */
static struct span_map_item *place_of(const struct span_map *map, struct span key) {
    size_t at = hash_of(key) & (map->room - 1);
    while (map->items[at].key.p != NULL && !span_equal(map->items[at].key, key))
        at = (at + 1) & (map->room - 1);
    return &map->items[at];
}

size_t *span_map_find(const struct span_map *map, struct span key) {
    struct span_map_item *item = map->room > 0 ? place_of(map, key) : NULL;
    return item != NULL && item->key.p != NULL ? &item->value : NULL;
}

static void grow(struct span_map *map) {
    enum { ROOM_FIRST = 64 };
    struct span_map old = *map;
    map->room = old.room > 0 ? 2 * old.room : ROOM_FIRST;
    map->items = mem_alloc_zero(map->room, sizeof *map->items);
    for (size_t i = 0; i < old.room; i++)
        if (old.items[i].key.p != NULL)
            *place_of(map, old.items[i].key) = old.items[i];
    mem_free(old.items);
}

size_t *span_map_add(struct span_map *map, struct span key, size_t value) {
    if (2 * map->count >= map->room)
        grow(map);
    struct span_map_item *item = place_of(map, key);
    if (item->key.p == NULL) {
        *item = (struct span_map_item){key.p != NULL ? key : SPAN(""), value};
        map->count++;
    }
    return &item->value;
}

void span_map_release(struct span_map *map) {
    mem_free(map->items);
    *map = (struct span_map){0};
}
