#include "exchange/export.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/sha256.h"
#include "base/text/charset_encode.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/reference.h"
#include "exchange/docx/write.h"
#include "exchange/html/write.h"
#include "exchange/json/write.h"
#include "exchange/md/write.h"
#include "exchange/package/xml_write.h"
#include "exchange/text/write.h"
#include "exchange/xlsx/write.h"
#include "model/answer_text.h"
#include "model/edition/edition.h"

#include <string.h>
#include <strings.h>

static void write_pages(struct str *out, const struct document *document) {
    struct pages pages;
    pages_layout(&pages, document);
    text_write_pages(out, &pages);
    pages_release(&pages);
}

static enum rc write_txt(struct str *out, const struct report *report,
                         const struct export_options *options, struct err *err) {
    static void (*const layouts[])(struct str *, const struct document *) = {
        [LAYOUT_OF_TEMPLATE] = text_write_plain,
        [LAYOUT_PLAIN] = text_write_plain,
        [LAYOUT_PAGE] = write_pages};
    struct document document;
    (void)err;
    if (options->layout == LAYOUT_PAGE && options->pages != NULL) {
        text_write_pages(out, options->pages);
        return RC_OK;
    }
    document_from_report(&document, report, options->draft);
    layouts[options->layout](out, &document);
    document_release(&document);
    return RC_OK;
}

void export_add_hash(struct str *out, const struct report *report) {
    struct document document;
    struct str text = STR_INIT;
    document_from_report(&document, report, false);
    text_write_plain(&text, &document);
    sha256_add_digits(out, str_span(&text));
    str_release(&text);
    document_release(&document);
}

/* The sentence names the file. */
static enum rc read_reference(struct docx_reference **out, const struct export_options *options,
                              struct err *err) {
    struct str bytes = STR_INIT;
    *out = NULL;
    if (options->reference == NULL || strcmp(options->reference, EXPORT_NO_REFERENCE) == 0)
        return RC_OK;

    assert(options->read != NULL);
    enum rc rc =
        options->read(options->reader, &bytes, options->reference, REFERENCE_BYTES_MOST, err);
    if (rc == RC_OK) {
        rc = docx_reference_open(out, str_span(&bytes), err);
        if (rc != RC_OK)
            (void)err_at(err, _("版式文件%s"), options->reference);
    }
    str_release(&bytes);
    if (rc == RC_OK || options->reference_of == NULL || err == NULL)
        return rc;
    char *why = span_copy(span_of(err->text));
    rc = err_set(err, rc,
                 _("模板%s的版式文件（settings的reference）用不了：%s。放好这个文件，或换一个"
                   "（--reference 文件.docx），或用本程序的样式（--reference none）"),
                 options->reference_of, why);
    mem_free(why);
    return rc;
}

/* What a report of the library tells of itself: what was read in a file has no uid. */
static enum rc write_docx(struct str *out, const struct report *report,
                          const struct export_options *options, struct err *err) {
    struct document document;
    struct docx_reference *reference = NULL;
    struct str hash = STR_INIT;
    bool known = report->uid[0] != '\0';
    enum rc rc = read_reference(&reference, options, err);
    if (rc != RC_OK)
        return rc;
    if (known)
        export_add_hash(&hash, report);
    const struct docx_origin origin = {.uid = report->uid,
                                       .edition = report_count_editions(report),
                                       .hash = str_span(&hash),
                                       .change = options->change};
    document_from_report(&document, report, options->draft);
    rc = docx_write(out, &document, known ? &origin : NULL, reference, err);
    document_release(&document);
    str_release(&hash);
    docx_reference_free(reference);
    return rc;
}

static enum rc write_html(struct str *out, const struct report *report,
                          const struct export_options *options, struct err *err) {
    struct document document;
    (void)err;
    document_from_report(&document, report, options->draft);
    html_write(out, &document, options->encoding);
    document_release(&document);
    return RC_OK;
}

static enum rc write_md(struct str *out, const struct report *report,
                        const struct export_options *options, struct err *err) {
    struct document document;
    (void)err;
    document_from_report(&document, report, options->draft);
    md_write(out, &document);
    document_release(&document);
    return RC_OK;
}

static enum rc write_xlsx(struct str *out, const struct report *report,
                          const struct export_options *options, struct err *err) {
    (void)options;
    return xlsx_write(out, report, err);
}

static enum rc write_json(struct str *out, const struct report *report,
                          const struct export_options *options, struct err *err) {
    (void)options;
    (void)err;
    json_write(out, report);
    return RC_OK;
}

const struct export_format export_formats[] = {
    {.name = "docx",
     .ending = ".docx",
     .title = N_("Word docx"),
     .binary = true,
     .write = write_docx},
    {.name = "txt", .ending = ".txt", .title = N_("纯文本"), .pages = true, .write = write_txt},
    {.name = "html", .ending = ".html", .title = N_("网页html"), .write = write_html},
    {.name = "md", .ending = ".md", .title = N_("md"), .write = write_md},
    {.name = "xlsx", .ending = ".xlsx", .title = N_("Excel"), .binary = true, .write = write_xlsx},
    {.name = "json", .ending = ".json", .title = N_("JSON"), .write = write_json},
    {.name = "pdf",
     .ending = ".pdf",
     .title = N_("PDF"),
     .binary = true,
     .made_of = "docx",
     .write = write_docx},
    {.name = NULL},
};

