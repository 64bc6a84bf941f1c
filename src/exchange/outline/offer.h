/*
 * offer.h - what matching leaves to the clerk: likely matches, renamed sections, sections that are
 * missing.
 */
#ifndef EXCHANGE_OUTLINE_OFFER_H
#define EXCHANGE_OUTLINE_OFFER_H

struct import_draft;
struct report;

/* Writes by id the template section that an unmatched heading may be by its place. */
void outline_offer(const struct report *report, const char **offers);
/* Findings on what the clerk has to decide: likely matches, offers, sections that are missing. */
void outline_tell_matches(struct import_draft *draft);

#endif
