#include "exchange/docx/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/docx/block.h"
#include "exchange/docx/lists.h"
#include "exchange/docx/parts.h"
#include "exchange/docx/walk.h"
#include "exchange/import.h"
#include "exchange/package/zip_read.h"
#include "exchange/text/read.h"
#include "model/leftover.h"

#include <string.h>

/* --- reading --- */

struct docx {
    struct zip_read *zip;
    struct docx_parts parts;
    struct docx_styles styles;
    struct docx_lists lists;
    struct docx_notes footnotes, endnotes;
    struct docx_counts counts;
    struct source *out;
    struct import_draft *draft;
    bool makes, drops_struck;
    struct docx_trace *trace;  /* NULL: nobody asks where text stands */
    docx_chunk_reader *chunks; /* NULL: documents within are not read */
};

static enum rc read_tables(struct docx *docx, struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = RC_OK;
    if (docx->parts.styles != NULL)
        rc = zip_read_part(docx->zip, &bytes, docx->parts.styles, err);
    if (rc == RC_OK)
        rc = docx_styles_read(&docx->styles, str_span(&bytes), err);
    str_clear(&bytes);
    if (rc == RC_OK && docx->parts.numbering != NULL)
        rc = zip_read_part(docx->zip, &bytes, docx->parts.numbering, err);
    if (rc == RC_OK)
        rc = docx_lists_read(&docx->lists, str_span(&bytes), &docx->styles, err);
    str_release(&bytes);
    return rc;
}

/* Walks over a part; `out` gets its blocks. */
static enum rc walk_part(struct docx *docx, struct docx_walk *walk, const char *part,
                         struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(docx->zip, &bytes, part, err);
    walk->styles = &docx->styles;
    if (rc == RC_OK && bytes.len > 0)
        rc = docx_walk_part(walk, str_span(&bytes), part, err);
    str_release(&bytes);
    return rc;
}

static enum rc read_notes(struct docx *docx, struct docx_notes *notes, const char *part,
                          struct err *err) {
    struct docx_walk walk = {.out = &notes->source,
                             .cleaned = &docx->draft->cleaned,
                             .gather = notes,
                             .counts = &docx->counts};
    return part == NULL ? RC_OK : walk_part(docx, &walk, part, err);
}

/* Headers and footers are not the report's text, but what they say besides a page number must not
 * vanish without a word. */
static enum rc read_header(struct docx *docx, const char *part, struct str *said, struct err *err) {
    enum { SAID_MOST = 200 };
    struct source source = SOURCE_INIT;
    struct docx_counts counts = {.image_names = STR_INIT};
    struct docx_walk walk = {.out = &source, .counts = &counts};
    enum rc rc = walk_part(docx, &walk, part, err);
    for (size_t i = 0; rc == RC_OK && i < source.document.count; i++) {
        struct span text = span_of(source.document.blocks[i].text);
        if (leftover_is_page_number(text, true) || said->len > SAID_MOST ||
            span_find(str_span(said), text) != SIZE_MAX)
            continue;
        str_add_text(said, said->len > 0 ? "；" : "");
        str_add(said, text);
        docx->out->left_out += utf8_count_ink(text);
    }
    str_release(&counts.image_names);
    source_release(&source);
    return rc;
}

static enum rc read_headers(struct docx *docx, struct err *err) {
    struct str said = STR_INIT;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < docx->parts.header_count; i++)
        rc = read_header(docx, docx->parts.headers[i], &said, err);
    if (rc == RC_OK && said.len > 0)
        source_note(docx->out, "header", _("页眉或页脚的文字没有导入：%s"), said.s);
    str_release(&said);
    return rc;
}

static void tell_counts(struct source *out, const struct docx_counts *counts, bool drops_struck) {
    out->left_out += counts->hidden + counts->images + counts->objects + counts->fields;
    const char *names = counts->image_names.s;
    if (counts->images > 0)
        source_note(out, "image", _("%zu张图片没有导入：%s；请在导出的文件里重新插入"),
                    counts->images, names[0] != '\0' ? names : _("没有名称"));
    if (counts->objects > 0)
        source_note(out, "object", _("%zu个图表或嵌入的对象没有导入"), counts->objects);
    if (counts->diagrams > 0)
        source_note(out, "object", _("%zu个SmartArt图示只导入了文字，放在所在段落之后，请核对先后"),
                    counts->diagrams);
    if (counts->deleted > 0)
        source_note(out, "deleted", _("修订中已删除的%zu字没有导入（按接受修订处理）"),
                    counts->deleted);
    if (counts->comments > 0)
        source_note(out, "comment", _("%zu条批注没有导入"), counts->comments);
    if (counts->hidden > 0)
        source_note(out, "hidden", _("%zu字是隐藏文字，没有导入；要用请先在Word中取消隐藏"),
                    counts->hidden);
    if (counts->struck > 0 && drops_struck)
        source_note(out, "struck", _("划掉的%zu字没有取"), counts->struck);
    else if (counts->struck > 0)
        source_note(out, "struck", _("%zu字带删除线，已照样导入，请核对"), counts->struck);
    if (counts->placeholders > 0)
        source_note(out, "placeholder", _("%zu字是“单击此处输入”一类的提示，没有导入"),
                    counts->placeholders);
    if (counts->fields > 0)
        source_note(out, "field", _("%zu个域没有结果，没有导入：请在Word中更新域后再导入"),
                    counts->fields);
    if (counts->symbols > 0)
        source_note(out, "symbol", _("%zu个符号不能识别，显示为〓，请核对"), counts->symbols);
    if (counts->notes > 0)
        source_note(out, "note", _("%zu条脚注、尾注已放在所在段落之后，写作〔注：……〕"),
                    counts->notes);
}

