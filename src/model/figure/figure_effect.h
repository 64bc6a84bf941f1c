/*
 * figure_effect.h - what another value of a figure does: the sentences of prose that print
 * otherwise, old and new, and whether it is a jump that wants to be asked about. Calculated figures
 * carry a change on, so two states of a report are compared, and not one figure.
 */
#ifndef MODEL_FIGURE_FIGURE_EFFECT_H
#define MODEL_FIGURE_FIGURE_EFFECT_H

#include "model/figure/figure.h"

struct figure_effects {
    struct figure_effect {
        int64_t section;
        char *before, *after; /* the sentence as it prints */
    } * items;
    size_t count, cap;
};
/* Appends the sentences that print otherwise in `after`, which differs from `before` in its values
 * alone, in report order. A sentence goes to its 。 ！ ？ or ；, or to the end of its line. */
void figure_effects_add(struct figure_effects *effects, const struct report *before,
                        const struct report *after);
void figure_effects_release(struct figure_effects *effects);

/* Appends "全年执行为120万元，上年100万元，增长20%，超过15%" where the figure's rate of change goes
 * past its max_change, up or down; false, and nothing appended, where it does not. */
bool figures_add_jump(struct figures *figures, struct str *out,
                      const struct template_figure *figure);

#endif
