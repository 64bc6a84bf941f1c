#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/quantity/quantity_name.h"

static bool is_name(const char32_t *text, size_t from, size_t to) {
    return quantity_is_name((struct points){text, points_length_of(text)}, from, to);
}

static void numerals_of_names_count_nothing(void **state) {
    (void)state;
    assert_true(is_name(U"通过“五个到户”敲门", 3, 5));
    assert_true(is_name(U"增强四个意识", 2, 4));
    assert_true(is_name(U"中央八项规定", 2, 4));
    assert_true(is_name(U"《五个办法》", 1, 3));
    assert_true(is_name(U"残疾人两项补贴", 3, 5));
    assert_true(is_name(U"落实三项制度", 2, 4));
}

static void what_is_counted_is_no_name(void **state) {
    (void)state;
    assert_false(is_name(U"打造两个特色品牌", 2, 4));
    assert_false(is_name(U"“创建”之后，新增两个品牌", 9, 11));
    assert_false(is_name(U"“三会”。新增两个", 7, 9));
    assert_false(is_name(U"“30条举措”", 1, 4)); /* digits may have changed */
    assert_false(is_name(U"两个", 0, 2));
    assert_false(is_name(U"发放五项补贴", 2, 4));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numerals_of_names_count_nothing),
        cmocka_unit_test(what_is_counted_is_no_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
