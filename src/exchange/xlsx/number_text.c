#include "exchange/xlsx/number_text.h"

#include <string.h>

enum { KEPT = 15, DIGITS_MOST = 60, EXPONENT_MOST = 60 };

struct decimal { /* 0.d1d2d3… times ten to the power of `point` */
    bool minus;
    char digits[DIGITS_MOST + 1];
    int count, point;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool take_exponent(struct span *text, int *out) {
    int value = 0;
    bool minus = span_take_prefix(text, SPAN("-"));
    if (!minus)
        (void)span_take_prefix(text, SPAN("+"));
    if (text->n == 0)
        return false;
    while (text->n > 0 && is_digit(text->p[0]) && value <= EXPONENT_MOST) {
        value = value * 10 + (text->p[0] - '0');
        *text = span_sub(*text, 1, text->n);
    }
    *out = minus ? -value : value;
    return value <= EXPONENT_MOST;
}

/* Digits with a point, leading zeros apart. */
static bool take_digits(struct span *text, struct decimal *out) {
    bool point = false, any = false;
    while (text->n > 0 && (is_digit(text->p[0]) || (text->p[0] == '.' && !point))) {
        char c = text->p[0];
        *text = span_sub(*text, 1, text->n);
        if (c == '.') {
            point = true;
            continue;
        }
        any = true;
        if (c == '0' && out->count == 0) {
            out->point -= point;
            continue;
        }
        if (out->count == DIGITS_MOST)
            return false;
        out->digits[out->count++] = c;
        out->point += !point;
    }
    return any;
}

static bool take_decimal(struct span text, struct decimal *out) {
    int exponent = 0;
    *out = (struct decimal){0};
    out->minus = span_take_prefix(&text, SPAN("-"));
    if (!take_digits(&text, out))
        return false;
    if (text.n > 0 && (text.p[0] == 'E' || text.p[0] == 'e')) {
        text = span_sub(text, 1, text.n);
        if (!take_exponent(&text, &exponent))
            return false;
    }
    out->point += exponent;
    return text.n == 0;
}

/* Half up, from the last digit on. */
static void round_noise(struct decimal *number) {
    if (number->count > KEPT) {
        bool up = number->digits[KEPT] >= '5';
        number->count = KEPT;
        int at = KEPT - 1;
        while (up && at >= 0) {
            up = number->digits[at] == '9';
            if (up)
                number->digits[at] = '0';
            else
                number->digits[at]++;
            at--;
        }
        if (up) { /* 999… became 1000… */
            number->digits[0] = '1';
            number->point++;
        }
    }
    while (number->count > 0 && number->digits[number->count - 1] == '0')
        number->count--;
}

static void add_plain(struct str *out, const struct decimal *number) {
    if (number->count == 0) {
        str_add_byte(out, '0');
        return;
    }
    str_add_text(out, number->minus ? "-" : "");
    if (number->point <= 0) {
        str_add_text(out, "0.");
        str_add_repeat(out, SPAN("0"), (size_t)-number->point);
    }
    for (int i = 0; i < number->count; i++) {
        if (i > 0 && i == number->point)
            str_add_byte(out, '.');
        str_add_byte(out, number->digits[i]);
    }
    if (number->point > number->count)
        str_add_repeat(out, SPAN("0"), (size_t)(number->point - number->count));
}

bool xlsx_add_number(struct str *out, struct span stored, int shift) {
    struct decimal number;
    if (!take_decimal(span_trim(stored), &number))
        return false;
    round_noise(&number);
    number.point += number.count > 0 ? shift : 0;
    if (number.point > DIGITS_MOST || number.point < -DIGITS_MOST)
        return false;
    add_plain(out, &number);
    return true;
}

/* Of what is kept without noise; trailing zeros are gone by then. */
static int compare_sizes(const struct decimal *a, const struct decimal *b) {
    if (a->count == 0 || b->count == 0)
        return (a->count > 0) - (b->count > 0);
    if (a->point != b->point)
        return a->point < b->point ? -1 : 1;
    int order = strcmp(a->digits, b->digits);
    return (order > 0) - (order < 0);
}

bool xlsx_compare_numbers(struct span left, struct span right, int *order) {
    struct decimal a, b;
    if (!take_decimal(span_trim(left), &a) || !take_decimal(span_trim(right), &b))
        return false;
    round_noise(&a);
    round_noise(&b);
    a.digits[a.count] = b.digits[b.count] = '\0';
    a.minus = a.minus && a.count > 0;
    b.minus = b.minus && b.count > 0;
    if (a.minus != b.minus)
        *order = a.minus ? -1 : 1;
    else
        *order = a.minus ? compare_sizes(&b, &a) : compare_sizes(&a, &b);
    return true;
}

/* --- dates --- */

/* Of the proleptic Gregorian calendar, days counted from 1970-01-01; after H. Hinnant's paper on
 * calendar algorithms (chrono-compatible low-level date algorithms). */
static void add_day(struct str *out, int64_t days) {
    enum { ERA = 146097, SHIFT = 719468 };
    int64_t z = days + SHIFT, era = z / ERA, day_of_era = z - era * ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    str_add_format(out, "%04lld-%02lld-%02lld", (long long)year, (long long)month, (long long)day);
}

bool xlsx_add_date(struct str *out, struct span stored, bool since_1904) {
    enum { TO_1970 = 25569, TO_1970_FROM_1904 = 24107, FALSE_LEAP_DAY = 60, LAST = 401768 };
    struct str plain = STR_INIT;
    uint64_t serial = 0;
    bool known = xlsx_add_number(&plain, stored, 0);
    size_t point = span_find(str_span(&plain), SPAN("."));
    known = known && span_to_number(span_sub(str_span(&plain), 0, point), LAST, &serial);
    str_release(&plain);
    if (!known || serial == 0)
        return false;
    int64_t days = (int64_t)serial - (since_1904 ? TO_1970_FROM_1904 : TO_1970);
    if (!since_1904 && serial < FALSE_LEAP_DAY) /* Excel has a 29th of February 1900 */
        days++;
    add_day(out, days);
    return true;
}
