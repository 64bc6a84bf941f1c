#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "store/library.h"
#include "store/recover.h"
#include "store/reports.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A database of one file with enough text to have many pages. */
static void fill(const struct store_case *place) {
    struct store *store = case_open(place, "张三");
    struct random random = {.state = 3};
    for (int i = 0; i < 12; i++) {
        struct str text = STR_INIT;
        int64_t act = 0;
        struct report *report = case_load(store, case_add_report(store));
        random_add_text(&text, &random, 3000, true);
        assert_int_equal(case_type(store, report, 3, 0, 0, text.s, &act), RC_OK);
        assert_int_equal(case_fold(store, report, 3), RC_OK);
        str_release(&text);
        report_free(report);
    }
    store_close(store);
}

static void break_sql(const struct store_case *place, const char *sql) {
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s", why);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void assert_faulty(const struct store_case *place, const char *says) {
    struct store *store = case_open(place, "张三");
    struct str faults = STR_INIT;
    struct err err = {0};
    assert_int_equal(store_verify(store, &faults, &err), RC_DAMAGED);
    assert_err_says(&err, "备份");
    if (strstr(faults.s, says) == NULL)
        fail_msg("“%s” does not say “%s”", faults.s, says);
    str_release(&faults);
    store_close(store);
}

/* Nothing counts on from a number at its end. */
static void a_revision_at_the_end_of_numbers_is_damage(void **state) {
    static const char *const breaks[] = {
        "UPDATE section SET revision = 9223372036854775807 WHERE id = 3",
        "UPDATE section SET revision = -1 WHERE id = 3",
        "UPDATE report SET outline_revision = 9223372036854775807",
        "UPDATE report SET next_section = 9223372036854775807",
    };
    const struct store_case *place = *state;
    for (size_t i = 0; i < ARRAY_LEN(breaks); i++) {
        struct store *store = case_open(place, "张三");
        struct report *report = NULL;
        struct err err = {0};
        int64_t id = case_add_report(store);
        store_close(store);
        break_sql(place, breaks[i]);
        store = case_open(place, "张三");
        assert_int_equal(store_load_report(store, id, &report, NULL, &err), RC_DAMAGED);
        assert_err_says(&err, "备份");
        store_close(store);
        assert_int_equal(remove(place->path), 0);
    }
}

/* One bit of a text is enough, and SQLite does not look into texts. */
static void a_text_that_is_no_utf8_is_damage_and_no_crash(void **state) {
    static const char *const broken[] = {
        "report SET title", "report SET unit", "section SET heading", "section SET name",
        "section SET body", "value SET text",  "change SET clerk",    "change SET word",
    };
    const struct store_case *place = *state;
    fill(place);
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        struct str sql = STR_INIT, faults = STR_INIT, whole = STR_INIT;
        struct library_rows list = {0};
        struct report *report = NULL;
        struct err err = {0};
        folder_get(place->path, &whole);
        str_add_format(
            &sql,
            "DROP TRIGGER change_keeps_text; INSERT OR IGNORE INTO value VALUES (1, 'figure', 'x');"
            "UPDATE %s = CAST(x'e4b8ff' AS TEXT)",
            broken[i]);
        break_sql(place, sql.s);
        struct store *store = case_open(place, "张三");
        enum rc listed = store_list(store, false, &list, &err);
        enum rc loaded = store_load_report(store, 1, &report, NULL, &err);
        assert_true(listed == RC_OK || listed == RC_DAMAGED);
        assert_true(loaded == RC_OK || loaded == RC_DAMAGED);
        if (store_verify(store, &faults, &err) != RC_DAMAGED)
            fail_msg("%s is not noticed", broken[i]);
        assert_err_says(&err, "备份");
        report_free(report);
        library_rows_release(&list);
        store_close(store);
        folder_put(place->path, str_span(&whole));
        str_release(&sql);
        str_release(&faults);
        str_release(&whole);
    }
}

static void a_whole_database_has_no_fault(void **state) {
    fill(*state);
    struct store *store = case_open(*state, "张三");
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(store, &faults, NULL), RC_OK);
    assert_string_equal(faults.s, "");
    str_release(&faults);
    store_close(store);
}

static void a_text_that_its_history_does_not_give_is_a_fault(void **state) {
    fill(*state);
    break_sql(*state, "UPDATE section SET body = '改过的', attributes = 'p'"
                      " WHERE report = 5 AND id = 3");
    assert_faulty(*state, "5");
}

