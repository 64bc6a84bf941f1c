/* Closing totals: A 78人，B 12人，共90人. */
#include "check/relation.h"

#include "base/lang.h"

struct closing {
    const struct sentence *s;
    const struct mention *total;
    bool fits, rounds;
    const struct number *off; /* of the best reading that does not fit */
    struct terms best;
};

/* all of them is what a reader adds up, unless a run comes much nearer */
static bool comes_nearer(struct closing *closing, const struct number *off) {
    enum { NEARER = 4 };
    struct quantities *q = closing->s->q;
    const struct number *times = quantities_keep(q, number_from_int(NEARER));
    return closing->best.count == 0 ||
           number_compare(quantities_keep(q, number_multiply(off, times)), closing->off) < 0;
}

static void try_run(struct closing *closing, const struct terms *terms, size_t from, size_t to) {
    const struct sentence *s = closing->s;
    struct amount sum = terms_sum(s, terms, from, to);
    bool rounds = false;
    closing->fits |= amount_fits(s->q, &sum, closing->total, &rounds);
    closing->rounds |= rounds;
    const struct number *off = amount_off(s->q, &sum, closing->total);
    if (!comes_nearer(closing, off))
        return;
    closing->off = off;
    closing->best.count = 0;
    for (; from < to; from++)
        terms_add(&closing->best, terms->at[from]);
}

/* Leading runs, trailing runs, and one whole that the total says again. A whole that opens the list
 * of the addends is none of them. */
static void try_terms(struct closing *closing, const struct terms *terms) {
    struct terms rest = {0};
    for (size_t i = 0; i < terms->count; i++) {
        bool again = mention_compare(terms->at[i], closing->total) == 0;
        bool opens = again && i + 2 < terms->count && mention_opens_list(closing->s, terms->at[i]);
        closing->fits |= again && !opens;
        if (!opens)
            terms_add(&rest, terms->at[i]);
    }
    if (rest.count > 1 && !closing->fits)
        try_run(closing, &rest, 0, rest.count);
    for (size_t n = 2; n < rest.count && !closing->fits; n++) {
        try_run(closing, &rest, rest.count - n, rest.count);
        try_run(closing, &rest, 0, n);
    }
}

/* Without the k numbers behind each 其中, for every k; and without totals in between. */
static void try_without_parts(struct closing *closing, const struct sentence *s,
                              const struct terms *all) {
    for (size_t from = s->from; !closing->fits;) {
        size_t mark = word_find(s->p, from, closing->total->from, U"其中");
        if (mark == SIZE_MAX)
            break;
        from = mark + 2;
        size_t first = 0;
        while (first < all->count && all->at[first]->from < mark)
            first++;
        for (size_t k = 1; first + k <= all->count && !closing->fits; k++) {
            struct terms rest = {0};
            for (size_t i = 0; i < all->count; i++)
                if (i < first || i >= first + k)
                    terms_add(&rest, all->at[i]);
            try_terms(closing, &rest);
        }
    }
    struct terms rest = {0};
    for (size_t i = 0; i < all->count; i++)
        if (!all->at[i]->total)
            terms_add(&rest, all->at[i]);
    if (rest.count < all->count)
        try_terms(closing, &rest);
}

static size_t last_semicolon(const struct sentence *s, size_t before) {
    while (before > s->from && !char_is_one_of(s->p->c[before - 1], U"；;。"))
        before--;
    return before;
}

static void collect_addends(struct terms *out, const struct sentence *s,
                            const struct mention *total, size_t from) {
    for (const struct mention *n = s->mentions; n < total; n++)
        if (n->from >= from && mention_same_unit(n, total) && n->group == total->group &&
            !n->change && !n->each)
            terms_add(out, n);
}

static bool is_new_beside_old(const struct sentence *s, const struct terms *terms) {
    static const char32_t *const news[] = {U"新增", U"新建", U"新发", U"新办", NULL};
    size_t count = 0;
    for (size_t i = 0; i < terms->count; i++)
        count += mention_label_has(s->q, terms->at[i], news);
    return count > 0 && count < terms->count &&
           mention_label_has(s->q, terms->at[terms->count - 1], news);
}

/* “共20人参与” behind a larger number begins something else. */
static bool begins_anew(const struct sentence *s, const struct mention *total,
                        const struct terms *terms) {
    bool larger = false;
    for (size_t i = 0; i < terms->count; i++)
        larger |= mention_compare(terms->at[i], total) > 0;
    return larger && !char_is_separator(s->q->text.c[total->to]);
}

/* 在职人员共计64人 may count others; a sum that nearly makes it is meant. */
static bool is_near(const struct closing *closing) {
    enum { NEAR = 20 }; /* 1/20 */
    struct quantities *q = closing->s->q;
    if (closing->best.count < 2)
        return false;
    const struct number *times = quantities_keep(q, number_from_int(NEAR));
    return number_compare(quantities_keep(q, number_multiply(closing->off, times)),
                          closing->total->value) <= 0;
}

void judge_totals(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const overlaps[] = {U"交叉", U"重复", U"重叠", U"兼任", U"去重", NULL};
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *total = &s->mentions[i];
        if (!(total->total || total->named_total) || total->approximate || total->change ||
            total->unit->kind == UNIT_POINTS)
            continue;
        struct terms addends = {0};
        collect_addends(&addends, s, total, last_semicolon(s, total->from));
        struct amount all = terms_sum(s, &addends, 0, addends.count);
        if (addends.count < 2 || addends.too_many || all.vague || is_new_beside_old(s, &addends) ||
            begins_anew(s, total, &addends) || word_any_within(s->p, s->from, s->to, overlaps))
            continue;
        struct closing closing = {.s = s, .total = total};
        try_terms(&closing, &addends);
        if (!closing.fits)
            try_without_parts(&closing, s, &addends);
        if (!closing.fits) { /* or of all before the semicolons too */
            struct closing wider = {.s = s, .total = total};
            struct terms more = {0};
            collect_addends(&more, s, total, s->from);
            try_terms(&wider, &more);
            closing.fits = wider.fits;
        }
        if (closing.fits || terms_check_scales(raiser, s, &addends, total) ||
            (total->named_total && !is_near(&closing)))
            continue;
        bool doubtful =
            closing.rounds || (total->named_total && closing.best.count < addends.count);
        terms_raise(raiser, s, doubtful ? SEVERITY_WARNING : SEVERITY_ERROR, &closing.best, 0,
                    closing.best.count, total, _("，文中为"));
    }
}
