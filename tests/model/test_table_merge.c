#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/table_merge.h"

static void marks_make_sense_or_are_none(void **state) {
    (void)state;
    static const char *const sane[] = {"^", ".<", "..^", ".<<", "^<"};
    static const char *const wrong[] = {"", ".", "<", "<.", ".<.", "x", ".x^"};
    for (size_t i = 0; i < ARRAY_LEN(sane); i++)
        assert_true(table_merges_are_sane(span_of(sane[i])));
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_false(table_merges_are_sane(span_of(wrong[i])));
}

static void a_cell_with_ink_is_its_own(void **state) {
    (void)state;
    struct span row = SPAN("甲\t\t乙\t");
    assert_int_equal(table_merge_of(row, SPAN(".<<^"), 1), TABLE_LEFT);
    assert_int_equal(table_merge_of(row, SPAN(".<<^"), 2), TABLE_OWN);
    assert_int_equal(table_merge_of(row, SPAN(".<<^"), 3), TABLE_ABOVE);
    assert_int_equal(table_merge_of(row, SPAN(".<<^<"), 4), TABLE_OWN); /* there is none */
    assert_int_equal(table_merge_columns(row, SPAN(".<<^"), 0), 2);
    assert_int_equal(table_merge_columns(row, SPAN(".<<^"), 2), 1);
    assert_int_equal(table_merge_rows(SPAN("\t1\n\t2\n甲\t3"), SPAN("^\n^\n^"), 0), 3);
    assert_int_equal(table_merge_rows(SPAN("\t1"), SPAN(""), 0), 1);
}

static void assert_changed(void (*change)(struct str *, struct span, size_t), const char *merges,
                           size_t n, const char *wanted) {
    struct str out = STR_INIT;
    change(&out, span_of(merges), n);
    const char *stored = table_merges_stored(&out);
    if (wanted == NULL)
        assert_null(stored);
    else
        assert_string_equal(stored, wanted);
    str_release(&out);
}

static void marks_follow_the_cells(void **state) {
    (void)state;
    assert_changed(table_merges_add_cell, "..^", 0, "...^");
    assert_changed(table_merges_add_cell, ".<^", 0, ".<<^");
    assert_changed(table_merges_add_cell, ".<", 1, ".<");
    assert_changed(table_merges_add_cell, "^", 3, "^");
    assert_changed(table_merges_remove_cell, ".<^", 0, ".^");
    assert_changed(table_merges_remove_cell, ".<^", 1, ".^");
    assert_changed(table_merges_remove_cell, "..^", 2, NULL);
    assert_changed(table_merges_remove_cell, "^<<", 0, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_make_sense_or_are_none),
        cmocka_unit_test(a_cell_with_ink_is_its_own),
        cmocka_unit_test(marks_follow_the_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
