#include "model/quantity/amount.h"

struct amount amount_zero(struct quantities *q) {
    const struct number *zero = quantities_keep(q, number_from_int(0));
    return (struct amount){.value = zero, .slack = zero};
}

void amount_add(struct quantities *q, struct amount *amount, const struct mention *term) {
    amount->value = quantities_keep(q, number_add(amount->value, term->value));
    amount->slack = quantities_keep(q, number_add(amount->slack, term->half));
    amount->fraction |= term->fraction;
    amount->vague |= term->approximate;
    amount->terms++;
}

const struct number *number_distance(struct quantities *q, const struct number *a,
                                     const struct number *b) {
    const struct number *off = quantities_keep(q, number_subtract(a, b));
    return number_sign(off) < 0 ? quantities_keep(q, number_abs(off)) : off;
}

const struct number *amount_off(struct quantities *q, const struct amount *amount,
                                const struct mention *total) {
    return number_distance(q, amount->value, total->value);
}

/* What rounding leaves open of a sum. Of up to four terms with the decimals of the total it is
 * nearly never more than one last digit, half a last digit of every term only on paper. */
static const struct number *slack_of(struct quantities *q, const struct amount *amount,
                                     const struct mention *total) {
    enum { FEW = 4 };
    const struct number *all = quantities_keep(q, number_add(amount->slack, total->half));
    const struct number *few = quantities_keep(q, number_from_int(FEW));
    const struct number *most = quantities_keep(q, number_multiply(total->half, few));
    if (!total->fraction || number_compare(amount->slack, most) > 0)
        return all;
    const struct number *one = quantities_keep(q, number_add(total->half, total->half));
    return number_compare(one, all) < 0 ? one : all;
}

bool amount_fits(struct quantities *q, const struct amount *amount, const struct mention *total,
                 bool *rounds) {
    if (rounds != NULL)
        *rounds = false;
    if (number_compare(amount->value, total->value) == 0)
        return true;
    if (total->unit->kind == UNIT_COUNT && total->scale == 0)
        return false;
    bool within = number_compare(amount_off(q, amount, total), slack_of(q, amount, total)) <= 0;
    bool fraction = amount->fraction || total->fraction;
    if (rounds != NULL)
        *rounds = within && !fraction;
    return within && fraction;
}

/* --- ranges --- */

bool range_holds(const struct range *range, const struct mention *mention) {
    return range->low != NULL && range->high != NULL &&
           number_compare(mention->high, range->low) >= 0 &&
           number_compare(mention->low, range->high) <= 0;
}

bool range_holds_number(const struct range *range, const struct number *number) {
    return range->low != NULL && range->high != NULL && number_compare(number, range->low) >= 0 &&
           number_compare(number, range->high) <= 0;
}

struct range range_of(const struct mention *mention) {
    return (struct range){mention->low, mention->high};
}

struct range range_sum(struct quantities *q, struct range a, struct range b) {
    return (struct range){quantities_keep(q, number_add(a.low, b.low)),
                          quantities_keep(q, number_add(a.high, b.high))};
}

struct range range_difference(struct quantities *q, struct range a, struct range b) {
    return (struct range){quantities_keep(q, number_subtract(a.low, b.high)),
                          quantities_keep(q, number_subtract(a.high, b.low))};
}

/* The rate as a factor, a hundredth of what is printed, by -half (low) or +half of a last digit. */
static const struct number *factor_of(struct quantities *q, const struct mention *rate, bool high) {
    const struct number *hundred = quantities_keep(q, number_from_int(100));
    const struct number *printed = quantities_keep(
        q, high ? number_add(rate->value, rate->half) : number_subtract(rate->value, rate->half));
    return quantities_keep(q, number_divide(printed, hundred));
}

static struct range quotient(struct quantities *q, struct range part, const struct number *low,
                             const struct number *high) {
    struct range range = {0};
    if (number_sign(high) <= 0)
        return range;
    range.low = quantities_keep(q, number_divide(part.low, high));
    if (number_sign(low) > 0)
        range.high = quantities_keep(q, number_divide(part.high, low));
    return range;
}

struct range range_of_base(struct quantities *q, struct range part, const struct mention *rate) {
    return quotient(q, part, factor_of(q, rate, false), factor_of(q, rate, true));
}

struct range range_of_old(struct quantities *q, struct range newer, const struct mention *rate,
                          bool fall) {
    const struct number *one = quantities_keep(q, number_from_int(1));
    const struct number *low = factor_of(q, rate, false), *high = factor_of(q, rate, true);
    if (fall)
        return quotient(q, newer, quantities_keep(q, number_subtract(one, high)),
                        quantities_keep(q, number_subtract(one, low)));
    return quotient(q, newer, quantities_keep(q, number_add(one, low)),
                    quantities_keep(q, number_add(one, high)));
}

