/* Papers and notes on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text/span.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdio.h>
#include <unistd.h>

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "hunan-standard"), 0);
    assert_int_equal(RUN_INPUT(p, "年初批复预算100万元。\n", "put", "1", "general_budget"), 0);
    return 0;
}

static void add_papers(struct program *p) {
    folder_put(program_path(p, "a.pdf"), SPAN("批复的全文"));
    assert_int_equal(RUN(p, "evidence", "add", "1", "figure:budget_initial", "--title", "预算批复",
                         "--number", "财字〔2023〕1号", "--page", "3", "--file",
                         program_path(p, "a.pdf")),
                     0);
    assert_string_equal(p->out.s, "1\n");
    assert_int_equal(
        RUN(p, "evidence", "add", "1", "general_budget:100万元", "--title", "要再核一遍", "--note"),
        0);
    assert_string_equal(p->out.s, "2\n");
}

static void papers_and_notes_are_listed_with_their_numbers(void **state) {
    struct program *p = *state;
    add_papers(p);
    assert_int_equal(RUN(p, "evidence", "list", "1", "--json"), 0);
    assert_true(program_printed(p,
                                "{\"number\":1,\"note\":false,\"target\":\"figure:budget_initial\","
                                "\"title\":\"预算批复\",\"document\":\"财字〔2023〕1号\""));
    assert_true(program_printed(p, "\"number\":2,\"note\":true"));
    assert_int_equal(RUN(p, "evidence", "list", "1"), 0);
    assert_true(program_printed(p, "年初预算数"));
    assert_int_equal(RUN(p, "export", "1"), 0);
    assert_false(program_printed(p, "要再核一遍"));
}

static void a_file_that_is_gone_or_changed_is_told_of(void **state) {
    struct program *p = *state;
    add_papers(p);
    assert_int_equal(RUN(p, "evidence", "check", "1"), 0);
    folder_put(program_path(p, "a.pdf"), SPAN("改过的"));
    assert_int_equal(RUN(p, "evidence", "check", "1"), 1);
    assert_true(program_said(p, "不一样了"));
    assert_int_equal(unlink(program_path(p, "a.pdf")), 0);
    assert_int_equal(RUN(p, "evidence", "check", "1", "--json"), 1);
    assert_true(program_said(p, "找不到了"));
}

static void the_list_of_papers_is_a_file(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "evidence", "export", "1", "-o", program_path(p, "l.docx")), 1);
    add_papers(p);
    assert_int_equal(RUN(p, "evidence", "export", "1", "-o", program_path(p, "l.docx")), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "l.docx")), 0);
    assert_int_equal(RUN(p, "export", "2"), 0);
    assert_true(program_printed(p, "财字〔2023〕1号"));
    assert_false(program_printed(p, "要再核一遍"));
    assert_int_equal(RUN(p, "evidence", "export", "1", "-o", program_path(p, "l.xlsx")), 0);
    assert_int_equal(RUN(p, "evidence", "export", "1", "-o", program_path(p, "l.txt")), 2);
}

static void evidence_is_added_to_a_final_report_and_carried_by_json(void **state) {
    struct program *p = *state;
    add_papers(p);
    assert_int_equal(RUN(p, "final", "1", "--force", "--reason", "测试"), 0);
    assert_int_equal(RUN(p, "evidence", "add", "1", ".", "--title", "会议纪要"), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    char *first = p->db;
    p->db = span_copy(span_of(program_path(p, "other.db")));
    assert_int_equal(RUN(p, "new", "--unit", "甲", "--year", "2023"), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "export", "2", "--format", "json"), 0);
    assert_true(folder_holds(program_path(p, "r.json"), str_span(&p->out)));
    mem_free(p->db);
    p->db = first;
}

/* The file itself, with any bytes, is in the report, its JSON and its copies, and comes out again.
 */
static void a_file_may_be_held_by_the_report(void **state) {
    struct program *p = *state;
    static const char bytes[] = "%PDF\0\xff\r\n批复";
    struct span file = {bytes, sizeof bytes - 1};
    struct str back = STR_INIT;
    folder_put(program_path(p, "a.pdf"), file);
    assert_int_equal(RUN(p, "evidence", "add", "1", ".", "--title", "批复", "--file",
                         program_path(p, "a.pdf"), "--embed"),
                     0);
    assert_int_equal(unlink(program_path(p, "a.pdf")), 0);
    assert_int_equal(RUN(p, "evidence", "check", "1"), 1);
    assert_true(program_said(p, "evidence get 1 1"));
    assert_int_equal(RUN(p, "evidence", "get", "1", "1", "-o", program_path(p, "b.pdf")), 0);
    folder_get(program_path(p, "b.pdf"), &back);
    assert_true(span_equal(str_span(&back), file));

    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "export", "1", "--format", "json"), 0);
    assert_true(program_printed(p, "\"content\": \"JVBERgD/DQ"));
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "evidence", "get", "2", "1", "-o", program_path(p, "c.pdf")), 0);
    str_clear(&back);
    folder_get(program_path(p, "c.pdf"), &back);
    assert_true(span_equal(str_span(&back), file));
    assert_int_equal(RUN(p, "final", "1", "--force", "--reason", "测试"), 0);
    assert_int_equal(RUN(p, "evidence", "add", "1", ".", "--title", "批复二", "--file",
                         program_path(p, "b.pdf"), "--embed"),
                     0); /* a final report takes it too */
    assert_int_equal(RUN(p, "edition", "show", "1", "1"), 0);
    str_release(&back);
}

