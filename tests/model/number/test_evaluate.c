#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/number/evaluate.h"
#include "tests/support/random.h"

#include <string.h>

/* The names that the tests' expressions know. */
static const struct known {
    const char *name, *value, *prior; /* a text begins with ' */
} known[] = {{"budget", "37162", "33570"}, {"executed", "8596.35", NULL},    {"rate", "10.7%", "0"},
             {"nothing", NULL, NULL},      {"kind", "'town", "'street"},     {"zero", "0", NULL},
             {"debt", "-12.5", NULL},      {"economy", "'今年 以来。", NULL}};

static void fill(struct value *out, const char *text) {
    struct number *number = NULL;
    if (text == NULL)
        return;
    if (*text == '\'')
        value_set_text(out, span_of(text + 1));
    else if (number_parse(&number, span_of(text), NULL) == RC_OK)
        value_set_number(out, number);
}

static void find(void *self, struct span name, bool prior, struct value *out) {
    (void)self;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (span_is(name, known[i].name))
            fill(out, prior ? known[i].prior : known[i].value);
}

static enum evaluate_fault run(struct str *out, const char *source, const struct value *own) {
    struct expression *expression = NULL;
    struct err err = {0};
    size_t at;
    if (expression_parse(&expression, span_of(source), &at, &err) != RC_OK)
        fail_msg("%s: %s", source, err.text);
    struct value_source from = {.find = find, .own = own};
    struct value value;
    enum evaluate_fault fault = evaluate(&value, expression, &from);
    if (value.kind == VALUE_NUMBER)
        number_add_short(out, value.number, 12, false);
    else if (value.kind == VALUE_TEXT)
        str_add_format(out, "'%s", value.text);
    else
        str_add_text(out, value.kind == VALUE_EMPTY ? "empty" : value.truth ? "true" : "false");
    value_release(&value);
    expression_free(expression);
    return fault;
}

static void assert_value(const char *source, const char *value) {
    struct str got = STR_INIT;
    (void)run(&got, source, NULL);
    if (strcmp(got.s, value) != 0)
        fail_msg("%s is %s, not %s", source, got.s, value);
    str_release(&got);
}

static void assert_fault(const char *source, enum evaluate_fault fault) {
    struct str got = STR_INIT;
    assert_int_equal(run(&got, source, NULL), fault);
    assert_string_equal(got.s, "empty");
    str_release(&got);
}

static void arithmetic_is_exact(void **state) {
    (void)state;
    assert_value("0.1 + 0.2", "0.3");
    assert_value("0.1 + 0.2 = 0.3", "true");
    assert_value("${budget} * 10.7%", "3976.334");
    assert_value("${budget} * ${rate}", "3976.334");
    assert_value("1 / 3 * 3", "1");
    assert_value("1 / 3", "0.333333333333");
    assert_value("8596 * 10000", "85960000");
    assert_value("1000000000000000 * 1000000000000000", "1000000000000000000000000000000");
    assert_value("7 div 2", "3.5");
    assert_value("-7 mod 3", "-1");
    assert_value("-${debt} + 2 - 3 * 4", "2.5");
    assert_value("(${budget} - prior(budget)) / prior(budget) > 10%", "true");
    assert_value("${rate.prior}", "0");
}

static void empty_propagates(void **state) {
    (void)state;
    static const char *const empty[] = {"${nothing}",
                                        "${nothing} + 1",
                                        "1 - ${nothing}",
                                        "-${nothing}",
                                        "${nothing} * 0",
                                        "${nothing} = ${nothing}",
                                        "${nothing} < 1",
                                        "1 >= prior(executed)",
                                        "sum(1, ${nothing}, 2)",
                                        "min(${nothing}, 1)",
                                        "max(1, ${nothing})",
                                        "abs(${nothing})",
                                        "round(${nothing}, 2)",
                                        "round(1, ${nothing})",
                                        "not(${nothing} = 1)",
                                        "if(${nothing} > 1, 2, 3)",
                                        ".",
                                        ". + 1",
                                        "${unknown}",
                                        "${nothing} / 0",
                                        "''"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        assert_value(empty[i], "empty");
        assert_fault(empty[i], EVALUATE_FINE);
    }
}

static void what_does_not_depend_on_empty_is_known(void **state) {
    (void)state;
    assert_value("1 > 2 and ${nothing} = 1", "false");
    assert_value("${nothing} = 1 and 1 > 2", "false");
    assert_value("1 < 2 or ${nothing} = 1", "true");
    assert_value("${nothing} = 1 or 1 < 2", "true");
    assert_value("1 < 2 and ${nothing} = 1", "empty");
    assert_value("${nothing} = 1 or 1 > 2", "empty");
    assert_value("${nothing} = 1 and 1 < 2", "empty");
    assert_value("1 < 2 and 2 < 3", "true");
    assert_value("1 > 2 or 2 > 3", "false");
    assert_value("if(1 < 2, 5, ${nothing})", "5");
    assert_value("coalesce(${nothing}, prior(executed), 4, 5)", "4");
    assert_value("coalesce(${nothing})", "empty");
    assert_value("count(${nothing}, ${zero}, ${kind})", "2");
    assert_value("length(${nothing})", "0");
    assert_value("${nothing} = ''", "true");
    assert_value("'' != ${kind}", "true");
    assert_value("${zero} = ''", "false");
}

