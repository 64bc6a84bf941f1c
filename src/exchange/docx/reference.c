#include "exchange/docx/reference.h"

#include "base/embedded.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/reference_part.h"
#include "exchange/docx/reference_style.h"
#include "exchange/package/xml_write.h"

#include <string.h>

#define DOCUMENT_PART   "word/document.xml"
#define TRANSITIONAL    "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_TYPE       "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PACKAGE         "http://schemas.openxmlformats.org/package/2006/"
#define PROPERTIES_TYPE "application/vnd.openxmlformats-"

enum { PAGE_MOST = 31680 /* twips, Word's largest page */, WIDTH_LEAST = 2268 /* 40 mm */ };
enum { A4_WIDTH = 11906, A4_HEIGHT = 16838, WORD_MARGIN = 1800 /* where a file says nothing */ };
enum { HEADERS_MOST = 6 /* three kinds of headers, three of footers */ };

struct docx_reference {
    struct xml_tree *document;
    const struct xml_node *section; /* its last <w:sectPr>, of document */
    struct header {
        const char *element, *type; /* "headerReference", "default" */
        char *name;                 /* "header1.xml" */
    } headers[HEADERS_MOST];
    size_t header_count;
    bool has_fonts, has_theme;
    struct style_map styles;
    long width, turned_width;
    struct part_list parts;
};

/* --- the page --- */

static long length_of(const struct xml_node *node, const char *name, long otherwise) {
    const char *value = xml_node_attribute(node, name);
    uint64_t number = 0;
    return value != NULL && span_to_number(span_of(value), PAGE_MOST, &number) ? (long)number
                                                                               : otherwise;
}

static bool is_landscape(const struct docx_reference *reference) {
    const struct xml_node *size = xml_node_child(reference->section, "pgSz");
    return length_of(size, "w", A4_WIDTH) > length_of(size, "h", A4_HEIGHT);
}

static enum rc measure_page(struct docx_reference *reference, struct err *err) {
    const struct xml_node *size = xml_node_child(reference->section, "pgSz");
    const struct xml_node *margins = xml_node_child(reference->section, "pgMar");
    reference->width = length_of(size, "w", A4_WIDTH) - length_of(margins, "left", WORD_MARGIN) -
                       length_of(margins, "right", WORD_MARGIN) - length_of(margins, "gutter", 0);
    if (reference->width < WIDTH_LEAST)
        return err_set(err, RC_INPUT, _("页面左右页边距之间不到4厘米，放不下正文和表格"));
    long turned = length_of(size, "h", A4_HEIGHT) - length_of(margins, "top", WORD_MARGIN) -
                  length_of(margins, "bottom", WORD_MARGIN);
    bool lies = is_landscape(reference) || turned < WIDTH_LEAST;
    reference->turned_width = lies ? reference->width : turned;
    return RC_OK;
}

/* The last section is the page; earlier ones lend it the headers that it does not change. */
static const struct xml_node *last_section(const struct xml_node *root) {
    const struct xml_node *found = NULL;
    for (const struct xml_node *at = NULL; (at = xml_node_walk(root, at)) != NULL;)
        if (xml_node_is(at, "sectPr"))
            found = at;
    return found;
}

static const char *header_target(const struct docx_reference *reference, const char *element,
                                 const char *type) {
    const struct xml_node *root = xml_tree_root(reference->document);
    const char *id = NULL;
    for (const struct xml_node *at = NULL; (at = xml_node_walk(root, at)) != NULL;) {
        const char *of = xml_node_is(at, element) ? xml_node_attribute(at, "type") : NULL;
        if (of != NULL && strcmp(of, type) == 0)
            id = xml_node_attribute(at, "id");
    }
    return id;
}

