#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/lost_words.h"
#include "tests/support/check_support.h"

static void cause_needs_its_verb(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"预算执行偏慢的主要原因项目论证不充分。", "warning lost-text"},
        {"支出增加原因新增两名人员。", "warning lost-text"},
        {"变化原因主要人员增资。", "warning lost-text"},
        {"预算执行偏慢的主要原因是论证不充分。", NULL},
        {"主要原因：人员增加。", NULL},
        {"原因主要是人员增加，原因主要有三点。", NULL},
        {"变化原因分析见附表，主要原因如下。", NULL},
        {"主要原因在于人员增加，主要原因为补助减少。", NULL},
        {"查明原因后整改，因各种原因未能完成。", NULL},
    };
    support_check_cases(check_lost_words, cases, ARRAY_LEN(cases));
}

static void years_are_whole(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2022年年我街道扎实履职。", "error doubled-word"},
        {"2021年年上半年完成。", "error doubled-word"},
        {"我镇2020财政决算情况。", "warning lost-text"},
        {"2023度部门整体支出。", "warning lost-text"},
        {"2021部门预算已批复。", "warning lost-text"},
        {"《关2020年度预算绩效的说明》", "warning lost-text"},
        {"《关加强资金管理的通知》", "warning lost-text"},
        {"根据财政局关做好自评工作的要求。", "warning lost-text"},
        {"二0二三年四月", "error digit-zero"},
        {"二〇二0年", "error digit-zero"},
        {"2O23年完成。", "error digit-zero"},
        {"2022年年初预算、2022年年末结转、2022年年度报告。", NULL},
        {"2022年年中追加，三年年均增长，2022年年底。", NULL},
        {"编号2023财字第8号，文号〔2023〕部门15号。", NULL},
        {"2023—2024年度预算，2022-2023部门预算。", NULL},
        {"相关2023年度工作，机关2023年度预算，公关2023年活动。", NULL},
        {"《关于加强资金管理的通知》《关爱行动》《关键岗位》", NULL},
        {"二〇二三年四月，二零二三年，一百二十三。", NULL},
        {"编号120230年，长度2023米。", NULL},
    };
    support_check_cases(check_lost_words, cases, ARRAY_LEN(cases));
}

static void money_has_its_unit(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"投入资金860万，解决了照明问题。", "warning money-unit"},
        {"项目总投资1250万。", "warning money-unit"},
        {"安排经费共320余万。", "warning money-unit"},
        {"投入资金860万元。", NULL},
        {"受益群众1.2万，粮食播种2.6万亩。", NULL},
        {"总人口3.5万。", NULL},
    };
    support_check_cases(check_lost_words, cases, ARRAY_LEN(cases));
}

static void adverb_takes_its_own_particle(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"有效的控制了新增量。", "error de"},   {"迅速的处置了突发险情。", "error de"},
        {"较好的完成了年度任务。", "error de"}, {"有条不紊的推进中。", "error de"},
        {"稳步的推进计划已经制定。", NULL},     {"迅速的处置赢得了时间。", NULL},
        {"增进了对政策全面的了解。", NULL},     {"有效的办法推广了三年。", NULL},
        {"积极的财政政策提升了效能。", NULL},   {"有效地控制了新增量。", NULL},
    };
    support_check_cases(check_lost_words, cases, ARRAY_LEN(cases));
}

static void little_words_stand_once(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"部门的的整体支出。", "warning doubled-word"},
        {"建立了了长效机制。", "warning doubled-word"},
        {"资金已已全部拨付。", "warning doubled-word"},
        {"在在建项目5个。", "warning doubled-word"},
        {"共计320万元元。", "warning doubled-word"},
        {"项目的目的，标的的确定，的的确确。", NULL},
        {"为了了解民情，增进了了解，除了了却心愿。", NULL},
        {"现在在建，正在在线办理，实实在在在基层。", NULL},
        {"关键是是否落实，是是非非。", NULL},
        {"群众参与与否，和和美美，以及及时上报，尤其其他。", NULL},
    };
    support_check_cases(check_lost_words, cases, ARRAY_LEN(cases));
}

static void no_cure_touches_a_digit(void **state) {
    (void)state;
    struct report *report = support_report_of("2022年年我街道履职，二0二三年，投入资金860万。");
    struct findings findings = {0};
    check_lost_words(&findings, report, NULL);
    assert_int_equal(findings.count, 3);
    assert_int_equal(findings.items[0].fix_count, 1);
    assert_int_equal(findings.items[0].fixes[0].length, 1);
    assert_int_equal(findings.items[0].fixes[0].offset, 4);
    assert_int_equal(findings.items[1].fix_count, 0);
    assert_int_equal(findings.items[2].fix_count, 0);
    findings_release(&findings);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cause_needs_its_verb),    cmocka_unit_test(years_are_whole),
        cmocka_unit_test(money_has_its_unit),      cmocka_unit_test(adverb_takes_its_own_particle),
        cmocka_unit_test(little_words_stand_once), cmocka_unit_test(no_cure_touches_a_digit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
