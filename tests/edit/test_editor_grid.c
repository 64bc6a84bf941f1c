#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "edit/editor_edit.h"
#include "edit/editor_grid.h"
#include "edit/editor_select.h"
#include "edit/editor_table.h"
#include "model/splice.h"
#include "model/table_cell.h"
#include "tests/support/desk.h"
#include "tests/support/random.h"

/* Lines with their tags: "p:甲|r:一,二|" with a comma for a tab. */
static void assert_lines(const struct desk *desk, const char *wanted) {
    const struct body *body = &desk->section->body;
    struct str found = STR_INIT;
    for (size_t i = 0; i < body->count; i++) {
        str_add_format(&found, "%s%c:", i > 0 ? "|" : "", (char)body->lines[i].tag);
        struct span rest = str_span(&body->lines[i].text), cell;
        for (size_t k = 0; table_cell_take(&rest, &cell); k++)
            str_add_format(&found, "%s%.*s", k > 0 ? "," : "", SPAN_ARG(cell));
    }
    assert_string_equal(found.s, wanted);
    str_release(&found);
}

/* A body as assert_lines writes it. */
static struct desk desk_of(enum section_kind kind, const char *lines) {
    struct desk desk = desk_new(kind);
    struct span rest = span_of(lines);
    while (rest.n > 0) {
        size_t bar = span_find(rest, SPAN("|"));
        struct str text = STR_INIT;
        for (size_t i = 2; i < (bar == SIZE_MAX ? rest.n : bar); i++)
            str_add_byte(&text, rest.p[i] == ',' ? '\t' : rest.p[i]);
        body_add_line(&desk.section->body, str_span(&text), (enum line_tag)rest.p[0], NULL);
        str_release(&text);
        rest = bar == SIZE_MAX ? SPAN("") : span_sub(rest, bar + 1, rest.n);
    }
    editor_open(desk.editor, desk.section, 0);
    editor_resize(desk.editor, 40, 10, WIDTH_NARROW);
    return desk;
}

static void a_table_is_made_at_the_cursor(void **state) {
    (void)state;
    static const struct {
        const char *before;
        size_t cursor;
        const char *after;
        size_t goes;
    } cases[] = {
        {"p:", 0, "r:,|r:,|p:", 0},
        {"p:甲乙", 1, "p:甲|r:,|r:,|p:乙", 2},
        {"p:甲乙", 0, "r:,|r:,|p:甲乙", 0},
        {"p:甲乙", 2, "p:甲乙|r:,|r:,|p:", 3},
        {"p:甲|p:乙", 1, "p:甲|r:,|r:,|p:乙", 2},
        {"p:甲|r:乙", 0, "r:,|r:,|p:甲|r:乙", 0},
        {"p:甲|r:乙", 1, "p:甲|r:,|r:,|p:|r:乙", 2}, /* tables do not grow together */
        {"r:甲|p:", 2, "r:甲|p:|r:,|r:,|p:", 3},
        {"i:甲", 1, "i:甲|r:,|r:,|p:", 2},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct desk desk = desk_of(KIND_TEXT, cases[i].before);
        struct splice splice;
        struct grid_made made;
        editor_set_cursor(desk.editor, cases[i].cursor, false);
        assert_true(editor_insert_table(desk.editor, 2, 2, &splice, &made));
        desk_take(&desk, &splice);
        assert_lines(&desk, cases[i].after);
        assert_int_equal(made.cursor, cases[i].goes);
        editor_set_cursor(desk.editor, made.cursor, false);
        assert_true(editor_cursor_in_table(desk.editor));
        desk_free(&desk);
    }
    struct desk desk = desk_of(KIND_TEXT, "r:甲,乙");
    struct splice splice;
    struct grid_made made;
    assert_false(editor_insert_table(desk.editor, 2, 2, &splice, &made));
    desk_free(&desk);
    desk = desk_of(KIND_TABLE, "r:");
    assert_true(editor_insert_table(desk.editor, 2, 3, &splice, &made));
    desk_take(&desk, &splice);
    assert_lines(&desk, "r:,,|r:,,");
    desk_free(&desk);
}

