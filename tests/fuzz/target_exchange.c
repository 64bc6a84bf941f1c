/* Files of strangers: whatever the bytes, a report that is sane or one sentence; no ink lost. */
#include "base/text/charset_decode.h"
#include "base/text/charset_encode.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/json/write.h"
#include "tests/fuzz/target.h"

#include "base/embedded.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/docx/comment.h"
#include "exchange/docx/read.h"
#include "exchange/docx/reference.h"
#include "exchange/exchange.h"
#include "tests/support/docx_builder.h"

#include <string.h>

/* Every kind of section, few of them: to look for all of a long template is most of an import. */
static const char short_form[] = "form_id: short\n"
                                 "title: ${year}年度${unit}部门整体支出绩效自评报告\n"
                                 "sections:\n"
                                 "  - name: basics\n"
                                 "    label: 部门基本情况\n"
                                 "    numbering: （一）\n"
                                 "    sections:\n"
                                 "      - {name: duties, label: 主要职责, heading: run-in}\n"
                                 "      - {name: problems, label: 存在的问题, kind: items}\n"
                                 "  - name: scores\n"
                                 "    label: 自评得分\n"
                                 "    kind: table\n"
                                 "    columns: [{name: score, label: 得分}]\n"
                                 "  - {name: proof, label: 佐证材料, attachment: true}\n";

static struct template *read_form(struct span yaml, const char *name) {
    struct template *template = NULL;
    struct err err;
    if (template_read(&template, yaml, name, &err) != RC_OK)
        fuzz_fail(err.text);
    return template;
}

/* The same for all inputs: reading one each time would be most of the work. */
static struct template *builtin(void) {
    static struct template *template;
    if (template == NULL)
        template = read_form(template_builtin_text(SPAN("subdistrict")), "subdistrict");
    return template;
}

static struct template *short_template(void) {
    static struct template *template;
    if (template == NULL)
        template = read_form(span_of(short_form), "short");
    return template;
}

/* What was read is written and read again: the same ink, and nothing that cannot be written. */
static void check_writing(const struct report *report) {
    struct str first = STR_INIT, second = STR_INIT;
    struct import_draft again = {0};
    struct err err;
    json_write(&first, report);
    enum rc rc = import_bytes(&again, str_span(&first),
                              &(struct import_options){.name = "report.json"}, &err);
    if (rc != RC_OK)
        fuzz_fail(err.text);
    json_write(&second, again.report);
    assert(strcmp(first.s, second.s) == 0);
    import_draft_release(&again);
    for (const struct export_format *format = export_formats; format->name != NULL; format++) {
        if (format->made_of != NULL)
            continue; /* what is written for it was written before */
        str_clear(&second);
        rc = export_bytes(&second, report, &(struct export_options){.format = format->name}, NULL,
                          &err);
        /* a template without figures and scores has nothing for Excel */
        bool nothing = rc == RC_REFUSED && strcmp(format->name, "xlsx") == 0;
        assert(nothing || (rc == RC_OK && second.len > 0));
    }
    str_release(&first);
    str_release(&second);
}

static void import(struct span bytes, const struct import_options *options,
                   void (*check)(const struct report *)) {
    struct import_draft draft = {0};
    struct err err = {0};
    if (import_bytes(&draft, bytes, options, &err) == RC_OK) {
        assert(draft.report != NULL && report_is_sane(draft.report));
        assert(draft.kept + draft.left_out == draft.all);
        if (check != NULL)
            check(draft.report);
        import_draft_release(&draft);
    } else {
        assert(err.text[0] != '\0');
    }
}

/* With a template or not; only some inputs ask for the long one, which takes longer than the rest.
 */
static struct template *take_template(bool wanted, size_t length) {
    if (!wanted)
        return NULL;
    return length % 8 == 0 ? builtin() : short_template();
}

void fuzz_text(struct span bytes) {
    static const char *const encodings[] = {NULL,  NULL,   "utf-8",    "gb18030",
                                            "gbk", "big5", "utf-16le", "utf-16be"};
    size_t choice = fuzz_take_choice(&bytes, 4 * ARRAY_LEN(encodings));
    import(bytes,
           &(struct import_options){.name = "report.txt",
                                    .encoding = encodings[choice / 4],
                                    .template = take_template(choice % 2 == 0, bytes.n),
                                    .join_lines = choice / 2 % 2 == 0},
           NULL);
}

void fuzz_markdown(struct span bytes) {
    size_t choice = fuzz_take_choice(&bytes, 2);
    import(bytes,
           &(struct import_options){.name = "report.md",
                                    .template = take_template(choice == 0, bytes.n)},
           NULL);
}