/* -o is consent to the replacement of any file but the library, its family and other databases of
 * ours. */
static void what_comes_out_replaces_no_library(void **state) {
    struct program *p = *state;
    static const char *const endings[] = {"",        "-wal",    "-shm",         "-journal",
                                          "-clerks", ".copies", ".copies/a.pdf"};
    struct str path = STR_INIT, back = STR_INIT;
    folder_put(program_path(p, "a.pdf"), SPAN("批复的全文"));
    assert_int_equal(RUN(p, "evidence", "add", "1", ".", "--title", "批复", "--file",
                         program_path(p, "a.pdf"), "--embed"),
                     0);
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        str_clear(&path);
        str_add_format(&path, "%s%s", p->db, endings[i]);
        assert_int_not_equal(RUN(p, "evidence", "get", "1", "1", "-o", path.s), 0);
    }
    assert_int_equal(link(p->db, program_path(p, "link.pdf")), 0);
    assert_int_equal(RUN(p, "evidence", "get", "1", "1", "-o", program_path(p, "link.pdf")), 1);
    assert_int_equal(RUN(p, "backup", program_path(p, "backup.db")), 0);
    assert_int_equal(RUN(p, "evidence", "get", "1", "1", "-o", program_path(p, "backup.db")), 1);
    assert_int_equal(RUN(p, "evidence", "get", "1", "1", "-o", p->folder), 4);
    assert_int_equal(RUN(p, "verify"), 0);

    folder_put(program_path(p, "b.pdf"), SPAN("别的文件"));
    assert_int_equal(RUN(p, "evidence", "get", "1", "1", "-o", program_path(p, "b.pdf")), 0);
    folder_get(program_path(p, "b.pdf"), &back);
    assert_string_equal(back.s, "批复的全文");
    str_release(&back);
    str_release(&path);
}

/* 20 MB of all files of a report, so that its JSON can be read again. */
static void what_a_report_holds_has_a_ceiling(void **state) {
    struct program *p = *state;
    struct str big = STR_INIT;
    str_add_repeat(&big, SPAN("a"), 15 * 1024 * 1024);
    folder_put(program_path(p, "a.pdf"), str_span(&big));
    for (int i = 0; i < 2; i++)
        assert_int_equal(RUN(p, "evidence", "add", "1", ".", "--title", "批复", "--file",
                             program_path(p, "a.pdf"), "--embed"),
                         i);
    assert_true(program_said(p, "合计不超过20MB"));
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    str_add_repeat(&big, SPAN("a"), 6 * 1024 * 1024);
    folder_put(program_path(p, "a.pdf"), str_span(&big));
    assert_int_equal(RUN(p, "evidence", "add", "2", ".", "--title", "批复", "--file",
                         program_path(p, "a.pdf"), "--embed"),
                     1);
    assert_true(program_said(p, "超过20MB"));
    assert_int_equal(RUN(p, "evidence", "list", "2", "--json"), 0);
    assert_false(program_printed(p, "\"number\":2"));
    str_release(&big);
}

static void what_cannot_be_added_is_said(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "evidence", "add", "1", "figure:none", "--title", "x"), 1);
    assert_int_equal(RUN(p, "evidence", "add", "1", "general_budget:没有的话", "--title", "x"), 1);
    assert_int_equal(RUN(p, "evidence", "add", "1", "."), 1);
    assert_int_equal(RUN(p, "evidence", "add", "1"), 2);
    assert_int_equal(
        RUN(p, "evidence", "add", "1", ".", "--title", "x", "--file", program_path(p, "none")), 3);
    assert_int_equal(RUN(p, "evidence", "look", "1"), 2);
    assert_int_equal(RUN(p, "evidence", "add", "1", ".", "--title", "x", "--embed"), 1);
    assert_int_equal(RUN(p, "evidence", "add", "1", ".", "--title", "x"), 0);
    assert_int_equal(RUN(p, "evidence", "get", "1", "1", "-o", program_path(p, "x")), 1);
    assert_true(program_said(p, "没有写--embed"));
    assert_int_equal(RUN(p, "evidence", "get", "1", "2", "-o", program_path(p, "x")), 1);
    assert_int_equal(RUN(p, "evidence", "get", "1", "x", "-o", program_path(p, "x")), 2);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(papers_and_notes_are_listed_with_their_numbers),
        ON(a_file_that_is_gone_or_changed_is_told_of),
        ON(the_list_of_papers_is_a_file),
        ON(evidence_is_added_to_a_final_report_and_carried_by_json),
        ON(a_file_may_be_held_by_the_report),
        ON(what_comes_out_replaces_no_library),
        ON(what_a_report_holds_has_a_ceiling),
        ON(what_cannot_be_added_is_said),
    };
    return cmocka_run_group_tests_name("cli/evidence", tests, NULL, NULL);
}
