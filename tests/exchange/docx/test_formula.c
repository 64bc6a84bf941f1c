/* Formulas and fields on one line. */
#include "exchange/docx/field.h"
#include "exchange/docx/field_eq.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_row(struct formula *row, const char *expected) {
    assert_string_equal(row->text.s, expected);
    assert_true(!row->open || row->open_at <= row->text.len);
    str_release(&row->text);
}

static void fractions_get_the_brackets_that_the_bar_stood_for(void **state) {
    static const struct {
        const char *before, *over, *under, *after, *text;
    } cases[] = {
        {"执行率=", "支出决算数", "支出预算数", "×100%", "执行率=支出决算数/支出预算数×100%"},
        {"", "a+b", "c", "", "(a+b)/c"},
        {"", "a", "b-c", "", "a/(b-c)"},
        {"", "a", "2b", "", "a/(2b)"},
        {"", "a", "(b+c)", "", "a/(b+c)"},
        {"", "a", "(b)(c)", "", "a/((b)(c))"},
        {"", "1", "GDP", "", "1/GDP"},
        {"", "决算", "预算", "%", "(决算/预算)%"},
        {"", "1", "2", "mv", "(1/2)mv"},
        {"A÷", "b", "c", "", "A÷(b/c)"},
        {"2", "1", "2", "", "2 1/2"},
        {"k", "1", "2", "", "k(1/2)"},
        {"", "1", "2", "，其中", "1/2，其中"},
        {"", "a/b", "c/d", "", "(a/b)/(c/d)"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct formula row = FORMULA_INIT;
        formula_add(&row, span_of(cases[i].before));
        formula_add_fraction(&row, span_of(cases[i].over), span_of(cases[i].under));
        formula_add(&row, span_of(cases[i].after));
        assert_row(&row, cases[i].text);
    }
}

static void roots_and_bases_are_grouped(void **state) {
    struct formula row = FORMULA_INIT;
    (void)state;
    formula_add_root(&row, SPAN(""), SPAN("a+b"));
    formula_add_root(&row, SPAN("3"), SPAN("x"));
    formula_add_root(&row, SPAN("n"), SPAN("y"));
    formula_add(&row, SPAN("+"));
    formula_add_base(&row, SPAN("1+r"));
    formula_add_script(&row, SPAN("n"), FORMULA_RAISED);
    assert_row(&row, "√(a+b)(∛x)(y)^(1/n)+(1+r)ⁿ");
}

static void only_raised_text_that_reckons_is_marked(void **state) {
    static const struct {
        const char *text;
        enum formula_place place;
        const char *shown;
    } cases[] = {{"2", FORMULA_RAISED, "²"},        {"-3", FORMULA_RAISED, "⁻³"},
                 {"2", FORMULA_LOWERED, "₂"},       {"k", FORMULA_RAISED, "^k"},
                 {"k+a", FORMULA_RAISED, "^(k+a)"}, {"ij", FORMULA_LOWERED, "_(ij)"},
                 {"[12]", FORMULA_RAISED, "[12]"},  {"注", FORMULA_RAISED, "注"},
                 {"th", FORMULA_RAISED, "th"},      {"2", FORMULA_LINE, "2"},
                 {"3年", FORMULA_RAISED, "3年"},    {" 4 ", FORMULA_RAISED, " ⁴ "}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str out = STR_INIT;
        formula_add_raised_text(&out, span_of(cases[i].text), cases[i].place);
        assert_string_equal(out.s, cases[i].shown);
        str_release(&out);
    }
}

static void a_number_does_not_run_into_the_digits_before_it(void **state) {
    struct formula row = FORMULA_INIT;
    struct str out = STR_INIT;
    (void)state;
    formula_add_fraction(&row, SPAN("1"), SPAN("2"));
    str_add_text(&out, "共2");
    struct formula_tail tail;
    formula_end(&out, &row, &tail);
    assert_int_equal(tail.to, out.len);
    str_add_text(&out, "，3÷");
    formula_end(&out, &row, &tail);
    assert_int_equal(tail.to, 0);
    assert_string_equal(out.s, "共2 1/2，3÷(1/2)");
    str_release(&out);
    str_release(&row.text);
}

/* What follows in the sentence is not drawn into the formula; words that cannot be are left. */
static void brackets_close_a_formula_before_what_would_join_it(void **state) {
    static const struct {
        const char *next, *text;
        enum formula_place place;
    } cases[] = {{"5万元", "共(1/2)", FORMULA_LINE}, {"万元", "共(1/2)", FORMULA_LINE},
                 {"%", "共(1/2)", FORMULA_LINE},     {"2", "共(1/2)", FORMULA_RAISED},
                 {"的任务", "共1/2", FORMULA_LINE},  {"，", "共1/2", FORMULA_LINE},
                 {" 5", "共1/2", FORMULA_LINE},      {"", "共1/2", FORMULA_LINE}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct formula row = FORMULA_INIT;
        struct formula_tail tail;
        struct str out = STR_INIT;
        str_add_text(&out, "共");
        formula_add_fraction(&row, SPAN("1"), SPAN("2"));
        formula_end(&out, &row, &tail);
        (void)formula_close_tail(&out, &tail, span_of(cases[i].next), cases[i].place);
        assert_string_equal(out.s, cases[i].text);
        str_release(&row.text);
        str_release(&out);
    }
}

static void fields_without_a_result_are_worked_out(void **state) {
    struct field_form form = {.checked = true, .chosen = 1, .entries = STR_INIT};
    static const struct {
        const char *instruction, *text;
        enum field_result result;
    } cases[] = {
        {" eq \\o\\ac(○,1) ", "①", FIELD_SHOWN},
        {"EQ \\o\\ac(○,50)", "㊿", FIELD_SHOWN},
        {"EQ \\o(○,三)", "㊂", FIELD_SHOWN},
        {"EQ \\o\\ac(○,B)", "Ⓑ", FIELD_SHOWN},
        {"EQ \\o\\ac(○,印)", "（印）", FIELD_SHOWN},
        {"EQ \\o\\ac(□,√)", "☑", FIELD_SHOWN},
        {"EQ \\f(支出决算,支出预算)", "支出决算/支出预算", FIELD_SHOWN},
        {"EQ \\f(a+b;2)", "(a+b)/2", FIELD_SHOWN},
        {"EQ \\f(1\\,000,3)", "1,000/3", FIELD_SHOWN},
        {"EQ \\r(3,x+1)", "∛(x+1)", FIELD_SHOWN},
        {"EQ \\r(\\f(a,b))", "√(a/b)", FIELD_SHOWN},
        {"EQ x\\s\\up8(2)\\do4(1)", "x²₁", FIELD_SHOWN},
        {"EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(péi),裴)", "裴（péi）",
         FIELD_SHOWN},
        {"EQ \\i\\su(i=1,n,x)", "∑ᵢ₌₁ⁿx", FIELD_SHOWN},
        {"EQ \\b\\lc\\{\\rc\\}(a,b)", "{a,b}", FIELD_SHOWN},
        {"EQ \\a\\al(甲,乙)", "甲; 乙", FIELD_SHOWN},
        {"EQ \\f(1", "(1", FIELD_SHOWN}, /* not closed: nothing is lost */
        {"FORMCHECKBOX", "☑", FIELD_SHOWN},
        {"FORMDROPDOWN", "良", FIELD_SHOWN},
        {"SYMBOL 252 \\f \"Wingdings\" \\s 12", "✓", FIELD_SHOWN},
        {"symbol 0x4F60", "你", FIELD_SHOWN},
        {"PAGE", "", FIELD_SILENT},
        {"MACROBUTTON a [填写]", "", FIELD_PLACEHOLDER},
        {"=SUM(ABOVE)", "", FIELD_UNKNOWN},
        {"", "", FIELD_SILENT},
    };
    (void)state;
    str_add_text(&form.entries, "优\n良\n");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct formula row = FORMULA_INIT;
        assert_int_equal(field_evaluate(&row, span_of(cases[i].instruction), &form),
                         cases[i].result);
        assert_row(&row, cases[i].text);
    }
    str_release(&form.entries);
}

static void deep_and_open_instructions_end(void **state) {
    struct formula row = FORMULA_INIT;
    struct str text = STR_INIT;
    (void)state;
    for (int i = 0; i < 2000; i++)
        str_add_text(&text, "\\f(1,");
    field_eq_evaluate(&row, str_span(&text));
    assert_true(row.text.len <= text.len * 2);
    str_release(&row.text);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fractions_get_the_brackets_that_the_bar_stood_for),
        cmocka_unit_test(roots_and_bases_are_grouped),
        cmocka_unit_test(only_raised_text_that_reckons_is_marked),
        cmocka_unit_test(a_number_does_not_run_into_the_digits_before_it),
        cmocka_unit_test(brackets_close_a_formula_before_what_would_join_it),
        cmocka_unit_test(fields_without_a_result_are_worked_out),
        cmocka_unit_test(deep_and_open_instructions_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
