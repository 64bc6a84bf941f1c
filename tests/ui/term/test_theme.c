#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/term/theme.h"

static void monochrome_has_no_colours_and_all_attributes(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look plain = theme_look((enum face)face, THEME_MONOCHROME);
        struct look colour = theme_look((enum face)face, THEME_COLOUR);
        assert_int_equal(plain.fg, COLOUR_DEFAULT);
        assert_int_equal(plain.bg, COLOUR_DEFAULT);
        assert_int_equal(plain.attributes, colour.attributes);
    }
}

static void what_is_selected_is_reverse_video(void **state) {
    (void)state;
    const enum face faces[] = {FACE_SELECTED, FACE_SELECTION, FACE_BUTTON_FOCUS};
    for (size_t i = 0; i < ARRAY_LEN(faces); i++)
        assert_true((theme_look(faces[i], THEME_MONOCHROME).attributes & LOOK_REVERSE) != 0);
    assert_int_equal(theme_look(FACE_PLAIN, THEME_COLOUR).attributes, 0);
}

static void high_contrast_has_two_colours_and_nothing_dim(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look high = theme_look((enum face)face, THEME_CONTRAST);
        struct look plain = theme_look((enum face)face, THEME_MONOCHROME);
        assert_int_equal(high.fg, COLOUR_WHITE);
        assert_int_equal(high.bg, COLOUR_BLACK);
        assert_int_equal(high.attributes & (LOOK_BOLD | LOOK_DIM), LOOK_BOLD);
        assert_int_equal(high.attributes & LOOK_REVERSE, plain.attributes & LOOK_REVERSE);
    }
}

static void no_color_counts_when_it_is_not_empty(void **state) {
    (void)state;
    assert_false(theme_wants_no_colour(NULL));
    assert_false(theme_wants_no_colour(""));
    assert_true(theme_wants_no_colour("1"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(monochrome_has_no_colours_and_all_attributes),
        cmocka_unit_test(what_is_selected_is_reverse_video),
        cmocka_unit_test(high_contrast_has_two_colours_and_nothing_dim),
        cmocka_unit_test(no_color_counts_when_it_is_not_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
