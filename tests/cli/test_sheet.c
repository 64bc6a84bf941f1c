/* Sheets on the command line, and figures from a plain table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/workbook.h"

#include <stdio.h>
#include <string.h>

static const char finance[] = "2023年度某局填报表（财务科）.txt";

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "hunan-standard"), 0);
    return 0;
}

static void send_text(struct program *p) {
    assert_int_equal(
        RUN(p, "sheet", "out", "1", "-o", p->folder, "--format", "txt", "--due", "2024-05-01"), 0);
    assert_true(program_printed(p, "财务科"));
}

static void a_folder_that_is_not_there_is_made(void **state) {
    struct program *p = *state;
    char *folder = span_copy(span_of(program_path(p, "新建")));
    assert_int_equal(RUN(p, "sheet", "out", "1", "-o", folder, "--format", "txt"), 0);
    assert_true(program_printed(p, "新建/"));
    mem_free(folder);
}

static void fill(struct program *p, const char *label, const char *value) {
    struct str text = STR_INIT, wanted = STR_INIT;
    folder_get(program_path(p, finance), &text);
    str_add_format(&wanted, "\n%s\t", label);
    size_t at = span_find(str_span(&text), str_span(&wanted));
    assert_true(at != SIZE_MAX);
    str_splice(&text, at + wanted.len, 0, span_of(value));
    folder_put(program_path(p, finance), str_span(&text));
    str_release(&wanted);
    str_release(&text);
}

static void a_sheet_goes_out_comes_back_and_is_taken(void **state) {
    struct program *p = *state;
    send_text(p);
    fill(p, "年初预算数", "1286.4");
    fill(p, "上年结转", "约20");
    assert_int_equal(RUN(p, "sheet", "in", program_path(p, finance), "-n"), 0);
    assert_true(program_said(p, "上年结转"));
    assert_int_equal(RUN(p, "sheet", "list", "1", "--json"), 0);
    assert_true(program_printed(p, "\"name\":\"budget_initial\",\"label\":\"年初预算数\",\"unit\":"
                                   "\"万元\",\"state\":\"awaited\""));
    assert_int_equal(RUN(p, "sheet", "in", program_path(p, finance), "--json"), 0);
    assert_true(program_printed(p, "\"result\":\"reported\",\"base\":\"\",\"now\":\"\",\"handed\":"
                                   "\"1286.4\",\"conflict\":false"));
    assert_true(program_printed(p, "\"result\":\"refused\""));
    assert_int_equal(RUN(p, "sheet", "in", program_path(p, finance)), 0);
    assert_true(program_said(p, "新报0项"));
    assert_int_equal(RUN(p, "sheet", "take", "1", "--owner", "财务科"), 0);
    assert_int_equal(RUN(p, "sheet", "list", "1", "--owner", "财务科"), 0);
    assert_true(program_printed(p, "已核"));
    assert_int_equal(RUN(p, "set", "1", "budget_initial=1"), 1);
    assert_true(program_said(p, "--reason"));
    assert_int_equal(RUN(p, "set", "1", "budget_initial=1", "--reason", "更正"), 0);
    assert_int_equal(RUN(p, "history", "1", "budget_initial"), 0);
    assert_int_equal(RUN(p, "verify"), 0);
}

static void refusals_have_their_exit_codes(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "sheet", "out", "1"), 2);
    folder_put(program_path(p, "file"), SPAN("x"));
    assert_int_equal(RUN(p, "sheet", "out", "1", "-o", program_path(p, "file/below")), 4);
    assert_int_equal(RUN(p, "sheet", "out", "1", "-o", p->folder, "--due", "明天"), 2);
    assert_int_equal(RUN(p, "sheet", "out", "1", "-o", p->folder, "--owner", "无此科室"), 1);
    assert_int_equal(RUN(p, "sheet", "look", "1"), 2);
    send_text(p);
    assert_int_equal(RUN(p, "sheet", "out", "1", "-o", p->folder, "--format", "txt"), 1);
    assert_true(program_said(p, "--replace"));
    assert_int_equal(RUN(p, "sheet", "refuse", "1"), 2);
    assert_int_equal(RUN(p, "sheet", "take", "1", "nothing"), 1);
    assert_int_equal(RUN(p, "sheet", "recall", "1", "budget_initial"), 1);
    assert_int_equal(RUN(p, "sheet", "recall", "1", "budget_initial", "--reason", "没有"), 0);
    folder_put(program_path(p, "b.txt"), SPAN("不是填报表\n"));
    assert_int_equal(RUN(p, "sheet", "in", program_path(p, "b.txt")), 3);
    assert_int_equal(
        RUN(p, "--db", program_path(p, "other.db"), "new", "--unit", "乙", "--year", "2023"), 0);
}

static void import_names_the_command(void **state) {
    struct program *p = *state;
    send_text(p);
    assert_int_equal(RUN(p, "import", program_path(p, finance)), 1);
    assert_true(program_said(p, "这是报告1的填报表；用 jixiao sheet in "));
    assert_int_equal(RUN(p, "sheet", "list", "2"), 1); /* it has become no report */
}

