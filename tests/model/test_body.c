#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/body.h"

static void assert_text(const struct body *body, const char *text, const char *attributes) {
    struct str got = STR_INIT;
    body_add_text(&got, body);
    assert_string_equal(got.s, text);
    str_clear(&got);
    body_add_attributes(&got, body);
    assert_string_equal(got.s, attributes);
    str_release(&got);
    assert_true(body_is_sane(body));
}

static void fresh_body_is_one_empty_line(void **state) {
    struct body body;
    (void)state;
    body_init(&body, LINE_ITEM);
    assert_text(&body, "", "i");
    assert_true(body_is_empty(&body));
    assert_false(body_has_text(&body));
    body_release(&body);
}

static void first_added_line_takes_the_place_of_the_empty_one(void **state) {
    struct body body;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_add_line(&body, SPAN(""), LINE_ROW, NULL);
    assert_text(&body, "", "r");
    body_add_line(&body, SPAN("加强领导"), LINE_ITEM, "三、");
    assert_text(&body, "\n加强领导", "ri{三、}");
    assert_int_equal(body.points, 5);
    body_release(&body);
}

static void label_is_kept_of_items_only(void **state) {
    struct body body;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_add_line(&body, SPAN("甲"), LINE_PARAGRAPH, "1.");
    body_add_line(&body, SPAN("乙"), LINE_ITEM, "");
    assert_text(&body, "甲\n乙", "pi{}");
    body_release(&body);
}

static void set_text_splits_at_every_line_break(void **state) {
    struct body body;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_set_text(&body, SPAN("甲\n\n乙\n"), LINE_ITEM);
    assert_text(&body, "甲\n\n乙\n", "iiii");
    body_set_text(&body, SPAN(""), LINE_PARAGRAPH);
    assert_text(&body, "", "p");
    body_add_line(&body, SPAN("丙"), LINE_PARAGRAPH, NULL);
    assert_text(&body, "\n丙", "pp");
    body_release(&body);
}

static void copy_is_equal_and_independent(void **state) {
    struct body body, copy;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_add_line(&body, SPAN("甲"), LINE_ITEM, "二、");
    body_copy(&copy, &body);
    assert_true(body_equal(&body, &copy));
    body_add_line(&copy, SPAN(""), LINE_PARAGRAPH, NULL);
    assert_false(body_equal(&body, &copy));
    assert_text(&body, "甲", "i{二、}");
    body_release(&body);
    body_release(&copy);
}

static void equality_sees_text_tag_and_label(void **state) {
    static const struct {
        const char *text;
        enum line_tag tag;
        const char *label;
    } kinds[] = {{"甲", LINE_ITEM, NULL},      {"甲", LINE_ITEM, ""},   {"甲", LINE_ITEM, "1."},
                 {"甲", LINE_PARAGRAPH, NULL}, {"乙", LINE_ITEM, NULL}, {"甲", LINE_ITEM, "1、"}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        for (size_t j = 0; j < ARRAY_LEN(kinds); j++) {
            struct body a, b;
            body_init(&a, LINE_PARAGRAPH);
            body_init(&b, LINE_PARAGRAPH);
            body_add_line(&a, span_of(kinds[i].text), kinds[i].tag, kinds[i].label);
            body_add_line(&b, span_of(kinds[j].text), kinds[j].tag, kinds[j].label);
            assert_int_equal(body_equal(&a, &b), i == j);
            body_release(&a);
            body_release(&b);
        }
    }
}

static void blanks_are_no_text_but_make_a_body_not_empty(void **state) {
    struct body body;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_set_text(&body, SPAN(" 　\n\t"), LINE_PARAGRAPH);
    assert_false(body_is_empty(&body));
    assert_false(body_has_text(&body));
    assert_int_equal(body_ink(&body), 0);
    body_set_text(&body, SPAN(" 　\n甲 乙"), LINE_PARAGRAPH);
    assert_true(body_has_text(&body));
    assert_int_equal(body_ink(&body), 2);
    body_release(&body);
}

