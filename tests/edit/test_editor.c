#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "edit/editor_edit.h"
#include "edit/editor_select.h"
#include "model/splice.h"
#include "tests/support/desk.h"
#include "tests/support/random.h"

/* All rows joined are the text; none is wider than the pane. */
static void check_rows(const struct desk *desk) {
    struct editor all = *desk->editor; /* the same from the top, and as high as it takes */
    struct str joined = STR_INIT, text = STR_INIT;
    struct editor_row row;
    all.top = (struct editor_spot){0, 0};
    all.rows = 100000;
    size_t offset = 0;
    struct editor_spot spot = {0, 0};
    while (spot.line < desk->section->body.count) {
        struct editor one = all;
        one.top = spot;
        assert_true(editor_row(&one, 0, &row));
        assert_int_equal(row.offset, offset);
        assert_int_equal(row.first, spot.row == 0);
        str_add(&joined, row.text);
        offset += row.points;
        spot.row++;
        if (row.last) {
            spot = (struct editor_spot){spot.line + 1, 0};
            offset++;
            if (spot.line < desk->section->body.count)
                str_add_byte(&joined, '\n');
        }
        size_t blanks = row.text.n - span_trim_end(row.text).n;
        struct span ink = span_sub(row.text, 0, row.text.n - blanks);
        assert_true(row.in_table ||
                    row.indent + width_of_text(ink, WIDTH_NARROW) <= desk->editor->columns);
    }
    body_add_text(&text, &desk->section->body);
    assert_string_equal(joined.s, text.s);
    str_release(&joined);
    str_release(&text);
}

static void check_cursor(const struct desk *desk) {
    const struct editor *editor = desk->editor;
    struct editor_point point = editor_cursor_point(editor);
    struct editor_row row;
    assert_true(point.row < editor->rows);
    assert_true(point.column < editor->columns);
    assert_true(editor_row(editor, point.row, &row));
    size_t cursor = editor_cursor(editor);
    assert_in_range(cursor, row.offset, row.offset + row.points);
    size_t before = utf8_offset(row.text, cursor - row.offset);
    size_t column = row.indent + editor_row_column(editor, &row, before);
    if (column >= editor->columns)
        column = editor->columns - 1; /* blanks that overhang */
    assert_int_equal(point.column, column);
}

/* What the cache holds is what wrapping anew gives. */
static void check_cache(const struct desk *desk) {
    struct wrap_cache fresh = {.columns = desk->editor->columns,
                               .ambiguous = desk->editor->cache->ambiguous};
    const struct body *body = &desk->section->body;
    assert_int_equal(desk->editor->cache->count, body->count);
    wrap_cache_reset(&fresh, body->count);
    for (size_t i = 0; i < body->count; i++) {
        const struct line_break_rows *want = wrap_cache_rows(&fresh, desk->section, i);
        const struct line_break_rows *have = wrap_cache_rows(desk->editor->cache, desk->section, i);
        assert_int_equal(have->count, want->count);
        assert_memory_equal(have->starts, want->starts, want->count * sizeof *want->starts);
    }
    wrap_cache_release(&fresh);
}

static bool build(struct desk *desk, struct random *random, struct splice *splice) {
    struct str text = STR_INIT;
    random_add_text(&text, random, 1 + random_below(random, 12), random_below(random, 3) == 0);
    bool does = false;
    switch (random_below(random, 5)) {
    case 0:
        does = editor_backspace(desk->editor, splice);
        break;
    case 1:
        does = editor_delete(desk->editor, splice);
        break;
    case 2:
        does = editor_enter(desk->editor, splice);
        break;
    default:
        does = editor_insert(desk->editor, str_span(&text), splice);
        break;
    }
    str_release(&text);
    return does;
}

static void random_editing_keeps_every_promise(void **state) {
    (void)state;
    struct random random = {42};
    for (int round = 0; round < 60; round++) {
        struct desk desk = desk_new((enum section_kind)(round % 3));
        body_release(&desk.section->body);
        random_body(&desk.section->body, &random, 12);
        editor_open(desk.editor, desk.section, 0);
        editor_resize(desk.editor, 6 + random_below(&random, 40), 1 + random_below(&random, 9),
                      WIDTH_NARROW);
        for (int step = 0; step < 60; step++) {
            struct splice splice;
            if (random_below(&random, 2) == 0) {
                editor_move(desk.editor, (enum editor_motion)random_below(&random, EDITOR_END + 1),
                            random_below(&random, 6) == 0);
            } else if (build(&desk, &random, &splice)) {
                struct body before;
                body_copy(&before, &desk.section->body);
                desk_apply(&desk, &splice);
                struct body after;
                body_copy(&after, &desk.section->body);
                splice_invert(&splice);
                assert_int_equal(body_apply(&after, &splice, NULL), RC_OK);
                assert_true(body_equal(&after, &before));
                body_release(&after);
                body_release(&before);
                splice_release(&splice);
            }
            if (random_below(&random, 10) == 0)
                editor_resize(desk.editor, 6 + random_below(&random, 40),
                              1 + random_below(&random, 9), WIDTH_NARROW);
            check_cursor(&desk);
            check_cache(&desk);
        }
        check_rows(&desk);
        desk_free(&desk);
    }
}

