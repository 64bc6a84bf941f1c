#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void closing_total_is_the_sum_of_what_stands_before_it(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"目前，街道现有退役军人1512人，现役军人48人，共1566人；登记在册。", "error sum"},
        {"目前，街道现有退役军人1512人，现役军人48人，共1560人；登记在册。", NULL},
        {"发放米面油240份、棉被85床、慰问金30份，共计272份。", "error sum"},
        {"发放米面油240份、棉被85床、慰问金30份，共计270份。", NULL},
        {"调解邻里纠纷38件、婚姻家庭纠纷21件、物业纠纷17件，合计77件。", "error sum"},
        {"调解邻里纠纷38件、婚姻家庭纠纷21件、物业纠纷17件，合计76件。", NULL},
        {"人员经费612.35万元，公用经费98.20万元，合计711.55万元。", "error sum"},
        {"人员经费612.35万元，公用经费98.20万元，合计710.55万元。", NULL},
        {"人员经费612.35万元，公用经费98.21万元，两项合计710.55万元。", NULL},
        {"甲村3个,乙村4个,丙村5个,共13个。", "error sum"},
        {"甲村3个,乙村4个,丙村5个,共12个。", NULL},
        {"发放低保金1,843.36万元、特困金156.64万元，总计2,010万元。", "error sum"},
        {"发放低保金1,843.36万元、特困金156.64万元，总计2,000万元。", NULL},
        {"整治背街小巷12条，修补道路8条，以上共计21条。", "error sum"},
        {"整治背街小巷12条，修补道路8条，以上共计20条。", NULL},
        {"第一季度走访210户，第二季度走访198户，共408户。", NULL},
        {"第一季度走访210户，第二季度走访198户，共418户。", "error sum"},
        {"争取资金1.2亿元，自筹3000万元，共1.5亿元。", NULL},
        {"争取资金1.2亿元，自筹3000万元，共1.7亿元。", "error sum"},
        {"省级120万元、市级80万元、区级50万元，共250万元，全部到位。", NULL},
        {"省级120万元、市级80万元、区级50万元，共260万元，全部到位。", "error sum"},
        /* rounded terms */
        {"一办12.4吨，二办13.4吨，合计25.9吨。", NULL},
        {"一办12.4吨，二办13.4吨，合计26.9吨。", "error sum"},
        {"支出甲312万元、乙486万元，合计799万元。", "warning sum"},
        /* a label of its own, another unit, an approximation */
        {"召开恳谈会14次，走访党员35户、困难群众28户，共走访居民14026户。", NULL},
        {"发放护理补贴206人、生活补贴164人，共计金额33万余元。", NULL},
        {"清运垃圾420余车次共计900余吨，罚款300元。", NULL},
        {"走访老党员约30户、困难户25户，共50户。", NULL},
        {"收到建议近20条、意见12条，共35条。", NULL},
        {"出生187人，登记111条，独生子女奖励新增21人，合计129人。", NULL},
        {"立案2人，约谈2人；提醒谈话6人；批评教育8人；共12人次。", NULL},
        {"修路3公里。拆除围墙5处。共9处。", NULL},
        {"较上年增加12人，调出3人，共90人。", NULL},
        {"宣传车30辆，志愿者500人，党员60人，共20人参与值守。", NULL},
        /* with and without the parts of 其中 */
        {"机关60人，其中女20人，社区40人，共100人。", NULL},
        {"机关60人（其中女20人），社区40人，共100人。", NULL},
        {"机关60人（其中女20人），社区40人，共101人。", "error sum"},
        {"查处甲类20起，其中夜间8起、白天12起，乙类15起，共35起。", NULL},
        {"东区10处、西区12处，小计22处，南区8处，合计30处。", NULL},
        {"共有党员90名。男党员50名，女党员40名，共90名。", NULL},
        {"一季度开展12场次，二季度15场次，三季度9场次，合计36场次。", NULL},
        {"一季度开展12场次，二季度15场次，三季度9场次，合计38场次。", "error sum"},
        {"安装路灯${lamps}盏，维修18盏，共40盏。", NULL},
        {"一般公共预算100.5万元，基金20.25万元，合计120.75万元（不含结转）。", NULL},
        {"发放春联300副、年画200副，共计500副。", NULL},
        {"发放春联300副、年画200副，共计600副。", "error sum"},
    };
    RUN(cases);
}

static void whole_said_again_is_no_addend(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"人员支出640.3万元，按单位分，机关412.5万元，中心180.2万元，站所57.6万元，合计640.3万元。",
         "error sum"},
        {"人员支出650.3万元，按单位分，机关412.5万元，中心180.2万元，站所57.6万元，合计650.3万元。",
         NULL},
        {"下达资金500万元，拨付320万元，合计拨付500万元。", NULL},
        {"收到信件96件（邮寄52件、当面34件），合计96件。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closing_total_is_the_sum_of_what_stands_before_it),
        cmocka_unit_test(whole_said_again_is_no_addend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
