/* A report as it was exported: at any change, typed text that was not folded then included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "store/exported.h"
#include "store/news.h"
#include "store/verify.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

enum { STEPS = 80, SECTIONS = 3 };

static int64_t change_of(struct store *store, int64_t report) {
    struct store_mark mark = store_mark(store, report);
    return mark.draft > mark.history ? mark.draft : mark.history;
}

/* Typed, folded, and asked for again at each moment. */
static void each_export_can_be_made_again(void **state) {
    struct store *store = case_open(*state, "zhang");
    struct random random = {3};
    int64_t report = case_add_report(store), acts[SECTIONS + 1] = {0};
    struct {
        int64_t change;
        struct report *report;
    } exported[STEPS];
    struct report *open = case_load(store, report);
    for (size_t i = 0; i < STEPS; i++) {
        int64_t section = 1 + (int64_t)random_below(&random, SECTIONS);
        size_t points = report_find_id(open, section)->body.points;
        struct str text = STR_INIT;
        random_add_text(&text, &random, 1 + random_below(&random, 4), false);
        if (random_below(&random, 4) == 0) {
            assert_int_equal(case_fold(store, open, section), RC_OK);
            acts[section] = 0;
        }
        assert_int_equal(case_type(store, open, section, random_below(&random, points + 1), 0,
                                   text.s, &acts[section]),
                         RC_OK);
        exported[i].change = change_of(store, report);
        exported[i].report = report_clone(open);
        str_release(&text);
    }
    for (int64_t section = 1; section <= SECTIONS; section++)
        assert_int_equal(case_fold(store, open, section), RC_OK);
    for (size_t i = 0; i < STEPS; i++) {
        struct report *again = NULL;
        struct err err = {0};
        if (store_load_exported(store, report, exported[i].change, &again, &err) != RC_OK)
            fail_msg("%s", err.text);
        for (int64_t section = 1; section <= SECTIONS; section++) {
            struct str was = STR_INIT, is = STR_INIT;
            body_add_text(&was, &report_find_id(exported[i].report, section)->body);
            body_add_text(&is, &report_find_id(again, section)->body);
            assert_string_equal(is.s, was.s);
            str_release(&was);
            str_release(&is);
        }
        report_free(again);
        report_free(exported[i].report);
    }
    report_free(open);
    store_close(store);
}

static void a_change_of_another_report_is_none(void **state) {
    struct store *store = case_open(*state, "zhang");
    int64_t first = case_add_report(store), second = case_add_report(store);
    struct report *again = NULL;
    struct err err = {0};
    assert_int_equal(store_load_exported(store, first, change_of(store, second), &again, &err),
                     RC_NOT_FOUND);
    assert_int_equal(store_load_exported(store, first, 100000, &again, &err), RC_NOT_FOUND);
    assert_int_equal(store_load_exported(store, first, change_of(store, first), &again, &err),
                     RC_OK);
    report_free(again);
    store_close(store);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(each_export_can_be_made_again),
        ON(a_change_of_another_report_is_none),
    };
    return cmocka_run_group_tests_name("store/exported", tests, NULL, NULL);
}
