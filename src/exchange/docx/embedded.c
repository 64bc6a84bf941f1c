#include "exchange/docx/embedded.h"

#include "exchange/docx/parts.h"
#include "exchange/docx/walk.h"
#include "exchange/docx/walk_picture.h"
#include "model/import_draft.h"

/* The part that an attribute of the open element names by its relation, unpacked; its name, or
 * NULL. */
static const char *take_part(struct docx_walk *walk, const char *attribute, struct str *bytes) {
    const struct docx_embedded *embedded = walk->embedded;
    struct err ignored = {.rc = RC_OK}; /* it is counted */
    if (embedded == NULL)
        return NULL;
    const char *part = docx_parts_target(embedded->parts, xml_read_attribute(walk->xml, attribute));
    if (part == NULL || zip_read_part(embedded->zip, bytes, part, &ignored) != RC_OK)
        return NULL;
    return bytes->len > 0 ? part : NULL;
}

/* The blocks of another document, behind what is there. */
static void add_blocks(struct docx_walk *walk, struct document *into,
                       const struct document *document) {
    for (size_t i = 0; i < document->count; i++) {
        const struct block *from = &document->blocks[i];
        bool table = from->kind == BLOCK_TABLE;
        struct block *block = document_add(into, table ? BLOCK_TABLE : BLOCK_PARAGRAPH);
        block->text = document_copy(&walk->out->document, span_of(from->text));
        block->merges = from->merges == NULL
                            ? NULL
                            : document_copy(&walk->out->document, span_of(from->merges));
        block->style_level = from->style_level;
        block->blank_before = from->blank_before;
        block->begins_table = from->begins_table || (table && i == 0);
        block->source_line = walk->count;
    }
    walk->foreign = true;
}

void docx_open_chunk(struct docx_walk *walk) {
    struct str bytes = STR_INIT;
    struct source source = SOURCE_INIT;
    struct import_draft draft = {0};
    struct err ignored = {.rc = RC_OK};
    const char *part = take_part(walk, "id", &bytes);
    bool between = walk->depth == 0 && walk->table_depth == 0 && walk->deleted == 0;
    if (part != NULL && between && walk->embedded->read != NULL &&
        walk->embedded->read(&source, &draft, str_span(&bytes), part, &ignored) == RC_OK) {
        add_blocks(walk, &walk->out->document, &source.document);
        walk->out->left_out += source.left_out;
        for (size_t i = 0; i < source.note_count; i++)
            source_note(walk->out, source.notes[i].rule, "%s", source.notes[i].message);
    } else {
        docx_count_object(walk);
    }
    source_release(&source);
    import_draft_release(&draft);
    str_release(&bytes);
}

/* The words stand in the part as paragraphs of drawings do. */
void docx_open_diagram(struct docx_walk *walk) {
    struct str bytes = STR_INIT;
    struct source source = SOURCE_INIT;
    struct err ignored = {.rc = RC_OK};
    const char *part = take_part(walk, "dm", &bytes);
    struct docx_walk words = {
        .out = &source, .cleaned = walk->cleaned, .styles = walk->styles, .counts = walk->counts};
    bool read = part != NULL && walk->deleted == 0 &&
                walk->embedded->walk(&words, str_span(&bytes), part, &ignored) == RC_OK &&
                source.document.count > 0;
    if (read) {
        add_blocks(walk, walk->depth > 0 ? &walk->late : &walk->out->document, &source.document);
        walk->counts->diagrams++;
    } else {
        docx_count_object(walk);
    }
    source_release(&source);
    str_release(&bytes);
}
