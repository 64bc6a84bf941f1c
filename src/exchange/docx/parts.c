#include "exchange/docx/parts.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/package/xml_read.h"
#include "exchange/reader.h"

#include <string.h>

enum { TYPE_BYTES_SAID = 100 };

/* folder and target of a relation as a name in the zip: "word", "../a/b.xml" -> "a/b.xml". */
static char *join_part(struct span folder, struct span target) {
    struct str out = STR_INIT;
    if (!span_take_prefix(&target, SPAN("/")))
        str_add(&out, folder);
    while (target.n > 0) {
        const char *slash = memchr(target.p, '/', target.n);
        size_t n = slash == NULL ? target.n : (size_t)(slash - target.p);
        struct span step = span_sub(target, 0, n);
        target = span_sub(target, slash == NULL ? n : n + 1, target.n);
        if (span_is(step, "..")) {
            size_t cut = out.len;
            while (cut > 0 && out.s[cut - 1] != '/')
                cut--;
            str_cut(&out, cut > 0 ? cut - 1 : 0);
        } else if (!span_is(step, ".")) {
            if (out.len > 0)
                str_add_byte(&out, '/');
            str_add(&out, step);
        }
    }
    return str_detach(&out);
}

/* "word/document.xml" -> "word"; "" of one on the top. */
static struct span folder_of(const char *part) {
    const char *slash = strrchr(part, '/');
    return slash == NULL ? SPAN("") : (struct span){part, (size_t)(slash - part)};
}

static bool take_target(struct docx_parts *parts, struct span type, struct span id, char *target) {
    bool kept =
        span_ends_with(type, SPAN("/aFChunk")) || span_ends_with(type, SPAN("/diagramData"));
    if (!kept || parts->target_count == DOCX_TARGETS_MOST)
        return false;
    MEM_PUSH_ROOM(parts->targets, parts->target_count, parts->target_cap);
    parts->targets[parts->target_count++] = (struct docx_target){span_copy(id), target};
    return true;
}

const char *docx_parts_target(const struct docx_parts *parts, struct span id) {
    for (size_t i = 0; id.p != NULL && i < parts->target_count; i++)
        if (span_is(id, parts->targets[i].id))
            return parts->targets[i].part;
    return NULL;
}

static void take_relation(struct docx_parts *parts, struct span type, char *target) {
    const struct {
        const char *ending;
        char **part;
    } singles[] = {{"/officeDocument", &parts->document},
                   {"/styles", &parts->styles},
                   {"/numbering", &parts->numbering},
                   {"/footnotes", &parts->footnotes},
                   {"/endnotes", &parts->endnotes},
                   {"/comments", &parts->comments},
                   {"/commentsExtended", &parts->comments_extended},
                   {"/custom-properties", &parts->custom}};
    for (size_t i = 0; i < ARRAY_LEN(singles); i++)
        if (span_ends_with(type, span_of(singles[i].ending)) && *singles[i].part == NULL) {
            *singles[i].part = target;
            return;
        }
    bool header = span_ends_with(type, SPAN("/header")) || span_ends_with(type, SPAN("/footer"));
    if (header && parts->header_count < DOCX_HEADERS_MOST)
        parts->headers[parts->header_count++] = target;
    else
        mem_free(target);
}

static enum rc read_relations(struct zip_read *zip, struct docx_parts *parts, struct span folder,
                              const char *name, struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(zip, &bytes, name, err);
    struct xml_read *xml =
        rc == RC_OK && bytes.len > 0 ? xml_read_new(str_span(&bytes), name) : NULL;
    enum xml_event event = XML_END;
    while (xml != NULL && (event = xml_read_next(xml, err)) < XML_END) {
        if (event != XML_OPEN || !span_is(xml_read_name(xml), "Relationship") ||
            span_is(xml_read_attribute(xml, "TargetMode"), "External"))
            continue;
        char *target = join_part(folder, xml_read_attribute(xml, "Target"));
        char *id = span_copy(xml_read_attribute(xml, "Id"));
        struct span type = xml_read_attribute(xml, "Type");
        if (!take_target(parts, type, span_of(id), target))
            take_relation(parts, type, target);
        mem_free(id);
    }
    xml_read_free(xml);
    str_release(&bytes);
    return event == XML_BAD ? RC_INPUT : rc;
}

