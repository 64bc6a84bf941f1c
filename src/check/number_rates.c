/* Rates and growth: what their two figures give. */
#include "check/numbers.h"

#include "base/lang.h"

/* 100 × operand × 10^9 and rate × operand stay within 127 bits. */
#define OPERAND_MOST ((wide)10000000000000000 * WIDE_ONE)
#define RATE_MOST    ((wide)10000 * WIDE_ONE)

struct ratio {
    wide top, base, slack_top, slack_base;
};

/* Whether 100 top / base, as exact as they are written, can be printed as this rate. */
static bool ratio_fits(struct ratio r, const struct number *rate) {
    r.top = wide_size(r.top);
    if (r.base - r.slack_base <= 0 || r.top > OPERAND_MOST || r.base > OPERAND_MOST ||
        rate->value > RATE_MOST)
        return false;
    wide percent = (wide)100 * WIDE_ONE;
    return (r.top - r.slack_top) * percent <=
               (rate->value + rate->half) * (r.base + r.slack_base) &&
           (r.top + r.slack_top) * percent >= (rate->value - rate->half) * (r.base - r.slack_base);
}

static wide slack(const struct number *n) {
    return n->fraction ? n->half : 0;
}

enum rate_kind { RATE_SHARE, RATE_RISE, RATE_FALL };

/* A share: a of b, or what b has besides a. A rise or fall: from the smaller to the larger or back,
 * or a change whose old or new value the other is. */
static bool pair_fits(enum rate_kind kind, const struct number *a, const struct number *b,
                      const struct number *rate) {
    wide slack_a = slack(a), slack_b = slack(b), both = slack_a + slack_b;
    wide off = b->value - a->value;
    if (ratio_fits((struct ratio){a->value, b->value, slack_a, slack_b}, rate))
        return true;
    if (kind == RATE_SHARE)
        return off >= 0 && ratio_fits((struct ratio){off, b->value, both, slack_b}, rate);
    bool rise = kind == RATE_RISE;
    wide base = rise ? off : a->value + b->value; /* a is the change, b the new value */
    if (base > 0 && ratio_fits((struct ratio){a->value, base, slack_a, both}, rate))
        return true;
    return (rise ? off <= 0 : off >= 0) &&
           ratio_fits((struct ratio){off, b->value, both, slack_b}, rate);
}

static bool is_operand(const struct number *n) {
    return n->unit->kind < UNIT_PERCENT && n->value > 0;
}

/* Any two numbers of the two sentences, or two of them over a third. */
static bool any_fits(const struct sentence *s, const struct sentence *before, enum rate_kind kind,
                     const struct number *rate) {
    const struct number *all[2 * SENTENCE_MOST];
    enum { NEAR = 40 };
    size_t count = 0;
    for (size_t i = 0; before != NULL && !before->overflow && i < before->count; i++)
        if (is_operand(&before->numbers[i]))
            all[count++] = &before->numbers[i];
    for (size_t i = 0; i < s->count; i++)
        if (is_operand(&s->numbers[i]))
            all[count++] = &s->numbers[i];
    size_t first = count > NEAR ? count - NEAR : 0;
    for (size_t a = first; a < count; a++)
        for (size_t b = first; b < count; b++) {
            if (a == b || !number_same_unit(all[a], all[b]))
                continue;
            if (pair_fits(kind, all[a], all[b], rate))
                return true;
            if (a + 1 < count && a + 1 != b && number_same_unit(all[a + 1], all[b]) &&
                ratio_fits((struct ratio){all[a]->value + all[a + 1]->value, all[b]->value,
                                          slack(all[a]) + slack(all[a + 1]), slack(all[b])},
                           rate))
                return true;
        }
    return false;
}

/* --- the operands that the words name --- */

static const char32_t *const base_words[] = {
    U"计划", U"预算", U"目标", U"应",   U"任务", U"年初", U"共",   U"总",   U"受理", U"查出",
    U"发现", U"收到", U"接",   U"编制", U"下达", U"安排", U"排查", U"抽检", U"抽查", U"检测",
    U"签订", U"登记", U"涉及", U"核定", U"收集", U"转办", U"交办", U"需",   U"检查", U"隐患",
    U"问题", U"案件", U"诉求", U"工单", U"现有", U"符合", U"申请", U"全部", U"辖区", NULL};

static bool clause_has(const struct sentence *s, const struct number *n,
                       const char32_t *const *words) {
    size_t to = n->to;
    while (to < s->to && !char_is_separator(s->p->c[to]) && !char_is_digit(s->p->c[to]))
        to++;
    return word_any_within(s->p, n->label_from, to, words);
}

/* The two characters before 率 name what is counted: 办结率, 执行率. */
static bool read_stem(const struct sentence *s, const struct number *rate, char32_t stem[3]) {
    size_t mark = word_find(s->p, rate->label_from, rate->from, U"率");
    if (mark == SIZE_MAX || mark < rate->label_from + 2)
        return false;
    stem[0] = s->p->c[mark - 2];
    stem[1] = s->p->c[mark - 1];
    stem[2] = 0;
    return true;
}

