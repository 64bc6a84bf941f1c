#include "exchange/docx/comment.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/docx/comment_mark.h"
#include "exchange/docx/parts.h"
#include "exchange/package/xml_tree.h"
#include "exchange/package/xml_write.h"
#include "exchange/package/zip_read.h"
#include "exchange/package/zip_write.h"

#include <stdlib.h>
#include <string.h>

#define PACKAGE       "http://schemas.openxmlformats.org/package/2006/"
#define DECLARATION   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define CONTENT_TYPES "[Content_Types].xml"
#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#define TRANSITIONAL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
#define STRICT        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"

/* The file that is being written to. */
struct target {
    struct span docx;
    struct zip_read *zip;
    struct docx_parts parts;
    struct xml_tree *document, *comments;
    char *comments_name;
    long next_id;
    struct str texts[4]; /* of the parts that change */
    struct zip_part changed[4];
    size_t changed_count;
};

/* A part as a tree; where the file has none, from what it begins as. */
static enum rc read_tree(struct target *target, struct xml_tree **out, const char *part,
                         const char *otherwise, struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(target->zip, &bytes, part, err);
    if (rc == RC_OK && bytes.len == 0)
        str_add_text(&bytes, otherwise);
    if (rc == RC_OK)
        rc = xml_tree_read(out, str_span(&bytes), part, err);
    str_release(&bytes);
    return rc;
}

static enum rc change_part(struct target *target, const char *name, const struct xml_tree *tree,
                           struct err *err) {
    struct str *text = &target->texts[target->changed_count];
    enum rc rc = xml_tree_add(text, tree, err);
    if (rc == RC_OK)
        target->changed[target->changed_count++] = (struct zip_part){name, str_span(text)};
    return rc;
}

/* --- ids and names that are free --- */

static void see_id(struct target *target, const struct xml_node *node) {
    static const char *const names[] = {"comment", "commentReference", "commentRangeStart"};
    const char *id = xml_node_attribute(node, "id");
    for (size_t i = 0; id != NULL && i < ARRAY_LEN(names); i++) {
        long number = xml_node_is(node, names[i]) ? strtol(id, NULL, 10) : -1;
        if (number >= target->next_id && number < INT32_MAX)
            target->next_id = number + 1;
    }
}

static void see_ids(struct target *target, const struct xml_tree *tree) {
    struct xml_node *root = xml_tree_root(tree), *at = NULL;
    while ((at = xml_node_walk(root, at)) != NULL)
        see_id(target, at);
}

static bool has_value(const struct xml_node *root, const char *attribute, const char *value) {
    const struct xml_node *at = NULL;
    while ((at = xml_node_walk(root, at)) != NULL) {
        const char *own = xml_node_attribute(at, attribute);
        if (own != NULL && strcmp(own, value) == 0)
            return true;
    }
    return false;
}

/* Beside the document, under a name that no part has. */
static char *free_name(const struct target *target) {
    const char *slash = strrchr(target->parts.document, '/');
    int folder = slash != NULL ? (int)(slash - target->parts.document) + 1 : 0;
    struct str name = STR_INIT;
    for (int i = 0; i == 0 || zip_read_has(target->zip, name.s); i++) {
        str_clear(&name);
        str_add_format(&name, "%.*scomments", folder, target->parts.document);
        if (i > 0)
            str_add_format(&name, "%d", i);
        str_add_text(&name, ".xml");
    }
    return str_detach(&name);
}

/* --- what names the part --- */

static enum rc add_relation(struct target *target, struct err *err) {
    struct xml_tree *tree = NULL;
    struct str id = STR_INIT;
    enum rc rc = read_tree(target, &tree, target->parts.relations,
                           DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\"/>", err);
    if (rc == RC_OK) {
        struct xml_node *root = xml_tree_root(tree);
        for (int i = 1; i == 1 || has_value(root, "Id", id.s); i++) {
            str_clear(&id);
            str_add_format(&id, "rIdComments%d", i);
        }
        const char *word = xml_node_namespace(xml_tree_root(target->document));
        bool strict = span_starts_with(span_of(word), SPAN("http://purl.oclc.org/"));
        struct xml_node *relation = xml_node_add(root, XML_LAST, "Relationship");
        xml_node_give_plain(relation, "Id", id.s);
        xml_node_give_plain(relation, "Type", strict ? STRICT : TRANSITIONAL);
        const char *slash = strrchr(target->comments_name, '/'); /* it stands beside the document */
        xml_node_give_plain(relation, "Target", slash != NULL ? slash + 1 : target->comments_name);
        rc = change_part(target, target->parts.relations, tree, err);
    }
    xml_tree_free(tree);
    str_release(&id);
    return rc;
}

static enum rc add_type(struct target *target, struct err *err) {
    struct xml_tree *tree = NULL;
    struct str name = STR_INIT;
    enum rc rc = read_tree(target, &tree, CONTENT_TYPES,
                           DECLARATION "<Types xmlns=\"" PACKAGE "content-types\"/>", err);
    str_add_format(&name, "/%s", target->comments_name);
    if (rc == RC_OK && !has_value(xml_tree_root(tree), "PartName", name.s)) {
        struct xml_node *type = xml_node_add(xml_tree_root(tree), XML_LAST, "Override");
        xml_node_give_plain(type, "PartName", name.s);
        xml_node_give_plain(type, "ContentType", COMMENTS_TYPE);
        rc = change_part(target, CONTENT_TYPES, tree, err);
    }
    xml_tree_free(tree);
    str_release(&name);
    return rc;
}

