#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/utf8.h"
#include "model/body.h"
#include "model/body_line.h"
#include "model/splice.h"
#include "tests/support/random.h"

static void make(struct body *body, const char *text, const char *attributes) {
    struct err err;
    body_init(body, LINE_PARAGRAPH);
    assert_int_equal(body_from_attributes(body, span_of(text), span_of(attributes), &err), RC_OK);
}

static void assert_body(const struct body *body, const char *text, const char *attributes) {
    struct body wanted;
    make(&wanted, text, attributes);
    assert_true(body_equal(body, &wanted));
    assert_true(body_is_sane(body));
    body_release(&wanted);
}

static void apply(struct body *body, const struct splice *splice) {
    struct err err;
    assert_int_equal(body_apply(body, splice, &err), RC_OK);
    assert_true(body_is_sane(body));
}

/* Replaces, compares, undoes and compares again. */
static void check_replace(struct body *body, size_t offset, size_t removed, const char *inserted,
                          const char *text, const char *attributes) {
    struct body before;
    struct splice splice;
    body_copy(&before, body);
    body_make_splice(&splice, body, offset, removed, span_of(inserted), LINE_ITEM);
    apply(body, &splice);
    assert_body(body, text, attributes);
    splice_invert(&splice);
    apply(body, &splice);
    assert_true(body_equal(body, &before));
    splice_release(&splice);
    body_release(&before);
}

static void replacing_splits_and_joins_lines(void **state) {
    struct body body;
    (void)state;
    make(&body, "甲乙\n丙丁\n戊", "pi{三、}r");
    check_replace(&body, 1, 0, "x", "甲x乙\n丙丁\n戊", "pi{三、}r");
    check_replace(&body, 1, 1, "", "甲\n丙丁\n戊", "pi{三、}r");
    check_replace(&body, 1, 0, "\n", "甲\n乙\n丙丁\n戊", "pii{三、}r");
    check_replace(&body, 2, 1, "", "甲乙丙丁\n戊", "pr");
    check_replace(&body, 1, 6, "", "甲", "p");
    check_replace(&body, 0, 7, "", "", "p");
    check_replace(&body, 1, 3, "1\n2\n3", "甲1\n2\n3丁\n戊", "piir");
    check_replace(&body, 7, 0, "\n\n", "甲乙\n丙丁\n戊\n\n", "pi{三、}rii");
    check_replace(&body, 0, 0, "\n", "\n甲乙\n丙丁\n戊", "pii{三、}r");
    body_release(&body);
}

static void splice_records_what_it_removes(void **state) {
    struct body body;
    struct splice splice;
    (void)state;
    make(&body, "甲乙\n丙丁\n戊", "pi{三、}r");
    body_make_splice(&splice, &body, 1, 5, SPAN("x\n"), LINE_PARAGRAPH);
    assert_int_equal(splice.offset, 1);
    assert_string_equal(splice.removed.s, "乙\n丙丁\n");
    assert_string_equal(splice.removed_attributes.s, "i{三、}r");
    assert_string_equal(splice.inserted.s, "x\n");
    assert_string_equal(splice.inserted_attributes.s, "p");
    assert_int_equal(splice.first_before.len + splice.first_after.len, 0);
    splice_release(&splice);
    body_release(&body);
}

static void first_attribute_changes_the_line_at_the_offset(void **state) {
    struct body body;
    struct splice splice;
    (void)state;
    make(&body, "", "p");
    body_make_splice(&splice, &body, 0, 0, SPAN("甲"), LINE_ITEM);
    attribute_add(&splice.first_before, LINE_PARAGRAPH, NULL);
    attribute_add(&splice.first_after, LINE_ITEM, "一、");
    apply(&body, &splice);
    assert_body(&body, "甲", "i{一、}");
    splice_invert(&splice);
    apply(&body, &splice);
    assert_body(&body, "", "p");
    splice_release(&splice);
    body_release(&body);
}

