#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void a_balance_and_its_look_alikes(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"项目资金下达968.4万元，支出921.7万元，年末结转56.7万元。", "error difference"},
        {"项目资金下达968.4万元，支出921.7万元，年末结转46.7万元。", NULL},
        {"项目资金下达968.4万元，支出921.7万元，上年结转32.5万元另行安排。", NULL},
        {"2024年，年初预算1,742.60万元，年中追加208.35万元，追减36.42万元，调整后预算1,914.35万元"
         "。",
         "error sum"},
        {"2024年，年初预算1,742.60万元，年中追加208.35万元，追减36.42万元，调整后预算1,914.53万元"
         "。",
         NULL},
        {"全年收入8,620.54万元（含上年结转1,042.71万元），扣除上年结转后本年收入7,578.83万元。",
         "error sum"},
        {"全年收入8,620.54万元（含上年结转1,042.71万元），扣除上年结转后本年收入7,577.83万元。",
         NULL},
        {"办件12,480件，是上年10,400件的1.2倍，同比增加2,800件。", "error difference"},
        {"办件12,480件，是上年10,400件的1.2倍，同比增加2,080件。", NULL},
        {"争取资金1,850万元，完成全年目标2,000万元的92.5%，同比多争取350万元。", NULL},
        {"在职干部52名，编制50名，空编2名。", "error direction"},
        {"在职干部48名，编制50名，空编2名。", NULL},
    };
    RUN(cases);
}

static void a_sum_and_its_look_alikes(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"水费2.86万元、电费8.62万元、邮电费2.40万元、物业费5.36万元，水电费合计11.84万元。",
         "error sum"},
        {"水费2.86万元、电费8.62万元、邮电费2.40万元、物业费5.36万元，水电费合计11.48万元。", NULL},
        {"自评涉及资金6,284.5万元，覆盖率100%，其中一般公共预算5,248.5万元、政府性基金1,000.0万元"
         "。",
         "error sum"},
        {"自评涉及资金6,284.5万元，覆盖率100%，其中一般公共预算5,284.5万元、政府性基金1,000.0万元"
         "。",
         NULL},
        {"对51个乡镇进行考核，优秀4个、良好8个、合格3个。", "error sum"},
        {"对15个乡镇进行考核，优秀4个、良好8个、合格3个。", NULL},
        {"消防隐患65处，燃气隐患38处，用电隐患23处。", NULL},
        {"全县2,600名老人领取补贴，其中高龄津贴1,900人、护理补贴1,000人（同时享受的300人）。",
         NULL},
    };
    RUN(cases);
}

static void a_rate_and_its_look_alikes(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"养老中心设床位120张，入住78人，入住率72.5%。", "error rate"},
        {"养老中心设床位120张，入住87人，入住率72.5%。", NULL},
        {"安置房建成420套，已分配396套，分配率92.49%。", "error rate"},
        {"安置房建成420套，已分配396套，分配率94.29%。", NULL},
        {"县级包案12件，化解11件；部门包案35件，化解33件；合计化解44件，化解率93.62%。", NULL},
        {"抽检126批次，不合格2批次，合格率98.41%。", NULL},
        {"受理1,204件，办结1,204件，群众评价满意率99.8%。", NULL},
        {"支出较年初预算2,020万元多138.6万元，超出6.3%。", "error rate"},
        {"支出较年初预算2,200万元多138.6万元，超出6.3%。", NULL},
        {"农村公路682.4公里，其中县道146.3公里、乡道258.6公里、村道277.5公里，优良路率92.3%。",
         NULL},
    };
    RUN(cases);
}

static void a_price_of_each_and_its_look_alikes(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全县常住人口46.2万人，公共图书馆面积6,390平方米，每万人拥有150平方米。", "error product"},
        {"全县常住人口42.6万人，公共图书馆面积6,390平方米，每万人拥有150平方米。", NULL},
        {"职工食堂补助按在职人数87人、每人每天15元、全年250天计算，共32.36万元。", "error product"},
        {"职工食堂补助按在职人数87人、每人每天15元、全年250天计算，共32.63万元。", NULL},
        {"清运垃圾6.57万吨，日均108吨。", "error sum"},
        {"清运垃圾6.57万吨，日均180吨。", NULL},
        {"补助资金按季发放，每季度36.5万元，全年164万元。", "error sum"},
        {"补助资金按季发放，每季度36.5万元，全年146万元。", NULL},
        {"生均公用经费小学720元、初中940元，学生18,260人（小学12,480人、初中5,780人），全年拨付1,"
         "441.88万元。",
         NULL},
        {"保洁经费由每村6万元提高到8万元，全镇25个村共200万元。", NULL},
        {"项目涉及8个村，每村补助15万元，另安排监理费6万元，共计126万元。", NULL},
    };
    RUN(cases);
}

static void papers_come_back_that_went_out(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"发放问卷100份，回收有效问卷105份。", "error number-form"},
        {"发放问卷105份，回收有效问卷100份。", NULL},
        {"发放宣传单200份，制作展板210份。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_balance_and_its_look_alikes),
        cmocka_unit_test(a_sum_and_its_look_alikes),
        cmocka_unit_test(a_rate_and_its_look_alikes),
        cmocka_unit_test(a_price_of_each_and_its_look_alikes),
        cmocka_unit_test(papers_come_back_that_went_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
