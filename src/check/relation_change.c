/* Growth and differences: from an old and a new value, or from one of them and the difference. The
 * value that a change speaks of is carried on: through 较上年…，较预算…, past shares, and into the
 * next sentence that has none of its own. */
#include "check/change.h"
#include "check/relation.h"

#include "base/lang.h"
#include "base/text/char_class.h"

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

static bool label_holds(const struct quantities *q, const struct mention *n, size_t from,
                        size_t to) {
    for (size_t at = n->label_from; at + (to - from) <= n->label_to; at++) {
        size_t i = 0;
        while (from + i < to && q->text.c[at + i] == q->text.c[from + i])
            i++;
        if (from + i == to && !char_is_one_of(q->text.c[at + i], U"中里内")) /* 本年支出中 */
            return true;
    }
    return false;
}

struct subject {
    const struct mention *value; /* NULL: it is not said */
    bool certain;
};

/* The value that the named thing has, in this sentence or the two before. */
static struct subject find_named(const struct sentence *s, const struct mention *d) {
    enum { SENTENCES = 2 };
    size_t from, to;
    change_read_noun(s->q, d, &from, &to);
    for (const struct mention *n = d; n-- > s->q->mentions;) {
        if (d->sentence - n->sentence > SENTENCES)
            break;
        if (change_is_subject(n, d) && label_holds(s->q, n, from, to))
            return (struct subject){n, true};
    }
    return (struct subject){0};
}

/* The last value before it; of the sentence before where this one has none. */
static struct subject find_carried(const struct sentence *s, const struct mention *d) {
    const struct mention *found = NULL;
    size_t count = 0;
    for (const struct mention *n = d; n-- > s->mentions;)
        if (change_is_subject(n, d) && (n->group == d->group || n->group == 0))
            return (struct subject){n, n->group == d->group || n + 1 == d};
    if (s->index == 0)
        return (struct subject){0};
    struct sentence before = sentence_at(s->p, s->q, s->index - 1);
    for (size_t i = 0; i < before.count; i++)
        if (change_is_subject(&before.mentions[i], d) && before.mentions[i].group == 0) {
            found = found == NULL ? &before.mentions[i] : found;
            count++;
        }
    enum { SURE = 2 };
    return (struct subject){found, count <= SURE && d->paragraph == before.mentions[0].paragraph};
}

/* --- old and new --- */

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
        if (apart || change_has_noun(s->q, later) || s->q->text.c[later->label_from - 1] == U'；' ||
            s->q->text.c[later->label_from - 1] == U'。')
            continue;
        if (i == 1 && second == AGAINST_NOTHING && first != AGAINST_NOTHING)
            continue; /* “下降3%，较预算减少2万元” begins another comparison */
        return d;
    }
    return NULL;
}

static bool read_difference(const struct sentence *s, const struct mention *rate,
                            struct change *change) {
    const struct mention *d = find_difference(s, rate);
    if (d == NULL)
        return false;
    const struct mention *a = d > s->mentions ? d - 1 : NULL;
    *change = (struct change){.off = d, .certain = true};
    const struct mention *last =
        (d < rate ? rate : d) + 1; /* 比2021年增收12万元，…，2021年为80万元 */
    if (last < s->mentions + s->count && change_year_of(s, d) != 0 &&
        change_year_of(s, last) == change_year_of(s, d) && mention_is_operand(last) &&
        mention_same_unit(last, d) && last->group == d->group && !last->approximate) {
        change->older = last;
        return true;
    }
    if (a != NULL &&
        (change_names_old(s, a, d) || (change_is_old(s, a) && mention_same_unit(a, d) &&
                                       a->group == d->group && mention_is_operand(a)))) {
        change->older = a;
        return true;
    }
    const struct mention *speaks = d < rate ? d : rate;
    struct subject subject =
        change_has_noun(s->q, speaks) ? find_named(s, d) : find_carried(s, speaks);
    if (change_has_noun(s->q, speaks) && d > rate)
        subject.value = NULL;
    if (d > rate) /* “61646万元，同比增长10.7%，增收5939万元” */
        for (const struct mention *n = rate; subject.value == NULL && n-- > s->mentions;)
            if (change_is_subject(n, d) && n->group == d->group) {
                subject = (struct subject){n, n + 1 == rate || n->role == ROLE_VALUE};
                break;
            }
    const struct mention *behind = (d < rate ? rate : d) + 1;
    if (subject.value == NULL && behind < s->mentions + s->count && change_is_subject(behind, d) &&
        mention_is_reached(s->q, behind) && behind->group == d->group &&
        behind->label_from <= behind[-1].to + 1) /* ，达到62.3亿元 */
        subject = (struct subject){behind, true};
    if (subject.value == NULL || subject.value->approximate)
        return false;
    change->newer = subject.value;
    change->certain = subject.certain;
    return true;
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
        points_find(s->q->text, rate->to, behind->from, U"；") == SIZE_MAX &&
        change_read_two(s, behind, behind + 1, change) && change->older == behind)
        return true;
    if (change_has_noun(s->q, rate))
        return false;
    /* “862万元，较年初820万元增长5.6%” */
    static const char32_t *const against[] = {U"较", U"比", NULL};
    if (before >= 2 && rate->label_from == rate[-1].to && mention_is_operand(rate - 1) &&
        mention_label_begins(s->q, rate - 1, against) && mention_is_operand(rate - 2) &&
        mention_same_unit(rate - 1, rate - 2) && rate[-2].role == ROLE_VALUE &&
        !rate[-1].approximate && !rate[-2].approximate && rate[-1].group == rate[-2].group &&
        rate[-1].role != ROLE_CHANGE) {
        *change = (struct change){.older = rate - 1, .newer = rate - 2, .certain = true};
        return true;
    }
    if (before >= 3 && mention_is_operand(rate - 3) && mention_is_operand(rate - 2) &&
        mention_same_unit(rate - 3, rate - 1) && !mention_is_reached(s->q, rate - 1) &&
        (rate[-1].role == ROLE_CHANGE || change_difference_fits(s, rate - 3, rate - 2, rate - 1)) &&
        change_read_two(s, rate - 3, rate - 2, change)) {
        change->off = rate - 1;
        return true;
    }
    /* “320户，同比增长25%，上年同期250户” */
    bool bracket = char_is_one_of(s->q->text.c[rate->to], U"（(") &&
                   behind < s->mentions + s->count &&
                   change_year_of(s, behind) != 0; /* 38.6亿元，同比增长8.7%（2023年为35.2亿元） */
    const struct mention *now = rate;
    while (bracket && now > s->mentions &&
           (now[-1].unit->kind >= UNIT_PERCENT || now[-1].role == ROLE_BASE))
        now--;
    if (bracket && now > s->mentions && !rate[-1].approximate && !now[-1].approximate &&
        mention_same_unit(now - 1, behind) && mention_is_operand(behind) &&
        mention_is_operand(now - 1) && now[-1].role == ROLE_VALUE) {
        *change = (struct change){.older = behind, .newer = now - 1, .certain = true};
        return true;
    }
    if (before >= 1 && behind < s->mentions + s->count && mention_is_operand(rate - 1) &&
        mention_is_operand(behind) && change_is_old(s, behind) && !change_is_old(s, rate - 1) &&
        !mention_is_change(s->q, rate - 1) && mention_same_unit(rate - 1, behind) &&
        points_find(s->q->text, rate->to, behind->from, U"；") == SIZE_MAX &&
        !rate[-1].approximate && !behind->approximate) {
        *change = (struct change){.older = behind, .newer = rate - 1, .certain = true};
        return true;
    }
    return before >= 2 && mention_is_operand(rate - 1) && mention_is_operand(rate - 2) &&
           rate[-2].group == rate->group && change_read_two(s, rate - 2, rate - 1, change);
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
           (change_year_of(s, n) != 0 && change_year_of(s, n) < s->p->report->year);
}

