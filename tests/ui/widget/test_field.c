#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/grapheme.h"
#include "base/text/utf8.h"
#include "tests/support/random.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/field.h"

static unsigned type(struct field *field, const char *text) {
    const struct event ev = {.kind = EVENT_TEXT, .text = span_of(text)};
    return field_handle(field, &ev);
}

static unsigned press(struct field *field, int key) {
    const struct event ev = {.kind = EVENT_KEY, .key = key};
    return field_handle(field, &ev);
}

static void assert_field(const struct field *field, const char *text, size_t cursor) {
    assert_string_equal(field->text.s, text);
    assert_int_equal(field->cursor, cursor);
}

static void edits_whole_characters_at_the_cursor(void **state) {
    (void)state;
    struct field field;
    field_init(&field, SPAN("\u4e2d\u6587"));
    assert_field(&field, "\u4e2d\u6587", 6);
    assert_int_equal(press(&field, K_LEFT), HANDLED_YES);
    assert_int_equal(type(&field, "\u5b57a"), HANDLED_YES | HANDLED_CHANGED);
    assert_field(&field, "\u4e2d\u5b57a\u6587", 7);
    (void)press(&field, K_BACKSPACE);
    (void)press(&field, K_BACKSPACE);
    assert_field(&field, "\u4e2d\u6587", 3);
    (void)press(&field, K_DEL);
    assert_field(&field, "\u4e2d", 3);
    assert_int_equal(press(&field, K_DEL), HANDLED_YES);
    (void)press(&field, K_HOME);
    assert_int_equal(press(&field, K_BACKSPACE), HANDLED_YES);
    (void)press(&field, K_RIGHT);
    assert_field(&field, "\u4e2d", 3);
    field_release(&field);
}

static void deletes_a_grapheme_as_one(void **state) {
    (void)state;
    struct field field;
    field_init(&field, SPAN("ae\u0301"));
    (void)press(&field, K_BACKSPACE);
    assert_field(&field, "a", 1);
    field_release(&field);
}

static void a_mark_joins_the_character_before_the_cursor(void **state) {
    (void)state;
    struct field field;
    field_init(&field, SPAN("ex"));
    (void)press(&field, K_LEFT);
    (void)type(&field, "\u0301");
    assert_field(&field, "e\u0301x", 3);
    field_release(&field);
}

static void leaves_the_keys_of_the_dialog_alone(void **state) {
    (void)state;
    struct field field;
    field_init(&field, SPAN("x"));
    const int keys[] = {K_ENTER, K_TAB, K_BACKTAB, K_ESC, K_UP, K_DOWN, K_F1, K_CTRL('S')};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        assert_int_equal(press(&field, keys[i]), HANDLED_NO);
    field_release(&field);
}

static void a_paste_is_cleaned_into_one_line(void **state) {
    (void)state;
    struct field field;
    field_init(&field, SPAN(""));
    const struct event ev = {.kind = EVENT_PASTE, .text = SPAN("a\r\nb\tc\033\u200bd")};
    (void)field_handle(&field, &ev);
    assert_string_equal(field.text.s, "a b cd");
    assert_int_equal(field.stripped.stripped, 2);
    field_release(&field);
}

static void takes_no_more_than_its_most(void **state) {
    (void)state;
    struct field field;
    field_init(&field, SPAN(""));
    field.most = 3;
    (void)type(&field, "\u4e2d\u6587\u5b57\u6570");
    assert_field(&field, "\u4e2d\u6587\u5b57", 9);
    assert_int_equal(type(&field, "x"), HANDLED_YES);
    field_set(&field, SPAN("abcdef"));
    assert_field(&field, "abc", 3);
    field_release(&field);
}

static void the_cursor_is_visible_in_a_narrow_field(void **state) {
    (void)state;
    struct canvas *cv = canvas_new(1, 20, WIDTH_NARROW);
    struct field field;
    int row, col;
    field_init(&field, SPAN("\u4e2d\u6587\u5b57\u6570\u4e2d\u6587\u5b57\u6570"));
    for (int step = 0; step < 9; step++) {
        canvas_clear(cv);
        (void)canvas_put_text(cv, 0, 17, FACE_PLAIN, "|");
        field_draw(&field, cv, 0, 8, 9, true);
        assert_true(canvas_cursor(cv, &row, &col));
        assert_in_range(col, 8, 16);
        assert_int_equal(canvas_cell(cv, 0, 17)->text[0], '|');
        assert_true(canvas_is_sane(cv));
        (void)press(&field, K_LEFT);
    }
    assert_int_equal(field.cursor, 0);
    canvas_clear(cv);
    field_draw(&field, cv, 0, 8, 9, false);
    assert_false(canvas_cursor(cv, &row, &col));
    field_release(&field);
    canvas_free(cv);
}

static void random_editing_keeps_the_cursor_between_graphemes(void **state) {
    (void)state;
    struct random random = {5};
    static const char *const texts[] = {"\u4e2d",     "a",      "\u0301",
                                        "\U0001f468", "\u200d", "\U0001f469"};
    const int keys[] = {K_LEFT, K_RIGHT, K_HOME, K_END, K_BACKSPACE, K_DEL};
    for (int round = 0; round < 100; round++) {
        struct field field;
        field_init(&field, SPAN(""));
        for (int i = 0; i < 60; i++) {
            if (random_below(&random, 2) == 0)
                (void)type(&field, texts[random_below(&random, ARRAY_LEN(texts))]);
            else
                (void)press(&field, keys[random_below(&random, ARRAY_LEN(keys))]);
            size_t at = 0;
            while (at < field.cursor)
                at = grapheme_next(field_text(&field), at);
            assert_int_equal(at, field.cursor);
            assert_true(utf8_is_valid(field_text(&field), NULL));
        }
        field_release(&field);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_whole_characters_at_the_cursor),
        cmocka_unit_test(deletes_a_grapheme_as_one),
        cmocka_unit_test(a_mark_joins_the_character_before_the_cursor),
        cmocka_unit_test(leaves_the_keys_of_the_dialog_alone),
        cmocka_unit_test(a_paste_is_cleaned_into_one_line),
        cmocka_unit_test(takes_no_more_than_its_most),
        cmocka_unit_test(the_cursor_is_visible_in_a_narrow_field),
        cmocka_unit_test(random_editing_keeps_the_cursor_between_graphemes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
