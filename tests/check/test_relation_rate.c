#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void rate_is_what_its_two_figures_give(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"受理案件3862件，办结3798件，办结率98.34%。", NULL},
        {"受理案件3862件，办结3798件，办结率98.84%。", "error rate"},
        {"全年预算1756.95万元，执行1698.32万元，预算执行率96.66%。", NULL},
        {"全年预算1756.95万元，执行1698.32万元，预算执行率97.66%。", "error rate"},
        {"编制52人，在职49人，控制率94.23%。", NULL},
        {"编制52人，在职49人，控制率95.23%。", "error rate"},
        {"编制143人，实有在职136人，在职人员控制率为95.10%。", NULL},
        {"年度计划任务40项，完成38项，完成率95%。", NULL},
        {"年度计划任务40项，完成38项，完成率96%。", "error rate"},
        {"抽检食品200批次，合格198批次，合格率99%。", NULL},
        {"抽检食品200批次，合格196批次，合格率99%。", "error rate"},
        {"发现问题50个，未整改2个，整改率96%。", NULL},
        {"发现隐患35处，整改34处，整改率100%。", "error rate"},
        {"完成固定资产投资28.6亿元，其中重点项目完成投资11.51亿元，完成率80%。", NULL},
        {"应参保500人，参保480人，参保率96%。", NULL},
        {"应参保500人，参保480人，参保率98%。", "error rate"},
        {"受理约100件，办结93件，办结率96%。", NULL},
        {"共受理100件，其中信访30件，占30%。", NULL},
        {"共受理100件，其中信访30件，占31%。", "error rate"},
        {"群众满意度97.1%，比上年提高1.6个百分点。", NULL},
        {"满意度由82.4%提高到93.1%，提高10.7个百分点。", NULL},
        {"经费由200万元减少到150万元，下降25%。", NULL},
        {"经费由200万元减少到150万元，下降33%。", "error rate"},
        {"信访量由120件降至90件，下降25%。", NULL},
        {"信访量由120件降至90件，下降35%。", "error rate"},
        {"年初预算1286.40万元，较上年增加87.80万元，增长7.33%。", NULL},
        {"年初预算1286.40万元，较上年增加87.80万元，增长8.33%。", "error rate"},
        {"三公经费12.36万元，比上年减少2.64万元，下降17.6%。", NULL},
        {"三公经费12.36万元，比上年减少2.64万元，下降27.6%。", "error rate"},
        {"固定资产投资由100万元增加到130万元，增长28%。", "warning rate"},
        {"规模工业总产值完成8596万元，同比增长10.7%，投资完成102750万元，同比增长8.4%。", NULL},
        {"上年办件200件，今年办件260件，增长30%。", NULL},
        {"上年办件200件，今年办件260件，增长20%。", "error rate"},
        {"规上总产值4720万元，同比增长7.8%；限上零售额5692万元，同比增长1073.1%。", NULL},
        {"执行率*该指标分值，得分一档最高不超过10分，每降5%扣1分。", NULL},
    };
    RUN(cases);
}

static void standard_is_no_rate_of_the_figures(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"有4个村参保率高于全镇平均水平95%，2个村低于规定标准90%。", NULL},
    };
    RUN(cases);
}

static void answers_of_a_survey_are_one_family(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"电话访问260人，有效样本240个，满意228人，满意率97%。", "error rate"},
        {"电话访问260人，有效样本240个，满意228人，满意率95%。", NULL},
    };
    RUN(cases);
}

static void whole_stands_in_the_sentence_before(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年收入2,400万元。支出2,256万元，支出率为96%。", "error rate"},
        {"全年收入2,400万元。支出2,256万元，支出率为94%。", NULL},
    };
    RUN(cases);
}

