#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/splice.h"
#include "store/clerks.h"
#include "store/folds.h"
#include "store/store.h"
#include "tests/support/model_support.h"
#include "tests/support/store_case.h"

static enum rc rename_section(struct store *store, struct report *report, int64_t section,
                              const char *heading, struct err *err) {
    struct change_set set;
    change_set_init(&set, ACT_RENAME);
    change_add_field(&set, report, section, FIELD_HEADING, heading);
    return case_apply(store, report, &set, 0, false, err);
}

static enum rc remove_section(struct store *store, struct report *report, int64_t section,
                              struct err *err) {
    struct change_set set;
    change_set_init(&set, ACT_REMOVE);
    change_add_place(&set, report, section, (struct place){PLACE_NONE, 0});
    return case_apply(store, report, &set, 0, false, err);
}

static enum rc set_value(struct store *store, struct report *report, const char *name,
                         const char *text, struct err *err) {
    struct change_set set;
    change_set_init(&set, ACT_SET);
    change_add_value(&set, report, name, text);
    return case_apply(store, report, &set, 0, false, err);
}

/* What is in memory is what the database gives. */
static void assert_same(struct store *store, const struct report *report) {
    struct report *stored = case_load(store, report->id);
    assert_true(report_equal(report, stored));
    assert_int_equal(report->outline_revision, stored->outline_revision);
    report_free(stored);
}

static void changes_of_every_kind_are_stored(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store));
    struct change_set set;
    assert_int_equal(rename_section(store, report, 1, "新甲", NULL), RC_OK);
    assert_same(store, report);
    assert_int_equal(set_value(store, report, "unit", "新单位", NULL), RC_OK);
    assert_int_equal(set_value(store, report, "year", "2023", NULL), RC_OK);
    assert_int_equal(set_value(store, report, "prior", "1", NULL), RC_OK);
    assert_int_equal(set_value(store, report, "contact", "李四", NULL), RC_OK);
    assert_same(store, report);
    assert_int_equal(set_value(store, report, "contact", NULL, NULL), RC_OK);
    assert_same(store, report);
    assert_int_equal(remove_section(store, report, 1, NULL), RC_OK); /* with what is below it */
    assert_same(store, report);
    change_set_init(&set, ACT_ADD);
    int64_t added = support_add_section(&set, report, (struct place){PLACE_TOP, 0});
    change_add_field(&set, report, added, FIELD_HEADING, "丙");
    change_add_field(&set, report, added, FIELD_KIND, "items");
    struct splice *splice = change_add_splice(&set, added);
    str_add_text(&splice->inserted, "新写的");
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    assert_same(store, report);
    assert_body(report, added, "新写的");
    report_free(report);
    store_close(store);
}