/* --- the comments --- */

static void add_text(struct xml_node *comment, struct span text) {
    struct span line;
    struct str words = STR_INIT;
    while (span_take_line(&text, &line)) {
        struct xml_node *paragraph = xml_node_add(comment, XML_LAST, "p");
        struct xml_node *run = xml_node_add(paragraph, XML_LAST, "r");
        str_clear(&words);
        xml_add_clean(&words, line);
        xml_node_say(xml_node_add(run, XML_LAST, "t"), str_span(&words));
    }
    str_release(&words);
}

static void add_comment(struct target *target, struct span text, const char *author, long id) {
    struct str value = STR_INIT;
    struct xml_node *comment = xml_node_add(xml_tree_root(target->comments), XML_LAST, "comment");
    str_add_format(&value, "%ld", id);
    xml_node_give(comment, "id", value.s);
    xml_node_give(comment, "author", author);
    add_text(comment, text);
    str_release(&value);
}

static bool is_before(struct docx_spot a, struct docx_spot b) {
    return a.element < b.element || (a.element == b.element && a.point < b.point);
}

/* The character next to a place that stands somewhere: before it, else behind it. */
static struct docx_spot nearest(const struct docx_trace *trace, size_t place) {
    for (size_t i = place < trace->count ? place : trace->count; i-- > 0;)
        if (trace->spots[i].element > 0)
            return trace->spots[i];
    for (size_t i = place; i < trace->count; i++)
        if (trace->spots[i].element > 0)
            return trace->spots[i];
    return (struct docx_spot){0};
}

/* The text of a box follows the paragraph that it stands in: the end may not come first. */
static struct docx_comment_mark find_mark(const struct docx_trace *trace,
                                          const struct docx_comment *comment, long id) {
    struct docx_comment_mark mark = {.id = id};
    for (size_t i = comment->from; i < comment->to && i < trace->count; i++) {
        struct docx_spot spot = trace->spots[i];
        if (spot.element == 0)
            continue;
        if (mark.first.element == 0)
            mark.first = spot;
        if (!is_before(spot, mark.last))
            mark.last = spot;
    }
    if (mark.first.element == 0)
        mark.first = mark.last = nearest(trace, comment->from);
    return mark;
}

static enum rc add_all(struct target *target, const struct docx_trace *trace,
                       const struct docx_comment *comments, size_t count, const char *author,
                       struct err *err) {
    struct docx_comment_mark *marks = mem_alloc_zero(count + 1, sizeof *marks);
    for (size_t i = 0; i < count; i++) {
        marks[i] = find_mark(trace, &comments[i], target->next_id++);
        add_comment(target, comments[i].text, author, marks[i].id);
    }
    bool placed = docx_mark_comments(target->document, marks, count);
    mem_free(marks);
    if (!placed)
        return err_set(err, RC_INPUT, _("这个Word文件里没有正文，没有可以写批注的地方"));
    enum rc rc = change_part(target, target->parts.document, target->document, err);
    return rc == RC_OK ? change_part(target, target->comments_name, target->comments, err) : rc;
}

static enum rc open_target(struct target *target, struct err *err) {
    struct str begin = STR_INIT;
    enum rc rc = zip_read_open(&target->zip, target->docx, err);
    if (rc == RC_OK)
        rc = docx_parts_find(&target->parts, target->zip, err);
    if (rc == RC_OK)
        rc = read_tree(target, &target->document, target->parts.document, "", err);
    if (rc != RC_OK)
        return rc;
    target->comments_name = target->parts.comments != NULL
                                ? span_copy(span_of(target->parts.comments))
                                : free_name(target);
    str_add_format(&begin, DECLARATION "<w:comments xmlns:w=\"%s\"/>",
                   xml_node_namespace(xml_tree_root(target->document)));
    rc = read_tree(target, &target->comments, target->comments_name, begin.s, err);
    str_release(&begin);
    return rc;
}

static void close_target(struct target *target) {
    xml_tree_free(target->comments);
    xml_tree_free(target->document);
    docx_parts_release(&target->parts);
    zip_read_close(target->zip);
    mem_free(target->comments_name);
    for (size_t i = 0; i < ARRAY_LEN(target->texts); i++)
        str_release(&target->texts[i]);
}

enum rc docx_add_comments(struct str *out, struct span docx, const struct docx_trace *trace,
                          const struct docx_comment *comments, size_t count, const char *author,
                          struct err *err) {
    struct target target = {.docx = docx};
    if (count == 0) {
        str_add(out, docx);
        return RC_OK;
    }
    for (size_t i = 0; i < ARRAY_LEN(target.texts); i++)
        str_init(&target.texts[i]);
    enum rc rc = open_target(&target, err);
    if (rc == RC_OK) {
        see_ids(&target, target.document);
        see_ids(&target, target.comments);
        rc = add_all(&target, trace, comments, count, author, err);
    }
    if (rc == RC_OK && target.parts.comments == NULL)
        rc = add_relation(&target, err);
    if (rc == RC_OK)
        rc = add_type(&target, err);
    if (rc == RC_OK)
        rc = zip_write_changed(out, docx, target.changed, target.changed_count, err);
    close_target(&target);
    return rc;
}
