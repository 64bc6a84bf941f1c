#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/term/theme.h"

#include <math.h>

static void monochrome_has_no_colours_and_all_attributes(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look plain = theme_look((enum face)face, THEME_MONOCHROME);
        struct look dark = theme_look((enum face)face, THEME_DARK);
        assert_int_equal(plain.fg, COLOUR_DEFAULT);
        assert_int_equal(plain.bg, COLOUR_DEFAULT);
        assert_int_equal(plain.attributes | LOOK_DIM, dark.attributes | LOOK_DIM);
    }
}

/* The eight colours as terminals have them, and what bold makes of them where it makes them
 * brighter (0: it does not). From the programs' own settings and sources. */
static const struct palette {
    const char *name;
    unsigned colours[8], bold[8];
} palettes[] = {
    {"xterm",
     {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5},
     {0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff}},
    {"PuTTY",
     {0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb},
     {0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff}},
    {"PuTTY, bold by the font",
     {0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb},
     {0}},
    {"VGA, Linux console",
     {0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa},
     {0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff}},
    {"Windows Terminal, Campbell",
     {0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc},
     {0}},
    {"kitty",
     {0x000000, 0xcc0403, 0x19cb00, 0xcecb00, 0x0d73cc, 0xcb1ed1, 0x0dcdcd, 0xdddddd},
     {0}},
};

static double linear(unsigned component) {
    double c = component / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2: relative luminance. */
static double luminance(unsigned rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) +
           0.0722 * linear(rgb & 0xff);
}

static double contrast(unsigned a, unsigned b) {
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

/* The palette of 256 is the same in all of them: six steps of each component from 16 on. */
static unsigned either_colour(enum colour colour) {
    static const unsigned steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    unsigned cube = (unsigned)colour - 16;
    return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

static void assert_readable(const struct palette *palette, struct look look, unsigned ink,
                            unsigned ground, int face) {
    unsigned fg = ink;
    if (look.fg > COLOUR_WHITE) {
        fg = either_colour(look.fg);
    } else if (look.fg != COLOUR_DEFAULT) {
        bool brighter = (look.attributes & LOOK_BOLD) != 0 && palette->bold[COLOUR_WHITE] != 0;
        fg = brighter ? palette->bold[look.fg] : palette->colours[look.fg];
    }
    unsigned bg = look.bg == COLOUR_DEFAULT ? ground : palette->colours[look.bg];
    bool reversed = (look.attributes & LOOK_REVERSE) != 0;
    if (reversed && (look.attributes & LOOK_BOLD) != 0 && palette->bold[COLOUR_WHITE] != 0)
        bg = palette->bold[COLOUR_BLACK]; /* PuTTY: bold is what the letters are drawn in */
    if (contrast(fg, bg) < 4.5)
        fail_msg("face %d on %s: %06x on %06x is %.2f to 1", face, palette->name, fg, bg,
                 contrast(fg, bg));
}

/* Reverse video has the same two colours. */
static void every_face_can_be_read_on_every_palette(void **state) {
    static const unsigned dark[] = {0x000000, 0x0c0c0c}, light[] = {0xffffff, 0xfafafa};
    (void)state;
    for (size_t p = 0; p < ARRAY_LEN(palettes); p++)
        for (int face = 0; face < FACE_COUNT; face++)
            for (size_t i = 0; i < ARRAY_LEN(dark); i++) {
                const struct palette *palette = &palettes[p];
                unsigned ink = palette->colours[COLOUR_WHITE];
                assert_readable(palette, theme_look((enum face)face, THEME_DARK), ink, dark[i],
                                face);
                assert_readable(palette, theme_look((enum face)face, THEME_LIGHT), 0x000000,
                                light[i], face);
                assert_readable(palette, theme_look((enum face)face, THEME_CONTRAST), ink, dark[i],
                                face);
            }
}

/* mosh, PuTTY and others do not say what colour their background has. Nothing is dim there, and
 * bold does not change a colour of the 256. */
static void an_unknown_background_may_be_black_or_white(void **state) {
    (void)state;
    const struct palette *palette = &palettes[2];
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look look = theme_look((enum face)face, THEME_EITHER);
        assert_true(look.fg == COLOUR_DEFAULT || look.fg > COLOUR_WHITE);
        assert_int_equal(look.attributes & LOOK_DIM, 0);
        assert_readable(palette, look, 0xbbbbbb, 0x000000, face);
        assert_readable(palette, look, 0x000000, 0xffffff, face);
    }
}

static void what_is_selected_is_reverse_video(void **state) {
    (void)state;
    const enum face faces[] = {FACE_SELECTED, FACE_SELECTION, FACE_BUTTON_FOCUS};
    for (size_t i = 0; i < ARRAY_LEN(faces); i++)
        assert_true((theme_look(faces[i], THEME_MONOCHROME).attributes & LOOK_REVERSE) != 0);
    assert_int_equal(theme_look(FACE_PLAIN, THEME_DARK).attributes, 0);
}

static void high_contrast_has_two_colours_and_nothing_dim(void **state) {
    (void)state;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look high = theme_look((enum face)face, THEME_CONTRAST);
        struct look plain = theme_look((enum face)face, THEME_MONOCHROME);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(monochrome_has_no_colours_and_all_attributes),
        cmocka_unit_test(every_face_can_be_read_on_every_palette),
        cmocka_unit_test(an_unknown_background_may_be_black_or_white),
        cmocka_unit_test(what_is_selected_is_reverse_video),
        cmocka_unit_test(high_contrast_has_two_colours_and_nothing_dim),
        cmocka_unit_test(no_color_counts_when_it_is_not_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
