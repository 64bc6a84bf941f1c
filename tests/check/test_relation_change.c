#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void chain_of_comparisons_has_one_subject(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"会议费9.6万元，较预算减少2.4万元，下降20%，较上年减少1.6万元，下降16.67%。",
         "error rate"},
        {"会议费9.6万元，较预算减少2.4万元，下降20%，较上年减少1.6万元，下降14.29%。", NULL},
        {"卫生支出96万元，占总支出的12%，同比增加16万元，增长16.67%。", "error rate"},
        {"卫生支出96万元，占总支出的12%，同比增加16万元，增长20%。", NULL},
    };
    RUN(cases);
}

static void subject_is_carried_into_the_next_sentence(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"本年差旅费支出5.4万元。比上年少支出0.6万元，降幅11.11%。", "error rate"},
        {"本年差旅费支出5.4万元。比上年少支出0.6万元，降幅10%。", NULL},
        {"经比较，2023年电费8万元，较上年增加1.6万元，增长25%。", NULL},
        {"收入2000万元，其中拨款1800万元。与上年相比，减少200万元，下降9.09%。", NULL},
    };
    RUN(cases);
}

static void what_is_named_is_the_subject(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"运行费28万元，接待费6万元。接待费比上年减少2万元，下降25%。", NULL},
        {"运行费28万元，接待费6万元。接待费比上年减少2万元，下降33.33%。", "error rate"},
        {"运行费28万元。购置费比上年减少30万元，下降90%。", NULL},
    };
    RUN(cases);
}

static void growth_in_other_words(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"本年收入1,520万元，较上年1,400万元增加120万元，增长9.57%。", "error rate"},
        {"本年收入1,520万元，较上年1,400万元增加120万元，增长8.57%。", NULL},
        {"水电费由上年的42万元下降到37.8万元，降幅12%。", "error rate"},
        {"水电费由上年的42万元下降到37.8万元，降幅10%。", NULL},
        {"上年支出860万元，本年支出903万元，同比增长6%。", "error rate"},
        {"上年支出860万元，本年支出903万元，同比增长5%。", NULL},
        {"农村居民人均可支配收入从23,400元增加到25,272元，增长9%。", "error rate"},
        {"农村居民人均可支配收入从23,400元增加到25,272元，增长8%。", NULL},
        {"人均可支配收入达到25,272元，较上年增加1,872元，增长9%。", "error rate"},
        {"人均可支配收入达到25,272元，较上年增加1,872元，增长8%。", NULL},
        {"2023年接待费3.2万元，2022年为4万元，减少0.8万元，下降25%。", "error rate"},
        {"2023年接待费3.2万元，2022年为4万元，减少0.8万元，下降20%。", NULL},
        {"差旅费支出8.4万元，比上年减少1.6万元，下降19.05%。", "error rate"},
        {"差旅费支出8.4万元，比上年减少1.6万元，下降16%。", NULL},
        {"案件总数由去年的75起降至60起，减少15起，同比下降25%。", "error rate"},
        {"案件总数由去年的75起降至60起，减少15起，同比下降20%。", NULL},
        {"上年度满意度91.2%，本年度94.5%，提高3.5个百分点。", "error difference"},
        {"上年度满意度91.2%，本年度94.5%，提高3.3个百分点。", NULL},
        {"覆盖率由82.4%提高到90.1%，提高8.7个百分点。", "error difference"},
        {"覆盖率由82.4%提高到90.1%，提高7.7个百分点。", NULL},
        {"城镇新增就业人数由430人增至516人，增幅达18%。", "error rate"},
        {"城镇新增就业人数由430人增至516人，增幅达20%。", NULL},
        {"年初预算500万元，调整后预算560万元，调增70万元。", "error sum"},
        {"年初预算500万元，调整后预算560万元，调增60万元。", NULL},
        {"村集体经济收入从120万元增加到150万元，净增40万元。", "error difference"},
        {"村集体经济收入从120万元增加到150万元，净增30万元。", NULL},
        {"人均收入由1.8万元提高到2.07万元，增长了15%。", NULL},
        {"完成交通固定资产投资38.6亿元，为年度计划35亿元的110.3%，同比增长8.7%（2023年为35."
         "2亿元）。",
         "error rate"},
        {"完成交通固定资产投资38.6亿元，为年度计划35亿元的110.3%，同比增长9.7%（2023年为35."
         "2亿元）。",
         NULL},
        {"一季度完成投资3.2亿元，同比增长12%；上半年完成6.8亿元，同比增长10%。", NULL},
        {"固定资产总额862万元，较年初820万元增长5.6%。", "error rate"},
        {"固定资产总额862万元，较年初820万元增长5.1%。", NULL},
    };
    RUN(cases);
}

