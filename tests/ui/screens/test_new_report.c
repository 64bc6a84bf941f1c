#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "session/opened.h"
#include "session/report.h"
#include "store/templates.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <string.h>

static void every_field_says_what_it_wants(void **state) {
    struct screen *screen = *state;
    static const char *const hints[] = {"单位全称", "简称，如", "报告写哪一年", "从哪份报告续编"};
    screen_press(screen, "Enter");
    for (size_t i = 0; i < 4; i++) {
        assert_sees(screen, hints[i]);
        if (i == 0)
            screen_type(screen, "某街道办事处");
        screen_press(screen, i % 2 == 0 ? "Tab" : "Enter");
    }
    assert_cursor_at(screen, "新建");
    screen_press(screen, "Right Up Down"); /* the button is 新建 again, not 取消 */
    assert_cursor_at(screen, "新建");
    screen_press(screen, "Tab");
    assert_cursor_at(screen, "街道（乡镇）部门整体");
    assert_sees(screen, "选择模板");
}

static void the_year_before_this_one_stands_there(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Enter");
    screen_type(screen, "某街道办事处");
    screen_press(screen, "Tab Tab");
    assert_cursor_after(screen, "2023");
}

static void an_empty_unit_keeps_the_cursor(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Enter");
    screen_type(screen, "　 ");
    screen_press(screen, "Tab");
    assert_cursor_row(screen, "单位");
    assert_cursor_row(screen, "请填写单位全称");
    screen_type(screen, "街");
    assert_sees_not(screen, "请填写单位全称");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "简称");
}

/* The file says which unit it is. */
static void last_years_file_is_asked_for_without_a_unit(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Enter");
    assert_sees(screen, "按↓到");
    screen_press(screen, "Down Down Down Right");
    assert_cursor_at(screen, "去年的文件…");
    screen_press(screen, "Enter");
    assert_sees(screen, "粘贴全文");
}

static void a_wrong_year_keeps_the_cursor(void **state) {
    struct screen *screen = *state;
    static const char *const wrong[] = {"", "23", "1899", "3000", "二〇二三", "20a3"};
    screen_press(screen, "Enter");
    screen_type(screen, "某街道办事处");
    screen_press(screen, "Tab Tab");
    for (size_t i = 0; i < 6; i++) {
        screen_times(screen, 4, "Backspace");
        screen_type(screen, wrong[i]);
        screen_press(screen, i % 2 == 0 ? "Tab" : "Enter");
        assert_cursor_row(screen, "年度");
        assert_cursor_row(screen, "年度应是四位数字，如2023");
    }
    screen_times(screen, 4, "Backspace");
    screen_type(screen, "2021");
    screen_press(screen, "Tab Tab Enter");
    assert_sees(screen, "2021年度");
    assert_int_equal(session_report(screen->session)->year, 2021);
}

static void a_year_is_typed_over_the_one_that_stands_there(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Enter");
    screen_type(screen, "某街道办事处");
    screen_press(screen, "Tab Tab");
    screen_type(screen, "２０");
    screen_type(screen, "２1"); /* an input method is on */
    screen_press(screen, "Tab Tab Enter");
    assert_int_equal(session_report(screen->session)->year, 2021);
}

static void back_is_free_and_escape_makes_nothing(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Enter Up");
    assert_cursor_at(screen, "街道（乡镇）部门整体");
    screen_press(screen, "Backtab");
    assert_cursor_at(screen, "新建");
    screen_press(screen, "Enter"); /* the unit is missing: there the cursor goes */
    assert_cursor_row(screen, "请填写单位全称");
    screen_press(screen, "Esc");
    assert_sees(screen, "0 份报告");
}

static void the_workbench_opens_ready_to_type(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    assert_sees(screen, "已完成0/18");
    screen_type(screen, "直接写");
    assert_cursor_after(screen, "直接写");
    assert_section(screen, "perf_work", "直接写");
}

