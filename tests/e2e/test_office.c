/* Two clerks on two real terminals; a disk that is full, or a folder that may not be written, while
 * a clerk types; a database that is taken away. */
#define _GNU_SOURCE /* prlimit: the system lets another program's disk be full */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "store/store.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char f2[] = "\x1bOQ", ctrl_s[] = "\x13", ctrl_q[] = "\x11";

static int setup(void **state) {
    (void)program_setup(state);
    return RUN((struct program *)*state, "new", "--unit", "望湖街道", "--year", "2023");
}

static struct pty *start(struct program *p, const char *user) {
    char home[600];
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "--user", user, "1", NULL};
    const char *const env[] = {home, NULL};
    struct pty *pty = pty_start(argv, env, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    return pty;
}

static void quit(struct pty *pty) {
    pty_send_text(pty, ctrl_q);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
}

static void each_sees_the_other_and_what_he_saves(void **state) {
    struct program *p = *state;
    struct pty *zhang = start(p, "zhang"), *li = start(p, "li");
    pty_wait_text(zhang, "li也在写");
    pty_wait_text(zhang, "li在写");
    pty_wait_text(li, "zhang也在这一节");
    pty_step(li, f2, "二、部门整体支出绩效情况");
    pty_wait_no_text(zhang, "也在这一节");
    pty_step(li, "li所写", "li所写");
    pty_step(zhang, "zhang所写", "zhang所写");
    pty_step(zhang, f2, "li所写"); /* and the other section is where he is now */
    pty_wait_text(zhang, "li也在这一节");
    quit(li);
    pty_wait_no_text(zhang, "li也在写");
    quit(zhang);
}

/* No farewell, and nothing that is asked again and again: the system tells. */
static void a_killed_clerk_is_gone(void **state) {
    struct program *p = *state;
    struct pty *zhang = start(p, "zhang"), *li = start(p, "li");
    pty_wait_text(zhang, "li也在写");
    pty_step(li, "没有存完的", "没有存完的");
    pty_wait_text(zhang, "没有存完的");
    pty_wait_quiet(zhang);
    pty_signal(li, SIGKILL);
    (void)pty_wait_exit(li);
    pty_wait_no_text(zhang, "li也在写");
    pty_free(li);
    pty_step(zhang, "接着写", "接着写"); /* on what he had typed */
    quit(zhang);
    assert_int_equal(RUN(p, "--user", "zhang", "get", "1", "1"), 0);
    assert_true(program_printed(p, "没有存完的"));
    assert_int_equal(RUN(p, "verify"), 0);
}

/* The system tells of a write a moment before what is written can be seen: each change has to come,
 * not the one before. */
static void what_a_command_writes_comes_without_a_key(void **state) {
    struct program *p = *state;
    struct pty *zhang = start(p, "zhang");
    for (int i = 0; i < 12; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "第%d次改动。", i);
        assert_int_equal(RUN_INPUT(p, text, "--user", "li", "put", "1", "1"), 0);
        pty_wait_text(zhang, text);
    }
    assert_int_equal(RUN(p, "--user", "li", "undo", "1"), 0);
    pty_wait_text(zhang, "第10次改动。");
    quit(zhang);
}

/* A question that came by itself has the keys: its button lights up. */
static void wait_for_focus(struct pty *pty) {
    enum { TRIES = 1000 };
    int row = 0, col = 0;
    for (int i = 0; i < TRIES; i++) {
        pty_wait_quiet(pty);
        if (pty_cursor(pty, &row, &col) && pty_is_reverse(pty, row, col))
            return;
    }
    fail_msg("the question does not take the keys");
}

/* What another has typed and not saved is seen by everyone; who types on in it builds on it, so
 * both are kept and nobody is asked. */
