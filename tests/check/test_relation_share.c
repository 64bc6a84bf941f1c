#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void list_of_shares_has_one_whole_wherever_it_stands(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        /* what is listed together is one whole */
        {"全县9个乡镇、141个村建成驿站，其中星级驿站120个，占80%。", NULL},
        {"全县9个乡镇、141个村建成驿站，其中星级驿站120个，占82%。", "error rate"},
        {"全年接听电话6,000个，日均16个。比上年增长2%。按事项分：咨询4,200个，占70%；求助1,"
         "500个，占25%；投诉300个，占5%。",
         NULL},
        {"全年接听电话6,000个，日均16个。比上年增长2%。按事项分：咨询4,200个，占70%；求助1,"
         "500个，占26%；投诉300个，占5%。",
         "error rate"},
        {"登记车主2,150人。男性1,290人，占60%；女性860人，占45%。", "error rate"},
        {"一、受理情况。共办件4100件。\n二、分类情况。\n城建2050件，占50%；交通1230件，占30%"
         "；环保820件，占20%。",
         NULL},
        {"从问卷看，很了解的120人，占60%；了解一些的60人，占30%；不了解的20人，占10%。", NULL},
    };
    RUN(cases);
}

static void one_wrong_whole_is_told_once(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年受理诉求2860件。其中，咨询1500件，占60%；投诉600件，占24%；建议400件，占16%。",
         "error rate"},
        {"全年受理诉求2500件。其中，咨询1500件，占60%；投诉600件，占24%；建议400件，占16%。", NULL},
    };
    RUN(cases);
}

static void share_of_several_items(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"位居前三的是道路120件、照明60件、排水45件，占全部300件的75%。", NULL},
        {"位居前三的是道路120件、照明60件、排水45件，占全部300件的85%。", "error rate"},
        {"合同纠纷64起、侵权纠纷40起，两类占纠纷总数的52%。", NULL},
    };
    RUN(cases);
}

static void base_that_the_text_does_not_give(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年入库1,800万元，其中城区所入库960万元，占任务数的106.7%。", NULL},
        {"完成造林620亩，占年度任务800亩的87.5%。", "error rate"},
        {"完成造林700亩，占年度任务800亩的87.5%。", NULL},
        {"支出预算为42.5万元，支出决算为40.8万元，完成预算的96%。", NULL},
        {"支出预算为42.5万元，支出决算为40.8万元，完成预算的98%。", "error rate"},
        {"年末在编218人，较编制总数232人空编14人。在编人员中本科186人，占85.32%；女职工121人，占57."
         "50%"
         "。",
         "error rate"},
        {"年末在编218人，较编制总数232人空编14人。在编人员中本科186人，占85.32%；女职工121人，占55."
         "50%"
         "。",
         NULL},
        /* each sentence has a whole of its own */
        {"支出1,812.08万元，其中基本支出634.23万元，占35%；项目支出1,177.85万元，占65%。公务支出48."
         "60"
         "万元，其中车辆运行费32.40万元，占66.67%；接待费16.20万元，占33.33%。",
         NULL},
        {"支出1,812.08万元，其中基本支出634.23万元，占35%；项目支出1,177.85万元，占75%。公务支出48."
         "60"
         "万元，其中车辆运行费32.40万元，占66.67%；接待费16.20万元，占33.33%。",
         "error rate"},
        /* what it was compared with is no item, nor how far it is from that */
        {"支出21.36万元，较预算24万元少2.64万元，完成预算的89%。", NULL},
        {"支出21.36万元，比预算24万元节约2.64万元，占预算的89%。", NULL},
        {"用水21.36万吨，比计划24万吨少用2.64万吨，完成计划的89%。", NULL},
        {"支出21.36万元，较预算24万元少2.64万元，完成预算的90%。", "error rate"},
    };
    RUN(cases);
}

