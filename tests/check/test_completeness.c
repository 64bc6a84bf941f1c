#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/check.h"
#include "check/completeness.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/section.h"
#include "tests/support/check_support.h"
#include "tests/support/model_support.h"

#include <stdio.h>
#include <string.h>

static const char yaml[] = "form_id: t\nversion: \"1\"\ntitle: ${year}年度${unit}报告\n"
                           "questions:\n"
                           "  - {name: unit, label: 单位, type: text, required: true}\n"
                           "  - {name: contact, label: 填报人, type: text, required: true, "
                           "required_message: 请写填报人}\n"
                           "sections:\n"
                           "  - name: work\n    label: 工作\n    required: true\n"
                           "    required_message: 工作要写\n    min_length: 3\n    max_length: 60\n"
                           "    default: 范文在此。\n"
                           "  - name: free\n    label: 其他\n"
                           "  - name: asked\n    label: 问题\n    kind: items\n    required: true\n"
                           "  - name: answered\n    label: 措施\n    kind: items\n"
                           "pairs:\n  - {first: asked, second: answered, constraint_message: "
                           "条数要一致}\n";

static struct report *make(void) {
    struct report *report =
        report_new_from_template(support_template(yaml), SPAN("某街道"), SPAN(""), 2023);
    report_set_value(report, SPAN("contact"), SPAN("张"));
    support_type(report, "work", "写好了的工作。");
    support_type(report, "asked", "甲问题\n乙问题");
    return report;
}

/* "rule path offset length quote message", a line each. */
static void assert_finds(const struct report *report, const char *want) {
    struct findings findings = {0};
    struct str have = STR_INIT;
    support_check_report(&findings, report);
    for (size_t i = 0; i < findings.count; i++) {
        const struct finding *f = &findings.items[i];
        assert_int_equal(f->severity, SEVERITY_WARNING);
        str_add_format(&have, "%s %s %zu %zu [%s] %s\n", f->rule, f->path, f->offset, f->length,
                       f->quote != NULL ? f->quote : "", f->message);
    }
    assert_string_equal(have.s, want);
    str_release(&have);
    findings_release(&findings);
}

static void a_whole_report_has_nothing_missing(void **state) {
    (void)state;
    struct report *report = make();
    assert_finds(report, "");
    report_free(report);
}

static void required_sections_speak_in_the_templates_words(void **state) {
    (void)state;
    struct report *report = make();
    support_type(report, "work", "");
    support_type(report, "asked", " 　\n");
    assert_finds(report, "required 1 0 0 [一、工作] 工作要写\n"
                         "required 3 0 0 [三、问题] “问题”是必填的，还没有内容\n");
    report_free(report);
}

static void a_required_section_that_is_gone_is_missed(void **state) {
    (void)state;
    struct report *report = make();
    report_place_section(report, report_find_section(report, SPAN("free")), NULL, 0);
    assert_finds(report, "");
    report_place_section(report, report_find_section(report, SPAN("work")), NULL, 0);
    assert_finds(report, "required title 0 0 [2023年度某街道报告] 必填的节“工作”不在报告里了：误删"
                         "的请撤销，或在历史里退回；确实不要的，记为已核实并写明原因\n");
    report_free(report);
}

static void what_does_not_apply_misses_nothing(void **state) {
    (void)state;
    static const char some[] =
        "form_id: t\ntitle: 报告\nquestions:\n  - {name: kind, label: 类别}\nsections:\n"
        "  - name: top\n    label: 上级\n    required: true\n    relevant: \"${kind} = '甲'\"\n"
        "    sections:\n      - {name: low, label: 下级, required: true}\n"
        "  - {name: asked, label: 问题, kind: items}\n"
        "  - {name: answered, label: 措施, kind: items, relevant: \"${kind} = '甲'\"}\n"
        "pairs: [{first: asked, second: answered}]\n";
    struct report *report =
        report_new_from_template(support_template(some), SPAN("某街道"), SPAN(""), 2023);
    report_set_value(report, SPAN("kind"), SPAN("乙"));
    support_type(report, "asked", "甲问题\n乙问题");
    support_type(report, "answered", "甲【待填】");
    assert_finds(report, "");
    report_place_section(report, report_find_section(report, SPAN("top")), NULL, 0);
    assert_finds(report, "");
    report_set_value(report, SPAN("kind"), SPAN("甲"));
    struct findings findings = {0};
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 3); /* the section that is gone, the pairs, the placeholder */
    findings_release(&findings);
    report_free(report);
}

static void unanswered_questions_are_the_titles(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    report_set_value(report, SPAN("contact"), (struct span){NULL, 0});
    section_set_text(&report->unit, SPAN(""));
    support_check_report(&findings, report);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[0].path, "title");
    assert_string_equal(findings.items[0].message, "还没有填写“单位”");
    assert_string_equal(findings.items[1].message, "请写填报人");
    findings_release(&findings);
    report_free(report);
}

static void a_starter_left_as_it_was_is_no_text(void **state) {
    (void)state;
    struct report *report = make();
    support_type(report, "work", "范文在此。");
    assert_finds(report, "starter 1 0 5 [范文在此。] 这一节必填，现在只有范文，原样未改：请按本单位"
                         "情况改写\n");
    support_type(report, "work", "范文在此！");
    assert_finds(report, "");
    report_free(report);
}

