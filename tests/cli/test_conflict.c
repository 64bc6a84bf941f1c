/* Two texts of a section of which nobody has chosen one: whoever lists, looks, gets or exports is
 * told, on standard error alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/splice.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "tests/support/program.h"
#include "tests/support/store_case.h"

#include <string.h>

/* zhang has left his text beside what li has saved. */
static void write_beside(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "望湖街道", "--year", "2023"), 0);
    struct session *zhang = case_open_session(p->db, "zhang");
    struct session *li = case_open_session(p->db, "li");
    assert_int_equal(session_load(zhang, 1, NULL), RC_OK);
    assert_int_equal(session_load(li, 1, NULL), RC_OK);
    const struct section *section = report_find_section(session_report(zhang), SPAN("perf_work"));
    struct splice splice;
    body_make_splice(&splice, &section->body, 0, 0, SPAN("张的。"), LINE_PARAGRAPH);
    session_type(zhang, section->id, &splice, ACT_TYPE, false);
    splice_release(&splice);
    case_write(li, section->id, SPAN("李的。"));
    assert_int_equal(session_fold(zhang, -1, NULL), RC_CONFLICT);
    session_close(zhang);
    session_close(li);
}

static void each_command_says_what_waits(void **state) {
    static const char *const commands[][3] = {
        {"list", NULL, NULL}, {"outline", "1", NULL}, {"get", "1", "1"}, {"export", "1", NULL}};
    struct program *p = *state;
    write_beside(p);
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        const char *const *words = commands[i];
        assert_int_equal(RUN(p, "--user", "li", words[0], words[1], words[2]), 0);
        assert_true(program_said(p, "两份文字"));
        assert_int_equal(RUN(p, "--user", "li", "--quiet", words[0], words[1], words[2]), 0);
        assert_false(program_said(p, "两份文字"));
    }
    assert_int_equal(RUN(p, "--user", "li", "get", "1", "1"), 0);
    assert_true(program_said(p, "zhang"));
    assert_string_equal(p->out.s, "李的。\n");
    assert_int_equal(RUN(p, "--user", "wang", "remove", "1", "1"), 1);
    assert_true(program_said(p, "两份文字"));

    struct session *zhang = case_open_session(p->db, "zhang");
    struct session_conflict open = {0};
    assert_int_equal(session_load(zhang, 1, NULL), RC_OK);
    assert_true(session_conflict(zhang, &open));
    assert_int_equal(session_resolve(zhang, open.section, true, NULL), RC_OK);
    session_conflict_release(&open);
    session_close(zhang);
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        const char *const *words = commands[i];
        assert_int_equal(RUN(p, "--user", "li", words[0], words[1], words[2]), 0);
        assert_false(program_said(p, "两份文字"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_command_says_what_waits, program_setup,
                                        program_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
