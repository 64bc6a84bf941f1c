#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/utf8.h"
#include "model/table_columns.h"
#include "tests/support/model_support.h"

#include <string.h>

static void cells_stand_in_columns_of_chinese_width(void **state) {
    (void)state;
    struct table_columns columns;
    struct str line = STR_INIT;
    assert_true(
        table_measure(&columns, SPAN("项目\t预算（万元）\t执行\n“三公”经费\t12.3\n\t5\t6")));
    assert_int_equal(columns.count, 3);
    assert_int_equal(columns.widths[0], 12);
    assert_int_equal(columns.sum, 12 + 2 + 12 + 2 + 4);
    table_add_row(&line, &columns, SPAN("“三公”经费\t12.3"), "—");
    str_add_byte(&line, '|');
    table_add_row(&line, &columns, SPAN("\t5\t6"), "—");
    assert_string_equal(line.s, "“三公”经费　12.3　　　　　|—　　　　　　5　　　　　　 6");
    str_release(&line);
}

static void a_table_that_is_too_wide_is_fitted_and_no_number_broken(void **state) {
    (void)state;
    struct table_columns columns;
    struct span rows = SPAN("一二三四五六七八九十一二三四五六七八九十\t1756.95\t备注\n"
                            "很长很长很长很长很长很长的一段原因说明\t86.20%\t无");
    struct str line = STR_INIT;
    assert_true(table_measure(&columns, rows));
    assert_true(table_fit(&columns, 24));
    assert_in_range(columns.sum, 0, 24);
    assert_in_range(columns.widths[1], 7, 24);
    table_add_broken_row(&line, &columns, SPAN("一二三四五六七\t1756.95\t备注"));
    assert_string_equal(line.s, "一二三四　1756.95　备注\n五六七　　　　　　 ");
    assert_true(table_measure(&columns, rows));
    assert_false(table_fit(&columns, 16));
    str_release(&line);
}

/* Whatever stands in it: no line is wider than asked, and every cell keeps its ink. */
static void broken_rows_keep_width_and_ink(void **state) {
    (void)state;
    struct random random = {.state = 7};
    for (int round = 0; round < 500; round++) {
        struct str rows = STR_INIT, out = STR_INIT;
        size_t cells = 1 + random_below(&random, 5);
        for (size_t i = 0; i < cells; i++) {
            if (i > 0)
                str_add_byte(&rows, '\t');
            random_add_prose(&rows, &random, random_below(&random, 4));
        }
        struct table_columns columns;
        if (table_measure(&columns, str_span(&rows)) && table_fit(&columns, 56)) {
            struct span line;
            table_add_broken_row(&out, &columns, str_span(&rows));
            assert_int_equal(utf8_count_ink(str_span(&out)), utf8_count_ink(str_span(&rows)));
            for (struct span rest = str_span(&out); span_take_line(&rest, &line);)
                assert_in_range(width_of_text(span_trim_end(line), WIDTH_WIDE), 0, 56);
        }
        str_release(&rows);
        str_release(&out);
    }
}

static void too_many_columns_are_not_measured(void **state) {
    (void)state;
    struct table_columns columns;
    struct str row = STR_INIT;
    str_add_repeat(&row, SPAN("\t"), TABLE_COLUMNS_MOST - 1);
    assert_true(table_measure(&columns, str_span(&row)));
    str_add_byte(&row, '\t');
    assert_false(table_measure(&columns, str_span(&row)));
    str_release(&row);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_in_columns_of_chinese_width),
        cmocka_unit_test(a_table_that_is_too_wide_is_fitted_and_no_number_broken),
        cmocka_unit_test(broken_rows_keep_width_and_ink),
        cmocka_unit_test(too_many_columns_are_not_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
