/*
 * figure_offer.h - numbers of a text that are figures of the template, by label, other names
 * (`also`) and unit, with how sure that is. Each figure is offered once, where it is surest, and
 * each number for one figure. A token, a name, an approximate number, a rate of change is none.
 * Cost: the numbers of the text (5000 at most) times the template's figures, which have a ceiling.
 */
#ifndef MODEL_FIGURE_FIGURE_OFFER_H
#define MODEL_FIGURE_FIGURE_OFFER_H

#include "model/report.h"

enum {
    OFFER_LEAST = 50,
    OFFER_SURE = 80
}; /* percent: listed at all; taken with all others above */

struct figure_offer {
    const struct template_figure *figure;
    int64_t section;
    size_t order;               /* of the section in the report */
    size_t from, digits_to, to; /* points of the body: the number, behind it, behind its unit */
    int confidence;             /* percent */
    bool carried;               /* last year's: session_offers says so, which knows what was */
    char *text;                 /* 370户, as it stands there */
    char *around;               /* the words before and behind it, one line */
};
struct figure_offers {
    struct figure_offer *items; /* in report order */
    size_t count, cap;
};
/* Of figures that have no value yet, or a carried one. The list is written anew;
 * figures are borrowed from the template of the report. */
void figure_offers_find(struct figure_offers *out, const struct report *report);
void figure_offers_release(struct figure_offers *offers);

#endif
