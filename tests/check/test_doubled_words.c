#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/text/dictionary.h"
#include "base/text/utf8.h"
#include "check/doubled_words.h"
#include "tests/support/check_support.h"

static void word_that_stands_twice_is_found(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"单位内部管理制度制度比较健全。", "warning doubled-word"},
        {"群众群众满意度明显提高。", "warning doubled-word"},
        {"严格按照按照合同约定支付。", "warning doubled-word"},
        {"存在的问题及原因原因分析。", "warning doubled-word"},
        {"基础设施基础设施建设。", "warning doubled-word"},
        {"提高了资金使用效益资金使用效益。", "warning doubled-word"},
        {"未及时办理资产报废手续资产报废手续。", "warning doubled-word"},
        {"项目验收项目验收资料齐全。", "warning doubled-word"},
        {"最高人民法院人民法院执行工作规定。", NULL},
        {"一步一步推进，一项一项一项一项落实。", NULL},
        {"资金使用效益、资金使用效率均有提高。", NULL},
        {"本规定规定了标准，集体组织组织开展。", NULL},
        {"他们代表代表团出席。", NULL},
        {"集装箱装箱作业，县政府政府采购中心。", NULL},
        {"一件一件抓落实，一项一项抓推进。", NULL},
        {"该项目的目的是改善民生。", NULL},
        {"认认真真履职，户户走访到位。", NULL},
    };
    support_check_cases(check_doubled_words, cases, ARRAY_LEN(cases));
}

static void character_left_over_beside_its_twin_is_doubted(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"各社区积极配合合，任务完成。", "warning doubled-word"},
        {"对项目进行全过程跟跟踪问效。", "warning doubled-word"},
        {"群众反映的问题题得到解决。", "warning doubled-word"},
        {"细化预算编制工作作，任务完成。", "warning doubled-word"},
        {"人人参与，天天巡查，层层落实。", NULL},
        {"扎扎实实开展，认认真真检查。", NULL},
        {"调查对象象征性地填写。", NULL},
        {"任务完成成效显著，监督督促整改。", NULL},
        {"迎春路路网改造完成。", NULL},
        {"部分项目推进较较慢。", "warning doubled-word"},
        {"我局将加强强预算绩效管理。", "warning doubled-word"},
        {"各部门要要高度重视。", "warning doubled-word"},
        {"单位名下下无对外投资。", "warning doubled-word"},
        {"目标设置不够够量化。", "warning doubled-word"},
        {"下发整改通知书通知书17份。", "warning doubled-word"},
        {"镇政府通知通知对象到会。", NULL},
        {"要要求各单位、各村村民、全市市级部门整改。", NULL},
        {"国库库款、幼儿园园长、标的的执行、机关关于此事的意见。", NULL},
        {"资金金额、党员员工、实行行政处罚。", NULL},
        {"根据《预算法》等法规规规定，制定本办法。", "warning doubled-word"},
        {"自一九九九年起实施。", NULL},
    };
    support_check_cases(check_doubled_words, cases, ARRAY_LEN(cases));
}

static void cells_of_a_row_may_say_the_same(void **state) {
    (void)state;
    struct report *report = support_report_of("群众群众满意度");
    struct findings findings = {0};
    struct section *section = report->root->children[0];
    section->body.lines[0].tag = LINE_ROW;
    check_doubled_words(&findings, report, NULL);
    assert_int_equal(findings.count, 0);
    report_free(report);
}

static void dictionary_knows_first_last_and_no_parts(void **state) {
    (void)state;
    struct dictionary dictionary;
    dictionary_init(&dictionary);
    assert_true(dictionary.words.n > 100000);
    /* every hundredth line is found, and is found no more with a character added */
    struct span rest = dictionary.words, line, before = SPAN("");
    for (size_t i = 0; rest.n > 0 && span_take_line(&rest, &line); i++) {
        char32_t points[DICTIONARY_POINTS_MOST + 1];
        size_t n = 0;
        if (before.n > 0)
            assert_true(memcmp(before.p, line.p, before.n < line.n ? before.n : line.n) <= 0);
        before = line;
        if (i % 100 != 0 && rest.n > 0)
            continue;
        while (line.n > 0 && n < DICTIONARY_POINTS_MOST)
            points[n++] = utf8_take(&line);
        points[n] = U'￿';
        assert_true(dictionary_has(&dictionary, points, n));
        assert_false(dictionary_has(&dictionary, points, n + 1));
    }
    assert_false(dictionary_has(&dictionary, U"制", 0));
    assert_false(dictionary_has(&dictionary, U"管里", 2));
    dictionary_release(&dictionary);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_that_stands_twice_is_found),
        cmocka_unit_test(character_left_over_beside_its_twin_is_doubted),
        cmocka_unit_test(cells_of_a_row_may_say_the_same),
        cmocka_unit_test(dictionary_knows_first_last_and_no_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
