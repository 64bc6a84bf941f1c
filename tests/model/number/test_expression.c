#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/str.h"
#include "model/number/expression.h"
#include "tests/support/random.h"

#include <string.h>

static const char *const signs[] = {
    [EXPRESSION_NEGATE] = "neg", [EXPRESSION_ADD] = "+",
    [EXPRESSION_SUBTRACT] = "-", [EXPRESSION_MULTIPLY] = "*",
    [EXPRESSION_DIVIDE] = "/",   [EXPRESSION_MODULO] = "mod",
    [EXPRESSION_EQUAL] = "=",    [EXPRESSION_NOT_EQUAL] = "!=",
    [EXPRESSION_LESS] = "<",     [EXPRESSION_LESS_EQUAL] = "<=",
    [EXPRESSION_GREATER] = ">",  [EXPRESSION_GREATER_EQUAL] = ">=",
    [EXPRESSION_AND] = "and",    [EXPRESSION_OR] = "or",
    [EXPRESSION_NOT] = "not",
};
static const char *const function_names[] = {
#define X(name, text, least, most) [FUNCTION_##name] = text,
    FUNCTION_LIST(X)
#undef X
};

/* As a nested list: "(+ 1 (* 2 ${a}))" */
static void add_tree(struct str *out, const struct expression *node) {
    if (node->kind == EXPRESSION_NUMBER)
        str_add_format(out, "%s%s", node->text, node->percent ? "%" : "");
    if (node->kind == EXPRESSION_TEXT)
        str_add_format(out, "'%s'", node->text);
    if (node->kind == EXPRESSION_REFERENCE)
        str_add_format(out, "${%s%s}", node->text, node->prior ? ".prior" : "");
    if (node->kind == EXPRESSION_SELF)
        str_add_text(out, ".");
    if (node->kind <= EXPRESSION_SELF)
        return;
    str_add_format(out, "(%s",
                   node->kind == EXPRESSION_CALL ? function_names[node->function]
                                                 : signs[node->kind]);
    for (size_t i = 0; i < node->count; i++) {
        str_add_byte(out, ' ');
        add_tree(out, node->operands[i]);
    }
    str_add_byte(out, ')');
}

static void assert_tree(const char *source, const char *tree) {
    struct expression *expression;
    struct str got = STR_INIT;
    struct err err = {0};
    size_t at;
    if (expression_parse(&expression, span_of(source), &at, &err) != RC_OK)
        fail_msg("%s: %s", source, err.text);
    add_tree(&got, expression);
    assert_string_equal(got.s, tree);
    str_release(&got);
    expression_free(expression);
}

static void operators_bind_as_in_arithmetic(void **state) {
    (void)state;
    assert_tree("1 + 2 * ${a}", "(+ 1 (* 2 ${a}))");
    assert_tree("1-2-3", "(- (- 1 2) 3)");
    assert_tree("8 div 4 / 2 mod 3", "(mod (/ (/ 8 4) 2) 3)");
    assert_tree("(1 + 2) * -3", "(* (+ 1 2) (neg 3))");
    assert_tree("- - 1", "(neg (neg 1))");
    assert_tree("${a} = 1 or ${b} != 2 and ${c} >= 3",
                "(or (= ${a} 1) (and (!= ${b} 2) (>= ${c} 3)))");
    assert_tree("not(${a} <= 1) and . < 5", "(and (not (<= ${a} 1)) (< . 5))");
    assert_tree(".>0", "(> . 0)");
}

static void values_are_numbers_texts_and_names(void **state) {
    (void)state;
    assert_tree("96.66%", "96.66%");
    assert_tree("0012.50", "0012.50");
    assert_tree("${a.prior}", "${a.prior}");
    assert_tree("prior(a)", "${a.prior}");
    assert_tree("prior( ${a} ) / ${a}", "(/ ${a.prior} ${a})");
    assert_tree("${grade} = '优' or ${grade} = \"良\"", "(or (= ${grade} '优') (= ${grade} '良'))");
    assert_tree("round(${a} / ${b} * 100, 2)", "(round (* (/ ${a} ${b}) 100) 2)");
    assert_tree("if(${a} > 0, sum(${a}, 1, 2), coalesce(${b}, 0))",
                "(if (> ${a} 0) (sum ${a} 1 2) (coalesce ${b} 0))");
    assert_tree("\n\t${a}\n ", "${a}");
}

