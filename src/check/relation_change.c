/* Growth and differences: from an old and a new value, or from one of them and the difference. The
 * value that a change speaks of is carried on: through 较上年…，较预算…, past shares, and into the
 * next sentence that has none of its own. */
#include "check/relation.h"

#include "base/lang.h"
#include "base/text/char_class.h"

static const char32_t *const old_words[] = {U"上年",   U"去年", U"上一年", U"同期",
                                            U"上半年", U"前年", NULL};

/* What a change is measured against. */
enum against { AGAINST_NOTHING, AGAINST_YEAR, AGAINST_BUDGET, AGAINST_PERIOD };

static enum against against_of(const struct quantities *q, const struct mention *n) {
    static const char32_t *const budgets[] = {U"预算", U"计划", U"任务", U"目标", U"年初", NULL};
    static const char32_t *const periods[] = {U"环比", U"上月", U"上周", U"上季", U"上旬", NULL};
    static const char32_t *const years[] = {U"同比",   U"上年", U"去年", U"同期",
                                            U"上一年", U"年度", U"年",   NULL};
    static const char32_t *const marks[] = {U"较", U"比", U"与", U"同", NULL};
    if (mention_label_has(q, n, periods))
        return AGAINST_PERIOD;
    if (mention_label_has(q, n, budgets))
        return AGAINST_BUDGET;
    if (mention_label_has(q, n, years) || mention_label_has(q, n, marks))
        return AGAINST_YEAR;
    return AGAINST_NOTHING;
}

/* --- whose change it is --- */

static const char32_t *const change_marks[] = {
    U"较", U"比",   U"与",   U"同比", U"环比", U"同口径", U"同期", U"增",
    U"减", U"升",   U"下降", U"降",   U"提",   U"扩大",   U"回落", U"下滑",
    U"压", U"缩",   U"多支", U"少支", U"上涨", U"变动",   U"变化", U"净",
    U"调", U"节约", U"涨",   U"下跌", U"多",   U"少",     NULL};
static const char32_t *const links[] = {
    U"共",   U"各", U"均", U"总体", U"分别", U"实际", U"同时",   U"相应", U"仅",   U"累计",
    U"合计", U"即", U"的", U"又",   U"也",   U"则",   U"绝对额", U"年均", U"其中", U"按",
    U"绝对", U"经", U"对", U"相",   U"，",   U"人均", U"户均",   NULL};

/* The noun at the head of the label, before the words of comparison: 公务接待费较上年减少. */
static void read_noun(const struct quantities *q, const struct mention *n, size_t *from,
                      size_t *to) {
    const char32_t *link;
    *from = *to = n->label_from;
    while (*to < n->label_to && points_any_at(q->text, *to, change_marks) == NULL)
        ++*to;
    for (bool more = true; more;) {
        more = false;
        if (*from < *to && (link = points_any_at(q->text, *from, links)) != NULL) {
            *from += points_length_of(link);
            more = true;
        }
        if (*from < *to && (link = points_any_before(q->text, *to, links)) != NULL) {
            *to -= points_length_of(link);
            more = true;
        }
    }
    if (*to < *from)
        *to = *from;
}

static bool has_noun(const struct quantities *q, const struct mention *n) {
    size_t from, to;
    enum { LEAST = 2 };
    read_noun(q, n, &from, &to);
    return to >= from + LEAST;
}

static bool label_holds(const struct quantities *q, const struct mention *n, size_t from,
                        size_t to) {
    for (size_t at = n->label_from; at + (to - from) <= n->label_to; at++) {
        size_t i = 0;
        while (from + i < to && q->text.c[at + i] == q->text.c[from + i])
            i++;
        if (from + i == to)
            return true;
    }
    return false;
}

static bool is_subject(const struct mention *n, const struct mention *d) {
    return mention_is_operand(n) && mention_same_unit(n, d) && n->role == ROLE_VALUE;
}

struct subject {
    const struct mention *value; /* NULL: it is not said */
    bool certain;
};

