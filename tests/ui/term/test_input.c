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

static const struct input_sample keys[] = {
    ROW("\033[A", "Up|"),
    ROW("\033OA", "Up|"),
    ROW("\033[B", "Down|"),
    ROW("\033OC", "Right|"),
    ROW("\033[H", "Home|"),
    ROW("\033OH", "Home|"),
    ROW("\033[1~", "Home|"),
    ROW("\033[7~", "Home|"),
    ROW("\033[F", "End|"),
    ROW("\033OF", "End|"),
    ROW("\033[4~", "End|"),
    ROW("\033[8~", "End|"),
    ROW("\033[2~", "Ins|"),
    ROW("\033[3~", "Del|"),
    ROW("\033[5~", "PgUp|"),
    ROW("\033[6~", "PgDn|"),
    ROW("\033OP", "F1|"),
    ROW("\033OQ", "F2|"),
    ROW("\033OR", "F3|"),
    ROW("\033OS", "F4|"),
    ROW("\033[1P", "F1|"),
    ROW("\033[1R", "F3|"),
    ROW("\033[11~", "F1|"),
    ROW("\033[12~", "F2|"),
    ROW("\033[13~", "F3|"),
    ROW("\033[14~", "F4|"),
    ROW("\033[15~", "F5|"),
    ROW("\033[17~", "F6|"),
    ROW("\033[18~", "F7|"),
    ROW("\033[19~", "F8|"),
    ROW("\033[20~", "F9|"),
    ROW("\033[21~", "F10|"),
    ROW("\033[23~", "F11|"),
    ROW("\033[24~", "F12|"),
    ROW("\033[[A", "F1|"),
    ROW("\033[[B", "F2|"),
    ROW("\033[[E", "F5|"),
    ROW("\033[Z", "Backtab|"),
    ROW("\033[1;2R", "S-F3|"),
    ROW("\033[13;2~", "S-F3|"),
    ROW("\033O1;2R", "S-F3|"),
    ROW("\033O2R", "S-F3|"),
    ROW("\033[25~", "S-F3|"),
    ROW("\033[1;2A", "S-Up|"),
    ROW("\033[1;3C", "A-Right|"),
    ROW("\033[1;5C", "C-Right|"),
    ROW("\033[1;6D", "C-S-Left|"),
    ROW("\033[1;2H", "S-Home|"),
    ROW("\033[3;5~", "C-Del|"),
    ROW("\033[a", "S-Up|"),
    ROW("\033Oa", "C-Up|"),
    ROW("\033[7$", "S-Home|"),
    ROW("\033[8^", "C-End|"),
    ROW("\033OM", "Enter|"),
    /* the number pad in numeric mode has nothing else: PuTTY's rxvt mode */
    ROW("\033Ow", "End|"),
    /* PuTTY's VT100+ */
    ROW("\033OT", "F5|"),
    ROW("\033OU", "F6|"),
    ROW("\033OV", "F7|"),
    ROW("\033OW", "F8|"),
    ROW("\033OX", "F9|"),
    ROW("\033OY", "F10|"),
    ROW("\033OZ", "F11|"),
    ROW("\033O[", "F12|"),
    /* PuTTY's SCO */
    ROW("\033[M", "F1|"),
    ROW("\033[N", "F2|"),
    ROW("\033[O", "F3|"),
    ROW("\033[P", "F4|"),
    ROW("\033[Q", "F5|"),
    ROW("\033[R", "F6|"),
    ROW("\033[S", "F7|"),
    ROW("\033[T", "F8|"),
    ROW("\033[U", "F9|"),
    ROW("\033[V", "F10|"),
    ROW("\033[W", "F11|"),
    ROW("\033[X", "F12|"),
    ROW("\033[Y", "S-F1|"),
    ROW("\033[h", "S-F10|"),
    ROW("\033[G", "PgDn|"),
    ROW("\033[I", "PgUp|"),
    ROW("\033[L", "Ins|"),
    /* st */
    ROW("\033[4h", "Ins|"),
};

