/*
 * out.h - JSON for other programs to read (list, outline, check, history): written in order,
 * straight into a text. The caller begins and ends; commas and escapes are placed here. Keys are
 * ASCII; texts are UTF-8, NULL gives null.
 */
#ifndef EXCHANGE_JSON_OUT_H
#define EXCHANGE_JSON_OUT_H

#include "base/text/str.h"

struct json_out {
    struct str *text;
    bool after_value; /* a comma is due before the next */
};

/* key NULL: an element of a list. */
void json_out_begin_list(struct json_out *out, const char *key);
void json_out_end_list(struct json_out *out);
void json_out_begin_object(struct json_out *out, const char *key);
void json_out_end_object(struct json_out *out);
void json_out_text(struct json_out *out, const char *key, const char *text);
void json_out_number(struct json_out *out, const char *key, int64_t number);
void json_out_bool(struct json_out *out, const char *key, bool value);
void json_out_null(struct json_out *out, const char *key);

#endif
