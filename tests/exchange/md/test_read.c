/* Markdown by hand; what md_write writes is tested in test_round_trip.c. */
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_reads(struct span text, size_t sections, const char *expected) {
    struct import_draft draft;
    struct err err = {.rc = RC_OK};
    struct str plain = STR_INIT;
    struct import_options options = {.name = "a.md"};
    struct export_options as_text = {.format = "txt"};
    if (import_bytes(&draft, text, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(export_bytes(&plain, draft.report, &as_text, NULL, &err), RC_OK);
    assert_string_equal(plain.s, expected);
    assert_int_equal(draft.sections, sections);
    assert_int_equal(draft.kept, draft.all);
    import_draft_release(&draft);
    str_release(&plain);
}

static void headings_bold_heads_lists_and_tables_are_read(void **state) {
    (void)state;
    assert_reads(
        SPAN("# 某街道2022年度绩效评价报告\n"
             "## 一、基本情况\n"
             "第一段\\*星号**粗体**。\n\n"
             "### 职能\n"
             "**（一）抓党建，强基础，稳经济，保民生，促发展，守底线，作表率，创一流。**学习。\n"
             "**（二）抓经济。**发展。\n"
             "| 项目 | 金额 |\n|---|:-:|\n| 甲\\|乙 | 5 |\n"
             "***\n"
             "二、存在的问题\n----\n"
             "1. 编制粗。\n2. 执行慢。\n"),
        5,
        "某街道2022年度绩效评价报告\n\n　　一、基本情况\n　　第一段*星号粗体。\n"
        "　　职能\n　　（一）抓党建，强基础，稳经济，保民生，促发展，守底线，作表率，创一流。"
        "学习。\n　　（二）抓经济。发展。\n　　项目 \t金额\n　　甲|乙\t　 5\n\n"
        "　　二、存在的问题\n　　1.编制粗。\n　　2.执行慢。\n");
}

static void marks_without_a_partner_are_text(void **state) {
    (void)state;
    assert_reads(SPAN("某报告\n\n3*5**7。\n#不是标题。\n**没有结尾。\n"), 0,
                 "某报告\n\n　　3*5**7。\n　　#不是标题。\n　　**没有结尾。\n");
}

static void several_first_headings_are_sections(void **state) {
    (void)state;
    assert_reads(SPAN("# 概况\n甲。\n# 问题\n乙。\n"), 2,
                 "　　 概况\n　　甲。\n\n　　问题\n　　乙。\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_bold_heads_lists_and_tables_are_read),
        cmocka_unit_test(marks_without_a_partner_are_text),
        cmocka_unit_test(several_first_headings_are_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
