/* Reports as clerks fill them, in every habit of numbering, are read as they were written, from
 * each format and from copies that lost their layout. */
#include "base/text/utf8.h"
#include "exchange/import.h"
#include "model/section.h"
#include "tests/support/random.h"
#include "tests/support/round_trip.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { TAME_ROUNDS = 600, HABIT_ROUNDS = 300, DOCX_ROUNDS = 400 };

static void add_words(struct str *out, struct random *random, size_t words) {
    static const char *const list[] = {"预算", "编制", "街道", "治理", "绩效", "管理", "社区",
                                       "资金", "服务", "群众", "项目", "完成", "建设", "落实"};
    while (words-- > 0)
        str_add_text(out, list[random_below(random, ARRAY_LEN(list))]);
}

static void add_sentence(struct str *out, struct random *random) {
    add_words(out, random, 3 + random_below(random, 6));
    str_add_text(out, "，");
    add_words(out, random, 2 + random_below(random, 6));
    str_add_text(out, "。");
}

static void add_tame_body(struct section *section, struct random *random, size_t lines,
                          enum line_tag tag) {
    struct str text = STR_INIT;
    while (lines-- > 0) {
        str_clear(&text);
        add_sentence(&text, random);
        if (random_below(random, 2) == 0)
            add_sentence(&text, random);
        body_add_line(&section->body, str_span(&text), tag, NULL);
    }
    str_release(&text);
}

static void add_tame_section(struct report *report, struct section *parent, struct random *random,
                             enum heading_form form, int depth) {
    struct section *section = report_add_section(report, parent, SIZE_MAX);
    struct str heading = STR_INIT;
    add_words(&heading, random, 2 + random_below(random, 5));
    section_set_text(&section->heading, str_span(&heading));
    str_release(&heading);
    section->form = form;
    if (form == FORM_RUN_IN)
        section_set_text(&section->end_mark, SPAN("。"));
    size_t children = depth < 4 ? random_below(random, 4) : 0;
    enum heading_form below = (enum heading_form)random_below(random, 2);
    if (children == 0 && form == FORM_BLOCK && depth < 3 && random_below(random, 4) == 0) {
        section->item_numbering = NUMBERING_COMMA;
        add_tame_body(section, random, 2 + random_below(random, 4), LINE_ITEM);
        return;
    }
    add_tame_body(section, random, 1 + random_below(random, 3), LINE_PARAGRAPH);
    for (size_t i = 0; i < children; i++)
        add_tame_section(report, section, random, below, depth + 1);
}

static struct report *tame_report(struct random *random) {
    struct report *report = report_new();
    section_set_text(&report->title,
                     SPAN("2022年度云川市望湖区梧桐里街道办事处\n部门整体支出绩效评价报告"));
    if (random_below(random, 2) == 0)
        section_set_text(&report->sign_off, SPAN("云川市望湖区梧桐里街道办事处\n2023年4月1日"));
    if (random_below(random, 2) == 0)
        add_tame_body(report->front, random, 1 + random_below(random, 2), LINE_PARAGRAPH);
    for (size_t n = 1 + random_below(random, 5); n > 0; n--)
        add_tame_section(report, report->root, random, FORM_BLOCK, 1);
    return report;
}

/* --- reports in every habit, with tables and attachments --- */

enum { HABIT_DEPTH = 4 };
static const enum numbering habits[][HABIT_DEPTH + 1] = {
    {NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN, NUMBERING_DOT, NUMBERING_PAREN, NUMBERING_CIRCLED},
    {NUMBERING_PART, NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN, NUMBERING_DOT, NUMBERING_PAREN},
    {NUMBERING_HAN_COMMA, NUMBERING_HAN_HALF_PAREN, NUMBERING_COMMA, NUMBERING_HALF_PAREN,
     NUMBERING_CIRCLED},
    {NUMBERING_DECIMAL, NUMBERING_DECIMAL, NUMBERING_DECIMAL, NUMBERING_DECIMAL, NUMBERING_PAREN},
    {NUMBERING_HAN_COMMA, NUMBERING_WIDE_DOT, NUMBERING_PAREN, NUMBERING_CIRCLED, NUMBERING_COMMA},
    {NUMBERING_DOT, NUMBERING_PAREN, NUMBERING_RIGHT_PAREN, NUMBERING_CIRCLED, NUMBERING_COMMA},
    {NUMBERING_ARTICLE, NUMBERING_HAN_PAREN, NUMBERING_DOT, NUMBERING_PAREN, NUMBERING_CIRCLED},
};

