/* What is typed and pasted into the text: items, figures, every kind of character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/width_table.h"
#include "exchange/import.h"
#include "model/section_state.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"
#include "ui/term/input.h"

#include <stdio.h>

static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
}

/* From the editor into the outline. */
static void to_outline(struct screen *screen) {
    screen_press(screen, "F4 F4");
    assert_cursor_at(screen, ">");
}

static void text_is_selected_copied_cut_and_pasted(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-V");
    assert_sees(screen, "还没有复制过文字");
    screen_press(screen, "Ctrl-C");
    assert_sees(screen, "还没有选中文字：按住Shift再按方向键选");
    screen_press(screen, "Ctrl-A");
    assert_sees(screen, "选择：按住Shift再按方向键");
    screen_type(screen, "甲乙丙丁");
    screen_press(screen, "Home Ctrl-^");
    assert_sees(screen, "移动光标选择");
    screen_press(screen, "Right Right");
    assert_sees(screen, "已选2字");
    screen_press(screen, "Ctrl-C");
    assert_sees(screen, "已复制2字");
    screen_press(screen, "End Ctrl-V");
    assert_section(screen, "perf_work", "甲乙丙丁甲乙");
    screen_press(screen, "Shift-Left Shift-Left Shift-Left Ctrl-X");
    assert_section(screen, "perf_work", "甲乙丙");
    assert_sees(screen, "已剪切3字");
    screen_press(screen, "Home Ctrl-V");
    assert_section(screen, "perf_work", "丁甲乙甲乙丙");
    screen_press(screen, "Shift-End");
    screen_type(screen, "换");
    assert_section(screen, "perf_work", "丁甲乙换");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "丁甲乙甲乙丙");
    screen_press(screen, "Ctrl-Home Ctrl-^ Ctrl-End");
    assert_true(shell_escape_closes(screen->shell));
    screen_press(screen, "Esc");
    assert_false(shell_escape_closes(screen->shell));
    assert_sees_not(screen, "已选");
    screen_press(screen, "Shift-Home Shift-Up Backspace");
    assert_section(screen, "perf_work", "");
}

static void items_are_numbered_as_they_are_typed(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_outline(screen);
    screen_type(screen, "3");
    screen_press(screen, "Enter");
    for (int i = 1; i <= 10; i++) {
        screen_type(screen, "问题");
        if (i < 10)
            screen_press(screen, "Enter");
    }
    screen_press(screen, "Ctrl-Home");
    assert_sees(screen, "1.问题");
    assert_sees(screen, "2.问题");
    screen_press(screen, "Ctrl-End");
    assert_sees(screen, "10.问题");
    assert_cursor_after(screen, "10.问题");
    screen_press(screen, "Home Backspace"); /* a paragraph, then part of the one above */
    assert_int_equal(screen_section(screen, "problems")->body.count, 10);
    assert_sees_not(screen, "10.");
    screen_press(screen, "Backspace");
    assert_cursor_after(screen, "9.问题");
    assert_int_equal(screen_section(screen, "problems")->body.count, 9);
}

/* As the manual says of Enter on an empty item and of Backspace at an item's head. */
static void an_empty_item_becomes_a_paragraph_and_joins(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_outline(screen);
    screen_type(screen, "3");
    screen_press(screen, "Enter");
    screen_type(screen, "预算不细。");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "2.");
    screen_press(screen, "Enter"); /* no third item */
    const struct body *body = &screen_section(screen, "problems")->body;
    assert_int_equal(body->count, 2);
    assert_int_equal(body->lines[1].tag, LINE_PARAGRAPH);
    assert_sees_not(screen, "2.");
    screen_press(screen, "Backspace");
    assert_cursor_after(screen, "1.预算不细。");
    screen_press(screen, "Enter");
    screen_type(screen, "执行偏慢。");
    screen_press(screen, "Home Backspace");
    body = &screen_section(screen, "problems")->body;
    assert_int_equal(body->lines[1].tag, LINE_PARAGRAPH);
    assert_section(screen, "problems", "预算不细。\n执行偏慢。");
    screen_press(screen, "Backspace");
    assert_section(screen, "problems", "预算不细。执行偏慢。");
    screen_press(screen, "Ctrl-Z Ctrl-Z"); /* each is a step */
    assert_section(screen, "problems", "预算不细。\n执行偏慢。");
    assert_sees(screen, "2.执行偏慢。");
}

static void pasted_items_lose_their_labels(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_outline(screen);
    screen_type(screen, "3");
    screen_press(screen, "Enter");
    screen_paste(screen, "1.预算不细\r\n2、执行偏慢\n（3）资产不清");
    assert_section(screen, "problems", "预算不细\n执行偏慢\n资产不清");
    assert_sees(screen, "3.资产不清");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "problems", "");
}

static void a_paste_is_cleaned_and_one_step(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "前");
    screen_paste(screen, "甲\x1b[201~\xe2\x80\x8b\x07乙\r\n丙\x0b丁\t戊");
    assert_section(screen, "perf_work", "前甲[201~乙\n丙\n丁\t戊");
    assert_sees(screen, "去掉了3个不可见的控制字符");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "前");
    screen_paste(screen, "");
    assert_section(screen, "perf_work", "前");
}

/* Types it between two letters and undoes that; what is not stored as it came is told. */
static void check_typed(struct screen *screen, char32_t c) {
    struct str text = STR_INIT, now = STR_INIT;
    str_add_text(&text, "甲");
    str_add_char(&text, c);
    str_add_text(&text, "乙");
    screen_type(screen, text.s);
    body_add_text(&now, &screen_section(screen, "perf_work")->body);
    if (!span_equal(str_span(&now), str_span(&text)) && !screen_has(screen, "去掉"))
        fail_msg("U+%04X became “%s”, and nothing is said:\n%s", (unsigned)c, now.s,
                 screen_all(screen));
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "");
    str_release(&text);
    str_release(&now);
}

static void every_kind_of_character_is_stored_or_told_of(void **state) {
    struct screen *screen = *state;
    begin(screen);
    for (size_t i = 0; i < ARRAY_LEN(WIDTH_AMBIGUOUS); i++) {
        check_typed(screen, WIDTH_AMBIGUOUS[i].first);
        check_typed(screen, WIDTH_AMBIGUOUS[i].last);
    }
    static const char32_t others[] = {0x200b, 0x200d,  0x202e,  0xfeff,  0xfffd,
                                      0x0301, 0x1f468, 0x20000, 0x31350, 0xe0101,
                                      0xfe0f, 0x3000,  0x00a0,  0xff11,  0x10ffff};
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        check_typed(screen, others[i]);
}

static void a_figure_that_is_typed_is_text(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "${executed}");
    assert_section(screen, "perf_work", "$${executed}");
    screen_press(screen, "Ctrl-Z");
    screen_type(screen, "$");
    screen_type(screen, "{");
    screen_type(screen, "executed}");
    assert_section(screen, "perf_work", "$${executed}");
    screen_press(screen, "Ctrl-Home Ctrl-^ Ctrl-End Ctrl-X Ctrl-V");
    assert_section(screen, "perf_work", "$${executed}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(text_is_selected_copied_cut_and_pasted),
        ON_EACH(items_are_numbered_as_they_are_typed),
        ON_EACH(an_empty_item_becomes_a_paragraph_and_joins),
        ON_EACH(pasted_items_lose_their_labels),
        ON_EACH(a_paste_is_cleaned_and_one_step),
        ON_SCREEN(every_kind_of_character_is_stored_or_told_of),
        ON_SCREEN(a_figure_that_is_typed_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
