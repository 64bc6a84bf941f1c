/*
 * read_remark.h - what has been said of a report, in its JSON; the target is the report, whose
 * sections and template have been read.
 */
#ifndef EXCHANGE_JSON_READ_REMARK_H
#define EXCHANGE_JSON_READ_REMARK_H

#include "exchange/json/reader.h"

void reader_read_remarks(struct reader *reader, void *report, json_t *value);

#endif
