/*
 * An environment from a hostile side: homes, terminals, languages and paths that are missing,
 * endless, full of escape sequences or other people's. The program works or says one sentence, and
 * writes nothing that drives a terminal, and no file but where it was told to.
 */
#include "tests/support/folder.h"
#include "tests/support/hostile.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char *const names[] = {
    "HOME",
    "TERM",
    "TERMINFO",
    "TERMINFO_DIRS",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LANGUAGE",
    "JIXIAO_DB",
    "JIXIAO_USER",
    "JIXIAO_NOW",
    "JIXIAO_READER",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "TMPDIR",
    "SQLITE_TMPDIR",
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "SSH_TTY",
    "LOCPATH",
    "GCONV_PATH",
    "TZ",
    "ESCDELAY",
};

/* Values that no variable should have; %e: escape sequences, %l: 100,000 letters. */
static const char *const values[] = {
    "",
    "%e",
    "%l",
    "../../../../etc/passwd",
    "/dev/null",
    "/nonexistent/at/all",
    "\xff\xfe",
    "%s%n%s%n%n",
    "-1",
    "99999999999999999999",
    "zh_CN.KLINGON",
    ":/:/:",
};

enum { OF_SCREEN = 4 }; /* the first of them */

static char *value_of(const char *value) {
    struct str out = STR_INIT;
    if (strcmp(value, "%e") == 0)
        hostile_add_all(&out);
    else if (strcmp(value, "%l") == 0)
        str_add_repeat(&out, SPAN("A"), 100000);
    else
        str_add_text(&out, value);
    return str_detach(&out);
}

static void check_words(struct program *p, const char *name, const char *value) {
    size_t out = hostile_find(str_span(&p->out)), err = hostile_find(str_span(&p->err));
    if (p->code < 0 || p->code > 4 || out != SIZE_MAX || err != SIZE_MAX)
        fail_msg("%s=%.40s: exit %d, bytes %zd, %zd: %s", name, value, p->code, (ssize_t)out,
                 (ssize_t)err, p->err.s);
}

/* In a process of its own, so that the variables of the test stay. */
static void use_it(struct program *p, const char *name, const char *value) {
    char *before = getenv(name) != NULL ? strdup(getenv(name)) : NULL;
    assert_int_equal(setenv(name, value, 1), 0);
    (void)RUN(p, "list");
    check_words(p, name, value);
    (void)RUN_INPUT(p, "正文。\n", "put", "1", "1");
    check_words(p, name, value);
    (void)RUN(p, "export", "1");
    check_words(p, name, value);
    (void)RUN(p, "check", "1");
    check_words(p, name, value);
    (void)RUN(p, "history", "1");
    check_words(p, name, value);
    (void)RUN(p, "--version");
    check_words(p, name, value);
    if (before != NULL)
        (void)setenv(name, before, 1);
    else
        (void)unsetenv(name);
    free(before);
}

static void commands_work_in_any_environment(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023"), 0);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        for (size_t k = 0; k < ARRAY_LEN(values); k++) {
            char *value = value_of(values[k]);
            use_it(p, names[i], value);
            free(value);
        }
    assert_int_equal(RUN(p, "verify"), 0);
}

/* Where the cursor is, which it does when the first picture stands. */
static bool has_asked(const struct pty *pty) {
    return span_find(pty_output(pty), SPAN("\033[6n")) != SIZE_MAX;
}

/* The full screen starts and ends, or says why not. */
static void show_it(struct program *p, const char *name, const char *value) {
    enum { TRIES = 1000 };
    struct str home = STR_INIT, pair = STR_INIT;
    str_add_format(&home, "HOME=%s", p->folder);
    str_add_format(&pair, "%s=%s", name, value);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "1", NULL};
    struct pty *pty = pty_start_mute(argv, (const char *const[]){home.s, pair.s, NULL}, 24, 80);
    for (int i = 0; i < TRIES && !pty_has_ended(pty) && !has_asked(pty); i++)
        pty_wait_quiet(pty);
    if (!pty_has_ended(pty)) {
        pty_send_text(pty, "\033OR\033");
        pty_wait_quiet(pty);
        pty_signal(pty, 15);
    }
    int code = pty_wait_exit(pty);
    if (code != 0 && code != 2 && code != 4 && code != 128 + 15)
        fail_msg("%s=%.40s: ended with %d", name, value, code);
    struct span written = pty_output(pty);
    bool utf8 = strncmp(name, "LC_", 3) != 0 && strcmp(name, "LANG") != 0;
    bool plain_terminal = strncmp(name, "TERM", 4) != 0;
    size_t at = hostile_find_written(written);
    if (utf8 && plain_terminal && at != SIZE_MAX)
        fail_msg("%s=%.40s: byte %zu", name, value, at);
    pty_free(pty);
    str_release(&home);
    str_release(&pair);
}

static void the_screen_stands_in_any_environment(void **state) {
    struct program *p = *state;
    static const char *const of_screen[] = {
        "HOME",          "TERM",    "TERMINFO", "LC_ALL",  "JIXIAO_USER", "JIXIAO_READER",
        "XDG_DATA_HOME", "COLUMNS", "NO_COLOR", "SSH_TTY", "ESCDELAY"};
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023"), 0);
    for (size_t i = 0; i < ARRAY_LEN(of_screen); i++)
        for (size_t k = 0; k < OF_SCREEN; k++) {
            char *value = value_of(values[k]);
            show_it(p, of_screen[i], value);
            free(value);
        }
    assert_int_equal(RUN(p, "verify"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(commands_work_in_any_environment),
                                       TEST(the_screen_stands_in_any_environment)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
