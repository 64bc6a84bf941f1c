/* Figures in the text: one step each, never cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/utf8.h"
#include "edit/editor_edit.h"
#include "edit/editor_select.h"
#include "edit/shown_text.h"
#include "model/report_values.h"
#include "model/splice.h"
#include "tests/support/desk.h"
#include "tests/support/random.h"

/* A report with two figures; the editor shows them. */
static struct desk desk_with_figures(const char *text) {
    static const char yaml[] = "form_id: money\n"
                               "title: 报告\n"
                               "sections:\n"
                               "  - {name: money, label: 收支}\n"
                               "figures:\n"
                               "  - {name: a, label: 甲, type: integer, unit: 万元}\n"
                               "  - {name: b, label: 乙, type: text}\n";
    struct desk desk = desk_new(KIND_TEXT);
    assert_int_equal(template_read(&desk.report->template, span_of(yaml), "money", NULL), RC_OK);
    report_set_value(desk.report, SPAN("a"), SPAN("1286"));
    report_set_value(desk.report, SPAN("b"), SPAN("很长很长很长很长很长很长很长很长的一个值"));
    editor_set_report(desk.editor, desk.report);
    desk_set_text(&desk, text);
    return desk;
}

static void a_figure_is_one_step_and_goes_as_a_whole(void **state) {
    (void)state;
    struct desk desk = desk_with_figures("预算${a}，共。");
    struct editor *editor = desk.editor;
    struct editor_row row;
    size_t from, to;
    assert_true(editor_row(editor, 0, &row));
    assert_true(span_is(row.text, "预算{1286万元}，共。"));
    assert_true(editor_row_figure(editor, &row, 0, &from, &to));
    assert_true(span_is(span_sub(row.text, from, to), "{1286万元}"));
    assert_false(editor_row_figure(editor, &row, 1, &from, &to));
    editor_set_cursor(editor, 4, false); /* within it: before it */
    assert_int_equal(editor_cursor(editor), 2);
    assert_int_equal(editor_cursor_point(editor).column, 4 + 4);
    editor_move(editor, EDITOR_RIGHT, false);
    assert_int_equal(editor_cursor(editor), 6);
    assert_int_equal(editor_cursor_point(editor).column, 4 + 4 + 10);
    desk_type(&desk, "。");
    assert_desk_is(&desk, "预算${a}。，共。");
    editor_move(editor, EDITOR_LEFT, false);
    editor_move(editor, EDITOR_LEFT, true);
    assert_true(editor_selection(editor, &from, &to));
    assert_int_equal(from, 2);
    assert_int_equal(to, 6);
    assert_true(editor_row(editor, 0, &row));
    assert_int_equal(editor_row_byte(editor, &row, to) - editor_row_byte(editor, &row, from), 12);
    editor_drop_selection(editor);
    struct splice splice;
    assert_true(editor_delete(editor, &splice));
    desk_apply(&desk, &splice);
    splice_invert(&splice); /* and comes back as a whole */
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "预算${a}。，共。");
    assert_true(editor_backspace(editor, &splice));
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "预算。，共。");
    desk_free(&desk);
}

/* A value of many rows: every row is passed, no press stays where it is. */
static void a_long_value_is_walked_over(void **state) {
    (void)state;
    struct desk desk = desk_with_figures("前${b}后${a}\n第二段");
    editor_resize(desk.editor, 10, 20, WIDTH_NARROW);
    for (int presses = 0; editor_cursor(desk.editor) < desk.section->body.points; presses++) {
        assert_true(presses < 30);
        editor_move(desk.editor, EDITOR_DOWN, false);
    }
    for (int presses = 0; editor_cursor(desk.editor) > 0; presses++) {
        assert_true(presses < 30);
        editor_move(desk.editor, EDITOR_UP, false);
    }
    for (size_t i = 0; i < 7; i++)
        editor_move(desk.editor, EDITOR_RIGHT, false);
    assert_int_equal(editor_cursor(desk.editor), 13); /* 前 b 后 a, the line's end, 第二段 */
    desk_free(&desk);
}

static void random_editing_never_cuts_a_figure(void **state) {
    (void)state;
    static const char *const pieces[] = {"${a}", "${b}", "$", "{", "}", "字，", "\n", "$${"};
    struct random random = {7};
    for (int round = 0; round < 20; round++) {
        struct desk desk = desk_with_figures("");
        editor_resize(desk.editor, 6 + random_below(&random, 30), 1 + random_below(&random, 6),
                      WIDTH_NARROW);
        for (int step = 0; step < 60; step++) {
            struct splice splice;
            struct editor_row row;
            size_t what = random_below(&random, 4);
            if (what == 0)
                editor_move(desk.editor, (enum editor_motion)random_below(&random, EDITOR_END + 1),
                            random_below(&random, 3) == 0);
            else if (what == 1
                         ? editor_backspace(desk.editor, &splice)
                         : editor_insert(desk.editor, span_of(pieces[random_below(&random, 8)]),
                                         &splice)) {
                desk_take(&desk, &splice);
            }
            size_t line = body_place_of(&desk.section->body, editor_cursor(desk.editor)).line;
            struct shown_text *shown =
                shown_text_new(desk.report, str_span(&desk.section->body.lines[line].text));
            struct editor_at at = editor_at(desk.editor, editor_cursor(desk.editor));
            assert_int_equal(editor_offset(desk.editor, at.line, at.byte, false),
                             editor_cursor(desk.editor));
            struct span text = editor_line_text(desk.editor, line);
            assert_true(shown != NULL
                            ? span_equal(text, str_span(&shown->text))
                            : span_equal(text, str_span(&desk.section->body.lines[line].text)));
            shown_text_free(shown);
            assert_true(editor_row(desk.editor, editor_cursor_point(desk.editor).row, &row));
        }
        desk_free(&desk);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_is_one_step_and_goes_as_a_whole),
        cmocka_unit_test(a_long_value_is_walked_over),
        cmocka_unit_test(random_editing_never_cuts_a_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
