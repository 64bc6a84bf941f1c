/* A damaged database on the screen: what can be read, read-only, and how it is put right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "session/copies.h"
#include "session/remains.h"
#include "session/session.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"
#include "ui/everywhere.h"
#include "ui/screens/library.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void write_report(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "写好的正文。");
    screen_press(screen, "Ctrl-S");
    assert_int_equal(session_copy_today(screen->session, NULL), RC_OK);
    screen_press(screen, "Ctrl-U");
}

/* One page of the file, as a bad block of the disk. */
static void spoil(struct screen *screen, off_t page, size_t from) {
    char bytes[4096];
    memset(bytes, 0x5A, sizeof bytes);
    int fd = open(screen->db, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(
        pwrite(fd, bytes + from, sizeof bytes - from, page * (off_t)sizeof bytes + (off_t)from),
        sizeof bytes - from);
    (void)close(fd);
}

/* Ends the program, then the disk goes bad, then it is started again. */
static void restart_spoilt(struct screen *screen, off_t page, size_t from) {
    struct str before = STR_INIT;
    shell_free(screen->shell);
    session_close(screen->session);
    folder_get(screen->db, &before);
    spoil(screen, page, from);
    struct session_options options = {.db = screen->db, .user = "zhang", .damaged_too = true};
    struct err err = {0};
    if (session_open(&screen->session, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    screen->shell = shell_new(screen->session, screen->rows, screen->cols, WIDTH_NARROW);
    shell_push(screen->shell, &library_layer, NULL);
    screen_wait_idle(screen);
    str_release(&before);
}

static void assert_only_read(struct screen *screen) {
    assert_true(session_is_read_only(screen->session));
    assert_sees(screen, "数据库已损坏");
    assert_sees(screen, "2024-03-05"); /* the daily copy is named */
    screen_press(screen, "Enter");
    assert_sees_not(screen, "看读得出的内容");
}

static void what_can_be_read_of_a_damaged_database_is_shown(void **state) {
    struct screen *screen = *state;
    write_report(screen);
    restart_spoilt(screen, 0, 100); /* the list of tables: nothing can be opened as it is */
    assert_only_read(screen);
    assert_sees(screen, "某街道办事处");
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "写好的正文。");
    struct str damaged = STR_INIT, after = STR_INIT;
    folder_get(screen->db, &damaged);
    screen_type(screen, "改一改");
    assert_sees(screen, "只能看和导出");
    assert_section(screen, "perf_work", "写好的正文。");
    screen_press(screen, "Ctrl-D F2 Ctrl-S");
    assert_section(screen, "perf_work", "写好的正文。");
    folder_get(screen->db, &after);
    assert_true(span_equal(str_span(&damaged), str_span(&after))); /* it was only read */
    str_release(&damaged);
    str_release(&after);
}

/* The report is opened first, and found to be damaged then. */
static void damage_is_also_found_when_a_report_is_opened(void **state) {
    struct screen *screen = *state;
    write_report(screen);
    struct str file = STR_INIT;
    shell_free(screen->shell);
    session_close(screen->session);
    folder_get(screen->db, &file);
    size_t at = span_find(str_span(&file), SPAN("写好的正文。"));
    assert_true(at != SIZE_MAX);
    off_t page = (off_t)(at / 4096);
    str_release(&file);
    struct session_options options = {.db = screen->db, .user = "zhang", .damaged_too = true};
    assert_int_equal(session_open(&screen->session, &options, NULL), RC_OK);
    screen->shell = shell_new(screen->session, screen->rows, screen->cols, WIDTH_NARROW);
    shell_push(screen->shell, &library_layer, NULL);
    restart_spoilt(screen, page, 0);
    assert_sees_not(screen, "数据库已损坏");
    screen_press(screen, "Enter Enter");
    screen_wait_idle(screen);
    assert_only_read(screen);
}

static void nothing_is_left_of_it_afterwards(void **state) {
    struct screen *screen = *state;
    write_report(screen);
    restart_spoilt(screen, 0, 100);
    size_t with = folder_count(screen->folder);
    assert_only_read(screen);
    screen_restart(screen, false);
    screen_wait_idle(screen);
    assert_int_equal(folder_count(screen->folder), with);
    screen_press(screen, "Enter");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(what_can_be_read_of_a_damaged_database_is_shown),
        ON_SCREEN(damage_is_also_found_when_a_report_is_opened),
        ON_SCREEN(nothing_is_left_of_it_afterwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
