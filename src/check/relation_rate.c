/* Rates of two figures: 执行率, 完成率, 控制率, 合格率, 满意率. The whole may stand in the sentence
 * before. */
#include "check/relation_rate_sum.h"

#include "base/lang.h"

static const char32_t *const base_words[] = {
    U"计划", U"预算", U"目标", U"应",   U"任务", U"年初", U"共",   U"总",   U"受理",
    U"查出", U"发现", U"收到", U"接",   U"编制", U"下达", U"安排", U"排查", U"抽检",
    U"抽查", U"检测", U"签订", U"登记", U"涉及", U"核定", U"收集", U"转办", U"交办",
    U"需",   U"检查", U"隐患", U"问题", U"案件", U"诉求", U"工单", U"现有", U"符合",
    U"申请", U"全部", U"辖区", U"发放", U"调解", U"纠纷", U"适龄", U"指标", U"收入",
    U"有效", U"收回", U"回收", U"样本", U"受访", U"参评", U"参与", NULL};

/* --- part and whole --- */

/* The two characters before 率 name what is counted: 办结率, 执行率. */
static bool read_stem(const struct sentence *s, const struct mention *rate, char32_t stem[3]) {
    size_t mark = word_find(s->p, rate->label_from, rate->from, U"率");
    if (mark == SIZE_MAX) /* 满意度 */
        mark = word_find(s->p, rate->label_from, rate->from, U"度");
    if (mark == SIZE_MAX) /* 动用比例 */
        mark = word_find(s->p, rate->label_from, rate->from, U"比例");
    if (mark == SIZE_MAX || mark < rate->label_from + 2)
        return false;
    stem[0] = s->q->text.c[mark - 2];
    stem[1] = s->q->text.c[mark - 1];
    stem[2] = 0;
    return true;
}

/* 收回 for 回收率 */
static bool clause_has_stem(const struct sentence *s, const struct mention *n,
                            const char32_t stem[3]) {
    const char32_t back[] = {stem[1], stem[0], 0}, *const words[] = {stem, back, NULL};
    return mention_clause_has(s->q, n, words);
}

static bool stem_is(const char32_t stem[3], const char32_t *word) {
    return stem[0] == word[0] && stem[1] == word[1];
}

/* 编制使用率: of those who are there and of all posts. */
static bool is_of_posts(const struct sentence *s, const struct mention *rate) {
    static const char32_t *const posts[] = {U"编制使用", U"编制控制", U"在编率", U"满编率", NULL};
    return mention_label_has(s->q, rate, posts);
}

static const struct mention *find_part(const struct sentence *s, const struct mention *rate,
                                       const char32_t stem[3]) {
    static const char32_t *const spent[] = {U"支出", U"执行", U"使用", U"列支", U"支付",
                                            U"实际", U"发生", U"决算", NULL};
    static const char32_t *const staff[] = {U"在职", U"在编", U"实有", U"在岗", NULL};
    bool money = stem_is(stem, U"执行") || stem_is(stem, U"支出") || stem_is(stem, U"支付");
    bool control = stem_is(stem, U"控制") || is_of_posts(s, rate);
    for (const struct mention *n = rate; n-- > s->mentions;) {
        bool hit = control
                       ? mention_clause_has(s->q, n, n->unit->kind == UNIT_COUNT ? staff : spent)
                   : money ? mention_clause_has(s->q, n, spent)
                           : clause_has_stem(s, n, stem);
        if (mention_is_operand(n) && hit)
            return n;
    }
    return NULL;
}

static bool may_be_base(const struct sentence *s, const struct mention *n,
                        const struct mention *part) {
    return mention_is_operand(n) && n->role != ROLE_CHANGE && mention_same_family(s, n, part) &&
           n->group == part->group;
}

/* The whole that the words name: before the part, what came back of a survey first; else between
 * it and the rate. */
static const struct mention *find_base(const struct sentence *s, const struct mention *part,
                                       const struct mention *rate) {
    static const char32_t *const valid[] = {U"有效", U"收回", U"回收", NULL};
    static const char32_t *const plans[] = {U"计划", U"目标", U"任务", NULL};
    const struct mention *base = NULL;
    /* 满意率90.8%（以收回有效问卷252份计） */
    const struct mention *behind = rate + 1;
    if (behind < s->mentions + s->count && char_is_one_of(s->q->text.c[rate->to], U"（(") &&
        char_is_one_of(s->q->text.c[rate->to + 1], U"以按全共总") && mention_is_operand(behind) &&
        mention_same_family(s, behind, part))
        return behind;
    for (const struct mention *n = part; n-- > s->mentions;) {
        if (!may_be_base(s, n, part) || !mention_clause_has(s->q, n, base_words) ||
            (is_of_posts(s, rate) && mention_compare(n, part) < 0))
            continue;
        if (mention_clause_has(s->q, n, valid))
            return n;
        base = base == NULL ? n : base;
    }
    for (const struct mention *n = part + 1; n < rate && base == NULL; n++)
        if (may_be_base(s, n, part) && mention_clause_has(s->q, n, base_words) &&
            (mention_compare(n, part) >= 0 || mention_clause_has(s->q, n, plans)))
            return n;
    return base;
}

