#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "tests/support/input_log.h"
#include "tests/support/random.h"
#include "ui/term/input_keys.h"

#include <string.h>

#define ROW(literal, log) INPUT_SAMPLE(literal, log)

static void expect(enum input_charset charset, struct span bytes, const char *wanted) {
    char *log = input_log_split(charset, bytes, bytes.n, 0);
    assert_string_equal(log, wanted);
    mem_free(log);
}

static char *run_escape(bool closes, struct span rest, int pause) {
    struct input *in = input_new(INPUT_UTF8);
    input_set_escape_closes(in, closes);
    struct span parts[] = {SPAN("\033"), rest};
    char *log = input_log_parts(in, parts, (int[]){pause, 0}, rest.n > 0 ? 2 : 1);
    input_free(in);
    return log;
}

static void expect_escape(bool closes, const char *rest, int pause, const char *wanted) {
    char *log = run_escape(closes, span_of(rest), pause);
    assert_string_equal(log, wanted);
    mem_free(log);
}

static void esc_then_a_digit_is_the_function_key(void **state) {
    (void)state;
    expect_escape(false, "5", 0, "F5|");
    expect_escape(false, "0", 1400, "F10|");
    expect_escape(false, "5", 1600, "Esc|text(5)|");
    expect_escape(true, "5", 40, "F5|");
    expect_escape(true, "5", 60, "Esc|text(5)|");
    expect_escape(false, "", 0, "Esc|");
    expect_escape(true, "", 0, "Esc|");
    expect_escape(false, "x", 300, "Esc|text(x)|");
    expect_escape(false, "\xe4\xb8\xad", 0, "Esc|text(\xe4\xb8\xad)|");
}

/* A hand that presses Esc once more than needed, and goes on, moves nothing. */
static void esc_then_an_arrow_is_both(void **state) {
    (void)state;
    expect_escape(false, "\033[A", 0, "A-Up|");
    expect_escape(false, "\033OD", 300, "Esc|Left|");
    expect_escape(false, "\033OD", 1400, "Esc|Left|");
    expect_escape(false, "\033[A", 1600, "Esc|Up|");
    expect_escape(true, "\033[A", 10, "A-Up|");
    expect_escape(true, "\033[A", 300, "Esc|Up|");
    expect_escape(false, "\033[5~", 300, "Esc|PgUp|");
    expect_escape(false, "\033", 300, "Esc|Esc|");
    expect_escape(false, "\033[1;", 0, ""); /* the rest never comes: nothing is made up */
    expect_escape(false, "\033x", 0, "Esc|Esc|text(x)|");
    struct input *in = input_new(INPUT_UTF8);
    struct span parts[] = {SPAN("\033\033["), SPAN("A")};
    char *log = input_log_parts(in, parts, (int[]){20, 0}, 2);
    assert_string_equal(log, "A-Up|");
    mem_free(log);
    input_free(in);
    expect_escape(false, "\033", 0, "Esc|Esc|");
}

static void a_lone_esc_waits_longer_over_ssh(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_set_escape_closes(in, true);
    input_set_delay(in, INPUT_ESCAPE_SSH_MS);
    input_feed(in, "\033", 1, 0);
    assert_false(input_next(in, 149, &ev));
    assert_int_equal(input_deadline(in), 150);
    assert_true(input_next(in, 150, &ev));
    assert_true(event_is_key(&ev, K_ESC));
    assert_false(input_next(in, 150, &ev));
    assert_int_equal(input_deadline(in), -1);
    input_free(in);
}

static void the_waiting_esc_can_be_seen(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_feed(in, "\033", 1, 0);
    assert_false(input_next(in, 0, &ev));
    assert_false(input_escape_waits(in, 0));
    assert_int_equal(input_deadline(in), INPUT_ESCAPE_MS);
    assert_false(input_next(in, INPUT_ESCAPE_MS, &ev));
    assert_true(input_escape_waits(in, INPUT_ESCAPE_MS));
    assert_int_equal(input_deadline(in), INPUT_PREFIX_MS);
    input_set_escape_closes(in, true);
    assert_true(input_next(in, 60, &ev));
    assert_true(event_is_key(&ev, K_ESC));
    input_free(in);
}

