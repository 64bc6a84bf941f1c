#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/figures.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/model_support.h"

#include <string.h>

static const char yaml[] =
    "form_id: figures\n"
    "title: ${year}年度${unit}报告\n"
    "questions:\n"
    "  - {name: level, label: 级别, type: integer}\n"
    "sections:\n"
    "  - {name: money, label: 收支情况}\n"
    "  - {name: big, label: 重大项目, relevant: '${level} >= 2'}\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算, type: money, unit: 万元, prior: true, required: true,\n"
    "     max_change: 30%, owner: 财政所}\n"
    "  - {name: executed, label: 全年执行, type: money, unit: 万元, required: '${budget} > 0',\n"
    "     required_message: 请填执行数, constraint: '. <= ${budget}', source: 预算法}\n"
    "  - {name: head, label: 负责人, type: text, relevant: '${level} >= 2', required: true}\n"
    "  - {name: trips, label: 出国经费, type: money, unit: 万元}\n"
    "rules:\n"
    "  - {name: small, constraint: '${trips} < 10% * ${budget}', severity: warning,\n"
    "     constraint_message: 出国经费偏高}\n"
    "  - {name: word, pattern: 甲乙}\n";

static struct report *make(void) {
    struct report *report =
        report_new_from_template(support_template(yaml), SPAN("某街道"), SPAN(""), 2023);
    report_set_value(report, SPAN("level"), SPAN("1"));
    return report;
}

static void set(struct report *report, const char *name, const char *text) {
    report_set_value(report, span_of(name), span_of(text));
}

/* "rule severity path name offset length message [source]", a line each. */
static void assert_finds(const struct report *report, const char *want) {
    struct findings findings = {0};
    struct str have = STR_INIT;
    check_figures(&findings, report, NULL);
    for (size_t i = 0; i < findings.count; i++) {
        const struct finding *f = &findings.items[i];
        str_add_format(&have, "%s %s %s %s %zu %zu %s", f->rule, severity_name(f->severity),
                       f->path, f->name, f->offset, f->length, f->message);
        str_add_format(&have, f->source != NULL ? " [%s]\n" : "\n", f->source);
    }
    assert_string_equal(have.s, want);
    str_release(&have);
    findings_release(&findings);
}

static void required_figures_are_missed_while_they_are_relevant(void **state) {
    (void)state;
    struct report *report = make();
    assert_finds(
        report,
        "required warning figure:budget budget 0 0 还没有填写数据“年初预算”（由财政所提供）\n");
    set(report, "budget", "0");
    assert_finds(report, "");
    set(report, "budget", "100");
    assert_finds(report, "required warning figure:executed executed 0 0 请填执行数 [预算法]\n");
    set(report, "executed", "90");
    set(report, "level", "2");
    assert_finds(report, "required warning figure:head head 0 0 还没有填写数据“负责人”\n");
    report_free(report);
}

static void prose_waits_for_its_figures(void **state) {
    (void)state;
    struct report *report = make();
    set(report, "budget", "100");
    set(report, "executed", "90");
    support_type(report, "money", "开头\n预算${budget}，出国${trips}，${budget.change}，${head}。");
    support_type(report, "big", "${trips}");
    assert_finds(
        report,
        "awaited warning 1 money 17 8 这里用到的数据“出国经费”还没有填\n"
        "awaited warning 1 money 26 16 这里用到的数据“年初预算”还没有上年数（由财政所提供）\n"
        "reference warning 1 money 43 7 "
        "这里用到的数据“负责人”现在不适用，印出来是空的：请改写这一句\n");
    set(report, "level", "2");
    set(report, "head", "张");
    support_type(report, "big", "");
    set(report, "trips", "0");
    set(report, "budget.prior", "90");
    assert_finds(report, "");
    report_free(report);
}

static void what_no_figure_answers_is_an_error_at_its_place(void **state) {
    (void)state;
    struct report *report = make();
    set(report, "budget", "100");
    set(report, "executed", "90");
    support_type(report, "money", "写$${gone}。\n甲${gone}和${level}，${开头 ${budget.foo}。");
    assert_finds(report,
                 "reference error 1 money 12 7 “${gone}”引用了模板里没有的数据：请写成数字，或换成"
                 "数据（F6）里有的；要印出“${”本身，写“$${”\n"
                 "reference error 1 money 20 8 “${level}”是题目，正文里只能引用数据：请写成文字\n"
                 "reference error 1 money 29 2 “${”引用了模板里没有的数据：请写成数字，或换成数据"
                 "（F6）里有的；要印出“${”本身，写“$${”\n"
                 "reference error 1 money 34 13 “${budget.foo}”引用了模板里没有的数据：请写成数字，"
                 "或换成数据（F6）里有的；要印出“${”本身，写“$${”\n");
    report_free(report);
}

