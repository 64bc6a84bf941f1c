#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "exchange/text/columns.h"

static void assert_aligned(const char *text, const char *wanted) {
    struct str out = STR_INIT;
    str_add_text(&out, text);
    text_align_rows(&out, 0);
    assert_string_equal(out.s, wanted);
    text_align_rows(&out, 0); /* what is aligned stays so */
    assert_string_equal(out.s, wanted);
    str_release(&out);
}

static void columns_stand_below_each_other(void **state) {
    (void)state;
    assert_aligned(
        "　　项目\t金额（万元）\t注\n　　水费\t1,200.5\t\n　　三公经费\t8\t无\n　　以上。\n",
        "　　项目　　\t金额（万元）\t注\n　　水费　　\t　　 1,200.5\t\n"
        "　　三公经费\t　　　　　 8\t无\n　　以上。\n");
    assert_aligned("没有缩进\t一\n也没有\t二\n", "没有缩进\t一\n也没有\t二\n");
    assert_aligned("　　一行 \t 而已\n", "　　一行\t而已\n");
    assert_aligned("　　甲\t一\n　　乙\n　　丙丙\t二\n　　丁\t三\n",
                   "　　甲\t一\n　　乙\n　　丙丙\t二\n　　丁　\t三\n");
}

/* As a form has it: words across the rest of the row, and heads of blocks below each other. */
static void a_text_across_the_rest_moves_no_column(void **state) {
    (void)state;
    assert_aligned("　　项目\t上年\t今年\n　　措施\t一二三四五六七八九十\n　　水费\t8\t9\n",
                   "　　项目\t上年\t今年\n　　措施\t一二三四五六七八九十\n"
                   "　　水费\t　 8\t　 9\n");
}

static void a_row_loses_its_blanks(void **state) {
    (void)state;
    struct str out = STR_INIT;
    text_add_trimmed_row(&out, SPAN(" 甲　\t　 8\t \t乙 "));
    assert_string_equal(out.s, " 甲\t8\t\t乙");
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_below_each_other),
        cmocka_unit_test(a_text_across_the_rest_moves_no_column),
        cmocka_unit_test(a_row_loses_its_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
