/* The library by page, by name, and by what was open last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/library.h"
#include "store/memory.h"
#include "store/reports.h"
#include "tests/support/store_case.h"

#include <stdio.h>
#include <string.h>

enum { REPORTS = 23 };

static void name_report(struct store *store, int64_t id, const char *unit, const char *year) {
    struct report *report = case_load(store, id);
    struct change_set set;
    change_set_init(&set, ACT_SET);
    change_add_value(&set, report, "unit", unit);
    change_add_value(&set, report, "year", year);
    change_add_value(&set, report, "title", "绩效报告");
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    report_free(report);
}

static void pages_make_the_whole_list(void **state) {
    struct store *store = case_open(*state, "张三");
    for (int i = 0; i < REPORTS; i++)
        (void)case_add_report(store);
    size_t count = 0, seen = 0;
    assert_int_equal(store_count_reports(store, false, &count, NULL), RC_OK);
    assert_int_equal(count, REPORTS);
    struct library_rows all, page;
    assert_int_equal(store_list(store, false, &all, NULL), RC_OK);
    for (size_t from = 0; from < REPORTS + 7; from += 7) {
        assert_int_equal(store_list_page(store, false, from, 7, &page, NULL), RC_OK);
        for (size_t i = 0; i < page.count; i++, seen++) {
            size_t rank = SIZE_MAX;
            assert_int_equal(page.items[i].id, all.items[seen].id);
            assert_int_equal(store_list_rank(store, page.items[i].id, &rank, NULL), RC_OK);
            assert_int_equal(rank, seen);
        }
        library_rows_release(&page);
    }
    assert_int_equal(seen, REPORTS);
    library_rows_release(&all);
    store_close(store);
}

static void the_trash_is_a_list_of_its_own(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t kept = case_add_report(store), gone = case_add_report(store);
    size_t count = 0;
    struct library_rows page;
    assert_int_equal(store_trash(store, gone, true, NULL), RC_OK);
    assert_int_equal(store_count_reports(store, true, &count, NULL), RC_OK);
    assert_int_equal(count, 1);
    assert_int_equal(store_list_page(store, false, 0, 10, &page, NULL), RC_OK);
    assert_int_equal(page.count, 1);
    assert_int_equal(page.items[0].id, kept);
    library_rows_release(&page);
    assert_int_equal(store_list_page(store, true, 0, 10, &page, NULL), RC_OK);
    assert_int_equal(page.items[0].id, gone);
    assert_true(page.items[0].trashed);
    library_rows_release(&page);
    store_close(store);
}

static void assert_named(struct store *store, const char *words, size_t wanted, int64_t first) {
    struct library_rows found;
    assert_int_equal(store_find_reports(store, span_of(words), 10, &found, NULL), RC_OK);
    if (found.count != wanted || (wanted > 0 && first != 0 && found.items[0].id != first))
        fail_msg("%s: %zu reports, not %zu", words, found.count, wanted);
    library_rows_release(&found);
}

static void reports_are_found_by_unit_and_year(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t a = case_add_report(store), b = case_add_report(store), c = case_add_report(store);
    name_report(store, a, "百春园街道办事处", "2022");
    name_report(store, b, "百春园街道办事处", "2023");
    name_report(store, c, "城西街道办事处", "2023");
    assert_named(store, "百春园", 2, b); /* the newest change first */
    assert_named(store, "百春园 2022", 1, a);
    assert_named(store, "　2023　街道", 2, c);
    assert_named(store, "202", 0, 0); /* a year is whole */
    assert_named(store, "没有", 0, 0);
    assert_named(store, "", 0, 0);
    assert_named(store, "%", 0, 0);
    assert_int_equal(store_trash(store, c, true, NULL), RC_OK);
    assert_named(store, "城西", 0, 0);
    store_close(store);
}

static void what_was_left_last_comes_first(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t a = case_add_report(zhang), b = case_add_report(zhang);
    struct library_rows recent;
    assert_int_equal(store_recent_reports(zhang, 5, &recent, NULL), RC_OK);
    assert_int_equal(recent.count, 0);
    library_rows_release(&recent);
    assert_int_equal(store_set_spot(zhang, &(struct store_spot){.report = b, .section = 1}, NULL),
                     RC_OK);
    assert_int_equal(store_set_spot(li, &(struct store_spot){.report = a, .section = 1}, NULL),
                     RC_OK);
    assert_int_equal(store_recent_reports(zhang, 5, &recent, NULL), RC_OK);
    assert_int_equal(recent.count, 1); /* one's own */
    assert_int_equal(recent.items[0].id, b);
    library_rows_release(&recent);
    assert_int_equal(store_trash(zhang, b, true, NULL), RC_OK);
    assert_int_equal(store_recent_reports(zhang, 5, &recent, NULL), RC_OK);
    assert_int_equal(recent.count, 0);
    library_rows_release(&recent);
    store_close(zhang);
    store_close(li);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(pages_make_the_whole_list),
        WITH_STORE(the_trash_is_a_list_of_its_own),
        WITH_STORE(reports_are_found_by_unit_and_year),
        WITH_STORE(what_was_left_last_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
