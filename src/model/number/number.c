#include "model/number/number.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/quantity/quantity.h"

#include <gmp.h>
#include <string.h>

struct number {
    mpq_t q;
};

/* ---- lifecycle ---- */

static void *allocate(size_t size) {
    return mem_alloc(size);
}
static void *resize(void *block, size_t old_size, size_t size) {
    (void)old_size;
    return mem_resize(block, size, 1);
}
static void release(void *block, size_t size) {
    (void)size;
    mem_free(block);
}

static struct number *new_number(void) {
    mp_set_memory_functions(allocate, resize, release); /* GMP's own gives up with abort() */
    struct number *number = MEM_NEW(struct number);
    mpq_init(number->q);
    return number;
}

void number_free(struct number *number) {
    if (number == NULL)
        return;
    mpq_clear(number->q);
    mem_free(number);
}

static struct number *within_bounds(struct number *number) {
    if (mpz_sizeinbase(mpq_numref(number->q), 2) <= NUMBER_BITS_MOST &&
        mpz_sizeinbase(mpq_denref(number->q), 2) <= NUMBER_BITS_MOST)
        return number;
    number_free(number);
    return NULL;
}

/* GMP knows long, which has 64 bits where this program runs. */
_Static_assert(sizeof(long) == sizeof(int64_t), "long is not 64 bits wide");

struct number *number_from_int(int64_t value) {
    struct number *number = new_number();
    mpq_set_si(number->q, (long)value, 1);
    return number;
}

struct number *number_clone(const struct number *number) {
    struct number *clone = new_number();
    mpq_set(clone->q, number->q);
    return clone;
}

/* ---- arithmetic ---- */

struct number *number_add(const struct number *a, const struct number *b) {
    struct number *sum = new_number();
    mpq_add(sum->q, a->q, b->q);
    return within_bounds(sum);
}

struct number *number_subtract(const struct number *a, const struct number *b) {
    struct number *difference = new_number();
    mpq_sub(difference->q, a->q, b->q);
    return within_bounds(difference);
}

struct number *number_multiply(const struct number *a, const struct number *b) {
    struct number *product = new_number();
    mpq_mul(product->q, a->q, b->q);
    return within_bounds(product);
}

struct number *number_divide(const struct number *a, const struct number *b) {
    if (number_sign(b) == 0)
        return NULL;
    struct number *quotient = new_number();
    mpq_div(quotient->q, a->q, b->q);
    return within_bounds(quotient);
}

struct number *number_modulo(const struct number *a, const struct number *b) {
    struct number *rest = number_divide(a, b);
    if (rest == NULL)
        return NULL;
    mpz_tdiv_q(mpq_numref(rest->q), mpq_numref(rest->q), mpq_denref(rest->q));
    mpz_set_ui(mpq_denref(rest->q), 1);
    mpq_mul(rest->q, rest->q, b->q);
    mpq_sub(rest->q, a->q, rest->q);
    return within_bounds(rest);
}

struct number *number_negate(const struct number *a) {
    struct number *negative = new_number();
    mpq_neg(negative->q, a->q);
    return negative;
}

struct number *number_abs(const struct number *a) {
    struct number *absolute = new_number();
    mpq_abs(absolute->q, a->q);
    return absolute;
}

int number_compare(const struct number *a, const struct number *b) {
    int order = mpq_cmp(a->q, b->q);
    return (order > 0) - (order < 0);
}

int number_sign(const struct number *a) {
    return mpq_sgn(a->q);
}

bool number_is_whole(const struct number *a) {
    return mpz_cmp_ui(mpq_denref(a->q), 1) == 0;
}

bool number_to_int(const struct number *a, int64_t *out) {
    if (!number_is_whole(a) || mpz_fits_slong_p(mpq_numref(a->q)) == 0)
        return false;
    *out = mpz_get_si(mpq_numref(a->q));
    return true;
}

/* ---- rounding ---- */

/* a * 10^decimals, into q. */
static void scale(mpq_t q, const mpq_t a, int decimals) {
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)(decimals < 0 ? -decimals : decimals));
    mpq_set_z(q, power);
    mpz_clear(power);
    if (decimals < 0)
        mpq_div(q, a, q);
    else
        mpq_mul(q, a, q);
}

/* a * 10^decimals as a whole number: floor(|a| + 1/2) with the sign of a. */
static void round_scaled(mpz_t out, const mpq_t a, int decimals) {
    assert(decimals >= -NUMBER_DECIMALS_MOST && decimals <= NUMBER_DECIMALS_MOST);
    mpq_t q, half;
    mpq_init(q);
    mpq_init(half);
    scale(q, a, decimals);
    mpq_abs(q, q);
    mpq_set_ui(half, 1, 2);
    mpq_add(q, q, half);
    mpz_fdiv_q(out, mpq_numref(q), mpq_denref(q));
    if (mpq_sgn(a) < 0)
        mpz_neg(out, out);
    mpq_clear(q);
    mpq_clear(half);
}

