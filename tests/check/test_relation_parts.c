#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/numbers.h"
#include "tests/support/check_support.h"

#define RUN(cases) support_check_cases(check_numbers, cases, ARRAY_LEN(cases))

static void opening_total_is_not_less_than_its_parts(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"保护单位共246处：国家级12处，省级46处，市级188处，完好率96.75%，8处需要修缮。", NULL},
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

static void separators_hide_no_whole(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全乡耕地6,240亩，其中水田4,120亩、旱地2,230亩。", "error sum"},
        {"全乡耕地6,350亩，其中水田4,120亩、旱地2,230亩。", NULL},
    };
    RUN(cases);
}

static void a_name_that_begins_like_a_part_is_an_addend(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"受理举报64起，其中占道经营30起、噪声扰民28起、油烟16起。", "error sum"},
        {"受理举报74起，其中占道经营30起、噪声扰民28起、油烟16起。", NULL},
        {"登记妇女200人，其中已婚150人、未婚60人。", "error sum"},
        {"登记妇女210人，其中已婚150人、未婚60人。", NULL},
    };
    RUN(cases);
}

static void whole_stands_before_a_bracket(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"受理申请520件（窗口310件、线上210件）。其中，当场办结430件，承诺件90件。", NULL},
        {"现有活动室18处（改建11处、新建7处）。其中，超过100平方米的15处。", NULL},
    };
    RUN(cases);
}

static void whole_may_be_several_of_one_kind(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"核定行政编制8名，事业编制21名。其中，在岗行政7名，在岗事业19名。", NULL},
        {"核定编制30名，实有29名，其中行政12名、事业19名。", "error sum"},
    };
    RUN(cases);
}

static void new_whole_opens_inside_of_a_list(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"排查桥梁58座，已加固40座，正在加固18座，其中20座危桥已加固14座、正在加固6座。", NULL},
        {"申请立项33个，批准20个，未批准13个，其中15个重点项目全部批准。", NULL},
        {"全市辖3个区、2个县，其中5个贫困乡镇已全部脱贫。", NULL},
        {"实施项目12个，其中建设项目15个。", "error sum"},
    };
    RUN(cases);
}

static void list_just_short_of_its_whole_is_doubtful(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"救助对象86人，其中甲类21人、乙类30人、丙类19人、丁类15人。", "warning sum"},
        {"慰问对象86人，其中党员21人、军属30人等。", NULL},
        {"慰问对象86人，其中党员21人、军属30人、老人19人。", NULL},
        {"学校64所，其中高中3所、初中9所、九年一贯制学校4所、小学27所、特殊教育学校1所、公办幼儿园1"
         "9所。",
         "error sum"},
        {"学校64所，其中高中3所、初中9所、九年一贯制学校4所、小学27所、特殊教育学校1所、公办幼儿园2"
         "0所。",
         NULL},
        {"收入总计2,486.3万元，其中财政拨款收入2,210.5万元、其他收入257.8万元。", "error sum"},
        {"收入总计2,486.3万元，其中财政拨款收入2,210.5万元、其他收入275.8万元。", NULL},
        {"走访126户，其中脱贫户58户、监测户60户。", NULL},
        {"项目经费14,370.4万元用于以下方面：一是校园建设8,200万元，二是设备购置2,"
         "560万元，三是学生资助1,980万元，四是教师培训430.4万元，五是其他项目1,300万元。",
         "error sum"},
        {"项目经费14,370.4万元用于以下方面：一是校园建设8,200万元，二是设备购置2,"
         "560万元，三是学生资助1,980万元，四是教师培训430.4万元，五是其他项目1,200万元。",
         NULL},
        {"完成造林面积1.26万亩，其中人工造林0.54万亩、封山育林0.62万亩、退化林修复0万亩。",
         "error sum"},
        {"完成造林面积1.26万亩，其中人工造林0.54万亩、封山育林0.72万亩、退化林修复0万亩。", NULL},
        {"实有公务用车15辆，其中轿车8辆、越野车4辆、小型载客汽车2辆。", "error sum"},
        {"实有公务用车15辆，其中轿车8辆、越野车4辆等。", NULL},
        {"收回存量资金426万元，其中收回2021年度128万元、2022年度186万元、2023年度122万元。",
         "error sum"},
        {"收回存量资金436万元，其中收回2021年度128万元、2022年度186万元、2023年度122万元。", NULL},
    };
    RUN(cases);
}

