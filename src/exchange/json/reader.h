/*
 * reader.h - what the reader of JSON is at, and what every part of it does: places for messages,
 * texts, objects by a table of their keys, arrays. The first fault stops it; what is read after
 * that counts for nothing. Owns nothing of the report.
 */
#ifndef EXCHANGE_JSON_READER_H
#define EXCHANGE_JSON_READER_H

#include "exchange/exchange.h"

#include <jansson.h>

/* Reads a report that is kept within another. */
typedef enum rc reader_whole(struct import_draft *draft, struct span text, struct err *err);

/* Where it is, for messages, and what it fills. */
struct reader {
    struct import_draft *draft;
    struct report *report;
    struct str place; /* "sections[1].body[3]" */
    size_t ink;
    int depth;
    reader_whole *read_whole; /* NULL: there may be none */
    enum rc rc;
    struct err *err;
};

/* A key of the object that is read goes to the place's end; leaving goes back to what entering
 * gave, unless there was a fault, which keeps its place. */
size_t reader_enter_key(struct reader *reader, const char *key);
void reader_leave(struct reader *reader, size_t before);
void reader_fault(struct reader *reader, const char *what); /* only the first one counts */
void reader_fault_word(struct reader *reader, const char *word);

enum reader_text { READER_ONE_LINE, READER_LINES };
/* The cleaned text; NULL (nothing for a JSON null, or a fault). Heap. */
char *reader_read_text(struct reader *reader, json_t *value, enum reader_text kind);
void reader_set_text(struct reader *reader, char **member, json_t *value, enum reader_text kind,
                     bool null_allowed);
bool reader_read_bool(struct reader *reader, json_t *value);
struct span reader_word(json_t *value); /* borrowed; no pointer: it is no text */

struct reader_key { /* the last one of a table has no name */
    const char *name;
    void (*read)(struct reader *reader, void *target, json_t *value);
    bool required;
};
/* A key that is not in the table is a fault. */
void reader_read_object(struct reader *reader, void *target, json_t *object,
                        const struct reader_key *keys);
void reader_read_array(struct reader *reader, void *target, json_t *array,
                       void (*read)(struct reader *reader, void *target, json_t *value));

#endif