static void add_repeated(struct str *out, const char *head, size_t times, const char *tail) {
    str_add_text(out, head);
    str_add_repeat(out, SPAN("1"), times);
    str_add_text(out, tail);
}

static void expect_long(const char *head, size_t times, const char *tail, const char *wanted) {
    struct str bytes = STR_INIT;
    add_repeated(&bytes, head, times, tail);
    static const size_t splits[] = {2, 100, 260, 400};
    for (size_t i = 0; i < ARRAY_LEN(splits); i++) {
        char *log = input_log_split(INPUT_UTF8, str_span(&bytes),
                                    splits[i] < bytes.len ? splits[i] : bytes.len, 0);
        assert_string_equal(log, wanted);
        mem_free(log);
    }
    str_release(&bytes);
}

static void a_sequence_longer_than_any_is_swallowed_to_its_end(void **state) {
    (void)state;
    expect_long("\033[", 500, "mA", "text(A)|");
    expect_long("\033[", 500, "\rA", "Enter|text(A)|"); /* broken off */
    expect_long("\033[", 500, "", "");
    struct str bytes = STR_INIT;
    add_repeated(&bytes, "\033]0;", 70000, "\r"); /* a string without an end is given up */
    char *log = input_log_split(INPUT_UTF8, str_span(&bytes), 100, 0);
    assert_true(strncmp(log, "text(111", 8) == 0 && strlen(log) < 6000);
    mem_free(log);
    str_release(&bytes);
}

