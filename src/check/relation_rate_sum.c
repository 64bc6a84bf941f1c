#include "check/relation_rate_sum.h"

/* Where the two characters before 率 begin, which name what is counted; SIZE_MAX: no 率. */
static size_t find_stem(const struct sentence *s, const struct mention *rate) {
    enum { STEM = 2 };
    size_t mark = word_find(s->p, rate->label_from, rate->from, U"率");
    return mark == SIZE_MAX || mark < rate->label_from + STEM ? SIZE_MAX : mark - STEM;
}

static bool is_exact(const struct mention *n) {
    return mention_is_operand(n) && !n->approximate && !n->change && !n->each &&
           n->role == ROLE_VALUE;
}

static void make_base(const struct sentence *s, const struct mention *first,
                      const struct mention *last, const struct amount *sum, struct mention *base) {
    *base = *first;
    base->to = last->to;
    base->value = base->low = base->high = sum->value;
    base->half = quantities_keep(s->q, number_from_int(0));
    if (!sum->fraction)
        return;
    base->low = quantities_keep(s->q, number_subtract(sum->value, sum->slack));
    base->high = quantities_keep(s->q, number_add(sum->value, sum->slack));
}

/* --- what is done and what is not --- */

/* Whether a number as large as the two together, or a larger one, stands before them. */
static bool has_whole_before(const struct sentence *s, const struct mention *first,
                             const struct amount *sum) {
    struct sentence both;
    if (!sentence_with_before(&both, s) || both.unclear)
        both = *s;
    for (const struct mention *n = both.mentions; n < first; n++)
        if (mention_same_family(&both, n, first) &&
            (mention_compare(n, first) > 0 || number_compare(n->value, sum->value) >= 0))
            return true;
    return false;
}

/* 完成11个，未完成2个, right before the rate, in any order. */
static bool find_done(const struct sentence *s, const struct mention *rate, size_t stem,
                      const struct mention **part, struct mention *base) {
    const struct mention *a = rate - 2, *b = rate - 1;
    const char32_t *c = s->q->text.c;
    if (rate < s->mentions + 2 || !is_exact(a) || !is_exact(b) || !mention_same_unit(a, b) ||
        a->group != rate->group || b->group != rate->group)
        return false;
    const char32_t done[] = {c[stem], c[stem + 1], 0}, not_yet[] = {U'未', c[stem], c[stem + 1], 0},
                   no[] = {U'不', c[stem], c[stem + 1], 0};
    const char32_t *const dones[] = {done, NULL}, *const denials[] = {not_yet, no, NULL};
    bool denied_a = mention_label_has(s->q, a, denials);
    bool denied_b = mention_label_has(s->q, b, denials);
    if (mention_label_has(s->q, rate, denials) || denied_a == denied_b ||
        !mention_label_has(s->q, denied_a ? b : a, dones))
        return false;

    struct amount sum = amount_zero(s->q);
    amount_add(s->q, &sum, a);
    amount_add(s->q, &sum, b);
    if (sum.vague || has_whole_before(s, a, &sum))
        return false;
    *part = denied_a ? b : a;
    make_base(s, a, b, &sum, base);
    return true;
}

/* --- what several have --- */

/* The two numbers of the segment that begins at `n` (whole and part), of the unit of `like`, up to
 * its ；. Returns the first mention behind it; NULL: it has not two such numbers. */
static const struct mention *take_segment(const struct sentence *s, const struct mention *n,
                                          const struct mention *like, struct amount *wholes,
                                          struct amount *parts) {
    const struct mention *whole = NULL, *part = NULL;
    for (;; n++) {
        if (n >= like)
            return NULL;
        if (mention_same_unit(n, like)) {
            if (!is_exact(n) || n->group != like->group || part != NULL)
                return NULL;
            *(whole == NULL ? &whole : &part) = n;
        }
        if (points_find(s->q->text, n->to, n[1].from, U"；") != SIZE_MAX)
            break;
    }
    if (part == NULL || mention_compare(part, whole) > 0)
        return NULL;
    amount_add(s->q, wholes, whole);
    amount_add(s->q, parts, part);
    return n + 1;
}

/* “…12件，化解11件；…35件，化解33件；合计化解44件”: the total is of the parts, and the wholes have
 * none that is printed. */
static bool find_closing(const struct sentence *s, const struct mention *rate,
                         const struct mention **part, struct mention *base) {
    static const char32_t *const totals[] = {U"合计", U"共", U"总计", U"累计", NULL};
    const struct mention *total = rate - 1, *n = s->mentions;
    struct amount wholes = amount_zero(s->q), parts = amount_zero(s->q);
    if (rate < s->mentions + 2 || !mention_is_operand(total) || total->approximate ||
        !mention_label_has(s->q, total, totals) || total->group != rate->group)
        return false;
    while (n != NULL && n < total)
        n = take_segment(s, n, total, &wholes, &parts);
    if (n == NULL || wholes.vague || wholes.terms < 2 ||
        number_compare(parts.value, total->value) != 0)
        return false;
    *part = total;
    make_base(s, s->mentions, total, &wholes, base);
    return true;
}

bool rate_find_sum(const struct sentence *s, const struct mention *rate,
                   const struct mention **part, struct mention *base) {
    size_t stem = find_stem(s, rate);
    return stem != SIZE_MAX &&
           (find_done(s, rate, stem, part, base) || find_closing(s, rate, part, base));
}

/* --- of a part --- */

bool rate_is_of_part(const struct sentence *s, const struct mention *rate) {
    enum { SUBJECT = 2 };
    const struct mention *n = rate; /* the first of the percentages that it ends */
    size_t stem = find_stem(s, rate);
    while (n > s->mentions && n[-1].unit->kind == UNIT_PERCENT)
        n--;
    if (stem == SIZE_MAX || n == s->mentions)
        return false;
    size_t of_which = word_find(s->p, n[-1].to, rate->from, U"其中"), subject = rate->label_from;
    size_t semicolon = n < rate ? points_find(s->q->text, n->to, rate->from, U"；") : SIZE_MAX;
    if (of_which == SIZE_MAX && semicolon == SIZE_MAX)
        return false;
    if (of_which != SIZE_MAX && of_which + 2 > subject)
        subject = of_which + 2;
    return stem >= subject + SUBJECT;
}