static enum rc find_parts(struct zip_read *zip, struct docx_parts *parts, struct err *err) {
    enum rc rc = read_relations(zip, parts, SPAN(""), "_rels/.rels", err);
    if (rc != RC_OK)
        return rc;
    if (parts->document == NULL)
        parts->document = span_copy(SPAN("word/document.xml"));
    struct span folder = folder_of(parts->document);
    struct str name = STR_INIT;
    str_add_format(&name, "%.*s%s_rels/%s.rels", SPAN_ARG(folder), folder.n > 0 ? "/" : "",
                   parts->document + (folder.n > 0 ? folder.n + 1 : 0));
    parts->relations = str_detach(&name);
    return read_relations(zip, parts, folder, parts->relations, err);
}

/* What the file says its document is, where it says so: a Word document or template. */
static enum rc check_type(struct zip_read *zip, const char *document, struct err *err) {
    static const char name[] = "[Content_Types].xml";
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(zip, &bytes, name, err);
    struct xml_read *xml =
        rc == RC_OK && bytes.len > 0 ? xml_read_new(str_span(&bytes), name) : NULL;
    enum xml_event event = XML_END;
    while (xml != NULL && rc == RC_OK && (event = xml_read_next(xml, err)) < XML_END) {
        struct span part = event == XML_OPEN ? xml_read_attribute(xml, "PartName") : SPAN("");
        if (!span_take_prefix(&part, SPAN("/")) || !span_is(part, document))
            continue;
        struct span type = xml_read_attribute(xml, "ContentType");
        if (span_find(type, SPAN("word")) == SIZE_MAX)
            rc = err_set(err, RC_INPUT,
                         _("文件里的正文自称是“%.*s”，不是Word文件（.docx）；请在Word或WPS中打开并"
                           "另存为.docx后再导入"),
                         (int)(type.n < TYPE_BYTES_SAID ? type.n : TYPE_BYTES_SAID), type.p);
    }
    xml_read_free(xml);
    str_release(&bytes);
    return event == XML_BAD ? RC_INPUT : rc;
}

void docx_parts_release(struct docx_parts *parts) {
    mem_free(parts->document);
    mem_free(parts->styles);
    mem_free(parts->numbering);
    mem_free(parts->footnotes);
    mem_free(parts->endnotes);
    mem_free(parts->comments);
    mem_free(parts->relations);
    mem_free(parts->comments_extended);
    mem_free(parts->custom);
    for (size_t i = 0; i < parts->header_count; i++)
        mem_free(parts->headers[i]);
    for (size_t i = 0; i < parts->target_count; i++) {
        mem_free(parts->targets[i].id);
        mem_free(parts->targets[i].part);
    }
    mem_free(parts->targets);
}

/* --- what else comes as a zip --- */

static enum rc say_foreign(const struct zip_read *zip, struct err *err) {
    static const struct {
        const char *part, *sentence;
    } kinds[] = {
        {"xl/workbook.xml",
         N_("不能导入表格文件（.xlsx）：请另存为“文本文件（制表符分隔）”后再导入")},
        {"ppt/presentation.xml", N_("不能导入演示文稿（.pptx）：请换一个文件")},
        {"OFD.xml", READER_OFD_SENTENCE},
        {"content.xml", N_("这不是文字文档（.odt）：表格和演示文稿不能导入，请换一个文件")},
    };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (zip_read_has(zip, kinds[i].part))
            return err_set(err, RC_INPUT, "%s", _(kinds[i].sentence));
    if (!zip_read_has(zip, "[Content_Types].xml"))
        return err_set(err, RC_INPUT, "%s", _(READER_ARCHIVE_SENTENCE));
    return err_set(err, RC_INPUT,
                   _("这个文件里没有Word正文，不是Word文件（.docx）；请换一个文件，或在Word、WPS中"
                     "打开并另存为.docx后再导入"));
}

enum rc docx_parts_find(struct docx_parts *parts, struct zip_read *zip, struct err *err) {
    enum rc rc = find_parts(zip, parts, err);
    if (rc == RC_OK && !zip_read_has(zip, parts->document))
        rc = say_foreign(zip, err);
    return rc == RC_OK ? check_type(zip, parts->document, err) : rc;
}