static void a_section_without_its_parent_is_a_fault(void **state) {
    fill(*state);
    break_sql(*state, "UPDATE section SET parent = 99 WHERE report = 4 AND id = 2");
    assert_faulty(*state, "4");
    break_sql(*state, "UPDATE section SET parent = 2 WHERE report = 4 AND id = 2");
    assert_faulty(*state, "4");
}

static void the_history_cannot_be_rewritten(void **state) {
    const struct store_case *place = *state;
    fill(place);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    static const char *const tries[] = {
        "UPDATE change SET new_text = ''",     "UPDATE change SET clerk = '别人'",
        "UPDATE change SET revision = 1",      "DELETE FROM change",
        "DELETE FROM change WHERE report = 3",
    };
    for (size_t i = 0; i < ARRAY_LEN(tries); i++)
        assert_int_equal(sqlite3_exec(db, tries[i], NULL, NULL, NULL), SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Every page in turn is overwritten with rubbish: it is said, by opening or by verify. */
static void every_overwritten_page_is_found(void **state) {
    const struct store_case *place = *state;
    enum { PAGE = 4096 };
    struct str whole = STR_INIT;
    char rubbish[PAGE];
    size_t unused = 0;
    fill(place);
    folder_get(place->path, &whole);
    memset(rubbish, 0xA5, sizeof rubbish);
    for (size_t page = 0; page < whole.len / PAGE; page++) {
        struct store *store = NULL;
        struct str faults = STR_INIT;
        struct err err = {0};
        int fd = open(place->path, O_WRONLY);
        assert_true(fd >= 0);
        assert_int_equal(pwrite(fd, rubbish, PAGE, (off_t)(page * PAGE)), PAGE);
        assert_int_equal(close(fd), 0);
        enum rc rc = store_open(&store, place->path, "张三", STORE_EXISTING, &err);
        if (rc == RC_OK)
            rc = store_verify(store, &faults, &err);
        unused += rc == RC_OK; /* a page on the list of free ones holds nothing */
        if (rc != RC_OK) {
            assert_int_equal(rc, RC_DAMAGED);
            assert_err_says(&err, place->path);
        }
        store_close(store);
        str_release(&faults);
        fd = open(place->path, O_WRONLY | O_TRUNC);
        assert_true(fd >= 0);
        assert_int_equal(write(fd, whole.s, whole.len), whole.len);
        assert_int_equal(close(fd), 0);
    }
    assert_int_equal(unused, 0);
    str_release(&whole);
}

/* --- backup --- */

static void a_backup_is_a_whole_database(void **state) {
    const struct store_case *place = *state;
    fill(place);
    char *path = file_path_join(place->folder, "备份.db");
    struct store_case copy = {place->folder, path};
    struct store *store = case_open(place, "张三");
    struct stat st;
    int64_t id = case_add_report(store), act = 0;
    struct report *report = case_load(store, id);
    assert_int_equal(case_type(store, report, 3, 0, 0, "没有存的草稿", &act), RC_OK);
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, NULL), RC_OK);
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, NULL),
                     RC_OK); /* over the old one */
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    store_close(store);
    assert_int_equal(folder_count(place->folder), 2); /* no log beside either */
    store = case_open(&copy, "张三");
    assert_text(store, id, 3, "没有存的草稿");
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(store, &faults, NULL), RC_OK);
    str_release(&faults);
    report_free(report);
    store_close(store);
    mem_free(path);
}

static void a_backup_never_harms_what_is_there(void **state) {
    const struct store_case *place = *state;
    struct err err = {0};
    fill(place);
    char *link = file_path_join(place->folder, "link"), *busy = file_path_join(place->folder, "b"),
         *gone = file_path_join(place->folder, "无/此/备份");
    struct store *store = case_open(place, "张三");
    assert_int_equal(store_backup(store, place->path, OVERWRITE_BY_BACKUP, &err), RC_REFUSED);
    assert_int_equal(symlink("b", link), 0);
    assert_int_equal(store_backup(store, link, OVERWRITE_BY_BACKUP, &err), RC_OUTPUT);
    assert_int_equal(store_backup(store, place->folder, OVERWRITE_BY_BACKUP, &err), RC_OUTPUT);
    assert_int_equal(store_backup(store, gone, OVERWRITE_BY_BACKUP, &err), RC_OUTPUT);
    struct store_case other = {place->folder, busy};
    struct store *open = case_open(&other, "李四");
    (void)case_add_report(open);
    assert_int_equal(store_backup(store, busy, OVERWRITE_BY_BACKUP, &err), RC_REFUSED);
    store_close(open);
    store_close(store);
    assert_int_equal(folder_count(place->folder), 3);
    mem_free(link);
    mem_free(busy);
    mem_free(gone);
}

