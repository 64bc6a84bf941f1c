/* What a template says, key by key, and what its names are filled with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/number/expression.h"
#include "model/template/handed_in.h"
#include "model/template/template.h"

#include <stdlib.h>
#include <string.h>

static enum rc read_text(struct template **out, const char *yaml, struct err *err) {
    return template_read_new(out, span_of(yaml), "t.yaml", err);
}

/* ---- every key ---- */

static const char every_key[] =
    "\xEF\xBB\xBF"
    "form_id: hunan-standard\n"
    "version: 2026.1\n"
    "title: |\n  ${year}年度${unit}\n  评价报告\n"
    "settings:\n"
    "  numbering: [第一部分, 一、]\n  signoff: |\n    ${unit}\n    ${report_date}\n"
    "  encoding: gb18030\n  page: page\n"
    "questions:\n"
    "  - name: report_date\n    label: 日期\n    type: date\n    hint: 定稿日\n"
    "    required: ${year} > 2000\n    required_message: 要填\n    default: \"2024-04-13\"\n"
    "    constraint: . != ''\n    constraint_message: 不对\n    severity: hint\n"
    "    source: 通知\n    relevant: true\n    carry: never\n    stable: false\n"
    "  - name: kind_of\n    label: 类别\n    type: select_one\n"
    "    choices:\n      - {name: town, label: 镇}\n      - {name: street, label: 街道}\n"
    "sections:\n"
    "  - name: first\n    label: 概况\n    hint: 短\n    guidance: |\n      一\n      二\n"
    "    default: 共${spent}${spent.change}，$${spent}\n    heading: block\n    kind: text\n"
    "    numbering: （1）\n    required: true\n    required_message: 必填\n"
    "    min_length: 80\n    max_length: 900\n    repeat: {min: 1, max: 5}\n    carry: value\n"
    "    stable: true\n    owner: 财政所\n    source: 第五条\n    relevant: ${kind_of} = 'town'\n"
    "    sections:\n"
    "      - {name: run, label: 经济发展, heading: run-in}\n"
    "      - {name: colon, label: 措施：, heading: run-in}\n"
    "      - {name: bare, heading: none, kind: items, numbering: 1.}\n"
    "  - name: sheet\n    label: 表\n    kind: table\n    sum: true\n    columns:\n"
    "      - {name: item, label: 项目}\n"
    "      - {name: sum, label: 金额, type: money, unit: 万元, sum: true}\n"
    "figures:\n"
    "  - name: spent\n    label: 执行\n    type: money\n    unit: 万元\n    decimals: 2\n"
    "    required: false\n    required_message: 要填\n    constraint: . <= ${budget}\n"
    "    constraint_message: 超了\n    severity: warning\n    source: 通知\n"
    "    relevant: length(${first}) > 0\n    prior: true\n    max_change: 30%\n    also: [别名, "
    "又名]\n"
    "    carry: value\n    stable: true\n    owner: 财政所\n"
    "  - {name: budget, label: 预算, type: money, calculate: prior(spent) * 1.1}\n"
    "  - name: grade\n    label: 等级\n    type: select_one\n    choices: [{name: a, label: 优}]\n"
    "rules:\n"
    "  - name: whole\n    label: 合计\n    constraint: ${spent} <= ${budget}\n"
    "    constraint_message: 超了\n    severity: error\n    source: 第三条\n    relevant: false\n"
    "  - {name: word, pattern: '帐\\d+'}\n"
    "pairs:\n  - {first: bare, second: bare, constraint_message: 逐条}\n"
    "grades:\n  - {name: 优, from: 90}\n  - {name: 良, from: 80.5}\n"
    "indicators:\n"
    "  - name: i1\n    label: 执行率\n    weight: 10.0\n    target: 95%\n    unit: '%'\n"
    "    method: steps\n    actual: ${spent} / ${budget}\n    owner: 财政所\n    source: 表\n"
    "    relevant: true\n    carry: never\n    stable: false\n"
    "    steps:\n      - {from: 95%, share: 1}\n      - {from: 80%, share: 0.5}\n"
    "    caps:\n      - {when: '${spent} = 0', most: 0}\n"
    "  - name: i2\n    label: 产出\n    weight: 90\n    indicators:\n"
    "      - {name: i3, label: 数量, weight: 89.999999, method: ratio}\n"
    "      - {name: i4, label: 质量, weight: 0.000001, method: manual}\n"
    "caps:\n  - when: ${spent} < ${budget} * 0.8\n    most: 89.9\n    constraint_message: 封顶\n";

