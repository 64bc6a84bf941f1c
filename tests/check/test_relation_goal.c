#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void verdict_fits_aim_and_actual(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"一次验收优良率目标值不低于90%，实际为88.5%，已达到目标值。", "error comparison"},
        {"一次验收优良率目标值不低于90%，实际为91.5%，已达到目标值。", NULL},
        {"群众满意度目标≥95%，实际完成93.2%，已完成。", "error comparison"},
        {"群众满意度目标≥95%，实际完成96.2%，已完成。", NULL},
        {"群众满意度目标≥95%，实际完成96.2%，未完成。", "error comparison"},
        {"服务对象满意度目标值90%以上，实际完成值92%，未达标。", "error comparison"},
        {"全年计划培训12期，实际培训11期，全面完成年度目标。", "error comparison"},
        {"全年计划培训12期，实际培训12期，全面完成年度目标。", NULL},
        {"全年计划培训12期，实际培训12期，未达到目标。", "error comparison"},
        {"投诉量控制目标≤30件，实际35件，达到预期目标。", "error comparison"},
        {"投诉量控制目标≤30件，实际25件，达到预期目标。", NULL},
        {"新建卫生厕所275座，超额完成上级下达的280座任务。", "error comparison"},
        {"新建卫生厕所286座，超额完成上级下达的280座任务。", NULL},
        {"项目成本计划200万元，实际190万元，已完成。", NULL},
        {"全年计划检查60次，已完成30次，其中夜查12次。", NULL},
        {"计划修路12公里，已完成10公里，剩余2公里年底前完成任务。", NULL},
        {"旱厕改造任务450户，3月底前完成120户，6月底前累计完成290户，9月底前累计完成450户，提前一个"
         "季度完成任务。",
         NULL},
    };
    RUN(cases);
}

static void progress_through_the_year_does_not_fall(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"一季度完成全年任务的28%，二季度末达到53%，三季度末达到49%，全年完成100%。",
         "error comparison"},
        {"一季度完成全年任务的28%，二季度末达到53%，三季度末达到79%，全年完成100%。", NULL},
        {"截至6月底支出进度52%，截至9月底支出进度48%。", "error comparison"},
        {"一季度同比增长8%，上半年增长6.5%，前三季度增长6.1%。", NULL},
        {"全年支出进度：6月底56%，9月底52%，12月底100%。", "error comparison"},
        {"全年支出进度：6月底52%，9月底76%，12月底100%。", NULL},
        {"一季度增长12%，上半年增长10%，前三季度增长9.2%，全年增长8%。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdict_fits_aim_and_actual),
        cmocka_unit_test(progress_through_the_year_does_not_fall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
