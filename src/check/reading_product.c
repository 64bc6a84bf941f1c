#include "check/reading_product.h"

#include "base/text/char_class.h"

enum { HALF = 6, MONTHS = 12, QUARTERS = 4 };

/* “小学720元、初中940元”: of each kind another. */
static bool has_sibling(const struct listing *l) {
    size_t i = l->cell;
    const struct cells *c = l->cells;
    return (i > 0 && mention_same_unit(c->at[i - 1].n, l->n) &&
            listing_are_siblings(l, i - 1, i)) ||
           (i + 1 < c->count && mention_same_unit(c->at[i + 1].n, l->n) &&
            listing_are_siblings(l, i, i + 1));
}

/* What it is for each of: 户 of 户均 and 每户, 车 of 车均, 人 and 4 of 每万人; 0: nobody says. */
static char32_t counted_of(const struct listing *l, int *shift) {
    struct points text = l->s->q->text;
    *shift = 0;
    if (char_is_one_of(text.c[l->n->to], U"/／"))
        return text.c[l->n->to + 1];
    for (size_t at = l->n->label_to; at-- > l->n->label_from;) {
        if (text.c[at] == U'每' && !char_is_one_of(text.c[at + 1], U"年月季天日周")) {
            size_t of = at + 1;
            *shift = quantity_scale_take(text, &of);
            return text.c[of];
        }
        if (text.c[at] == U'单' && char_is_one_of(text.c[at + 1], U"车台"))
            return text.c[at + 1];
        if (text.c[at] == U'均' && at > l->n->label_from &&
            !char_is_one_of(text.c[at - 1], U"年月季天日周平"))
            return text.c[at - 1];
    }
    return 0;
}

/* 人 are counted in 名, 案 in 件, and 乡镇 in 个. */
static bool may_count(const struct listing *l, const struct mention *m, char32_t counted) {
    static const char32_t *const others[] = {U"人名位", U"生人名", U"车辆台", U"案件起宗", U"户家",
                                             U"班个",   U"校所个", U"床张",   U"企家户",   NULL};
    const char32_t *unit = m->unit->name;
    size_t last = points_length_of(unit) - 1;
    if (counted == 0 || unit[0] == counted || unit[last] == counted)
        return true;
    for (size_t i = 0; others[i] != NULL; i++)
        if (others[i][0] == counted && char_is_one_of(unit[0], others[i]))
            return true;
    const char32_t word[] = {counted, 0}, *const words[] = {word, NULL};
    return mention_clause_has(l->s->q, m, words);
}

/* 人均月补助 over a year, 每季度: how often; 1: once. */
static int times_of_year(const struct listing *l) {
    static const char32_t *const months[] = {U"月", NULL}, *const quarters[] = {U"季", NULL};
    static const char32_t *const halves[] = {U"半年", NULL};
    if (mention_label_has(l->s->q, l->n, months))
        return points_any_within(l->s->q->text, l->s->from, l->s->to, halves) ? HALF : MONTHS;
    return mention_label_has(l->s->q, l->n, quarters) ? QUARTERS : 1;
}

/* 日均180吨 of 6.57万吨 a year, 每季度36.5万元: nothing is counted but the time. */
static void push_rhythms(const struct listing *l) {
    enum { YEAR = 365, LEAP = 366 };
    static const struct {
        const char32_t *word;
        int factors[2];
    } rhythms[] = {{U"日均", {YEAR, LEAP}},   {U"月均", {MONTHS, 0}},   {U"季均", {QUARTERS, 0}},
                   {U"每月", {MONTHS, 0}},    {U"每季", {QUARTERS, 0}}, {U"平均每天", {YEAR, LEAP}},
                   {U"平均每月", {MONTHS, 0}}};
    for (size_t i = 0; i < ARRAY_LEN(rhythms); i++) {
        if (points_find(l->s->q->text, l->n->label_from, l->n->label_to, rhythms[i].word) ==
            SIZE_MAX)
            continue;
        for (size_t total = 0; total < l->cells->count; total++)
            for (size_t k = 0; k < 2 && rhythms[i].factors[k] > 0; k++) {
                const struct mention *t = listing_mention(l, total);
                struct equation e = listing_begin(l, EQUATION_SUM);
                if (total == l->cell || !mention_same_unit(t, l->n) || t->each)
                    continue;
                e.factor = rhythms[i].factors[k];
                equation_add_term(&e, total, 1, 0);
                listing_push(l, &e);
            }
    }
}

/* 每人每天15元、全年250个工作日: the days that are said. */
static size_t days_of(const struct listing *l) {
    static const char32_t *const daily[] = {U"天", U"日", NULL};
    for (size_t i = 0; mention_label_has(l->s->q, l->n, daily) && i < l->cells->count; i++) {
        const struct mention *m = listing_mention(l, i);
        bool works = m->unit->name[0] == U'个' && l->s->q->text.c[m->to] == U'工';
        if (i != l->cell && (m->unit->name[0] == U'天' || works))
            return i;
    }
    return SIZE_MAX;
}

void listing_add_products(const struct listing *l) {
    if (has_sibling(l))
        return;
    int often = times_of_year(l);
    int shift = 0;
    char32_t counted = counted_of(l, &shift);
    size_t days = days_of(l);
    static const char32_t *const means[] = {U"均", NULL};
    bool mean = mention_label_has(l->s->q, l->n, means);
    push_rhythms(l);
    for (size_t count = 0; count < l->cells->count; count++) {
        const struct mention *m = listing_mention(l, count);
        if (count == l->cell || m->each || m->unit->kind >= UNIT_PERCENT ||
            mention_same_unit(m, l->n) || !may_count(l, m, counted))
            continue;
        for (size_t total = 0; total < l->cells->count; total++) {
            const struct mention *t = listing_mention(l, total);
            if (total == l->cell || t->each || !mention_same_unit(t, l->n))
                continue;
            for (int times = 1; times <= often; times += often > 1 ? often - 1 : 1) {
                struct equation e = listing_begin(l, EQUATION_PRODUCT);
                equation_add_term(&e, count, 0, 0);
                equation_add_term(&e, total, 0, 0);
                e.factor = times;
                e.shift = shift;
                e.mean = mean;
                if (days != SIZE_MAX && days != count)
                    equation_add_term(&e, days, 0, 0);
                listing_push(l, &e);
            }
        }
    }
}
