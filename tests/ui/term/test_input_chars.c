/* Characters in the terminal's encodings, wherever their bytes are parted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/charset.h"
#include "base/text/charset_encode.h"
#include "base/text/width_table.h"
#include "tests/support/input_log.h"

#include <stdlib.h>
#include <string.h>

#define ROW(literal, log) INPUT_SAMPLE(literal, log)

static const struct input_charset_name {
    enum input_charset charset;
    const char *name;
} charsets[] = {{INPUT_UTF8, "utf-8"}, {INPUT_GBK, "gbk"}, {INPUT_GB18030, "gb18030"}};

static const struct input_sample texts[] = {
    ROW("\xe4\xb8\xad", "text(\xe4\xb8\xad)|"),
    ROW("\xe4\xb8\xad\xe6\x96\x87\xef\xbc\x8c"
        "a",
        "text(\xe4\xb8\xad\xe6\x96\x87\xef\xbc\x8c"
        "a)|"),
    ROW("\xf0\xa0\x80\x80", "text(\xf0\xa0\x80\x80)|"),
    ROW("\xef\xbc\xa1", "text(\xef\xbc\xa1)|"),
    ROW("\xc2\x9b"
        "A",
        "text(\xc2\x9b"
        "A)|"),
    ROW("\x7f\x08\r\n\t", "BS|BS|Enter|Tab|"),
    ROW("\x13\x11\x1a\x16\x1e", "^S|^Q|^Z|^V|^^|"),
    ROW("\0", ""),
    ROW("\xff"
        "ab",
        "bad(ff)|text(ab)|"),
    ROW("a\x80z", "text(a)|bad(80)|text(z)|"),
    ROW("\xe4\xb8"
        "ab",
        "bad(e4)|bad(b8)|text(ab)|"),
    ROW("\xe4\xb8\xe6\x96\x87", "bad(e4)|bad(b8)|text(\xe6\x96\x87)|"),
    ROW("\xe4\033[A", "bad(e4)|Up|"),
    ROW("\xc0\xaf"
        "x",
        "bad(c0)|bad(af)|text(x)|"),
    ROW("\xed\xa0\x80x", "bad(ed)|bad(a0)|bad(80)|text(x)|"),
    ROW("\x9b"
        "A",
        "bad(9b)|text(A)|"),
    ROW("\033[\033[A", "Up|"),
    ROW("\033[\xe4\xb8\xad", "text(\xe4\xb8\xad)|"),
    ROW("\033O\xe4\xb8\xad", "text(\xe4\xb8\xad)|"),
    ROW("\033]\xe4\xb8\xad", "text(\xe4\xb8\xad)|"),
    ROW("\033[12\r", "Enter|"),
};

static void characters_survive_long_pauses_at_every_byte(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        if (memchr(texts[i].bytes.p, '\n', texts[i].bytes.n) == NULL)
            input_sample_check(&texts[i], INPUT_UTF8, 5000, false);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        char *log = input_log_split(INPUT_UTF8, texts[i].bytes, texts[i].bytes.n, 0);
        assert_string_equal(log, texts[i].log);
        mem_free(log);
    }
}

static void adjacent_characters_of_one_read_are_one_event(void **state) {
    (void)state;
    struct input *in = input_new(INPUT_UTF8);
    struct event ev;
    input_feed(in, "\xe4\xb8\xad\xe6\x96\x87", 6, 0);
    input_feed(in, "x", 1, 5);
    assert_true(input_next(in, 5, &ev));
    assert_int_equal(ev.text.n, 6);
    assert_true(input_next(in, 5, &ev));
    assert_int_equal(ev.text.n, 1);
    input_feed(in, "\xe4\xb8", 2, 10);
    assert_false(input_next(in, 10, &ev));
    input_feed(in, "\xad\xe6\x96\x87", 4, 20);
    assert_true(input_next(in, 20, &ev));
    assert_int_equal(ev.text.n, 6);
    input_free(in);
}

static void chinese_encodings_are_decoded_wherever_they_are_split(void **state) {
    (void)state;
    static const struct {
        enum input_charset charset;
        struct input_sample sample;
    } rows[] = {
        {INPUT_GBK, ROW("\xd6\xd0\xce\xc4", "text(\xe4\xb8\xad\xe6\x96\x87)|")},
        {INPUT_GBK, ROW("\x81\x5b\033[A", "text(\xe4\xb9\x95)|Up|")},
        {INPUT_GBK, ROW("a\xd6\033[A\xff", "text(a)|bad(d6)|Up|bad(ff)|")},
        {INPUT_GBK, ROW("\xd6\xd0\xfe\xa1x", "text(\xe4\xb8\xad)|bad(fe)|bad(a1)|text(x)|")},
        {INPUT_GB18030, ROW("\x95\x32\x82\x36\xd6\xd0", "text(\xf0\xa0\x80\x80\xe4\xb8\xad)|")},
        {INPUT_GB18030, ROW("\x81\x30\x81x", "bad(81)|text(0\xe4\xba\x81)|")},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        for (size_t at = 0; at <= rows[i].sample.bytes.n; at++) {
            if (at > 0 && rows[i].sample.bytes.p[at - 1] == '\033')
                continue;
            char *log = input_log_split(rows[i].charset, rows[i].sample.bytes, at, 2000);
            assert_string_equal(log, rows[i].sample.log);
            mem_free(log);
        }
}

/* What was typed comes out whole and in order, however the bytes arrive. */
/* What the events say that came in, as bytes again: texts encoded anew and bad bytes. */
static void add_bytes(struct str *out, struct span log, const char *charset) {
    struct charset_report report;
    while (log.n > 0) {
        if (span_take_prefix(&log, SPAN("bad("))) {
            str_add_byte(out, (char)strtol(log.p, NULL, 16));
        } else {
            assert_true(span_take_prefix(&log, SPAN("text(")));
            /* ")|" ends it: no other character is tried here that ends so */
            size_t end = span_find(log, SPAN(")|"));
            assert_int_equal(
                charset_encode(out, span_sub(log, 0, end), charset, CHARSET_REFUSE, &report, NULL),
                RC_OK);
        }
        log = span_sub(log, span_find(log, SPAN(")|")) + 2, log.n);
    }
}

