#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/dialog.h"
#include "ui/widget/list.h"

static struct event key_of(int key) {
    return (struct event){.kind = EVENT_KEY, .key = key};
}

static unsigned press_list(struct list *list, int key) {
    const struct event ev = key_of(key);
    return list_handle(list, &ev);
}

static void a_list_selects_by_keys_and_stays_inside(void **state) {
    (void)state;
    struct list list = {.count = 30};
    assert_int_equal(press_list(&list, K_UP), HANDLED_YES);
    assert_int_equal(press_list(&list, K_DOWN), HANDLED_YES | HANDLED_CHANGED);
    (void)press_list(&list, K_PGDN);
    assert_int_equal(list.selected, 11);
    (void)press_list(&list, K_END);
    (void)press_list(&list, K_DOWN);
    assert_int_equal(list.selected, 29);
    (void)press_list(&list, K_PGUP);
    assert_int_equal(list.selected, 19);
    (void)press_list(&list, K_HOME);
    assert_int_equal(list.selected, 0);
    assert_int_equal(press_list(&list, K_ENTER), HANDLED_YES | HANDLED_CHOSEN);
    assert_int_equal(press_list(&list, K_LEFT), HANDLED_NO);
    list_select(&list, 99);
    assert_int_equal(list.selected, 29);
    list_set_count(&list, 5);
    assert_int_equal(list.selected, 4);
    list_set_count(&list, 0);
    assert_int_equal(list.selected, 0);
    assert_int_equal(press_list(&list, K_ENTER), HANDLED_NO);
}

static void draw_number(struct canvas *cv, struct area area, size_t index, bool selected,
                        const void *context) {
    (void)selected;
    assert_int_equal(area.rows, 1);
    (void)canvas_put_format(cv, area.row, area.col, FACE_PLAIN, "%s%zu", (const char *)context,
                            index);
}

static void a_list_shows_its_selection(void **state) {
    (void)state;
    struct canvas *cv = canvas_new(6, 10, WIDTH_NARROW);
    struct area area = {1, 2, 4, 7};
    for (size_t selected = 0; selected < 12; selected++) {
        struct list list = {.count = 12, .selected = selected};
        int row, col;
        canvas_clear(cv);
        list_draw(&list, cv, area, true, draw_number, "\u7b2c");
        assert_true(canvas_cursor(cv, &row, &col));
        assert_true(area_has(area, row, col));
        struct str wanted = STR_INIT;
        str_add_format(&wanted, "  >\u7b2c%zu", selected);
        assert_canvas_row(cv, row, wanted.s);
        assert_int_equal(canvas_cell(cv, row, 2)->face, FACE_SELECTED);
        str_release(&wanted);
        assert_canvas_row(cv, 0, "");
        assert_canvas_row(cv, 5, "");
    }
    struct list one = {.count = 1};
    canvas_clear(cv);
    list_draw(&one, cv, area, false, draw_number, "");
    assert_canvas_row(cv, 1, "  >0");
    assert_canvas_row(cv, 2, "");
    canvas_free(cv);
}

static const char *const buttons[] = {"\u5bfc\u51fa", "\u770b\u6e05\u5355", "\u53d6\u6d88"};
static const char *const layouts[] = {"\u666e\u901a", "\u9875"};

static void buttons_move_and_are_chosen(void **state) {
    (void)state;
    struct choice choice = {.labels = buttons, .count = 3};
    const struct event left = key_of(K_LEFT), right = key_of(K_RIGHT), enter = key_of(K_ENTER);
    (void)buttons_handle(&choice, &left);
    assert_int_equal(choice.selected, 2);
    (void)buttons_handle(&choice, &right);
    assert_int_equal(choice.selected, 0);
    assert_int_equal(buttons_handle(&choice, &enter), HANDLED_YES | HANDLED_CHOSEN);
    struct canvas *cv = canvas_new(1, 50, WIDTH_NARROW);
    int row, col;
    buttons_draw(&choice, cv, canvas_area(cv), 0, true);
    assert_canvas_row(cv, 0,
                      "        [ \u5bfc\u51fa ]    [ \u770b\u6e05\u5355 ]    [ \u53d6\u6d88 ]");
    assert_true(canvas_cursor(cv, &row, &col));
    assert_int_equal(col, 10);
    assert_int_equal(canvas_cell(cv, 0, 10)->face, FACE_BUTTON_FOCUS);
    canvas_free(cv);
}

static void radio_marks_change_their_value(void **state) {
    (void)state;
    struct choice choice = {.labels = layouts, .count = 2};
    const struct event right = key_of(K_RIGHT), enter = key_of(K_ENTER);
    const struct event blank = {.kind = EVENT_TEXT, .text = SPAN(" ")};
    assert_int_equal(radio_handle(&choice, &right), HANDLED_YES | HANDLED_CHANGED);
    assert_int_equal(radio_handle(&choice, &blank), HANDLED_YES | HANDLED_CHANGED);
    assert_int_equal(choice.selected, 0);
    assert_int_equal(radio_handle(&choice, &enter), HANDLED_NO);
    struct canvas *cv = canvas_new(1, 30, WIDTH_NARROW);
    int row, col;
    assert_int_equal(radio_draw(&choice, cv, 0, 2, 28, true), 14);
    assert_canvas_row(cv, 0, "  (*)\u666e\u901a  ( )\u9875");
    assert_true(canvas_cursor(cv, &row, &col));
    assert_int_equal(col, 3);
    canvas_free(cv);
}

