#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "store/history.h"
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
    struct store_histories list = {0};
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
    assert_int_equal(
        store_history(store, id, &(struct store_history_filter){.section = 3}, &list, NULL), RC_OK);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].act, ACT_TYPE);
    assert_string_equal(list.items[0].user, "张三");
    assert_string_equal(list.items[0].path, "2");
    assert_string_equal(list.items[0].heading, "乙");
    assert_string_equal(list.items[0].old_text, "");
    assert_string_equal(list.items[0].new_text, "字字字字字字字字字字");
    store_histories_release(&list);
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
    int64_t id = make_conflict(zhang, li, &mine), revision = 0;
    assert_int_equal(store_fold(zhang, mine, 3, &revision, &err), RC_CONFLICT);
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
    struct store_histories list = {0};
    bool found = false;
    assert_int_equal(
        store_history(store, id, &(struct store_history_filter){.section = 3}, &list, NULL), RC_OK);
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i].new_text, text) == 0) {
            found = true;
            *change = list.items[i].id;
        }
    store_histories_release(&list);
    return found;
}

static void mine_goes_over_theirs_which_stays_in_the_history(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    struct report *mine = NULL, *past = NULL;
    int64_t id = make_conflict(zhang, li, &mine), change = 0;
    assert_int_equal(store_resolve(zhang, id, 3, true, NULL), RC_OK);
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
    assert_int_equal(store_resolve(zhang, id, 3, false, NULL), RC_OK);
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

static void two_windows_of_one_clerk_do_not_mix_their_text(void **state) {
    struct store *one = case_open(*state, "张三"), *two = case_open(*state, "张三");
    int64_t id = case_add_report(one), act = 0, other = 0;
    struct report *first = case_load(one, id), *second = case_load(two, id);
    assert_int_equal(case_type(one, first, 3, 0, 0, "第一窗", &act), RC_OK);
    assert_int_equal(case_type(two, second, 3, 0, 0, "第二窗", &other), RC_CONFLICT);
    assert_int_equal(case_type(one, first, 3, 3, 0, "口", &act), RC_OK);
    assert_text(one, id, 3, "第一窗口");
    /* Once the first has saved, what the second types stands on an old base. */
    assert_int_equal(case_fold(one, first, 3), RC_OK);
    report_free(second);
    second = case_load(two, id);
    assert_int_equal(case_type(two, second, 3, 4, 0, "。", &other), RC_OK);
    assert_text(one, id, 3, "第一窗口。");
    report_free(first);
    report_free(second);
    store_close(one);
    store_close(two);
}

static void a_window_whose_draft_another_folds_keeps_its_text(void **state) {
    struct store *screen = case_open(*state, "张三"), *command = case_open(*state, "张三");
    int64_t id = case_add_report(screen), act = 0;
    struct report *seen = case_load(screen, id);
    assert_int_equal(case_type(screen, seen, 3, 0, 0, "前半", &act), RC_OK);
    struct report *other = case_load(command, id);
    assert_int_equal(case_fold(command, other, 3), RC_OK);
    assert_int_equal(case_type(screen, seen, 3, 2, 0, "后半", &act), RC_OK);
    assert_int_equal(case_fold(screen, seen, 3), RC_CONFLICT);
    assert_int_equal(store_resolve(screen, id, 3, true, NULL), RC_OK);
    assert_text(command, id, 3, "前半后半");
    report_free(seen);
    report_free(other);
    store_close(screen);
    store_close(command);
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
        WITH_STORE(two_windows_of_one_clerk_do_not_mix_their_text),
        WITH_STORE(a_window_whose_draft_another_folds_keeps_its_text),
        WITH_STORE(a_kill_loses_no_acknowledged_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
