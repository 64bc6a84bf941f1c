#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/across.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_across, cases, ARRAY_LEN(cases))

static void one_item_has_one_value(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"核定编制52名。\n经核实，编制总数54名，实有49名。", "warning contradiction"},
        {"核定编制52名。\n经核实，编制总数52名，实有49名。", NULL},
        {"全年预算数1756.95万元。\n全年预算数1765.95万元，支出1698.32万元。",
         "warning contradiction"},
        {"建成高标准农田3,200亩。\n全年建成高标准农田3,020亩，投资600万元。",
         "warning contradiction"},
        {"建成高标准农田3,200亩。\n全年建成高标准农田3,200亩，投资600万元。", "warning repeated"},
        {"建成高标准农田3,200亩，其中东村建成高标准农田3,020亩。", NULL},
        {"上年建成高标准农田3,020亩。\n今年建成高标准农田3,200亩。", NULL},
        {"目标：建成高标准农田3,020亩。\n实际建成高标准农田3,200亩。", NULL},
        {"东村发放补助12.5万元。\n西村发放补助12.6万元。\n南村发放补助13.5万元。", NULL},
        {"一般公共预算结余12.4万元；政府性基金预算结余13.4万元。", NULL},
        {"公务接待费3.2万元。\n公务接待费支出5.7万元，增加明显。", NULL},
        {"公务接待费3.2万元。\n公务接待费支出3.1万元，降低明显。", "warning contradiction"},
        {"2022年总支出860.5万元。\n本年总支出870.5万元。", NULL},
        {"核定编制112名。\n编制94名的事业单位实有88人。", NULL},
    };
    RUN(cases);
}

static void summary_says_what_was_said(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年总收入5,862.40万元，支出5,736.90万元。\n综上，全年总收入5,826.40万元，运行平稳。",
         "error contradiction; warning contradiction"},
        {"全年总收入5,862.40万元，支出5,736.90万元。\n综上，全年总收入5,862.40万元，运行平稳。",
         NULL},
        {"群众满意率90%。\n总体来看，满意率80%，目标较好完成。", "error contradiction"},
        {"群众满意率90%。\n总体来看，满意率90%，目标较好完成。", NULL},
        {"2023年总收入4,650万元，总支出4,557万元，收支结余903万元。", NULL},
    };
    RUN(cases);
}

static void same_digits_have_the_same_unit(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年支出1698.32万元。\n决算显示全年支出1698.32元。", "error unit"},
        {"全年支出1698.32万元。\n决算显示全年支出16983200元。", NULL},
    };
    RUN(cases);
}

static void what_was_reached_is_held_against_the_aim(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"目标1：新增学位4,200个；教师培训覆盖率不低于95%。\n新增学位4,260个，完成目标的99.1%。",
         "error contradiction"},
        {"目标1：新增学位4,200个；教师培训覆盖率不低于95%。\n新增学位4,260个，完成目标的101.4%。",
         NULL},
        {"目标1：教师培训覆盖率不低于95%。\n教师培训2,983人，覆盖率96.1%，未完成年度目标。",
         "error contradiction"},
        {"目标1：教师培训覆盖率不低于95%。\n教师培训2,983人，覆盖率96.1%，已完成年度目标。", NULL},
        {"目标1：教师培训覆盖率不低于95%。\n疫苗接种2,983人，覆盖率90.1%，已完成年度目标。", NULL},
        {"预期目标：群众满意度≥95%。\n群众满意度93.2%，达到预期目标。", "error contradiction"},
        {"预期目标：信访投诉不超过30件。\n信访投诉36件，达到预期目标。", "error contradiction"},
    };
    RUN(cases);
}

static void parts_elsewhere_make_the_whole(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"总支出1,286.4万元。\n基本支出856.2万元，用于人员。\n项目支出420.2万元。",
         "error contradiction"},
        {"总支出1,286.4万元。\n基本支出866.2万元，用于人员。\n项目支出420.2万元。", NULL},
        {"基本支出866.2万元。\n人员经费700.1万元。\n公用经费161.1万元。", "error contradiction"},
        {"“三公”经费支出12.6万元。\n公务接待费4.2万元。\n公务用车运行维护费8.4万元。", NULL},
        {"“三公”经费支出12.6万元。\n公务接待费4.2万元。\n公务用车运行维护费8.6万元。",
         "error contradiction"},
    };
    RUN(cases);
}

static void rate_and_grade_fit_what_stands_elsewhere(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年预算数1,250万元。\n总支出1,200万元。\n预算执行率为98%。", "error contradiction"},
        {"全年预算数1,250万元。\n总支出1,200万元。\n预算执行率为96%。", NULL},
        {"自评得分86.5分。\n综上，自评等级为“优”。", "error score"},
        {"自评得分92.5分。\n综上，自评等级为“优”。", NULL},
        {"综合得分90."
         "3分。按照90分（含）以上为“优”、80分（含）至90分为“良”、60分（含）至80分为“中”、"
         "60分以下为“差”的标准，评价等级为“良”。",
         "error score"},
        {"综合得分90."
         "3分。按照90分（含）以上为“优”、80分（含）至90分为“良”、60分（含）至80分为“中”、"
         "60分以下为“差”的标准，评价等级为“优”。",
         NULL},
        {"综合得分82分。根据90分以上评为优、80分至90分评为良、60分至80分评为中的规定，评价结果为“中"
         "”。",
         "error score"},
        {"综合得分82分。根据90分以上评为优、80分至90分评为良、60分至80分评为中的规定，评价结果为“良"
         "”。",
         NULL},
        {"综合得分86分。按照85分以上为“优”、70分至85分为“良”的标准，评价等级为“优”。", NULL},
        {"实施危桥改造26座，完成24座。\n部分项目进度偏慢，危桥改造完成率只有90.3%。",
         "error contradiction"},
        {"实施危桥改造26座，完成24座。\n部分项目进度偏慢，危桥改造完成率只有92.3%。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_item_has_one_value),
        cmocka_unit_test(summary_says_what_was_said),
        cmocka_unit_test(same_digits_have_the_same_unit),
        cmocka_unit_test(what_was_reached_is_held_against_the_aim),
        cmocka_unit_test(parts_elsewhere_make_the_whole),
        cmocka_unit_test(rate_and_grade_fit_what_stands_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
