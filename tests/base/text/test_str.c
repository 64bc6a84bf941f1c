#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/str.h"
#include "tests/support/random.h"

#include <string.h>

static void assert_str(const struct str *s, struct span want) {
    assert_true(span_equal(str_span(s), want));
    assert_non_null(s->s);
    assert_int_equal(s->s[s->len], '\0');
    assert_true(s->len < s->cap || (s->len == 0 && s->s == str_empty));
    assert_int_equal(str_empty[0], '\0');
}

static void an_empty_text_is_a_text(void **state) {
    (void)state;
    struct str s = STR_INIT, t;
    assert_str(&s, SPAN(""));
    str_add(&s, SPAN(""));
    str_splice(&s, 0, 0, SPAN(""));
    str_cut(&s, 0);
    str_clear(&s);
    assert_str(&s, SPAN(""));
    assert_int_equal(s.cap, 0);
    str_init(&t);
    str_set(&t, str_span(&s));
    assert_str(&t, SPAN(""));
    char *detached = str_detach(&s);
    assert_string_equal(detached, "");
    mem_free(detached);
    str_release(&s);
    str_release(&s);
    str_release(&t);
}

static void pieces_are_appended(void **state) {
    (void)state;
    struct str s = STR_INIT;
    str_add_text(&s, "绩效");
    str_add_byte(&s, '\0');
    str_add_char(&s, U'价');
    str_add_char(&s, 0x20000);
    str_add_repeat(&s, SPAN("　"), 2);
    str_add_repeat(&s, SPAN("x"), 0);
    str_add_format(&s, "%d %s", 42, "分");
    assert_str(&s, SPAN("绩效\0价𠀀　　42 分"));
    char *detached = str_detach(&s);
    assert_memory_equal(detached, "绩效\0价", 10);
    mem_free(detached);
    assert_str(&s, SPAN(""));
}

static void a_text_longer_than_the_room_is_formatted_whole(void **state) {
    (void)state;
    struct str s = STR_INIT, lengthy = STR_INIT;
    str_add_repeat(&lengthy, SPAN("年"), 5000);
    str_add_format(&s, "<%s>", lengthy.s);
    assert_int_equal(s.len, 15002);
    assert_int_equal(s.s[15001], '>');
    str_cut(&s, 4);
    assert_str(&s, SPAN("<年"));
    str_release(&s);
    str_release(&lengthy);
}

/* Against memmove on a plain array. */
static void a_splice_is_what_it_says(void **state) {
    (void)state;
    struct random random = {7};
    struct str s = STR_INIT, more = STR_INIT;
    char plain[4096];
    size_t n = 0;
    for (int round = 0; round < 2000; round++) {
        size_t at = random_below(&random, n + 1);
        size_t removed = random_below(&random, n - at + 1);
        str_clear(&more);
        random_add_text(&more, &random, random_below(&random, n < 1000 ? 60 : 5), true);
        memmove(plain + at + more.len, plain + at + removed, n - at - removed);
        memcpy(plain + at, more.s, more.len);
        n = n - removed + more.len;
        str_splice(&s, at, removed, str_span(&more));
        assert_str(&s, (struct span){plain, n});
    }
    str_release(&s);
    str_release(&more);
}

static void cleared_text_keeps_its_memory(void **state) {
    (void)state;
    struct str s = STR_INIT;
    str_reserve(&s, 100);
    assert_str(&s, SPAN(""));
    const char *block = s.s;
    str_add_repeat(&s, SPAN("x"), 100);
    assert_ptr_equal(s.s, block);
    str_clear(&s);
    assert_ptr_equal(s.s, block);
    assert_str(&s, SPAN(""));
    str_release(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_is_a_text),
        cmocka_unit_test(pieces_are_appended),
        cmocka_unit_test(a_text_longer_than_the_room_is_formatted_whole),
        cmocka_unit_test(a_splice_is_what_it_says),
        cmocka_unit_test(cleared_text_keeps_its_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