static void pasted_lines_become_rows(void **state) {
    (void)state;
    struct desk desk = desk_of(KIND_TEXT, "p:前后");
    struct splice splice;
    struct grid_made made;
    editor_set_cursor(desk.editor, 1, false);
    desk_type(&desk, "表：\n甲\t1\n乙\t\"2\n3\"\n完。");
    struct editor_range range = {1, editor_cursor(desk.editor)};
    assert_true(editor_make_table(desk.editor, range, &splice, &made));
    assert_int_equal(made.rows, 2);
    assert_int_equal(made.columns, 2);
    desk_apply(&desk, &splice);
    assert_lines(&desk, "p:前表：|r:甲,1|r:乙,2 3|p:完。|p:后");
    splice_invert(&splice); /* undone: the plain text */
    desk_take(&desk, &splice);
    assert_lines(&desk, "p:前表：|p:甲,1|p:乙,\"2|p:3\"|p:完。后");
    desk_free(&desk);

    desk = desk_of(KIND_TEXT, "p:");
    desk_type(&desk, "甲\t1\n乙\t2\n");
    range = (struct editor_range){0, editor_cursor(desk.editor)};
    assert_true(editor_make_table(desk.editor, range, &splice, &made));
    desk_take(&desk, &splice);
    assert_lines(&desk, "r:甲,1|r:乙,2|p:");
    assert_int_equal(made.cursor, 8);
    editor_set_cursor(desk.editor, made.cursor, false);
    desk_type(&desk, "表一\t\t\n甲\t1\t\n乙\t\t2");
    range = (struct editor_range){8, editor_cursor(desk.editor)};
    assert_true(editor_make_table(desk.editor, range, &splice, &made));
    desk_take(&desk, &splice); /* apart from the one above; the title spans it */
    assert_lines(&desk, "r:甲,1|r:乙,2|p:|r:表一|r:甲,1,|r:乙,,2|p:");
    editor_set_cursor(desk.editor, desk.section->body.points, false);
    assert_false(editor_make_table(desk.editor, (struct editor_range){0, 8}, &splice, &made));
    desk_free(&desk);
}

static void assert_filled(const char *before, size_t cursor, const char *text, const char *after,
                          size_t goes, size_t replaced) {
    struct desk desk = desk_of(KIND_TEXT, before);
    struct splice splice;
    struct grid_made made;
    editor_set_cursor(desk.editor, cursor, false);
    assert_true(editor_fill_table(desk.editor, span_of(text), &splice, &made));
    desk_take(&desk, &splice);
    assert_lines(&desk, after);
    assert_int_equal(made.cursor, goes);
    assert_int_equal(made.replaced, replaced);
    desk_free(&desk);
}

static void cells_fill_a_table_from_the_cursor(void **state) {
    (void)state;
    assert_filled("r:项,数|r:甲,|r:乙,", 6, "12\n3\n", "r:项,数|r:甲,12|r:乙,3", 12, 0);
    assert_filled("r:a,b|r:c,d|p:x", 0, "1\t2\n3\t4", "r:1,2|r:3,4|p:x", 7, 4);
    assert_filled("r:a,b|p:x", 2, "1\t2\n3\t4", "r:a,1,2|r:,3,4|p:x", 10, 1);
    assert_filled("r:表|r:a,b", 2, "1\n2\n3", "r:表|r:1,b|r:2,|r:3,", 10, 1);
    assert_filled("r:ab,c", 1, "x\n", "r:axb,c", 2, 0); /* one cell goes to the cursor */
    assert_filled("r:ab,c", 1, "\"x\ny\"", "r:ax yb,c", 4, 0);
}

