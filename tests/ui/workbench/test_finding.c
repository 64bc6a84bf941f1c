/* Findings in the text: marked at their words, explained where the cursor stands, passed and cured
 * there; those about figures, questions and the sign-off open their fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/finding.h"
#include "model/template/template.h"
#include "session/change.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/report.h"
#include "store/templates.h"
#include "tests/support/screen.h"
#include "ui/workbench/workbench.h"

#include <string.h>

/* An error (the sum), two hints (half-width commas) and a doubt (the placeholder). */
#define TEXT "老党员78人,困难户12人,共91人。名单待定。"

static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, TEXT);
    screen_wait_idle(screen);
}

/* The face of the first cell that shows the text. */
static enum face face_of(struct screen *screen, const char *text) {
    for (int row = 0; row < screen->rows; row++) {
        const char *at = strstr(screen_row(screen, row), text);
        if (at == NULL)
            continue;
        struct span before = {screen->text.s, (size_t)(at - screen->text.s)};
        int col = canvas_text_columns(screen->canvas, before);
        return (enum face)canvas_cell(screen->canvas, row, col)->face;
    }
    fail_msg("%s is not on the screen", text);
    return FACE_PLAIN;
}

/* By F3 to the finding on those words. */
static void to_words(struct screen *screen, const char *text) {
    screen_press(screen, "Ctrl-Home");
    for (int i = 0; i < 20; i++) {
        screen_press(screen, "F3");
        if (span_starts_with(span_of(screen_at_cursor(screen)), span_of(text)))
            return;
    }
    fail_msg("F3 does not go to %s", text);
}

/* Lines that are underlined from end to end are hard to read. */
static void of_a_long_doubt_the_beginning_is_marked(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_press(screen, "F2 F2");
    screen_type(screen, "新建口袋公园3处，改造老旧小区管网，居民出行和休息都更加方便，反映很好；"
                        "同时办好群众关心的其他实事，社区面貌有了新的变化，来访的人明显少了，"
                        "投诉也比以前少得多，街道还会继续把这些事情做好。");
    screen_press(screen, "Ctrl-U Enter Down Enter Tab Tab Enter F2 F2");
    screen_wait_idle(screen);
    assert_sees(screen, "新建口袋公园");
    assert_int_equal(face_of(screen, "新建口袋"), FACE_WARNING_TEXT);
    assert_int_equal(face_of(screen, "继续把这些"), FACE_PLAIN);
}

static void words_are_marked_by_severity(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_int_equal(face_of(screen, "老党员"), FACE_PLAIN);
    assert_int_equal(face_of(screen, "78人"), FACE_ERROR_TEXT);
    assert_int_equal(face_of(screen, "待定"), FACE_WARNING_TEXT);
    assert_sees(screen, "!    老党员");
    screen_press(screen, "Ctrl-Home Ctrl-D"); /* an error: it asks */
    screen_press(screen, "Esc");
    screen_paste(screen, "抓好学习,提高本领。\n");
    screen_wait_idle(screen);
    assert_int_equal(face_of(screen, ",提高"), FACE_NOTE_TEXT);
}

/* Without colours the three still differ: by weight and by the sign before the row. */
static void marks_are_seen_without_colours(void **state) {
    (void)state;
    const enum face faces[] = {FACE_NOTE_TEXT, FACE_WARNING_TEXT, FACE_ERROR_TEXT};
    for (size_t i = 0; i < 3; i++) {
        unsigned look = theme_look(faces[i], THEME_MONOCHROME, 0).attributes;
        assert_true((look & LOOK_UNDERLINE) != 0);
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(look, theme_look(faces[k], THEME_MONOCHROME, 0).attributes);
    }
}

static void marks_move_with_the_text_and_go_with_their_words(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-Home");
    screen_type(screen, "走访"); /* nothing is checked yet */
    assert_int_equal(face_of(screen, "走访"), FACE_PLAIN);
    assert_int_equal(face_of(screen, "老党员"), FACE_PLAIN);
    assert_int_equal(face_of(screen, "78人"), FACE_ERROR_TEXT);
    screen_times(screen, 4, "Right"); /* between 7 and 8 */
    screen_press(screen, "Del");
    screen_type(screen, "9");
    assert_int_equal(face_of(screen, "困难户"), FACE_PLAIN);
    assert_int_equal(face_of(screen, "待定"), FACE_WARNING_TEXT);
    screen_wait_idle(screen); /* 79 + 12 = 91 */
    assert_int_equal(face_of(screen, "79人"), FACE_PLAIN);
    assert_sees_not(screen, "78 + 12");
}

static void the_one_at_the_cursor_is_explained(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-Home");
    screen_wait_idle(screen);
    assert_sees_not(screen, "按F4到此处再按：");
    screen_times(screen, 4, "Right");
    assert_sees(screen, "错 78 + 12 = 90，文中为91");
    assert_sees(screen, "按F4到此处再按：A核实无误");
    screen_press(screen, "End Left Left");
    assert_sees(screen, "疑 “待定”还没有填写");
    screen_press(screen, "Ctrl-Home Right F3"); /* from where the cursor is */
    assert_cursor_at(screen, "78人");
    screen_press(screen, "F3");
    assert_cursor_at(screen, ",");
    assert_sees(screen, "F改为“，”");
    screen_press(screen, "Shift-F3");
    assert_cursor_at(screen, "78人");
}

