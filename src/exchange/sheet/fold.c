#include "exchange/sheet/fold.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"

enum { YEAR_DIGITS = 4, YEAR_LEAST = 1900, YEAR_MOST = 2099 };

static bool is_quote(char32_t c) {
    static const char32_t quotes[] = U"\"'“”‘’「」『』";
    for (size_t i = 0; quotes[i] != 0; i++)
        if (quotes[i] == c)
            return true;
    return false;
}

/* 〇一二三四五六七八九 as a digit; -1: none. */
static int han_digit(char32_t c) {
    static const char32_t digits[] = U"〇一二三四五六七八九";
    for (int i = 0; digits[i] != 0; i++)
        if (digits[i] == c)
            return i;
    return c == U'○' || c == U'零' ? 0 : -1;
}

/* 二〇二三年 */
static bool take_han_year(struct span *text, struct str *out) {
    struct span rest = *text;
    char digits[YEAR_DIGITS];
    for (size_t i = 0; i < YEAR_DIGITS; i++) {
        int digit = rest.n > 0 ? han_digit(utf8_take(&rest)) : -1;
        if (digit < 0)
            return false;
        digits[i] = (char)('0' + digit);
    }
    if (!span_starts_with(rest, SPAN("年")))
        return false;
    str_add(out, (struct span){digits, YEAR_DIGITS});
    *text = rest;
    return true;
}

/* The number of a note: ¹. m² and m³ are units. */
static bool is_note_mark(char32_t c, const struct str *before) {
    bool is_power = (c == U'²' || c == U'³') && before->len > 0 &&
                    (before->s[before->len - 1] == 'm' || before->s[before->len - 1] == 'M');
    return !is_power &&
           (c == U'⁰' || c == U'¹' || c == U'²' || c == U'³' || (c >= U'⁴' && c <= U'⁹'));
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* 23年 at the front. */
static void spell_short_year(struct str *out) {
    if (out->len > 2 && is_digit(out->s[0]) && is_digit(out->s[1]) &&
        span_starts_with(span_sub(str_span(out), 2, out->len), SPAN("年")))
        str_splice(out, 0, 0, SPAN("20"));
}

void sheet_fold(struct str *out, struct span text, bool blanks) {
    struct str folded = STR_INIT;
    text = span_trim_space(text);
    while (text.n > 0) {
        if (take_han_year(&text, &folded))
            continue;
        char32_t c = utf8_take(&text);
        bool is_blank = utf8_is_space(c) || c == '\n' || c == '\t';
        if (is_blank && blanks && folded.len > 0 && folded.s[folded.len - 1] != ' ')
            str_add_byte(&folded, ' ');
        if (!is_blank && !is_quote(c) && !is_note_mark(c, &folded) && c != UTF8_BAD)
            str_add_char(&folded, c == U'萬' ? U'万' : char_fold(c));
    }
    spell_short_year(&folded);
    str_add(out, str_span(&folded));
    str_release(&folded);
}

static void strip_front(struct span *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count;)
        i = span_take_prefix(text, span_of(words[i])) ? 0 : i + 1;
}

static void strip_end(struct span *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct span word = span_of(words[i]);
        if (text->n > word.n && span_ends_with(*text, word))
            *text = span_sub(*text, 0, text->n - word.n);
    }
}

void sheet_fold_unit(struct str *out, struct span unit) {
    static const char *const squares[] = {"㎡", "m²", "m2", "平米", "平方"};
    static const char *const front[] = {"人民币", "rmb", "cny", "¥", "￥", "(", "["};
    static const char *const end[] = {"人民币", "rmb", ")", "]", "整"};
    struct str folded = STR_INIT;
    sheet_fold(&folded, unit, false);
    struct span text = str_span(&folded);
    strip_front(&text, front, ARRAY_LEN(front));
    strip_end(&text, end, ARRAY_LEN(end));
    for (size_t i = 0; i < ARRAY_LEN(squares); i++)
        if (span_is(text, squares[i]))
            text = SPAN("平方米");
    str_add(out, text);
    str_release(&folded);
}

int sheet_take_year(struct span *text) {
    while (text->n > 0) {
        size_t digits = 0;
        uint64_t year = 0;
        while (digits < text->n && is_digit(text->p[digits]))
            digits++;
        bool is_year = digits == YEAR_DIGITS &&
                       span_to_number(span_sub(*text, 0, digits), YEAR_MOST, &year) &&
                       year >= YEAR_LEAST;
        *text = span_sub(*text, digits > 0 ? digits : 1, text->n);
        if (is_year)
            return (int)year;
    }
    return 0;
}

bool sheet_has_word(struct span text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (span_find(text, span_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

bool sheet_says_year(struct span text) {
    struct str folded = STR_INIT;
    sheet_fold(&folded, text, false);
    struct span rest = str_span(&folded);
    bool does = sheet_take_year(&rest) != 0;
    str_release(&folded);
    return does;
}