static enum rc take_headers(struct docx_reference *reference, struct zip_read *zip,
                            const struct part_relations *relations, struct err *err) {
    static const char *const elements[] = {"headerReference", "footerReference"};
    static const char *const types[] = {"even", "default", "first"};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < HEADERS_MOST; i++) {
        const char *element = elements[i / 3], *type = types[i % 3];
        const struct part_relation *relation =
            part_relations_find(relations, header_target(reference, element, type));
        if (relation == NULL || relation->external)
            continue;
        struct str name = STR_INIT;
        struct header *header = &reference->headers[reference->header_count++];
        str_add_format(&name, "word/%.6s%zu.xml", element, reference->header_count);
        *header = (struct header){element, type, span_copy(span_sub(str_span(&name), 5, name.len))};
        rc = part_take_header(&reference->parts, zip, relation->target, name.s, err);
        str_release(&name);
    }
    return rc;
}

/* --- styles, fonts, theme, settings --- */

static enum rc take_styles(struct docx_reference *reference, struct zip_read *zip,
                           const struct part_relations *relations, struct err *err) {
    const struct part_relation *relation = part_relations_of_type(relations, "styles");
    struct xml_tree *tree = NULL;
    if (relation == NULL)
        return err_set(err, RC_INPUT, _("文件里没有样式；请在Word或WPS中另存为.docx再试"));
    enum rc rc = part_tree_read(&tree, zip, relation->target, err);
    if (rc == RC_OK && !xml_node_is(xml_tree_root(tree), "styles"))
        rc = err_set(err, RC_INPUT, _("文件里没有样式；请在Word或WPS中另存为.docx再试"));
    if (rc == RC_OK)
        rc = style_map_merge(&reference->styles, tree, err);
    if (rc == RC_OK)
        rc = xml_tree_add(part_list_add(&reference->parts, "word/styles.xml"), tree, err);
    xml_tree_free(tree);
    return rc;
}

/* A font's own file stays behind: only its name and what may stand in for it come along. */
static enum rc take_fonts(struct docx_reference *reference, struct zip_read *zip,
                          const struct part_relations *relations, struct err *err) {
    static const char *const embedded[] = {"embedRegular", "embedBold", "embedItalic",
                                           "embedBoldItalic"};
    const struct part_relation *relation = part_relations_of_type(relations, "fontTable");
    struct xml_tree *tree = NULL;
    if (relation == NULL)
        return RC_OK;
    enum rc rc = part_tree_read(&tree, zip, relation->target, err);
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(embedded); i++)
        xml_node_drop_all(xml_tree_root(tree), embedded[i]);
    if (rc == RC_OK)
        rc = xml_tree_add(part_list_add(&reference->parts, "word/fontTable.xml"), tree, err);
    reference->has_fonts = rc == RC_OK;
    xml_tree_free(tree);
    return rc;
}

static enum rc take_theme(struct docx_reference *reference, struct zip_read *zip,
                          const struct part_relations *relations, struct err *err) {
    const struct part_relation *relation = part_relations_of_type(relations, "theme");
    struct part_relations own = {0};
    struct xml_tree *tree = NULL;
    if (relation == NULL)
        return RC_OK;
    enum rc rc = part_relations_read(&own, zip, relation->target, err);
    if (rc == RC_OK && own.count > 0)
        rc = err_set(err, RC_INPUT, _("主题里带有图片；请在Word中换一个不带图片的主题再试"));
    if (rc == RC_OK)
        rc = part_tree_read(&tree, zip, relation->target, err);
    if (rc == RC_OK)
        rc = xml_tree_add(part_list_add(&reference->parts, "word/theme/theme1.xml"), tree, err);
    reference->has_theme = rc == RC_OK;
    part_relations_release(&own);
    xml_tree_free(tree);
    return rc;
}

