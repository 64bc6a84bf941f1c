/* Rates that are quotients: 执行率, 完成率, 控制率, 占比. */
#include "check/number_ratio.h"

#include "base/lang.h"

static const char32_t *const base_words[] = {
    U"计划", U"预算", U"目标", U"应",   U"任务", U"年初", U"共",   U"总",   U"受理",
    U"查出", U"发现", U"收到", U"接",   U"编制", U"下达", U"安排", U"排查", U"抽检",
    U"抽查", U"检测", U"签订", U"登记", U"涉及", U"核定", U"收集", U"转办", U"交办",
    U"需",   U"检查", U"隐患", U"问题", U"案件", U"诉求", U"工单", U"现有", U"符合",
    U"申请", U"全部", U"辖区", U"发放", U"调解", U"纠纷", U"适龄", U"指标", NULL};

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

/* 收回 for 回收率 */
static bool clause_has_stem(const struct sentence *s, const struct number *n,
                            const char32_t stem[3]) {
    const char32_t back[] = {stem[1], stem[0], 0}, *const words[] = {stem, back, NULL};
    return number_clause_has(s, n, words);
}

static bool stem_is(const char32_t stem[3], const char32_t *word) {
    return stem[0] == word[0] && stem[1] == word[1];
}

static const struct number *find_part(const struct sentence *s, const struct number *rate,
                                      const char32_t stem[3]) {
    static const char32_t *const spent[] = {U"支出", U"执行", U"使用", U"列支",
                                            U"支付", U"实际", U"发生", NULL};
    static const char32_t *const staff[] = {U"在职", U"在编", U"实有", U"在岗", NULL};
    bool money = stem_is(stem, U"执行") || stem_is(stem, U"支出") || stem_is(stem, U"支付");
    bool control = stem_is(stem, U"控制");
    for (const struct number *n = rate; n-- > s->numbers;) {
        bool hit = control ? number_clause_has(s, n, n->unit->kind == UNIT_COUNT ? staff : spent)
                   : money ? number_clause_has(s, n, spent)
                           : clause_has_stem(s, n, stem);
        if (number_is_operand(n) && hit)
            return n;
    }
    return NULL;
}

/* The whole that the words name: before the part, else between it and the rate. */
static const struct number *find_base(const struct sentence *s, const struct number *part,
                                      const struct number *rate) {
    for (const struct number *n = part; n-- > s->numbers;)
        if (number_is_operand(n) && number_same_unit(n, part) && n->group == part->group &&
            number_clause_has(s, n, base_words))
            return n;
    for (const struct number *n = part + 1; n < rate; n++)
        if (number_is_operand(n) && number_same_unit(n, part) && n->value >= part->value &&
            number_clause_has(s, n, base_words))
            return n;
    return NULL;
}

/* No word names it: the larger number before the part that gives the rate most nearly. */
static const struct number *find_near_base(const struct sentence *s, const struct number *part,
                                           const struct number *rate) {
    wide least = (wide)10 * WIDE_ONE; /* points */
    const struct number *base = NULL;
    for (const struct number *n = part; n-- > s->numbers;) {
        struct ratio ratio = {.top = part->value, .base = n->value};
        if (!number_is_operand(n) || !number_same_unit(n, part) || n->value < part->value)
            continue;
        wide off = wide_size(ratio_percent(&ratio, rate) - rate->value);
        if (off < least || (off == least && base == NULL)) {
            least = off;
            base = n;
        }
    }
    return base;
}

static bool is_certain(const struct number *n) {
    return !n->approximate && !n->delta;
}

/* “办结率98.5%（应办结200件，实际办结194件）”: the figures stand in the bracket behind the rate,
 * the part behind the whole. */
static bool read_behind(const struct sentence *s, const struct number *rate,
                        const struct number **part, const struct number **base) {
    const struct number *a = rate + 1, *b = rate + 2;
    if (b >= s->numbers + s->count || !char_is_one_of(s->p->c[rate->to], U"（(") ||
        a->group == rate->group || b->group != a->group || !number_is_operand(a) ||
        !number_is_operand(b) || !number_same_unit(a, b) ||
        (b + 1 < s->numbers + s->count && b[1].group == a->group))
        return false;
    *part = a->value < b->value ? a : b;
    *base = *part == a ? b : a;
    return true;
}

/* “支出288万元，占预算320万元的90%” */
static bool read_share_of(const struct sentence *s, const struct number *rate,
                          const struct number **part, const struct number **base) {
    static const char32_t *const share[] = {U"占", U"为", U"是", U"完成", U"相当于", NULL};
    if (rate < s->numbers + 2 || s->p->c[rate->label_from] != U'的' ||
        rate->label_from != rate[-1].to || word_any_at(s->p, rate[-1].label_from, share) == NULL)
        return false;
    *part = rate - 2;
    *base = rate - 1;
    return number_is_operand(*part) && number_is_operand(*base) && number_same_unit(*part, *base);
}

