/* Growth and differences: from an old and a new value, or from one of them and the difference. */
#include "check/number_ratio.h"

#include "base/lang.h"

static const char32_t *const rising[] = {U"增长", U"增加", U"上升", U"提高", U"提升", U"增幅",
                                         U"上涨", U"增至", U"升至", U"扩大", NULL};
static const char32_t *const falling[] = {U"下降", U"减少", U"降低", U"降幅", U"压减", U"缩减",
                                          U"降至", U"减至", U"下滑", U"减幅", U"回落", NULL};
static const char32_t *const neutral[] = {U"变动率", U"变动", U"变化", NULL};

static bool label_has(const struct sentence *s, const struct number *n,
                      const char32_t *const *words) {
    return word_any_within(s->p, n->label_from, n->from, words);
}

bool number_is_change(const struct sentence *s, const struct number *n) {
    return label_has(s, n, rising) || label_has(s, n, falling) || label_has(s, n, neutral);
}

static bool falls(const struct sentence *s, const struct number *n) {
    return label_has(s, n, falling);
}

static bool ends_with_to(const struct sentence *s, const struct number *n) {
    static const char32_t *const to_words[] = {U"到",   U"至",   U"为",   U"到了",
                                               U"至约", U"到约", U"成为", NULL};
    return word_any_before(s->p, n->from, to_words) != NULL;
}

/* “较上年增加d”; “退休人员增加3人” tells of something else. */
static bool is_bare_change(const struct sentence *s, const struct number *n) {
    static const char32_t *const heads[] = {
        U"较", U"比", U"同比", U"净",   U"共",   U"实际", U"累计", U"环比", U"同期", U"年均",
        U"仅", U"约", U"增产", U"减产", U"节约", U"分别", U"的",   U"即",   U"绝对", NULL};
    return word_any_at(s->p, n->label_from, heads) != NULL ||
           word_any_at(s->p, n->label_from, rising) != NULL ||
           word_any_at(s->p, n->label_from, falling) != NULL ||
           word_any_at(s->p, n->label_from, neutral) != NULL;
}

/* --- old and new --- */

struct change {
    const struct number *first;               /* of the figures, in the text */
    const struct number *older, *newer, *off; /* one of them may be NULL */
};

static int year_of(const struct sentence *s, const struct number *n) {
    for (size_t at = n->label_from; at + 4 < n->from; at++) {
        int year = passage_year_at(s->p, at);
        if (year >= 1990 && year < 2100 && s->p->c[at + 4] == U'年')
            return year;
    }
    return 0;
}

static bool is_old(const struct sentence *s, const struct number *n) {
    static const char32_t *const old[] = {U"上年",   U"去年", U"上一年", U"同期",
                                          U"上半年", U"前年", NULL};
    return label_has(s, n, old) && !number_is_change(s, n);
}

/* “由a增加到b”, “上年a，今年b”, “b，去年同期为a”, “2021年a，2022年b” */
static bool read_two(const struct sentence *s, const struct number *a, const struct number *b,
                     struct change *change) {
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    if (!number_same_unit(a, b) || a->approximate || b->approximate || a->group != b->group)
        return false;
    *change = (struct change){.first = a, .older = a, .newer = b};
    if (label_has(s, a, from_words) && ends_with_to(s, b))
        return true;
    if (number_is_change(s, a) || (number_is_change(s, b) && !ends_with_to(s, b)))
        return false;
    int before = year_of(s, a), after = year_of(s, b);
    if ((is_old(s, a) && !is_old(s, b) && !b->delta) || (before != 0 && before + 1 == after))
        return true;
    *change = (struct change){.first = a, .older = b, .newer = a};
    return (is_old(s, b) && !is_old(s, a) && !a->delta) || (after != 0 && after + 1 == before);
}

/* “b，较上年增加d”; “较上年a增加d” */
static bool read_one(const struct sentence *s, const struct number *a, const struct number *d,
                     struct change *change) {
    static const char32_t *const against[] = {U"较", U"比", NULL};
    if (!number_same_unit(a, d) || a->approximate || d->approximate || a->group != d->group ||
        !number_is_change(s, d) || ends_with_to(s, d) || number_is_change(s, a) ||
        !is_bare_change(s, d))
        return false;
    bool old = label_has(s, a, against) || is_old(s, a);
    *change = (struct change){.first = a, .off = d};
    if (old)
        change->older = a;
    else
        change->newer = a;
    return true;
}

static bool difference_fits(const struct number *a, const struct number *b,
                            const struct number *d) {
    wide off = wide_size(wide_size(a->value - b->value) - d->value);
    bool rounded = a->fraction || b->fraction || d->fraction || a->scale > 0;
    return off == 0 || (rounded && off <= a->half + b->half + d->half);
}

/* The figures right before the rate. */
static bool find_change(const struct sentence *s, const struct number *rate,
                        struct change *change) {
    size_t before = (size_t)(rate - s->numbers);
    if (before >= 3 && number_is_operand(rate - 3) && number_is_operand(rate - 2) &&
        number_same_unit(rate - 3, rate - 1) && !ends_with_to(s, rate - 1) &&
        (number_is_change(s, rate - 1) || difference_fits(rate - 3, rate - 2, rate - 1)) &&
        read_two(s, rate - 3, rate - 2, change)) {
        change->off = rate - 1;
        return true;
    }
    /* “320户，同比增长25%，上年同期250户” */
    const struct number *behind = rate + 1;
    if (before >= 1 && behind < s->numbers + s->count && number_is_operand(rate - 1) &&
        number_is_operand(behind) && is_old(s, behind) && !is_old(s, rate - 1) &&
        !number_is_change(s, rate - 1) && number_same_unit(rate - 1, behind) &&
        !rate[-1].approximate && !behind->approximate) {
        *change = (struct change){.first = rate - 1, .older = behind, .newer = rate - 1};
        return true;
    }
    /* “32家，同比增长33.3%，较上年增加8家” */
    if (before >= 1 && behind < s->numbers + s->count && number_is_operand(rate - 1) &&
        number_is_operand(behind) && rate[-1].group == behind->group &&
        s->p->c[rate->to] != U'；' && read_one(s, rate - 1, behind, change) &&
        !is_old(s, rate - 1) && falls(s, behind) == falls(s, rate))
        return true;
    if (before < 2 || !number_is_operand(rate - 1) || !number_is_operand(rate - 2) ||
        rate[-2].group != rate->group)
        return false;
    return read_two(s, rate - 2, rate - 1, change) || read_one(s, rate - 2, rate - 1, change);
}

