/* 发填报表: the dialog that writes a sheet for each office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "model/report_values.h"
#include "model/sheet/handed.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

static const char sheets[] = "填报表/今年";

/* Behind what is proposed: a folder of its own in the clerk's. */
static void type_folder(struct screen *screen) {
    screen_type(screen, "/今年");
}

static size_t count_sheets(struct screen *screen) {
    char *folder = file_path_join(screen->folder, sheets);
    size_t count = file_kind_of(folder) == FILE_DIRECTORY ? folder_count(folder) : 0;
    mem_free(folder);
    return count;
}

static void assert_awaited(struct screen *screen, bool awaited) {
    struct handed handed = report_handed(session_report(screen->session), "budget_initial");
    assert_int_equal(handed.state, awaited ? HANDED_AWAITED : HANDED_NONE);
}

static void each_office_gets_a_sheet(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F6");
    screen_press(screen, "Shift-F6");
    assert_sees(screen, "发填报表");
    assert_sees(screen, "(*)Excel");
    type_folder(screen);
    screen_press(screen, "Enter Right Right Enter");
    screen_type(screen, "2024-05-01");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "张填报表，放在");
    assert_sees(screen, "财政所");
    assert_true(count_sheets(screen) > 1);
    assert_awaited(screen, true);
    assert_int_equal(report_count_sent(session_report(screen->session)), count_sheets(screen));
    screen_press(screen, "Enter");
    assert_sees_not(screen, "放在");
    assert_sees(screen, "待报"); /* the list of figures shows it at once */
}

static void a_wrong_date_is_said_where_it_stands(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F4 F4 F6 Shift-F6");
    type_folder(screen);
    screen_press(screen, "Down Down");
    screen_type(screen, "5月1日");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "“5月1日”不是日期");
    assert_cursor_row(screen, "5月1日");
    assert_int_equal(count_sheets(screen), 0);
    assert_awaited(screen, false);
}

static void a_filled_sheet_is_not_replaced_unasked(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    for (int times = 0; times < 2; times++) {
        screen_press(screen, times == 0 ? "F6 Shift-F6" : "Shift-F6");
        if (times == 0)
            type_folder(screen); /* and is proposed the next time */
        screen_press(screen, "Up Enter");
        if (times == 0)
            screen_press(screen, "Enter");
    }
    size_t sent = report_count_sent(session_report(screen->session));
    size_t files = count_sheets(screen);
    assert_true(files > 1);
    assert_sees(screen, "可能是填好的一张");
    screen_press(screen, "Enter"); /* another folder */
    assert_int_equal(report_count_sent(session_report(screen->session)), sent);
    assert_sees(screen, "发填报表");
    screen_press(screen, "Up Enter Left Enter");
    assert_sees(screen, "张填报表，放在");
    assert_int_equal(count_sheets(screen), files);
    assert_int_equal(report_count_sent(session_report(screen->session)), 2 * sent);
}

static void it_goes_from_the_library_too(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "Ctrl-U");
    screen_type(screen, "g");
    assert_sees(screen, "发填报表");
    type_folder(screen);
    screen_press(screen, "Up Enter Enter");
    assert_true(count_sheets(screen) > 1);
    assert_null(session_report(screen->session)); /* as it was before */
    assert_sees(screen, "1 份报告");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(each_office_gets_a_sheet),
        ON_LARGE(each_office_gets_a_sheet),
        ON_SCREEN(a_wrong_date_is_said_where_it_stands),
        ON_SCREEN(a_filled_sheet_is_not_replaced_unasked),
        ON_SCREEN(it_goes_from_the_library_too),
    };
    return cmocka_run_group_tests_name("screens/sheet_out", tests, NULL, NULL);
}
