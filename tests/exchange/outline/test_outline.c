/* Single steps of outline recognition, and texts in the numbering habits of real reports. */
#include "base/text/utf8.h"
#include "exchange/import.h"
#include "exchange/outline/date.h"
#include "exchange/outline/frame.h"
#include "exchange/outline/match.h"
#include "exchange/outline/outline.h"
#include "exchange/outline/title.h"
#include "model/section.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* "1 一、甲\n2 （一）乙\n": depth and heading line of every section, items as "- 1、…". */
static void describe(struct str *out, const struct report *report) {
    for (struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        str_add_format(out, "%d ", section_depth(s));
        section_add_heading_line(out, s);
        str_add_text(out, s->form == FORM_RUN_IN ? "+\n" : "\n");
        for (size_t i = 0; i < s->body.count; i++) {
            if (s->body.lines[i].tag != LINE_ITEM)
                continue;
            str_add_text(out, "- ");
            section_add_item_label(out, s, i);
            str_add_format(out, "%s\n", s->body.lines[i].text.s);
        }
    }
}

static struct import_draft read_text(const char *text) {
    struct import_draft draft;
    struct err err;
    assert_int_equal(
        import_bytes(&draft, span_of(text), &(struct import_options){.name = "a.txt"}, &err),
        RC_OK);
    assert_true(report_is_sane(draft.report));
    assert_int_equal(draft.kept, draft.all);
    return draft;
}

static void assert_outline(const char *text, const char *outline) {
    struct import_draft draft = read_text(text);
    struct str found = STR_INIT;
    describe(&found, draft.report);
    assert_string_equal(found.s, outline);
    str_release(&found);
    import_draft_release(&draft);
}

static void list_inside_a_section_nests_and_the_outer_one_goes_on(void **state) {
    (void)state;
    assert_outline(
        "某街道绩效评价报告\n一、绩效管理\n正文。\n二、整体支出情况\n现汇报如下：\n"
        "一、工作开展\n（一）经济稳。今年完成。\n（二）党建实。今年完成。\n"
        "二、下一步打算\n（一）抓经济。我们将抓。\n三、整体支出存在的问题\n"
        "1、编制不够细。\n2、下达时间晚，影响使用。\n四、改进措施\n1、细化预算，提升质量。\n",
        "1 一、绩效管理\n1 二、整体支出情况\n2 一、工作开展\n3 （一）经济稳。+\n"
        "3 （二）党建实。+\n2 二、下一步打算\n3 （一）抓经济。+\n"
        "1 三、整体支出存在的问题\n- 1、编制不够细。\n- 2、下达时间晚，影响使用。\n"
        "1 四、改进措施\n- 1、细化预算，提升质量。\n");
}

/* The numbers decide the depth, with a blank behind them or without. */
static void decimal_headings_need_no_blank(void **state) {
    (void)state;
    assert_outline(
        "某街道2023年度报告\n一、基本情况\n1总体情况\n1.1机构\n1.1.1内设机构\n机构7个。\n"
        "1.2职责\n正文。\n2支出情况\n2.1基本支出\n正文。\n3结论\n正文。\n",
        "1 一、基本情况\n2 1 总体情况\n3 1.1 机构\n4 1.1.1 内设机构\n3 1.2 职责\n"
        "2 2 支出情况\n3 2.1 基本支出\n2 3 结论\n");
    assert_outline("某街道2023年度报告\n一、基本情况\n7个科室。\n1总体情况\n正文。\n",
                   "1 一、基本情况\n"); /* nothing says that it counts */
}

static void inner_list_goes_on_where_the_outer_number_comes_later(void **state) {
    (void)state;
    assert_outline("报告\n一、甲\n文。\n二、乙\n文。\n一、子\n文。\n二、丑\n文。\n三、寅\n文。\n"
                   "三、丙\n文。\n四、丁\n文。\n",
                   "1 一、甲\n1 二、乙\n2 一、子\n2 二、丑\n2 三、寅\n1 三、丙\n1 四、丁\n");
}

