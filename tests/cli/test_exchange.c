/* import and export on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/charset_encode.h"
#include "model/report.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/terminal_bytes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char sample[] = "schema/samples/wutongli-2022.txt";

static void make_report(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2023"), 0);
    assert_string_equal(p->out.s, "1\n");
}

static void test_exchange__a_file_of_50_MB_is_refused_before_it_is_read(void **state) {
    struct program *p = *state;
    const char *path = program_path(p, "large.txt");
    int fd = open(path, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0 && ftruncate(fd, 50L * 1024 * 1024) == 0 && close(fd) == 0);
    assert_int_equal(RUN(p, "import", path), 3);
    assert_true(program_said(p, "32"));
}

static void test_exchange__findings_never_stop_an_export_but_fail_on_does(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "收入XX万元。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "check", "1", "--json"), 0);
    assert_true(
        program_printed(p, "\"rule\":\"placeholder\",\"severity\":\"warning\","
                           "\"path\":\"2.1.1\",\"name\":\"economy\",\"offset\":2,\"length\":2,"));
    assert_int_equal(RUN(p, "check", "1", "--fail-on", "warning"), 1);
    assert_int_equal(RUN(p, "check", "1", "--fail-on", "error"), 0);
    assert_int_equal(RUN(p, "export", "1"), 0);
    assert_true(program_printed(p, "　　（一）经济发展稳运行。收入XX万元。\n"));
    assert_true(program_said(p, "疑"));
    const char *out = program_path(p, "out.txt");
    assert_int_equal(RUN(p, "export", "1", "-o", out, "--fail-on", "warning"), 1);
    assert_int_equal(access(out, F_OK), -1);
    assert_int_equal(RUN(p, "export", "1", "-o", out, "--fail-on", "warning", "--force"), 0);
    assert_int_equal(access(out, F_OK), 0);
}

static void test_exchange__draft_shows_what_is_missing(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "export", "1", "--draft"), 0);
    assert_true(program_printed(p, "【未填：经济发展稳运行】"));
}

static void test_exchange__an_unmappable_character_is_refused_by_place(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "姓𠮷的同志\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "export", "1", "--encoding", "gbk"), 1);
    assert_int_equal(p->out.len, 0);
    assert_true(program_said(p, "U+20BB7"));
    assert_int_equal(RUN(p, "export", "1", "--encoding", "gb18030"), 0);
    assert_int_equal(RUN(p, "export", "1", "--encoding", "gbk", "--unmappable", "ncr"), 0);
    assert_true(program_printed(p, "&#x20BB7;"));
}

static void test_exchange__an_export_replaces_whole_or_not_at_all(void **state) {
    struct program *p = *state;
    make_report(p);
    const char *out = program_path(p, "old.txt");
    folder_put(out, SPAN("旧"));
    assert_int_equal(RUN(p, "export", "1", "-o", "/dev/full"), 4);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "no/such/out.txt")), 4);
    out = program_path(p, "old.txt");
    char target[600];
    (void)snprintf(target, sizeof target, "%s/link.txt", p->folder);
    assert_int_equal(symlink(out, target), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", target), 4);
    out = program_path(p, "old.txt");
    assert_true(folder_holds(out, SPAN("旧")));
    assert_int_equal(RUN(p, "export", "1", "-o", out), 0);
    assert_false(folder_holds(program_path(p, "old.txt"), SPAN("旧")));
}

static void test_exchange__json_comes_back_equal(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "第一段。\n第二段。\n", "put", "1", "economy"), 0);
    const char *path = program_path(p, "r.json");
    assert_int_equal(RUN(p, "export", "1", "-o", path), 0);
    char *first = p->db;
    p->db = span_copy(span_of(program_path(p, "other.db")));
    assert_int_equal(RUN(p, "new", "--unit", "甲", "--year", "2023"), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "export", "2", "--format", "json"), 0);
    assert_true(folder_holds(program_path(p, "r.json"), str_span(&p->out)));
    mem_free(p->db);
    p->db = first;
}

/* The digits behind "uid": of the n-th report that list --json prints. */
static char *listed_uid(struct program *p, size_t nth) {
    struct span rest = str_span(&p->out);
    for (size_t i = 0; i <= nth; i++) {
        size_t at = span_find(rest, SPAN("\"uid\":\""));
        assert_true(at != SIZE_MAX);
        rest = span_sub(rest, at + 7, rest.n);
    }
    return span_copy(span_sub(rest, 0, REPORT_UID_LENGTH));
}

