/* check: what a finance office can ask of a file that it was sent, and comments in Word files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/word_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char text[] = "2022年度云川市某街道办事处\n"
                           "部门整体支出绩效评价报告\n"
                           "\n"
                           "　　一、工作开展情况\n"
                           "　　甲社区78人，乙社区12人，共91人。\n"
                           "　　逐项布署，抓好落实。\n"
                           "　　二、存在的问题\n"
                           "　　预算编制不够细化。\n";

static int setup(void **state) {
    (void)program_setup(state);
    struct program *program = *state;
    folder_put(program_path(program, "a.txt"), span_of(text));
    return 0;
}

static void test_cli_check__a_text_is_checked_by_its_lines(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt"), "--json"), 0);
    assert_true(program_printed(p, "\"line\":5,\"quote\":\"78人，乙社区12人，共91人\""));
    assert_true(program_printed(p, "78 + 12 = 90，文中为91"));
    assert_true(program_printed(p, "\"line\":6,\"quote\":\"逐项布署，抓好落…\""));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt")), 0);
    assert_true(program_printed(p, "第5行"));
    assert_true(program_printed(p, "错误2，"));
    assert_int_equal(file_kind_of(p->db), FILE_NONE); /* nothing was stored */
}

static void test_cli_check__other_formats_raise_the_same(void **state) {
    struct program *p = *state;
    static const char *const names[] = {"a.docx", "a.md", "a.json"};
    assert_int_equal(RUN(p, "import", program_path(p, "a.txt")), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, names[i])), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(RUN(p, "check", "--file", program_path(p, names[i]), "--json"), 0);
        assert_true(program_printed(p, "\"rule\":\"sum\""));
        assert_true(program_printed(p, "\"rule\":\"word\""));
        assert_true(program_printed(p, "\"line\":"));
    }
}

static void test_cli_check__a_template_says_what_is_missing(void **state) {
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "check", "--file", program_path(p, "a.txt"), "--template", "subdistrict", "--json"),
        0);
    assert_true(program_printed(p, "\"rule\":\"required\""));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt"), "--template", "none"), 1);
    assert_true(program_said(p, "没有名为“none”的模板"));
}

static void test_cli_check__fail_on_decides_the_exit_code(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt"), "--fail-on", "error"), 1);
    folder_put(program_path(p, "b.txt"), SPAN("一、工作\n按期完成。\n"));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "b.txt"), "--fail-on", "hint"), 0);
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "none.txt")), 3);
    folder_put(program_path(p, "c.txt"), SPAN(""));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "c.txt")), 3);
    assert_int_equal(RUN(p, "check", "1", "--file", program_path(p, "a.txt")), 2);
    assert_int_equal(RUN_INPUT(p, text, "check", "--file", "-", "--fail-on", "error"), 1);
    assert_true(program_printed(p, "78 + 12 = 90"));
}

/* --- as comments in a Word file --- */

/* The words that the comment of that id is on, and what it says. */
static void add_comment(struct str *out, struct span docx, const char *says) {
    xmlDocPtr comments = archive_get_xml(docx, "word/comments.xml");
    xmlDocPtr document = archive_get_xml(docx, "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(comments), *at = NULL;
    struct str said = STR_INIT;
    while (strstr(said.s, says) == NULL) {
        at = xml_next(root, at, "comment");
        assert_non_null(at);
        str_clear(&said);
        xml_add_content(at, &said);
    }
    root = xmlDocGetRootElement(document);
    xmlNode *mark = NULL;
    long id = xml_number(at, "id");
    do
        mark = xml_next(root, mark, "commentRangeStart");
    while (xml_number(mark, "id") != id);
    while (!xml_is(mark, "commentRangeEnd") || xml_number(mark, "id") != id) {
        if (xml_is(mark, "r"))
            xml_add_content(mark, out);
        mark = mark->next;
        assert_non_null(mark);
    }
    str_release(&said);
    xmlFreeDoc(document);
    xmlFreeDoc(comments);
}

static void assert_commented(struct program *p, const char *name, const char *says,
                             const char *words) {
    struct str bytes = STR_INIT, seen = STR_INIT;
    folder_get(program_path(p, name), &bytes);
    add_comment(&seen, str_span(&bytes), says);
    assert_string_equal(seen.s, words);
    assert_word_opens_it(str_span(&bytes));
    str_release(&seen);
    str_release(&bytes);
}

static void test_cli_check__findings_are_comments_at_their_words(void **state) {
    struct program *p = *state;
    char *copy = span_copy(span_of(program_path(p, "b.docx")));
    assert_int_equal(RUN(p, "import", program_path(p, "a.txt")), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "a.docx")), 0);
    assert_int_equal(RUN(p, "check", "1", "-o", copy), 0);
    assert_true(program_said(p, "b.docx：错误2"));
    assert_commented(p, "b.docx", "78 + 12 = 90，文中为91", "78人，乙社区12人，共91人");
    assert_commented(p, "b.docx", "布署", "布署");
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.docx"), "-o", copy), 0);
    assert_commented(p, "b.docx", "78 + 12 = 90，文中为91", "78人，乙社区12人，共91人");
    /* with the list, where it is asked for, and the exit code */
    assert_int_equal(RUN(p, "check", "1", "-o", copy, "--json", "--fail-on", "error"), 1);
    assert_true(program_printed(p, "\"rule\":\"sum\""));
    mem_free(copy);
}

static void test_cli_check__no_file_is_written_over(void **state) {
    struct program *p = *state;
    struct str before = STR_INIT, after = STR_INIT;
    char *docx = span_copy(span_of(program_path(p, "a.docx")));
    assert_int_equal(RUN(p, "import", program_path(p, "a.txt")), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", docx), 0);
    folder_get(docx, &before);
    assert_int_equal(RUN(p, "check", "--file", docx, "-o", docx), 1);
    assert_true(program_said(p, "就是原来的文件"));
    assert_int_equal(link(docx, program_path(p, "link.docx")), 0);
    assert_int_equal(RUN(p, "check", "--file", docx, "-o", program_path(p, "link.docx")), 1);
    folder_get(docx, &after);
    assert_true(span_equal(str_span(&before), str_span(&after)));
    assert_int_equal(rename(p->db, program_path(p, "library.docx")), 0);
    assert_int_equal(RUN(p, "check", "--file", docx, "-o", program_path(p, "library.docx")), 1);
    assert_int_equal(rename(program_path(p, "library.docx"), p->db), 0);
    assert_int_equal(RUN(p, "check", "1", "-o", program_path(p, "b.txt")), 2);
    mem_free(docx);
    docx = span_copy(span_of(program_path(p, "b.docx")));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt"), "-o", docx), 3);
    assert_true(program_said(p, "不是Word文件"));
    mem_free(docx);
    str_release(&after);
    str_release(&before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(test_cli_check__##name, setup, program_teardown)
        CASE(a_text_is_checked_by_its_lines),       CASE(other_formats_raise_the_same),
        CASE(a_template_says_what_is_missing),      CASE(fail_on_decides_the_exit_code),
        CASE(findings_are_comments_at_their_words), CASE(no_file_is_written_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
