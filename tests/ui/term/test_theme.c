#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/term/contrast.h"

enum { EIGHT = 8, MANY = 256 };

static void monochrome_has_no_colours_and_all_attributes(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look plain = theme_look((enum face)face, THEME_MONOCHROME, MANY);
        struct look dark = theme_look((enum face)face, THEME_DARK, MANY);
        assert_int_equal(plain.fg, COLOUR_DEFAULT);
        assert_int_equal(plain.bg, COLOUR_DEFAULT);
        assert_int_equal(plain.attributes | LOOK_DIM, dark.attributes | LOOK_DIM);
    }
}

static void assert_readable(struct look look, enum ground ground, int face) {
    const char *palette = "";
    double contrast = contrast_of(look, ground, &palette);
    if (contrast < CONTRAST_LEAST)
        fail_msg("face %d on %s, ground %d: %.2f to 1", face, palette, (int)ground, contrast);
}

/* Reverse video has the same two colours. */
static void every_face_can_be_read_on_every_palette(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        assert_readable(theme_look((enum face)face, THEME_DARK, MANY), GROUND_DARK, face);
        assert_readable(theme_look((enum face)face, THEME_LIGHT, EIGHT), GROUND_LIGHT, face);
        assert_readable(theme_look((enum face)face, THEME_LIGHT, MANY), GROUND_LIGHT, face);
        assert_readable(theme_look((enum face)face, THEME_CONTRAST, MANY), GROUND_DARK, face);
    }
}

/* Alacritty's own blue and red on white, as many people's: 2.4 to 1. */
static void on_a_light_ground_no_colour_is_the_palettes(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look look = theme_look((enum face)face, THEME_LIGHT, MANY);
        assert_true(look.fg == COLOUR_DEFAULT || look.fg > 15);
    }
}

/* mosh, PuTTY and others do not say what colour their background has. Nothing is dim there, bold
 * without a colour may be white, and bold does not change a colour of the 256. */
static void an_unknown_background_may_be_black_or_white(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look look = theme_look((enum face)face, THEME_EITHER, MANY);
        assert_true(look.fg == COLOUR_DEFAULT || look.fg > COLOUR_WHITE);
        assert_int_equal(look.attributes & LOOK_DIM, 0);
        assert_readable(look, GROUND_BLACK, face);
        assert_readable(look, GROUND_WHITE, face);
    }
}

static void what_is_selected_is_reverse_video(void **state) {
    (void)state;
    const enum face faces[] = {FACE_SELECTED, FACE_SELECTION, FACE_BUTTON_FOCUS};
    for (size_t i = 0; i < ARRAY_LEN(faces); i++)
        assert_true((theme_look(faces[i], THEME_MONOCHROME, MANY).attributes & LOOK_REVERSE) != 0);
    assert_int_equal(theme_look(FACE_PLAIN, THEME_DARK, MANY).attributes, 0);
}

/* Of many places that are marked the one in hand is seen at once, whatever the theme. */
static void the_one_in_hand_is_told_from_the_others(void **state) {
    (void)state;
    static const enum theme themes[] = {THEME_DARK, THEME_LIGHT, THEME_EITHER, THEME_CONTRAST,
                                        THEME_MONOCHROME};
    for (size_t i = 0; i < ARRAY_LEN(themes); i++) {
        assert_true((theme_look(FACE_SELECTION, themes[i], MANY).attributes & LOOK_REVERSE) != 0);
        assert_false((theme_look(FACE_MATCH, themes[i], MANY).attributes & LOOK_REVERSE) != 0);
    }
}

static void high_contrast_has_two_colours_and_nothing_dim(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look high = theme_look((enum face)face, THEME_CONTRAST, MANY);
        struct look plain = theme_look((enum face)face, THEME_MONOCHROME, MANY);
        assert_int_equal(high.fg, COLOUR_WHITE);
        assert_int_equal(high.bg, COLOUR_BLACK);
        assert_int_equal(high.attributes & LOOK_DIM, 0);
        assert_true((high.attributes & (LOOK_BOLD | LOOK_REVERSE)) != 0);
        assert_int_equal(high.attributes & LOOK_REVERSE, plain.attributes & LOOK_REVERSE);
    }
}

static void no_color_counts_when_it_is_not_empty(void **state) {
    (void)state;
    assert_false(theme_wants_no_colour(NULL));
    assert_false(theme_wants_no_colour(""));
    assert_true(theme_wants_no_colour("1"));
}

static void the_environment_may_say_what_the_background_is(void **state) {
    (void)state;
    static const struct {
        const char *value;
        int light; /* -1: not said */
    } cases[] = {{"15;0", 0},         {"0;15", 1},  {"0;default;15", 1}, {"15;default;0", 0},
                 {"0;7", 1},          {"15;8", 0},  {"15;6", 0},         {"0;11", 1},
                 {NULL, -1},          {"", -1},     {"15", -1},          {"0;default", -1},
                 {"0;", -1},          {"0;16", -1}, {"0;-1", -1},        {"0;7x", -1},
                 {"0;default;7;", -1}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        bool light = cases[i].light == 0;
        assert_int_equal(theme_read_ground(cases[i].value, &light), cases[i].light >= 0);
        assert_int_equal(light, cases[i].light == 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(monochrome_has_no_colours_and_all_attributes),
        cmocka_unit_test(every_face_can_be_read_on_every_palette),
        cmocka_unit_test(on_a_light_ground_no_colour_is_the_palettes),
        cmocka_unit_test(an_unknown_background_may_be_black_or_white),
        cmocka_unit_test(what_is_selected_is_reverse_video),
        cmocka_unit_test(the_one_in_hand_is_told_from_the_others),
        cmocka_unit_test(high_contrast_has_two_colours_and_nothing_dim),
        cmocka_unit_test(the_environment_may_say_what_the_background_is),
        cmocka_unit_test(no_color_counts_when_it_is_not_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