static void places_and_offsets_are_each_others_inverse(void **state) {
    struct body body;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_set_text(&body, SPAN("甲乙\n\n丙a😀\n"), LINE_PARAGRAPH);
    assert_int_equal(body.points, 8);
    for (size_t offset = 0; offset <= body.points; offset++) {
        struct body_place place = body_place_of(&body, offset);
        assert_int_equal(body_offset_of(&body, place), offset);
        assert_true(place.column <= body.lines[place.line].points);
    }
    struct body_place end = body_place_of(&body, 1000);
    assert_int_equal(end.line, 3);
    assert_int_equal(end.column, 0);
    assert_int_equal(body_offset_of(&body, (struct body_place){0, 9}), 2);
    assert_int_equal(body_offset_of(&body, (struct body_place){9, 0}), 8);
    body_release(&body);
}

static void range_is_that_part_of_the_joined_text(void **state) {
    struct str out = STR_INIT;
    struct body body;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_set_text(&body, SPAN("甲乙\n丙丁\n戊"), LINE_PARAGRAPH);
    body_add_range(&out, &body, 1, 7);
    assert_string_equal(out.s, "乙\n丙丁\n戊");
    str_clear(&out);
    body_add_range(&out, &body, 2, 3);
    assert_string_equal(out.s, "\n");
    body_add_range(&out, &body, 3, 3);
    body_add_range(&out, &body, 5, 2);
    assert_string_equal(out.s, "\n");
    str_release(&out);
    body_release(&body);
}

static void attributes_bring_the_lines_back(void **state) {
    struct str text = STR_INIT, attributes = STR_INIT;
    struct body body, back;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_init(&back, LINE_ROW);
    body_add_line(&body, SPAN("甲"), LINE_PARAGRAPH, NULL);
    body_add_line(&body, SPAN("乙"), LINE_ITEM, "}三\\、{");
    body_add_line(&body, SPAN("丙\t1"), LINE_ROW, NULL);
    body_add_line(&body, SPAN(""), LINE_ITEM, "");
    body_add_text(&text, &body);
    body_add_attributes(&attributes, &body);
    assert_string_equal(attributes.s, "pi{\\}三\\\\、{}ri{}");
    struct err err;
    assert_int_equal(body_from_attributes(&back, str_span(&text), str_span(&attributes), &err),
                     RC_OK);
    assert_true(body_equal(&body, &back));
    assert_true(body_is_sane(&back));
    str_release(&text);
    str_release(&attributes);
    body_release(&body);
    body_release(&back);
}

static void attributes_that_do_not_fit_change_nothing(void **state) {
    static const char *const bad[] = {"",     "p",   "ppp",   "px",     "pi{",      "pi{一",
                                      "pp{}", "pi}", "pi{}}", "pi{\\}", "pi{\xE4}", "p p"};
    struct body body;
    (void)state;
    body_init(&body, LINE_PARAGRAPH);
    body_set_text(&body, SPAN("原文"), LINE_PARAGRAPH);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct err err;
        assert_int_equal(body_from_attributes(&body, SPAN("甲\n乙"), span_of(bad[i]), &err),
                         RC_DAMAGED);
        assert_text(&body, "原文", "p");
    }
    struct err err;
    assert_int_equal(body_from_attributes(&body, SPAN("\xFF"), SPAN("p"), &err), RC_DAMAGED);
    assert_text(&body, "原文", "p");
    body_release(&body);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fresh_body_is_one_empty_line),
        cmocka_unit_test(first_added_line_takes_the_place_of_the_empty_one),
        cmocka_unit_test(label_is_kept_of_items_only),
        cmocka_unit_test(set_text_splits_at_every_line_break),
        cmocka_unit_test(copy_is_equal_and_independent),
        cmocka_unit_test(equality_sees_text_tag_and_label),
        cmocka_unit_test(blanks_are_no_text_but_make_a_body_not_empty),
        cmocka_unit_test(places_and_offsets_are_each_others_inverse),
        cmocka_unit_test(range_is_that_part_of_the_joined_text),
        cmocka_unit_test(attributes_bring_the_lines_back),
        cmocka_unit_test(attributes_that_do_not_fit_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