static void who_types_on_builds_on_what_is_seen(void **state) {
    struct program *p = *state;
    struct pty *zhang = start(p, "zhang"), *li = start(p, "li");
    pty_step(zhang, "张的文字", "张的文字");
    pty_wait_text(li, "张的文字"); /* typed, not saved */
    pty_step(li, "和李的", "和李的");
    pty_step(li, ctrl_s, "已保存");
    pty_wait_text(zhang, "和李的张的文字");
    quit(zhang);
    quit(li);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "和李的张的文字\n");
    assert_int_equal(RUN(p, "history", "1", "1"), 0);
    assert_true(program_printed(p, "zhang"));
    assert_true(program_printed(p, "li"));
}

/* What the clerk does by the command line while her window stands still, and what she types then
 * before it has looked. */
static void do_meanwhile(struct program *p, struct pty *pty, bool put, const char *then) {
    pty_signal(pty, SIGSTOP);
    assert_int_equal(put ? RUN_INPUT(p, "另一份文字。", "--user", "zhang", "put", "1", "1")
                         : RUN(p, "--user", "zhang", "undo", "1"),
                     0);
    pty_send_text(pty, then);
    pty_signal(pty, SIGCONT);
    pty_wait_text(pty, then);
    pty_wait_quiet(pty);
}

/* Nobody is in conflict with herself. */
static void a_window_follows_what_its_clerk_does_by_command(void **state) {
    struct program *p = *state;
    struct pty *zhang = start(p, "zhang");
    pty_step(zhang, "先写。", "先写。");
    pty_step(zhang, ctrl_s, "已保存");
    pty_step(zhang, "后写。", "后写。");
    do_meanwhile(p, zhang, false, "再写。");
    pty_wait_text(zhang, "先写。再写。");
    pty_step(zhang, "又写。", "先写。再写。又写。");
    do_meanwhile(p, zhang, true, "接着写。");
    pty_wait_text(zhang, "另一份文字。接着写。");
    assert_false(pty_has_text(zhang, "另存一份"));
    pty_step(zhang, ctrl_s, "已保存");
    assert_false(pty_has_text(zhang, "另存一份"));
    quit(zhang);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "另一份文字。接着写。\n");
    assert_int_equal(RUN(p, "history", "1", "1"), 0);
    assert_true(program_printed(p, "又写。"));
    assert_int_equal(RUN(p, "verify"), 0);
}

/* --- a full disk, a folder that is read-only --- */

/* Nothing can be written any more, as on a full disk; and again. */
static void let_write(struct pty *pty, bool may) {
    struct rlimit limit = {.rlim_cur = may ? RLIM_INFINITY : 0, .rlim_max = RLIM_INFINITY};
    assert_int_equal(prlimit(pty_pid(pty), RLIMIT_FSIZE, &limit, NULL), 0);
}

static void a_full_disk_is_told_and_waited_for(void **state) {
    struct program *p = *state;
    struct pty *pty = start(p, "zhang");
    pty_step(pty, "先写的。", "先写的。");
    pty_wait_text(pty, "已保存");
    let_write(pty, false);
    pty_step(pty, "满的时候写的。", "未保存");
    pty_wait_text(pty, "先写的。满的时候写的。");
    pty_check(pty);
    pty_wait_text(
        pty, "超过了系统允许的大小"); /* what is wrong, and the cure, as soon as nobody types */
    pty_step(pty, "还能写。", "还能写。");
    pty_wait_no_text(pty, "超过了系统允许的大小");
    pty_wait_text(pty, "未保存");
    pty_step(pty, ctrl_s, "超过了系统允许的大小");
    pty_step(pty, "再写。", "再写。");
    pty_wait_text(pty, "超过了系统允许的大小");
    let_write(pty, true);
    pty_wait_text(pty, "已保存"); /* by itself */
    pty_wait_no_text(pty, "未保存");
    pty_wait_no_text(pty, "超过了系统允许的大小");
    pty_signal(pty, SIGKILL);
    (void)pty_wait_exit(pty);
    pty_free(pty);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "先写的。满的时候写的。还能写。再写。\n");
    assert_int_equal(RUN(p, "verify"), 0);
}

/* --- leaving while nothing can be saved --- */

