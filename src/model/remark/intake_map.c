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

void intake_map_make(struct intake_map *map, struct span print, struct span file) {
    struct diff_text diff;
    struct intake_stretch stretch = {0};
    *map = (struct intake_map){0};
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

void intake_map_release(struct intake_map *map) {
    mem_free(map->items);
    *map = (struct intake_map){0};
}

size_t intake_map_place(const struct intake_map *map, size_t at, bool end) {
    size_t place = at;
    for (size_t i = 0; i < map->count; i++) {
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
    for (size_t i = 0; i < map->count; i++) {
        const struct intake_stretch *stretch = &map->items[i];
        bool within = stretch->file_from < to && stretch->file_to > from;
        bool between = stretch->file_from == stretch->file_to && stretch->file_from > from &&
                       stretch->file_from < to;
        bool point = from == to && stretch->file_from < from && stretch->file_to > from;
        if (within || between || point)
            return false;
    }
    return true;
}
