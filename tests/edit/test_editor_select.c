#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "edit/editor_select.h"
#include "tests/support/desk.h"
#include "tests/support/random.h"

static void assert_selected(const struct desk *desk, size_t from, size_t to) {
    size_t a = 0, b = 0;
    assert_true(editor_selection(desk->editor, &a, &b));
    assert_int_equal(a, from);
    assert_int_equal(b, to);
}

static void more_is_selected_each_time(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    desk_set_text(&desk, "第一句。第“二”句！）第三\n\n末");
    editor_set_cursor(desk.editor, 6, false);
    assert_int_equal(editor_select_more(desk.editor), EDITOR_BEGUN);
    assert_int_equal(editor_select_more(desk.editor), EDITOR_SENTENCE);
    assert_selected(&desk, 4, 11);
    assert_int_equal(editor_select_more(desk.editor), EDITOR_PARAGRAPH);
    assert_selected(&desk, 0, 13);
    assert_int_equal(editor_select_more(desk.editor), EDITOR_ALL);
    assert_selected(&desk, 0, 16);
    assert_int_equal(editor_select_more(desk.editor), EDITOR_NOTHING);
    assert_false(editor_is_selecting(desk.editor));
    assert_int_equal(editor_select_more(desk.editor), EDITOR_BEGUN);
    editor_move(desk.editor, EDITOR_LEFT, true); /* moved: the next drops it */
    assert_int_equal(editor_select_more(desk.editor), EDITOR_NOTHING);
    editor_set_cursor(desk.editor, 14, false); /* an empty line */
    assert_int_equal(editor_select_more(desk.editor), EDITOR_BEGUN);
    assert_int_equal(editor_select_more(desk.editor), EDITOR_ALL);
    desk_set_text(&desk, "");
    assert_int_equal(editor_select_more(desk.editor), EDITOR_BEGUN);
    assert_int_equal(editor_select_more(desk.editor), EDITOR_NOTHING);
    desk_free(&desk);
}

static void sentences_tile_their_line(void **state) {
    (void)state;
    struct random random = {.state = 11};
    for (int round = 0; round < 300; round++) {
        struct desk desk = desk_new(KIND_TEXT);
        struct str text = STR_INIT;
        random_add_text(&text, &random, random_below(&random, 40), true);
        desk_set_text(&desk, text.s);
        for (size_t at = 0; at <= desk.section->body.points; at++) {
            struct editor_range range = editor_sentence(desk.editor, at);
            struct editor_range line = editor_paragraph(desk.editor, at);
            assert_in_range(at, range.from, range.to);
            assert_true(range.from >= line.from && range.to <= line.to);
            assert_true(range.from < range.to || line.from == line.to);
        }
        str_release(&text);
        desk_free(&desk);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_is_selected_each_time),
        cmocka_unit_test(sentences_tile_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
