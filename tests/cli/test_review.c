/* review on the command line: what is last year's, confirmed sentence by sentence. */
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

static void make_report(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2023"), 0);
    assert_string_equal(p->out.s, "1\n");
}

static void assert_unchanged(struct program *p) {
    assert_int_equal(RUN(p, "verify"), 0);
}

static void test_review__carry_on_marks_and_moves_years(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "今年完成8596万元。\n", "put", "1", "economy"), 0);
    assert_int_equal(
        RUN(p, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2024", "--carry", "1"),
        0);
    assert_string_equal(p->out.s, "2\n");
    assert_int_equal(RUN(p, "get", "2", "economy"), 0);
    assert_string_equal(p->out.s, "今年完成8596万元。\n");
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "2024年度云川市望湖区梧桐里街道办事处"));
}

static size_t count_printed(const struct program *p, const char *what) {
    size_t count = 0;
    for (const char *at = p->out.s; (at = strstr(at, what)) != NULL; at++)
        count++;
    return count;
}

/* A carried report, one section of which has two sentences of last year's. */
static void carry_report(struct program *p) {
    make_report(p);
    assert_int_equal(
        RUN_INPUT(p, "2023年救助困难群众370户，比去年增长10.7%。各项工作扎实推进有序开展。\n",
                  "put", "1", "economy"),
        0);
    assert_int_equal(
        RUN(p, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2024", "--carry", "1"),
        0);
}

static void test_review__review_lists_what_is_last_years_and_confirms_it(void **state) {
    struct program *p = *state;
    carry_report(p);
    assert_int_equal(RUN(p, "review", "1", "--json"), 0);
    assert_string_equal(p->out.s, "[]\n");
    assert_int_equal(RUN(p, "review", "2", "economy", "--json"), 0);
    assert_string_equal(
        p->out.s,
        "[{\"path\":\"2.1.1\",\"sentence\":1,\"text\":\"2023年救助困难群众370户，比去年增长10.7%"
        "。\","
        "\"offset\":0,\"length\":27,\"numbers\":[{\"value\":\"370\",\"unit\":\"户\",\"offset\":11,"
        "\"length\":3},{\"value\":\"10.7\",\"unit\":\"%\",\"offset\":21,\"length\":4}]},"
        "{\"path\":\"2.1.1\",\"sentence\":2,\"text\":\"各项工作扎实推进有序开展。\",\"offset\":27,"
        "\"length\":13,\"numbers\":[]}]\n");
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"unreviewed\":2"));
    assert_int_equal(RUN(p, "outline", "2", "--json"), 0);
    assert_true(program_printed(p, "\"unreviewed\":2"));
    assert_int_equal(RUN(p, "review", "2", "economy", "--confirm", "3"), 1);
    assert_int_equal(RUN(p, "review", "2", "--confirm"), 2);
    assert_int_equal(RUN(p, "review", "2", "economy", "1"), 2);
    assert_int_equal(RUN(p, "review", "2", "economy", "--confirm", "2"), 0);
    assert_int_equal(RUN(p, "history", "2"), 0);
    assert_true(program_printed(p, "去年原文"));
    assert_false(program_printed(p, "@confirmed"));
    assert_int_equal(RUN(p, "review", "2"), 0);
    assert_true(program_printed(p, "370户"));
    assert_false(program_printed(p, "扎实推进"));
    assert_int_equal(RUN(p, "export", "2"), 0);
    assert_true(program_said(p, "去年原文未核1句"));
    assert_int_equal(RUN(p, "mark", "2", "economy", "done"), 0);
    assert_true(program_said(p, "去年原文1句算作核对过"));
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_false(program_printed(p, "\"unreviewed\":1"));
    assert_unchanged(p);
}

/* What was carried stands against last year's report, in the list as in the check. */
static void test_review__the_list_counts_what_check_finds(void **state) {
    struct program *p = *state;
    char counts[64];
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "2023年完成8596万元，比去年增长10.7%，各项工作都有进展。\n",
                               "put", "1", "economy"),
                     0);
    assert_int_equal(
        RUN(p, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2024", "--carry", "1"),
        0);
    assert_int_equal(RUN(p, "check", "2", "--json"), 0);
    assert_true(program_printed(p, "\"economy\""));
    (void)snprintf(counts, sizeof counts, "\"errors\":%zu,\"warnings\":%zu,",
                   count_printed(p, "\"severity\":\"error\""),
                   count_printed(p, "\"severity\":\"warning\""));
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, counts));
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_review__##name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(carry_on_marks_and_moves_years),
        TEST(review_lists_what_is_last_years_and_confirms_it),
        TEST(the_list_counts_what_check_finds),
    };
    return cmocka_run_group_tests_name("cli/cli", tests, NULL, NULL);
}
