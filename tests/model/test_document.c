#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_seed.h"
#include "model/section.h"
#include "model/section_state.h"
#include "tests/support/model_support.h"

#include "base/text/utf8.h"

#include <string.h>

static struct section *find(const struct report *report, const char *what) {
    return report_find_section(report, span_of(what));
}

static void assert_blocks(const struct report *report, bool draft, const char *blocks) {
    struct document document;
    struct str out = STR_INIT;
    document_from_report(&document, report, draft);
    support_add_document(&out, &document);
    assert_string_equal(out.s, blocks);
    document_release(&document);
    str_release(&out);
    support_assert_sane(report);
}

static struct section *add(struct report *report, const char *heading, enum heading_form form) {
    struct section *section = report_add_section(report, report->root, SIZE_MAX);
    section_set_text(&section->heading, span_of(heading));
    section->form = form;
    if (form == FORM_RUN_IN)
        section_set_text(&section->end_mark, SPAN("。"));
    return section;
}

static void filled_report_prints_in_order(void **state) {
    (void)state;
    struct report *report = support_small_report();
    body_set_text(&report->front->body, SPAN("（此件公开发布）"), LINE_PARAGRAPH);
    assert_blocks(report, false,
                  "title|0||||2022年度云川市望湖区梧桐里街道办事处\n"
                  "title|0||||部门整体支出绩效评价报告\n"
                  "paragraph|0||||（此件公开发布）\n"
                  "heading|1|一、|绩效管理工作开展情况||\n"
                  "paragraph|0||||根据有关规定，我街道认真组织开展了2022年度绩效自评工作。\n"
                  "heading|1|二、|部门整体支出绩效情况||\n"
                  "paragraph|0||||2022年，我街道统筹推进各项工作。\n"
                  "paragraph|0||||现将有关情况汇报如下：\n"
                  "paragraph|2|（一）|城市管理有力度|。|全年共处置案件420件，罚款1.2万元。\n"
                  "paragraph|2|（二）|党建引领有活力|。|开展专题党课4次。\n"
                  "paragraph|0||||开展学习研讨会8次。\n"
                  "heading|1|三、|存在的问题||\n"
                  "item|0|1、|||预算编制不够细。\n"
                  "item|0|2、|||专项资金下达较晚。\n"
                  "heading|1|四、|云川市望湖区梧桐里街道办事处工作计划||\n"
                  "paragraph|0||||进一步细化预算编制。\n"
                  "sign-off|0||||云川市望湖区梧桐里街道办事处\n"
                  "sign-off|0||||2022年12月31日\n");
    report_free(report);
}

static struct report *half_filled(void) {
    struct report *report =
        report_new_from_template(support_small_template(), SPAN("甲"), SPAN(""), 2022);
    section_set_text(&report->title, SPAN(""));
    section_set_text(&report->sign_off, SPAN(""));
    support_type(report, "party", "开展专题党课4次。");
    support_type(report, "problems", "不够细。");
    return report;
}

static void numbers_close_up_where_sections_are_left_out(void **state) {
    (void)state;
    struct report *report = half_filled();
    assert_blocks(report, false,
                  "heading|1|一、|部门整体支出绩效情况||\n"
                  "paragraph|2|（一）|党建引领有活力|。|开展专题党课4次。\n"
                  "heading|1|二、|存在的问题||\n"
                  "item|0|1、|||不够细。\n");
    struct str label = STR_INIT;
    section_add_label(&label, find(report, "problems"));
    assert_string_equal(label.s, "三、"); /* the outline counts all */
    str_release(&label);
    report_free(report);
}

static void draft_says_what_is_unfilled_and_keeps_the_numbers(void **state) {
    (void)state;
    struct report *report = half_filled();
    assert_blocks(report, true,
                  "paragraph|0||||【未填：绩效管理工作开展情况】\n"
                  "heading|1|二、|部门整体支出绩效情况||\n"
                  "paragraph|0||||【未填：城市管理有力度】\n"
                  "paragraph|2|（二）|党建引领有活力|。|开展专题党课4次。\n"
                  "heading|1|三、|存在的问题||\n"
                  "item|0|1、|||不够细。\n"
                  "paragraph|0||||【未填：甲工作计划】\n");
    report_free(report);
}

static void what_is_left_out_is_listed_with_its_outline_label(void **state) {
    (void)state;
    struct report *report = half_filled();
    struct str out = STR_INIT;
    assert_int_equal(report_list_unprinted(&out, report), 3);
    assert_string_equal(out.s, "一、绩效管理工作开展情况\n（一）城市管理有力度\n四、甲工作计划\n");
    str_release(&out);
    report_free(report);
}

