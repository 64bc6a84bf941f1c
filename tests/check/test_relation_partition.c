#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void parts_that_exclude_one_another_make_the_whole(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"入户摸底1500栋，其中经营性自建房420栋，已鉴定60栋，非经营性自建房1070栋，已拆除5栋。",
         "error partition"},
        {"入户摸底1500栋，其中经营性自建房420栋，已鉴定60栋，非经营性自建房1080栋，已拆除5栋。",
         NULL},
        {"查出隐患35处，现已整改到位34处，尚有1处隐患正在整改之中。", NULL},
        {"查出隐患35处，现已整改到位33处，尚有1处隐患正在整改之中。", "error partition"},
        {"排查违法建设46处，完成拆除41处，其余5处限期整改。", NULL},
        {"排查违法建设46处，完成拆除41处，其余6处限期整改。", "error partition"},
        {"收集意见30余条，整改反馈27条，其中3条不属于街道职能范围。", NULL},
        {"收集意见126条，办理118条，其余8条已说明原因。", NULL},
        {"收集意见126条，办理116条，其余8条已说明原因。", "error partition"},
        {"年度目标18项，完成17项，未完成1项。", NULL},
        {"年度目标18项，完成16项，未完成1项。", "error partition"},
        {"受理案件3862件，办结3798件，正在办理64件。", NULL},
        {"受理案件3862件，办结3798件，正在办理74件。", "error partition"},
        {"查出隐患38处，已整改30处，正在整改5处，未整改3处。", NULL},
        {"查出隐患38处，已整改30处，正在整改5处，未整改4处。", "error partition"},
        {"检查发现问题35个，当场整改20个，限期整改15个。", NULL},
        {"检查发现问题35个，当场整改20个，限期整改16个。", "error partition"},
        {"检查发现问题三十五个，已整改三十个，未整改六个。", "error partition"},
        {"检查发现问题三十五个，已整改三十个，未整改五个。", NULL},
        {"登记群众77人，其中男38人，女39人。", NULL},
        {"登记群众77人，其中男38人，女36人。", "error partition"},
        {"参保居民900人，其中城镇居民420人、农村居民470人。", "error sum"},
        {"参保居民900人，其中城镇居民420人、农村居民480人。", NULL},
        {"电梯120台，其中在用110台，停用10台。", NULL},
        {"电梯120台，其中在用110台，停用9台。", "error partition"},
        {"走访群众500人，发放物资若干，慰问男性党员40人、女性党员20人。", NULL},
        {"议题58个，办成46个，正在办理12个，群众满意。", NULL},
        {"发现燃气隐患23处，全部整改到位。", NULL},
        {"排查问题约40个，已整改30个，未整改5个。", NULL},
        {"检查单位和场所136家，查出隐患38处，已整改36处，正在整改2处。", NULL},
        {"接到投诉55件，已办结50件；尚有历史遗留3件正在协调。", NULL},
        {"共有未成年人20人、成年人35人，合计55人。", NULL},
        {"工作完成率为98%，未完成率为3%。", "error partition"},
        {"工作完成率为98%，未完成率为2%。", NULL},
        {"合格率98%，群众满意率3%。", NULL},
        {"全年预算安排62,480万元，较上年增加4,360万元。实际支出60,605.6万元，执行率97%，未执行1,"
         "784.4万元。",
         "error sum"},
        {"全年预算安排62,480万元，较上年增加4,360万元。实际支出60,605.6万元，执行率97%，未执行1,"
         "874.4万元。",
         NULL},
        {"受训人员结业率为99.2%（结业248人、未结业3人，参训250人）。", "error sum"},
        {"受训人员结业率为99.2%（结业248人、未结业2人，参训250人）。", NULL},
    };
    RUN(cases);
}

static void grades_are_all_of_one_scale(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"发出测评票180张，满意150张，基本满意22张，不满意3张。", "error partition"},
        {"发出测评票175张，满意150张，基本满意22张，不满意3张。", NULL},
        {"年检单位52家，合格40家，基本合格9家，不合格5家。", "error partition"},
        {"年检单位54家，合格40家，基本合格9家，不合格5家。", NULL},
        {"其中表示非常满意的80户，比较满意的16户，不满意的4户。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_that_exclude_one_another_make_the_whole),
        cmocka_unit_test(grades_are_all_of_one_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