/* The value that the named thing has, in this sentence or the two before. */
static struct subject find_named(const struct sentence *s, const struct mention *d) {
    enum { SENTENCES = 2 };
    size_t from, to;
    read_noun(s->q, d, &from, &to);
    for (const struct mention *n = d; n-- > s->q->mentions;) {
        if (d->sentence - n->sentence > SENTENCES)
            break;
        if (is_subject(n, d) && label_holds(s->q, n, from, to))
            return (struct subject){n, true};
    }
    return (struct subject){0};
}

/* The last value before it; of the sentence before where this one has none. */
static struct subject find_carried(const struct sentence *s, const struct mention *d) {
    const struct mention *found = NULL;
    size_t count = 0;
    for (const struct mention *n = d; n-- > s->mentions;)
        if (is_subject(n, d) && (n->group == d->group || n->group == 0))
            return (struct subject){n, n->group == d->group || n + 1 == d};
    if (s->index == 0)
        return (struct subject){0};
    struct sentence before = sentence_at(s->p, s->q, s->index - 1);
    for (size_t i = 0; i < before.count; i++)
        if (is_subject(&before.mentions[i], d) && before.mentions[i].group == 0) {
            found = found == NULL ? &before.mentions[i] : found;
            count++;
        }
    enum { SURE = 2 };
    return (struct subject){found, count <= SURE && d->paragraph == before.mentions[0].paragraph};
}

/* --- old and new --- */

struct change {
    const struct mention *older, *newer, *off; /* one of them may be NULL */
    bool certain;
};

static int year_of(const struct sentence *s, const struct mention *n) {
    enum { FIRST = 1990, LAST = 2100 };
    for (size_t at = n->label_from; at + 4 < n->from; at++) {
        int year = points_year_at(s->q->text, at);
        if (year >= FIRST && year < LAST && s->q->text.c[at + 4] == U'年')
            return year;
    }
    return 0;
}

static bool is_old(const struct sentence *s, const struct mention *n) {
    return mention_label_has(s->q, n, old_words) && !mention_is_change(s->q, n);
}

/* “由a增加到b”, “上年a，今年b”, “b，去年同期为a”, “2021年a，2022年b” */
static bool read_two(const struct sentence *s, const struct mention *a, const struct mention *b,
                     struct change *change) {
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    if (!mention_same_unit(a, b) || a->approximate || b->approximate || a->group != b->group)
        return false;
    *change = (struct change){.older = a, .newer = b, .certain = true};
    if (mention_label_has(s->q, a, from_words) && mention_is_reached(s->q, b))
        return true;
    if (mention_is_change(s->q, a) || (mention_is_change(s->q, b) && !mention_is_reached(s->q, b)))
        return false;
    int before = year_of(s, a), after = year_of(s, b);
    if ((is_old(s, a) && !is_old(s, b) && !b->change) || (before != 0 && before + 1 == after))
        return true;
    *change = (struct change){.older = b, .newer = a, .certain = true};
    return (is_old(s, b) && !is_old(s, a) && !a->change) || (after != 0 && after + 1 == before);
}

/* The difference that goes with the rate: right before it or right behind it, of the same
 * comparison. */
static const struct mention *find_difference(const struct sentence *s, const struct mention *rate) {
    const struct mention *before = rate > s->mentions ? rate - 1 : NULL;
    const struct mention *behind = rate + 1 < s->mentions + s->count ? rate + 1 : NULL;
    const struct mention *both[] = {before, behind};
    for (size_t i = 0; i < ARRAY_LEN(both); i++) {
        const struct mention *d = both[i], *later = i == 0 ? rate : behind;
        if (d == NULL || d->role != ROLE_CHANGE || d->approximate || d->group != rate->group ||
            mention_falls(s->q, d) != mention_falls(s->q, rate) || !mention_is_operand(d))
            continue;
        enum against first = against_of(s->q, d), second = against_of(s->q, rate);
        bool apart = first != second && first != AGAINST_NOTHING && second != AGAINST_NOTHING;
        if (apart || has_noun(s->q, later) || s->q->text.c[later->label_from - 1] == U'；' ||
            s->q->text.c[later->label_from - 1] == U'。')
            continue;
        if (i == 1 && second == AGAINST_NOTHING && first != AGAINST_NOTHING)
            continue; /* “下降3%，较预算减少2万元” begins another comparison */
        return d;
    }
    return NULL;
}

