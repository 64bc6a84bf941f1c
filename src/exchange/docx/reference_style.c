#include "exchange/docx/reference_style.h"

#include "base/embedded.h"
#include "base/mem.h"

#include <string.h>
#include <strings.h>

static const char *style_name(const struct xml_node *style) {
    const char *name = xml_node_attribute(xml_node_child(style, "name"), "val");
    return name != NULL ? name : "";
}

static const char *attribute(const struct xml_node *node, const char *name) {
    const char *value = xml_node_attribute(node, name);
    return value != NULL ? value : "";
}

static bool is_default(const struct xml_node *style) {
    const char *value = attribute(style, "default");
    return strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0;
}

/* What offices call what Word has no name for. */
static const char *other_name(const char *name) {
    static const char *const names[][2] = {
        {"Attachment", "附件"},     {"Sign-off", "落款"}, {"List Item", "条目"},
        {"Table Text", "表格文字"}, {"Title", "标题"},    {"Attachment Note", "附件说明"},
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcasecmp(names[i][0], name) == 0)
            return names[i][1];
    return name;
}

/* The file's style for one of ours: of the same type, by name; what everything rests on by being
 * the default one. */
static const struct xml_node *find_style(const struct xml_node *root, const struct xml_node *own) {
    const char *type = attribute(own, "type"), *name = style_name(own);
    const struct xml_node *at = xml_node_first(root), *found = NULL;
    for (; at != NULL; at = xml_node_next(at)) {
        if (!xml_node_is(at, "style") || strcmp(attribute(at, "type"), type) != 0 ||
            attribute(at, "styleId")[0] == '\0')
            continue;
        if (is_default(own) ? is_default(at) : strcasecmp(style_name(at), name) == 0)
            return at;
        if (strcmp(style_name(at), other_name(name)) == 0)
            found = at;
    }
    return found;
}

static bool has_id(const struct xml_node *root, const char *id) {
    const struct xml_node *at = xml_node_first(root);
    while (at != NULL && (!xml_node_is(at, "style") || strcmp(attribute(at, "styleId"), id) != 0))
        at = xml_node_next(at);
    return at != NULL;
}

static void map_add(struct style_map *map, const char *own, const char *id) {
    MEM_PUSH_ROOM(map->items, map->count, map->cap);
    map->items[map->count++] = (struct style_pair){span_copy(span_of(own)), span_copy(span_of(id))};
}

const char *style_map_find(const struct style_map *map, const char *own) {
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->items[i].own, own) == 0)
            return map->items[i].id;
    return own;
}

void style_map_release(struct style_map *map) {
    for (size_t i = 0; i < map->count; i++) {
        mem_free(map->items[i].own);
        mem_free(map->items[i].id);
    }
    mem_free(map->items);
    *map = (struct style_map){0};
}

/* --- merging --- */

/* First all ids are known, then the styles are copied that name each other by them. */
static void map_styles(struct style_map *map, const struct xml_node *root,
                       const struct xml_node *own_root) {
    const struct xml_node *own = xml_node_first(own_root);
    for (; own != NULL; own = xml_node_next(own)) {
        if (!xml_node_is(own, "style"))
            continue;
        const struct xml_node *found = find_style(root, own);
        struct str id = STR_INIT;
        str_add_text(&id, attribute(found != NULL ? found : own, "styleId"));
        while (found == NULL && has_id(root, id.s))
            str_add_text(&id, "_");
        map_add(map, attribute(own, "styleId"), id.s);
        str_release(&id);
    }
}

static void copy_style(const struct style_map *map, struct xml_node *root,
                       const struct xml_node *own) {
    static const char *const links[] = {"basedOn", "next"};
    struct xml_node *copy = xml_node_append_copy(root, own);
    xml_node_set(copy, "styleId", style_map_find(map, attribute(own, "styleId")));
    for (size_t i = 0; i < ARRAY_LEN(links); i++) {
        struct xml_node *link = xml_node_child(copy, links[i]);
        if (link != NULL)
            xml_node_set(link, "val", style_map_find(map, attribute(link, "val")));
    }
}

enum rc style_map_merge(struct style_map *map, const struct xml_tree *styles, struct err *err) {
    const struct embedded *file = embedded_find("docx/styles.xml");
    struct xml_node *root = xml_tree_root(styles);
    struct xml_tree *own = NULL;
    assert(file != NULL);
    enum rc rc = xml_tree_read(&own, embedded_text(file), "styles.xml", err);
    if (rc != RC_OK)
        return rc;
    xml_node_drop_all(root, "numPr"); /* labels stand in our text: they would print twice */
    map_styles(map, root, xml_tree_root(own));
    const struct xml_node *at = xml_node_first(xml_tree_root(own));
    for (; at != NULL; at = xml_node_next(at))
        if (xml_node_is(at, "style") && find_style(root, at) == NULL)
            copy_style(map, root, at);
    xml_tree_free(own);
    return RC_OK;
}
