/* Differences and directions: 由a增加到b，增加d; 较上年…减少…. */
#include "check/relation_difference.h"

#include "base/lang.h"
#include "check/change.h"

static void raise_difference(struct raiser *raiser, const struct sentence *s,
                             const struct mention *a, const struct mention *b,
                             const struct mention *d) {
    struct str message = STR_INIT;
    const struct mention *most = mention_compare(a, b) > 0 ? a : b, *least = most == a ? b : a;
    int decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    amount_write(&message, most->value, a->scale, decimals);
    str_add_text(&message, " - ");
    amount_write(&message, least->value, a->scale, decimals);
    str_add_text(&message, " = ");
    amount_write(&message, number_distance(s->q, a->value, b->value), a->scale, decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, d, a->scale);
    (void)raise_finding(raiser, s->p, "difference", SEVERITY_ERROR,
                        a->from < d->from ? a->from : d->from, b->to > d->to ? b->to : d->to,
                        message.s);
    str_release(&message);
}

/* `said` rises or falls: the newer number itself, or the difference. */
static void check_direction(struct raiser *raiser, const struct sentence *s, const struct change *c,
                            const struct mention *said) {
    static const char32_t *const ranks[] = {U"排名", U"名次", U"位次", U"位列", U"排位", NULL};
    const struct mention *b = c->newer;
    bool up = mention_rises(s->q, said), down = mention_falls(s->q, said);
    int order = mention_compare(b, c->older);
    if (points_any_within(s->q->text, s->from, b->from, ranks) || said < c->older || up == down ||
        order == 0 || (order > 0) == up)
        return;
    (void)raise_finding(raiser, s->p, "direction", SEVERITY_ERROR,
                        c->older->from < b->from ? c->older->from : b->from, said->to,
                        up ? _("由大到小，文中却说是增加") : _("由小到大，文中却说是减少"));
}

/* “支出5,206万元，结转112万元；较上年4,925万元增加281万元”: what changed stands further before. */
static bool is_of_another(const struct sentence *s, const struct mention *newer,
                          const struct mention *older, const struct mention *d) {
    bool apart = points_find(s->q->text, newer->to, older->from, U"；") != SIZE_MAX;
    for (const struct mention *n = newer; n-- > s->mentions;)
        if (change_is_subject(n, d) && (apart || change_difference_fits(s, n, older, d)))
            return true;
    return false;
}

/* “26.4万元，比上年27.5万元减少1.1万元”: the new value, the old one and the difference. */
static void check_named_old(struct raiser *raiser, const struct sentence *s,
                            const struct mention *d) {
    static const char32_t *const saved[] = {U"节约", U"节省", NULL};
    if (d < s->mentions + 2 || d->approximate || d[-2].approximate ||
        !(d->role == ROLE_CHANGE || mention_label_begins(s->q, d, saved)) ||
        mention_is_reached(s->q, d) || !change_names_old(s, d - 1, d) ||
        !change_is_subject(d - 2, d) || d[-2].group != d->group || d[-2].role == ROLE_OLD ||
        change_is_old(s, d - 2))
        return;
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    struct change change = {.older = d - 1, .newer = d - 2};
    if (mention_label_has(s->q, d - 1, from_words))
        return;
    if (!change_difference_fits(s, d - 2, d - 1, d) && is_of_another(s, d - 2, d - 1, d))
        return;
    if (!change_difference_fits(s, d - 2, d - 1, d))
        raise_difference(raiser, s, d - 2, d - 1, d);
    else
        check_direction(raiser, s, &change, d);
}

/* “由2022年的58%、2023年的66%提升至2024年的75%，两年共提升17个百分点”: from any year of a list. */
static bool fits_earlier(const struct sentence *s, const struct mention *older,
                         const struct mention *newer, const struct mention *d) {
    for (const struct mention *n = older; n > s->mentions; n--) {
        if (!mention_same_unit(n - 1, n) || n[-1].group != n->group ||
            s->q->text.c[n[-1].to] != U'、')
            return false;
        if (change_difference_fits(s, n - 1, newer, d))
            return true;
    }
    return false;
}

