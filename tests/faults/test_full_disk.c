/*
 * A library on a disk that is full, read-only, or may hold no larger files: everything that only
 * reads works, and so do an export and a backup to another disk, the screen opens, and what cannot
 * be saved goes in as soon as there is room. On a small disk of its own (a tmpfs); where none may
 * be mounted the tests of it are skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "model/splice.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "store/db.h"
#include "store/store_private.h"
#include "store/tx.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"
#include "tests/support/store_case.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { PAGE = 4096, STORE_REFUSED = 4, PATH_BYTES = 600 };

struct disk {
    struct program program; /* its database is on the disk, its folder is not */
    char *folder, *filler;
    bool is_mounted;
};

static int setup(void **state) {
    struct disk *disk = MEM_NEW(struct disk);
    struct program *p = &disk->program;
    program_init(p);
    disk->folder = file_path_join(p->folder, "disk");
    disk->filler = file_path_join(disk->folder, "filler");
    assert_int_equal(mkdir(disk->folder, 0700), 0);
    disk->is_mounted = mount("tmpfs", disk->folder, "tmpfs", 0, "size=2m") == 0;
    mem_free(p->db);
    p->db = file_path_join(disk->folder, "test.db");
    assert_int_equal(RUN(p, "new", "--unit", "望湖街道", "--year", "2023"), 0);
    assert_int_equal(RUN_INPUT(p, "已经写好的正文。\n", "put", "1", "1"), 0);
    *state = disk;
    return 0;
}

static int teardown(void **state) {
    struct disk *disk = *state;
    pty_free_all();
    if (disk->is_mounted)
        assert_int_equal(umount2(disk->folder, MNT_DETACH), 0);
    program_release(&disk->program);
    mem_free(disk->folder);
    mem_free(disk->filler);
    mem_free(disk);
    return 0;
}

static struct program *need_disk(void **state) {
    struct disk *disk = *state;
    if (!disk->is_mounted) {
        print_message("no disk may be mounted here\n");
        skip();
    }
    return &disk->program;
}

/* Not a page is left. */
static void fill(const struct disk *disk) {
    struct statvfs about;
    struct str bytes = STR_INIT;
    assert_int_equal(statvfs(disk->folder, &about), 0);
    str_add_repeat(&bytes, SPAN("x"), (size_t)(about.f_bfree * about.f_bsize));
    folder_put(disk->filler, str_span(&bytes));
    assert_int_equal(statvfs(disk->folder, &about), 0);
    assert_int_equal(about.f_bfree, 0);
    str_release(&bytes);
}

static void make_room(const struct disk *disk) {
    assert_int_equal(unlink(disk->filler), 0);
}

/* --- the command line --- */

static void assert_runs(struct program *p, const char *const *arguments, const char *prints) {
    if (program_run(p, NULL, arguments) != 0 || !program_printed(p, prints))
        fail_msg("%s: exit %d, %s%s", arguments[0], p->code, p->out.s, p->err.s);
}
#define RUNS(p, prints, ...) assert_runs((p), (const char *const[]){__VA_ARGS__, NULL}, (prints))

/* Everything that only reads, and what goes to another disk. */
static void assert_all_reading_works(struct program *p, const char *text, bool backs_up) {
    char export[PATH_BYTES], backup[PATH_BYTES];
    (void)snprintf(export, sizeof export, "%s/export.txt", p->folder);
    (void)snprintf(backup, sizeof backup, "%s/backup.db", p->folder);
    (void)unlink(export);
    RUNS(p, "望湖街道", "list");
    RUNS(p, "绩效", "outline", "1");
    RUNS(p, text, "get", "1", "1");
    RUNS(p, text, "search", text);
    RUNS(p, "存疑", "check", "1");
    RUNS(p, "", "history", "1");
    RUNS(p, "", "verify");
    RUNS(p, text, "export", "1");
    RUNS(p, "", "export", "1", "-o", export);
    assert_int_equal(file_kind_of(export), FILE_REGULAR);
    if (!backs_up)
        return;
    RUNS(p, "", "backup", "--replace", backup);
    char *db = p->db;
    p->db = backup;
    RUNS(p, text, "get", "1", "1");
    p->db = db;
}