static void direction_of_a_difference(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"投诉量由去年的96件上升到81件。", "error direction"},
        {"投诉量由去年的96件下降到81件。", NULL},
        {"本年支出520万元，较上年540万元增加20万元。", "error direction"},
        {"本年支出520万元，较上年540万元减少20万元。", NULL},
        {"2022年为35起，2023年为28起，同比上升20%。", "error rate"},
        {"2022年为35起，2023年为28起，同比下降20%。", NULL},
        {"人员经费同比减少16.2万元，增长3.1%，主要原因是人员退休。", "error direction"},
        {"人员经费同比减少16.2万元，下降3.1%，主要原因是人员退休。", NULL},
        {"与上年决算数2,318.6万元相比，支出增加167.7万元，下降7.2%。", "error direction"},
        {"支出减少16.2万元，较预算增长3.1%。", NULL},
        {"参保率95.4%，超过县定目标95%0.5个百分点。", "error difference"},
        {"参保率95.4%，超过县定目标95%0.4个百分点。", NULL},
        {"水质达标率98.5%，较上年的96.8%提高1.7%。", "error difference"},
        {"水质达标率98.5%，较上年的96.8%提高1.7个百分点。", NULL},
        {"2024年末比2023年末增加在编人员3人，2023年末58人，2024年末62人。", "error difference"},
        {"2024年末比2023年末增加在编人员4人，2023年末58人，2024年末62人。", NULL},
        {"2024年末存款余额186.4亿元，较年初增加14.2亿元，年初余额为171.2亿元。",
         "error difference"},
        {"2024年末存款余额186.4亿元，较年初增加14.2亿元，年初余额为172.2亿元。", NULL},
    };
    RUN(cases);
}

static void chains_of_growth(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2021年收入980万元，2022年收入1,078万元，2023年收入1,186万元，年均增长12%。",
         "error rate"},
        {"2021年收入980万元，2022年收入1,078万元，同比增长10%。", NULL},
        {"2021年收入980万元，2022年收入1,078万元，同比增长11%。", "error rate"},
        {"“三公”经费支出8.4万元，较上年减少1.6万元，下降16%；其中公务接待费2.1万元，较上年减少0."
         "9万元，下降40%。",
         "error rate"},
        {"“三公”经费支出8.4万元，较上年减少1.6万元，下降16%；其中公务接待费2.1万元，较上年减少0."
         "9万元，下降30%。",
         NULL},
        {"本年支出1,320万元，比上年增加220万元，增长20%；比年初预算增加120万元，增长12%。",
         "error rate"},
        {"本年支出1,320万元，比上年增加220万元，增长20%；比年初预算增加120万元，增长10%。", NULL},
        {"信访量同比下降20%，由150件降至118件。", "error rate"},
        {"信访量同比下降20%，由150件降至120件。", NULL},
        {"案件由去年同期的64起降为48起，降幅30%。", "error rate"},
        {"案件由去年同期的64起降为48起，降幅25%。", NULL},
        {"公务用车运行费3.6万元，较预算数4万元节约0.6万元，节约率10%。",
         "error difference; error rate"},
        {"公务用车运行费3.6万元，较预算数4万元节约0.4万元，节约率10%。", NULL},
        {"培训人数从上年的320人次增长至400人次，同比增长20%。", "error rate"},
        {"培训人数从上年的320人次增长至400人次，同比增长25%。", NULL},
        {"投诉件由上季度的45件减少到本季度的36件，环比下降25%。", "error rate"},
        {"投诉件由上季度的45件减少到本季度的36件，环比下降20%。", NULL},
        {"2023年公用经费为126万元，比2022年的140万元减少24万元，下降10%。", "error difference"},
        {"2023年公用经费为126万元，比2022年的140万元减少14万元，下降10%。", NULL},
        {"2023年公用经费为126万元，比2022年的140万元减少14万元，下降11.1%。", "error rate"},
        {"村级集体经济总收入达560万元，比上年增长12%，增加70万元。", "error rate"},
        {"村级集体经济总收入达560万元，比上年增长12%，增加60万元。", NULL},
        {"支出决算856.4万元，为年初预算820万元的102.44%。", "error rate"},
        {"支出决算856.4万元，为年初预算820万元的104.44%。", NULL},
        {"年初预算820万元，支出决算856.4万元，完成年初预算的101.4%。", "error rate"},
        {"年初预算820万元，支出决算856.4万元，完成年初预算的104.4%。", NULL},
        {"人均公用经费由2.4万元压减到2.1万元，人均减少0.3万元。", NULL},
        {"水电费12.6万元，较上年的14万元下降12%。", "error rate"},
        {"水电费12.6万元，较上年的14万元下降10%。", NULL},
        {"印刷费从3.5万元减少至2.8万元，同比减少25%。", "error rate"},
        {"印刷费从3.5万元减少至2.8万元，同比减少20%。", NULL},
        {"人均绿地面积由11.2平方米增加到12.6平方米，增加1.6平方米。", "error difference"},
        {"人均绿地面积由11.2平方米增加到12.6平方米，增加1.4平方米。", NULL},
        {"综合满意度由上年的92.3分提高到95.1分，提高3.8分。", "error difference"},
        {"综合满意度由上年的92.3分提高到95.1分，提高2.8分。", NULL},
        {"财政供养人员比上年净减3人，由118人减至114人。", "error difference"},
        {"财政供养人员比上年净减4人，由118人减至114人。", NULL},
        {"参训率由85%提升至93%，提升6个百分点。", "error difference"},
        {"参训率93%，比上年提升8个百分点，上年为86%。", "error difference"},
        {"参训率93%，比上年提升8个百分点，上年为85%。", NULL},
        {"固定资产原值620万元，累计折旧248万元，净值382万元。", "error identity"},
        {"固定资产原值620万元，累计折旧248万元，净值372万元。", NULL},
        {"应付账款45万元，已付38万元，尚欠9万元。", "error identity"},
        {"应付账款45万元，已付38万元，尚欠7万元。", NULL},
        {"预算编制人数120人，实有人数112人，空编10人。", "error difference"},
        {"预算编制人数120人，实有人数112人，空编8人。", NULL},
        {"预算数50万元，执行数46.5万元，结余4.5万元，执行率93%。", "error partition"},
        {"预算数50万元，执行数46.5万元，结余3.5万元，执行率93%。", NULL},
        {"人均办公用房面积12平方米，在编52人，办公用房总面积724平方米。", "error product"},
        {"人均办公用房面积12平方米，在编52人，办公用房总面积624平方米。", NULL},
        {"补贴资金78万元，惠及520户，户均1,400元。", "error product"},
        {"补贴资金78万元，惠及520户，户均1,500元。", NULL},
        {"发放种子1,250公斤，惠及250户，户均6公斤。", "error product"},
        {"发放种子1,250公斤，惠及250户，户均5公斤。", NULL},
        {"15个网格，每个网格配备2名网格员，共32名网格员。", "error product"},
        {"15个网格，每个网格配备2名网格员，共30名网格员。", NULL},
        {"本级收入占收入总额的72%，上级补助占收入总额的38%。", "error partition"},
        {"本级收入占收入总额的72%，上级补助占收入总额的28%。", NULL},
        {"全县行政事业单位资产总额较上年增加5.6亿元，增长12%，达到62.3亿元。", "error rate"},
        {"全县行政事业单位资产总额较上年增加5.6亿元，增长12%，达到52.3亿元。", NULL},
    };
    RUN(cases);
}