static void check_top(const struct template *t) {
    assert_string_equal(t->form_id, "hunan-standard");
    assert_string_equal(t->version, "2026.1");
    assert_string_equal(t->title, "${year}年度${unit}\n评价报告");
    assert_string_equal(t->sign_off, "${unit}\n${report_date}");
    assert_string_equal(t->encoding, "gb18030");
    assert_string_equal(t->page, "page");
    assert_int_equal(t->style_count, 2);
    assert_int_equal(t->styles[0], NUMBERING_PART);
    assert_int_equal(t->styles[1], NUMBERING_HAN_COMMA);
    assert_memory_equal(t->text, "form_id", 7);
}

static void check_questions(const struct template *t) {
    assert_int_equal(t->question_count, 2);
    const struct template_question *q = &t->questions[0];
    assert_string_equal(q->name, "report_date");
    assert_string_equal(q->label, "日期");
    assert_int_equal(q->type, TYPE_DATE);
    assert_string_equal(q->hint, "定稿日");
    assert_true(q->required.given && q->required.expression->kind == EXPRESSION_GREATER);
    assert_string_equal(q->required.source, "${year} > 2000");
    assert_string_equal(q->required_message, "要填");
    assert_string_equal(q->default_text, "2024-04-13");
    assert_int_equal(q->constraint.expression->kind, EXPRESSION_NOT_EQUAL);
    assert_string_equal(q->constraint_message, "不对");
    assert_string_equal(q->severity, "hint");
    assert_string_equal(q->source, "通知");
    assert_true(q->relevant.given && q->relevant.value && q->relevant.expression == NULL);
    assert_int_equal(q->carry, CARRY_NEVER);
    assert_false(q->stable);
    assert_int_equal(t->questions[1].type, TYPE_SELECT_ONE);
    assert_int_equal(t->questions[1].choice_count, 2);
    assert_string_equal(t->questions[1].choices[1].name, "street");
    assert_string_equal(t->questions[1].choices[1].label, "街道");
    assert_int_equal(t->questions[1].carry, CARRY_DEFAULT);
    assert_false(t->questions[1].required.given);
}

static void check_sections(const struct template *t) {
    assert_int_equal(template_count_sections(t), 5);
    const struct template_section *s = template_find_section(t, SPAN("first"));
    assert_string_equal(s->guidance, "一\n二");
    assert_string_equal(s->hint, "短");
    assert_string_equal(s->starter, "共${spent}${spent.change}，$${spent}");
    assert_int_equal(s->form, FORM_BLOCK);
    assert_null(s->end_mark);
    assert_true(s->numbering_given && s->numbering == NUMBERING_PAREN);
    assert_true(s->required.given && s->required.value);
    assert_string_equal(s->required_message, "必填");
    assert_int_equal(s->min_length, 80);
    assert_int_equal(s->max_length, 900);
    assert_true(s->repeats && s->repeat_min == 1 && s->repeat_max == 5);
    assert_int_equal(s->carry, CARRY_VALUE);
    assert_true(s->stable);
    assert_string_equal(s->owner, "财政所");
    assert_string_equal(s->source, "第五条");
    assert_true(s->relevant.expression != NULL);
    assert_ptr_equal(s->parent, &t->root);
    const struct template_section *run = template_find_section(t, SPAN("run"));
    assert_int_equal(run->form, FORM_RUN_IN);
    assert_string_equal(run->end_mark, "。");
    assert_int_equal(run->min_length, -1);
    assert_ptr_equal(run->parent, s);
    const struct template_section *colon = template_find_section(t, SPAN("colon"));
    assert_string_equal(colon->label, "措施");
    assert_string_equal(colon->end_mark, "：");
    const struct template_section *bare = template_find_section(t, SPAN("bare"));
    assert_int_equal(bare->form, FORM_NONE);
    assert_int_equal(bare->kind, KIND_ITEMS);
    assert_int_equal(bare->numbering, NUMBERING_DOT);
    const struct template_section *sheet = template_next_section(t, bare);
    assert_string_equal(sheet->name, "sheet");
    assert_true(sheet->sum_row && sheet->column_count == 2);
    assert_string_equal(sheet->columns[1].unit, "万元");
    assert_true(sheet->columns[1].type == TYPE_MONEY && sheet->columns[1].sum);
    assert_false(sheet->columns[0].sum);
    assert_null(template_next_section(t, sheet));
    assert_null(template_find_section(t, SPAN("sheets")));
    assert_int_equal(template_numbering(t, s, 1), NUMBERING_PAREN);
    assert_int_equal(template_numbering(t, &t->root, 0), NUMBERING_PART);
    assert_int_equal(template_numbering(t, run, 2), numbering_of_depth(3));
}

