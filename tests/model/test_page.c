#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/line_break.h"
#include "base/text/utf8.h"
#include "model/page.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "tests/support/model_support.h"

#include <stdlib.h>
#include <string.h>

static struct section *find(const struct report *report, const char *what) {
    return report_find_section(report, span_of(what));
}

static void lay_out(struct pages *pages, const struct report *report) {
    struct document document;
    document_from_report(&document, report, false);
    pages_layout(pages, &document);
    document_release(&document);
}

static void assert_line(const struct pages *pages, size_t line, const char *text) {
    assert_in_range(line, 0, pages->line_count - 1);
    assert_string_equal(pages->lines[line].text, text);
}

static struct section *add(struct report *report, const char *heading) {
    struct section *section = report_add_section(report, report->root, SIZE_MAX);
    section_set_text(&section->heading, span_of(heading));
    return section;
}

/* A body of that many lines of text, one printed line each. */
static void fill_lines(struct section *section, size_t count) {
    for (size_t i = 0; i < count; i++)
        body_add_line(&section->body, SPAN("正文一行"), LINE_PARAGRAPH, NULL);
}

/* --- examples --- */

static void short_report_stands_on_one_page(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct pages pages;
    lay_out(&pages, report);
    assert_int_equal(pages.page_count, 1);
    assert_line(&pages, 0, "　　　　　2022年度云川市望湖区梧桐里街道办事处");
    assert_line(&pages, 1, "　　　　　　　　部门整体支出绩效评价报告");
    assert_line(&pages, 2, "");
    assert_line(&pages, 3, "　　一、绩效管理工作开展情况");
    assert_line(&pages, 4, "　　根据有关规定，我街道认真组织开展了2022年度绩效自评工");
    assert_line(&pages, 5, "作。");
    assert_line(&pages, 9, "　　（一）城市管理有力度。全年共处置案件420件，罚款1.2万");
    assert_line(&pages, 14, "　　1、预算编制不够细。");
    pages_release(&pages);
    report_free(report);
}

static void sign_off_stands_at_the_right_with_the_unit_centred_over_the_date(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct pages pages;
    lay_out(&pages, report);
    size_t last = pages.line_count - 1;
    assert_line(&pages, last - 2, "");
    /* the date ends four cells from the edge; the unit, 28 columns, has its middle over the date's
     */
    assert_line(&pages, last, "　　　　　　　　　　　　　　　　　2022年12月31日");
    assert_line(&pages, last - 1, "　　　　　　　　　　　　　 云川市望湖区梧桐里街道办事处");
    pages_release(&pages);
    report_free(report);
}

static void wide_title_ends_its_lines_where_words_end(void **state) {
    (void)state;
    struct report *report = report_new();
    section_set_text(&report->title,
                     SPAN("二〇二二年度云川市望湖区梧桐里街道办事处部门整体支出绩效评价报告"));
    struct pages pages;
    lay_out(&pages, report);
    assert_int_equal(pages.line_count, 3);
    assert_line(&pages, 0, "　　　　二〇二二年度云川市望湖区梧桐里街道办事处");
    assert_line(&pages, 1, "　　　　　　　　部门整体支出绩效评价报告");
    assert_line(&pages, 2, "");
    pages_release(&pages);
    report_free(report);
}

static void heading_is_never_the_last_line_of_a_page(void **state) {
    (void)state;
    for (size_t lines = PAGE_LINES - 4; lines < PAGE_LINES + 2; lines++) {
        struct report *report = report_new();
        fill_lines(add(report, "甲"), lines);
        struct section *second = add(report, "乙");
        struct section *below = report_add_section(report, second, 0);
        section_set_text(&below->heading, SPAN("丙"));
        fill_lines(below, 3);
        struct pages pages;
        lay_out(&pages, report);
        assert_int_equal(pages.page_count, 2);
        size_t last = pages_last_line(&pages, 0) - 1;
        assert_int_not_equal(pages.lines[last].body_line, SIZE_MAX);
        pages_release(&pages);
        report_free(report);
    }
}

