#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/exchange.h"
#include "exchange/json.h"
#include "exchange/outline.h"
#include "exchange/text_layout.h"
#include "exchange/text_read.h"

#include <string.h>
#include <strings.h>

/* --- what a file is --- */

/* Told by the first bytes, else by the name's ending; with a sentence that says what to do. */
static const struct foreign {
    const char *magic, *ending, *sentence;
} foreigners[] = {
    {"\xD0\xCF\x11\xE0", ".doc",
     N_("暂不支持旧版Word/"
        "WPS文件（.doc、.wps）：请在Word或WPS中打开，另存为“纯文本（.txt）”后再导入，"
        "或全选复制后用“粘贴全文”")},
    {"\xD0\xCF\x11\xE0", ".wps",
     N_("暂不支持WPS文件（.wps）：请在WPS中打开，另存为“纯文本（.txt）”后再导入，"
        "或全选复制后用“粘贴全文”")},
    {"PK\x03\x04", ".docx",
     N_("暂不支持Word文件（.docx）：请在Word中全选复制后用“粘贴全文”，或另存为“纯文本（."
        "txt）”后再导入")},
    {"%PDF-", ".pdf",
     N_("不能导入PDF文件：请在阅读器中全选复制后用“粘贴全文”，或用Word打开后另存为“纯文本（."
        "txt）”再导入")},
    {"{\\rtf", ".rtf",
     N_("暂不支持RTF文件（.rtf）：请在Word或WPS中打开，另存为“纯文本（.txt）”后再导入")},
    {"PK\x03\x04", ".xlsx",
     N_("不能导入表格文件（.xlsx）：请另存为“文本文件（制表符分隔）”后再导入")},
};

static bool has_ending(const char *name, const char *ending) {
    if (name == NULL)
        return false;
    size_t n = strlen(name), e = strlen(ending);
    return n >= e && strcasecmp(name + n - e, ending) == 0;
}

static const struct foreign *find_foreign(struct span bytes, const char *name) {
    const struct foreign *by_magic = NULL;
    for (size_t i = 0; i < ARRAY_LEN(foreigners); i++) {
        const struct foreign *foreign = &foreigners[i];
        if (!span_starts_with(bytes, span_of(foreign->magic)))
            continue;
        if (has_ending(name, foreign->ending))
            return foreign;
        if (by_magic == NULL)
            by_magic = foreign;
    }
    return by_magic;
}

static bool is_json(struct span text, const char *name) {
    while (text.n > 0 && (text.p[0] == '\n' || text.p[0] == '\r'))
        text = span_sub(text, 1, text.n);
    return has_ending(name, ".json") || span_starts_with(span_trim(text), SPAN("{"));
}

/* --- is everything there? --- */

/* Walks over the characters with ink of a document, in print order. */
struct ink {
    const struct document *document;
    size_t block;
    struct str text;
    struct span rest;
};

static char32_t next_ink(struct ink *ink) {
    for (;;) {
        while (ink->rest.n > 0) {
            char32_t c = utf8_take(&ink->rest);
            if (!utf8_is_space(c))
                return c;
        }
        if (ink->block == ink->document->count)
            return 0;
        str_clear(&ink->text);
        block_add_text(&ink->text, &ink->document->blocks[ink->block++]);
        ink->rest = str_span(&ink->text);
    }
}

/* How many of the text's characters print in their order: all of them, or those before the first
 * that is missing or wrong. */
static size_t count_kept(const struct report *report, struct span text, size_t *printed) {
    struct document document;
    document_from_report(&document, report, false);
    struct ink ink = {.document = &document, .text = STR_INIT};
    size_t kept = 0;
    char32_t have = next_ink(&ink);
    bool same = true;
    *printed = 0;
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (utf8_is_space(c))
            continue;
        same = same && c == have;
        kept += same;
        if (same)
            have = next_ink(&ink);
    }
    *printed = kept + (have != 0);
    str_release(&ink.text);
    document_release(&document);
    return kept;
}

static bool is_written_back(const struct report *report, struct span text) {
    struct document document;
    struct str written = STR_INIT;
    document_from_report(&document, report, false);
    text_write_plain(&written, &document);
    bool same = span_equal(str_span(&written), text);
    str_release(&written);
    document_release(&document);
    return same;
}

/* --- recognition --- */

static void forget(struct import_draft *draft) {
    report_free(draft->report);
    draft->report = NULL;
    draft->sections = draft->piece_count = 0;
    findings_clear(&draft->findings);
}

