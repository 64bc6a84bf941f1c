/*
 * Nothing that a file or a report can hold costs more than n log n: each way to be long
 * (tests/sizes/inputs.h), at n and at 2n, through the readers, every family of checkers, every
 * writer, the layout of pages, both kinds of diff, search, the store. Steps are counted, no clock
 * is asked (tests/sizes/steps.h). `make sizes` runs all, ARGS=-v prints them; without arguments, as
 * `make test` runs it, only a few of the inputs.
 */
#include "base/text/utf8.h"
#include "check/check.h"
#include "check/rule.h"
#include "edit/find.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/diff_document.h"
#include "model/diff_report.h"
#include "model/page.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "model/section_state.h"
#include "store/history.h"
#include "store/reports.h"
#include "tests/sizes/inputs.h"
#include "tests/sizes/steps.h"
#include "tests/support/store_case.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Twice as long may cost so many tenths of what n costs; n log n is 22 where n is 1,000, a
 * square 40. What is within the slack is no measure. */
enum { TENTHS_MOST = 32, SLACK = 300000, WORKS_MOST = 80 };

static bool is_verbose, is_whole;

struct ledger {
    struct {
        char name[40];
        uint64_t steps;
    } rows[WORKS_MOST];
    size_t count;
};

static void note(struct ledger *ledger, const char *name, uint64_t before) {
    assert_true(ledger->count < WORKS_MOST);
    (void)snprintf(ledger->rows[ledger->count].name, sizeof ledger->rows->name, "%s", name);
    ledger->rows[ledger->count++].steps = steps_taken() - before;
}

/* --- works on a report --- */

static void check_all(struct ledger *ledger, const struct report *report) {
    const struct check_against against = {0};
    struct findings findings = {0};
    bool more = true;
    for (size_t family = 0; more; family++) {
        uint64_t before = steps_taken();
        char name[40];
        more = check_report_family(&findings, report, &against, family);
        (void)snprintf(name, sizeof name, "check %zu", family);
        note(ledger, name, before);
    }
    findings_release(&findings);
}

static void write_all(struct ledger *ledger, const struct report *report) {
    for (const struct export_format *format = export_formats; format->name != NULL; format++)
        for (int layout = LAYOUT_PLAIN; layout <= (format->pages ? LAYOUT_PAGE : LAYOUT_PLAIN);
             layout++) {
            if (format->made_of != NULL)
                continue; /* what is written for it is noted already */
            struct str out = STR_INIT;
            char name[40];
            const struct export_options options = {
                .format = format->name, .layout = (enum export_layout)layout, .draft = true};
            uint64_t before = steps_taken();
            (void)!export_bytes(&out, report, &options, NULL, NULL); /* a cell may be too long */
            (void)snprintf(name, sizeof name, "write %s %d", format->name, layout);
            note(ledger, name, before);
            str_release(&out);
        }
}

static void lay_out(struct ledger *ledger, const struct report *report) {
    struct document document;
    struct pages pages;
    document_from_report(&document, report, true);
    uint64_t before = steps_taken();
    pages_layout(&pages, &document);
    note(ledger, "pages", before);
    before = steps_taken();
    (void)pages_find_section(&pages, report, report->next_id);
    note(ledger, "page of a section", before);
    pages_release(&pages);
    document_release(&document);
}

static void diff_with(struct ledger *ledger, const struct report *old, const struct report *report,
                      const char *name) {
    struct diff_report diff = {0};
    struct diff_document lines;
    uint64_t before = steps_taken();
    diff_reports(&diff, old, report);
    note(ledger, name, before);
    before = steps_taken();
    diff_documents(&lines, old, report, &diff);
    note(ledger, "diff of lines", before);
    diff_document_release(&lines);
    diff_report_release(&diff);
}

static void look_through(struct ledger *ledger, const struct report *report) {
    struct find_places places = {0};
    struct str text = STR_INIT;
    uint64_t before = steps_taken();
    find_all(&places, report, FIND_EVERYWHERE, SPAN("内容"));
    note(ledger, "find", before);
    before = steps_taken();
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        str_clear(&text);
        section_add_path(&text, s);
        section_add_label(&text, s);
        (void)report_find_id(report, s->id);
    }
    note(ledger, "labels", before);
    before = steps_taken();
    (void)report_progress(report);
    (void)report_next_open(report, NULL);
    note(ledger, "progress", before);
    before = steps_taken();
    struct report *clone = report_clone(report);
    (void)report_equal(report, clone);
    assert_true(report_is_sane(clone));
    note(ledger, "clone", before);
    before = steps_taken();
    struct report *carried = report_carry_on(clone, NULL, SPAN("乙局"), SPAN(""), 2024);
    note(ledger, "carry on", before);
    report_free(carried);
    report_free(clone);
    find_places_release(&places);
    str_release(&text);
}

