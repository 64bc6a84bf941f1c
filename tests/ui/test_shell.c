/* What every place has in common: no function or control key is silent, what is of no use here is
 * said, and Esc shows that it waits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"

#include <stdio.h>
#include <string.h>

/* From the library with a carried report selected to each place. */
static const char *const places[] = {
    "",                      /* the library */
    "Enter",                 /* actions of a report */
    "Down Down Enter",       /* a new report */
    "Ctrl-F",                /* search */
    "Ctrl-K",                /* palette */
    "F9",                    /* menu */
    "F1",                    /* help */
    "Ctrl-\\",               /* display */
    "Ctrl-E",                /* export */
    "Enter Enter",           /* the editor */
    "Enter Enter F4",        /* guidance */
    "Enter Enter F4 F4",     /* outline */
    "Enter Enter F4 F4 Ins", /* a prompt */
    "Enter Enter F4 F4 Del", /* a question */
    "Enter Enter Ctrl-T F4", /* last year's text */
    "Enter Enter Ctrl-F",    /* find */
    "Enter Enter Ctrl-R",    /* replace */
    "Enter Enter F5",        /* preview */
    "Enter Enter F6",        /* figures */
    "Enter Enter F7",        /* score, without indicators */
    "Enter Enter F8",        /* history */
    "Enter Enter Shift-F8",  /* comparison */
    "Enter Enter Ctrl-O",    /* findings */
    "Enter Enter Ctrl-]",    /* figures to insert */
    "Enter Enter Shift-F10", /* goto */
};

static void look(struct screen *screen, struct str *out) {
    int row = 0, col = 0;
    (void)canvas_cursor(screen->canvas, &row, &col);
    str_clear(out);
    str_add_text(out, screen_all(screen));
    str_add_format(out, "%d %d", row, col);
    for (int at = 0; at < screen->rows;
         at++) /* what is selected, and what stands in which colour */
        for (int i = 0; i < screen->cols; i++)
            str_add_byte(out, (char)('a' + (int)canvas_cell(screen->canvas, at, i)->face));
}

static void go_to(struct screen *screen, const char *place, struct str *picture) {
    screen_restart(screen, false);
    if (place[0] != '\0')
        screen_press(screen, place);
    look(screen, picture);
}

/* True: the place is as it was but for what was said. */
static bool check_key(struct screen *screen, const char *place, const char *key,
                      const struct str *before) {
    struct str after = STR_INIT;
    screen_press(screen, key);
    bool left = shell_is_done(screen->shell) || shell_wants_redraw(screen->shell);
    if (!left) {
        look(screen, &after);
        if (span_equal(str_span(before), str_span(&after)))
            fail_msg("at “%s” %s does nothing and says nothing:\n%s", place, key,
                     screen_all(screen));
        shell_handle(screen->shell, &(struct event){.kind = EVENT_RESIZE}); /* nothing said */
        screen_draw(screen);
        look(screen, &after);
    }
    bool same = !left && span_equal(str_span(before), str_span(&after));
    str_release(&after);
    return same;
}

static void press_every_key_everywhere(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2022");
    screen_type(screen, "今年以来开展学习8次。");
    screen_press(screen, "F2 Ctrl-U");
    struct str picture = STR_INIT;
    char key[24];
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        bool here = false;
        static const char letters[] = "ABCDEFGKLNOPQRSTUVWXYZ\\]^_";
        for (int number = 1; number <= 24 + (int)sizeof letters - 1; number++) {
            if (number > 24)
                (void)snprintf(key, sizeof key, "Ctrl-%c", letters[number - 25]);
            else
                (void)snprintf(key, sizeof key, "%sF%d", number > 12 ? "Shift-" : "",
                               number > 12 ? number - 12 : number);
            if (!here)
                go_to(screen, places[i], &picture);
            here = check_key(screen, places[i], key, &picture);
        }
    }
    str_release(&picture);
}

static void no_function_or_control_key_is_silent(void **state) {
    press_every_key_everywhere(*state);
}

static void no_key_is_silent_for_a_screen_reader(void **state) {
    screen_press(*state, "Ctrl-\\ Up Right Enter");
    press_every_key_everywhere(*state);
}

static void a_key_of_another_place_says_which(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "F5");
    assert_sees(screen, "预览版面：请先打开一份报告");
    screen_new_report(screen, "某街道办事处", "2022");
    screen_press(screen, "F6 Ctrl-S");
    assert_sees(screen, "保存：请先按Esc回到报告");
    screen_press(screen, "Esc Shift-F10 F9");
    assert_sees(screen, "菜单：请先按Esc关上这里");
    screen_press(screen, "Esc F4 Ctrl-A");
    assert_sees(screen, "此处没有Ctrl-A这个操作");
    screen_press(screen, "Ins");
    assert_sees(screen, "此处没有Ins这个操作");
    screen_press(screen, "F11");
    assert_sees(screen, "按键测试请按F9");
    screen_press(screen, "Left");
    assert_sees(screen, "此处没有←这个操作");
    screen_type(screen, "x");
    assert_sees(screen, "此处没有X这个操作");
    screen_type(screen, "，");
    assert_sees(screen, "请按Shift切到英文");
    screen_type(screen, "abc");
    assert_sees(screen, "请按Shift切到英文");
    screen_paste(screen, "一段文字");
    assert_section(screen, "perf_work", "一段文字"); /* nothing is dropped */
}

static void esc_that_waits_is_seen_over_a_message(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "F5");
    assert_sees(screen, "请先打开一份报告");
    shell_set_escape_waits(screen->shell, true);
    screen_draw(screen);
    assert_row_has(screen, screen->rows >= 30 ? screen->rows - 2 : screen->rows - 1, "Esc-");
    shell_set_escape_waits(screen->shell, false);
    screen_press(screen, "Esc");
    assert_sees_not(screen, "请先打开一份报告");
}

/* Some terminals cannot write the corner, and lose a wide character right before it. */
static void nothing_stands_in_the_corner(void **state) {
    struct screen *screen = *state;
    static const char *const dialogs[] = {"Enter", "F9", "Ctrl-E", "Enter Enter Ctrl-E",
                                          "Enter Enter F4 F4 Ins"};
    screen_new_report(screen, "某街道办事处", "2022");
    for (size_t i = 0; i < ARRAY_LEN(dialogs) + ARRAY_LEN(places); i++) {
        screen_restart(screen, false);
        const char *place = i < ARRAY_LEN(places) ? places[i] : dialogs[i - ARRAY_LEN(places)];
        if (place[0] != '\0')
            screen_press(screen, place);
        for (int col = screen->cols - 2; col < screen->cols; col++) {
            const struct cell *cell = canvas_cell(screen->canvas, screen->rows - 1, col);
            assert_true(cell->n == 1 && cell->text[0] == ' ');
        }
    }
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter F4 F4 Ins");
    assert_sees(screen, "Esc 取消");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SMALL(no_function_or_control_key_is_silent),
        ON_SCREEN(no_key_is_silent_for_a_screen_reader),
        ON_EACH(a_key_of_another_place_says_which),
        ON_EACH(esc_that_waits_is_seen_over_a_message),
        ON_EACH(nothing_stands_in_the_corner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
