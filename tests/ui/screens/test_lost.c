/* The database is taken away while a clerk writes: what the screen says, and what can be done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_system.h"
#include "session/copies.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/session.h"
#include "store/db.h"
#include "store/reports.h"
#include "store/store_private.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the clerk has written, in a database of its own, as the next program will find it. */
static void assert_kept(struct screen *screen, const char *text, size_t reports) {
    struct session_loss loss = {0};
    struct session *reader = NULL;
    struct library_rows list = {0};
    struct str body = STR_INIT;
    assert_true(session_last_loss(screen->session, &loss));
    assert_int_equal(session_open(&reader, &(struct session_options){.db = loss.new_path}, NULL),
                     RC_OK);
    assert_int_equal(session_list(reader, false, &list, NULL), RC_OK);
    assert_int_equal(list.count, reports);
    library_rows_release(&list);
    assert_int_equal(session_load(reader, session_report(screen->session)->id, NULL), RC_OK);
    body_add_text(&body, &report_find_section(session_report(reader), SPAN("perf_work"))->body);
    assert_string_equal(body.s, text);
    str_release(&body);
    session_close(reader);
}

static void a_deleted_database_is_told_and_work_goes_on(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "先写的。");
    assert_int_equal(unlink(screen->db), 0);
    screen_wait_idle(screen);
    assert_sees(screen, "数据库不见了");
    assert_sees(screen, "已被删除或移");
    assert_sees(screen, "全部报告连同历史");
    assert_sees(screen, "-rescued-");
    assert_sees_not(screen, "用每日备份补上"); /* nothing is missing */
    assert_cursor_at(screen, "接着写");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "数据库不见了");
    assert_sees(screen, "已存新库");
    screen_type(screen, "后写的。");
    assert_section(screen, "perf_work", "先写的。后写的。");
    assert_kept(screen, "先写的。后写的。", 1);
    screen_press(screen, "F2");
    assert_kept(screen, "先写的。后写的。", 1);
}

/* The key itself finds it out. */
static void a_key_on_a_spoilt_log_is_kept(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "先写的。");
    db_give_back(session_store(screen->session)->db);
    struct str log = STR_INIT;
    str_add_format(&log, "%s-wal", screen->db);
    assert_int_equal(truncate(log.s, 0), 0);
    str_release(&log);
    screen_type(screen, "后写的。");
    assert_sees(screen, "已被别的程序");
    assert_sees(screen, "这份报告已整份");
    screen_press(screen, "Esc");
    assert_section(screen, "perf_work", "先写的。后写的。");
    assert_cursor_after(screen, "后写的。");
    assert_kept(screen, "先写的。后写的。", 1);
}

/* Keys that were on their way are no answers: they do what they would have done. */
static void keys_on_their_way_answer_nothing(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "先写的。");
    screen->hurries = true;
    assert_int_equal(unlink(screen->db), 0);
    screen_type(screen, "甲");
    assert_sees(screen, "数据库不见了");
    assert_sees_not(screen, "> 接着写");
    screen_press(screen, "Enter");
    screen_type(screen, "乙");
    screen_press(screen, "Backspace Left Right");
    screen_paste(screen, "丙\n丁");
    assert_sees(screen, "数据库不见了");
    assert_section(screen, "perf_work", "先写的。甲\n丙\n丁");
    assert_sees_not(screen, "Enter 确定");
    shell_settle(screen->shell);
    screen_draw(screen);
    assert_cursor_at(screen, "接着写");
    assert_sees(screen, "←→ 选择   Enter 确定   Esc 返回");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "数据库不见了");
    assert_section(screen, "perf_work", "先写的。甲\n丙\n丁");
    assert_kept(screen, "先写的。甲\n丙\n丁", 1);
}

/* Whoever looks at the keys and not at the screen writes on, though the question has the keys. */
static void what_is_typed_under_the_question_is_text(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "先写的。");
    assert_int_equal(unlink(screen->db), 0);
    screen_wait_idle(screen);
    assert_cursor_at(screen, "接着写");
    screen_type(screen, "后 写的。");
    screen_type(screen, " ");
    screen_paste(screen, "贴的。");
    assert_sees(screen, "数据库不见了");
    assert_cursor_at(screen, "接着写");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "数据库不见了");
    assert_section(screen, "perf_work", "先写的。后 写的。 贴的。");
    assert_kept(screen, "先写的。后 写的。 贴的。", 1);
}

/* The question comes up over one that was asked: each gets its own answer. */
static void the_answer_belongs_to_no_other_question(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "Ctrl-U");
    screen_press(screen, "Del");
    assert_sees(screen, "移入回收站吗");
    assert_int_equal(unlink(screen->db), 0);
    screen_wait_idle(screen);
    assert_sees(screen, "数据库不见了");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "数据库不见了");
    assert_sees(screen, "移入回收站吗");
    screen_press(screen, "Esc");
    assert_sees(screen, "1 份报告");
}

