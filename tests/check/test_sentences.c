#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/lost_words.h"
#include "check/sentences.h"
#include "tests/support/check_support.h"

static void denial_that_turns_the_meaning(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"加强日常检查，防止类似问题不再发生。", "error grammar"},
        {"采取措施，避免重复建设不再出现。", "error grammar"},
        {"各单位切忌不要突击花钱。", "error grammar"},
        {"严禁不得挪用专项资金。", "error grammar"},
        {"确保类似问题不再发生。", NULL},
        {"防止风险外溢，不再新增债务。", NULL},
        {"严禁挪用专项资金，不得超标准支出。", NULL},
    };
    support_check_cases(check_sentences, cases, ARRAY_LEN(cases));
}

static void subject_that_is_missing(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"通过开展业务培训，使财务人员的水平得到提高。", "hint grammar"},
        {"经过集中整治，使得人居环境有了明显改善。", "hint grammar"},
        {"通过开展业务培训，财务人员的水平得到提高。", NULL},
        {"通过公开招标，使用财政资金120万元。", NULL},
        {"该项目通过验收，使群众受益。", NULL},
    };
    support_check_cases(check_sentences, cases, ARRAY_LEN(cases));
}

static void word_that_is_cut_off(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"对绩效管理的重要性认识不，重支出轻绩效。", "warning lost-text"},
        {"预算编制的科学性、合理性有提高。", "warning lost-text"},
        {"对绩效管理的重要性认识不足，重支出轻绩效。", NULL},
        {"预算编制的科学性有所提高，合理性较上年有提高。", NULL},
        {"资金拨付及时与否，直接影响进度。", NULL},
        {"群众的获得感也有提高。", NULL},
    };
    support_check_cases(check_sentences, cases, ARRAY_LEN(cases));
}

static void words_that_do_not_go_together(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"进一步加快资金监管力度。", "warning grammar"},
        {"加大项目建设步伐。", "warning grammar"},
        {"超支的原因是由于人员增加。", "hint grammar"},
        {"满意度超过98%以上。", "warning grammar"},
        {"首先，加强领导；其次，健全制度；其次，强化督查。", "warning sequence"},
        {"完成率达100%以上左右。", "error grammar"},
        {"满意度超过98%，达到95%以上。", NULL},
        {"首先，加强领导；其次，健全制度；再次，强化督查。", NULL},
        {"加大监管力度，加快建设步伐。", NULL},
        {"加快建设进度和监管力度。", NULL},
        {"加大投入，项目进度加快。", NULL},
    };
    support_check_cases(check_sentences, cases, ARRAY_LEN(cases));
}

static void di_and_de_side_by_side(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目的实施，极大地的改善了办学条件。", "error de"},
        {"有效地的控制了支出。", "error de"},
        {"项目的实施，极大地改善了办学条件。", NULL},
        {"耕地的面积、用地的性质没有改变。", NULL},
        {"广袤大地的治理。", NULL},
        {"各项制度得到有效的落实了。", "error de"},
        {"认真的落实各项惠民政策。", "error de"},
        {"认真的落实工作换来了实效。", NULL},
        {"各项制度得到有效的落实。", NULL},
    };
    support_check_cases(check_lost_words, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(denial_that_turns_the_meaning),
        cmocka_unit_test(subject_that_is_missing),
        cmocka_unit_test(word_that_is_cut_off),
        cmocka_unit_test(words_that_do_not_go_together),
        cmocka_unit_test(di_and_de_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
