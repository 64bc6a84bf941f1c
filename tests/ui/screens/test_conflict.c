#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "store/reports.h"
#include "store/store.h"
#include "tests/support/screen.h"
#include "tests/support/store_case.h"

/* What another clerk has open at the same time. */
static struct session *open_other(const struct screen *screen) {
    struct session *other = case_open_session(screen->db, "li");
    assert_int_equal(session_load(other, session_report(screen->session)->id, NULL), RC_OK);
    return other;
}

static int64_t id_of(const struct screen *screen) {
    return report_find_section(session_report(screen->session), SPAN("perf_work"))->id;
}

/* Both have changed the section; nobody has asked yet. */
static void write_beside(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "原文。");
    screen_press(screen, "Ctrl-S");
    struct session *other = open_other(screen);
    screen_type(screen, "我加的。");
    case_write(other, id_of(screen), SPAN("对方写的。"));
    session_close(other);
}

/* What no command does any more: earlier versions had no such care. */
static void remove_behind(const struct screen *screen, int64_t report_id, int64_t id) {
    struct store *store = NULL;
    struct report *report = NULL;
    struct change_set set;
    assert_int_equal(store_open(&store, screen->db, "wang", STORE_EXISTING, NULL), RC_OK);
    assert_int_equal(store_load_report(store, report_id, &report, NULL, NULL), RC_OK);
    change_set_init(&set, ACT_REMOVE);
    change_add_place(&set, report, id, (struct place){PLACE_NONE, 0});
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    report_free(report);
    store_close(store);
}

static void both_write(struct screen *screen) {
    write_beside(screen);
    screen_press(screen, "F2");
    assert_sees(screen, "同时被li改过");
    assert_sees(screen, "原文。我加的。");
    assert_sees(screen, "对方写的。");
    assert_cursor_at(screen, "用我的");
}

static void mine_is_kept(void **state) {
    struct screen *screen = *state;
    both_write(screen);
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", "原文。我加的。");
    screen_type(screen, "再写。");
    screen_press(screen, "Ctrl-S");
    assert_sees(screen, "已保存 10:31");
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "我加的。");
    assert_sees_not(screen, "对方写的");
}

static void theirs_is_taken(void **state) {
    struct screen *screen = *state;
    both_write(screen);
    screen_press(screen, "Right Enter");
    assert_section(screen, "perf_work", "对方写的。");
    screen_press(screen, "Ctrl-End");
    screen_type(screen, "接着写。");
    assert_section(screen, "perf_work", "对方写的。接着写。");
    screen_press(screen, "F2");
    assert_sees(screen, "二、部门整体支出绩效情况");
}

static void a_conflict_may_wait(void **state) {
    struct screen *screen = *state;
    both_write(screen);
    screen_press(screen, "Esc");
    assert_sees(screen, "还没有处理冲突");
    assert_section(screen, "perf_work", "原文。我加的。");
    screen_press(screen, "Ctrl-Q Enter");
    for (int i = 0; i < 2; i++) {
        screen_restart(screen, false);
        screen_press(screen, "Enter Enter");
        assert_sees(screen, "的对照还没有选");
        assert_sees_not(screen, "没有正常退出");
        assert_section(screen, "perf_work", "原文。我加的。");
    }
    screen_press(screen, "Ctrl-S");
    assert_sees(screen, "同时被li改过");
    screen_press(screen, "Right Enter");
    assert_section(screen, "perf_work", "对方写的。");
}

static void leaving_says_what_waits(void **state) {
    struct screen *screen = *state;
    both_write(screen);
    screen_press(screen, "Esc Ctrl-Q");
    assert_sees(screen, "同时被li改过");
    assert_cursor_at(screen, "先离开");
    screen_press(screen, "Esc"); /* stays */
    assert_false(shell_is_done(screen->shell));
    screen_press(screen, "Ctrl-Q Ctrl-Q");
    assert_sees(screen, "请先选用哪一份文字");
    screen_press(screen, "Left Enter");
    assert_true(shell_is_done(screen->shell)); /* it was the last one */
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_sees_not(screen, "的对照还没有选");
    assert_section(screen, "perf_work", "对方写的。");
}

