#include "base/text/han_number.h"

#include "base/text/utf8.h"

static const char *const DIGITS[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
/* A run of these is one number or none: 十一五 and 一万 are no ordinals. */
static const char32_t NUMERALS[] = U"零一二三四五六七八九十百千万亿〇两";

static const struct circled {
    unsigned number; /* of the first; each row ends before the next one's */
    char32_t first;
} CIRCLED[] = {{1, 0x2460}, {21, 0x3251}, {36, 0x32B1}, {HAN_CIRCLED_MOST + 1, 0}};

void han_number_add(struct str *out, unsigned n) {
    static const struct {
        unsigned value;
        const char *name;
    } PLACES[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    assert(n >= 1 && n <= HAN_NUMBER_MOST);
    bool begun = false;
    bool gap = false;
    for (size_t i = 0; i < ARRAY_LEN(PLACES); i++) {
        unsigned digit = n / PLACES[i].value % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            str_add_text(out, DIGITS[0]);
        if (n >= 20 || digit != 1 || PLACES[i].value != 10) /* 十一, not 一十一 */
            str_add_text(out, DIGITS[digit]);
        str_add_text(out, PLACES[i].name);
        begun = true;
        gap = false;
    }
}

static size_t numeral_of(char32_t c) {
    size_t i = 0;
    while (NUMERALS[i] != 0 && NUMERALS[i] != c)
        i++;
    return i;
}

bool han_is_numeral(char32_t c) {
    return NUMERALS[numeral_of(c)] != 0;
}

/* The value of a run whatever its order; the caller writes it again and compares. */
static unsigned value_of_run(struct span run) {
    unsigned total = 0;
    unsigned digit = 0;
    while (run.n > 0) {
        size_t numeral = numeral_of(utf8_take(&run));
        if (numeral < 10) {
            digit = (unsigned)numeral;
        } else if (numeral <= 12) {
            unsigned place = numeral == 10 ? 10 : numeral == 11 ? 100 : 1000;
            total += (digit == 0 ? 1 : digit) * place;
            digit = 0;
        } else {
            return 0;
        }
    }
    return total + digit;
}

bool han_number_take(struct span *text, unsigned *n) {
    enum { RUN_MOST = 7 * 3 }; /* 九千九百九十九, in bytes */
    struct span rest = *text;
    size_t length = 0;
    while (rest.n > 0 && NUMERALS[numeral_of(utf8_take(&rest))] != 0)
        length = text->n - rest.n;
    if (length == 0 || length > RUN_MOST)
        return false;
    struct span run = span_sub(*text, 0, length);
    unsigned value = value_of_run(run);
    if (value == 0 || value > HAN_NUMBER_MOST)
        return false;
    struct str canonical = STR_INIT;
    han_number_add(&canonical, value);
    bool right = span_equal(str_span(&canonical), run);
    str_release(&canonical);
    if (!right)
        return false;
    *text = span_sub(*text, length, text->n);
    *n = value;
    return true;
}

void han_circled_add(struct str *out, unsigned n) {
    assert(n >= 1 && n <= HAN_CIRCLED_MOST);
    size_t row = 0;
    while (n >= CIRCLED[row + 1].number)
        row++;
    str_add_char(out, CIRCLED[row].first + (n - CIRCLED[row].number));
}

bool han_circled_take(struct span *text, unsigned *n) {
    struct span rest = *text;
    if (rest.n == 0)
        return false;
    char32_t c = utf8_take(&rest);
    for (size_t row = 0; row + 1 < ARRAY_LEN(CIRCLED); row++) {
        unsigned length = CIRCLED[row + 1].number - CIRCLED[row].number;
        if (c >= CIRCLED[row].first && c - CIRCLED[row].first < length) {
            *n = CIRCLED[row].number + (unsigned)(c - CIRCLED[row].first);
            *text = rest;
            return true;
        }
    }
    return false;
}
