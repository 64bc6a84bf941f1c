/* Keys of the clerk's own on the screens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

static void put_keys(const struct screen *screen, const char *text) {
    struct err err;
    char *folder = file_path_join(screen->folder, ".config/jixiao");
    char *path = file_path_join(folder, "keys");
    assert_int_equal(file_make_folder(folder, &err), RC_OK);
    folder_put(path, span_of(text));
    mem_free(path);
    mem_free(folder);
}

static void bound_keys_work_and_are_shown_everywhere(void **state) {
    struct screen *screen = *state;
    put_keys(screen, "preview F11\nfigures Ctrl-B\nundo Shift-Ins\n");
    screen_restart(screen, false);
    screen_new_report(screen, "某街道办事处", "2023");
    assert_row_has(screen, screen->rows - 1, "F11预览");
    assert_row_has(screen, screen->rows - 1, "^B数据");
    screen_press(screen, "F11");
    assert_sees(screen, "28字");
    screen_press(screen, "Esc F5"); /* the table's key goes on */
    assert_sees(screen, "28字");
    screen_press(screen, "Esc F9 Right");
    assert_sees(screen, "Shift-Ins  Ctrl-Z");
    screen_press(screen, "Esc Ctrl-K");
    screen_type(screen, "f11");
    assert_cursor_row(screen, "f11");
    assert_sees(screen, "F11  F5");
    screen_press(screen, "Esc F1 PgDn PgDn");
    assert_sees(screen, "Ctrl-B  F6          数据");
}

static void keys_that_make_no_sense_are_told_of_and_the_tables_hold(void **state) {
    struct screen *screen = *state;
    put_keys(screen, "preview F6\n");
    screen_restart(screen, false);
    assert_sees(screen, "第1行：F6是“数据”的键");
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F5");
    assert_sees(screen, "28字");
    screen_press(screen, "Esc F6");
    assert_sees(screen, "上年");
}

/* Where something is typed a letter is text, whatever command of all places has it. */
static void a_letter_of_ones_own_is_text_where_one_types(void **state) {
    struct screen *screen = *state;
    const struct session_new what = {
        .template = "hunan-standard", .unit = "某街道办事处", .year = 2023};
    struct err err = {0};
    int64_t report = 0;
    put_keys(screen, "quit V\nhistory H\n");
    screen_restart(screen, false);
    assert_int_equal(session_new_report(screen->session, &what, &report, &err), RC_OK);
    screen_type(screen, "/");
    screen_type(screen, "v");
    screen_type(screen, "h");
    assert_sees(screen, "> vh");
    screen_press(screen, "Esc Enter Enter F7");
    screen_type(screen, "h");
    screen_type(screen, "v");
    assert_sees(screen, "hv");
    assert_row_has(screen, screen->rows - 1, "F8历史"); /* and no hint shows it there */
    screen_press(screen, "Esc F6");
    screen_type(screen, "h");
    screen_type(screen, "v");
    assert_sees(screen, "hv");
    screen_press(screen, "Esc Esc Ctrl-U");
    assert_false(shell_is_done(screen->shell));
    screen_type(screen, "v");
    assert_true(shell_is_done(screen->shell));
}

/* Whatever the screens call a key can be bound, or is refused for what it is. */
static void every_name_that_a_key_has_is_one_for_the_file(void **state) {
    (void)state;
    char name[SHELL_KEY_NAME];
    for (int key = 1; key <= K_ESC; key++)
        for (unsigned mods = 0; mods <= (MOD_SHIFT | MOD_ALT | MOD_CTRL); mods++) {
            bool ends = key == K_CTRL('H') || key == K_CTRL('I') || key == K_CTRL('J') ||
                        key == K_CTRL('M') || key == K_CTRL('[');
            if (ends || key == ' ' || (key == K_BACKTAB && mods != 0))
                continue; /* which never arrive so */
            shell_key_name(&(struct event){.kind = EVENT_KEY, .key = key, .mods = mods}, name);
            if (name[0] != '\0' && !key_is_name(span_of(name)))
                fail_msg("%s", name);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(bound_keys_work_and_are_shown_everywhere),
        ON_SCREEN(a_letter_of_ones_own_is_text_where_one_types),
        ON_SCREEN(keys_that_make_no_sense_are_told_of_and_the_tables_hold),
        cmocka_unit_test(every_name_that_a_key_has_is_one_for_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