/* In another section than the one that waits. */
static void going_to_the_library_says_it_too(void **state) {
    struct screen *screen = *state;
    both_write(screen);
    screen_press(screen, "Esc F4 F4 Down");
    screen_press(screen, "Esc Ctrl-U");
    assert_sees(screen, "的对照还没有选");
    assert_sees(screen, "报告库");
}

/* As when an older outline is restored: no key leads to the section any more. */
static void a_section_that_was_removed_meanwhile_is_asked_about(void **state) {
    struct screen *screen = *state;
    both_write(screen);
    screen_press(screen, "Esc");
    struct session *other = open_other(screen);
    int64_t id = id_of(screen), report = session_report(screen->session)->id;
    struct err err = {0};
    assert_int_equal(session_remove_section(other, id, &err), RC_CONFLICT); /* nobody removes it */
    assert_err_says(&err, "两份文字");
    session_close(other);
    screen_press(screen, "Ctrl-Q Enter");
    remove_behind(screen, report, id);
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已被删除");
    assert_sees(screen, "原文。我加的。");
    screen_press(screen, "Enter");
    screen_press(screen, "Ctrl-S");
    assert_sees_not(screen, "已被删除");
    assert_body(session_report(screen->session), id, "原文。我加的。");
}

/* A question that comes up is no place for what was meant for the text. */
static void keys_on_their_way_are_no_choice(void **state) {
    struct screen *screen = *state;
    write_beside(screen);
    screen->hurries = true;
    screen_press(screen, "Ctrl-S");
    screen_type(screen, "又加的。");
    screen_press(screen, "Enter");
    screen_type(screen, "另一段。");
    assert_sees(screen, "同时被li改过");
    assert_section(screen, "perf_work", "原文。我加的。又加的。\n另一段。");
    shell_settle(screen->shell);
    screen_draw(screen);
    assert_cursor_at(screen, "用我的");
    assert_sees(screen, "另一段。"); /* mine as it is now */
    screen->hurries = false;
    screen_type(screen, "还写。");
    assert_cursor_at(screen, "用我的");
    assert_sees(screen, "另一段。还写。");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", "原文。我加的。又加的。\n另一段。还写。");
    screen_type(screen, "完。");
    screen_press(screen, "Ctrl-S");
    assert_sees(screen, "已保存 10:31");
    assert_section(screen, "perf_work", "原文。我加的。又加的。\n另一段。还写。完。");
}

static void add_lines(struct str *text, const char *word, int count) {
    for (int i = 1; i <= count; i++)
        str_add_format(text, "%s%s%d行", i > 1 ? "\n" : "", word, i);
}

/* Nobody chooses between texts of which the end was not to be seen. */
static void both_texts_can_be_read_whole(void **state) {
    struct screen *screen = *state;
    struct str mine = STR_INIT, theirs = STR_INIT;
    add_lines(&mine, "我的第", 60);
    add_lines(&theirs, "对方第", 90);
    screen_new_report(screen, "某街道办事处", "2023");
    struct session *other = open_other(screen);
    screen_paste(screen, mine.s);
    case_write(other, id_of(screen), str_span(&theirs));
    session_close(other);
    screen_press(screen, "F2");
    assert_sees(screen, "同时被li改过");
    assert_sees(screen, "我的第1行");
    assert_sees(screen, "对方第1行");
    assert_sees(screen, "↓ 还有");
    assert_sees(screen, "PgDn 翻看");
    screen_press(screen, "Down");
    assert_sees_not(screen, "我的第1行");
    assert_sees_not(screen, "对方第1行");
    assert_sees(screen, "我的第2行"); /* side by side as they were */
    screen_press(screen, "PgDn PgUp Up");
    assert_sees(screen, "我的第1行");
    screen_press(screen, "End");
    assert_sees(screen, "我的第60行");
    assert_sees(screen, "对方第90行");
    assert_sees_not(screen, "↓ 还有");
    assert_cursor_at(screen, "用我的");
    screen_press(screen, "Right");
    assert_cursor_at(screen, "用对方的");
    screen_press(screen, "Home");
    assert_sees(screen, "对方第1行");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", theirs.s);
    str_release(&mine);
    str_release(&theirs);
}

