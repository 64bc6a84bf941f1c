#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/section.h"
#include "model/splice.h"
#include "store/db.h"
#include "store/history.h"
#include "store/stmt.h"
#include "store/verify.h"
#include "tests/support/model_support.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <string.h>

enum { CHANGES = 120 };

/* --- random changes; each gives a set that is not empty, or none --- */

static int64_t pick_section(const struct report *report, struct random *random) {
    size_t n = random_below(random, report_count_sections(report) + 1);
    const struct section *at = NULL;
    for (size_t i = 0; i < n; i++)
        at = report_next_section(report, at);
    return at != NULL ? at->id : SECTION_FRONT_ID;
}

static void random_splice(struct change_set *set, const struct report *report, int64_t section,
                          struct random *random) {
    const struct body *body = &report_find_id(report, section)->body;
    size_t from = random_below(random, body->points + 1);
    size_t removed = random_below(random, body->points - from + 1);
    struct str text = STR_INIT;
    random_add_text(&text, random, random_below(random, 12), true);
    static const enum line_tag tags[] = {LINE_PARAGRAPH, LINE_ITEM, LINE_ROW};
    body_make_splice(change_add_splice(set, section), body, from, removed, str_span(&text),
                     tags[random_below(random, 3)]);
    str_release(&text);
}

static void random_move(struct change_set *set, const struct report *report,
                        struct random *random) {
    int64_t section = pick_section(report, random), under = pick_section(report, random);
    const struct section *moved = report_find_id(report, section);
    const struct section *parent = under > 0 ? report_find_id(report, under) : report->root;
    if (section <= 0 || section_is_within(parent, moved))
        return;
    size_t others = parent->count - (moved->parent == parent);
    change_add_place(
        set, report, section,
        (struct place){under > 0 ? under : PLACE_TOP, random_below(random, others + 1)});
}

static void random_change(struct change_set *set, const struct report *report,
                          struct random *random) {
    static const char *const headings[] = {"总体情况", "存在的问题", "改进措施", "附表"};
    int64_t section = pick_section(report, random);
    switch (random_below(random, 7)) {
    case 0:
        change_add_field(set, report, section, FIELD_HEADING, headings[random_below(random, 4)]);
        break;
    case 1:
        change_add_field(set, report, section, FIELD_MARKED, random_below(random, 2) ? "1" : "0");
        break;
    case 2:
        random_move(set, report, random);
        break;
    case 3:
        if (section > 0 && report_count_sections(report) > 2)
            change_add_place(set, report, section, (struct place){PLACE_NONE, 0});
        break;
    case 4:
        (void)support_add_section(set, report, (struct place){PLACE_TOP, 0});
        break;
    case 5:
        change_add_value(set, report, random_below(random, 2) ? "title" : "contact",
                         headings[random_below(random, 4)]);
        break;
    default:
        random_splice(set, report, section, random);
        break;
    }
}

/* Types a few bursts into a section and folds them. */
static void type_randomly(struct store *store, struct report *report, struct random *random) {
    int64_t section = pick_section(report, random), act = 0;
    for (size_t i = 1 + random_below(random, 5); i-- > 0;) {
        const struct body *body = &report_find_id(report, section)->body;
        struct str text = STR_INIT;
        size_t from = random_below(random, body->points + 1);
        size_t left = body->points - from;
        random_add_text(&text, random, random_below(random, 6), true);
        assert_int_equal(case_type(store, report, section, from,
                                   random_below(random, left < 4 ? left + 1 : 4), text.s, &act),
                         RC_OK);
        str_release(&text);
    }
    assert_int_equal(case_fold(store, report, section), RC_OK);
}

static int64_t newest_change(struct store *store, int64_t id) {
    struct history_rows list = {0};
    assert_int_equal(store_history(store, id, &(struct history_filter){.section = -1}, &list, NULL),
                     RC_OK);
    int64_t newest = list.items[0].id;
    for (size_t i = 1; i < list.count; i++)
        assert_true(list.items[i].id < list.items[i - 1].id);
    history_rows_release(&list);
    return newest;
}

struct moment {
    int64_t change;
    struct report *report;
};

