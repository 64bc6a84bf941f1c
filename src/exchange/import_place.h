/*
 * import_place.h - where in the file a finding or an unreadable byte stands: lines count from 1.
 */
#ifndef EXCHANGE_IMPORT_PLACE_H
#define EXCHANGE_IMPORT_PLACE_H

#include "exchange/exchange.h"

/* Adds a finding for each line of the file that has bytes which are no text in its encoding (those
 * that the charset report keeps): the line, the bytes, the section. */
void import_tell_bytes(struct import_draft *draft, struct span bytes);
/* Gives every finding without a line the line of the file it stands on. */
void import_number_findings(struct import_draft *draft);

/* The line of the file where a finding on the draft's report was read; 0: unknown. */
size_t import_line_of(const struct import_draft *draft, const struct finding *finding);

#endif
