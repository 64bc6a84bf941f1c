#include "exchange/reader.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/charset_decode.h"
#include "exchange/docx/flat.h"
#include "exchange/docx/read.h"
#include "exchange/html/read.h"
#include "exchange/import.h"
#include "exchange/json/json.h"
#include "exchange/json/read.h"
#include "exchange/md/read.h"
#include "exchange/odt/read.h"
#include "exchange/text/read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* --- the formats --- */

static enum rc read_json(struct source *out, struct import_draft *draft, struct span bytes,
                         const struct import_options *options, struct err *err) {
    struct str decoded = STR_INIT;
    (void)out;
    enum rc rc = charset_decode(&decoded, bytes, options->encoding, &draft->charset, err);
    if (rc == RC_OK)
        rc = json_read(draft, str_span(&decoded), err);
    str_release(&decoded);
    return rc;
}

static enum rc read_text(struct source *out, struct import_draft *draft, struct span bytes,
                         const struct import_options *options, struct err *err) {
    struct str decoded = STR_INIT;
    enum rc rc = charset_decode(&decoded, bytes, options->encoding, &draft->charset, err);
    if (rc == RC_OK)
        text_read(out, str_span(&decoded), &draft->cleaned);
    if (rc == RC_OK && out->kind == SOURCE_LINES)
        draft->joinable = text_join_lines(&out->document, options->join_lines);
    str_release(&decoded);
    return rc;
}

static enum rc read_docx(struct source *out, struct import_draft *draft, struct span bytes,
                         const struct import_options *options, struct err *err);

#define OLE_MAGIC         "\xD0\xCF\x11\xE0"
#define ZIP_MAGIC         "PK\x03\x04"
#define WORD_STREAM       "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"
#define SHEET_STREAM      "W\0o\0r\0k\0b\0o\0o\0k"
#define OLD_SHEET_STREAM  "B\0o\0o\0k\0\0\0\0" /* not the beginning of a longer word */
#define ENCRYPTED_PACKAGE "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"

/* --- markup --- */

static bool holds(struct span head, const char *words) {
    return span_find(head, span_of(words)) != SIZE_MAX;
}

static bool is_markup(struct span head) {
    return head.n > 1 && head.p[0] == '<' &&
           ((head.p[1] >= 'a' && head.p[1] <= 'z') || head.p[1] == '?' || head.p[1] == '!');
}

/* The flat form of a package. */
static bool looks_like_flat_word(struct span head) {
    return is_markup(head) && holds(head, "/2006/xmlpackage") && !holds(head, "/xl/");
}

/* Word 2003 XML. */
static bool looks_like_word_xml(struct span head) {
    return is_markup(head) && !holds(head, "/2006/xmlpackage") &&
           (holds(head, "word.document") || holds(head, "<w:worddocument") ||
            holds(head, "/office/word/2003/wordml"));
}

static bool looks_like_sheet_xml(struct span head) {
    return is_markup(head) && (holds(head, "excel.sheet") || holds(head, "office:spreadsheet") ||
                               holds(head, "/2006/xmlpackage"));
}

/* Whatever its name says: the first part of the zip is its kind, not packed. */
static bool looks_like_odt(struct span head) {
    enum { FIRST_PART = 100 };
    return span_starts_with(head, SPAN("pk\x03\x04")) &&
           holds(span_sub(head, 0, FIRST_PART), "mimetypeapplication/vnd.oasis.opendocument.text");
}

static bool looks_like_flat_odt(struct span head) {
    return is_markup(head) && holds(head, "office:document ") && holds(head, "opendocument.text");
}

/* A web page saved as one file, with or without what a mail program puts first. */
static bool looks_like_mht(struct span head) {
    return (span_starts_with(head, SPAN("mime-version:")) ||
            span_starts_with(head, SPAN("from:"))) &&
           (holds(head, "multipart/related") || holds(head, "text/html"));
}