static void every_moment_comes_back(void **state) {
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct store *store = case_open(*state, "张三");
        int64_t id = case_add_report(store);
        struct report *report = case_load(store, id);
        struct random random = {.state = seed};
        struct moment moments[CHANGES];
        size_t count = 0;
        while (count < CHANGES) {
            struct change_set set;
            struct err err = {0};
            change_set_init(&set, ACT_FIX);
            if (random_below(&random, 3) == 0)
                type_randomly(store, report, &random);
            else
                random_change(&set, report, &random);
            if (case_apply(store, report, &set, 0, false, &err) != RC_OK)
                fail_msg("%s", err.text);
            assert_true(report_is_sane(report));
            moments[count++] = (struct moment){newest_change(store, id), report_clone(report)};
        }
        struct report *stored = case_load(store, id);
        assert_true(report_equal(report, stored));
        report_free(stored);
        for (size_t i = 0; i < count; i++) {
            struct report *past = NULL;
            assert_int_equal(store_load_at(store, id, moments[i].change, &past, NULL), RC_OK);
            assert_true(report_is_sane(past));
            assert_true(report_equal(past, moments[i].report));
            report_free(past);
        }
        struct str faults = STR_INIT;
        assert_int_equal(store_verify(store, &faults, NULL), RC_OK);
        assert_string_equal(faults.s, "");
        str_release(&faults);
        for (size_t i = 0; i < count; i++)
            report_free(moments[i].report);
        report_free(report);
        store_close(store);
    }
}

static void a_section_that_comes_is_told_with_its_heading(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store)), *past = NULL;
    struct history_rows list = {0};
    struct change_set set;
    change_set_init(&set, ACT_ADD);
    int64_t added = support_add_section(&set, report, (struct place){PLACE_TOP, 1});
    change_add_field(&set, report, added, FIELD_HEADING, "丙");
    change_add_field(&set, report, 1, FIELD_HEADING, "新甲");
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    assert_int_equal(
        store_history(store, report->id, &(struct history_filter){.section = -1}, &list, NULL),
        RC_OK);
    assert_int_equal(list.count, 3); /* and the report's own making */
    assert_int_equal(list.items[2].act, ACT_NEW);
    assert_int_equal(list.items[2].section, -1);
    assert_string_equal(list.items[2].path, "");
    for (size_t i = 0; i < 2; i++) {
        bool is_new = list.items[i].section == added;
        assert_int_equal(list.items[i].act, ACT_ADD);
        assert_string_equal(list.items[i].path, is_new ? "2" : "1");
        assert_string_equal(list.items[i].old_text, is_new ? "" : "甲");
        assert_string_equal(list.items[i].new_text, is_new ? "丙" : "新甲");
        /* Any of its rows is the whole command. */
        assert_int_equal(store_load_at(store, report->id, list.items[i].id, &past, NULL), RC_OK);
        assert_true(report_equal(past, report));
        report_free(past);
    }
    history_rows_release(&list);
    report_free(report);
    store_close(store);
}

static void assert_entry(const struct history_rows *list, size_t i, enum act act,
                         const char *old_text, const char *new_text) {
    assert_true(i < list->count);
    assert_int_equal(list->items[i].act, act);
    assert_string_equal(list->items[i].old_text, old_text);
    assert_string_equal(list->items[i].new_text, new_text);
}

static void list_section(struct store *store, int64_t report, int64_t section,
                         struct history_rows *list) {
    const struct history_filter filter = {.section = section};
    assert_int_equal(store_history(store, report, &filter, list, NULL), RC_OK);
}

/* Two words of one text, replaced by one command: both are told, and so is their way back. */
static void every_piece_of_a_step_is_listed(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store));
    struct history_rows list = {0};
    struct change_set set;
    int64_t act = 0;
    assert_int_equal(case_type(store, report, 2, 0, 0, "去年8次，前年9次。", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 2), RC_OK);
    const struct body *body = &report_find_id(report, 2)->body;
    change_set_init(&set, ACT_REPLACE);
    body_make_splice(change_add_splice(&set, 2), body, 7, 1, SPAN("3"), LINE_PARAGRAPH);
    body_make_splice(change_add_splice(&set, 2), body, 2, 1, SPAN("5"), LINE_PARAGRAPH);
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    assert_body(report, 2, "去年5次，前年3次。");
    assert_int_equal(case_undo(store, report, NULL), RC_OK);
    assert_body(report, 2, "去年8次，前年9次。");
    list_section(store, report->id, 2, &list);
    assert_int_equal(list.count, 5);
    assert_entry(&list, 0, ACT_UNDO, "3", "9");
    assert_entry(&list, 1, ACT_UNDO, "5", "8");
    assert_entry(&list, 2, ACT_REPLACE, "8", "5");
    assert_entry(&list, 3, ACT_REPLACE, "9", "3");
    assert_entry(&list, 4, ACT_TYPE, "", "去年8次，前年9次。");
    history_rows_release(&list);
    report_free(report);
    store_close(store);
}