/* Not one key, but still whole: nothing of them may turn into text. */
static const struct input_sample others[] = {
    ROW("\033[200~a\xe4\xb8\xad\r\n\033[A\033[201~", "paste(a\xe4\xb8\xad\r\n\033[A)0|"),
    ROW("\033[200~\033[201~", ""),
    ROW("\033[<0;33;12M", "mouse(0,11,32)|"),
    ROW("\033[<0;33;12m", "mouse(2,11,32)|"),
    ROW("\033[<32;1;1M", "mouse(1,0,0)|"),
    ROW("\033[<64;5;6M", "mouse(3,5,4)|"),
    ROW("\033[<65;5;6M", "mouse(4,5,4)|"),
    ROW("\033[<20;5;6M", "mouse(0,5,4)|"), /* with Shift and Ctrl */
    ROW("\033[<2;5;6M", ""),
    ROW("\033[<35;5;6M", ""),
    ROW("\033[<0;0;6M", ""),
    ROW("\033[<0;5M", ""),
    ROW("\033[?1;2c", ""),
    ROW("\033[12;34R", "report(12,34)|"),
    ROW("\033[99999999999999999999;1~", ""),
    ROW("\033[?2004;1$y", ""),
    ROW("\033[27;5;13~", ""),
    ROW("\033[[q", ""),
    ROW("\033[201~", ""),
    ROW("\033]52;c;YWJj\ax", "text(x)|"),
    ROW("\033P1$r0m\033\\x", "text(x)|"),
    ROW("\033_abc\033\\", ""),
    ROW("\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1~x", "text(x)|"),
};

static void each_sequence_and_character_may_be_split_at_every_byte(void **state) {
    (void)state;
    const int pauses[] = {0, 10, INPUT_ESCAPE_MS};
    for (size_t p = 0; p < ARRAY_LEN(pauses); p++) {
        for (size_t i = 0; i < ARRAY_LEN(keys); i++)
            input_sample_check(&keys[i], INPUT_UTF8, pauses[p], pauses[p] < INPUT_ESCAPE_MS);
        for (size_t i = 0; i < ARRAY_LEN(others); i++)
            input_sample_check(&others[i], INPUT_UTF8, pauses[p], pauses[p] < INPUT_ESCAPE_MS);
    }
}

static void sequences_survive_long_pauses_behind_their_introducer(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        for (size_t at = 2; at < keys[i].bytes.n; at++) {
            char *log = input_log_split(INPUT_UTF8, keys[i].bytes, at, 2000);
            assert_string_equal(log, keys[i].log);
            mem_free(log);
        }
}

static void a_sequence_parted_from_its_esc_turns_into_no_text(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        char *log = input_log_split(INPUT_UTF8, keys[i].bytes, 1, 400);
        assert_null(strstr(log, "text"));
        assert_non_null(strstr(log, keys[i].log));
        mem_free(log);
    }
    char *log = input_log_split(INPUT_UTF8, SPAN("\033[200~ab\033[201~"), 1, 400);
    assert_string_equal(log, "paste(ab)0|");
    mem_free(log);
}

static void bytes_that_are_no_character_stand_alone_between_keys(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        struct str bytes = STR_INIT, wanted = STR_INIT;
        str_add_text(&bytes, "\xff");
        str_add(&bytes, keys[i].bytes);
        str_add_text(&bytes, "\xe4\xb8");
        str_add(&bytes, keys[i].bytes);
        str_add_format(&wanted, "bad(ff)|%sbad(e4)|bad(b8)|%s", keys[i].log, keys[i].log);
        expect(INPUT_UTF8, str_span(&bytes), wanted.s);
        str_release(&bytes);
        str_release(&wanted);
    }
}

/* What was begun is given up, the byte is said; what follows is what it would be alone: nothing is
 * invented, nothing is swallowed. */
static void bytes_that_are_no_character_end_a_sequence(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        for (size_t at = 2; at < keys[i].bytes.n; at++) {
            struct str bytes = STR_INIT, wanted = STR_INIT;
            struct span tail = span_sub(keys[i].bytes, at, keys[i].bytes.n);
            str_add(&bytes, span_sub(keys[i].bytes, 0, at));
            str_add_byte(&bytes, '\xff');
            str_add(&bytes, tail);
            str_add_text(&bytes, "\033[A");
            str_add_format(&wanted, "bad(ff)|text(%.*s)|Up|", SPAN_ARG(tail));
            for (size_t cut = at; cut <= bytes.len - 3; cut++) {
                char *log = input_log_split(INPUT_UTF8, str_span(&bytes), cut, 5);
                assert_string_equal(log, wanted.s);
                mem_free(log);
            }
            str_release(&bytes);
            str_release(&wanted);
        }
}

