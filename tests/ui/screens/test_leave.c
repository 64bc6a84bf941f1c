#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "session/report.h"
#include "session/unsaved.h"
#include "store/store.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <string.h>
#include <unistd.h>

/* Another program's lock stands for the full disk. */
static struct store *fill_disk(struct screen *screen) {
    struct store *blocker = NULL;
    assert_int_equal(store_open(&blocker, screen->db, "li", STORE_EXISTING, NULL), RC_OK);
    assert_int_equal(store_begin(blocker, NULL), RC_OK);
    store_set_wait(session_store(screen->session), 10);
    return blocker;
}

static struct store *write_on_a_full_disk(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "存好的。");
    screen_press(screen, "Ctrl-S");
    struct store *blocker = fill_disk(screen);
    screen_type(screen, "没有存好的字");
    assert_sees(screen, "未保存");
    return blocker;
}

static void leaving_asks_and_says_how_much(void **state) {
    struct screen *screen = *state;
    struct store *blocker = write_on_a_full_disk(screen);
    static const char *const keys[] = {"F10", "Ctrl-Q"};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        screen_press(screen, keys[i]);
        assert_false(shell_is_done(screen->shell));
        assert_sees(screen, "有文字没有存好");
        assert_sees(screen, "还有6个字");
        assert_cursor_at(screen, "写到别处");
        screen_press(screen, keys[i]); /* once more is no answer */
        assert_false(shell_is_done(screen->shell));
        screen_press(screen, "Esc"); /* on with it */
        assert_sees_not(screen, "有文字没有存好");
        assert_section(screen, "perf_work", "存好的。没有存好的字");
    }
    store_close(blocker);
    screen_press(screen, "Ctrl-S Ctrl-Q"); /* there is room */
    assert_true(shell_is_done(screen->shell));
}

/* The text waits in memory for its section, which need not be on the screen. */
static void other_sections_and_screens_are_open_meanwhile(void **state) {
    struct screen *screen = *state;
    struct store *blocker = write_on_a_full_disk(screen);
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "没有回到报告库");
    assert_section(screen, "perf_work", "存好的。没有存好的字");
    screen_press(screen, "Ctrl-E");
    assert_sees(screen, "导出");
    assert_sees(screen, "格式");
    screen_press(screen, "Esc F2");
    assert_sees_not(screen, "存好的。");
    screen_type(screen, "另一节的");
    assert_section(screen, "perf_work", "存好的。没有存好的字");
    store_close(blocker);
    screen_press(screen, "Ctrl-S");
    assert_sees(screen, "已保存");
    screen_press(screen, "Ctrl-Q");
    assert_true(shell_is_done(screen->shell));
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "存好的。没有存好的字");
    assert_sees(screen, "另一节的");
}

/* All is stored as it was typed, and only saving it finds no room: that holds nobody. */
static void what_cannot_be_folded_lets_the_clerk_go_on(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "存好的字。");
    session_sync(screen->session);
    struct store *blocker = fill_disk(screen);
    assert_sees_not(screen, "未保存");
    screen_press(screen, "F2");
    assert_sees_not(screen, "存好的字。");
    store_close(blocker);
    screen_type(screen, "另一节的。");
    screen_press(screen, "Ctrl-S Ctrl-Q");
    assert_true(shell_is_done(screen->shell));
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "存好的字。");
}

static void trying_again_leaves_where_there_is_room(void **state) {
    struct screen *screen = *state;
    struct store *blocker = write_on_a_full_disk(screen);
    screen_press(screen, "Ctrl-Q Left Enter");
    assert_false(shell_is_done(screen->shell));
    assert_sees(screen, "有文字没有存好");
    store_close(blocker);
    screen_press(screen, "Left Enter");
    assert_true(shell_is_done(screen->shell));
    assert_null(session_unsaved_path(screen->session));
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "存好的。没有存好的字");
}

static void it_is_written_elsewhere(void **state) {
    struct screen *screen = *state;
    struct store *blocker = write_on_a_full_disk(screen);
    struct str text = STR_INIT;
    char *path = file_path_join(screen->folder, "elsewhere.txt");
    folder_put(path, SPAN("别的文件"));
    screen_press(screen, "F10 Enter");
    assert_sees(screen, "-unsaved-"); /* the path that is offered */
    screen_press(screen, "Ctrl-U");
    for (int i = 0; i < 200; i++)
        screen_press(screen, "Backspace");
    screen_paste(screen, path);
    screen_press(screen, "Enter");
    assert_false(shell_is_done(screen->shell)); /* a file that is there is kept */
    assert_sees(screen, "已经有了");
    assert_true(folder_holds(path, SPAN("别的文件")));
    assert_int_equal(unlink(path), 0);
    screen_press(screen, "Enter");
    for (int i = 0; i < 200; i++)
        screen_press(screen, "Backspace");
    screen_paste(screen, path);
    screen_press(screen, "Enter");
    assert_true(shell_is_done(screen->shell));
    folder_get(path, &text);
    assert_non_null(strstr(text.s, "存好的。没有存好的字\n"));
    store_close(blocker);
    str_release(&text);
    mem_free(path);
}

static void it_may_be_given_up_when_asked_once_more(void **state) {
    struct screen *screen = *state;
    struct store *blocker = write_on_a_full_disk(screen);
    static const char *const stays[] = {"Right Enter Enter", "Enter Esc"};
    screen_press(screen, "Ctrl-Q");
    for (size_t i = 0; i < ARRAY_LEN(stays); i++) {
        screen_press(screen, stays[i]);
        assert_false(shell_is_done(screen->shell));
        assert_section(screen, "perf_work", "存好的。没有存好的字");
        assert_cursor_at(screen, "不要了，离开");
    }
    screen_press(screen, "Enter");
    assert_sees(screen, "真的不要了吗");
    assert_sees(screen, "这6个字（1节里的");
    assert_cursor_at(screen, "返回");
    screen_press(screen, "Left Enter");
    assert_true(shell_is_done(screen->shell));
    store_close(blocker);
    session_leave(screen->session);
    assert_null(session_unsaved_path(screen->session));
}

static void nothing_is_given_up_where_there_is_room_meanwhile(void **state) {
    struct screen *screen = *state;
    struct store *blocker = write_on_a_full_disk(screen);
    screen_press(screen, "Ctrl-Q Right");
    store_close(blocker);
    screen_press(screen, "Enter");
    assert_true(shell_is_done(screen->shell));
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_section(screen, "perf_work", "存好的。没有存好的字");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(leaving_asks_and_says_how_much),
        ON_EACH(other_sections_and_screens_are_open_meanwhile),
        ON_SCREEN(what_cannot_be_folded_lets_the_clerk_go_on),
        ON_SCREEN(trying_again_leaves_where_there_is_room),
        ON_SCREEN(it_is_written_elsewhere),
        ON_SCREEN(it_may_be_given_up_when_asked_once_more),
        ON_SCREEN(nothing_is_given_up_where_there_is_room_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