static void check_accounted(const struct input_charset_name *charset, char32_t c, struct span bytes,
                            size_t at, const char *log) {
    struct str back = STR_INIT;
    add_bytes(&back, span_of(log), charset->name);
    if (!span_equal(str_span(&back), bytes))
        fail_msg("U+%04X in %s with a bad byte at %zu: %s", (unsigned)c, charset->name, at, log);
    str_release(&back);
}

/* One character between two bytes that belong to none, split at every byte; and torn apart by such
 * a byte: its pieces are said or are characters of their own, byte for byte. */
static void check_char(const struct input_charset_name *charset, char32_t c) {
    struct str point = STR_INIT, bytes = STR_INIT, wanted = STR_INIT, torn = STR_INIT;
    struct charset_report report;
    str_add_char(&point, c);
    str_add_byte(&bytes, '\xff');
    if (charset_encode(&bytes, str_span(&point), charset->name, CHARSET_REFUSE, &report, NULL) ==
        RC_OK) {
        str_add_byte(&bytes, '\xff');
        str_add_format(&wanted, "bad(ff)|text(%s)|bad(ff)|", point.s);
        for (size_t at = 1; at < bytes.len; at++) {
            char *log = input_log_split(charset->charset, str_span(&bytes), at, 2000);
            if (strcmp(log, wanted.s) != 0)
                fail_msg("U+%04X in %s, split at %zu: %s", (unsigned)c, charset->name, at, log);
            mem_free(log);
            str_set(&torn, span_sub(str_span(&bytes), 0, at));
            str_add_byte(&torn, '\xff');
            str_add(&torn, span_sub(str_span(&bytes), at, bytes.len));
            log = input_log_split(charset->charset, str_span(&torn), at, 0);
            check_accounted(charset, c, str_span(&torn), at, log);
            mem_free(log);
        }
    }
    str_release(&torn);
    str_release(&point);
    str_release(&bytes);
    str_release(&wanted);
}

static void every_character_arrives_whole_between_and_torn_by_invalid_bytes(void **state) {
    enum { PRIVATE = 0xe000, PRIVATE_STEP = 331, HAN_STEP = 41 };
    (void)state;
    for (size_t s = 0; s < ARRAY_LEN(charsets); s++) {
        for (size_t i = 0; i < ARRAY_LEN(WIDTH_AMBIGUOUS); i++) {
            char32_t first = WIDTH_AMBIGUOUS[i].first, last = WIDTH_AMBIGUOUS[i].last;
            for (char32_t c = first; c < last; c += c < PRIVATE ? 1 : PRIVATE_STEP)
                check_char(&charsets[s], c);
            check_char(&charsets[s], last);
        }
        for (char32_t c = 0x3001; c < 0x31350; c += HAN_STEP)
            if (c < 0xd800 || c > 0xdfff)
                check_char(&charsets[s], c);
    }
}

static void letters_are_commands_only_alone(void **state) {
    (void)state;
    struct event ev = {.kind = EVENT_TEXT, .text = SPAN("R")};
    assert_int_equal(event_letter(&ev), 'r');
    ev.text = SPAN("\xef\xbc\xb2"); /* full-width R */
    assert_int_equal(event_letter(&ev), 'r');
    ev.text = SPAN("ab");
    assert_int_equal(event_letter(&ev), 0);
    ev.text = SPAN("\xe4\xb8\xad");
    assert_int_equal(event_letter(&ev), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adjacent_characters_of_one_read_are_one_event),
        cmocka_unit_test(characters_survive_long_pauses_at_every_byte),
        cmocka_unit_test(chinese_encodings_are_decoded_wherever_they_are_split),
        cmocka_unit_test(every_character_arrives_whole_between_and_torn_by_invalid_bytes),
        cmocka_unit_test(letters_are_commands_only_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
