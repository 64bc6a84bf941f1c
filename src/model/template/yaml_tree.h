/*
 * yaml_tree.h - a YAML file as a tree of nodes that know their places. The only user of libyaml.
 * Stricter than YAML: one document, no aliases, anchors or tags, no NUL or control characters, keys
 * are plain values, at most YAML_TREE_DEPTH_MOST levels and YAML_TREE_BYTES_MOST bytes.
 * Invariants: texts are valid UTF-8 without NUL; the children of a map are key, value, key, value.
 * Ownership: the root owns everything below it; nothing points into the text that was read.
 */
#ifndef MODEL_TEMPLATE_YAML_TREE_H
#define MODEL_TEMPLATE_YAML_TREE_H

#include "base/text/span.h"
#include "model/template/fault.h"

#include <uchar.h>

enum { YAML_TREE_DEPTH_MOST = 40, YAML_TREE_BYTES_MOST = 1 << 20 };

enum yaml_kind { YAML_VALUE, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    bool quoted; /* a value in quotes or a block text (| or >) */
    bool exact;  /* a value that stands in the file on one line as it is in `text` */
    struct place place;
    char *text;        /* of a value, else NULL */
    char32_t stripped; /* the first character that an escape made and that is not taken; 0: none */
    size_t length;
    size_t count; /* children: values of a list, pairs of a map */
    struct yaml_node *child, *next;
};

/* A leading BOM is skipped. NULL if there are faults. */
struct yaml_node *yaml_tree_read(struct span yaml, struct faults *faults);
void yaml_node_free(struct yaml_node *root);
/* The place of the byte at `offset` of a value's text; of its start where the file writes it
 * otherwise (escapes, several lines). */
struct place yaml_node_place(const struct yaml_node *node, size_t offset);
/* Says so if a text betrays a full-width colon after its first word, or a full-width space before
 * it: the slips that input methods make. */
bool yaml_node_tell_full_width(const struct yaml_node *node, struct faults *faults);

#endif
