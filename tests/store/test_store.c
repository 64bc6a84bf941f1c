#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "model/splice.h"
#include "store/drafts.h"
#include "store/library.h"
#include "store/reports.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned mode_of(const char *path) {
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 07777;
}

/* Opening must fail with that code, and leave the file as it is. */
static void assert_refused(const char *path, enum store_mode mode, enum rc rc, const char *says) {
    struct str before = STR_INIT;
    struct store *store = NULL;
    struct err err = {0};
    bool regular = file_kind_of(path) == FILE_REGULAR;
    if (regular)
        folder_get(path, &before);
    assert_int_equal(store_open(&store, path, "张三", mode, &err), rc);
    assert_null(store);
    assert_err_says(&err, says);
    assert_int_equal(rc_exit_code(err.rc), 4);
    if (regular)
        assert_true(folder_holds(path, str_span(&before)));
    str_release(&before);
}

static void run_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* --- permissions --- */

static void a_new_database_belongs_to_its_clerk_alone(void **state) {
    const struct store_case *place = *state;
    char *folder = file_path_join(place->folder, "新/建");
    char *path = file_path_join(folder, "jixiao.db");
    mode_t before = umask(0);
    struct store_case own = {folder, path};
    struct store *store = case_open(&own, "张三");
    (void)case_add_report(store);
    char *log = file_path_join(folder, "jixiao.db-wal");
    assert_int_equal(mode_of(path), 0600);
    assert_int_equal(mode_of(log), 0600);
    assert_int_equal(mode_of(folder), 0700);
    (void)umask(before);
    store_close(store);
    mem_free(log);
    mem_free(path);
    mem_free(folder);
}

static void a_shared_folder_makes_a_shared_database(void **state) {
    const struct store_case *place = *state;
    mode_t before = umask(0077);
    assert_int_equal(chmod(place->folder, 02770), 0);
    store_close(case_open(place, "张三"));
    assert_int_equal(mode_of(place->path), 0660);
    assert_int_equal(mode_of(place->folder), 02770);
    (void)umask(before);
}

static void permissions_that_are_there_stay(void **state) {
    const struct store_case *place = *state;
    folder_put(place->path, SPAN("")); /* an empty file is a new database */
    assert_int_equal(chmod(place->path, 0644), 0);
    struct store *store = case_open(place, "张三");
    (void)case_add_report(store);
    store_close(store);
    assert_int_equal(mode_of(place->path), 0644);
}

/* --- what is no database of ours --- */

static void what_is_no_database_is_refused_unchanged(void **state) {
    const struct store_case *place = *state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("一份普通的文本。\n"), 300);
    folder_put(place->path, str_span(&text));
    assert_refused(place->path, STORE_CREATE, RC_DAMAGED, place->path);
    assert_refused(place->path, STORE_READ_ONLY, RC_DAMAGED, place->path);
    assert_refused(place->folder, STORE_CREATE, RC_STORE, "文件夹");
    assert_int_equal(unlink(place->path), 0);
    assert_refused(place->path, STORE_EXISTING, RC_STORE, "找不到");
    str_release(&text);
}

static void a_database_of_something_else_is_refused_unchanged(void **state) {
    const struct store_case *place = *state;
    run_sql(place->path, "CREATE TABLE other (x); INSERT INTO other VALUES (1)");
    assert_refused(place->path, STORE_CREATE, RC_STORE, "别的程序");
    run_sql(place->path, "PRAGMA application_id = 77");
    assert_refused(place->path, STORE_READ_ONLY, RC_STORE, "别的程序");
}

static void a_newer_database_is_refused_unchanged(void **state) {
    const struct store_case *place = *state;
    store_close(case_open(place, "张三"));
    run_sql(place->path, "PRAGMA user_version = 9000");
    assert_refused(place->path, STORE_CREATE, RC_NEWER, "9000");
    assert_refused(place->path, STORE_READ_ONLY, RC_NEWER, "升级");
}

static void names_that_mean_more_to_sqlite_are_plain_files(void **state) {
    const struct store_case *place = *state;
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(place->folder), 0);
    static const char *const names[] = {":memory:", "file:a?mode=ro", "a b%20#.db"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char *name = mem_copy_text(names[i], strlen(names[i]));
        struct store_case odd = {NULL, name};
        struct store *store = case_open(&odd, "张三");
        (void)case_add_report(store);
        store_close(store);
        assert_int_equal(file_kind_of(names[i]), FILE_REGULAR);
        mem_free(name);
    }
    assert_int_equal(chdir(before), 0);
}

