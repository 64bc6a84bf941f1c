#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/change.h"
#include "model/splice.h"
#include "store/clerks.h"
#include "store/drafts.h"
#include "store/folds.h"
#include "store/history.h"
#include "store/reports.h"
#include "store/verify.h"
#include "tests/support/store_case.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void typed_text_is_there_without_folding(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t id = case_add_report(store), act = 0;
    struct report *report = case_load(store, id);
    assert_int_equal(case_type(store, report, 3, 0, 0, "绩效", &act), RC_OK);
    assert_true(act != 0);
    int64_t step = act;
    assert_int_equal(case_type(store, report, 3, 2, 0, "评价", &act), RC_OK);
    assert_int_equal(act, step);
    assert_int_equal(case_type(store, report, 3, 0, 1, "成", &act), RC_OK);
    assert_int_equal(store_sync(store, NULL), RC_OK);
    report_free(report);
    store_close(store);
    store = case_open(*state, "张三");
    assert_text(store, id, 3, "成效评价");
    store_close(store);
}

static void folding_makes_one_entry_and_one_revision(void **state) {
    struct store *store = case_open(*state, "张三");
    struct history_rows list = {0};
    struct store_pendings pendings = {0};
    int64_t id = case_add_report(store), act = 0, before = 0;
    struct report *report = case_load(store, id);
    before = report_find_id(report, 3)->revision;
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(case_type(store, report, 3, i, 0, "字", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    assert_int_equal(report_find_id(report, 3)->revision, before + 1);
    assert_int_equal(case_fold(store, report, 3), RC_OK); /* nothing is pending */
    assert_int_equal(report_find_id(report, 3)->revision, before + 1);
    report_free(report);
    assert_int_equal(store_load_report(store, id, &report, &pendings, NULL), RC_OK);
    assert_int_equal(pendings.count, 0);
    assert_body(report, 3, "字字字字字字字字字字");
    assert_true(report_find_id(report, 3)->touched);
    assert_int_equal(store_history(store, id, &(struct history_filter){.section = 3}, &list, NULL),
                     RC_OK);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].act, ACT_TYPE);
    assert_string_equal(list.items[0].user, "张三");
    assert_string_equal(list.items[0].path, "2");
    assert_string_equal(list.items[0].heading, "乙");
    assert_string_equal(list.items[0].old_text, "");
    assert_string_equal(list.items[0].new_text, "字字字字字字字字字字");
    history_rows_release(&list);
    report_free(report);
    store_close(store);
}

static void text_that_came_to_nothing_makes_no_revision(void **state) {
    struct store *store = case_open(*state, "张三");
    struct store_pendings pendings = {0};
    int64_t id = case_add_report(store), act = 0;
    struct report *report = case_load(store, id), *again = NULL;
    assert_int_equal(case_type(store, report, 3, 0, 0, "错", &act), RC_OK);
    assert_int_equal(case_type(store, report, 3, 0, 1, "", &act), RC_OK);
    assert_int_equal(case_fold(store, report, 3), RC_OK);
    assert_int_equal(report_find_id(report, 3)->revision, 0);
    assert_int_equal(store_load_report(store, id, &again, &pendings, NULL), RC_OK);
    assert_int_equal(pendings.count, 0);
    assert_true(report_equal(report, again)); /* but the section is touched */
    assert_int_equal(case_type(store, report, 3, 0, 0, "对", &act), RC_OK);
    assert_text(store, id, 3, "对");
    report_free(again);
    report_free(report);
    store_close(store);
}

