/* The program on every kind of terminal: names, encodings, widths, colours, sizes, speeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"
#include "tests/support/random.h"
#include "tests/support/terminal_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENV_MOST = 6 };

/* On the workbench of a report of its own; further settings of the environment may be NULL. */
static struct pty *start(struct program *program, const char *a, const char *b, int rows,
                         int cols) {
    char home[600];
    (void)snprintf(home, sizeof home, "HOME=%s", program->folder);
    if (RUN(program, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2023") != 0)
        fail_msg("%s", program->err.s);
    struct span printed = str_span(&program->out), number_line;
    (void)span_take_line(&printed, &number_line);
    char *number = span_copy(number_line);
    const char *const argv[] = {getenv("JIXIAO"), "--db", program->db, number, NULL};
    const char *const env[ENV_MOST] = {home, a, a != NULL ? b : NULL, NULL};
    struct pty *pty = pty_start(argv, env, rows, cols);
    mem_free(number);
    return pty;
}

static void quit(struct pty *pty) {
    pty_check_idle(pty);
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
}

/* Text with everything that terminals differ in, typed, looked at, and read back. */
static void write_a_section(struct program *program, struct pty *pty) {
    pty_wait_text(pty, "已完成0/18");
    pty_wait_quiet(pty);
    pty_step(pty, "今年“三会一课”开展8次……", "“三会一课”开展8次……");
    pty_step(pty, "同比增长10.7%", "10.7%");
    pty_step(pty, "\033[D\033[D\033[D\033[D\033[D\033[3~", "同比增长0.7%");
    pty_step(pty, "2", "同比增长20.7%");
    pty_step(pty, "\033[15~", "28字 × 22行");
    pty_step(pty, "\033", "已完成0/18");
    quit(pty);
    assert_int_equal(RUN(program, "list", "--json"), 0);
    assert_int_equal(RUN(program, "get", "1", "perf_work"), 0);
}

static void check_stored(struct program *program) {
    if (!program_printed(program, "今年“三会一课”开展8次……同比增长20.7%"))
        fail_msg("%s", program->out.s);
}

static void every_terminal_by_its_name(void **state) {
    static const char *const terms[] = {"TERM=xterm-256color", "TERM=tmux-256color", "TERM=screen",
                                        "TERM=linux",          "TERM=vt100",         "TERM=rxvt",
                                        "TERM=putty-256color", "TERM=xterm-no-such"};
    struct program *program = *state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++)
        write_a_section(program, start(program, terms[i], NULL, 24, 80));
    check_stored(program);
}

/* PuTTY's terminfo has its plain arrows for Shift with an arrow: the letter after one deleted text.
 */
static void arrows_on_putty_move_and_select_nothing(void **state) {
    struct program *program = *state;
    struct pty *pty = start(program, "TERM=putty-256color", NULL, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    pty_wait_quiet(pty);
    pty_step(pty, "甲乙", "甲乙");
    pty_step(pty, "\r丁", "丁");
    pty_step(pty, "\033[A丙", "甲丙乙");
    pty_step(pty, "\033OB戊", "丁戊");
    pty_step(pty, "\033OA己", "甲丙己乙");
    pty_step(pty, "\033[B庚", "丁戊庚");
    quit(pty);
}

static void a_terminal_that_cannot_show_it_is_told_so(void **state) {
    static const char *const terms[] = {"TERM=dumb", "TERM=nosuchterm", "TERM="};
    struct program *program = *state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        struct pty *pty = start(program, terms[i], NULL, 24, 120);
        assert_int_equal(pty_wait_exit(pty), 2);
        assert_true(pty_has_text(pty, "export TERM=xterm-256color"));
        pty_check_restored(pty);
        pty_free(pty);
    }
}

static void terminals_and_locales_in_chinese_encodings(void **state) {
    static const struct {
        const char *locale, *charset;
    } rows[] = {{"LC_ALL=zh_CN.GBK", "GBK"}, {"LC_ALL=zh_CN.GB18030", "GB18030"}};
    struct program *program = *state;
    char locales[600];
    terminal_locales_make(program->folder);
    (void)snprintf(locales, sizeof locales, "LOCPATH=%s", program->folder);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct pty *pty = start(program, rows[i].locale, locales, 24, 80);
        pty_set_charset(pty, rows[i].charset, true);
        write_a_section(program, pty);
        check_stored(program);
    }
}

static void wide_quotes_are_found_out(void **state) {
    struct program *program = *state;
    struct pty *pty = start(program, NULL, NULL, 24, 80);
    pty_set_charset(pty, NULL, true);
    write_a_section(program, pty);
    check_stored(program);
}

static void no_colour_and_monochrome_lose_nothing(void **state) {
    static const char *const settings[] = {"NO_COLOR=1", "TERM=vt100"};
    struct program *program = *state;
    for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
        struct pty *pty = start(program, settings[i], NULL, 24, 80);
        pty_wait_text(pty, "已完成0/18");
        pty_step(pty, "\033OS\033OS", "未");
        quit(pty);
    }
}

