#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/str.h"
#include "model/quantity/amount.h"

struct reading {
    struct quantities q;
    struct points text;
};

static void read_text(struct reading *r, const char32_t *text) {
    r->text = (struct points){text, points_length_of(text)};
    quantities_clear(&r->q);
    quantities_read(&r->q, r->text, 0, r->text.n, NULL, 0);
}

/* "1786人 10.7%": values in the base unit and units. */
static void assert_mentions(struct reading *r, const char32_t *text, const char *expected) {
    struct str out = STR_INIT;
    read_text(r, text);
    for (size_t i = 0; i < r->q.count; i++) {
        if (i > 0)
            str_add_byte(&out, ' ');
        if (r->q.mentions[i].approximate)
            str_add_byte(&out, '~');
        amount_write(&out, r->q.mentions[i].value, 0, 0);
        for (const char32_t *c = r->q.mentions[i].unit->name; *c != 0; c++)
            str_add_char(&out, *c);
    }
    assert_string_equal(out.s, expected);
    str_release(&out);
}

static void numbers_are_read_with_unit_scale_and_approximation(void **state) {
    struct reading r = {0};
    (void)state;
    assert_mentions(&r, U"现有1,786人，增长10.7%。", "1786人 10.7%");
    assert_mentions(&r, U"产值8596万元、1.2亿元。", "85960000元 120000000元");
    assert_mentions(&r, U"发放2万余份，走访约300户。", "~20000份 ~300户");
    assert_mentions(&r, U"１２名，三十五个，两项。", "12人 35个 2项");
    assert_mentions(&r, U"2022年7月2日，〔2020〕10号，5-10人，第3次。", "");
    assert_mentions(&r, U"拨款 2476260.58 元 。", "2476260.58元");
    assert_mentions(&r, U"走访1 234人次，1\u2009234\u2009567元，1\u00A0234.5万元。",
                    "1234人次 1234567元 12345000元");
    assert_mentions(&r, U"2023 120户，12 34户，表1 200户，100 200 3000户，0 123户。",
                    "120户 34户 200户 3000户 123户"); /* two numbers */
    assert_mentions(&r, U"", "");
    quantities_release(&r.q);
}

static void roles_follow_from_the_words(void **state) {
    struct reading r = {0};
    static const enum mention_role roles[] = {ROLE_VALUE,  ROLE_BASE,   ROLE_SHARE,
                                              ROLE_CHANGE, ROLE_GROWTH, ROLE_STANDARD};
    (void)state;
    read_text(&r, U"支出288万元，占预算320万元的90%，较上年减少12万元，下降4%，不低于85%。");
    assert_int_equal(r.q.count, ARRAY_LEN(roles));
    for (size_t i = 0; i < r.q.count; i++)
        assert_int_equal(r.q.mentions[i].role, roles[i]);
    quantities_release(&r.q);
}

static void sentences_and_brackets_hold_runs_of_mentions(void **state) {
    struct reading r = {0};
    (void)state;
    read_text(&r, U"共5人（男3人、女2人）。其中党员1人。另有2户。");
    assert_int_equal(r.q.sentence_count, 2);
    assert_int_equal(r.q.sentences[0].count, 4);
    assert_int_equal(r.q.sentences[1].first, 4);
    assert_int_equal(r.q.mentions[0].group, 0);
    assert_int_equal(r.q.mentions[1].group, 1);
    assert_int_equal(r.q.mentions[2].group, 1);
    assert_int_equal(r.q.mentions[3].group, 0);
    quantities_release(&r.q);
}

static void decimals_leave_half_a_last_digit_open(void **state) {
    struct reading r = {0};
    (void)state;
    read_text(&r, U"甲12.4吨，乙13.4吨，共25.9吨，共26.9吨，执行率48.1%。");
    struct amount sum = amount_zero(&r.q);
    amount_add(&r.q, &sum, &r.q.mentions[0]);
    amount_add(&r.q, &sum, &r.q.mentions[1]);
    assert_true(amount_fits(&r.q, &sum, &r.q.mentions[2], NULL));
    assert_false(amount_fits(&r.q, &sum, &r.q.mentions[3], NULL));
    struct range whole = range_of_base(&r.q, range_of(&r.q.mentions[0]), &r.q.mentions[4]);
    assert_true(range_holds(&whole, &r.q.mentions[2]));
    assert_false(range_holds(&whole, &r.q.mentions[3]));
    quantities_release(&r.q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_with_unit_scale_and_approximation),
        cmocka_unit_test(roles_follow_from_the_words),
        cmocka_unit_test(sentences_and_brackets_hold_runs_of_mentions),
        cmocka_unit_test(decimals_leave_half_a_last_digit_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