static void a_reader_sees_its_own_draft_else_the_newest(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四"),
                 *wang = case_open(*state, "王五");
    int64_t id = case_add_report(zhang), act = 0, other = 0;
    struct report *mine = case_load(zhang, id), *theirs = case_load(li, id);
    struct store_pendings pendings = {0};
    assert_int_equal(case_type(zhang, mine, 3, 0, 0, "张", &act), RC_OK);
    assert_text(wang, id, 3, "张");
    assert_int_equal(case_type(li, theirs, 3, 0, 0, "李", &other), RC_OK);
    assert_text(wang, id, 3, "李");
    assert_int_equal(case_type(zhang, mine, 3, 1, 0, "三", &act), RC_OK);
    assert_text(wang, id, 3, "张三");
    assert_text(zhang, id, 3, "张三");
    assert_text(li, id, 3, "李");
    report_free(mine);
    assert_int_equal(store_load_report(zhang, id, &mine, &pendings, NULL), RC_OK);
    assert_int_equal(pendings.count, 1); /* its own alone */
    assert_int_equal(pendings.items[0].section, 3);
    assert_false(pendings.items[0].conflict);
    store_pendings_release(&pendings);
    report_free(mine);
    report_free(theirs);
    store_close(zhang);
    store_close(li);
    store_close(wang);
}

/* 张三 and 李四 type into one section; 李四 folds first. */
static int64_t make_conflict(struct store *zhang, struct store *li, struct report **mine) {
    int64_t id = case_add_report(zhang), act = 0, other = 0;
    struct report *theirs = case_load(li, id);
    *mine = case_load(zhang, id);
    assert_int_equal(case_type(zhang, *mine, 3, 0, 0, "张三的文字", &act), RC_OK);
    assert_int_equal(case_type(li, theirs, 3, 0, 0, "李四的文字", &other), RC_OK);
    assert_int_equal(case_fold(li, theirs, 3), RC_OK);
    report_free(theirs);
    return id;
}

static void the_second_writer_meets_a_conflict(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    struct report *mine = NULL, *again = NULL;
    struct store_pendings pendings = {0};
    struct body theirs;
    char *who = NULL;
    struct err err = {0};
    bool folded = false;
    int64_t id = make_conflict(zhang, li, &mine), revision = 0;
    assert_int_equal(store_fold(zhang, id, 3, store_window(zhang), &revision, &folded, &err),
                     RC_CONFLICT);
    assert_err_says(&err, "李四");
    assert_text(li, id, 3, "李四的文字");
    assert_int_equal(store_load_report(zhang, id, &again, &pendings, NULL), RC_OK);
    assert_int_equal(pendings.count, 1);
    assert_true(pendings.items[0].conflict);
    assert_body(again, 3, "张三的文字"); /* both texts are to be seen */
    assert_int_equal(store_load_base(zhang, id, 3, &theirs, &revision, &who, NULL), RC_OK);
    assert_string_equal(theirs.lines[0].text.s, "李四的文字");
    assert_string_equal(who, "李四");
    assert_int_equal(revision, 1);
    body_release(&theirs);
    mem_free(who);
    store_pendings_release(&pendings);
    report_free(again);
    report_free(mine);
    store_close(zhang);
    store_close(li);
}

static bool history_holds(struct store *store, int64_t id, const char *text, int64_t *change) {
    struct history_rows list = {0};
    bool found = false;
    assert_int_equal(store_history(store, id, &(struct history_filter){.section = 3}, &list, NULL),
                     RC_OK);
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i].new_text, text) == 0) {
            found = true;
            *change = list.items[i].id;
        }
    history_rows_release(&list);
    return found;
}

static void mine_goes_over_theirs_which_stays_in_the_history(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    struct report *mine = NULL, *past = NULL;
    int64_t id = make_conflict(zhang, li, &mine), change = 0;
    assert_int_equal(store_resolve(zhang, id, 3, store_window(zhang), true, NULL), RC_OK);
    assert_text(li, id, 3, "张三的文字");
    assert_true(history_holds(zhang, id, "李四的文字", &change));
    assert_int_equal(store_load_at(zhang, id, change, &past, NULL), RC_OK);
    assert_body(past, 3, "李四的文字");
    report_free(past);
    report_free(mine);
    mine = case_load(zhang, id);
    int64_t act = 0;
    assert_int_equal(case_type(zhang, mine, 3, 0, 0, "一", &act), RC_OK);
    assert_int_equal(case_fold(zhang, mine, 3), RC_OK);
    assert_text(li, id, 3, "一张三的文字");
    report_free(mine);
    store_close(zhang);
    store_close(li);
}