static void assert_cut(const char *before, size_t from, size_t to, const char *after) {
    struct desk desk = desk_of(KIND_TEXT, before);
    struct splice splice;
    editor_select(desk.editor, (struct editor_range){from, to});
    assert_true(editor_delete(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_lines(&desk, after);
    desk_free(&desk);
}

static void a_selection_takes_text_and_no_edge(void **state) {
    (void)state;
    assert_cut("r:甲乙,丙|r:丁,戊", 1, 4, "r:甲,|r:丁,戊");
    assert_cut("r:甲乙,丙|r:丁,戊", 1, 6, "r:甲,|r:,戊");
    assert_cut("p:甲乙|r:丙,丁|p:戊己", 1, 8, "p:甲己"); /* the table lies in it */
    assert_cut("p:甲乙|r:丙,丁|r:戊,己", 1, 4, "p:甲|r:,丁|r:戊,己");
    assert_cut("p:甲|r:丙,丁|r:戊,己|p:庚辛", 4, 11, "p:甲|r:丙,|p:辛");
    assert_cut("r:丙,丁|p:庚", 0, 4, "p:庚");
    assert_cut("p:甲|r:丙,丁", 0, 5, "p:");
    struct desk desk = desk_of(KIND_TEXT, "p:甲乙|r:丙,丁|p:戊己");
    editor_select(desk.editor, (struct editor_range){1, 8});
    desk_type(&desk, "新");
    assert_lines(&desk, "p:甲新己");
    desk_free(&desk);
}

static void text_and_table_stay_apart(void **state) {
    (void)state;
    struct desk desk = desk_of(KIND_TEXT, "p:甲|r:乙,丙|p:丁|p:|r:戊");
    struct splice splice;
    struct grid_made made;
    editor_set_cursor(desk.editor, 1, false);
    assert_false(editor_delete(desk.editor, &splice));
    editor_set_cursor(desk.editor, 6, false);
    assert_false(editor_backspace(desk.editor, &splice));
    editor_set_cursor(desk.editor, 8, false); /* an empty line goes */
    assert_true(editor_delete(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_lines(&desk, "p:甲|r:乙,丙|p:丁|r:戊");
    editor_set_cursor(desk.editor, 8, false);
    assert_true(editor_remove_rows(desk.editor, &splice, &made));
    desk_take(&desk, &splice);
    assert_lines(&desk, "p:甲|r:乙,丙|p:丁");
    editor_select(desk.editor, (struct editor_range){2, 6});
    assert_false(editor_remove_rows(desk.editor, &splice, &made));
    desk_free(&desk);
}

static void one_writes_on_below_and_above(void **state) {
    (void)state;
    struct desk desk = desk_of(KIND_TEXT, "r:甲,乙|r:,");
    struct splice splice;
    editor_set_cursor(desk.editor, 5, false);
    assert_true(editor_enter(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_lines(&desk, "r:甲,乙|p:");
    desk_free(&desk);
    desk = desk_of(KIND_TEXT, "r:甲,乙|r:,|p:");
    editor_set_cursor(desk.editor, 5, false);
    assert_true(editor_enter(desk.editor, &splice)); /* there is a line to write in */
    desk_take(&desk, &splice);
    assert_lines(&desk, "r:甲,乙|p:");
    editor_set_cursor(desk.editor, 0, false);
    assert_true(editor_enter(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_lines(&desk, "p:|r:甲,乙|p:");
    desk_free(&desk);
}

static void assert_merges(const struct desk *desk, size_t line, const char *wanted) {
    const char *merges = desk->section->body.lines[line].merges;
    assert_string_equal(merges != NULL ? merges : "", wanted);
}

/* Merged cells follow rows and columns; undone, they are what they were. */
static void merged_cells_follow(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    struct splice splice;
    struct grid_made made;
    struct body before;
    body_add_line(&desk.section->body, SPAN("甲\t乙\t"), LINE_ROW, "..<");
    body_add_line(&desk.section->body, SPAN("\t丙\t丁"), LINE_ROW, "^");
    body_copy(&before, &desk.section->body);
    editor_open(desk.editor, desk.section, 0);

    assert_true(editor_add_row(desk.editor, &splice));
    desk_apply(&desk, &splice);
    assert_merges(&desk, 1, "^"); /* goes through the new row */
    splice_invert(&splice);
    desk_take(&desk, &splice);
    assert_true(body_equal(&before, &desk.section->body));

    editor_set_cursor(desk.editor, 2, false);
    assert_true(editor_add_column(desk.editor, &splice));
    desk_apply(&desk, &splice);
    assert_merges(&desk, 0, "..<<");
    assert_merges(&desk, 1, "^");
    splice_invert(&splice);
    desk_take(&desk, &splice);
    assert_true(body_equal(&before, &desk.section->body));

    editor_set_cursor(desk.editor, 0, false);
    assert_true(editor_remove_column(desk.editor, &splice));
    desk_apply(&desk, &splice);
    assert_merges(&desk, 0, ".<");
    assert_merges(&desk, 1, "");
    splice_invert(&splice);
    desk_take(&desk, &splice);

    editor_set_cursor(desk.editor, 0, false);
    assert_true(editor_remove_rows(desk.editor, &splice, &made));
    desk_take(&desk, &splice);
    assert_lines(&desk, "r:,丙,丁");
    assert_merges(&desk, 0, ""); /* what it went on with is gone */
    body_release(&before);
    desk_free(&desk);
}

/* --- whatever is done --- */

enum { STEPS = 60, ROUNDS = 120, UNDO_MOST = STEPS };

struct past {
    struct splice done[UNDO_MOST];
    size_t count, back; /* of them, so many are undone */
};

/* Text is 段, what stands in cells is 格: neither is ever found on the other side. */
static void assert_apart(const struct desk *desk) {
    const struct body *body = &desk->section->body;
    assert_true(body_is_sane(body));
    for (size_t i = 0; i < body->count; i++) {
        bool row = body->lines[i].tag == LINE_ROW;
        assert_int_equal(span_find(str_span(&body->lines[i].text), row ? SPAN("段") : SPAN("格")),
                         SIZE_MAX);
    }
    struct editor_point point = editor_cursor_point(desk->editor);
    assert_true(point.row < 10 && point.column < 40);
}

static void forget_from(struct past *past, size_t from) {
    while (past->count > from)
        splice_release(&past->done[--past->count]);
    past->back = 0;
}

static void go(struct desk *desk, struct past *past, struct splice *splice) {
    size_t before = desk->section->body.ink;
    desk_apply(desk, splice);
    size_t gone = utf8_count_ink(str_span(&splice->removed));
    size_t come = utf8_count_ink(str_span(&splice->inserted));
    assert_int_equal(desk->section->body.ink, before - gone + come);
    forget_from(past, past->count - past->back);
    past->done[past->count++] = *splice;
}

/* One step back or forth: each splice is held against the body that it was made of. */
static void step_back(struct desk *desk, struct past *past, bool redo) {
    if (redo ? past->back == 0 : past->back == past->count)
        return;
    struct splice *splice = &past->done[past->count - 1 - past->back + redo];
    if (!redo)
        splice_invert(splice);
    desk_apply(desk, splice);
    if (!redo)
        splice_invert(splice);
    past->back += redo ? (size_t)-1 : 1;
}

static bool random_edit(struct desk *desk, struct random *random, struct splice *splice) {
    static const char *const pasted[] = {"格\t格", "格\n格\n", "格\t格\t格\n\"格\n格\"\t\t格\n",
                                         "格"};
    struct grid_made made = {.cursor = SIZE_MAX};
    struct editor *editor = desk->editor;
    bool in_table = editor_cursor_in_table(editor);
    size_t ink = desk->section->body.ink;
    switch (random_below(random, 11)) {
    case 0:
        return editor_backspace(editor, splice);
    case 1:
        return editor_delete(editor, splice);
    case 2:
        return editor_enter(editor, splice);
    case 3:
        return editor_add_column(editor, splice);
    case 4:
        return editor_remove_column(editor, splice);
    case 5:
        return editor_add_row(editor, splice);
    case 6:
        return editor_remove_rows(editor, splice, &made);
    case 7: {
        bool does = editor_insert_table(editor, 2, 3, splice, &made);
        assert_true(!does || utf8_count_ink(str_span(&splice->inserted)) ==
                                 utf8_count_ink(str_span(&splice->removed)));
        return does;
    }
    case 8:
        return in_table &&
               editor_fill_table(editor, span_of(pasted[random_below(random, 4)]), splice, &made);
    default: {
        bool does = !editor_is_selecting(editor) &&
                    editor_insert(editor, in_table ? SPAN("格") : SPAN("段"), splice);
        assert_true(!does || splice->removed.len == 0);
        assert_int_equal(desk->section->body.ink, ink);
        return does;
    }
    }
}

static void move_about(struct desk *desk, struct random *random) {
    if (random_below(random, 3) == 0)
        (void)editor_move_cell(desk->editor, random_below(random, 2) == 0);
    else
        editor_move(desk->editor, (enum editor_motion)random_below(random, EDITOR_END + 1),
                    random_below(random, 4) == 0);
}

static void random_edits_keep_text_and_tables(void **state) {
    (void)state;
    struct random random = {.state = 47};
    for (int round = 0; round < ROUNDS; round++) {
        struct desk desk = desk_of(KIND_TEXT, "p:段段|r:格,格,|r:,格,|p:|p:段|r:格|r:格,格");
        struct past past = {.count = 0};
        struct body begin;
        body_copy(&begin, &desk.section->body);
        for (int step = 0; step < STEPS; step++) {
            struct splice splice;
            size_t what = random_below(&random, 8);
            if (what < 3)
                move_about(&desk, &random);
            else if (what < 5)
                step_back(&desk, &past, what == 4);
            else if (random_edit(&desk, &random, &splice))
                go(&desk, &past, &splice);
            assert_apart(&desk);
        }
        while (past.back < past.count)
            step_back(&desk, &past, false);
        assert_true(body_equal(&begin, &desk.section->body));
        while (past.back > 0)
            step_back(&desk, &past, true);
        assert_apart(&desk);
        forget_from(&past, 0);
        body_release(&begin);
        desk_free(&desk);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_made_at_the_cursor),
        cmocka_unit_test(pasted_lines_become_rows),
        cmocka_unit_test(cells_fill_a_table_from_the_cursor),
        cmocka_unit_test(a_selection_takes_text_and_no_edge),
        cmocka_unit_test(text_and_table_stay_apart),
        cmocka_unit_test(one_writes_on_below_and_above),
        cmocka_unit_test(merged_cells_follow),
        cmocka_unit_test(random_edits_keep_text_and_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