static void judge_pairs(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 2; i < s->count; i++)
        check_named_old(raiser, s, &s->mentions[i]);
    for (size_t i = 1; i < s->count; i++) {
        const struct mention *a = &s->mentions[i - 1], *b = &s->mentions[i], *d = b + 1;
        struct change change;
        if (b->unit->kind == UNIT_POINTS || !change_read_two(s, a, b, &change) || change.newer != b)
            continue;
        if (mention_is_reached(s->q, b))
            check_direction(raiser, s, &change, b);
        static const char32_t *const saved[] = {U"节约", U"节省", U"少", U"多", U"净", NULL};
        if (i + 1 == s->count || d->approximate || d->group != a->group ||
            (!mention_is_change(s->q, d) && !mention_label_begins(s->q, d, saved)) ||
            mention_is_reached(s->q, d) || change_has_noun(s->q, d))
            continue;
        bool points = a->unit->kind == UNIT_PERCENT && d->unit->kind == UNIT_POINTS;
        if ((mention_same_unit(a, d) || points) && a->unit->kind != UNIT_POINTS &&
            (a->unit->kind != UNIT_PERCENT || points) && !change_difference_fits(s, a, b, d) &&
            !fits_earlier(s, a, b, d))
            raise_difference(raiser, s, a, b, d);
    }
}

/* “21台，比上年增加3台，上年为24台” */
static void check_direction_behind(struct raiser *raiser, const struct sentence *s,
                                   const struct mention *now, const struct mention *older,
                                   const struct mention *d) {
    static const char32_t *const ranks[] = {U"排名", U"名次", U"位次", U"位列", U"排位", NULL};
    bool up = mention_rises(s->q, d), down = mention_falls(s->q, d);
    int order = mention_compare(now, older);
    if (up == down || order == 0 || (order > 0) == up ||
        points_any_within(s->q->text, s->from, now->from, ranks))
        return;
    (void)raise_finding(raiser, s->p, "direction", SEVERITY_ERROR, now->from, older->to,
                        up ? _("由大到小，文中却说是增加") : _("由小到大，文中却说是减少"));
}

/* “93%，比上年提升8个百分点，上年为85%”, “净减4人，由118人减至114人”: the difference before the old
 * value. */
static void check_difference_first(struct raiser *raiser, const struct sentence *s,
                                   const struct mention *d) {
    const struct mention *a = d > s->mentions ? d - 1 : NULL, *b = d + 1, *c = d + 2;
    const struct mention *end = s->mentions + s->count;
    struct change change;
    if (d->approximate || b >= end || !(d->role == ROLE_CHANGE || d->unit->kind == UNIT_POINTS) ||
        !(mention_rises(s->q, d) || mention_falls(s->q, d)))
        return;
    bool pair = c < end && mention_same_unit(b, d) && change_read_two(s, b, c, &change) &&
                change.older == b && b->group == d->group &&
                (mention_is_reached(s->q, c) || change_year_of(s, c) != 0);
    bool points = d->unit->kind == UNIT_POINTS && b->unit->kind == UNIT_PERCENT;
    static const char32_t *const starts[] = {U"年初", U"期初", NULL};
    bool start = mention_label_has(s->q, b, starts) && mention_label_has(s->q, d, starts);
    bool old = a != NULL && (change_is_old(s, b) || start) && (points || mention_same_unit(b, d)) &&
               mention_same_unit(a, b) && !a->approximate && !b->approximate &&
               (a->role == ROLE_VALUE || a->role == ROLE_RATE || a->role == ROLE_SHARE) &&
               (a->group == b->group || char_is_one_of(s->q->text.c[d->to], U"（("));
    if (pair && !change_difference_fits(s, b, c, d))
        raise_difference(raiser, s, b, c, d);
    else if (old && !pair && !change_difference_fits(s, a, b, d))
        raise_difference(raiser, s, a, b, d);
    else if (old && !pair)
        check_direction_behind(raiser, s, a, b, d);
}

