#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/embedded.h"
#include "check/across.h"
#include "check/wording.h"
#include "check/wordlist.h"
#include "check/words.h"
#include "tests/support/check_support.h"

static void words_alone(struct findings *out, const struct report *report,
                        const struct section *section) {
    check_words(out, report, section, NULL);
}

static void half_width_marks_between_chinese_are_one_hint_a_section(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"以党建为指导,全面落实,坚持不懈。", "hint half-width"},
        {"积案2件,劝返8件。", "hint half-width"},
        {"街道退役军人52人,享受政策77人。", "hint half-width"},
        {"按照要求:认真整改;及时上报。", "hint half-width"},
        {"办事处(以下简称街道)负责。", "hint half-width"},
        {"工作完成.其中两项提前。", "hint half-width"},
        {"支出下降3.6%.主要是会议减少。", "hint half-width"},
        {"1.3.8%的降幅来自会议费。", NULL},
        {"支出1,843.36万元，参加1,930人次。", NULL},
        {"增设LED,LCD屏幕，时间为8:30。", NULL},
        {"网址是http://www.example.cn/a,b。", NULL},
        {"比例为1:2，坐标(3,4)。", NULL},
        {"使用 Word, Excel 软件。", NULL},
        {"增长率为7.33%，达到3.5亩。", NULL},
        {"全角的，标点；没有：问题。", NULL},
    };
    support_check_cases(check_wording, cases, ARRAY_LEN(cases));
}

static void blanks_beside_chinese_are_errors(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"处理好信访件76件 ，其中完成29件。", "error space"},
        {"处理好信访件76件， 其中完成29件。", "error space"},
        {"街道办 事处负责落实，成效明显。", "error space"},
        {"坚持“ 稳中求进”总基调。", "error space"},
        {"坚持（ 一体）推进。", "error space"},
        {"按时完成 。", "error space"},
        {"按时完成　，没有拖延。", "error space"},
        {"在主干道增设 LED 宣传屏6块。", NULL},
        {"报告时间：2018 年 7 月。", NULL},
        {"　　一年来，街道工作平稳。", NULL},
        {"一、 工作开展情况，如下。", NULL},
        {"（一） 经济运行，平稳。", NULL},
        {"第一部分 概况，如下。", NULL},
        {"组长：王 强，副组长：李 明。", NULL},
        {"单位（盖章）：      日期：", NULL},
        {"资 金 来 源，见表。", NULL},
        {"是否公开（ ），请勾选。", NULL},
        {"完成上级交办事项。 2.机构情况。", NULL},
        {"产出 数量 质量 时效 成本 效益", "hint spaced"},
        {"《中共湖南省委办公厅  湖南省人民政府办公厅关于通知》要求。", NULL},
        {"“三公” 经费，控制较好。", "error space"},
        {"见附件1 。", "error space"},
        {"按照《水利厅 财政厅关于下达计划的通知》办理。", NULL},
        {"区委 区政府高度重视，召开会议研究。", NULL},
        {"县财政局 县审计局联合印发通知，全面部署。", NULL},
        {"（记者 王小河 通讯员 赵青）昨日，培训班开班。", NULL},
        {"主任 张明远 副主任 李大海，均已到岗。", NULL},
        {"我镇积极 开展巡查工作。", "error space"},
        {"对照《绩效评价办法》 《内控规范》自查，查漏补缺。", "error space"},
    };
    support_check_cases(check_wording, cases, ARRAY_LEN(cases));
}

static void marks_are_not_doubled_and_lists_end_without_one(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"全面完成任务。，成效明显。", "error doubled"},
        {"全面完成任务，，成效明显。", "error doubled"},
        {"防汛、，防火。", "error doubled"},
        {"全面完成任务。。", "error doubled"},
        {"真的吗？！太好了！！", NULL},
        {"等等……其他。", NULL},
        {"道德模范、公勺公筷、等主题公益广告。", "error list-mark"},
        {"道德模范、公勺公筷等主题公益广告。", NULL},
        {"名称、等级、等次、等额分配。", NULL},
        {"防火、防盗、和防汛工作。", "error list-mark"},
        {"富强、民主、文明、和谐、美丽。", NULL},
        {"开展“防溺水、”“防诈骗”宣传。", "error list-mark"},
        {"开展“防溺水”、“防诈骗”宣传。", NULL},
        {"稳定、和睦、和平、和美乡村。", NULL},
        {"处置、及时上报，宣传、与时俱进。", NULL},
        {"产品、等价物、等候区。", NULL},
    };
    support_check_cases(check_wording, cases, ARRAY_LEN(cases));
}

