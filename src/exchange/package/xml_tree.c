#include "exchange/package/xml_tree.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/package/xml_read.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

struct xml_tree {
    struct xml_node *root;
    xmlDocPtr document;
};

/* --- from bytes and to bytes --- */

/* The stream reader knows what is refused and says why; a part that it reads to its end is built.
 */
static enum rc look_through(struct span bytes, const char *part, struct err *err) {
    struct xml_read *xml = xml_read_new(bytes, part);
    enum xml_event event;
    do
        event = xml_read_next(xml, err);
    while (event < XML_END);
    xml_read_free(xml);
    return event == XML_END ? RC_OK : RC_INPUT;
}

enum rc xml_tree_read(struct xml_tree **out, struct span bytes, const char *part, struct err *err) {
    *out = NULL;
    enum rc rc = look_through(bytes, part, err);
    if (rc != RC_OK)
        return rc;
    xmlDocPtr document = xmlReadMemory(bytes.p, (int)bytes.n, NULL, NULL,
                                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                           XML_PARSE_COMPACT);
    xmlNodePtr root = document != NULL ? xmlDocGetRootElement(document) : NULL;
    if (root == NULL) {
        xmlFreeDoc(document);
        return err_set(err, RC_INPUT, _("文件里的部件“%.100s”不能读取"), part);
    }
    *out = MEM_NEW(struct xml_tree);
    (*out)->document = document;
    (*out)->root = (struct xml_node *)root;
    return RC_OK;
}

void xml_tree_free(struct xml_tree *tree) {
    if (tree == NULL)
        return;
    xmlFreeDoc(tree->document);
    mem_free(tree);
}

enum rc xml_tree_add(struct str *out, const struct xml_tree *tree, struct err *err) {
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(tree->document, &text, &length, "UTF-8");
    if (text == NULL || length <= 0)
        return err_set(err, RC_OUTPUT, _("写不出Word文件"));
    str_add(out, (struct span){(const char *)text, (size_t)length});
    xmlFree(text);
    return RC_OK;
}

/* --- elements --- */

static xmlNodePtr raw(const struct xml_node *node) {
    union {
        const struct xml_node *node;
        xmlNodePtr raw;
    } same = {node};
    return same.raw;
}

static struct xml_node *element_from(xmlNodePtr node) {
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return (struct xml_node *)node;
}

struct xml_node *xml_tree_root(const struct xml_tree *tree) {
    return tree->root;
}

struct xml_node *xml_node_first(const struct xml_node *node) {
    return element_from(raw(node)->children);
}

struct xml_node *xml_node_next(const struct xml_node *node) {
    return element_from(raw(node)->next);
}

struct xml_node *xml_node_walk(const struct xml_node *root, const struct xml_node *after) {
    struct xml_node *next = xml_node_first(after != NULL ? after : root);
    while (next == NULL && after != NULL && after != root) {
        next = xml_node_next(after);
        after = (struct xml_node *)raw(after)->parent;
    }
    return next;
}

struct xml_node *xml_node_child(const struct xml_node *node, const char *name) {
    struct xml_node *at = xml_node_first(node);
    while (at != NULL && !xml_node_is(at, name))
        at = xml_node_next(at);
    return at;
}

const char *xml_node_name(const struct xml_node *node) {
    return (const char *)raw(node)->name;
}

bool xml_node_is(const struct xml_node *node, const char *name) {
    return strcmp(xml_node_name(node), name) == 0;
}

const char *xml_node_namespace(const struct xml_node *node) {
    const xmlNs *ns = raw(node)->ns;
    return ns != NULL && ns->href != NULL ? (const char *)ns->href : "";
}

void xml_node_add_text(const struct xml_node *node, struct str *out) {
    xmlChar *text = xmlNodeGetContent(raw(node));
    str_add_text(out, text != NULL ? (const char *)text : "");
    xmlFree(text);
}

/* --- attributes --- */

static xmlAttrPtr find_attribute(const struct xml_node *node, const char *name) {
    xmlAttrPtr at = node != NULL ? raw(node)->properties : NULL;
    while (at != NULL && strcmp((const char *)at->name, name) != 0)
        at = at->next;
    return at;
}

/* Without entities of its own a value is one text. */
static const char *value_of(const xmlAttr *attribute) {
    const xmlNode *text = attribute->children;
    return text != NULL && text->content != NULL ? (const char *)text->content : "";
}

const char *xml_node_attribute(const struct xml_node *node, const char *name) {
    xmlAttrPtr found = find_attribute(node, name);
    return found != NULL ? value_of(found) : NULL;
}

void xml_node_each_attribute(const struct xml_node *node,
                             void (*each)(void *self, const char *name, const char *value),
                             void *self) {
    for (xmlAttrPtr at = raw(node)->properties; at != NULL; at = at->next)
        if (at->ns != NULL && at->ns == raw(node)->ns)
            each(self, (const char *)at->name, value_of(at));
}

void xml_node_set(struct xml_node *node, const char *name, const char *value) {
    xmlAttrPtr found = find_attribute(node, name);
    if (found != NULL)
        (void)xmlSetNsProp(raw(node), found->ns, found->name, (const xmlChar *)value);
}

/* --- change --- */

void xml_node_remove(struct xml_node *node) {
    xmlUnlinkNode(raw(node));
    xmlFreeNode(raw(node));
}

struct xml_node *xml_node_append_copy(struct xml_node *parent, const struct xml_node *node) {
    xmlNodePtr copy = xmlDocCopyNode(raw(node), raw(parent)->doc, 1);
    if (copy == NULL || xmlAddChild(raw(parent), copy) == NULL)
        mem_fail();
    return (struct xml_node *)copy;
}

void xml_node_drop_all(const struct xml_node *root, const char *name) {
    struct xml_node *at = xml_node_walk(root, NULL), *before = NULL;
    while (at != NULL) {
        if (xml_node_is(at, name))
            xml_node_remove(at);
        else
            before = at;
        at = xml_node_walk(root, before);
    }
}
