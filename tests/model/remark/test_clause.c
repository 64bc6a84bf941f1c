/* The sentence that a remark's words stand in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text/utf8.h"
#include "model/remark/clause.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/value_name.h"
#include "tests/support/model_support.h"

static const char text[] =
    "全年接待群众1,500.5万人次。旅游收入较上年增长，势头良好；年底完成验收。";

/* A remark on `quote` of a body, as it is made. */
static void make(struct remark *remark, struct span body, const char *quote) {
    size_t at = span_find(body, span_of(quote));
    assert_true(at != SIZE_MAX);
    *remark = (struct remark){0};
    remark_set_words(remark, body, utf8_count(span_sub(body, 0, at)), utf8_count(span_of(quote)));
}

static void assert_clause(const struct remark *remark, const char *words, const char *expected) {
    struct report *report = report_new();
    struct str out = STR_INIT;
    remark_add_clause(&out, report, remark, span_of(words));
    assert_string_equal(out.s, expected);
    str_release(&out);
    report_free(report);
}

static void a_small_edit_is_read_in_its_sentence(void **state) {
    (void)state;
    struct remark remark;
    make(&remark, SPAN(text), "年底");
    assert_clause(&remark, "年底", "年底完成验收。");
    assert_clause(&remark, "到12月底", "到12月底完成验收。");
    make(&remark, SPAN(text), "势头良好");
    assert_clause(&remark, "", "旅游收入较上年增长，；");
    remark_set_words(&remark, SPAN(text), 31, 0);
    assert_clause(&remark, "", "旅游收入较上年增长，势头良好；");
    assert_clause(&remark, "，创历史新高", "旅游收入较上年增长，势头良好，创历史新高；");
    make(&remark, SPAN(text), "。旅游");
    assert_clause(&remark, "，旅游", "全年接待群众1,500.5万人次，旅游收入较上年增长，势头良好；");
}

/* What a remark keeps around its words begins and ends anywhere. */
static void a_long_sentence_is_cut_at_a_clause_and_never_in_a_number(void **state) {
    (void)state;
    static const char *const digits = "1500.51500.51500.5";
    struct remark remark;
    struct str body = STR_INIT, expected = STR_INIT;
    str_add_repeat(&body, SPAN("甲"), 30);
    str_add_format(&body, "%s万元全部到位改%s", digits, "并按时支付");
    str_add_repeat(&body, SPAN("乙"), 27);
    str_add_format(&body, "%s万元", digits);
    make(&remark, str_span(&body), "改");
    str_add_text(&expected, "…");
    str_add_repeat(&expected, SPAN("甲"), 15);
    str_add_format(&expected, "%s万元全部到位变并按时支付", digits);
    str_add_repeat(&expected, SPAN("乙"), 27);
    str_add_text(&expected, "…");
    assert_clause(&remark, "变", expected.s);

    str_clear(&body);
    str_add_text(&body, "前面很长的一句话，");
    str_add_repeat(&body, SPAN("乙"), 36);
    str_add_text(&body, "改动，");
    str_add_repeat(&body, SPAN("丙"), 50);
    make(&remark, str_span(&body), "改动");
    str_clear(&expected);
    str_add_text(&expected, "…");
    str_add_repeat(&expected, SPAN("乙"), 36);
    str_add_text(&expected, "改…");
    assert_clause(&remark, "改", expected.s);
    str_release(&body);
    str_release(&expected);
}

static void words_that_were_rewritten_are_found_by_what_stood_around_them(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *section = report_add_section(report, report->root, SIZE_MAX);
    struct remark_item item = {0};
    struct str out = STR_INIT;
    make(&item.remark, SPAN(text), "较上年增长");
    body_set_text(&section->body,
                  SPAN("全年接待群众。旅游收入创历史新高，势头良好；年底完成验收。"),
                  LINE_PARAGRAPH);
    item.spot = (struct remark_spot){
        .section = section->id, .part = REMARK_OF_BODY, .length = section->body.points};
    remark_add_clause_now(&out, report, &item);
    assert_string_equal(out.s, "旅游收入创历史新高，势头良好；");
    str_release(&out);
    report_free(report);
}

static void assert_said(struct str *out, const char *expected) {
    assert_string_equal(out->s, expected);
    str_clear(out);
}

/* Nobody reads ${budget}, nor a piece of it where the words around were cut. */
static void a_figure_is_read_as_it_prints(void **state) {
    (void)state;
    struct report *report = report_new();
    struct remark remark;
    struct str out = STR_INIT, body = STR_INIT;
    report->template = support_template("form_id: a\ntitle: 报告\nsections:\n"
                                        "  - {name: work, label: 情况}\n"
                                        "figures:\n  - name: budget\n    label: 预算\n"
                                        "    type: money\n    unit: 万元\n");
    report_set_value(report, SPAN("budget"), SPAN("8596.35"));
    const struct section *section = report_add_section(report, report->root, SIZE_MAX);
    make(&remark, SPAN("安排${budget,}，用于$${x}建设。"), "安排${budget,}");
    remark.proposed = SPAN("下达${budget}");
    remark_add_clause(&out, report, &remark, remark.target.quote);
    assert_said(&out, "安排8,596.35万元，用于${x}建设。");
    remark_add_quote(&out, report, &remark);
    assert_said(&out, "安排8,596.35万元");
    remark_add_proposed(&out, report, &remark, SIZE_MAX);
    assert_said(&out, "“安排8,596.35万元” → “下达8596.35万元”");
    remark_add_around(&out, report, &remark, remark.proposed);
    assert_said(&out, "下达8596.35万元，用于${x}建设。");

    remark.kind = REMARK_IS_PROPOSAL;
    remark_add_value(&body, &remark);
    value_add_told(&out, report, "@remark.1", body.s);
    assert_said(&out, "未答 安排8,596.35万元 → 下达8596.35万元");
    str_clear(&body);
    const struct target target = {
        .kind = TARGET_SECTION, .section = section->id, .quote = remark.target.quote};
    target_add_label(&out, report, &target);
    assert_non_null(strstr(out.s, "“安排8,596.35万元”"));
    str_clear(&out);

    str_add_text(&body, "${budget}");
    str_add_repeat(&body, SPAN("甲"), REMARK_AROUND - 3);
    str_add_text(&body, "改");
    str_add_repeat(&body, SPAN("乙"), REMARK_AROUND - 4);
    str_add_text(&body, "${budget}");
    make(&remark, str_span(&body), "改");
    remark_add_around(&out, report, &remark, SPAN("动"));
    assert_null(strpbrk(out.s, "${}"));
    assert_int_equal(utf8_count(str_span(&out)), 2 * REMARK_AROUND - 6);
    str_release(&body);
    str_release(&out);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_edit_is_read_in_its_sentence),
        cmocka_unit_test(a_long_sentence_is_cut_at_a_clause_and_never_in_a_number),
        cmocka_unit_test(a_figure_is_read_as_it_prints),
        cmocka_unit_test(words_that_were_rewritten_are_found_by_what_stood_around_them),
    };
    return cmocka_run_group_tests_name("model/remark/clause", tests, NULL, NULL);
}
