#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "edit/editor_private.h"
#include "tests/support/random.h"

/* A report of one section whose body the test changes as the session does. */
struct desk {
    struct report *report;
    struct section *section;
    struct editor *editor;
};

static struct desk desk_new(enum section_kind kind) {
    struct desk desk = {.report = report_new(), .editor = editor_new()};
    desk.section = report_add_section(desk.report, desk.report->root, 0);
    desk.section->kind = kind;
    editor_open(desk.editor, desk.section, 0);
    return desk;
}

static void desk_free(struct desk *desk) {
    editor_free(desk->editor);
    report_free(desk->report);
}

static void set_text(struct desk *desk, const char *text) {
    body_set_text(&desk->section->body, span_of(text), kind_line_tag(desk->section->kind));
    editor_open(desk->editor, desk->section, 0);
}

static void apply(struct desk *desk, struct splice *splice) {
    assert_int_equal(body_apply(&desk->section->body, splice, NULL), RC_OK);
    editor_applied(desk->editor, splice, true);
    assert_true(body_is_sane(&desk->section->body));
}

static void type(struct desk *desk, const char *text) {
    struct splice splice;
    assert_true(editor_insert(desk->editor, span_of(text), &splice));
    apply(desk, &splice);
    splice_release(&splice);
}

static void assert_is(const struct desk *desk, const char *text) {
    struct str now = STR_INIT;
    body_add_text(&now, &desk->section->body);
    assert_string_equal(now.s, text);
    str_release(&now);
}

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
                apply(&desk, &splice);
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
    apply(desk, &splice);
    splice_release(&splice);
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
        set_text(&desk, text.s);
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
        set_text(&desk, text.s);
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
    type(&desk, "甲👨‍👩‍👧é乙");
    editor_move(desk.editor, EDITOR_LEFT, false);
    editor_move(desk.editor, EDITOR_LEFT, false);
    assert_true(editor_backspace(desk.editor, &splice));
    apply(&desk, &splice);
    splice_release(&splice);
    assert_is(&desk, "甲é乙");
    assert_true(editor_delete(desk.editor, &splice));
    apply(&desk, &splice);
    splice_release(&splice);
    assert_is(&desk, "甲乙");
    desk_free(&desk);
}

static void a_longer_label_wraps_its_line_anew(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_ITEMS);
    struct splice splice;
    set_text(&desk, "甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲\n"
                    "甲甲甲甲甲\n甲甲甲甲甲\n甲甲甲甲甲");
    editor_resize(desk.editor, 17, 30, WIDTH_NARROW);
    check_cache(&desk);
    assert_true(editor_enter(desk.editor, &splice)); /* what was 9. is 10. now */
    apply(&desk, &splice);
    check_cache(&desk);
    struct editor_row row;
    editor_move(desk.editor, EDITOR_END, false);
    struct editor_point point = editor_cursor_point(desk.editor);
    while (editor_row(desk.editor, point.row, &row) && !row.first)
        point.row--;
    assert_string_equal(row.label, "10.");
    splice_invert(&splice);
    apply(&desk, &splice);
    check_cache(&desk);
    splice_release(&splice);
    desk_free(&desk);
}

static void enter_on_an_empty_item_ends_the_list(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    struct splice splice;
    body_set_text(&desk.section->body, SPAN("甲\n"), LINE_ITEM);
    editor_open(desk.editor, desk.section, 2);
    assert_true(editor_enter(desk.editor, &splice));
    apply(&desk, &splice);
    splice_release(&splice);
    assert_is(&desk, "甲\n");
    assert_int_equal(desk.section->body.lines[1].tag, LINE_PARAGRAPH);
    editor_set_cursor(desk.editor, 0, false);
    assert_true(editor_backspace(desk.editor, &splice));
    apply(&desk, &splice);
    splice_release(&splice);
    assert_int_equal(desk.section->body.lines[0].tag, LINE_PARAGRAPH);
    assert_false(editor_backspace(desk.editor, &splice));
    desk_free(&desk);
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
    set_text(&desk, text.s);
    editor_resize(desk.editor, 50, 15, WIDTH_NARROW);
    editor_move(desk.editor, EDITOR_END, false); /* not even for the way to the end */
    check_cursor(&desk);
    type(&desk, "末");
    check_cursor(&desk);
    assert_true(count_wrapped(desk.editor) < 60);
    editor_set_cursor(desk.editor, 500000, false);
    for (int i = 0; i < 50; i++)
        type(&desk, "中");
    check_cursor(&desk);
    assert_true(count_wrapped(desk.editor) < 120);
    str_release(&text);
    desk_free(&desk);
}

static void reopening_keeps_cursor_selection_and_scroll(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    size_t from = 0, to = 0;
    set_text(&desk, "一\n二\n三\n四\n五\n六\n七\n八\n九\n十");
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
    set_text(&desk, text);
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
    type(&desk, "。");
    assert_is(&desk, "预算${a}。，共。");
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
    apply(&desk, &splice);
    splice_invert(&splice); /* and comes back as a whole */
    apply(&desk, &splice);
    splice_release(&splice);
    assert_is(&desk, "预算${a}。，共。");
    assert_true(editor_backspace(editor, &splice));
    apply(&desk, &splice);
    splice_release(&splice);
    assert_is(&desk, "预算。，共。");
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
                apply(&desk, &splice);
                splice_release(&splice);
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

static void assert_selected(const struct desk *desk, size_t from, size_t to) {
    size_t a = 0, b = 0;
    assert_true(editor_selection(desk->editor, &a, &b));
    assert_int_equal(a, from);
    assert_int_equal(b, to);
}

static void more_is_selected_each_time(void **state) {
    (void)state;
    struct desk desk = desk_new(KIND_TEXT);
    set_text(&desk, "第一句。第“二”句！）第三\n\n末");
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
    set_text(&desk, "");
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
        set_text(&desk, text.s);
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
        cmocka_unit_test(random_editing_keeps_every_promise),
        cmocka_unit_test(keys_come_to_what_a_plain_array_says),
        cmocka_unit_test(up_then_down_returns),
        cmocka_unit_test(clusters_are_one_step),
        cmocka_unit_test(a_figure_is_one_step_and_goes_as_a_whole),
        cmocka_unit_test(a_long_value_is_walked_over),
        cmocka_unit_test(random_editing_never_cuts_a_figure),
        cmocka_unit_test(a_longer_label_wraps_its_line_anew),
        cmocka_unit_test(enter_on_an_empty_item_ends_the_list),
        cmocka_unit_test(a_million_characters_are_not_wrapped_for_a_key),
        cmocka_unit_test(more_is_selected_each_time),
        cmocka_unit_test(sentences_tile_their_line),
        cmocka_unit_test(reopening_keeps_cursor_selection_and_scroll),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