static void many_programs_may_make_it_at_once(void **state) {
    enum { PROGRAMS = 8 };
    pid_t children[PROGRAMS];
    for (int i = 0; i < PROGRAMS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct store *store = NULL;
            const struct store_case *place = *state;
            if (store_open(&store, place->path, "张三", STORE_CREATE, NULL) != RC_OK)
                _exit(1);
            store_close(store);
            _exit(0);
        }
    }
    for (int i = 0; i < PROGRAMS; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
}

/* --- locked, read-only, full, damaged --- */

static void a_locked_database_is_said_to_be_busy(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    int64_t id = case_add_report(store), act = 0;
    struct report *report = case_load(store, id);
    struct err err = {0};
    sqlite3 *other = NULL;
    store_set_wait(store, 20);
    assert_int_equal(sqlite3_open(place->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(store_trash(store, id, true, &err), RC_BUSY);
    assert_err_says(&err, place->path);
    assert_int_equal(case_type(store, report, 3, 0, 0, "字", &act), RC_BUSY);
    assert_int_equal(act, 0);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    report_free(report);
    report = case_load(store, id);
    assert_int_equal(case_type(store, report, 3, 0, 0, "字", &act), RC_OK);
    report_free(report);
    store_close(store);
}

/* Exit codes of the children: 0 as expected, else the number of the step that went wrong. */
static int read_without_writing(const struct store_case *place) {
    struct store *store = NULL;
    struct library_rows list = {0};
    struct report *report = NULL;
    struct err err = {0};
    if (store_open(&store, place->path, "张三", STORE_CREATE, &err) != RC_READ_ONLY)
        return 1;
    if (store_open(&store, place->path, "张三", STORE_READ_ONLY, &err) != RC_OK)
        return 2;
    if (store_list(store, false, &list, &err) != RC_OK || list.count != 1)
        return 3;
    if (store_load_report(store, list.items[0].id, &report, NULL, &err) != RC_OK)
        return 4;
    if (store_trash(store, list.items[0].id, true, &err) != RC_READ_ONLY)
        return 5;
    if (!store_is_read_only(store))
        return 6;
    report_free(report);
    library_rows_release(&list);
    store_close(store);
    return 0;
}

static void a_read_only_file_or_folder_is_still_read(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    (void)case_add_report(store);
    store_close(store);
    assert_int_equal(chmod(place->path, 0444), 0);
    assert_int_equal(run_as_nobody(read_without_writing, place), 0);
    assert_int_equal(chmod(place->folder, 0555), 0);
    assert_int_equal(run_as_nobody(read_without_writing, place), 0);
    assert_int_equal(chmod(place->path, 0666), 0); /* the folder alone */
    assert_int_equal(run_as_nobody(read_without_writing, place), 0);
    assert_int_equal(chmod(place->folder, 0777), 0);
    assert_int_equal(folder_count(place->folder), 1); /* a look leaves nothing behind */
}

static int make_where_nobody_may(const struct store_case *place) {
    struct store *store = NULL;
    struct err err = {0};
    enum rc rc = store_open(&store, place->path, "张三", STORE_CREATE, &err);
    return rc == RC_READ_ONLY && strstr(err.text, place->path) != NULL ? 0 : 1;
}

static void a_folder_that_cannot_be_written_is_said(void **state) {
    const struct store_case *place = *state;
    assert_int_equal(chmod(place->folder, 0555), 0);
    assert_int_equal(run_as_nobody(make_where_nobody_may, place), 0);
    assert_int_equal(chmod(place->folder, 0777), 0);
    assert_int_equal(folder_count(place->folder), 0);
}

/* Types until the limit on the size of files stops it: as a full disk, but told as what it is. */
static int type_until_full(const struct store_case *place) {
    struct store *store = NULL;
    struct report *report = NULL;
    struct err err = {0};
    struct rlimit limit = {0};
    int64_t act = 0;
    size_t stored = 0;
    enum rc rc = store_open(&store, place->path, "张三", STORE_EXISTING, &err);
    if (rc != RC_OK || store_load_report(store, 1, &report, NULL, &err) != RC_OK)
        return 1;
    (void)signal(SIGXFSZ, SIG_IGN);
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    limit.rlim_cur = 200 * 1024;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 3;
    struct splice splice;
    for (rc = RC_OK; rc == RC_OK && stored < 5000; stored += rc == RC_OK) {
        body_make_splice(&splice, &report_find_id(report, 3)->body, 0, 0, SPAN("字"),
                         LINE_PARAGRAPH);
        rc = store_add_splice(store, 1, 3, 0, ACT_TYPE, &splice, &act, &err);
        splice_release(&splice);
    }
    if (rc != RC_FULL || strstr(err.text, "ulimit -f") == NULL ||
        strstr(err.text, "磁盘已满") != NULL) {
        print_message("DBG %d %s %zu\n", (int)rc, err.text, stored);
        return 4;
    }
    rc = store_trash(store, 1, true, &err); /* the log was written back, where that took no room */
    if (rc != RC_OK && rc != RC_FULL)
        return 5;
    limit.rlim_cur = limit.rlim_max; /* mended */
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 6;
    body_make_splice(&splice, &report_find_id(report, 3)->body, 0, 0, SPAN("末"), LINE_PARAGRAPH);
    rc = store_add_splice(store, 1, 3, 0, ACT_TYPE, &splice, &act, &err);
    splice_release(&splice);
    if (rc != RC_OK || store_sync(store, &err) != RC_OK)
        return 7;
    struct report *again = NULL;
    if (store_load_report(store, 1, &again, NULL, &err) != RC_OK)
        return 8;
    size_t there = report_find_id(again, 3)->body.points;
    report_free(again);
    report_free(report);
    store_close(store);
    return there == stored + 1 ? 0 : 9;
}

static void a_full_disk_loses_nothing_and_mends(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    assert_int_equal(case_add_report(store), 1);
    store_close(store);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(type_until_full(place));
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 0);
    struct str faults = STR_INIT;
    store = case_open(place, "张三");
    assert_int_equal(store_verify(store, &faults, NULL), RC_OK);
    str_release(&faults);
    store_close(store);
}

static void many_clerks_write_at_once(void **state) {
    enum { CLERKS = 6, KEYS = 60 };
    const struct store_case *place = *state;
    struct store *store = case_open(place, "主管");
    struct store *volatile kept = store; /* a child that exits does not lose it */
    int64_t ids[CLERKS];
    pid_t children[CLERKS];
    for (int i = 0; i < CLERKS; i++)
        ids[i] = case_add_report(store);
    for (int i = 0; i < CLERKS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            char name[] = {(char)('a' + i), '\0'};
            struct store *own = NULL;
            struct report *report = NULL;
            int64_t act = 0;
            case_busy_tries = 100;
            if (store_open(&own, place->path, name, STORE_EXISTING, NULL) != RC_OK ||
                store_load_report(own, ids[i], &report, NULL, NULL) != RC_OK)
                _exit(1);
            for (size_t key = 0; key < KEYS; key++) {
                if (case_type(own, report, 3, key, 0, "字", &act) != RC_OK)
                    _exit(2);
                if (key % 10 == 9 && store_sync(own, NULL) != RC_OK)
                    _exit(3);
            }
            enum rc rc = kept != NULL ? case_fold(own, report, 3) : RC_STORE;
            report_free(report);
            store_close(own);
            _exit(rc == RC_OK ? 0 : 4);
        }
    }
    for (int i = 0; i < CLERKS; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
        struct report *report = case_load(store, ids[i]);
        assert_int_equal(report_find_id(report, 3)->body.points, KEYS);
        report_free(report);
    }
    store_close(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_new_database_belongs_to_its_clerk_alone),
        WITH_STORE(a_shared_folder_makes_a_shared_database),
        WITH_STORE(permissions_that_are_there_stay),
        WITH_STORE(what_is_no_database_is_refused_unchanged),
        WITH_STORE(a_database_of_something_else_is_refused_unchanged),
        WITH_STORE(a_newer_database_is_refused_unchanged),
        WITH_STORE(names_that_mean_more_to_sqlite_are_plain_files),
        WITH_STORE(many_programs_may_make_it_at_once),
        WITH_STORE(a_locked_database_is_said_to_be_busy),
        WITH_STORE(a_read_only_file_or_folder_is_still_read),
        WITH_STORE(a_folder_that_cannot_be_written_is_said),
        WITH_STORE(a_full_disk_loses_nothing_and_mends),
        WITH_STORE(many_clerks_write_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
