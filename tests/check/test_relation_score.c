#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void score_fits_its_weight(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"产出指标40分，自评得分42分。", "error score"},
        {"产出指标40分，自评得分38分。", NULL},
        {"投入10分、过程20分、产出40分、效果30分，自评总得分96分，其中投入10分、过程19分、产出38分"
         "、效果28分。",
         "error sum"},
        {"自评总得分95分，其中投入10分、过程19分、产出38分、效果28分。", NULL},
        /* of each two numbers the first is what could be had */
        {"自评得分93.6分。其中：投入10分得9.5分，过程30分得27.6分，产出35分得33.5分，效果25分得23分"
         "。",
         NULL},
        {"自评得分94.6分。其中：投入10分得9.5分，过程30分得27.6分，产出35分得33.5分，效果25分得23分"
         "。",
         "error sum"},
        {"指标满分100分，其中投入10分得9.5分，过程30分得27.6分，产出35分得33.5分，效果25分得23分。",
         NULL},
        {"决策15分，得14分；过程25分，得23分；产出35分，得33分；效益25分，得23分；合计100分，得93分"
         "。",
         NULL},
        {"过程得22.5分，其中预算执行8.5分、资金管理7分、资产管理6分。", "error sum"},
        {"过程得21.5分，其中预算执行8.5分、资金管理7分、资产管理6分。", NULL},
        {"产出共扣6分，其中数量扣2分、质量扣1分、时效扣2分。", "error sum"},
        {"产出共扣6分，其中数量扣2分、质量扣2分、时效扣2分。", NULL},
        {"过程得18分，其中资金管理得6分、项目管理得5分、财务管理得4分。", NULL},
        {"过程得22.5分，其中预算执行4分、资金管理3分、资产管理3分。", NULL},
        {"自评得分94分，其中投入10分、过程19分、产出38分、效果28分。", "error sum"},
        {"该项权重8分，扣1.5分，得7.5分。", "error score"},
        {"该项权重8分，扣1.5分，得6.5分。", NULL},
        {"满分10分，扣2分，得分9分。", "error score"},
        {"满分10分，扣2分，得分8分。", NULL},
    };
    RUN(cases);
}

static void a_full_mark_in_a_bracket_is_no_part(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        /* what was had, and in the bracket what could be */
        {"各项得分为：投入13.2分（15分）、过程28.4分（30分）、产出24分（25分）、效益27分（30分），"
         "总分92.6分（100分）。",
         NULL},
        {"各项得分为：投入13.2分（15分）、过程28.4分（30分）、产出24分（25分）、效益27分（30分），"
         "总分93.6分（100分）。",
         "error sum"},
        {"自评得分92.6分：投入13.2分（满分15分）、过程28."
         "4分（满分30分）、产出24分（满分25分）、效益"
         "27分（满分30分）。",
         NULL},
        {"自评得分94.6分，其中投入13.2分（15分）、过程28.4分（30分）、产出24分（25分）、效益27分"
         "（30分）。",
         "error sum"},
        /* what could be had, and in the bracket what was */
        {"决策15分（得13分），管理30分（得28.5分），产出25分（得24分），效果30分（得27.5分），总得"
         "分93分。",
         NULL},
        {"决策15分（得13分），管理30分（得28.5分），产出25分（得24分），效果30分（得27.5分），总得"
         "分94分。",
         "error sum"},
        {"总得分93分，其中决策15分（得13分）、管理30分（得28.5分）、产出25分（得24分）、效果30分"
         "（得27.5分）。",
         NULL},
        {"总得分92分，其中决策15分（得13分）、管理30分（得28.5分）、产出25分（得24分）、效果30分"
         "（得27.5分）。",
         "error sum"},
        {"决策15分（13分），管理30分（28.5分），产出25分（24分），效果30分（27.5分），合计93分。",
         NULL},
        /* of all that could be had */
        {"决策15分（得13分），管理30分（得28.5分），产出25分（得24分），效果30分（得27.5分），合计"
         "100分。",
         NULL},
        {"决策15分（得13分），管理30分（得28.5分），产出25分（得24分），效果35分（得27.5分），合计"
         "100分。",
         "error sum"},
        /* a list in a bracket has parts all the same */
        {"过程得20分（预算12分、资产9分）。", "error sum"},
        {"过程得21分（预算12分、资产9分）。", NULL},
    };
    RUN(cases);
}

static void grade_and_weights_fit_the_score(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"自评总分94.3分，自评等级为“良”。", "error score"},
        {"自评总分94.3分，自评等级为“优”。", NULL},
        {"综合得分88.5分，评价等级为“良”。", NULL},
        {"综合得分88.5分，评价等级为“优”。", "error score"},
        {"评价采用百分制，设投入（15分）、过程（25分）、产出（35分）、效果（30分）四类指标。",
         "error score"},
        {"评价采用百分制，设投入（15分）、过程（25分）、产出（35分）、效果（25分）四类指标。",
         NULL},
        {"综合得分95.8分。\n甲项目得分98.5分。", NULL},
        {"经综合评价，项目得分86分，评价等级为“优”（90分及以上为优，80—90分为良）。",
         "error score"},
        {"经综合评价，项目得分86分，评价等级为“良”（90分及以上为优，80—90分为良）。", NULL},
        {"自评得分91.2分，评定等次为良。", "error score"},
        {"产出指标得48.20分，合计得分94.70分，自评等次为“优”。", NULL},
        {"投入（15分）得14.2分、过程（25分）得23.8分、产出（35分）得33.6分、效果（25分）得23."
         "4分，总分95分，等级为优。",
         NULL},
        {"自评得分86.5分（满分100分），等级为优。", "error score"},
        {"自评得分86.5分（满分100分），等级为良。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(score_fits_its_weight),
        cmocka_unit_test(a_full_mark_in_a_bracket_is_no_part),
        cmocka_unit_test(grade_and_weights_fit_the_score),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
