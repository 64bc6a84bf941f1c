/* The tour, the test of keys, and a stranger's way through the program by what the screen says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"
#include "ui/screens/tour.h"

#include <string.h>

static void the_tour_is_offered_and_taken_by_its_keys(void **state) {
    struct screen *screen = *state;
    assert_sees(screen, "五步入门练习");
    screen_press(screen, "Right Right Right");
    assert_cursor_at(screen, "入门练习");
    screen_press(screen, "Enter");
    assert_sees(screen, "入门练习 1/5");
    assert_sees(screen, "梧桐里");
    screen_press(screen, "F5"); /* another key does nothing */
    assert_sees(screen, "入门练习 1/5");
    screen_press(screen, "F2");
    assert_sees(screen, "入门练习 2/5");
    screen_press(screen, "Ctrl-T");
    assert_sees(screen, "入门练习 3/5");
    screen_press(screen, "F3");
    assert_sees(screen, "入门练习 4/5");
    assert_sees_not(screen, "没有发现问题");
    screen_press(screen, "F4");
    assert_sees(screen, "入门练习 5/5");
    assert_sees(screen, "Enter 结束");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "入门练习");
    assert_sees(screen, "疑 ");
    assert_sees(screen, "已完成12/18"); /* nothing was changed */
}

/* The box stands beside the outline, above the guidance, and not over the line where one types. */
static void what_the_tour_speaks_of_is_seen(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "t");
    assert_sees(screen, "入门练习 1/5");
    if (screen->cols >= 80) {
        assert_sees(screen, ">写  （一）抓好经济运行");
        assert_sees(screen, " 未?四、");
        assert_sees(screen, "提示：抓哪些项目");
    }
    screen_press(screen, "F2 Ctrl-T F3");
    assert_sees(screen, "入门练习 4/5");
    assert_sees(screen, "疑 每个问题都要有对应的措施");
    assert_sees(screen, "按F4到此处再按：");
    screen_press(screen, "Esc Ctrl-Home");
    screen_times(screen, 14, "Enter"); /* the text reaches down to where the box stands */
    screen_type(screen, "最后一行");
    shell_push(screen->shell, &tour_layer, &(struct tour_place){.part = 0, .step = 1});
    screen_draw(screen);
    assert_sees(screen, "入门练习 2/5");
    assert_sees(screen, "最后一行");
}

/* The second part: what others send, over the screens where it is seen. */
static void the_second_part_goes_through_what_others_send(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "t");
    screen_press(screen, "Enter Enter Enter Enter");
    assert_sees(screen, "Tab 第二部分");
    screen_press(screen, "Tab");
    assert_sees(screen, "第二部分 1/5");
    screen_press(screen, "F6"); /* another key does nothing */
    assert_sees(screen, "第二部分 1/5");
    screen_press(screen, "Ctrl-O");
    assert_sees(screen, "第二部分 2/5");
    assert_sees(screen, "落实对照表");
    screen_press(screen, "F6");
    assert_sees(screen, "第二部分 3/5");
    screen_press(screen, "Shift-F11");
    assert_sees(screen, "第二部分 4/5");
    screen_press(screen, "F3");
    assert_sees(screen, "第二部分 5/5");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "入门练习");
    assert_sees(screen, "意见2"); /* nothing was answered */
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "3 份报告");
    screen_press(screen, "Ctrl-K");
    screen_type(screen, "入门练习第二部分");
    screen_press(screen, "Enter");
    assert_sees(screen, "第二部分 1/5");
    for (int i = 0; i < 5; i++)
        screen_press(screen, "Enter");
    assert_sees_not(screen, "入门练习");
}

/* It says that one can type, so one can. */
static void what_is_typed_in_the_tour_goes_into_the_text(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "t");
    screen_press(screen, "F2");
    assert_sees(screen, "可以直接输入");
    screen_type(screen, "试试看。");
    screen_paste(screen, "贴上");
    assert_sees(screen, "入门练习 2/5");
    assert_sees(screen, "试试看。贴上");
    screen_press(screen, "Enter");
    assert_sees(screen, "入门练习 3/5");
    screen_press(screen, "Esc Ctrl-Z Ctrl-Z");
    assert_sees_not(screen, "贴上");
}

static void the_tour_goes_by_enter_and_can_be_left_anywhere(void **state) {
    struct screen *screen = *state;
    for (int steps = 0; steps < 5; steps++) {
        screen_type(screen, "t");
        assert_sees(screen, "入门练习 1/5");
        for (int i = 0; i < steps; i++)
            screen_press(screen, "Enter");
        screen_press(screen, "Esc");
        assert_sees_not(screen, "入门练习 ");
        assert_sees(screen, "已完成12/18");
        screen_press(screen, "Ctrl-U");
        assert_sees(screen, "3 份报告");
    }
}