static void
test_exchange__what_comes_in_beside_itself_or_is_carried_on_has_its_own_uid(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "new", "--unit", "甲", "--year", "2024", "--carry", "1"), 0);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    char *uids[] = {listed_uid(p, 0), listed_uid(p, 1), listed_uid(p, 2)};
    assert_string_not_equal(uids[0], uids[1]);
    assert_string_not_equal(uids[0], uids[2]);
    assert_string_not_equal(uids[1], uids[2]);
    for (size_t i = 0; i < ARRAY_LEN(uids); i++)
        mem_free(uids[i]);
}

static void test_exchange__the_sample_report_comes_in_whole(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "import", sample, "--template", "subdistrict"), 0);
    assert_true(program_printed(p, "1\tutf-8\t18\t3093/3093\t"));
    assert_int_equal(RUN(p, "outline", "1", "--json"), 0);
    assert_true(program_printed(p, "{\"path\":\"2.2\",\"name\":\"next\",\"label\":\"二、\""));
    assert_true(program_printed(p, "{\"path\":\"3\",\"name\":\"problems\",\"label\":\"三、\""));
    assert_int_equal(RUN(p, "get", "1", "problems"), 0);
    assert_true(strncmp(p->out.s, "预算编制较粗。项目", strlen("预算编制较粗。项目")) == 0);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"unit\":\"云川市望湖区梧桐里街道办事处\",\"year\":2022"));
}

static void test_exchange__import_all_takes_a_folder_and_export_all_gives_one(void **state) {
    struct program *p = *state;
    (void)mkdir(program_path(p, "in"), 0700);
    (void)mkdir(program_path(p, "out"), 0700);
    folder_put(program_path(p, "in/a.txt"),
               SPAN("2022年度甲街道办事处部门整体支出绩效评价报告\n一、概况\n　　好。\n"));
    folder_put(program_path(p, "in/b.txt"),
               SPAN("2023年度甲街道办事处部门整体支出绩效评价报告\n一、概况\n　　更好。\n"));
    folder_put(program_path(p, "in/c.txt"), SPAN(""));
    assert_int_equal(RUN(p, "import", "--all", program_path(p, "in")), 3);
    assert_true(program_printed(p, "a.txt\n") && program_printed(p, "b.txt\n"));
    assert_int_equal(RUN(p, "export", "--all", "-o", program_path(p, "out")), 0);
    assert_int_equal(folder_count(program_path(p, "out")), 2);
    assert_int_equal(RUN(p, "export", "--all"), 0);
    assert_true(strstr(p->out.s, "　　好。") < strstr(p->out.s, "　　更好。"));
}

static void test_exchange__a_report_that_is_stored_already_is_told_of(void **state) {
    struct program *p = *state;
    folder_put(program_path(p, "a.txt"),
               SPAN("2022年度甲街道办事处\n部门整体支出绩效评价报告\n一、概况\n好。\n"));
    folder_put(program_path(p, "b.txt"),
               SPAN("2022年度甲街道办事处\n部门整体支出绩效评价报告\n一、概况\n更好。\n"));
    folder_put(program_path(p, "c.txt"),
               SPAN("2023年度甲街道办事处\n部门整体支出绩效评价报告\n一、概况\n好。\n"));
    assert_int_equal(RUN(p, "import", program_path(p, "a.txt")), 0);
    assert_false(program_said(p, "库里已有"));
    assert_int_equal(RUN(p, "import", "-n", program_path(p, "a.txt")), 0);
    assert_true(
        program_said(p, "库里已有文字相同的报告1“2022年度甲街道办事处部门整体支出绩效评价报告”"));
    assert_int_equal(RUN(p, "import", program_path(p, "b.txt")), 0);
    assert_true(program_said(p, "库里已有同一单位同一年度的报告1“"));
    assert_true(strncmp(p->out.s, "2\t", 2) == 0);
    assert_int_equal(RUN(p, "import", program_path(p, "c.txt")), 0);
    assert_false(program_said(p, "库里已有"));
    assert_int_equal(RUN(p, "trash", "2"), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "a.txt")), 0);
    assert_true(program_said(p, "文字相同的报告1“"));
}

