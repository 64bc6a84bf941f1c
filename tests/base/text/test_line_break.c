#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/grapheme.h"
#include "base/text/line_break.h"
#include "base/text/str.h"
#include "base/text/utf8.h"
#include "tests/support/random.h"

#include <string.h>

static const char CONTRACT_NO_START[] = "。，、；：？！…—～·”’）》〉】〕』」％℃,.;:?!)]}%‰";
static const char CONTRACT_NO_END[] = "“‘（《〈【〔「『￥([{";

static bool is_blank(struct span grapheme) {
    return span_is(grapheme, " ") || span_is(grapheme, "\t") || span_is(grapheme, "　");
}

/* "甲|乙" stands for the rows 甲 and 乙. */
static void assert_rows(size_t first_width, size_t width, const char *rows) {
    struct str text = STR_INIT;
    struct str got = STR_INIT;
    struct line_break_rows broken = {0};
    for (const char *p = rows; *p != '\0'; p++)
        if (*p != '|')
            str_add_byte(&text, *p);
    line_break_paragraph(&broken, str_span(&text), first_width, width, WIDTH_WIDE);
    for (size_t i = 0; i < broken.count; i++) {
        if (i > 0)
            str_add_byte(&got, '|');
        size_t end = i + 1 < broken.count ? broken.starts[i + 1] : text.len;
        str_add(&got, span_sub(str_span(&text), broken.starts[i], end));
    }
    assert_string_equal(got.s, rows);
    line_break_release(&broken);
    str_release(&got);
    str_release(&text);
}

static void the_lists_of_the_contract_are_kept(void **state) {
    (void)state;
    for (struct span list = SPAN(CONTRACT_NO_START); list.n > 0;)
        assert_true(line_break_forbids_start(utf8_take(&list)));
    for (struct span list = SPAN(CONTRACT_NO_END); list.n > 0;)
        assert_true(line_break_forbids_end(utf8_take(&list)));
    for (struct span list = SPAN("一a1“（《$￥\t 　①•-第"); list.n > 0;)
        assert_false(line_break_forbids_start(utf8_take(&list)));
    for (struct span list = SPAN("一a1”）》%，。—…\t 　第"); list.n > 0;)
        assert_false(line_break_forbids_end(utf8_take(&list)));
    /* The lists are searched by halves: all that is listed must be found. */
    size_t starts = 0;
    size_t ends = 0;
    for (char32_t c = 1; c < 0xFFFF; c++) {
        starts += line_break_forbids_start(c);
        ends += line_break_forbids_end(c);
    }
    assert_int_equal(starts, 77);
    assert_int_equal(ends, 37);
}

static void punctuation_keeps_to_its_side(void **state) {
    (void)state;
    assert_rows(8, 8, "甲乙丙|丁，戊己|庚");
    assert_rows(8, 8, "甲乙丙|（丁）戊|己庚");
    assert_rows(10, 10, "他说：“经|济运行平|稳。”《通|知》‘双|碳’目标|“十四五”|规划");
    assert_rows(10, 10, "张·三；|甲～乙；|2023—|2024年；增|长——这|是……还");
    assert_rows(8, 8, "甲乙丙|丁——戊|己庚");
    assert_rows(8, 8, "甲乙丙|丁……戊|己庚");
    assert_rows(6, 6, "甲乙|（丙）|丁");
    assert_rows(6, 6, "甲乙|丙 ，|丁"); /* not even after a blank */
    assert_rows(6, 6, "甲|（ 乙|丙");
}

static void figures_stay_whole(void **state) {
    (void)state;
    assert_rows(12, 12, "收入8596万|元，增长|10.7%，达|25℃");
    assert_rows(10, 10, "甲乙丙|2022年12月|31日");
    assert_rows(8, 8, "甲乙|1,234.5|万元");
    assert_rows(10, 10, "甲乙丙|２０２２年");
    assert_rows(10, 10, "甲乙丙丁|３．５％");
    assert_rows(10, 10, "得分：|9.5/10 分");
    assert_rows(10, 10, "甲乙丙|〔2020〕|12号");
    assert_rows(10, 10, "甲乙丙丁|￥100元");
    assert_rows(6, 6, "甲|120㎡");
    assert_rows(6, 6, "甲|10 分");
    assert_rows(6, 6, "甲|３．５");
    assert_rows(6, 6, "甲|乙－５");
    assert_rows(8, 8, "丙|甲\u00A0“乙");
}

