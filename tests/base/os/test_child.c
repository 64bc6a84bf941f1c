#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/child.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"
#include "base/text/str.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_MS = 60000 };

static int setup(void **state) {
    struct str *folder = MEM_NEW(struct str);
    str_init(folder);
    *state = folder;
    return file_make_work_folder(folder, NULL) == RC_OK ? 0 : -1;
}

static int teardown(void **state) {
    struct str *folder = *state;
    file_drop_folder(folder->s);
    assert_int_equal(file_kind_of(folder->s), FILE_NONE);
    str_release(folder);
    mem_free(folder);
    return 0;
}

static struct child *start(const struct str *folder, const char *script, const char *output) {
    struct child *child = NULL;
    struct err err = {0};
    const char *const arguments[] = {"sh", "-c", script, NULL};
    assert_int_equal(child_start(&child, arguments, folder->s, output, &err), RC_OK);
    return child;
}

static void read_output(const struct str *folder, const char *name, struct str *text) {
    char *path = file_path_join(folder->s, name);
    assert_int_equal(file_read(text, path, 1 << 20, NULL), RC_OK);
    mem_free(path);
}

static void its_end_says_whether_it_went_well(void **state) {
    static const struct {
        const char *script;
        enum child_state wanted;
    } rows[] = {{"true", CHILD_DONE}, {"exit 3", CHILD_FAILED}, {"kill -9 $$", CHILD_FAILED}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct child *child = start(*state, rows[i].script, NULL);
        assert_int_equal(child_wait(child, PATIENCE_MS), rows[i].wanted);
        assert_int_equal(child_wait(child, 0), rows[i].wanted);
        child_free(child);
    }
}

static void it_works_in_its_folder_with_its_own_environment(void **state) {
    const struct str *folder = *state;
    struct str text = STR_INIT, wanted = STR_INIT;
    assert_int_equal(setenv("JIXIAO_SECRET", "1", 1), 0);
    struct child *child = start(folder, "pwd; echo $HOME; echo \"[$JIXIAO_SECRET]\"; cat", "out");
    assert_int_equal(child_wait(child, PATIENCE_MS), CHILD_DONE); /* there is nothing to read */
    child_free(child);
    read_output(folder, "out", &text);
    str_add_format(&wanted, "%s\n%s\n[]\n", folder->s, folder->s);
    assert_string_equal(text.s, wanted.s);
    str_release(&wanted);
    str_release(&text);
}

static bool is_alive(pid_t pid) {
    return kill(pid, 0) == 0 || errno != ESRCH;
}

static void what_it_has_started_ends_with_it(void **state) {
    const struct str *folder = *state;
    struct str text = STR_INIT;
    struct child *child =
        start(folder, "sleep 1000 & echo $! >pid.new; mv pid.new pid; sleep 1000", NULL);
    char *path = file_path_join(folder->s, "pid");
    while (file_kind_of(path) != FILE_REGULAR)
        assert_int_equal(child_wait(child, 10), CHILD_RUNS);
    read_output(folder, "pid", &text);
    pid_t pid = (pid_t)strtol(text.s, NULL, 10);
    assert_true(pid > 1 && is_alive(pid));
    child_free(child);
    while (is_alive(pid)) /* init, or whoever stands in for it, has yet to take it */
        (void)usleep(10000);
    mem_free(path);
    str_release(&text);
}

static void a_program_is_looked_for_on_the_path(void **state) {
    const struct str *folder = *state;
    struct child *child = NULL;
    const char *const arguments[] = {"no-such-program-here", NULL};
    assert_true(child_can_start("sh"));
    assert_false(child_can_start("no-such-program-here"));
    assert_int_equal(child_start(&child, arguments, folder->s, NULL, NULL), RC_OK);
    assert_int_equal(child_wait(child, PATIENCE_MS), CHILD_FAILED);
    child_free(child);
    child_free(NULL);
}

static void a_file_has_a_limit(void **state) {
    const struct str *folder = *state;
    struct child *child = start(folder, "head -c 300000000 /dev/zero", "big");
    assert_int_equal(child_wait(child, PATIENCE_MS), CHILD_FAILED);
    child_free(child);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(its_end_says_whether_it_went_well),
        T(it_works_in_its_folder_with_its_own_environment),
        T(what_it_has_started_ends_with_it),
        T(a_program_is_looked_for_on_the_path),
        T(a_file_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
