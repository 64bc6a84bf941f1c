#include "ui/term/signals.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void without_a_file_left_it_says_what_to_do(void **state) {
    struct rlimit before, none = {0};
    struct err err = {0};
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none.rlim_max = before.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    enum rc rc = signals_open(&err);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(rc, RC_INPUT);
    assert_non_null(strstr(err.text, "请关闭其他程序后再试"));
    signals_close(); /* nothing is open */
    assert_int_equal(signals_open(&err), RC_OK);
    signals_close();
}

static void what_came_is_taken_once(void **state) {
    struct err err = {0};
    (void)state;
    assert_int_equal(signals_open(&err), RC_OK);
    assert_int_equal(signals_take(), 0);
    assert_int_equal(raise(SIGWINCH), 0);
    assert_int_equal(raise(SIGHUP), 0);
    assert_int_equal(signals_take(), SIGNALS_RESIZE | SIGNALS_END);
    assert_int_equal(signals_take(), 0);
    signals_close();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_left_it_says_what_to_do),
        cmocka_unit_test(what_came_is_taken_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