static enum rc read_document(struct docx *docx, struct err *err) {
    const struct docx_embedded embedded = {docx->zip, &docx->parts, docx->chunks, docx_walk_part};
    struct docx_walk walk = {.out = docx->out,
                             .embedded = &embedded,
                             .cleaned = &docx->draft->cleaned,
                             .lists = &docx->lists,
                             .footnotes = &docx->footnotes,
                             .endnotes = &docx->endnotes,
                             .counts = &docx->counts,
                             .makes = docx->makes,
                             .drops_struck = docx->drops_struck,
                             .trace = docx->trace,
                             .ours = docx_styles_are_ours(&docx->styles)};
    enum rc rc = walk_part(docx, &walk, docx->parts.document, err);
    if (rc == RC_OK)
        docx_settle_kind(&walk);
    if (rc == RC_OK && docx->trace != NULL)
        docx_trace_settle(docx->trace, &docx->out->document);
    return rc;
}

static enum rc read_parts(struct docx *docx, struct err *err) {
    enum rc rc = docx_parts_find(&docx->parts, docx->zip, err);
    if (rc == RC_OK)
        rc = read_tables(docx, err);
    if (rc == RC_OK)
        rc = read_notes(docx, &docx->footnotes, docx->parts.footnotes, err);
    if (rc == RC_OK)
        rc = read_notes(docx, &docx->endnotes, docx->parts.endnotes, err);
    if (rc == RC_OK)
        rc = read_document(docx, err);
    if (rc == RC_OK)
        rc = read_headers(docx, err);
    return rc;
}

static enum rc read_package(struct docx *docx, struct err *err) {
    enum rc rc = read_parts(docx, err);
    docx_parts_release(&docx->parts);
    docx_styles_release(&docx->styles);
    docx_lists_release(&docx->lists);
    source_release(&docx->footnotes.source);
    source_release(&docx->endnotes.source);
    mem_free(docx->footnotes.items);
    mem_free(docx->endnotes.items);
    return rc;
}

static enum rc read_file(struct docx *docx, struct span bytes, struct err *err) {
    enum rc rc = zip_read_open(&docx->zip, bytes, err);
    if (rc == RC_OK)
        rc = read_package(docx, err);
    zip_read_close(docx->zip);
    return rc;
}

/* Empty, as read_file wants it. */
static struct docx begin(struct source *out, struct import_draft *draft) {
    return (struct docx){.out = out,
                         .draft = draft,
                         .counts = {.image_names = STR_INIT},
                         .footnotes = {.source = SOURCE_INIT},
                         .endnotes = {.source = SOURCE_INIT}};
}

static enum rc read_opened(struct docx *docx, const struct import_options *options,
                           struct err *err) {
    struct source *out = docx->out;
    struct import_draft *draft = docx->draft;
    docx->makes = options->template != NULL;
    docx->drops_struck = options->drop_struck;
    draft->charset = (struct charset_report){.name = "utf-8", .certain = true};
    enum rc rc = read_package(docx, err);
    if (rc == RC_OK) {
        tell_counts(out, &docx->counts, docx->drops_struck);
        source_gather(out);
        if (out->kind == SOURCE_STYLED)
            draft->joinable = text_join_lines(&out->document, options->join_lines);
    }
    str_release(&docx->counts.image_names);
    return rc;
}

enum rc docx_read_whole(struct source *out, struct import_draft *draft, struct span bytes,
                        const struct import_options *options, docx_chunk_reader *chunks,
                        struct err *err) {
    struct docx docx = begin(out, draft);
    docx.chunks = chunks;
    enum rc rc = zip_read_open(&docx.zip, bytes, err);
    if (rc == RC_OK)
        rc = read_opened(&docx, options, err);
    zip_read_close(docx.zip);
    return rc;
}

enum rc docx_read(struct source *out, struct import_draft *draft, struct span bytes,
                  const struct import_options *options, struct err *err) {
    return docx_read_whole(out, draft, bytes, options, NULL, err);
}

enum rc docx_read_package(struct source *out, struct import_draft *draft, struct zip_read *zip,
                          const struct import_options *options, struct err *err) {
    struct docx docx = begin(out, draft);
    docx.zip = zip;
    return read_opened(&docx, options, err);
}

enum rc docx_read_places(struct docx_trace *out, struct span bytes, struct err *err) {
    struct source source = SOURCE_INIT;
    struct import_draft draft = {0};
    struct docx docx = begin(&source, &draft);
    *out = (struct docx_trace){0};
    docx.trace = out;
    enum rc rc = read_file(&docx, bytes, err);
    str_release(&docx.counts.image_names);
    source_release(&source);
    import_draft_release(&draft);
    return rc;
}
