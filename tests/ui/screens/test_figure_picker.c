/* Figures in prose: picked, shown by value, gone over and taken away as one, printed. */
#include "session/change.h"
#include "tests/support/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void set(struct screen *screen, const char *name, const char *text) {
    struct err err = {0};
    const struct session_value value = {span_of(name), span_of(text)};
    assert_int_equal(session_set_values(screen->session, &value, 1, &err), RC_OK);
}

/* The second section (overall), whose figures are the budget's, open in the editor. */
static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区梧桐里街道办事处", "2023");
    set(screen, "budget_initial", "1286.4");
    set(screen, "budget_initial.prior", "1000");
    screen_press(screen, "F4 F4");
    screen_type(screen, "2");
    screen_press(screen, "Enter");
}

static void a_figure_is_picked_and_shown_by_its_value(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "预算");
    screen_press(screen, "Ins");
    assert_sees(screen, "插入数据");
    assert_sees(screen, "编制数"); /* this section's stand first */
    screen_type(screen, "年初");
    assert_sees(screen, "1286.40万元");
    screen_press(screen, "Enter");
    assert_sees(screen, "上年的值：1000.00万元");
    assert_sees(screen, "变化率：28.64%");
    screen_press(screen, "Enter");
    assert_section(screen, "overall", "预算${budget_initial}");
    assert_sees(screen, "预算{1286.40万元}");
    assert_cursor_after(screen, "{1286.40万元}");
    screen_type(screen, "，比上年");
    screen_press(screen, "Ctrl-]");
    screen_type(screen, "年初");
    screen_press(screen, "Enter Down Down Down Enter");
    assert_section(screen, "overall", "预算${budget_initial}，比上年${budget_initial.direction}");
    assert_sees(screen, "比上年{增长}");
    screen_press(screen, "Backspace");
    assert_section(screen, "overall", "预算${budget_initial}，比上年");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "比上年{增长}");
    screen_press(screen, "Home Right Right Right");
    assert_cursor_after(screen, "{1286.40万元}");
    screen_press(screen, "Left");
    assert_cursor_at(screen, "{1286.40万元}");
    screen_press(screen, "Del");
    assert_section(screen, "overall", "预算，比上年${budget_initial.direction}");
}

static void a_changed_value_is_seen_in_the_text(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ins");
    screen_type(screen, "ncys"); /* the initials do as well */
    screen_press(screen, "Enter Enter F6");
    screen_press(screen, "Ctrl-Home");
    for (int i = 0; i < 40 && strstr(screen_cursor_row(screen), "年初预算") == NULL; i++)
        screen_press(screen, "Down");
    screen_type(screen, "1300");
    screen_press(screen, "Enter");
    assert_sees(screen, "原为：1286.40万元");
    assert_sees(screen, "改为：1300.00万元");
    screen_press(screen, "Enter Esc");
    assert_sees(screen, "{1300.00万元}");
    screen_press(screen, "Ctrl-Z Ctrl-Z Esc"); /* it is in 数据: the first press goes there */
    assert_sees(screen, "{1286.40万元}");
    screen_press(screen, "F5");
    assert_sees(screen, "1286.40万元");
    assert_sees_not(screen, "{1286.40万元}");
}

static void what_is_typed_or_pasted_is_no_figure(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "${budget_initial}");
    screen_paste(screen, "${executed}");
    assert_section(screen, "overall", "$${budget_initial}$${executed}");
    assert_sees(screen, "${budget_initial}${executed}");
    assert_sees_not(screen, "{1286");
}

static void the_guidance_lists_the_sections_figures(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F4");
    for (int i = 0; i < 40 && !screen_has(screen, "年初预算1286.40万元"); i++)
        screen_press(screen, "Down");
    assert_sees(screen, "年初预算1286.40万元");
}

static void the_picker_can_be_left_and_find_nothing(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ins");
    screen_type(screen, "没有的");
    assert_sees(screen, "没有这样的数据");
    screen_press(screen, "Enter Backspace Backspace Backspace PgDn PgDn End Esc");
    assert_section(screen, "overall", "");
    screen_press(screen, "Ins Enter Esc");
    assert_section(screen, "overall", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_figure_is_picked_and_shown_by_its_value),
        ON_EACH(a_changed_value_is_seen_in_the_text),
        ON_EACH(what_is_typed_or_pasted_is_no_figure),
        ON_EACH(the_guidance_lists_the_sections_figures),
        ON_EACH(the_picker_can_be_left_and_find_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