/* “由90%提高到93%，提高3%”: points; “由2万增加到6万，增长了3倍”: twice, three times what it was. */
static void check_named_change(struct raiser *raiser, const struct sentence *s,
                               const struct mention *d) {
    const struct mention *a = d - 2, *b = d - 1;
    struct change change;
    bool times = d->unit->name[0] == U'倍', percent = d->unit->kind == UNIT_PERCENT;
    if ((!times && !percent) || d->approximate || !mention_is_change(s->q, d) ||
        change_has_noun(s->q, d) || !change_read_two(s, a, b, &change) || change.newer != b ||
        mention_is_reached(s->q, d))
        return;
    struct quantities *q = s->q;
    const struct number *off = number_distance(q, a->value, b->value);
    if (percent && a->unit->kind == UNIT_PERCENT && number_compare(off, d->value) == 0)
        (void)raise_finding(raiser, s->p, "difference", SEVERITY_ERROR, a->from, d->to,
                            _("两个百分数之差是百分点，不是百分之几"));
    if (!times || !mention_is_operand(a))
        return;
    const struct number *ratio = quantities_keep(q, number_divide(b->value, a->value));
    if (number_compare(ratio, d->value) == 0)
        (void)raise_finding(raiser, s->p, "difference", SEVERITY_ERROR, a->from, d->to,
                            _("是原来的几倍，增长就少一倍"));
}

static bool are_opposed(const struct sentence *s, const struct mention *a,
                        const struct mention *b) {
    bool up = mention_rises(s->q, a), down = mention_falls(s->q, a);
    bool up_too = mention_rises(s->q, b), down_too = mention_falls(s->q, b);
    return (up && !down && down_too && !up_too) || (down && !up && up_too && !down_too);
}

/* “同比减少16.2万元，增长3.1%”: nothing but a mark between the two. */
static bool check_side_by_side(struct raiser *raiser, const struct sentence *s,
                               const struct mention *rate) {
    static const char32_t *const words[] = {U"增长", U"下降", U"增幅", U"降幅", U"上升",
                                            U"减少", U"降低", U"提高", U"增加", NULL};
    const struct mention *d = rate - 1;
    if (rate == s->mentions || d->role != ROLE_CHANGE || d->group != rate->group ||
        !quantity_mark_at(s->q->text, d->to, U"，,、") || rate->label_from != d->to + 1 ||
        !mention_label_begins(s->q, rate, words) || mention_is_reached(s->q, rate) ||
        !are_opposed(s, d, rate))
        return false;
    (void)raise_finding(raiser, s->p, "direction", SEVERITY_ERROR, d->label_from, rate->to,
                        _("增减数与增减幅度一个说增、一个说减"));
    return true;
}