/* Another program's lock stands for the full disk: elsewhere there is room. */
static struct store *block(struct program *p) {
    struct store *blocker = NULL;
    assert_int_equal(store_open(&blocker, p->db, "li", STORE_EXISTING, NULL), RC_OK);
    assert_int_equal(store_begin(blocker, NULL), RC_OK);
    return blocker;
}

/* Nobody can be asked when the line is cut: the next start tells, and puts it back. */
static void leave_by_signal(struct program *p, int number) {
    struct pty *pty = start(p, "zhang");
    pty_step(pty, "存好的。", "已保存");
    struct store *blocker = block(p);
    pty_step(pty, "没有存好的。", "未保存");
    pty_signal(pty, number);
    (void)pty_wait_exit(pty);
    pty_free(pty);
    store_close(blocker);
    pty = start(p, "zhang");
    pty_wait_text(pty, "上次没有存好的文字");
    wait_for_focus(pty);
    pty_check(pty);
    pty_step(pty, "\r", "存好的。没有存好的。");
    quit(pty);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "存好的。没有存好的。\n");
    pty = start(p, "zhang");
    pty_wait_quiet(pty);
    assert_false(pty_has_text(pty, "上次没有存好的文字"));
    quit(pty);
}

static void a_cut_line_leaves_a_file_with_what_was_not_stored(void **state) {
    leave_by_signal(*state, SIGHUP);
}

static void an_end_by_signal_leaves_one_too(void **state) {
    leave_by_signal(*state, SIGTERM);
}

/* Nothing can be written anywhere: the clerk stays, and loses nothing. */
static void leaving_where_nothing_can_be_written_asks(void **state) {
    struct program *p = *state;
    struct pty *pty = start(p, "zhang");
    pty_step(pty, "先写的。", "已保存");
    let_write(pty, false);
    pty_step(pty, "满的时候写的。", "未保存");
    pty_step(pty, ctrl_q, "有文字没有存好");
    pty_wait_text(pty, "还有7个字");
    pty_check(pty);
    pty_step(pty, "\r", "-unsaved-");    /* elsewhere … */
    pty_step(pty, "\r", "不能写入文件"); /* … is no better */
    pty_wait_text(pty, "有文字没有存好");
    pty_send_text(pty, "\x1b");
    pty_wait_no_text(pty, "有文字没有存好");
    pty_step(pty, "接着写。", "接着写。");
    let_write(pty, true);
    pty_wait_text(pty, "已保存");
    pty_wait_no_text(pty, "未保存");
    quit(pty);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "先写的。满的时候写的。接着写。\n");
}

/* Nobody may do what root may; the folder and what is in it are his. */
static struct pty *start_as_nobody(struct program *p) {
    enum { NOBODY = 65534 };
    char home[600], id[] = "65534";
    if (geteuid() != 0)
        return start(p, "zhang");
    static const char *const parts[] = {"", "-wal", "-shm"};
    assert_int_equal(chown(p->folder, NOBODY, NOBODY), 0);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        char path[600];
        (void)snprintf(path, sizeof path, "%s%s", p->db, parts[i]);
        assert_true(chown(path, NOBODY, NOBODY) == 0 || i > 0);
    }
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {"/usr/bin/setpriv",
                                "--reuid",
                                id,
                                "--regid",
                                id,
                                "--clear-groups",
                                getenv("JIXIAO"),
                                "--db",
                                p->db,
                                "--user",
                                "zhang",
                                "1",
                                NULL};
    const char *const env[] = {home, NULL};
    struct pty *pty = pty_start(argv, env, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    return pty;
}

