#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/diff_document.h"
#include "model/diff_report.h"
#include "model/section.h"
#include "tests/support/model_support.h"

static struct section *add(struct report *report, struct section *parent, const char *heading,
                           const char *text, enum line_tag tag) {
    struct section *section = report_add_section(report, parent, parent->count);
    section_set_text(&section->heading, span_of(heading));
    body_set_text(&section->body, span_of(text), tag);
    return section;
}

static void add_side(struct str *out, const struct block *block, struct span row) {
    if (block == NULL)
        str_add_byte(out, '-');
    else if (block->kind == BLOCK_TABLE)
        str_add(out, row);
    else
        block_add_text(out, block);
}

/* A line each: old|new, - where it is not there. */
static void assert_lines(const struct report *old, const struct report *new, const char *wanted) {
    struct diff_report sections;
    struct diff_document diff;
    struct str out = STR_INIT;
    diff_reports(&sections, old, new);
    diff_documents(&diff, old, new, &sections);
    for (size_t i = 0; i < diff.count; i++) {
        add_side(&out, diff.lines[i].old_block, diff.lines[i].old_row);
        str_add_byte(&out, '|');
        add_side(&out, diff.lines[i].new_block, diff.lines[i].new_row);
        str_add_byte(&out, '\n');
    }
    assert_string_equal(out.s, wanted);
    str_release(&out);
    diff_document_release(&diff);
    diff_report_release(&sections);
}

static void lines_stand_beside_what_they_were(void **state) {
    (void)state;
    struct report *old = report_new(), *new = report_new();
    section_set_text(&old->title, SPAN("2022年度报告"));
    section_set_text(&new->title, SPAN("2023年度报告"));
    (void)add(old, old->root, "工作", "开展学习8次。\n这一段没有了。\n慰问老人20户。",
              LINE_PARAGRAPH);
    (void)add(new, new->root, "工作", "新添了一段话。\n开展学习9次。\n慰问老人30户。",
              LINE_PARAGRAPH);
    section_set_text(&old->sign_off, SPAN("某街道\n2023年3月1日"));
    section_set_text(&new->sign_off, SPAN("某街道\n2024年3月1日"));
    assert_lines(old, new,
                 "2022年度报告|2023年度报告\n"
                 "一、工作|一、工作\n"
                 "-|新添了一段话。\n"
                 "开展学习8次。|开展学习9次。\n"
                 "这一段没有了。|-\n"
                 "慰问老人20户。|慰问老人30户。\n"
                 "某街道|某街道\n"
                 "2023年3月1日|2024年3月1日\n");
    report_free(old);
    report_free(new);
}

static void equal_rows_hold_the_others_in_place(void **state) {
    (void)state;
    struct report *old = report_new(), *new = report_new();
    (void)add(old, old->root, "表", "项目\t数\n甲\t1\n乙\t1\n丙\t1\n丁\t1", LINE_ROW);
    (void)add(new, new->root, "表", "项目\t数\n甲\t1\n丙\t1\n丁\t2", LINE_ROW);
    assert_lines(
        old, new,
        "一、表|一、表\n项目\t数|项目\t数\n甲\t1|甲\t1\n乙\t1|-\n丙\t1|丙\t1\n丁\t1|丁\t2\n");
    report_free(old);
    report_free(new);
}

static void a_row_never_stands_beside_a_paragraph(void **state) {
    (void)state;
    struct report *old = report_new(), *new = report_new();
    (void)add(old, old->root, "表", "甲\t1", LINE_ROW);
    (void)add(new, new->root, "表", "甲\t1", LINE_PARAGRAPH);
    assert_lines(old, new, "一、表|一、表\n甲\t1|-\n-|甲\t1\n");
    report_free(old);
    report_free(new);
}

/* A section that has become part of its neighbour shows what has changed, not two strangers. */
static void text_is_found_in_the_section_it_went_to(void **state) {
    (void)state;
    struct report *old = report_new(), *new = report_new();
    (void)add(old, old->root, "工作", "甲段落的话。", LINE_PARAGRAPH);
    (void)add(old, old->root, "其他完全不同", "乙段落有5句话。", LINE_PARAGRAPH);
    (void)add(new, new->root, "工作", "甲段落的话。\n乙段落有6句话。", LINE_PARAGRAPH);
    assert_lines(old, new,
                 "一、工作|一、工作\n甲段落的话。|甲段落的话。\n二、其他完全不同|-\n"
                 "乙段落有5句话。|乙段落有6句话。\n");
    report_free(old);
    report_free(new);
}