static void headings_longer_than_a_page_go_on(void **state) {
    (void)state;
    struct report *report = report_new();
    for (size_t i = 0; i < 50; i++)
        add(report, "只有标题");
    struct pages pages;
    lay_out(&pages, report);
    assert_int_equal(pages.line_count, 50);
    assert_int_equal(pages.page_count, 3);
    assert_int_equal(pages_last_line(&pages, 0), PAGE_LINES);
    pages_release(&pages);
    report_free(report);
}

static void attachment_begins_a_page_at_the_left_edge(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct section *attachment = add(report, "基础数据表");
    attachment->attachment = true;
    body_add_line(&attachment->body, SPAN("项目\t上年\t本年"), LINE_ROW, NULL);
    body_add_line(&attachment->body, SPAN("三公经费\t12.36\t9"), LINE_ROW, NULL);
    struct pages pages;
    lay_out(&pages, report);
    size_t first = pages.starts[pages.page_count - 1];
    assert_line(&pages, first, "附件");
    assert_line(&pages, first + 1, "");
    assert_line(&pages, first + 2, "　　　　　　　　　　　 基础数据表");
    assert_line(&pages, first + 3, "项目　　　上年　 本年");
    assert_line(&pages, first + 4, "三公经费　12.36　　 9"); /* a number ends its column */
    pages_release(&pages);
    report_free(report);
}

static void long_title_of_an_attachment_ends_its_lines_where_words_end(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct section *attachment =
        add(report, "二〇二三年度云川市望湖区石榴园街道办事处部门整体支出绩效评价基础数据表");
    attachment->attachment = true;
    body_add_line(&attachment->body, SPAN("见下表。"), LINE_PARAGRAPH, NULL);
    struct pages pages;
    lay_out(&pages, report);
    size_t first = pages.starts[pages.page_count - 1];
    assert_line(&pages, first, "附件");
    assert_line(&pages, first + 2, "　　　　二〇二三年度云川市望湖区石榴园街道办事处");
    assert_line(&pages, first + 3, "　　　　　　 部门整体支出绩效评价基础数据表");
    assert_line(&pages, first + 4, "　　见下表。");
    pages_release(&pages);
    report_free(report);
}

/* Of a form: words that have the rest of their row move no column, and are broken within it. */
static void words_across_a_row_of_a_form_move_no_column(void **state) {
    (void)state;
    struct document document = {0};
    struct block *block = document_add(&document, BLOCK_TABLE);
    struct pages pages;
    block->made = true;
    block->section = -1;
    block->text =
        document_copy(&document, SPAN("项目\t上年\t今年\n水费\t8\t9\n措施\t一二三四五六七八九十"));
    pages_layout(&pages, &document);
    assert_line(&pages, 0, "项目　上年　今年");
    assert_line(&pages, 1, "水费　8　　 9");
    assert_line(&pages, 2, "措施　一二三四五");
    assert_line(&pages, 3, "　　　六七八九十");
    pages_release(&pages);
    document_release(&document);
}

static void table_too_wide_is_folded_within_its_cells(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *table = add(report, "表");
    body_add_line(&table->body,
                  SPAN("部门单位职能职责概述\t年度主要工作内容\t年度总体运行情况及取得的成绩"),
                  LINE_ROW, NULL);
    struct pages pages;
    lay_out(&pages, report);
    assert_line(&pages, 1, "部门单位职能职责概　年度主要工作内容　年度总体运行情况及");
    assert_line(&pages, 2, "述　　　　　　　　　　　　　　　　　　取得的成绩");
    assert_int_equal(pages.lines[2].body_line, 0);
    pages_release(&pages);
    report_free(report);
}

/* The self-evaluation table has eight columns. */
static void table_of_eight_columns_is_folded_too(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *table = add(report, "表");
    body_add_line(
        &table->body,
        SPAN("产出指标\t数量指标\t任务完成率\t100%\t96%\t10\t9.6\t招标两次流标，已补公告"),
        LINE_ROW, NULL);
    struct pages pages;
    lay_out(&pages, report);
    assert_line(&pages, 1, "产出指　数量指标　任务完成　100%　96%　10　9.6　招标两次");
    assert_true(pages.line_count > 2);
    for (size_t i = 2; i < pages.line_count; i++)
        assert_int_equal(pages.lines[i].body_line, 0);
    pages_release(&pages);
    report_free(report);
}

