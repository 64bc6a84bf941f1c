/* Files out: the plain and the page layout to the byte, encodings, line ends, names. */
#include "base/embedded.h"
#include "base/text/charset_decode.h"
#include "base/text/charset_encode.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "base/text/width.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/text/layout.h"
#include "model/page.h"
#include "model/section.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct report *read_report(const char *text) {
    struct import_draft draft;
    struct err err;
    assert_int_equal(
        import_bytes(&draft, span_of(text), &(struct import_options){.name = "a.txt"}, &err),
        RC_OK);
    struct report *report = report_clone(draft.report);
    import_draft_release(&draft);
    return report;
}

static void assert_export(const struct report *report, const struct export_options *options,
                          const char *bytes) {
    struct str out = STR_INIT;
    struct err err;
    assert_int_equal(export_bytes(&out, report, options, NULL, &err), RC_OK);
    assert_string_equal(out.s, bytes);
    str_release(&out);
}

static void plain_layout_is_as_promised(void **state) {
    struct report *report = read_report(
        "2022年度甲街道办事处\n部门整体支出绩效评价报告\n\n根据规定，现报告如下：\n一、情况\n"
        "（一）经济稳。今年好，快。\n二、问题\n1、编制粗，细化少。\n 2、下达晚，使用难。 \n"
        "甲街道办事处\n2023年4月1日\n附件\n数据表\n表中文字。\n");
    (void)state;
    assert_export(report, &(struct export_options){0},
                  "2022年度甲街道办事处\n部门整体支出绩效评价报告\n\n　　根据规定，现报告如下：\n\n"
                  "　　一、情况\n　　（一）经济稳。今年好，快。\n\n　　二、问题\n"
                  "　　1、编制粗，细化少。\n　　2、下达晚，使用难。\n甲街道办事处\n2023年4月1日\n\n"
                  "　　附件　数据表\n　　表中文字。\n");
    report_free(report);
}

static void line_ends_and_encodings_are_as_asked(void **state) {
    struct report *report = read_report("报告\n一、甲\n文。\n");
    (void)state;
    assert_export(report, &(struct export_options){.crlf = true},
                  "报告\r\n\r\n　　一、甲\r\n　　文。\r\n");
    assert_export(report, &(struct export_options){.encoding = "utf-8-bom"},
                  "\xEF\xBB\xBF报告\n\n　　一、甲\n　　文。\n");
    assert_export(report, &(struct export_options){.encoding = "gb18030"},
                  "\xB1\xA8\xB8\xE6\n\n\xA1\xA1\xA1\xA1\xD2\xBB\xA1\xA2\xBC\xD7\n"
                  "\xA1\xA1\xA1\xA1\xCE\xC4\xA1\xA3\n");
    report_free(report);
}

static void character_that_cannot_be_carried_is_refused(void **state) {
    struct report *report = read_report("报告\n一、甲\n文😀。\n");
    struct str out = STR_INIT;
    struct charset_report charset;
    struct err err;
    (void)state;
    assert_int_equal(
        export_bytes(&out, report, &(struct export_options){.encoding = "gbk"}, &charset, &err),
        RC_UNMAPPABLE);
    assert_int_equal(out.len, 0);
    assert_int_equal(charset.count, 1);
    assert_int_equal(
        export_bytes(&out, report,
                     &(struct export_options){.encoding = "gbk", .unmappable = CHARSET_GETA},
                     &charset, &err),
        RC_OK);
    assert_true(out.len > 0);
    str_release(&out);
    report_free(report);
}

/* What encodings lose silently elsewhere: tag characters, the points GB18030 changed, others. */
static const char32_t hard[] = {0xE0041, 0xE007F, 0xE0001, 0xE78D,  0xE816, 0xE831,
                                0xE864,  0xE000,  0x20BB7, 0x1F600, 0xA0};

static struct report *hard_report(void) {
    struct report *report = read_report("2022年度甲街道绩效评价报告\n一、甲\n文。\n");
    struct str text = STR_INIT;
    for (size_t i = 0; i < ARRAY_LEN(hard); i++) {
        str_add_text(&text, "字");
        str_add_char(&text, hard[i]);
    }
    body_set_text(&report_find_section(report, SPAN("1"))->body, str_span(&text), LINE_PARAGRAPH);
    section_set_text(&report->sign_off, str_span(&text));
    str_release(&text);
    return report;
}

static bool is_listed(const struct charset_report *charset, char32_t c) {
    for (size_t i = 0; i < charset->count && i < CHARSET_PLACES_MOST; i++)
        if (charset->places[i].value == c)
            return true;
    return false;
}