static void add_row(struct section *section, struct random *random) {
    struct str text = STR_INIT;
    for (size_t cells = 3; cells > 0; cells--) {
        add_words(&text, random, 1 + random_below(random, 2));
        str_add_text(&text, cells > 1 ? "\t" : "");
    }
    body_add_line(&section->body, str_span(&text), LINE_ROW, NULL);
    str_release(&text);
}

/* Paragraphs, then perhaps a table, then perhaps items: at the end of a section without others. */
static void add_habit_body(struct section *section, struct random *random, bool leaf) {
    size_t rows = random_below(random, 4) == 0 ? 2 + random_below(random, 3) : 0;
    size_t items = leaf && section->item_numbering != NUMBERING_NONE && random_below(random, 3) == 0
                       ? 2 + random_below(random, 3)
                       : 0;
    bool run_in = section->form == FORM_RUN_IN;
    if (run_in || leaf || random_below(random, 3) > 0)
        add_tame_body(section, random, 1 + random_below(random, 3), LINE_PARAGRAPH);
    while (rows-- > 0)
        add_row(section, random);
    add_tame_body(section, random, items, LINE_ITEM);
}

static void add_habit_section(struct report *report, struct section *parent, struct random *random,
                              const enum numbering *habit, size_t depth) {
    static const char *const marks[] = {"。", "：", "。"};
    struct section *section = report_add_section(report, parent, SIZE_MAX);
    struct str heading = STR_INIT;
    add_words(&heading, random, 2 + random_below(random, 5));
    section_set_text(&section->heading, str_span(&heading));
    str_release(&heading);
    section->numbering = habit[depth];
    section->item_numbering = habit[HABIT_DEPTH];
    section->form = depth > 1 ? (enum heading_form)random_below(random, 2) : FORM_BLOCK;
    if (section->form == FORM_RUN_IN)
        section_set_text(&section->end_mark, span_of(marks[random_below(random, 3)]));
    size_t children = depth < HABIT_DEPTH ? random_below(random, 4) : 0;
    add_habit_body(section, random, children == 0);
    for (size_t i = 0; i < children; i++)
        add_habit_section(report, section, random, habit, depth + 1);
}

static struct report *habit_report(struct random *random) {
    struct report *report = report_new();
    const enum numbering *habit = habits[random_below(random, ARRAY_LEN(habits))];
    section_set_text(&report->title,
                     SPAN("2022年度云川市望湖区梧桐里街道办事处\n部门整体支出绩效评价报告"));
    section_set_text(&report->sign_off, SPAN("云川市望湖区梧桐里街道办事处\n2023年4月1日"));
    report->root->numbering = habit[0];
    add_tame_body(report->front, random, random_below(random, 2), LINE_PARAGRAPH);
    for (size_t n = 2 + random_below(random, 4); n > 0; n--)
        add_habit_section(report, report->root, random, habit, 1);
    for (size_t n = random_below(random, 3); n > 0; n--) {
        add_habit_section(report, report->root, random, habit, HABIT_DEPTH);
        struct section *last = report->root->children[report->root->count - 1];
        last->attachment = true;
        last->form = FORM_BLOCK;
        section_set_text(&last->end_mark, SPAN(""));
    }
    return report;
}

static void assert_same_reading(const struct report *a, const struct report *b) {
    assert_string_equal(a->title, b->title);
    assert_string_equal(a->sign_off, b->sign_off);
    assert_true(body_equal(&a->front->body, &b->front->body));
    assert_int_equal(report_count_sections(a), report_count_sections(b));
    const struct section *x = NULL, *y = NULL;
    while ((x = report_next_section(a, x)) != NULL) {
        y = report_next_section(b, y);
        assert_string_equal(x->heading, y->heading);
        assert_string_equal(x->end_mark, y->end_mark);
        assert_int_equal(section_depth(x), section_depth(y));
        assert_int_equal(x->form, y->form);
        assert_true(body_equal(&x->body, &y->body));
    }
}

/* Tags too: which lines are items, rows, paragraphs. */
static void assert_tame_reads_back(const char *format, const char *name) {
    struct random random = {15};
    for (int round = 0; round < DOCX_ROUNDS; round++) {
        struct report *report = tame_report(&random);
        struct str bytes = STR_INIT;
        write_format(&bytes, report, format);
        struct import_draft draft = read_back(str_span(&bytes), name);
        assert_same_reading(report, draft.report);
        import_draft_release(&draft);
        str_release(&bytes);
        report_free(report);
    }
}

static void report_of_every_habit_is_read_as_it_was(void **state) {
    static const char *const formats[][2] = {{"txt", "a.txt"}, {"md", "a.md"}, {"docx", "a.docx"}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        struct random random = {21};
        for (int round = 0; round < HABIT_ROUNDS; round++) {
            struct report *report = habit_report(&random);
            struct str bytes = STR_INIT;
            write_format(&bytes, report, formats[i][0]);
            struct import_draft draft = read_back(str_span(&bytes), formats[i][1]);
            assert_same_reading(report, draft.report);
            import_draft_release(&draft);
            str_release(&bytes);
            report_free(report);
        }
    }
}

