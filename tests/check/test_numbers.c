#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#include <string.h>

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

static void opening_total_is_not_less_than_its_parts(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"共有优抚对象77人，其中退役士兵38人；重点对象39人。", NULL},
        {"共有优抚对象77人，其中退役士兵38人；重点对象45人。", "error sum"},
        {"全年支出1500.20万元，其中基本支出800.10万元、项目支出710.10万元。", "error sum"},
        {"全年支出1500.20万元，其中基本支出800.10万元、项目支出700.10万元。", NULL},
        {"全年支出1500.20万元，其中基本支出800.10万元、项目支出690.10万元。", "warning sum"},
        {"现有编制人员205人。其中，局机关113人、离休2人、退休75人、中心10人，支付中心5人。", NULL},
        {"现有编制人员205人。其中，局机关113人、离休2人、退休75人、中心20人，支付中心5人。",
         "error sum"},
        {"现有人员894人，其中局本级187人（在编139人、退休8人、协管员40人），环卫处707人（在编132人"
         "、"
         "退休148人、临聘272人、外包155人）。",
         NULL},
        {"现有人员894人，其中局本级187人（在编139人、退休18人、协管员40人），环卫处707人。",
         "error sum"},
        {"受理来访84件，化解76件，其中交办29件、网上18件、积案2件、劝返27件，尚未化解8件。", NULL},
        {"实施项目6个，其中竣工4个、在建2个。", NULL},
        {"实施项目6个，其中市级4个、区级3个。", "error sum"},
        {"优抚对象39人，其中在职伤残7人，在乡伤残25人，三属4人，带病回乡3人，两参人员36人。",
         "warning sum"},
        {"走访群众500人，其中低保户120人。", NULL},
        {"走访群众500人，其中低保户620人。", "error sum"},
        {"检查企业120家，其中餐饮店80家，发现问题门店50家。", NULL},
        {"检查企业120家，其中餐饮店80家；整改到位60家。", NULL},
        {"现有干部52人，其中女干部20人，党员45人，本科以上学历40人。", NULL},
        {"救助困难群众100人，其中低保对象60人，残疾人50人。", NULL},
        {"招商项目9个，其中亿元以上项目2个。", NULL},
        {"投入资金300万元，分为道路180万元、绿化90万元。", "error sum"},
        {"投入资金300万元，分为道路180万元、绿化120万元。", NULL},
        {"争取资金90万元，全部用于道路50万元、路灯30万元。", "error sum"},
        {"申请资金90万元。其中：30万元用于编制；30万元用于审计；30万元用于设计。", NULL},
        {"完成资金89.97万元。其中：30万元用于编制；30万元用于审计；29.99万元用于设计。", NULL},
        {"行政编制20人（含工勤编制1人），事业编制0人（含参公0人）。", NULL},
        {"较上年增加50万元，其中人员经费增加80万元，公用经费减少30万元。", NULL},
        {"约300人参加，其中党员200人、群众150人。", NULL},
        {"发放物资价值12.5万元，其中口罩6.5万元、消毒液4万元、其他2万元。", NULL},
        {"发放物资价值12.5万元，其中口罩6.5万元、消毒液4万元、其他3.2万元。", "error sum"},
        {"整治项目28.6亿元，其中16个重点项目完成投资11.51亿元。", NULL},
        {"开展活动14次，其中6月3次、7月5次、8月6次。", NULL},
        {"开展活动14次，其中6月3次、7月5次、8月8次。", "error sum"},
        {"共有党员120名，其中机关党员50名，社区党员80名。", "error sum"},
        {"享受补贴370人、津贴142人、奖励96人（有交叉），扣除重复后惠及577人。", NULL},
        {"低保对象362户518人，其中城市低保300户420人、农村低保62户98人。", NULL},
        {"低保对象362户518人，其中城市低保300户420人、农村低保72户98人。", "error sum"},
        {"重点对象39人，重点对象中在职伤残7人、在乡伤残35人。", "error sum"},
        {"重点对象39人，重点对象中在职伤残7人、在乡伤残25人。", NULL},
        {"全年预算${budget}万元，其中年初500万元、追加100万元。", NULL},
        {"收入合计100.3万元，由财政拨款60.2万元、非税收入40.1万元组成。", NULL},
        {"收入合计100.3万元，由财政拨款60.2万元、非税收入30.1万元组成。", "error sum"},
    };
    RUN(cases);
}

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
        {"参保居民900人，其中城镇居民420人、农村居民470人。", "error partition"},
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
    };
    RUN(cases);
}

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

static void count_word_counts_the_list_it_touches(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"包含了学习、活动、服务三大功能。", NULL},
        {"包含了学习、活动三大功能。", "error count-word"},
        {"围绕组织、宣传、统战、纪检五大任务开展工作。", "error count-word"},
        {"围绕组织、宣传、统战和纪检四大任务开展工作。", NULL},
        {"围绕组织、宣传和统战四大任务开展工作。", "error count-word"},
        {"完成杏园、临湖两个老旧小区改造。", NULL},
        {"完成杏园、临湖、东门两个老旧小区改造。", "error count-word"},
        {"办好社区食堂、老年助浴、暑期托管三件实事。", NULL},
        {"办好社区食堂、老年助浴三件实事。", "error count-word"},
        {"抓好防汛、防火、防溺水等五项工作。", NULL},
        {"落实“三会一课”、主题党日等制度，推进“三高四新”战略。", NULL},
        {"设置了“清廉茶话室”、“金秋党旗红”、“金秋幸福家”三个活动阵地。", NULL},
        {"设置了“清廉茶话室”、“金秋党旗红”、“金秋幸福家”四个活动阵地。", "error count-word"},
        {"打造珑湖小区完美小区和白洲社区示范支部两个特色品牌。", NULL},
        {"街道、社区每个月召开一次会议。", NULL},
        {"学习贯彻党的二十大精神和“五清”“六个一”要求。", NULL},
        {"修订工作规则、财务制度两项制度，新增三项措施。", NULL},
        {"防输入、防扩散、防反弹三条防线。", NULL},
        {"防输入、防扩散三条防线。", "error count-word"},
    };
    RUN(cases);
}

