/* What is written and read again is the same, over random trees. */
#include "base/text/utf8.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/write.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/json/write.h"
#include "exchange/text/layout.h"
#include "exchange/text/write.h"
#include "model/diff_report.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/table_merge.h"
#include "tests/support/random.h"
#include "tests/support/round_trip.h"
#include "tests/support/score_support.h"
#include "tests/support/word_schema.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { WILD_ROUNDS = 3000, JSON_ROUNDS = 300, DOCX_ROUNDS = 400, STRICT_EVERY = 5 };

/* Words that look like labels, marks, escapes, page numbers; blanks at the ends. */
static void add_wild_text(struct str *out, struct random *random) {
    static const char *const pieces[] = {"一、",       "二、",
                                         "三、",       "（一）",
                                         "(二)",       "1、",
                                         "2、",        "1.",
                                         "（1）",      "①",
                                         "第一部分",   "第二部分　",
                                         "附件1",      "附件：",
                                         "一是",       "1.1 ",
                                         "目录",       "— 1 —",
                                         "……3",        "${a}",
                                         "$${",        "$",
                                         " ",          "　",
                                         "\t",         "。",
                                         "：",         "，",
                                         "；",         "概况",
                                         "基本情况",   "2022年",
                                         "存在的",     "2023年4月1日",
                                         "街道办事处", "部门整体支出绩效评价报告",
                                         "甲",         "乙",
                                         "text"};
    for (size_t n = random_below(random, 6); n > 0; n--)
        str_add_text(out, pieces[random_below(random, ARRAY_LEN(pieces))]);
}

static void set_wild(char **member, struct random *random, size_t lines) {
    struct str text = STR_INIT;
    for (size_t i = 0; i < lines; i++) {
        if (i > 0)
            str_add_byte(&text, '\n');
        add_wild_text(&text, random);
    }
    section_set_text(member, str_span(&text));
    str_release(&text);
}

/* Marks of merged cells, whatever the cells hold, by the row's own length; NULL: none. */
static const char *wild_merges(struct str *out, size_t length) {
    struct random random = {.state = length + 1};
    str_clear(out);
    for (size_t n = random_below(&random, 8); n > 3; n--)
        str_add_byte(out, out->len > 0 ? ".<^"[random_below(&random, 3)] : '.');
    return table_merges_stored(out);
}

static void add_wild_body(struct section *section, struct random *random) {
    static const enum line_tag tags[] = {LINE_PARAGRAPH, LINE_PARAGRAPH, LINE_ITEM, LINE_ROW};
    static const char *const labels[] = {NULL, NULL, NULL, "", "三、", "5."};
    for (size_t lines = random_below(random, 4); lines > 0; lines--) {
        struct str text = STR_INIT;
        add_wild_text(&text, random);
        enum line_tag tag = tags[random_below(random, ARRAY_LEN(tags))];
        struct str merges = STR_INIT;
        body_add_line(&section->body, str_span(&text), tag,
                      tag == LINE_ITEM  ? labels[random_below(random, ARRAY_LEN(labels))]
                      : tag == LINE_ROW ? wild_merges(&merges, text.len)
                                        : NULL);
        str_release(&text);
        str_release(&merges);
    }
}

static enum numbering random_style(struct random *random) {
    return (enum numbering)random_below(random, NUMBERING_COUNT);
}

static struct report *wild_report(struct random *random) {
    static const char *const marks[] = {"", "。", "：", "　"};
    struct report *report = report_new();
    set_wild(&report->title, random, random_below(random, 3));
    if (random_below(random, 3) == 0)
        set_wild(&report->sign_off, random, 1 + random_below(random, 3));
    if (random_below(random, 2) == 0)
        add_wild_body(report->front, random);
    if (random_below(random, 2) == 0)
        report->root->numbering = random_style(random);
    for (size_t n = random_below(random, 9); n > 0; n--) {
        struct section *parent =
            report_find_id(report, (int64_t)random_below(random, (size_t)report->next_id));
        struct section *section = report_add_section(
            report, parent->id == SECTION_FRONT_ID ? report->root : parent, SIZE_MAX);
        set_wild(&section->heading, random, 1);
        section->form = (enum heading_form)random_below(random, 3);
        if (section->form == FORM_RUN_IN)
            section_set_text(&section->end_mark,
                             span_of(marks[random_below(random, ARRAY_LEN(marks))]));
        if (random_below(random, 6) == 0)
            set_wild(&section->label, random, 1);
        if (random_below(random, 3) == 0)
            section->numbering = random_style(random);
        section->item_numbering = random_style(random);
        section->attachment = random_below(random, 8) == 0;
        section->touched = random_below(random, 2) == 0;
        section->marked = random_below(random, 2) == 0;
        section->kind = (enum section_kind)random_below(random, 3);
        add_wild_body(section, random);
    }
    return report;
}

