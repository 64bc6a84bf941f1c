#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/diff.h"
#include "model/diff_report.h"
#include "model/section.h"
#include "tests/support/model_support.h"

/* [-removed-]{+added+}kept */
static void add_marked(struct str *out, const struct diff_text *diff) {
    static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
    for (size_t i = 0; i < diff->count; i++) {
        str_add_text(out, open[diff->runs[i].kind]);
        str_add(out, diff->runs[i].text);
        str_add_text(out, close[diff->runs[i].kind]);
    }
}

static void assert_diff(const char *old_text, const char *new_text, const char *wanted) {
    struct diff_text diff;
    struct str marked = STR_INIT;
    diff_texts(&diff, span_of(old_text), span_of(new_text));
    add_marked(&marked, &diff);
    assert_string_equal(marked.s, wanted);
    str_release(&marked);
    diff_text_release(&diff);
}

/* What the header promises of every diff. */
static void assert_holds(const struct diff_text *diff, struct span old_text, struct span new_text) {
    struct str old = STR_INIT, new = STR_INIT;
    enum diff_kind last = DIFF_KEPT;
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_run *run = &diff->runs[i];
        assert_true(run->text.n > 0);
        assert_true(utf8_is_valid(run->text, NULL));
        size_t end = span_find(run->text, SPAN("\n"));
        assert_true(end == SIZE_MAX || end + 1 == run->text.n);
        assert_false(last == DIFF_ADDED && run->kind == DIFF_REMOVED);
        last = run->kind;
        if (run->kind != DIFF_ADDED)
            str_add(&old, run->text);
        if (run->kind != DIFF_REMOVED)
            str_add(&new, run->text);
    }
    assert_true(span_equal(str_span(&old), old_text));
    assert_true(span_equal(str_span(&new), new_text));
    str_release(&old);
    str_release(&new);
}

static void words_are_marked_whole(void **state) {
    (void)state;
    assert_diff("", "", "");
    assert_diff("一样", "一样", "一样");
    assert_diff("", "新的", "{+新的+}");
    assert_diff("旧的\n", "", "[-旧的\n-]");
    assert_diff("开展学习6次，党课3次。", "开展学习8次，党课4次。",
                "开展学习[-6-]{+8+}次，党课[-3-]{+4+}次。");
    assert_diff("增长10.7%。", "增长10.8%。", "增长[-10.7%-]{+10.8%+}。");
    assert_diff("产值1,234万元", "产值1,334万元", "产值[-1,234-]{+1,334+}万元");
    assert_diff("use WPS here", "use Word here", "use [-WPS-]{+Word+} here");
    assert_diff("甲\n乙\n丙", "甲\n丙", "甲\n[-乙\n-]丙");
    assert_diff("甲\n丙", "甲\n乙\n丙", "甲\n{+乙\n+}丙");
}

static void lone_words_join_the_changes_beside_them(void **state) {
    (void)state;
    assert_diff("认真落实整改措施", "全面推动整治行动", "[-认真落实整改措施-]{+全面推动整治行动+}");
}

static void every_diff_holds_both_texts(void **state) {
    (void)state;
    struct random random = {7};
    for (int round = 0; round < 600; round++) {
        struct str old = STR_INIT, new = STR_INIT;
        struct diff_text diff;
        random_add_text(&old, &random, random_below(&random, 60), true);
        if (round % 3 == 0) {
            random_add_text(&new, &random, random_below(&random, 60), true);
        } else { /* a few places changed */
            str_add(&new, str_span(&old));
            for (size_t i = random_below(&random, 4); i-- > 0;) {
                struct str piece = STR_INIT;
                size_t from = random_below(&random, utf8_count(str_span(&new)) + 1);
                size_t at = utf8_offset(str_span(&new), from);
                size_t end = utf8_offset(str_span(&new), from + random_below(&random, 6));
                random_add_text(&piece, &random, random_below(&random, 6), true);
                str_splice(&new, at, end - at, str_span(&piece));
                str_release(&piece);
            }
        }
        diff_texts(&diff, str_span(&old), str_span(&new));
        assert_holds(&diff, str_span(&old), str_span(&new));
        assert_int_equal(diff_text_differs(&diff), !span_equal(str_span(&old), str_span(&new)));
        diff_text_release(&diff);
        str_release(&old);
        str_release(&new);
    }
}

static void long_texts_with_nothing_in_common_come_to_an_end(void **state) {
    (void)state;
    struct random random = {11};
    struct str old = STR_INIT, new = STR_INIT;
    struct diff_text diff;
    for (int i = 0; i < 100000; i++) {
        str_add_char(&old, 0x4E00 + (char32_t)random_below(&random, 3000));
        str_add_char(&new, 0x4E00 + (char32_t)random_below(&random, 3000));
    }
    diff_texts(&diff, str_span(&old), str_span(&new));
    assert_holds(&diff, str_span(&old), str_span(&new));
    diff_text_release(&diff);
    str_release(&old);
    str_release(&new);
}