static void sentences_are_not_too_long_and_have_a_main_clause(void **state) {
    (void)state;
    struct str longest = STR_INIT;
    str_add_repeat(&longest, SPAN("街道工作平稳"), 25);
    str_add_text(&longest, "。");
    struct str longer = STR_INIT;
    str_add_text(&longer, "好");
    str_add(&longer, str_span(&longest));
    const struct check_case cases[] = {
        {longest.s, NULL},
        {longer.s, "hint long-sentence"},
        {"为进一步规范财政资金管理，树立绩效理念，强化支出责任。", "hint purpose"},
        {"为进一步规范财政资金管理，街道制定了办法。", NULL},
        {"为民服务，办好实事。", NULL},
        {"为了提高效率，提升质量。", "hint purpose"},
        {"今年以来，街道目前有8个社区。", "hint moment"},
        {"2023年，街道有8个社区。", NULL},
    };
    support_check_cases(check_wording, cases, ARRAY_LEN(cases));
    str_release(&longest);
    str_release(&longer);
}

static void wrong_words_are_found_and_their_look_alikes_are_not(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"建立建全各项制度。", "error word"},
        {"建立健全各项制度。", NULL},
        {"及时拔付资金。", "error word"},
        {"提拔付出较多的干部。", NULL},
        {"选拔干部12人。", NULL},
        {"逐项布署到社区。", "error word"},
        {"公布署名文章，发布署名评论。", NULL},
        {"按装路灯20盏。", "error word"},
        {"按装修标准验收。", NULL},
        {"既使下雨也坚持巡查。", "error word"},
        {"既使群众满意，又使企业受益。", NULL},
        {"截止目前，完成20件。", "error word"},
        {"截止2022年底，完成20件。", "error word"},
        {"报名截止日期是5月1日，申报截止到6月。", NULL},
        {"截至目前，完成20件。", NULL},
        {"避免体上访8件。", "error word"},
        {"避免集体上访8件、群体上访2件、个体上访1件。", NULL},
        {"核对帐目，登记台帐。", "error word; error word"},
        {"发放帐篷36顶、蚊帐20床。", NULL},
        {"做到帐目清楚，对帐务逐笔核实。", "error word; error word"},
        {"资金到帐率100%，已做到到帐即拨。", "error word; error word"},
        {"支付合规率98%，违规率为零。", NULL},
        {"掌握工作规率。", "warning word"},
        {"面积7000平方。", "hint usage"},
        {"面积7000平方米，4.6平方公里。", NULL},
        {"其它事项和其它工作。", "hint usage"},
        {"加强当的建设。", "error word"},
        {"适当的建设规模，相当的领导能力。", NULL},
        {"己经完成。", "error word"},
        {"自己经营的门店，自己完成的作业。", NULL},
        {"期末完成考核，年末整改到位。", NULL},
        {"力争第三季度末支付75%，上旬末完成验收，上年度末未达标2处。", NULL},
        {"末完成整改2处。", "error word"},
        {"坐谈会2次。", "error word"},
        {"付主任负责。", "error word"},
        {"支付主任工资。", NULL},
        {"叫做为民办实事。", NULL},
        {"做为重点工作。", "error word"},
        {"以习近平新时代社会主义思想为指导。", "error phrase"},
        {"以习近平新时代中国特色社会主义思想为指导。", NULL},
        {"以习近平同志为核心的党中央。", NULL},
        {"今年来，完成2件。今年以来，完成3件。", "warning variant"},
        {"今年来，完成2件。", NULL},
        {"今年以来，完成3件，今年来自外地的游客多。", NULL},
        {"折除违建3处。", "error word"},
        {"打折除外。", NULL},
        {"", NULL},
    };
    support_check_cases(words_alone, cases, ARRAY_LEN(cases));
}

