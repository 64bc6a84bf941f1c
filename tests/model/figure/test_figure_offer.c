#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/figure/figure_offer.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/section.h"
#include "tests/support/model_support.h"

#include <string.h>

static const char YAML[] =
    "form_id: small\nversion: \"1\"\ntitle: ${year}\n"
    "sections:\n  - {name: work, label: 工作, figures: [poor]}\n  - {name: more, label: 其他}\n"
    "figures:\n"
    "  - {name: poor, label: 低保户, type: integer, unit: 户}\n"
    "  - {name: output, label: 规模以上工业总产值, type: money, unit: 万元, decimals: 0,\n"
    "     also: [规模工业总产值, 工业产值]}\n"
    "  - {name: funds, label: 到位资金, type: money, unit: 元}\n"
    "  - {name: rate, label: 办结率, type: percent, unit: \"%\", decimals: 1}\n"
    "  - {name: sum, label: 合计, type: integer, unit: 户, calculate: \"${poor} * 2\"}\n"
    "  - {name: business, label: 经营性房屋, type: integer, unit: 栋}\n"
    "  - {name: others, label: 非经营性房屋, type: integer, unit: 栋}\n"
    "  - {name: motto, label: 口号, type: text}\n";

/* What is offered of a text: "poor 99 370户; …". */
static void add_offers(struct str *out, const char *text, const char *given) {
    struct report *report =
        report_new_from_template(support_template(YAML), SPAN("甲"), SPAN(""), 2023);
    struct figure_offers offers = {0};
    body_set_text(&report->root->children[0]->body, span_of(text), LINE_PARAGRAPH);
    if (given != NULL)
        report_set_value(report, span_of(given), SPAN("1"));
    figure_offers_find(&offers, report);
    for (size_t i = 0; i < offers.count; i++) {
        const struct figure_offer *offer = &offers.items[i];
        struct str there = STR_INIT;
        body_add_range(&there, &report->root->children[0]->body, offer->from, offer->to);
        assert_string_equal(there.s, offer->text);
        str_add_format(out, "%s%s %d %s", i > 0 ? "; " : "", offer->figure->name, offer->confidence,
                       offer->text);
        str_release(&there);
    }
    figure_offers_release(&offers);
    support_assert_sane(report);
    report_free(report);
}

static void numbers_are_matched_by_label_other_names_and_unit(void **state) {
    static const struct {
        const char *text, *given, *offers;
    } cases[] = {
        {"街道共有低保户370户，累计发放金额280万元。", NULL, "poor 99 370户"},
        {"规模工业总产值完成8596万元，同比增长10.7%。", NULL, "output 90 8596万元"},
        {"到位资金10500万元。", NULL, "funds 90 10500万元"}, /* converted */
        {"信访件办结率90.5%。", NULL, "rate 90 90.5%"},
        {"低保户370人。", NULL, ""},                           /* another unit */
        {"低保户370户，低保户380户。", NULL, "poor 99 370户"}, /* each once */
        {"新增户5户，另有低保户370户。", NULL, "poor 99 370户"},
        {"低保户约370户，增加低保户20户。", NULL, ""},
        {"低保户370户。", "poor", ""}, /* it has a value */
        {"低保户${poor}。", NULL, ""},
        {"收入合计370户。", NULL, ""}, /* calculated */
        {"工业总产值完成8596万元。", NULL, "output 58 8596万元"},
        {"非经营性房屋30栋。", NULL, "others 90 30栋"}, /* the longer name */
        {"低保户4 8户。", NULL, ""},                    /* the tail of a number is none */
        {"低保户12. 5户。", NULL, ""},
        {"低保户1’234户。", NULL, ""},
        {"到位资金√23万元，到位资金- 5万元。", NULL, ""},
        {"到位资金由12万元降到5万元。", NULL, ""}, /* what was left behind */
        {"到位资金1 286.40万元。", NULL, ""},      /* read by nobody who types it */
        {"没有数。", NULL, ""},
        {"", NULL, ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str out = STR_INIT;
        add_offers(&out, cases[i].text, cases[i].given);
        if (strcmp(out.s, cases[i].offers) != 0)
            fail_msg("%s: %s, not %s", cases[i].text, out.s, cases[i].offers);
        str_release(&out);
    }
}

static void a_free_outline_offers_nothing(void **state) {
    (void)state;
    struct report *report = report_new();
    struct figure_offers offers = {0};
    figure_offers_find(&offers, report);
    assert_int_equal(offers.count, 0);
    figure_offers_release(&offers);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_matched_by_label_other_names_and_unit),
        cmocka_unit_test(a_free_outline_offers_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
