#include "exchange/json/out.h"

#include "base/mem.h"
#include "base/text/text_clean.h"

#include <inttypes.h>
#include <jansson.h>

static void begin_value(struct json_out *out, const char *key) {
    if (out->after_value)
        str_add_byte(out->text, ',');
    out->after_value = true;
    if (key != NULL)
        str_add_format(out->text, "\"%s\":", key);
}

void json_out_begin_list(struct json_out *out, const char *key) {
    begin_value(out, key);
    str_add_byte(out->text, '[');
    out->after_value = false;
}

void json_out_end_list(struct json_out *out) {
    str_add_byte(out->text, ']');
    out->after_value = true;
}

void json_out_begin_object(struct json_out *out, const char *key) {
    begin_value(out, key);
    str_add_byte(out->text, '{');
    out->after_value = false;
}

void json_out_end_object(struct json_out *out) {
    str_add_byte(out->text, '}');
    out->after_value = true;
}

void json_out_text(struct json_out *out, const char *key, const char *text) {
    if (text == NULL) {
        json_out_null(out, key);
        return;
    }
    begin_value(out, key);
    struct str shown = STR_INIT;
    text_add_shown(&shown, span_of(text));
    json_t *value = json_stringn_nocheck(shown.s, shown.len);
    char *escaped = value != NULL ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    if (escaped == NULL)
        mem_fail();
    str_add_text(out->text, escaped);
    free(escaped);
    json_decref(value);
    str_release(&shown);
}

void json_out_number(struct json_out *out, const char *key, int64_t number) {
    begin_value(out, key);
    str_add_format(out->text, "%" PRId64, number);
}

void json_out_bool(struct json_out *out, const char *key, bool value) {
    begin_value(out, key);
    str_add_text(out->text, value ? "true" : "false");
}

void json_out_null(struct json_out *out, const char *key) {
    begin_value(out, key);
    str_add_text(out->text, "null");
}