static void an_encoding_that_is_not_the_locales_is_said_in_ascii(void **state) {
    struct program *program = *state;
    char locales[600];
    terminal_locales_make(program->folder);
    (void)snprintf(locales, sizeof locales, "LOCPATH=%s", program->folder);
    struct pty *pty = start(program, "LC_ALL=zh_CN.GBK", locales, 24, 80);
    pty_set_charset(pty, "GBK", true);
    pty_set_answers(pty, false);
    pty_wait_output(pty, "\033[6n");
    pty_send_text(pty, "\033[23;2R\033[24;2R"); /* as a terminal in UTF-8 does */
    pty_wait_text(pty, "This terminal is set to UTF-8: restart with LC_ALL=C.UTF-8");
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(pty);
}

static void high_contrast_and_reader_mode_write_a_section(void **state) {
    struct program *program = *state;
    struct pty *pty = start(program, "JIXIAO_READER=1", NULL, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    pty_step(pty, "\x1c\033[B\033[C\033[C\033[C\r", "已完成0/18"); /* 显示与鼠标, 高对比 */
    pty_wait_output(pty, "[37m");
    write_a_section(program, pty);
    check_stored(program);
}

/* The mouse's reports are asked for only while it is switched on. */
static void the_mouse_is_switched_on_and_off(void **state) {
    struct program *program = *state;
    struct pty *pty = start(program, NULL, NULL, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    pty_step(pty, "今年以来", "今年以来");
    assert_true(span_find(pty_output(pty), SPAN("\033[?1000h")) == SIZE_MAX);
    pty_step(pty, "\x1c\033[B\033[B\033[C\r", "鼠标已打开");
    pty_wait_output(pty, "\033[?1006h");
    int row, col;
    assert_true(pty_cursor(pty, &row, &col));
    char click[64];
    (void)snprintf(click, sizeof click, "\033[<0;%d;%dM\033[<0;%d;%dm", col - 4 + 1, row + 1,
                   col - 4 + 1, row + 1);
    pty_send_text(pty, click);
    pty_step(pty, "到", "今年到以来");
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(span_find(pty_output(pty), SPAN("\033[?1000l")) != SIZE_MAX);
    pty_free(pty);
}

static void any_size_in_any_order(void **state) {
    struct program *program = *state;
    struct random random = {.state = 3};
    struct pty *pty = start(program, NULL, NULL, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    pty_step(pty, "今年", "今年");
    for (int i = 0; i < 200; i++) {
        int rows = (int)random_below(&random, 100) + 1, cols = (int)random_below(&random, 300) + 1;
        if (random_below(&random, 4) == 0)
            rows = cols = 1;
        pty_resize(pty, rows, cols);
    }
    pty_resize(pty, 15, 59);
    pty_wait_text(pty, "窗口太小");
    static const int sizes[][2] = {{16, 60}, {100, 300}, {24, 80}};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        pty_resize(pty, sizes[i][0], sizes[i][1]);
        pty_wait_text(pty, "今年");
        pty_check(pty);
    }
    pty_step(pty, "以来", "今年以来");
    quit(pty);
}

/* 9,600 baud: what is typed while the line is full is shown at once when it is free. */
static void a_slow_line_gets_few_repaints(void **state) {
    enum { BYTES = 960, KEYS = 400 };
    struct program *program = *state;
    struct pty *pty = start(program, NULL, NULL, 24, 80);
    pty_wait_text(pty, "已完成0/18");
    pty_wait_quiet(pty);
    size_t before = pty_output(pty).n;
    for (int i = 0; i < KEYS; i++)
        pty_send_text(pty, "字");
    pty_send_text(pty, "完");
    pty_set_speed(pty, BYTES);
    pty_wait_text(pty, "字完");
    pty_set_speed(pty, 0);
    pty_check(pty);
    assert_in_range(pty_output(pty).n - before, 1, 20 * KEYS); /* one by one: 30 bytes each */
    quit(pty);
}

#define ON_TERMINAL(test) cmocka_unit_test_setup_teardown(test, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_TERMINAL(every_terminal_by_its_name),
        ON_TERMINAL(arrows_on_putty_move_and_select_nothing),
        ON_TERMINAL(a_terminal_that_cannot_show_it_is_told_so),
        ON_TERMINAL(terminals_and_locales_in_chinese_encodings),
        ON_TERMINAL(wide_quotes_are_found_out),
        ON_TERMINAL(no_colour_and_monochrome_lose_nothing),
        ON_TERMINAL(an_encoding_that_is_not_the_locales_is_said_in_ascii),
        ON_TERMINAL(high_contrast_and_reader_mode_write_a_section),
        ON_TERMINAL(the_mouse_is_switched_on_and_off),
        ON_TERMINAL(any_size_in_any_order),
        ON_TERMINAL(a_slow_line_gets_few_repaints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