static void latin_stays_latin(void **state) {
    (void)state;
    assert_rows(10, 10, "读过按|Ctrl-D或|Shift-F4，|2023-2024|年"); /* a key is one word */
    assert_rows(10, 10, "It’s a |“test” |of Latin—|中文“A”|得分");
    assert_rows(10, 10, "甲’|rock’n’r|oll");
    assert_rows(9, 9, "见“WTO”|规则");
}

static void addresses_break_only_at_need(void **state) {
    (void)state;
    assert_rows(20, 20, "甲乙|http://a.b.cn/x?y=1 |收入");
    assert_rows(20, 20, "甲乙丙|www.gov.cn/a/b/c|（丁）");
    assert_rows(12, 12, "见|http://www.c|zj.gov.cn/20|22/report.do|c");
    assert_rows(12, 12, "文件|report.docx|已交");
}

static void first_rows_and_blanks(void **state) {
    (void)state;
    assert_rows(4, 8, "甲乙|丙丁戊己|庚");
    assert_rows(0, 0, "甲|乙");
    assert_rows(8, 8, "");
    assert_rows(8, 8, "甲乙丙丁  　|戊");
    assert_rows(8, 8, "        　|甲");
    assert_rows(8, 8, "甲乙丙丁");
    assert_rows(4, 4, "。。|。。|。"); /* nothing else fits */
}

/* What the properties ask of a text, told apart from how the rows were found. */
struct view {
    struct span text;
    enum width_ambiguous ambiguous;
};

static struct span ink_before(struct span text, size_t at) {
    while (at > 0) {
        size_t start = grapheme_prev(text, at);
        struct span one = span_sub(text, start, at);
        if (!is_blank(one))
            return one;
        at = start;
    }
    return SPAN("");
}

static char32_t first_of(struct span grapheme) {
    return grapheme.n > 0 ? utf8_take(&grapheme) : 0;
}

static bool is_clean(struct span text, size_t at) {
    struct span after = span_sub(text, at, grapheme_next(text, at));
    return !is_blank(after) && !line_break_forbids_start(first_of(after)) &&
           !line_break_forbids_end(first_of(ink_before(text, at)));
}

static bool is_ascii_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_han_pair(struct span text, size_t at) {
    char32_t before = utf8_before(text, at);
    char32_t after = first_of(span_sub(text, at, text.n));
    return before >= 0x4E00 && before <= 0x9FFF && after >= 0x4E00 && after <= 0x9FFF;
}

/* Whether the row from `start` of `width` columns could have ended so: cleanly, or between Han. */
static bool has_break(const struct view *view, size_t start, size_t width, bool between_han) {
    size_t columns = 0;
    for (size_t at = start; at < view->text.n;) {
        size_t end = grapheme_next(view->text, at);
        struct span one = span_sub(view->text, at, end);
        if (at > start && (between_han ? is_han_pair(view->text, at) : is_clean(view->text, at)))
            return true;
        columns += (size_t)width_of_grapheme(one, view->ambiguous);
        if (columns > width && !is_blank(one))
            return false;
        at = end;
    }
    return false;
}

static void check_row(const struct view *view, size_t start, size_t end, size_t width) {
    struct span text = view->text;
    size_t ink_end = end;
    while (ink_end > start && is_blank(span_sub(text, grapheme_prev(text, ink_end), ink_end)))
        ink_end = grapheme_prev(text, ink_end);
    assert_true(width_of_text(span_sub(text, start, ink_end), view->ambiguous) <= width);
    if (end == text.n)
        return;
    assert_int_equal(grapheme_next(text, grapheme_prev(text, end)), end);
    assert_false(is_blank(span_sub(text, end, grapheme_next(text, end))));
    if (!is_clean(text, end))
        assert_false(has_break(view, start, width, false));
    char32_t before = utf8_before(text, end);
    char32_t after = first_of(span_sub(text, end, text.n));
    if (is_ascii_digit(before) && (is_ascii_digit(after) || after == U'万'))
        assert_false(has_break(view, start, width, true));
}

