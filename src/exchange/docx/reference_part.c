#include "exchange/docx/reference_part.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/package/xml_write.h"

#include <string.h>
#include <strings.h>

/* --- what a part points to --- */

static const char *last_word(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* A target is written from the folder of its part, or from the file's top. NULL: it leaves it. */
static char *resolve(const char *part, const char *target) {
    struct str path = STR_INIT;
    if (strstr(target, "..") != NULL)
        return NULL;
    if (target[0] != '/')
        str_add(&path, (struct span){part, (size_t)(last_word(part) - part)});
    str_add_text(&path, target[0] == '/' ? target + 1 : target);
    return str_detach(&path);
}

static void add_relation(struct part_relations *out, const struct xml_node *node,
                         const char *part) {
    const char *id = xml_node_attribute(node, "Id"), *type = xml_node_attribute(node, "Type");
    const char *target = xml_node_attribute(node, "Target");
    const char *mode = xml_node_attribute(node, "TargetMode");
    if (id == NULL || type == NULL || target == NULL)
        return;
    bool external = mode != NULL && strcasecmp(mode, "External") == 0;
    char *path = external ? span_copy(span_of(target)) : resolve(part, target);
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = (struct part_relation){
        .id = span_copy(span_of(id)),
        .type = span_copy(span_of(last_word(type))),
        .target = path != NULL ? path : span_copy(span_of(target)),
        .external = external || path == NULL,
    };
}

enum rc part_relations_read(struct part_relations *out, struct zip_read *zip, const char *part,
                            struct err *err) {
    struct str name = STR_INIT;
    struct xml_tree *tree = NULL;
    enum rc rc = RC_OK;
    str_add_format(&name, "%.*s_rels/%s.rels", (int)(last_word(part) - part), part,
                   last_word(part));
    if (zip_read_has(zip, name.s))
        rc = part_tree_read(&tree, zip, name.s, err);
    const struct xml_node *at = tree != NULL ? xml_node_first(xml_tree_root(tree)) : NULL;
    for (; at != NULL; at = xml_node_next(at))
        add_relation(out, at, part);
    xml_tree_free(tree);
    str_release(&name);
    return rc;
}

void part_relations_release(struct part_relations *relations) {
    for (size_t i = 0; i < relations->count; i++) {
        mem_free(relations->items[i].id);
        mem_free(relations->items[i].type);
        mem_free(relations->items[i].target);
    }
    mem_free(relations->items);
    *relations = (struct part_relations){0};
}

const struct part_relation *part_relations_find(const struct part_relations *relations,
                                                const char *id) {
    for (size_t i = 0; id != NULL && i < relations->count; i++)
        if (strcmp(relations->items[i].id, id) == 0)
            return &relations->items[i];
    return NULL;
}

const struct part_relation *part_relations_of_type(const struct part_relations *relations,
                                                   const char *type) {
    for (size_t i = 0; i < relations->count; i++)
        if (strcmp(relations->items[i].type, type) == 0 && !relations->items[i].external)
            return &relations->items[i];
    return NULL;
}

/* --- parts --- */

static enum rc read_bytes(struct str *out, struct zip_read *zip, const char *part,
                          struct err *err) {
    enum rc rc = zip_read_part(zip, out, part, err);
    if (rc == RC_OK && out->len == 0)
        rc = err_set(err, RC_INPUT, _("文件里没有部件“%.100s”"), part);
    else if (rc == RC_OK && out->len > REFERENCE_PART_MOST)
        rc = err_set(err, RC_INPUT, _("文件里的部件“%.100s”解开后过大"), part);
    return rc;
}

enum rc part_tree_read(struct xml_tree **out, struct zip_read *zip, const char *part,
                       struct err *err) {
    struct str bytes = STR_INIT;
    *out = NULL;
    enum rc rc = read_bytes(&bytes, zip, part, err);
    if (rc == RC_OK)
        rc = xml_tree_read(out, str_span(&bytes), part, err);
    str_release(&bytes);
    return rc;
}

struct str *part_list_add(struct part_list *list, const char *name) {
    MEM_PUSH_ROOM(list->items, list->count, list->cap);
    struct docx_part *part = &list->items[list->count++];
    part->name = span_copy(span_of(name));
    str_init(&part->bytes);
    return &part->bytes;
}

void part_list_release(struct part_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        mem_free(list->items[i].name);
        str_release(&list->items[i].bytes);
    }
    mem_free(list->items);
    *list = (struct part_list){0};
}