static struct number *from_scaled(const mpz_t whole, int decimals) {
    struct number *number = new_number();
    mpq_t q;
    mpq_init(q);
    mpq_set_z(q, whole);
    scale(number->q, q, -decimals);
    mpq_clear(q);
    return number;
}

struct number *number_round(const struct number *a, int decimals) {
    mpz_t whole;
    mpz_init(whole);
    round_scaled(whole, a->q, decimals);
    struct number *rounded = from_scaled(whole, decimals);
    mpz_clear(whole);
    return within_bounds(rounded);
}

/* Splits a * 10^decimals into its floor, which goes to `whole`, and the rest, to `rest`. */
static void split(mpz_t whole, mpq_t rest, const mpq_t a, int decimals) {
    mpq_t floor;
    mpq_init(floor);
    scale(rest, a, decimals);
    mpz_fdiv_q(whole, mpq_numref(rest), mpq_denref(rest));
    mpq_set_z(floor, whole);
    mpq_sub(rest, rest, floor);
    mpq_clear(floor);
}

struct share {
    mpz_t whole;
    mpq_t rest;
    bool raised;
};

static void raise_largest_rest(struct share *shares, size_t count) {
    size_t largest = count;
    for (size_t i = 0; i < count; i++)
        if (!shares[i].raised &&
            (largest == count || mpq_cmp(shares[i].rest, shares[largest].rest) > 0))
            largest = i;
    assert(largest < count);
    mpz_add_ui(shares[largest].whole, shares[largest].whole, 1);
    shares[largest].raised = true;
}

void number_share_out(struct number **out, const struct number *const *parts, size_t count,
                      int decimals) {
    struct share *shares = mem_alloc_zero(count, sizeof *shares);
    struct number *total = new_number();
    mpz_t left;
    mpz_init(left);
    for (size_t i = 0; i < count; i++)
        mpq_add(total->q, total->q, parts[i]->q);
    round_scaled(left, total->q, decimals);
    for (size_t i = 0; i < count; i++) {
        mpz_init(shares[i].whole);
        mpq_init(shares[i].rest);
        split(shares[i].whole, shares[i].rest, parts[i]->q, decimals);
        mpz_sub(left, left, shares[i].whole);
    }
    assert(mpz_sgn(left) >= 0 && mpz_cmp_ui(left, count) <= 0);
    for (; mpz_sgn(left) > 0; mpz_sub_ui(left, left, 1))
        raise_largest_rest(shares, count);
    for (size_t i = 0; i < count; i++) {
        out[i] = from_scaled(shares[i].whole, decimals);
        mpz_clear(shares[i].whole);
        mpq_clear(shares[i].rest);
    }
    mpz_clear(left);
    number_free(total);
    mem_free(shares);
}

/* ---- reading ---- */

/* The digits of a number as it is written, for GMP. */
struct reading {
    char digits[NUMBER_DIGITS_MOST + 1];
    size_t count, decimals;
    bool negative, too_long;
};

static void keep_digit(struct reading *reading, int digit) {
    if (reading->count == NUMBER_DIGITS_MOST)
        reading->too_long = true;
    else
        reading->digits[reading->count++] = (char)('0' + digit);
}

static size_t take_digits(struct reading *reading, struct span *text) {
    size_t count = 0;
    for (int digit; (digit = digit_take(text)) >= 0; count++)
        keep_digit(reading, digit);
    return count;
}

static bool take_any(struct span *text, const char *const *words) {
    for (size_t i = 0; words[i] != NULL; i++)
        if (span_take_prefix(text, span_of(words[i])))
            return true;
    return false;
}

static const char *const signs[] = {"-", "－", "−", NULL};
static const char *const points[] = {".", "．", NULL};
static const char *const percents[] = {"%", "％", NULL};

static bool take_comma(struct span *text) {
    return span_take_prefix(text, SPAN(",")) || span_take_prefix(text, SPAN("，"));
}

/* "1,234,567": at most three digits, the first no zero, then groups of exactly three. An input
 * method gives 1，234. */
static bool take_groups(struct reading *reading, struct span *text, size_t first) {
    struct span rest = *text;
    if (!take_comma(&rest))
        return true;
    if (first > 3 || reading->digits[0] == '0')
        return false;
    while (take_comma(text))
        if (take_digits(reading, text) != 3)
            return false;
    return true;
}