static void an_empty_line_stands_between_two_tables(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *table = add(report, "表");
    body_set_text(&table->body, SPAN("甲\t1\n\n乙\t2"), LINE_ROW);
    struct pages pages;
    lay_out(&pages, report);
    assert_line(&pages, 1, "甲　 1");
    assert_line(&pages, 2, "");
    assert_line(&pages, 3, "乙　 2");
    assert_int_equal(pages.lines[3].body_line, 2);
    pages_release(&pages);
    report_free(report);
}

static void empty_report_has_one_page_without_lines(void **state) {
    (void)state;
    struct report *report = report_new();
    struct pages pages;
    lay_out(&pages, report);
    assert_int_equal(pages.page_count, 1);
    assert_int_equal(pages_last_line(&pages, 0), 0);
    assert_int_equal(pages_find_section(&pages, report, 1), 0);
    pages_release(&pages);
    report_free(report);
}

static void lines_know_the_first_point_of_the_body_they_show(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct pages pages;
    lay_out(&pages, report);
    assert_int_equal(pages.lines[3].section, find(report, "work")->id);
    assert_int_equal(pages.lines[3].body_line, SIZE_MAX);
    assert_int_equal(pages.lines[4].body_line, 0);
    assert_int_equal(pages.lines[4].body_column, 0);
    assert_int_equal(pages.lines[5].body_line, 0);
    assert_int_equal(pages.lines[5].body_column, 28);
    assert_int_equal(pages.lines[9].body_column, 0); /* behind the run-in heading */
    assert_int_equal(pages.lines[10].body_column, 18);
    pages_release(&pages);
    report_free(report);
}

static void page_of_a_section_is_that_of_its_heading_or_the_nearest_before(void **state) {
    (void)state;
    struct report *report =
        report_new_from_template(support_small_template(), SPAN("甲"), SPAN(""), 2022);
    fill_lines(find(report, "work"), 30);
    support_type(report, "problems", "不够细。");
    struct pages pages;
    lay_out(&pages, report);
    assert_int_equal(pages.page_count, 2);
    assert_int_equal(pages_find_section(&pages, report, find(report, "work")->id), 0);
    assert_int_equal(pages_find_section(&pages, report, find(report, "overall")->id), 0);
    assert_int_equal(pages_find_section(&pages, report, find(report, "problems")->id), 1);
    assert_int_equal(pages_find_section(&pages, report, find(report, "plan")->id), 1);
    assert_int_equal(pages_find_section(&pages, report, 0), 0);
    pages_release(&pages);
    report_free(report);
}

/* --- properties --- */

static void assert_grid(const struct pages *pages) {
    assert_int_equal(pages->starts[0], 0);
    for (size_t page = 0; page < pages->page_count; page++) {
        size_t count = pages_last_line(pages, page) - pages->starts[page];
        assert_in_range(count, pages->line_count > 0 ? 1 : 0, PAGE_LINES);
    }
    assert_int_equal(pages_last_line(pages, pages->page_count - 1), pages->line_count);
    for (size_t i = 0; i < pages->line_count; i++) {
        struct span text = span_of(pages->lines[i].text);
        assert_in_range(width_of_text(text, WIDTH_WIDE), 0, PAGE_COLUMNS);
        assert_null(memchr(text.p, '\n', text.n + 1));
        assert_int_equal(text.n, span_trim_end(text).n);
    }
}

/* Of prose, where it can always be had. */
static void assert_no_forbidden_ends(const struct pages *pages) {
    for (size_t i = 0; i < pages->line_count; i++) {
        struct span text = span_trim(span_of(pages->lines[i].text));
        if (text.n == 0)
            continue;
        assert_false(line_break_forbids_end(utf8_before(text, text.n)));
        assert_false(line_break_forbids_start(utf8_take(&text)));
    }
}

static int compare_bytes(const void *left, const void *right) {
    return (int)*(const unsigned char *)left - (int)*(const unsigned char *)right;
}

