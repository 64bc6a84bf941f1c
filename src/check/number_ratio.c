#include "check/number_ratio.h"

#include "base/lang.h"

/* 100 × operand × 10^9 and rate × operand stay within 127 bits. */
#define OPERAND_MOST ((wide)10000000000000000 * WIDE_ONE)
#define RATE_MOST    ((wide)10000 * WIDE_ONE)
#define PERCENT      ((wide)100 * WIDE_ONE)

bool ratio_fits(struct ratio r, const struct number *rate) {
    r.top = wide_size(r.top);
    if (r.base - r.slack_base <= 0 || r.top > OPERAND_MOST || r.base > OPERAND_MOST ||
        rate->value > RATE_MOST)
        return false;
    return (r.top - r.slack_top) * PERCENT <=
               (rate->value + rate->half) * (r.base + r.slack_base) &&
           (r.top + r.slack_top) * PERCENT >= (rate->value - rate->half) * (r.base - r.slack_base);
}

wide ratio_percent(const struct ratio *ratio, const struct number *rate) {
    wide top = wide_size(ratio->top), unit = rate->half > 0 ? rate->half * 2 : WIDE_ONE;
    if (top > OPERAND_MOST || ratio->base <= 0)
        return 0;
    return (top * PERCENT / ratio->base + unit / 2) / unit * unit; /* round as the text does */
}

wide ratio_slack(const struct number *n) {
    return n->fraction ? n->half : 0;
}

bool number_is_operand(const struct number *n) {
    return n->unit->kind < UNIT_PERCENT && n->value > 0;
}

/* A share: a of b, or what b has besides a. A rise or fall: from the smaller to the larger or back,
 * or a change whose old or new value the other is. */
static bool pair_fits(enum ratio_kind kind, const struct number *a, const struct number *b,
                      const struct number *rate, bool plain) {
    wide slack_a = ratio_slack(a), slack_b = ratio_slack(b), both = slack_a + slack_b;
    wide off = b->value - a->value;
    if (plain && ratio_fits((struct ratio){a->value, b->value, slack_a, slack_b}, rate))
        return true;
    if (kind == RATIO_SHARE)
        return off >= 0 && ratio_fits((struct ratio){off, b->value, both, slack_b}, rate);
    bool rise = kind == RATIO_RISE;
    wide base = rise ? off : a->value + b->value; /* a is the change, b the new value */
    if (base > 0 && ratio_fits((struct ratio){a->value, base, slack_a, both}, rate))
        return true;
    return (rise ? off <= 0 : off >= 0) &&
           ratio_fits((struct ratio){off, b->value, both, slack_b}, rate);
}

static bool two_fit(const struct number *a, const struct number *next, const struct number *b,
                    const struct number *rate) {
    return number_same_unit(next, b) &&
           ratio_fits((struct ratio){a->value + next->value, b->value,
                                     ratio_slack(a) + ratio_slack(next), ratio_slack(b)},
                      rate);
}

bool ratio_any_fits(const struct sentence *s, const struct sentence *before, enum ratio_kind kind,
                    const struct number *rate, const struct number *top,
                    const struct number *base) {
    const struct number *all[2 * SENTENCE_MOST];
    enum { BEFORE = 24, BEHIND = 8 }; /* figures that a rate may be of */
    size_t count = 0, here = 0;
    for (size_t i = 0; before != NULL && !before->overflow && i < before->count; i++)
        if (number_is_operand(&before->numbers[i]))
            all[count++] = &before->numbers[i];
    for (size_t i = 0; i < s->count; i++) {
        if (&s->numbers[i] == rate)
            here = count;
        if (number_is_operand(&s->numbers[i]))
            all[count++] = &s->numbers[i];
    }
    size_t first = here > BEFORE ? here - BEFORE : 0;
    count = here + BEHIND < count ? here + BEHIND : count;
    for (size_t a = first; a < count; a++)
        for (size_t b = first; b < count; b++) {
            if (a == b || !number_same_unit(all[a], all[b]))
                continue;
            if (pair_fits(kind, all[a], all[b], rate,
                          all[a] != top || (base != NULL && all[b] != base)) ||
                (a + 1 < count && a + 1 != b && two_fit(all[a], all[a + 1], all[b], rate)))
                return true;
        }
    return false;
}

bool number_clause_has(const struct sentence *s, const struct number *n,
                       const char32_t *const *words) {
    size_t to = n->to;
    while (to < s->to && !char_is_separator(s->p->c[to]) && !char_is_digit(s->p->c[to]))
        to++;
    return word_any_within(s->p, n->label_from, to, words);
}

void ratio_raise(struct raiser *raiser, const struct sentence *s, enum severity severity,
                 const struct ratio *ratio, const struct number *first, const struct number *last,
                 const struct number *rate) {
    if (severity == SEVERITY_WARNING &&
        raiser_has_marked(raiser, s->p, "partition", first->from, rate->to))
        return; /* the parts have told it */
    struct str message = STR_INIT;
    wide shown = ratio_percent(ratio, rate);
    int scale = first->scale, decimals = first->decimals;
    wide_add(&message, wide_size(ratio->top), scale, decimals);
    str_add_text(&message, " ÷ ");
    wide_add(&message, ratio->base, scale, decimals);
    str_add_text(&message, " = ");
    wide_add(&message, shown, 0, rate->decimals);
    str_add_text(&message, _("%，文中为"));
    wide_add(&message, rate->value, 0, rate->decimals);
    str_add_text(&message, "%");
    if (shown - rate->value == rate->half * 2 &&
        wide_size(ratio->top) * PERCENT / ratio->base < shown)
        severity = SEVERITY_WARNING; /* cut off instead of rounded */
    size_t from = first->from < rate->from ? first->from : rate->from;
    size_t to = last->to > rate->to ? last->to : rate->to;
    (void)raise_finding(raiser, s->p, "rate", severity, from, to, message.s);
    str_release(&message);
}