static void a_paste_may_be_split_anywhere_and_stall(void **state) {
    (void)state;
    struct span paste = SPAN("\033[200~\xe4\xb8\xad\r\n\xff\033[201\033[201~b");
    for (size_t a = 2; a < paste.n; a++)
        for (size_t b = a; b < paste.n; b++) {
            struct input *in = input_new(INPUT_UTF8);
            struct span parts[] = {span_sub(paste, 0, a), span_sub(paste, a, b),
                                   span_sub(paste, b, paste.n)};
            char *log = input_log_parts(in, parts, (int[]){1000, 1000, 0}, 3);
            assert_string_equal(log, "paste(\xe4\xb8\xad\r\n\033[201)1|text(b)|");
            mem_free(log);
            input_free(in);
        }
}

static void a_paste_without_its_end_is_handed_out_and_keys_work_again(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct span parts[] = {SPAN("\033[200~abc"), SPAN("d"), SPAN("\033[B"), SPAN("e")};
    char *log = input_log_parts(in, parts, (int[]){4000, 0, 0, 0}, 4);
    assert_string_equal(log, "paste(abc)0|paste(d)0|Down|text(e)|");
    mem_free(log);
    input_free(in);
}

static void a_long_burst_with_a_line_end_inside_is_a_paste(void **state) {
    (void)state;
    expect(INPUT_UTF8, SPAN("one line of the burst\rand another one\r"),
           "paste(one line of the burst\rand another one\r)0|");
    expect(INPUT_UTF8, SPAN("a long line that ends with the Enter key\r"),
           "text(a long line that ends with the Enter key)|Enter|");
    expect(INPUT_UTF8, SPAN("a\rb\r"), "text(a)|Enter|text(b)|Enter|");
    expect(INPUT_UTF8, SPAN("some text, then a line\rend and a key\033[A"),
           "paste(some text, then a line\rend and a key)0|Up|");
}

static void the_background_is_taken_only_when_asked_for(void **state) {
    static const struct {
        const char *answer;
        int is_light; /* -1: no answer */
    } rows[] = {{"\033]11;rgb:ffff/ffff/ffff\033\\", 1},
                {"\033]11;rgb:00/00/00\a", 0},
                {"\033]11;rgb:fdfd/f6f6/e3e3\a", 1},
                {"\033]11;rgb:0000/0000/ffff\a", 0},
                {"\033]11;rgb:f/f/f\033\\", 1},
                {"\033]11;rgb:ffff/ffff\a", -1},
                {"\033]11;#ffffff\a", -1},
                {"\033]12;rgb:ff/ff/ff\a", -1},
                {"\033]11;rgb:fffff/ff/ff\a", -1},
                {"\033]11;rgb:ff/ff/ff/ff\a", -1}};
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_feed(in, rows[0].answer, strlen(rows[0].answer), 0);
    assert_false(input_next(in, 0, &ev));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        for (size_t cut = 2; cut < strlen(rows[i].answer); cut++) {
            int64_t now = (int64_t)i * 1000;
            input_expect_background(in, now + 300);
            input_feed(in, rows[i].answer, cut, now);
            assert_false(input_next(in, now, &ev));
            input_feed(in, rows[i].answer + cut, strlen(rows[i].answer) - cut, now + 5);
            assert_int_equal(input_next(in, now + 5, &ev), rows[i].is_light >= 0);
            if (rows[i].is_light >= 0) {
                assert_int_equal(ev.kind, EVENT_BACKGROUND);
                assert_int_equal(ev.is_light, rows[i].is_light);
            }
        }
    input_free(in);
}

static void reports_of_an_old_mouse_are_no_text(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_set_mouse(in, true);
    input_feed(in, "\033[M !!\033[M#aza", 13, 0);
    assert_true(input_next(in, 0, &ev));
    assert_int_equal(ev.kind, EVENT_TEXT);
    assert_true(span_is(ev.text, "a"));
    input_feed(in, "\033[M\033[A", 6, 0); /* F1, Up */
    assert_true(input_next(in, 0, &ev));
    assert_true(event_is_key(&ev, K_F1));
    assert_true(input_next(in, 0, &ev));
    assert_true(event_is_key(&ev, K_UP));
    input_feed(in, "\033[M", 3, 100);
    assert_false(input_next(in, 100, &ev));
    assert_int_equal(input_deadline(in), 100 + INPUT_ESCAPE_MS);
    assert_true(input_next(in, 100 + INPUT_ESCAPE_MS, &ev));
    assert_true(event_is_key(&ev, K_F1));
    input_free(in);
}

