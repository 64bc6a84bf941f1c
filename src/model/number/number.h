/*
 * number.h - exact rational numbers: figures are read, computed and rounded here, and nowhere does
 * a floating-point number hold one. The only user of GMP. Invariants: a number is never changed
 * once it is made; numerator and denominator have at most NUMBER_BITS_MOST bits each, so that no
 * expression can make one that fills the memory. Ownership: every function that returns a `struct
 * number *` gives it to the caller; NULL says that there is no such number (division by zero, too
 * big).
 */
#ifndef MODEL_NUMBER_NUMBER_H
#define MODEL_NUMBER_NUMBER_H

#include "base/err.h"
#include "base/text/str.h"

enum { NUMBER_BITS_MOST = 4096, NUMBER_DIGITS_MOST = 60, NUMBER_DECIMALS_MOST = 20 };

struct number;

struct number *number_from_int(int64_t value);
struct number *number_clone(const struct number *number);
void number_free(struct number *number); /* NULL is allowed */

struct number *number_add(const struct number *a, const struct number *b);
struct number *number_subtract(const struct number *a, const struct number *b);
struct number *number_multiply(const struct number *a, const struct number *b);
struct number *number_divide(const struct number *a, const struct number *b);
/* a - b * (a / b cut towards zero): the sign of a, as in XPath. */
struct number *number_modulo(const struct number *a, const struct number *b);
struct number *number_negate(const struct number *a);
struct number *number_abs(const struct number *a);
/* Half up by the absolute value; decimals -NUMBER_DECIMALS_MOST..NUMBER_DECIMALS_MOST. */
struct number *number_round(const struct number *a, int decimals);
int number_compare(const struct number *a, const struct number *b); /* -1, 0, 1 */
int number_sign(const struct number *a);
bool number_is_whole(const struct number *a);
bool number_to_int(const struct number *a, int64_t *out); /* false: not whole, or too big */

/* Rounds the parts so that they add up to their rounded sum: each is cut down, and what is left
 * goes to those that lost most, the first of equals first. out[i] is the caller's. */
void number_share_out(struct number **out, const struct number *const *parts, size_t count,
                      int decimals);

/* --- text --- */

/* Eats a decimal number from the front: a sign (- － −), digits (half or full width), groups of
 * three by "," (1,234.56, never 1,23), a point and decimals. What stands behind it is left.
 * RC_INPUT with a sentence, and nothing eaten. */
MUST_CHECK enum rc number_take(struct number **out, struct span *text, struct err *err);
/* All of the text, blanks around it apart; "30%" is 0.3. No 1e5, no 0x10, no .5. */
MUST_CHECK enum rc number_parse(struct number **out, struct span text, struct err *err);
/* Appends it with exactly that many decimals (0..NUMBER_DECIMALS_MOST), rounded once, without a
 * minus before zero; grouped: 1,234,567.89. */
void number_add_fixed(struct str *out, const struct number *number, int decimals, bool grouped);
/* The same with as few decimals as say the number, at most `most`: exact where those suffice. */
void number_add_short(struct str *out, const struct number *number, int most, bool grouped);

/* The number of units `from` in units `to`; NULL where one is no multiple of the other. A unit is a
 * base with 千 万 十万 百万 千万 亿 万亿 before it (元 万元 亿元, 人 万人); `from` may lack its
 * base
 * ("8596万"), and both may be empty. */
struct number *number_convert(const struct number *number, struct span from, struct span to);

#endif
