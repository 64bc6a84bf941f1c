#include "model/label.h"

#include "base/text/char_class.h"
#include "base/text/han_number.h"
#include "base/text/utf8.h"
#include "model/quantity/quantity.h"

/* How a style writes its number. */
enum figures { FIGURES_HAN, FIGURES_DIGITS, FIGURES_CIRCLED };
struct shape {
    const char *before, *after;
    enum figures figures;
    unsigned most;
};

enum { DIGITS_MOST = 999, DECIMAL_MOST = 99 };

static const struct shape shapes[NUMBERING_COUNT] = {
    [NUMBERING_HAN_COMMA] = {"", "、", FIGURES_HAN, HAN_NUMBER_MOST},
    [NUMBERING_HAN_PAREN] = {"（", "）", FIGURES_HAN, HAN_NUMBER_MOST},
    [NUMBERING_DOT] = {"", ".", FIGURES_DIGITS, UINT32_MAX},
    [NUMBERING_COMMA] = {"", "、", FIGURES_DIGITS, UINT32_MAX},
    [NUMBERING_PAREN] = {"（", "）", FIGURES_DIGITS, UINT32_MAX},
    [NUMBERING_CIRCLED] = {"", "", FIGURES_CIRCLED, HAN_CIRCLED_MOST},
    [NUMBERING_PART] = {"第", "部分", FIGURES_HAN, HAN_NUMBER_MOST},
    [NUMBERING_FIRSTLY] = {"", "是", FIGURES_HAN, HAN_NUMBER_MOST},
    [NUMBERING_HAN_HALF_PAREN] = {"(", ")", FIGURES_HAN, HAN_NUMBER_MOST},
    [NUMBERING_HALF_PAREN] = {"(", ")", FIGURES_DIGITS, UINT32_MAX},
    [NUMBERING_WIDE_DOT] = {"", "．", FIGURES_DIGITS, UINT32_MAX},
    [NUMBERING_RIGHT_PAREN] = {"", ")", FIGURES_DIGITS, UINT32_MAX},
    [NUMBERING_ARTICLE] = {"第", "条", FIGURES_HAN, HAN_NUMBER_MOST},
    [NUMBERING_ATTACHMENT] = {"附件", "", FIGURES_DIGITS, UINT32_MAX},
};

#define X(name, text, gap) [NUMBERING_##name] = {text, gap},
static const struct { const char *name, *gap; } styles[NUMBERING_COUNT] = {NUMBERING_LIST(X)};
#undef X

const char *numbering_name(enum numbering style) {
    return styles[style].name;
}

const char *numbering_gap(enum numbering style) {
    return styles[style].gap;
}

bool numbering_find(struct span name, enum numbering *style) {
    for (size_t i = 0; i < NUMBERING_COUNT; i++) {
        if (span_is(name, styles[i].name)) {
            *style = (enum numbering)i;
            return true;
        }
    }
    return false;
}

enum numbering numbering_of_depth(int depth) {
    static const enum numbering by_depth[] = {NUMBERING_NONE,      NUMBERING_HAN_COMMA,
                                              NUMBERING_HAN_PAREN, NUMBERING_DOT,
                                              NUMBERING_PAREN,     NUMBERING_CIRCLED};
    return depth > 0 && (size_t)depth < ARRAY_LEN(by_depth) ? by_depth[depth] : NUMBERING_NONE;
}

/* ---- making a label ---- */

/* The numbers of a label, "2.3" of "2.3、"; nothing where it has no digit. */
static void add_digits(struct str *out, struct span label) {
    size_t start = out->len;
    bool dot = false;
    while (label.n > 0) {
        struct span before = label;
        if (span_take_prefix(&label, SPAN(".")) || span_take_prefix(&label, SPAN("．"))) {
            dot = out->len > start;
            continue;
        }
        int digit = digit_take(&label);
        if (digit < 0) {
            if (out->len > start)
                return;
            (void)utf8_take(&before);
            label = before;
            continue;
        }
        if (dot)
            str_add_byte(out, '.');
        dot = false;
        str_add_byte(out, (char)('0' + digit));
    }
}

static void add_decimal(struct str *out, unsigned n, struct span parent) {
    size_t start = out->len;
    struct label label;
    add_digits(out, parent);
    if (out->len == start && label_take(&parent, &label) && label.n > 0)
        str_add_format(out, "%u", label.n);
    str_add_format(out, out->len > start ? ".%u" : "%u", n);
}

