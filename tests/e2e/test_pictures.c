/* The pictures of docs/pictures are the screens as they are today. `make screenshots` draws them
 * anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/picture.h"
#include "tests/support/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Draws the screen, or compares it with the picture that stands there. */
static void check_picture(struct screen *screen, const char *name) {
    char path[128];
    struct str picture = STR_INIT;
    (void)snprintf(path, sizeof path, "docs/pictures/%s.svg", name);
    picture_add_canvas(&picture, screen->canvas);
    const char *draws = getenv("JIXIAO_PICTURES");
    if (draws != NULL && draws[0] != '\0')
        folder_put(path, str_span(&picture));
    else if (!folder_holds(path, str_span(&picture)))
        fail_msg("%s is out of date: make screenshots", path);
    str_release(&picture);
}

/* Down to the row that says so. */
static void find_row(struct screen *screen, const char *says) {
    for (int i = 0; i < 200 && strstr(screen_cursor_row(screen), says) == NULL; i++)
        screen_press(screen, "Down");
    assert_cursor_row(screen, says);
}

static void the_pictures_are_the_screens(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "s");
    screen_press(screen, "Ctrl-U");
    check_picture(screen, "library");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已完成12/18"); /* the report that is being written */
    check_picture(screen, "workbench");
    screen_press(screen, "F5");
    check_picture(screen, "preview");
    screen_press(screen, "Esc F9");
    check_picture(screen, "menu");
    screen_press(screen, "Esc Ctrl-O Home");
    assert_sees(screen, "写明其中工业项目几个");
    check_picture(screen, "remarks");
    screen_press(screen, "Esc F6 Ctrl-Home");
    find_row(screen, "拆除违法建设");
    check_picture(screen, "handed");
    screen_press(screen, "Esc Shift-F11");
    check_picture(screen, "editions");
    screen_press(screen, "Esc Ctrl-U Home");
    find_row(screen, "2022");
    screen_press(screen, "Enter Enter");
    screen_press(screen, "F4 F4");
    screen_type(screen, "P");
    check_picture(screen, "evidence");
    screen_press(screen, "Esc Ctrl-U Home");
    assert_cursor_row(screen, "挑错练习");
    screen_press(screen, "Enter Enter F3 F3 F3");
    check_picture(screen, "finding");
    screen_press(screen, "Ctrl-O");
    check_picture(screen, "findings");
}

int main(void) {
    const struct CMUnitTest tests[] = {ON_SCREEN(the_pictures_are_the_screens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