static void attachments_stand_behind_the_sign_off(void **state) {
    (void)state;
    struct report *old = report_new(), *new = report_new();
    (void)add(old, old->root, "工作", "甲。", LINE_PARAGRAPH);
    add(old, old->root, "基础数据表", "文。", LINE_PARAGRAPH)->attachment = true;
    (void)add(new, new->root, "工作", "甲。", LINE_PARAGRAPH);
    section_set_text(&old->sign_off, SPAN("某街道"));
    section_set_text(&new->sign_off, SPAN("某街道"));
    assert_lines(old, new,
                 "一、工作|一、工作\n甲。|甲。\n某街道|某街道\n附件　基础数据表|-\n文。|-\n");
    report_free(old);
    report_free(new);
}

static void very_many_changed_lines_are_compared_in_step(void **state) {
    (void)state;
    struct report *old = report_new(), *new = report_new();
    struct str was = STR_INIT, is = STR_INIT;
    struct diff_report sections;
    struct diff_document diff;
    for (int i = 0; i < 2000; i++) {
        str_add_format(&was, "%s第%d行的文字，数是%d。", i > 0 ? "\n" : "", i, i);
        str_add_format(&is, "%s第%d行的文字，数是%d。", i > 0 ? "\n" : "", i, i + 7);
    }
    (void)add(old, old->root, "表", was.s, LINE_PARAGRAPH);
    (void)add(new, new->root, "表", is.s, LINE_PARAGRAPH);
    diff_reports(&sections, old, new);
    diff_documents(&diff, old, new, &sections);
    assert_int_equal(diff.count, 2001);
    diff_document_release(&diff);
    diff_report_release(&sections);
    str_release(&was);
    str_release(&is);
    report_free(old);
    report_free(new);
}

/* --- every line stands once, the new ones in their order --- */

static size_t count_lines(const struct document *document) {
    size_t count = 0;
    for (size_t i = 0; i < document->count; i++) {
        struct span rest = span_of(document->blocks[i].text), row;
        if (document->blocks[i].kind != BLOCK_TABLE)
            count++;
        else
            while (span_take_line(&rest, &row))
                count++;
    }
    return count;
}

static void every_line_of_both_documents_stands_once(void **state) {
    (void)state;
    struct random random = {29};
    for (int round = 0; round < 200; round++) {
        struct report *old = random_report(&random, 0, 12);
        struct report *new = round % 2 == 0 ? random_report(&random, 0, 12) : report_clone(old);
        struct diff_report sections;
        struct diff_document diff;
        size_t olds = 0, news = 0;
        const struct block *last = NULL;
        diff_reports(&sections, old, new);
        diff_documents(&diff, old, new, &sections);
        for (size_t i = 0; i < diff.count; i++) {
            const struct diff_line *line = &diff.lines[i];
            assert_true(line->old_block != NULL || line->new_block != NULL);
            olds += line->old_block != NULL;
            news += line->new_block != NULL;
            if (line->new_block == NULL)
                continue;
            assert_true(last == NULL || last <= line->new_block);
            last = line->new_block;
            if (round % 2 == 1)
                assert_non_null(line->old_block);
        }
        assert_int_equal(olds, count_lines(&diff.old_document));
        assert_int_equal(news, count_lines(&diff.new_document));
        diff_document_release(&diff);
        diff_report_release(&sections);
        report_free(old);
        report_free(new);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_stand_beside_what_they_were),
        cmocka_unit_test(equal_rows_hold_the_others_in_place),
        cmocka_unit_test(a_row_never_stands_beside_a_paragraph),
        cmocka_unit_test(text_is_found_in_the_section_it_went_to),
        cmocka_unit_test(attachments_stand_behind_the_sign_off),
        cmocka_unit_test(very_many_changed_lines_are_compared_in_step),
        cmocka_unit_test(every_line_of_both_documents_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
