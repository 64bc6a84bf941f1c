#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/embedded.h"
#include "base/text/utf8.h"
#include "check/terms.h"
#include "check/wording.h"
#include "check/words.h"
#include "model/finding_fix.h"
#include "tests/support/check_support.h"

static void words_alone(struct findings *out, const struct report *report,
                        const struct section *section) {
    check_words(out, report, section, NULL);
}

static void near_miss_of_a_term_is_doubted(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        /* the same sound, the same shape */
        {"认真贯彻落时各项制度。", "error word"},
        {"资金使用效溢较好。", "warning term"},
        {"项目前期准被不足。", "warning term"},
        {"开展专向整治。", "warning term"},
        {"项目和格率达到要求。", "warning word"},
        /* two that changed places */
        {"政府购采程序合规。", "warning term"},
        /* one twice, one too much, one missing */
        {"预算编编制不细。", "warning term"},
        {"固定资那产管理规范。", "warning term"},
        {"安排基础设建设资金。", "warning term"},
        {"落实专项资42万元。", "warning term"},
        {"控制较好，务接待费略有下降。", "warning term"},
        {"需整改问515个。", "warning term"},
        /* right */
        {"贯彻落实各项制度，资金使用效益较好。", NULL},
        {"风险消除率75%（按户计）。", NULL},
        {"专项政治教育，专项整治行动。", NULL},
        {"基础教育设施、公共预算收入、年预算执行。", NULL},
        {"管理的制度、预算和管理、社区（村）工作。", NULL},
        {"固定投资产出较高，项目资本金使用规范。", NULL},
        {"各项项目资金、编制制度、可以以书面形式。", NULL},
        {"情节较重的移送处理。", NULL},
        {"各项费用均按实列支，按实结算。", NULL},
    };
    support_check_cases(words_alone, cases, ARRAY_LEN(cases));
}

static void cure_is_the_term(void **state) {
    (void)state;
    struct report *report = support_report_of("落实专项资42万元，政府购采合规。");
    struct findings findings = {0};
    check_words(&findings, report, NULL, NULL);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[0].message, "“专项资”像是“专项资金”之误");
    assert_string_equal(findings.items[0].fixes[0].text, "专项资金");
    assert_int_equal(findings.items[0].fixes[0].offset, 2);
    assert_int_equal(findings.items[0].fixes[0].length, 3);
    assert_string_equal(findings.items[1].fixes[0].text, "政府采购");
    findings_release(&findings);
    report_free(report);
}

static void two_broken_characters_are_doubted(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"提高群众的瞒意程度。", "warning term"},
        {"对制度的掌握成度不够。", "warning term"},
        {"项目近度滞后。", "warning term"},
        {"由财政所付责管理。", "warning term"},
        {"部分乡目支付进度偏慢。", "warning term"},
        /* the other order */
        {"落实安生全产责任。", "warning term"},
        {"内部控制制度建全，核算规范。", "warning term"},
        {"制度建全面推开，机制健全。", NULL},
        {"扎扎实实推进，优环境、优流程。", NULL},
        {"提高资金使用效绩。", "warning term"},
        {"落实各项责职。", "warning term"},
        {"化解盾矛纠纷。", "warning term"},
        {"坚持以民为本，县级自定任务全部完成。", NULL},
        {"安平市财政局、区政数局联合验收。", NULL},
        {"应检120家，实检118家。", NULL},
        {"推进非粮化整治。", NULL},
        {"由付平同志负责。", NULL},
        {"珑湖小区物业管理规范。", NULL},
    };
    support_check_cases(words_alone, cases, ARRAY_LEN(cases));
}

static void character_that_stands_twice_is_doubted(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"有力推动动各项工作。", "warning term"},
        {"其其中新增项目3个。", "warning term"},
        {"职工工作餐按标准安排，项目目标明确。", NULL},
        {"某县县级配套资金到位，各村村民受益。", NULL},
        {"建设设施农业，公用用房面积不超标。", NULL},
        {"以改善民生为目的的项目全部完工。", NULL},
    };
    support_check_cases(words_alone, cases, ARRAY_LEN(cases));
}

static void character_that_is_lost_from_a_short_term_is_doubted(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目支付度偏慢。", "warning term"},
        {"固定资管理制度不够健全。", "warning term"},
        {"本单位编制数86名，收、支总计各减少186.32万元。", NULL},
        {"经济发展稳运行，预拨资金53.15万元，日常管护到位。", NULL},
        {"按照照单点验的办法验收。", NULL},
        {"编制部门决算表，预算编制不够细。", NULL},
    };
    support_check_cases(words_alone, cases, ARRAY_LEN(cases));
}

static void word_without_its_second_half_is_doubted(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"切实减轻基层负。", "warning lost-text"},
        {"内部控制制度不健，存在隐患。", "warning lost-text"},
        {"绩效意识有待提。", "warning lost-text"},
        {"以落实政策为前提，绩效意识不强，编制不细。", NULL},
        {"运行稳健，编制数、专项资金、人员经费，分工细。", NULL},
        {"出具审核意见书。", NULL},
    };
    support_check_cases(words_alone, cases, ARRAY_LEN(cases));
}

static void idiom_has_no_other_character(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"做到举一返三，立行力改。", "warning term; warning term"},
        {"杜绝优亲厚有、虚报冒令。", "warning term; warning term"},
        {"坚持实事求事。", "error word"},
        {"做到举一反三、立行立改，因时制宜。", NULL},
        {"实行专人专用、专车专用，资金专款专用。", NULL},
        {"要以人为本、以事实为依据。", NULL},
    };
    support_check_cases(words_alone, cases, ARRAY_LEN(cases));
}

/* Every term as it should be is silent, whatever its neighbours in the list are. */
static void terms_as_they_should_be_are_silent(void **state) {
    (void)state;
    static const char *const paths[] = {"dictionary/report_terms.txt", "dictionary/terms.txt"};
    struct str text = STR_INIT;
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        struct span rest = embedded_text(embedded_find(paths[i])), line;
        while (rest.n > 0 && span_take_line(&rest, &line)) {
            if (line.n == 0 || line.p[0] == '#')
                continue;
            for (size_t at = 0; at < line.n; at++)
                if (line.p[at] != ' ')
                    str_add_byte(&text, line.p[at]);
            str_add_text(&text, "。");
        }
        str_add_byte(&text, '\n');
    }
    struct report *report = support_report_of(text.s);
    struct findings findings = {0};
    check_words(&findings, report, NULL, NULL);
    for (size_t i = 0; i < findings.count; i++)
        print_error("%s %s\n", findings.items[i].rule, findings.items[i].message);
    assert_int_equal(findings.count, 0);
    findings_release(&findings);
    report_free(report);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_miss_of_a_term_is_doubted),
        cmocka_unit_test(cure_is_the_term),
        cmocka_unit_test(two_broken_characters_are_doubted),
        cmocka_unit_test(character_that_stands_twice_is_doubted),
        cmocka_unit_test(character_that_is_lost_from_a_short_term_is_doubted),
        cmocka_unit_test(word_without_its_second_half_is_doubted),
        cmocka_unit_test(idiom_has_no_other_character),
        cmocka_unit_test(terms_as_they_should_be_are_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