static bool has_char(struct span text, char32_t c) {
    char bytes[UTF8_MAX];
    return span_find(text, (struct span){bytes, utf8_put(c, bytes)}) != SIZE_MAX;
}

/* Tag characters, which no entrance lets in: the filter of all that leaves shows them as "?". */
static bool is_filtered(char32_t c) {
    char bytes[UTF8_MAX];
    return !text_is_harmless((struct span){bytes, utf8_put(c, bytes)});
}

/* Every hard character is in what comes back, or it is listed and stands there as asked. */
static void assert_nothing_vanishes(const struct report *report, const char *format,
                                    const char *encoding) {
    struct str out = STR_INIT, back = STR_INIT, notes = STR_INIT;
    struct charset_report charset, decoded;
    struct err err;
    struct export_options options = {
        .format = format, .encoding = encoding, .unmappable = CHARSET_REFUSE};
    enum rc rc = export_bytes(&out, report, &options, &charset, &err);
    assert_int_equal(rc, charset.count > 0 ? RC_UNMAPPABLE : RC_OK);
    assert_true((out.len == 0) == (rc != RC_OK));
    str_clear(&out);
    options.unmappable = CHARSET_GETA;
    assert_int_equal(export_bytes(&out, report, &options, &charset, &err), RC_OK);
    assert_int_equal(charset_decode(&back, str_span(&out), encoding, &decoded, &err), RC_OK);
    assert_int_equal(decoded.count, 0);
    str_clear(&out);
    options.unmappable = CHARSET_NCR;
    assert_int_equal(export_bytes(&out, report, &options, &charset, &err), RC_OK);
    assert_int_equal(charset_decode(&notes, str_span(&out), encoding, &decoded, &err), RC_OK);
    assert_true(span_find(str_span(&back), SPAN("字?字?字?字")) != SIZE_MAX); /* the tags */
    for (size_t i = 0; i < ARRAY_LEN(hard); i++) {
        struct str note = STR_INIT;
        str_add_format(&note, "&#x%X;", (unsigned)hard[i]);
        bool listed = is_listed(&charset, hard[i]), there = has_char(str_span(&back), hard[i]);
        assert_true(is_filtered(hard[i]) ? !listed && !there : listed != there || hard[i] == 0xA0);
        if (listed)
            assert_true(span_find(str_span(&notes), str_span(&note)) != SIZE_MAX);
        str_release(&note);
    }
    str_release(&out);
    str_release(&back);
    str_release(&notes);
}

static void hard_characters_never_vanish(void **state) {
    static const char *const encodings[] = {"utf-8", "utf-8-bom", "gb18030",  "gbk",
                                            "big5",  "utf-16le",  "utf-16be", "euc-kr"};
    struct report *report = hard_report();
    (void)state;
    for (const struct export_format *format = export_formats; format->name != NULL; format++)
        for (size_t i = 0; i < ARRAY_LEN(encodings) && !format->binary; i++)
            assert_nothing_vanishes(report, format->name, encodings[i]);
    report_free(report);
}

static void every_encoding_comes_back(void **state) {
    static const char *const encodings[] = {"utf-8", "utf-8-bom", "gb18030", "gbk"};
    struct span sample = embedded_text(embedded_find("samples/wutongli-2022.txt"));
    (void)state;
    for (size_t i = 0; i < 2 * ARRAY_LEN(encodings); i++) {
        struct export_options options = {.encoding = encodings[i / 2], .crlf = i % 2};
        struct import_draft draft, again;
        struct str out = STR_INIT;
        struct err err;
        assert_int_equal(import_bytes(&draft, sample, &(struct import_options){.name = "a"}, &err),
                         RC_OK);
        assert_int_equal(export_bytes(&out, draft.report, &options, NULL, &err), RC_OK);
        assert_int_equal(
            import_bytes(&again, str_span(&out), &(struct import_options){.name = "b"}, &err),
            RC_OK);
        assert_true(report_equal(draft.report, again.report));
        import_draft_release(&draft);
        import_draft_release(&again);
        str_release(&out);
    }
}