static void parts_begin_their_lists_anew(void **state) {
    (void)state;
    assert_outline(
        "决算公开\n第一部分 概况\n一、职责\n文。\n二、机构\n文。\n第二部分 说明\n一、收入\n"
        "文。\n二、支出\n文。\n",
        "1 第一部分　概况\n2 一、职责\n2 二、机构\n1 第二部分　说明\n2 一、收入\n"
        "2 二、支出\n");
}

static void every_habit_of_numbering_is_read(void **state) {
    (void)state;
    assert_outline("报告\n一、概况\n(一)职能\n1.机构设置\n文。\n2.人员编制\n文。\n(二)目标\n文。\n"
                   "二、结论\n文。\n",
                   "1 一、概况\n2 (一)职能\n3 1.机构设置\n3 2.人员编制\n2 (二)目标\n1 二、结论\n");
    assert_outline("报告\n1.引言\n1.1 背景\n文。\n1.2 目的\n文。\n2.结论\n2.1 得分\n文。\n",
                   "1 1.引言\n2 1.1 背景\n2 1.2 目的\n1 2.结论\n2 2.1 得分\n");
    assert_outline(
        "报告\n一、职责\n①贯彻执行路线，抓好工作。\n②抓好党建工作，办实事。\n"
        "二、机构\n文。\n",
        "1 一、职责\n- ①贯彻执行路线，抓好工作。\n- ②抓好党建工作，办实事。\n1 二、机构\n");
    assert_outline(
        "报告\n一、规定\n第一条　根据办法，制定本规定。\n第二条　本规定适用于街道，自印发之日"
        "起施行。\n",
        "1 一、规定\n- 第一条根据办法，制定本规定。\n"
        "- 第二条本规定适用于街道，自印发之日起施行。\n");
    assert_outline(
        "报告\n一、情况\n1、人员情况：共有十人，实有九人。\n2、资金情况：全年一百万元。\n",
        "1 一、情况\n2 1、人员情况：+\n2 2、资金情况：+\n");
}

static size_t count_rule(const struct import_draft *draft, const char *rule) {
    size_t count = 0;
    for (size_t i = 0; i < draft->findings.count; i++)
        count += span_is(span_of(draft->findings.items[i].rule), rule);
    return count;
}

static void headings_that_lost_their_numbers_are_kept_and_told(void **state) {
    (void)state;
    struct import_draft draft =
        read_text("报告\n、部门概况\n文。\n（）职能\n文。\n（）机构\n文。\n、支出情况\n文。\n"
                  "其中有三点\n、这是正文，不是标题。\n");
    struct str found = STR_INIT;
    describe(&found, draft.report);
    assert_string_equal(found.s, "1 、部门概况\n2 （）职能\n2 （）机构\n1 、支出情况\n");
    assert_int_equal(count_rule(&draft, "label"), 4);
    str_release(&found);
    import_draft_release(&draft);
    draft = read_text("报告\n一、概况\n文。\n、支出情况\n文。\n三、结论\n文。\n");
    const struct section *section = report_find_section(draft.report, SPAN("2"));
    assert_string_equal(section->label, "、");
    assert_string_equal(section->heading, "支出情况");
    assert_int_equal(draft.sections, 3);
    assert_int_equal(count_rule(&draft, "label"), 1);
    import_draft_release(&draft);
    draft = read_text("报告\n概况\n、支出情况\n文。\n"); /* one alone proves nothing */
    assert_int_equal(draft.sections, 0);
    assert_int_equal(count_rule(&draft, "label"), 1);
    import_draft_release(&draft);
}

static void numbers_within_prose_and_table_rows_are_no_headings(void **state) {
    (void)state;
    assert_outline(
        "报告\n一、措施\n（1）抓落实。按月调度。（2）抓督查。按季通报。\n"
        "一是抓学习。二是抓整改。\n（一）完成情况。好。（二）满意度。高。\n二、结论\n文。\n",
        "1 一、措施\n1 二、结论\n");
    assert_outline("报告\n一、概况 | 人数 | 12\n二、机构 | 个数 | 3\n1、业务专项 938.8\n320\n"
                   "2、运行专项 14.44\n10\n",
                   "");
}

