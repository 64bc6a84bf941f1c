#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void words_of_comparison_fit_the_figures(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"决算数42万元，预算数38万元，决算数小于预算数。", "error comparison"},
        {"决算数38万元，预算数42万元，决算数小于预算数。", NULL},
        {"支出预算为50万元，支出决算为52万元。决算数大于预算数的主要原因是人员增加。", NULL},
        {"支出预算为50万元，支出决算为52万元。决算数小于预算数的主要原因是人员减少。",
         "error comparison"},
        {"支出预算为50万元，支出决算为50万元，决算数与预算数持平。", NULL},
        {"印刷费1.5万元，与上年持平，增长3%。", "error comparison"},
        {"印刷费1.5万元，与上年持平，较预算减少0.1万元。", NULL},
    };
    RUN(cases);
}

static void level_that_a_figure_is_held_against(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"决算数15.6万元，高于预算数16.2万元，超支0.6万元。", "error comparison"},
        {"实际支出86万元，低于年初预算82万元。", "error comparison"},
        {"实际支出82万元，低于年初预算86万元。", NULL},
        {"执行率92.5%，高于全区平均水平94.1%。", "error comparison"},
        {"执行率94.5%，高于全区平均水平92.1%。", NULL},
        {"公用经费实际支出56万元，小于预算数52万元。", "error comparison"},
        {"本年接待费2.4万元，与上年2.6万元持平。", "error comparison"},
        {"本年接待费2.4万元，与上年2.4万元持平。", NULL},
        {"群众满意度88.6%，超过目标值90%。", "error comparison"},
        {"群众满意度92.6%，超过目标值90%。", NULL},
        {"合格率96.2%，未达到95%的目标值。", "error comparison"},
        {"合格率94.2%，未达到95%的目标值。", NULL},
        {"本年支出380万元，较上年365万元有所下降。", "error comparison"},
        {"本年支出350万元，较上年365万元有所下降。", NULL},
        {"实有人数58人，未超过编制数55人。", "error comparison"},
        {"实有人数52人，未超过编制数55人。", NULL},
        {"在编人员47人，控制在编制数45人以内。", "error comparison"},
        {"在编人员43人，控制在编制数45人以内。", NULL},
    };
    RUN(cases);
}

static void words_of_order_and_course(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"运营车辆165台中纯电动112台、混合动力38台、燃油25台。", "error sum"},
        {"近三年满意度分别为92.1%、91.4%、93.6%，呈逐年上升态势。", "error comparison"},
        {"近三年满意度分别为91.1%、91.4%、93.6%，呈逐年上升态势。", NULL},
        {"全年开展执法检查96次，月均9次。", "error product"},
        {"全年开展执法检查96次，月均8次。", NULL},
        {"装机容量由2万千瓦时增加到6万千瓦时，增长了3倍。", "error difference"},
        {"装机容量由2万千瓦时增加到6万千瓦时，增长了2倍。", NULL},
        {"培训经费年初核定25万元，实际支出26.3万元，未超出预算。", "error comparison"},
        {"培训经费年初核定25万元，实际支出24.3万元，未超出预算。", NULL},
        {"得分率由90%提高到93%，提高了3%。", "error difference"},
        {"得分率由90%提高到93%，提高了3个百分点。", NULL},
        {"因公出国（境）费决算数3.2万元，上年决算数4.1万元，与上年持平。", "error comparison"},
        {"满意率94.5%，与上年持平，提高1.2个百分点。", "error comparison"},
        {"送审金额845.6万元，核减52.8万元，审定792.4万元。", "error sum"},
        {"送审金额845.6万元，核减52.8万元，审定792.8万元。", NULL},
        {"与2022年支出4892.60万元相比，增加724.35万元，主要是应急支出减少，降幅14.8%。",
         "error direction"},
        {"公用经费311.44万元，与2023年下降2.3%。", "error comparison"},
        {"公用经费311.44万元，与2023年相比下降2.3%。", NULL},
        {"固定电话用户4.5万户，比上年减少0.5万户，下降11.1%。", "error rate"},
        {"购置设备12台（套），每台平均8.6万元，合计支出130.2万元。", "error product"},
        {"购置设备12台（套），每台平均8.6万元，合计支出103.2万元。", NULL},
        {"决策（15分）得14分，过程（25分）得22分，产出（35分）得33分，效益（25分）得23分，总分93分"
         "。",
         "error sum"},
        {"决策（15分）得14分，过程（25分）得22分，产出（35分）得33分，效益（25分）得23分，总分92分"
         "。",
         NULL},
        {"共回收问卷620份，其中线上385份、线下235份；满意的527份、基本满意的68份、不满意的25份。",
         NULL},
        {"收集意见37条，已办结30条，正在办理5条，作出解释说明2条。", NULL},
        {"会议费预算5万元，实际支出4.2万元，培训费预算8万元，实际支出8.6万元，两项合计均未超预算。",
         "error comparison"},
        {"会议费预算5万元，实际支出4.2万元，培训费预算8万元，实际支出7.6万元，均未超预算。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_comparison_fit_the_figures),
        cmocka_unit_test(level_that_a_figure_is_held_against),
        cmocka_unit_test(words_of_order_and_course),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
