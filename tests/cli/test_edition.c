/* A report on its way on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sha256.h"
#include "store/db.h"
#include "tests/support/program.h"

#include <string.h>

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "梧桐里街道", "--year", "2022"), 0);
    assert_int_equal(RUN_INPUT(p, "第一稿。\n", "put", "1", "economy"), 0);
    return 0;
}

static void a_report_is_sent_returned_and_made_final(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "return", "1", "--reason", "缺数"), 1);
    assert_int_equal(RUN(p, "submit", "1", "--to", "局长"), 2);
    assert_true(program_said(p, "财政所"));
    assert_int_equal(RUN(p, "submit", "1", "--to", "财政所"), 0);
    assert_true(program_said(p, "第1稿 · 送审"));
    assert_int_equal(RUN(p, "return", "1"), 1);
    assert_int_equal(RUN(p, "return", "1", "--reason", "缺数"), 0);
    assert_int_equal(RUN_INPUT(p, "甲社区78人，乙社区12人，共91人。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "final", "1"), 1);
    assert_true(program_said(p, "1处错误"));
    assert_true(program_said(p, "--force")); /* what the screen has a key for */
    assert_int_equal(RUN_INPUT(p, "第二稿。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "final", "1"), 0);
    assert_int_equal(RUN(p, "submit", "1", "--to", "财政局"), 0);
    assert_true(program_said(p, "已报送"));
    assert_int_equal(RUN(p, "edition", "list", "1", "--json"), 0);
    assert_true(program_printed(p, "{\"number\":2,\"state\":\"returned\",\"draft\":1,"
                                   "\"stage\":\"财政所\""));
    assert_true(program_printed(p, "\"state\":\"sent\",\"draft\":2,\"stage\":\"财政局\""));
    assert_true(program_printed(p, "\"kept\":false,\"reason\":\"缺数\""));
    assert_int_equal(RUN(p, "edition", "list", "1"), 0);
    assert_true(program_printed(p, "第2稿定稿"));
}

static void a_final_report_refuses_every_change(void **state) {
    static const char *const changes[][5] = {
        {"set", "1", "unit=乙"},          {"mark", "1", "economy", "done"},
        {"rename", "1", "economy", "新"}, {"add", "1", ".", "新"},
        {"remove", "1", "economy"},       {"move", "1", "economy", ".", "1"},
        {"restore", "1", "--at", "1"},    {"renumber", "1"},
        {"replace", "1", "第一", "第二"}, {"undo", "1"}};
    struct program *p = *state;
    assert_int_equal(RUN(p, "final", "1"), 0);
    assert_int_equal(RUN(p, "export", "1"), 0);
    struct str before = STR_INIT;
    str_set(&before, str_span(&p->out));
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        const char *const *words = changes[i];
        const char *arguments[6] = {words[0], words[1], words[2], words[3], words[4], NULL};
        if (strcmp(words[0], "renumber") != 0) /* nothing is to be renumbered */
            assert_int_equal(program_run(p, NULL, arguments), 1);
    }
    assert_int_equal(RUN_INPUT(p, "第二稿。\n", "put", "1", "economy"), 1);
    assert_true(program_said(p, "unlock"));
    assert_int_equal(RUN(p, "export", "1"), 0);
    assert_string_equal(p->out.s, before.s);
    assert_int_equal(RUN(p, "new", "--unit", "甲", "--year", "2023", "--carry", "1"), 0);
    assert_int_equal(RUN(p, "verify"), 0);
    str_release(&before);
}

static void the_hash_is_that_of_the_plain_text(void **state) {
    struct program *p = *state;
    struct str hash = STR_INIT;
    assert_int_equal(RUN(p, "final", "1"), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", "-"), 0);
    sha256_add_digits(&hash, str_span(&p->out));
    assert_int_equal(RUN(p, "edition", "list", "1", "--json"), 0);
    assert_true(program_printed(p, hash.s));
    assert_int_equal(RUN(p, "edition", "show", "1", "1"), 0);
    struct str again = STR_INIT;
    sha256_add_digits(&again, str_span(&p->out));
    assert_string_equal(again.s, hash.s);
    str_release(&again);
    str_release(&hash);
}

static void an_edition_is_shown_exported_and_compared(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "edition", "diff", "1"), 1);
    assert_int_equal(RUN(p, "submit", "1"), 0);
    assert_int_equal(RUN_INPUT(p, "第二稿。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "edition", "diff", "1"), 0);
    assert_true(program_printed(p, "第[-一-]{+二+}稿"));
    assert_int_equal(RUN(p, "submit", "1"), 0);
    assert_int_equal(RUN_INPUT(p, "第三稿。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "edition", "diff", "1", "1", "2"), 0);
    assert_true(program_printed(p, "第[-一-]{+二+}稿"));
    assert_true(program_printed(p, "版次2"));
    assert_int_equal(RUN(p, "edition", "diff", "1", "2", "1", "-o", program_path(p, "b.docx")), 0);
    assert_int_equal(RUN(p, "edition", "diff", "1", "1", "9"), 1);
    assert_int_equal(RUN(p, "edition", "diff", "1", "0", "1"), 2);
    assert_int_equal(RUN(p, "edition", "diff", "1", "0"), 2);
    assert_int_equal(RUN(p, "edition", "diff", "1", "1", "0"), 2);
    assert_int_equal(RUN(p, "edition", "show", "1", "1"), 0);
    assert_true(program_printed(p, "第一稿"));
    assert_int_equal(RUN(p, "edition", "show", "1", "1", "-o", program_path(p, "a.docx")), 0);
    assert_int_equal(RUN(p, "edition", "show", "1", "1", "-o", program_path(p, "a.doc")), 2);
    assert_int_equal(RUN(p, "edition", "show", "1", "1", "--format", "docx"), 2);
    assert_int_equal(RUN(p, "edition", "show", "1", "1", "--format", "txt,md"), 2);
    assert_int_equal(RUN(p, "edition", "show", "1", "7"), 1);
    assert_int_equal(RUN(p, "edition", "show", "1", "x"), 2);
    assert_int_equal(RUN(p, "edition", "look", "1"), 2);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, setup, program_teardown)

/* One bit of a text that nobody looks at any more. */
static void a_kept_edition_that_has_changed_is_found(void **state) {
    struct program *p = *state;
    struct db *db = NULL;
    assert_int_equal(RUN(p, "submit", "1"), 0);
    assert_int_equal(RUN(p, "verify"), 0);
    assert_int_equal(db_open(&db, p->db, DB_WRITE, NULL), RC_OK);
    assert_int_equal(db_run_script(db,
                                   "UPDATE value SET text = replace(text, '第一稿', '第七稿')"
                                   " WHERE name = '@kept.1'",
                                   NULL),
                     RC_OK);
    db_close(db);
    assert_int_equal(RUN(p, "verify"), 4);
    assert_true(program_printed(p, "版次第1步（送审）"));
    assert_true(program_printed(p, "SHA-256"));
    assert_int_equal(RUN(p, "recover", program_path(p, "fresh.db")), 0);
    assert_true(program_said(p, "版次第1步（送审）"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(a_report_is_sent_returned_and_made_final),
        ON(a_final_report_refuses_every_change),
        ON(the_hash_is_that_of_the_plain_text),
        ON(an_edition_is_shown_exported_and_compared),
        cmocka_unit_test_setup_teardown(a_kept_edition_that_has_changed_is_found, setup,
                                        program_teardown),
    };
    return cmocka_run_group_tests_name("cli/edition", tests, NULL, NULL);
}
