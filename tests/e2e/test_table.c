/* A table on a real pseudo-terminal: made, written cell by cell, pasted, added up, killed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static const char alt_ins[] = "\x1b[2;3~", alt_end[] = "\x1b[1;3F", ctrl_z[] = "\x1a";
#define PASTE(text) "\x1b[200~" text "\x1b[201~"

static struct pty *start(struct program *p) {
    char home[600];
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "1", NULL};
    const char *const env[] = {home, NULL};
    struct pty *pty = pty_start(argv, env, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    return pty;
}

static void assert_text(struct program *p, const char *text) {
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, text);
}

/* Every burst of an input method is in its cell, after a SIGKILL too. */
static void what_is_typed_into_cells_is_kept(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "梧桐里街道", "--year", "2023"), 0);
    struct pty *pty = start(p);
    pty_step(pty, alt_ins, "插入表格");
    pty_step(pty,
             "\x7f\x7f\x7f"
             "2 2\r",
             "插入了2行2列");
    pty_step(pty, "项目\t金额（万元）\t水电", "水电");
    pty_step(pty, "费\t1,200.5", "1,200.5 │");
    pty_check(pty);
    pty_step(pty, "\t办公费\t3", "办公费");
    pty_step(pty, alt_end, "填了1格合计");
    pty_check(pty);
    pty_signal(pty, SIGKILL);
    assert_int_equal(pty_wait_exit(pty), 128 + SIGKILL);
    pty_free(pty);
    assert_text(p, "项目\t金额（万元）\n水电费\t1,200.5\n办公费\t3\n合计\t1,203.5\n\n");
}

static void what_excel_copied_is_a_table_or_text(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "梧桐里街道", "--year", "2023"), 0);
    struct pty *pty = start(p);
    pty_step(pty, PASTE("项目\t金额\r\n\"水\n费\"\t5\r\n"), "做成了表格");
    pty_check(pty);
    pty_step(pty, ctrl_z, "已撤销");
    pty_signal(pty, SIGKILL);
    assert_int_equal(pty_wait_exit(pty), 128 + SIGKILL);
    pty_free(pty);
    assert_text(p, "项目\t金额\n\"水\n费\"\t5\n\n");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, program_setup, teardown)

static int teardown(void **state) {
    pty_free_all();
    return program_teardown(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_typed_into_cells_is_kept),
        TEST(what_excel_copied_is_a_table_or_text),
    };
    return cmocka_run_group_tests_name("e2e/table", tests, NULL, NULL);
}