static void a_backup_is_made_while_others_write(void **state) {
    const struct store_case *place = *state;
    fill(place);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store *writer = NULL;
        struct report *report = NULL;
        int64_t act = 0;
        if (store_open(&writer, place->path, "李四", STORE_EXISTING, NULL) != RC_OK ||
            store_load_report(writer, 1, &report, NULL, NULL) != RC_OK)
            _exit(1);
        for (;;)
            if (case_type(writer, report, 2, 0, 0, "字", &act) != RC_OK)
                _exit(2);
    }
    char *path = file_path_join(place->folder, "备份.db");
    struct store *store = case_open(place, "张三");
    struct store_case copy = {place->folder, path};
    for (int i = 0; i < 5; i++) {
        struct err err = {0};
        struct str faults = STR_INIT;
        if (store_backup(store, path, OVERWRITE_BY_BACKUP, &err) != RC_OK)
            fail_msg("%s", err.text);
        struct store *saved = case_open(&copy, "张三");
        assert_int_equal(store_verify(saved, &faults, NULL), RC_OK);
        store_close(saved);
        str_release(&faults);
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status)); /* it was writing all the time */
    store_close(store);
    mem_free(path);
}

/* What verify says of the file, which has the same bytes afterwards, and nothing new beside it. */
static enum rc verify_untouched(const struct store_case *place, bool *older, struct err *err) {
    struct str before = STR_INIT, faults = STR_INIT;
    size_t count = folder_count(place->folder);
    folder_get(place->path, &before);
    enum rc rc = store_verify_file(place->path, NULL, &faults, older, err);
    if (!folder_holds(place->path, str_span(&before)) || folder_count(place->folder) != count)
        fail_msg("verify has written: %s", faults.s);
    assert_true(rc == RC_OK ? faults.len == 0 : err->text[0] != '\0');
    str_release(&before);
    str_release(&faults);
    return rc;
}

/* A copy has no log, a killed program leaves one, and a damaged file may say anything of itself. */
static void verify_changes_not_a_byte(void **state) {
    enum { PAGE = 4096 };
    const struct store_case *place = *state;
    struct str whole = STR_INIT, log = STR_INIT, path = STR_INIT;
    struct err err = {0};
    bool older = true;
    fill(place);
    assert_int_equal(verify_untouched(place, &older, &err), RC_OK);
    assert_false(older);
    break_sql(place, "PRAGMA journal_mode = DELETE");
    assert_int_equal(verify_untouched(place, &older, &err), RC_OK);

    folder_get(place->path, &whole);
    for (size_t at = 16; at < 100; at++) { /* every byte of the header */
        char was = whole.s[at];
        whole.s[at] = (char)(was + 1);
        folder_put(place->path, str_span(&whole));
        (void)!verify_untouched(place, &older, &err);
        whole.s[at] = was;
    }
    for (size_t at = PAGE; at < whole.len; at += (size_t)7 * PAGE) {
        struct str damaged = STR_INIT;
        str_add(&damaged, str_span(&whole));
        memset(damaged.s + at, 0xA5, PAGE);
        folder_put(place->path, str_span(&damaged));
        assert_int_equal(verify_untouched(place, &older, &err), RC_DAMAGED);
        str_release(&damaged);
    }

    folder_put(place->path, str_span(&whole));
    struct store *store = case_open(place, "张三"); /* its log, as a killed program leaves it */
    (void)case_add_report(store);
    str_add_format(&path, "%s-wal", place->path);
    folder_get(path.s, &log);
    folder_get(place->path, &whole);
    store_close(store);
    folder_put(path.s, str_span(&log));
    struct str index = STR_INIT; /* which any look makes again */
    str_add_format(&index, "%s-shm", place->path);
    folder_put(index.s, SPAN(""));
    assert_int_equal(verify_untouched(place, &older, &err), RC_OK);
    assert_true(folder_holds(path.s, str_span(&log)));
    str_release(&index);
    str_release(&whole);
    str_release(&log);
    str_release(&path);
}

