/* 比例为2∶1∶1, 按1∶4配套: the numbers that stand around it are so to one another. */
#include "check/relation_ratio.h"

#include "base/lang.h"
#include "base/text/char_class.h"

enum { PARTS_MOST = 5, PRINTED_MOST = 12 };

/* 2∶1.5∶1 as it is printed. */
struct ratio {
    size_t from, to; /* points */
    const struct number *parts[PARTS_MOST], *halves[PARTS_MOST];
    size_t count;
};

/* One number of the ratio; where it ends, 0: none stands there. */
static size_t take_part(const struct sentence *s, size_t at, struct ratio *ratio) {
    struct points text = s->q->text;
    char printed[PRINTED_MOST + 1], half[PRINTED_MOST + 3] = "0.5";
    size_t n = 0, decimals = 0;
    bool point = false;
    for (; n < PRINTED_MOST &&
           (char_is_digit(text.c[at]) ||
            (!point && n > 0 && text.c[at] == U'.' && char_is_digit(text.c[at + 1])));
         at++, n++) {
        decimals += point;
        point |= text.c[at] == U'.';
        printed[n] = '.';
        if (text.c[at] != U'.')
            printed[n] = (char)('0' + char_digit_value(text.c[at]));
    }
    printed[n] = '\0';
    struct number *part = NULL, *open = NULL;
    if (n == 0 || n == PRINTED_MOST || ratio->count == PARTS_MOST ||
        number_parse(&part, span_of(printed), NULL) != RC_OK)
        return 0;
    for (size_t i = 0; i < decimals; i++) /* 0.5, 0.05 … */
        half[i + 2] = '0';
    half[decimals + 2] = '5';
    half[decimals + 3] = '\0';
    if (number_parse(&open, span_of(half), NULL) != RC_OK)
        open = number_from_int(0);
    ratio->parts[ratio->count] = quantities_keep(s->q, part);
    ratio->halves[ratio->count] = quantities_keep(s->q, open);
    ratio->count++;
    return at;
}

static bool read_ratio(const struct sentence *s, size_t at, struct ratio *ratio) {
    struct points text = s->q->text;
    *ratio = (struct ratio){.from = at};
    while ((at = take_part(s, at, ratio)) != 0) {
        ratio->to = at;
        if (!char_is_one_of(text.c[at], U"∶:：") || !char_is_digit(text.c[at + 1]))
            break;
        at++;
    }
    return ratio->count > 1;
}

/* Whether a ÷ b lies within what the printed parts i and k leave open. */
static bool pair_holds(const struct sentence *s, const struct ratio *ratio, size_t i, size_t k,
                       const struct mention *a, const struct mention *b) {
    struct quantities *q = s->q;
    const struct number *zero = quantities_keep(q, number_from_int(0)); /* 1 of 1∶1.36 is exact */
    const struct number *hi = number_is_whole(ratio->parts[i]) ? zero : ratio->halves[i];
    const struct number *hk = number_is_whole(ratio->parts[k]) ? zero : ratio->halves[k];
    const struct number *i_low = quantities_keep(q, number_subtract(ratio->parts[i], hi));
    const struct number *i_high = quantities_keep(q, number_add(ratio->parts[i], hi));
    const struct number *k_low = quantities_keep(q, number_subtract(ratio->parts[k], hk));
    const struct number *k_high = quantities_keep(q, number_add(ratio->parts[k], hk));
    /* a : b = i : k, so a × k = b × i */
    return number_compare(quantities_keep(q, number_multiply(a->high, k_high)),
                          quantities_keep(q, number_multiply(b->low, i_low))) >= 0 &&
           number_compare(quantities_keep(q, number_multiply(a->low, k_low)),
                          quantities_keep(q, number_multiply(b->high, i_high))) <= 0;
}

/* In this order, or (of two) the other way round. */
static bool ratio_holds(const struct sentence *s, const struct ratio *ratio,
                        const struct mention *const *n) {
    bool all = true;
    for (size_t i = 1; i < ratio->count; i++)
        all &= pair_holds(s, ratio, 0, i, n[0], n[i]);
    return all || (ratio->count == 2 && pair_holds(s, ratio, 0, 1, n[1], n[0]));
}

