/* The library as it was on another day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/copies.h"
#include "tests/support/screen.h"

/* A library with one report, of which there is a copy, and none in it any more. */
static void lose_a_report(struct screen *screen) {
    screen_new_report(screen, "甲街道办事处", "2023");
    screen_press(screen, "Ctrl-U");
    assert_int_equal(session_copy_today(screen->session, NULL), RC_OK);
    screen_press(screen, "Del Left Enter");
    assert_sees(screen, "还没有报告");
}

static void without_copies_it_is_said_when_they_are_made(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "b");
    assert_sees(screen, "还没有每日备份");
    screen_press(screen, "Down");
    assert_sees(screen, "还没有报告");
}

static void a_daily_copy_comes_back(void **state) {
    struct screen *screen = *state;
    lose_a_report(screen);
    screen_type(screen, "b");
    assert_sees(screen, "恢复到哪一天");
    assert_sees(screen, "2024-03-05");
    screen_press(screen, "Enter");
    assert_sees(screen, "现在的样子先另存");
    screen_press(screen, "Left Enter");
    assert_sees(screen, "已恢复成2024-03-05的样子");
    assert_sees(screen, "甲街道办事处");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已完成0/18");
}

static void nothing_is_put_back_unless_it_is_wanted(void **state) {
    struct screen *screen = *state;
    lose_a_report(screen);
    screen_type(screen, "b");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "恢复到哪一天");
    screen_type(screen, "b");
    screen_press(screen, "Enter Enter"); /* the safe one is in focus */
    assert_sees_not(screen, "每日备份");
    assert_sees(screen, "还没有报告");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(without_copies_it_is_said_when_they_are_made),
        ON_EACH(a_daily_copy_comes_back),
        ON_EACH(nothing_is_put_back_unless_it_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
