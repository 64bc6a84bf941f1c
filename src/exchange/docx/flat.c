#include "exchange/docx/flat.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/package/xml_tree.h"

struct flat {
    struct zip_part *items; /* names are the tree's … */
    struct str *texts;      /* … what they say is here */
    size_t count, cap, text_cap;
};

/* Pictures and other bytes are not read: the text says that they were there. */
static void add_part(struct flat *flat, const struct xml_node *part) {
    const char *name = xml_node_attribute(part, "name");
    const struct xml_node *data = xml_node_child(part, "xmlData");
    const struct xml_node *root = data != NULL ? xml_node_first(data) : NULL;
    if (name == NULL || root == NULL || flat->count == ZIP_PARTS_MOST)
        return;
    MEM_PUSH_ROOM(flat->texts, flat->count, flat->text_cap);
    MEM_PUSH_ROOM(flat->items, flat->count, flat->cap);
    str_init(&flat->texts[flat->count]);
    xml_node_add_markup(root, &flat->texts[flat->count]);
    flat->items[flat->count] = (struct zip_part){.name = name[0] == '/' ? name + 1 : name};
    flat->count++;
}

static void release(struct flat *flat) {
    for (size_t i = 0; i < flat->count; i++)
        str_release(&flat->texts[i]);
    mem_free(flat->texts);
    mem_free(flat->items);
}

enum rc docx_read_flat(struct source *out, struct import_draft *draft, struct span bytes,
                       const struct import_options *options, struct err *err) {
    struct flat flat = {0};
    struct xml_tree *tree = NULL;
    enum rc rc = xml_tree_read(&tree, bytes, "pkg:package", err);
    if (rc != RC_OK)
        return rc;
    for (const struct xml_node *at = xml_node_first(xml_tree_root(tree)); at != NULL;
         at = xml_node_next(at))
        add_part(&flat, at);
    for (size_t i = 0; i < flat.count; i++)
        flat.items[i].bytes = str_span(&flat.texts[i]);
    struct zip_read *zip = zip_read_parts(flat.items, flat.count);
    rc = docx_read_package(out, draft, zip, options, err);
    zip_read_close(zip);
    release(&flat);
    xml_tree_free(tree);
    return rc;
}
