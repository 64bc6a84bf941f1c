/*
 * library_value.h - what the library gives for a figure that is filled from it (key `library` of
 * the template): how many reports of the same unit and year there are of another template, or the
 * sum of one of their figures. The session counts (session/library_figure.h), the checker compares.
 * The value of the figure is what was typed or taken; it changes when somebody takes it anew.
 */
#ifndef MODEL_FIGURE_LIBRARY_VALUE_H
#define MODEL_FIGURE_LIBRARY_VALUE_H

#include "model/report.h"

struct library_value {
    const struct template_figure *figure; /* of the report's template, which outlives it */
    char *text; /* as it would be typed; NULL: there never was such a report, or no sum comes out */
    char *told; /* what was counted, in words of the interface's language */
};
struct library_values {
    struct library_value *items;
    size_t count, cap;
};
void library_values_release(struct library_values *values);

bool template_uses_library(const struct template *template); /* NULL: no */
/* Whether the report says something else than the library: it was filled in, and the projects have
 * changed since. */
bool library_value_is_stale(const struct report *report, const struct library_value *value);

#endif
