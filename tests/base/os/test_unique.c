#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/os/unique.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void no_number_comes_twice(void **state) {
    enum { DRAWN = 200 };
    int64_t drawn[DRAWN];
    (void)state;
    for (size_t i = 0; i < DRAWN; i++) {
        drawn[i] = unique_number();
        assert_true(drawn[i] > 0);
        for (size_t before = 0; before < i; before++)
            assert_true(drawn[before] != drawn[i]);
    }
}

static void a_child_draws_others(void **state) {
    int64_t mine, theirs = 0;
    int ends[2];
    (void)state;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    mine = unique_number();
    if (child == 0)
        _exit(write(ends[1], &mine, sizeof mine) == (ssize_t)sizeof mine ? 0 : 1);
    assert_int_equal(read(ends[0], &theirs, sizeof theirs), sizeof theirs);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_true(mine != theirs);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void digits_are_128_bits(void **state) {
    struct str one = STR_INIT, other = STR_INIT;
    (void)state;
    unique_add_digits(&one);
    unique_add_digits(&other);
    assert_int_equal(one.len, 32);
    assert_int_equal(strspn(one.s, "0123456789abcdef"), 32);
    assert_string_not_equal(one.s, other.s);
    str_release(&one);
    str_release(&other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_number_comes_twice),
        cmocka_unit_test(a_child_draws_others),
        cmocka_unit_test(digits_are_128_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
