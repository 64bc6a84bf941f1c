#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

static void what_is_written_out_gives_what_it_says(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"公用经费控制率=（实际支出171.36万元÷预算安排180.00万元）×100%=92.50%。", "error rate"},
        {"公用经费控制率=（实际支出171.36万元÷预算安排180.00万元）×100%=95.20%。", NULL},
        {"完整率=已编数÷应编数×100%=46÷50×100%=96%。", "error rate"},
        {"完整率=已编数÷应编数×100%=46÷50×100%=92%。", NULL},
        {"执行率为92.7%（1,944/2,000）。", "error rate"},
        {"执行率为97.2%（1,944/2,000）。", NULL},
        {"调整率为8.49%（调整数÷年初数×100%＝166.45÷1,862.40×100%）。", "error rate"},
        {"调整率为8.94%（调整数÷年初数×100%＝166.45÷1,862.40×100%）。", NULL},
        {"补助=12×350=4,500元。", "error product"},
        {"补助=12×350=4,200元。", NULL},
        /* no reckonings */
        {"得分率＝得分÷分值×100%，全部指标均按此计算。", NULL},
        {"依据GB/T 15834=2011编制，A/B级占40%（甲/乙）。", NULL},
        {"整改率100%（2024/12前完成）。", NULL},
        {"投入产出比=1.2亿元÷800万元=15。", NULL},
    };
    support_check_cases(check_numbers, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_written_out_gives_what_it_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
