#include "base/mem.h"
#include "base/text/str.h"
#include "base/text/texts.h"
#include "tests/support/random.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void no_text_is_no_copy(void **state) {
    struct texts texts = {0};
    (void)state;
    assert_null(texts_copy(&texts, (struct span){NULL, 0}));
    texts_release(&texts);
    assert_null(texts.newest);
}

static struct span piece(struct str *all, struct random *random) {
    static const size_t mosts[] = {1, 3, 60, 900, 5000, 40000};
    return span_sub(str_span(all), 0, random_below(random, mosts[random_below(random, 6)]));
}

/* Of any lengths, the copies stay what they are, changed in place each for itself. */
static void copies_stay_apart(void **state) {
    enum { COUNT = 2000 };
    static char *copies[COUNT];
    static size_t lengths[COUNT];
    struct random random = {9};
    struct texts texts = {0};
    struct str all = STR_INIT;
    (void)state;
    str_add_repeat(&all, SPAN("x"), 40000);
    for (size_t i = 0; i < COUNT; i++) {
        struct span text = piece(&all, &random);
        copies[i] = texts_copy(&texts, text);
        lengths[i] = text.n;
        memset(copies[i], 'a' + (int)(i % 26), text.n);
    }
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(strlen(copies[i]), lengths[i]);
        for (size_t k = 0; k < lengths[i]; k++)
            assert_int_equal(copies[i][k], 'a' + (int)(i % 26));
    }
    str_release(&all);
    texts_release(&texts);
    assert_null(texts.newest);
}

static void many_short_texts_need_few_blocks(void **state) {
    struct texts texts = {0};
    (void)state;
    const char *first = texts_copy(&texts, SPAN("甲"));
    const char *second = texts_copy(&texts, SPAN("乙"));
    assert_ptr_equal(second, first + sizeof "甲");
    assert_string_equal(first, "甲");
    assert_string_equal(second, "乙");
    texts_release(&texts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_is_no_copy),
        cmocka_unit_test(copies_stay_apart),
        cmocka_unit_test(many_short_texts_need_few_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