/* No word names it: the larger number before the part that gives the rate most nearly. */
static const struct mention *find_near_base(const struct sentence *s, const struct mention *part,
                                            const struct mention *rate) {
    enum { NEAR = 10 }; /* points */
    const struct number *least = quantities_keep(s->q, number_from_int(NEAR));
    const struct mention *base = NULL;
    for (const struct mention *n = part; n-- > s->mentions;) {
        if (!may_be_base(s, n, part) || mention_compare(n, part) < 0)
            continue;
        const struct number *percent = rate_percent(s->q, part->value, n->value, rate);
        const struct number *off = number_distance(s->q, percent, rate->value);
        int order = number_compare(off, least);
        if (order < 0 || (order == 0 && base == NULL)) {
            least = off;
            base = n;
        }
    }
    return base;
}

/* “办结率98.5%（应办结200件，实际办结194件）”: the figures stand in the bracket behind the rate,
 * the part behind the whole. */
static bool read_behind(const struct sentence *s, const struct mention *rate,
                        const struct mention **part, const struct mention **base) {
    const struct mention *a = rate + 1, *b = rate + 2;
    if (b >= s->mentions + s->count || !char_is_one_of(s->q->text.c[rate->to], U"（(") ||
        a->group == rate->group || b->group != a->group || !mention_is_operand(a) ||
        !mention_is_operand(b) || !mention_same_unit(a, b) ||
        (b + 1 < s->mentions + s->count && b[1].group == a->group))
        return false;
    *part = mention_compare(a, b) < 0 ? a : b;
    *base = *part == a ? b : a;
    return true;
}

/* 不合格2批次 for 合格率: the rate is of the others. */
static bool is_denied(const struct sentence *s, const struct mention *rate,
                      const struct mention *part) {
    char32_t stem[3];
    if (!read_stem(s, rate, stem))
        return false;
    const char32_t no[] = {U'不', stem[0], stem[1], 0},
                   not_yet[] = {U'未', stem[0], stem[1], 0}, *const words[] = {no, not_yet, NULL};
    return mention_clause_has(s->q, part, words);
}

/* --- any reading --- */

/* 预算680万元，实际支出646万元: which of the two is the whole is not open. */
static bool is_plan_and_deed(const struct sentence *s, const struct mention *base,
                             const struct mention *part) {
    static const char32_t *const plans[] = {U"预算", U"计划", U"目标", U"任务", U"应",
                                            U"发放", U"下达", U"安排", U"核定", NULL};
    static const char32_t *const deeds[] = {U"实际", U"支出", U"完成", U"执行", U"收回", U"回收",
                                            U"到位", U"使用", U"支付", U"实",   U"已",   NULL};
    return mention_label_has(s->q, base, plans) && mention_label_has(s->q, part, deeds) &&
           !mention_label_has(s->q, part, plans);
}

/* a of b, what b has besides a, or a and the number behind it of b. `never` (may be NULL) is no
 * whole of a. */
static bool pair_fits(const struct sentence *s, const struct mention *a, const struct mention *end,
                      const struct mention *rate, const struct mention *first,
                      const struct mention *never) {
    struct range whole = range_of_base(s->q, range_of(a), rate);
    struct range rest = range_of_old(s->q, range_of(a), rate, true);
    struct range both = {0};
    if (a + 1 < end && mention_is_operand(a + 1) && mention_same_unit(a, a + 1))
        both = range_of_base(s->q, range_sum(s->q, range_of(a), range_of(a + 1)), rate);
    for (const struct mention *b = first; b < end; b++)
        if (b != a && b != never && mention_is_operand(b) && mention_same_family(s, a, b) &&
            (range_holds(&whole, b) || range_holds(&rest, b) ||
             (b != a + 1 && range_holds(&both, b))))
            return true;
    return false;
}

/* The first mention behind the ； before the rate where both figures stand behind it too. */
static const struct mention *own_segment(const struct sentence *s, const struct mention *rate,
                                         const struct mention *part, const struct mention *base) {
    const struct mention *first = rate;
    while (first > s->mentions &&
           points_find(s->q->text, first[-1].to, first->from, U"；") == SIZE_MAX)
        first--;
    return part >= first && base >= first ? first : NULL;
}

