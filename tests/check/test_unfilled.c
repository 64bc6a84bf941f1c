#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/unfilled.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_unfilled, cases, ARRAY_LEN(cases))

static void number_that_is_gone_with_its_blank(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"2023年度预算执行率为，比上年提高2个百分点。", "error placeholder"},
        {"资金执行率达，较上年提高3个百分点。", "error placeholder"},
        {"满意度达到以上。", "error placeholder"},
        {"占总支出的，较上年下降3%。", "error placeholder"},
        {"全年发放补贴元，惠及户。", "error placeholder; error placeholder"},
        {"年末实有人数人，其中在职人。", "error placeholder; error placeholder"},
        {"全年共召开会议次，研究议题个。", "error placeholder; error placeholder"},
        {"项目涉及个村，惠及群众人。", "error placeholder; error placeholder"},
        {"我街道下辖   个社区。", "error placeholder"},
        {"完成投资……万元。", "error placeholder"},
        {"增长百分之。", "error placeholder"},
        {"共计????万元。", "error placeholder"},
        {"于2023年X月X日召开了专题会议。", "error placeholder"},
        {"我单位共有内设机构N个。", "error placeholder"},
        {"（此处填写主要成效）", "warning placeholder"},
        {"请在此处补充相关数据。", "warning placeholder"},
        {"数据待核实，完成率待补充。", "warning placeholder; warning placeholder"},
        {"自评结论为“    ”等次。", "warning placeholder"},
        {"出勤率为全年最高，群众反响良好。", NULL},
        {"支出为历年最低。", NULL},
        {"各村组织人员，走访群众，慰问老人。", NULL},
        {"共走访困难群众、退役军人、老党员。", NULL},
        {"支付率为98％，增幅为3%。", NULL},
        {"职工人人参与，户户受益。", NULL},
        {"涉及人员，按程序处理。", NULL},
        {"建立1+N工作机制，推行“N个一”。", NULL},
        {"是否公开（ ），请勾选。", NULL},
        {"占主导地位的，是传统产业。", NULL},
        {"受益人为其法定继承人，应通知共有人，由受送达人签收。", NULL},
        {"给予整改期，限期整改；金额单位为万元。", NULL},
    };
    RUN(cases);
}

static void number_that_is_gone_behind_its_verb(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"受益群众达人，满意度较高。", "error placeholder"},
        {"部门预算绩效目标完成率达到了%。", "error placeholder"},
        {"各村、各社区、各单位要高度重视。", NULL},
    };
    RUN(cases);
}

static void what_follows_was_not_written(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"公用经费超支的主要原因是。", "error placeholder"},
        {"结余资金主要用于；其他资金按规定上缴。", "error placeholder"},
        {"三类项目分别为、、。", "error placeholder"},
        {"评价等级为，结果已公开。", "error placeholder"},
        {"超支的主要原因是，一方面人员增加，另一方面物价上涨。", NULL},
        {"存在的问题主要是：", NULL},
        {"这项工作是基础，经费有来源。", NULL},
        {"主要包括办公费，不另列。", NULL},
    };
    RUN(cases);
}

static void number_of_a_document_or_a_meeting_is_gone(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"根据清财绩〔2025〕号文件开展自评。", "error placeholder"},
        {"根据清财绩〔〕6号文件开展自评。", "error placeholder"},
        {"经局党组第 次会议研究通过。", "error placeholder"},
        {"于年月日召开专题会议。", "error placeholder"},
        {"根据清财绩〔2025〕6号文件开展自评。", NULL},
        {"经局党组第3次会议研究，列入第一季度计划。", NULL},
        {"按年月日顺序整理台账。", NULL},
    };
    RUN(cases);
}

static void rate_or_share_is_gone(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"满意度由%提高到96%。", "error placeholder"},
        {"实际完成投资为计划的。", "error placeholder"},
        {"公用经费增幅为-。", "error placeholder"},
        {"全年支出#REF!万元，支付率nan%。", "error placeholder; error placeholder"},
        {"人均元，低于上年。", "error placeholder"},
        {"政府性基金预算万元，其他120万元。", "error placeholder"},
        {"受益人口约为。", "error placeholder"},
        {"支付进度达到105.%。", "error placeholder"},
        {"由年初的万元调整为320万元。", "error placeholder"},
        {"完成绩效目标的%。", "error placeholder"},
        {"详见附件X。", "warning placeholder"},
        {"满意度由91%提高到96%，实际完成投资为计划的98%。", NULL},
        {"达到规定目标的，给予奖励；完成任务的，予以通报。", NULL},
        {"公用经费增幅为-3.2%，人均支出1,200元。", NULL},
        {"部门预算（万元），政府性基金预算、国有资本经营预算。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_that_is_gone_with_its_blank),
        cmocka_unit_test(number_that_is_gone_behind_its_verb),
        cmocka_unit_test(what_follows_was_not_written),
        cmocka_unit_test(number_of_a_document_or_a_meeting_is_gone),
        cmocka_unit_test(rate_or_share_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
