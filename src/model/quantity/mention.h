/*
 * mention.h - one number in prose with its unit: value, how far rounding leaves it open, label,
 * approximation. What is no quantity (dates, ranges, document numbers, ordinals, hours, telephone
 * numbers, 7×24, 1+N) is no mention. Values are the exact numbers of model/number.h in the base
 * unit (8596万元 is 85960000), owned by the structure that holds the mention (quantities.h).
 */
#ifndef MODEL_QUANTITY_MENTION_H
#define MODEL_QUANTITY_MENTION_H

#include "model/number/number.h"
#include "model/quantity/quantity_unit.h"

enum mention_role {
    ROLE_VALUE,
    ROLE_BASE,     /* 占预算320万元的90% */
    ROLE_OLD,      /* 上年 … */
    ROLE_CHANGE,   /* 较上年减少19万元 */
    ROLE_SHARE,    /* 占70% */
    ROLE_GROWTH,   /* 增长7% */
    ROLE_STANDARD, /* 不低于90%, 标准85%: of no figures of the text */
    ROLE_RATE      /* any other % */
};

struct mention {
    size_t from, digits_to, to;  /* points: first digit, behind the digits, behind the unit */
    size_t label_from, label_to; /* without the blanks before the number */
    const struct number *value;
    const struct number *half;       /* half a unit of the last printed digit */
    const struct number *low, *high; /* of a number with decimals value ± half, else the value */
    const struct quantity_unit *unit;
    int scale;    /* 万 4, 亿 8 … */
    int decimals; /* printed ones */
    enum mention_role role;
    char32_t bound;   /* ≥ or ≤: ≥90%, 不低于90%, 90%以上; else 0 */
    bool fraction;    /* printed with decimals */
    bool approximate; /* 约 余 多 ≥ …, or a figure whose value is not known here */
    bool total;       /* 共, 合计 … right before it, with no label of its own */
    bool change;      /* 增加 减少 同比 较上年 in its label */
    bool each;        /* 每人 人均: no addend */
    bool listed;      /* a share that is judged with an earlier one of its list */
    unsigned group;   /* which bracket it stands in; 0: none */
    size_t paragraph, sentence;
};

/* What a figure in the text prints; `printed` ends in 0 and is empty where it is not known. */
struct mention_figure {
    size_t from, to;
    const char32_t *printed;
};

/* A number as it stands in the text, before it is one of a structure. */
struct mention_digits {
    char text[48]; /* ASCII, scale and all: "85960000", "10.70" */
    bool fits;     /* no longer than can be reckoned with */
};

/* Eats what stands at `at`. False: nothing that is or looks like a number, and nothing is eaten.
 * True and `unit` NULL: digits that are no quantity. */
bool mention_take(struct mention *mention, struct mention_digits *digits, struct points text,
                  const struct mention_figure *figure, size_t *at);
/* Label, approximation and the rest that the words before it say, from `from` on. */
void mention_read_label(struct mention *mention, struct points text, size_t from);
bool mention_is_plain(char32_t c); /* begins no number and ends no sentence */
/* A blank that may stand between thousands: 1 234, with a no-break or a thin one, too. */
bool mention_is_group_blank(char32_t c);
bool mention_is_comma(char32_t c); /* , or the full-width one, which an input method gives */
/* Whether the comma or blank at `at` separates thousands of the number whose first digit is at
 * `from`. */
bool mention_is_grouped_at(struct points text, size_t from, size_t at);

bool mention_same_unit(const struct mention *a, const struct mention *b);
int mention_compare(const struct mention *a, const struct mention *b);

#endif
