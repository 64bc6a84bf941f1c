/* A template's items by their names, once all are there. */
#include "base/mem.h"
#include "model/template/template.h"

#include <stdlib.h>
#include <string.h>

struct template_entry {
    enum template_kind kind;
    const char *name;
    size_t order; /* the first of two of one name is meant */
    const void *item;
};

static int compare_entries(const void *left, const void *right) {
    const struct template_entry *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int order = strcmp(a->name, b->name);
    if (order != 0)
        return order;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void add(struct template *template, enum template_kind kind, const char *name,
                const void *item) {
    if (name == NULL)
        return;
    MEM_PUSH_ROOM(template->entries, template->entry_count, template->entry_cap);
    template->entries[template->entry_count] =
        (struct template_entry){kind, name, template->entry_count, item};
    template->entry_count++;
}

/* As deep as the reader lets a tree be. */
static void add_indicators(struct template *template, struct template_indicator *const *indicators,
                           size_t count) {
    for (size_t i = 0; i < count; i++) {
        add(template, TEMPLATE_INDICATOR, indicators[i]->name, indicators[i]);
        add_indicators(template, indicators[i]->indicators, indicators[i]->indicator_count);
    }
}

void template_index(struct template *template) {
    template->entry_count = 0;
    for (const struct template_section *at = template_next_section(template, NULL); at != NULL;
         at = template_next_section(template, at)) {
        add(template, TEMPLATE_SECTION, at->name, at);
        for (size_t i = 0; i < at->figure_count; i++)
            add(template, TEMPLATE_FIGURE_PLACE, at->figures[i], at);
    }
    for (size_t i = 0; i < template->question_count; i++)
        add(template, TEMPLATE_QUESTION, template->questions[i].name, &template->questions[i]);
    for (size_t i = 0; i < template->figure_count; i++)
        add(template, TEMPLATE_FIGURE, template->figures[i].name, &template->figures[i]);
    add_indicators(template, template->indicators, template->indicator_count);
    if (template->entry_count > 0)
        qsort(template->entries, template->entry_count, sizeof *template->entries, compare_entries);
}

static int compare_to(const struct template_entry *entry, enum template_kind kind,
                      struct span name) {
    if (entry->kind != kind)
        return entry->kind < kind ? -1 : 1;
    int order = strncmp(entry->name, name.p, name.n);
    return order != 0 ? order : entry->name[name.n] != '\0';
}

const void *template_find(const struct template *template, enum template_kind kind,
                          struct span name) {
    size_t low = 0, high = template != NULL && name.n > 0 ? template->entry_count : 0;
    size_t end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_to(&template->entries[middle], kind, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < end && compare_to(&template->entries[low], kind, name) == 0;
    return found ? template->entries[low].item : NULL;
}
