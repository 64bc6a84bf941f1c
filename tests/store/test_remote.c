/* A database on a network's disk: no log, no shared memory, one program at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/os/file.h"
#include "base/os/file_system.h"
#include "store/copies.h"
#include "store/db.h"
#include "store/drafts.h"
#include "store/news.h"
#include "store/store.h"
#include "store/store_private.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int setup(void **state) {
    file_pretend_remote(true);
    return store_case_setup(state);
}

static int teardown(void **state) {
    file_pretend_remote(false);
    return store_case_teardown(state);
}

static void assert_mode(struct store *store, const char *wanted) {
    struct str mode = STR_INIT;
    assert_int_equal(db_ask_text(store->db, "PRAGMA journal_mode", &mode, NULL), RC_OK);
    assert_string_equal(mode.s, wanted);
    str_release(&mode);
}

static bool has_beside(const struct store_case *place, const char *ending) {
    struct str path = STR_INIT;
    str_add_format(&path, "%s%s", place->path, ending);
    bool there = file_kind_of(path.s) != FILE_NONE;
    str_release(&path);
    return there;
}

static void type_and_fold(struct store *store, int64_t id, const char *text) {
    struct report *report = case_load(store, id);
    int64_t act = 0;
    assert_int_equal(case_type(store, report, 2, 0, 0, text, &act), RC_OK);
    assert_int_equal(store_sync(store, NULL), RC_OK);
    assert_int_equal(case_fold(store, report, 2), RC_OK);
    report_free(report);
}

static void it_works_without_a_log(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "zhang");
    assert_true(store_is_remote(store));
    assert_mode(store, "truncate");
    int64_t id = case_add_report(store);
    type_and_fold(store, id, "写了");
    assert_false(has_beside(place, "-wal"));
    assert_false(has_beside(place, "-shm"));
    assert_null(store_log_path(store));
    assert_int_equal(store_check_files(store, true, NULL), RC_OK);
    assert_int_equal(store_copy_today(store, NULL), RC_OK);
    store_close(store);
    store = case_open(place, "zhang");
    assert_text(store, id, 2, "写了");
    store_close(store);
}

/* Locks over a network are not to be trusted with more than that. */
static void a_second_one_is_told_to_wait(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "zhang"), *second = NULL;
    struct err err = {0};
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) { /* another program: locks are between programs */
        enum rc rc = store_open(&second, place->path, "li", STORE_CREATE, &err);
        _exit(rc == RC_BUSY && strstr(err.text, "网络盘") != NULL ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    type_and_fold(store, case_add_report(store), "不受影响");
    store_close(store);
    second = case_open(place, "li");
    store_close(second);
}

static void what_was_typed_survives_a_kill(void **state) {
    const struct store_case *place = *state;
    int pipes[2];
    char byte = 0;
    assert_int_equal(pipe(pipes), 0);
    struct store *store = case_open(place, "zhang");
    int64_t id = case_add_report(store);
    store_close(store);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int64_t act = 0;
        store = case_open(place, "zhang");
        struct report *report = case_load(store, id);
        enum rc rc = case_type(store, report, 2, 0, 0, "写到一半", &act);
        (void)!write(pipes[1], rc == RC_OK ? "y" : "n", 1);
        for (;;)
            (void)pause();
    }
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    store = case_open(place, "zhang");
    assert_text(store, id, 2, "写到一半");
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(store, &faults, NULL), RC_OK);
    str_release(&faults);
    store_close(store);
    (void)close(pipes[0]);
    (void)close(pipes[1]);
}

/* Carried there and back: each place has its own way, and nothing is left in a log. */
static void a_database_may_be_carried_there_and_back(void **state) {
    const struct store_case *place = *state;
    file_pretend_remote(false);
    struct store *store = case_open(place, "zhang");
    assert_mode(store, "wal");
    int64_t id = case_add_report(store);
    type_and_fold(store, id, "一");
    /* a copy with its log, as after a power cut */
    static const char *const parts[] = {"", "-wal"};
    struct str bytes[2] = {STR_INIT, STR_INIT}, path = STR_INIT;
    for (size_t i = 0; i < 2; i++) {
        str_clear(&path);
        str_add_format(&path, "%s%s", place->path, parts[i]);
        folder_get(path.s, &bytes[i]);
    }
    store_close(store);
    for (size_t i = 0; i < 2; i++) {
        str_clear(&path);
        str_add_format(&path, "%s%s", place->path, parts[i]);
        folder_put(path.s, str_span(&bytes[i]));
        str_release(&bytes[i]);
    }
    str_release(&path);
    file_pretend_remote(true);
    store = case_open(place, "zhang");
    assert_mode(store, "truncate");
    assert_text(store, id, 2, "一");
    type_and_fold(store, id, "二");
    store_close(store);
    assert_false(has_beside(place, "-wal"));
    file_pretend_remote(false);
    store = case_open(place, "zhang");
    assert_false(store_is_remote(store));
    assert_mode(store, "wal");
    assert_text(store, id, 2, "二一");
    store_close(store);
}

#define REMOTE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        REMOTE(it_works_without_a_log),
        REMOTE(a_second_one_is_told_to_wait),
        REMOTE(what_was_typed_survives_a_kill),
        REMOTE(a_database_may_be_carried_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