/* --- what headers and footers may hold --- */

/* A field that prints something of this document; others fetch, link or run. */
static bool is_harmless_field(const char *instruction) {
    static const char *const words[] = {
        "PAGE", "NUMPAGES", "SECTION",    "SECTIONPAGES", "STYLEREF",  "DATE",     "TIME", "TITLE",
        "IF",   "SUBJECT",  "CREATEDATE", "SAVEDATE",     "PRINTDATE", "KEYWORDS", "SEQ",  "QUOTE"};
    struct span rest = span_of(instruction), word = SPAN("");
    if (!span_take_word(&rest, &word) || word.p[0] == '=')
        return true;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (word.n == strlen(words[i]) && strncasecmp(word.p, words[i], word.n) == 0)
            return true;
    return false;
}

static enum rc refuse_field(const char *instruction, struct err *err) {
    struct span rest = span_of(instruction), word = SPAN("");
    (void)span_take_word(&rest, &word);
    return err_set(err, RC_INPUT,
                   _("页眉或页脚里有域“%.*s”，会取别处的内容，没有用；请在Word中删去它再试"),
                   (int)(word.n < 40 ? word.n : 40), word.p);
}

/* Fields stand within each other; the words of one may be cut into several runs. */
struct field_scan {
    struct str instructions[8];
    size_t depth;
};

static enum rc end_instruction(struct field_scan *scan, struct err *err) {
    if (scan->depth == 0)
        return RC_OK;
    struct str *instruction = &scan->instructions[scan->depth - 1];
    enum rc rc = is_harmless_field(instruction->s) ? RC_OK : refuse_field(instruction->s, err);
    str_clear(instruction);
    return rc;
}

static enum rc scan_field_mark(struct field_scan *scan, const char *type, struct err *err) {
    enum rc rc = RC_OK;
    if (type == NULL)
        return RC_OK;
    if (strcmp(type, "begin") == 0) {
        if (scan->depth == ARRAY_LEN(scan->instructions))
            return err_set(err, RC_INPUT, _("页眉或页脚里的域层次过多，没有用；请删去再试"));
        str_clear(&scan->instructions[scan->depth++]);
        return RC_OK;
    }
    rc = end_instruction(scan, err);
    if (strcmp(type, "end") == 0 && scan->depth > 0)
        scan->depth--;
    return rc;
}

static enum rc scan_element(struct field_scan *scan, const struct xml_node *node, struct err *err) {
    static const char *const banned[] = {"object",    "control", "altChunk", "subDoc",
                                         "OLEObject", "movie",   "ocx"};
    for (size_t i = 0; i < ARRAY_LEN(banned); i++)
        if (xml_node_is(node, banned[i]))
            return err_set(err, RC_INPUT,
                           _("页眉或页脚里嵌有对象（%s），没有用；请在Word中删去它再试"),
                           banned[i]);
    if (xml_node_is(node, "fldChar"))
        return scan_field_mark(scan, xml_node_attribute(node, "fldCharType"), err);
    if (xml_node_is(node, "instrText") && scan->depth > 0)
        xml_node_add_text(node, &scan->instructions[scan->depth - 1]);
    const char *simple = xml_node_is(node, "fldSimple") ? xml_node_attribute(node, "instr") : NULL;
    return simple == NULL || is_harmless_field(simple) ? RC_OK : refuse_field(simple, err);
}

