/* What is said of a report on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text/span.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdio.h>
#include <stdlib.h>

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "hunan-standard"), 0);
    assert_int_equal(
        RUN_INPUT(p, "年初批复预算100万元。\n全年开展培训6次。\n", "put", "1", "general_budget"),
        0);
    return 0;
}

static void add_remarks(struct program *p) {
    assert_int_equal(RUN(p, "remark", "add", "1", "general_budget:培训6次", "与附表", "不符",
                         "--weight", "必改", "--stage", "财政局"),
                     0);
    assert_string_equal(p->out.s, "1\n");
    assert_int_equal(
        RUN(p, "remark", "add", "1", "figure:budget_initial", "含不含结转？", "--weight", "询问"),
        0);
    assert_string_equal(p->out.s, "2\n");
    assert_int_equal(RUN(p, "remark", "add", "1", ".", "再精简一些"), 0);
}

static void remarks_are_listed_where_they_stand(void **state) {
    struct program *p = *state;
    add_remarks(p);
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_true(program_printed(p, "{\"number\":1,\"kind\":\"remark\",\"path\":\"2\""));
    assert_true(program_printed(p,
                                "\"offset\":17,\"length\":4,\"quote\":\"培训6次\",\"placed\":true,"
                                "\"stage\":\"财政局\",\"weight\":\"必改\""));
    assert_true(program_printed(p, "\"text\":\"与附表 不符\",\"old\":\"\",\"new\":\"\",\"state\":"
                                   "\"open\",\"answer\":\"\",\"by\":\"\""));
    assert_true(program_printed(p, "\"path\":\"figure:budget_initial\""));
    assert_true(program_printed(p, "\"path\":\".\""));
    assert_int_equal(RUN(p, "remark", "list", "1"), 0);
    assert_true(program_printed(p, "必改"));
    assert_true(program_printed(p, "年初预算数"));
    assert_true(program_printed(p, "整份报告"));
}

/* 未答 → 已改 → 核销 → 未答 → 不采纳. */
static void a_remark_is_answered_closed_and_opened_again(void **state) {
    struct program *p = *state;
    add_remarks(p);
    assert_int_equal(RUN(p, "remark", "close", "1", "1"), 1);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "done", "--text", "已按附表改"), 0);
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_true(program_printed(p, "\"state\":\"done\",\"answer\":\"已按附表改\",\"by\":\""));
    assert_false(program_printed(p, "\"answered\":null,\"change\":0,\"notes\":[]},{\"number\":2"));
    assert_int_equal(RUN(p, "remark", "close", "1", "1"), 0);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "done"), 1);
    assert_int_equal(RUN(p, "remark", "close", "1", "1"), 1);
    assert_int_equal(RUN(p, "remark", "reopen", "1", "1"), 0);
    assert_int_equal(RUN(p, "remark", "reopen", "1", "1"), 1);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "refused"), 1);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "refused", "--text", "附表有误"), 0);
    assert_int_equal(RUN(p, "history", "1"), 0);
    assert_true(program_printed(p, "答复意见"));
    assert_int_equal(RUN(p, "undo", "1"), 0);
    assert_int_equal(RUN(p, "remark", "list", "1"), 0);
    assert_false(program_printed(p, "附表有误"));
}

static void words_that_are_rewritten_leave_the_remark_at_its_paragraph(void **state) {
    struct program *p = *state;
    add_remarks(p);
    assert_int_equal(RUN_INPUT(p, "前面加一段。\n年初批复预算100万元。\n全年开展培训6次。\n", "put",
                               "1", "general_budget"),
                     0);
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_true(
        program_printed(p, "\"offset\":24,\"length\":4,\"quote\":\"培训6次\",\"placed\":true"));
    assert_int_equal(
        RUN_INPUT(p, "年初批复预算100万元。\n全年开展业务学习。\n", "put", "1", "general_budget"),
        0);
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_true(
        program_printed(p, "\"offset\":13,\"length\":9,\"quote\":\"培训6次\",\"placed\":false"));
    assert_int_equal(RUN(p, "remark", "list", "1"), 0);
    assert_true(program_printed(p, "（失位：原文已改，找不到位置）"));
}

static void an_earlier_moment_that_comes_back_leaves_remarks(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "history", "1", "--json"), 0);
    const char *found = strstr(p->out.s, "\"change\":");
    assert_non_null(found);
    char change[24];
    (void)snprintf(change, sizeof change, "%ld", strtol(found + 9, NULL, 10));
    add_remarks(p);
    assert_int_equal(RUN_INPUT(p, "只剩一段。\n", "put", "1", "general_budget"), 0);
    assert_int_equal(RUN(p, "restore", "1", "--at", change), 0);
    assert_int_equal(RUN(p, "get", "1", "general_budget"), 0);
    assert_true(program_printed(p, "培训6次"));
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_true(program_printed(p, "\"number\":3"));
    assert_true(program_printed(p, "\"quote\":\"培训6次\",\"placed\":true"));
}

