#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/table_text.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_table_text, cases, ARRAY_LEN(cases))

static void text_says_what_the_table_says(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"文物保护与修缮项目支出268.35万元，低于预算。\n项目\t预算\t支出\n文物保护与修缮\t300."
         "00\t286.35\n旅游宣传推介\t318.00\t318.00",
         "error table-text"},
        {"文物保护与修缮项目支出286.35万元，低于预算。\n项目\t预算\t支出\n文物保护与修缮\t300."
         "00\t286.35\n旅游宣传推介\t318.00\t318.00",
         NULL},
        {"项目\t预算\t支出\t执行率\n文物保护与修缮\t300.00\t286.35\t95.45%\n广播电视覆盖\t160."
         "00\t155.16\t96.98%\n旅游宣传推介\t318.00\t318.00\t100.00%\n广播电视覆盖执行率最低。",
         "warning table-text"},
        {"项目\t预算\t支出\t执行率\n文物保护与修缮\t300.00\t286.35\t95.45%\n广播电视覆盖\t160."
         "00\t155.16\t96.98%\n旅游宣传推介\t318.00\t318.00\t100.00%\n文物保护与修缮执行率最低。",
         NULL},
        {"项目\t预算\t支出\t执行率\n文物保护与修缮\t300.00\t286.35\t95.45%\n广播电视覆盖\t160."
         "00\t155.16\t96.98%\n旅游宣传推介\t318.00\t318.00\t100.00%\n3个项目执行率均超过96%。",
         "warning table-text"},
    };
    RUN(cases);
}

static void text_names_the_cell(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年基本支出2,405.88万元，较上年增加93."
         "58万元。\n项目\t2023年\t2024年\t增减额\n基本支出\t2,310.50\t2,405.88\t95.38\n项目支出\t6,"
         "489.50\t7,116.00\t626.50",
         "error table-text"},
        {"自评得分94.5分。\n指标\t分值\t得分\n投入\t30\t28.2\n产出\t70\t66\n合计\t100\t94.2",
         "error table-text"},
        {"市妇幼保健院编制120名、实有115人。\n单位\t编制数\t实有人数\n局机关\t45\t43\n市妇幼保健院"
         "\t120\t113",
         "error table-text"},
        {"部门总支出9,512.88万元。\n项目\t2023年\t2024年\n基本支出\t2,310.50\t2,405."
         "88\n项目支出\t6,489.50\t7,116.00\n合计\t8,800.00\t9,521.88",
         "error table-text"},
        {"全年基本支出2,405.88万元，较上年增加95."
         "38万元。\n项目\t2023年\t2024年\t增减额\n基本支出\t2,310.50\t2,405.88\t95.38\n项目支出\t6,"
         "489.50\t7,116.00\t626.50",
         NULL},
        {"本部门（含局机关和下属单位）编制165名、实有156人。\n单位\t编制数\t实有人数\n局机关\t45\t4"
         "3\n市妇幼保健院\t120\t113",
         NULL},
        {"上级下达项目支出资金500万元。\n项目\t2023年\t2024年\n基本支出\t2,310.50\t2,405."
         "88\n项目支出\t6,489.50\t7,116.00",
         NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_says_what_the_table_says),
        cmocka_unit_test(text_names_the_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