/* In its order, but where a table is folded within its cells. */
static void assert_same_ink(const struct pages *pages, const struct document *document) {
    struct str expected = STR_INIT, got = STR_INIT, whole = STR_INIT;
    bool folds = false;
    for (size_t i = 0; i < document->count; i++) {
        folds |= document->blocks[i].kind == BLOCK_TABLE;
        str_clear(&whole);
        block_add_text(&whole, &document->blocks[i]);
        support_add_ink(&expected, str_span(&whole));
    }
    for (size_t i = 0; i < pages->line_count; i++)
        support_add_ink(&got, span_of(pages->lines[i].text));
    if (folds && got.len == expected.len) {
        qsort(got.s, got.len, 1, compare_bytes);
        qsort(expected.s, expected.len, 1, compare_bytes);
    }
    assert_string_equal(got.s, expected.s);
    str_release(&expected);
    str_release(&got);
    str_release(&whole);
}

static void random_pages_keep_the_grid_and_the_ink(void **state) {
    (void)state;
    struct random random = {21};
    for (unsigned round = 0; round < 300; round++) {
        unsigned flags = RANDOM_ATTACHMENTS | (round % 2 == 0 ? RANDOM_PROSE : 0u);
        struct report *report = random_report(&random, flags, 20);
        struct document document;
        struct pages pages;
        document_from_report(&document, report, false);
        pages_layout(&pages, &document);
        assert_grid(&pages);
        assert_same_ink(&pages, &document);
        if ((flags & RANDOM_PROSE) != 0)
            assert_no_forbidden_ends(&pages);
        pages_release(&pages);
        document_release(&document);
        support_assert_sane(report);
        report_free(report);
    }
}

static void one_long_paragraph_is_laid_out_in_slices_and_may_be_stopped(void **state) {
    (void)state;
    struct report *report = support_small_report();
    struct section *section = add(report, "长");
    struct str text = STR_INIT;
    struct document document;
    struct pages whole, pages;
    str_add_repeat(&text, SPAN("资金使用规范，支出3.5万元。"), 2000);
    body_add_line(&section->body, str_span(&text), LINE_PARAGRAPH, NULL);
    document_from_report(&document, report, false);
    pages_layout(&whole, &document);
    struct pages_work *work = pages_work_begin(&document);
    size_t slices = 0;
    for (int before = 0; pages_work_next(work, 1000); slices++) {
        assert_in_range(pages_work_percent(work), before, 100);
        before = pages_work_percent(work);
    }
    assert_in_range(slices, text.len / 2000, text.len / 500);
    pages_work_finish(work, &pages);
    assert_int_equal(pages.line_count, whole.line_count);
    for (size_t i = 0; i < whole.line_count; i++)
        assert_line(&pages, i, whole.lines[i].text);
    work = pages_work_begin(&document);
    for (int i = 0; i < 10; i++)
        assert_true(pages_work_next(work, 1000));
    pages_work_stop(work); /* within the paragraph */
    pages_release(&whole);
    pages_release(&pages);
    document_release(&document);
    str_release(&text);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_report_stands_on_one_page),
        cmocka_unit_test(sign_off_stands_at_the_right_with_the_unit_centred_over_the_date),
        cmocka_unit_test(wide_title_ends_its_lines_where_words_end),
        cmocka_unit_test(heading_is_never_the_last_line_of_a_page),
        cmocka_unit_test(headings_longer_than_a_page_go_on),
        cmocka_unit_test(attachment_begins_a_page_at_the_left_edge),
        cmocka_unit_test(long_title_of_an_attachment_ends_its_lines_where_words_end),
        cmocka_unit_test(words_across_a_row_of_a_form_move_no_column),
        cmocka_unit_test(table_too_wide_is_folded_within_its_cells),
        cmocka_unit_test(table_of_eight_columns_is_folded_too),
        cmocka_unit_test(an_empty_line_stands_between_two_tables),
        cmocka_unit_test(empty_report_has_one_page_without_lines),
        cmocka_unit_test(lines_know_the_first_point_of_the_body_they_show),
        cmocka_unit_test(page_of_a_section_is_that_of_its_heading_or_the_nearest_before),
        cmocka_unit_test(random_pages_keep_the_grid_and_the_ink),
        cmocka_unit_test(one_long_paragraph_is_laid_out_in_slices_and_may_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
