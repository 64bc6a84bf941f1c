/* Text that is read and scrolled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "ui/widget/page.h"

#include <string.h>

struct shown {
    struct canvas *canvas;
    struct page page;
    struct area area;
    struct str text;
};

static int setup(void **state) {
    struct shown *shown = MEM_NEW(struct shown);
    shown->canvas = canvas_new(6, 40, WIDTH_NARROW);
    shown->area = canvas_area(shown->canvas);
    str_init(&shown->text);
    *state = shown;
    return 0;
}

static int teardown(void **state) {
    struct shown *shown = *state;
    page_release(&shown->page);
    canvas_free(shown->canvas);
    str_release(&shown->text);
    mem_free(shown);
    return 0;
}

static const char *row(struct shown *shown, int at) {
    canvas_clear(shown->canvas);
    page_draw(&shown->page, shown->canvas, shown->area, true);
    assert_true(canvas_is_sane(shown->canvas));
    str_clear(&shown->text);
    canvas_row_text(shown->canvas, at, &shown->text);
    return shown->text.s;
}

static void press(struct shown *shown, int key) {
    struct event event = {.kind = EVENT_KEY, .key = key};
    (void)page_handle(&shown->page, &event, shown->canvas, shown->area);
}

static void paragraphs_and_keys_stand_under_one_another(void **state) {
    struct shown *shown = *state;
    page_add(&shown->page, FACE_HEADING, SPAN("标题\n第二段"));
    page_add_key(&shown->page, SPAN("F1  Ctrl-G"), FACE_PLAIN, SPAN("帮助"));
    assert_string_equal(row(shown, 0), "标题");
    assert_string_equal(row(shown, 1), "第二段");
    assert_string_equal(row(shown, 2), "F1  Ctrl-G          帮助");
    assert_string_equal(row(shown, 3), "");
    assert_int_equal(page_rows(&shown->page, shown->canvas, 40), 3);
    int at = -1, col = -1;
    assert_true(canvas_cursor(shown->canvas, &at, &col));
    assert_int_equal(at, 0);
}

static void what_is_longer_is_wrapped_and_scrolled(void **state) {
    struct shown *shown = *state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("一二三四五"), 32); /* 320 columns */
    page_add(&shown->page, FACE_PLAIN, str_span(&text));
    page_add(&shown->page, FACE_PLAIN, SPAN("末尾"));
    str_release(&text);
    size_t rows = page_rows(&shown->page, shown->canvas, 40);
    assert_int_equal(rows, 9);
    assert_non_null(strstr(row(shown, 5), "还有"));
    press(shown, K_END);
    assert_string_equal(row(shown, 5), "末尾");
    press(shown, K_DOWN); /* no further */
    assert_int_equal(shown->page.top, 3);
    press(shown, K_UP);
    assert_int_equal(shown->page.top, 2);
    press(shown, K_PGUP);
    assert_int_equal(shown->page.top, 0);
    press(shown, K_UP);
    assert_int_equal(shown->page.top, 0);
    press(shown, K_PGDN);
    assert_int_equal(shown->page.top, 3);
    press(shown, K_HOME);
    assert_int_equal(shown->page.top, 0);
}

static void any_size_will_do(void **state) {
    struct shown *shown = *state;
    page_add(&shown->page, FACE_PLAIN, SPAN("一二三四五六七八九十“引号”，Latin words too"));
    page_add_key(&shown->page, SPAN("Shift-F3  Ctrl-P"), FACE_DIM,
                 SPAN("上一处问题（先打开报告）"));
    for (int rows = 0; rows <= 6; rows++)
        for (int cols = 0; cols <= 40; cols++) {
            shown->area = (struct area){0, 0, rows, cols};
            (void)row(shown, 0);
            press(shown, K_DOWN);
        }
}

#define SHOWN(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SHOWN(paragraphs_and_keys_stand_under_one_another),
        SHOWN(what_is_longer_is_wrapped_and_scrolled),
        SHOWN(any_size_will_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