static void lengths_count_ink(void **state) {
    (void)state;
    struct report *report = make();
    support_type(report, "work", "甲 乙　");
    assert_finds(report, "length 1 0 0 [一、工作] 现有2字，少于要求的3字\n");
    support_type(report, "work", "甲 乙 丙");
    assert_finds(report, "");
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("甲"), 60);
    support_type(report, "work", text.s);
    assert_finds(report, "");
    str_add_text(&text, "乙");
    support_type(report, "work", text.s);
    assert_finds(report, "length 1 0 0 [一、工作] 现有61字，多于限定的60字\n");
    str_release(&text);
    report_free(report);
}

static void pairs_answer_one_another(void **state) {
    (void)state;
    struct report *report = make();
    support_type(report, "answered", "甲措施\n \n");
    assert_finds(report, "pairs 4 0 0 [四、措施] 条数要一致（“问题”有2条，“措施”有1条）\n");
    support_type(report, "answered", "甲措施\n乙措施");
    assert_finds(report, "");
    report_free(report);
}

static void placeholders_are_found_and_look_alikes_are_not(void **state) {
    (void)state;
    static const struct {
        const char *text, *hit; /* NULL: none */
    } cases[] = {
        {"共XX人", "XX"},
        {"完成XXX万元", "XXX"},
        {"20XX年", "XX"},
        {"增长XX%", "XX"},
        {"合计XX, 其中", "XX"},
        {"在××街道", "××"},
        {"在ＸＸ街道", "ＸＸ"},
        {"有xx人", "xx"},
        {"XXL号衣服", NULL},
        {"用MAXX软件", NULL},
        {"型号XX-01的", NULL},
        {"EXXON公司", NULL},
        {"长3××4", NULL},
        {"单个X人", NULL},
        {"面积2×3米", NULL},
        {"责任人待定", "待定"},
        {"群众期待定期开展", NULL},
        {"公务接待定点饭店", NULL},
        {"TODO补数", "TODO"},
        {"用AUTODOC画", NULL},
        {"数【】个", "【】"},
        {"数【 　】个", "【 　】"},
        {"数【待填】个", "【待填】"},
        {"数【未填：甲】个", "【未填：甲】"},
        {"由【请填牵头科室】牵头", "【请填牵头科室】"},
        {"【此处写数字】", "【此处写数字】"},
        {"财预【2012】33号", NULL},
        {"见【说明】", NULL},
        {"【没有完", NULL},
    };
    struct report *report = make();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct findings findings = {0};
        struct str text = STR_INIT;
        str_add_format(&text, "第一行😀\n%s", cases[i].text);
        support_type(report, "free", text.s);
        check_completeness(&findings, report, NULL);
        if (findings.count != (cases[i].hit != NULL))
            fail_msg("%s: %zu findings", cases[i].text, findings.count);
        if (cases[i].hit != NULL) {
            const struct finding *f = &findings.items[0];
            struct str hit = STR_INIT;
            body_add_range(&hit, &report_find_section(report, SPAN("free"))->body, f->offset,
                           f->offset + f->length);
            assert_string_equal(f->rule, "placeholder");
            assert_string_equal(f->path, "2");
            assert_string_equal(hit.s, cases[i].hit);
            assert_non_null(strstr(f->quote, cases[i].hit));
            assert_null(strchr(f->quote, '\n'));
            str_release(&hit);
        }
        findings_release(&findings);
        str_release(&text);
    }
    report_free(report);
}

static void awaited_numbers_are_a_rule_of_their_own(void **state) {
    (void)state;
    struct report *report = make();
    support_type(report, "free", "甲【待报：党员数】、XX人");
    assert_finds(report, "awaited 2 1 8 [【待报：党员数】] “【待报：党员数】”还在等有关科室报数\n"
                         "placeholder 2 10 2 […员数】、XX人] “XX”还没有填写\n");
    report_free(report);
}

static void one_section_is_checked_alone(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    support_type(report, "work", "");
    support_type(report, "free", "待定");
    check_update(&findings, report, report_find_section(report, SPAN("free")), NULL);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].rule, "placeholder");
    findings_release(&findings);
    report_free(report);
}

static void a_line_of_nothing_but_placeholders_is_told_a_hundred_times(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("待定，"), 500);
    str_add_text(&text, "\n待定");
    support_type(report, "free", text.s);
    check_completeness(&findings, report, report_find_section(report, SPAN("free")));
    assert_int_equal(findings.count, 101);
    assert_int_equal(findings.items[99].offset, 297);
    assert_int_equal(findings.items[100].offset, 1501);
    findings_release(&findings);
    str_release(&text);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_report_has_nothing_missing),
        cmocka_unit_test(required_sections_speak_in_the_templates_words),
        cmocka_unit_test(a_required_section_that_is_gone_is_missed),
        cmocka_unit_test(what_does_not_apply_misses_nothing),
        cmocka_unit_test(unanswered_questions_are_the_titles),
        cmocka_unit_test(a_starter_left_as_it_was_is_no_text),
        cmocka_unit_test(lengths_count_ink),
        cmocka_unit_test(pairs_answer_one_another),
        cmocka_unit_test(placeholders_are_found_and_look_alikes_are_not),
        cmocka_unit_test(awaited_numbers_are_a_rule_of_their_own),
        cmocka_unit_test(one_section_is_checked_alone),
        cmocka_unit_test(a_line_of_nothing_but_placeholders_is_told_a_hundred_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
