/*
 * labels.h - the figures of a template found by their labels, in n log n, as other people's tables
 * write them: 年初预算（万元）, 年初预算：, 三、“三公” 经费, 编制数/人. Nothing is owned but the
 * list.
 */
#ifndef EXCHANGE_SHEET_LABELS_H
#define EXCHANGE_SHEET_LABELS_H

#include "model/template/template.h"

struct labels {
    const struct template *template;
    struct labels_entry { /* by key; those with the same beside one another */
        const struct template_figure *figure;
        char *key; /* the label as fold.h has it */
    } * entries;
    size_t count;
};

void labels_init(struct labels *labels, const struct template *template); /* NULL: none */
void labels_release(struct labels *labels);
/* A label without the colon and the brackets at its end, and what stands in those: "" for none. */
void labels_part(struct span text, struct span *label, struct span *bracket);
/* The figure of that label, by the unit ("": not said) where several have it; *own: the unit that
 * the label itself says in brackets. NULL: none, or several. */
const struct template_figure *labels_find_figure(const struct labels *labels, struct span text,
                                                 struct span unit, struct span *own);
/* Whether it names or labels a figure. */
bool labels_know(const struct labels *labels, struct span text);
/* Whether something is counted in it: money, or what some figure's unit can be made of. */
bool labels_know_unit(const struct labels *labels, struct span text);

#endif
