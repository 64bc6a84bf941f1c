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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_list_gives_its_words_one_after_another)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
