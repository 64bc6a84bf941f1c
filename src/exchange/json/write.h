/*
 * write.h - a report written as JSON.
 */
#ifndef EXCHANGE_JSON_WRITE_H
#define EXCHANGE_JSON_WRITE_H

struct report;
struct str;

/* Appends UTF-8, indented, ended by a newline. */
void json_write(struct str *out, const struct report *report);

#endif
