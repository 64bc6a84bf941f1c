#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/os/file.h"
#include "check/rule.h"
#include "model/section.h"
#include "tests/support/check_support.h"
#include "tests/support/corpus.h"

#include <stdlib.h>

static struct rules rules;

static int read_rules(void **state) {
    (void)state;
    rules_init(&rules);
    return 0;
}

static int drop_rules(void **state) {
    (void)state;
    rules_release(&rules);
    return 0;
}

static void add_paragraphs(struct str *out, struct span text) {
    for (size_t end; (end = span_find(text, SPAN("↵"))) != SIZE_MAX;) {
        str_add(out, span_sub(text, 0, end));
        str_add_byte(out, '\n');
        text = span_sub(text, end + SPAN("↵").n, text.n);
    }
    str_add(out, text);
}

static struct report *report_of(const struct rule *rule, struct span text, int back) {
    struct str body = STR_INIT;
    add_paragraphs(&body, text);
    struct report *report = support_report_of(body.s);
    section_set_text(&report->unit, rule->unit);
    for (size_t i = 0; i < rule->year.n; i++)
        report->year = report->year * 10 + (rule->year.p[i] - '0');
    report->year -= report->year > 0 ? back : 0;
    str_release(&body);
    return report;
}

/* Whether the text raises the rule, with a severity that the rule says it has. */
static bool raises(const struct rule *rule, struct span text) {
    struct report *report = report_of(rule, text, 0), *prior = NULL;
    struct findings findings = {0};
    bool raised = false;
    if (rule->prior.n > 0)
        prior = report_of(rule, rule->prior, 1);
    check_report(&findings, report, &(struct check_against){.prior = prior});
    for (size_t i = 0; i < findings.count; i++) {
        if (!span_is(rule->name, findings.items[i].rule))
            continue;
        raised = true;
        assert_true(rule->raises[findings.items[i].severity]);
    }
    findings_release(&findings);
    report_free(report);
    report_free(prior);
    return raised;
}

static void every_example_is_what_the_checker_says(void **state) {
    (void)state;
    enum { LEAST = 35 };
    size_t shown = 0, failed = 0;
    assert_int_equal(rules.bad_line, 0);
    for (size_t i = 0; i < rules.count; i++) {
        const struct rule *rule = &rules.items[i];
        shown += rule->wrong_count > 0 && rule->right_count > 0;
        assert_true((rule->wrong_count > 0 && rule->right_count > 0) || rule->needs.n > 0);
        for (size_t k = 0; k < rule->wrong_count; k++)
            if (!raises(rule, rule->wrong[k])) {
                print_error("%.*s is silent: %.*s\n", SPAN_ARG(rule->name),
                            SPAN_ARG(rule->wrong[k]));
                failed++;
            }
        for (size_t k = 0; k < rule->right_count; k++)
            if (raises(rule, rule->right[k])) {
                print_error("%.*s speaks: %.*s\n", SPAN_ARG(rule->name), SPAN_ARG(rule->right[k]));
                failed++;
            }
    }
    assert_int_equal(failed, 0);
    assert_true(shown >= LEAST);
}

static void rules_have_one_name_each(void **state) {
    (void)state;
    for (size_t i = 0; i < rules.count; i++)
        assert_ptr_equal(rules_find(&rules, rules.items[i].name), &rules.items[i]);
    assert_null(rules_find(&rules, SPAN("nothing")));
}

/* Whatever the checkers say of all that is known stands among the rules and names its source. */
static void judge(void *context, const struct corpus_case *one) {
    size_t *seen = context;
    for (size_t i = 0; i < one->findings->count; i++, ++*seen) {
        const struct finding *finding = &one->findings->items[i];
        const struct rule *rule = rules_find(&rules, span_of(finding->rule));
        if (rule == NULL || !rule->raises[finding->severity])
            fail_msg("%s %s is no rule", severity_name(finding->severity), finding->rule);
        assert_non_null(finding->source);
        assert_true(finding->source[0] != '\0');
    }
}

static void every_finding_has_a_rule_and_a_source(void **state) {
    (void)state;
    enum { LEAST = 200 };
    size_t seen = 0;
    corpus_visit_all(judge, &seen);
    assert_true(seen >= LEAST);
}

/* JIXIAO_PAGES=write writes it. */
static void page_of_the_manual_is_the_rules(void **state) {
    (void)state;
    struct str page = STR_INIT, written = STR_INIT;
    struct err err = {0};
    rules_add_page(&page, &rules);
    if (getenv("JIXIAO_PAGES") != NULL &&
        file_write_atomic("docs/rules.md", str_span(&page), &err) != RC_OK)
        fail_msg("%s", err.text);
    if (file_read(&written, "docs/rules.md", 1 << 20, &err) != RC_OK)
        fail_msg("%s", err.text);
    if (!span_equal(str_span(&page), str_span(&written)))
        fail_msg("docs/rules.md is not what the rules say: make rules-page");
    str_release(&page);
    str_release(&written);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_what_the_checker_says),
        cmocka_unit_test(rules_have_one_name_each),
        cmocka_unit_test(every_finding_has_a_rule_and_a_source),
        cmocka_unit_test(page_of_the_manual_is_the_rules),
    };
    return cmocka_run_group_tests(tests, read_rules, drop_rules);
}
