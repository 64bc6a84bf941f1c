/*
 * read_state.h - the states of a report in its JSON, each an array with a key of its own; the
 * target is the report.
 */
#ifndef EXCHANGE_JSON_READ_STATE_H
#define EXCHANGE_JSON_READ_STATE_H

#include "exchange/json/reader.h"

void reader_read_passed(struct reader *reader, void *target, json_t *value);
void reader_read_carried(struct reader *reader, void *target, json_t *value);
void reader_read_confirmed(struct reader *reader, void *target, json_t *value);
/* The steps of its way, with what each kept whole: as the values that they are, the lock with them.
 */
void reader_read_editions(struct reader *reader, void *report, json_t *value);

#endif