static void what_cannot_be_said_is_told(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "remark", "add", "1", "figure:none", "x"), 1);
    assert_int_equal(RUN(p, "remark", "add", "1", "general_budget:没有的话", "x"), 1);
    assert_int_equal(RUN(p, "remark", "add", "1", ".", " "), 1);
    assert_int_equal(RUN(p, "remark", "add", "1", "."), 2);
    assert_int_equal(RUN(p, "remark", "add", "1", ".", "x", "--weight", "很重"), 2);
    assert_int_equal(RUN(p, "remark", "add", "1", ".", "x", "--stage", "谁"), 2);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "done"), 1);
    assert_int_equal(RUN(p, "remark", "answer", "1", "0", "done"), 2);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "maybe"), 2);
    assert_int_equal(RUN(p, "remark", "look", "1"), 2);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, setup, program_teardown)

/* --- 审核意见落实对照表 --- */

/* Its cells, each ended by '|'. */
static void add_cells(struct program *p, const char *name, struct str *out) {
    struct str bytes = STR_INIT;
    folder_get(program_path(p, name), &bytes);
    xmlDocPtr doc = archive_get_xml(str_span(&bytes), "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *cell = NULL; (cell = xml_next(root, cell, "tc")) != NULL;) {
        xml_add_content(cell, out);
        str_add_byte(out, '|');
    }
    xmlFreeDoc(doc);
    str_release(&bytes);
}

static void what_became_of_each_is_a_table(void **state) {
    struct program *p = *state;
    struct str cells = STR_INIT;
    add_remarks(p);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "done", "--text", "已按附表改"), 0);
    assert_int_equal(RUN(p, "remark", "answer", "1", "3", "refused", "--text", "已很精简"), 0);
    assert_int_equal(RUN(p, "remark", "export", "1", "-o", program_path(p, "t.docx")), 0);
    assert_true(program_said(p, "已导出到"));
    add_cells(p, "t.docx", &cells);
    assert_non_null(strstr(cells.s, "序号|意见|提出人及时间|落实情况|修改前|修改后|页码|1|"));
    assert_non_null(strstr(cells.s, "|与附表 不符|"));
    assert_non_null(strstr(cells.s, "（财政局） "));
    assert_non_null(strstr(cells.s, "|已改：已按附表改|全年开展培训6次。|未改动原文|1|"));
    assert_non_null(strstr(cells.s, "|尚未落实||||")); /* of a figure: it stands on no page */
    assert_non_null(strstr(cells.s, "|不采纳：已很精简||||"));
    assert_int_equal(RUN(p, "remark", "export", "1", "-o", program_path(p, "t.xlsx")), 0);
    assert_int_equal(RUN(p, "remark", "export", "1", "-o", program_path(p, "t.txt")), 2);
    assert_int_equal(RUN(p, "remark", "export", "1"), 2);
    str_release(&cells);
}

/* The table goes to people who have never seen ${name}. */
static void a_figure_stands_in_the_table_as_it_prints(void **state) {
    struct program *p = *state;
    struct str cells = STR_INIT;
    assert_int_equal(RUN(p, "set", "1", "budget_initial=100万元"), 0);
    assert_int_equal(RUN_INPUT(p, "年初批复预算${budget_initial}，全年培训6次。\n", "put", "1",
                               "general_budget"),
                     0);
    assert_int_equal(RUN(p, "remark", "add", "1", "general_budget:培训6次", "写明人数"), 0);
    assert_int_equal(
        RUN(p, "remark", "add", "1", "general_budget:预算${budget_initial}", "与批复不符"), 0);
    assert_int_equal(RUN_INPUT(p, "年初批复资金${budget_initial}，全年培训6次。\n", "put", "1",
                               "general_budget"),
                     0);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "done"), 0);
    assert_int_equal(RUN(p, "remark", "answer", "1", "2", "done"), 0);
    assert_int_equal(RUN(p, "remark", "export", "1", "-o", program_path(p, "t.docx")), 0);
    add_cells(p, "t.docx", &cells);
    assert_null(strstr(cells.s, "${"));
    assert_non_null(strstr(cells.s, "年初批复预算100"));
    assert_non_null(strstr(cells.s, "年初批复资金100"));
    str_release(&cells);
}

static void where_nobody_has_said_anything_there_is_no_table(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "remark", "export", "1", "-o", program_path(p, "t.docx")), 1);
    assert_true(program_said(p, "还没有意见"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(remarks_are_listed_where_they_stand),
        ON(a_remark_is_answered_closed_and_opened_again),
        ON(what_became_of_each_is_a_table),
        ON(a_figure_stands_in_the_table_as_it_prints),
        ON(where_nobody_has_said_anything_there_is_no_table),
        ON(words_that_are_rewritten_leave_the_remark_at_its_paragraph),
        ON(an_earlier_moment_that_comes_back_leaves_remarks),
        ON(what_cannot_be_said_is_told),
    };
    return cmocka_run_group_tests_name("cli/remark", tests, NULL, NULL);
}
