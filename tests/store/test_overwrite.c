/* Which file a backup may replace, and that copies of a library are as private as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "store/copies.h"
#include "store/recover.h"
#include "store/reports.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned mode_of(const char *path) {
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 07777;
}

static void write_into(struct store *store, int64_t id, const char *text) {
    struct report *report = case_load(store, id);
    int64_t act = 0;
    assert_int_equal(case_type(store, report, 3, 0, 0, text, &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    report_free(report);
}

static struct store *open_at(const char *path) {
    struct store *store = NULL;
    assert_int_equal(store_open(&store, path, "李四", STORE_CREATE, NULL), RC_OK);
    return store;
}

static void assert_refused(struct store *store, const char *path) {
    struct str before = STR_INIT;
    struct err err = {0};
    folder_get(path, &before);
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, &err), RC_REFUSED);
    assert_err_says(&err, path);
    assert_true(folder_holds(path, str_span(&before)));
    str_release(&before);
}

static void an_earlier_backup_is_replaced(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    char *path = file_path_join(place->folder, "backup.db");
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, NULL), RC_OK);
    int64_t first = case_add_report(store);
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, NULL), RC_OK); /* of nothing */
    int64_t second = case_add_report(store);
    write_into(store, first, "写了");
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, NULL), RC_OK);
    assert_int_equal(store_trash(store, second, true, NULL), RC_OK);
    assert_int_equal(store_purge(store, second, NULL), RC_OK); /* its history goes with it */
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, NULL), RC_OK);
    struct store *looked_at = open_at(path); /* as verify does */
    store_close(looked_at);
    assert_int_equal(store_backup(store, path, OVERWRITE_BY_BACKUP, NULL), RC_OK);
    mem_free(path);
    store_close(store);
}

static void a_backup_that_was_worked_on_is_kept(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    char *changed = file_path_join(place->folder, "changed.db");
    char *longer = file_path_join(place->folder, "longer.db");
    int64_t id = case_add_report(store);
    assert_int_equal(store_backup(store, changed, OVERWRITE_BY_BACKUP, NULL), RC_OK);
    assert_int_equal(store_backup(store, longer, OVERWRITE_BY_BACKUP, NULL), RC_OK);
    struct store *other = open_at(changed);
    write_into(other, id, "备份里写的");
    store_close(other);
    other = open_at(longer);
    (void)case_add_report(other);
    store_close(other);
    write_into(store, id, "库里写的");
    assert_refused(store, changed);
    assert_refused(store, longer);
    assert_int_equal(store_backup(store, changed, OVERWRITE_BY_CONSENT, NULL), RC_OK);
    mem_free(changed);
    mem_free(longer);
    store_close(store);
}

static void what_is_no_backup_of_this_library_is_kept(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    char *other_path = file_path_join(place->folder, "other.db");
    char *text = file_path_join(place->folder, "notes.txt");
    (void)case_add_report(store);
    folder_put(text, SPAN("别的文件"));
    struct store *other = open_at(other_path);
    (void)case_add_report(other);
    assert_refused(store, text);
    struct err err = {0}; /* it is in use: not even by consent */
    assert_int_equal(store_backup(store, other_path, OVERWRITE_BY_CONSENT, &err), RC_REFUSED);
    store_close(other);
    assert_refused(store, other_path);
    assert_int_equal(store_backup(store, other_path, OVERWRITE_BY_CONSENT, &err), RC_OK);
    assert_int_equal(store_backup(store, text, OVERWRITE_BY_CONSENT, &err), RC_OK);
    mem_free(other_path);
    mem_free(text);
    store_close(store);
}

static void copies_have_the_mode_of_the_library(void **state) {
    const struct store_case *place = *state;
    static const unsigned modes[] = {0600, 0640, 0660, 0644};
    char *backup = file_path_join(place->folder, "backup.db");
    char *found = file_path_join(place->folder, "found.db");
    store_close(case_open(place, "张三"));
    mode_t umask_before = umask(0);
    for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
        struct library_copies copies = {0};
        struct recovered recovered;
        assert_int_equal(chmod(place->path, modes[i]), 0);
        struct store *store = case_open(place, "张三");
        (void)case_add_report(store);
        folder_put(backup, SPAN("")); /* of any mode */
        assert_int_equal(store_backup(store, backup, OVERWRITE_BY_CONSENT, NULL), RC_OK);
        assert_int_equal(mode_of(backup), modes[i]);
        assert_int_equal(store_copy_today(store, NULL), RC_OK);
        store_list_copies(place->path, &copies);
        assert_int_equal(copies.count, 1);
        assert_int_equal(mode_of(copies.items[0].path), modes[i]);
        assert_int_equal(unlink(copies.items[0].path), 0);
        library_copies_release(&copies);
        store_close(store);
        assert_int_equal(store_recover(&recovered, place->path, found, OVERWRITE_BY_CONSENT, NULL),
                         RC_OK);
        assert_int_equal(mode_of(found), modes[i]);
        recovered_release(&recovered);
    }
    (void)umask(umask_before);
    mem_free(backup);
    mem_free(found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(an_earlier_backup_is_replaced),
        WITH_STORE(a_backup_that_was_worked_on_is_kept),
        WITH_STORE(what_is_no_backup_of_this_library_is_kept),
        WITH_STORE(copies_have_the_mode_of_the_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
