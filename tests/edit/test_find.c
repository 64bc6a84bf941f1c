#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/grapheme.h"
#include "base/text/utf8.h"
#include "edit/find.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "tests/support/model_support.h"

static struct section *add(struct report *report, const char *heading, const char *text) {
    struct section *section = report_add_section(report, report->root, SIZE_MAX);
    section_set_text(&section->heading, span_of(heading));
    body_set_text(&section->body, span_of(text), LINE_PARAGRAPH);
    return section;
}

/* The offsets found in a body of that text, joined by blanks. */
static void assert_found(const char *text, const char *what, const char *offsets) {
    struct report *report = report_new();
    struct section *section = add(report, "", text);
    struct find_places places = {0};
    struct str found = STR_INIT;
    find_all(&places, report, section->id, span_of(what));
    for (size_t i = 0; i < places.count; i++)
        str_add_format(&found, i > 0 ? " %zu+%zu" : "%zu+%zu", places.items[i].offset,
                       places.items[i].length);
    assert_string_equal(found.s, offsets);
    str_release(&found);
    find_places_release(&places);
    report_free(report);
}

static void forms_and_case_are_one(void **state) {
    (void)state;
    assert_found("２０２２年与2022年", "2022年", "0+5 6+5");
    assert_found("2022年", "２０２２", "0+4");
    assert_found("GDP、gdp和ＧＤＰ", "Gdp", "0+3 4+3 8+3");
    assert_found("甲，乙,丙", ",", "1+1 3+1");
    assert_found("甲。乙｡丙", "。", "1+1 3+1");
    assert_found("甲　乙 丙", " ", "1+1 3+1");
    assert_found("ÄÖ", "äö", "0+2");
    assert_found("甲乙", "", "");
    assert_found("", "甲", "");
}

static void places_do_not_overlap_nor_cross_lines(void **state) {
    (void)state;
    assert_found("甲甲甲甲甲", "甲甲", "0+2 2+2");
    assert_found("甲乙\n甲乙\n\n甲", "甲", "0+1 3+1 7+1");
    assert_found("甲\n乙", "甲乙", "");
}

static void graphemes_are_not_cut(void **state) {
    (void)state;
    assert_found("e\u0301e", "e", "2+1");
    assert_found("e\u0301e", "e\u0301", "0+2");
    assert_found("e\u0301", "\u0301", "");
    assert_found("漢\U000E0101漢", "漢", "2+1");
    assert_found("👨\u200D👩", "👨", "");
    assert_found("👨\u200D👩", "👩", "");
}

static void tokens_are_taken_whole_or_not_at_all(void **state) {
    (void)state;
    struct template *template = NULL;
    assert_int_equal(
        template_read(&template, template_builtin_text(SPAN("subdistrict")), "subdistrict", NULL),
        RC_OK);
    struct report *report = report_new_from_template(template, SPAN("某街道"), SPAN(""), 2023);
    struct section *section = report_find_section(report, SPAN("perf_work"));
    static const struct {
        const char *text, *what;
        size_t count;
    } cases[] = {
        {"支出${executed}executed", "executed", 1},
        {"支出${executed}元", "${executed}", 1},
        {"支出${executed}元", "出${executed}元", 1},
        {"支出${executed}元", "出${", 0},
        {"支出${executed}元", "}元", 0},
        {"印$${甲}", "{", 0},
        {"印$${甲}", "$${", 1},
        {"印$${甲}甲", "甲", 2},
        {"${unknown}unknown", "unknown", 2},
        {"5$和{", "{", 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct find_places places = {0};
        body_set_text(&section->body, span_of(cases[i].text), LINE_PARAGRAPH);
        find_all(&places, report, section->id, span_of(cases[i].what));
        assert_int_equal(places.count, cases[i].count);
        find_places_release(&places);
    }
    report_free(report);
}

static void the_whole_report_is_searched_in_order(void **state) {
    (void)state;
    struct report *report = report_new();
    struct find_places places = {0};
    body_set_text(&report->front->body, SPAN("前面的甲"), LINE_PARAGRAPH);
    struct section *one = add(report, "甲乙", "没有");
    struct section *two = add(report, "丙", "甲\n乙甲");
    find_all(&places, report, FIND_EVERYWHERE, SPAN("甲"));
    assert_int_equal(places.count, 4);
    assert_int_equal(places.items[0].section, SECTION_FRONT_ID);
    assert_true(places.items[1].in_heading && places.items[1].section == one->id);
    assert_int_equal(places.items[3].offset, 3);
    assert_int_equal(find_from(&places, report, SECTION_FRONT_ID, 0), 0);
    assert_int_equal(find_from(&places, report, SECTION_FRONT_ID, 4), 1);
    assert_int_equal(find_from(&places, report, one->id, 0), 2);
    assert_int_equal(find_from(&places, report, two->id, 1), 3);
    assert_int_equal(find_from(&places, report, two->id, 4), 4);
    find_all(&places, report, two->id, SPAN("甲"));
    assert_int_equal(places.count, 2);
    find_places_release(&places);
    report_free(report);
}

/* Slowly, from what the header promises. */
static size_t find_slowly(const struct body *body, struct span what, size_t *offsets) {
    size_t count = 0, base = 0;
    for (size_t i = 0; i < body->count; base += body->lines[i++].points + 1) {
        struct span text = str_span(&body->lines[i].text);
        size_t free_from = 0;
        for (size_t from = 0; from < text.n; from = grapheme_next(text, from)) {
            struct span rest = span_sub(text, from, text.n), needle = what;
            bool same = from >= free_from;
            while (same && needle.n > 0)
                same = rest.n > 0 && char_fold(utf8_take(&rest)) == char_fold(utf8_take(&needle));
            size_t to = text.n - rest.n, edge = 0;
            while (edge < to)
                edge = grapheme_next(text, edge);
            if (!same || edge != to)
                continue;
            offsets[count++] = base + utf8_count(span_sub(text, 0, from));
            free_from = to;
        }
    }
    return count;
}

static void random_texts_are_searched_as_slowly(void **state) {
    (void)state;
    struct random random = {.state = 6};
    size_t offsets[512], found = 0;
    for (int round = 0; round < 3000; round++) {
        struct report *report = report_new();
        struct section *section = add(report, "", "");
        struct str text = STR_INIT, what = STR_INIT;
        struct find_places places = {0};
        random_add_text(&text, &random, random_below(&random, 60), true);
        random_add_text(&what, &random, 1 + random_below(&random, 2), false);
        body_set_text(&section->body, str_span(&text), LINE_PARAGRAPH);
        find_all(&places, report, section->id, str_span(&what));
        assert_int_equal(places.count, find_slowly(&section->body, str_span(&what), offsets));
        for (size_t i = 0; i < places.count; i++)
            assert_int_equal(places.items[i].offset, offsets[i]);
        found += places.count;
        find_places_release(&places);
        str_release(&what);
        str_release(&text);
        report_free(report);
    }
    assert_true(found > 3000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_and_case_are_one),
        cmocka_unit_test(places_do_not_overlap_nor_cross_lines),
        cmocka_unit_test(graphemes_are_not_cut),
        cmocka_unit_test(tokens_are_taken_whole_or_not_at_all),
        cmocka_unit_test(the_whole_report_is_searched_in_order),
        cmocka_unit_test(random_texts_are_searched_as_slowly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