static void check_rows(const struct view *view, size_t first_width, size_t width) {
    struct line_break_rows rows = {0};
    line_break_paragraph(&rows, view->text, first_width, width, view->ambiguous);
    assert_true(rows.count >= 1);
    assert_int_equal(rows.starts[0], 0);
    for (size_t i = 0; i < rows.count; i++) {
        size_t end = i + 1 < rows.count ? rows.starts[i + 1] : view->text.n;
        assert_true(end > rows.starts[i] || view->text.n == 0);
        check_row(view, rows.starts[i], end, i == 0 ? first_width : width);
    }
    line_break_release(&rows);
}

/* Any character that stored text may hold, the rarest too. */
static char32_t any_char(struct random *random) {
    static const char32_t planes[] = {0x3000, 0x10000, 0x32000, 0x110000};
    for (;;) {
        char32_t most = planes[random_below(random, ARRAY_LEN(planes))];
        char32_t c = (char32_t)random_below(random, most);
        bool is_control = c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
        if (!is_control && (c < 0xd800 || c > 0xdfff))
            return c;
    }
}

static void add_mixture(struct str *out, struct random *random, size_t pieces) {
    static const char *const PIECES[] = {"经济",
                                         "的",
                                         "街道办事处",
                                         "万元",
                                         "年",
                                         "“",
                                         "”",
                                         "‘",
                                         "’",
                                         "（",
                                         "）",
                                         "《",
                                         "》",
                                         "。",
                                         "，",
                                         "、",
                                         "：",
                                         "……",
                                         "…",
                                         "——",
                                         "—",
                                         "～",
                                         "·",
                                         "％",
                                         "℃",
                                         "￥",
                                         "10.7%",
                                         "8596",
                                         "1,234",
                                         "2022",
                                         "２０",
                                         "．",
                                         "－",
                                         "report",
                                         "it’s",
                                         "http://www.czj.gov.cn/a/b?c=1&d=2",
                                         "www.a.cn",
                                         "a@b.cn",
                                         " ",
                                         " ",
                                         "  ",
                                         "　",
                                         "\t",
                                         "\u00A0",
                                         "/",
                                         ",",
                                         ".",
                                         "-",
                                         "(",
                                         ")",
                                         "[",
                                         "]",
                                         "\"",
                                         "'",
                                         "\U00020000",
                                         "漢\U000E0101",
                                         "e\u0301",
                                         "，\uFE00",
                                         "“\u0301",
                                         "\u0301",
                                         " \u0301",
                                         "👨\u200D👩\u200D👧",
                                         "👍🏽",
                                         "🇨🇳🇨",
                                         "1\uFE0F\u20E3",
                                         "\U00031350",
                                         "각",
                                         "ー",
                                         "①",
                                         "㎡",
                                         "第",
                                         "〔",
                                         "〕",
                                         "%",
                                         "$",
                                         "#",
                                         "\u00AD"};
    for (size_t i = 0; i < pieces; i++)
        if (random_below(random, 8) == 0)
            str_add_char(out, any_char(random));
        else
            str_add_text(out, PIECES[random_below(random, ARRAY_LEN(PIECES))]);
}

static void mixtures_keep_every_property_at_every_width(void **state) {
    (void)state;
    struct random random = {.state = 2022};
    for (int round = 0; round < 60; round++) {
        struct str text = STR_INIT;
        add_mixture(&text, &random, random_below(&random, 70));
        for (size_t width = 2; width <= 80; width++) {
            struct view view = {str_span(&text), width % 2 ? WIDTH_WIDE : WIDTH_NARROW};
            size_t first = 2 + random_below(&random, width - 1);
            check_rows(&view, width, width);
            view.ambiguous = width % 2 ? WIDTH_NARROW : WIDTH_WIDE;
            check_rows(&view, first, width);
        }
        str_release(&text);
    }
}

static void short_and_long_paragraphs_break_alike(void **state) {
    (void)state;
    /* A long tail must not change the rows before it: small texts live in another buffer. */
    struct random random = {.state = 99};
    for (int round = 0; round < 200; round++) {
        struct str text = STR_INIT;
        struct line_break_rows small = {0};
        struct line_break_rows large = {0};
        add_mixture(&text, &random, 20);
        str_add_text(&text, "完");
        size_t n = text.len;
        size_t width = 4 + random_below(&random, 77);
        line_break_paragraph(&small, str_span(&text), width, width, WIDTH_WIDE);
        str_add_repeat(&text, SPAN("的确"), 100);
        line_break_paragraph(&large, str_span(&text), width, width, WIDTH_WIDE);
        assert_true(large.count >= small.count);
        for (size_t i = 0; i < small.count; i++)
            assert_int_equal(small.starts[i], large.starts[i]);
        assert_true(small.starts[small.count - 1] < n);
        line_break_release(&small);
        line_break_release(&large);
        str_release(&text);
    }
}

