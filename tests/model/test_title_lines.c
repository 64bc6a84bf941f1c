#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/base.h"
#include "base/text/str.h"
#include "model/title_lines.h"

#include <string.h>

/* The title's rows, parted by '|'. */
static void add_rows(struct str *out, struct span title) {
    struct line_break_rows rows = {0};
    title_break(&rows, title);
    for (size_t i = 0; i < rows.count; i++) {
        size_t end = i + 1 < rows.count ? rows.starts[i + 1] : title.n;
        str_add_text(out, i > 0 ? "|" : "");
        str_add(out, span_sub(title, rows.starts[i], end));
    }
    line_break_release(&rows);
}

static void assert_rows(const char *rows) {
    struct str title = STR_INIT, found = STR_INIT;
    for (const char *c = rows; *c != '\0'; c++)
        if (*c != '|')
            str_add_byte(&title, *c);
    add_rows(&found, str_span(&title));
    assert_string_equal(found.s, rows);
    str_release(&title);
    str_release(&found);
}

static void lines_end_where_words_and_names_end(void **state) {
    (void)state;
    assert_rows("2023年度云川市望湖区文化和旅游局|部门整体支出绩效自评报告");
    assert_rows("二〇二三年度云川市望湖区石榴园街道办事处|部门整体支出绩效评价基础数据表");
    assert_rows("梧桐里街道办事处老旧小区|雨污分流改造项目支出绩效自评表");
    assert_rows("某某省某某州某某市某某区|街道办事处绩效评价报告");
    assert_rows("云川市望湖区梧桐里街道办事处|2023年度部门整体支出绩效评价报告");
}

static void three_lines_are_of_about_the_same_length(void **state) {
    (void)state;
    assert_rows("云川市望湖区农业农村局2022年度|高标准农田建设及农村改厕以奖代补专项资金|"
                "项目支出绩效自评报告（第二次修改稿）");
}

static void a_title_that_fits_is_one_line(void **state) {
    (void)state;
    assert_rows("");
    assert_rows("部门整体支出绩效评价报告");
    assert_rows("一二三四五六七八九十一二三四五六七八九十"); /* 20 characters */
}

/* Names are in no dictionary: their lines are then even. */
static void characters_that_are_no_words_are_shared_evenly(void **state) {
    (void)state;
    assert_rows("甲乙丙丁戊己庚辛壬癸甲乙丙|丁戊己庚辛壬癸甲乙丙丁戊己");
}

/* Whatever the text, the rows are the text and none is wider than the line. */
static void any_text_is_kept_whole(void **state) {
    static const char *const parts[] = {"（二期）", "2023", "年度", "、", "“三公”", " ", "　",
                                        "局",       "ABC",  "项目", "《", "》",     "x"};
    (void)state;
    uint32_t random = 7;
    for (size_t round = 0; round < 400; round++) {
        struct str text = STR_INIT;
        struct line_break_rows rows = {0};
        for (size_t i = 0; i < round % 90; i++) {
            random = random * 1664525 + 1013904223;
            str_add_text(&text, parts[(random >> 16) % ARRAY_LEN(parts)]);
        }
        title_break(&rows, str_span(&text));
        assert_int_equal(rows.starts[0], 0);
        for (size_t i = 0; i < rows.count; i++) {
            size_t end = i + 1 < rows.count ? rows.starts[i + 1] : text.len;
            assert_true(end >= rows.starts[i]);
            struct span row = span_trim_end(span_sub(str_span(&text), rows.starts[i], end));
            assert_in_range(width_of_text(row, WIDTH_WIDE), 0, TITLE_COLUMNS);
        }
        line_break_release(&rows);
        str_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_where_words_and_names_end),
        cmocka_unit_test(three_lines_are_of_about_the_same_length),
        cmocka_unit_test(a_title_that_fits_is_one_line),
        cmocka_unit_test(characters_that_are_no_words_are_shared_evenly),
        cmocka_unit_test(any_text_is_kept_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