static void rates_under_other_names(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年预算1,200万元，实际执行1,146万元，预算执行率为96.5%。", "error rate"},
        {"全年预算1,200万元，实际执行1,146万元，预算执行率为95.5%。", NULL},
        {"应发放补贴380户，实际发放361户，发放率97%。", "error rate"},
        {"应发放补贴380户，实际发放361户，发放率95%。", NULL},
        {"全年办理12345工单1,250件，按期办结1,225件，按期办结率99%。", "error rate"},
        {"全年办理12345工单1,250件，按期办结1,225件，按期办结率98%。", NULL},
        {"编制数60人，实有人数54人，在编率92%。", "error rate"},
        {"编制数60人，实有人数54人，在编率90%。", NULL},
        {"应参保人数8,600人，已参保8,342人，参保率98%。", "error rate"},
        {"应参保人数8,600人，已参保8,342人，参保率97%。", NULL},
        {"年度目标任务50个，完成48个，完成率98%。", "error rate"},
        {"年度目标任务50个，完成48个，完成率96%。", NULL},
        {"抽检样品150份，合格147份，合格率97%。", "error rate"},
        {"抽检样品150份，合格147份，合格率98%。", NULL},
        {"项目支出486.20万元，占总支出1,620.50万元的32%。", "error rate"},
        {"项目支出486.20万元，占总支出1,620.50万元的30%。", NULL},
        {"预算执行率为93.2%（执行数652.4万元，预算数680万元）。", "error rate"},
        {"预算执行率为95.94%（执行数652.4万元，预算数680万元）。", NULL},
        {"政府采购预算90万元，实际采购金额81万元，政府采购执行率95%。", "error rate"},
        {"政府采购预算90万元，实际采购金额81万元，政府采购执行率90%。", NULL},
        {"固定资产总额560万元，在用固定资产532万元，固定资产利用率95%。", NULL},
        {"1至9月累计支出765万元，达到全年预算900万元的87%。", "error rate"},
        {"1至9月累计支出765万元，达到全年预算900万元的85%。", NULL},
        {"三公经费预算12万元，决算9.6万元，控制率为85%。", "error rate"},
        {"三公经费预算12万元，决算9.6万元，控制率为80%。", NULL},
        {"受访320人中有304人表示满意，满意度为96%。", "error rate"},
        {"受访320人中有304人表示满意，满意度为95%。", NULL},
        {"全年任务数200户，已改造184户，完成任务的95%。", "error rate"},
        {"全年任务数200户，已改造184户，完成任务的92%。", NULL},
        {"在岗人员中本科以上学历39人，占总人数65人的65%。", "error rate"},
        {"在岗人员中本科以上学历39人，占总人数65人的60%。", NULL},
    };
    RUN(cases);
}

static void operands_across_clauses_and_sentences(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"14个行政村中有9个被评为县级美丽乡村，占比54.3%。", "error rate"},
        {"14个行政村中有9个被评为县级美丽乡村，占比64.3%。", NULL},
        {"安排预备费300万元，年内动用126万元，动用比例为52%。", "error rate"},
        {"安排预备费300万元，年内动用126万元，动用比例为42%。", NULL},
        {"全镇核定编制72名，其中行政编制31名、事业编制41名；实有在岗人员69人，其中行政29人、事业40"
         "人，编制使用率为92.83%。",
         "error rate"},
        {"全镇核定编制72名，其中行政编制31名、事业编制41名；实有在岗人员69人，其中行政29人、事业40"
         "人，编制使用率为95.83%。",
         NULL},
        {"收回有效问卷484份，其中非常满意301份、满意152份、一般26份、不满意5份，满意度（非常满意和"
         "满意）为95.60%。",
         "error rate"},
        {"收回有效问卷484份，其中非常满意301份、满意152份、一般26份、不满意5份，满意度（非常满意和"
         "满意）为93.60%。",
         NULL},
        {"适龄儿童应种8640人、实种8510人，接种率为89.5%。", "error rate"},
        {"适龄儿童应种8640人、实种8510人，接种率为98.5%。", NULL},
        {"问卷发放260份，收回252份。服务对象满意236份，满意率90.8%（以收回有效问卷252份计）。",
         "error rate"},
        {"问卷发放260份，收回252份。服务对象满意236份，满意率93.7%（以收回有效问卷252份计）。",
         NULL},
        {"全县已通自来水村186个，占行政村总数（201个）的95.2%。", "error rate"},
        {"全县已通自来水村186个，占行政村总数（201个）的92.5%。", NULL},
        {"在职人员128名，其中卫生技术人员102名，占79.7%"
         "。硕士研究生以上学历19人，占卫生技术人员的16.8%。",
         "error rate"},
        {"在职人员128名，其中卫生技术人员102名，占79.7%"
         "。硕士研究生以上学历19人，占卫生技术人员的18.6%。",
         NULL},
        {"年末实有在职职工159名，较上年末增加3名，其中行政44名、事业125名。", "error sum"},
        {"年末实有在职职工159名，较上年末增加3名，其中行政44名、事业115名。", NULL},
        {"“三公”经费预算42.00万元，实际支出36.84万元，较2023年的40.12万元减少3.28万元、下降8.2%"
         "。其中公务用车运行维护费30.24万元、公务接待费6.60万元、因公出国（境）费1.20万元。",
         "error sum"},
        {"“三公”经费预算42.00万元，实际支出36.84万元，较2023年的40.12万元减少3.28万元、下降8.2%"
         "。其中公务用车运行维护费30.24万元、公务接待费5.40万元、因公出国（境）费1.20万元。",
         NULL},
        {"卫生技术人员102名，占79.7%。卫生技术人员中，高级职称23人、中级职称41人、初级职称48人。",
         "error sum"},
        {"卫生技术人员112名，占79.7%。卫生技术人员中，高级职称23人、中级职称41人、初级职称48人。",
         NULL},
        {"共访问群众240人，其中入户160人、电话80人。表示满意的204人，基本满意的29人，不满意的17人"
         "。",
         "error partition"},
        {"共访问群众250人，其中入户160人、电话90人。表示满意的204人，基本满意的29人，不满意的17人"
         "。",
         NULL},
    };
    RUN(cases);
}