/* Mostly ideographs, as a report is, so that there is something to hold on to. */
static void add_prose(struct str *out, struct random *random, size_t least) {
    size_t end = out->len + least;
    while (out->len < end) {
        if (random_below(random, 3) > 0)
            str_add_repeat(out, SPAN("着力完善"), 1 + random_below(random, 6));
        add_mixture(out, random, random_below(random, 12));
    }
}

static void parts_make_the_rows_of_the_whole(void **state) {
    (void)state;
    struct random random = {.state = 77};
    struct line_break_rows whole = {0}, parts = {0};
    struct str text = STR_INIT;
    for (int i = 0; i < 300; i++) {
        size_t width = 4 + random_below(&random, 77), first = 2 + random_below(&random, width - 1);
        size_t bytes = 1 + random_below(&random, 2000);
        str_clear(&text);
        if (i > 0)
            add_prose(&text, &random, random_below(&random, 6000));
        line_break_paragraph(&whole, str_span(&text), first, width, WIDTH_WIDE);
        parts.count = 0;
        while (line_break_part(&parts, str_span(&text), first, width, WIDTH_WIDE, bytes))
            assert_true(parts.count <= whole.count);
        assert_int_equal(parts.count, whole.count);
        assert_memory_equal(parts.starts, whole.starts, whole.count * sizeof *whole.starts);
    }
    line_break_release(&whole);
    line_break_release(&parts);
    str_release(&text);
}

static void check_update(const struct line_break_rows *rows, const struct view *view,
                         size_t first_width, size_t width) {
    struct line_break_rows want = {0};
    line_break_paragraph(&want, view->text, first_width, width, view->ambiguous);
    assert_int_equal(rows->count, want.count);
    assert_memory_equal(rows->starts, want.starts, want.count * sizeof *want.starts);
    line_break_release(&want);
}

static size_t char_at_or_before(struct span text, size_t at) {
    while (at > 0 && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void an_edit_gives_the_rows_of_the_whole(void **state) {
    (void)state;
    struct random random = {.state = 3000};
    for (int round = 0; round < 60; round++) {
        struct str text = STR_INIT;
        struct line_break_rows rows = {0};
        enum width_ambiguous ambiguous = round % 2 ? WIDTH_WIDE : WIDTH_NARROW;
        size_t width = 4 + random_below(&random, 77), first = 2 + random_below(&random, width - 1);
        add_prose(&text, &random, 1000 + random_below(&random, 4000));
        line_break_paragraph(&rows, str_span(&text), first, width, ambiguous);
        for (int step = 0; step < 60; step++) {
            struct str more = STR_INIT;
            size_t at = char_at_or_before(str_span(&text), random_below(&random, text.len + 1));
            size_t most = random_below(&random, 4) > 0 ? 8 : 300;
            size_t end = char_at_or_before(str_span(&text), at + random_below(&random, most + 1));
            if (end > text.len)
                end = text.len;
            end = end < at ? at : end;
            if (random_below(&random, 3) > 0)
                add_mixture(&more, &random, random_below(&random, 4));
            if (random_below(&random, 20) == 0)
                add_prose(&more, &random, 500);
            str_splice(&text, at, end - at, str_span(&more));
            struct view view = {str_span(&text), ambiguous};
            line_break_update(&rows, view.text, first, width, ambiguous,
                              (struct line_break_edit){at, end - at, more.len});
            check_update(&rows, &view, first, width);
            str_release(&more);
        }
        line_break_release(&rows);
        str_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lists_of_the_contract_are_kept),
        cmocka_unit_test(punctuation_keeps_to_its_side),
        cmocka_unit_test(figures_stay_whole),
        cmocka_unit_test(latin_stays_latin),
        cmocka_unit_test(addresses_break_only_at_need),
        cmocka_unit_test(first_rows_and_blanks),
        cmocka_unit_test(mixtures_keep_every_property_at_every_width),
        cmocka_unit_test(short_and_long_paragraphs_break_alike),
        cmocka_unit_test(an_edit_gives_the_rows_of_the_whole),
        cmocka_unit_test(parts_make_the_rows_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