/* Among the numbers around the rate: of its own segment, else in its sentence and the one before.
 */
static bool any_fits(const struct sentence *s, const struct mention *rate,
                     const struct mention *part, const struct mention *base) {
    enum { BEFORE = 24, BEHIND = 8 };
    struct sentence both;
    if (!sentence_with_before(&both, s) || both.unclear)
        both = *s;
    const struct mention *first = both.mentions, *end = both.mentions + both.count;
    const struct mention *own = own_segment(s, rate, part, base);
    first = own != NULL ? own : rate - first > BEFORE ? rate - BEFORE : first;
    end = end - rate > BEHIND ? rate + BEHIND : end;
    const struct mention *deed = is_plan_and_deed(s, base, part) ? part : NULL;
    for (const struct mention *a = first; a < end; a++)
        if (mention_is_operand(a) && pair_fits(&both, a, end, rate, first, a == base ? deed : NULL))
            return true;
    return false;
}

/* --- judging --- */

static void raise_rate(struct raiser *raiser, const struct sentence *s, enum severity severity,
                       const struct mention *part, const struct mention *base,
                       const struct mention *rate) {
    const struct number *top = part->value;
    if (is_denied(s, rate, part) && mention_compare(base, part) > 0)
        top = quantities_keep(s->q, number_subtract(base->value, part->value));
    const struct number *percent = rate_percent(s->q, top, base->value, rate);
    const struct mention *first = part->from < base->from ? part : base;
    const struct mention *last = first == part ? base : part;
    size_t from = first->from < rate->from ? first->from : rate->from;
    size_t to = last->to > rate->to ? last->to : rate->to;
    if (percent == NULL || relation_is_told(raiser, s, from, to))
        return;
    enum { FAR = 20 }; /* points: perhaps of another whole */
    const struct number *far = quantities_keep(s->q, number_from_int(FAR));
    if (number_compare(number_distance(s->q, percent, rate->value), far) > 0)
        severity = SEVERITY_WARNING;
    struct str message = STR_INIT;
    amount_write(&message, top, first->scale, first->decimals);
    str_add_text(&message, " ÷ ");
    mention_write(&message, base, first->scale);
    str_add_text(&message, " = ");
    amount_write(&message, percent, 0, rate->decimals);
    str_add_text(&message, _("%，文中为"));
    mention_write(&message, rate, 0);
    str_add_text(&message, "%");
    (void)raise_finding(raiser, s->p, "rate", severity, from, to, message.s);
    str_release(&message);
}

static bool is_certain(const struct mention *n) {
    return !n->approximate && n->role != ROLE_CHANGE;
}

/* 支出1,767万元，支出率为95%: of 收入1,860万元 in the sentence before. */
static const struct mention *find_base_before(const struct sentence *s,
                                              const struct mention *part) {
    struct sentence both;
    if (!sentence_with_before(&both, s) || both.unclear)
        return NULL;
    for (const struct mention *n = s->mentions; n < part; n++)
        if (mention_is_operand(n) && mention_same_family(s, n, part))
            return NULL; /* it has numbers of its own */
    for (const struct mention *n = s->mentions; n-- > both.mentions;)
        if (may_be_base(s, n, part) && !n->approximate && mention_compare(n, part) >= 0 &&
            mention_clause_has(s->q, n, base_words))
            return n;
    return NULL;
}

/* “使用率96.6%，资金总额500万元，已使用483万元”: both behind, where nothing stands before. */
static bool read_both_behind(const struct sentence *s, const struct mention *rate,
                             const char32_t stem[3], const struct mention **part,
                             const struct mention **base) {
    static const char32_t *const wholes[] = {U"总",   U"预算", U"应", U"任务",
                                             U"计划", U"目标", NULL};
    const struct mention *a = rate + 1, *b = rate + 2;
    if (rate != s->mentions || b >= s->mentions + s->count || !mention_is_operand(a) ||
        !mention_is_operand(b) || !mention_same_unit(a, b) || a->group != rate->group ||
        b->group != rate->group || !mention_label_has(s->q, a, wholes) ||
        !clause_has_stem(s, b, stem))
        return false;
    *base = a;
    *part = b;
    return true;
}

/* “积案18件，化解率88.9%，化解16件” */
static bool read_part_behind(const struct sentence *s, const struct mention *rate,
                             const char32_t stem[3], const struct mention **part,
                             const struct mention **base) {
    const struct mention *before = rate - 1, *behind = rate + 1;
    if (rate == s->mentions || behind >= s->mentions + s->count ||
        !clause_has_stem(s, behind, stem) || !mention_is_operand(before) ||
        !mention_is_operand(behind) || !mention_same_unit(before, behind) ||
        before->group != behind->group || mention_compare(behind, before) > 0)
        return false;
    *part = behind;
    *base = before;
    return true;
}

