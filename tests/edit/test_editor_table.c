#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "edit/editor_edit.h"
#include "edit/editor_table.h"
#include "model/splice.h"
#include "model/table_cell.h"
#include "tests/support/desk.h"
#include "tests/support/random.h"

static struct desk table_new(const char *text) {
    struct desk desk = desk_new(KIND_TABLE);
    desk_set_text(&desk, text);
    editor_resize(desk.editor, 30, 8, WIDTH_NARROW);
    return desk;
}

static void put_at(struct str *drawn, int column, const char *text) {
    while ((int)width_of_text(str_span(drawn), WIDTH_NARROW) < column)
        str_add_byte(drawn, ' ');
    str_add_text(drawn, text);
}

/* A row as it is drawn: `|` where an upright line goes through, `+` where it meets a rule. */
static void assert_row(const struct desk *desk, size_t index, const char *wanted) {
    struct editor_row row;
    struct editor_cell cell = {.next = 0};
    struct editor_line line;
    struct str drawn = STR_INIT;
    assert_true(editor_row(desk->editor, index, &row));
    assert_true(row.in_table);
    for (size_t i = 0; editor_row_line(desk->editor, &row, i, &line); i++) {
        if (row.rule != EDITOR_RULE_NONE)
            while (drawn.len > 0 && (int)drawn.len < line.column)
                str_add_byte(&drawn, '-');
        if (line.column >= 0 && (line.up || line.down || row.rule != EDITOR_RULE_NONE))
            put_at(&drawn, line.column,
                   row.rule == EDITOR_RULE_NONE ? "|"
                   : line.up && line.down       ? "+"
                   : line.up                    ? "'"
                   : line.down                  ? "."
                                                : "-");
        if (editor_row_cell(desk->editor, &row, cell.next, &cell))
            put_at(&drawn, cell.text.n > 0 ? (int)cell.column : 0, "");
        str_add(&drawn, row.rule == EDITOR_RULE_NONE && i < 9 ? cell.text : SPAN(""));
        cell.text = SPAN("");
    }
    assert_string_equal(drawn.s, wanted);
    str_release(&drawn);
}

static void columns_are_aligned(void **state) {
    (void)state;
    struct desk desk = table_new("项目\t预算\t完成\n三公经费\t8\t\n\t1.5万元");
    assert_row(&desk, 0, ".----------.------.------.");
    assert_row(&desk, 1, "| 项目     | 预算 | 完成 |");
    assert_row(&desk, 2, "+----------+------+------+");
    assert_row(&desk, 3, "| 三公经费 |    8 |      |");
    assert_row(&desk, 4, "|          | 1.5万元     |"); /* takes what is left of its row */
    assert_row(&desk, 5, "'----------'-------------'");
    editor_set_cursor(desk.editor, 3, false);
    assert_int_equal(editor_cursor_point(desk.editor).column, 13);
    assert_int_equal(editor_cursor_point(desk.editor).row, 1);
    editor_move(desk.editor, EDITOR_DOWN, false); /* over the rule, to where the number stands */
    assert_int_equal(editor_cursor_point(desk.editor).row, 3);
    assert_int_equal(editor_cursor_point(desk.editor).column, 16);
    assert_int_equal(editor_cursor(desk.editor), 14);
    assert_int_equal(editor_offset_at(desk.editor, 4, 16), 21); /* behind 1.5 */
    editor_move(desk.editor, EDITOR_UP, false);
    assert_int_equal(editor_cursor(desk.editor), 3);
    editor_move(desk.editor, EDITOR_UP, false); /* over the first row: the start */
    assert_int_equal(editor_cursor(desk.editor), 0);
    desk_free(&desk);
}

static void a_wide_table_follows_the_cursor(void **state) {
    (void)state;
    struct desk desk = table_new("这一格里写着很长很长的一段文字\t第二格\n短\t乙");
    editor_move(desk.editor, EDITOR_ROW_END, false);
    struct editor_point point = editor_cursor_point(desk.editor);
    assert_int_equal(point.column, 28); /* the last column is the mark's of what lies beyond */
    assert_int_equal(editor_offset_at(desk.editor, 1, 28), editor_cursor(desk.editor));
    assert_row(&desk, 1, " 很长很长的一段文字 | 第二格 |"); /* half a character is left out */
    editor_resize(desk.editor, 27, 8, WIDTH_NARROW);
    assert_row(&desk, 1, "长很长的一段文字 | 第二格 |");
    editor_move(desk.editor, EDITOR_ROW_START, false);
    assert_int_equal(editor_cursor_point(desk.editor).column, TABLE_LINE);
    assert_row(&desk, 3, "| 短                             | 乙     |");
    desk_free(&desk);
}