/* What was typed in many bursts, and corrected on the way, is taken back in one piece. */
static void pieces_that_touch_are_one(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store));
    struct history_rows list = {0};
    int64_t act = 0;
    assert_int_equal(case_type(store, report, 2, 0, 0, "首尾", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 2), RC_OK);
    act = 0;
    const char *const bursts[] = {"甲", "乙", "丙"};
    for (size_t i = 0; i < ARRAY_LEN(bursts); i++)
        assert_int_equal(case_type(store, report, 2, 1 + i, 0, bursts[i], &act), RC_OK);
    assert_int_equal(case_type(store, report, 2, 2, 2, "丁", &act), RC_OK); /* over 乙丙 */
    assert_int_equal(case_type(store, report, 2, 0, 2, "戊", &act), RC_OK); /* over 首甲 */
    assert_int_equal(case_fold(store, report, 2), RC_OK);
    assert_body(report, 2, "戊丁尾");
    assert_int_equal(case_undo(store, report, NULL), RC_OK);
    assert_int_equal(case_redo(store, report, NULL), RC_OK);
    list_section(store, report->id, 2, &list);
    assert_int_equal(list.count, 4);
    assert_entry(&list, 0, ACT_REDO, "首", "戊丁");
    assert_entry(&list, 1, ACT_UNDO, "戊丁", "首");
    assert_entry(&list, 2, ACT_TYPE, "首", "戊丁");
    history_rows_release(&list);
    report_free(report);
    store_close(store);
}

static void a_removed_section_keeps_its_history(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store)), *past = NULL;
    struct history_rows list = {0};
    struct change_set set;
    int64_t act = 0;
    assert_int_equal(case_type(store, report, 2, 0, 0, "将被删除", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 2), RC_OK);
    change_set_init(&set, ACT_REMOVE);
    change_add_place(&set, report, 1, (struct place){PLACE_NONE, 0});
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    assert_int_equal(
        store_history(store, report->id, &(struct history_filter){.section = 2}, &list, NULL),
        RC_OK);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].path, ""); /* it stands nowhere now */
    assert_string_equal(list.items[0].new_text, "将被删除");
    assert_int_equal(store_load_at(store, report->id, list.items[0].id, &past, NULL), RC_OK);
    assert_body(past, 2, "将被删除");
    assert_non_null(report_find_section(past, SPAN("1.1")));
    history_rows_release(&list);
    report_free(past);
    report_free(report);
    store_close(store);
}

static void no_change_of_another_report_is_taken(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t one = case_add_report(store), two = case_add_report(store);
    struct report *past = NULL;
    struct err err = {0};
    assert_int_equal(store_load_at(store, one, newest_change(store, two), &past, &err),
                     RC_NOT_FOUND);
    assert_int_equal(store_load_at(store, one, 4711, &past, &err), RC_NOT_FOUND);
    assert_err_says(&err, "4711");
    store_close(store);
}

/* --- by page, person and value --- */

static void set_value(struct store *store, struct report *report, const char *name,
                      const char *text) {
    struct change_set set;
    change_set_init(&set, ACT_SET);
    change_add_value(&set, report, name, text);
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
}

static void pages_of_the_history_follow_one_another(void **state) {
    struct store *store = case_open(*state, "张三");
    struct report *report = case_load(store, case_add_report(store));
    enum { EDITS = 57, AT_ONCE = 10 };
    for (int i = 0; i < EDITS; i++)
        set_value(store, report, "contact", i % 2 == 0 ? "甲" : "乙");
    struct history_rows whole, page;
    struct history_filter all = {.section = -1};
    assert_int_equal(store_history(store, report->id, &all, &whole, NULL), RC_OK);
    assert_int_equal(whole.count, EDITS + 1);
    assert_int_equal(whole.next, 0);
    size_t seen = 0;
    struct history_filter some = {.section = -1, .most = AT_ONCE};
    do {
        assert_int_equal(store_history(store, report->id, &some, &page, NULL), RC_OK);
        assert_true(page.count <= AT_ONCE && seen + page.count <= whole.count);
        for (size_t i = 0; i < page.count; i++)
            assert_int_equal(page.items[i].id, whole.items[seen++].id);
        some.before = page.next;
        history_rows_release(&page);
    } while (some.before != 0);
    assert_int_equal(seen, whole.count);
    history_rows_release(&whole);
    report_free(report);
    store_close(store);
}