static void theirs_stays_and_mine_goes_to_the_history(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    struct report *mine = NULL, *past = NULL;
    struct err err = {0};
    int64_t id = make_conflict(zhang, li, &mine), change = 0;
    assert_int_equal(store_resolve(zhang, id, 3, store_window(zhang), false, NULL), RC_OK);
    assert_text(zhang, id, 3, "李四的文字");
    assert_true(history_holds(zhang, id, "张三的文字", &change));
    assert_int_equal(store_load_at(zhang, id, change, &past, NULL), RC_OK);
    assert_body(past, 3, "张三的文字");
    report_free(past);
    report_free(mine);
    mine = case_load(zhang, id);
    assert_int_equal(case_undo(zhang, mine, &err), RC_NOT_FOUND); /* what is lost is no step */
    assert_int_equal(case_redo(zhang, mine, &err), RC_NOT_FOUND);
    report_free(mine);
    store_close(zhang);
    store_close(li);
}

static void two_windows_of_one_clerk_are_two_writers(void **state) {
    struct store *one = case_open(*state, "张三"), *two = case_open(*state, "张三");
    bool folded = false;
    int64_t id = case_add_report(one), act = 0, other = 0, revision = 0;
    struct report *first = case_load(one, id), *second = case_load(two, id);
    assert_int_not_equal(store_window(one), store_window(two));
    assert_int_equal(case_type(one, first, 3, 0, 0, "第一窗", &act), RC_OK);
    assert_int_equal(case_type(two, second, 3, 0, 0, "第二窗", &other), RC_OK);
    assert_int_equal(case_type(two, second, 1, 0, 0, "别处", &other), RC_OK);
    assert_int_equal(case_type(one, first, 3, 3, 0, "口", &act), RC_OK);
    assert_text(one, id, 3, "第一窗口");
    assert_text(two, id, 3, "第二窗");
    /* Each folds what it has typed itself; in one section the second meets a conflict. */
    assert_int_equal(case_fold(one, first, 3), RC_OK);
    assert_int_equal(case_fold(one, first, 1), RC_OK);
    assert_int_equal(store_fold(two, id, 3, store_window(two), &revision, &folded, NULL),
                     RC_CONFLICT);
    assert_int_equal(case_fold(two, second, 1), RC_OK);
    assert_text(one, id, 1, "别处");
    assert_int_equal(store_resolve(two, id, 3, store_window(two), false, NULL), RC_OK);
    assert_text(two, id, 3, "第一窗口");
    report_free(first);
    report_free(second);
    store_close(one);
    store_close(two);
}

static int64_t fold_all_of(struct store *store, int64_t id) {
    bool folded = false;
    struct report *report = NULL;
    assert_int_equal(store_fold_windows(store, id, -1, &folded, NULL), RC_OK);
    assert_true(folded);
    report = case_load(store, id);
    int64_t revision = report_find_id(report, 3)->revision;
    report_free(report);
    return revision;
}

