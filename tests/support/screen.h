/*
 * screen.h - the full screen without a terminal: a fresh database in a folder of the test's own,
 * keys by name, the rows as text. After every step the canvas is sane, the cursor visible and where
 * the focus is. The clock stands still at 2024-03-05 10:31 in China; HOME is the test's folder.
 */
#ifndef TESTS_SUPPORT_SCREEN_H
#define TESTS_SUPPORT_SCREEN_H

#include "ui/shell.h"

struct screen {
    char *folder, *db;
    struct session *session;
    struct shell *shell;
    const struct canvas *canvas; /* as it was drawn last; the shell's */
    struct str text;             /* what screen_row and the like gave last */
    int rows, cols;
    bool hurries; /* keys come without a pause in which a question could be seen */
};

/* For cmocka: *state is a struct screen with an empty database at 80 x 24, 60 x 16 or 140 x 50. */
int screen_setup(void **state);
int screen_setup_small(void **state);
int screen_setup_large(void **state);
int screen_teardown(void **state);
#define ON_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_setup, screen_teardown)
#define ON_SMALL(test)  cmocka_unit_test_setup_teardown(test, screen_setup_small, screen_teardown)
#define ON_LARGE(test)  cmocka_unit_test_setup_teardown(test, screen_setup_large, screen_teardown)
/* The same test at each of the three sizes. */
#define ON_EACH(test)                                                                              \
    {#test " 80x24", test, screen_setup, screen_teardown, NULL},                                   \
        {#test " 60x16", test, screen_setup_small, screen_teardown, NULL}, {                       \
#test " 140x50", test, screen_setup_large, screen_teardown, NULL                           \
    }

/* Ends the program (without leaving a report properly first if `killed`) and starts it anew. */
void screen_restart(struct screen *screen, bool killed);
void screen_resize(struct screen *screen, int rows, int cols);

/* Names of keys, one blank between them: "F2 Ctrl-D Shift-Left Enter". */
void screen_press(struct screen *screen, const char *keys);
void screen_times(struct screen *screen, size_t times, const char *keys);
void screen_type(struct screen *screen, const char *text);
void screen_paste(struct screen *screen, const char *text);
void screen_draw(struct screen *screen); /* after something behind its back */
/* As the loop does while no key comes, until nothing is left but to save after a long pause. */
void screen_wait_idle(struct screen *screen);

/* --- looking; borrowed until the next look --- */
const char *screen_row(struct screen *screen, int row);
const char *screen_all(struct screen *screen);        /* rows joined by '\n' */
const char *screen_cursor_row(struct screen *screen); /* the row that the cursor is in */
const char *screen_before_cursor(struct screen *screen);
const char *screen_at_cursor(struct screen *screen); /* from the cursor to the row's end */
bool screen_has(struct screen *screen, const char *text);

/* These stop the test and show the screen. */
void assert_sees(struct screen *screen, const char *text);
void assert_sees_not(struct screen *screen, const char *text);
void assert_row_has(struct screen *screen, int row, const char *text);
void assert_cursor_row(struct screen *screen, const char *text); /* that row has the text */
void assert_cursor_after(struct screen *screen, const char *text);
void assert_cursor_at(struct screen *screen, const char *text);
/* Any canvas: the row has that text, borders in ASCII, blanks at the end left out; all is sane. */
void assert_canvas_row(const struct canvas *canvas, int row, const char *text);
/* The open report's section by name or path. */
const struct section *screen_section(struct screen *screen, const char *name);
void assert_section(struct screen *screen, const char *name, const char *text);

/* A new report from the built-in template through the form, its workbench open. */
void screen_new_report(struct screen *screen, const char *unit, const char *year);

#endif
