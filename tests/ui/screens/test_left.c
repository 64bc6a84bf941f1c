/* Text that could not be saved the last time is put back: what is then seen, and what gives way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/unsaved.h"
#include "store/store.h"
#include "tests/support/screen.h"
#include "tests/support/store_case.h"
#include "ui/screens/left.h"

#include <string.h>
#include <unistd.h>

/* A report with a file of text that the store refused; the program is started anew in it. Another
 * program's lock stands for the full disk. */
static char *leave_text(struct screen *screen) {
    struct store *blocker = NULL;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "甲前。");
    screen_press(screen, "Ctrl-S");
    assert_int_equal(store_open(&blocker, screen->db, "li", STORE_EXISTING, NULL), RC_OK);
    assert_int_equal(store_begin(blocker, NULL), RC_OK);
    store_set_wait(session_store(screen->session), 10);
    screen_paste(screen, "\n没有存好的第二段。\n第三段。");
    session_leave(screen->session);
    store_close(blocker);
    const char *path = session_unsaved_path(screen->session);
    assert_non_null(path);
    char *copy = mem_copy_text(path, strlen(path));
    screen_restart(screen, true);
    screen_press(screen, "Enter Enter");
    assert_sees_not(screen, "第二段");
    return copy;
}

static void ask(struct screen *screen, const char *path) {
    assert_true(
        shell_raise(screen->shell, &left_layer, &(struct left_argument){.path = path, .count = 1}));
    screen_draw(screen);
    shell_settle(screen->shell);
    screen_draw(screen);
    assert_sees(screen, "上次没有存好的文字");
    assert_cursor_at(screen, "放回报告");
}

static void what_is_put_back_is_seen_at_once(void **state) {
    struct screen *screen = *state;
    char *path = leave_text(screen);
    ask(screen, path);
    screen_press(screen, "Enter");
    assert_sees(screen, "文字已放回报告");
    assert_sees(screen, "没有存好的第二段。");
    assert_sees(screen, "第三段。");
    assert_section(screen, "perf_work", "甲前。\n没有存好的第二段。\n第三段。");
    screen_press(screen, "Ctrl-End");
    screen_type(screen, "接着写。");
    assert_section(screen, "perf_work", "甲前。\n没有存好的第二段。\n第三段。接着写。");
    mem_free(path);
}

static void what_a_colleague_has_written_since_is_shown_beside_it(void **state) {
    struct screen *screen = *state;
    char *path = leave_text(screen);
    int64_t id = report_find_section(session_report(screen->session), SPAN("perf_work"))->id;
    struct session *other = case_open_session(screen->db, "li");
    assert_int_equal(session_load(other, session_report(screen->session)->id, NULL), RC_OK);
    assert_int_equal(session_put(other, id, SPAN("对方后来写的。"), NULL), RC_OK);
    session_close(other);
    ask(screen, path);
    screen_press(screen, "Enter");
    shell_settle(screen->shell);
    screen_draw(screen);
    assert_sees(screen, "同时被li改过");
    assert_sees(screen, "对方后来写的。");
    assert_sees(screen, "没有存好的第二段。");
    screen_press(screen, "Right Enter");
    assert_section(screen, "perf_work", "对方后来写的。");
    mem_free(path);
}

static void it_may_wait_or_be_told_of_no_more(void **state) {
    struct screen *screen = *state;
    char *path = leave_text(screen);
    size_t count = 0;
    ask(screen, path);
    screen_press(screen, "Esc");
    assert_section(screen, "perf_work", "甲前。");
    char *found = session_find_unsaved(screen->session, &count);
    assert_string_equal(found, path);
    ask(screen, path);
    screen_press(screen, "Right Right Enter");
    assert_sees(screen, "文件还");
    assert_null(session_find_unsaved(screen->session, &count));
    assert_section(screen, "perf_work", "甲前。");
    assert_int_equal(unlink(path), 0); /* it may be in /tmp */
    mem_free(found);
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(what_is_put_back_is_seen_at_once),
        ON_EACH(what_a_colleague_has_written_since_is_shown_beside_it),
        ON_EACH(it_may_wait_or_be_told_of_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
