/*
 * docx_builder.h - Word files for tests, part by part, as other programs write them.
 */
#ifndef TESTS_SUPPORT_DOCX_BUILDER_H
#define TESTS_SUPPORT_DOCX_BUILDER_H

#include "base/text/str.h"

enum { DOCX_BUILDER_PARTS = 16 };

struct docx_builder {
    struct {
        const char *name;
        struct str text;
    } parts[DOCX_BUILDER_PARTS];
    size_t count;
};

#define DOCX_W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* A part of any text; `name` must outlive the builder. */
void docx_builder_add(struct docx_builder *builder, const char *name, struct span text);
/* document.xml around its body; styles.xml, numbering.xml, comments.xml … around their content
 * (`kind`: "styles" …), all related to the document. NULL content: none. */
void docx_builder_document(struct docx_builder *builder, const char *body);
void docx_builder_related(struct docx_builder *builder, const char *kind, const char *content);
void docx_builder_finish(struct docx_builder *builder, struct str *out); /* empties it */
/* All at once; styles and numbering may be NULL. */
void docx_build(struct str *out, const char *body, const char *styles, const char *numbering);

/* Appends <w:p> with properties (or NULL) and one run. */
void docx_add_paragraph(struct str *body, const char *properties, struct span text);
void docx_add_escaped(struct str *out, struct span text);

#endif
