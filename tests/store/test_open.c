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

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(devices_and_pipes_are_no_databases),    WITH_STORE(a_link_to_nothing_is_named),
        WITH_STORE(a_link_to_a_database_is_that_database), WITH_STORE(folders_are_no_databases),
        WITH_STORE(a_version_below_zero_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