static void run_in_heading_stands_alone_without_a_paragraph_to_join(void **state) {
    (void)state;
    struct report *report = report_new();
    add(report, "没有正文", FORM_RUN_IN);
    body_add_line(&add(report, "先是条目", FORM_RUN_IN)->body, SPAN("甲"), LINE_ITEM, NULL);
    struct section *rows = add(report, "先是表", FORM_RUN_IN);
    body_add_line(&rows->body, SPAN("甲\t1"), LINE_ROW, NULL);
    body_add_line(&rows->body, SPAN("乙\t2"), LINE_ROW, NULL);
    body_add_line(&rows->body, SPAN("合计"), LINE_PARAGRAPH, NULL);
    struct section *blank = add(report, "先是空行", FORM_RUN_IN);
    body_set_text(&blank->body, SPAN("\n　\n正文"), LINE_PARAGRAPH);
    assert_blocks(report, false,
                  "paragraph|1|一、|没有正文|。|\n"
                  "paragraph|1|二、|先是条目|。|\n"
                  "item|0|1.|||甲\n"
                  "paragraph|1|三、|先是表|。|\n"
                  "table|0||||甲\t1\n乙\t2\n"
                  "paragraph|0||||合计\n"
                  "paragraph|1|四、|先是空行|。|正文\n");
    report_free(report);
}

static void lines_without_ink_are_not_printed_and_take_no_number(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, "一", FORM_BLOCK);
    static const char *const items[] = {"甲", "", " 　\t", "乙"};
    for (size_t i = 0; i < ARRAY_LEN(items); i++)
        body_add_line(&one->body, span_of(items[i]), LINE_ITEM, NULL);
    assert_blocks(report, false, "heading|1|一、|一||\nitem|0|1.|||甲\nitem|0|2.|||乙\n");
    report_free(report);
}

static void blanks_at_the_ends_are_not_printed(void **state) {
    (void)state;
    struct report *report = report_new();
    section_set_text(&report->title, SPAN(" 甲　\n\n　乙"));
    struct section *one = add(report, "　一 级\u00A0", FORM_RUN_IN);
    body_add_line(&one->body, SPAN("　　正 文\t"), LINE_PARAGRAPH, NULL);
    body_add_line(&one->body, SPAN(" 条目 "), LINE_ITEM, NULL);
    body_add_line(&one->body, SPAN("\t1\t"), LINE_ROW, NULL);
    assert_blocks(report, false,
                  "title|0||||甲\ntitle|0||||乙\nparagraph|1|一、|一 级|。|正 文\n"
                  "item|0|1.|||条目\ntable|0||||\t1\t\n");
    struct document document;
    document_from_report(&document, report, false);
    assert_int_equal(document.blocks[2].column, 2);
    document_release(&document);
    report_free(report);
}

static void literal_labels_print_as_stored(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *one = add(report, "一", FORM_BLOCK);
    section_set_text(&one->label, SPAN("三、"));
    body_add_line(&one->body, SPAN("甲"), LINE_ITEM, "5、");
    body_add_line(&one->body, SPAN("乙"), LINE_ITEM, NULL);
    body_add_line(&one->body, SPAN("丙"), LINE_ITEM, "");
    add(report, "二", FORM_BLOCK);
    assert_blocks(report, false,
                  "heading|1|三、|一||\nitem|0|5、|||甲\nitem|0|2.|||乙\nitem|0||||丙\n"
                  "heading|1|二、|二||\n");
    report_free(report);
}

static void section_without_heading_prints_its_text_and_no_number(void **state) {
    (void)state;
    struct report *report = report_new();
    body_set_text(&add(report, "", FORM_NONE)->body, SPAN("说明"), LINE_PARAGRAPH);
    add(report, "甲", FORM_BLOCK);
    assert_blocks(report, false, "paragraph|0||||说明\nheading|1|一、|甲||\n");
    report_free(report);
}

static void attachments_print_after_the_sign_off(void **state) {
    (void)state;
    struct report *report = report_new();
    section_set_text(&report->sign_off, SPAN("甲街道\n2023年4月13日"));
    add(report, "基础数据表", FORM_BLOCK)->attachment = true;
    add(report, "情况", FORM_BLOCK);
    add(report, "自评表", FORM_BLOCK)->attachment = true;
    assert_blocks(report, false,
                  "heading|1|一、|情况||\n"
                  "sign-off|0||||甲街道\nsign-off|0||||2023年4月13日\n"
                  "heading|1|附件1|基础数据表||\nheading|1|附件2|自评表||\n");
    struct document document;
    document_from_report(&document, report, false);
    assert_true(document.blocks[3].attachment);
    document_release(&document);
    report_free(report);
}

static void escaped_token_prints_its_brace_and_a_figure_its_source(void **state) {
    (void)state;
    struct report *report = report_new();
    body_set_text(&add(report, "甲$${乙", FORM_BLOCK)->body, SPAN("写$${x}，共${total}元，$5"),
                  LINE_PARAGRAPH);
    assert_blocks(report, false,
                  "heading|1|一、|甲$${乙||\nparagraph|0||||写${x}，共${total}元，$5\n");
    report_free(report);
}

