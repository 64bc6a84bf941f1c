#include "model/section_names.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct named {
    struct section *section;
    size_t order; /* in the report */
};
struct section_names {
    struct named *items;
    size_t count;
};

static int compare_names(const void *left, const void *right) {
    const struct named *a = left, *b = right;
    int order = strcmp(a->section->name, b->section->name);
    if (order != 0)
        return order;
    return a->order < b->order ? -1 : 1;
}

struct section_names *section_names_new(const struct report *report) {
    struct section_names *names = MEM_NEW(struct section_names);
    names->items = mem_alloc_zero(report_count_sections(report) + 1, sizeof *names->items);
    for (struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        if (s->name == NULL)
            continue;
        names->items[names->count] = (struct named){s, names->count};
        names->count++;
    }
    qsort(names->items, names->count, sizeof *names->items, compare_names);
    return names;
}

void section_names_free(struct section_names *names) {
    if (names == NULL)
        return;
    mem_free(names->items);
    mem_free(names);
}

struct section *section_names_find(const struct section_names *names, const char *name) {
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->items[middle].section->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < names->count && strcmp(names->items[low].section->name, name) == 0;
    return found ? names->items[low].section : NULL;
}