/* Whether one of these numbers is what n was before it changed by the rate. */
static bool is_grown(const struct sentence *s, const struct mention *rate, const struct mention *n,
                     const struct mention *first, const struct mention *end, bool fall) {
    struct range from = range_of_old(s->q, range_of(n), rate, fall);
    for (const struct mention *b = first; b < end; b++)
        if (b != n && mention_is_operand(b) && mention_same_unit(b, n) && b->role != ROLE_CHANGE &&
            range_holds(&from, b))
            return true;
    return false;
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
        if (!mention_is_operand(n) || !mention_same_unit(n, like) || n->role == ROLE_CHANGE ||
            n == c->older)
            continue;
        bool other = c->older == NULL && mention_compare(n, c->newer) != 0 && may_be_old(s, n);
        if (c->off != NULL && ((other && range_holds(&older, n)) || range_holds(&newer, n)))
            return true;
        if (c->off == NULL && is_grown(s, rate, n, first, end, fall))
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
    change_read_noun(s->q, c->off, &noun, &to);
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

/* Both values are there, and what is called a rise is a fall, or the other way round. */
static bool is_turned(const struct change *c, bool fall) {
    if (c->older == NULL || c->newer == NULL)
        return false;
    int order = mention_compare(c->newer, c->older);
    return fall ? order > 0 : order < 0;
}

static void say_values(struct str *out, const struct change *c, const struct mention *rate,
                       const struct number *off, const struct number *percent, bool fall) {
    bool turned = is_turned(c, fall);
    if (turned) {
        mention_write(out, c->newer, c->newer->scale);
        str_add_text(out, fall ? _("大于") : _("小于"));
        mention_write(out, c->older, c->newer->scale);
        str_add_text(out, _("，方向不对："));
    }
    amount_write(out, off, c->older->scale, c->older->decimals);
    str_add_text(out, " ÷ ");
    mention_write(out, c->older, c->older->scale);
    str_add_text(out, " = ");
    amount_write(out, percent, 0, rate->decimals);
    if (turned)
        str_add_text(out, fall ? _("%，应为增长，文中为下降") : _("%，应为下降，文中为增长"));
    else
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
        say_values(&message, c, rate, off, percent, fall);
    else
        say_difference(&message, s, c, rate, older, percent, fall);
    find_span(s, c, rate, &from, &to);
    bool given = c->older != NULL && c->older->group != rate->group; /* for this very rate */
    bool doubtful = !c->certain || (is_comparable(s, rate->from) && !given);
    (void)raise_finding(raiser, s->p, "rate", doubtful ? SEVERITY_WARNING : SEVERITY_ERROR, from,
                        to, message.s);
    str_release(&message);
}

/* Of several values the one that the change was wrongly divided by is the one that is meant. */
static void find_fault(const struct sentence *s, const struct mention *rate, struct change *c) {
    if (c->older != NULL || c->off > rate)
        return;
    for (const struct mention *n = s->mentions; n < c->off; n++)
        if (change_is_subject(n, c->off) && !n->approximate &&
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

void judge_changes(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++)
        if (s->mentions[i].role == ROLE_GROWTH && s->mentions[i].unit->kind == UNIT_PERCENT &&
            !s->mentions[i].approximate)
            judge_growth(raiser, s, &s->mentions[i]);
}
