#include "tests/support/docx_builder.h"

#include "base/mem.h"

#include <string.h>
#include <zip.h>

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE  "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

void docx_builder_add(struct docx_builder *builder, const char *name, struct span text) {
    assert(builder->count < DOCX_BUILDER_PARTS);
    builder->parts[builder->count].name = name;
    str_init(&builder->parts[builder->count].text);
    str_add(&builder->parts[builder->count++].text, text);
}

static void add_around(struct docx_builder *builder, const char *name, const char *element,
                       const char *content) {
    struct str text = STR_INIT;
    str_add_format(
        &text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:%s " DOCX_W
        " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
        " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
        " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
        " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
        " xmlns:v=\"urn:schemas-microsoft-com:vml\""
        " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">",
        element);
    str_add_text(&text, content);
    str_add_format(&text, "</w:%s>", element);
    docx_builder_add(builder, name, str_span(&text));
    str_release(&text);
}

void docx_builder_document(struct docx_builder *builder, const char *body) {
    struct str text = STR_INIT;
    str_add_text(&text, "<w:body>");
    str_add_text(&text, body);
    str_add_text(&text, "<w:sectPr/></w:body>");
    add_around(builder, "word/document.xml", "document", text.s);
    str_release(&text);
}

void docx_builder_related(struct docx_builder *builder, const char *kind, const char *content) {
    static const char *const names[][2] = {{"styles", "word/styles.xml"},
                                           {"numbering", "word/numbering.xml"},
                                           {"footnotes", "word/footnotes.xml"},
                                           {"hdr", "word/header1.xml"},
                                           {"comments", "word/comments.xml"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (content != NULL && strcmp(names[i][0], kind) == 0)
            add_around(builder, names[i][1], kind, content);
}

static bool has_part(const struct docx_builder *builder, const char *name) {
    for (size_t i = 0; i < builder->count; i++)
        if (strcmp(builder->parts[i].name, name) == 0)
            return true;
    return false;
}

static void add_relations(struct docx_builder *builder) {
    struct str relations = STR_INIT;
    docx_builder_add(builder, "_rels/.rels",
                     SPAN("<Relationships " PACKAGE "><Relationship Id=\"r1\" Type=\"" RELATION
                          "officeDocument\" Target=\"word/document.xml\"/></Relationships>"));
    str_add_text(&relations,
                 "<Relationships " PACKAGE "><Relationship Id=\"r1\" Type=\"" RELATION
                 "styles\" Target=\"styles.xml\"/><Relationship Id=\"r2\" Type=\"" RELATION
                 "numbering\" Target=\"/word/numbering.xml\"/><Relationship Id=\"r3\" "
                 "Type=\"" RELATION
                 "footnotes\" Target=\"../word/footnotes.xml\"/><Relationship Id=\"r4\" "
                 "Type=\"" RELATION "header\" Target=\"header1.xml\"/>");
    if (has_part(builder, "word/comments.xml"))
        str_add_text(&relations, "<Relationship Id=\"r5\" Type=\"" RELATION
                                 "comments\" Target=\"comments.xml\"/>");
    str_add_text(&relations, "</Relationships>");
    if (!has_part(builder, "word/_rels/document.xml.rels")) /* a test may have its own */
        docx_builder_add(builder, "word/_rels/document.xml.rels", str_span(&relations));
    str_release(&relations);
}

void docx_builder_finish(struct docx_builder *builder, struct str *out) {
    zip_error_t error;
    zip_stat_t stat;
    zip_error_init(&error);
    add_relations(builder);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    assert(zip != NULL);
    zip_source_keep(source);
    for (size_t i = 0; i < builder->count; i++) {
        struct span text = str_span(&builder->parts[i].text);
        zip_int64_t index =
            zip_file_add(zip, builder->parts[i].name, zip_source_buffer(zip, text.p, text.n, 0), 0);
        assert(index >= 0);
    }
    int closed = zip_close(zip);
    assert(closed == 0);
    closed = zip_source_open(source) | zip_source_stat(source, &stat);
    assert(closed == 0);
    str_reserve(out, stat.size);
    zip_int64_t read = zip_source_read(source, out->s + out->len, stat.size);
    assert(read == (zip_int64_t)stat.size);
    out->len += (size_t)read;
    out->s[out->len] = '\0';
    (void)zip_source_close(source);
    zip_source_free(source);
    zip_error_fini(&error);
    for (size_t i = 0; i < builder->count; i++)
        str_release(&builder->parts[i].text);
    builder->count = 0;
}

void docx_build(struct str *out, const char *body, const char *styles, const char *numbering) {
    struct docx_builder builder = {0};
    docx_builder_document(&builder, body);
    docx_builder_related(&builder, "styles", styles);
    docx_builder_related(&builder, "numbering", numbering);
    docx_builder_finish(&builder, out);
}

void docx_add_escaped(struct str *out, struct span text) {
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '<')
            str_add_text(out, "&lt;");
        else if (c == '&')
            str_add_text(out, "&amp;");
        else
            str_add_byte(out, c);
    }
}

void docx_add_paragraph(struct str *body, const char *properties, struct span text) {
    str_add_text(body, "<w:p>");
    if (properties != NULL)
        str_add_format(body, "<w:pPr>%s</w:pPr>", properties);
    str_add_text(body, "<w:r><w:t xml:space=\"preserve\">");
    docx_add_escaped(body, text);
    str_add_text(body, "</w:t></w:r></w:p>");
}
