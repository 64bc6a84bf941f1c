/* The print of a report: the same text as its Word file's, each byte with where it comes from. */
#include "base/embedded.h"
#include "base/text/utf8.h"
#include "exchange/docx/review.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/import_draft.h"
#include "model/remark/printed.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "tests/support/model_support.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void add_ink(struct str *out, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (!utf8_is_space(c))
            str_add_char(out, c);
    }
}

/* What is written is in the print as it stands in its section, heading, title. */
static void assert_parts_fit(const struct printed *printed) {
    size_t last = 0;
    for (size_t i = 0; i < printed->part_count; i++) {
        const struct printed_part *part = &printed->parts[i];
        struct str text = STR_INIT;
        assert_true(part->from >= last && part->from < part->to && part->to <= printed->text.len);
        last = part->to;
        remark_add_part_text(&text, printed->report, part->section, part->part);
        struct span all = str_span(&text);
        assert_true(part->offset + part->length <= utf8_count(all));
        struct span words = span_sub(all, utf8_offset(all, part->offset),
                                     utf8_offset(all, part->offset + part->length));
        if (!part->whole)
            assert_true(
                span_equal(words, span_sub(str_span(&printed->text), part->from, part->to)));
        str_release(&text);
    }
    for (size_t i = 0; i < printed->line_count; i++) {
        const struct printed_line *line = &printed->lines[i];
        assert_int_equal(printed->text.s[line->to], '\n');
        assert_ptr_equal(printed_line_at(printed, line->from), line);
        assert_ptr_equal(printed_line_at(printed, line->to), line);
    }
}

static void assert_is_the_file(const struct report *report) {
    struct printed printed;
    struct reviewed file;
    struct str docx = STR_INIT, text = STR_INIT, ours = STR_INIT, theirs = STR_INIT;
    struct err err;
    const struct export_options options = {.format = "docx"};
    if (export_bytes(&docx, report, &options, NULL, &err) != RC_OK ||
        docx_read_review(&file, str_span(&docx), &err) != RC_OK)
        fail_msg("%s", err.text);
    printed_make(&printed, report);
    assert_parts_fit(&printed);
    reviewed_add_text(&text, &file, false);
    add_ink(&ours, str_span(&printed.text));
    add_ink(&theirs, str_span(&text));
    assert_string_equal(ours.s, theirs.s);
    printed_release(&printed);
    reviewed_release(&file);
    struct str *owned[] = {&docx, &text, &ours, &theirs};
    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        str_release(owned[i]);
}

static void the_samples_print_as_their_files(void **state) {
    static const char *const samples[] = {"samples/wutongli-2022.txt", "samples/wutongli-2023.txt"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        struct import_draft draft;
        struct err err;
        assert_int_equal(import_bytes(&draft, embedded_text(embedded_find(samples[i])),
                                      &(struct import_options){.name = "a"}, &err),
                         RC_OK);
        assert_is_the_file(draft.report);
        import_draft_release(&draft);
    }
}

static void random_reports_print_as_their_files(void **state) {
    struct random random = {7};
    (void)state;
    for (size_t i = 0; i < 120; i++) {
        unsigned flags = (unsigned)random_below(&random, 16);
        struct report *report = random_report(&random, flags, 1 + random_below(&random, 12));
        assert_is_the_file(report);
        report_free(report);
    }
}

/* --- what of a line is what --- */

static struct report *figure_report(void) {
    struct report *report = report_new();
    report->template = support_template("form_id: a\ntitle: 报告\nsections:\n"
                                        "  - {name: work, label: 情况}\n"
                                        "figures:\n  - name: budget\n    label: 预算\n"
                                        "    type: money\n    unit: 万元\n");
    struct section *section = report_add_section(report, report->root, 0);
    section_set_text(&section->name, SPAN("work"));
    section_set_text(&section->heading, SPAN("情况"));
    body_set_text(&section->body, SPAN("安排${budget}，用于$${x}。"), LINE_PARAGRAPH);
    section->touched = true;
    report_set_value(report, SPAN("budget"), SPAN("100"));
    return report;
}

static size_t byte_of(const struct printed *printed, const char *words) {
    size_t at = span_find(str_span(&printed->text), span_of(words));
    assert_int_not_equal(at, SIZE_MAX);
    return at;
}

static void a_figure_in_prose_is_one_piece(void **state) {
    struct report *report = figure_report();
    struct printed printed;
    (void)state;
    printed_make(&printed, report);
    assert_string_equal(printed.text.s, "一、情况\n安排100万元，用于${x}。\n");
    size_t at = byte_of(&printed, "100");
    struct printed_range range = printed_find(&printed, at, at + 3);
    assert_true(range.known);
    assert_non_null(range.figure);
    assert_int_equal(range.figure_from, at);
    assert_int_equal(range.figure_to, at + strlen("100万元"));
    assert_int_equal(range.offset, 2);
    assert_int_equal(range.length, strlen("${budget}"));
    range = printed_find(&printed, byte_of(&printed, "用于"), byte_of(&printed, "。"));
    assert_int_equal(range.offset, 12);
    assert_int_equal(range.length, 7); /* 用于$${x} */
    range = printed_find(&printed, byte_of(&printed, "一、"), byte_of(&printed, "情况"));
    assert_false(range.known);
    range = printed_find(&printed, byte_of(&printed, "情况"), byte_of(&printed, "况"));
    assert_int_equal(range.part, REMARK_OF_HEADING);
    printed_release(&printed);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_samples_print_as_their_files),
        cmocka_unit_test(random_reports_print_as_their_files),
        cmocka_unit_test(a_figure_in_prose_is_one_piece),
    };
    return cmocka_run_group_tests_name("model/remark/printed", tests, NULL, NULL);
}