static void the_daily_copy_is_offered_and_taken(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "另一个街道办事处", "2023");
    screen_press(screen, "Ctrl-U");
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "先写的。");
    screen_press(screen, "Ctrl-S");
    assert_int_equal(session_copy_today(screen->session, NULL), RC_OK);
    screen_type(screen, "备份以后写的。");
    struct str log = STR_INIT;
    db_give_back(session_store(screen->session)->db);
    str_add_format(&log, "%s-wal", screen->db);
    folder_put(log.s, SPAN("no log"));
    folder_put(screen->db, SPAN("no database"));
    str_release(&log);
    screen_wait_idle(screen);
    assert_sees(screen, "2024-03-05");
    screen_press(screen, "Right");
    assert_cursor_at(screen, "用每日备份补上");
    screen_press(screen, "Enter");
    assert_sees(screen, "已用2024-03-05的每日备份补上");
    assert_section(screen, "perf_work", "先写的。备份以后写的。");
    assert_kept(screen, "先写的。备份以后写的。", 2);
    screen_type(screen, "又写。");
    assert_section(screen, "perf_work", "先写的。备份以后写的。又写。");
}

/* The usual name is free the next day: nobody begins anew beside what was rescued. */
static void restart_without_database(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "先写的。");
    assert_int_equal(unlink(screen->db), 0);
    screen_wait_idle(screen);
    screen_press(screen, "Enter");
    screen_type(screen, "后写的。");
    screen_restart(screen, false);
    assert_sees(screen, "有救下的报告");
    assert_sees(screen, "rescued-20240305-103100.db"); /* local time */
    assert_sees_not(screen, "共有");
    assert_cursor_at(screen, "取回来");
}

static void what_was_rescued_is_offered_and_taken(void **state) {
    struct screen *screen = *state;
    restart_without_database(screen);
    screen_press(screen, "Enter");
    assert_sees(screen, "已从");
    assert_sees(screen, "1 份报告");
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "先写的。后写的。");
    screen_type(screen, "又写。");
    screen_restart(screen, false);
    assert_sees_not(screen, "有救下的报告");
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "先写的。后写的。又写。");
}

static void what_was_rescued_may_wait(void **state) {
    struct screen *screen = *state;
    restart_without_database(screen);
    screen_press(screen, "Right");
    assert_cursor_at(screen, "先不管");
    screen_press(screen, "Enter");
    assert_sees(screen, "还没有报告");
    struct str older = STR_INIT;
    str_add_format(&older, "%s/.jixiao-rescued-20200101-000000.db", screen->folder);
    folder_put(older.s, SPAN("of another clerk"));
    screen_restart(screen, false);
    assert_sees(screen, "有救下的报告");
    assert_sees(screen, "另有1个不取");
    screen_press(screen, "Esc");
    screen_new_report(screen, "另一个街道办事处", "2023");
    screen_restart(screen, false);
    assert_sees_not(screen, "有救下的报告");
    assert_sees(screen, "1 份报告");
    str_release(&older);
}

/* The newest comes back, and what is left behind is not forgotten. */
static void older_rescued_ones_are_counted_and_placed(void **state) {
    struct screen *screen = *state;
    struct str older = STR_INIT;
    restart_without_database(screen);
    str_add_format(&older, "%s/.jixiao-rescued-20200101-000000.db", screen->folder);
    folder_put(older.s, SPAN("of another clerk"));
    const struct timespec long_ago[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    assert_int_equal(utimensat(AT_FDCWD, older.s, long_ago, 0), 0);
    screen_restart(screen, false);
    assert_sees(screen, "另有1个不取");
    screen_press(screen, "Enter");
    assert_sees(screen, "1 份报告");
    assert_sees(screen, "另有1个没有");
    assert_sees(screen, "请告诉技术员");
    str_release(&older);
}

/* On a network's disk one works alone, and that is said at once. */
static void a_disk_of_the_network_is_said(void **state) {
    struct screen *screen = *state;
    assert_sees_not(screen, "网络盘");
    file_pretend_remote(true);
    screen_restart(screen, false);
    assert_sees(screen, "数据库在网络盘上");
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "照样写。");
    screen_press(screen, "Ctrl-S");
    assert_sees(screen, "已保存 10:31");
    screen_wait_idle(screen);
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "照样写。");
    file_pretend_remote(false);
    screen_restart(screen, false);
    assert_sees_not(screen, "网络盘");
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "照样写。");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_deleted_database_is_told_and_work_goes_on),
        ON_EACH(a_key_on_a_spoilt_log_is_kept),
        ON_EACH(keys_on_their_way_answer_nothing),
        ON_EACH(what_is_typed_under_the_question_is_text),
        ON_EACH(the_answer_belongs_to_no_other_question),
        ON_EACH(the_daily_copy_is_offered_and_taken),
        ON_EACH(what_was_rescued_is_offered_and_taken),
        ON_EACH(what_was_rescued_may_wait),
        ON_EACH(older_rescued_ones_are_counted_and_placed),
        ON_EACH(a_disk_of_the_network_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