/* The text as a plain array of points and a cursor in it: what every key must come to. */
struct naive {
    char32_t points[20000];
    size_t count, cursor;
};

static void naive_replace(struct naive *naive, size_t from, size_t to, struct span text) {
    char32_t tail[20000];
    size_t rest = naive->count - to;
    for (size_t i = 0; i < rest; i++)
        tail[i] = naive->points[to + i];
    for (naive->count = from; text.n > 0;)
        naive->points[naive->count++] = utf8_take(&text);
    naive->cursor = naive->count;
    for (size_t i = 0; i < rest; i++)
        naive->points[naive->count++] = tail[i];
}

static void assert_as_naive(const struct desk *desk, const struct naive *naive) {
    struct str text = STR_INIT;
    size_t count = 0;
    body_add_text(&text, &desk->section->body);
    for (struct span rest = str_span(&text); rest.n > 0; count++)
        assert_int_equal(utf8_take(&rest), naive->points[count]);
    assert_int_equal(count, naive->count);
    assert_int_equal(editor_cursor(desk->editor), naive->cursor);
    str_release(&text);
}

/* One key to both; false: it did nothing. The texts have no clusters of more than one point. */
static bool press(struct desk *desk, struct naive *naive, struct random *random) {
    static const char *const words[] = {"绩效",     "，", "a", "1",
                                        "8596万元", "\n", "“", "http://a.cn/"};
    struct splice splice;
    size_t from = naive->cursor, to = naive->cursor;
    bool selected = editor_selection(desk->editor, &from, &to), does = false;
    size_t key = random_below(random, 6);
    struct span word = span_of(words[random_below(random, ARRAY_LEN(words))]);
    if (key == 0) {
        does = editor_backspace(desk->editor, &splice);
        from -= !selected && from > 0;
    } else if (key == 1) {
        does = editor_delete(desk->editor, &splice);
        to += !selected && to < naive->count;
    } else if (key == 2) {
        does = editor_enter(desk->editor, &splice);
        word = SPAN("\n");
    } else {
        does = editor_insert(desk->editor, word, &splice);
    }
    if (!does) {
        assert_true(key < 2 && from == to);
        return false;
    }
    naive_replace(naive, from, to, key < 2 ? SPAN("") : word);
    desk_take(desk, &splice);
    return true;
}

static void keys_come_to_what_a_plain_array_says(void **state) {
    (void)state;
    static struct naive naive;
    struct random random = {.state = 2024};
    for (int round = 0; round < 20; round++) {
        struct desk desk = desk_new(KIND_TEXT);
        struct str text = STR_INIT;
        for (size_t n = random_below(&random, 300); n > 0; n--) /* long paragraphs too */
            str_add_text(&text, random_below(&random, 40) == 0 ? "\n" : "着力完善上下贯通，");
        desk_set_text(&desk, text.s);
        editor_resize(desk.editor, 8 + random_below(&random, 60), 1 + random_below(&random, 20),
                      WIDTH_NARROW);
        naive.count = 0;
        naive_replace(&naive, 0, 0, str_span(&text));
        editor_set_cursor(desk.editor, naive.cursor, false);
        for (int step = 0; step < 150; step++) {
            if (random_below(&random, 3) == 0) {
                naive.cursor = random_below(&random, naive.count + 1);
                editor_set_cursor(desk.editor, naive.cursor, random_below(&random, 3) == 0);
            }
            (void)press(&desk, &naive, &random);
            assert_as_naive(&desk, &naive);
            check_cursor(&desk);
        }
        check_cache(&desk);
        check_rows(&desk);
        str_release(&text);
        desk_free(&desk);
    }
}

static void up_then_down_returns(void **state) {
    (void)state;
    struct random random = {7};
    for (int round = 0; round < 200; round++) {
        struct desk desk = desk_new(KIND_TEXT);
        struct str text = STR_INIT;
        for (int i = 0; i < 60; i++) /* one width, so that columns line up */
            str_add_text(&text, random_below(&random, 12) == 0 ? "\n" : "甲");
        desk_set_text(&desk, text.s);
        editor_resize(desk.editor, 13, 5, WIDTH_NARROW);
        editor_set_cursor(desk.editor, random_below(&random, 60), false);
        size_t from = editor_cursor(desk.editor);
        editor_move(desk.editor, EDITOR_DOWN, false);
        if (editor_cursor(desk.editor) < desk.section->body.points) { /* else: from the last row */
            check_cursor(&desk);
            editor_move(desk.editor, EDITOR_UP, false);
            assert_int_equal(editor_cursor(desk.editor), from);
        }
        str_release(&text);
        desk_free(&desk);
    }
}