static void shares_of_a_full_split(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"1.基本支出850.30万元，占本年支出的85.03%。\n2.项目支出149.70万元，占本年支出的19.97%。",
         "error rate"},
        {"1.基本支出850.30万元，占本年支出的85.03%。\n2.项目支出149.70万元，占本年支出的14.97%。",
         NULL},
        {"货物和服务采购分别为40.0万元和60.0万元，占采购总额的40.0%和60.0%。", NULL},
        {"教职工3,412人，专任教师3,105人，占91.9%。", "error rate"},
        {"教职工3,412人，专任教师3,105人，占91.0%。", NULL},
        {"学生资助1,980万元中，中央资金1,188万元，占60%；省级资金396万元，占20%"
         "；区级资金396万元，占25%。",
         "error rate"},
        {"学生资助1,980万元中，中央资金1,188万元，占60%；省级资金396万元，占20%"
         "；区级资金396万元，占20%。",
         NULL},
        {"公路通车里程5,862.4公里，其中高速公路168.5公里、国省道723.9公里。等级公路5,745."
         "2公里，占比97.2%。",
         "error rate"},
        {"办理提案32件，其中A类28件、B类3件、C类1件，A类占比为85.7%。", "error rate"},
        {"办理提案32件，其中A类28件、B类3件、C类1件，A类占比为87.5%。", NULL},
        {"中央资金600万元、省级资金240万元、市县资金160万元，合计1,000万元，分别占60%、24%、18%。",
         "error rate"},
        {"中央资金600万元、省级资金240万元、市县资金160万元，合计1,000万元，分别占60%、24%、16%。",
         NULL},
    };
    RUN(cases);
}

static void share_with_its_base_is_of_the_whole_list(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"桥梁维修60万元，路灯更换28万元，标线划设12万元，占应急经费200万元的50%。", NULL},
        {"桥梁维修60万元，路灯更换28万元，标线划设12万元，占应急经费200万元的56%。", "error rate"},
        {"标线划设12万元，占应急经费200万元的6%。", NULL},
        {"标线划设12万元，占应急经费200万元的8%。", "error rate"},
        {"两项支出（护林120万元，防火80万元）占林业资金500万元的40%。", NULL},
        {"两项支出（护林120万元，防火80万元）占林业资金500万元的45%。", "error rate"},
        {"年初预算180万元，实际支出162万元，占预算180万元的90%。", NULL},
        {"年初预算180万元，实际支出162万元，占预算180万元的95%。", "error rate"},
    };
    RUN(cases);
}

static void different_things_make_no_whole(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"栽植树木12.6万株、修复湿地0.84万亩，分别完成计划14万株的90%、0.8万亩的105%。", NULL},
        {"栽植树木12.6万株、修复湿地0.84万亩，分别完成计划14万株的95%、0.8万亩的105%。",
         "error rate"},
        {"城区收入9.5亿元、园区收入3.3亿元，分别完成任务10亿元的95%和3亿元的110%。", NULL},
        {"城区收入9.5亿元、园区收入3.3亿元，分别完成任务10亿元的95%和3亿元的120%。", "error rate"},
        {"收入预算840万元，支出预算840万元，其中项目支出占45%。", NULL},
        {"收入总额900万元，支出总额810万元，支出总额占收入总额的90%，其中人员支出占支出总额的60%"
         "即486万元。",
         NULL},
        {"收入总额900万元，支出总额810万元，支出总额占收入总额的95%。", "error rate"},
        {"男干部34名，女干部16名，女干部占34%。", "error rate"},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_of_shares_has_one_whole_wherever_it_stands),
        cmocka_unit_test(one_wrong_whole_is_told_once),
        cmocka_unit_test(share_of_several_items),
        cmocka_unit_test(base_that_the_text_does_not_give),
        cmocka_unit_test(shares_of_a_full_split),
        cmocka_unit_test(share_with_its_base_is_of_the_whole_list),
        cmocka_unit_test(different_things_make_no_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