static void conflicts_change_nothing(void **state) {
    static const struct {
        size_t offset;
        const char *removed, *removed_attributes, *first;
    } wrong[] = {
        {8, "", "", ""},              /* behind the end */
        {0, "乙", "", ""},            /* other text */
        {6, "戊己", "", ""},          /* more than there is */
        {6, "戊\n", "p", ""},         /* a line more than there is */
        {1, "乙\n", "p", ""},         /* other tag */
        {1, "乙\n", "i", ""},         /* other label */
        {0, "甲\n丙", "i{三、}", ""}, /* a part of a line */
        {0, "甲", "", "i"},           /* other first line */
    };
    struct body body;
    (void)state;
    make(&body, "甲乙\n丙丁\n戊", "pi{三、}r");
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct err err;
        struct splice splice;
        splice_init(&splice);
        splice.offset = wrong[i].offset;
        str_add_text(&splice.removed, wrong[i].removed);
        str_add_text(&splice.removed_attributes, wrong[i].removed_attributes);
        str_add_text(&splice.inserted, "x");
        str_add_text(&splice.first_before, wrong[i].first);
        str_add_text(&splice.first_after, wrong[i].first);
        assert_int_equal(body_apply(&body, &splice, &err), RC_CONFLICT);
        assert_body(&body, "甲乙\n丙丁\n戊", "pi{三、}r");
        splice_release(&splice);
    }
    body_release(&body);
}

static void senseless_splices_are_refused(void **state) {
    static const struct {
        const char *removed, *inserted, *removed_attributes, *inserted_attributes, *before, *after;
    } wrong[] = {
        {"\xE7\x94", "", "", "", "", ""}, {"", "\xFF", "", "", "", ""},
        {"", "a\nb", "", "", "", ""},     {"", "a\nb", "", "pp", "", ""},
        {"", "a", "", "p", "", ""},       {"", "a\nb", "", "q", "", ""},
        {"", "", "i", "", "", ""},        {"", "", "", "", "p", ""},
        {"", "", "", "", "", "i"},        {"", "", "", "", "p", "pi"},
    };
    struct body body;
    (void)state;
    make(&body, "甲乙", "p");
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct err err;
        struct splice splice;
        splice_init(&splice);
        str_add_text(&splice.removed, wrong[i].removed);
        str_add_text(&splice.inserted, wrong[i].inserted);
        str_add_text(&splice.removed_attributes, wrong[i].removed_attributes);
        str_add_text(&splice.inserted_attributes, wrong[i].inserted_attributes);
        str_add_text(&splice.first_before, wrong[i].before);
        str_add_text(&splice.first_after, wrong[i].after);
        assert_int_equal(body_apply(&body, &splice, &err), RC_DAMAGED);
        assert_body(&body, "甲乙", "p");
        splice_release(&splice);
    }
    body_release(&body);
}

static void check_diff(const char *from, const char *from_attributes, const char *to,
                       const char *to_attributes, size_t offset, const char *removed,
                       const char *inserted, const char *first) {
    struct body a, b;
    struct splice splice;
    make(&a, from, from_attributes);
    make(&b, to, to_attributes);
    assert_true(body_diff(&splice, &a, &b));
    assert_string_equal(splice.removed.s, removed);
    assert_string_equal(splice.inserted.s, inserted);
    assert_string_equal(splice.first_after.s, first);
    assert_int_equal(splice.offset, offset);
    apply(&a, &splice);
    assert_true(body_equal(&a, &b));
    splice_release(&splice);
    body_release(&a);
    body_release(&b);
}

static void diff_is_as_small_as_can_be(void **state) {
    (void)state;
    check_diff("甲乙丙", "p", "甲丙", "p", 1, "乙", "", "");
    check_diff("丁", "p", "七", "p", 0, "丁", "七", ""); /* share two bytes of three */
    check_diff("甲甲", "p", "甲甲甲", "p", 2, "", "甲", "");
    check_diff("甲\n乙", "pi", "甲\nx\n乙", "ppi", 1, "", "\nx", "");
    check_diff("甲\nx\n乙", "ppi", "甲\n乙", "pi", 1, "\nx", "", "");
    check_diff("甲\n乙\n丙", "ppp", "甲\n乙\n丙", "pi{二、}p", 2, "", "", "i{二、}");
    check_diff("甲\n乙\n丙", "ppp", "甲\n乙\n丙", "ipp", 0, "", "", "i");
    check_diff("甲\n乙甲\n丙", "ppp", "甲\n乙乙\n丙", "prp", 3, "甲", "乙", "r");
    check_diff("", "p", "甲", "i", 0, "", "甲", "i");
    check_diff("甲", "p", "甲\n", "pr", 1, "", "\n", "");
    check_diff("甲\n乙", "pp", "甲\n丙", "ip", 1, "\n乙", "\n丙", "i");
}

