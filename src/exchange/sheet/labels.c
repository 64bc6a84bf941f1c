#include "exchange/sheet/labels.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static int compare_labels(const void *left, const void *right) {
    const struct template_figure *const *a = left, *const *b = right;
    return strcmp((*a)->label, (*b)->label);
}

void labels_init(struct labels *labels, const struct template *template) {
    labels->count = template != NULL ? template->figure_count : 0;
    labels->figures = mem_alloc_zero(labels->count + 1, sizeof(const struct template_figure *));
    for (size_t i = 0; i < labels->count; i++)
        labels->figures[i] = &template->figures[i];
    if (labels->count > 0)
        qsort(labels->figures, labels->count, sizeof(const struct template_figure *),
              compare_labels);
}

void labels_release(struct labels *labels) {
    mem_free(labels->figures);
    *labels = (struct labels){0};
}

/* -1, 0, 1 as strcmp has it. */
static int compare_text(const char *label, struct span text) {
    size_t n = strlen(label), least = n < text.n ? n : text.n;
    int order = least > 0 ? memcmp(label, text.p, least) : 0;
    return order != 0 ? order : (n > text.n) - (n < text.n);
}

size_t labels_find(const struct labels *labels, struct span label) {
    size_t low = 0, high = labels->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_text(labels->figures[middle]->label, label) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < labels->count && compare_text(labels->figures[low]->label, label) == 0 ? low
                                                                                        : SIZE_MAX;
}