/* --- the same reports as others copy them: without the blanks of our layout, with lines of 28
 * characters, such lines and indents, joined again, in pages with numbers and running heads --- */

enum way { WAY_BARE, WAY_BROKEN, WAY_JOINED, WAY_PAGES, WAY_COUNT };

static void add_copied_line(struct str *out, struct span line, enum way way, size_t *count) {
    static const size_t broken_at = 28, page = 20;
    do {
        bool whole = way == WAY_BARE || memchr(line.p, '\t', line.n) != NULL;
        size_t n = whole ? line.n : utf8_offset(line, broken_at);
        str_add(out, span_sub(line, 0, n));
        str_add_byte(out, '\n');
        line = span_sub(line, n, line.n);
        if (way == WAY_PAGES && ++*count % page == 0)
            str_add_format(out, "— %zu —\n梧桐里街道办事处绩效评价报告\n", *count / page);
    } while (line.n > 0);
}

static void copy_plain(struct str *out, const struct report *report, enum way way) {
    struct str text = STR_INIT;
    size_t count = 0;
    write_plain(&text, report);
    for (struct span rest = str_span(&text), line; rest.n > 0 && span_take_line(&rest, &line);) {
        struct span text_only = span_trim_space(line);
        if (text_only.n > 0)
            add_copied_line(out, way == WAY_JOINED ? line : text_only, way, &count);
    }
    str_release(&text);
}

static void assert_same_headings(const struct report *a, const struct report *b) {
    const struct section *x = NULL, *y = NULL;
    while ((x = report_next_section(a, x)) != NULL) {
        y = report_next_section(b, y);
        assert_non_null(y);
        assert_string_equal(x->heading, y->heading);
        assert_int_equal(section_depth(x), section_depth(y));
        assert_int_equal(x->form, y->form);
    }
    assert_null(report_next_section(b, y));
}

/* "1 引言" and no "1.1" anywhere: nobody can tell. */
static bool is_told(const struct report *report) {
    if (report->root->numbering != NUMBERING_DECIMAL)
        return true;
    for (size_t i = 0; i < report->root->count; i++)
        if (report->root->children[i]->count > 0)
            return true;
    return false;
}

static void copied_report_of_every_habit_is_read_as_it_was(void **state) {
    (void)state;
    for (int way = 0; way < WAY_COUNT; way++) {
        struct random random = {22};
        for (int round = 0; round < HABIT_ROUNDS; round++) {
            struct report *report = habit_report(&random);
            struct import_draft draft;
            struct str text = STR_INIT;
            struct err err;
            struct import_options options = {.name = "a.txt", .join_lines = way >= WAY_JOINED};
            copy_plain(&text, report, (enum way)way);
            if (is_told(report)) {
                assert_int_equal(import_bytes(&draft, str_span(&text), &options, &err), RC_OK);
                assert_int_equal(draft.kept, draft.all);
                if (way == WAY_BARE)
                    assert_same_reading(report, draft.report);
                else
                    assert_same_headings(report, draft.report);
                import_draft_release(&draft);
            }
            str_release(&text);
            report_free(report);
        }
    }
}

static void filled_report_is_read_from_word_as_it_was(void **state) {
    (void)state;
    assert_tame_reads_back("docx", "a.docx");
}

static void filled_report_is_read_from_markdown_as_it_was(void **state) {
    (void)state;
    assert_tame_reads_back("md", "a.md");
}

static void filled_report_is_read_as_it_was(void **state) {
    struct random random = {13};
    (void)state;
    for (int round = 0; round < TAME_ROUNDS; round++) {
        struct report *report = tame_report(&random);
        struct str text = STR_INIT;
        write_plain(&text, report);
        struct import_draft draft = read_back(str_span(&text), "a.txt");
        if (report_count_sections(report) != report_count_sections(draft.report))
            print_error("%s", text.s);
        assert_same_reading(report, draft.report);
        assert_string_equal(draft.report->unit, "云川市望湖区梧桐里街道办事处");
        assert_int_equal(draft.report->year, 2022);
        import_draft_release(&draft);
        str_release(&text);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filled_report_is_read_as_it_was),
        cmocka_unit_test(filled_report_is_read_from_word_as_it_was),
        cmocka_unit_test(filled_report_is_read_from_markdown_as_it_was),
        cmocka_unit_test(report_of_every_habit_is_read_as_it_was),
        cmocka_unit_test(copied_report_of_every_habit_is_read_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
