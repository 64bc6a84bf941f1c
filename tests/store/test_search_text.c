/* Text as the search sees it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/utf8.h"
#include "store/search_text.h"
#include "tests/support/random.h"

#include <string.h>

/* The tokens joined by '|', a break as '/'. */
static void assert_tokens(const char *text, const char *wanted) {
    struct str out = STR_INIT;
    struct search_token token;
    for (size_t at = 0; search_next_token(span_of(text), &at, &token);) {
        if (out.len > 0)
            str_add_byte(&out, '|');
        if (token.text[0] == '\n')
            str_add_byte(&out, '/');
        else
            str_add(&out, (struct span){token.text, token.length});
    }
    assert_string_equal(out.s, wanted);
    str_release(&out);
}

static void a_chinese_character_is_one_token(void **state) {
    (void)state;
    assert_tokens("党建引领", "党|建|引|领");
    assert_tokens("“三会一课”、主题党日", "/|三|会|一|课|/|/|主|题|党|日");
    assert_tokens("党 建　引", "党|建|引"); /* blanks part nothing */
    assert_tokens("甲\n乙", "甲|/|乙");
    assert_tokens("𠀀〇々かカ한", "𠀀|〇|々|か|カ|한");
}

static void words_and_numbers_are_whole(void **state) {
    (void)state;
    assert_tokens("GDP统计", "gdp|统|计");
    assert_tokens("ＧＤＰ　２０２３", "gdp|2023");
    assert_tokens("1,786人次，10.7%", "1786|人|次|/|10.7");
    assert_tokens("１，７８６人", "1786|人");
    assert_tokens("第3,4条", "第|34|条"); /* as a number is written */
    assert_tokens("完成了7.", "完|成|了|7");
    assert_tokens("7, 8", "7|8");
    assert_tokens("naïve café", "naïve|café");
    assert_tokens("a-b_c", "a|b|c");
    assert_tokens("", "");
    assert_tokens("①%+-=", "");
}

static void assert_found(const char *text, const char *word, const char *wanted) {
    size_t from = 0, to = 0;
    bool found = search_find_word(span_of(text), span_of(word), &from, &to);
    assert_int_equal(found, wanted != NULL);
    if (found) {
        struct str part = STR_INIT;
        str_add(&part, span_sub(span_of(text), from, to));
        assert_string_equal(part.s, wanted);
        str_release(&part);
    }
}

static void words_of_any_length_are_found(void **state) {
    (void)state;
    const char *text = "今年以来，我街道党建引领有成效，完成GDP统计1,786次。";
    assert_found(text, "党", "党");
    assert_found(text, "党建", "党建");
    assert_found(text, "党建引领有成效", "党建引领有成效");
    assert_found(text, "gdp", "GDP");
    assert_found(text, "1786次", "1,786次");
    assert_found(text, "建党", NULL);
    assert_found(text, "来我", NULL); /* a comma stands between */
    assert_found(text, "来，我", "来，我");
    assert_found(text, "GD", NULL); /* Latin words are whole */
    assert_found("党党建", "党建", "党建");
    assert_found("", "党", NULL);
}

static void questions_are_words_that_all_must_fit(void **state) {
    (void)state;
    struct search_question question;
    search_question_read(&question, SPAN("  党建　GDP \t，"));
    assert_int_equal(question.count, 2); /* a mark alone is no word */
    assert_true(search_fits(&question, SPAN("党建工作"), SPAN("完成GDP统计")));
    assert_false(search_fits(&question, SPAN("党建工作"), SPAN("完成统计")));
    struct str match = STR_INIT;
    search_question_add_match(&match, &question);
    assert_string_equal(match.s, "\"党建\" AND \"GDP\"");
    str_clear(&match);
    search_question_read(&question, SPAN("a\"b* OR NOT"));
    search_question_add_match(&match, &question);
    assert_string_equal(match.s, "\"a\"\"b*\" AND \"OR\" AND \"NOT\"");
    str_release(&match);
    search_question_read(&question, SPAN(" 　"));
    assert_int_equal(question.count, 0);
    assert_false(search_fits(&question, SPAN("甲"), SPAN("乙")));
}

static void assert_sentence(const char *text, const char *word, const char *wanted) {
    size_t from = 0, to = 0, at = 0;
    struct str out = STR_INIT;
    assert_true(search_find_word(span_of(text), span_of(word), &from, &to));
    search_add_sentence(&out, span_of(text), from, to, &at);
    assert_string_equal(out.s, wanted);
    assert_true(
        span_starts_with(span_sub(str_span(&out), at, out.len), span_sub(span_of(text), from, to)));
    str_release(&out);
}

static void the_sentence_is_shown(void **state) {
    (void)state;
    assert_sentence("第一句。第二句有防汛！第三句。", "防汛", "第二句有防汛！");
    assert_sentence("第一行\n　　防汛在这行\n第三行", "防汛", "防汛在这行");
    assert_sentence("防汛", "防汛", "防汛");
    assert_sentence("单位\t防汛\t12", "防汛", "单位 防汛 12");
    struct str text = STR_INIT, wanted = STR_INIT;
    str_add_repeat(&text, SPAN("长"), 100);
    str_add_text(&text, "防汛");
    str_add_repeat(&text, SPAN("短"), 200);
    str_add_text(&wanted, "…");
    str_add_repeat(&wanted, SPAN("长"), 40);
    str_add_text(&wanted, "防汛");
    str_add_repeat(&wanted, SPAN("短"), 78);
    str_add_text(&wanted, "…");
    assert_sentence(text.s, "防汛", wanted.s);
    str_release(&text);
    str_release(&wanted);
}

/* Every token lies in the text, in order, and a word cut out between two tokens is found. */
static void tokens_and_words_fit_any_text(void **state) {
    (void)state;
    static const char *const pieces[] = {"党", "建", "1", ",", "2",  ".", "a",  "Ｂ", "，", " ",
                                         "\n", "“",  "①", "é", "々", "-", "。", "３", "\t", "한"};
    struct random random = {7};
    for (int round = 0; round < 2000; round++) {
        struct str text = STR_INIT;
        for (size_t n = random_below(&random, 30); n > 0; n--)
            str_add_text(&text, pieces[random_below(&random, ARRAY_LEN(pieces))]);
        struct search_token token;
        size_t end = 0, starts[64], ends[64], count = 0;
        for (size_t at = 0; search_next_token(str_span(&text), &at, &token);) {
            assert_true(token.from >= end && token.to > token.from && token.to <= text.len);
            assert_true(token.length > 0 && token.length <= SEARCH_TOKEN_MOST);
            assert_true(utf8_is_valid((struct span){token.text, token.length}, NULL));
            end = token.to;
            starts[count] = token.from;
            ends[count++] = token.to;
        }
        if (count > 0) {
            size_t first = random_below(&random, count);
            size_t last = first + random_below(&random, count - first);
            size_t from = 0, to = 0;
            struct span word = span_sub(str_span(&text), starts[first], ends[last]);
            assert_true(search_find_word(str_span(&text), word, &from, &to));
            assert_true(from <= starts[first]);
        }
        str_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chinese_character_is_one_token),
        cmocka_unit_test(words_and_numbers_are_whole),
        cmocka_unit_test(words_of_any_length_are_found),
        cmocka_unit_test(questions_are_words_that_all_must_fit),
        cmocka_unit_test(the_sentence_is_shown),
        cmocka_unit_test(tokens_and_words_fit_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