/* Our settings, but for whether pages have two sides: that belongs to the office's footers. */
static enum rc take_settings(struct docx_reference *reference, struct zip_read *zip,
                             const struct part_relations *relations, struct err *err) {
    const struct part_relation *relation = part_relations_of_type(relations, "settings");
    const struct embedded *file = embedded_find("docx/settings.xml");
    struct xml_tree *theirs = NULL, *ours = NULL;
    assert(file != NULL);
    enum rc rc = relation != NULL ? part_tree_read(&theirs, zip, relation->target, err) : RC_OK;
    if (rc == RC_OK)
        rc = xml_tree_read(&ours, embedded_text(file), "settings.xml", err);
    const struct xml_node *two_sides =
        theirs != NULL ? xml_node_child(xml_tree_root(theirs), "evenAndOddHeaders") : NULL;
    const char *on = xml_node_attribute(two_sides, "val");
    bool off =
        two_sides == NULL || (on != NULL && (strcmp(on, "0") == 0 || strcmp(on, "false") == 0));
    if (rc == RC_OK && off)
        xml_node_drop_all(xml_tree_root(ours), "evenAndOddHeaders");
    if (rc == RC_OK)
        rc = xml_tree_add(part_list_add(&reference->parts, "word/settings.xml"), ours, err);
    xml_tree_free(ours);
    xml_tree_free(theirs);
    return rc;
}

/* --- the package --- */

static void write_override(struct xml_write *xml, const char *part, const char *type) {
    xml_leaf(xml, "Override", "PartName", part, "ContentType", type, NULL);
}

static void write_types(struct docx_reference *reference, struct str *out) {
    static const char *const defaults[][2] = {
        {"rels", PROPERTIES_TYPE "package.relationships+xml"},
        {"xml", "application/xml"},
        {"png", "image/png"},
        {"jpg", "image/jpeg"},
        {"jpeg", "image/jpeg"},
        {"gif", "image/gif"},
        {"bmp", "image/bmp"},
        {"emf", "image/x-emf"},
        {"wmf", "image/x-wmf"},
        {"tif", "image/tiff"},
    };
    struct xml_write *xml = xml_write_new(out);
    xml_declare(xml);
    xml_begin(xml, "Types");
    xml_attribute(xml, "xmlns", PACKAGE "content-types");
    for (size_t i = 0; i < ARRAY_LEN(defaults); i++)
        xml_leaf(xml, "Default", "Extension", defaults[i][0], "ContentType", defaults[i][1], NULL);
    write_override(xml, "/word/document.xml", WORD_TYPE "document.main+xml");
    write_override(xml, "/word/styles.xml", WORD_TYPE "styles+xml");
    write_override(xml, "/word/settings.xml", WORD_TYPE "settings+xml");
    if (reference->has_fonts)
        write_override(xml, "/word/fontTable.xml", WORD_TYPE "fontTable+xml");
    if (reference->has_theme)
        write_override(xml, "/word/theme/theme1.xml", PROPERTIES_TYPE "officedocument.theme+xml");
    for (size_t i = 0; i < reference->header_count; i++) {
        struct str name = STR_INIT;
        bool header = reference->headers[i].name[0] == 'h';
        str_add_format(&name, "/word/%s", reference->headers[i].name);
        write_override(xml, name.s, header ? WORD_TYPE "header+xml" : WORD_TYPE "footer+xml");
        str_release(&name);
    }
    write_override(xml, "/docProps/core.xml", PROPERTIES_TYPE "package.core-properties+xml");
    write_override(xml, "/docProps/app.xml",
                   PROPERTIES_TYPE "officedocument.extended-properties+xml");
    xml_write_free(xml);
}

static void add_header_id(struct str *out, size_t index) {
    str_add_format(out, "rIdH%zu", index + 1);
}

static void write_relations(struct docx_reference *reference, struct str *out) {
    const struct {
        const char *id, *type, *target;
        bool is;
    } fixed[] = {
        {"rId1", RELATION_TYPES "/styles", "styles.xml", true},
        {"rId2", RELATION_TYPES "/settings", "settings.xml", true},
        {"rId3", RELATION_TYPES "/fontTable", "fontTable.xml", reference->has_fonts},
        {"rId4", RELATION_TYPES "/theme", "theme/theme1.xml", reference->has_theme},
    };
    struct xml_write *xml = xml_write_new(out);
    xml_declare(xml);
    xml_begin(xml, "Relationships");
    xml_attribute(xml, "xmlns", PACKAGE "relationships");
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        if (fixed[i].is)
            xml_leaf(xml, "Relationship", "Id", fixed[i].id, "Type", fixed[i].type, "Target",
                     fixed[i].target, NULL);
    for (size_t i = 0; i < reference->header_count; i++) {
        struct str id = STR_INIT;
        const char *name = reference->headers[i].name;
        add_header_id(&id, i);
        xml_leaf(xml, "Relationship", "Id", id.s, "Type",
                 name[0] == 'h' ? RELATION_TYPES "/header" : RELATION_TYPES "/footer", "Target",
                 name, NULL);
        str_release(&id);
    }
    xml_write_free(xml);
}

