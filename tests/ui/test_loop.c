/* The loop on a pseudo-terminal: this program starts itself as the one that is looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "session/search.h"
#include "tests/support/folder.h"
#include "tests/support/pty_support.h"
#include "ui/loop.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A sync of the disk is seen among what is written to the terminal, which shows nothing of it. */
#define MARK "\033]0;synced\007"
static bool marks_syncs;

int fdatasync(int fd) {
    if (marks_syncs && write(STDOUT_FILENO, MARK, sizeof MARK - 1) < 0)
        return -1;
    return fsync(fd);
}

static struct session *open_session(const char *db) {
    struct session *session = NULL;
    struct session_options options = {.db = db, .user = "zhang"};
    struct err err = {0};
    if (session_open(&session, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    return session;
}

static int run_shell(const char *db) {
    struct session *session = open_session(db);
    struct err err = {0};
    (void)setlocale(LC_ALL, "");
    marks_syncs = true;
    enum rc rc = shell_run(session, 1, &err);
    marks_syncs = false;
    session_close(session);
    return rc == RC_OK ? 0 : 1;
}

/* Nothing is left to be indexed: whoever opens it next writes only what is typed. */
static void make_report(const char *db) {
    struct session *session = open_session(db);
    struct session_new what = {.unit = "梧桐里街道", .year = 2023};
    int64_t id = 0;
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(id, 1);
    while (session_index_waits(session))
        session_index(session);
    session_close(session);
}

/* Where it stands in what was written from there on, waited for. */
static size_t find_output(struct pty *pty, size_t from, const char *bytes) {
    enum { TRIES = 1000 };
    size_t at = SIZE_MAX;
    for (int i = 0; at == SIZE_MAX && i < TRIES; i++) {
        pty_wait_quiet(pty);
        struct span all = pty_output(pty);
        at = span_find(span_sub(all, from, all.n), span_of(bytes));
    }
    assert_true(at != SIZE_MAX);
    return at;
}

/* Promise 1: committed before the echo (tests/faults/test_kill.c), synced after it: nobody waits
 * for the disk to see what was typed, and nothing waits longer than that for the disk. */
static void a_key_is_echoed_before_the_disk_is_waited_for(void **state) {
    (void)state;
    static const char *const keys[] = {"绩", "效", "评", "价", "表"};
    char *folder = folder_new(), *db = file_path_join(folder, "x.db");
    make_report(db);
    struct pty *pty = pty_start_self("shell", db, NULL, 24, 80);
    pty_wait_text(pty, "已保存");
    pty_wait_quiet(pty);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        size_t before = pty_output(pty).n;
        pty_send_text(pty, keys[i]);
        size_t echo = find_output(pty, before, keys[i]), sync = find_output(pty, before, MARK);
        if (i > 0) /* the first one also begins the log */
            assert_true(echo < sync);
        pty_wait_quiet(pty);
        struct span all = pty_output(pty);
        struct span after = span_sub(all, before + sync + sizeof MARK - 1, all.n);
        if (i > 0)
            assert_true(span_find(after, SPAN(MARK)) == SIZE_MAX); /* once */
    }
    pty_free(pty);
    mem_free(db);
    folder_free(folder);
}

static void put_theme(const char *folder, const char *text) {
    struct err err;
    char *own = file_path_join(folder, "jixiao"), *path = file_path_join(own, "theme");
    assert_int_equal(file_make_folder(own, &err), RC_OK);
    folder_put(path, span_of(text));
    assert_int_equal(setenv("XDG_CONFIG_HOME", folder, 1), 0);
    mem_free(path);
    mem_free(own);
}

/* What it says instead where it makes no sense. */
static void colours_of_ones_own_are_shown(void **state) {
    (void)state;
    char *folder = folder_new(), *db = file_path_join(folder, "x.db");
    make_report(db);
    put_theme(folder, "hint black on cyan\n");
    struct pty *pty = pty_start_self("shell", db, NULL, 24, 80);
    pty_wait_text(pty, "已保存");
    (void)find_output(pty, 0, "\033[30m\033[46m");
    pty_free(pty);
    put_theme(folder, "hint cyan on white\n");
    pty = pty_start_self("shell", db, NULL, 24, 80);
    pty_wait_text(pty, "第1行：在深色底上看不清");
    pty_free(pty);
    assert_int_equal(unsetenv("XDG_CONFIG_HOME"), 0);
    mem_free(db);
    folder_free(folder);
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "shell") == 0)
        return run_shell(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_echoed_before_the_disk_is_waited_for),
        cmocka_unit_test(colours_of_ones_own_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