/* ---- reports ---- */

static struct section *add(struct report *report, struct section *parent, const char *heading,
                           const char *text) {
    struct section *section = report_add_section(report, parent, parent->count);
    section_set_text(&section->heading, span_of(heading));
    body_set_text(&section->body, span_of(text), LINE_PARAGRAPH);
    return section;
}

/* A line an item that differs: old heading/new heading, * where it moved, the marked body. */
static void assert_report_diff(const struct report *old, const struct report *new,
                               const char *wanted) {
    struct diff_report diff;
    struct str out = STR_INIT;
    diff_reports(&diff, old, new);
    for (size_t i = 0; i < diff.count; i++) {
        const struct diff_item *item = &diff.items[i];
        if (!diff_item_differs(item))
            continue;
        str_add_format(&out, "%s/%s%s ", item->old_section ? item->old_section->heading : "-",
                       item->new_section ? item->new_section->heading : "-",
                       item->moved ? "*" : "");
        add_marked(&out, &item->body);
        str_add_byte(&out, '\n');
    }
    assert_string_equal(out.s, wanted);
    str_release(&out);
    diff_report_release(&diff);
}

static void sections_are_paired_by_name_then_heading(void **state) {
    (void)state;
    struct report *old = report_new(), *new = report_new();
    struct section *work = add(old, old->root, "工作", "共5次");
    section_set_text(&work->name, SPAN("work"));
    (void)add(old, work, "党建引领有活力", "甲");
    (void)add(old, work, "没有了", "乙");
    (void)add(old, old->root, "计划", "丙");
    (void)add(old, old->root, "存在问题及原因", "丁");
    work = add(new, new->root, "履职", "共6次");
    section_set_text(&work->name, SPAN("work"));
    (void)add(new, work, "党建引领更有活力", "甲");
    (void)add(new, new->root, "存在的问题及原因", "丁");
    (void)add(new, new->root, "计划", "丙");
    (void)add(new, new->root, "经费", "戊");
    section_set_text(&new->title, SPAN("题"));
    assert_report_diff(old, new,
                       "-/- {+题+}\n"
                       "工作/履职 共[-5-]{+6+}次\n"
                       "党建引领有活力/党建引领更有活力 甲\n"
                       "没有了/- [-乙-]\n"
                       "存在问题及原因/存在的问题及原因 丁\n"
                       "计划/计划* 丙\n"
                       "-/经费 {+戊+}\n");
    report_free(old);
    report_free(new);
}

static void moments_of_one_report_are_paired_by_id(void **state) {
    (void)state;
    struct report *old = report_new();
    old->id = 5;
    struct section *first = add(old, old->root, "甲", "文");
    (void)add(old, old->root, "乙", "字");
    struct report *new = report_clone(old);
    section_set_text(&new->root->children[0]->heading, SPAN("完全不同"));
    section_set_text(&new->root->children[1]->heading, SPAN("甲"));
    assert_report_diff(old, new, "甲/完全不同 文\n乙/甲 字\n");
    report_place_section(old, first, NULL, 0);
    assert_report_diff(old, new, "-/完全不同 {+文+}\n乙/甲 字\n");
    report_free(old);
    report_free(new);
}

static void every_section_of_both_reports_stands_once(void **state) {
    (void)state;
    struct random random = {3};
    for (int round = 0; round < 100; round++) {
        struct report *old = random_report(&random, 0, 12), *new = random_report(&random, 0, 12);
        struct diff_report diff;
        size_t olds = 0, news = 0;
        diff_reports(&diff, old, new);
        for (size_t i = 0; i < diff.count; i++) {
            if (diff.items[i].place != DIFF_SECTION)
                continue;
            olds += diff.items[i].old_section != NULL;
            news += diff.items[i].new_section != NULL;
        }
        assert_int_equal(olds, report_count_sections(old));
        assert_int_equal(news, report_count_sections(new));
        diff_report_release(&diff);
        diff_reports(&diff, old, old);
        for (size_t i = 0; i < diff.count; i++)
            assert_false(diff_item_differs(&diff.items[i]));
        diff_report_release(&diff);
        report_free(old);
        report_free(new);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_marked_whole),
        cmocka_unit_test(lone_words_join_the_changes_beside_them),
        cmocka_unit_test(every_diff_holds_both_texts),
        cmocka_unit_test(long_texts_with_nothing_in_common_come_to_an_end),
        cmocka_unit_test(sections_are_paired_by_name_then_heading),
        cmocka_unit_test(moments_of_one_report_are_paired_by_id),
        cmocka_unit_test(every_section_of_both_reports_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