static void check_figures(const struct template *t) {
    assert_int_equal(t->figure_count, 3);
    const struct template_figure *f = &t->figures[0];
    assert_string_equal(f->unit, "万元");
    assert_int_equal(f->type, TYPE_MONEY);
    assert_int_equal(f->decimals, 2);
    assert_true(f->required.given && !f->required.value);
    assert_true(f->prior && f->stable);
    assert_string_equal(f->max_change, "30%");
    assert_int_equal(f->also_count, 2);
    assert_string_equal(f->also[1], "又名");
    assert_string_equal(f->severity, "warning");
    assert_string_equal(f->constraint_message, "超了");
    assert_string_equal(f->owner, "财政所");
    assert_int_equal(f->carry, CARRY_VALUE);
    assert_int_equal(f->relevant.expression->operands[0]->function, FUNCTION_LENGTH);
    assert_int_equal(t->figures[1].decimals, -1);
    assert_true(t->figures[1].calculate.expression->operands[0]->prior);
    assert_string_equal(t->figures[2].choices[0].label, "优");
    assert_int_equal(t->rule_count, 2);
    assert_string_equal(t->rules[0].message, "超了");
    assert_string_equal(t->rules[0].severity, "error");
    assert_true(t->rules[0].relevant.given && !t->rules[0].relevant.value);
    assert_string_equal(t->rules[1].pattern, "帐\\d+");
    assert_int_equal(t->pair_count, 1);
    assert_string_equal(t->pairs[0].second, "bare");
    assert_string_equal(t->pairs[0].message, "逐条");
}

static void check_score(const struct template *t) {
    assert_int_equal(t->grade_count, 2);
    assert_string_equal(t->grades[1].from, "80.5");
    assert_int_equal(t->indicator_count, 2);
    const struct template_indicator *i = t->indicators[0];
    assert_string_equal(i->weight, "10.0");
    assert_string_equal(i->target, "95%");
    assert_int_equal(i->method, METHOD_STEPS);
    assert_int_equal(i->actual.expression->kind, EXPRESSION_DIVIDE);
    assert_int_equal(i->step_count, 2);
    assert_string_equal(i->steps[1].share, "0.5");
    assert_int_equal(i->cap_count, 1);
    assert_int_equal(i->carry, CARRY_NEVER);
    assert_int_equal(t->indicators[1]->indicator_count, 2);
    assert_int_equal(t->cap_count, 1);
    assert_string_equal(t->caps[0].most, "89.9");
    assert_string_equal(t->caps[0].message, "封顶");
}

static void every_key_is_read_and_shared(void **state) {
    struct template *template, *shared;
    struct err err = {0};
    (void)state;
    if (read_text(&template, every_key, &err) != RC_OK)
        fail_msg("%s", err.text);
    shared = template_share(template);
    assert_ptr_equal(shared, template);
    template_free(template);
    check_top(shared);
    check_questions(shared);
    check_sections(shared);
    check_figures(shared);
    check_score(shared);
    template_free(shared);
    template_free(NULL);
}

/* ---- expanding ---- */

static const char *value_of(void *self, struct span name) {
    (void)self;
    return span_is(name, "unit") ? "梧桐里" : span_is(name, "year") ? "2023" : NULL;
}

static void expanding_fills_known_names_only(void **state) {
    struct str out = STR_INIT;
    (void)state;
    template_expand(&out, SPAN("${year}年${unit}：$${unit} ${else} ${unit.prior} ${ $x ${unit"),
                    value_of, NULL);
    assert_string_equal(out.s, "2023年梧桐里：${unit} ${else} ${unit.prior} ${ $x ${unit");
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_read_and_shared),
        cmocka_unit_test(expanding_fills_known_names_only),
    };
    return cmocka_run_group_tests_name("model/template/template_keys", tests, NULL, NULL);
}