/* “较上年60万元减少19万元”, “较年初预算1.5万元减少0.3万元”: the old value right before it. */
static bool names_old(const struct sentence *s, const struct mention *a, const struct mention *d) {
    static const char32_t *const heads[] = {U"较", U"比", U"由", U"从", NULL};
    return mention_is_operand(a) && mention_same_unit(a, d) && a->group == d->group &&
           !a->approximate && d->label_from == a->to &&
           (mention_label_has(s->q, a, heads) || is_old(s, a));
}

static bool read_difference(const struct sentence *s, const struct mention *rate,
                            struct change *change) {
    const struct mention *d = find_difference(s, rate);
    if (d == NULL)
        return false;
    const struct mention *a = d > s->mentions ? d - 1 : NULL;
    *change = (struct change){.off = d, .certain = true};
    if (a != NULL && (names_old(s, a, d) || (is_old(s, a) && mention_same_unit(a, d) &&
                                             a->group == d->group && mention_is_operand(a)))) {
        change->older = a;
        return true;
    }
    const struct mention *speaks = d < rate ? d : rate;
    struct subject subject =
        has_noun(s->q, speaks) ? find_named(s, d < rate ? d : d) : find_carried(s, speaks);
    if (has_noun(s->q, speaks) && d > rate)
        subject.value = NULL;
    if (d > rate) /* “61646万元，同比增长10.7%，增收5939万元” */
        for (const struct mention *n = rate; subject.value == NULL && n-- > s->mentions;)
            if (is_subject(n, d) && n->group == d->group) {
                subject = (struct subject){n, n + 1 == rate || n->role == ROLE_VALUE};
                break;
            }
    if (subject.value == NULL || subject.value->approximate)
        return false;
    change->newer = subject.value;
    change->certain = subject.certain;
    return true;
}

static bool difference_fits(const struct sentence *s, const struct mention *a,
                            const struct mention *b, const struct mention *d) {
    bool up = mention_compare(a, b) > 0;
    struct range off = range_difference(s->q, range_of(up ? a : b), range_of(up ? b : a));
    return range_holds(&off, d);
}

/* The figures around the rate, where no difference is said. */
static bool read_values(const struct sentence *s, const struct mention *rate,
                        struct change *change) {
    size_t before = (size_t)(rate - s->mentions);
    const struct mention *behind = rate + 1;
    /* “同比下降20%，由150件降至120件” */
    if (behind + 1 < s->mentions + s->count && mention_is_operand(behind) &&
        mention_is_operand(behind + 1) && mention_is_reached(s->q, behind + 1) &&
        (before == 0 || !mention_same_unit(rate - 1, behind)) && behind->group == rate->group &&
        read_two(s, behind, behind + 1, change) && change->older == behind)
        return true;
    if (has_noun(s->q, rate))
        return false;
    if (before >= 3 && mention_is_operand(rate - 3) && mention_is_operand(rate - 2) &&
        mention_same_unit(rate - 3, rate - 1) && !mention_is_reached(s->q, rate - 1) &&
        (rate[-1].role == ROLE_CHANGE || difference_fits(s, rate - 3, rate - 2, rate - 1)) &&
        read_two(s, rate - 3, rate - 2, change)) {
        change->off = rate - 1;
        return true;
    }
    /* “320户，同比增长25%，上年同期250户” */
    if (before >= 1 && behind < s->mentions + s->count && mention_is_operand(rate - 1) &&
        mention_is_operand(behind) && is_old(s, behind) && !is_old(s, rate - 1) &&
        !mention_is_change(s->q, rate - 1) && mention_same_unit(rate - 1, behind) &&
        !rate[-1].approximate && !behind->approximate) {
        *change = (struct change){.older = behind, .newer = rate - 1, .certain = true};
        return true;
    }
    return before >= 2 && mention_is_operand(rate - 1) && mention_is_operand(rate - 2) &&
           rate[-2].group == rate->group && read_two(s, rate - 2, rate - 1, change);
}

/* --- judging --- */