static void a_window_goes_on_from_what_another_has_folded(void **state) {
    struct store *screen = case_open(*state, "张三"), *command = case_open(*state, "张三"),
                 *li = case_open(*state, "李四");
    int64_t id = case_add_report(screen), act = 0;
    struct report *seen = case_load(screen, id);
    assert_int_equal(case_type(screen, seen, 3, 0, 0, "甲", &act), RC_OK);
    assert_int_equal(fold_all_of(command, id), 1);
    assert_int_equal(case_type(screen, seen, 3, 1, 0, "乙", &act), RC_OK); /* not knowing of it */
    assert_text(screen, id, 3, "甲乙");
    assert_text(li, id, 3, "甲乙");
    assert_int_equal(fold_all_of(command, id), 2);
    assert_int_equal(case_type(screen, seen, 3, 2, 0, "丙", &act), RC_OK);
    assert_int_equal(case_fold(screen, seen, 3), RC_OK);
    assert_int_equal(report_find_id(seen, 3)->revision, 3);
    assert_int_equal(case_type(screen, seen, 3, 3, 0, "丁", &act), RC_OK);
    assert_int_equal(fold_all_of(command, id), 4);
    assert_int_equal(case_fold(screen, seen, 3), RC_OK); /* nothing is left, but where it stands */
    assert_int_equal(report_find_id(seen, 3)->revision, 4);
    assert_text(command, id, 3, "甲乙丙丁");
    /* Where somebody else has saved since, that is a conflict, and her text is whole. */
    assert_int_equal(case_type(screen, seen, 3, 4, 0, "戊", &act), RC_OK);
    assert_int_equal(fold_all_of(command, id), 5);
    struct report *other = case_load(li, id);
    int64_t theirs = 0;
    assert_int_equal(case_type(li, other, 3, 0, 0, "李", &theirs), RC_OK);
    assert_int_equal(case_fold(li, other, 3), RC_OK);
    assert_int_equal(case_type(screen, seen, 3, 5, 0, "己", &act), RC_OK);
    assert_int_equal(case_fold(screen, seen, 3), RC_CONFLICT);
    assert_text(screen, id, 3, "甲乙丙丁戊己");
    assert_text(li, id, 3, "李甲乙丙丁戊");
    assert_int_equal(store_resolve(screen, id, 3, store_window(screen), true, NULL), RC_OK);
    assert_text(li, id, 3, "甲乙丙丁戊己");
    report_free(seen);
    report_free(other);
    store_close(screen);
    store_close(command);
    store_close(li);
}

/* Undone and put elsewhere, by the clerk's own command: what a window types, not knowing of it,
 * goes where its words are by now; as often as that happens, and whoever folds it. */
static void a_window_follows_what_its_clerk_does_elsewhere(void **state) {
    struct store *screen = case_open(*state, "张三"), *command = case_open(*state, "张三"),
                 *li = case_open(*state, "李四");
    int64_t id = case_add_report(screen), act = 0;
    bool folded = false;
    struct report *seen = case_load(screen, id), *other = NULL;
    assert_int_equal(case_type(screen, seen, 3, 0, 0, "甲乙", &act), RC_OK);
    act = 0;
    assert_int_equal(case_type(screen, seen, 3, 2, 0, "丙丁", &act), RC_OK);
    (void)fold_all_of(command, id);
    other = case_load(command, id);
    assert_int_equal(case_undo(command, other, NULL), RC_OK); /* 丙丁 goes */
    assert_int_equal(case_type(screen, seen, 3, 4, 0, "戊", &act), RC_OK);
    assert_int_equal(case_type(screen, seen, 3, 0, 0, "前", &act), RC_OK);
    assert_int_equal(case_type(screen, seen, 3, 4, 1, "", &act), RC_OK); /* 丁, which is gone */
    assert_body(seen, 3, "前甲乙丙戊");
    assert_text(command, id, 3, "前甲乙戊");
    assert_text(li, id, 3, "前甲乙戊");
    (void)fold_all_of(command, id);
    assert_int_equal(case_type(screen, seen, 3, 4, 0, "己", &act), RC_OK); /* before 戊 */
    assert_text(li, id, 3, "前甲乙己戊");
    int64_t revision = report_find_id(seen, 3)->revision;
    assert_int_equal(store_fold(screen, id, 3, store_window(screen), &revision, &folded, NULL),
                     RC_OK);
    assert_false(folded); /* the window has another text: it has to look */
    report_free(seen);
    seen = case_load(screen, id);
    assert_body(seen, 3, "前甲乙己戊");
    assert_int_equal(revision, report_find_id(seen, 3)->revision);
    /* Each is one step, and the way back leads over every text that was saved. */
    static const char *const before[] = {"前甲乙戊", "甲乙", ""};
    for (size_t i = 0; i < ARRAY_LEN(before); i++) {
        assert_int_equal(case_undo(screen, seen, NULL), RC_OK);
        assert_body(seen, 3, before[i]);
    }
    report_free(other);
    report_free(seen);
    store_close(screen);
    store_close(command);
    store_close(li);
}