/* “较上年100万元，增加20万元，降幅20%”: one of the two words is wrong. */
static void check_opposed(struct raiser *raiser, const struct sentence *s,
                          const struct mention *rate) {
    enum { BACK = 2 };
    static const char32_t *const anew[] = {U"较", U"比", U"同比", U"环比", U"其中", NULL};
    static const char32_t *const against[] = {U"与", U"和", U"较", U"比", NULL};
    if (rate->role != ROLE_GROWTH || rate->unit->kind != UNIT_PERCENT || rate->approximate ||
        change_has_noun(s->q, rate) || mention_label_has(s->q, rate, anew) ||
        check_side_by_side(raiser, s, rate))
        return;
    for (const struct mention *d = rate - 1; d > s->mentions && rate - d <= BACK; d--) {
        if (d->role != ROLE_CHANGE || d->group != rate->group)
            continue;
        const struct mention *a = d - 1;
        bool named = mention_is_operand(a) && mention_same_unit(a, d) && a->group == d->group &&
                     (a->role == ROLE_OLD || change_names_old(s, a, d) ||
                      (change_year_of(s, a) != 0 && mention_label_begins(s->q, a, against)));
        bool opposed = are_opposed(s, d, rate);
        /* 648.9万元，比上年减少31.1万元，增长4.57%: of 648.9 + 31.1 */
        bool newer = change_is_subject(a, d) && a->group == d->group && !named;
        struct range older = newer && mention_falls(s->q, d)
                                 ? range_sum(s->q, range_of(a), range_of(d))
                             : newer ? range_difference(s->q, range_of(a), range_of(d))
                                     : range_of(a);
        if (opposed && (named || newer) && rate_fits(s->q, range_of(d), older, rate))
            (void)raise_finding(raiser, s->p, "direction", SEVERITY_ERROR, a->from, rate->to,
                                _("增减数与增减幅度一个说增、一个说减"));
        return;
    }
}

/* n ÷ base = 3.2 */
static void write_quotient(struct str *out, const struct mention *n, const struct mention *base,
                           const struct number *quotient) {
    mention_write(out, n, n->scale);
    str_add_text(out, " ÷ ");
    mention_write(out, base, n->scale);
    str_add_text(out, " = ");
    amount_write(out, quotient, 0, 0);
}

/* “1.86万平方米，是上年0.93万平方米的2倍” */
static void check_times_of(struct raiser *raiser, const struct sentence *s,
                           const struct mention *times) {
    const struct mention *base = times - 1, *n = times - 2;
    struct quantities *q = s->q;
    if (times->unit->name[0] != U'倍' || q->text.c[base->to] != U'的' ||
        times->label_to > base->to + 1 || times->approximate || base->approximate ||
        n->approximate || !mention_same_unit(base, n) || !mention_is_operand(base) ||
        base->group != n->group || n->role == ROLE_CHANGE)
        return;
    const struct number *ratio = quantities_keep(q, number_divide(n->value, base->value));
    const struct number *off = number_distance(q, ratio, times->value);
    const struct number *half = times->half;
    if (number_compare(off, half) <= 0)
        return;
    struct str message = STR_INIT;
    write_quotient(&message, n, base, quantities_keep(q, number_round(ratio, times->decimals + 1)));
    str_add_text(&message, _("，文中为"));
    mention_write(&message, times, 0);
    (void)raise_finding(raiser, s->p, "rate", SEVERITY_ERROR, n->from, times->to, message.s);
    str_release(&message);
}

/* “9,200人，占总人口11,500人的八成”, “…的五分之四”: in percent, and how far it may be off. */
static bool read_fraction(struct points text, size_t at, int64_t *percent, int64_t *open,
                          size_t *end) {
    static const char32_t digits[] = U"零一二三四五六七八九";
    int64_t first = 0, second = 0;
    for (int64_t i = 1; i < 10; i++)
        first = text.c[at] == digits[i] ? i : first;
    if (first == 0)
        return false;
    for (int64_t i = 1; i < 10; i++) {
        second = text.c[at + 1] == U'成' && text.c[at + 2] == digits[i] ? i : second;
        second = text.c[at + 1] == U'分' && text.c[at + 2] == U'之' && text.c[at + 3] == digits[i]
                     ? i
                     : second;
    }
    if (text.c[at + 1] == U'成') {
        *percent = first * 10 + second;
        *open = second > 0 ? 1 : 5;
        *end = at + 2 + (second > 0);
    } else if (second > 0) {
        *percent = second * 100 / first;
        *open = 3;
        *end = at + 4;
    } else {
        return false;
    }
    return !char_is_one_of(text.c[*end], U"多余左以上");
}