static void recognise(struct import_draft *draft, const struct text_source *source, bool own,
                      const struct template *template) {
    struct outline outline;
    outline_init(&outline, &source->document, own, template);
    outline_find_frame(&outline);
    outline_find_levels(&outline);
    outline_build(&outline, draft);
    outline_release(&outline);
}

/* The plainest reading: nothing is recognised but what the layout itself says. */
static void keep_flat(struct import_draft *draft, const struct text_source *source,
                      const struct template *template) {
    struct outline outline;
    outline_init(&outline, &source->document, source->own, template);
    outline_find_flat(&outline);
    outline_build(&outline, draft);
    outline_release(&outline);
}

/* Reads the lines so that nothing is lost; what cannot be read so is kept as it stands. */
static void read_outline(struct import_draft *draft, const struct text_source *source,
                         const struct template *template) {
    size_t printed;
    struct span text = str_span(&source->clean);
    draft->all = utf8_count_ink(text);
    recognise(draft, source, source->own, template);
    draft->kept = count_kept(draft->report, text, &printed);
    bool good = draft->kept == draft->all && printed == draft->all;
    if (good && (!source->own || is_written_back(draft->report, text)))
        return;
    forget(draft);
    keep_flat(draft, source, template);
    draft->kept = count_kept(draft->report, text, &printed);
    if (!source->own)
        (void)findings_add_place(&draft->findings, draft->report, "title", "outline",
                                 SEVERITY_WARNING, _("未能识别标题层次，全文已照原样放在开头部分"));
}

/* The lines joined, but for an "附件3" above them. */
static void add_title(struct str *out, struct span title) {
    struct span line;
    struct label label;
    while (span_take_line(&title, &line)) {
        struct span rest = line;
        if (!label_take(&rest, &label) || label.style != NUMBERING_ATTACHMENT || rest.n > 0)
            outline_add_flat(out, line);
    }
}

static void set_basics(struct import_draft *draft, const struct import_options *options) {
    struct report *report = draft->report;
    struct outline_title found;
    struct str title = STR_INIT;
    add_title(&title, span_of(report->title));
    outline_read_title(&found, str_span(&title), options->template);
    if (options->unit != NULL)
        section_set_text(&report->unit, span_of(options->unit));
    else if (found.unit.n > 0)
        section_set_text(&report->unit, found.unit);
    report->year = options->year > 0 ? options->year : found.year;
    str_release(&title);
    const char *missing = NULL;
    if (report->unit[0] == '\0')
        missing = report->year == 0 ? _("标题中没有找到单位和年度，请补填")
                                    : _("标题中没有找到单位，请补填");
    else if (report->year == 0)
        missing = _("标题中没有找到年度，请补填");
    if (missing != NULL)
        (void)findings_add_place(&draft->findings, report, "title", "title", SEVERITY_WARNING,
                                 missing);
    findings_sort(&draft->findings, report);
}

static enum rc import_text(struct import_draft *draft, struct span decoded,
                           const struct import_options *options, struct err *err) {
    struct text_source source;
    text_read(&source, decoded, &draft->cleaned);
    enum rc rc = RC_OK;
    if (source.document.count == 0) {
        rc = err_set(err, RC_INPUT, _("文件里没有文字，请换一个文件"));
    } else {
        if (!source.own)
            draft->joinable = text_join_lines(&source.document, options->join_lines);
        read_outline(draft, &source, options->template);
        set_basics(draft, options);
    }
    text_source_release(&source);
    return rc;
}

enum rc import_bytes(struct import_draft *draft, struct span bytes,
                     const struct import_options *options, struct err *err) {
    struct str decoded = STR_INIT;
    *draft = (struct import_draft){0};
    const struct foreign *foreign = find_foreign(bytes, options->name);
    if (bytes.n == 0)
        return err_set(err, RC_INPUT, _("文件是空的，请换一个文件"));
    if (foreign != NULL)
        return err_set(err, RC_INPUT, "%s", _(foreign->sentence));
    if (bytes.n > IMPORT_TEXT_MOST)
        return err_set(err, RC_INPUT, _("文件超过32 MB，不像是一份报告，请换一个文件"));
    enum rc rc = charset_decode(&decoded, bytes, options->encoding, &draft->charset, err);
    if (rc == RC_OK)
        rc = is_json(str_span(&decoded), options->name)
                 ? json_read(draft, str_span(&decoded), options, err)
                 : import_text(draft, str_span(&decoded), options, err);
    str_release(&decoded);
    if (rc != RC_OK)
        import_draft_release(draft);
    return rc;
}

void import_draft_release(struct import_draft *draft) {
    report_free(draft->report);
    findings_release(&draft->findings);
    mem_free(draft->pieces);
    *draft = (struct import_draft){0};
}