static void the_plan_is_the_whole_and_the_deed_the_part(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"专项预算安排680万元，实际支出646万元，预算执行率105.26%。", "error rate"},
        {"专项预算安排680万元，实际支出646万元，预算执行率95%。", NULL},
        {"专项预算安排646万元，实际支出680万元，预算执行率105.26%。", NULL},
        {"全年计划改厕1,500户，实际完成1,425户，完成率105.26%。", "error rate"},
        {"全年计划改厕1,425户，实际完成1,500户，完成率105.26%。", NULL},
        {"实际支出646万元，年初预算680万元，预算执行率105.26%。", "error rate"},
        {"实际支出646万元，年初预算680万元，预算执行率95%。", NULL},
        {"发放问卷350份，收回318份，回收率110.06%。", "error rate"},
        {"发放问卷350份，收回318份，回收率90.86%。", NULL},
    };
    RUN(cases);
}

static void whole_is_the_sum_of_others(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        /* what is done and what is not are all */
        {"隐患整改完成17处，未完成3处，整改完成率85%，其余3处预计明年2月底前完成。", NULL},
        {"隐患整改完成17处，未完成3处，整改完成率82.35%，其余3处预计明年2月底前完成。",
         "error rate"},
        {"合格186批次，不合格14批次，合格率93%。", NULL},
        {"合格186批次，不合格14批次，合格率96%。", "error rate"},
        {"查出隐患20处，整改完成17处，未完成3处，整改完成率85%。", NULL},
        {"查出隐患20处，整改完成17处，未完成3处，整改完成率95%。", "error rate"},
        /* a total of the parts, whose wholes have none */
        {"东片排查纠纷18件，化解16件；西片排查纠纷32件，化解31件；合计化解47件，化解率94%。", NULL},
        {"东片排查纠纷18件，化解16件；西片排查纠纷32件，化解31件；合计化解47件，化解率96%。",
         "error rate"},
    };
    RUN(cases);
}

static void rate_of_a_part_is_of_no_figures_of_the_whole(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"预算数800万元（年初预算600万元、追加200万元），支出780万元，执行率97.5%"
         "，其中年初部分执行率"
         "100%，追加部分执行率90%。",
         NULL},
        {"预算数800万元，支出780万元，执行率97.5%；其中追加部分执行率90%。", NULL},
        {"预算数800万元，支出780万元，执行率97.5%；追加部分执行率90%。", NULL},
        {"预算数800万元，支出780万元，执行率96.5%，其中年初部分执行率100%，追加部分执行率90%。",
         "error rate"},
        {"预算数800万元，支出780万元，执行率97.5%，其中追加预算200万元，追加支出180万元，追加支出"
         "执行率80%。",
         "error rate"},
    };
    RUN(cases);
}

static void rate_of_what_went_is_of_the_difference(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"编外人员由50人清退至38人，清退比例24%。", NULL},
        {"编外人员由50人清退至38人，清退比例26%。", "error rate"},
        {"会议由40次压减至30次，压减率25%。", NULL},
        {"会议由40次压减至30次，压减率28%。", "error rate"},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plan_is_the_whole_and_the_deed_the_part),
        cmocka_unit_test(rate_is_what_its_two_figures_give),
        cmocka_unit_test(standard_is_no_rate_of_the_figures),
        cmocka_unit_test(answers_of_a_survey_are_one_family),
        cmocka_unit_test(whole_stands_in_the_sentence_before),
        cmocka_unit_test(rates_under_other_names),
        cmocka_unit_test(operands_across_clauses_and_sentences),
        cmocka_unit_test(whole_is_the_sum_of_others),
        cmocka_unit_test(rate_of_a_part_is_of_no_figures_of_the_whole),
        cmocka_unit_test(rate_of_what_went_is_of_the_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