void label_add(struct str *out, enum numbering style, unsigned n, struct span parent) {
    if (style == NUMBERING_NONE)
        return;
    if (style == NUMBERING_DECIMAL) {
        add_decimal(out, n, parent);
        return;
    }
    const struct shape *shape = &shapes[n <= shapes[style].most ? style : NUMBERING_DOT];
    str_add_text(out, shape->before);
    if (n == 0) {
        assert(style == NUMBERING_ATTACHMENT);
        return;
    }
    if (shape->figures == FIGURES_HAN)
        han_number_add(out, n);
    else if (shape->figures == FIGURES_CIRCLED)
        han_circled_add(out, n);
    else
        str_add_format(out, "%u", n);
    str_add_text(out, shape->after);
}

/* ---- taking a label ---- */

/* A number as labels write it: no zero in front. */
static bool take_number(struct span *text, unsigned most, unsigned *n) {
    struct digits digits;
    struct span rest = *text;
    if (!digits_take(&rest, &digits) || digits.zero_first)
        return false;
    if (digits.value == 0 || digits.value > most)
        return false;
    *n = (unsigned)digits.value;
    *text = rest;
    return true;
}

static bool starts_with_digit(struct span text) {
    return digit_take(&text) >= 0;
}

static bool take_dot(struct span *text) {
    return span_take_prefix(text, SPAN(".")) || span_take_prefix(text, SPAN("．"));
}

static bool starts_with_dot(struct span text) {
    return take_dot(&text);
}

static bool take_any(struct span *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (span_take_prefix(text, span_of(words[i])))
            return true;
    }
    return false;
}

static bool starts_with_any(struct span text, const char *const *words, size_t count) {
    return take_any(&text, words, count);
}

/* A mark too many behind a label that is complete without it. */
static void take_extra_mark(struct span *text) {
    static const char *const marks[] = {"、", "．", "."};
    (void)take_any(text, marks, ARRAY_LEN(marks));
}

static bool take_colon(struct span *text) {
    static const char *const colons[] = {"：", ":"};
    return take_any(text, colons, ARRAY_LEN(colons));
}

/* What begins "一、二季度" or "1、2、3号楼": a list of numbers, not a label. */
static bool is_number_list(struct span behind, unsigned n, bool han) {
    static const char *const units[] = {"季", "级",   "类", "期", "等", "线",   "产业",
                                        "号", "楼",   "层", "组", "档", "批",   "月",
                                        "日", "年级", "环", "班", "是", "把手", "标段"};
    unsigned next;
    if (han ? !han_number_take(&behind, &next) : !take_number(&behind, DIGITS_MOST, &next))
        return false;
    if (span_starts_with(behind, SPAN("、")))
        return next > n;
    return next == n + 1 && starts_with_any(behind, units, ARRAY_LEN(units));
}

/* "一、", and its kin "一 、" "一." "一．" */
static bool take_han(struct span *text, struct label *label) {
    if (!han_number_take(text, &label->n))
        return false;
    label->style = NUMBERING_HAN_COMMA;
    struct span behind = span_trim_start(*text);
    if (span_take_prefix(&behind, SPAN("、"))) {
        *text = behind;
        return !is_number_list(*text, label->n, true);
    }
    if (take_dot(text))
        return !starts_with_digit(*text) && !starts_with_dot(*text);
    label->style = NUMBERING_FIRSTLY;
    return span_take_prefix(text, SPAN("是"));
}

static bool take_bracketed(struct span *text, struct label *label) {
    bool half = span_starts_with(*text, SPAN("("));
    if (!span_take_prefix(text, SPAN("(")) && !span_take_prefix(text, SPAN("（")))
        return false;
    *text = span_trim_start(*text);
    if (han_number_take(text, &label->n))
        label->style = half ? NUMBERING_HAN_HALF_PAREN : NUMBERING_HAN_PAREN;
    else if (take_number(text, DIGITS_MOST, &label->n))
        label->style = half ? NUMBERING_HALF_PAREN : NUMBERING_PAREN;
    else
        return false;
    *text = span_trim_start(*text);
    if (!span_take_prefix(text, SPAN(")")) && !span_take_prefix(text, SPAN("）")))
        return false;
    take_extra_mark(text);
    return true;
}