static void clusters_are_one_step(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    struct splice splice;
    desk_type(&desk, "甲👨‍👩‍👧é乙");
    editor_move(desk.editor, EDITOR_LEFT, false);
    editor_move(desk.editor, EDITOR_LEFT, false);
    assert_true(editor_backspace(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "甲é乙");
    assert_true(editor_delete(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "甲乙");
    desk_free(&desk);
}

static void a_longer_label_wraps_its_line_anew(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_ITEMS);
    struct splice splice;
    desk_set_text(&desk, "甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n"
                         "甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲");
    editor_resize(desk.editor, 17, 30, WIDTH_NARROW);
    check_cache(&desk);
    assert_true(editor_enter(desk.editor, &splice)); /* what was 9. is 10. now */
    desk_apply(&desk, &splice);
    check_cache(&desk);
    struct editor_row row;
    editor_move(desk.editor, EDITOR_END, false);
    struct editor_point point = editor_cursor_point(desk.editor);
    while (editor_row(desk.editor, point.row, &row) && !row.first)
        point.row--;
    assert_string_equal(row.label, "10.");
    splice_invert(&splice);
    desk_apply(&desk, &splice);
    check_cache(&desk);
    splice_release(&splice);
    desk_free(&desk);
}

static void end_a_list(enum section_kind kind) {
    struct desk desk = desk_new(kind);
    struct splice splice;
    body_set_text(&desk.section->body, SPAN("甲\n"), LINE_ITEM);
    editor_open(desk.editor, desk.section, 2);
    assert_true(editor_enter(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_desk_is(&desk, "甲\n");
    assert_int_equal(desk.section->body.lines[1].tag, LINE_PARAGRAPH);
    editor_set_cursor(desk.editor, 0, false);
    assert_true(editor_backspace(desk.editor, &splice));
    desk_take(&desk, &splice);
    assert_int_equal(desk.section->body.lines[0].tag, LINE_PARAGRAPH);
    assert_false(editor_backspace(desk.editor, &splice));
    desk_free(&desk);
}

/* In a section of items too: what its next line is comes from its kind. */
static void enter_on_an_empty_item_ends_the_list(void **state) {
    (void)state;
    end_a_list(KIND_TEXT);
    end_a_list(KIND_ITEMS);
}

static size_t count_wrapped(const struct editor *editor) {
    size_t wrapped = 0;
    for (size_t i = 0; i < editor->cache->count; i++)
        wrapped += editor->cache->lines[i].rows.count > 0;
    return wrapped;
}

static void a_million_characters_are_not_wrapped_for_a_key(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    struct str text = STR_INIT;
    for (int i = 0; i < 10000; i++) {
        if (i > 0)
            str_add_byte(&text, '\n');
        str_add_repeat(&text, SPAN("着力完善上下贯通、执行有力"), 8);
    }
    desk_set_text(&desk, text.s);
    editor_resize(desk.editor, 50, 15, WIDTH_NARROW);
    editor_move(desk.editor, EDITOR_END, false); /* not even for the way to the end */
    check_cursor(&desk);
    desk_type(&desk, "末");
    check_cursor(&desk);
    assert_true(count_wrapped(desk.editor) < 60);
    editor_set_cursor(desk.editor, 500000, false);
    for (int i = 0; i < 50; i++)
        desk_type(&desk, "中");
    check_cursor(&desk);
    assert_true(count_wrapped(desk.editor) < 120);
    str_release(&text);
    desk_free(&desk);
}

static void reopening_keeps_cursor_selection_and_scroll(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    size_t from = 0, to = 0;
    desk_set_text(&desk, "一\n二\n三\n四\n五\n六\n七\n八\n九\n十");
    editor_resize(desk.editor, 20, 3, WIDTH_NARROW);
    editor_set_cursor(desk.editor, 12, false);
    editor_move(desk.editor, EDITOR_UP, false);
    editor_begin_selection(desk.editor);
    editor_move(desk.editor, EDITOR_RIGHT, true);
    size_t top = editor_top(desk.editor);
    struct report *other = report_clone(desk.report);
    report_free(desk.report);
    desk.report = other;
    desk.section = other->root->children[0];
    editor_reopen(desk.editor, desk.section);
    assert_int_equal(editor_top(desk.editor), top);
    assert_int_equal(editor_cursor(desk.editor), 11);
    assert_true(editor_selection(desk.editor, &from, &to));
    assert_int_equal(from, 10);
    check_cursor(&desk);
    body_set_text(&desk.section->body, SPAN("短"), LINE_PARAGRAPH);
    editor_reopen(desk.editor, desk.section);
    assert_int_equal(editor_cursor(desk.editor), 1);
    check_cursor(&desk);
    desk_free(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_editing_keeps_every_promise),
        cmocka_unit_test(keys_come_to_what_a_plain_array_says),
        cmocka_unit_test(up_then_down_returns),
        cmocka_unit_test(clusters_are_one_step),
        cmocka_unit_test(a_longer_label_wraps_its_line_anew),
        cmocka_unit_test(enter_on_an_empty_item_ends_the_list),
        cmocka_unit_test(a_million_characters_are_not_wrapped_for_a_key),
        cmocka_unit_test(reopening_keeps_cursor_selection_and_scroll),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