static void write_attribute(void *self, const char *name, const char *value) {
    struct str full = STR_INIT;
    str_add_format(&full, "w:%s", name);
    xml_attribute(self, full.s, value);
    str_release(&full);
}

static void write_element(struct xml_write *xml, const struct xml_node *node) {
    struct str name = STR_INIT;
    str_add_format(&name, "w:%s", xml_node_name(node));
    xml_begin(xml, name.s);
    xml_node_each_attribute(node, write_attribute, xml);
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at))
        write_element(xml, at);
    xml_end(xml);
    str_release(&name);
}

/* The page lies on its right side: what was at the left is above. */
static void write_turned(const struct docx_reference *reference, struct xml_write *xml) {
    static const struct {
        const char *to, *from;
        long otherwise;
    } margins[] = {{"w:top", "left", WORD_MARGIN},
                   {"w:right", "top", WORD_MARGIN},
                   {"w:bottom", "right", WORD_MARGIN},
                   {"w:left", "bottom", WORD_MARGIN},
                   {"w:header", "header", 851},
                   {"w:footer", "footer", 851},
                   {"w:gutter", "", 0}};
    const struct xml_node *size = xml_node_child(reference->section, "pgSz");
    const struct xml_node *margin = xml_node_child(reference->section, "pgMar");
    xml_begin(xml, "w:pgSz");
    xml_attribute_number(xml, "w:w", length_of(size, "h", A4_HEIGHT));
    xml_attribute_number(xml, "w:h", length_of(size, "w", A4_WIDTH));
    xml_attribute(xml, "w:orient", "landscape");
    xml_end(xml);
    xml_begin(xml, "w:pgMar");
    for (size_t i = 0; i < ARRAY_LEN(margins); i++)
        xml_attribute_number(xml, margins[i].to,
                             length_of(margin, margins[i].from, margins[i].otherwise));
    xml_end(xml);
}

static void write_taken(const struct docx_reference *reference, struct xml_write *xml,
                        const char *name) {
    const struct xml_node *node = xml_node_child(reference->section, name);
    if (node != NULL)
        write_element(xml, node);
}

/* From 1 where the file does not say from where, once; they go on as they look. */
static void write_numbers(const struct docx_reference *reference, struct xml_write *xml,
                          bool goes_on) {
    const struct xml_node *node = xml_node_child(reference->section, "pgNumType");
    const char *look = xml_node_attribute(node, "fmt");
    if (goes_on && look != NULL)
        xml_leaf(xml, "w:pgNumType", "w:fmt", look, NULL);
    else if (!goes_on && node != NULL)
        write_element(xml, node);
    else if (!goes_on)
        xml_leaf(xml, "w:pgNumType", "w:start", "1", NULL);
}

void docx_reference_write_section(const struct docx_reference *reference, struct xml_write *xml,
                                  const struct docx_page *page) {
    static const char *const before[] = {"pgSz", "pgMar"};
    static const char *const behind[] = {"pgBorders", "lnNumType"};
    bool turned = page->landscape && !is_landscape(reference);
    xml_begin(xml, "w:sectPr");
    for (size_t i = 0; i < reference->header_count && !page->front; i++) {
        struct str id = STR_INIT;
        const struct header *header = &reference->headers[i];
        add_header_id(&id, i);
        xml_leaf(xml, header->element[0] == 'h' ? "w:headerReference" : "w:footerReference",
                 "w:type", header->type, "r:id", id.s, NULL);
        str_release(&id);
    }
    if (turned)
        write_turned(reference, xml);
    for (size_t i = 0; i < ARRAY_LEN(before) && !turned; i++)
        write_taken(reference, xml, before[i]);
    for (size_t i = 0; i < ARRAY_LEN(behind); i++)
        write_taken(reference, xml, behind[i]);
    if (!page->front)
        write_numbers(reference, xml, page->goes_on);
    if (!page->front && !page->goes_on)
        write_taken(reference, xml, "titlePg");
    write_taken(reference, xml, "docGrid");
    xml_end(xml);
}