/* Names or labels in one column, numbers in another, whatever else stands there. */
static void figures_are_taken_from_a_plain_table(void **state) {
    struct program *p = *state;
    struct workbook_sheet *page = MEM_NEW(struct workbook_sheet);
    struct str bytes = STR_INIT;
    workbook_set(page, 0, 1, 's', "某局决算表");
    workbook_set(page, 2, 1, 's', "项目");
    workbook_set(page, 2, 3, 's', "金额");
    workbook_set(page, 3, 1, 's', "年初预算数");
    workbook_set(page, 3, 3, 'n', "1286.4");
    workbook_set(page, 4, 1, 'i', "budget_added");
    workbook_set(page, 4, 3, 'n', "12");
    workbook_set(page, 5, 1, 'i', "上年结转");
    workbook_set(page, 5, 3, 'i', "不详");
    workbook_set(page, 6, 1, 'i', "别的项目");
    workbook_set(page, 6, 3, 'n', "7");
    workbook_set(page, 7, 1, 'i', "其他资金（万元）：");
    workbook_set(page, 7, 3, 'i', "—");
    workbook_write(&bytes, page, NULL);
    folder_put(program_path(p, "t.xlsx"), str_span(&bytes));
    assert_int_equal(RUN(p, "set", "1", "--from", program_path(p, "t.xlsx"), "-n"), 0);
    assert_true(program_printed(p, "→ 1286.4"));
    assert_true(program_said(p, "上年结转"));
    assert_true(program_said(p, "“别的项目”无法对应"));
    assert_true(program_said(p, "第8行“其他资金”：写的是“—”"));
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_false(program_printed(p, "\"value\":\"1286.4\""));
    assert_int_equal(RUN(p, "set", "1", "--from", program_path(p, "t.xlsx")), 0);
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_true(program_printed(p, "\"value\":\"1286.4\""));
    assert_true(program_printed(p, "\"value\":\"12\""));
    assert_int_equal(RUN(p, "set", "1"), 2);
    folder_put(program_path(p, "old.xls"), (struct span){"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8});
    assert_int_equal(RUN(p, "set", "1", "--from", program_path(p, "old.xls")), 3);
    assert_true(program_said(p, "另存为"));
    workbook_release(page);
    mem_free(page);
    str_release(&bytes);
}

/* A year's column is that year's; nothing is taken where several may be meant. */
static void columns_of_a_plain_table_are_known_by_their_captions(void **state) {
    struct program *p = *state;
    struct workbook_sheet *page = MEM_NEW(struct workbook_sheet);
    struct str bytes = STR_INIT;
    const char *const path = program_path(p, "years.xlsx");
    workbook_set(page, 0, 0, 'i', "单位：元");
    workbook_set(page, 1, 0, 'i', "项目");
    workbook_set(page, 1, 1, 'i', "行次");
    workbook_set(page, 1, 2, 'i', "2022年");
    workbook_set(page, 1, 3, 'i', "2023年");
    workbook_set(page, 2, 0, 'i', "年初预算数");
    workbook_set(page, 2, 1, 'n', "1");
    workbook_set(page, 2, 2, 'n', "71110000");
    workbook_set(page, 2, 3, 'n', "82220000");
    workbook_write(&bytes, page, NULL);
    folder_put(path, str_span(&bytes));
    assert_int_equal(RUN(p, "set", "1", "--from", path), 0);
    assert_true(program_printed(p, "→ 8222"));
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_true(program_printed(p, "\"value\":\"8222\""));
    assert_true(program_printed(p, "7111"));

    workbook_set(page, 1, 2, 'i', "甲");
    workbook_set(page, 1, 3, 'i', "乙");
    str_clear(&bytes);
    workbook_write(&bytes, page, NULL);
    folder_put(path, str_span(&bytes));
    assert_int_equal(RUN(p, "set", "1", "--from", path), 3);
    assert_true(program_said(p, "“甲”（C列）、“乙”（D列）"));

    str_clear(&bytes);
    workbook_set(page, 1, 2, 'i', "2022年");
    workbook_set(page, 1, 3, 'i', "2023年");
    workbook_write(&bytes, page, page);
    folder_put(path, str_span(&bytes));
    assert_int_equal(RUN(p, "set", "1", "--from", path), 3);
    assert_true(program_said(p, "“填报表”和“jixiao”"));
    workbook_release(page);
    mem_free(page);
    str_release(&bytes);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(a_folder_that_is_not_there_is_made),
        ON(a_sheet_goes_out_comes_back_and_is_taken),
        ON(refusals_have_their_exit_codes),
        ON(import_names_the_command),
        ON(figures_are_taken_from_a_plain_table),
        ON(columns_of_a_plain_table_are_known_by_their_captions),
    };
    return cmocka_run_group_tests_name("cli/sheet", tests, NULL, NULL);
}
