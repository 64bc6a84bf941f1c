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

/* --- formats --- */

enum xlsx_format xlsx_format_of(int id, struct span code) {
    if (code.n == 0) {
        static const struct {
            int from, to;
            enum xlsx_format format;
        } own[] = {{9, 10, XLSX_FORMAT_PERCENT}, {14, 17, XLSX_FORMAT_DATE},
                   {22, 22, XLSX_FORMAT_DATE},   {27, 31, XLSX_FORMAT_DATE},
                   {36, 36, XLSX_FORMAT_DATE},   {50, 54, XLSX_FORMAT_DATE},
                   {57, 58, XLSX_FORMAT_DATE}};
        for (size_t i = 0; i < ARRAY_LEN(own); i++)
            if (id >= own[i].from && id <= own[i].to)
                return own[i].format;
        return XLSX_FORMAT_PLAIN;
    }
    /* of the code: what is quoted, escaped or in brackets says nothing */
    enum xlsx_format format = XLSX_FORMAT_PLAIN;
    for (size_t i = 0; i < code.n && code.p[i] != ';'; i++) {
        char c = code.p[i];
        if (c == '"' || c == '[') {
            const char *end = memchr(code.p + i + 1, c == '"' ? '"' : ']', code.n - i - 1);
            i = end != NULL ? (size_t)(end - code.p) : code.n;
        } else if (c == '\\' || c == '_' || c == '*') {
            i++;
        } else if (c == '%') {
            return XLSX_FORMAT_PERCENT;
        } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
            format = XLSX_FORMAT_DATE;
        }
    }
    return format;
}