static void reports_are_taken_only_when_asked_for(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_feed(in, "\033[5;2R", 6, 0);
    assert_false(input_next(in, 0, &ev));
    input_expect_report(in, 300);
    input_feed(in, "\033[1;2R\033[5;3R\033[5;2R", 18, 300);
    assert_true(input_next(in, 300, &ev));
    assert_true(event_is_mod_key(&ev, K_F3, MOD_SHIFT));
    assert_true(input_next(in, 300, &ev));
    assert_int_equal(ev.kind, EVENT_REPORT);
    assert_int_equal(ev.row, 5);
    assert_int_equal(ev.col, 3);
    assert_false(input_next(in, 300, &ev));
    input_expect_report(in, 600);
    input_feed(in, "\033[5;2R", 6, 601);
    assert_false(input_next(in, 601, &ev));
    input_free(in);
}

static void terminfo_sequences_go_first(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_add_sequence(in, SPAN("\033[25~"), K_F1, MOD_SHIFT);
    input_add_sequence(in, SPAN("\033Q;x"), K_F7, 0);
    input_add_sequence(in, SPAN("\x7f"), K_DEL, 0); /* no sequence: left out */
    input_feed(in, "\033[25~\033Q", 7, 0);
    assert_true(input_next(in, 0, &ev));
    assert_true(event_is_mod_key(&ev, K_F1, MOD_SHIFT));
    assert_false(input_next(in, 0, &ev));
    input_feed(in, ";x\x7f", 3, 0);
    assert_true(input_next(in, 0, &ev));
    assert_true(event_is_key(&ev, K_F7));
    assert_true(input_next(in, 0, &ev));
    assert_true(event_is_key(&ev, K_BACKSPACE));
    input_free(in);
}

static void terminfo_never_changes_plain_arrows(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        int key;
    } plain[] = {{"\033[A", K_UP},    {"\033[B", K_DOWN}, {"\033[C", K_RIGHT}, {"\033[D", K_LEFT},
                 {"\033[H", K_HOME},  {"\033[F", K_END},  {"\033OA", K_UP},    {"\033OB", K_DOWN},
                 {"\033OC", K_RIGHT}, {"\033OD", K_LEFT}};
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    for (size_t i = 0; i < ARRAY_LEN(plain); i++)
        input_add_sequence(in, span_of(plain[i].bytes), K_F1, MOD_SHIFT);
    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        input_feed(in, plain[i].bytes, 3, 0);
        assert_true(input_next(in, 0, &ev));
        assert_true(event_is_key(&ev, plain[i].key));
    }
    input_free(in);
}

static void random_input_loses_and_invents_nothing(void **state) {
    (void)state;
    struct random random = {20261123};
    for (int round = 0; round < 400; round++) {
        struct input *in = input_new(INPUT_UTF8);
        struct input_log wanted = {STR_INIT, false}, got = {STR_INIT, false};
        struct str bytes = STR_INIT, typed = STR_INIT;
        for (size_t i = random_below(&random, 40); i > 0; i--) {
            if (random_below(&random, 3) == 0) {
                const struct input_sample *row = &keys[random_below(&random, ARRAY_LEN(keys) - 1)];
                if (wanted.in_text)
                    str_add_text(&wanted.words, ")|");
                wanted.in_text = false;
                str_add(&bytes, row->bytes);
                str_add_text(&wanted.words, row->log);
            } else {
                str_clear(&typed);
                str_add_char(&typed, (char32_t)(0x4e00 + random_below(&random, 20000)));
                struct event ev = {.kind = EVENT_TEXT, .text = str_span(&typed)};
                str_add(&bytes, str_span(&typed));
                input_log_event(&wanted, &ev);
            }
        }
        int64_t now = 0;
        for (size_t at = 0; at < bytes.len;) {
            size_t n = 1 + random_below(&random, 9);
            n = n < bytes.len - at ? n : bytes.len - at;
            input_feed(in, bytes.s + at, n, now);
            input_log_all(&got, in, now);
            at += n;
            now += bytes.s[at - 1] == '\033' ? 10 : (int)random_below(&random, 200);
            input_log_pass_time(&got, in, now);
        }
        assert_string_equal(got.words.s, wanted.words.s);
        assert_int_equal(input_deadline(in), -1);
        str_release(&bytes);
        str_release(&typed);
        str_release(&wanted.words);
        str_release(&got.words);
        input_free(in);
    }
}