static struct range old_of(const struct sentence *s, const struct change *c, bool fall) {
    if (c->older != NULL)
        return range_of(c->older);
    struct range newer = range_of(c->newer), off = range_of(c->off);
    return fall ? range_sum(s->q, newer, off) : range_difference(s->q, newer, off);
}

static struct range off_of(const struct sentence *s, const struct change *c, bool fall) {
    if (c->older == NULL || c->newer == NULL)
        return range_of(c->off);
    struct range older = range_of(c->older), newer = range_of(c->newer);
    return fall ? range_difference(s->q, older, newer) : range_difference(s->q, newer, older);
}

/* The old value must be called so: a change over a value of today is the commonest fault. */
static bool may_be_old(const struct sentence *s, const struct mention *n) {
    static const char32_t *const words[] = {U"预算", U"计划", U"年初", U"原",   U"较", U"比",
                                            U"上",   U"基数", U"目标", U"任务", NULL};
    return n->role == ROLE_OLD || n->role == ROLE_BASE || mention_label_has(s->q, n, words) ||
           (year_of(s, n) != 0 && year_of(s, n) < s->p->report->year);
}

/* Whether some other number around it is the old or the new value; a change over the new value is
 * no reading. */
static bool any_fits(const struct sentence *s, const struct mention *rate, const struct change *c,
                     bool fall) {
    enum { BEFORE = 24, BEHIND = 8 };
    struct sentence both;
    if (!sentence_with_before(&both, s) || both.unclear)
        both = *s;
    const struct mention *first = both.mentions, *end = both.mentions + both.count;
    first = rate - first > BEFORE ? rate - BEFORE : first;
    end = end - rate > BEHIND ? rate + BEHIND : end;
    const struct mention *like = c->off != NULL ? c->off : c->newer;
    struct range older = {0}, newer = {0};
    if (c->off != NULL) {
        older = range_of_base(s->q, range_of(c->off), rate);
        if (older.low == NULL || older.high == NULL)
            return false;
        newer = fall ? range_difference(s->q, older, range_of(c->off))
                     : range_sum(s->q, older, range_of(c->off));
    }
    for (const struct mention *n = first; n < end; n++) {
        if (!mention_is_operand(n) || !mention_same_unit(n, like) || n->role == ROLE_CHANGE)
            continue;
        bool other = c->older == NULL && mention_compare(n, c->newer) != 0 && may_be_old(s, n);
        if (c->off != NULL && ((other && range_holds(&older, n)) || range_holds(&newer, n)))
            return true;
        struct range from = range_of_old(s->q, range_of(n), rate, fall);
        for (const struct mention *b = first; c->off == NULL && b < end; b++)
            if (b != n && mention_is_operand(b) && mention_same_unit(b, n) &&
                b->role != ROLE_CHANGE && range_holds(&from, b))
                return true;
    }
    return false;
}

/* At comparable prices, or of a changed set: not from these two figures. */
static bool is_comparable(const struct sentence *s, size_t to) {
    static const char32_t *const words[] = {
        U"增加值", U"GDP",      U"生产总值", U"投资",     U"零售",   U"社零", U"总产值",
        U"销售额", U"实际增",   U"同口径",   U"可比",     U"不变价", U"剔除", U"总产出",
        U"营业额", U"主营业务", U"规上工业", U"营业收入", NULL};
    return points_any_within(s->q->text, s->from, to, words);
}

static const char *name_of_old(enum against against) {
    return against == AGAINST_BUDGET   ? _("预算数")
           : against == AGAINST_PERIOD ? _("上期")
                                       : _("上年");
}

/* 较上年减少19万元：上年应为60万元，降幅31.67%，文中为43.78% */
static void say_difference(struct str *out, const struct sentence *s, const struct change *c,
                           const struct mention *rate, const struct number *older,
                           const struct number *percent, bool fall) {
    size_t from = c->off->label_from, to, noun;
    enum against against = against_of(s->q, c->off);
    read_noun(s->q, c->off, &noun, &to);
    passage_add(out, s->p, to > from ? to : from, c->off->to);
    str_add_format(out, _("：%s应为"), name_of_old(against));
    amount_write(out, older, c->off->scale, c->off->decimals);
    passage_add(out, s->p, c->off->digits_to, c->off->to);
    str_add_text(out, fall ? _("，降幅") : _("，增幅"));
    amount_write(out, percent, 0, rate->decimals);
    str_add_text(out, _("%，文中为"));
    mention_write(out, rate, 0);
    str_add_text(out, "%");
    if (c->newer != NULL && rate_fits(s->q, range_of(c->off), range_of(c->newer), rate))
        str_add_text(out, _("（除以了新的数）"));
}

