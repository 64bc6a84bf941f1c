#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/utf8.h"
#include "tests/support/pty_support.h"
#include "tests/support/random.h"
#include "ui/term/canvas_draw.h"
#include "ui/term/term.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the program under test: this file again, with the argument --child ---- */

static void random_canvas(struct canvas *cv, struct random *random) {
    static const char *const pieces[] = {"\u4e2d", "\u6587", "a", "1", "\uff0c", "e\u0301", " "};
    canvas_clear(cv);
    for (int i = 0; i < 60; i++) {
        int row = (int)random_below(random, (size_t)canvas_rows(cv));
        int col = (int)random_below(random, (size_t)canvas_cols(cv));
        enum face face = (enum face)random_below(random, FACE_COUNT);
        if (random_below(random, 8) == 0)
            canvas_put_border(cv, row, col, BORDER_VLINE, face);
        /* libvterm puts a combining mark in the last column onto the next row */
        for (size_t n = random_below(random, 9); n > 0 && col < canvas_cols(cv) - 1; n--)
            col += canvas_put_text(cv, row, col, face,
                                   pieces[random_below(random, ARRAY_LEN(pieces))]);
    }
    /* which some terminals cannot show */
    canvas_fill(cv, (struct area){canvas_rows(cv) - 1, canvas_cols(cv) - 3, 1, 3}, FACE_PLAIN);
    int row = (int)random_below(random, (size_t)canvas_rows(cv));
    int col = (int)random_below(random, (size_t)canvas_cols(cv));
    canvas_set_cursor(cv, row, canvas_cell(cv, row, col)->width == 0 ? col - 1 : col);
}

/* More bytes than a terminal takes at once. */
static void full_canvas(struct canvas *cv) {
    for (int row = 0; row < canvas_rows(cv); row++)
        for (int col = 0; col < canvas_cols(cv); col++)
            (void)canvas_put_text(cv, row, col, (enum face)((row + col) % FACE_COUNT), "x");
    (void)canvas_put_text(cv, canvas_rows(cv) - 1, 0, FACE_PLAIN, "all of it");
}

struct demo {
    struct term *term;
    struct input *in;
    struct canvas *cv;
    struct str typed;
    struct random random;
    int events;
    bool random_drawing, full_drawing, over;
};

static void draw(struct demo *demo, const char *note) {
    struct canvas *cv = demo->cv;
    canvas_clear(cv);
    (void)canvas_put_format(cv, 0, 0, FACE_TITLE, "%d\u00d7%d %s %d\u5217", canvas_rows(cv),
                            canvas_cols(cv), note, (int)canvas_ambiguous(cv));
    int col = canvas_put_text(cv, 1, 0, FACE_KEY, "> ");
    col += canvas_put(cv, 1, col, FACE_PLAIN, str_span(&demo->typed));
    canvas_set_cursor(cv, 1, col);
    (void)canvas_frame(cv, (struct area){3, 2, 4, 12}, SPAN("\u6846"));
    (void)canvas_put_format(cv, 8, 0, FACE_ERROR, "events %d", demo->events);
}

static void command(struct demo *demo, const struct event *ev) {
    if (event_is_key(ev, K_CTRL('Q')))
        demo->over = true;
    if (event_is_key(ev, K_F1))
        abort();
    if (event_is_key(ev, K_F2))
        (void)raise(SIGSEGV);
    if (event_is_key(ev, K_F3))
        mem_fail();
    if (event_is_key(ev, K_F4))
        (void)term_set_width(demo->term, DISPLAY_WIDTH_2);
    if (event_is_key(ev, K_F5))
        demo->random_drawing = true;
    if (event_is_key(ev, K_F6)) /* however busy the machine is, the test's answer comes in time */
        term_probe(demo->term, demo->in, clock_monotonic() + PTY_DEADLINE_MS);
    if (event_is_key(ev, K_F7))
        (void)raise(SIGTSTP);
    if (event_is_key(ev, K_F8)) {
        (void)fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
        demo->full_drawing = true;
    }
    if (event_is_key(ev, K_CTRL('L')))
        term_redraw(demo->term);
}

static void resize(struct demo *demo) {
    canvas_resize(demo->cv, term_rows(demo->term), term_cols(demo->term),
                  term_ambiguous(demo->term));
}

static void take_events(struct demo *demo) {
    struct event ev;
    while (input_next(demo->in, clock_monotonic(), &ev)) {
        demo->events++;
        if (ev.kind == EVENT_TEXT || ev.kind == EVENT_PASTE)
            str_add(&demo->typed, ev.text);
        (void)term_take_report(demo->term, demo->in, &ev);
        command(demo, &ev);
        resize(demo);
    }
}

