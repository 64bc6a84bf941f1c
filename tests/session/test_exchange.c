#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "exchange/export.h"
#include "model/section.h"
#include "session/exchange.h"
#include "tests/support/model_support.h"

static struct section *add(struct report *report, const char *heading, const char *text) {
    struct section *section = report_add_section(report, report->root, SIZE_MAX);
    section_set_text(&section->heading, span_of(heading));
    body_set_text(&section->body, span_of(text), LINE_PARAGRAPH);
    return section;
}

static void assert_places(const struct report *report, const char *encoding, const char *wanted) {
    struct export_options options = {.format = "txt", .encoding = encoding};
    struct charset_report charset;
    struct str bytes = STR_INIT, places = STR_INIT;
    struct err err;
    assert_int_equal(export_bytes(&bytes, report, &options, &charset, &err), RC_UNMAPPABLE);
    assert_int_equal(bytes.len, 0);
    report_add_unmappable(report, &charset, &places);
    assert_string_equal(places.s, wanted);
    str_release(&bytes);
    str_release(&places);
}

static void every_place_is_named_with_its_number(void **state) {
    (void)state;
    struct report *report = report_new();
    section_set_text(&report->title, SPAN("某𠮷街道"));
    section_set_text(&report->sign_off, SPAN("某街道😀"));
    body_set_text(&report->front->body, SPAN("前言𠮷"), LINE_PARAGRAPH);
    (void)add(report, "概况ḿ", "第一段𠮷。\n二𠮷𠮷");
    section_set_text(&add(report, "情况", "好\xEE\x97\xA5的")->label, SPAN("龴、"));
    assert_places(report, "gbk",
                  "题目 第2字 “𠮷” U+20BB7\n"
                  "标题前的文字 第3字 “𠮷” U+20BB7\n"
                  "小标题“一、概况ḿ” 第3字 “ḿ” U+1E3F\n"
                  "一、概况ḿ 第4字 “𠮷” U+20BB7\n"
                  "一、概况ḿ 第8字 “𠮷” U+20BB7\n"
                  "一、概况ḿ 第9字 “𠮷” U+20BB7\n"
                  "龴、情况 第2字 U+E5E5\n"
                  "落款 第4字 “😀” U+1F600\n"
                  "序号或数据 “龴” U+9FB4\n");
    report_free(report);
}

static void of_very_many_places_a_hundred_are_named(void **state) {
    (void)state;
    struct report *report = report_new();
    struct export_options options = {.format = "txt", .encoding = "gbk"};
    struct charset_report charset;
    struct str text = STR_INIT, bytes = STR_INIT, places = STR_INIT;
    struct err err;
    str_add_repeat(&text, SPAN("𠮷"), 250);
    (void)add(report, "概况", text.s);
    assert_int_equal(export_bytes(&bytes, report, &options, &charset, &err), RC_UNMAPPABLE);
    report_add_unmappable(report, &charset, &places);
    size_t lines = 0;
    struct span rest = str_span(&places), line;
    while (span_take_line(&rest, &line))
        lines += line.n > 0;
    assert_int_equal(lines, 101);
    assert_true(span_ends_with(str_span(&places), SPAN("……共250处\n")));
    str_release(&text);
    str_release(&bytes);
    str_release(&places);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_place_is_named_with_its_number),
        cmocka_unit_test(of_very_many_places_a_hundred_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
