/*
 * xml_tree.h - a part of a Word file as a tree that can be changed and written again: what is taken
 * over from a file of the office, what is written into one. The same is refused as in xml_read.h
 * (document types, entities, crowds of attributes), nothing is fetched. Elements and attributes are
 * known by the local name. Ownership: nodes and what is borrowed of them live as long as the tree.
 */
#ifndef EXCHANGE_PACKAGE_XML_TREE_H
#define EXCHANGE_PACKAGE_XML_TREE_H

#include "base/err.h"
#include "base/text/str.h"

struct xml_tree;
struct xml_node; /* an element */

/* RC_INPUT with the sentence of xml_read_next: damaged or unsafe. `part` is named in it. */
MUST_CHECK enum rc xml_tree_read(struct xml_tree **out, struct span bytes, const char *part,
                                 struct err *err);
/* A web page in UTF-8, well-formed or not; names are in small letters. RC_INPUT: nothing in it, or
 * elements in one another without end. */
MUST_CHECK enum rc xml_tree_read_html(struct xml_tree **out, struct span page, struct err *err);
void xml_tree_free(struct xml_tree *tree); /* NULL is allowed */
/* Appends the whole part in UTF-8, declaration first. RC_OUTPUT. */
MUST_CHECK enum rc xml_tree_add(struct str *out, const struct xml_tree *tree, struct err *err);

struct xml_node *xml_tree_root(const struct xml_tree *tree);
struct xml_node *xml_node_first(const struct xml_node *node); /* child, or NULL */
struct xml_node *xml_node_next(const struct xml_node *node);  /* sibling, or NULL */
/* The next element below `root` in document order; after NULL the first. */
struct xml_node *xml_node_walk(const struct xml_node *root, const struct xml_node *after);
/* The first child of that name, or NULL. */
struct xml_node *xml_node_child(const struct xml_node *node, const char *name);
bool xml_node_is(const struct xml_node *node, const char *name);
bool xml_node_is_one_of(const struct xml_node *node, const char *const *names, size_t count);
const char *xml_node_name(const struct xml_node *node);
const char *xml_node_namespace(const struct xml_node *node);          /* "" where there is none */
void xml_node_add_text(const struct xml_node *node, struct str *out); /* all text below it */
/* Appends a node with all below it as XML of its own, with the vocabularies that it uses. */
void xml_node_add_markup(const struct xml_node *node, struct str *out);
/* The same with the texts between the elements: a child or sibling may be a text then, which only
 * these three may be asked about. */
struct xml_node *xml_node_first_mixed(const struct xml_node *node);
struct xml_node *xml_node_next_mixed(const struct xml_node *node);
bool xml_node_is_text(const struct xml_node *node, struct span *text); /* borrowed */
/* The value of an attribute, or NULL; NULL has none. */
const char *xml_node_attribute(const struct xml_node *node, const char *name);
/* Calls for each attribute of the element's own vocabulary. */
void xml_node_each_attribute(const struct xml_node *node,
                             void (*each)(void *self, const char *name, const char *value),
                             void *self);
/* A value for an attribute that is there already. */
void xml_node_set(struct xml_node *node, const char *name, const char *value);
struct xml_node *xml_node_parent(const struct xml_node *node); /* NULL above the root */
struct xml_node *xml_node_previous(const struct xml_node *node);

/* --- change --- */
enum xml_where { XML_BEFORE, XML_BEHIND, XML_LAST }; /* of a node; its last child */
/* A new element in the vocabulary of the node that it is put to. */
struct xml_node *xml_node_add(struct xml_node *node, enum xml_where where, const char *name);
/* An attribute, new or changed: of the element's own vocabulary, of none. */
void xml_node_give(struct xml_node *node, const char *name, const char *value);
void xml_node_give_plain(struct xml_node *node, const char *name, const char *value);
/* Text in the place of all that it holds; its blanks are kept. */
void xml_node_say(struct xml_node *node, struct span text);
/* What an element of nothing but text holds from that point on goes into another one behind it,
 * with the same attributes. */
struct xml_node *xml_node_cut_text(struct xml_node *node, size_t point);
/* A child and all that follows it goes into another element behind the node, with the same
 * attributes and a copy of its first child where that has the name `look`. */
struct xml_node *xml_node_split(struct xml_node *node, struct xml_node *child, const char *look);
/* Frees it with all below; the pointer is dead. */
void xml_node_remove(struct xml_node *node);
/* Every element of that name below `root`. */
void xml_node_drop_all(const struct xml_node *root, const char *name);
/* A copy of a node, of another tree too, as the last child. */
struct xml_node *xml_node_append_copy(struct xml_node *parent, const struct xml_node *node);

#endif