static void run(struct demo *demo) {
    const char *note = "ready";
    struct str bytes = STR_INIT;
    while (!demo->over) {
        if (demo->full_drawing)
            full_canvas(demo->cv);
        else if (demo->random_drawing)
            random_canvas(demo->cv, &demo->random);
        else
            draw(demo, note);
        term_show(demo->term, demo->cv);
        int64_t deadline = input_deadline(demo->in), now = clock_monotonic();
        int wait = deadline < 0 ? -1 : deadline > now ? (int)(deadline - now) : 0;
        unsigned flags = term_read(demo->term, wait, &bytes);
        input_feed(demo->in, bytes.s, bytes.len, clock_monotonic());
        str_clear(&bytes);
        if ((flags & SIGNALS_END) != 0)
            break;
        if ((flags & SIGNALS_STOP) != 0) {
            term_suspend(demo->term);
            note = "again";
        }
        resize(demo);
        take_events(demo);
    }
    str_release(&bytes);
}

static int child(void) {
    struct err err;
    struct demo demo = {.random = {42}};
    (void)setlocale(LC_ALL, "");
    enum rc rc = term_open(&demo.term, &err);
    if (rc != RC_OK) {
        (void)puts(err.text);
        return rc_exit_code(rc);
    }
    str_init(&demo.typed);
    demo.in = input_new(term_charset(demo.term));
    demo.cv = canvas_new(term_rows(demo.term), term_cols(demo.term), term_ambiguous(demo.term));
    term_prepare_input(demo.term, demo.in);
    run(&demo);
    term_close(demo.term);
    input_free(demo.in);
    canvas_free(demo.cv);
    str_release(&demo.typed);
    return 0;
}

/* A shell with job control, as far as stopping needs one: the program in a group of its own. Says
 * when it has stopped and lets it go on after a line of input. */
static int shell(void) {
    char line[16];
    int status;
    (void)signal(SIGTTOU, SIG_IGN);
    pid_t pid = fork();
    if (pid == 0) {
        (void)setpgid(0, 0);
        (void)tcsetpgrp(STDIN_FILENO, getpid());
        return child();
    }
    (void)setpgid(pid, pid);
    (void)tcsetpgrp(STDIN_FILENO, pid);
    while (waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status)) {
        (void)tcsetpgrp(STDIN_FILENO, getpgrp());
        (void)!write(STDOUT_FILENO, "stopped\n", 8);
        (void)!read(STDIN_FILENO, line, sizeof line);
        (void)tcsetpgrp(STDIN_FILENO, pid);
        (void)kill(-pid, SIGCONT);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

/* ---- the tests ---- */

static struct pty *start_as(const char *mode, const char *env, int rows, int cols) {
    const char *const list[] = {env, NULL};
    return pty_start_self(mode, NULL, list, rows, cols);
}

static struct pty *start(const char *env, int rows, int cols) {
    return start_as("--child", env, rows, cols);
}

static void quit(struct pty *pty) {
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
}

static void shows_the_canvas_and_the_cursor_where_input_goes(void **state) {
    (void)state;
    struct pty *pty = start(NULL, 24, 80);
    int row, col;
    pty_wait_text(pty, "24\u00d780 ready 1\u5217");
    pty_step(pty, "\u4e2d\u6587\uff0ca", "> \u4e2d\u6587\uff0ca");
    assert_true(pty_cursor(pty, &row, &col));
    assert_int_equal(row, 1);
    assert_int_equal(col, 2 + 6 + 1);
    assert_true(pty_is_reverse(pty, 0, 0));
    assert_false(pty_is_reverse(pty, 1, 0));
    struct str frame = STR_INIT;
    pty_row(pty, 4, &frame);
    assert_string_equal(frame.s, "  \u2502          \u2502");
    str_release(&frame);
    pty_check_idle(pty);
    quit(pty);
}

static void a_burst_is_one_event_and_one_repaint(void **state) {
    (void)state;
    struct pty *pty = start(NULL, 24, 80);
    pty_wait_text(pty, "ready");
    pty_step(pty, "\u4eca\u5e74\u4ee5\u6765\uff0c\u6211\u8857\u9053", "events 1");
    quit(pty);
}

static void follows_the_size(void **state) {
    (void)state;
    struct pty *pty = start(NULL, 24, 80);
    pty_wait_text(pty, "24\u00d780");
    pty_resize(pty, 16, 60);
    pty_wait_text(pty, "16\u00d760");
    pty_step(pty, "\u4e2d", "> \u4e2d");
    pty_resize(pty, 40, 120);
    pty_wait_text(pty, "40\u00d7120");
    pty_check(pty);
    quit(pty);
}

/* They would cut ncurses' screen. */
static void takes_the_size_from_the_system(void **state) {
    (void)state;
    static const char *const env[] = {"LINES=10", "COLUMNS=40", NULL};
    struct pty *pty = pty_start_self("--child", NULL, env, 24, 80);
    pty_wait_text(pty, "24\u00d780");
    pty_wait_text(pty, "events 0");
    pty_check(pty);
    quit(pty);
}

static void ends_on_signals_and_leaves_the_terminal_as_it_was(void **state) {
    (void)state;
    const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        struct pty *pty = start(NULL, 24, 80);
        pty_wait_text(pty, "ready");
        pty_signal(pty, signals[i]);
        assert_int_equal(pty_wait_exit(pty), 0);
        pty_check_restored(pty);
        pty_free(pty);
    }
}

