/* A bar of what is done: never full before the end, never empty after the beginning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"
#include "ui/widget/meter.h"

static void draw(size_t done, size_t all, bool plain, const char *wanted) {
    struct canvas *canvas = canvas_new(1, 30, WIDTH_NARROW);
    struct str text = STR_INIT;
    canvas_set_plain(canvas, plain);
    str_add_format(&text, "%zu/%zu", done, all);
    meter_draw(canvas, 0, 2, 16, done, all, FACE_DONE, FACE_PLAIN, str_span(&text));
    assert_canvas_row(canvas, 0, wanted);
    str_release(&text);
    canvas_free(canvas);
}

static void bars_show_the_share(void **state) {
    (void)state;
    draw(0, 18, false, "  [          0/18]");
    draw(1, 100, false, "  [|        1/100]");
    draw(9, 18, false, "  [|||||||   9/18]");
    draw(17, 18, false, "  [|||||||||17/18]");
    draw(18, 18, false, "  [|||||||||18/18]");
}

static void a_screen_reader_gets_the_count_alone(void **state) {
    (void)state;
    draw(9, 18, true, "  9/18");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_show_the_share),
        cmocka_unit_test(a_screen_reader_gets_the_count_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
