#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/str.h"
#include "model/template/yaml_tree.h"
#include "tests/support/random.h"

#include <string.h>

/* The first fault as "LINE:COLUMN: sentence" into out; "" if the text is good. */
static void read_fault(struct str *out, struct span yaml) {
    struct faults faults;
    faults_init(&faults, "t");
    struct yaml_node *root = yaml_tree_read(yaml, &faults);
    assert_true((root == NULL) == (faults.count > 0));
    str_clear(out);
    if (faults.count > 0)
        str_add_format(out, "%zu:%zu: %s", faults.items[0].place.line, faults.items[0].place.column,
                       faults.items[0].text);
    yaml_node_free(root);
    faults_release(&faults);
}

struct bad_case {
    struct span yaml;
    const char *place, *word;
};
#define CASE(yaml, place, word)                                                                    \
    { {yaml, sizeof(yaml) - 1}, place, word }

static const struct bad_case bad_cases[] = {
    CASE("", "1:1:", "空的"),
    CASE("# 只有注释\n", "1:1:", "空的"),
    CASE("\xEF\xBB\xBF", "1:1:", "空的"),
    CASE("a: 年\xFF度\n", "1:5:", "0xFF不是UTF-8"),
    CASE("a: 1\nb: \xC0\xAF\n", "2:4:", "UTF-8"),
    CASE("a: 1\nb: x\0y\n", "2:5:", "U+0000"),
    CASE("a: \"x\\0y\"\n", "1:4:", "NUL"),
    CASE("a: \x1B[31m\n", "1:4:", "U+001B"),
    CASE("a: x\xEF\xBB\xBFy\n", "1:5:", "U+FEFF"),
    CASE("a: &x 1\nb: *x\n", "1:4:", "锚点"),
    CASE("a: 1\nb: *x\n", "2:4:", "引用"),
    CASE("a: !!str 1\n", "1:4:", "标签"),
    CASE("a: !x [1]\n", "1:4:", "标签"),
    CASE("a: !e!x 1\n", "1:4:", "标签"),
    CASE("a: 1\n---\nb: 2\n", "2:1:", "只能有一份"),
    CASE("[a, b]: 1\n", "1:1:", "键要是一个词"),
    CASE("a: 1\nb：2\n", "2:2:", "全角冒号"),
    CASE("a:\n  - name：x\n    label: y\n", "2:9:", "全角冒号"),
    CASE("a:\n  - b: 1\n　　d\n", "3:1:", "全角空格"),
    CASE("a:\n\tb: 1\n", "2:1:", "制表符"),
    CASE("a: b: c\n", "1:5:", "不能再有冒号"),
    CASE("a: 1\nbcd\n", "2:1:", "少了冒号"),
    CASE("a:\n  b: 1\n c: 2\n", "3:2:", "没有对齐"),
    CASE("a: [1, 2\n", "1:4:", "方括号"),
    CASE("a: {b: 1\n", "1:4:", "花括号"),
    CASE("a: \"b\n", "1:4:", "引号"),
    CASE("a: \"\\q\"\n", "1:5:", "“\\”"),
    CASE("a: %x\n", "1:4:", "加引号"),
    CASE("a: @x\n", "1:4:", "加引号"),
};

static void each_slip_is_told_with_its_place(void **state) {
    struct str fault = STR_INIT;
    (void)state;
    for (size_t i = 0; i < sizeof bad_cases / sizeof *bad_cases; i++) {
        const struct bad_case *bad = &bad_cases[i];
        read_fault(&fault, bad->yaml);
        if (strncmp(fault.s, bad->place, strlen(bad->place)) != 0 ||
            strstr(fault.s, bad->word) == NULL)
            fail_msg("case %zu: \"%.*s\": got \"%s\", not %s %s", i, SPAN_ARG(bad->yaml), fault.s,
                     bad->place, bad->word);
    }
    str_release(&fault);
}

static void full_width_words_inside_values_are_no_slip(void **state) {
    struct str fault = STR_INIT;
    (void)state;
    read_fault(&fault, SPAN("a: |\n  unit：万元\n  \xE3\x80\x80缩进\nb: 单位：元\n"));
    assert_string_equal(fault.s, "");
    str_release(&fault);
}