/* Number and marks in one character: ㈠ ⑴ ⒈, of which the encodings before Unicode were fond. */
static bool take_enclosed(struct span *text, struct label *label) {
    static const struct {
        char32_t first, last;
        enum numbering style;
    } rows[] = {{U'㈠', U'㈩', NUMBERING_HAN_PAREN},
                {U'⑴', U'⒇', NUMBERING_PAREN},
                {U'⒈', U'⒛', NUMBERING_DOT}};
    if (text->n == 0)
        return false;
    char32_t c = utf8_take(text);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (c >= rows[i].first && c <= rows[i].last) {
            label->style = rows[i].style;
            label->n = c - rows[i].first + 1;
            take_extra_mark(text);
            return true;
        }
    return false;
}

static bool take_circled(struct span *text, struct label *label) {
    label->style = NUMBERING_CIRCLED;
    if (!han_circled_take(text, &label->n))
        return false;
    take_extra_mark(text);
    return true;
}

/* "1.2022年" and "1.100户" are "1." before a number, "1.125万元" is a quantity. */
static bool is_whole_number(struct digits digits, struct span behind) {
    static const char *const of_dates[] = {"-", "—", "–", "～", "~", "/", ".", "至"};
    if (digits.zero_first)
        return false;
    if (digits.count == 4 && digits.value >= 1900 && digits.value < 2100 &&
        starts_with_any(behind, of_dates, ARRAY_LEN(of_dates)))
        return true;
    return !quantity_has_measure(behind) && behind.n > 0 && char_is_han(utf8_take(&behind));
}

/* What may stand behind "1.1" so that it is a label and no quantity. Alone on its line it is one.
 */