static void carrying_on_marks_text_and_moves_years(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, "去年写的一段话，2023年完成。");
    screen_press(screen, "F2");
    screen_type(screen, "第二节的话。");
    screen_press(screen, "Ctrl-U Enter Down Enter");
    assert_cursor_row(screen, "2024");
    assert_sees(screen, "云川市望湖区某街道办事处");
    assert_sees(screen, "< 云川市望湖区某街道办事处 2023年度 >");
    screen_press(screen, "Tab Tab Enter");
    assert_sees(screen, " 2024年");
    assert_sees(screen, "去年写的一段话");
    assert_sees_not(screen, "去年原文，未核"); /* the template calls that section stable */
    screen_press(screen, "F2");
    assert_sees(screen, "去年原文，未核1句");
    screen_press(screen, "End");
    screen_type(screen, "今年的话"); /* the sentence before it is last year's as it was */
    assert_sees(screen, "去年原文，未核1句");
    screen_press(screen, "Ctrl-Z Ctrl-D"); /* confirmed */
    assert_sees(screen, "去年原文1句算作核对过");
    assert_sees_not(screen, "去年原文，未核");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "去年原文，未核1句");
    screen_press(screen, "Home");
    screen_times(screen, 3, "Del");
    screen_type(screen, "今年新写了好几段");
    assert_sees_not(screen, "去年原文，未核");
    screen_press(screen, "Ctrl-Z Ctrl-Z");
    screen_press(screen, "Ctrl-T");
    assert_sees(screen, "2023年 ");
    assert_sees(screen, "第二节的话。");
}

static void add_reports(struct screen *screen, size_t count) {
    static const char *const units[] = {"百春园街道办事处", "城西街道办事处", "梧桐里街道办事处"};
    for (size_t i = 0; i < count; i++) {
        struct session_new what = {.unit = units[i % 3], .year = 2010 + (int)i};
        int64_t id = 0;
        assert_int_equal(session_new_report(screen->session, &what, &id, NULL), RC_OK);
    }
}

/* Among many nobody steps from one to the next: what is typed finds it. */
static void one_of_many_is_found_by_typing(void **state) {
    struct screen *screen = *state;
    add_reports(screen, 60);
    screen_type(screen, "n");
    screen_type(screen, "某街道办事处");
    screen_press(screen, "Tab Tab Tab");
    screen_type(screen, "梧桐");
    assert_sees(screen, "从哪份报告续编");
    assert_cursor_after(screen, "梧桐");
    assert_sees(screen, "梧桐里街道办事处");
    assert_sees_not(screen, "城西街道办事处");
    screen_press(screen, "Backspace Backspace");
    assert_sees(screen, "↓ 还有");
    screen_type(screen, "cxjd"); /* initials of the pinyin */
    assert_sees(screen, "城西街道办事处");
    assert_sees_not(screen, "百春园街道办事处");
    screen_times(screen, 4, "Backspace");
    screen_type(screen, "2036");
    assert_sees(screen, "2036    梧桐里");
    assert_sees_not(screen, "2035");
    screen_press(screen, "Enter");
    assert_sees(screen, "2036年度 >");
    assert_sees(screen, "2037");
    screen_type(screen, "/");
    assert_sees(screen, "Enter选定");
    screen_press(screen, "Esc");
    assert_sees(screen, "2036年度 >");
    screen_press(screen, "Tab Enter");
    assert_int_equal(session_report(screen->session)->year, 2037);
    assert_string_equal(session_report(screen->session)->unit, "梧桐里街道办事处");
}

static void none_and_a_file_are_in_the_list_too(void **state) {
    struct screen *screen = *state;
    add_reports(screen, 3);
    screen_type(screen, "n");
    screen_type(screen, "某街道办事处");
    screen_press(screen, "Tab Tab Tab");
    screen_type(screen, "没有这样的");
    screen_press(screen, "End"); /* of the line: the list's rows are moved in by the arrows */
    screen_press(screen, "Down Enter");
    assert_sees(screen, "< 不续编");
    screen_type(screen, "没有这样的");
    screen_press(screen, "Enter");
    assert_sees(screen, "粘贴全文");
    screen_press(screen, "Esc");
    assert_sees(screen, "< 去年的文件");
}

static void a_report_may_be_chosen_to_carry_on(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "甲街道办事处", "2019");
    screen_type(screen, "甲的话。");
    screen_press(screen, "Ctrl-U");
    screen_type(screen, "n");
    screen_type(screen, "乙街道办事处");
    screen_press(screen, "Tab Tab Tab Right");
    assert_sees(screen, "< 甲街道办事处 2019年度 >");
    assert_sees(screen, "2020");
    screen_press(screen, "Left");
    assert_sees(screen, "不续编");
    screen_type(screen, " ");
    screen_press(screen, "Tab Enter");
    assert_section(screen, "perf_work", "甲的话。");
    assert_int_equal(session_report(screen->session)->year, 2020);
}

