#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "edit/editor_sum.h"
#include "model/report_values.h"
#include "model/splice.h"
#include "tests/support/desk.h"

static struct desk desk_with(const char *rows) {
    static const char yaml[] = "form_id: money\n"
                               "title: 报告\n"
                               "sections:\n"
                               "  - {name: money, label: 收支}\n"
                               "figures:\n"
                               "  - {name: a, label: 甲, type: decimal, unit: 万元}\n";
    struct desk desk = desk_new(KIND_TABLE);
    assert_int_equal(template_read(&desk.report->template, span_of(yaml), "money", NULL), RC_OK);
    report_set_value(desk.report, SPAN("a"), SPAN("12.5"));
    editor_set_report(desk.editor, desk.report);
    desk_set_text(&desk, rows);
    return desk;
}

static void assert_summed(const char *rows, size_t cursor, const char *after, size_t filled) {
    struct desk desk = desk_with(rows);
    struct splice splice;
    struct table_sum sum;
    size_t goes = SIZE_MAX;
    editor_set_cursor(desk.editor, cursor, false);
    bool changes = editor_sum_table(desk.editor, &splice, &goes, &sum);
    assert_int_equal(changes, strcmp(rows, after) != 0);
    if (changes) {
        desk_take(&desk, &splice);
        assert_true(goes <= desk.section->body.points);
    }
    assert_desk_is(&desk, after);
    assert_int_equal(sum.filled, filled);
    desk_free(&desk);
}

static void sums_go_into_the_row_of_sums(void **state) {
    (void)state;
    assert_summed("项\t数\n甲\t1\n乙\t2", 0, "项\t数\n甲\t1\n乙\t2\n合计\t3", 1);
    assert_summed("项\t数\n甲\t1\n乙\t2\n\t", 0, "项\t数\n甲\t1\n乙\t2\n合计\t3", 1);
    assert_summed("项\t数\n甲\t1\n乙\t2\n合计\t9", 0, "项\t数\n甲\t1\n乙\t2\n合计\t3", 1);
    assert_summed("项\t数\n甲\t1\n乙\t2\n合计\t3", 0, "项\t数\n甲\t1\n乙\t2\n合计\t3", 1);
    assert_summed("项\t数\n甲\t字\n乙\t2", 0, "项\t数\n甲\t字\n乙\t2", 0);
}

static void sums_go_into_the_column_of_sums(void **state) {
    (void)state;
    assert_summed("项\t一\t二\t合计\n甲\t1\t2\t\n乙\t3\t4\t9", 15,
                  "项\t一\t二\t合计\n甲\t1\t2\t3\n乙\t3\t4\t7", 2);
    assert_summed("表\n项\t合计\t一\t二\n甲\t\t1\t2", 13, "表\n项\t合计\t一\t二\n甲\t3\t1\t2", 1);
}

static void figures_count_and_stay(void **state) {
    (void)state;
    assert_summed("项\t数（万元）\n甲\t${a}\n乙\t2", 0,
                  "项\t数（万元）\n甲\t${a}\n乙\t2\n合计\t14.5", 1);
    assert_summed("项\t数（元）\n甲\t${a}\n乙\t2", 0, "项\t数（元）\n甲\t${a}\n乙\t2", 0);
    assert_summed("项\t数\n甲\t1\n乙\t2\n合计\t${a}", 0, "项\t数\n甲\t1\n乙\t2\n合计\t${a}", 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_go_into_the_row_of_sums),
        cmocka_unit_test(sums_go_into_the_column_of_sums),
        cmocka_unit_test(figures_count_and_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