static void keep(struct ledger *ledger, struct report *report) {
    void *state = NULL;
    struct history_rows histories = {0};
    struct report *loaded = NULL, *past = NULL;
    const struct history_filter all = {.section = -1};
    assert_int_equal(store_case_setup(&state), 0);
    struct store *store = case_open(state, "张三");
    uint64_t before = steps_taken();
    assert_int_equal(store_add_report(store, report, ACT_IMPORT, NULL), RC_OK);
    note(ledger, "store", before);
    before = steps_taken();
    assert_int_equal(store_load_report(store, report->id, &loaded, NULL, NULL), RC_OK);
    note(ledger, "load", before);
    before = steps_taken();
    assert_int_equal(store_history(store, report->id, &all, &histories, NULL), RC_OK);
    assert_int_equal(store_load_at(store, report->id, histories.items[0].id, &past, NULL), RC_OK);
    note(ledger, "history", before);
    history_rows_release(&histories);
    report_free(past);
    report_free(loaded);
    store_close(store);
    assert_int_equal(store_case_teardown(&state), 0);
}

/* --- n and 2n --- */

static void measure(const struct input *input, size_t n, struct ledger *ledger) {
    struct str bytes = STR_INIT, other = STR_INIT;
    struct import_draft draft, stranger;
    struct err err = {0};
    const struct import_options options = {.name = input->file};
    input->add(&bytes, n);
    for (size_t i = 0; i < n; i++)
        str_add_format(&other, "第%zu件别的事，共%zu项。\n", i * 7, i);
    uint64_t before = steps_taken();
    if (import_bytes(&draft, str_span(&bytes), &options, &err) != RC_OK)
        fail_msg("%s: %s", input->name, err.text);
    note(ledger, "import", before);
    assert_int_equal(import_bytes(&stranger, str_span(&other), &(struct import_options){0}, &err),
                     RC_OK);
    check_all(ledger, draft.report);
    write_all(ledger, draft.report);
    lay_out(ledger, draft.report);
    struct report *clone = report_clone(draft.report);
    diff_with(ledger, clone, draft.report, "diff with itself");
    report_free(clone);
    diff_with(ledger, stranger.report, draft.report, "diff with a stranger");
    look_through(ledger, draft.report);
    keep(ledger, draft.report);
    import_draft_release(&draft);
    import_draft_release(&stranger);
    str_release(&bytes);
    str_release(&other);
}

static void measure_template(const struct input *input, size_t n, struct ledger *ledger) {
    struct str yaml = STR_INIT;
    struct template *template = NULL;
    struct err err = {0};
    input->add(&yaml, n);
    uint64_t before = steps_taken();
    if (template_read(&template, str_span(&yaml), "t.yaml", &err) != RC_OK)
        fail_msg("%s: %s", input->name, err.text);
    note(ledger, "template", before);
    before = steps_taken();
    struct report *report = report_new_from_template(template, SPAN("甲局"), SPAN(""), 2023);
    note(ledger, "new", before);
    before = steps_taken();
    struct report *next = report_carry_on(report, NULL, SPAN("甲局"), SPAN(""), 2024);
    note(ledger, "carry on", before);
    report_free(next);
    check_all(ledger, report);
    write_all(ledger, report);
    look_through(ledger, report);
    keep(ledger, report);
    report_free(report);
    str_release(&yaml);
}

/* --- what the checkers look for, again and again --- */

/* The same words in one paragraph, in a paragraph each, in a section each. */
enum shape { IN_A_PARAGRAPH, IN_PARAGRAPHS, IN_SECTIONS, SHAPES };

static void add_again(struct str *out, struct span text, enum shape shape, size_t n) {
    static const char *const before[] = {"", "", "一、情况\n"}, *const behind[] = {"", "\n", "\n"};
    str_add_text(out, "2023年度某局部门整体支出绩效评价报告\n一、情况\n");
    for (size_t i = 0; i < n; i++) {
        str_add_text(out, before[shape]);
        for (struct span rest = text; rest.n > 0;) {
            bool breaks = span_take_prefix(&rest, SPAN("↵"));
            if (breaks && shape != IN_A_PARAGRAPH)
                str_add_byte(out, '\n');
            if (rest.n > 0 && !span_starts_with(rest, SPAN("↵")))
                str_add_char(out, utf8_take(&rest));
        }
        str_add_text(out, behind[shape]);
    }
}

static void measure_again(struct span text, enum shape shape, size_t n, struct ledger *ledger) {
    struct str bytes = STR_INIT;
    struct import_draft draft;
    struct err err = {0};
    add_again(&bytes, text, shape, n);
    uint64_t before = steps_taken();
    if (import_bytes(&draft, str_span(&bytes), &(struct import_options){.name = "a.txt"}, &err) !=
        RC_OK)
        fail_msg("%.*s: %s", SPAN_ARG(text), err.text);
    note(ledger, "import", before);
    check_all(ledger, draft.report);
    import_draft_release(&draft);
    str_release(&bytes);
}