static void what_is_no_quantity_is_left_alone(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"根据财预〔2020〕10号、湘财绩〔2020〕7号文件，共17号。", NULL},
        {"2022年7月2日、2023年6月26日，共3日。", NULL},
        {"拨打12345热线30次、119热线20次，共50次。", NULL},
        {"采用“3+X”“1+N”模式，7×24小时值守，马蹄社区8-1征地等项目。", NULL},
        {"按5-10人一组、10-15人一班编排，共20人。", NULL},
        {"目录\n一、基本情况…………1\n二、绩效情况…………3", NULL},
        {"第3次会议、第5次会议共2次。", NULL},
        {"一、基本情况\n内设股室7", NULL},
        {"1.部门概况2个，2.绩效目标3个，共5个。", NULL},
        {"", NULL},
        {"0.5", NULL},
        {"99999999999999999999人，1人，共2人。", NULL},
    };
    RUN(cases);
    /* the one sum that is wrong is still seen */
    static const struct check_case wrong[] = {
        {"拨打12345热线30次、119热线20次，共60次。", "error sum"},
        {"目录\n一、基本情况…………1\n修路3处、补路4处，共8处。", "error sum"},
    };
    RUN(wrong);
}

static void finding_spans_what_was_compared_and_says_the_sum(void **state) {
    (void)state;
    struct report *report =
        support_report_of("前言。\n现有退役军人1726人，现役军人66人，共1786人；其他。");
    struct findings findings = {0};
    check_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].quote, "1726人，现役军人66人，共1786人");
    assert_string_equal(findings.items[0].message, "1726 + 66 = 1792，文中为1786");
    assert_int_equal(findings.items[0].offset, 10);
    findings_release(&findings);
    report_free(report);
}

static void one_rule_raises_no_more_than_its_share(void **state) {
    (void)state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("甲3人，乙4人，共8人。"), 5000);
    struct report *report = support_report_of(text.s);
    struct findings findings = {0};
    check_numbers(&findings, report, NULL);
    assert_int_equal(findings.count, RAISER_MOST);
    findings_release(&findings);
    report_free(report);
    str_release(&text);
}

/* Figures count as what they print, and where one is not given nothing is said. */
static void figures_are_reckoned_with_their_values(void **state) {
    (void)state;
    static const char yaml[] = "form_id: money\n"
                               "title: 报告\n"
                               "sections:\n"
                               "  - {name: money, label: 收支}\n"
                               "figures:\n"
                               "  - {name: a, label: 甲, type: money, unit: 万元, decimals: 2}\n"
                               "  - {name: n, label: 数, type: integer}\n"
                               "  - {name: day, label: 日, type: date}\n";
    static const struct {
        const char *a, *text, *said;
    } cases[] = {
        {"286.35", "低保${a}、特困45.92万元、救助19.47万元，合计351.74万元。", ""},
        {"286.45", "低保${a}、特困45.92万元、救助19.47万元，合计351.74万元。", "286.45 + 45.92"},
        {"", "低保${a}、特困45.92万元、救助19.47万元，合计351.74万元。", ""},
        {"40", "甲10万元、乙20万元，共${a}。", "10 + 20 = 30"},
        {"40", "甲10万元、乙30万元，共${a}。", ""},
        {"1", "甲社区${n}人，乙社区12人，共21人。", "8 + 12 = 20"},
        {"1", "${day}甲社区9人，乙社区12人，共21人。", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct template *template = NULL;
        struct findings findings = {0};
        assert_int_equal(template_read(&template, span_of(yaml), "money", NULL), RC_OK);
        struct report *report = report_new_from_template(template, SPAN("某"), SPAN(""), 2022);
        report_set_value(report, SPAN("a"), span_of(cases[i].a));
        report_set_value(report, SPAN("n"), SPAN("8"));
        report_set_value(report, SPAN("day"), SPAN("2022-12-31"));
        struct section *section = report_find_section(report, SPAN("money"));
        body_set_text(&section->body, span_of(cases[i].text), LINE_PARAGRAPH);
        check_numbers(&findings, report, NULL);
        if (findings.count != (cases[i].said[0] != '\0'))
            fail_msg("%s: %zu findings", cases[i].text, findings.count);
        if (findings.count > 0 && strstr(findings.items[0].message, cases[i].said) == NULL)
            fail_msg("%s: %s", cases[i].text, findings.items[0].message);
        findings_release(&findings);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_reckoned_with_their_values),
        cmocka_unit_test(closing_total_is_the_sum_of_what_stands_before_it),
        cmocka_unit_test(opening_total_is_not_less_than_its_parts),
        cmocka_unit_test(parts_that_exclude_one_another_make_the_whole),
        cmocka_unit_test(rate_is_what_its_two_figures_give),
        cmocka_unit_test(count_word_counts_the_list_it_touches),
        cmocka_unit_test(what_is_no_quantity_is_left_alone),
        cmocka_unit_test(finding_spans_what_was_compared_and_says_the_sum),
        cmocka_unit_test(one_rule_raises_no_more_than_its_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