static void what_cannot_be_computed_is_empty_and_says_why(void **state) {
    (void)state;
    assert_fault("1 / 0", EVALUATE_BY_NOTHING);
    assert_fault("1 mod ${zero}", EVALUATE_BY_NOTHING);
    assert_fault("${kind} + 1", EVALUATE_MISMATCH);
    assert_fault("(1 < 2) * 3", EVALUATE_MISMATCH);
    assert_fault("${kind} < 'z'", EVALUATE_MISMATCH);
    assert_fault("${kind} = 1", EVALUATE_MISMATCH);
    assert_fault("1 and 1 < 2", EVALUATE_MISMATCH);
    assert_fault("not(1)", EVALUATE_MISMATCH);
    assert_fault("length(12)", EVALUATE_MISMATCH);
    assert_fault("round(1, 0.5)", EVALUATE_MISMATCH);
    assert_fault("round(1, 1000000)", EVALUATE_MISMATCH);
    assert_fault("sum('a', 1)", EVALUATE_MISMATCH);
}

static void functions_compute(void **state) {
    (void)state;
    assert_value("sum(1, 2.5, 3)", "6.5");
    assert_value("sum(1)", "1");
    assert_value("min(3, -1, 2)", "-1");
    assert_value("max(3, -1, 2)", "3");
    assert_value("abs(${debt})", "12.5");
    assert_value("round(2.675, 2)", "2.68");
    assert_value("round(-2.5)", "-3");
    assert_value("round(12345, -2)", "12300");
    assert_value("if(${budget} > 1, 'a', 'b')", "'a");
    assert_value("length(${economy})", "5");
    assert_value("length('ab')", "2");
}

static void texts_and_truths_are_compared_for_equality(void **state) {
    (void)state;
    assert_value("${kind} = 'town'", "true");
    assert_value("${kind} != 'town'", "false");
    assert_value("${kind} = prior(kind)", "false");
    assert_value("(1 < 2) = (2 < 3)", "true");
    assert_value("1 <= 1 and 2 >= 2 and 1 != 2 and not(1 > 1)", "true");
}

static void the_own_value_is_a_point(void **state) {
    (void)state;
    struct value own = {0};
    struct str got = STR_INIT;
    value_set_number(&own, number_from_int(40000));
    assert_int_equal(run(&got, ". <= ${budget}", &own), EVALUATE_FINE);
    assert_string_equal(got.s, "false");
    str_release(&got);
    value_release(&own);
}

static void hostile_expressions_stay_small(void **state) {
    (void)state;
    struct str source = STR_INIT;
    str_add_text(&source, "1.1234567890123456789");
    for (int i = 0; i < 90; i++)
        str_add_text(&source, "*1.1234567890123456789");
    assert_fault(source.s, EVALUATE_TOO_BIG);
    str_clear(&source);
    str_add_repeat(&source, SPAN("9"), 4000);
    assert_fault(source.s, EVALUATE_TOO_BIG);
    str_clear(&source);
    for (int i = 0; i < 90; i++)
        str_add_text(&source, "-(");
    str_add_text(&source, "1");
    for (int i = 0; i < 90; i++)
        str_add_text(&source, ")");
    struct str got = STR_INIT;
    struct expression *expression = NULL;
    size_t at;
    if (expression_parse(&expression, str_span(&source), &at, NULL) == RC_OK)
        assert_value(source.s, "1");
    expression_free(expression);
    str_release(&got);
    str_release(&source);
}

/* ---- random expressions against integers ---- */

static int64_t add_random(struct str *out, struct random *random, int depth) {
    if (depth == 0 || random_below(random, 4) == 0) {
        int64_t leaf = (int64_t)random_below(random, 200);
        str_add_format(out, "%lld", (long long)leaf);
        return leaf;
    }
    static const char *const signs[] = {" + ", " - ", " * "};
    size_t sign = random_below(random, 3);
    str_add_text(out, "(");
    int64_t left = add_random(out, random, depth - 1);
    str_add_text(out, signs[sign]);
    int64_t right = add_random(out, random, depth - 1);
    str_add_text(out, ")");
    return sign == 0 ? left + right : sign == 1 ? left - right : left * right;
}

static void random_expressions_agree_with_integers(void **state) {
    (void)state;
    struct random random = {7};
    for (int round = 0; round < 1000; round++) {
        struct str source = STR_INIT, expected = STR_INIT;
        str_add_format(&expected, "%lld", (long long)add_random(&source, &random, 3));
        assert_value(source.s, expected.s);
        str_release(&source);
        str_release(&expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(empty_propagates),
        cmocka_unit_test(what_does_not_depend_on_empty_is_known),
        cmocka_unit_test(what_cannot_be_computed_is_empty_and_says_why),
        cmocka_unit_test(functions_compute),
        cmocka_unit_test(texts_and_truths_are_compared_for_equality),
        cmocka_unit_test(the_own_value_is_a_point),
        cmocka_unit_test(hostile_expressions_stay_small),
        cmocka_unit_test(random_expressions_agree_with_integers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
