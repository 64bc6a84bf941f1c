#include "exchange/json/reader.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"

#include <string.h>

/* --- places and faults --- */

size_t reader_enter_key(struct reader *reader, const char *key) {
    size_t before = reader->place.len;
    str_add_format(&reader->place, before > 0 ? ".%s" : "%s", key);
    return before;
}

static size_t reader_enter_index(struct reader *reader, size_t index) {
    size_t before = reader->place.len;
    str_add_format(&reader->place, "[%zu]", index);
    return before;
}

void reader_leave(struct reader *reader, size_t before) {
    if (reader->rc == RC_OK) /* a fault keeps its place */
        str_splice(&reader->place, before, reader->place.len - before, SPAN(""));
}

void reader_fault(struct reader *reader, const char *what) {
    if (reader->rc != RC_OK)
        return;
    reader->rc = err_set(reader->err, RC_INPUT, _("JSON中“%s”处%s"),
                         reader->place.len > 0 ? reader->place.s : _("开头"), what);
}

void reader_fault_word(struct reader *reader, const char *word) {
    struct str what = STR_INIT;
    struct span shown = span_of(word);
    size_t most = utf8_offset(shown, 40);
    str_add_format(&what, _("的“%.*s”不是可用的词"), (int)most, word);
    reader_fault(reader, what.s);
    str_release(&what);
}

/* --- plain values --- */

/* The cleaned text; NULL (nothing for a JSON null, or a fault). Heap. */
char *reader_read_text(struct reader *reader, json_t *value, enum reader_text kind) {
    if (value == NULL || json_is_null(value))
        return NULL;
    if (!json_is_string(value)) {
        reader_fault(reader, _("应当是文字"));
        return NULL;
    }
    struct str clean = STR_INIT;
    text_clean(&clean, (struct span){json_string_value(value), json_string_length(value)},
               &reader->draft->cleaned);
    if (kind == READER_ONE_LINE && memchr(clean.s, '\n', clean.len) != NULL)
        reader_fault(reader, _("应当只有一行文字"));
    reader->ink += utf8_count_ink(str_span(&clean));
    return str_detach(&clean);
}

void reader_set_text(struct reader *reader, char **member, json_t *value, enum reader_text kind,
                     bool null_allowed) {
    char *text = reader_read_text(reader, value, kind);
    if (text == NULL && !null_allowed)
        reader_fault(reader, _("应当是文字"));
    bool empty_is_none = null_allowed && text != NULL && text[0] == '\0';
    section_set_text(member, text == NULL || empty_is_none
                                 ? (null_allowed ? (struct span){NULL, 0} : SPAN(""))
                                 : span_of(text));
    mem_free(text);
}

bool reader_read_bool(struct reader *reader, json_t *value) {
    if (!json_is_boolean(value))
        reader_fault(reader, _("应当是true或false"));
    return json_is_true(value);
}

struct span reader_word(json_t *value) {
    return json_is_string(value)
               ? (struct span){json_string_value(value), json_string_length(value)}
               : (struct span){NULL, 0};
}

/* --- objects: a table of keys, each with its reader --- */

static const struct reader_key *find_key(const struct reader_key *keys, const char *name) {
    while (keys->name != NULL && strcmp(keys->name, name) != 0)
        keys++;
    return keys->name != NULL ? keys : NULL;
}

void reader_read_object(struct reader *reader, void *target, json_t *object,
                        const struct reader_key *keys) {
    const char *name;
    json_t *value;
    if (!json_is_object(object)) {
        reader_fault(reader, _("应当是一个对象“{…}”"));
        return;
    }
    json_object_foreach(object, name, value) {
        size_t before = reader_enter_key(reader, name);
        if (find_key(keys, name) == NULL)
            reader_fault(reader, _("有不认识的键"));
        reader_leave(reader, before);
    }
    for (const struct reader_key *key = keys; key->name != NULL && reader->rc == RC_OK; key++) {
        size_t before = reader_enter_key(reader, key->name);
        value = json_object_get(object, key->name);
        if (value != NULL)
            key->read(reader, target, value);
        else if (key->required)
            reader_fault(reader, _("缺少这个键"));
        reader_leave(reader, before);
    }
}

void reader_read_array(struct reader *reader, void *target, json_t *array,
                       void (*read)(struct reader *reader, void *target, json_t *value)) {
    if (!json_is_array(array)) {
        reader_fault(reader, _("应当是一个数组“[…]”"));
        return;
    }
    for (size_t i = 0; i < json_array_size(array) && reader->rc == RC_OK; i++) {
        size_t before = reader_enter_index(reader, i);
        read(reader, target, json_array_get(array, i));
        reader_leave(reader, before);
    }
}