static void undo_and_redo_walk_over_everything_after_a_restart(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t id = case_add_report(store), act = 0;
    struct report *report = case_load(store, id), *states[6];
    struct err err = {0};
    states[0] = report_clone(report);
    assert_int_equal(case_type(store, report, 3, 0, 0, "一", &act), RC_OK);
    assert_int_equal(case_type(store, report, 3, 1, 0, "二", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    states[1] = report_clone(report);
    assert_int_equal(rename_section(store, report, 3, "改过的乙", NULL), RC_OK);
    states[2] = report_clone(report);
    act = 0;
    assert_int_equal(case_type(store, report, 3, 2, 0, "三", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    states[3] = report_clone(report);
    assert_int_equal(remove_section(store, report, 2, NULL), RC_OK);
    states[4] = report_clone(report);
    assert_int_equal(set_value(store, report, "title", "新标题", NULL), RC_OK);
    states[5] = report_clone(report);
    for (int restart = 0; restart < 2; restart++) {
        for (size_t i = 5; i-- > 0;) {
            assert_int_equal(case_undo(store, report, &err), RC_OK);
            assert_true(report_equal(report, states[i]));
            assert_same(store, report);
        }
        assert_int_equal(case_undo(store, report, &err), RC_NOT_FOUND);
        report_free(report);
        store_close(store);
        store = case_open(*state, "张三");
        report = case_load(store, id);
        for (size_t i = 1; i <= 5; i++) {
            assert_int_equal(case_redo(store, report, &err), RC_OK);
            assert_true(report_equal(report, states[i]));
            assert_same(store, report);
        }
        assert_int_equal(case_redo(store, report, &err), RC_NOT_FOUND);
    }
    for (size_t i = 0; i < 6; i++)
        report_free(states[i]);
    report_free(report);
    store_close(store);
}

static void a_new_change_ends_redo_for_good(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store));
    struct err err = {0};
    assert_int_equal(rename_section(store, report, 3, "一", NULL), RC_OK);
    assert_int_equal(rename_section(store, report, 3, "二", NULL), RC_OK);
    assert_int_equal(case_undo(store, report, &err), RC_OK);
    assert_int_equal(rename_section(store, report, 3, "三", NULL), RC_OK);
    assert_int_equal(case_redo(store, report, &err), RC_NOT_FOUND);
    assert_int_equal(case_undo(store, report, &err), RC_OK);
    assert_string_equal(report_find_id(report, 3)->heading, "一");
    assert_int_equal(case_redo(store, report, &err), RC_OK); /* the third, never the second */
    assert_string_equal(report_find_id(report, 3)->heading, "三");
    assert_same(store, report);
    report_free(report);
    store_close(store);
}

/* Of what is folded as one the steps go back one by one. */
static void what_was_folded_together_is_two_steps(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store));
    struct err err = {0};
    int64_t act = 0;
    assert_int_equal(case_type(store, report, 3, 0, 0, "旧", &act), RC_OK);
    act = 0;
    assert_int_equal(case_type(store, report, 3, 1, 0, "新", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    assert_int_equal(case_undo(store, report, &err), RC_OK);
    assert_body(report, 3, "旧");
    assert_same(store, report);
    assert_int_equal(case_undo(store, report, &err), RC_OK);
    assert_body(report, 3, "");
    assert_int_equal(case_redo(store, report, &err), RC_OK);
    assert_int_equal(case_redo(store, report, &err), RC_OK);
    assert_body(report, 3, "旧新");
    assert_same(store, report);
    report_free(report);
    store_close(store);
}

/* A draft in conflict is no step: an older one goes back, and the draft still waits. */
static void what_waits_for_a_choice_is_no_step(void **state) {
    struct store *one = case_open(*state, "张三"), *two = case_open(*state, "张三");
    int64_t id = case_add_report(one), act = 0, other = 0, revision = 0;
    struct report *first = case_load(one, id), *second = case_load(two, id);
    bool folded = false;
    assert_int_equal(rename_section(one, first, 1, "改名", NULL), RC_OK);
    assert_int_equal(case_type(one, first, 3, 0, 0, "第一窗", &act), RC_OK);
    assert_int_equal(case_type(two, second, 3, 0, 0, "第二窗", &other), RC_OK);
    assert_int_equal(case_fold(one, first, 3), RC_OK);
    assert_int_equal(store_fold(two, id, 3, store_window(two), &revision, &folded, NULL),
                     RC_CONFLICT);
    assert_int_equal(case_undo(one, first, NULL), RC_OK);
    assert_body(first, 3, "");
    assert_int_equal(case_undo(one, first, NULL), RC_OK);
    assert_string_equal(report_find_id(first, 1)->heading, "甲");
    assert_text(two, id, 3, "第二窗");
    /* Chosen is a step of its own, and what was typed is none any more. */
    assert_int_equal(store_resolve(two, id, 3, store_window(two), true, NULL), RC_OK);
    report_free(first);
    first = case_load(one, id);
    assert_int_equal(case_undo(one, first, NULL), RC_OK);
    assert_body(first, 3, "");
    assert_int_equal(case_undo(one, first, NULL), RC_NOT_FOUND);
    report_free(first);
    report_free(second);
    store_close(one);
    store_close(two);
}

static void undo_is_refused_where_somebody_else_came_after(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t id = case_add_report(zhang), act = 0, other = 0;
    struct report *report = case_load(zhang, id);
    struct err err = {0};
    assert_int_equal(case_type(zhang, report, 3, 0, 0, "张三写的", &act), RC_OK);
    assert_int_equal(case_fold(zhang, report, 3), RC_OK);
    struct report *theirs = case_load(li, id);
    assert_int_equal(case_undo(li, theirs, &err), RC_NOT_FOUND); /* not their step */
    assert_int_equal(case_type(li, theirs, 3, 4, 0, "李四补的", &other), RC_OK);
    assert_int_equal(case_fold(li, theirs, 3), RC_OK);
    report_free(report);
    report = case_load(zhang, id);
    assert_int_equal(case_undo(zhang, report, &err), RC_CONFLICT);
    assert_err_says(&err, "李四");
    assert_text(zhang, id, 3, "张三写的李四补的");
    report_free(report);
    report_free(theirs);
    store_close(zhang);
    store_close(li);
}

/* Of a step over several values each is asked about, also the one in the middle. */
static void a_value_that_somebody_else_has_set_is_not_undone(void **state) {
    static const char *const names[] = {"contact", "phone", "place", "phone", "unit"};
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t id = case_add_report(zhang);
    struct report *report = case_load(zhang, id);
    struct change_set set;
    struct err err = {0};
    change_set_init(&set, ACT_SET);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        change_add_value(&set, report, names[i], i == 3 ? "再改" : "张三");
    assert_int_equal(case_apply(zhang, report, &set, 0, false, NULL), RC_OK);
    struct report *theirs = case_load(li, id);
    assert_int_equal(set_value(li, theirs, "email", "李四", NULL), RC_OK); /* of no step of his */
    report_free(report);
    report = case_load(zhang, id);
    assert_int_equal(case_undo(zhang, report, NULL), RC_OK);
    assert_int_equal(case_redo(zhang, report, NULL), RC_OK);
    assert_same(zhang, report);

    report_free(theirs);
    theirs = case_load(li, id);
    assert_int_equal(set_value(li, theirs, "phone", "李四", NULL), RC_OK);
    assert_int_equal(case_undo(zhang, report, &err), RC_CONFLICT);
    assert_err_says(&err, "李四");
    report_free(report);
    report_free(theirs);
    store_close(zhang);
    store_close(li);
}

static void a_stale_writer_is_refused_and_changes_nothing(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t id = case_add_report(zhang);
    struct report *mine = case_load(zhang, id), *theirs = case_load(li, id);
    struct change_set set;
    struct err err = {0};
    assert_int_equal(rename_section(li, theirs, 1, "李四改的", NULL), RC_OK);
    assert_int_equal(remove_section(zhang, mine, 3, &err), RC_CONFLICT);
    change_set_init(&set, ACT_PUT);
    str_add_text(&change_add_splice(&set, 3)->inserted, "李四");
    assert_int_equal(case_apply(li, theirs, &set, 0, false, NULL), RC_OK);
    change_set_init(&set, ACT_PUT);
    str_add_text(&change_add_splice(&set, 3)->inserted, "张三");
    assert_int_equal(case_apply(zhang, mine, &set, 0, false, &err), RC_CONFLICT);
    assert_err_says(&err, "李四");
    assert_int_equal(set_value(li, theirs, "title", "新题", NULL), RC_OK);
    assert_int_equal(set_value(zhang, mine, "title", "别的题", &err), RC_CONFLICT);
    assert_same(li, theirs);
    /* Marks and other sections do not get in each other's way. */
    change_set_init(&set, ACT_MARK);
    change_add_field(&set, mine, 1, FIELD_MARKED, "1");
    assert_int_equal(case_apply(zhang, mine, &set, 0, false, NULL), RC_OK);
    change_set_init(&set, ACT_MARK);
    change_add_field(&set, theirs, 1, FIELD_MARKED, "1"); /* the same, not knowing */
    assert_int_equal(case_apply(li, theirs, &set, 0, false, NULL), RC_OK);
    assert_same(li, theirs);
    report_free(mine);
    report_free(theirs);
    store_close(zhang);
    store_close(li);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(changes_of_every_kind_are_stored),
        WITH_STORE(undo_and_redo_walk_over_everything_after_a_restart),
        WITH_STORE(a_new_change_ends_redo_for_good),
        WITH_STORE(what_was_folded_together_is_two_steps),
        WITH_STORE(what_waits_for_a_choice_is_no_step),
        WITH_STORE(undo_is_refused_where_somebody_else_came_after),
        WITH_STORE(a_value_that_somebody_else_has_set_is_not_undone),
        WITH_STORE(a_stale_writer_is_refused_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