static void rows_of_a_table_that_fell_apart_are_no_headings(void **state) {
    (void)state;
    assert_outline("报告\n一、经费控制情况\n上年\n本年\n1、公务用车\n0\n0\n其中：购置\n0\n0\n"
                   "2、出国经费\n0\n0\n3、公务接待\n5.42\n4.80\n二、结论\n文。\n",
                   "1 一、经费控制情况\n- 1、公务用车\n- 2、出国经费\n- 3、公务接待\n1 二、结论\n");
}

static void rows_of_a_table_are_no_headings_whatever_they_begin_with(void **state) {
    (void)state;
    assert_outline(
        "报告\n一、概况\n单位：万元\n“三公”经费\t12.40\n1、公务用车购置和维护经费\t7.20\n"
        "2、出国经费\t0\n3、公务接待\t5.20\n二、结论\n文。\n",
        "1 一、概况\n1 二、结论\n");
    assert_outline(
        "报告\n一、概况\n一、收入\t12.40\t13.00\n（一）拨款\t7.20\t8.00\n二、结论\n文。\n",
        "1 一、概况\n1 二、结论\n");
}

static void cover_and_title_page_are_both_title(void **state) {
    (void)state;
    struct import_draft draft =
        read_text("部门整体支出绩效评价报告\n云川市甲街道办事处2022年度部门整体支\n出绩效评价报告\n"
                  "一、概况\n文。\n");
    assert_string_equal(draft.report->unit, "云川市甲街道办事处");
    assert_int_equal(draft.report->year, 2022);
    assert_int_equal(draft.sections, 1);
    import_draft_release(&draft);
}

static void heading_with_an_end_mark_on_its_own_line_keeps_it(void **state) {
    (void)state;
    struct import_draft draft =
        read_text("报告\n一、目标\n（一）分解情况。\n已分解下达。\n（二）完成情况。\n"
                  "已完成。\n");
    struct section *section = report_find_section(draft.report, SPAN("1.1"));
    assert_string_equal(section->heading, "分解情况。");
    assert_int_equal(section->form, FORM_BLOCK);
    assert_string_equal(section->body.lines[0].text.s, "已分解下达。");
    import_draft_release(&draft);
}

static void slip_keeps_its_label_and_is_told(void **state) {
    (void)state;
    struct import_draft draft = read_text(
        "报告\n一、甲\n文。\n二、乙\n文。\n三、丙\n文。\n三、丁\n1、好，是。\n2、对，是。\n"
        "4、错，是。\n五、戊\n文。\n");
    const struct section *slip = report_find_section(draft.report, SPAN("4"));
    assert_string_equal(slip->label, "三、");
    assert_string_equal(slip->body.lines[2].label, "4、");
    assert_null(slip->body.lines[1].label);
    assert_null(report_find_section(draft.report, SPAN("5"))->label);
    size_t told = 0;
    for (size_t i = 0; i < draft.findings.count; i++)
        told += span_is(span_of(draft.findings.items[i].rule), "label");
    assert_int_equal(told, 2);
    import_draft_release(&draft);
}

static void contents_and_page_numbers_stay_text_and_are_told(void **state) {
    (void)state;
    struct import_draft draft = read_text(
        "决算报告\n目　录\n一、概况……1\n二、说明........2\n一、概况\n正文甲。\n— 1 —\n正文乙。\n"
        "二、说明\n正文丙。\n第 2 页 共 2 页\n");
    assert_int_equal(draft.sections, 2);
    assert_int_equal(draft.report->front->body.count, 3);
    size_t contents = 0, numbers = 0;
    for (size_t i = 0; i < draft.findings.count; i++) {
        contents += span_is(span_of(draft.findings.items[i].rule), "contents");
        numbers += span_is(span_of(draft.findings.items[i].rule), "page_number");
    }
    assert_int_equal(contents, 1); /* one finding for the whole list */
    assert_int_equal(numbers, 2);
    import_draft_release(&draft);
}