static void what_changed_may_stand_before_another_number(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"实际支出5,206.43万元，执行率97.89%，结转112.33万元；较上年4,925.18万元增加281.25万元。",
         NULL},
        {"支出520万元，结余40万元，比上年480万元增加40万元。", NULL},
        {"支出520万元，比上年480万元增加50万元。", "error difference"},
        {"支出520万元；比上年480万元增加50万元。", "error difference"},
    };
    RUN(cases);
}

/* The same percentage the other way: the finding says which way is right. */
static void a_turned_growth_is_told_as_such(void **state) {
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"培训费2.8万元，较2021年的3.5万元增长20%。",
         "2.8小于3.5，方向不对：0.7 ÷ 3.5 = 20%，应为下降，文中为增长20%"},
        {"培训费3.5万元，较2021年的2.8万元下降25%。",
         "3.5大于2.8，方向不对：0.7 ÷ 2.8 = 25%，应为增长，文中为下降25%"},
        {"培训费285.7万元，较2021年的355.6万元下降29.66%。", "69.9 ÷ 355.6 = 19.66%，文中为29.66%"},
        {"培训费2.8万元，较2021年的3.5万元下降20%。", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = report_new();
        struct section *section = report_add_section(report, report->root, 0);
        struct findings findings = {0};
        body_set_text(&section->body, span_of(cases[i].text), LINE_PARAGRAPH);
        check_numbers(&findings, report, NULL);
        assert_int_equal(findings.count, cases[i].said != NULL);
        if (cases[i].said != NULL)
            assert_string_equal(findings.items[0].message, cases[i].said);
        findings_release(&findings);
        report_free(report);
    }
}

static void difference_is_from_any_year_of_a_list(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"覆盖率由2021年的50%、2022年的62%提升至2023年的71%，两年共提升21个百分点。", NULL},
        {"覆盖率由2021年的50%、2022年的62%提升至2023年的71%，比上年提升9个百分点。", NULL},
        {"覆盖率由2021年的50%、2022年的62%提升至2023年的71%，两年共提升24个百分点。",
         "error difference"},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_changed_may_stand_before_another_number),
        cmocka_unit_test(chain_of_comparisons_has_one_subject),
        cmocka_unit_test(subject_is_carried_into_the_next_sentence),
        cmocka_unit_test(what_is_named_is_the_subject),
        cmocka_unit_test(growth_in_other_words),
        cmocka_unit_test(direction_of_a_difference),
        cmocka_unit_test(chains_of_growth),
        cmocka_unit_test(a_turned_growth_is_told_as_such),
        cmocka_unit_test(difference_is_from_any_year_of_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