static size_t count_history(struct store *store, int64_t report,
                            const struct history_filter *filter) {
    struct history_rows list;
    assert_int_equal(store_history(store, report, filter, &list, NULL), RC_OK);
    size_t count = list.count;
    for (size_t i = 0; i < count; i++) {
        assert_true(filter->clerk == NULL || strcmp(list.items[i].user, filter->clerk) == 0);
        assert_true(filter->name == NULL || list.items[i].name != NULL);
    }
    history_rows_release(&list);
    return count;
}

static void the_history_is_listed_by_person_and_by_value(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    struct report *report = case_load(zhang, case_add_report(zhang));
    set_value(zhang, report, "contact", "甲");
    set_value(zhang, report, "phone", "12");
    set_value(li, report, "contact", "乙");
    int64_t act = 0, id = report->id;
    assert_int_equal(case_type(li, report, 2, 0, 0, "文字", &act), RC_OK);
    assert_int_equal(case_fold(li, report, 2), RC_OK);
    assert_int_equal(count_history(zhang, id, &(struct history_filter){.section = -1}), 5);
    struct history_filter filter = {.section = -1, .clerk = "李四"};
    assert_int_equal(count_history(zhang, id, &filter), 2);
    filter = (struct history_filter){.section = -1, .name = "contact"};
    assert_int_equal(count_history(zhang, id, &filter), 2);
    filter.name = "";
    assert_int_equal(count_history(zhang, id, &filter), 3);
    filter.name = "nothing";
    assert_int_equal(count_history(zhang, id, &filter), 0);
    filter = (struct history_filter){.section = 2};
    assert_int_equal(count_history(zhang, id, &filter), 1);
    char **names = NULL;
    assert_int_equal(store_history_clerks(zhang, id, &names, NULL), RC_OK);
    assert_string_equal(names[0], "张三"); /* by code point */
    assert_string_equal(names[1], "李四");
    assert_null(names[2]);
    store_names_free(names);
    assert_int_equal(store_history_values(zhang, id, &names, NULL), RC_OK);
    assert_string_equal(names[0], "contact");
    assert_string_equal(names[1], "phone");
    assert_null(names[2]);
    store_names_free(names);
    report_free(report);
    store_close(zhang);
    store_close(li);
}

static void assert_plan(struct db *db, enum query query, bool may_sort) {
    struct str sql = STR_INIT, plan = STR_INIT;
    str_add_format(&sql, "EXPLAIN QUERY PLAN %s", query_text(query));
    assert_int_equal(db_ask_lines(db, sql.s, &plan, NULL), RC_OK);
    if (strstr(plan.s, "USING INDEX") == NULL || strstr(plan.s, "SCAN change") != NULL ||
        (!may_sort && strstr(plan.s, "TEMP B-TREE") != NULL))
        fail_msg("%s\n%s", query_text(query), plan.s);
    str_release(&sql);
    str_release(&plan);
}

/* However long it is, a page of it is read from an index, without sorting; a step is found by one.
 */
static void the_history_is_read_from_indexes(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    (void)case_add_report(store);
    struct db *db = NULL;
    assert_int_equal(db_open(&db, place->path, DB_WRITE, NULL), RC_OK);
    static const enum query queries[] = {QUERY_RECORDS_OF_REPORT, QUERY_RECORDS_OF_SECTION,
                                         QUERY_RECORDS_OF_CLERK, QUERY_RECORDS_OF_VALUE,
                                         QUERY_RECORDS_AFTER};
    static const enum query steps[] = {QUERY_RECORDS_OF_ACT, QUERY_ACT_END, QUERY_ACT_UNDONE,
                                       QUERY_ACT_REDONE};
    for (size_t i = 0; i < ARRAY_LEN(queries); i++)
        assert_plan(db, queries[i], false);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        assert_plan(db, steps[i], true);
    db_close(db);
    store_close(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(every_moment_comes_back),
        WITH_STORE(a_section_that_comes_is_told_with_its_heading),
        WITH_STORE(every_piece_of_a_step_is_listed),
        WITH_STORE(pieces_that_touch_are_one),
        WITH_STORE(a_removed_section_keeps_its_history),
        WITH_STORE(no_change_of_another_report_is_taken),
        WITH_STORE(pages_of_the_history_follow_one_another),
        WITH_STORE(the_history_is_listed_by_person_and_by_value),
        WITH_STORE(the_history_is_read_from_indexes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
