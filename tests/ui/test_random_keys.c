/* Any keys in any order, on a report whose prose has figures: the screens stay sane (screen.h looks
 * after every step), and the report is what the database gives back. */
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/random.h"
#include "tests/support/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { STEPS = 400 };

/* The sample report, at the section of the budget. */
static void begin(struct screen *screen) {
    screen_type(screen, "s");
    screen_press(screen, "F4 F4");
    screen_type(screen, "2");
    screen_press(screen, "Enter");
}

static void any_keys_leave_screens_and_report_sane(void **state) {
    static const char *const keys[] = {
        "Left",       "Right",  "Up",     "Down",   "Home",      "End",    "PgUp",
        "PgDn",       "Enter",  "Ins",    "Del",    "Backspace", "Esc",    "F2",
        "F3",         "F4",     "F5",     "F6",     "F7",        "Tab",    "Backtab",
        "Ctrl-Z",     "Ctrl-Y", "Ctrl-^", "Ctrl-C", "Ctrl-X",    "Ctrl-V", "Shift-Right",
        "Shift-Down", "Ctrl-O", "Ctrl-T", "Ctrl-D", "Ctrl-Home", "Ctrl-]", "Ctrl-N"};
    static const char *const texts[] = {"12", "a", "f", "年初",  "${", "$",  "}",
                                        "{",  "r", "x", "1,234", "5%", "。", "甲乙，"};
    struct screen *screen = *state;
    struct random random = {(uint64_t)screen->cols};
    begin(screen);
    for (int i = 0; i < STEPS; i++) {
        if (random_below(&random, 4) == 0)
            screen_type(screen, texts[random_below(&random, ARRAY_LEN(texts))]);
        else
            screen_press(screen, keys[random_below(&random, ARRAY_LEN(keys))]);
    }
    const struct report *report = session_report(screen->session);
    if (report == NULL) /* the library was gone back to */
        return;
    int64_t id = report->id;
    struct report *before = report_clone(report);
    screen_restart(screen, true);
    assert_int_equal(session_load(screen->session, id, NULL), RC_OK);
    assert_true(report_equal(before, session_report(screen->session)));
    report_free(before);
}

int main(void) {
    const struct CMUnitTest tests[] = {ON_EACH(any_keys_leave_screens_and_report_sane)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