/* Both have the same sixty lines before what differs. */
static void it_opens_at_the_first_difference(void **state) {
    struct screen *screen = *state;
    struct str mine = STR_INIT, theirs = STR_INIT;
    add_lines(&mine, "同样的第", 60);
    str_add(&theirs, str_span(&mine));
    str_add_text(&mine, "\n末段：我写的。");
    str_add_text(&theirs, "\n末段：对方写的。");
    screen_new_report(screen, "某街道办事处", "2023");
    struct session *other = open_other(screen);
    screen_paste(screen, mine.s);
    case_write(other, id_of(screen), str_span(&theirs));
    session_close(other);
    screen_press(screen, "F2");
    assert_sees(screen, "同时被li改过");
    assert_sees(screen, "末段：我写的。");
    assert_sees(screen, "末段：对方写的。");
    assert_sees_not(screen, "同样的第1行");
    screen_press(screen, "Home");
    assert_sees(screen, "同样的第1行");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", mine.s);
    str_release(&mine);
    str_release(&theirs);
}

static void what_others_write_comes_in_where_nothing_is_typed(void **state) {
    struct screen *screen = *state;
    int64_t next = 0;
    screen_new_report(screen, "某街道办事处", "2023");
    struct session *other = open_other(screen);
    int64_t id = id_of(screen);
    assert_int_equal(session_put(other, id, SPAN("对方写的。"), NULL), RC_OK);
    assert_int_equal(session_add_section(other, PLACE_TOP, 0, SPAN("新的一节"), &id, NULL), RC_OK);
    session_close(other);
    assert_true(shell_idle(screen->shell, &next));
    assert_true(next != 0); /* nothing left to do at once */
    screen_draw(screen);
    assert_sees(screen, "对方写的。");
    assert_sees(screen, "二、绩效管理工作开展情况");
}

static void every_place_has_its_help(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "F1");
    assert_sees(screen, "报告库");
    assert_sees(screen, "这里的按键");
    screen_press(screen, "End");
    assert_sees(screen, "写错了Ctrl-Z撤销");
    screen_press(screen, "Esc");
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "Ctrl-G");
    assert_sees(screen, "输入即保存");
    for (int i = 0; i < 80 && !screen_has(screen, "Ctrl-U"); i++)
        screen_press(screen, "Down");
    assert_sees(screen, "Ctrl-U");
    for (int i = 0; i < 20 && !screen_has(screen, "F1  Ctrl-G"); i++)
        screen_press(screen, "PgDn");
    assert_sees(screen, "F1  Ctrl-G");
    screen_press(screen, "Home");
    assert_sees(screen, "输入即保存");
    screen_press(screen, "F1 F4 F1");
    assert_sees(screen, "插入范文");
    screen_press(screen, "Esc F4 F1");
    assert_sees(screen, "完＝完成");
    screen_press(screen, "Enter F5 F1");
    assert_sees(screen, "每页22行");
    screen_press(screen, "Esc Esc Ctrl-O F1");
    assert_sees(screen, "列出全部问题");
    screen_press(screen, "Esc Esc Ctrl-E F1");
    assert_sees(screen, "Tab到下一项");
    screen_press(screen, "Esc Esc");
    assert_sees(screen, "已完成0/18");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(mine_is_kept),
        ON_EACH(theirs_is_taken),
        ON_EACH(a_conflict_may_wait),
        ON_EACH(leaving_says_what_waits),
        ON_EACH(going_to_the_library_says_it_too),
        ON_EACH(a_section_that_was_removed_meanwhile_is_asked_about),
        ON_EACH(keys_on_their_way_are_no_choice),
        ON_EACH(both_texts_can_be_read_whole),
        ON_EACH(it_opens_at_the_first_difference),
        ON_EACH(what_others_write_comes_in_where_nothing_is_typed),
        ON_EACH(every_place_has_its_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
