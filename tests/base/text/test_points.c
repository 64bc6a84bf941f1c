#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/points.h"

static void a_list_gives_its_words_one_after_another(void **state) {
    (void)state;
    const char32_t *list = U"转入/迁入/流";
    char32_t word[POINTS_WORD_MOST];
    assert_int_equal(points_take_word(&list, word), 2);
    assert_memory_equal(word, U"转入", sizeof U"转入");
    assert_int_equal(points_take_word(&list, word), 2);
    assert_memory_equal(word, U"迁入", sizeof U"迁入");
    assert_int_equal(points_take_word(&list, word), 1);
    assert_memory_equal(word, U"流", sizeof U"流");
    assert_int_equal(points_take_word(&list, word), 0);
    assert_int_equal(points_take_word(&list, word), 0);
    assert_int_equal(*list, 0);
}

static size_t in_common(const char32_t *a, const char32_t *b) {
    return points_in_common((struct points){a, points_length_of(a)},
                            (struct points){b, points_length_of(b)});
}

static void what_two_texts_have_in_common_stands_in_their_order(void **state) {
    (void)state;
    assert_int_equal(in_common(U"存在的问题", U"存在的主要问题"), 5);
    assert_int_equal(in_common(U"存在的主要问题", U"存在的问题"), 5);
    assert_int_equal(in_common(U"问题和建议", U"建议和问题"), 2); /* 问题 or 建议 */
    assert_int_equal(in_common(U"基本情况", U""), 0);
    assert_int_equal(in_common(U"", U""), 0);

    char32_t longer[2 * POINTS_COMPARED_MOST + 1];
    for (size_t i = 0; i < 2 * POINTS_COMPARED_MOST; i++)
        longer[i] = U'长';
    longer[2 * POINTS_COMPARED_MOST] = 0;
    assert_int_equal(in_common(longer, longer), POINTS_COMPARED_MOST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_gives_its_words_one_after_another),
        cmocka_unit_test(what_two_texts_have_in_common_stands_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