static void a_crash_leaves_the_terminal_as_it_was(void **state) {
    (void)state;
    static const struct {
        const char *key;
        int status;
    } ways[] = {{"\033OP", 128 + SIGABRT}, {"\033OQ", 128 + SIGSEGV}, {"\033OR", 4}};
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct pty *pty = start("ASAN_OPTIONS=handle_segv=0:handle_abort=0", 24, 80);
        pty_wait_text(pty, "ready");
        pty_send_text(pty, ways[i].key);
        assert_int_equal(pty_wait_exit(pty), ways[i].status);
        pty_check_restored(pty);
        pty_free(pty);
    }
}

static void stops_and_goes_on(void **state) {
    (void)state;
    struct pty *pty = start_as("--shell", NULL, 24, 80);
    pty_wait_text(pty, "ready");
    pty_send_text(pty, "\0337");
    pty_wait_text(pty, "stopped");
    pty_check_restored(pty);
    pty_send_text(pty, "\n");
    pty_wait_text(pty, "again");
    pty_step(pty, "\u4e2d", "> \u4e2d");
    pty_resize(pty, 16, 60);
    pty_wait_text(pty, "16\u00d760 again");
    pty_check(pty);
    quit(pty);
}

static void says_which_terminal_it_cannot_use(void **state) {
    (void)state;
    static const char *const names[] = {"TERM=dumb", "TERM=nosuchterm", "TERM="};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct pty *pty = start(names[i], 24, 120);
        assert_int_equal(pty_wait_exit(pty), 2);
        assert_true(pty_has_text(pty, "export TERM=xterm-256color"));
        pty_check_restored(pty);
        pty_free(pty);
    }
}

/* The child draws random canvases over one another; here the same are drawn and compared. */
static void check_random_canvases(const char *env) {
    struct pty *pty = start(env, 12, 30);
    struct canvas *cv = canvas_new(12, 30, WIDTH_NARROW);
    struct random random = {42};
    pty_wait_text(pty, "ready");
    pty_send_text(pty, "\0335");
    for (int round = 0; round < 25; round++) {
        struct str wanted = STR_INIT;
        random_canvas(cv, &random);
        for (int row = 0; row < 12; row++) {
            canvas_row_text(cv, row, &wanted);
            str_add_byte(&wanted, '\n');
        }
        for (size_t at; (at = span_find(str_span(&wanted), SPAN("|"))) != SIZE_MAX;)
            str_splice(&wanted, at, 1, SPAN("\u2502"));
        pty_wait_text(pty, wanted.s);
        pty_wait_quiet(pty);
        pty_check_cells(pty);
        int row, col, wanted_row, wanted_col;
        assert_true(pty_cursor(pty, &row, &col));
        assert_true(canvas_cursor(cv, &wanted_row, &wanted_col));
        assert_int_equal(row, wanted_row);
        assert_int_equal(col, wanted_col);
        str_release(&wanted);
        pty_send_text(pty, "x");
    }
    canvas_free(cv);
    quit(pty);
}

static void draws_right_in_every_kind_of_terminal(void **state) {
    (void)state;
    static const char *const terms[] = {
        "TERM=xterm-256color", "TERM=tmux-256color",  "TERM=screen", "TERM=linux",
        "TERM=vt100",          "TERM=putty-256color", "TERM=rxvt"};
    for (size_t i = 0; i < ARRAY_LEN(terms); i++)
        check_random_canvases(terms[i]);
}

static void draws_all_where_a_write_does_not_wait(void **state) {
    (void)state;
    struct pty *pty = start(NULL, 24, 80);
    pty_wait_text(pty, "ready");
    pty_set_speed(pty, 50000);
    pty_send_text(pty, "\0338");
    pty_wait_text(pty, "all of it");
    quit(pty);
}

static void uses_no_colour_where_none_is_wanted(void **state) {
    (void)state;
    struct pty *pty = start("TERM=linux", 24, 80);
    pty_wait_text(pty, "events");
    assert_true(span_find(pty_output(pty), SPAN("33m")) != SIZE_MAX);
    quit(pty);
    pty = start("NO_COLOR=1", 24, 80);
    pty_wait_text(pty, "events");
    assert_true(span_find(pty_output(pty), SPAN("33m")) == SIZE_MAX);
    assert_true(span_find(pty_output(pty), SPAN("38;5;")) == SIZE_MAX);
    quit(pty);
}

