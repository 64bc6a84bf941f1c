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
#include "tests/support/score_support.h"
#include "tests/support/word_schema.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
    WILD_ROUNDS = 3000,
    TAME_ROUNDS = 600,
    JSON_ROUNDS = 300,
    HABIT_ROUNDS = 300,
    DOCX_ROUNDS = 400,
    STRICT_EVERY = 5
};

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

static void write_plain(struct str *out, const struct report *report) {
    struct document document;
    document_from_report(&document, report, false);
    text_write_plain(out, &document);
    document_release(&document);
}

static struct import_draft read_back(struct span text, const char *name) {
    struct import_draft draft;
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = name};
    enum rc rc = import_bytes(&draft, text, &options, &err);
    if (rc != RC_OK)
        print_error("%s\n", err.text);
    assert_int_equal(rc, RC_OK);
    assert_true(report_is_sane(draft.report));
    return draft;
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

static void write_format(struct str *out, const struct report *report, const char *format) {
    struct err err = {.rc = RC_OK};
    struct export_options options = {.format = format};
    if (export_bytes(out, report, &options, NULL, &err) != RC_OK)
        fail_msg("%s", err.text);
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

/* --- reports as clerks fill them --- */

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
        cmocka_unit_test(text_written_read_and_written_again_is_the_same),
        cmocka_unit_test(word_written_read_and_written_again_is_the_same),
        cmocka_unit_test(filled_report_is_read_from_word_as_it_was),
        cmocka_unit_test(marked_copy_is_read_as_the_new_report),
        cmocka_unit_test(markdown_written_read_and_written_again_is_the_same),
        cmocka_unit_test(filled_report_is_read_from_markdown_as_it_was),
        cmocka_unit_test(tables_of_figures_and_scores_are_written_again_the_same),
        cmocka_unit_test(an_empty_line_between_rows_parts_two_tables),
        cmocka_unit_test(a_form_is_read_from_word_cell_by_cell),
        cmocka_unit_test(json_gives_an_equal_report),
        cmocka_unit_test(filled_report_is_read_as_it_was),
        cmocka_unit_test(report_of_every_habit_is_read_as_it_was),
        cmocka_unit_test(copied_report_of_every_habit_is_read_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