/* What went on with an earlier step is one of its own: taken back once. */
static void what_followed_is_no_part_of_the_step_before(void **state) {
    struct store *screen = case_open(*state, "张三"), *command = case_open(*state, "张三");
    int64_t id = case_add_report(screen), act = 0;
    struct report *seen = case_load(screen, id);
    assert_int_equal(case_type(screen, seen, 3, 0, 0, "甲", &act), RC_OK);
    (void)fold_all_of(command, id);
    struct report *other = case_load(command, id);
    struct change_set set;
    struct splice splice;
    change_set_init(&set, ACT_PUT);
    body_make_splice(&splice, &report_find_id(other, 3)->body, 0, 0, SPAN("前"), LINE_PARAGRAPH);
    *change_add_splice(&set, 3) = splice;
    assert_int_equal(case_apply(command, other, &set, 0, false, NULL), RC_OK);
    assert_int_equal(case_type(screen, seen, 3, 1, 0, "乙", &act), RC_OK);
    (void)fold_all_of(command, id);
    report_free(other);
    other = case_load(command, id);
    static const char *const before[] = {"前甲", "甲", ""}, *const after[] = {"甲", "前甲",
                                                                              "前甲乙"};
    for (size_t i = 0; i < ARRAY_LEN(before); i++) {
        assert_int_equal(case_undo(command, other, NULL), RC_OK);
        assert_body(other, 3, before[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(after); i++) {
        assert_int_equal(case_redo(command, other, NULL), RC_OK);
        assert_body(other, 3, after[i]);
    }
    report_free(other);
    report_free(seen);
    store_close(screen);
    store_close(command);
}

/* What the clerk does and a colleague then writes is a conflict, as ever. */
static void a_window_follows_nobody_else(void **state) {
    struct store *screen = case_open(*state, "张三"), *command = case_open(*state, "张三"),
                 *li = case_open(*state, "李四");
    int64_t id = case_add_report(screen), act = 0, theirs = 0;
    struct report *seen = case_load(screen, id);
    assert_int_equal(case_type(screen, seen, 3, 0, 0, "甲乙", &act), RC_OK);
    (void)fold_all_of(command, id);
    struct report *other = case_load(command, id), *third = NULL;
    assert_int_equal(case_undo(command, other, NULL), RC_OK);
    third = case_load(li, id);
    assert_int_equal(case_type(li, third, 3, 0, 0, "李", &theirs), RC_OK);
    assert_int_equal(case_fold(li, third, 3), RC_OK);
    assert_int_equal(case_type(screen, seen, 3, 2, 0, "丙", &act), RC_OK);
    assert_int_equal(case_fold(screen, seen, 3), RC_CONFLICT);
    assert_text(screen, id, 3, "甲乙丙");
    assert_text(li, id, 3, "李");
    report_free(third);
    report_free(other);
    report_free(seen);
    store_close(screen);
    store_close(command);
    store_close(li);
}

/* The row of the history is the typist's, whoever folds. */
static void a_draft_of_a_window_that_is_gone_is_folded_by_the_next(void **state) {
    struct store *gone = case_open(*state, "张三"), *next = case_open(*state, "李四");
    struct history_rows list = {0};
    int64_t id = case_add_report(gone), act = 0;
    size_t found = 0;
    struct report *report = case_load(gone, id);
    assert_int_equal(case_type(gone, report, 3, 0, 0, "张三的文字", &act), RC_OK);
    store_sit(gone, id, 3); /* as long as it is there it folds for itself */
    assert_int_equal(store_settle(next, id, &found, NULL), RC_OK);
    assert_int_equal(store_check_free(next, id, 3, false, NULL), RC_CONFLICT);
    assert_int_equal(store_check_free(next, id, 1, false, NULL), RC_OK);
    store_get_up(gone);
    assert_int_equal(store_settle(next, id, &found, NULL), RC_OK);
    assert_int_equal(found, 0); /* none of hers */
    assert_int_equal(store_check_free(next, id, 3, false, NULL), RC_OK);
    assert_int_equal(store_history(next, id, &(struct history_filter){.section = 3}, &list, NULL),
                     RC_OK);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].user, "张三");
    history_rows_release(&list);
    assert_int_equal(case_undo(gone, report, NULL), RC_OK); /* and is undone by him */
    assert_text(next, id, 3, "");
    report_free(report);
    store_close(gone);
    store_close(next);
}

