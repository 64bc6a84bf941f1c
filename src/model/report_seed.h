/*
 * report_seed.h - how a report begins: seeded from a template, or carried on from last year's.
 */
#ifndef MODEL_REPORT_SEED_H
#define MODEL_REPORT_SEED_H

#include "base/text/str.h"

struct report;
struct template;

/* Takes the template over; ${unit}, ${year} … expand once, in title, headings and sign-off. */
struct report *report_new_from_template(struct template *template, struct span unit,
                                        struct span short_name, int year);
/* Adds what the template has besides, empty, each after its nearest predecessor; how many. */
size_t report_add_missing_sections(struct report *report);
/* This year's draft from an earlier report: its sections, the clerk's own too, with their text
 * where the template lets it, kept as it was carried (model/review/review.h); the earlier year and
 * the one after it moved in title, headings and sign-off, the unit replaced; its figures as last
 * year's; then what the template has besides. `template` is taken over; NULL and an empty unit: the
 * earlier one's. `prior` is the earlier report. */
struct report *report_carry_on(const struct report *earlier, struct template *template,
                               struct span unit, struct span short_name, int year);
/* Appends a line of the earlier report as the later one has it: its year and the one after it moved
 * wherever they stand alone, the unit replaced. */
void report_add_carried_text(struct str *out, struct span text, const struct report *earlier,
                             const struct report *later);

#endif
