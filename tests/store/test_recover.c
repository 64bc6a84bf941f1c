#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "store/history.h"
#include "store/recover.h"
#include "store/reports.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { PAGE = 4096, REPORTS = 8 };

/* Reports whose texts tell which they are, enough for many pages. */
static void fill(const struct store_case *place) {
    struct store *store = case_open(place, "张三");
    struct random random = {.state = 5};
    for (int i = 0; i < REPORTS; i++) {
        struct str text = STR_INIT;
        int64_t act = 0;
        struct report *report = case_load(store, case_add_report(store));
        str_add_format(&text, "这是第%lld份报告。", (long long)report->id);
        random_add_text(&text, &random, 1500, true);
        assert_int_equal(case_type(store, report, 3, 0, 0, text.s, &act), RC_OK);
        assert_int_equal(case_fold(store, report, 3), RC_OK);
        assert_int_equal(case_type(store, report, 2, 0, 0, "没有存完的", &act), RC_OK);
        str_release(&text);
        report_free(report);
    }
    store_close(store);
}

static char *copy_path(const struct store_case *place) {
    return file_path_join(place->folder, "found.db");
}

/* How many reports of the file are there with their whole text. The file is whole. */
static size_t count_whole(const char *path, const struct report *const *wanted) {
    struct store *store = NULL;
    struct str faults = STR_INIT;
    struct err err = {0};
    size_t whole = 0;
    if (store_open(&store, path, "张三", STORE_EXISTING, &err) != RC_OK ||
        store_verify(store, &faults, &err) != RC_OK)
        fail_msg("%s\n%s", err.text, faults.s);
    for (int64_t id = 1; id <= REPORTS; id++) {
        struct report *found = NULL;
        if (store_load_report(store, id, &found, NULL, &err) != RC_OK)
            continue;
        whole +=
            report_equal(found, wanted[id - 1]) && strcmp(found->uid, wanted[id - 1]->uid) == 0;
        report_free(found);
    }
    str_release(&faults);
    store_close(store);
    return whole;
}

static void load_all(const struct store_case *place, const struct report **reports) {
    struct store *store = case_open(place, "张三");
    for (int64_t id = 1; id <= REPORTS; id++)
        reports[id - 1] = case_load(store, id);
    store_close(store);
}

static void free_all(const struct report **reports) {
    for (size_t i = 0; i < REPORTS; i++)
        report_free((struct report *)(uintptr_t)reports[i]);
}

static void a_whole_database_comes_out_whole(void **state) {
    const struct store_case *place = *state;
    const struct report *reports[REPORTS];
    struct recovered found;
    struct err err = {0};
    char *path = copy_path(place);
    fill(place);
    load_all(place, reports);
    if (store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(found.reports, REPORTS);
    if (found.lost > 0)
        fail_msg("%s", found.notes.s);
    assert_false(found.is_damaged);
    assert_string_equal(found.notes.s, "");
    assert_int_equal(count_whole(path, reports), REPORTS);
    assert_int_equal(store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err),
                     RC_REFUSED);
    recovered_release(&found);
    free_all(reports);
    mem_free(path);
}

static void rubbish(char *page, size_t number, unsigned kind) {
    struct random random = {.state = number + 1};
    for (size_t i = 0; i < PAGE; i++)
        page[i] = kind == 0 ? (char)0xA5 : kind == 1 ? '\0' : (char)random_below(&random, 256);
}

/* Every page in turn is overwritten: what comes out is whole, and at most the reports of one page
 * are not as they were. The list of tables is known without the file. */
static void around_an_overwritten_page_all_is_found(void **state) {
    const struct store_case *place = *state;
    const struct report *reports[REPORTS];
    struct str whole = STR_INIT;
    char *path = copy_path(place);
    size_t tries = 0, lost = 0;
    fill(place);
    load_all(place, reports);
    folder_get(place->path, &whole);
    for (size_t page = 0; page < whole.len / PAGE; page++)
        for (unsigned kind = 0; kind < 3; kind++, tries++) {
            struct str broken = STR_INIT;
            struct recovered found;
            struct err err = {0};
            str_add(&broken, str_span(&whole));
            rubbish(broken.s + page * PAGE, page, kind);
            folder_put(place->path, str_span(&broken));
            if (store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err) == RC_OK) {
                lost += REPORTS - count_whole(path, reports);
                assert_int_equal(remove(path), 0);
            } else {
                fail_msg("page %zu: %s", page, err.text);
            }
            recovered_release(&found);
            str_release(&broken);
        }
    print_message("%zu damaged files: %zu of %zu reports changed or lost\n", tries, lost,
                  tries * REPORTS);
    assert_true(lost < tries * REPORTS / 5);
    str_release(&whole);
    free_all(reports);
    mem_free(path);
}

