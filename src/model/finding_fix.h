/*
 * finding_fix.h - the cures that a finding offers: mechanical ones, which no checker applies by
 * itself. No cure touches a digit: one that would is not taken. (Lines that a page left behind go
 * whole, its number with them; and a year that was left standing gives way to the report's, which
 * is known.)
 */
#ifndef MODEL_FINDING_FIX_H
#define MODEL_FINDING_FIX_H

#include "model/change.h"
#include "model/finding.h"

/* Offers `text` in place of those points of the body. */
void finding_add_fix(struct finding *finding, const struct body *body, size_t offset, size_t length,
                     struct span text);
/* Offers the year in place of the four digits there, of their width. */
void finding_offer_year(struct finding *finding, const struct body *body, size_t offset, int year);
/* Offers to take away the whole lines that the finding marks. Where they cut a sentence in two its
 * halves are joined. */
void finding_offer_removal(struct finding *finding, const struct body *body);
/* The same for a line of the sign-off, whose points are counted. */
void finding_offer_signed_removal(struct finding *finding, size_t offset, size_t length);
/* Offers another style of numbering: of the body's items, or of the section among its siblings. */
void finding_offer_numbering(struct finding *finding, enum finding_fix_kind kind,
                             enum numbering style);
/* Offers to drop the label that was kept as the file had it: of the heading, or of the item that
 * the finding marks. */
void finding_offer_label(struct finding *finding);

/* Both wordings of a cure, with what stands around it in its line. */
void finding_add_wordings(struct str *before, struct str *after, const struct report *report,
                          const struct finding *finding, size_t fix);
/* Adds what a cure changes; cures of one body are added from its end to its start. */
void change_add_fix(struct change_set *set, const struct report *report,
                    const struct finding *finding, size_t fix);

#endif