static void radio_marks_that_are_off_keep_their_value(void **state) {
    struct choice choice = {.labels = layouts, .count = 2, .is_off = true};
    const struct event right = key_of(K_RIGHT);
    (void)state;
    assert_int_equal(radio_handle(&choice, &right), HANDLED_NO);
    assert_int_equal(choice.selected, 0);
    struct canvas *cv = canvas_new(1, 30, WIDTH_NARROW);
    (void)radio_draw(&choice, cv, 0, 0, 30, false);
    assert_canvas_row(cv, 0, "( )普通  ( )页");
    canvas_free(cv);
}

static void radio_marks_that_do_not_fit_show_the_selected_one(void **state) {
    struct choice choice = {.labels = layouts, .count = 2, .selected = 1};
    (void)state;
    struct canvas *cv = canvas_new(1, 30, WIDTH_NARROW);
    (void)radio_draw(&choice, cv, 0, 0, 10, false);
    assert_canvas_row(cv, 0, "(*)页");
    canvas_free(cv);
}

static void a_message_box_asks_and_answers(void **state) {
    (void)state;
    struct message_box box;
    message_box_init(&box, SPAN("\u79fb\u5165\u56de\u6536\u7ad9"), SPAN("\u786e\u5b9a\u5417\uff1f"),
                     buttons, 3, 2);
    const struct event tab = key_of(K_TAB), esc = key_of(K_ESC), enter = key_of(K_ENTER);
    const struct event other = key_of(K_F5);
    struct canvas *cv = canvas_new(24, 80, WIDTH_NARROW);
    struct area over = canvas_area(cv);
    (void)message_box_handle(&box, &tab, cv, over);
    assert_int_equal(box.buttons.selected, 0);
    assert_int_equal(message_box_handle(&box, &enter, cv, over), HANDLED_YES | HANDLED_CHOSEN);
    assert_int_equal(message_box_handle(&box, &esc, cv, over), HANDLED_YES | HANDLED_CANCEL);
    assert_int_equal(message_box_handle(&box, &other, cv, over), HANDLED_NO);
    canvas_free(cv);
    const int sizes[][2] = {{24, 80}, {16, 60}, {5, 20}, {2, 4}, {1, 1}, {0, 0}};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        cv = canvas_new(sizes[i][0], sizes[i][1], WIDTH_NARROW);
        message_box_draw(&box, cv, canvas_area(cv), true);
        assert_true(canvas_is_sane(cv));
        canvas_free(cv);
    }
    cv = canvas_new(24, 80, WIDTH_NARROW);
    message_box_draw(&box, cv, canvas_area(cv), true);
    struct str row = STR_INIT;
    canvas_row_text(cv, 10, &row);
    assert_true(span_find(str_span(&row), SPAN("\u786e\u5b9a\u5417\uff1f")) != SIZE_MAX);
    str_release(&row);
    canvas_free(cv);
    message_box_release(&box);
}

static void a_long_message_scrolls_above_its_buttons(void **state) {
    (void)state;
    struct message_box box;
    struct str text = STR_INIT, screen = STR_INIT;
    const struct event end = key_of(K_END), up = key_of(K_UP);
    for (int i = 1; i <= 40; i++)
        str_add_format(&text, "%s%02d", i > 1 ? "\n" : "", i);
    message_box_init(&box, SPAN("题"), str_span(&text), buttons, 3, 0);
    struct canvas *cv = canvas_new(16, 60, WIDTH_NARROW);
    for (int step = 0; step < 3; step++) {
        canvas_clear(cv);
        message_box_draw(&box, cv, canvas_area(cv), true);
        str_clear(&screen);
        for (int row = 0; row < 16; row++)
            canvas_row_text(cv, row, &screen);
        assert_true(canvas_is_sane(cv));
        assert_true(span_find(str_span(&screen), span_of(buttons[0])) != SIZE_MAX);
        assert_true((span_find(str_span(&screen), SPAN("01")) != SIZE_MAX) == (step == 0));
        assert_true((span_find(str_span(&screen), SPAN("40")) != SIZE_MAX) == (step == 1));
        (void)message_box_handle(&box, step == 0 ? &end : &up, cv, canvas_area(cv));
    }
    canvas_free(cv);
    message_box_release(&box);
    str_release(&text);
    str_release(&screen);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_selects_by_keys_and_stays_inside),
        cmocka_unit_test(a_list_shows_its_selection),
        cmocka_unit_test(buttons_move_and_are_chosen),
        cmocka_unit_test(radio_marks_change_their_value),
        cmocka_unit_test(radio_marks_that_are_off_keep_their_value),
        cmocka_unit_test(radio_marks_that_do_not_fit_show_the_selected_one),
        cmocka_unit_test(a_message_box_asks_and_answers),
        cmocka_unit_test(a_long_message_scrolls_above_its_buttons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
