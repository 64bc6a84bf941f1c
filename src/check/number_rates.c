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

/* No word names it: a larger number before the part that nearly gives the rate. */
static const struct number *find_near_base(const struct sentence *s, const struct number *part,
                                           const struct number *rate) {
    const wide near = (wide)10 * WIDE_ONE; /* points */
    for (const struct number *n = part; n-- > s->numbers;) {
        struct ratio ratio = {.top = part->value, .base = n->value};
        if (number_is_operand(n) && number_same_unit(n, part) && n->value >= part->value &&
            wide_size(ratio_percent(&ratio, rate) - rate->value) <= near)
            return n;
    }
    return NULL;
}

static bool is_certain(const struct number *n) {
    return !n->approximate && !n->delta;
}

void check_quotient(struct raiser *raiser, const struct sentence *s, const struct sentence *before,
                    const struct number *rate) {
    static const char32_t *const share[] = {U"占", NULL};
    const wide far = (wide)20 * WIDE_ONE; /* points: perhaps of another whole */
    char32_t stem[3];
    const struct number *part = NULL;
    bool is_share = word_any_at(s->p, rate->label_from, share) != NULL;
    if (is_share && rate > s->numbers)
        part = rate - 1;
    else if (read_stem(s, rate, stem))
        part = find_part(s, rate, stem);
    if (part == NULL || !number_is_operand(part) || !is_certain(part))
        return;
    const struct number *base = find_base(s, part, rate);
    if (base == NULL || is_share)
        base = find_near_base(s, part, rate);
    if (base == NULL || !is_certain(base) ||
        ratio_any_fits(s, before, RATIO_SHARE, rate, NULL, NULL))
        return;
    struct ratio ratio = {part->value, base->value, ratio_slack(part), ratio_slack(base)};
    bool doubtful = wide_size(ratio_percent(&ratio, rate) - rate->value) > far;
    ratio_raise(raiser, s, doubtful ? SEVERITY_WARNING : SEVERITY_ERROR, &ratio,
                base < part ? base : part, rate);
}

void check_rates(struct raiser *raiser, const struct sentence *s, const struct sentence *before) {
    for (size_t i = 1; i < s->count; i++) {
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