/* What 李四 types stands on what he saw of 张三's text, which goes on. */
static void what_was_seen_of_another_is_folded_up_to_there(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t id = case_add_report(zhang), act = 0, other = 0;
    struct report *mine = case_load(zhang, id), *theirs = NULL;
    struct store_pendings pendings = {0};
    assert_int_equal(case_type(zhang, mine, 3, 0, 0, "张", &act), RC_OK);
    assert_int_equal(store_load_report(li, id, &theirs, &pendings, NULL), RC_OK);
    assert_int_equal(pendings.foreign_count, 1);
    assert_body(theirs, 3, "张");
    assert_int_equal(case_type(zhang, mine, 3, 1, 0, "三", &act), RC_OK);
    struct section *section = report_find_id(theirs, 3);
    assert_int_equal(
        store_take_over(li, id, 3, &pendings.foreign[0].seen, &section->revision, NULL), RC_OK);
    assert_int_equal(section->revision, 1);
    assert_int_equal(case_type(li, theirs, 3, 1, 0, "李", &other), RC_OK);
    assert_int_equal(case_fold(zhang, mine, 3), RC_OK);
    assert_text(zhang, id, 3, "张三");
    assert_text(li, id, 3, "张李");
    assert_int_equal(case_fold(li, theirs, 3), RC_CONFLICT);
    store_pendings_release(&pendings);
    report_free(mine);
    report_free(theirs);
    store_close(zhang);
    store_close(li);
}

/* 张三 has saved more than 李四 saw before he typed: then his text is a draft on the old base. */
static void what_was_seen_too_late_is_copied(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t id = case_add_report(zhang), act = 0, other = 0;
    struct report *mine = case_load(zhang, id), *theirs = NULL;
    struct store_pendings pendings = {0};
    assert_int_equal(case_type(zhang, mine, 3, 0, 0, "张", &act), RC_OK);
    assert_int_equal(store_load_report(li, id, &theirs, &pendings, NULL), RC_OK);
    assert_int_equal(case_type(zhang, mine, 3, 1, 0, "三", &act), RC_OK);
    assert_int_equal(case_fold(zhang, mine, 3), RC_OK);
    struct section *section = report_find_id(theirs, 3);
    assert_int_equal(
        store_take_over(li, id, 3, &pendings.foreign[0].seen, &section->revision, NULL), RC_OK);
    assert_int_equal(section->revision, 0);
    assert_int_equal(case_type(li, theirs, 3, 1, 0, "李", &other), RC_OK);
    assert_text(li, id, 3, "张李");
    assert_int_equal(case_fold(li, theirs, 3), RC_CONFLICT);
    assert_int_equal(store_resolve(li, id, 3, store_window(li), true, NULL), RC_OK);
    assert_text(zhang, id, 3, "张李");
    store_pendings_release(&pendings);
    report_free(mine);
    report_free(theirs);
    store_close(zhang);
    store_close(li);
}

