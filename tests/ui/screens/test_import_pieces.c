/* The preview of an import: which template, where each piece goes, and what is taken away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "exchange/import.h"
#include "session/check.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/docx_builder.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <stdlib.h>
#include <sys/stat.h>

static const char text[] = "2022年度云川市望湖区某街道办事处\n部门整体支出绩效评价报告\n"
                           "一、绩效管理工作开展情况\n我街道成立了工作小组。\n"
                           "二、部门整体支出绩效情况\n一、工作开展情况\n"
                           "（一）经济发展稳运行。完成投资八千万元。\n"
                           "（二）党建引领有活力。开展学习八次。\n"
                           "三、部门整体支出绩效评价存在的问题\n1.预算不细。\n2.执行偏慢。\n";

static const char moved[] =
    "2022年度云川市望湖区某街道办事处\n部门整体支出绩效评价报告\n"
    "一、绩效管理工作开展情况\n甲。\n"
    "二、部门整体支出绩效情况\n"
    "一、工作开展情况\n（一）经济发展稳运行。乙。\n（二）党建引领有活力。丙。\n"
    "（三）应急管理有准备。丁。\n（四）城市管理有力度。戊。\n"
    "三、部门整体支出绩效评价存在的问题\n1.预算不细。\n2.执行偏慢。\n";

static void paste_for_preview(struct screen *screen, const char *report) {
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, report);
    screen_press(screen, "Ctrl-D");
}

/* Six parts of which four have a name in the template of ten parts: it is not this report's form,
 * and would leave eight empty parts in it. */
static void a_template_with_other_parts_is_not_proposed(void **state) {
    struct screen *screen = *state;
    paste_for_preview(screen, "望湖街道办事处2022年度部门整体支出绩效评价报告\n"
                              "一、部门概况\n街道有内设机构6个。\n"
                              "二、部门整体支出管理及使用情况\n基本支出100万元。\n"
                              "三、主要绩效\n完成各项任务。\n四、存在的问题\n预算不细。\n"
                              "五、改进措施\n加强管理。\n六、其他需要说明的问题\n无。\n");
    assert_sees(screen, "认出6节");
    assert_sees(screen, "模板：不用");
    assert_sees_not(screen, "文中没有");
}

/* The title tells two templates apart that both have the file's headings. */
static void the_template_is_chosen_by_title_and_headings(void **state) {
    struct screen *screen = *state;
    paste_for_preview(screen, "望湖街道办事处绩效评价结果整改报告\n"
                              "一、整改组织情况\n收到结果3条。\n二、整改完成情况\n都已完成。\n"
                              "三、下一步打算\n长期坚持。\n");
    assert_sees(screen, "模板：绩效评价结果整改报告");
}

static void what_many_sections_lack_is_said_once(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, "田心乡2022年度部门整体支出绩效自评报告\n"
                         "一、部门（单位）基本情况\n本乡有6个内设机构。\n");
    screen_press(screen, "Ctrl-D");
    assert_cursor_row(screen, "一、部门");
    assert_sees(screen, "在文中没有找到，已留空（共");
    assert_sees_not(screen, "已留空；");
}

static void the_preview_may_be_turned_and_left(void **state) {
    static const char broken[] = "今年以来街道坚持以党建引领基层治理深入推进网\n"
                                 "格化服务管理全年走访群众两千余户次收集各类诉\n"
                                 "求三百余件按时办结率达到百分之九十八以上群众\n"
                                 "满意度进一步提高辖区安全形势总体平稳没有发生\n"
                                 "较大以上生产安全事故为全面完成年度各项目标任\n"
                                 "务打下了坚实的基础。\n";
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, text);
    screen_paste(screen, broken);
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "模板：街道（乡镇）");
    assert_sees(screen, "有句中的硬换行，可按J接上");
    screen_type(screen, "t");
    assert_sees(screen, "模板：");
    screen_type(screen, "j");
    assert_sees(screen, "接行：是");
    screen_type(screen, "e");
    assert_sees(screen, "utf-16be");
    assert_sees(screen, "2022年度云川市");
    screen_press(screen, "Esc");
    screen_type(screen, "导入");
    assert_sees(screen, "请按Shift切到英文");
    screen_press(screen, "End PgUp Home Esc");
    assert_sees(screen, "粘贴全文");
    screen_press(screen, "Esc");
    assert_sees(screen, "0 份报告");
}