/* A file of the office lends its look: given, or named by the template. */
static void test_exchange__word_files_take_over_the_look_of_a_file(void **state) {
    struct program *p = *state;
    struct str yaml = STR_INIT, look = STR_INIT;
    str_add_text(&look, program_path(p, "look.docx"));
    str_add_format(&yaml,
                   "form_id: t\ntitle: 报告\nsettings: {reference: %s}\nsections:\n"
                   "  - {name: a, label: 甲}\n",
                   look.s);
    folder_put(program_path(p, "t.yaml"), str_span(&yaml));
    assert_int_equal(RUN(p, "template", "add", program_path(p, "t.yaml")), 0);
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "t"), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "a.docx")), 3);
    assert_true(program_said(p, "look.docx")); /* it is not there */
    folder_put(look.s, SPAN("no Word file"));
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "a.docx")), 3);
    assert_true(program_said(p, "版式文件"));
    assert_int_equal(RUN(p, "import", sample, "--template", "subdistrict"), 0);
    assert_int_equal(RUN(p, "export", "2", "-o", look.s), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "a.docx")), 0);
    assert_int_equal(RUN(p, "export", "2", "-o", program_path(p, "b.docx"), "--reference", look.s),
                     0);
    assert_int_equal(RUN(p, "export", "2", "-o", program_path(p, "b.txt"), "--reference", look.s),
                     2);
    assert_true(program_said(p, "--reference只用于docx"));
    str_release(&look);
    str_release(&yaml);
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_exchange__##name, program_setup, program_teardown)

/* Closing it would give up the locks that SQLite holds on it: a program that leaves at that moment
 * would take the log away. */
static void test_exchange__the_open_library_is_read_as_no_file(void **state) {
    struct program *p = *state;
    make_report(p);
    char *links[] = {p->db, span_copy(span_of(program_path(p, "link.docx")))};
    assert_int_equal(link(p->db, links[1]), 0);
    for (size_t i = 0; i < ARRAY_LEN(links); i++) {
        const char *file = links[i];
#define ASSERT_REFUSED(...)                                                                        \
    do {                                                                                           \
        assert_int_equal(RUN(p, __VA_ARGS__), 1);                                                  \
        assert_true(program_said(p, "不能当作文件读"));                                            \
    } while (0)
        ASSERT_REFUSED("import", file);
        ASSERT_REFUSED("put", "1", "economy", file);
        ASSERT_REFUSED("set", "1", "--from", file);
        ASSERT_REFUSED("sheet", "in", file);
        ASSERT_REFUSED("remark", "in", "1", file);
        ASSERT_REFUSED("template", "add", file);
        ASSERT_REFUSED("evidence", "add", "1", "economy", "--title", "甲", "--file", file);
        ASSERT_REFUSED("export", "1", "-o", program_path(p, "r.docx"), "--reference", file);
#undef ASSERT_REFUSED
    }
    mem_free(links[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_file_of_50_MB_is_refused_before_it_is_read),
        TEST(findings_never_stop_an_export_but_fail_on_does),
        TEST(draft_shows_what_is_missing),
        TEST(an_unmappable_character_is_refused_by_place),
        TEST(an_export_replaces_whole_or_not_at_all),
        TEST(json_comes_back_equal),
        TEST(what_comes_in_beside_itself_or_is_carried_on_has_its_own_uid),
        TEST(the_sample_report_comes_in_whole),
        TEST(import_all_takes_a_folder_and_export_all_gives_one),
        TEST(a_report_that_is_stored_already_is_told_of),
        TEST(word_files_take_over_the_look_of_a_file),
        TEST(the_open_library_is_read_as_no_file),
    };
    return cmocka_run_group_tests_name("cli/cli", tests, NULL, NULL);
}
