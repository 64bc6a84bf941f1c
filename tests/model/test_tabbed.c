#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/tabbed.h"
#include "tests/support/random.h"

#include <string.h>

/* The parts of a text: "[rows x columns]" before the rows, "-" before lines. */
static void assert_parts(const char *text, const char *wanted) {
    struct span rest = span_of(text);
    struct tabbed_part part;
    struct str found = STR_INIT, lines = STR_INIT;
    while (tabbed_take_part(&rest, &lines, &part)) {
        if (part.rows > 0)
            str_add_format(&found, "[%zux%zu]%s", part.rows, part.columns, lines.s);
        else
            str_add_format(&found, "-%s", lines.len > 0 ? lines.s : "");
        str_clear(&lines);
    }
    assert_string_equal(found.len > 0 ? found.s : "", wanted);
    assert_int_equal(tabbed_has_rows(span_of(text)), strchr(wanted, '[') != NULL);
    str_release(&found);
    str_release(&lines);
}

static void lines_with_equally_many_tabs_are_rows(void **state) {
    (void)state;
    assert_parts("项目\t金额\n水费\t1,200.50\n", "[2x2]项目\t金额\n水费\t1,200.50");
    assert_parts("甲\t乙\t\n丙\t\t丁", "[2x3]甲\t乙\t\n丙\t\t丁");
    assert_parts("表一\n甲\t1\n乙\t2\n以上。", "-表一[2x2]甲\t1\n乙\t2-以上。");
    assert_parts("甲\t1\n乙\t2\n丙\t3\t4\n丁\t5\t6", "[2x2]甲\t1\n乙\t2[2x3]丙\t3\t4\n丁\t5\t6");
}

static void other_lines_are_none(void **state) {
    (void)state;
    assert_parts("", "");
    assert_parts("没有制表符\n两行", "-没有制表符-两行");
    assert_parts("一行\t而已", "-一行\t而已");
    assert_parts("\t首行缩进\n\t又一段", "-\t首行缩进\n\t又一段");
    assert_parts("甲\t乙\n丙\t丁\t戊", "-甲\t乙-丙\t丁\t戊");
    assert_parts("\t\n\t\n", "-\t\n\t");
}

/* As Excel and WPS put cells with line ends, tabs and quotes on the clipboard. */
static void cells_in_quotes_are_unwrapped(void **state) {
    (void)state;
    assert_parts("\"第一行\n第二行\"\t1\n乙\t2\n", "[2x2]第一行 第二行\t1\n乙\t2");
    assert_parts("\"说\"\"好\"\"\"\t1\n乙\t2", "[2x2]说\"好\"\t1\n乙\t2");
    assert_parts("\"原文\"\t1\n乙\t2", "[2x2]\"原文\"\t1\n乙\t2"); /* quotes that guard nothing */
    assert_parts("\"甲,乙\"\t1\n丙\t\"1,500\"", "[2x2]甲,乙\t1\n丙\t1,500");
    assert_parts("\"没有完\t1\n乙\t2", "[2x2]\"没有完\t1\n乙\t2");
    assert_parts("\"话\n没说完\"", "-\"话-没说完\""); /* no table: as it is */
    assert_parts("甲\t\"一\n二\"\n乙\t3\n", "[2x2]甲\t一 二\n乙\t3");
}

static void add_inks(size_t inks[128], struct span text) {
    for (size_t i = 0; i < text.n; i++)
        inks[(unsigned char)text.p[i] & 127]++;
}

/* Whatever comes: nothing but line ends within a cell and quotes around it is changed. */
static void no_character_is_lost(void **state) {
    (void)state;
    static const char letters[] = "ab1,\t\t\n\n\" ";
    struct random random = {.state = 17};
    for (int round = 0; round < 3000; round++) {
        char text[60];
        size_t n = random_below(&random, sizeof text), before[128] = {0}, after[128] = {0};
        for (size_t i = 0; i < n; i++)
            text[i] = letters[random_below(&random, sizeof letters - 1)];
        struct span rest = {text, n};
        struct str lines = STR_INIT;
        struct tabbed_part part;
        add_inks(before, rest);
        while (tabbed_take_part(&rest, &lines, &part)) {
            struct span rows = str_span(&lines), row;
            for (size_t i = 0; part.rows > 0 && span_take_line(&rows, &row); i++) {
                size_t tabs = 0;
                for (size_t k = 0; k < row.n; k++)
                    tabs += row.p[k] == '\t';
                assert_int_equal(tabs + 1, part.columns);
                assert_true(i < part.rows);
            }
            add_inks(after, str_span(&lines));
            str_clear(&lines);
        }
        for (const char *c = "ab1,"; *c != '\0'; c++)
            assert_int_equal(before[(int)*c], after[(int)*c]);
        assert_true(after['"'] <= before['"']);
        str_release(&lines);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_with_equally_many_tabs_are_rows),
        cmocka_unit_test(other_lines_are_none),
        cmocka_unit_test(cells_in_quotes_are_unwrapped),
        cmocka_unit_test(no_character_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