/* “预算为3万元，支出决算为2.86万元，完成预算的95.33%” */
static bool read_of_budget(const struct sentence *s, const struct number *rate,
                           const struct number **part, const struct number **base) {
    static const char32_t *const heads[] = {U"完成", U"为", U"占", U"达到", U"是", NULL};
    static const char32_t *const wholes[] = {U"预算的", U"预算数的", U"计划的",
                                             U"任务的", U"目标的",   NULL};
    static const char32_t *const budgets[] = {U"预算", U"计划", U"任务", U"目标", NULL};
    if (rate == s->numbers || word_any_at(s->p, rate->label_from, heads) == NULL ||
        word_any_before(s->p, rate->from, wholes) == NULL)
        return false;
    *part = rate - 1;
    *base = NULL;
    if (word_any_within(s->p, (*part)->label_from, (*part)->from, budgets))
        return false;
    for (const struct number *n = *part; n-- > s->numbers && *base == NULL;)
        if (number_same_unit(n, *part) && word_any_within(s->p, n->label_from, n->from, budgets))
            *base = n;
    return *base != NULL && number_is_operand(*part) && number_is_operand(*base);
}

/* 不合格2批次 for 合格率: the rate is of the others. */
static bool is_denied(const struct sentence *s, const struct number *rate,
                      const struct number *part) {
    char32_t stem[3];
    if (!read_stem(s, rate, stem))
        return false;
    const char32_t no[] = {U'不', stem[0], stem[1], 0},
                   not_yet[] = {U'未', stem[0], stem[1], 0}, *const words[] = {no, not_yet, NULL};
    return number_clause_has(s, part, words);
}

/* No word names the figures: the two right before the rate that nearly give it. What a survey asks
 * is of no two figures. */
static bool read_nearest(const struct sentence *s, const struct number *rate,
                         const struct number **part, const struct number **base) {
    static const char32_t *const asked[] = {U"满意", U"知晓", U"参与", U"支持", U"认可",
                                            U"覆盖", U"利用", U"普及", NULL};
    const wide near = (wide)5 * WIDE_ONE; /* points */
    if (rate < s->numbers + 2 || word_find(s->p, rate->label_from, rate->from, U"率") == SIZE_MAX ||
        word_any_within(s->p, rate->label_from, rate->from, asked) ||
        !number_is_operand(rate - 1) || !number_is_operand(rate - 2) ||
        !number_same_unit(rate - 1, rate - 2) || rate[-1].value > rate[-2].value)
        return false;
    *part = rate - 1;
    *base = rate - 2;
    struct ratio ratio = {.top = (*part)->value, .base = (*base)->value};
    return wide_size(ratio_percent(&ratio, rate) - rate->value) <= near;
}

/* The part and the whole that the words name; false: they name none. */
static bool find_quotient(const struct sentence *s, const struct number *rate,
                          const struct number **part, const struct number **base) {
    static const char32_t *const share[] = {U"占", NULL};
    char32_t stem[3];
    bool is_share = word_any_at(s->p, rate->label_from, share) != NULL;
    if (read_share_of(s, rate, part, base) || read_of_budget(s, rate, part, base))
        return true;
    *part = NULL;
    if (is_share && rate > s->numbers)
        *part = rate - 1;
    else if (read_stem(s, rate, stem))
        *part = find_part(s, rate, stem);
    if (*part == NULL)
        return !is_share && read_stem(s, rate, stem) && read_behind(s, rate, part, base);
    if (!number_is_operand(*part))
        return false;
    *base = is_share ? NULL : find_base(s, *part, rate);
    if (*base == NULL)
        *base = find_near_base(s, *part, rate);
    return *base != NULL;
}

static void check_quotient(struct raiser *raiser, const struct sentence *s,
                           const struct sentence *before, const struct number *rate) {
    const wide far = (wide)20 * WIDE_ONE; /* points: perhaps of another whole */
    const struct number *part = NULL, *base = NULL;
    bool named = find_quotient(s, rate, &part, &base);
    if ((!named && !read_nearest(s, rate, &part, &base)) || !is_certain(part) ||
        !is_certain(base) || ratio_any_fits(s, before, RATIO_SHARE, rate, NULL, NULL))
        return;
    struct ratio ratio = {part->value, base->value, ratio_slack(part), ratio_slack(base)};
    if (is_denied(s, rate, part) && base->value > part->value)
        ratio.top = base->value - part->value;
    bool doubtful = !named || wide_size(ratio_percent(&ratio, rate) - rate->value) > far;
    ratio_raise(raiser, s, doubtful ? SEVERITY_WARNING : SEVERITY_ERROR, &ratio,
                base < part ? base : part, base < part ? part : base, rate);
}

void check_rates(struct raiser *raiser, const struct sentence *s, const struct sentence *before) {
    for (size_t i = 0; i < s->count; i++) {
        const struct number *rate = &s->numbers[i];
        if (rate->unit->kind != UNIT_PERCENT || rate->approximate)
            continue;
        if (number_is_change(s, rate))
            check_growth(raiser, s, before, rate);
        else
            check_quotient(raiser, s, before, rate);
    }
    check_differences(raiser, s);
}
