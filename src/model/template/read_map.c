/* Mappings, lists and single values of a template file, by tables of keys. */
#include "model/template/read_map.h"

#include "model/template/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/number/expression.h"

#include <string.h>

const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key) {
    if (map->kind == YAML_MAP)
        for (const struct yaml_node *node = map->child; node != NULL; node = node->next->next)
            if (strcmp(node->text, key) == 0)
                return node->next;
    return NULL;
}

struct place reader_place(const struct yaml_node *map, const char *key) {
    const struct yaml_node *value = yaml_find(map, key);
    return value != NULL ? value->place : map->place;
}

static void tell_unknown(struct reader *reader, const struct yaml_node *key, const struct key *keys,
                         size_t count) {
    if (yaml_node_tell_full_width(key, reader->faults))
        return;
    const char *near =
        fault_nearest((struct span){key->text, key->length}, keys, count, sizeof *keys);
    if (near != NULL)
        faults_add(reader->faults, key->place, _("不认识的键“%s”，是不是“%s”？"), key->text, near);
    else
        faults_add(reader->faults, key->place, _("不认识的键“%s”"), key->text);
}

/* A node that is no mapping where one is wanted: the first of its keys show how it is written. */
static void tell_no_map(struct reader *reader, const struct yaml_node *node, const struct key *keys,
                        size_t count) {
    struct str example = STR_INIT;
    if (yaml_node_tell_full_width(node, reader->faults))
        return;
    for (size_t i = 0; i < count && i < 2; i++)
        str_add_format(&example, "%s%s: …", i > 0 ? ", " : "", keys[i].name);
    faults_add(reader->faults, node->place, _("这里要写成“键: 值”，如{%s}"), example.s);
    str_release(&example);
}

static bool is_double(const struct yaml_node *map, const struct yaml_node *key) {
    for (const struct yaml_node *node = map->child; node != key; node = node->next->next)
        if (strcmp(node->text, key->text) == 0)
            return true;
    return false;
}

bool reader_map(struct reader *reader, const struct yaml_node *map, const struct key *keys,
                size_t count, void *record) {
    if (map->kind != YAML_MAP) {
        tell_no_map(reader, map, keys, count);
        return false;
    }
    for (const struct yaml_node *node = map->child; node != NULL; node = node->next->next) {
        size_t i = 0;
        while (i < count && strcmp(keys[i].name, node->text) != 0)
            i++;
        if (i == count)
            tell_unknown(reader, node, keys, count);
        else if (is_double(map, node))
            faults_add(reader->faults, node->place, _("键“%s”在这里写了两次"), node->text);
        else
            keys[i].read(reader, node, (char *)record + keys[i].offset);
        if (reader->faults->count > FAULTS_MOST)
            return true; /* enough: the rest would only cost time */
    }
    for (size_t i = 0; i < count; i++)
        if (keys[i].wanted && yaml_find(map, keys[i].name) == NULL)
            faults_add(reader->faults, map->place, _("这里少了键“%s”"), keys[i].name);
    return true;
}

const struct yaml_node *reader_list(struct reader *reader, const struct yaml_node *key) {
    const struct yaml_node *list = key->next;
    if (list->kind == YAML_LIST && list->count > 0)
        return list->child;
    if (list->kind == YAML_LIST || !yaml_node_tell_full_width(list, reader->faults))
        faults_add(reader->faults, list->place, _("“%s”要一个列表，每项以“- ”开头"), key->text);
    return NULL;
}

void *reader_records(struct reader *reader, const struct yaml_node *key, const struct key *keys,
                     size_t key_count, size_t size, size_t *count) {
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return NULL;
    char *records = mem_alloc_zero(key->next->count, size);
    for (*count = 0; item != NULL; item = item->next)
        (void)reader_map(reader, item, keys, key_count, records + size * (*count)++);
    return records;
}

/* A plain value goes on in lines that are indented deeper, and swallows a key there whose colon is
 * full-width. */
static bool swallows_key(const struct yaml_node *value) {
    struct span rest = {value->text, value->length}, name;
    if (value->quoted || value->exact)
        return false;
    for (size_t at = span_find(rest, SPAN(" ")); at != SIZE_MAX; at = span_find(rest, SPAN(" "))) {
        rest = span_sub(rest, at + 1, rest.n);
        if (name_take(&rest, &name) && span_starts_with(rest, SPAN("：")))
            return true;
    }
    return false;
}

bool reader_take_value(struct reader *reader, const struct yaml_node *key, struct span *text) {
    const struct yaml_node *value = key->next;
    if (value->kind != YAML_VALUE) {
        faults_add(reader->faults, value->place, _("“%s”只能有一个值，这里却是%s"), key->text,
                   value->kind == YAML_LIST ? _("列表") : _("“键: 值”"));
        return false;
    }
    *text = (struct span){value->text, value->length};
    if (!value->quoted && (text->n == 0 || span_is(*text, "~") || span_is(*text, "null"))) {
        faults_add(reader->faults, value->place, _("“%s”没有值：写上值，或者删去这一行"),
                   key->text);
        return false;
    }
    if (swallows_key(value)) {
        faults_add(reader->faults, value->place,
                   _("“%s”的值接到了下一行，那里的键后面是全角冒号，要用半角冒号"), key->text);
        return false;
    }
    while (span_ends_with(*text, SPAN("\n")))
        text->n--;
    return true;
}
