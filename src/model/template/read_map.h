/*
 * read_map.h - mappings, lists and single values of a template file, by tables of keys.
 */
#ifndef MODEL_TEMPLATE_READ_MAP_H
#define MODEL_TEMPLATE_READ_MAP_H

#include "model/template/fault.h"

struct key;
struct reader;
struct yaml_node;

/* Reads a mapping; says what is unknown, double or missing. False if it is no mapping. */
bool reader_map(struct reader *reader, const struct yaml_node *map, const struct key *keys,
                size_t count, void *record);
/* The items of a list after key, or NULL with a fault. */
const struct yaml_node *reader_list(struct reader *reader, const struct yaml_node *key);
/* Allocates an array for the list after key and reads each item by its table of keys. */
void *reader_records(struct reader *reader, const struct yaml_node *key, const struct key *keys,
                     size_t key_count, size_t size, size_t *count);
/* The value node of a key of a map, or NULL. */
const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key);
struct place reader_place(const struct yaml_node *map, const char *key); /* of its value, or map */

/* Checks kind and emptiness of a key's value and gives its text without line ends behind it. */
bool reader_take_value(struct reader *reader, const struct yaml_node *key, struct span *text);

#endif