/* The terminal of the tests does not say what its background is. Names that say eight colours are
 * those of terminals that have more. */
static void shows_colours_for_both_grounds_until_the_terminal_answers(void **state) {
    (void)state;
    static const char *const names[] = {"TERM=xterm-256color", "TERM=xterm", "TERM=screen",
                                        "TERM=putty"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct pty *pty = start(names[i], 24, 80);
        pty_wait_text(pty, "events");
        assert_true(span_find(pty_output(pty), SPAN("38;5;131m")) != SIZE_MAX);
        assert_true(span_find(pty_output(pty), SPAN("33m")) == SIZE_MAX);
        quit(pty);
    }
}

static void takes_the_background_from_the_environment_until_then(void **state) {
    (void)state;
    struct pty *pty = start("COLORFGBG=0;default;15", 24, 80);
    pty_wait_text(pty, "events");
    assert_true(span_find(pty_output(pty), SPAN("38;5;124m")) != SIZE_MAX);
    assert_true(span_find(pty_output(pty), SPAN("38;5;131m")) == SIZE_MAX);
    pty_step(pty, "\0336", "events 3"); /* the key that asks, and two answers about widths */
    pty_send_text(pty, "\033]11;rgb:0000/0000/0000\033\\");
    pty_wait_output(pty, "33m");
    quit(pty);
}

static void asks_how_wide_quotes_are(void **state) {
    (void)state;
    struct pty *pty = start(NULL, 24, 80);
    pty_wait_text(pty, "ready 1\u5217");
    pty_step(pty, "\0336", "events 3"); /* the key and two answers */
    assert_true(pty_has_text(pty, "1\u5217"));
    pty_check_idle(pty);
    pty_set_answers(pty, false);
    pty_send_text(pty, "\0336");
    pty_wait_text(pty, "events 4");
    pty_send_text(pty, "\033[23;2R\033[24;3R");
    pty_wait_text(pty, "2\u5217");
    pty_wait_quiet(pty);
    struct str frame = STR_INIT;
    pty_row(pty, 4, &frame); /* lines are drawn in ASCII there */
    assert_string_equal(frame.s, "  |          |");
    str_release(&frame);
    quit(pty);
}

static void an_answer_that_makes_no_sense_changes_nothing(void **state) {
    (void)state;
    struct pty *pty = start(NULL, 24, 80);
    pty_set_answers(pty, false);
    pty_wait_text(pty, "ready 1\u5217");
    pty_send_text(pty, "\033[24;3R"); /* nobody has asked */
    pty_step(pty, "\0336", "events 1");
    pty_send_text(pty, "\033[24;40R");
    pty_step(pty, "a", "> a");
    assert_true(pty_has_text(pty, "1\u5217"));
    assert_false(pty_has_text(pty, "24;"));
    quit(pty);
}

static void pastes_and_redraws(void **state) {
    (void)state;
    struct pty *pty = start(NULL, 24, 80);
    pty_wait_text(pty, "ready");
    pty_wait_output(pty, "\033[?2004h");
    pty_step(pty, "\033[200~\u4e2d\u6587\033[201~", "> \u4e2d\u6587");
    size_t before = pty_output(pty).n;
    pty_send_text(pty, "\x0c");
    pty_wait_text(pty, "events 2");
    pty_wait_quiet(pty);
    assert_true(pty_output(pty).n > before + 20);
    pty_check_idle(pty);
    quit(pty);
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--child") == 0)
        return child();
    if (argc > 1 && strcmp(argv[1], "--shell") == 0)
        return shell();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_canvas_and_the_cursor_where_input_goes),
        cmocka_unit_test(a_burst_is_one_event_and_one_repaint),
        cmocka_unit_test(follows_the_size),
        cmocka_unit_test(takes_the_size_from_the_system),
        cmocka_unit_test(ends_on_signals_and_leaves_the_terminal_as_it_was),
        cmocka_unit_test(a_crash_leaves_the_terminal_as_it_was),
        cmocka_unit_test(stops_and_goes_on),
        cmocka_unit_test(says_which_terminal_it_cannot_use),
        cmocka_unit_test(draws_right_in_every_kind_of_terminal),
        cmocka_unit_test(draws_all_where_a_write_does_not_wait),
        cmocka_unit_test(uses_no_colour_where_none_is_wanted),
        cmocka_unit_test(shows_colours_for_both_grounds_until_the_terminal_answers),
        cmocka_unit_test(takes_the_background_from_the_environment_until_then),
        cmocka_unit_test(asks_how_wide_quotes_are),
        cmocka_unit_test(an_answer_that_makes_no_sense_changes_nothing),
        cmocka_unit_test(pastes_and_redraws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