static void contents_may_have_a_sentence_among_their_entries(void **state) {
    (void)state;
    struct import_draft draft = read_text(
        "决算报告\n目　录\n第一部分　概况\n一、职能\n二、机构\n第二部分　预算\n一、收入情况\n"
        "二、其他重要支出情况。\n第三部分　名词解释\n第一部分　概况\n一、职能\n负责日常工作。\n"
        "二、机构\n设三个科室。\n第二部分　预算\n一、收入情况\n收入增加。\n二、其他重要支出情况。\n"
        "支出减少。\n第三部分　名词解释\n略。\n");
    assert_int_equal(draft.sections, 7);
    for (size_t i = 0; i < draft.findings.count; i++)
        assert_string_not_equal(draft.findings.items[i].rule, "label");
    import_draft_release(&draft);
}

static void running_heads_stay_text_and_are_told(void **state) {
    (void)state;
    struct str text = STR_INIT;
    str_add_text(&text, "2022年度甲街道办事处\n部门整体支出绩效评价报告\n");
    for (int page = 1; page < 5; page++) {
        str_add_format(&text, "%s、第%d项工作\n",
                       page == 1   ? "一"
                       : page == 2 ? "二"
                       : page == 3 ? "三"
                                   : "四",
                       page);
        for (int line = 0; line < 6; line++)
            str_add_format(&text, "完成了第%d件事，用了%d万元。\n", line, page * line);
        str_add_format(&text, "甲街道办事处绩效报告\n%d\n", page);
    }
    struct import_draft draft = read_text(text.s);
    size_t heads = 0, numbers = 0;
    assert_int_equal(draft.sections, 4);
    for (size_t i = 0; i < draft.findings.count; i++) {
        heads += span_is(span_of(draft.findings.items[i].rule), "running_head");
        numbers += span_is(span_of(draft.findings.items[i].rule), "page_number");
        assert_int_equal(draft.findings.items[i].fix_count, 1);
    }
    assert_int_equal(heads, 4);
    assert_int_equal(numbers, 4);
    import_draft_release(&draft);
    str_release(&text);
}

static void sign_off_and_attachments_are_found(void **state) {
    (void)state;
    struct import_draft draft =
        read_text("2022年度云川市甲街道办事处\n部门整体支出绩效评价报告\n一、概况\n正文。\n附件：1."
                  "基础数据表\n"
                  "云川市甲街道办事处\n2023年4月1日\n附件1\n基础数据表\n表中文字。\n");
    assert_string_equal(draft.report->sign_off, "云川市甲街道办事处\n2023年4月1日");
    assert_int_equal(draft.sections, 2);
    const struct section *attachment = report_find_section(draft.report, SPAN("2"));
    assert_true(attachment->attachment);
    assert_string_equal(attachment->heading, "基础数据表");
    assert_string_equal(draft.report->unit, "云川市甲街道办事处");
    import_draft_release(&draft);
}

static void year_and_unit_are_read_from_titles(void **state) {
    static const struct {
        const char *title, *unit;
        int year;
    } cases[] = {
        {"2022年度云川市望湖区甲街道办事处部门整体支出绩效评价报告", "云川市望湖区甲街道办事处",
         2022},
        {"2022年度云川市甲街道办事处部门整体支出绩效自评报告", "云川市甲街道办事处", 2022},
        {"南县财政局2020年度机关整体支出绩效评价报告", "南县财政局", 2020},
        {"2019年部门整体支出绩效评价报告云川市城市管理局", "云川市城市管理局", 2019},
        {"某区政数局2023部门决算公开", "某区政数局", 2023},
        {"绩效自评报告（云川市人民医院2022年度）", "云川市人民医院", 2022},
        {"田心乡部门整体支出绩效自评报告（2022年度）", "田心乡", 2022},
        {"部门整体支出绩效评价报告", "", 0},
        {"3022年度甲街道办事处部门整体支出绩效评价报告", "", 0},
        {"", "", 0},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct outline_title found;
        outline_read_title(&found, span_of(cases[i].title), NULL);
        assert_int_equal(found.year, cases[i].year);
        assert_true(span_is(found.unit, cases[i].unit));
    }
}

