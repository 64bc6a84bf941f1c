/* How well two colours can be read, on the worst of the usual terminals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/term/contrast.h"

#include <math.h>

static void assert_contrast(int fg, int bg, enum ground ground, double wanted) {
    struct look look = {0, (enum colour)fg, (enum colour)bg};
    double contrast = contrast_of(look, ground, NULL);
    if (fabs(contrast - wanted) > 0.05)
        fail_msg("%d on %d: %.2f, not %.2f", fg, bg, contrast, wanted);
}

/* As the formula of WCAG 2 gives them for 000000, ffffff, 767676 and the like. */
static void known_contrasts_are_right(void **state) {
    (void)state;
    assert_contrast(231, 16, GROUND_DARK, 21);    /* ffffff on 000000 */
    assert_contrast(16, 231, GROUND_LIGHT, 21);   /* whatever the ground is */
    assert_contrast(196, 231, GROUND_DARK, 4.0);  /* ff0000 on ffffff */
    assert_contrast(21, 231, GROUND_DARK, 8.59);  /* 0000ff on ffffff */
    assert_contrast(243, 231, GROUND_DARK, 4.54); /* 767676 on ffffff */
    assert_contrast(100, 100, GROUND_DARK, 1);
}

static void the_worst_terminal_counts_and_is_named(void **state) {
    (void)state;
    const char *palette = NULL;
    struct look blue = {0, COLOUR_BLUE, COLOUR_DEFAULT}, green = {0, COLOUR_GREEN, COLOUR_DEFAULT};
    assert_true(contrast_of(blue, GROUND_DARK, &palette) < 2);
    assert_string_equal(palette, "Linux控制台");
    assert_true(contrast_of(blue, GROUND_LIGHT, NULL) >= CONTRAST_LEAST);
    assert_true(contrast_of(green, GROUND_DARK, NULL) >= CONTRAST_LEAST);
    assert_true(contrast_of(green, GROUND_LIGHT, NULL) < CONTRAST_LEAST);
}

static void bold_is_what_the_terminal_makes_of_it(void **state) {
    (void)state;
    struct look red = {0, COLOUR_RED, COLOUR_DEFAULT},
                bold = {LOOK_BOLD, COLOUR_RED, COLOUR_DEFAULT};
    assert_true(contrast_of(red, GROUND_LIGHT, NULL) >= CONTRAST_LEAST);
    assert_true(contrast_of(bold, GROUND_LIGHT, NULL) < CONTRAST_LEAST); /* PuTTY: ff5555 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_contrasts_are_right),
        cmocka_unit_test(the_worst_terminal_counts_and_is_named),
        cmocka_unit_test(bold_is_what_the_terminal_makes_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