/* The part and the whole that the words name; false: they name none. */
static bool find_quotient(const struct sentence *s, const struct mention *rate,
                          const struct mention **part, const struct mention **base) {
    char32_t stem[3];
    if (!read_stem(s, rate, stem))
        return false;
    if (read_both_behind(s, rate, stem, part, base))
        return true;
    *part = find_part(s, rate, stem);
    if (*part == NULL && read_part_behind(s, rate, stem, part, base))
        return true;
    if (*part == NULL)
        return read_behind(s, rate, part, base);
    *base = find_base(s, *part, rate);
    if (*base == NULL)
        *base = find_near_base(s, *part, rate);
    if (*base == NULL)
        *base = find_base_before(s, *part);
    return *base != NULL;
}

/* What came back of a survey is the whole of its answers, whatever other numbers give. */
static bool is_of_answers(const struct sentence *s, const struct mention *part,
                          const struct mention *base) {
    static const char32_t *const valid[] = {U"有效", U"收回", U"回收", NULL};
    static const char32_t *const answers[] = {U"满意", U"支持", U"认可", NULL};
    return base < part && mention_clause_has(s->q, base, valid) &&
           mention_clause_has(s->q, part, answers) && part[-1].unit == base->unit &&
           part - base == 1;
}

/* “年初预算1.86亿元，调整后预算2.24亿元，调整率为18.4%”: of what was changed. */
static bool judge_rate_of_change(struct raiser *raiser, const struct sentence *s,
                                 const struct mention *rate) {
    static const char32_t *const names[] = {U"调整率", U"变动率", U"增减率",
                                            U"调增率", U"调减率", NULL};
    static const char32_t *const saved[] = {U"节约率", U"审减率", U"核减率", U"下浮率", NULL};
    enum { NEAR = 5 }; /* points */
    const struct mention *a = rate - 2, *b = rate - 1;
    struct quantities *q = s->q;
    bool left = relation_is_rate_of_gone(s, rate);
    bool less = mention_label_has(q, rate, saved) && rate >= s->mentions + 2 &&
                a->role == ROLE_VALUE && b->role == ROLE_VALUE && mention_compare(a, b) > 0 &&
                !b->change &&
                !mention_label_begins(q, b,
                                      (const char32_t *const[]){U"审减", U"核减", U"节约", U"下浮",
                                                                NULL}); /* 审减143万元，审减率5% */
    if (!less && !left && !mention_label_has(q, rate, names))
        return false;
    if (rate < s->mentions + 2 || !mention_is_operand(a) || !mention_is_operand(b) ||
        !mention_same_unit(a, b) || a->approximate || b->approximate || b->role != ROLE_VALUE ||
        a->group != rate->group || b->group != rate->group)
        return true;
    bool up = mention_compare(b, a) > 0;
    struct range off = range_difference(q, range_of(up ? b : a), range_of(up ? a : b));
    const struct number *part = number_distance(q, a->value, b->value);
    const struct number *percent = rate_percent(q, part, a->value, rate);
    const struct number *near = quantities_keep(q, number_from_int(NEAR));
    if (rate_fits(q, off, range_of(a), rate) ||
        number_compare(number_distance(q, percent, rate->value), near) > 0)
        return true;
    struct mention changed = *b;
    changed.value = part;
    raise_rate(raiser, s, SEVERITY_ERROR, &changed, a, rate);
    return true;
}

static void judge_rate(struct raiser *raiser, const struct sentence *s,
                       const struct mention *rate) {
    const struct mention *part = NULL, *base = NULL;
    struct mention sum;
    if (judge_rate_of_change(raiser, s, rate) || rate_is_of_part(s, rate))
        return;
    if (rate_find_sum(s, rate, &part, &sum)) {
        if (!rate_fits(s->q, range_of(part), range_of(&sum), rate))
            raise_rate(raiser, s, SEVERITY_ERROR, part, &sum, rate);
        return;
    }
    bool named = find_quotient(s, rate, &part, &base);
    if (!named || !is_certain(part) || !is_certain(base) ||
        (is_of_answers(s, part, base) && part + 1 == rate
             ? pair_fits(s, part, rate, rate, base, NULL)
             : any_fits(s, rate, part, base)))
        return;
    raise_rate(raiser, s, SEVERITY_ERROR, part, base, rate);
}

void judge_rates(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *rate = &s->mentions[i];
        if (rate->unit->kind != UNIT_PERCENT || rate->approximate)
            continue;
        if (rate->role == ROLE_RATE)
            judge_rate(raiser, s, rate);
        else if (rate->role == ROLE_GROWTH) /* 节约率 */
            (void)judge_rate_of_change(raiser, s, rate);
    }
}
