/*
 * compare.h - what is to be done with a value that an office has handed in, by what stood in the
 * report when it was asked for and what stands there now. Pure.
 */
#ifndef MODEL_SHEET_COMPARE_H
#define MODEL_SHEET_COMPARE_H

#include "model/template/template.h"

enum handed_outcome {
    OUTCOME_NOTHING,  /* nothing was handed in */
    OUTCOME_SAME,     /* it is what stands in the report */
    OUTCOME_FITS,     /* the report is as it was when the sheet was sent: it takes its place */
    OUTCOME_CONFLICT, /* the report has been changed since: base, mine and theirs are to be seen */
};
/* By what they mean for the figure: 1,286.40 is 1286.4. */
enum handed_outcome handed_compare(const struct template_figure *figure, struct span base,
                                   struct span now, struct span handed);

#endif
