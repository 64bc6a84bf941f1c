/* Papers and notes, and what of the report they are about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/evidence/evidence.h"
#include "model/report_values.h"

static void a_paper_is_read_as_it_was_written(void **state) {
    (void)state;
    for (size_t kind = 0; kind < TARGET_KIND_COUNT; kind++) {
        struct report *report = report_new();
        struct evidence read;
        struct str name = STR_INIT, text = STR_INIT;
        const struct evidence written = {.number = 7,
                                         .is_note = kind == 0,
                                         .target = {.kind = (enum target_kind)kind,
                                                    .section = 12,
                                                    .name = SPAN("posts"),
                                                    .quote = SPAN("原文 一")},
                                         .title = SPAN("批复"),
                                         .document = SPAN("财字〔2023〕1号"),
                                         .page = SPAN("3"),
                                         .file = SPAN("/a b.pdf"),
                                         .hash = SPAN("ab"),
                                         .by = SPAN("张三"),
                                         .at = INT64_C(1700000000000)};
        evidence_add_name(&name, 7);
        evidence_add_text(&text, &written);
        report_set_value(report, str_span(&name), str_span(&text));
        assert_int_equal(report_last_evidence(report), 7);
        assert_false(report_evidence(report, 1, &read));
        assert_true(report_evidence(report, 7, &read));
        assert_int_equal(read.is_note, kind == 0);
        assert_int_equal(read.target.kind, kind);
        assert_int_equal(read.target.section, 12);
        assert_true(span_is(read.target.name, "posts") && span_is(read.target.quote, "原文 一"));
        assert_true(span_is(read.title, "批复") && span_is(read.document, "财字〔2023〕1号"));
        assert_true(span_is(read.page, "3") && span_is(read.file, "/a b.pdf"));
        assert_true(span_is(read.hash, "ab") && span_is(read.by, "张三"));
        assert_int_equal(read.at, written.at);
        str_release(&text);
        str_release(&name);
        report_free(report);
    }
}

static void what_makes_no_sense_is_no_paper(void **state) {
    static const char *const texts[] = {"", "paper", "paper\tsection\tx\t\t\t\t\t\t\t\t\t",
                                        "paper\tbook\t1\t\t\t\t\t\t\t\t\t2024-01-01T00:00:00Z",
                                        "paper\twhole\t0\t\t\t\t\t\t\t\t\tgestern"};
    struct evidence evidence;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_false(evidence_read(&evidence, 1, span_of(texts[i])));
}

/* Written, found, and written again. */
static void a_target_is_what_was_written(void **state) {
    struct report *report = report_new();
    struct target target;
    struct err err = {0};
    (void)state;
    struct section *section = report_add_section(report, report->root, 0);
    body_add_line(&section->body, SPAN("本年开展学习6次。"), LINE_PARAGRAPH, NULL);
    static const char *const written[] = {".", "1", "1:学习6次", "0"};
    for (size_t i = 0; i < ARRAY_LEN(written); i++) {
        struct str again = STR_INIT;
        if (target_read(&target, report, span_of(written[i]), &err) != RC_OK)
            fail_msg("%s: %s", written[i], err.text);
        target_add_written(&again, report, &target);
        assert_string_equal(again.s, written[i]);
        str_release(&again);
    }
    static const char *const wrong[] = {"2", "1:没有的话", "figure:posts", "indicator:x", ""};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_int_equal(target_read(&target, report, span_of(wrong[i]), &err), RC_NOT_FOUND);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_is_read_as_it_was_written),
        cmocka_unit_test(what_makes_no_sense_is_no_paper),
        cmocka_unit_test(a_target_is_what_was_written),
    };
    return cmocka_run_group_tests_name("model/evidence", tests, NULL, NULL);
}