void fuzz_write(struct span bytes) {
    size_t choice = fuzz_take_choice(&bytes, 2);
    import(bytes,
           &(struct import_options){.name = choice == 0 ? "report.txt" : "report.json",
                                    .encoding = "utf-8"},
           check_writing);
}

/* JSON is UTF-8: only some inputs ask for the guess, which takes longer than reading them. */
void fuzz_json(struct span bytes) {
    import(bytes,
           &(struct import_options){.name = "report.json",
                                    .encoding = bytes.n % 8 == 0 ? NULL : "utf-8"},
           NULL);
}

/* Whatever can be read takes comments, and says the same with them. */
static void check_comments(struct span bytes) {
    struct docx_trace before, after;
    struct str out = STR_INIT;
    struct err err = {0};
    if (docx_read_places(&before, bytes, &err) == RC_OK && before.count > 0) {
        const struct docx_comment comments[] = {
            {0, before.count, SPAN("全文")},
            {before.count / 2, before.count / 2 + 1, SPAN("一字\n两段")}};
        enum rc rc =
            docx_add_comments(&out, bytes, &before, comments, ARRAY_LEN(comments), "检查", &err);
        if (rc == RC_OK)
            rc = docx_read_places(&after, str_span(&out), &err);
        if (rc != RC_OK)
            fuzz_fail(err.text);
        assert(after.count == before.count);
        assert(memcmp(after.ink, before.ink, after.count * sizeof *after.ink) == 0);
        docx_trace_release(&after);
    }
    docx_trace_release(&before);
    str_release(&out);
}

void fuzz_docx(struct span bytes) {
    struct docx_reference *reference = NULL;
    struct err err = {0};
    import(bytes, &(struct import_options){.name = "report.docx"}, NULL);
    check_comments(bytes);
    if (docx_reference_open(&reference, bytes, &err) != RC_OK)
        assert(err.text[0] != '\0');
    docx_reference_free(reference);
}

/* Parts are split by a 0 byte: document body, styles, numbering, footnotes. */
void fuzz_word(struct span bytes) {
    static const char *const kinds[] = {"styles", "numbering", "footnotes"};
    struct docx_builder builder = {0};
    struct str part = STR_INIT, file = STR_INIT;
    for (size_t i = 0; i <= ARRAY_LEN(kinds); i++) {
        const char *end = bytes.n > 0 ? memchr(bytes.p, '\0', bytes.n) : NULL;
        size_t n = end != NULL ? (size_t)(end - bytes.p) : bytes.n;
        str_set(&part, span_sub(bytes, 0, n));
        if (i == 0)
            docx_builder_document(&builder, part.s);
        else
            docx_builder_related(&builder, kinds[i - 1], part.len > 0 ? part.s : NULL);
        bytes = span_sub(bytes, n < bytes.n ? n + 1 : n, bytes.n);
    }
    docx_builder_finish(&builder, &file);
    fuzz_docx(str_span(&file));
    str_release(&part);
    str_release(&file);
}

void fuzz_page(struct span bytes) {
    static const char *const names[] = {"report.html", "report.mht"};
    size_t choice = fuzz_take_choice(&bytes, 2 * ARRAY_LEN(names));
    import(bytes,
           &(struct import_options){.name = names[choice / 2],
                                    .template = take_template(choice % 2 == 0, bytes.n)},
           NULL);
}

void fuzz_odf(struct span bytes) {
    import(bytes, &(struct import_options){.name = "report.fodt"}, NULL);
}

/* The first byte chooses the encoding: what can be carried comes back, what cannot is counted. */
void fuzz_encoding(struct span bytes) {
    static const char *const names[] = {"gb18030", "gbk", "big5", "utf-16le", "utf-8-bom"};
    const char *name = names[fuzz_take_choice(&bytes, ARRAY_LEN(names))];
    struct str text = STR_INIT, file = STR_INIT, back = STR_INIT;
    struct charset_report report = {0}, again = {0};
    struct err err;
    if (utf8_is_valid(bytes, NULL) && bytes.n > 0) {
        text_clean(&text, bytes, NULL);
        enum rc rc = charset_encode(&file, str_span(&text), name, CHARSET_REFUSE, &report, &err);
        assert((rc == RC_OK) == (report.count == 0));
        if (rc == RC_OK && text.len > 0) {
            rc = charset_decode(&back, str_span(&file), name, &again, &err);
            assert(rc == RC_OK && again.count == 0 && strcmp(back.s, text.s) == 0);
        }
    }
    str_release(&text);
    str_release(&file);
    str_release(&back);
}
