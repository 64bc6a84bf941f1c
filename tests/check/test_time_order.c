#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/time_order.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_time_order, cases, ARRAY_LEN(cases))

static void later_steps_have_later_dates(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"龙山文化公园二期项目计划2023年6月开工、2023年4月竣工。", "error date"},
        {"抗旱期间，7月25日启动抗旱Ⅳ级应急响应，7月18日解除。", "error date"},
        {"第一批整改于2024年4月完成，第二批整改于2024年2月完成。", "error date"},
        {"项目实施期限为2022—2020年，总投资分三年安排。", "error date"},
        {"工程于2023年5月开工，2023年3月完工并投入使用。", "error date"},
        {"工程于2022年5月开工，2023年3月完工并投入使用。", NULL},
        {"项目计划2023年6月开工、2024年4月竣工。", NULL},
        {"12月25日启动应急响应，次年1月3日解除。", NULL},
        {"项目实施期限为2020—2022年。", NULL},
        {"第一批于2023年2月完成，第二批于2023年4月完成。", NULL},
        {"甲项目2023年8月完工，乙项目2023年3月开工。", NULL},
        {"本年竣工项目2个（5月、3月各1个）。", NULL},
    };
    RUN(cases);
}

static void months_from_the_first_to_the_last_are_counted(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"水库除险加固工程自2021年3月开工至2023年2月完工，建设周期共36个月。", "error date"},
        {"水库除险加固工程自2021年3月开工至2023年2月完工，建设周期共24个月。", NULL},
        {"水库除险加固工程自2021年3月开工至2023年2月完工，历时23个月。", NULL},
        {"工程2022年5月动工，2023年3月竣工，历时18个月。", "error date"},
        {"工程2022年5月动工，2023年3月竣工，历时十一个月。", NULL},
        {"服务期限为2023年1月至12月，共10个月。", "error date"},
        {"服务期限为2023年1月至12月，共12个月。", NULL},
        {"服务自2021年7月1日至2024年6月30日，期限4年。", "error date"},
        {"服务自2021年7月1日至2024年6月30日，期限3年。", NULL},
        {"服务自2021年7月1日至2024年6月30日，期限三年。", NULL},
        {"补贴发放时间为2022年9月至2023年6月，为期八个月。", "error date"},
        {"补贴发放时间为2022年9月至2023年6月，为期十个月。", NULL},
        {"项目自2021年3月开工至2023年2月完工，合同工期18个月。", NULL},
        {"项目自2021年3月开工至2023年2月完工，历时近两年。", NULL},
        {"项目2021年3月立项，2022年4月开工，2023年2月完工，工期11个月。", NULL},
        {"2022年3月至2023年2月，共有6个月未开展巡查。", NULL},
        {"课题自2022年3月至2023年11月，历时一年多。", NULL},
        {"工期自2023年3月1日至2023年8月31日，共5个月。", "error date"},
        {"工期自2023年3月1日至2023年8月31日，共6个月。", NULL},
        {"培训班自5月8日至5月12日举办，为期7天。", "error date"},
        {"培训班自5月8日至5月12日举办，为期5天。", NULL},
        {"展览2月27日至3月2日，为期4天，共接待群众3,200人次。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_from_the_first_to_the_last_are_counted),
        cmocka_unit_test(later_steps_have_later_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