const struct export_format *export_format_find(const char *name) {
    const struct export_format *format = export_formats;
    while (format->name != NULL && strcmp(format->name, name) != 0)
        format++;
    return format->name != NULL ? format : NULL;
}

bool export_format_is_word(const struct export_format *format) {
    return format->write == write_docx;
}

const struct export_format *export_format_of_file(const char *path) {
    size_t n = strlen(path);
    for (const struct export_format *format = export_formats; format->name != NULL; format++) {
        size_t ending = strlen(format->ending);
        if (n > ending && strcasecmp(path + n - ending, format->ending) == 0)
            return format;
    }
    return NULL;
}

static void add_crlf(struct str *out, struct span text) {
    struct span line;
    for (bool more = span_take_line(&text, &line); more;) {
        str_add(out, line);
        more = span_take_line(&text, &line);
        if (more)
            str_add_text(out, "\r\n");
    }
}

/* A file is shown by `cat` some day: text of a database that somebody has tampered with is no
 * sequence of a terminal there. (The other formats see to it where they are written.) */
static enum rc write_harmless(struct str *out, const struct export_format *format,
                              const struct report *report, const struct export_options *options,
                              struct err *err) {
    size_t before = out->len;
    enum rc rc = format->write(out, report, options, err);
    struct span written = span_sub(str_span(out), before, out->len);
    if (rc != RC_OK || format->binary || text_is_harmless(written))
        return rc;
    struct str shown = STR_INIT;
    text_add_shown(&shown, written);
    str_cut(out, before);
    str_add(out, str_span(&shown));
    str_release(&shown);
    return RC_OK;
}

static bool is_utf8(const char *encoding) {
    const char *canonical = charset_canonical(encoding);
    return canonical != NULL && strcmp(canonical, "utf-8") == 0;
}

/* What needs no conversion goes where it belongs at once: most of what is written. */
static enum rc write_as_it_is(struct str *out, const struct export_format *format,
                              const struct report *report, const struct export_options *options,
                              struct charset_report *charset, struct err *err) {
    enum rc rc = format->binary
                     ? RC_OK
                     : charset_encode(out, SPAN(""), "utf-8", options->unmappable, charset, err);
    if (rc == RC_OK)
        rc = write_harmless(out, format, report, options, err);
    if (rc != RC_OK)
        str_clear(out);
    return rc;
}

void export_options_complete(struct export_options *options, const struct report *report) {
    const struct template *template = report->template;
    bool json = options->format != NULL && strcmp(options->format, "json") == 0;
    if (options->encoding == NULL && template != NULL && !json)
        options->encoding = template->encoding;
    if (options->encoding == NULL)
        options->encoding = "utf-8";
    if (options->reference == NULL && template != NULL) {
        options->reference = template->reference;
        options->reference_of = template->form_id;
    }
    if (options->layout == LAYOUT_OF_TEMPLATE) {
        bool page = template != NULL && template->page != NULL;
        options->layout = page && strcmp(template->page, "page") == 0 ? LAYOUT_PAGE : LAYOUT_PLAIN;
    }
}

enum rc export_bytes(struct str *out, const struct report *report,
                     const struct export_options *given, struct charset_report *charset,
                     struct err *err) {
    struct export_options completed = *given;
    const struct export_options *options = &completed;
    export_options_complete(&completed, report);
    const char *name = options->format != NULL ? options->format : "txt";
    const char *encoding = options->encoding;
    const struct export_format *format = export_format_find(name);
    if (format == NULL)
        return err_set(err, RC_USAGE, _("没有“%s”这种导出格式"), name);
    struct charset_report nobody_asks;
    if (charset == NULL)
        charset = &nobody_asks;
    assert(out->len == 0);
    if (format->binary || (!options->crlf && is_utf8(encoding)))
        return write_as_it_is(out, format, report, options, charset, err);
    struct str text = STR_INIT, lines = STR_INIT;
    enum rc rc = write_harmless(&text, format, report, options, err);
    if (rc == RC_OK && options->crlf)
        add_crlf(&lines, str_span(&text));
    struct span written = options->crlf ? str_span(&lines) : str_span(&text);
    if (rc == RC_OK && options->encoder != NULL)
        rc = charset_encoder_add(options->encoder, out, written, options->unmappable, charset, err);
    else if (rc == RC_OK)
        rc = charset_encode(out, written, encoding, options->unmappable, charset, err);
    str_release(&lines);
    str_release(&text);
    return rc;
}

void export_default_name(struct str *out, const struct report *report,
                         const struct export_format *format) {
    struct str name = STR_INIT, answered = STR_INIT;
    report_add_answered(&answered, report, span_of(report->title));
    struct span title = str_span(&answered), line;
    while (span_take_line(&title, &line))
        str_add(&name, span_trim(line));
    if (name.len == 0 && report->year > 0)
        str_add_format(&name, _("%d年度"), report->year);
    if (name.len == 0 || report->title[0] == '\0')
        str_add_format(&name, _("%s绩效评价报告"), report->unit);
    file_name_make_safe(out, str_span(&name));
    str_add_text(out, format->ending);
    str_release(&answered);
    str_release(&name);
}
