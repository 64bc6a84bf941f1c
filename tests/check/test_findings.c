#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/check.h"
#include "tests/support/check_support.h"
#include "tests/support/random.h"

#include <string.h>

/* What the checkers look at, and what they stumble over. */
static const char *const pieces[] = {
    "其中",
    "共",
    "合计",
    "由",
    "增加到",
    "下降",
    "-",
    "增长",
    "占",
    "率",
    "3",
    "12",
    "５",
    "1,234",
    "10.75",
    "％",
    "%",
    "万元",
    "元",
    "人",
    "件",
    "个",
    "，",
    "、",
    "。",
    "；",
    "：",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "〔",
    "〕",
    "[",
    "]",
    "(",
    ")",
    " ",
    "\n",
    "一是",
    "二是",
    "四要",
    "以下三个方面：",
    "2022年",
    "2月30日",
    "2023-02-30",
    "约",
    "余",
    "左右",
    "倍",
    "每",
    "上年",
    "去年",
    "满分",
    "得分",
    "分",
    "不合格",
    "合格",
    "已",
    "未整改",
    "尚有",
    "结余",
    "布署",
    "既使",
    "其它",
    "体上访",
    "😀",
    "𠮷",
    "${x}",
    "$${",
    "的",
    "等",
    "和",
    "13800138000",
    "〇",
    "　",
    "e\xCC\x81",
    "\xEF\xBF\xBC",
    "①",
    "（1）",
    "第四，",
    "预算",
    "支出",
    "执行率",
    "100000000000000000000",
};

static void add_random_text(struct str *out, struct random *random) {
    enum { PIECES_MOST = 120 };
    for (size_t n = random_below(random, PIECES_MOST); n > 0; n--)
        str_add_text(out, pieces[random_below(random, ARRAY_LEN(pieces))]);
}

static void assert_lies_inside(const struct finding *finding, const struct report *report) {
    const struct section *section = report_find_id(report, finding->section);
    assert_int_equal(strlen(finding->id), 8);
    assert_true(finding->message[0] != '\0' && finding->rule[0] != '\0');
    if (section == NULL)
        return;
    assert_true(finding->offset + finding->length <= section->body.points);
    for (size_t k = 0; k < finding->fix_count; k++)
        assert_true(finding->fixes[k].kind == FIX_SIGN_OFF ||
                    finding->fixes[k].offset + finding->fixes[k].length <= section->body.points);
}

static void findings_lie_inside_and_come_again(void **state) {
    enum { TEXTS = 2000 };
    struct random random = {20231231};
    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        struct str text = STR_INIT, last = STR_INIT;
        add_random_text(&text, &random);
        add_random_text(&last, &random);
        struct report *report = support_report_of(text.s), *prior = support_report_of(last.s);
        struct findings first = {0}, second = {0};
        report->year = 2023;
        check_report(&first, report, &(struct check_against){.prior = prior});
        check_report(&second, report, &(struct check_against){.prior = prior});
        assert_int_equal(first.count, second.count);
        for (size_t k = 0; k < first.count; k++) {
            assert_lies_inside(&first.items[k], report);
            assert_string_equal(first.items[k].id, second.items[k].id);
            assert_string_equal(first.items[k].message, second.items[k].message);
        }
        findings_release(&first);
        findings_release(&second);
        report_free(report);
        report_free(prior);
        str_release(&text);
        str_release(&last);
    }
}

static void offsets_count_points_whatever_stands_before(void **state) {
    (void)state;
    struct report *report =
        support_report_of("😀😀𠮷家村。\n👍现有退役军人1726人，现役军人66人，共1786人。");
    struct findings findings = {0};
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].offset, 7 + 7);
    assert_int_equal(findings.items[0].length, 20);
    assert_string_equal(findings.items[0].quote, "1726人，现役军人66人，共1786人");
    findings_release(&findings);
    report_free(report);
}

static void what_is_passed_knows_itself_by_its_text(void **state) {
    static const char *const texts[] = {"甲3人，乙4人，共8人。", "前言。\n甲3人，乙4人，共8人。",
                                        "甲3人，乙5人，共9人。"};
    char ids[ARRAY_LEN(texts)][9];
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct report *report = support_report_of(texts[i]);
        struct findings findings = {0};
        support_check_report(&findings, report);
        assert_int_equal(findings.count, 1);
        memcpy(ids[i], findings.items[0].id, sizeof ids[i]);
        findings_release(&findings);
        report_free(report);
    }
    assert_string_equal(ids[0], ids[1]);
    assert_string_not_equal(ids[0], ids[2]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_lie_inside_and_come_again),
        cmocka_unit_test(offsets_count_points_whatever_stands_before),
        cmocka_unit_test(what_is_passed_knows_itself_by_its_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
