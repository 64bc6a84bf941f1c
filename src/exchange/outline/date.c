#include "exchange/outline/date.h"

#include "base/text/han_number.h"
#include "base/text/utf8.h"

static size_t take_digits(struct span *text) {
    size_t n = 0;
    while (n < text->n && text->p[n] >= '0' && text->p[n] <= '9')
        n++;
    *text = span_sub(*text, n, text->n);
    return n;
}

static bool take_han_digits(struct span *text) {
    static const char *const digits[] = {"〇", "○",  "零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九", "十", "Ｏ"};
    size_t before = text->n;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < ARRAY_LEN(digits) && !more; i++)
            more = span_take_prefix(text, span_of(digits[i]));
    }
    return text->n < before;
}

static bool take_date_part(struct span *text, const char *unit) {
    *text = span_trim_space(*text);
    if (take_digits(text) == 0 && !take_han_digits(text))
        return false;
    *text = span_trim_space(*text);
    return span_take_prefix(text, span_of(unit));
}

bool outline_is_date(struct span line) {
    line = span_trim_space(line);
    return take_date_part(&line, "年") && take_date_part(&line, "月") &&
           (span_trim_space(line).n == 0 || take_date_part(&line, "日")) &&
           span_trim_space(line).n == 0;
}