/* --- opening --- */

static enum rc check_document(struct docx_reference *reference, struct err *err) {
    const struct xml_node *root = xml_tree_root(reference->document);
    if (!xml_node_is(root, "document"))
        return err_set(err, RC_INPUT, _("不是Word文件（.docx）"));
    if (strcmp(xml_node_namespace(root), TRANSITIONAL) != 0)
        return err_set(err, RC_INPUT,
                       _("是严格的Open XML格式；请在Word中另存为一般的“Word文档（.docx）”再试"));
    reference->section = last_section(root);
    if (reference->section == NULL)
        return err_set(err, RC_INPUT, _("文件里没有页面设置；请在Word或WPS中另存为.docx再试"));
    return measure_page(reference, err);
}

static enum rc take_parts(struct docx_reference *reference, struct zip_read *zip, struct err *err) {
    static enum rc (*const takes[])(struct docx_reference *, struct zip_read *,
                                    const struct part_relations *, struct err *) = {
        take_styles, take_settings, take_fonts, take_theme, take_headers};
    struct part_relations relations = {0};
    /* comes first and is written last, when all is known */
    (void)part_list_add(&reference->parts, "[Content_Types].xml");
    enum rc rc = part_relations_read(&relations, zip, DOCUMENT_PART, err);
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(takes); i++)
        rc = takes[i](reference, zip, &relations, err);
    if (rc == RC_OK) {
        const struct embedded *rels = embedded_find("docx/package-rels.xml");
        const struct embedded *app = embedded_find("docx/app.xml");
        assert(rels != NULL && app != NULL);
        str_add(part_list_add(&reference->parts, "_rels/.rels"), embedded_text(rels));
        str_add(part_list_add(&reference->parts, "docProps/app.xml"), embedded_text(app));
        write_relations(reference,
                        part_list_add(&reference->parts, "word/_rels/document.xml.rels"));
        write_types(reference, &reference->parts.items[0].bytes);
    }
    part_relations_release(&relations);
    return rc;
}

enum rc docx_reference_open(struct docx_reference **out, struct span bytes, struct err *err) {
    struct docx_reference *reference = MEM_NEW(struct docx_reference);
    struct zip_read *zip = NULL;
    *out = NULL;
    enum rc rc = zip_read_open(&zip, bytes, err);
    if (rc == RC_OK && !zip_read_has(zip, DOCUMENT_PART))
        rc = err_set(err, RC_INPUT, _("不是Word文件（.docx）"));
    if (rc == RC_OK)
        rc = part_tree_read(&reference->document, zip, DOCUMENT_PART, err);
    if (rc == RC_OK)
        rc = check_document(reference, err);
    if (rc == RC_OK)
        rc = take_parts(reference, zip, err);
    zip_read_close(zip);
    if (rc == RC_OK)
        *out = reference;
    else
        docx_reference_free(reference);
    return rc;
}

void docx_reference_free(struct docx_reference *reference) {
    if (reference == NULL)
        return;
    for (size_t i = 0; i < reference->header_count; i++)
        mem_free(reference->headers[i].name);
    style_map_release(&reference->styles);
    part_list_release(&reference->parts);
    xml_tree_free(reference->document);
    mem_free(reference);
}

/* --- what is known of it --- */

const char *docx_reference_style(const struct docx_reference *reference, const char *style) {
    return style_map_find(&reference->styles, style);
}

long docx_reference_width(const struct docx_reference *reference, bool landscape) {
    return landscape ? reference->turned_width : reference->width;
}

const struct docx_part *docx_reference_parts(const struct docx_reference *reference,
                                             size_t *count) {
    *count = reference->parts.count;
    return reference->parts.items;
}