static void tree_keeps_kinds_texts_and_places(void **state) {
    struct faults faults;
    (void)state;
    faults_init(&faults, "t");
    struct yaml_node *root = yaml_tree_read(
        SPAN("\xEF\xBB\xBF甲: 'x'\n乙:\n  - |\n    一\n    二\n  - {丙: 3}\n"), &faults);
    assert_int_equal(faults.count, 0);
    assert_int_equal(root->kind, YAML_MAP);
    assert_int_equal(root->count, 2);
    const struct yaml_node *x = root->child->next, *list = x->next->next;
    assert_string_equal(x->text, "x");
    assert_true(x->quoted && x->exact);
    assert_int_equal(x->place.line, 1);
    assert_int_equal(x->place.column, 4);
    assert_int_equal(yaml_node_place(x, 1).column, 6);
    assert_int_equal(list->kind, YAML_LIST);
    assert_int_equal(list->count, 2);
    assert_string_equal(list->child->text, "一\n二\n");
    assert_false(list->child->exact);
    assert_int_equal(list->child->next->kind, YAML_MAP);
    assert_int_equal(list->child->next->count, 1);
    assert_int_equal(list->child->next->place.line, 6);
    yaml_node_free(root);
    faults_release(&faults);
}

static void texts_are_cleaned(void **state) {
    struct faults faults;
    (void)state;
    faults_init(&faults, "t");
    struct yaml_node *root = yaml_tree_read(SPAN("a: \"x\\e[31m\\u202Ey\"\n"), &faults);
    assert_non_null(root);
    assert_string_equal(root->child->next->text, "x[31my");
    yaml_node_free(root);
    faults_release(&faults);
}

static void depth_and_size_have_ceilings(void **state) {
    struct str yaml = STR_INIT, fault = STR_INIT;
    (void)state;
    str_add_repeat(&yaml, SPAN("["), 100000);
    read_fault(&fault, str_span(&yaml));
    assert_string_equal(fault.s, "1:41: 嵌套太深，看看是否有多余的缩进或括号");
    str_clear(&yaml);
    str_add_repeat(&yaml, SPAN("- "), 100000);
    read_fault(&fault, str_span(&yaml));
    assert_non_null(strstr(fault.s, "嵌套太深"));
    str_clear(&yaml);
    str_add_repeat(&yaml, SPAN("# 注释\n"), YAML_TREE_BYTES_MOST / 8);
    read_fault(&fault, str_span(&yaml));
    assert_non_null(strstr(fault.s, "太大"));
    str_release(&yaml);
    str_release(&fault);
}

static void random_bytes_are_read_or_told(void **state) {
    static const char *const pieces[] = {"a",  ": ", "- ", "\n", "  ", "\"", "'", "[",  "]", "{",
                                         "}",  ",",  "|",  ">",  "#",  "&",  "*", "!",  "?", "---",
                                         "：", "　", "年", "%",  "\t", "\r", "@", "\\", "~", "<<"};
    struct random random = {20};
    struct str yaml = STR_INIT, fault = STR_INIT;
    size_t bad = 0;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        str_clear(&yaml);
        for (size_t i = random_below(&random, 30); i > 0; i--)
            str_add_text(&yaml, pieces[random_below(&random, sizeof pieces / sizeof *pieces)]);
        read_fault(&fault, str_span(&yaml));
        bad += fault.len > 0;
        assert_true(fault.len == 0 || (fault.s[0] >= '1' && fault.s[0] <= '9'));
    }
    assert_in_range(bad, 100, 2999); /* both sorts were met */
    str_release(&yaml);
    str_release(&fault);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slip_is_told_with_its_place),
        cmocka_unit_test(full_width_words_inside_values_are_no_slip),
        cmocka_unit_test(tree_keeps_kinds_texts_and_places),
        cmocka_unit_test(texts_are_cleaned),
        cmocka_unit_test(depth_and_size_have_ceilings),
        cmocka_unit_test(random_bytes_are_read_or_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