static void put_last_year(struct screen *screen) {
    char *path = file_path_join(screen->folder, "去年.txt");
    folder_put(path, SPAN("2022年度甲街道办事处\n部门整体支出绩效评价报告\n\n"
                          "　　一、绩效管理工作开展情况\n　　去年的第一段话。\n"));
    mem_free(path);
}

/* From the form over the file and its preview back to the form. */
static void choose_last_years_file(struct screen *screen) {
    put_last_year(screen);
    screen_press(screen, "Enter");
    screen_type(screen, "甲街道办事处");
    screen_press(screen, "Tab Tab Tab Left");
    assert_sees(screen, "去年的文件…");
    screen_press(screen, "Enter");
    assert_sees(screen, "从文件");
    screen_press(screen, "Enter");
    assert_sees(screen, "去年.txt");
    screen_press(screen, "End Enter");
    assert_sees(screen, "导入预览");
}

static void last_years_file_comes_in_from_the_form(void **state) {
    struct screen *screen = *state;
    choose_last_years_file(screen);
    assert_sees(screen, "认出1节");
    screen_press(screen, "Enter");
    assert_sees(screen, "去年的报告已入库");
    screen_press(screen, "Enter"); /* 续编 */
    assert_cursor_row(screen, "2023");
    assert_sees(screen, "< 甲街道办事处 2022年度 >");
    screen_press(screen, "Tab Tab Enter");
    assert_section(screen, "perf_work", "去年的第一段话。");
    assert_int_equal(session_report(screen->session)->prior, 1);
}

static void last_years_file_may_only_stand_beside(void **state) {
    struct screen *screen = *state;
    choose_last_years_file(screen);
    screen_press(screen, "Enter Right Enter");
    assert_sees(screen, "（只在旁边）");
    screen_press(screen, "Tab Tab Enter");
    assert_section(screen, "perf_work", "");
    assert_int_equal(session_report(screen->session)->prior, 1);
    screen_press(screen, "Ctrl-T");
    assert_sees(screen, "去年的第一段话。");
}

static void leaving_the_file_list_keeps_the_form(void **state) {
    struct screen *screen = *state;
    put_last_year(screen);
    screen_press(screen, "Enter");
    screen_type(screen, "甲街道办事处");
    screen_press(screen, "Tab Tab Tab Left Tab Enter"); /* 新建 asks for the file first */
    assert_sees(screen, "从文件");
    screen_press(screen, "Esc");
    assert_sees(screen, "去年的文件…");
    screen_press(screen, "Right Tab Enter");
    assert_sees(screen, "已完成0/18");
}

static void another_template_shows_its_plan_first(void **state) {
    struct screen *screen = *state;
    struct template *template = NULL;
    struct str text = STR_INIT;
    str_add(&text, template_builtin_text(SPAN("subdistrict")));
    size_t at = span_find(str_span(&text), SPAN("name: perf_work"));
    assert_true(at != SIZE_MAX);
    str_splice(&text, at, strlen("name: perf_work"), SPAN("name: perf_new"));
    screen_new_report(screen, "某街道办事处", "2022");
    screen_type(screen, "去年的话。");
    screen_press(screen, "Ctrl-U");
    assert_int_equal(template_read(&template, str_span(&text), "subdistrict", NULL), RC_OK);
    assert_int_equal(store_add_template(session_store(screen->session), template, NULL), RC_OK);
    template_free(template);
    screen_press(screen, "Enter Down Enter Tab Tab Enter");
    assert_sees(screen, "模板与去年的不同");
    assert_sees(screen, "疑为改名：绩效管理工作开展情况 → 绩效管理工作开展");
    screen_press(screen, "End");
    assert_sees(screen, "不变：17节");
    screen_press(screen, "Right Enter"); /* 返回 */
    assert_sees(screen, "新建报告");
    assert_null(session_report(screen->session));
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已完成0/19");
    str_release(&text);
}