static void a_finding_is_passed_at_its_words(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_words(screen, "78人");
    screen_press(screen, "F4");
    screen_type(screen, "a");
    assert_sees(screen, "为什么无误");
    screen_type(screen, "另有1人借调");
    screen_press(screen, "Enter");
    assert_sees(screen, "已标为核实无误");
    assert_int_not_equal(face_of(screen, "78人"), FACE_ERROR_TEXT);
    assert_sees(screen, "已核实：另有");
    screen_press(screen, "Ctrl-Z");
    screen_wait_idle(screen);
    assert_int_equal(face_of(screen, "78人"), FACE_ERROR_TEXT);
    /* from the editor by the palette, without leaving the text */
    screen_press(screen, "F4 F4 Ctrl-K");
    screen_type(screen, "核实无误");
    screen_press(screen, "Enter");
    screen_type(screen, "另有1人借调");
    screen_press(screen, "Enter");
    assert_int_not_equal(face_of(screen, "78人"), FACE_ERROR_TEXT);
    assert_section(screen, "perf_work", TEXT);
}

static void a_finding_is_cured_at_its_words(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_words(screen, ",困");
    screen_press(screen, "F4");
    screen_type(screen, "f");
    assert_sees(screen, "改为：");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", "老党员78人，困难户12人,共91人。名单待定。");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", TEXT);
}

/* One after the other: what answers a finding is never typed into the text. */
static void the_next_one_is_answered_in_the_guidance_too(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_words(screen, "78人");
    screen_press(screen, "F4 F3");
    screen_type(screen, "a");
    assert_sees(screen, "为什么无误");
}

static void the_source_can_be_opened(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_words(screen, "78人");
    screen_press(screen, "F4");
    screen_type(screen, "r");
    assert_sees(screen, "依据：算术：合计等于各项之和");
    assert_sees(screen, "错的例子：走访老党员78人");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "错的例子");
    screen_press(screen, "F4 F4 Ctrl-Home Right Ctrl-K");
    screen_type(screen, "依据");
    screen_press(screen, "Enter");
    assert_sees(screen, "光标处没有问题");
}

static void the_list_opens_at_the_cursor(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-End Left Left Ctrl-O");
    assert_cursor_row(screen, "待定");
    screen_type(screen, "r");
    assert_sees(screen, "原文：“");
    screen_press(screen, "Esc Esc");
    assert_cursor_at(screen, "定");
}

static void what_is_found_of_a_heading_is_marked_there(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_press(screen, "F2");
    screen_wait_idle(screen);
    bool found = false;
    for (int row = 0; row < screen->rows; row++)
        found |= strstr(screen_row(screen, row), "?二、") != NULL;
    assert_true(found); /* it is required, and empty */
    screen_type(screen, "字");
    screen_wait_idle(screen);
}

/* --- without a place in the text --- */

#define TEMPLATE                                                                                   \
    "form_id: fields\ntitle: \"${unit}报告\"\nsettings:\n  signoff: \"${day}\"\n"                \
    "questions:\n"                                                                                 \
    "  - {name: unit, label: 单位, required: true}\n"                                            \
    "  - {name: who, label: 填报人, required: true}\n"                                          \
    "  - {name: day, label: 报告日期, required: true}\n"                                       \
    "figures:\n  - {name: x, label: 支出, required: true}\n"                                     \
    "indicators:\n  - {name: i, label: 指标, weight: 100}\n"                                     \
    "sections:\n  - {name: a, label: 甲}\n"

static void open_fields(struct screen *screen) {
    struct err err = {0};
    struct template *template = NULL;
    struct session_new how = {.template = "fields", .unit = "某局", .year = 2023};
    int64_t id = 0;
    assert_int_equal(template_read(&template, SPAN(TEMPLATE), "fields", &err), RC_OK);
    assert_int_equal(store_add_template(session_store(screen->session), template, &err), RC_OK);
    template_free(template);
    assert_int_equal(session_new_report(screen->session, &how, &id, &err), RC_OK);
    assert_int_equal(session_load(screen->session, id, &err), RC_OK);
    const struct session_value score = {SPAN("i.score"), SPAN("200")};
    assert_int_equal(session_set_values(screen->session, &score, 1, &err), RC_OK);
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_wait_idle(screen);
}

/* Presses F3 until that finding is reached. */
static void go_to(struct screen *screen, const char *message) {
    for (int i = 0; i < 20; i++) {
        screen_press(screen, "F3");
        if (screen_has(screen, message))
            return;
        screen_press(screen, "Esc");
    }
    fail_msg("no finding says %s", message);
}

static void figures_and_questions_open_their_fields(void **state) {
    struct screen *screen = *state;
    open_fields(screen);
    go_to(screen, "填报人");
    assert_sees(screen, "报告资料");
    assert_cursor_row(screen, "填报人");
    screen_press(screen, "Esc");
    go_to(screen, "还没有填写数据“支出”");
    assert_cursor_row(screen, "支出");
    screen_press(screen, "Esc");
    go_to(screen, "超过了权重");
    assert_cursor_row(screen, "指标");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(words_are_marked_by_severity),
        ON_SCREEN(of_a_long_doubt_the_beginning_is_marked),
        cmocka_unit_test(marks_are_seen_without_colours),
        ON_SCREEN(marks_move_with_the_text_and_go_with_their_words),
        ON_LARGE(the_one_at_the_cursor_is_explained),
        ON_EACH(a_finding_is_passed_at_its_words),
        ON_EACH(a_finding_is_cured_at_its_words),
        ON_EACH(the_next_one_is_answered_in_the_guidance_too),
        ON_EACH(the_source_can_be_opened),
        ON_EACH(the_list_opens_at_the_cursor),
        ON_EACH(what_is_found_of_a_heading_is_marked_there),
        ON_EACH(figures_and_questions_open_their_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
