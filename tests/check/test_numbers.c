#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/check_support.h"

#include <string.h>

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

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

static void relations_of_all_kinds_and_their_look_alikes(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年接受群众咨询1,820人次，其中现场咨询1,130人次，电话咨询590人次，网上咨询200人次。",
         "error sum"},
        {"争取项目资金2,460万元，包括中央预算内资金1,500万元、省级专项680万元、市级配套380万元。",
         "error sum"},
        {"全镇享受高龄津贴的老人1,206人，80至89岁985人，90至99岁210人，100岁以上21人。",
         "error partition"},
        {"街道辖区面积18.6平方公里，其中建成区面积11.4平方公里，非建成区8.2平方公里。",
         "error sum"},
        {"全年办结行政审批事项3,260件，其中即办件2,180件、承诺件1,180件。", "error sum"},
        {"按学历分，研究生12人，本科46人，大专21人，大专以下8人，共97人。", "error sum"},
        {"乡镇干部中，35岁以下的28人，36至45岁的22人，46岁以上的17人，总人数为77人。", "error sum"},
        {"上半年支出386.2万元，下半年支出452.6万元，全年支出848.8万元。", "error partition"},
        {"计划发展党员20名，实际发展18名，完成率95%。", "error rate"},
        {"应急演练计划8次，已开展7次，完成率为85.7%。", "error rate"},
        {"接到12345转办件860件，已回复846件，回复率99.4%。", "error rate"},
        {"开展入户宣传6,200户，占总户数8,000户的72.5%。", "error rate"},
        {"公车运行费支出5.4万元，占“三公”经费总额9万元的65%。", "error rate"},
        {"食品抽检合格率由96.5%上升到98.2%，上升1.9个百分点。", "error difference"},
        {"村集体收入超50万元的村由3个增加到8个，增加6个。", "error difference"},
        {"税收收入完成1.26亿元，同比增收0.16亿元，增长12.7%。", "error rate"},
        {"差旅费决算6.8万元，比预算8万元减少1.2万元，下降12%。", "error rate"},
        {"平均每个社区服务2,150人，12个社区共服务28,500人。", "error product"},
        {"慰问金每户600元，共慰问85户，合计5.4万元。", "error product"},
        {"种植油茶320亩，亩均投入1,500元，总投入46万元。", "error product"},
        {"预算收入2,180万元、预算支出2,160万元，收支平衡。", "error identity"},
        {"年初结余86万元，当年收入1,250万元，当年支出1,268万元，年末结余86万元。", "error sum"},
        {"债务余额由年初的320万元减少到年末的256万元，减少74万元。", "error difference"},
        {"全年立案查处违法用地15宗，已结案11宗，正在办理5宗。", "error partition"},
        {"64名网格员中，专职38名，兼职28名。", "error partition"},
        {"回访企业96家，满意90家，基本满意5家，不满意3家。", "error partition"},
        {"检查食品经营户218户，其中证照齐全206户，证照不全14户。", "error sum"},
        {"128户申请家庭中，116户通过审核，14户未通过审核。", "error partition"},
        {"资产报废36件，其中办公家具22件、电子设备12件、其他5件。", "error sum"},
        {"预算编制完整性5分、预算执行8分、资产管理7分，小计21分。", "error sum"},
        {"得分情况：投入9分，过程18分，产出38分，效果27分，合计94分。", "error sum"},
        {"部门预算执行率92%，低于上年90.5%的水平。", "error comparison"},
        {"实际完成投资960万元，未完成年度计划920万元的目标。", "error comparison"},
        {"人均办公面积11平方米，超过了12平方米的标准。", "error comparison"},
        {"当年空编6名（编制60名，在职56名）。", "error sum"},
        {"第三方评估得分88.6分，高于区级平均分89.2分。", "error comparison"},
        {"全年补助资金120万元已拨付96万元，拨付比例85%。", "error rate"},
        {"参会代表应到120人，实到112人，缺席10人。", "error partition"},
        {"处理积案18件，化解率83.3%，化解16件。", "error rate"},
        {"本年度共召开12次专题会议，较上年的9次增加4次。", "error difference"},
        {"耕地流转率由42%提高到48%，提高5个百分点。", "error difference"},
        {"参加医保8,460人，其中居民医保6,980人，职工医保1,580人。", "error sum"},
        {"投入1200万元实施老旧小区改造6个，平均每个小区投入210万元。", "error product"},
        {"现有规上企业36家，其中新增5家，总数较上年增加4家。", NULL},
        {"年初在册120人，年内退休3人、调入2人，另有借调1人，年末在册119人。", NULL},
        {"全年收到投诉86件，办结82件，其中3件转交相关部门，1件正在办理。", NULL},
        {"全镇现有耕地1.2万亩，其中流转0.45万亩，种植水稻0.8万亩、油菜0.6万亩（复种）。", NULL},
        {"培训村干部45人次、网格员132人次，参训人员共165人（部分人员多次参加）。", NULL},
        {"机关在职58人，其中党员41人，女职工22人，本科以上52人。", NULL},
        {"举办讲座12场，每场约60人，累计参与700余人。", NULL},
        {"项目预算100万元，实际支出96.5万元，节约3.5万元，资金节约率3.5%。", NULL},
        {"2023年执行率96.5%，比2022年提高1.2个百分点，比2021年提高2.8个百分点。", NULL},
        {"群众满意度92.3%，高于目标值2.3个百分点。", NULL},
        {"支出较上年增长3%，低于预算增幅5%的控制目标。", NULL},
        {"实有人数58人，编制数60人，人员控制率96.67%。", NULL},
        {"全年用电12.5万度，较上年减少0.8万度，下降6.02%。", NULL},
        {"投入资金1,286万元（含上级补助860万元），建成道路12.5公里，平均每公里造价102.9万元。",
         NULL},
        {"核定编制45名，实有42名，其中2名为借调人员，不占编制。", NULL},
        {"满分100分，自评得分96分，扣4分：进度滞后扣2分，资料不全扣1分，宣传不足扣1分。", NULL},
        {"三类指标中，产出指标完成率100%，效益指标完成率98%，满意度95%。", NULL},
        {"全年共受理政府信息公开申请12件，其中予以公开7件，部分公开2件，不予公开3件。", NULL},
        {"今年以来，新增就业320人，超额完成全年300人的目标任务，完成率106.7%。", NULL},
        {"固定资产原值620万元，较上年增加20万元，净值372万元。", NULL},
        {"发放困难补助260户，每户300元至800元不等，共计12.6万元。", NULL},
        {"组织志愿者86人次开展活动12次，服务群众1,200余人次。", NULL},
        {"第一季度支出25%，第二季度支出22%，第三季度支出28%，第四季度支出25%。", NULL},
        {"1至6月支付进度48%，1至9月支付进度76%，全年支付进度98%。", NULL},
        {"全年召开党工委会24次，其中专题研究经费问题6次，研究议题86个。", NULL},
        {"检查商户120家次，发现问题35个，现场整改28个，限期整改7个，已全部整改到位。", NULL},
        {"低保对象312户486人，月人均补差426元，全年发放248.4万元。", NULL},
        {"慰问困难党员32名、困难群众60户，发放慰问金4.6万元（每名党员500元，每户500元）。", NULL},
        {"采购办公桌20张、椅子40把，单价分别为800元、200元，共计2.4万元。", NULL},
        {"街道共有15个社区，8个社区已完成换届，6个社区正在换届，1个社区暂缓。", NULL},
        {"本年“三公”经费8.2万元，比上年减少0.8万元，其中公务接待费减少0.6万元，公车运行费减少0."
         "2万元。",
         NULL},
        {"总收入1,860万元中，财政拨款1,620万元，占87.1%，其他收入240万元，占12.9%。", NULL},
        {"2022年接待费2.6万元，2023年2.4万元，同比下降7.7%。", NULL},
        {"人均公用经费由1.2万元下降为1.1万元，下降8.3%。", NULL},
        {"新建公厕6座，其中区级资金4座、街道自筹2座；改建公厕9座。", NULL},
        {"会议费支出0元，与上年持平。", NULL},
        {"全年出动执法人员1,260人次，车辆320台次，暂扣物品186件，罚款2.3万元。", NULL},
        {"年度绩效目标共12项，完成11项，完成率91.67%，1项因征地问题未完成。", NULL},
        {"资产总额5,386.72万元，其中流动资产1,120.5万元，固定资产净值4,266.22万元。", NULL},
        {"水电费18.6万元，占公用经费的14.9%；差旅费12.4万元，占9.9%；公用经费共125万元。", NULL},
        {"扣除不可比因素，税收收入同比增长5.2%。", NULL},
        {"年末存款余额12.5亿元，比年初增加1.3亿元，增长11.6%。", NULL},
        {"城区绿化覆盖率38.6%，人均公园绿地11.2平方米。", NULL},
        {"资金于3月下达30%，6月下达50%，12月下达20%。", NULL},
        {"原计划改造320户，实际改造356户，超额36户。", NULL},
        {"全年病虫害防治面积2.6万亩次，挽回粮食损失180吨。", NULL},
        {"服务企业86家，解决问题112个，其中用地问题23个、融资问题45个、用工问题44个。", NULL},
        {"组织核酸检测12轮，累计采样36万人次。", NULL},
        {"执行率为98.6%，高于序时进度，未完成部分为质保金。", NULL},
        {"甲项目得分96分，乙项目得分92分，平均得分94分。", NULL},
        {"党员86名，占全体职工的59.3%，较上年提高2.1个百分点。", NULL},
        {"全区共12个街道，其中我街道面积最大，人口8.6万人，占全区的12.3%。", NULL},
        {"2023年6月启动招标，8月签订合同，12月完工，2024年3月验收。", NULL},
        {"办理提案18件，其中主办12件，会办6件，满意率100%。", NULL},
        {"工资福利支出812.6万元、商品和服务支出143.5万元、对个人和家庭补助26."
         "9万元，分别占基本支出的82.7%、14.6%、2.7%。",
         NULL},
        {"共有车辆3辆，年末2辆，当年报废1辆。", NULL},
        {"全年减少财政支出56万元，压减率4.2%。", NULL},
        {"累计建成5G基站126个，其中当年新建38个。", NULL},
        {"投诉量较上月减少12件，下降15%；较去年同期增加3件，增长4.6%。", NULL},
        {"整改问题37个，完成35个，另有2个长期坚持。", NULL},
        {"发放宣传单3,000份，张贴海报200张，悬挂横幅56条。", NULL},
        {"居民人均可支配收入42,860元，同比增长6.1%；其中城镇48,520元，农村28,340元。", NULL},
        {"全年组织文艺演出24场次，惠及群众1.8万人次，场均750人次。", NULL},
        {"一是资金到位率100%；二是支出进度95.2%；三是结余资金6万元。", NULL},
        {"参保缴费人数8,342人，参保率97%，其中特殊人群参保612人，参保率100%。", NULL},
        {"年初预算520万元，年中调增36万元，调减12万元，调整后预算544万元，执行538万元，执行率98.9%"
         "。",
         NULL},
        {"接待上级检查12批次96人次，支出1.8万元，人均187.5元。", NULL},
        {"会议室、档案室、值班室各1间，共3间。", NULL},
        {"满意度调查样本300个，其中满意262个，较满意30个，不满意8个，综合满意度97.3%。", NULL},
        {"第三方机构抽查12个项目，涉及资金860万元，占项目总数的30%。", NULL},
        {"粮食总产量3.2万吨，同比增长1.5%；油料0.42万吨，增长2.3%。", NULL},
        {"上年结转12万元，本年预算260万元，可用资金共272万元，实际支出265万元。", NULL},
        {"全年查处酒驾12起，同比下降20%；查处超员8起，同比下降11.1%。", NULL},
        {"全年共组织各类培训16期，培训人员960人次，其中线上培训6期420人次。", NULL},
        {"实施项目28个，总投资3.6亿元，年度计划投资1.8亿元，完成1.92亿元，占年度计划的106.7%。",
         NULL},
        {"预算数为0万元，决算数为0万元，与上年持平。", NULL},
        {"城镇登记失业率3.2%，控制在4.5%以内。", NULL},
        {"街道下设6办1队，下属4个事业单位，设党支部26个。", NULL},
        {"节能灯替换率100%，节电1.2万度，节约电费0.9万元。", NULL},
        {"核减不合理支出12.6万元，核减率2.3%。", NULL},
        {"办结率99.2%，较年度目标高0.2个百分点，较上年低0.1个百分点。", NULL},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_reckoned_with_their_values),
        cmocka_unit_test(what_is_no_quantity_is_left_alone),
        cmocka_unit_test(finding_spans_what_was_compared_and_says_the_sum),
        cmocka_unit_test(one_rule_raises_no_more_than_its_share),
        cmocka_unit_test(relations_of_all_kinds_and_their_look_alikes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