static void raise_rate(struct raiser *raiser, const struct sentence *s, enum severity severity,
                       struct ratio ratio, const struct number *first, const struct number *rate) {
    wide top = wide_size(ratio.top), percent = (wide)100 * WIDE_ONE;
    wide shown = top > OPERAND_MOST || ratio.base <= 0 ? 0 : top * percent / ratio.base;
    wide unit = rate->half * 2; /* round as the text does */
    shown = (shown + unit / 2) / unit * unit;
    struct str message = STR_INIT;
    int scale = first->scale;
    wide_add(&message, top, scale);
    str_add_text(&message, " ÷ ");
    wide_add(&message, ratio.base, scale);
    str_add_text(&message, " = ");
    wide_add(&message, shown, 0);
    str_add_text(&message, _("%，文中为"));
    wide_add(&message, rate->value, 0);
    str_add_text(&message, "%");
    (void)raise_finding(raiser, s->p, "rate", severity, first->from, rate->to, message.s);
    str_release(&message);
}

static const struct number *find_part(const struct sentence *s, const struct number *rate,
                                      const char32_t *stem) {
    static const char32_t *const spent[] = {U"支出", U"执行", NULL};
    static const char32_t *const staff[] = {U"在职", U"在编", U"实有", NULL};
    const char32_t *const own[] = {stem, NULL};
    const char32_t *const *words = stem[0] == U'执' && stem[1] == U'行'   ? spent
                                   : stem[0] == U'控' && stem[1] == U'制' ? staff
                                                                          : own;
    for (const struct number *n = rate; n-- > s->numbers;)
        if (is_operand(n) && clause_has(s, n, words))
            return n;
    return NULL;
}

static void check_quotient(struct raiser *raiser, const struct sentence *s,
                           const struct sentence *before, const struct number *rate) {
    static const char32_t *const share[] = {U"占", NULL};
    char32_t stem[3];
    const struct number *part = NULL, *base = NULL;
    bool is_share = word_any_at(s->p, rate->label_from, share) != NULL;
    if (is_share && rate > s->numbers)
        part = rate - 1;
    else if (read_stem(s, rate, stem))
        part = find_part(s, rate, stem);
    if (part == NULL || !is_operand(part) || part->approximate || part->delta)
        return;
    for (const struct number *n = part; n-- > s->numbers && base == NULL;)
        if (is_operand(n) && number_same_unit(n, part) && n->group == part->group &&
            clause_has(s, n, base_words))
            base = n;
    if (base == NULL || base->approximate || base->delta || any_fits(s, before, RATE_SHARE, rate))
        return;
    raise_rate(raiser, s, SEVERITY_ERROR,
               (struct ratio){part->value, base->value, slack(part), slack(base)}, base, rate);
}

/* --- growth --- */

static bool is_change(const struct sentence *s, const struct number *n) {
    static const char32_t *const changes[] = {U"增长", U"下降", U"增加",   U"减少",
                                              U"上升", U"提高", U"降低",   U"增幅",
                                              U"降幅", U"压减", U"变动率", NULL};
    return word_any_within(s->p, n->label_from, n->from, changes);
}

static bool falls(const struct sentence *s, const struct number *n) {
    static const char32_t *const falling[] = {U"下降", U"减少", U"降低", U"降幅", U"压减", NULL};
    return word_any_within(s->p, n->label_from, n->from, falling);
}

/* Older and newer value: “由a增加到b”, “上年a，今年b”, or “b，较上年增加d”. */
static bool find_change(const struct sentence *s, const struct number *rate, struct ratio *ratio) {
    static const char32_t *const old[] = {U"上年", U"去年", U"上一年", NULL};
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    static const char32_t *const to_words[] = {U"到", U"至", U"为", NULL};
    if (rate < s->numbers + 2)
        return false;
    const struct number *a = rate - 2, *b = rate - 1;
    if (!is_operand(a) || !is_operand(b) || !number_same_unit(a, b) || a->approximate ||
        b->approximate || a->group != rate->group || b->group != rate->group)
        return false;
    bool stepped = word_any_within(s->p, a->label_from, a->from, from_words) &&
                   word_any_before(s->p, b->from, to_words) != NULL;
    bool compared = word_any_within(s->p, a->label_from, a->from, old) && !a->delta && !b->delta &&
                    !word_any_within(s->p, b->label_from, b->from, old);
    if (stepped || compared) {
        *ratio = (struct ratio){b->value - a->value, a->value, slack(a) + slack(b), slack(a)};
        return true;
    }
    bool change = is_change(s, b) && !a->delta && word_any_before(s->p, b->from, to_words) == NULL;
    wide older = falls(s, b) ? a->value + b->value : a->value - b->value;
    *ratio = (struct ratio){b->value, older, slack(b), slack(a) + slack(b)};
    return change && older > 0;
}

static void check_change(struct raiser *raiser, const struct sentence *s,
                         const struct sentence *before, const struct number *rate) {
    /* their growth is at comparable prices */
    static const char32_t *const comparable[] = {U"增加值", U"GDP",        U"生产总值", U"投资",
                                                 U"零售",   U"社零",       U"总产值",   U"人均收入",
                                                 U"销售额", U"可支配收入", NULL};
    struct ratio ratio;
    enum rate_kind kind = falls(s, rate) ? RATE_FALL : RATE_RISE;
    if (!find_change(s, rate, &ratio) || any_fits(s, before, kind, rate))
        return;
    bool priced = word_any_within(s->p, s->from, rate->from, comparable);
    raise_rate(raiser, s, priced ? SEVERITY_WARNING : SEVERITY_ERROR, ratio, rate - 2, rate);
}

void check_rates(struct raiser *raiser, const struct sentence *s, const struct sentence *before) {
    for (size_t i = 1; i < s->count; i++) {
        const struct number *rate = &s->numbers[i];
        if (rate->unit->kind != UNIT_PERCENT || rate->approximate)
            continue;
        if (is_change(s, rate))
            check_change(raiser, s, before, rate);
        else
            check_quotient(raiser, s, before, rate);
    }
}
