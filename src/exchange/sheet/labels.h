/*
 * labels.h - the figures of a template found by their labels, in n log n.
 */
#ifndef EXCHANGE_SHEET_LABELS_H
#define EXCHANGE_SHEET_LABELS_H

#include "model/template/template.h"

struct labels {
    const struct template_figure **figures; /* by label; those with the same beside one another */
    size_t count;
};

void labels_init(struct labels *labels, const struct template *template); /* NULL: none */
void labels_release(struct labels *labels);
/* The first with that label; SIZE_MAX: none. */
size_t labels_find(const struct labels *labels, struct span label);

#endif
