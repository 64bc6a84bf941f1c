/*
 * read_sheet.h - what the offices owe and have handed in, in a report's JSON; the target is the
 * report.
 */
#ifndef EXCHANGE_JSON_READ_SHEET_H
#define EXCHANGE_JSON_READ_SHEET_H

#include "exchange/json/reader.h"

void reader_read_owners(struct reader *reader, void *report, json_t *owners);
void reader_read_sheets(struct reader *reader, void *report, json_t *value);
void reader_read_handed(struct reader *reader, void *report, json_t *value);

#endif
