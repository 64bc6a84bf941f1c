#include "model/remark/intake_map.h"

#include "base/mem.h"
#include "model/diff.h"

enum { ALIKE_LEAST = 18 }; /* bytes: fewer are the same by chance */

static void add(struct intake_map *map, const struct intake_stretch *stretch) {
    if (stretch->from == stretch->to && stretch->file_from == stretch->file_to)
        return;
    MEM_PUSH_ROOM(map->items, map->count, map->cap);
    map->items[map->count++] = *stretch;
}

/* From two anchors to the next two. */
static void add_between(struct intake_map *map, struct span print, struct span file,
                        const struct intake_anchor *from) {
    struct diff_text diff;
    struct intake_stretch stretch = {from->print, from->print, from->file, from->file};
    diff_texts(&diff, print, file);
    for (size_t i = 0; i < diff.count; i++) {
        const struct diff_run *run = &diff.runs[i];
        if (run->kind == DIFF_REMOVED) {
            stretch.to += run->text.n;
        } else if (run->kind == DIFF_ADDED) {
            stretch.file_to += run->text.n;
        } else {
            add(map, &stretch);
            stretch.from = stretch.to += run->text.n;
            stretch.file_from = stretch.file_to += run->text.n;
            map->kept += run->text.n >= ALIKE_LEAST ? run->text.n : 0;
        }
    }
    add(map, &stretch);
    diff_text_release(&diff);
}

void intake_map_make(struct intake_map *map, struct span print, struct span file,
                     const struct intake_anchor *anchors, size_t count) {
    struct intake_anchor from = {0, 0};
    *map = (struct intake_map){0};
    for (size_t i = 0; i <= count; i++) {
        struct intake_anchor to = {print.n, file.n};
        if (i < count)
            to = anchors[i];
        add_between(map, span_sub(print, from.print, to.print), span_sub(file, from.file, to.file),
                    &from);
        from = to;
    }
}

void intake_map_release(struct intake_map *map) {
    mem_free(map->items);
    *map = (struct intake_map){0};
}

/* The first stretch that ends at that byte of the file or behind it. */
static size_t find_stretch(const struct intake_map *map, size_t at) {
    size_t low = 0, high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->items[middle].file_to < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t intake_map_place(const struct intake_map *map, size_t at, bool end) {
    size_t first = find_stretch(map, at);
    const struct intake_stretch *last = first > 0 ? &map->items[first - 1] : NULL;
    size_t place = last != NULL ? last->to + (at - last->file_to) : at;
    for (size_t i = first; i < map->count; i++) {
        const struct intake_stretch *stretch = &map->items[i];
        if (at <= stretch->file_from)
            return stretch->from - (stretch->file_from - at);
        if (at < stretch->file_to)
            return end ? stretch->to : stretch->from;
        place = stretch->to + (at - stretch->file_to);
    }
    return place;
}

bool intake_map_is_same(const struct intake_map *map, size_t from, size_t to) {
    for (size_t i = find_stretch(map, from); i < map->count; i++) {
        const struct intake_stretch *stretch = &map->items[i];
        if (stretch->file_from > to)
            break;
        bool within = stretch->file_from < to && stretch->file_to > from;
        bool between = stretch->file_from == stretch->file_to && stretch->file_from > from &&
                       stretch->file_from < to;
        bool point = from == to && stretch->file_from < from && stretch->file_to > from;
        if (within || between || point)
            return false;
    }
    return true;
}
