/*
 * read_evidence.h - papers and notes of a report in its JSON; the target is the report, whose
 * sections and template have been read.
 */
#ifndef EXCHANGE_JSON_READ_EVIDENCE_H
#define EXCHANGE_JSON_READ_EVIDENCE_H

#include "exchange/json/reader.h"

void reader_read_evidence(struct reader *reader, void *report, json_t *value);

#endif
