/*
 * number_token.h - the quantities of a sentence: number, approximation, unit, label, and the
 * brackets they stand in. What is no quantity (dates, ranges, document numbers, ordinals, hours,
 * telephone numbers, 7×24, 1+N) gives no token. Values are exact: whole numbers of 10^-9.
 */
#ifndef CHECK_NUMBER_TOKEN_H
#define CHECK_NUMBER_TOKEN_H

#include "check/passage.h"

__extension__ typedef __int128 wide; /* of 10^-9; no token goes past 10^36 */

enum { SENTENCE_MOST = 200, SENTENCE_LONGEST = 4000, WIDE_ONE = 1000000000 };

enum unit_kind {
    UNIT_COUNT,   /* whole things: a difference of one is a difference */
    UNIT_MEASURE, /* rounds */
    UNIT_PERCENT,
    UNIT_POINTS /* 百分点 */
};
struct number_unit {
    const char32_t *name;
    enum unit_kind kind;
    const char32_t *same_as; /* another name of it, or NULL */
};

struct number {
    size_t from, to;   /* points of the passage: first digit, behind the unit */
    size_t digits_to;  /* behind the digits */
    size_t label_from; /* the label ends at `from` */
    wide value, half;  /* half a unit of the last printed digit */
    int scale;         /* 万 4, 亿 8 … */
    int decimals;      /* printed ones */
    bool fraction;     /* printed with decimals */
    bool approximate;  /* 约 余 多 …, or a figure whose value is not known here */
    bool total;        /* 共, 合计 … right before it, with no label of its own */
    bool named_total;  /* 合计 … right before it, behind a name: 在职人员共计 */
    bool delta;        /* 增加 减少 同比 较上年 */
    bool each;         /* 每人 人均: no addend */
    const struct number_unit *unit;
    unsigned group; /* which bracket it stands in; 0: none */
};

/* From one 。 to the next (or ！ ？); “。其中” goes on. */
struct sentence {
    const struct passage *p;
    size_t from, to;
    struct number numbers[SENTENCE_MOST];
    size_t count;
    bool overflow; /* longer than that, or more numbers: nothing can be said */
};

/* The sentence that begins at `from`, or after it; false at the end of the passage. */
bool sentence_read(struct sentence *sentence, const struct passage *p, size_t from);
bool number_same_unit(const struct number *a, const struct number *b);

/* A value as prose would write it with that scale and at least so many decimals: 1792, 0.50 */
void wide_add(struct str *out, wide value, int scale, int least);
wide wide_power_of_ten(int power);
static inline wide wide_size(wide value) {
    return value < 0 ? -value : value;
}

#endif