static void equal_bodies_have_no_difference(void **state) {
    struct body body;
    struct splice splice;
    (void)state;
    make(&body, "甲\n乙", "pi{三、}");
    assert_false(body_diff(&splice, &body, &body));
    splice_release(&splice);
    body_release(&body);
}

static void random_differences_lead_there_and_back(void **state) {
    struct random random = {7};
    (void)state;
    for (int round = 0; round < 4000; round++) {
        struct body from, to, now;
        struct splice splice;
        random_body(&from, &random, 5);
        random_body(&to, &random, 5);
        body_copy(&now, &from);
        if (body_diff(&splice, &from, &to)) {
            assert_false(body_equal(&from, &to));
            apply(&now, &splice);
            assert_true(body_equal(&now, &to));
            splice_invert(&splice);
            apply(&now, &splice);
        } else {
            assert_true(body_equal(&from, &to));
        }
        assert_true(body_equal(&now, &from));
        splice_release(&splice);
        body_release(&from);
        body_release(&to);
        body_release(&now);
    }
}

/* What the splices must do, on plain strings. */
static void splice_string(struct str *text, size_t offset, size_t removed, struct span inserted) {
    size_t from = utf8_offset(str_span(text), offset);
    size_t to = utf8_offset(str_span(text), offset + removed);
    str_splice(text, from, to - from, inserted);
}

static void random_edits_follow_the_plain_string_and_undo_exactly(void **state) {
    enum { EDITS = 60 };
    static const enum line_tag tags[] = {LINE_PARAGRAPH, LINE_ITEM, LINE_ROW};
    struct random random = {11};
    (void)state;
    for (int round = 0; round < 60; round++) {
        struct splice done[EDITS];
        struct body body, start;
        struct str text = STR_INIT, now = STR_INIT;
        random_body(&body, &random, 8);
        body_copy(&start, &body);
        body_add_text(&text, &body);
        for (size_t i = 0; i < EDITS; i++) {
            struct str inserted = STR_INIT;
            size_t offset = random_below(&random, body.points + 1);
            size_t removed = random_below(&random, body.points - offset + 1);
            if (removed > 4 && random_below(&random, 4) > 0)
                removed = random_below(&random, 4);
            random_add_text(&inserted, &random, random_below(&random, 7), true);
            body_make_splice(&done[i], &body, offset, removed, str_span(&inserted),
                             tags[random_below(&random, 3)]);
            if (random_below(&random, 3) == 0) {
                const struct line *line = &body.lines[body_place_of(&body, offset).line];
                attribute_add(&done[i].first_before, line->tag, line->label);
                attribute_add(&done[i].first_after, tags[random_below(&random, 3)], "九、");
            }
            apply(&body, &done[i]);
            splice_string(&text, offset, removed, str_span(&inserted));
            str_clear(&now);
            body_add_text(&now, &body);
            assert_string_equal(now.s, text.s);
            str_release(&inserted);
        }
        for (size_t i = EDITS; i-- > 0;) {
            struct splice inverse;
            splice_copy(&inverse, &done[i]);
            splice_invert(&inverse);
            apply(&body, &inverse);
            splice_release(&inverse);
            splice_release(&done[i]);
        }
        assert_true(body_equal(&body, &start));
        body_release(&body);
        body_release(&start);
        str_release(&text);
        str_release(&now);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replacing_splits_and_joins_lines),
        cmocka_unit_test(splice_records_what_it_removes),
        cmocka_unit_test(first_attribute_changes_the_line_at_the_offset),
        cmocka_unit_test(conflicts_change_nothing),
        cmocka_unit_test(senseless_splices_are_refused),
        cmocka_unit_test(diff_is_as_small_as_can_be),
        cmocka_unit_test(equal_bodies_have_no_difference),
        cmocka_unit_test(random_differences_lead_there_and_back),
        cmocka_unit_test(random_edits_follow_the_plain_string_and_undo_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
