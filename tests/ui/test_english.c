/* Every screen in English: no Han character outside what the clerk has written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/char_class.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "tests/support/screen.h"

#include <string.h>

static int setup(void **state) {
    (void)lang_set("en");
    return screen_setup(state);
}

static int setup_small(void **state) {
    (void)lang_set("en");
    return screen_setup_small(state);
}

static int setup_large(void **state) {
    (void)lang_set("en");
    return screen_setup_large(state);
}

static int teardown(void **state) {
    (void)lang_set("zh");
    return screen_teardown(state);
}

static bool is_han(const struct cell *cell) {
    struct span text = {cell->text, cell->n};
    return text.n > 0 && char_is_han(utf8_take(&text));
}

/* The report here is written in Latin letters, so every Han character is the interface's. What may
 * stand is what a template or a standard says: labels (一、), the guidance, the key's own name. */
static void assert_english(struct screen *screen, const char *where) {
    for (int row = 0; row < screen->rows; row++)
        for (int col = 0; col < screen->cols; col++)
            if (is_han(canvas_cell(screen->canvas, row, col)))
                fail_msg("%s: row %d has Chinese: %s\n%s", where, row, screen_row(screen, row),
                         screen_all(screen));
}

/* A report without a template, whose headings and text are Latin. */
static void make_report(struct screen *screen) {
    static const char text[] = "# Work of the year\n\nWe met 6 times, 8 people each.\n\n"
                               "# Plans\n\nMore of the same.\n";
    struct import_draft draft = {0};
    struct session_draft how = {.name = "report.md"};
    int64_t id = 0;
    assert_int_equal(session_draft(screen->session, span_of(text), &how, &draft, NULL), RC_OK);
    assert_int_equal(session_import(screen->session, &draft, &id, NULL), RC_OK);
    import_draft_release(&draft);
    assert_int_equal(session_load(screen->session, id, NULL), RC_OK);
    const struct session_value unit[] = {{SPAN("unit"), SPAN("Some Office")},
                                         {SPAN("short_name"), SPAN("Office")},
                                         {SPAN("title"), SPAN("Report of Some Office")},
                                         {SPAN("year"), SPAN("2023")}};
    assert_int_equal(session_set_values(screen->session, unit, 4, NULL), RC_OK);
    session_leave(screen->session);
    screen_restart(screen, false);
}

static void the_library_and_its_dialogs_are_english(void **state) {
    struct screen *screen = *state;
    assert_english(screen, "empty library");
    make_report(screen);
    assert_english(screen, "library");
    static const char *const steps[][2] = {{"Enter", "actions"},      {"Esc Del", "trash?"},
                                           {"Esc F1", "help"},        {"End", "help's end"},
                                           {"Esc Ctrl-K", "palette"}, {"Esc Shift-F1", "keys"},
                                           {"F5", "a key"},           {"Esc Esc F9", "menu"}};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        screen_press(screen, steps[i][0]);
        assert_english(screen, steps[i][1]);
    }
    for (int group = 0; group < GROUP_COUNT; group++) {
        for (int i = 0; i < 40; i++) {
            screen_press(screen, "Down");
            assert_english(screen, "menu");
        }
        screen_press(screen, "Right");
    }
    screen_press(screen, "Esc");
    screen_type(screen, "/");
    assert_english(screen, "search");
    screen_type(screen, "people");
    assert_english(screen, "found");
    screen_type(screen, " nobody");
    assert_english(screen, "not found");
}

static void the_workbench_and_its_screens_are_english(void **state) {
    struct screen *screen = *state;
    make_report(screen);
    screen_press(screen, "Enter Enter");
    static const char *const steps[][2] = {{"Ctrl-L", "workbench"},
                                           {"F4", "guidance"},
                                           {"F1", "help of the guidance"},
                                           {"Esc F4", "outline"},
                                           {"F1", "help of the outline"},
                                           {"Esc Ins", "add"},
                                           {"Esc Del", "remove?"},
                                           {"Esc Enter", "editor"},
                                           {"F1", "help"},
                                           {"PgDn", "more help"},
                                           {"Esc F5", "preview"},
                                           {"F1", "help of the preview"},
                                           {"Esc Esc Ctrl-O", "findings"},
                                           {"F1", "help of findings"},
                                           {"Esc Esc Ctrl-E", "export"},
                                           {"Esc F8", "history"},
                                           {"F1", "help of the history"},
                                           {"Esc Tab", "filter"},
                                           {"Esc Enter", "restore?"},
                                           {"Esc Esc Ctrl-T", "no last year"},
                                           {"F2", "saved"},
                                           {"Ctrl-D", "marked"},
                                           {"Ctrl-Z", "undone"},
                                           {"Ctrl-S", "saved"},
                                           {"F3", "finding"},
                                           {"F12", "wide"},
                                           {"F12 Shift-F9", "search"},
                                           {"Esc Shift-F7", "back"},
                                           {"Shift-F2", "recent"},
                                           {"Esc F6", "figures"},
                                           {"Esc F7", "score"},
                                           {"Esc Shift-F8", "compare"},
                                           {"F1", "help of the comparison"}};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        screen_press(screen, steps[i][0]);
        assert_english(screen, steps[i][1]);
    }
}

static void too_small_a_window_says_so_in_english(void **state) {
    struct screen *screen = *state;
    screen_resize(screen, 10, 40);
    assert_english(screen, "too small");
}

static void dates_and_numbers_are_right_in_english(void **state) {
    struct screen *screen = *state;
    make_report(screen);
    assert_sees(screen, "today 10:31");
    assert_sees(screen, "2023");
}

#define EACH(test)                                                                                 \
    {#test " 80x24", test, setup, teardown, NULL},                                                 \
        {#test " 60x16", test, setup_small, teardown, NULL}, {                                     \
#test " 140x50", test, setup_large, teardown, NULL                                         \
    }

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(the_library_and_its_dialogs_are_english),
        EACH(the_workbench_and_its_screens_are_english),
        EACH(too_small_a_window_says_so_in_english),
        EACH(dates_and_numbers_are_right_in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