static void text_written_read_and_written_again_is_the_same(void **state) {
    struct random random = {11};
    (void)state;
    for (int round = 0; round < WILD_ROUNDS; round++) {
        struct report *report = wild_report(&random);
        struct str first = STR_INIT, second = STR_INIT;
        write_plain(&first, report);
        if (first.len > 0) {
            if (!text_layout_is_own(str_span(&first)))
                print_error("not own:\n%s---\n", first.s);
            assert_true(text_layout_is_own(str_span(&first)));
            struct import_draft draft = read_back(str_span(&first), "a.txt");
            write_plain(&second, draft.report);
            if (strcmp(first.s, second.s) != 0)
                print_error("round %d:\n%s\n---\n%s\n", round, first.s, second.s);
            assert_string_equal(first.s, second.s);
            assert_int_equal(draft.kept, draft.all);
            import_draft_release(&draft);
        }
        str_release(&first);
        str_release(&second);
        report_free(report);
    }
}

static void assert_rewritten(const struct report *report, const char *format, const char *name) {
    struct str first = STR_INIT, second = STR_INIT, before = STR_INIT, after = STR_INIT;
    write_plain(&before, report);
    write_format(&first, report, format);
    if (before.len > 0) {
        struct import_draft draft = read_back(str_span(&first), name);
        write_format(&second, draft.report, format);
        write_plain(&after, draft.report);
        if (!span_equal(str_span(&first), str_span(&second)))
            print_error("%s\n---\n%s\n", before.s, after.s);
        if (strcmp(format, "docx") != 0)
            assert_string_equal(first.s, second.s);
        assert_true(span_equal(str_span(&first), str_span(&second)));
        assert_int_equal(draft.kept, draft.all);
        import_draft_release(&draft);
    }
    str_release(&first);
    str_release(&second);
    str_release(&before);
    str_release(&after);
}

static void word_written_read_and_written_again_is_the_same(void **state) {
    struct random random = {14};
    (void)state;
    for (int round = 0; round < DOCX_ROUNDS; round++) {
        struct report *report = wild_report(&random);
        struct str docx = STR_INIT;
        assert_rewritten(report, "docx", "a.docx");
        write_format(&docx, report, "docx");
        if (round % STRICT_EVERY == 0)
            assert_word_opens_it(str_span(&docx));
        str_release(&docx);
        report_free(report);
    }
}

/* A copy with the changes from another report marked reads as the new report. */
static void marked_copy_is_read_as_the_new_report(void **state) {
    struct random random = {15};
    const struct docx_tracks tracks = {"某人", 0};
    (void)state;
    for (int round = 0; round < DOCX_ROUNDS; round++) {
        struct report *new = wild_report(&random);
        struct report *old = round % 2 == 0 ? wild_report(&random) : report_clone(new);
        struct diff_report sections;
        struct diff_document diff;
        struct str plain = STR_INIT, marked = STR_INIT, again = STR_INIT, text = STR_INIT;
        struct err err;
        for (const struct section *at = NULL; (at = report_next_section(old, at)) != NULL;)
            if (round % 2 == 1 && random_below(&random, 4) == 0)
                set_wild(&report_find_id(old, at->id)->heading, &random, 1);
        diff_reports(&sections, old, new);
        diff_documents(&diff, old, new, &sections);
        assert_int_equal(docx_write_changes(&marked, &diff, &tracks, &err), RC_OK);
        write_plain(&text, new);
        if (round % STRICT_EVERY == 0)
            assert_word_opens_it(str_span(&marked));
        if (text.len > 0) {
            struct import_draft draft = read_back(str_span(&marked), "a.docx");
            write_format(&plain, new, "docx");
            write_format(&again, draft.report, "docx");
            assert_true(span_equal(str_span(&plain), str_span(&again)));
            import_draft_release(&draft);
        }
        str_release(&text);
        str_release(&plain);
        str_release(&marked);
        str_release(&again);
        diff_document_release(&diff);
        diff_report_release(&sections);
        report_free(old);
        report_free(new);
    }
}

