#include "exchange/package/xml_tree.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/package/xml_read.h"

#include <libxml/HTMLparser.h>
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

/* The library stops at a depth of its own and keeps what it has: half a page is none. */
enum rc xml_tree_read_html(struct xml_tree **out, struct span page, struct err *err) {
    *out = NULL;
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (context == NULL)
        mem_fail();
    xmlDocPtr document =
        htmlCtxtReadMemory(context, page.p, (int)page.n, NULL, "UTF-8",
                           HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                               HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT);
    bool stopped = context->disableSAX != 0;
    htmlFreeParserCtxt(context);
    xmlNodePtr root = document != NULL ? xmlDocGetRootElement(document) : NULL;
    if (root == NULL || stopped) {
        xmlFreeDoc(document);
        return err_set(
            err, RC_INPUT,
            _("网页里没有文字或层次过多，不能读取；请在浏览器中打开，全选复制后用“粘贴全文”"));
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

bool xml_node_is_one_of(const struct xml_node *node, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (xml_node_is(node, names[i]))
            return true;
    return false;
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

void xml_node_add_markup(const struct xml_node *node, struct str *out) {
    xmlDocPtr document = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr copy = document != NULL ? xmlDocCopyNode(raw(node), document, 1) : NULL;
    xmlChar *text = NULL;
    int length = 0;
    if (copy == NULL)
        mem_fail();
    xmlDocSetRootElement(document, copy); /* and the vocabularies that stand further up */
    (void)xmlReconciliateNs(document, copy);
    xmlDocDumpMemoryEnc(document, &text, &length, "UTF-8");
    str_add(out, (struct span){(const char *)text, text != NULL ? (size_t)length : 0});
    xmlFree(text);
    xmlFreeDoc(document);
}

static struct xml_node *mixed_from(xmlNodePtr node) {
    while (node != NULL && node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE &&
           node->type != XML_CDATA_SECTION_NODE)
        node = node->next;
    return (struct xml_node *)node;
}

struct xml_node *xml_node_first_mixed(const struct xml_node *node) {
    return mixed_from(raw(node)->children);
}

struct xml_node *xml_node_next_mixed(const struct xml_node *node) {
    return mixed_from(raw(node)->next);
}

bool xml_node_is_text(const struct xml_node *node, struct span *text) {
    if (raw(node)->type == XML_ELEMENT_NODE)
        return false;
    *text = span_of((const char *)raw(node)->content);
    return true;
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

struct xml_node *xml_node_parent(const struct xml_node *node) {
    xmlNodePtr parent = raw(node)->parent;
    return parent != NULL && parent->type == XML_ELEMENT_NODE ? (struct xml_node *)parent : NULL;
}

struct xml_node *xml_node_previous(const struct xml_node *node) {
    xmlNodePtr at = raw(node)->prev;
    while (at != NULL && at->type != XML_ELEMENT_NODE)
        at = at->prev;
    return (struct xml_node *)at;
}

/* --- change --- */

static xmlNodePtr put(xmlNodePtr node, xmlNodePtr anchor, enum xml_where where) {
    static xmlNodePtr (*const ways[])(xmlNodePtr, xmlNodePtr) = {[XML_BEFORE] = xmlAddPrevSibling,
                                                                 [XML_BEHIND] = xmlAddNextSibling,
                                                                 [XML_LAST] = xmlAddChild};
    if (node == NULL || ways[where](anchor, node) == NULL)
        mem_fail();
    return node;
}

struct xml_node *xml_node_add(struct xml_node *node, enum xml_where where, const char *name) {
    xmlNodePtr made = xmlNewDocNode(raw(node)->doc, raw(node)->ns, (const xmlChar *)name, NULL);
    return (struct xml_node *)put(made, raw(node), where);
}

/* The namespace of an element for its attributes, which are in one only where they have a prefix.
 */
static xmlNsPtr named_vocabulary(xmlNodePtr node) {
    xmlNsPtr own = node->ns, found = NULL;
    if (own == NULL || own->prefix != NULL)
        return own;
    xmlNsPtr *all = xmlGetNsList(node->doc, node);
    for (size_t i = 0; all != NULL && all[i] != NULL && found == NULL; i++)
        if (all[i]->prefix != NULL && xmlStrEqual(all[i]->href, own->href) == 1)
            found = all[i];
    xmlFree(all);
    return found != NULL ? found : xmlNewNs(node, own->href, (const xmlChar *)"own");
}

void xml_node_give(struct xml_node *node, const char *name, const char *value) {
    if (xmlSetNsProp(raw(node), named_vocabulary(raw(node)), (const xmlChar *)name,
                     (const xmlChar *)value) == NULL)
        mem_fail();
}

void xml_node_give_plain(struct xml_node *node, const char *name, const char *value) {
    if (xmlSetProp(raw(node), (const xmlChar *)name, (const xmlChar *)value) == NULL)
        mem_fail();
}

void xml_node_say(struct xml_node *node, struct span text) {
    while (raw(node)->children != NULL) {
        xmlNodePtr child = raw(node)->children;
        xmlUnlinkNode(child);
        xmlFreeNode(child);
    }
    xmlNodeSetSpacePreserve(raw(node), 1);
    put(xmlNewDocTextLen(raw(node)->doc, (const xmlChar *)text.p, (int)text.n), raw(node),
        XML_LAST);
}

/* A copy declares its vocabularies itself until it stands where they are known. */
static void drop_repeated(xmlNodePtr copy) {
    enum { REMOVE_REDUNDANT = 1 };
    if (xmlDOMWrapReconcileNamespaces(NULL, copy, REMOVE_REDUNDANT) != 0)
        mem_fail();
}

/* Behind it, with its attributes and without what it holds. */
static xmlNodePtr copy_shell(xmlNodePtr node) {
    enum { ATTRIBUTES_ALONE = 2 };
    xmlNodePtr copy = put(xmlDocCopyNode(node, node->doc, ATTRIBUTES_ALONE), node, XML_BEHIND);
    drop_repeated(copy);
    return copy;
}

struct xml_node *xml_node_cut_text(struct xml_node *node, size_t point) {
    struct str text = STR_INIT;
    struct xml_node *rest = (struct xml_node *)copy_shell(raw(node));
    xml_node_add_text(node, &text);
    size_t at = utf8_offset(str_span(&text), point);
    xml_node_say(rest, span_sub(str_span(&text), at, text.len));
    xml_node_say(node, span_sub(str_span(&text), 0, at));
    str_release(&text);
    return rest;
}

struct xml_node *xml_node_split(struct xml_node *node, struct xml_node *child, const char *look) {
    xmlNodePtr rest = copy_shell(raw(node));
    struct xml_node *first = xml_node_first(node);
    if (first != NULL && first != child && xml_node_is(first, look))
        drop_repeated((xmlNodePtr)xml_node_append_copy((struct xml_node *)rest, first));
    for (xmlNodePtr at = raw(child), next; at != NULL; at = next) {
        next = at->next;
        xmlUnlinkNode(at);
        put(at, rest, XML_LAST);
    }
    return (struct xml_node *)rest;
}

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