static bool looks_like_html(struct span head) {
    static const char *const tags[] = {"<!doctype", "<html", "<head", "<body", "<meta", "<style"};
    while (span_starts_with(head, SPAN("<!--"))) {
        size_t end = span_find(head, SPAN("-->"));
        head = span_trim_space(span_sub(head, end == SIZE_MAX ? head.n : end + 3, head.n));
        while (head.n > 0 && (head.p[0] == '\n' || head.p[0] == '\r'))
            head = span_trim_space(span_sub(head, 1, head.n));
    }
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        if (span_starts_with(head, span_of(tags[i])))
            return true;
    return is_markup(head) && holds(head, "<html");
}

static bool looks_like_xml(struct span head) {
    return span_starts_with(head, SPAN("<?xml"));
}

#define TOO_LARGE_SENTENCE N_("文件超过32 MB，不像是一份报告，请换一个文件")
#define IMAGE_SENTENCE     N_("这是图片，不能导入：请先用文字识别软件转成文字，再导入或粘贴")

#define DOC_SENTENCE                                                                               \
    N_("不能导入旧版Word/"                                                                   \
       "WPS文件（.doc、.wps）：请在Word或WPS中打开，另存为“Word文档（.docx）”后再导入")
#define SHEET_SENTENCE                                                                             \
    N_("不能导入旧版表格文件（.xls、.et）：请另存为“文本文件（制表符分隔）”后再导入")
#define MARKUP_SENTENCE                                                                            \
    N_("这是存成.doc的网页或XML文件：请在Word或WPS中打开，另存为“Word文档（.docx）”后再导入")