/* The run of as many numbers of one unit that ends right before it, or begins right behind it. */
static bool find_run(const struct sentence *s, const struct ratio *ratio, bool behind,
                     const struct mention **run) {
    size_t first = 0;
    while (first < s->count && s->mentions[first].from < ratio->from)
        first++;
    if (behind ? first + ratio->count > s->count : first < ratio->count)
        return false;
    first -= behind ? 0 : ratio->count;
    for (size_t i = 0; i < ratio->count; i++) {
        run[i] = &s->mentions[first + i];
        if (run[i]->approximate || run[i]->change || !mention_is_operand(run[i]) ||
            !mention_same_unit(run[i], run[0]) || run[i]->group != run[0]->group)
            return false;
    }
    return true;
}

/* 床护比, 生师比: the two whose labels have the one and the other character; false: it has no such
 * name. `found` says whether both are there. */
static bool read_named(const struct sentence *s, const struct ratio *ratio,
                       const struct mention **run, bool *found) {
    static const char32_t *const ends[] = {U"比为", U"比是", U"比达", U"比", NULL};
    static const char32_t no[] = U"之配占对例成";
    enum { BACK = 3 };
    struct points text = s->q->text;
    struct sentence window = sentence_with_earlier(s, BACK);
    const char32_t *end = points_any_before(text, ratio->from, ends);
    size_t at = end != NULL ? ratio->from - points_length_of(end) : 0;
    *found = false;
    if (at < s->from + 2 || char_is_one_of(text.c[at - 1], no) || ratio->count != 2)
        return false;
    size_t hits = 0;
    for (size_t i = 0; i < 2; i++) {
        const char32_t name[] = {text.c[at - 2 + i], 0}, *const names[] = {name, NULL};
        run[i] = NULL;
        for (const struct mention *n = window.mentions; n < window.mentions + window.count; n++)
            if (n->from < ratio->from && mention_is_operand(n) && !n->approximate && !n->change &&
                n->unit->kind == UNIT_COUNT && mention_clause_has(s->q, n, names)) {
                run[i] = n;
                hits++; /* 医师 and 医技人员: of one of them, who knows which */
            }
    }
    *found = hits == 2 && run[0] != NULL && run[1] != NULL && run[0] != run[1];
    return true;
}

static void judge_ratio(struct raiser *raiser, const struct sentence *s,
                        const struct ratio *ratio) {
    const struct mention *before[PARTS_MOST], *behind[PARTS_MOST];
    bool one = find_run(s, ratio, false, before), two = find_run(s, ratio, true, behind);
    const struct mention *called[2];
    bool found = false;
    if (read_named(s, ratio, called, &found)) {
        bool same = one && ((called[0] == before[0] && called[1] == before[1]) ||
                            (called[0] == before[1] && called[1] == before[0]));
        if (!found || !same || ratio_holds(s, ratio, called))
            return; /* of numbers that stand further before nothing is certain */
    }
    if ((one && ratio_holds(s, ratio, before)) || (two && ratio_holds(s, ratio, behind)) ||
        (!one && !two))
        return;
    const struct mention *const *run = one ? before : behind;
    struct str message = STR_INIT;
    for (size_t i = 0; i < ratio->count; i++) {
        str_add_text(&message, i > 0 ? "∶" : "");
        mention_write(&message, run[i], run[0]->scale);
    }
    str_add_text(&message, _("，文中为"));
    passage_add(&message, s->p, ratio->from, ratio->to);
    size_t from = one ? run[0]->from : ratio->from;
    size_t to = one ? ratio->to : run[ratio->count - 1]->to;
    (void)raise_finding(raiser, s->p, "rate", SEVERITY_ERROR, from, to, message.s);
    str_release(&message);
}

/* Words make it a ratio: 12:30 is a time. */
void judge_ratios(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const words[] = {U"比例", U"之比", U"配比", U"占比",
                                            U"比为", U"按",   NULL};
    static const char32_t *const about[] = {U"约", U"近", U"约为", U"接近", NULL};
    enum { NEAR = 8 };
    struct points text = s->q->text;
    for (size_t at = s->from; at < s->to; at++) {
        struct ratio ratio;
        if (!char_is_one_of(text.c[at], U"∶:：") || at == s->from ||
            !char_is_digit(text.c[at - 1]) || !char_is_digit(text.c[at + 1]))
            continue;
        size_t from = at;
        while (from > s->from && (char_is_digit(text.c[from - 1]) || text.c[from - 1] == U'.'))
            from--;
        size_t near = from > s->from + NEAR ? from - NEAR : s->from;
        if (!read_ratio(s, from, &ratio))
            continue;
        if (points_any_within(text, near, from, words) &&
            points_any_before(text, from, about) == NULL)
            judge_ratio(raiser, s, &ratio);
        at = ratio.to;
    }
}
