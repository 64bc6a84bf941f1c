#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/work.h"

#include <signal.h>

static void every_thing_is_begun_once(void **state) {
    (void)state;
    struct work work;
    work_begin(&work, "导出", 3, true);
    for (size_t i = 1; i <= 3; i++) {
        assert_true(work_next(&work));
        assert_int_equal(work.done, i);
    }
    work_end(&work);
}

static void an_interrupt_stops_before_the_next_thing(void **state) {
    (void)state;
    struct work work;
    work_begin(&work, "导出", 3, true);
    assert_true(work_next(&work));
    assert_int_equal(raise(SIGINT), 0);
    assert_false(work_next(&work));
    assert_int_equal(work.done, 1);
    work_end(&work);
    work_begin(&work, "导出", 3, true); /* it stopped that work, not the next one */
    assert_true(work_next(&work));
    work_end(&work);
}

static void one_long_thing_is_told_how_far_it_is(void **state) {
    (void)state;
    struct work work;
    work_begin(&work, "检查", 0, true);
    assert_true(work_reach(&work, 40));
    assert_int_equal(work.done, 40);
    assert_int_equal(raise(SIGINT), 0);
    assert_false(work_reach(&work, 60));
    assert_int_equal(work.done, 40);
    work_end(&work);
}

static void an_interrupt_means_after_the_work_what_it_meant_before(void **state) {
    (void)state;
    struct work work;
    struct sigaction now, ignored = {.sa_handler = SIG_IGN}, before;
    assert_int_equal(sigaction(SIGINT, &ignored, &before), 0);
    work_begin(&work, "导出", 1, true);
    assert_int_equal(raise(SIGINT), 0); /* ignored before, so ignored now */
    assert_true(work_next(&work));
    work_end(&work);
    assert_int_equal(sigaction(SIGINT, &before, &now), 0);
    assert_ptr_equal(now.sa_handler, SIG_IGN);
    work_begin(&work, "导出", 1, true);
    work_end(&work);
    assert_int_equal(sigaction(SIGINT, NULL, &now), 0);
    assert_ptr_equal(now.sa_handler, before.sa_handler);
}

int main(void) {
    const struct sigaction usual = {.sa_handler = SIG_DFL};
    if (sigaction(SIGINT, &usual, NULL) != 0) /* what runs in the background has it ignored */
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_thing_is_begun_once),
        cmocka_unit_test(an_interrupt_stops_before_the_next_thing),
        cmocka_unit_test(one_long_thing_is_told_how_far_it_is),
        cmocka_unit_test(an_interrupt_means_after_the_work_what_it_meant_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
