#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file_path.h"
#include "store/copies.h"
#include "store/news.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_day(int64_t day) {
    char now[32];
    (void)snprintf(now, sizeof now, "%lld", (long long)(day * (CLOCK_DAY_MS / 1000) + 43200));
    setenv("JIXIAO_NOW", now, 1);
    setenv("TZ", "UTC", 1);
}

static void the_copies_of_a_week_stay_and_one_of_each_of_four_weeks(void **state) {
    enum { FIRST = 20000, DAYS = 60 };
    struct store *store = case_open(*state, "张三");
    struct library_copies copies = {0};
    (void)case_add_report(store);
    for (int64_t day = FIRST; day < FIRST + DAYS; day++) {
        set_day(day);
        assert_int_equal(store_copy_today(store, NULL), RC_OK);
        assert_int_equal(store_copy_today(store, NULL), RC_OK); /* it is there */
    }
    store_list_copies(store_path(store), &copies);
    assert_int_equal(copies.count, 7 + 4);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(copies.items[i].day, FIRST + DAYS - 1 - (int64_t)i);
    for (size_t i = 7; i < copies.count; i++) /* one a week */
        assert_in_range(copies.items[i - 1].day - copies.items[i].day, 1, 13);
    assert_true(copies.items[copies.count - 1].day >= FIRST + DAYS - 1 - 5 * 7);
    assert_int_equal(strlen(copies.items[0].name), 10);
    library_copies_release(&copies);
    store_close(store);
}

static void a_copy_comes_back_and_what_was_there_is_kept(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三"), *other = case_open(place, "李四");
    struct library_copies copies = {0};
    struct err err = {0};
    int64_t act = 0, id = case_add_report(store);
    struct report *report = case_load(store, id);
    set_day(20001);
    assert_int_equal(case_type(store, report, 3, 0, 0, "昨天的", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    assert_int_equal(store_copy_today(store, &err), RC_OK);
    assert_int_equal(case_type(store, report, 3, 0, 3, "改坏了", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    assert_text(other, id, 3, "改坏了");
    (void)store_has_news(other);
    store_list_copies(store_path(store), &copies);
    if (store_restore_copy(store, copies.items[0].path, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_text(store, id, 3, "昨天的");
    assert_true(store_has_news(other));
    assert_text(other, id, 3, "昨天的");
    char *folder = file_path_folder(copies.items[0].path);
    assert_int_equal(folder_count(folder), 2); /* the copy, and what was there before */
    mem_free(folder);
    library_copies_release(&copies);
    report_free(report);
    store_close(other);
    store_close(store);
}

static void a_damaged_copy_is_refused(void **state) {
    struct store *store = case_open(*state, "张三");
    struct library_copies copies = {0};
    struct str bytes = STR_INIT;
    struct err err = {0};
    int64_t id = case_add_report(store);
    set_day(20002);
    assert_int_equal(store_copy_today(store, &err), RC_OK);
    store_list_copies(store_path(store), &copies);
    folder_get(copies.items[0].path, &bytes);
    memset(bytes.s + 4096, 0xA5, bytes.len - 4096);
    folder_put(copies.items[0].path, str_span(&bytes));
    assert_true(store_restore_copy(store, copies.items[0].path, &err) != RC_OK);
    assert_true(err.text[0] != '\0');
    struct report *report = case_load(store, id); /* nothing was changed */
    report_free(report);
    str_release(&bytes);
    library_copies_release(&copies);
    store_close(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(the_copies_of_a_week_stay_and_one_of_each_of_four_weeks),
        WITH_STORE(a_copy_comes_back_and_what_was_there_is_kept),
        WITH_STORE(a_damaged_copy_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