static void a_folder_that_turns_read_only_loses_nothing(void **state) {
    struct program *p = *state;
    struct pty *pty = start_as_nobody(p);
    pty_step(pty, "先写的。", "先写的。");
    assert_int_equal(chmod(p->folder, 0500), 0);
    pty_step(pty, "只读时写的。", "先写的。只读时写的。");
    pty_step(pty, ctrl_s, "已保存"); /* its files are open: it says what is true */
    pty_check(pty);
    pty_send_text(pty, ctrl_q);
    (void)pty_wait_exit(pty);
    pty_check_restored(pty);
    pty_free(pty);
    assert_int_equal(chmod(p->folder, 0700), 0);
    pty = start_as_nobody(p);
    pty_wait_text(pty, "先写的。只读时写的。");
    pty_step(pty, "以后写的。", "以后写的。");
    quit(pty);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "先写的。只读时写的。以后写的。\n");
}

/* No file may be as long as what was typed: it goes into several, and comes back whole. */
static void leave_where_files_are_short(struct program *p, size_t characters) {
    struct rlimit most = {.rlim_max = RLIM_INFINITY};
    struct stat st;
    struct str text = STR_INIT;
    assert_int_equal(RUN(p, "get", "1", "1"), 0); /* its log is in the file */
    assert_int_equal(stat(p->db, &st), 0);
    struct pty *pty = start(p, "zhang");
    most.rlim_cur = (rlim_t)st.st_size / 2;
    assert_int_equal(prlimit(pty_pid(pty), RLIMIT_FSIZE, &most, NULL), 0);
    str_add_text(&text, "\x1b[200~");
    str_add_repeat(&text, SPAN("长"), characters);
    str_add_text(&text, "完\x1b[201~");
    for (int i = 0; i < 3; i++) { /* the log fills up */
        char count[32];
        (void)snprintf(count, sizeof count, "%zu字", (size_t)(i + 1) * (characters + 1));
        pty_send_text(pty, text.s);
        pty_wait_text(pty, count);
    }
    pty_wait_text(pty, "未保存");
    pty_signal(pty, SIGHUP);
    (void)pty_wait_exit(pty);
    pty_free(pty);
    pty = start(p, "zhang");
    pty_wait_text(pty, "上次没有存好的文字");
    wait_for_focus(pty);
    pty_step(pty, "\r", "文字已放回报告");
    quit(pty);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    struct str wanted = STR_INIT;
    for (int i = 0; i < 3; i++) {
        str_add_repeat(&wanted, SPAN("长"), characters);
        str_add_text(&wanted, "完");
    }
    str_add_byte(&wanted, '\n');
    assert_true(span_equal(str_span(&p->out), str_span(&wanted)));
    str_release(&wanted);
    str_release(&text);
}

static void a_limit_for_files_loses_no_long_text(void **state) {
    leave_where_files_are_short(*state, 20000);
}

/* --- taken away --- */

static void delete_database(struct program *p) {
    assert_int_equal(unlink(p->db), 0);
}

static void cut_log(struct program *p) {
    char log[600];
    (void)snprintf(log, sizeof log, "%s-wal", p->db);
    assert_int_equal(truncate(log, 0), 0);
}

static void replace_database(struct program *p) {
    const char *other = program_path(p, "other");
    folder_put(other, SPAN("quite another file"));
    assert_int_equal(rename(other, p->db), 0);
}

static void write_over_database(struct program *p) {
    folder_put(p->db, SPAN("written over"));
}

static char *find_rescued(struct program *p) {
    struct file_list list = {0};
    char *found = NULL;
    assert_int_equal(file_list_folder(&list, p->folder, NULL), RC_OK);
    for (size_t i = 0; i < list.count; i++)
        if (strstr(list.entries[i].name, "-rescued-") != NULL &&
            span_ends_with(span_of(list.entries[i].name), SPAN(".db"))) {
            assert_null(found);
            found = file_path_join(p->folder, list.entries[i].name);
        }
    file_list_release(&list);
    assert_non_null(found);
    return found;
}