static void parts_of_the_sentence_before(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"共有护林员86名。护林员中专职31名、兼职65名。", "error sum"},
        {"共有护林员96名。护林员中专职31名、兼职65名。", NULL},
        {"共有护林员96名。护林员里党员40名、非党员56名，高中以上学历70名。", NULL},
        {"调整后预算2.24亿元。调整后预算由三部分构成：基本支出8,512万元、项目支出13,"
         "328万元、上年结转460万元。",
         "error sum"},
        {"调整后预算2.24亿元。调整后预算由三部分构成：基本支出8,512万元、项目支出13,"
         "328万元、上年结转560万元。",
         NULL},
    };
    RUN(cases);
}

static void whole_of_any_list(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全年接待群众来访186批次，其中个体访142批次，集体访54批次。", "error sum"},
        {"全年接待群众来访196批次，其中个体访142批次，集体访54批次。", NULL},
        {"办理人大代表建议和政协提案35件（建议21件、提案16件）。", "error sum"},
        {"办理人大代表建议和政协提案37件（建议21件、提案16件）。", NULL},
        {"设置公益性岗位88个，其中保洁岗41个、护林岗27个、治安岗30个。", "error sum"},
        {"设置公益性岗位98个，其中保洁岗41个、护林岗27个、治安岗30个。", NULL},
        {"全街道划分网格76个：社区网格51个、村网格22个、专属网格13个。", "error sum"},
        {"全街道划分网格86个：社区网格51个、村网格22个、专属网格13个。", NULL},
        {"项目资金450万元由中央资金200万元、省级资金150万元、区级资金80万元构成。", "error sum"},
        {"项目资金430万元由中央资金200万元、省级资金150万元、区级资金80万元构成。", NULL},
        {"街道下辖18个社区和6个行政村，共25个村（社区）。", "error sum"},
        {"街道下辖18个社区和6个行政村，共24个村（社区）。", NULL},
        {"全镇辖12个村、3个社区，共计16个村（居）。", "error sum"},
        {"全镇辖12个村、3个社区，共计15个村（居）。", NULL},
        {"财政拨款收入1,286.40万元，其中：一般公共预算1,106.40万元，政府性基金预算190.00万元。",
         "error sum"},
        {"财政拨款收入1,286.40万元，其中：一般公共预算1,096.40万元，政府性基金预算190.00万元。",
         NULL},
        {"支出按功能分类：一般公共服务支出620.5万元，社会保障支出148.3万元，卫生健康支出66."
         "2万元，合计845.0万元。",
         "error sum"},
        {"支出按功能分类：一般公共服务支出620.5万元，社会保障支出148.3万元，卫生健康支出66."
         "2万元，合计835.0万元。",
         NULL},
    };
    RUN(cases);
}

static void what_was_and_is_are_no_parts(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"核定编制由60名减为52名，其中划出8名至税务局，在编人员由58名减为50名。", NULL},
        {"全县2,600名老人领取两项补贴，其中高龄津贴1,900人、护理补贴1,"
         "000人（同时享受两项的300人）。",
         NULL},
        {"全县2,600名老人领取补贴，其中高龄津贴1,900人、护理补贴1,000人。", "error sum"},
        {"核定编制52名，其中行政30名、事业24名。", "error sum"},
    };
    RUN(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_total_is_not_less_than_its_parts),
        cmocka_unit_test(separators_hide_no_whole),
        cmocka_unit_test(a_name_that_begins_like_a_part_is_an_addend),
        cmocka_unit_test(whole_stands_before_a_bracket),
        cmocka_unit_test(whole_may_be_several_of_one_kind),
        cmocka_unit_test(new_whole_opens_inside_of_a_list),
        cmocka_unit_test(list_just_short_of_its_whole_is_doubtful),
        cmocka_unit_test(parts_of_the_sentence_before),
        cmocka_unit_test(whole_of_any_list),
        cmocka_unit_test(what_was_and_is_are_no_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