/* It is looked through as a file, and stays of its version. */
static void verify_leaves_an_earlier_version_as_it_is(void **state) {
    const struct store_case *place = *state;
    struct str bytes = STR_INIT;
    struct err err = {0};
    bool older = false;
    folder_get("tests/data/databases/0004.db", &bytes);
    folder_put(place->path, str_span(&bytes));
    assert_int_equal(verify_untouched(place, &older, &err), RC_OK);
    assert_true(older);
    str_release(&bytes);
    assert_int_equal(remove(place->path), 0);
    assert_int_equal(store_verify_file(place->path, NULL, &bytes, &older, &err), RC_STORE);
    assert_err_says(&err, place->path);
    str_release(&bytes);
}

static void a_file_without_a_byte_is_no_library(void **state) {
    const struct store_case *place = *state;
    struct str faults = STR_INIT;
    struct err err = {0};
    struct recovered found;
    bool older = false;
    char *fresh = file_path_join(place->folder, "fresh.db");
    folder_put(place->path, SPAN(""));
    assert_int_equal(store_verify_file(place->path, NULL, &faults, &older, &err), RC_DAMAGED);
    assert_err_says(&err, "是空的");
    assert_int_equal(store_recover(&found, place->path, fresh, OVERWRITE_BY_RECOVER, &err),
                     RC_DAMAGED);
    assert_err_says(&err, "是空的");
    assert_int_equal(file_kind_of(fresh), FILE_NONE);
    recovered_release(&found);
    str_release(&faults);
    mem_free(fresh);
}

static int write_and_die(const struct store_case *place) {
    struct store *store = NULL;
    if (store_open(&store, place->path, "张三", STORE_CREATE, NULL) != RC_OK)
        return 1;
    (void)case_add_report(store);
    _exit(0); /* with its log */
}

/* A killed program's log is not thrown away because somebody has emptied or removed the file. */
static void a_log_without_its_database_is_kept(void **state) {
    const struct store_case *place = *state;
    assert_int_equal(chmod(place->folder, 0777), 0);
    for (int removed = 0; removed < 2; removed++) {
        struct str log = STR_INIT, bytes = STR_INIT;
        str_add_format(&log, "%s-wal", place->path);
        assert_int_equal(run_as_nobody(write_and_die, place), 0);
        folder_get(log.s, &bytes);
        assert_true(bytes.len > 0);
        if (removed)
            assert_int_equal(unlink(place->path), 0);
        else
            assert_int_equal(truncate(place->path, 0), 0);
        store_close(case_open(place, "张三"));
        struct file_list list = {0};
        size_t kept = 0;
        assert_int_equal(file_list_folder(&list, place->folder, NULL), RC_OK);
        for (size_t i = 0; i < list.count; i++)
            if (strstr(list.entries[i].name, "-left-") != NULL) {
                char *path = file_path_join(place->folder, list.entries[i].name);
                kept += folder_holds(path, str_span(&bytes));
                assert_int_equal(unlink(path), 0);
                mem_free(path);
            }
        assert_int_equal(kept, 1);
        file_list_release(&list);
        assert_int_equal(unlink(place->path), 0);
        str_release(&log);
        str_release(&bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_whole_database_has_no_fault),
        WITH_STORE(a_revision_at_the_end_of_numbers_is_damage),
        WITH_STORE(a_text_that_is_no_utf8_is_damage_and_no_crash),
        WITH_STORE(a_text_that_its_history_does_not_give_is_a_fault),
        WITH_STORE(a_section_without_its_parent_is_a_fault),
        WITH_STORE(the_history_cannot_be_rewritten),
        WITH_STORE(every_overwritten_page_is_found),
        WITH_STORE(a_backup_is_a_whole_database),
        WITH_STORE(a_backup_never_harms_what_is_there),
        WITH_STORE(a_backup_is_made_while_others_write),
        WITH_STORE(verify_changes_not_a_byte),
        WITH_STORE(verify_leaves_an_earlier_version_as_it_is),
        WITH_STORE(a_file_without_a_byte_is_no_library),
        WITH_STORE(a_log_without_its_database_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