static struct number *from_reading(const struct reading *reading) {
    struct number *number;
    mpz_t whole;
    mpz_init(whole);
    int failed = mpz_set_str(whole, reading->digits, 10);
    assert(failed == 0);
    if (reading->negative)
        mpz_neg(whole, whole);
    number = from_scaled(whole, (int)reading->decimals);
    mpz_clear(whole);
    return number;
}

enum rc number_take(struct number **out, struct span *text, struct err *err) {
    struct reading reading = {.count = 0};
    struct span rest = *text;
    *out = NULL;
    reading.negative = take_any(&rest, signs);
    size_t first = take_digits(&reading, &rest);
    if (first == 0)
        return err_set(err, RC_INPUT, _("“%.*s”不是数：要写成像12、12.5、1,234.56这样"),
                       SPAN_ARG(*text));
    if (!take_groups(&reading, &rest, first))
        return err_set(err, RC_INPUT, _("“%.*s”的逗号不对：千分位的逗号每三位一个，如1,234,567"),
                       SPAN_ARG(*text));
    if (take_any(&rest, points)) {
        reading.decimals = take_digits(&reading, &rest);
        if (reading.decimals == 0)
            return err_set(err, RC_INPUT, _("“%.*s”的小数点后面要有数字"), SPAN_ARG(*text));
    }
    if (reading.too_long)
        return err_set(err, RC_INPUT, _("“%.*s”太长：一个数最多%d位"), SPAN_ARG(*text),
                       NUMBER_DIGITS_MOST);
    reading.digits[reading.count] = '\0';
    *out = from_reading(&reading);
    *text = rest;
    return RC_OK;
}

static struct number *percent_of(struct number *number) {
    struct number *share = new_number();
    scale(share->q, number->q, -2);
    number_free(number);
    return share;
}

enum rc number_parse(struct number **out, struct span text, struct err *err) {
    struct span whole = span_trim(text), rest = whole;
    enum rc rc = number_take(out, &rest, err);
    if (rc != RC_OK)
        return rc;
    if (take_any(&rest, percents))
        *out = percent_of(*out);
    if (rest.n == 0)
        return RC_OK;
    number_free(*out);
    *out = NULL;
    return err_set(err, RC_INPUT, _("“%.*s”不是数：数字后面多了“%.*s”"), SPAN_ARG(whole),
                   SPAN_ARG(rest));
}

/* ---- writing ---- */

void number_add_fixed(struct str *out, const struct number *number, int decimals, bool grouped) {
    mpz_t whole;
    mpz_init(whole);
    assert(decimals >= 0);
    round_scaled(whole, number->q, decimals);
    if (mpz_sgn(whole) < 0)
        str_add_byte(out, '-');
    mpz_abs(whole, whole);
    char *digits = mem_alloc(mpz_sizeinbase(whole, 10) + 2);
    mpz_get_str(digits, 10, whole);
    mpz_clear(whole);
    size_t count = strlen(digits), behind = (size_t)decimals;
    for (size_t shown = count > behind ? count : behind + 1; shown > 0; shown--) {
        if (shown == behind)
            str_add_byte(out, '.');
        if (shown > count)
            str_add_byte(out, '0');
        else
            str_add_byte(out, digits[count - shown]);
        if (grouped && shown > behind + 1 && (shown - behind - 1) % 3 == 0)
            str_add_byte(out, ',');
    }
    mem_free(digits);
}

void number_add_short(struct str *out, const struct number *number, int most, bool grouped) {
    size_t start = out->len;
    number_add_fixed(out, number, most, grouped);
    if (most == 0)
        return;
    while (out->s[out->len - 1] == '0')
        str_cut(out, out->len - 1);
    if (out->s[out->len - 1] == '.')
        str_cut(out, out->len - 1);
    assert(out->len > start);
}

/* ---- units ---- */

static int take_scale(struct span *unit) {
    static const struct {
        const char *word;
        int power;
    } scales[] = {{"万亿", 12}, {"亿", 8}, {"千万", 7}, {"百万", 6},
                  {"十万", 5},  {"万", 4}, {"千", 3}};
    for (size_t i = 0; i < ARRAY_LEN(scales); i++)
        if (span_take_prefix(unit, span_of(scales[i].word)))
            return scales[i].power;
    return 0;
}

struct number *number_convert(const struct number *number, struct span from, struct span to) {
    int power = take_scale(&from);
    bool base_follows = power > 0 && from.n == 0;
    power -= take_scale(&to);
    if (!base_follows && !span_equal(from, to))
        return NULL;
    struct number *converted = new_number();
    scale(converted->q, number->q, power);
    return within_bounds(converted);
}
