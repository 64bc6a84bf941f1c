#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/stops.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_stops, cases, ARRAY_LEN(cases))

static void paragraph_and_sentence_end_rightly(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"主要原因是投入不足？", "warning stop"}, {"下一步，我们将加强管理；", "warning stop"},
        {"加强管理，规范流程，", "warning stop"}, {"主要原因是什么？是投入不足。", NULL},
        {"是否达标？能否按期完成？", NULL},       {"加强管理；\n规范流程。", NULL},
        {"加强管理，规范流程。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraph_and_sentence_end_rightly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
