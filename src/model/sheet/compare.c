#include "model/sheet/compare.h"

#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/sheet/handed.h"

#include <string.h>

static bool same_value(const struct template_figure *figure, struct span a, struct span b) {
    struct value x, y;
    if (span_equal(span_trim(a), span_trim(b)))
        return true;
    bool known = figure_read(&x, figure, a, NULL) == RC_OK;
    known = figure_read(&y, figure, b, NULL) == RC_OK && known;
    bool same = known && x.kind == y.kind;
    if (same && x.kind == VALUE_NUMBER)
        same = number_compare(x.number, y.number) == 0;
    else if (same && x.kind == VALUE_TEXT)
        same = strcmp(x.text, y.text) == 0;
    value_release(&x);
    value_release(&y);
    return same;
}

enum handed_outcome handed_compare(const struct template_figure *figure, struct span base,
                                   struct span now, struct span handed) {
    if (span_trim(handed).n == 0)
        return OUTCOME_NOTHING;
    if (span_is(handed, HANDED_NOT_APPLICABLE))
        handed = SPAN("");
    if (same_value(figure, handed, now))
        return OUTCOME_SAME;
    return same_value(figure, base, now) ? OUTCOME_FITS : OUTCOME_CONFLICT;
}