static void check_fraction(struct raiser *raiser, const struct sentence *s,
                           const struct mention *base) {
    static const char32_t *const heads[] = {U"占", NULL};
    const struct mention *n = base - 1;
    struct quantities *q = s->q;
    int64_t percent = 0, open = 0;
    size_t end = 0;
    if (q->text.c[base->to] != U'的' || !mention_label_has(q, base, heads) ||
        !read_fraction(q->text, base->to + 1, &percent, &open, &end) ||
        !mention_same_unit(base, n) || !mention_is_operand(base) || n->approximate ||
        base->approximate)
        return;
    const struct number *hundred = quantities_keep(q, number_from_int(100));
    const struct number *right = quantities_keep(
        q, number_divide(quantities_keep(q, number_multiply(n->value, hundred)), base->value));
    const struct number *off =
        number_distance(q, right, quantities_keep(q, number_from_int(percent)));
    if (number_compare(off, quantities_keep(q, number_from_int(open))) <= 0)
        return;
    struct str message = STR_INIT;
    write_quotient(&message, n, base, quantities_keep(q, number_round(right, 1)));
    str_add_text(&message, _("%，文中为"));
    passage_add(&message, s->p, base->to + 1, end);
    (void)raise_finding(raiser, s->p, "rate", SEVERITY_ERROR, n->from, end, message.s);
    str_release(&message);
}

/* “63.5%，较上年62.8%提升0.7个百分点”, “95.4%，超过目标95%0.5个百分点”; the same with 0.7% is short
 * of the word. */
static void check_points_from_old(struct raiser *raiser, const struct sentence *s,
                                  const struct mention *d) {
    static const char32_t *const heads[] = {U"较",   U"比",   U"超过", U"高于", U"低于",
                                            U"高出", U"超出", U"优于", NULL};
    const struct mention *a = d - 2, *b = d - 1;
    bool points = d->unit->kind == UNIT_POINTS;
    if ((!points && d->role != ROLE_GROWTH) || b->unit->kind != UNIT_PERCENT ||
        !mention_same_unit(a, b) || d->label_from != b->to ||
        !mention_label_begins(s->q, b, heads) || a->group != d->group || b->group != d->group ||
        a->approximate || d->approximate || a->role == ROLE_GROWTH || b->role == ROLE_GROWTH)
        return;
    static const char32_t *const aims[] = {U"目标", U"任务", U"要求", U"标准", U"计划", NULL};
    bool exact = mention_label_has(s->q, b, aims) && d->decimals >= a->decimals;
    bool fits = exact ? number_compare(number_distance(s->q, a->value, b->value), d->value) == 0
                      : change_difference_fits(s, a, b, d);
    if (points && !fits)
        raise_difference(raiser, s, a, b, d);
    else if (!points && d->unit->kind == UNIT_PERCENT &&
             number_compare(number_distance(s->q, a->value, b->value), d->value) == 0)
        (void)raise_finding(raiser, s->p, "difference", SEVERITY_ERROR, a->from, d->to,
                            _("两个百分数之差是百分点，不是百分之几"));
}

void judge_differences(struct raiser *raiser, const struct sentence *s) {
    judge_pairs(raiser, s);
    for (size_t i = 2; i < s->count; i++)
        check_named_change(raiser, s, &s->mentions[i]);
    for (size_t i = 0; i < s->count; i++) {
        check_difference_first(raiser, s, &s->mentions[i]);
        check_opposed(raiser, s, &s->mentions[i]);
    }
    for (size_t i = 2; i < s->count; i++) {
        check_times_of(raiser, s, &s->mentions[i]);
        check_points_from_old(raiser, s, &s->mentions[i]);
    }
    struct sentence both; /* “满意率90%。较上年87.5%提高2.5个百分点” */
    if (s->count > 1 && sentence_with_before(&both, s) && !both.unclear && both.count > s->count)
        check_points_from_old(raiser, &both, &s->mentions[1]);
    for (size_t i = 1; i < s->count; i++)
        check_fraction(raiser, s, &s->mentions[i]);
}