static bool may_follow_decimal(struct span text) {
    static const char *const openings[] = {"“", "《", "（", "(", "【", "\"", "〈", "「"};
    static const char *const ranges[] = {"至", "到"};
    struct span behind = span_trim_start(text);
    struct digits digits;
    if (behind.n == 0 || quantity_has_measure(behind) || quantity_has_time(behind))
        return false;
    if (digits_take(&behind, &digits))
        return digits.count == 4 && span_starts_with(behind, SPAN("年"));
    if (starts_with_any(behind, openings, ARRAY_LEN(openings)))
        return true;
    struct span range = behind;
    if (take_any(&range, ranges, ARRAY_LEN(ranges)) && starts_with_digit(range))
        return false;
    char32_t c = utf8_take(&behind);
    return char_is_han(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The further numbers of a decimal label; text stands behind the first dot, at a digit. */
static bool take_decimal(struct span *text, struct label *label) {
    label->style = NUMBERING_DECIMAL;
    struct span more;
    for (;;) {
        if (!take_number(text, DECIMAL_MOST, &label->n))
            return false;
        label->depth++;
        more = *text;
        if (!take_dot(&more) || !starts_with_digit(more))
            break;
        *text = more;
    }
    more = *text;
    take_extra_mark(&more);
    if (more.n < text->n) {
        *text = more;
        return !starts_with_digit(more);
    }
    return label->depth > 2 || may_follow_decimal(*text);
}

static bool take_dotted(struct span *text, struct label *label) {
    bool wide = span_starts_with(*text, SPAN("．"));
    struct digits digits;
    if (!take_dot(text))
        return false;
    label->style = wide ? NUMBERING_WIDE_DOT : NUMBERING_DOT;
    struct span behind = *text, dot = *text;
    if (!digits_take(&behind, &digits))
        return !take_dot(&dot);
    if (digits.count > 2)
        return is_whole_number(digits, behind);
    if (!digits.zero_first && quantity_has_counter(behind) && !quantity_has_measure(behind) &&
        !quantity_has_time(behind))
        return true; /* "1.12月份", "1.8个社区": nobody counts in fractions */
    return label->n <= DECIMAL_MOST && take_decimal(text, label);
}

static bool take_arabic(struct span *text, struct label *label) {
    if (!take_number(text, DIGITS_MOST, &label->n))
        return false;
    if (span_take_prefix(text, SPAN("、"))) {
        label->style = NUMBERING_COMMA;
        return !is_number_list(*text, label->n, false);
    }
    if (span_take_prefix(text, SPAN(")")) || span_take_prefix(text, SPAN("）"))) {
        label->style = NUMBERING_RIGHT_PAREN;
        take_extra_mark(text);
        return true;
    }
    return take_dotted(text, label);
}

static bool take_ordinal(struct span *text, struct label *label) {
    static const char *const no_part[] = {"的", "是", "为", "共", "由", "内"};
    static const char *const no_part_of_part[] = {"的", "是", "课", "车"};
    static const char *const no_article[] = {"的", "是", "规定", "之", "线", "路", "第", "款"};
    if (!span_take_prefix(text, SPAN("第")))
        return false;
    if (!han_number_take(text, &label->n) && !take_number(text, DIGITS_MOST, &label->n))
        return false;
    if (span_take_prefix(text, SPAN("部分")) || span_take_prefix(text, SPAN("章"))) {
        label->style = NUMBERING_PART;
        if (starts_with_any(*text, no_part, ARRAY_LEN(no_part)))
            return false;
    } else if (span_take_prefix(text, SPAN("节"))) {
        label->style = NUMBERING_PART;
        label->depth = 2;
        if (starts_with_any(*text, no_part_of_part, ARRAY_LEN(no_part_of_part)))
            return false;
    } else if (span_take_prefix(text, SPAN("条"))) {
        label->style = NUMBERING_ARTICLE;
        if (starts_with_any(*text, no_article, ARRAY_LEN(no_article)))
            return false;
    } else {
        return false;
    }
    if (!take_colon(text))
        take_extra_mark(text);
    return true;
}

static bool take_attachment(struct span *text, struct label *label) {
    static const char *const in_prose[] = {"、", "和", "与", "及", "至", "中", "的", "所",
                                           "是", "，", "。", ")",  "）", ";",  "；", "》",
                                           "”",  "/",  "-",  "—",  "～", "~"};
    label->style = NUMBERING_ATTACHMENT;
    if (!span_take_prefix(text, SPAN("附件")))
        return false;
    struct span number = span_trim_start(*text);
    if (take_number(&number, DIGITS_MOST, &label->n)) {
        *text = number;
        if (starts_with_any(*text, in_prose, ARRAY_LEN(in_prose)))
            return false;
        if (!take_colon(text))
            take_extra_mark(text);
        return true;
    }
    label->n = 0;
    if (han_number_take(&number, &label->n))
        *text = number;
    return take_colon(text) || text->n == 0 || span_trim_start(*text).n < text->n;
}

static bool take_by(bool (*const *takers)(struct span *, struct label *), size_t count,
                    struct span *line, struct label *label) {
    struct span start = span_trim_start(*line);
    for (size_t i = 0; i < count; i++) {
        struct span rest = start;
        struct label found = {.depth = 1};
        if (takers[i](&rest, &found)) {
            found.text = span_sub(start, 0, start.n - rest.n);
            *label = found;
            *line = span_trim_start(rest);
            return true;
        }
    }
    return false;
}

/* Most lines begin with a character that begins no label: no need to ask each taker. */
static bool may_begin_label(struct span line) {
    line = span_trim_start(line);
    if (line.n == 0)
        return false;
    char32_t c = utf8_take(&line);
    bool is_ideograph = c >= 0x4E00 && c <= 0x9FFF;
    return !is_ideograph || c == U'第' || c == U'附' || han_is_numeral(c);
}

bool label_take(struct span *line, struct label *label) {
    static bool (*const takers[])(struct span *, struct label *) = {
        take_han,     take_bracketed, take_enclosed,  take_arabic,
        take_circled, take_ordinal,   take_attachment};
    return may_begin_label(*line) && take_by(takers, ARRAY_LEN(takers), line, label);
}

static bool take_tight(struct span *text, struct label *label) {
    label->style = NUMBERING_DECIMAL;
    if (!take_number(text, DECIMAL_MOST, &label->n))
        return false;
    struct span behind = span_trim_start(*text), letter = behind;
    if (behind.n == 0 || !char_is_han(utf8_take(&letter)))
        return false;
    return !quantity_has_counter(behind) && may_follow_decimal(*text);
}

static bool take_bare(struct span *text, struct label *label) {
    return take_tight(text, label) && span_trim_start(*text).n < text->n;
}

bool label_take_tight(struct span *line, struct label *label) {
    static bool (*const takers[])(struct span *, struct label *) = {take_tight};
    return take_by(takers, ARRAY_LEN(takers), line, label);
}

bool label_take_bare(struct span *line, struct label *label) {
    static bool (*const takers[])(struct span *, struct label *) = {take_bare};
    return take_by(takers, ARRAY_LEN(takers), line, label);
}