static void go_to(struct screen *screen, const char *heading) {
    screen_press(screen, "Home");
    for (size_t i = 0; i < 30; i++) {
        if (span_find(span_of(screen_cursor_row(screen)), span_of(heading)) != SIZE_MAX)
            return;
        screen_press(screen, "Down");
    }
    fail_msg("no row %s", heading);
}

static void pieces_are_moved_before_they_are_stored(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, moved);
    screen_press(screen, "Ctrl-D");
    go_to(screen, "应急管理");
    assert_sees(screen, "可能是“疫情防控有韧劲”");
    screen_type(screen, "m");
    assert_sees(screen, "疫情防控有韧劲");
    screen_press(screen, "Enter"); /* what was offered is in focus */
    assert_cursor_row(screen, "（三）应急管理有准备");
    assert_sees(screen, "指定为“疫情防控有韧劲”");
    go_to(screen, "城市管理");
    screen_type(screen, "b");
    assert_cursor_row(screen, "城市管理有力度"); /* the template's own, empty now */
    assert_sees(screen, "文中没有");
    screen_type(screen, "u");
    go_to(screen, "城市管理");
    assert_sees(screen, "已对应");
    screen_press(screen, "Right");
    screen_press(screen, "Left");
    screen_type(screen, "f");
    assert_sees(screen, "要核对的清单");
    screen_press(screen, "Esc");
    screen_press(screen, "Enter");
    assert_string_equal(screen_section(screen, "epidemic")->heading, "应急管理有准备");
    assert_section(screen, "epidemic", "丁。");
    assert_section(screen, "city", "戊。");
    assert_sees(screen, "已完成0/18");
}

static void a_page_number_is_taken_away_by_its_finding(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, "2022年度云川市某街道办事处部门整体支出绩效评价报告\n"
                         "一、绩效管理工作开展情况\n甲。\n— 1 —\n乙。\n");
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "疑为页码");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", "甲。\n— 1 —\n乙。");
    screen_press(screen, "Ctrl-O");
    const struct findings *findings = session_findings(screen->session);
    for (size_t i = 0; i < findings->count && findings->items[i].fix_count == 0; i++)
        screen_press(screen, "Down");
    screen_type(screen, "f");
    assert_sees(screen, "（整行删去）");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", "甲。\n乙。");
    assert_sees(screen, "已按提示修改1处");
    screen_press(screen, "Home");
    screen_press(screen, "Esc Ctrl-Z");
    assert_section(screen, "perf_work", "甲。\n— 1 —\n乙。");
}

static void a_page_number_below_the_date_is_taken_away_too(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, "2022年度云川市某街道办事处部门整体支出绩效评价报告\n"
                         "一、绩效管理工作开展情况\n甲。\n云川市某街道办事处\n— 1 —\n"
                         "2023年4月1日\n— 2 —\n");
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "疑为页码");
    screen_press(screen, "Enter");
    screen_press(screen, "Ctrl-O");
    for (int left = 2; left > 0; left--) {
        const struct findings *findings = session_findings(screen->session);
        screen_press(screen, "Home");
        for (size_t i = 0; i < findings->count && findings->items[i].fix_count == 0; i++)
            screen_press(screen, "Down");
        screen_type(screen, "f");
        assert_sees(screen, "（整行删去）");
        screen_press(screen, "Enter");
    }
    assert_string_equal(session_report(screen->session)->sign_off,
                        "云川市某街道办事处\n2023年4月1日");
    screen_press(screen, "Esc Ctrl-Z");
    assert_string_equal(session_report(screen->session)->sign_off,
                        "云川市某街道办事处\n2023年4月1日\n— 2 —");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_template_with_other_parts_is_not_proposed),
        ON_SCREEN(the_template_is_chosen_by_title_and_headings),
        ON_EACH(what_many_sections_lack_is_said_once),
        ON_EACH(the_preview_may_be_turned_and_left),
        ON_EACH(pieces_are_moved_before_they_are_stored),
        ON_EACH(a_page_number_is_taken_away_by_its_finding),
        ON_EACH(a_page_number_below_the_date_is_taken_away_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
