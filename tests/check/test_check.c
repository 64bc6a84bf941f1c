/* What is found after a change of one section is what a whole check finds. */
#include "base/embedded.h"
#include "check/check.h"
#include "exchange/exchange.h"
#include "exchange/import.h"
#include "model/splice.h"
#include "tests/support/check_support.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void open_sample(struct import_draft *draft, struct template **template, const char *path) {
    struct err err = {0};
    *draft = (struct import_draft){0};
    assert_int_equal(
        template_read(template, template_builtin_text(SPAN("subdistrict")), path, &err), RC_OK);
    struct import_options options = {.template = *template, .name = path};
    assert_int_equal(import_bytes(draft, embedded_text(embedded_find(path)), &options, &err),
                     RC_OK);
}

static void add_all(struct str *out, const struct findings *findings, bool across) {
    static const char *const rules[] = {"contradiction", "moment", "pairs",
                                        "repeated",      "unit",   "variant"};
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->items[i];
        bool skips = false;
        for (size_t k = 0; k < sizeof rules / sizeof *rules; k++)
            skips |= !across && strcmp(at->rule, rules[k]) == 0;
        if (!skips)
            str_add_format(out, "%s %s %s %zu+%zu %s\n", at->id, at->path, at->rule, at->offset,
                           at->length, at->message);
    }
}

static void assert_same(const struct findings *a, const struct findings *b, bool across) {
    struct str first = STR_INIT, second = STR_INIT;
    add_all(&first, a, across);
    add_all(&second, b, across);
    assert_string_equal(first.s, second.s);
    str_release(&first);
    str_release(&second);
}

static void nothing_changes_where_nothing_was_changed(void **state) {
    (void)state;
    struct import_draft draft;
    struct template *template = NULL;
    struct findings whole = {0}, updated = {0};
    open_sample(&draft, &template, "samples/wutongli-2023-practice.txt");
    support_check_report(&whole, draft.report);
    support_check_report(&updated, draft.report);
    assert_true(whole.count > 0);
    check_update(&updated, draft.report, draft.report->front, NULL);
    for (const struct section *at = NULL; (at = report_next_section(draft.report, at)) != NULL;)
        check_update(&updated, draft.report, at, NULL);
    assert_same(&whole, &updated, true);
    findings_release(&whole);
    findings_release(&updated);
    import_draft_release(&draft);
    template_free(template);
}

/* Pieces of text that raise and cure findings, at random places. */
static void an_update_finds_what_a_whole_check_finds(void **state) {
    static const char *const pieces[] = {",",
                                         "布署",
                                         "甲78人，乙12人，共91人。",
                                         "XX",
                                         " ，",
                                         "2022年",
                                         "有效的控制了",
                                         "\n",
                                         "。",
                                         "、等",
                                         "“",
                                         "【待填】",
                                         "13800138000",
                                         "其中"};
    (void)state;
    struct import_draft draft;
    struct template *template = NULL;
    struct random random = {11};
    struct findings updated = {0};
    open_sample(&draft, &template, "samples/wutongli-2023-practice.txt");
    support_check_report(&updated, draft.report);
    size_t count = report_count_sections(draft.report);
    for (int round = 0; round < 120; round++) {
        struct section *section = NULL;
        for (size_t n = 1 + random_below(&random, count); n > 0; n--)
            section = report_next_section(draft.report, section);
        assert(section != NULL);
        struct body *body = &section->body;
        size_t at = random_below(&random, body->points + 1);
        size_t most = body->points - at, removed = random_below(&random, most < 9 ? most + 1 : 9);
        struct splice splice;
        struct findings whole = {0};
        const char *piece = pieces[random_below(&random, sizeof pieces / sizeof *pieces)];
        body_make_splice(&splice, body, at, removed, span_of(piece), LINE_PARAGRAPH);
        assert_int_equal(body_apply(body, &splice, NULL), RC_OK);
        splice_release(&splice);
        check_update(&updated, draft.report, section, NULL);
        support_check_report(&whole, draft.report);
        assert_same(&whole, &updated, false);
        findings_release(&updated);
        updated = whole;
    }
    findings_release(&updated);
    import_draft_release(&draft);
    template_free(template);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes_where_nothing_was_changed),
        cmocka_unit_test(an_update_finds_what_a_whole_check_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