static void odd_sequences_are_dropped_or_read_by_the_grammar(void **state) {
    (void)state;
    static const struct input_sample rows[] = {
        ROW("\033[1;17A", "Up|"),    ROW("\033[1;2;3A", ""),
        ROW("\033[1:2A", ""),        ROW("\033[1;2;3;4;5;6A", ""),
        ROW("\033[5@", "C-S-PgUp|"), ROW("\033[<0;5M", ""),
        ROW("\033[<0;0;5M", ""),     ROW("\033[<0;5;0M", ""),
        ROW("\033[<32;5;5m", ""),    ROW("\033[<64;5;5m", ""),
        ROW("\033[<0;5;5A", ""),     ROW("\033[1$q", ""),
        ROW("\033[[\r", "Enter|"),   ROW("\033[[Z", ""),
        ROW("\033O2j", ""),          ROW("\033O12345678901234567", "text(67)|"),
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        expect(INPUT_UTF8, rows[i].bytes, rows[i].log);
}

static void a_string_ends_where_something_else_begins(void **state) {
    (void)state;
    expect(INPUT_UTF8, SPAN("\033]0;ab\033[A"), "Up|");
    expect(INPUT_UTF8, SPAN("\033]0;ab\033"), "Esc|");
    expect(INPUT_UTF8, SPAN("\033]0;ab\xe4\xb8\xad"), "text(\xe4\xb8\xad)|");
    struct input *in = input_new(INPUT_UTF8);
    struct span parts[] = {SPAN("\033]0;a"), SPAN("b")}; /* it was Alt-] by hand */
    char *log = input_log_parts(in, parts, (int[]){4000, 0}, 2);
    assert_string_equal(log, "text(b)|");
    mem_free(log);
    input_free(in);
}

/* The bytes came at these times, but nobody asked before the last of them. */
static void expect_unasked(const char *const *parts, const int64_t *times, size_t count,
                           const char *wanted) {
    struct input *in = input_new(INPUT_UTF8);
    struct input_log log = {STR_INIT, false};
    for (size_t i = 0; i < count; i++)
        input_feed(in, parts[i], strlen(parts[i]), times[i]);
    input_log_all(&log, in, times[count - 1]);
    input_log_pass_time(&log, in, times[count - 1] + 10000);
    str_add_text(&log.words, log.in_text ? ")|" : "");
    assert_string_equal(log.words.s, wanted);
    str_release(&log.words);
    input_free(in);
}

static void the_gaps_count_though_nobody_asked_meanwhile(void **state) {
    (void)state;
    expect_unasked((const char *const[]){"\033", "x"}, (int64_t[]){0, 5000}, 2, "Esc|text(x)|");
    expect_unasked((const char *const[]){"\033", "[A"}, (int64_t[]){0, 300}, 2, "Up|");
    expect_unasked((const char *const[]){"\033", "\033", "[A"}, (int64_t[]){0, 0, 100}, 3,
                   "Esc|Up|");
}

static void the_rest_of_a_sequence_behind_a_given_esc_is_no_text(void **state) {
    (void)state;
    expect_escape(true, "[A", 300, "Esc|Up|");
    expect_escape(true, "OA", 300, "Esc|Up|");
    expect_escape(true, "OAx", 300, "Esc|text(OAx)|"); /* typed by hand */
    expect_escape(true, "[A", 1600, "Esc|text([A)|");
}

static void esc_is_seen_waiting_only_while_it_does(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_feed(in, "x", 1, 0);
    assert_false(input_escape_waits(in, 100)); /* another key */
    assert_true(input_next(in, 0, &ev));
    assert_false(input_escape_waits(in, 100)); /* none */
    input_feed(in, "\033", 1, 200);
    assert_true(input_escape_waits(in, 300));
    assert_false(input_escape_waits(in, 200 + INPUT_PREFIX_MS));
    input_set_escape_closes(in, true);
    assert_false(input_escape_waits(in, 300));
    input_set_escape_closes(in, false);
    input_feed(in, "[200~\033", 6, 200);
    assert_false(input_next(in, 200, &ev));
    assert_false(input_escape_waits(in, 300)); /* it may begin the paste's end */
    input_free(in);
    input_free(NULL);
}

static void the_longest_sequence_and_the_latest_row_win(void **state) {
    (void)state;
    struct key_table *table = key_table_new();
    key_table_add(table, SPAN("["), K_F1, 0); /* too short, too long: left out */
    key_table_add(table, SPAN("[12345678901234567"), K_F1, 0);
    key_table_add(table, SPAN("[{}~"), K_F7, 0);
    key_table_add(table, SPAN("[{"), K_F8, 0);
    key_table_add(table, SPAN("[{"), K_F9, 0);
    assert_int_equal(key_table_match(table, SPAN("[{}~")).key, K_F7);
    assert_int_equal(key_table_match(table, SPAN("[{x")).key, K_F9);
    assert_int_not_equal(key_table_match(table, SPAN("[12345678901234567")).key, K_F1);
    key_table_free(table);
    key_table_free(NULL);
    struct input *in = input_new(INPUT_UTF8);
    input_add_sequence(in, SPAN("abc"), K_F5, 0); /* no ESC: it would be text */
    input_add_sequence(in, SPAN(""), K_F5, 0);
    char *log = input_log_parts(in, (struct span[]){SPAN("abc")}, (int[]){0}, 1);
    assert_string_equal(log, "text(abc)|");
    mem_free(log);
    input_free(in);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sequence_longer_than_any_is_swallowed_to_its_end),
        cmocka_unit_test(odd_sequences_are_dropped_or_read_by_the_grammar),
        cmocka_unit_test(a_string_ends_where_something_else_begins),
        cmocka_unit_test(the_gaps_count_though_nobody_asked_meanwhile),
        cmocka_unit_test(the_rest_of_a_sequence_behind_a_given_esc_is_no_text),
        cmocka_unit_test(esc_is_seen_waiting_only_while_it_does),
        cmocka_unit_test(the_longest_sequence_and_the_latest_row_win),
        cmocka_unit_test(esc_then_a_digit_is_the_function_key),
        cmocka_unit_test(esc_then_an_arrow_is_both),
        cmocka_unit_test(a_lone_esc_waits_longer_over_ssh),
        cmocka_unit_test(the_waiting_esc_can_be_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
