#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"

static const char LAST_YEAR[] = "开展学习研讨会8次。专题党课4次！“好。”完成产值100万元。";

/* This year's report, carried on from one with text in the first section and one of its own. */
static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2022");
    screen_type(screen, LAST_YEAR);
    screen_press(screen, "F4 F4");
    screen_type(screen, "4");
    screen_press(screen, "Ins");
    screen_type(screen, "应急管理工作有准备");
    screen_press(screen, "Enter");
    screen_type(screen, "应急的话。");
    screen_press(screen, "Ctrl-U Enter Down Enter Tab Tab Enter Esc"); /* 专题党课 is offered */
    assert_section(screen, "perf_work", LAST_YEAR);
}

static void what_differs_is_marked_by_words_in_both(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-T");
    assert_sees(screen, "与去年相同");
    screen_press(screen, "Ctrl-Home");
    screen_times(screen, 7, "Right");
    screen_press(screen, "Del");
    screen_type(screen, "12");
    assert_section(screen, "perf_work", "开展学习研讨会12次。专题党课4次！“好。”完成产值100万元。");
    assert_sees(screen, "不同1处");
    assert_sees(screen, "+   ");
    assert_sees(screen, "-   ");
    int row, col;
    assert_true(canvas_cursor(screen->canvas, &row, &col));
    assert_int_equal(canvas_cell(screen->canvas, row, col - 1)->face, FACE_CHANGED);
    assert_int_equal(canvas_cell(screen->canvas, row, col)->face, FACE_PLAIN);
    screen_press(screen, "Ctrl-Z Ctrl-Z");
    assert_sees(screen, "与去年相同");
    assert_sees_not(screen, "不同1处");
}

static void the_same_text_is_told_until_it_is_touched(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_sees(screen, "与去年相同");
    screen_press(screen, "Ctrl-End");
    screen_type(screen, "添");
    assert_sees_not(screen, "与去年相同");
    screen_press(screen, "Backspace");
    assert_sees(screen, "与去年相同");
    screen_press(screen, "Ctrl-Home Ctrl-^ Ctrl-End Del");
    assert_sees_not(screen, "与去年相同");
}

static void sentences_are_taken_one_after_the_other(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-Home Ctrl-^ Ctrl-End Del Ctrl-T F4");
    screen_type(screen, "s");
    assert_section(screen, "perf_work", "开展学习研讨会8次。");
    assert_sees(screen, "再按S取用下一句");
    screen_type(screen, "S");
    assert_section(screen, "perf_work", "开展学习研讨会8次。专题党课4次！");
    screen_press(screen, "Ctrl-End");
    screen_type(screen, "s");
    assert_section(screen, "perf_work", "开展学习研讨会8次。专题党课4次！完成产值100万元。");
    screen_press(screen, "Ctrl-Z Ctrl-Z Ctrl-Z");
    assert_section(screen, "perf_work", "");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", LAST_YEAR);
    assert_cursor_after(screen, "元。");
}

static void a_renamed_section_finds_its_own(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F4 F4");
    screen_type(screen, "5");
    assert_cursor_row(screen, "应急管理工作");
    screen_type(screen, "r");
    screen_times(screen, 3, "Backspace");
    screen_type(screen, "有新招");
    screen_press(screen, "Enter Enter Ctrl-T");
    assert_string_equal(screen_section(screen, "5")->heading, "应急管理工作有新招");
    assert_sees(screen, "与去年相同");
    screen_press(screen, "Ctrl-D F4");
    assert_cursor_at(screen, "应急的话");
}

static void last_years_place_follows_the_cursor(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-Home");
    screen_type(screen, "新写的一句。");
    screen_press(screen, "Ctrl-T Ctrl-End");
    for (int i = 0; i < 6; i++)
        screen_press(screen, "Left");
    assert_cursor_at(screen, "100万");
    screen_press(screen, "F4");
    assert_cursor_at(screen, "100万");
}

/* The guidance tells last year's text as it printed then. */
static void a_figure_of_last_year_is_read_as_it_prints(void **state) {
    struct screen *screen = *state;
    const struct session_value value = {SPAN("visits"), SPAN("14026")};
    screen_new_report(screen, "云川市望湖区某街道办事处", "2022");
    assert_int_equal(session_set_values(screen->session, &value, 1, NULL), RC_OK);
    int64_t work = report_find_section(session_report(screen->session), SPAN("perf_work"))->id;
    assert_int_equal(session_put(screen->session, work, SPAN("走访${visits}。"), NULL), RC_OK);
    screen_press(screen, "Ctrl-U Enter Down Enter Tab Tab Enter Esc F4");
    screen_times(screen, 40, "Down"); /* to the end of the guidance */
    assert_sees(screen, "走访14026户。");
    assert_sees_not(screen, "${visits}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(what_differs_is_marked_by_words_in_both),
        ON_EACH(the_same_text_is_told_until_it_is_touched),
        ON_EACH(sentences_are_taken_one_after_the_other),
        ON_EACH(a_renamed_section_finds_its_own),
        ON_EACH(a_figure_of_last_year_is_read_as_it_prints),
        ON_EACH(last_years_place_follows_the_cursor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