static void each_slip_is_told_at_its_offset(void **state) {
    static const struct {
        const char *source;
        size_t at;
        const char *word;
    } cases[] = {
        {"", 0, "没有写完"},
        {"1 +", 3, "没有写完"},
        {"1 + * 2", 4, "“*”不能在这里"},
        {"1 2", 2, "“2”不能在这里"},
        {"(1 + 2", 6, "“)”"},
        {"1)", 1, "“)”不能在这里"},
        {"${}", 2, "名称"},
        {"${Aa}", 2, "小写字母"},
        {"${a", 3, "“}”"},
        {"${a.change}", 4, ".prior"},
        {"a + 1", 0, "“${a}”"},
        {"1 + 年", 4, "“年”不能在这里"},
        {"1 ＋ 2", 2, "改成“+”"},
        {"（1）", 0, "改成“(”"},
        {"${a} ≥ 1", 5, "改成“>=”"},
        {"12x", 2, "数字写法"},
        {"1.2.3", 3, "数字写法"},
        {"1,234", 1, "“,”不能在这里"},
        {"1.", 1, "小数点后面"},
        {".5", 0, "小数点前面"},
        {"'abc", 0, "引号"},
        {"suum(1)", 0, "是不是“sum”"},
        {"frobnicate(1)", 0, "没有“frobnicate”"},
        {"sum()", 0, "至少要1个"},
        {"abs(1, 2)", 0, "最多1个"},
        {"if(1, 2)", 0, "至少要3个"},
        {"sum(1 2)", 6, "“,”或“)”"},
        {"not 1", 4, "“(”"},
        {"prior(1)", 6, "名称"},
        {"1 < 2 < 3", 6, "不能连写"},
        {"true and 1", 0, "单独写"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct expression *expression;
        struct err err = {0};
        size_t at;
        assert_int_equal(expression_parse(&expression, span_of(cases[i].source), &at, &err),
                         RC_INPUT);
        assert_null(expression);
        if (at != cases[i].at || strstr(err.text, cases[i].word) == NULL)
            fail_msg("\"%s\": got %zu %s, not %zu %s", cases[i].source, at, err.text, cases[i].at,
                     cases[i].word);
    }
}

static void assert_refused(const char *piece, size_t times, const char *end) {
    struct str source = STR_INIT;
    struct expression *expression;
    struct err err = {0};
    size_t at;
    str_add_repeat(&source, span_of(piece), times);
    str_add_text(&source, end);
    assert_int_equal(expression_parse(&expression, str_span(&source), &at, &err), RC_INPUT);
    assert_in_range(at, 0, source.len);
    str_release(&source);
}

static void height_has_a_ceiling(void **state) {
    (void)state;
    assert_refused("(", 1000, "1");
    assert_refused("-", 1000, "1");
    assert_refused("not(", 900, "1");
    assert_refused("1+", 1000, "1");
    assert_refused("1 and ", 600, "1");
    assert_refused("1 ", EXPRESSION_BYTES_MOST, "");
    assert_tree("((((((((((1))))))))))", "1");
}

static int height_of(const struct expression *node) {
    int height = 0;
    for (size_t i = 0; i < node->count; i++)
        if (height_of(node->operands[i]) > height)
            height = height_of(node->operands[i]);
    assert_int_equal(node->height, height + 1);
    return height + 1;
}

static void random_pieces_are_parsed_or_told(void **state) {
    static const char *const pieces[] = {
        "1",     "2.5",   "%",  "${a}", "prior(a)", "(",     ")",    "+",    "-",    "*",
        " div ", " mod ", "=",  "<",    "!=",       " and ", " or ", "not(", "sum(", ",",
        ".",     "'x'",   "${", "}",    "年",       "，",    "\xF0", "if("};
    struct random random = {7};
    struct str source = STR_INIT;
    size_t good = 0;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct expression *expression;
        struct err err = {0};
        size_t at;
        str_clear(&source);
        for (size_t i = random_below(&random, 9) + 1; i > 0; i--)
            str_add_text(&source, pieces[random_below(&random, sizeof pieces / sizeof *pieces)]);
        if (expression_parse(&expression, str_span(&source), &at, &err) == RC_OK) {
            good++;
            (void)height_of(expression);
        } else {
            assert_true(err.text[0] != '\0');
            assert_in_range(at, 0, source.len);
        }
        expression_free(expression);
    }
    assert_in_range(good, 100, 19000);
    str_release(&source);
}

static void names_are_lower_case_words(void **state) {
    static const char *const good[] = {"a", "a1", "budget_total", "x__"};
    static const char *const bad[] = {"", "A", "1a", "_a", "a-b", "预算", "a b", "a."};
    char longest[NAME_BYTES_MOST + 2];
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(name_is_valid(span_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(name_is_valid(span_of(bad[i])));
    memset(longest, 'a', sizeof longest);
    assert_true(name_is_valid((struct span){longest, NAME_BYTES_MOST}));
    assert_false(name_is_valid((struct span){longest, NAME_BYTES_MOST + 1}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_in_arithmetic),
        cmocka_unit_test(values_are_numbers_texts_and_names),
        cmocka_unit_test(each_slip_is_told_at_its_offset),
        cmocka_unit_test(height_has_a_ceiling),
        cmocka_unit_test(random_pieces_are_parsed_or_told),
        cmocka_unit_test(names_are_lower_case_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
