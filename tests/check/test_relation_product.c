#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void number_for_each_and_their_total(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"慰问困难党员32名，每名慰问金500元，共计发放慰问金1.5万元。", "error product"},
        {"慰问困难党员32名，每名慰问金500元，共计发放慰问金1.6万元。", NULL},
        {"为312名保洁员每人购买120元意外伤害保险，共支出4.74万元。", "error product"},
        {"为312名保洁员每人购买120元意外伤害保险，共支出3.74万元。", NULL},
        {"为213名护林员每人发放工装86元，共支出1.38万元。", "error product"},
        {"为213名护林员每人发放工装86元，共支出1.83万元。", NULL},
        {"举办培训6期，每期50人，共培训280人。", "error product"},
        {"举办培训6期，每期50人，共培训300人。", NULL},
        {"全镇15个村，每村补助3万元，共补助48万元。", "error product"},
        {"全镇15个村，每村补助3万元，共补助45万元。", NULL},
        {"组织开展活动4场，每场参与80人，累计参与300人。", "error product"},
        {"组织开展活动4场，每场参与80人，累计参与320人。", NULL},
        {"按每户200元标准，为260户发放补贴5.4万元。", "error product"},
        {"按每户200元标准，为260户发放补贴5.2万元。", NULL},
        {"道路硬化12.5公里，平均每公里投入36万元，共计投入460万元。", "error product"},
        {"道路硬化12.5公里，平均每公里投入36万元，共计投入450万元。", NULL},
        {"公务用车运行维护费12.4万元，公车保有量4辆，平均每辆3.2万元。", "error product"},
        {"公务用车运行维护费12.4万元，公车保有量4辆，平均每辆3.1万元。", NULL},
        {"培训班共举办6期，每期50人，累计培训320人次。", "error product"},
        {"培训班共举办6期，每期50人，累计培训300人次。", NULL},
        {"补助标准为每人每月650元，全年发放120人、96.3万元。", "error product"},
        {"补助标准为每人每月650元，全年发放120人、93.6万元。", NULL},
        {"按650元/户标准补助120户，共发放补助8.7万元。", "error product"},
        {"按650元/户标准补助120户，共发放补助7.8万元。", NULL},
        {"15个村（社区）建成服务站，每个村补助3万元，共补助48万元。", "error product"},
        {"全年检查96次，月均8次。", NULL},
        {"新建管网8.4公里，其中主管3.2公里，支管5.2公里，总投资252万元，每公里30万元。", NULL},
        /* the aim and last year's number are counted by nothing that is there */
        {"演出126场，为目标120场的105%；观众8.82万人次，场均700人次。", NULL},
        {"演出126场，为目标120场的105%；观众8.82万人次，场均760人次。", "error product"},
        {"接待读者46.2万人次（2023年为41.2万人次）；外借图书58.6万册，读者人均外借1.27册。", NULL},
        {"接待观众85万人次，日均2,724人次（按开放312天计）。", NULL},
        {"接待观众85万人次，日均2,742人次（按开放312天计）。", "error product"},
        {"全年检查96次，月均9次。", "error product"},
        {"发放困难补助260户，每户300元至800元不等，共计12.6万元。", NULL},
        {"全年编发简报24期，每月2期。", NULL},
        {"每人每天补助20元，参训50人，共发放2.5万元。", NULL},
        {"村集体经济收入共计612万元，16个村平均38.25万元。", NULL},
        {"村集体经济收入共计612万元，16个村平均32.85万元。", "error product"},
        {"按每100人配备1名网格员，全镇3,200人，共配备32名。", NULL},
    };
    RUN(cases);
}

static void newer_number_for_each_holds(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"保洁经费由每村6万元提高到8万元，全镇25个村共200万元。", NULL},
        {"保洁经费由每村6万元提高到8万元，全镇25个村共210万元。", "error product"},
        {"保洁经费每村8万元，全镇25个村共210万元。", "error product"},
        {"补助标准小学500元、初中700元，在校学生3,000人（小学2,000人、初中1,"
         "000人），全年拨付170万元。",
         NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_for_each_and_their_total),
        cmocka_unit_test(newer_number_for_each_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