static const struct reader readers[] = {
    {.name = "encrypted",
     .endings = {".docx"},
     .magic = {OLE_MAGIC, 4},
     .inside = {ENCRYPTED_PACKAGE, sizeof ENCRYPTED_PACKAGE - 1},
     .sentence = N_("文件有打开密码：请在Word或WPS中去掉密码，另存后再导入")},
    {.name = "doc",
     .magic = {OLE_MAGIC, 4},
     .sentence = DOC_SENTENCE}, /* where nothing says more */
    {.name = "xls",
     .endings = {".xls", ".et", ".xlt"},
     .magic = {OLE_MAGIC, 4},
     .sentence = SHEET_SENTENCE},
    {.name = "doc",
     .endings = {".doc", ".wps"},
     .magic = {OLE_MAGIC, 4},
     .inside = {WORD_STREAM, sizeof WORD_STREAM - 1},
     .sentence = DOC_SENTENCE},
    {.name = "xls",
     .magic = {OLE_MAGIC, 4},
     .inside = {SHEET_STREAM, sizeof SHEET_STREAM - 1},
     .sentence = SHEET_SENTENCE},
    {.name = "xls",
     .magic = {OLE_MAGIC, 4},
     .inside = {OLD_SHEET_STREAM, sizeof OLD_SHEET_STREAM - 1},
     .sentence = SHEET_SENTENCE},
    {.name = "doc",
     .endings = {".doc", ".wps", ".dot"},
     .magic = {OLE_MAGIC, 4},
     .sentence = DOC_SENTENCE},
    {.name = "odt",
     .looks = looks_like_odt,
     .most = IMPORT_DOCX_MOST,
     .sentence = N_("文件超过64 MB，不像是一份报告：请在LibreOffice中删去或压缩图片，另存后再导入"),
     .read = odt_read},
    {.name = "docx",
     .endings = {".docx", ".docm"},
     .magic = {ZIP_MAGIC, 4},
     .most = IMPORT_DOCX_MOST,
     .sentence = N_("文件超过64 MB，不像是一份报告：请在Word中删去或压缩图片，另存后再导入"),
     .read = read_docx},
    {.name = "xlsx",
     .endings = {".xlsx"},
     .magic = {ZIP_MAGIC, 4},
     .sentence = N_("不能导入表格文件（.xlsx）：请另存为“文本文件（制表符分隔）”后再导入")},
    {.name = "ofd", .endings = {".ofd"}, .magic = {ZIP_MAGIC, 4}, .sentence = READER_OFD_SENTENCE},
    {.name = "odt",
     .endings = {".odt", ".ott"},
     .magic = {ZIP_MAGIC, 4},
     .most = IMPORT_DOCX_MOST,
     .sentence = N_("文件超过64 MB，不像是一份报告：请在LibreOffice中删去或压缩图片，另存后再导入"),
     .read = odt_read},
    {.name = "fodt",
     .endings = {".fodt"},
     .looks = looks_like_flat_odt,
     .most = IMPORT_TEXT_MOST,
     .sentence = TOO_LARGE_SENTENCE,
     .read = odt_read_flat},
    {.name = "zip",
     .endings = {".zip"},
     .magic = {ZIP_MAGIC, 4},
     .sentence = READER_ARCHIVE_SENTENCE},
    {.name = "rar", .endings = {".rar"}, .magic = {"Rar!", 4}, .sentence = READER_ARCHIVE_SENTENCE},
    {.name = "7z",
     .endings = {".7z"},
     .magic = {"7z\xBC\xAF", 4},
     .sentence = READER_ARCHIVE_SENTENCE},
    {.name = "pdf",
     .endings = {".pdf"},
     .magic = {"%PDF-", 5},
     .sentence = N_("不能导入PDF文件：请在阅读器中全选复制后用“粘贴全文”，或用Word打开后另存为“"
                    "Word文档（.docx）”再导入")},
    {.name = "rtf",
     .endings = {".rtf"},
     .magic = {"{\\rtf", 5},
     .sentence =
         N_("暂不支持RTF文件（.rtf）：请在Word或WPS中打开，另存为“Word文档（.docx）”后再导入")},
    {.name = "flat-docx",
     .looks = looks_like_flat_word,
     .most = IMPORT_TEXT_MOST,
     .sentence = TOO_LARGE_SENTENCE,
     .read = docx_read_flat},
    {.name = "word-xml",
     .endings = {".doc", ".wps", ".xml"},
     .looks = looks_like_word_xml,
     .sentence = MARKUP_SENTENCE},
    {.name = "sheet-xml",
     .endings = {".xls", ".et", ".xml"},
     .looks = looks_like_sheet_xml,
     .sentence = SHEET_SENTENCE},
    /* whatever they are called: .doc is what other systems call their web pages */
    {.name = "mht",
     .endings = {".mht", ".mhtml"},
     .looks = looks_like_mht,
     .most = IMPORT_TEXT_MOST,
     .sentence = TOO_LARGE_SENTENCE,
     .read = html_read_mht},
    {.name = "html",
     .endings = {".html", ".htm"},
     .looks = looks_like_html,
     .most = IMPORT_TEXT_MOST,
     .sentence = TOO_LARGE_SENTENCE,
     .read = html_read},
    {.name = "html-sheet",
     .endings = {".xls", ".et", ".xlsx"},
     .looks = looks_like_html,
     .sentence = SHEET_SENTENCE},
    {.name = "xml",
     .endings = {".xml"},
     .looks = looks_like_xml,
     .sentence =
         N_("不能导入XML文件：请用做它的程序打开，另存为Word文档（.docx）或文本文件后再导入")},
    {.name = "png", .magic = {"\x89PNG", 4}, .sentence = IMAGE_SENTENCE},
    /* its first byte, FF, is passed over as a mark is */
    {.name = "jpeg", .magic = {"\xD8\xFF", 2}, .sentence = IMAGE_SENTENCE},
    {.name = "md",
     .endings = {".md", ".markdown"},
     .most = IMPORT_TEXT_MOST,
     .sentence = TOO_LARGE_SENTENCE,
     .read = md_read},
    {.name = "json",
     .endings = {".json"},
     .magic = {"{", 1},
     .most = IMPORT_TEXT_MOST,
     .sentence = TOO_LARGE_SENTENCE,
     .read = read_json},
    {.name = "txt", /* the last: what has neither a mark nor an ending of its own */
     .endings = {".txt"},
     .most = IMPORT_TEXT_MOST,
     .sentence = TOO_LARGE_SENTENCE,
     .read = read_text},
};