static struct ratio ratio_of(const struct sentence *s, const struct change *c) {
    if (c->older != NULL && c->newer != NULL)
        return (struct ratio){c->newer->value - c->older->value, c->older->value,
                              ratio_slack(c->newer) + ratio_slack(c->older), ratio_slack(c->older)};
    wide slack = ratio_slack(c->off);
    if (c->older != NULL)
        return (struct ratio){c->off->value, c->older->value, slack, ratio_slack(c->older)};
    wide older =
        falls(s, c->off) ? c->newer->value + c->off->value : c->newer->value - c->off->value;
    return (struct ratio){c->off->value, older, slack, slack + ratio_slack(c->newer)};
}

/* At comparable prices, or of a changed set: not from these two figures. */
static bool is_comparable(const struct sentence *s, size_t to) {
    static const char32_t *const words[] = {
        U"增加值", U"GDP",    U"生产总值", U"投资",     U"零售",     U"社零",   U"总产值",
        U"销售额", U"人均",   U"可支配",   U"同口径",   U"可比",     U"不变价", U"剔除",
        U"总产出", U"营业额", U"主营业务", U"规上工业", U"营业收入", NULL};
    return word_any_within(s->p, s->from, to, words);
}

static const struct number *last_of(const struct change *c) {
    const struct number *all[] = {c->older, c->newer, c->off}, *last = c->first;
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        last = all[i] != NULL && all[i] > last ? all[i] : last;
    return last;
}

void check_growth(struct raiser *raiser, const struct sentence *s, const struct sentence *before,
                  const struct number *rate) {
    struct change change;
    if (!is_bare_change(s, rate) || !find_change(s, rate, &change))
        return;
    struct ratio ratio = ratio_of(s, &change);
    enum ratio_kind kind = falls(s, rate) ? RATIO_FALL : RATIO_RISE;
    /* over the new value is wrong, and over anything else where the old one is named */
    const struct number *base = change.older == NULL ? change.newer : NULL;
    if (ratio.base <= 0 || ratio_fits(ratio, rate) ||
        ratio_any_fits(s, before, kind, rate, change.off, base))
        return;
    ratio_raise(raiser, s, is_comparable(s, rate->from) ? SEVERITY_WARNING : SEVERITY_ERROR, &ratio,
                change.first, last_of(&change), rate);
}

/* --- differences and directions --- */

static void raise_difference(struct raiser *raiser, const struct sentence *s,
                             const struct number *a, const struct number *b, const struct number *d,
                             enum severity severity) {
    struct str message = STR_INIT;
    const struct number *most = a->value > b->value ? a : b, *least = most == a ? b : a;
    int decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    wide_add(&message, most->value, a->scale, decimals);
    str_add_text(&message, " - ");
    wide_add(&message, least->value, a->scale, decimals);
    str_add_text(&message, " = ");
    wide_add(&message, most->value - least->value, a->scale, decimals);
    str_add_text(&message, _("，文中为"));
    wide_add(&message, d->value, a->scale, d->decimals);
    (void)raise_finding(raiser, s->p, "difference", severity, a->from, d->to, message.s);
    str_release(&message);
}

static void check_direction(struct raiser *raiser, const struct sentence *s,
                            const struct change *c) {
    const struct number *b = c->newer;
    static const char32_t *const ranks[] = {U"排名", U"名次", U"位次", U"位列", U"排位", NULL};
    bool up = label_has(s, b, rising), down = label_has(s, b, falling);
    if (word_any_within(s->p, s->from, b->from, ranks) || b < c->older || up == down ||
        b->value == c->older->value || (b->value > c->older->value) == up)
        return;
    struct str message = STR_INIT;
    str_add_format(&message, up ? _("由大到小，文中却说是增加") : _("由小到大，文中却说是减少"));
    (void)raise_finding(raiser, s->p, "direction", SEVERITY_ERROR, c->older->from, b->to,
                        message.s);
    str_release(&message);
}

void check_differences(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 1; i < s->count; i++) {
        const struct number *a = &s->numbers[i - 1], *b = &s->numbers[i], *d = b + 1;
        struct change change;
        if (b->unit->kind == UNIT_POINTS || !read_two(s, a, b, &change) || change.newer != b)
            continue;
        if (ends_with_to(s, b))
            check_direction(raiser, s, &change);
        if (i + 1 == s->count || d->approximate || d->group != a->group ||
            !number_is_change(s, d) || ends_with_to(s, d) || !is_bare_change(s, d))
            continue;
        bool points = a->unit->kind == UNIT_PERCENT && d->unit->kind == UNIT_POINTS;
        if ((number_same_unit(a, d) || points) && a->unit->kind != UNIT_POINTS &&
            (a->unit->kind != UNIT_PERCENT || points) && !difference_fits(a, b, d))
            raise_difference(raiser, s, a, b, d, SEVERITY_ERROR);
    }
}
