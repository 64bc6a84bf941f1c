#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/slip.h"

static void a_slip_is_named_by_what_it_does(void **state) {
    (void)state;
    assert_int_equal(slip_between(1856, 1865), SLIP_SWAP);
    assert_int_equal(slip_between(51, 15), SLIP_SWAP);
    assert_int_equal(slip_between(2620, 2820), SLIP_DIGIT);
    assert_int_equal(slip_between(1014, 10140), SLIP_POINT);
    assert_int_equal(slip_between(3860, 386), SLIP_POINT);
    assert_int_equal(slip_between(1234, 12934), SLIP_LENGTH);
    assert_int_equal(slip_between(12934, 1234), SLIP_LENGTH);
    assert_int_equal(slip_between(1856, 1856), SLIP_NONE);
    assert_int_equal(slip_between(1856, 1678), SLIP_NONE);
    assert_int_equal(slip_between(48, 8), SLIP_LENGTH); /* no digit is written 0 in front */
    assert_int_equal(slip_between(120, 12), SLIP_POINT);
    assert_int_equal(slip_between(12, -12), SLIP_NONE);
}

static void the_list_and_the_comparison_agree(void **state) {
    (void)state;
    static const int64_t numbers[] = {3, 15, 100, 909, 1862, 196651, 45120900};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        int64_t meant[SLIP_MOST];
        enum slip kinds[SLIP_MOST];
        size_t count = slip_list(numbers[i], meant, kinds);
        assert_true(count > 10);
        for (size_t k = 0; k < count; k++)
            if (meant[k] != numbers[i] && meant[k] > 0)
                assert_true(slip_between(numbers[i], meant[k]) <= kinds[k] &&
                            slip_between(numbers[i], meant[k]) != SLIP_NONE);
    }
}

static void the_rarer_slip_makes_fewer_numbers(void **state) {
    (void)state;
    for (int digits = 1; digits < 10; digits++)
        for (enum slip kind = SLIP_SWAP; kind < SLIP_LENGTH; kind++)
            assert_true(slip_chances(digits, kind) < slip_chances(digits, kind + 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_named_by_what_it_does),
        cmocka_unit_test(the_list_and_the_comparison_agree),
        cmocka_unit_test(the_rarer_slip_makes_fewer_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