static bool has_ending(const struct reader *reader, const char *name) {
    if (name == NULL)
        return false;
    size_t n = strlen(name);
    for (size_t i = 0; i < ARRAY_LEN(reader->endings) && reader->endings[i] != NULL; i++) {
        size_t e = strlen(reader->endings[i]);
        if (n >= e && strcasecmp(name + n - e, reader->endings[i]) == 0)
            return true;
    }
    return false;
}

/* Behind the marks and blanks that an encoding or a hand puts before the first character; the zero
 * bytes of UTF-16 among them. */
static struct span skip_start(struct span bytes) {
    static const char skipped[] = "\xEF\xBB\xBF\xFF\xFE\0 \t\r\n";
    while (bytes.n > 0 && memchr(skipped, bytes.p[0], sizeof skipped - 1) != NULL)
        bytes = span_sub(bytes, 1, bytes.n);
    return bytes;
}

enum { HEAD_MOST = 4096 };

/* What `looks` is asked about, whatever the encoding: markup is ASCII in all of them. */
static struct span make_head(char head[HEAD_MOST], struct span start) {
    size_t n = 0;
    for (size_t i = 0; i < start.n && n < HEAD_MOST; i++) {
        char c = start.p[i];
        if (c != '\0')
            head[n++] = char_lower(c);
    }
    return (struct span){head, n};
}

static bool is_of_kind(const struct reader *reader, struct span start, struct span head) {
    return reader->looks != NULL ? reader->looks(head)
                                 : reader->magic.n > 0 && span_starts_with(start, reader->magic);
}

/* A document within a Word file; those within it in their turn are objects. */
static enum rc read_chunk(struct source *out, struct import_draft *draft, struct span bytes,
                          const char *name, struct err *err) {
    const struct reader *reader = reader_find(bytes, name);
    const struct import_options options = {.name = name};
    if (bytes.n == 0 || bytes.n > reader->most || reader->read == read_json)
        return RC_INPUT;
    if (reader->read == read_docx)
        return docx_read(out, draft, bytes, &options, err);
    return reader->read(out, draft, bytes, &options, err);
}

static enum rc read_docx(struct source *out, struct import_draft *draft, struct span bytes,
                         const struct import_options *options, struct err *err) {
    return docx_read_whole(out, draft, bytes, options, read_chunk, err);
}

const struct reader *reader_find(struct span bytes, const char *name) {
    const struct reader *by_magic = NULL, *by_ending = NULL;
    struct span start = skip_start(bytes);
    char buffer[HEAD_MOST];
    struct span head = make_head(buffer, start);
    for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
        const struct reader *reader = &readers[i];
        bool magic = is_of_kind(reader, start, head);
        if (magic && reader->inside.n > 0) {
            if (span_find(bytes, reader->inside) != SIZE_MAX)
                return reader;
            continue;
        }
        bool exact = reader->looks != NULL && reader->endings[0] == NULL;
        if (magic && (exact || has_ending(reader, name)))
            return reader;
        if (magic && by_magic == NULL)
            by_magic = reader;
        if (by_ending == NULL && reader->most > 0 && has_ending(reader, name))
            by_ending = reader;
    }
    if (by_magic != NULL)
        return by_magic;
    return by_ending != NULL ? by_ending : &readers[ARRAY_LEN(readers) - 1];
}

/* --- for those who choose files --- */

size_t import_bytes_most(const char *name) {
    size_t most = 0;
    for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
        if (has_ending(&readers[i], name) && readers[i].most > 0)
            return readers[i].most;
        most = readers[i].most > most ? readers[i].most : most;
    }
    return most;
}

bool import_can_read(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(readers); i++)
        if (readers[i].most > 0 && has_ending(&readers[i], name))
            return true;
    return false;
}

const char *import_why_not(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(readers); i++)
        if (readers[i].most == 0 && has_ending(&readers[i], name))
            return _(readers[i].sentence);
    return _("不是能导入的文件");
}

void import_add_endings(struct str *out) {
    const char *gap = "";
    for (size_t i = ARRAY_LEN(readers); i-- > 0;) {
        if (readers[i].most == 0 || readers[i].endings[0] == NULL)
            continue;
        str_add_text(out, gap);
        str_add_text(out, readers[i].endings[0]);
        gap = "、";
    }
}
