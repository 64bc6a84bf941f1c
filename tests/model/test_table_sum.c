#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/table_sum.h"

/* Rows, with ',' between cells and '|' between rows; the row of sums behind the last one, or the
 * one that begins with 合. */
static const struct {
    const char *rows, *total;
    size_t parts;
} cases[] = {
    {"项目,数|甲,1|乙,2", "合计,3", 0},
    {"项目,数|甲,1.5|乙,2", "合计,3.5", 0},
    {"项目,数|甲,0.1|乙,0.2|丙,0.30", "合计,0.60", 0}, /* exactly, with as many decimals */
    {"项目,数,比率|甲,1,50%|乙,2,50%", "合计,3,", 0},
    {"项目,数,率|甲,1,50|乙,2,50", "合计,3,", 0},
    {"序号,项目,数|1,甲,4|2,乙,5", "合计,,9", 0},
    {"项目,数|甲,—|乙,2|丙,", "合计,2", 0},
    {"项目,数|甲,若干|乙,2", "", 0},
    {"项目,一,二|甲,若干,1|乙,2,2", "合计,,3", 0},
    {"项目,数|甲,10|其中：车,4|乙,2", "合计,12", 1},
    {"项目,数|甲,10|乙,2|小计,12|丙,3|小计,3", "合计,15", 3},
    {"项目,数|一、甲,10|（一）子,4|（二）丑,6|二、乙,2", "合计,12", 2},
    {"项目,数|1号楼,10|甲,4", "合计,14", 0},
    {"表一|项目,数|甲,1|乙,2", "合计,3", 0},
    {"项目,数|甲,1|乙,2|合计,9", "合计,3", 0},
    {"项目,数,注|甲,1,|乙,2,|合 计,9,注", "合 计,3,注", 0},
    {"项目,数|甲,1|乙,2|合计,3|丙,4", "合计,3", 0},
    {"项目,数|甲,1|乙,2|合计,${total}", "", 0},
    {"项目,数|甲,-1|乙,0.5", "合计,-0.5", 0},
};

static char *with_marks(struct str *to, const char *text, char cell, char row) {
    str_clear(to);
    for (const char *c = text; *c != '\0'; c++)
        str_add_byte(to, *c == ',' ? cell : *c == '|' ? row : *c);
    return to->s;
}

static size_t line_of_total(struct span rows, struct span *total) {
    struct span row;
    size_t line = 0;
    *total = SPAN("");
    for (; span_take_line(&rows, &row); line++)
        if (span_starts_with(row, SPAN("合"))) {
            *total = row;
            return line;
        }
    return line;
}

static void a_column_is_added_up(void **state) {
    (void)state;
    struct str rows = STR_INIT, wanted = STR_INIT, found = STR_INIT;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct table_sum sum;
        struct span total;
        (void)with_marks(&rows, cases[i].rows, '\t', '\n');
        size_t line = line_of_total(str_span(&rows), &total);
        str_clear(&found);
        bool adds = table_add_total_row(&found, str_span(&rows), line, total, &sum);
        assert_int_equal(adds, cases[i].total[0] != '\0');
        if (adds) {
            assert_string_equal(found.s, with_marks(&wanted, cases[i].total, '\t', '\n'));
            assert_int_equal(sum.parts, cases[i].parts);
        }
    }
    str_release(&rows);
    str_release(&wanted);
    str_release(&found);
}

static void thousands_are_kept(void **state) {
    (void)state;
    struct table_sum sum;
    struct str found = STR_INIT;
    assert_true(
        table_add_total_row(&found, SPAN("项目\t数\n甲\t1,200.50\n乙\t99,800"), 3, SPAN(""), &sum));
    assert_string_equal(found.s, "合计\t101,000.50");
    str_clear(&found);
    sum = (struct table_sum){0};
    assert_true(table_add_row_total(&found, SPAN("甲\t1.5\t2\t50%"), SPAN("项目\t一\t二\t率\t合计"),
                                    4, SPAN("甲\t1.5\t2\t50%"), &sum));
    assert_string_equal(found.s, "甲\t1.5\t2\t50%\t3.5");
    str_clear(&found);
    assert_false(table_add_row_total(&found, SPAN("甲\t1\t"), SPAN("项目\t一\t合计"), 2,
                                     SPAN("甲\t1\t"), &sum));
    assert_string_equal(found.s, "甲\t1\t");
    assert_int_equal(sum.filled, 1);
    str_release(&found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_is_added_up),
        cmocka_unit_test(thousands_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