bool rate_fits(struct quantities *q, struct range top, struct range base,
               const struct mention *rate) {
    if (number_sign(base.low) <= 0)
        return false;
    const struct number *low =
        quantities_keep(q, number_multiply(factor_of(q, rate, false), base.low));
    const struct number *high =
        quantities_keep(q, number_multiply(factor_of(q, rate, true), base.high));
    return number_compare(top.high, low) >= 0 && number_compare(top.low, high) <= 0;
}

const struct number *rate_percent(struct quantities *q, const struct number *top,
                                  const struct number *base, const struct mention *rate) {
    if (number_sign(base) <= 0)
        return NULL;
    const struct number *hundred = quantities_keep(q, number_from_int(100));
    const struct number *size = quantities_keep(q, number_abs(top));
    const struct number *quotient_of = quantities_keep(q, number_divide(size, base));
    const struct number *percent = quantities_keep(q, number_multiply(quotient_of, hundred));
    return quantities_keep(q, number_round(percent, rate->decimals));
}

const struct number *number_unscaled(struct quantities *q, const struct number *value, int scale) {
    const struct number *ten = quantities_keep(q, number_from_int(10));
    for (int i = 0; i < scale; i++)
        value = quantities_keep(q, number_divide(value, ten));
    return value;
}

bool mention_same_value(struct quantities *q, const struct mention *a, const struct mention *b) {
    const struct number *half = number_compare(a->half, b->half) > 0 ? a->half : b->half;
    return mention_compare(a, b) == 0 ||
           number_compare(number_distance(q, a->value, b->value), half) <= 0;
}

bool mention_same_digits(struct quantities *q, const struct mention *a, const struct mention *b) {
    return number_compare(number_unscaled(q, a->value, a->scale),
                          number_unscaled(q, b->value, b->scale)) == 0;
}

/* The distance as whole last digits, without the zeros at its end; 0: none, or too many digits. */
static int64_t distance_in_digits(struct quantities *q, const struct number *off, int scale) {
    enum { DECIMALS = 8 };
    const struct number *ten = quantities_keep(q, number_from_int(10));
    int64_t digits = 0;
    off = number_unscaled(q, off, scale);
    for (int i = 0; i < DECIMALS && !number_is_whole(off); i++)
        off = quantities_keep(q, number_multiply(off, ten));
    if (!number_to_int(off, &digits))
        return 0;
    while (digits > 0 && digits % 10 == 0)
        digits /= 10;
    return digits;
}

bool number_is_digit_slip(struct quantities *q, const struct number *right,
                          const struct mention *said) {
    enum { NINE = 9, TRANSPOSED = 81 };
    const struct number *off = number_distance(q, right, said->value);
    const struct number *two = quantities_keep(q, number_from_int(2));
    const struct number *three = quantities_keep(q, number_from_int(3));
    int64_t digits = distance_in_digits(q, off, said->scale);
    bool one = digits > 0 && (digits <= NINE || (digits <= TRANSPOSED && digits % NINE == 0));
    const struct number *most = number_compare(right, said->value) > 0 ? right : said->value;
    if (digits > NINE) /* 2.7 for 7.2 is far off */
        most = quantities_keep(q, number_add(most, quantities_keep(q, number_divide(most, three))));
    return one && number_compare(quantities_keep(q, number_multiply(off, two)), most) <= 0;
}

bool number_is_slip(struct quantities *q, const struct number *right, const struct mention *said) {
    enum { HARDLY = 20 };
    const struct number *off = number_distance(q, right, said->value);
    const struct number *hardly = quantities_keep(q, number_from_int(HARDLY));
    if (number_sign(off) == 0 || number_sign(right) <= 0)
        return false;
    if (number_compare(quantities_keep(q, number_multiply(off, hardly)), right) <= 0)
        return true;
    const struct number *ten = quantities_keep(q, number_from_int(10));
    if (number_compare(quantities_keep(q, number_multiply(right, ten)), said->value) == 0 ||
        number_compare(quantities_keep(q, number_multiply(said->value, ten)), right) == 0)
        return true; /* the point at another place */
    return number_is_digit_slip(q, right, said);
}

/* --- text --- */

void amount_write(struct str *out, const struct number *value, int scale, int least) {
    enum { MOST = 16 };
    struct str digits = STR_INIT;
    struct number *ten = number_from_int(10), *scaled = number_clone(value);
    for (int i = 0; i < scale; i++) {
        struct number *next = number_divide(scaled, ten);
        number_free(scaled);
        scaled = next;
    }
    number_add_short(&digits, scaled, MOST, false);
    size_t point = span_find(str_span(&digits), SPAN("."));
    size_t decimals = point == SIZE_MAX ? 0 : digits.len - point - 1;
    if (decimals < (size_t)least)
        number_add_fixed(out, scaled, least, false);
    else
        str_add(out, str_span(&digits));
    str_release(&digits);
    number_free(scaled);
    number_free(ten);
}

void mention_write(struct str *out, const struct mention *mention, int scale) {
    amount_write(out, mention->value, scale, mention->scale == scale ? mention->decimals : 0);
}