static void phrase_with_the_same_number_is_said_once(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"共发放宣传资料2万余份。\n发放宣传资料2万余份。", "warning repeated"},
        {"发放宣传资料2万余份。发放宣传资料2万余份，发放宣传资料2万余份。", "warning repeated"},
        {"发放宣传资料2万余份。发放宣传资料3万余份。", NULL},
        {"同比增长率10.7%。同比增长率10.7%。", NULL},
        {"培训3次，走访3次。", NULL},
        {"共计金额33万余元。共计金额33万余元。", NULL},
        {"自2022年1月1日起。自2022年1月1日起。", NULL},
    };
    support_check_cases(check_across, cases, ARRAY_LEN(cases));
}

static void hints_of_a_section_are_counted_in_one_finding(void **state) {
    (void)state;
    struct report *report = support_report_of("指导,全面。\n精神,坚持。");
    struct findings findings = {0};
    check_wording(&findings, report, NULL);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].message,
                        "中文里的标点应为全角，共2处：“指导,全面”、“精神,坚持”");
    assert_int_equal(findings.items[0].offset, 2);
    assert_int_equal(findings.items[0].length, 1);
    findings_release(&findings);
    report_free(report);
}

static void mechanical_cure_is_offered(void **state) {
    (void)state;
    struct report *report = support_report_of("逐项布署。");
    struct findings findings = {0};
    check_words(&findings, report, NULL, NULL);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].fixes[0].text, "部署");
    assert_int_equal(findings.items[0].fixes[0].offset, 2);
    assert_int_equal(findings.items[0].fixes[0].length, 2);
    findings_release(&findings);
    report_free(report);
}

static void built_in_word_lists_are_read_to_the_last_line(void **state) {
    (void)state;
    static const char *const paths[] = {"wordlists/words.txt", "wordlists/phrases.txt",
                                        "wordlists/variants.txt"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        struct word_list list;
        const struct embedded *file = embedded_find(paths[i]);
        assert_non_null(file);
        word_list_init(&list, embedded_text(file));
        assert_int_equal(list.bad_line, 0);
        assert_true(list.count > 2);
        word_list_release(&list);
    }
}

static void line_of_a_word_list_that_makes_no_sense_is_named(void **state) {
    (void)state;
    struct word_list list;
    word_list_init(&list, SPAN("# 注释\n错\t对\n只有一项\n又错\t又对\t无此条件=一\n"));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.bad_line, 3);
    word_list_release(&list);
}

static void mark_beside_a_mark(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"加强预算管理，，规范支出程序。", "error doubled"},
        {"加强预算管理，规范支出程序。。", "error doubled"},
        {"加强预算管理、，规范支出程序。", "error doubled"},
        {"加强预算管理；。规范支出程序。", "error doubled"},
        {"主要包括：：人员经费、公用经费。", "error doubled"},
        {"包括街道、、社区和村。", "error doubled"},
        {"制度健全，。执行到位。", "error doubled"},
        {"分类，等措施落实到位。", "error list-mark"},
        {"建立健全财务、采购、等制度。", "error list-mark"},
        {"街道、社区、和村共同推进。", "error list-mark"},
        {"加强资金监管，、确保安全。", "error doubled"},
        {"存在问题如下；：一是人手不足。", "error doubled"},
        {"工作成效明显……群众满意。", NULL},
        {"为什么？！因为群众需要。", NULL},
        {"包括街道、社区等单位。", NULL},
    };
    support_check_cases(check_wording, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_width_marks_between_chinese_are_one_hint_a_section),
        cmocka_unit_test(blanks_beside_chinese_are_errors),
        cmocka_unit_test(marks_are_not_doubled_and_lists_end_without_one),
        cmocka_unit_test(sentences_are_not_too_long_and_have_a_main_clause),
        cmocka_unit_test(wrong_words_are_found_and_their_look_alikes_are_not),
        cmocka_unit_test(phrase_with_the_same_number_is_said_once),
        cmocka_unit_test(hints_of_a_section_are_counted_in_one_finding),
        cmocka_unit_test(mechanical_cure_is_offered),
        cmocka_unit_test(built_in_word_lists_are_read_to_the_last_line),
        cmocka_unit_test(line_of_a_word_list_that_makes_no_sense_is_named),
        cmocka_unit_test(mark_beside_a_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