static void what_does_not_hold_says_what_was_computed(void **state) {
    (void)state;
    struct report *report = make();
    set(report, "budget", "100");
    set(report, "executed", "100.01");
    set(report, "trips", "10");
    assert_finds(report,
                 "constraint error figure:executed executed 0 0 数据“全年执行”应不大于年初预算；"
                 "全年执行100.01万元；年初预算100万元 [预算法]\n"
                 "rule warning title small 0 0 出国经费偏高；出国经费10万元；年初预算100万元\n");
    set(report, "executed", "100");
    set(report, "trips", "9.99");
    assert_finds(report, "");
    report_free(report);
}

static void the_very_number_of_last_year_is_questioned(void **state) {
    (void)state;
    struct report *report = make();
    set(report, "budget", "100");
    set(report, "executed", "90");
    set(report, "budget.prior", "100.00");
    assert_finds(report, "same-value warning figure:budget budget 0 0 "
                         "年初预算为100万元，与上年数相同，请核实是否照抄\n");
    set(report, "budget", "100.01");
    assert_finds(report, "");
    report_free(report);
}

static void a_jump_against_last_year_is_questioned(void **state) {
    (void)state;
    struct report *report = make();
    set(report, "budget", "130");
    set(report, "executed", "1");
    set(report, "budget.prior", "100");
    assert_finds(report, "");
    set(report, "budget", "130.01");
    assert_finds(report, "max_change warning figure:budget budget 0 0 "
                         "年初预算为130.01万元，上年100万元，增长30.01%，超过30%，请核实\n");
    set(report, "budget", "69.9");
    assert_finds(report, "max_change warning figure:budget budget 0 0 "
                         "年初预算为69.9万元，上年100万元，下降30.1%，超过30%，请核实\n");
    report_free(report);
}

static void a_passed_finding_keeps_its_id_until_its_values_change(void **state) {
    (void)state;
    struct report *report = make();
    struct findings before = {0}, after = {0};
    set(report, "level", "2");
    check_figures(&before, report, NULL);
    assert_int_equal(before.count, 2); /* budget, head */
    set(report, "budget", "0");
    check_figures(&after, report, NULL);
    assert_int_equal(after.count, 1);
    assert_string_equal(after.items[0].id, before.items[1].id);
    findings_clear(&before);
    findings_clear(&after);
    set(report, "head", "张三");
    set(report, "budget", "100");
    set(report, "executed", "101");
    check_figures(&before, report, NULL);
    set(report, "executed", "102");
    check_figures(&after, report, NULL);
    assert_string_not_equal(after.items[0].id, before.items[0].id);
    findings_release(&before);
    findings_release(&after);
    report_free(report);
}

/* In words and percent, however the template writes it. */
static void what_a_template_writes_in_signs_is_said_in_words(void **state) {
    (void)state;
    static const char signs[] = "form_id: t\ntitle: 报告\nquestions:\n"
                                "  - {name: k, label: 个数, type: integer, constraint: . > 0}\n"
                                "sections: [{name: a, label: 甲}]\nfigures:\n"
                                "  - {name: x, label: 户数, unit: 户, prior: true, max_change: "
                                "0.3, constraint: . > 0 and . < "
                                "9}\n";
    struct report *report =
        report_new_from_template(support_template(signs), SPAN("某街道"), SPAN(""), 2023);
    set(report, "k", "0");
    set(report, "x", "9");
    set(report, "x.prior", "6");
    assert_finds(
        report,
        "constraint error figure:x x 0 0 数据“户数”应符合：户数 > 0并且户数 < 9；户数9户；户数9户\n"
        "max_change warning figure:x x 0 0 户数为9户，上年6户，增长50%，超过30%，请核实\n"
        "constraint error title k 0 0 “个数”应大于0\n");
    report_free(report);
}

static void a_free_outline_has_no_figures(void **state) {
    (void)state;
    struct report *report = report_new();
    body_set_text(&report->front->body, SPAN("$${budget}"), LINE_PARAGRAPH);
    assert_finds(report, "");
    body_set_text(&report->front->body, SPAN("${budget}"), LINE_PARAGRAPH);
    assert_finds(report,
                 "reference error 0 (null) 0 9 “${budget}”引用了模板里没有的数据：请写成数字"
                 "，或换成数据（F6）里有的；要印出“${”本身，写“$${”\n");
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(required_figures_are_missed_while_they_are_relevant),
        cmocka_unit_test(prose_waits_for_its_figures),
        cmocka_unit_test(what_no_figure_answers_is_an_error_at_its_place),
        cmocka_unit_test(what_does_not_hold_says_what_was_computed),
        cmocka_unit_test(the_very_number_of_last_year_is_questioned),
        cmocka_unit_test(a_jump_against_last_year_is_questioned),
        cmocka_unit_test(a_passed_finding_keeps_its_id_until_its_values_change),
        cmocka_unit_test(what_a_template_writes_in_signs_is_said_in_words),
        cmocka_unit_test(a_free_outline_has_no_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