static void say_values(struct str *out, const struct change *c, const struct mention *rate,
                       const struct number *off, const struct number *percent) {
    amount_write(out, off, c->older->scale, c->older->decimals);
    str_add_text(out, " ÷ ");
    mention_write(out, c->older, c->older->scale);
    str_add_text(out, " = ");
    amount_write(out, percent, 0, rate->decimals);
    str_add_text(out, _("%，文中为"));
    mention_write(out, rate, 0);
    str_add_text(out, "%");
}

/* From the first number to the last, of this sentence; a second comparison from its difference. */
static void find_span(const struct sentence *s, const struct change *c, const struct mention *rate,
                      size_t *from, size_t *to) {
    const struct mention *all[] = {c->older, c->newer, c->off};
    *from = rate->from;
    *to = rate->to;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        if (all[i] == NULL || all[i]->sentence != s->index)
            continue;
        bool chained = false;
        for (const struct mention *n = all[i]; c->off != NULL && n < c->off && n < rate; n++)
            chained |= n->role == ROLE_GROWTH;
        if (chained)
            continue;
        *from = all[i]->from < *from ? all[i]->from : *from;
        *to = all[i]->to > *to ? all[i]->to : *to;
    }
}

static void raise_change(struct raiser *raiser, const struct sentence *s, const struct change *c,
                         const struct mention *rate, bool fall) {
    struct quantities *q = s->q;
    const struct number *older, *off;
    if (c->older != NULL)
        older = c->older->value;
    else
        older = quantities_keep(q, fall ? number_add(c->newer->value, c->off->value)
                                        : number_subtract(c->newer->value, c->off->value));
    off = c->older != NULL && c->newer != NULL
              ? number_distance(q, c->newer->value, c->older->value)
              : c->off->value;
    const struct number *percent = rate_percent(q, off, older, rate);
    if (percent == NULL)
        return;
    struct str message = STR_INIT;
    size_t from, to;
    if (c->older != NULL)
        say_values(&message, c, rate, off, percent);
    else
        say_difference(&message, s, c, rate, older, percent, fall);
    find_span(s, c, rate, &from, &to);
    bool doubtful = !c->certain || is_comparable(s, rate->from);
    (void)raise_finding(raiser, s->p, "rate", doubtful ? SEVERITY_WARNING : SEVERITY_ERROR, from,
                        to, message.s);
    str_release(&message);
}

/* Of several values the one that the change was wrongly divided by is the one that is meant. */
static void find_fault(const struct sentence *s, const struct mention *rate, struct change *c) {
    if (c->older != NULL || c->off > rate)
        return;
    for (const struct mention *n = s->mentions; n < c->off; n++)
        if (is_subject(n, c->off) && !n->approximate &&
            rate_fits(s->q, range_of(c->off), range_of(n), rate))
            c->newer = n;
}

/* 8.1%和91.9%: lists in pairs are not read. */
static bool is_of_run(const struct sentence *s, const struct mention *rate) {
    enum { GAP = 2 };
    const struct mention *end = s->mentions + s->count;
    return (rate > s->mentions && rate[-1].unit->kind == UNIT_PERCENT &&
            rate->from - rate[-1].to <= GAP) ||
           (rate + 1 < end && rate[1].unit->kind == UNIT_PERCENT && rate[1].from - rate->to <= GAP);
}

/* As printed the rate is of the new value and not of the old one, though rounding leaves that open:
 * the commonest fault. */