static void pages_hold_22_lines_of_28_cells(void **state) {
    struct import_draft draft;
    struct str out = STR_INIT;
    struct err err;
    (void)state;
    assert_int_equal(import_bytes(&draft, embedded_text(embedded_find("samples/wutongli-2022.txt")),
                                  &(struct import_options){.name = "a"}, &err),
                     RC_OK);
    assert_int_equal(export_bytes(&out, draft.report,
                                  &(struct export_options){.layout = LAYOUT_PAGE}, NULL, &err),
                     RC_OK);
    struct span rest = str_span(&out), line;
    size_t lines = 0, pages = 0;
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        struct str number = STR_INIT;
        str_add_format(&number, "— %zu —", pages + 1);
        assert_true(width_of_text(line, WIDTH_WIDE) <= PAGE_COLUMNS);
        if (span_equal(line, str_span(&number))) {
            pages++;
            lines = 0;
            assert_true(span_take_prefix(&rest, SPAN("\f")));
        } else {
            assert_true(++lines <= PAGE_LINES);
        }
        str_release(&number);
    }
    assert_true(pages >= 5);
    assert_int_equal(lines, 0);
    /* the pages read again lose nothing, their numbers included */
    struct import_draft again;
    assert_int_equal(
        import_bytes(&again, str_span(&out), &(struct import_options){.name = "b"}, &err), RC_OK);
    assert_int_equal(again.kept, again.all);
    assert_int_equal(again.sections, 18);
    import_draft_release(&again);
    import_draft_release(&draft);
    str_release(&out);
}

static void doubtful_text_is_marked_by_one_space(void **state) {
    struct report *report = report_new();
    (void)state;
    section_set_text(&report->title, SPAN("报告"));
    body_add_line(&report->front->body, SPAN("一、甲"), LINE_PARAGRAPH, NULL);
    body_add_line(&report->front->body, SPAN("二、乙"), LINE_PARAGRAPH, NULL);
    assert_export(report, &(struct export_options){0}, "报告\n\n　　 一、甲\n　　二、乙\n");
    report_free(report);
}

static void own_layout_is_told_from_others(void **state) {
    static const struct {
        const char *text;
        bool own;
    } cases[] = {
        {"报告\n\n　　一、甲\n　　文。\n\n　　二、乙\n　　文。\n", true},
        {"报告\n\n　　一、甲\n　　文。\n　　二、乙\n　　文。\n", false},
        {"报告\n\n　　 一、甲\n　　文。\n　　二、乙\n　　文。\n", true},
        {"报告\n\n　　一、甲\n　　文。\n\n　　二、乙\n　　文。\n甲局\n2023年4月1日\n", true},
        {"报告\n\n　　一、甲\n　　文。\n\n　　又一段。\n", false},
        {"报告\n\n一、甲\n文。\n", false},
        {"报告\n\n　　一、甲 \n", false},
        {"报告\n\n\n　　一、甲\n", false},
        {"报告\n\n　　一、甲", false},
        {"报告\n　　一、甲\n", false},
        {"", false},
        {"\n", false},
        {"　　文。\n", true},
        {"报告\n", true},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(text_layout_is_own(span_of(cases[i].text)), cases[i].own);
}

static void formats_are_found_by_name_and_ending(void **state) {
    struct report *report =
        read_report("2022年度甲/乙街道办事处\n部门整体支出绩效评价报告\n一、甲\n文。\n");
    struct str name = STR_INIT;
    struct str out = STR_INIT;
    struct err err;
    (void)state;
    assert_string_equal(export_format_find("json")->ending, ".json");
    assert_null(export_format_find("docm"));
    assert_string_equal(export_format_of_file("/tmp/报告.TXT")->name, "txt");
    assert_null(export_format_of_file("报告"));
    assert_null(export_format_of_file(".txt"));
    export_default_name(&name, report, export_format_find("txt"));
    assert_string_equal(name.s, "2022年度甲_乙街道办事处部门整体支出绩效评价报告.txt");
    assert_int_equal(
        export_bytes(&out, report, &(struct export_options){.format = "docm"}, NULL, &err),
        RC_USAGE);
    assert_int_equal(
        export_bytes(&out, report, &(struct export_options){.format = "pdf"}, NULL, &err), RC_OK);
    assert_true(span_starts_with(str_span(&out), SPAN("PK"))); /* what it is made of */
    str_release(&out);
    str_release(&name);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_layout_is_as_promised),
        cmocka_unit_test(line_ends_and_encodings_are_as_asked),
        cmocka_unit_test(character_that_cannot_be_carried_is_refused),
        cmocka_unit_test(hard_characters_never_vanish),
        cmocka_unit_test(every_encoding_comes_back),
        cmocka_unit_test(pages_hold_22_lines_of_28_cells),
        cmocka_unit_test(doubtful_text_is_marked_by_one_space),
        cmocka_unit_test(own_layout_is_told_from_others),
        cmocka_unit_test(formats_are_found_by_name_and_ending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