static void take_away(struct program *p, void (*harm)(struct program *p), bool types) {
    struct pty *pty = start(p, "zhang");
    pty_step(pty, "先写的", "先写的");
    pty_wait_quiet(pty);
    pty_signal(pty, SIGSTOP); /* so that it finds the key and the harm together */
    harm(p);
    if (types)
        pty_send_text(pty, "马上写的");
    pty_signal(pty, SIGCONT);
    pty_wait_text(pty, "数据库不见了");
    wait_for_focus(pty);
    pty_check(pty);
    pty_send_text(pty, "\r");
    pty_wait_no_text(pty, "数据库不见了");
    pty_step(pty, "后写的", types ? "先写的马上写的后写的" : "先写的后写的");
    quit(pty);
    char *was = p->db;
    p->db = find_rescued(p);
    assert_int_equal(RUN(p, "verify"), 0);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, types ? "先写的马上写的后写的\n" : "先写的后写的\n");
    mem_free(p->db);
    p->db = was;
}

static void a_deleted_database_is_no_end(void **state) {
    take_away(*state, delete_database, false);
}

static void a_replaced_database_is_no_end(void **state) {
    take_away(*state, replace_database, true);
}

static void a_log_that_is_cut_off_is_no_end(void **state) {
    take_away(*state, cut_log, true);
}

static void a_database_that_is_written_over_is_no_end(void **state) {
    take_away(*state, write_over_database, false);
}

/* What was typed until it was noticed is in the file that comes back, the rest beside it. */
static void a_database_that_comes_back_is_whole_and_names_the_rest(void **state) {
    struct program *p = *state;
    char *away = file_path_join(p->folder, "away.db");
    struct pty *pty = start(p, "zhang");
    pty_step(pty, "先写的", "先写的");
    pty_wait_quiet(pty);
    pty_signal(pty, SIGSTOP);
    assert_int_equal(rename(p->db, away), 0);
    pty_send_text(pty, "马上写的");
    pty_signal(pty, SIGCONT);
    pty_wait_text(pty, "数据库不见了");
    wait_for_focus(pty);
    pty_send_text(pty, "\r");
    pty_wait_no_text(pty, "数据库不见了");
    pty_step(pty, "后写的", "先写的马上写的后写的");
    assert_int_equal(rename(away, p->db), 0);
    mem_free(away);
    quit(pty);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_non_null(strstr(p->out.s, "先写的"));

    char *rescued = find_rescued(p);
    assert_int_equal(RUN(p, "list"), 0);
    assert_non_null(strstr(p->err.s, file_path_name(rescued)));
    pty = start(p, "zhang");
    pty_wait_text(pty, "有救下的报告");
    wait_for_focus(pty);
    pty_check(pty);
    pty_send_text(pty, "\x1b[D\r"); /* not 以后再说 */
    pty_wait_no_text(pty, "有救下的报告");
    quit(pty);
    pty = start(p, "zhang");
    pty_wait_quiet(pty);
    pty_wait_no_text(pty, "有救下的报告");
    quit(pty);

    char *was = p->db;
    p->db = rescued;
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "先写的马上写的后写的\n");
    p->db = was;
    mem_free(rescued);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_sees_the_other_and_what_he_saves),
        TEST(a_killed_clerk_is_gone),
        TEST(what_a_command_writes_comes_without_a_key),
        TEST(who_types_on_builds_on_what_is_seen),
        TEST(a_window_follows_what_its_clerk_does_by_command),
        TEST(a_full_disk_is_told_and_waited_for),
        TEST(leaving_where_nothing_can_be_written_asks),
        TEST(a_cut_line_leaves_a_file_with_what_was_not_stored),
        TEST(an_end_by_signal_leaves_one_too),
        TEST(a_limit_for_files_loses_no_long_text),
        TEST(a_folder_that_turns_read_only_loses_nothing),
        TEST(a_deleted_database_is_no_end),
        TEST(a_replaced_database_is_no_end),
        TEST(a_log_that_is_cut_off_is_no_end),
        TEST(a_database_that_is_written_over_is_no_end),
        TEST(a_database_that_comes_back_is_whole_and_names_the_rest),
    };
    return cmocka_run_group_tests_name("e2e/office", tests, NULL, NULL);
}