static bool divides_by_new(const struct sentence *s, const struct change *c,
                           const struct mention *rate, bool fall) {
    struct quantities *q = s->q;
    if (c->older != NULL || c->newer == NULL || rate->decimals == 0)
        return false;
    const struct number *older =
        quantities_keep(q, fall ? number_add(c->newer->value, c->off->value)
                                : number_subtract(c->newer->value, c->off->value));
    const struct number *right = rate_percent(q, c->off->value, older, rate);
    const struct number *wrong = rate_percent(q, c->off->value, c->newer->value, rate);
    return right != NULL && wrong != NULL && number_compare(wrong, rate->value) == 0 &&
           number_compare(right, rate->value) != 0;
}

static void judge_growth(struct raiser *raiser, const struct sentence *s,
                         const struct mention *rate) {
    struct change change;
    bool fall = mention_falls(s->q, rate);
    if (is_of_run(s, rate) ||
        (!read_values(s, rate, &change) && !read_difference(s, rate, &change)))
        return;
    struct range older = old_of(s, &change, fall);
    if (number_sign(older.low) <= 0)
        return;
    bool fits = rate_fits(s->q, off_of(s, &change, fall), older, rate);
    if (!divides_by_new(s, &change, rate, fall) && (fits || any_fits(s, rate, &change, fall)))
        return;
    find_fault(s, rate, &change);
    raise_change(raiser, s, &change, rate, fall);
}

/* --- differences and directions --- */

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

/* “26.4万元，比上年27.5万元减少1.1万元”: the new value, the old one and the difference. */
static void check_named_old(struct raiser *raiser, const struct sentence *s,
                            const struct mention *d) {
    static const char32_t *const saved[] = {U"节约", U"节省", NULL};
    if (d < s->mentions + 2 || d->approximate || d[-2].approximate ||
        !(d->role == ROLE_CHANGE || mention_label_begins(s->q, d, saved)) ||
        mention_is_reached(s->q, d) || !names_old(s, d - 1, d) || !is_subject(d - 2, d) ||
        d[-2].group != d->group || mention_label_has(s->q, d - 2, old_words))
        return;
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    struct change change = {.older = d - 1, .newer = d - 2};
    if (mention_label_has(s->q, d - 1, from_words))
        return;
    if (!difference_fits(s, d - 2, d - 1, d))
        raise_difference(raiser, s, d - 2, d - 1, d);
    else
        check_direction(raiser, s, &change, d);
}

static void judge_differences(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 2; i < s->count; i++)
        check_named_old(raiser, s, &s->mentions[i]);
    for (size_t i = 1; i < s->count; i++) {
        const struct mention *a = &s->mentions[i - 1], *b = &s->mentions[i], *d = b + 1;
        struct change change;
        if (b->unit->kind == UNIT_POINTS || !read_two(s, a, b, &change) || change.newer != b)
            continue;
        if (mention_is_reached(s->q, b))
            check_direction(raiser, s, &change, b);
        static const char32_t *const saved[] = {U"节约", U"节省", U"少", U"多", U"净", NULL};
        if (i + 1 == s->count || d->approximate || d->group != a->group ||
            (!mention_is_change(s->q, d) && !mention_label_begins(s->q, d, saved)) ||
            mention_is_reached(s->q, d) || has_noun(s->q, d))
            continue;
        bool points = a->unit->kind == UNIT_PERCENT && d->unit->kind == UNIT_POINTS;
        if ((mention_same_unit(a, d) || points) && a->unit->kind != UNIT_POINTS &&
            (a->unit->kind != UNIT_PERCENT || points) && !difference_fits(s, a, b, d))
            raise_difference(raiser, s, a, b, d);
    }
}