static enum rc check_header(const struct xml_tree *tree, const char *part, struct err *err) {
    struct field_scan scan = {.depth = 0};
    const struct xml_node *root = xml_tree_root(tree);
    enum rc rc = RC_OK;
    for (size_t i = 0; i < ARRAY_LEN(scan.instructions); i++)
        str_init(&scan.instructions[i]);
    if (!xml_node_is(root, "hdr") && !xml_node_is(root, "ftr"))
        rc = err_set(err, RC_INPUT, _("文件里的部件“%.100s”不是页眉页脚"), part);
    const struct xml_node *at = xml_node_walk(root, NULL);
    for (; rc == RC_OK && at != NULL; at = xml_node_walk(root, at))
        rc = scan_element(&scan, at, err);
    while (rc == RC_OK && scan.depth > 0) { /* fields that never end */
        rc = end_instruction(&scan, err);
        scan.depth--;
    }
    for (size_t i = 0; i < ARRAY_LEN(scan.instructions); i++)
        str_release(&scan.instructions[i]);
    return rc;
}

/* --- pictures --- */

/* The kinds that [Content_Types].xml of reference.c knows. */
static const char *picture_ending(const char *part) {
    static const char *const endings[] = {"png", "jpg", "jpeg", "gif", "bmp", "emf", "wmf", "tif"};
    const char *dot = strrchr(last_word(part), '.');
    for (size_t i = 0; dot != NULL && i < ARRAY_LEN(endings); i++)
        if (strcasecmp(dot + 1, endings[i]) == 0)
            return endings[i];
    return NULL;
}

static enum rc take_picture(struct part_list *list, struct zip_read *zip,
                            const struct part_relation *relation, struct xml_write *relations,
                            struct err *err) {
    struct str name = STR_INIT;
    const char *ending = picture_ending(relation->target);
    if (relation->external || strcmp(relation->type, "image") != 0 || ending == NULL)
        return err_set(
            err, RC_INPUT,
            _("页眉或页脚里有链接或图片以外的东西（%.60s），没有用；请在Word中删去它再试"),
            relation->type);
    str_add_format(&name, "media/picture%zu.%s", list->count, ending);
    xml_leaf(relations, "Relationship", "Id", relation->id, "Type", RELATION_TYPES "/image",
             "Target", name.s, NULL);
    str_splice(&name, 0, 0, SPAN("word/"));
    enum rc rc = read_bytes(part_list_add(list, name.s), zip, relation->target, err);
    str_release(&name);
    return rc;
}

static enum rc take_pictures(struct part_list *list, struct zip_read *zip, const char *part,
                             const char *name, struct err *err) {
    struct part_relations relations = {0};
    struct str own = STR_INIT, path = STR_INIT;
    enum rc rc = part_relations_read(&relations, zip, part, err);
    struct xml_write *xml = xml_write_new(&own);
    xml_declare(xml);
    xml_begin(xml, "Relationships");
    xml_attribute(xml, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
    for (size_t i = 0; rc == RC_OK && i < relations.count; i++)
        rc = take_picture(list, zip, &relations.items[i], xml, err);
    xml_write_free(xml);
    if (rc == RC_OK && relations.count > 0) {
        str_add_format(&path, "word/_rels/%s.rels", last_word(name));
        str_add(part_list_add(list, path.s), str_span(&own));
    }
    str_release(&path);
    str_release(&own);
    part_relations_release(&relations);
    return rc;
}

enum rc part_take_header(struct part_list *list, struct zip_read *zip, const char *part,
                         const char *name, struct err *err) {
    struct xml_tree *tree = NULL;
    enum rc rc = part_tree_read(&tree, zip, part, err);
    if (rc == RC_OK)
        rc = check_header(tree, part, err);
    if (rc == RC_OK)
        rc = xml_tree_add(part_list_add(list, name), tree, err);
    if (rc == RC_OK)
        rc = take_pictures(list, zip, part, name, err);
    xml_tree_free(tree);
    return rc;
}