static void markdown_written_read_and_written_again_is_the_same(void **state) {
    struct random random = {16};
    (void)state;
    for (int round = 0; round < WILD_ROUNDS; round++) {
        struct report *report = wild_report(&random);
        struct str text = STR_INIT;
        write_format(&text, report, "md");
        if (utf8_count_ink(str_span(&text)) > 0)
            assert_rewritten(report, "md", "a.md");
        str_release(&text);
        report_free(report);
    }
}

/* Tables that a template makes come back as text or rows, and print the same. */
static void tables_of_figures_and_scores_are_written_again_the_same(void **state) {
    (void)state;
    static const char *const formats[][2] = {{"txt", "a.txt"}, {"md", "a.md"}};
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        assert_rewritten(report, formats[i][0], formats[i][1]);
    report_free(report);
}

static void an_empty_line_between_rows_parts_two_tables(void **state) {
    (void)state;
    static const struct {
        const char *format, *file, *parts; /* what stands between the two */
    } formats[] = {{"docx", "a.docx", NULL},
                   {"txt", "a.txt", "\n\n　　丙"},
                   {"md", "a.md", "|\n\n| 丙 |"},
                   {"html", NULL, "</table>\n<table"},
                   {"json", "a.json", NULL}};
    struct report *report = report_new();
    struct section *section = report_add_section(report, report->root, SIZE_MAX);
    struct str own = STR_INIT;
    section_set_text(&section->heading, SPAN("情况"));
    body_set_text(&section->body, SPAN("项目\t预算\n甲\t1\n\n丙\t执行\n丁\t2"), LINE_ROW);
    body_add_text(&own, &section->body);
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        struct str written = STR_INIT, text = STR_INIT;
        write_format(&written, report, formats[i].format);
        if (formats[i].parts != NULL)
            assert_true(span_find(str_span(&written), span_of(formats[i].parts)) != SIZE_MAX);
        if (formats[i].file != NULL) {
            struct import_draft draft = read_back(str_span(&written), formats[i].file);
            assert_int_equal(draft.report->root->count, 1);
            body_add_text(&text, &draft.report->root->children[0]->body);
            assert_string_equal(text.s, own.s);
            import_draft_release(&draft);
        }
        str_release(&written);
        str_release(&text);
    }
    str_release(&own);
    report_free(report);
}

/* Merged cells are the form's; a text that is read has the words in their cells. */
static void a_form_is_read_from_word_cell_by_cell(void **state) {
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    struct str docx = STR_INIT, before = STR_INIT, after = STR_INIT;
    write_format(&docx, report, "docx");
    assert_word_opens_it(str_span(&docx));
    struct import_draft draft = read_back(str_span(&docx), "a.docx");
    write_format(&before, report, "md");
    write_format(&after, draft.report, "md");
    assert_string_equal(before.s, after.s);
    assert_int_equal(draft.kept, draft.all);
    import_draft_release(&draft);
    str_release(&docx);
    str_release(&before);
    str_release(&after);
    report_free(report);
}

static void json_gives_an_equal_report(void **state) {
    struct random random = {12};
    (void)state;
    for (int round = 0; round < JSON_ROUNDS; round++) {
        struct report *report = wild_report(&random);
        struct str text = STR_INIT;
        report->year = (int)random_below(&random, 3000);
        report->prior = (int64_t)random_below(&random, 5);
        report_set_value(report, SPAN("contact"), SPAN("张 三"));
        if (round % 2 == 0)
            assert_true(report_set_uid(report, SPAN("00112233445566778899aabbccddeeff")));
        json_write(&text, report);
        struct import_draft draft = read_back(str_span(&text), "a.json");
        assert_true(report_equal(report, draft.report));
        assert_int_equal(report->prior, draft.report->prior);
        assert_string_equal(report->uid, draft.report->uid);
        assert_int_equal(draft.sections, report_count_sections(report));
        import_draft_release(&draft);
        str_release(&text);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_written_read_and_written_again_is_the_same),
        cmocka_unit_test(word_written_read_and_written_again_is_the_same),
        cmocka_unit_test(marked_copy_is_read_as_the_new_report),
        cmocka_unit_test(markdown_written_read_and_written_again_is_the_same),
        cmocka_unit_test(tables_of_figures_and_scores_are_written_again_the_same),
        cmocka_unit_test(an_empty_line_between_rows_parts_two_tables),
        cmocka_unit_test(a_form_is_read_from_word_cell_by_cell),
        cmocka_unit_test(json_gives_an_equal_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