static void the_test_of_keys_shows_what_arrives(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Shift-F1");
    assert_sees(screen, "按键测试");
    screen_press(screen, "F3");
    assert_sees(screen, "按键 F3　工作台里：下一处问题");
    assert_cursor_row(screen, "按键 F3"); /* where a screen reader looks */
    screen_press(screen, "Ctrl-Q");
    assert_sees(screen, "按键 Ctrl-Q　工作台里：退出");
    assert_false(shell_is_done(screen->shell));
    screen_type(screen, "字");
    assert_sees(screen, "文字 字  U+5B57");
    screen_paste(screen, "两行\n字");
    assert_sees(screen, "粘贴 4字");
    screen_times(screen, 300, "F5");
    assert_sees(screen, "按键 F5");
    struct event sco = {.kind = EVENT_KEY, .key = K_F(1), .keyboard = KEYBOARD_SCO};
    shell_handle(screen->shell, &sco);
    screen_draw(screen);
    assert_sees(screen, "终端的键盘方式：SCO");
    screen_press(screen, "Esc F2 Esc");
    assert_sees(screen, "按键测试");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "按键测试");
    assert_sees(screen, "报告库");
}

/* --- a stranger at 80 x 24, who knows nothing but what stands there --- */

/* The screen says it, and so the stranger does it. */
static void told(struct screen *screen, const char *says, const char *keys) {
    assert_sees(screen, says);
    screen_press(screen, keys);
}

/* What was exported: the database beside it has a hidden name. */
static bool a_file_lies_in(const struct screen *screen) {
    struct file_list list = {0};
    assert_int_equal(file_list_folder(&list, screen->folder, NULL), RC_OK);
    bool found = list.count > 0;
    file_list_release(&list);
    return found;
}

static void a_stranger_finds_the_way_by_what_the_screen_says(void **state) {
    struct screen *screen = *state;
    /* makes a report */
    told(screen, "按Enter新建一份", "Enter");
    screen_type(screen, "云川市望湖区某街道办事处");
    for (int i = 0; i < 8 && !screen_has(screen, "已完成0/18"); i++)
        screen_press(screen, "Enter"); /* from field to field, and on */
    assert_sees(screen, "已完成0/18");
    /* writes a section: the cursor is there already; marks it by the hint bar's word */
    screen_type(screen, "今年学习8次，合计9次。");
    assert_section(screen, "perf_work", "今年学习8次，合计9次。");
    told(screen, "^D完成", "Ctrl-D");
    assert_sees(screen, "已完成1/18");
    /* goes on, and finds the next problem */
    told(screen, "F2到下一节", "F2");
    told(screen, "F3检查", "F3");
    assert_sees(screen, "疑");
    /* undoes a mistake */
    screen_press(screen, "Right");
    told(screen, "F2下一节", "F2");
    screen_type(screen, "写错的字");
    assert_sees(screen, "写错的字");
    told(screen, "^Z撤销", "Ctrl-Z");
    assert_section(screen, "2.1", ""); /* the message says what was undone */
    assert_sees(screen, "Ctrl-Y重做");
    /* last year's text: there is none, and the screen says what to do */
    screen_press(screen, "Right");
    told(screen, "^T去年", "Ctrl-T");
    assert_sees(screen, "去年");
    /* exports */
    screen_press(screen, "Right");
    told(screen, "^E导出", "Ctrl-E");
    told(screen, "Ctrl-E 照样继续", "Ctrl-E");
    for (int i = 0; i < 12 && !a_file_lies_in(screen); i++)
        screen_press(screen, "Enter");
    assert_true(a_file_lies_in(screen));
}

/* Last year's text beside this year's, with the samples that the library offers. */
static void a_stranger_sees_last_years_text(void **state) {
    struct screen *screen = *state;
    told(screen, "打开示例", "Right Right Enter");
    told(screen, "^T去年", "Ctrl-T");
    assert_sees(screen, "2022");
    told(screen, "F4切换", "F4");
    told(screen, "取用", "Enter");
    assert_sees(screen, "Ctrl-Z撤销");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "已撤销");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(the_tour_is_offered_and_taken_by_its_keys),
        ON_EACH(what_the_tour_speaks_of_is_seen),
        ON_EACH(the_second_part_goes_through_what_others_send),
        ON_EACH(what_is_typed_in_the_tour_goes_into_the_text),
        ON_EACH(the_tour_goes_by_enter_and_can_be_left_anywhere),
        ON_EACH(the_test_of_keys_shows_what_arrives),
        ON_SCREEN(a_stranger_finds_the_way_by_what_the_screen_says),
        ON_SCREEN(a_stranger_sees_last_years_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