static void one_goes_from_cell_to_cell(void **state) {
    (void)state;
    struct desk desk = table_new("甲\t乙\n丙\t丁");
    size_t cells[] = {0, 2, 4, 6};
    for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
        assert_int_equal(editor_cursor(desk.editor), cells[i]);
        assert_int_equal(editor_move_cell(desk.editor, true), i + 1 < ARRAY_LEN(cells));
    }
    for (size_t i = ARRAY_LEN(cells); i-- > 0;) {
        assert_int_equal(editor_cursor(desk.editor), cells[i]);
        assert_int_equal(editor_move_cell(desk.editor, false), i > 0);
    }
    desk_free(&desk);
}

static void rows_and_columns_come_and_go(void **state) {
    (void)state;
    struct desk desk = table_new("甲\t乙\n丙\t丁");
    struct splice splice;
    editor_set_cursor(desk.editor, 1, false);
    assert_true(editor_enter(desk.editor, &splice)); /* not split */
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "甲\t乙\n\t\n丙\t丁");
    assert_int_equal(desk.section->body.lines[1].tag, LINE_ROW);
    assert_true(editor_add_column(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "甲\t乙\t\n\t\t\n丙\t丁\t");
    editor_set_cursor(desk.editor, 0, false);
    assert_true(editor_remove_column(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "乙\t\n\t\n丁\t");
    editor_set_cursor(desk.editor, 4, false);
    assert_true(editor_backspace(desk.editor, &splice)); /* the empty row */
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "乙\t\n丁\t");
    desk_free(&desk);
}

static void no_cells_edge_is_taken_away(void **state) {
    (void)state;
    struct desk desk = table_new("甲\t乙\n丙\t丁");
    struct splice splice;
    static const size_t starts[] = {2, 4, 6}, ends[] = {1, 3, 5};
    for (size_t i = 0; i < 3; i++) {
        editor_set_cursor(desk.editor, starts[i], false);
        assert_false(editor_backspace(desk.editor, &splice));
        editor_set_cursor(desk.editor, ends[i], false);
        assert_false(editor_delete(desk.editor, &splice));
    }
    editor_set_cursor(desk.editor, 3, false);
    assert_true(editor_backspace(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "甲\t\n丙\t丁");
    desk_free(&desk);
}

/* Whatever is done, as many tabs and rows as the keys say: text is changed within cells alone. */
static void a_table_stays_a_table(void **state) {
    (void)state;
    struct random random = {.state = 31};
    for (int round = 0; round < 100; round++) {
        struct desk desk = table_new("甲\t乙乙\t丙\n丁\t\t戊\n\t己\t");
        size_t cells = 3;
        for (int step = 0; step < 40; step++) {
            struct splice splice;
            bool does = false;
            switch (random_below(&random, 9)) {
            case 0:
                does = editor_backspace(desk.editor, &splice);
                break;
            case 1:
                does = editor_delete(desk.editor, &splice);
                break;
            case 2:
                does = editor_enter(desk.editor, &splice);
                break;
            case 3:
                does = cells < 6 && editor_add_column(desk.editor, &splice);
                cells += does;
                break;
            case 4:
                does = cells > 1 && editor_remove_column(desk.editor, &splice);
                cells -= does;
                break;
            case 5:
                does = editor_insert(desk.editor, SPAN("字a"), &splice);
                break;
            case 6:
                (void)editor_move_cell(desk.editor, random_below(&random, 2) == 0);
                break;
            default:
                editor_move(desk.editor, (enum editor_motion)random_below(&random, EDITOR_END + 1),
                            false);
                break;
            }
            if (does)
                desk_take(&desk, &splice);
            for (size_t i = 0; i < desk.section->body.count; i++) {
                assert_int_equal(desk.section->body.lines[i].tag, LINE_ROW);
                assert_int_equal(table_cell_count(str_span(&desk.section->body.lines[i].text)),
                                 cells);
            }
            assert_true(editor_cursor_point(desk.editor).column < 30);
        }
        desk_free(&desk);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_aligned),
        cmocka_unit_test(a_wide_table_follows_the_cursor),
        cmocka_unit_test(one_goes_from_cell_to_cell),
        cmocka_unit_test(rows_and_columns_come_and_go),
        cmocka_unit_test(no_cells_edge_is_taken_away),
        cmocka_unit_test(a_table_stays_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
