/* What stands at the name of a database and is none: said in a sentence that names the cause,
 * without waiting for it, and left as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "store/db.h"
#include "store/recover.h"
#include "store/store.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void assert_refused(const char *path, enum rc wanted, const char *says) {
    static const enum store_mode modes[] = {STORE_CREATE, STORE_EXISTING, STORE_READ_ONLY,
                                            STORE_LOOK};
    for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
        struct store *store = NULL;
        struct err err = {0};
        assert_int_equal(store_open(&store, path, "张三", modes[i], &err), wanted);
        assert_err_says(&err, says);
        assert_err_says(&err, path);
    }
}

static void devices_and_pipes_are_no_databases(void **state) {
    const struct store_case *place = *state;
    struct recovered found;
    char *link = file_path_join(place->folder, "link.db"),
         *fresh = file_path_join(place->folder, "x");
    assert_refused("/dev/null", RC_STORE, "设备或管道");
    assert_refused("/dev/full", RC_STORE, "设备或管道");
    assert_int_equal(symlink("/dev/full", link), 0);
    assert_refused(link, RC_STORE, "设备或管道");
    assert_int_equal(mkfifo(place->path, 0600), 0); /* nobody will ever write to it */
    assert_refused(place->path, RC_STORE, "设备或管道");
    assert_int_equal(store_recover(&found, place->path, fresh, OVERWRITE_BY_RECOVER, NULL),
                     RC_STORE);
    recovered_release(&found);
    assert_int_equal(file_kind_of("/dev/null-wal"), FILE_NONE);
    assert_int_equal(folder_count(place->folder), 2);
    mem_free(link);
    mem_free(fresh);
}

static void a_link_to_nothing_is_named(void **state) {
    const struct store_case *place = *state;
    char *gone = file_path_join(place->folder, "gone.db");
    assert_int_equal(symlink(gone, place->path), 0);
    assert_refused(place->path, RC_STORE, "它指向的文件不存在");
    assert_int_equal(file_kind_of(gone), FILE_NONE);
    assert_int_equal(unlink(place->path), 0);
    assert_int_equal(symlink(place->path, place->path), 0); /* to itself */
    assert_refused(place->path, RC_STORE, "它指向的文件不存在");
    mem_free(gone);
}

static void a_link_to_a_database_is_that_database(void **state) {
    const struct store_case *place = *state;
    char *link = file_path_join(place->folder, "link.db");
    store_close(case_open(place, "张三"));
    assert_int_equal(symlink(place->path, link), 0);
    struct store *store = NULL;
    assert_int_equal(store_open(&store, link, "张三", STORE_CREATE, NULL), RC_OK);
    store_close(store);
    mem_free(link);
}

static void folders_are_no_databases(void **state) {
    const struct store_case *place = *state;
    assert_refused(place->folder, RC_STORE, "是文件夹");
}

static void a_version_below_zero_is_damage(void **state) {
    const struct store_case *place = *state;
    store_close(case_open(place, "张三"));
    struct db *db = NULL;
    assert_int_equal(db_open(&db, place->path, DB_WRITE, NULL), RC_OK);
    assert_int_equal(db_run_script(db, "PRAGMA user_version = -7", NULL), RC_OK);
    db_close(db);
    assert_refused(place->path, RC_DAMAGED, "结构版本是 -7");
}

/* --- two names of one file --- */

static void assert_opens(const char *path, enum store_mode mode) {
    struct store *store = NULL;
    struct err err = {0};
    if (store_open(&store, path, "李四", mode, &err) != RC_OK)
        fail_msg("%s", err.text);
    store_close(store);
}

static void two_names_of_one_file_are_never_open_at_once(void **state) {
    const struct store_case *place = *state;
    char *other = file_path_join(place->folder, "other.db");
    struct store *store = case_open(place, "张三");
    (void)case_add_report(store);
    assert_int_equal(link(place->path, other), 0); /* while it is open */
    assert_refused(other, RC_BUSY, "硬链接");
    assert_refused(other, RC_BUSY, place->path);
    assert_opens(place->path, STORE_CREATE); /* a second window under the same name */
    assert_opens(place->path, STORE_LOOK);

    store_close(store); /* now either will do, one at a time */
    assert_opens(other, STORE_LOOK);
    assert_int_equal(store_open(&store, other, "李四", STORE_CREATE, NULL), RC_OK);
    assert_refused(place->path, RC_BUSY, other);
    store_close(store);
    assert_opens(place->path, STORE_CREATE);
    mem_free(other);
}

static void a_name_in_another_folder_is_met_too(void **state) {
    const struct store_case *place = *state;
    char *folder = file_path_join(place->folder, "快照"), *other = file_path_join(folder, "a.db");
    struct store *store = case_open(place, "张三");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(link(place->path, other), 0);
    assert_refused(other, RC_BUSY, "-samefile");
    store_close(store);
    assert_opens(other, STORE_CREATE);

    char *same = file_path_join(place->folder, "同一个文件夹"), /* another way to the same name */
        *again = file_path_join(same, file_path_name(place->path));
    assert_int_equal(symlink(place->folder, same), 0);
    store = case_open(place, "张三");
    assert_opens(again, STORE_CREATE);
    store_close(store);
    mem_free(same);
    mem_free(again);
    mem_free(folder);
    mem_free(other);
}

static int write_and_die(const struct store_case *place) {
    struct store *store = NULL;
    if (store_open(&store, place->path, "张三", STORE_CREATE, NULL) != RC_OK)
        return 1;
    (void)case_add_report(store);
    _exit(0); /* with its log */
}

static void a_log_left_beside_another_name_is_not_passed_by(void **state) {
    const struct store_case *place = *state;
    char *other = file_path_join(place->folder, "other.db"),
         *fresh = file_path_join(place->folder, "fresh.db");
    struct recovered found;
    assert_int_equal(chmod(place->folder, 0777), 0);
    assert_int_equal(run_as_nobody(write_and_die, place), 0);
    assert_int_equal(link(place->path, other), 0);
    assert_refused(other, RC_BUSY, "-wal");
    assert_int_equal(store_recover(&found, other, fresh, OVERWRITE_BY_RECOVER, NULL), RC_BUSY);
    recovered_release(&found);
    struct store *store = case_open(place, "张三");
    assert_text(store, 1, 2, "");
    store_close(store);
    assert_opens(other, STORE_CREATE);
    mem_free(fresh);
    mem_free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(devices_and_pipes_are_no_databases),
        WITH_STORE(a_link_to_nothing_is_named),
        WITH_STORE(a_link_to_a_database_is_that_database),
        WITH_STORE(folders_are_no_databases),
        WITH_STORE(a_version_below_zero_is_damage),
        WITH_STORE(two_names_of_one_file_are_never_open_at_once),
        WITH_STORE(a_name_in_another_folder_is_met_too),
        WITH_STORE(a_log_left_beside_another_name_is_not_passed_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