/* 预算500万元，调整后560万元，调增70万元: the difference of the two right before it. */
static void check_gap(struct raiser *raiser, const struct sentence *s, const struct mention *d) {
    static const char32_t *const gaps[] = {U"调增", U"调减", U"超支", U"超出", U"超编",
                                           U"空编", U"缺编", U"相差", U"差额", U"缺口",
                                           U"净增", U"净减", U"少支", U"多支", NULL};
    const struct mention *a = d - 2, *b = d - 1;
    if (!mention_label_begins(s->q, d, gaps) || d->approximate || !mention_same_unit(a, d) ||
        !mention_same_unit(b, d) || a->group != d->group || b->group != d->group ||
        a->approximate || b->approximate || a->role == ROLE_CHANGE || b->role == ROLE_CHANGE ||
        d->unit->kind >= UNIT_PERCENT || mention_is_reached(s->q, d) ||
        difference_fits(s, a, b, d) ||
        !number_is_slip(s->q, number_distance(s->q, a->value, b->value), d) ||
        relation_is_told(raiser, s, a->from, d->to))
        return;
    raise_difference(raiser, s, a, b, d);
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
    bool pair = c < end && mention_same_unit(b, d) && read_two(s, b, c, &change) &&
                change.older == b && mention_is_reached(s->q, c) && b->group == d->group;
    bool points = d->unit->kind == UNIT_POINTS && b->unit->kind == UNIT_PERCENT;
    bool old = a != NULL && is_old(s, b) && (points || mention_same_unit(b, d)) &&
               mention_same_unit(a, b) && !a->approximate && !b->approximate &&
               (a->role == ROLE_VALUE || a->role == ROLE_RATE) && a->group == b->group;
    if (pair && !difference_fits(s, b, c, d))
        raise_difference(raiser, s, b, c, d);
    else if (old && !pair && !difference_fits(s, a, b, d))
        raise_difference(raiser, s, a, b, d);
}

/* “由90%提高到93%，提高3%”: points; “由2万增加到6万，增长了3倍”: twice, three times what it was. */
static void check_named_change(struct raiser *raiser, const struct sentence *s,
                               const struct mention *d) {
    const struct mention *a = d - 2, *b = d - 1;
    struct change change;
    bool times = d->unit->name[0] == U'倍', percent = d->unit->kind == UNIT_PERCENT;
    if ((!times && !percent) || d->approximate || !mention_is_change(s->q, d) ||
        has_noun(s->q, d) || !read_two(s, a, b, &change) || change.newer != b ||
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

/* “较上年100万元，增加20万元，降幅20%”: one of the two words is wrong. */
static void check_opposed(struct raiser *raiser, const struct sentence *s,
                          const struct mention *rate) {
    enum { BACK = 2 };
    static const char32_t *const anew[] = {U"较", U"比", U"同比", U"环比", U"其中", NULL};
    if (rate->role != ROLE_GROWTH || rate->unit->kind != UNIT_PERCENT || rate->approximate ||
        has_noun(s->q, rate) || mention_label_has(s->q, rate, anew))
        return;
    for (const struct mention *d = rate - 1; d > s->mentions && rate - d <= BACK; d--) {
        if (d->role != ROLE_CHANGE || d->group != rate->group)
            continue;
        const struct mention *a = d - 1;
        bool named = mention_is_operand(a) && mention_same_unit(a, d) && a->group == d->group &&
                     (a->role == ROLE_OLD || names_old(s, a, d) || year_of(s, a) != 0);
        bool opposed =
            (mention_rises(s->q, d) && !mention_falls(s->q, d) && mention_falls(s->q, rate)) ||
            (mention_falls(s->q, d) && !mention_rises(s->q, d) && mention_rises(s->q, rate) &&
             !mention_falls(s->q, rate));
        if (opposed && named && rate_fits(s->q, range_of(d), range_of(a), rate))
            (void)raise_finding(raiser, s->p, "direction", SEVERITY_ERROR, a->from, rate->to,
                                _("增减数与增减幅度一个说增、一个说减"));
        return;
    }
}

void judge_changes(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++)
        if (s->mentions[i].role == ROLE_GROWTH && s->mentions[i].unit->kind == UNIT_PERCENT &&
            !s->mentions[i].approximate)
            judge_growth(raiser, s, &s->mentions[i]);
    judge_differences(raiser, s);
    for (size_t i = 2; i < s->count; i++) {
        check_gap(raiser, s, &s->mentions[i]);
        check_named_change(raiser, s, &s->mentions[i]);
    }
    for (size_t i = 0; i < s->count; i++) {
        check_difference_first(raiser, s, &s->mentions[i]);
        check_opposed(raiser, s, &s->mentions[i]);
    }
}