/* A conflict of a window that is gone is the next window's of that user. */
static void a_conflict_left_by_a_window_that_is_gone_is_inherited(void **state) {
    struct store *gone = case_open(*state, "张三"), *li = case_open(*state, "李四"),
                 *next = case_open(*state, "张三");
    struct report *mine = NULL, *seen = NULL;
    struct store_pendings pendings = {0};
    int64_t id = make_conflict(gone, li, &mine), act = 0;
    size_t found = 0;
    report_free(mine);
    store_close(gone);
    assert_int_equal(store_settle(next, id, &found, NULL), RC_OK);
    assert_int_equal(found, 0);
    assert_int_equal(store_load_report(next, id, &seen, &pendings, NULL), RC_OK);
    assert_int_equal(pendings.count, 1);
    assert_true(pendings.items[0].conflict);
    assert_int_not_equal(pendings.items[0].window, store_window(next));
    assert_body(seen, 3, "张三的文字");
    char clerk[] = "张三";
    struct store_seen over = {clerk, pendings.items[0].window, pendings.items[0].last};
    struct section *section = report_find_id(seen, 3);
    assert_int_equal(store_take_over(next, id, 3, &over, &section->revision, NULL), RC_OK);
    assert_int_equal(case_type(next, seen, 3, 5, 0, "。", &act), RC_OK);
    assert_text(next, id, 3, "张三的文字。");
    assert_int_equal(store_resolve(next, id, 3, store_window(next), true, NULL), RC_OK);
    assert_text(li, id, 3, "张三的文字。");
    report_free(mine = case_load(next, id));
    store_pendings_release(&pendings);
    report_free(seen);
    store_close(li);
    store_close(next);
}

/* The child types and says each acknowledged character through the pipe, until it is killed. */
static void type_until_killed(const struct store_case *place, int64_t id, int out) {
    struct store *store = case_open(place, "张三");
    struct report *report = case_load(store, id);
    int64_t act = 0;
    for (size_t i = 0;; i++) {
        if (case_type(store, report, 3, i, 0, "字", &act) != RC_OK)
            _exit(1);
        if (i % 7 == 6 && store_sync(store, NULL) != RC_OK)
            _exit(2);
        if (i % 50 == 49) {
            act = 0;
            if (case_fold(store, report, 3) != RC_OK)
                _exit(3);
        }
        if (write(out, "x", 1) != 1)
            _exit(4);
    }
}

static void a_kill_loses_no_acknowledged_character(void **state) {
    struct store *store = case_open(*state, "张三");
    for (size_t round = 0; round < 20; round++) {
        int64_t id = case_add_report(store);
        int ends[2];
        size_t said = 0, wanted = 1 + round * 13;
        char byte;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            type_until_killed(*state, id, ends[1]);
        (void)close(ends[1]);
        while (said < wanted && read(ends[0], &byte, 1) == 1)
            said++;
        assert_int_equal(kill(child, SIGKILL), 0);
        while (read(ends[0], &byte, 1) == 1)
            said++; /* said before the kill came */
        assert_int_equal(waitpid(child, NULL, 0), child);
        (void)close(ends[0]);
        struct report *report = case_load(store, id);
        size_t there = report_find_id(report, 3)->body.points;
        assert_in_range(there, said, said + 1);
        report_free(report);
    }
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(store, &faults, NULL), RC_OK);
    str_release(&faults);
    store_close(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(typed_text_is_there_without_folding),
        WITH_STORE(folding_makes_one_entry_and_one_revision),
        WITH_STORE(text_that_came_to_nothing_makes_no_revision),
        WITH_STORE(a_reader_sees_its_own_draft_else_the_newest),
        WITH_STORE(the_second_writer_meets_a_conflict),
        WITH_STORE(mine_goes_over_theirs_which_stays_in_the_history),
        WITH_STORE(theirs_stays_and_mine_goes_to_the_history),
        WITH_STORE(two_windows_of_one_clerk_are_two_writers),
        WITH_STORE(a_window_goes_on_from_what_another_has_folded),
        WITH_STORE(a_window_follows_what_its_clerk_does_elsewhere),
        WITH_STORE(what_followed_is_no_part_of_the_step_before),
        WITH_STORE(a_window_follows_nobody_else),
        WITH_STORE(a_draft_of_a_window_that_is_gone_is_folded_by_the_next),
        WITH_STORE(what_was_seen_of_another_is_folded_up_to_there),
        WITH_STORE(what_was_seen_too_late_is_copied),
        WITH_STORE(a_conflict_left_by_a_window_that_is_gone_is_inherited),
        WITH_STORE(a_kill_loses_no_acknowledged_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