static void reading_works_on_a_full_disk(void **state) {
    struct program *p = need_disk(state);
    struct disk *disk = *state;
    char here[PATH_BYTES];
    fill(disk);
    for (int i = 0; i < 2; i++) /* what the first has left is in nobody's way */
        assert_all_reading_works(p, "已经写好的正文。", true);
    (void)snprintf(here, sizeof here, "%s/here.txt", disk->folder);
    assert_int_equal(RUN(p, "export", "1", "-o", here), STORE_REFUSED);
    assert_true(program_said(p, "磁盘空间已满"));
    assert_int_equal(RUN_INPUT(p, "写不进的。\n", "put", "1", "1"), STORE_REFUSED);
    assert_true(program_said(p, "磁盘已满"));
    make_room(disk);
    RUNS(p, "已经写好的正文。", "get", "1", "1");
    assert_int_equal(RUN_INPUT(p, "写得进的。\n", "put", "1", "1"), 0);
    assert_all_reading_works(p, "写得进的。", true);
}

static struct pty *start(const struct program *p) {
    char home[PATH_BYTES];
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "--user", "zhang", "1", NULL};
    const char *const env[] = {home, NULL};
    struct pty *pty = pty_start(argv, env, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    return pty;
}

/* A program that is killed leaves its log, in which the newest text stands. */
static void leave_log(const struct program *p) {
    struct pty *pty = start(p);
    pty_step(pty, "日志里的字。", "日志里的字。");
    pty_wait_text(pty, "已保存");
    pty_wait_quiet(pty);
    pty_signal(pty, SIGKILL);
    (void)pty_wait_exit(pty);
    pty_free(pty);
    char log[PATH_BYTES];
    (void)snprintf(log, sizeof log, "%s-wal", p->db);
    assert_int_equal(file_kind_of(log), FILE_REGULAR);
}

static void drop_shared_memory(const struct program *p) {
    char path[PATH_BYTES];
    (void)snprintf(path, sizeof path, "%s-shm", p->db);
    (void)unlink(path);
}

static void a_log_that_was_left_is_read_on_a_full_disk(void **state) {
    struct program *p = need_disk(state);
    leave_log(p);
    drop_shared_memory(p);
    fill(*state);
    assert_all_reading_works(p, "日志里的字。", true);
    make_room(*state);
    RUNS(p, "日志里的字。", "get", "1", "1");
    assert_int_equal(RUN(p, "verify"), 0);
}

/* Less than the shared memory takes, and than a backup. */
static void reading_works_under_a_limit_for_files(void **state) {
    struct disk *disk = *state;
    struct program *p = &disk->program;
    struct rlimit before, limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = (struct rlimit){.rlim_cur = 4 * PAGE, .rlim_max = before.rlim_max};
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_all_reading_works(p, "已经写好的正文。", false);
    int code = RUN(p, "backup", program_path(p, "backup.db"));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(code, STORE_REFUSED);
    assert_true(program_said(p, "/backup.db")); /* not the file beside it that was being filled */
    assert_int_equal(file_kind_of(program_path(p, "backup.db")), FILE_NONE);
    assert_int_equal(RUN_INPUT(p, "写得进的。\n", "put", "1", "1"), 0);
}

static void turn_read_only(const struct disk *disk, bool read_only) {
    assert_int_equal(mount("tmpfs", disk->folder, "tmpfs",
                           (unsigned long)(MS_REMOUNT | (read_only ? MS_RDONLY : 0)), "size=2m"),
                     0);
}

static void reading_works_on_a_read_only_disk(void **state) {
    struct program *p = need_disk(state);
    turn_read_only(*state, true);
    assert_all_reading_works(p, "已经写好的正文。", true);
    assert_int_equal(RUN_INPUT(p, "写不进的。\n", "put", "1", "1"), STORE_REFUSED);
    turn_read_only(*state, false);
    leave_log(p);
    turn_read_only(*state, true);
    assert_all_reading_works(p, "日志里的字。", true);
    turn_read_only(*state, false);
}

/* As on a stick that was pulled out, or copied without the index: nobody can make a new one. */
static void a_log_without_its_index_is_read_on_a_read_only_disk(void **state) {
    struct program *p = need_disk(state);
    leave_log(p);
    drop_shared_memory(p);
    turn_read_only(*state, true);
    for (int i = 0; i < 2; i++)
        assert_all_reading_works(p, "日志里的字。", true);
    assert_int_equal(RUN_INPUT(p, "写不进的。\n", "put", "1", "1"), STORE_REFUSED);
    assert_true(program_said(p, "只能读"));
    struct pty *pty = start(p);
    pty_wait_text(pty, "日志里的字。");
    pty_wait_text(pty, "只能读");
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
    turn_read_only(*state, false);
    RUNS(p, "日志里的字。", "get", "1", "1");
    assert_int_equal(RUN(p, "verify"), 0);
}