static size_t compare(const char *input, const struct ledger *once, const struct ledger *twice) {
    size_t bad = 0;
    assert_int_equal(once->count, twice->count);
    for (size_t i = 0; i < once->count; i++) {
        uint64_t few = once->rows[i].steps, many = twice->rows[i].steps;
        bool over = many > SLACK + few * TENTHS_MOST / 10;
        bad += over;
        if (over || is_verbose)
            print_message("%s %-28s %-24s %12" PRIu64 " %12" PRIu64 "\n", over ? "OVER" : "    ",
                          input, once->rows[i].name, few, many);
    }
    return bad;
}

/* Of each kind of file one, and what once cost a square. */
static bool is_short(const char *name) {
    static const char *const names[] = {"attachments",
                                        "paragraphs",
                                        "md list",
                                        "docx notes",
                                        "json values",
                                        "template figures",
                                        "template questions",
                                        "template sections",
                                        "template indicators",
                                        "【",
                                        "rule awaited",
                                        "rule promise",
                                        "rule spaced"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool is_asked_for(const char *name) {
    const char *only = getenv("ONLY");
    bool named = only == NULL || only[0] == '\0' || strstr(name, only) != NULL;
    return named && (is_whole || is_short(name));
}

/* About so many bytes at n, whatever is repeated. */
static size_t again_costs_a_square(const char *name, struct span text) {
    enum { BYTES = 20000 };
    static const char *const shapes[] = {"in a paragraph", "in paragraphs", "in sections"};
    static struct ledger once, twice;
    size_t bad = 0;
    if (!is_asked_for(name))
        return 0;
    for (enum shape shape = IN_A_PARAGRAPH; shape < SHAPES; shape++) {
        struct str title = STR_INIT;
        size_t n = 1 + BYTES / text.n;
        once.count = twice.count = 0;
        measure_again(text, shape, n, &once);
        measure_again(text, shape, 2 * n, &twice);
        str_add_format(&title, "%s, %s", name, shapes[shape]);
        bad += compare(title.s, &once, &twice);
        str_release(&title);
    }
    return bad;
}

static void nothing_costs_more_than_n_log_n(const struct input *list,
                                            void (*work)(const struct input *, size_t,
                                                         struct ledger *)) {
    static struct ledger once, twice;
    size_t bad = 0;
    for (const struct input *input = list; input->name != NULL; input++) {
        if (!is_asked_for(input->name))
            continue;
        once.count = twice.count = 0;
        work(input, input->n, &once);
        work(input, 2 * input->n, &twice);
        bad += compare(input->name, &once, &twice);
    }
    assert_int_equal(bad, 0);
}

static void reports_cost_no_more_than_n_log_n(void **state) {
    (void)state;
    nothing_costs_more_than_n_log_n(inputs, measure);
}

static void templates_cost_no_more_than_n_log_n(void **state) {
    (void)state;
    nothing_costs_more_than_n_log_n(input_templates, measure_template);
}

/* The right and wrong examples of each rule, and single marks that open or part something. */
static void findings_cost_no_more_than_n_log_n(void **state) {
    (void)state;
    static const char *const bits[] = {
        "【",   "【甲】",  "（",    "）",     "《",       "》",      "“",     "”",    "〔",
        "[",    "甲 ",     "甲乙 ", " 万元",  "1 ",       "1.",      "、",    "，",   "：",
        "%",    "XX",      "待定",  "1-",     "的",       "一是",    "共",    "${a}", "/",
        "@",    "共1人，", "1份、", "占1%，", "增长1%，", "1万元、", "第1页", "其中", "2023-",
        "分别", "增长",    "原因",  "2023年", "第一",     "$",       "*",     "_"};
    struct rules rules;
    size_t bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(bits); i++)
        bad += again_costs_a_square(bits[i], span_of(bits[i]));
    rules_init(&rules);
    for (size_t i = 0; i < rules.count; i++) {
        const struct rule *rule = &rules.items[i];
        struct str text = STR_INIT, name = STR_INIT;
        for (size_t k = 0; k < rule->wrong_count; k++)
            str_add(&text, rule->wrong[k]);
        for (size_t k = 0; k < rule->right_count; k++)
            str_add(&text, rule->right[k]);
        str_add_format(&name, "rule %.*s", SPAN_ARG(rule->name));
        if (text.len > 0)
            bad += again_costs_a_square(name.s, str_span(&text));
        str_release(&text);
        str_release(&name);
    }
    rules_release(&rules);
    assert_int_equal(bad, 0);
}

int main(int argc, char **argv) {
    is_whole = argc > 1;
    is_verbose = argc > 1 && strcmp(argv[argc - 1], "-v") == 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_cost_no_more_than_n_log_n),
        cmocka_unit_test(templates_cost_no_more_than_n_log_n),
        cmocka_unit_test(findings_cost_no_more_than_n_log_n),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
