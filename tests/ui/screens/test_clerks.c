/* Two clerks in one report, as one of them sees it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/change.h"
#include "session/clerks.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/setting.h"
#include "session/undo.h"
#include "tests/support/screen.h"
#include "tests/support/store_case.h"

/* What another clerk has open at the same time; he stands in the section of that name. */
static struct session *open_other(const struct screen *screen, const char *section) {
    struct session *other = case_open_session(screen->db, "li");
    assert_int_equal(session_load(other, session_report(screen->session)->id, NULL), RC_OK);
    session_be_at(other, report_find_section(session_report(other), span_of(section))->id);
    return other;
}

static int64_t id_of(const struct screen *screen, const char *name) {
    return report_find_section(session_report(screen->session), span_of(name))->id;
}

static void who_works_where_is_shown_by_name(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    assert_sees_not(screen, "也在写");
    struct session *other = open_other(screen, "overall");
    screen_wait_idle(screen);
    assert_row_has(screen, 0, "li也在写");
    assert_row_has(screen, 0, "已完成0/18");
    assert_row_has(screen, 0, "已保存10:31");
    assert_sees_not(screen, "也在这一节");
    screen_press(screen, "F2");
    assert_sees(screen, "li也在这一节");
    session_close(other);
    screen_wait_idle(screen);
    assert_sees_not(screen, "li");
}

static void the_outline_names_them_in_their_row(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    struct session *other = open_other(screen, "overall");
    screen_wait_idle(screen);
    assert_sees(screen, "li在写");
    for (int row = 1; row < screen->rows; row++)
        if (span_find(span_of(screen_row(screen, row)), SPAN("li在写")) != SIZE_MAX)
            assert_row_has(screen, row, "二、部门整体");
    session_be_at(other, id_of(screen, "perf_work"));
    screen_wait_idle(screen);
    for (int row = 1; row < screen->rows; row++)
        if (span_find(span_of(screen_row(screen, row)), SPAN("li在写")) != SIZE_MAX)
            assert_row_has(screen, row, "一、绩效管理");
    session_close(other);
    screen_wait_idle(screen);
    assert_sees_not(screen, "li在写");
}

/* Text, marks and progress of another come in; what is being typed here stays, cursor and all. */
static void what_another_saves_appears_while_this_one_types(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "我正在写的");
    screen_press(screen, "Left Left");
    struct session *other = open_other(screen, "overall");
    int64_t overall = id_of(screen, "overall");
    assert_int_equal(session_put(other, overall, SPAN("对方写的。"), NULL), RC_OK);
    assert_int_equal(session_mark(other, overall, true, NULL), RC_OK);
    screen_wait_idle(screen);
    assert_sees(screen, "已完成1/18");
    assert_section(screen, "overall", "对方写的。");
    assert_section(screen, "perf_work", "我正在写的");
    assert_cursor_after(screen, "我正在");
    screen_type(screen, "接着");
    assert_section(screen, "perf_work", "我正在接着写的");
    session_close(other);
}

/* A reader's cursor moves along with its words. */
static void the_cursor_stays_in_its_words(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "甲乙丙丁");
    screen_press(screen, "Ctrl-S Left");
    assert_cursor_after(screen, "甲乙丙");
    struct session *other = open_other(screen, "overall");
    assert_int_equal(
        session_put(other, id_of(screen, "perf_work"), SPAN("新的一句。甲乙丙丁"), NULL), RC_OK);
    screen_wait_idle(screen);
    assert_cursor_after(screen, "新的一句。甲乙丙");
    session_close(other);
}

static void a_conflict_is_said_before_anybody_asks(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    struct session *other = open_other(screen, "perf_work");
    screen_type(screen, "我的");
    case_write(other, id_of(screen, "perf_work"), SPAN("对方写的。"));
    screen_wait_idle(screen);
    assert_sees(screen, "别人已另存一份，F2对照");
    assert_section(screen, "perf_work", "我的");
    screen_press(screen, "F2");
    assert_sees(screen, "同时被li改过");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "F2对照");
    assert_section(screen, "perf_work", "我的");
    session_close(other);
}

static int64_t newest_change(struct session *session) {
    struct history_rows rows = {0};
    assert_int_equal(
        session_history(session, &(struct history_filter){.section = -1, .most = 1}, &rows, NULL),
        RC_OK);
    int64_t id = rows.items[0].id;
    history_rows_release(&rows);
    return id;
}

/* His text goes from the screen: who did it is said, and where it is. */
static void what_another_restores_is_told(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "第一版。");
    screen_press(screen, "Ctrl-S");
    struct session *other = open_other(screen, "perf_work");
    int64_t change = newest_change(other), id = id_of(screen, "perf_work");
    screen_type(screen, "没有存的。");
    assert_int_equal(session_load(other, session_report(screen->session)->id, NULL), RC_OK);
    assert_int_equal(session_restore(other, change, id, NULL, NULL), RC_OK);
    screen_wait_idle(screen);
    assert_section(screen, "perf_work", "第一版。");
    assert_sees(screen, "li改了这一节（恢复）");
    screen_press(screen, "F8");
    assert_sees(screen, "没有存的。");
    screen_press(screen, "Esc");

    assert_int_equal(session_remove_section(other, id, NULL), RC_OK);
    screen_wait_idle(screen);
    assert_sees(screen, "li删除了这一节");
    session_close(other);
}

/* The same clerk in two windows meets nobody else. */
static void a_conflict_with_the_own_other_window_is_told_as_that(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    struct session *other = case_open_session(screen->db, session_user(screen->session));
    assert_int_equal(session_load(other, session_report(screen->session)->id, NULL), RC_OK);
    screen_type(screen, "我的");
    case_write(other, id_of(screen, "perf_work"), SPAN("那边写的。"));
    screen_wait_idle(screen);
    assert_sees(screen, "您的另一个窗口已另存一份，F2对照");
    screen_press(screen, "F2");
    assert_sees(screen, "同时被您的另一个窗口改过");
    assert_sees(screen, "用另一个窗口的");
    assert_sees_not(screen, "别人");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "F2对照");
    assert_section(screen, "perf_work", "我的");
    session_close(other);
}

static void the_library_shows_what_others_did(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    int64_t report = session_report(screen->session)->id;
    struct session *other = case_open_session(screen->db, "li");
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "0/18");
    assert_int_equal(session_load(other, report, NULL), RC_OK);
    int64_t id = report_find_section(session_report(other), SPAN("overall"))->id;
    assert_int_equal(session_put(other, id, SPAN("对方写的。"), NULL), RC_OK);
    assert_int_equal(session_mark(other, id, true, NULL), RC_OK);
    session_close(other);
    screen_wait_idle(screen);
    assert_sees(screen, "1/18");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(who_works_where_is_shown_by_name),
        ON_SCREEN(the_outline_names_them_in_their_row),
        ON_LARGE(the_outline_names_them_in_their_row),
        ON_EACH(what_another_saves_appears_while_this_one_types),
        ON_EACH(the_cursor_stays_in_its_words),
        ON_EACH(a_conflict_is_said_before_anybody_asks),
        ON_EACH(what_another_restores_is_told),
        ON_EACH(a_conflict_with_the_own_other_window_is_told_as_that),
        ON_EACH(the_library_shows_what_others_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