static void any_bytes_at_all_are_read_without_harm(void **state) {
    (void)state;
    struct random random = {7};
    static const char likely[] = "\033[O;200~1\x1b]P\\\a\r\n\xe4\xb8\xadR";
    for (int round = 0; round < 300; round++) {
        struct input *in = input_new((enum input_charset)(round % 3));
        struct input_log log = {STR_INIT, false};
        int64_t now = 0;
        for (int i = 0; i < 60; i++) {
            char byte = random_below(&random, 4) == 0
                            ? (char)random_below(&random, 256)
                            : likely[random_below(&random, sizeof likely - 1)];
            input_set_escape_closes(in, random_below(&random, 2) == 0);
            input_feed(in, &byte, 1, now);
            input_log_all(&log, in, now);
            now += (int64_t)random_below(&random, 2000);
            input_log_pass_time(&log, in, now);
        }
        assert_true(utf8_is_valid(str_span(&log.words), NULL));
        str_release(&log.words);
        input_free(in);
    }
}

static void the_mouse_is_nobodys_while_it_is_off(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    char *log = input_log_parts(in, (struct span[]){SPAN("a\033[<0;33;12Mb")}, (int[]){0}, 1);
    assert_string_equal(log, "text(ab)|");
    mem_free(log);
    input_free(in);
}

static void a_stalled_paste_goes_on_with_tabs_and_line_ends(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct span parts[] = {SPAN("\033[200~abc"), SPAN("\td"), SPAN("\re"), SPAN("\nf"),
                           SPAN("\033[20"),      SPAN("1~"),  SPAN("g")};
    char *log = input_log_parts(in, parts, (int[]){4000, 0, 0, 0, 0, 0, 0}, ARRAY_LEN(parts));
    assert_string_equal(log, "paste(abc)0|paste(\td)0|paste(\re)0|paste(\nf)0|text(g)|");
    mem_free(log);
    input_free(in);
}

/* One unassigned character, or a NUL, is left out and counted; the others of the paste stay. */
static void a_paste_in_chinese_encodings_loses_only_what_is_none(void **state) {
    (void)state;
    expect(INPUT_GBK, SPAN("\033[200~\xd6\xd0\xa6\xfe\xce\xc4\033[201~"), "paste(中文)2|");
    expect(INPUT_GB18030, SPAN("\033[200~\xd6\xd0\xe3\x32\x9a\x36\xce\xc4\033[201~"),
           "paste(中文)4|");
    expect(INPUT_GBK, SPAN("\033[200~a\0b\033[201~"), "paste(ab)1|");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stalled_paste_goes_on_with_tabs_and_line_ends),
        cmocka_unit_test(a_paste_in_chinese_encodings_loses_only_what_is_none),
        cmocka_unit_test(the_mouse_is_nobodys_while_it_is_off),
        cmocka_unit_test(each_sequence_and_character_may_be_split_at_every_byte),
        cmocka_unit_test(sequences_survive_long_pauses_behind_their_introducer),
        cmocka_unit_test(a_sequence_parted_from_its_esc_turns_into_no_text),
        cmocka_unit_test(bytes_that_are_no_character_stand_alone_between_keys),
        cmocka_unit_test(bytes_that_are_no_character_end_a_sequence),
        cmocka_unit_test(a_paste_may_be_split_anywhere_and_stall),
        cmocka_unit_test(a_paste_without_its_end_is_handed_out_and_keys_work_again),
        cmocka_unit_test(a_long_burst_with_a_line_end_inside_is_a_paste),
        cmocka_unit_test(the_background_is_taken_only_when_asked_for),
        cmocka_unit_test(reports_of_an_old_mouse_are_no_text),
        cmocka_unit_test(reports_are_taken_only_when_asked_for),
        cmocka_unit_test(terminfo_sequences_go_first),
        cmocka_unit_test(terminfo_never_changes_plain_arrows),
        cmocka_unit_test(random_input_loses_and_invents_nothing),
        cmocka_unit_test(any_bytes_at_all_are_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