static void page_numbers_are_told_from_text(void **state) {
    (void)state;
    assert_true(leftover_is_page_number(SPAN("— 1 —"), false));
    assert_true(leftover_is_page_number(SPAN("-12-"), false));
    assert_true(leftover_is_page_number(SPAN("第3页"), false));
    assert_true(leftover_is_page_number(SPAN("第 3 页 / 共 20 页"), false));
    assert_true(leftover_is_page_number(SPAN("7"), true));
    assert_false(leftover_is_page_number(SPAN("7"), false));
    assert_false(leftover_is_page_number(SPAN("-12"), false));
    assert_false(leftover_is_page_number(SPAN("12345"), true));
    assert_false(leftover_is_page_number(SPAN("第3页的表"), false));
    assert_true(leftover_has_leader(SPAN("一、概况……3")));
    assert_true(leftover_has_leader(SPAN("概况 ........ (12)")));
    assert_false(leftover_has_leader(SPAN("……3")));
    assert_false(leftover_has_leader(SPAN("增长10.3")));
}

static void dates_are_told_from_text(void **state) {
    (void)state;
    assert_true(outline_is_date(SPAN("2023年4月1日")));
    assert_true(outline_is_date(SPAN("2023 年 4 月 1 日")));
    assert_true(outline_is_date(SPAN("二〇二三年四月十三日")));
    assert_true(outline_is_date(SPAN("2018年7月")));
    assert_false(outline_is_date(SPAN("2018年")));
    assert_false(outline_is_date(SPAN("2018年7月2日起施行")));
}

static void similarity_leaves_years_and_marks_out(void **state) {
    (void)state;
    assert_int_equal(outline_similarity(SPAN("2022年度工作，开展情况"), SPAN("工作开展情况")), 100);
    assert_true(outline_similarity(SPAN("经济发展"), SPAN("经济发展稳运行")) >= 80);
    assert_true(outline_similarity(SPAN("疫情防控有韧劲"), SPAN("应急管理有准备")) < 60);
    assert_int_equal(outline_similarity(SPAN(""), SPAN("甲")), 0);
    assert_int_equal(outline_similarity(SPAN("${unit}"), SPAN("甲")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_inside_a_section_nests_and_the_outer_one_goes_on),
        cmocka_unit_test(decimal_headings_need_no_blank),
        cmocka_unit_test(inner_list_goes_on_where_the_outer_number_comes_later),
        cmocka_unit_test(parts_begin_their_lists_anew),
        cmocka_unit_test(every_habit_of_numbering_is_read),
        cmocka_unit_test(headings_that_lost_their_numbers_are_kept_and_told),
        cmocka_unit_test(numbers_within_prose_and_table_rows_are_no_headings),
        cmocka_unit_test(rows_of_a_table_that_fell_apart_are_no_headings),
        cmocka_unit_test(rows_of_a_table_are_no_headings_whatever_they_begin_with),
        cmocka_unit_test(cover_and_title_page_are_both_title),
        cmocka_unit_test(heading_with_an_end_mark_on_its_own_line_keeps_it),
        cmocka_unit_test(slip_keeps_its_label_and_is_told),
        cmocka_unit_test(contents_and_page_numbers_stay_text_and_are_told),
        cmocka_unit_test(contents_may_have_a_sentence_among_their_entries),
        cmocka_unit_test(running_heads_stay_text_and_are_told),
        cmocka_unit_test(sign_off_and_attachments_are_found),
        cmocka_unit_test(year_and_unit_are_read_from_titles),
        cmocka_unit_test(page_numbers_are_told_from_text),
        cmocka_unit_test(dates_are_told_from_text),
        cmocka_unit_test(similarity_leaves_years_and_marks_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
