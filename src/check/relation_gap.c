#include "check/relation_gap.h"

#include "base/lang.h"

/* What the word says of the number that is against the one that was meant. */
static const struct gap {
    const char32_t *words; /* split by '/' */
    int order;
} gaps[] = {
    {U"超编/超编制/超支/超员/超出/超预算/超计划", 1},
    {U"空编/缺编/空缺/缺员/节约/节省/节余/结余/少支/缺额/未用编制/核减/审减", -1},
};

/* Where the word of the gap would stand: past 较预算, 共, 累计 … */
static size_t gap_begin(const struct sentence *s, const struct mention *d) {
    static const char32_t *const heads[] = {
        U"较预算", U"比预算", U"较计划", U"比计划", U"较概算", U"比概算", U"较年初预算",
        U"较编制", U"比编制", U"共",     U"累计",   U"实现",   U"合计",   NULL};
    size_t at = d->label_from;
    for (const char32_t *head;
         at < d->label_to && (head = points_any_at(s->q->text, at, heads)) != NULL;)
        at += points_length_of(head);
    return at;
}

static const struct gap *gap_of(const struct sentence *s, const struct mention *d) {
    size_t at = gap_begin(s, d);
    for (size_t i = 0; i < ARRAY_LEN(gaps); i++) {
        const char32_t *words = gaps[i].words;
        char32_t word[POINTS_WORD_MOST];
        while (points_take_word(&words, word) > 0)
            if (points_stand_at(s->q->text, at, word))
                return &gaps[i];
    }
    return NULL;
}

/* Behind 其中: one of several. */
static bool is_inner(const struct sentence *s, const struct mention *n) {
    return points_find(s->q->text, s->q->sentences[n->sentence].from, n->label_from, U"其中") !=
           SIZE_MAX;
}

/* The last number of the sentences before it that has one of the words and none of the others. */
static const struct mention *find_last(const struct sentence *s, const struct mention *before,
                                       const struct mention *like, const char32_t *const *words,
                                       const char32_t *const *without) {
    for (const struct mention *n = before; n-- > s->mentions;)
        if (mention_same_unit(n, like) && n->group == like->group && n->role == ROLE_VALUE &&
            !n->change && !n->approximate && !n->each && !is_inner(s, n) &&
            mention_label_has(s->q, n, words) && !mention_label_has(s->q, n, without))
            return n;
    return NULL;
}

static void raise_gap(struct raiser *raiser, const struct sentence *s, const struct mention *plan,
                      const struct mention *real, const struct mention *d, const char *rule,
                      const char *ending) {
    struct str message = STR_INIT;
    const struct mention *most = mention_compare(plan, real) > 0 ? plan : real;
    const struct mention *least = most == plan ? real : plan;
    mention_write(&message, most, d->scale);
    str_add_text(&message, " - ");
    mention_write(&message, least, d->scale);
    str_add_text(&message, " = ");
    amount_write(&message, number_distance(s->q, plan->value, real->value), d->scale, d->decimals);
    str_add_text(&message, ending);
    mention_write(&message, d, d->scale);
    size_t from = plan->from < real->from ? plan->from : real->from;
    (void)raise_finding(raiser, s->p, rule, SEVERITY_ERROR, from, d->to, message.s);
    str_release(&message);
}

/* What was meant and what is. A contract is meant before the bill and is what came of the budget.
 */
static bool find_two(const struct sentence *s, const struct mention *d, const struct mention **plan,
                     const struct mention **real) {
    static const char32_t *const plans[] = {U"预算", U"计划", U"编制", U"核定", U"概算",
                                            U"控制", U"定额", U"限额", U"安排", U"合同",
                                            U"送审", U"报审", NULL};
    static const char32_t *const reals[] = {U"实际", U"实有", U"支出", U"在职", U"在编", U"决算",
                                            U"使用", U"执行", U"在岗", U"结算", U"审定", NULL};
    static const char32_t *const offers[] = {U"预算", U"概算", U"控制价", U"限价", U"估算",
                                             U"计划", U"标底", U"拦标",   NULL};
    static const char32_t *const bids[] = {U"合同", U"中标", U"成交", U"签约", U"采购金额", NULL};
    static const char32_t *const against[] = {U"于", U"超", U"支出", U"实有", U"实际", NULL};
    *real = find_last(s, d, d, reals, plans);
    *plan = *real != NULL ? find_last(s, *real, d, plans, reals) : NULL;
    if (*real != NULL && *plan == NULL) /* 在职48人，编制45个 */
        *plan = find_last(s, d, d, plans, against);
    if (*plan != NULL)
        return true;
    *real = find_last(s, d, d, bids, offers);
    *plan = *real != NULL ? find_last(s, *real, d, offers, bids) : NULL;
    return *plan != NULL;
}

/* “政府采购计划4,260万元，实际采购4,047万元，…，节约资金231万元” */
static void judge_gap(struct raiser *raiser, const struct sentence *s, const struct mention *d) {
    static const char32_t *const carried[] = {U"上年", U"结转", U"年末结", NULL};
    const struct gap *gap = gap_of(s, d);
    if (gap == NULL || d->approximate || d->unit->kind >= UNIT_PERCENT ||
        mention_label_has(s->q, d, carried))
        return;
    const struct mention *real = NULL, *plan = NULL;
    struct quantities *q = s->q;
    if (!find_two(s, d, &plan, &real) ||
        relation_is_told(raiser, s, plan < real ? plan->from : real->from, d->to))
        return;
    struct range off = mention_compare(plan, real) > 0
                           ? range_difference(q, range_of(plan), range_of(real))
                           : range_difference(q, range_of(real), range_of(plan));
    const struct number *right = number_distance(q, plan->value, real->value);
    if (!range_holds(&off, d)) {
        bool beside = plan + 1 == real && real + 1 == d;
        if (beside ? number_is_slip(q, right, d) : number_is_digit_slip(q, right, d))
            raise_gap(raiser, s, plan, real, d, "difference", _("，文中为"));
    } else if (mention_compare(real, plan) != gap->order) {
        raise_gap(raiser, s, plan, real, d, "direction",
                  gap->order > 0 ? _("，并没有超出，文中说超出") : _("，已经超出，文中说有余"));
    }
}

void judge_gaps(struct raiser *raiser, const struct sentence *s) {
    struct sentence both;
    if (!sentence_with_before(&both, s) || both.unclear)
        both = *s;
    for (size_t i = 0; i < s->count; i++)
        judge_gap(raiser, &both, &s->mentions[i]);
}