/* Nothing is laid over a report that no template knows. */
static void a_report_of_no_template_goes_on_as_it_is_built(void **state) {
    struct screen *screen = *state;
    char *path = file_path_join(screen->folder, "去年.txt");
    folder_put(path,
               SPAN("2022年度甲街道办事处\n森林防火工作总结\n\n　　一、山头巡护\n　　巡山12次。\n"
                    "　　二、物资储备\n　　备水桶30个。\n　　三、宣传动员\n　　发传单500份。\n"));
    mem_free(path);
    screen_type(screen, "i");
    screen_press(screen, "Enter End Enter");
    assert_sees(screen, "导入预览");
    screen_press(screen, "Enter Ctrl-U Enter Down Enter");
    assert_sees(screen, "< 照去年的结构 >");
    assert_sees(screen, "< 2022年度甲街道办事处 2022年度 >"); /* its title: it knows no unit */
    screen_press(screen, "Up Up");
    screen_type(screen, "甲街道办事处");
    screen_press(screen, "Up");
    assert_cursor_at(screen, "照去年的结构");
    assert_sees(screen, "节和标题照去年的");
    screen_type(screen, "v"); /* there is no template to look into */
    screen_press(screen, "Right");
    assert_sees(screen, "< 街道（乡镇）部门整体");
    screen_press(screen, "Left Backtab Backtab Right"); /* from a file there is no structure yet */
    assert_sees_not(screen, "照去年的结构");
    screen_press(screen, "Left");
    assert_sees(screen, "< 照去年的结构 >");
    screen_press(screen, "Tab Enter");
    const struct report *report = session_report(screen->session);
    assert_non_null(report);
    assert_null(report->template);
    assert_int_equal(report->root->count, 3);
    assert_sees(screen, "巡山12次。");
}

/* What the title prints besides is asked for before the report is made. */
static void a_template_is_seen_before_anything_is_made(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "n");
    screen_press(screen, "Up");
    screen_type(screen, "v");
    assert_sees(screen, "模板里有什么");
    screen_press(screen, "Enter");
    assert_sees(screen, "V看里面有什么");
    assert_sees_not(screen, "模板里有什么");
}

static void what_the_title_needs_is_asked(void **state) {
    struct screen *screen = *state;
    static const char yaml[] =
        "form_id: aproject\ntitle: \"${year}年度${project}自评\"\nsettings: {signoff: "
        "\"${date}\"}\n"
        "questions:\n  - {name: project, label: 项目名称, hint: 与批复一致}\n"
        "  - {name: date, label: 报告日期, type: date}\n  - {name: other, label: 别的}\n"
        "sections: [{name: a, label: 甲}]\n";
    struct template *template = NULL;
    assert_int_equal(template_read(&template, span_of(yaml), "aproject", NULL), RC_OK);
    assert_int_equal(store_add_template(session_store(screen->session), template, NULL), RC_OK);
    template_free(template);
    screen_type(screen, "n");
    screen_type(screen, "某街道办事处");
    screen_press(screen, "Up");
    for (int i = 0; i < 9 && !screen_has(screen, "aproject"); i++)
        screen_press(screen, "Right");
    screen_press(screen, "Down Tab Tab Tab Tab Enter");
    assert_sees(screen, "项目名称");
    assert_sees(screen, "与批复一致");
    screen_type(screen, "老旧小区改造");
    screen_press(screen, "Enter");
    assert_sees(screen, "报告日期");
    screen_type(screen, "四月");
    screen_press(screen, "Enter");
    assert_sees(screen, "不是日期");
    screen_times(screen, 2, "Backspace");
    screen_type(screen, "2024年4月13日");
    screen_press(screen, "Enter");
    assert_non_null(session_report(screen->session)); /* and the third is not asked */
    assert_string_equal(session_report(screen->session)->title, "2023年度老旧小区改造自评");
    assert_string_equal(session_report(screen->session)->sign_off, "2024年4月13日");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(what_the_title_needs_is_asked),
        ON_EACH(a_template_is_seen_before_anything_is_made),
        ON_EACH(every_field_says_what_it_wants),
        ON_EACH(the_year_before_this_one_stands_there),
        ON_EACH(an_empty_unit_keeps_the_cursor),
        ON_EACH(last_years_file_is_asked_for_without_a_unit),
        ON_EACH(a_wrong_year_keeps_the_cursor),
        ON_EACH(a_year_is_typed_over_the_one_that_stands_there),
        ON_EACH(back_is_free_and_escape_makes_nothing),
        ON_EACH(the_workbench_opens_ready_to_type),
        ON_EACH(carrying_on_marks_text_and_moves_years),
        ON_EACH(a_report_may_be_chosen_to_carry_on),
        ON_EACH(a_report_of_no_template_goes_on_as_it_is_built),
        ON_EACH(one_of_many_is_found_by_typing),
        ON_EACH(none_and_a_file_are_in_the_list_too),
        ON_EACH(last_years_file_comes_in_from_the_form),
        ON_EACH(last_years_file_may_only_stand_beside),
        ON_EACH(leaving_the_file_list_keeps_the_form),
        ON_EACH(another_template_shows_its_plan_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