static void blocks_know_their_section_and_line(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct document document;
    document_from_report(&document, report, false);
    assert_int_equal(document.blocks[0].section, -1);
    assert_int_equal(document.blocks[2].section, find(report, "work")->id);
    assert_int_equal(document.blocks[2].line, SIZE_MAX);
    assert_int_equal(document.blocks[8].section, find(report, "party")->id);
    assert_int_equal(document.blocks[8].line, 0);
    assert_int_equal(document.blocks[9].line, 1);
    document_release(&document);
    report_free(report);
}

static void printed_line_joins_label_gap_heading_mark_and_text(void **state) {
    (void)state;
    struct report *report = report_new();
    report->root->numbering = NUMBERING_PART;
    add(report, "甲", FORM_BLOCK);
    body_set_text(&add(report, "乙", FORM_RUN_IN)->body, SPAN("丙"), LINE_PARAGRAPH);
    add(report, "", FORM_BLOCK);
    static const char *const lines[] = {"第一部分　甲", "第二部分　乙。丙", "第三部分"};
    struct document document;
    document_from_report(&document, report, false);
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct str line = STR_INIT;
        block_add_text(&line, &document.blocks[i]);
        assert_string_equal(line.s, lines[i]);
        str_release(&line);
    }
    document_release(&document);
    report_free(report);
}

/* --- properties --- */

/* The ink of all bodies that print, in print order. */
static void add_body_ink(struct str *out, const struct section *section) {
    for (size_t i = 0; i < section->body.count; i++)
        support_add_ink(out, str_span(&section->body.lines[i].text));
}

static void random_document_holds_every_body_in_order(void **state) {
    (void)state;
    struct random random = {11};
    for (unsigned round = 0; round < 300; round++) {
        unsigned flags = round % 2 == 0 ? RANDOM_TEMPLATED : RANDOM_PROSE;
        struct report *report = random_report(&random, flags, 15);
        struct str expected = STR_INIT, got = STR_INIT;
        add_body_ink(&expected, report->front);
        for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;)
            if (section_is_printed(report, s))
                add_body_ink(&expected, s);
        struct document document;
        document_from_report(&document, report, false);
        for (size_t i = 0; i < document.count; i++)
            if (document.blocks[i].kind != BLOCK_TITLE && document.blocks[i].kind != BLOCK_SIGN_OFF)
                support_add_ink(&got, span_of(document.blocks[i].text));
        assert_string_equal(got.s, expected.s);
        document_release(&document);
        str_release(&expected);
        str_release(&got);
        support_assert_sane(report);
        report_free(report);
    }
}

static void random_numbers_are_the_outline_when_nothing_is_left_out(void **state) {
    (void)state;
    struct random random = {12};
    for (unsigned round = 0; round < 200; round++) {
        struct report *report = random_report(&random, RANDOM_PROSE | RANDOM_FILLED, 20);
        struct document document;
        document_from_report(&document, report, false);
        size_t at = 0;
        for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
            if (s->form == FORM_NONE)
                continue;
            while (document.blocks[at].level == 0)
                at++;
            struct str label = STR_INIT;
            section_add_label(&label, s);
            assert_int_equal(document.blocks[at].section, s->id);
            assert_string_equal(document.blocks[at].label, label.s);
            assert_int_equal(document.blocks[at].level, section_depth(s));
            str_release(&label);
            at++;
        }
        document_release(&document);
        support_assert_sane(report);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filled_report_prints_in_order),
        cmocka_unit_test(numbers_close_up_where_sections_are_left_out),
        cmocka_unit_test(draft_says_what_is_unfilled_and_keeps_the_numbers),
        cmocka_unit_test(what_is_left_out_is_listed_with_its_outline_label),
        cmocka_unit_test(run_in_heading_stands_alone_without_a_paragraph_to_join),
        cmocka_unit_test(lines_without_ink_are_not_printed_and_take_no_number),
        cmocka_unit_test(blanks_at_the_ends_are_not_printed),
        cmocka_unit_test(literal_labels_print_as_stored),
        cmocka_unit_test(section_without_heading_prints_its_text_and_no_number),
        cmocka_unit_test(attachments_print_after_the_sign_off),
        cmocka_unit_test(escaped_token_prints_its_brace_and_a_figure_its_source),
        cmocka_unit_test(blocks_know_their_section_and_line),
        cmocka_unit_test(printed_line_joins_label_gap_heading_mark_and_text),
        cmocka_unit_test(random_document_holds_every_body_in_order),
        cmocka_unit_test(random_numbers_are_the_outline_when_nothing_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