/* --- the screen --- */

static void the_screen_opens_on_a_full_disk(void **state) {
    struct program *p = need_disk(state);
    struct disk *disk = *state;
    fill(disk);
    struct pty *pty = start(p);
    pty_wait_text(pty, "已经写好的正文。");
    pty_step(pty, "满的时候写的。", "未保存");
    assert_int_equal(RUN(p, "list"), STORE_REFUSED); /* one at a time */
    assert_true(program_said(p, "一次只能一个程序用"));
    make_room(disk);
    pty_wait_text(pty, "已保存");
    pty_wait_no_text(pty, "未保存");
    pty_wait_quiet(pty);
    RUNS(p, "满的时候写的。", "get", "1", "1"); /* the others are let in again */
    pty_step(pty, "以后写的。", "以后写的。");
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
    RUNS(p, "满的时候写的。以后写的。已经写好的正文。", "get", "1", "1");
    assert_int_equal(RUN(p, "verify"), 0);
}

static void the_screen_shows_a_library_on_a_read_only_disk(void **state) {
    struct program *p = need_disk(state);
    turn_read_only(*state, true);
    struct pty *pty = start(p);
    pty_wait_text(pty, "已经写好的正文。");
    pty_wait_text(pty, "只能读");
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
    turn_read_only(*state, false);
    RUNS(p, "已经写好的正文。", "get", "1", "1");
}

/* --- a log that fills the disk --- */

static void type(struct session *session, int64_t id, const char *text) {
    const struct section *section = report_find_id(session_report(session), id);
    struct splice splice;
    body_make_splice(&splice, &section->body, section->body.points, 0, span_of(text),
                     LINE_PARAGRAPH);
    session_type(session, id, &splice, ACT_TYPE, false);
    splice_release(&splice);
    session_sync(session);
}

static size_t log_bytes(const struct program *p) {
    char log[PATH_BYTES];
    struct stat about;
    (void)snprintf(log, sizeof log, "%s-wal", p->db);
    return stat(log, &about) == 0 ? (size_t)about.st_size : 0;
}

/* Somebody reads an old view, so that the log only grows, until the disk is full; then he is gone.
 * No room comes from elsewhere: the log itself is written back and used again. */
static void a_log_that_fills_the_disk_is_used_again(void **state) {
    struct program *p = need_disk(state);
    struct disk *disk = *state;
    const struct store_case place = {.path = p->db};
    struct session *session = case_open_session(p->db, "zhang");
    struct store *reader = case_open(&place, "li");
    struct tx tx;
    int64_t count = 0;
    assert_int_equal(session_load(session, 1, NULL), RC_OK);
    int64_t id = report_find_section(session_report(session), SPAN("economy"))->id;
    type(session, id, "开头。");
    assert_int_equal(tx_begin(&tx, reader->db, TX_READ, NULL), RC_OK);
    assert_int_equal(db_ask_int(reader->db, "SELECT count(*) FROM change", &count, NULL), RC_OK);
    for (int i = 0; i < 20; i++)
        type(session, id, "日志越来越长。");
    fill(disk);
    for (int i = 0; i < 20 && session_saving(session) != SESSION_UNSAVED; i++)
        type(session, id, "写满了还在写。");
    assert_int_equal(session_saving(session), SESSION_UNSAVED);
    size_t full = log_bytes(p);
    tx_end(&tx);
    store_close(reader);
    session_sync(session);
    session_sync(session);
    assert_int_equal(session_saving(session), SESSION_SAVED);
    for (int i = 0; i < 5; i++)
        type(session, id, "日志从头用起。");
    assert_int_equal(session_saving(session), SESSION_SAVED);
    assert_int_equal(log_bytes(p), full);
    session_close(session);
    make_room(disk);
    assert_int_equal(RUN(p, "verify"), 0);
    RUNS(p, "日志从头用起。", "get", "1", "economy");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reading_works_on_a_full_disk),
        TEST(a_log_that_was_left_is_read_on_a_full_disk),
        TEST(reading_works_under_a_limit_for_files),
        TEST(reading_works_on_a_read_only_disk),
        TEST(a_log_without_its_index_is_read_on_a_read_only_disk),
        TEST(the_screen_opens_on_a_full_disk),
        TEST(the_screen_shows_a_library_on_a_read_only_disk),
        TEST(a_log_that_fills_the_disk_is_used_again),
    };
    return cmocka_run_group_tests_name("faults/full_disk", tests, NULL, NULL);
}