static void a_lost_header_is_replaced(void **state) {
    const struct store_case *place = *state;
    const struct report *reports[REPORTS];
    struct str broken = STR_INIT;
    struct recovered found;
    struct err err = {0};
    char *path = copy_path(place);
    fill(place);
    load_all(place, reports);
    folder_get(place->path, &broken);
    memset(broken.s, 0xA5, 100);
    folder_put(place->path, str_span(&broken));
    if (store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(count_whole(path, reports), REPORTS);
    recovered_release(&found);
    str_release(&broken);
    free_all(reports);
    mem_free(path);
}

static void what_is_no_database_is_said(void **state) {
    const struct store_case *place = *state;
    struct recovered found;
    struct err err = {0};
    char *path = copy_path(place);
    assert_int_equal(store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err),
                     RC_STORE);
    recovered_release(&found);
    folder_put(place->path, SPAN("这不是数据库"));
    assert_int_equal(store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err),
                     RC_DAMAGED);
    assert_err_says(&err, "备份");
    assert_int_equal(file_kind_of(path), FILE_NONE);
    recovered_release(&found);
    mem_free(path);
}

static void run_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s", why);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* The rows of a page of the history are gone: what stands on both sides of the hole is there, and
 * what is said of it is so. */
static void both_sides_of_a_hole_in_the_history_are_kept(void **state) {
    enum { STEPS = 12, HOLE = 5 };
    const struct store_case *place = *state;
    const struct history_filter all = {.section = -1};
    struct history_rows rows = {0};
    struct recovered found;
    struct err err = {0};
    char *path = copy_path(place);
    struct store *store = case_open(place, "张三");
    struct report *report = case_load(store, case_add_report(store)), *past[STEPS], *then = NULL;
    for (int i = 0; i < STEPS; i++) {
        char text[16];
        int64_t act = 0;
        (void)snprintf(text, sizeof text, "第%d句。", i);
        past[i] = report_clone(report);
        assert_int_equal(case_type(store, report, 3, 0, 0, text, &act), RC_OK);
        assert_int_equal(case_fold(store, report, 3), RC_OK);
    }
    assert_int_equal(store_history(store, report->id, &all, &rows, NULL), RC_OK);
    size_t listed = rows.count;
    char sql[200]; /* newest first: 4 steps behind the hole */
    (void)snprintf(sql, sizeof sql,
                   "DROP TRIGGER change_stays; DELETE FROM change WHERE id > %lld AND id <= %lld",
                   (long long)rows.items[HOLE + 1].id, (long long)rows.items[4].id);
    int64_t behind = rows.items[3].id, before = rows.items[HOLE + 1].id;
    history_rows_release(&rows);
    store_close(store);
    run_sql(place->path, sql);

    if (store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err) != RC_OK)
        fail_msg("%s", err.text);
    struct store_case copy = {.folder = place->folder, .path = path};
    store = case_open(&copy, "张三");
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(store, &faults, &err), RC_OK);
    struct report *now = case_load(store, report->id);
    assert_true(report_equal(now, report));
    assert_int_equal(store_history(store, report->id, &all, &rows, NULL), RC_OK);
    assert_int_equal(rows.count, listed - 2 + 1);    /* and what recovery says itself */
    assert_int_equal(found.changes, rows.count + 1); /* and that the section is touched */
    assert_int_equal(rows.items[0].act, ACT_RECOVER);
    if (strstr(found.notes.s, "以后的4条") == NULL)
        fail_msg("%s", found.notes.s);

    assert_int_equal(store_load_at(store, report->id, behind, &then, &err), RC_OK);
    assert_true(report_equal(then, past[STEPS - 3]));
    report_free(then);
    assert_int_equal(store_load_at(store, report->id, before - 1, &then, &err), RC_NOT_FOUND);
    assert_int_equal(store_load_at(store, report->id, rows.items[rows.count - 2].id, &then, &err),
                     RC_NOT_FOUND);
    assert_err_says(&err, "缺口");
    for (int i = 0; i < 4; i++) /* and no step further */
        assert_int_equal(case_undo(store, now, &err), RC_OK);
    assert_int_equal(case_undo(store, now, &err), RC_NOT_FOUND);
    assert_true(report_equal(now, past[STEPS - 4]));
    for (int i = 0; i < 4; i++)
        assert_int_equal(case_redo(store, now, &err), RC_OK);
    assert_int_equal(case_redo(store, now, &err), RC_NOT_FOUND);

    for (int i = 0; i < STEPS; i++)
        report_free(past[i]);
    report_free(now);
    report_free(report);
    history_rows_release(&rows);
    recovered_release(&found);
    str_release(&faults);
    store_close(store);
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_whole_database_comes_out_whole),
        WITH_STORE(around_an_overwritten_page_all_is_found),
        WITH_STORE(a_lost_header_is_replaced),
        WITH_STORE(what_is_no_database_is_said),
        WITH_STORE(both_sides_of_a_hole_in_the_history_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
