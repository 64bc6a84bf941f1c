/* What words say of two figures: 决算数大于预算数, 92.5%，高于全区平均94.1%, 与上年持平. */
#include "check/relation.h"

#include "base/lang.h"

/* --- 决算数大于预算数 --- */

static const struct {
    const char32_t *word;
    int order; /* of 决算 against 预算 */
} orders[] = {{U"大于", 1},  {U"高于", 1},  {U"多于", 1},  {U"超过", 1}, {U"超出", 1},
              {U"小于", -1}, {U"低于", -1}, {U"少于", -1}, {U"等于", 0}, {U"持平", 0}};

static const struct mention *find_labelled(const struct sentence *s, size_t before,
                                           const char32_t *word, const char32_t *without) {
    for (const struct mention *n = s->mentions + s->count; n-- > s->mentions;)
        if (n->from < before && mention_is_operand(n) && !n->approximate && !n->change &&
            points_find(s->q->text, n->label_from, n->label_to, word) != SIZE_MAX &&
            points_find(s->q->text, n->label_from, n->label_to, without) == SIZE_MAX)
            return n;
    return NULL;
}

/* The order that “决算数…预算数” says there; false: it says none. */
static bool read_order(struct points text, size_t at, int *order, size_t *end) {
    static const char32_t *const first[] = {U"决算数", U"支出决算", U"决算", NULL};
    static const char32_t *const second[] = {U"年初预算", U"预算数", U"预算", U"全年预算", NULL};
    static const char32_t *const with[] = {U"与", U"和", NULL};
    const char32_t *word = points_any_at(text, at, first);
    if (word == NULL)
        return false;
    at += points_length_of(word);
    at += points_stand_at(text, at, U"数");
    bool level = points_any_at(text, at, with) != NULL;
    at += level;
    for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
        size_t behind = at;
        const char32_t *other = level ? points_any_at(text, at, second) : NULL;
        if (level) {
            behind += other != NULL ? points_length_of(other) : 0;
            behind += points_stand_at(text, behind, U"数");
        }
        if ((level && (other == NULL || orders[i].order != 0)) ||
            !points_stand_at(text, behind, orders[i].word))
            continue;
        behind += points_length_of(orders[i].word);
        other = level ? other : points_any_at(text, behind, second);
        if (other == NULL)
            continue;
        *end = level ? behind : behind + points_length_of(other);
        *order = orders[i].order;
        return true;
    }
    return false;
}

static void judge_order(struct raiser *raiser, const struct sentence *s, size_t at, size_t end,
                        int order) {
    struct sentence both = *s;
    const struct mention *spent = find_labelled(s, at, U"决算", U"预算");
    const struct mention *budget = find_labelled(s, at, U"预算", U"决算");
    if ((spent == NULL || budget == NULL) && sentence_with_before(&both, s)) {
        spent = find_labelled(&both, at, U"决算", U"预算");
        budget = find_labelled(&both, at, U"预算", U"决算");
    }
    if (spent == NULL || budget == NULL || !mention_same_unit(spent, budget) ||
        spent->group != budget->group || mention_compare(spent, budget) == order)
        return;
    struct str message = STR_INIT;
    str_add_text(&message, _("决算数"));
    mention_write(&message, spent, spent->scale);
    str_add_text(&message, _("，预算数"));
    mention_write(&message, budget, spent->scale);
    str_add_text(&message, _("，文中为“"));
    passage_add(&message, s->p, at, end);
    str_add_text(&message, "”");
    size_t from = spent < budget ? spent->from : budget->from;
    (void)raise_finding(raiser, s->p, "comparison", SEVERITY_ERROR, from, end, message.s);
    str_release(&message);
}

/* --- 92.5%，高于全区平均94.1% --- */

enum bound { BOUND_ABOVE, BOUND_BELOW, BOUND_LEAST, BOUND_MOST, BOUND_EQUAL };

/* Longer words before their ends: 不低于 before 低于. */
static const struct {
    const char32_t *word;
    enum bound bound;
    bool aims; /* 达到 speaks of a level only where 目标 or the like stands beside the number */
} bounds[] = {
    {U"不低于", BOUND_LEAST, false},  {U"不高于", BOUND_MOST, false},
    {U"不超过", BOUND_MOST, false},   {U"未超过", BOUND_MOST, false},
    {U"未超出", BOUND_MOST, false},   {U"没有超过", BOUND_MOST, false},
    {U"不少于", BOUND_LEAST, false},  {U"高于", BOUND_ABOVE, false},
    {U"大于", BOUND_ABOVE, false},    {U"超过", BOUND_ABOVE, false},
    {U"超出", BOUND_ABOVE, false},    {U"多于", BOUND_ABOVE, false},
    {U"优于", BOUND_ABOVE, false},    {U"低于", BOUND_BELOW, false},
    {U"小于", BOUND_BELOW, false},    {U"少于", BOUND_BELOW, false},
    {U"未达到", BOUND_BELOW, true},   {U"未达", BOUND_BELOW, true},
    {U"没有达到", BOUND_BELOW, true}, {U"未能达到", BOUND_BELOW, true},
    {U"达不到", BOUND_BELOW, true},   {U"不及", BOUND_BELOW, false},
    {U"未完成", BOUND_BELOW, true},   {U"达到", BOUND_LEAST, true},
    {U"控制在", BOUND_MOST, true},    {U"等于", BOUND_EQUAL, false},
};

/* The last such word of the label, and where it stands; false: none. */
static bool read_bound(const struct sentence *s, const struct mention *n, enum bound *bound,
                       bool *aims, size_t *from) {
    bool found = false;
    for (size_t at = n->label_from; at < n->label_to; at++)
        for (size_t i = 0; i < ARRAY_LEN(bounds); i++)
            if (points_stand_at(s->q->text, at, bounds[i].word)) {
                *bound = bounds[i].bound;
                *aims = bounds[i].aims;
                *from = at;
                at += points_length_of(bounds[i].word) - 1;
                found = true;
                break;
            }
    return found;
}

/* A level that something can be above: of the plan, of the others, of last year; not how much. */
static bool is_level(const struct sentence *s, const struct mention *n, size_t from, bool aims) {
    static const char32_t *const levels[] = {
        U"平均", U"水平", U"目标", U"标准", U"预算",   U"计划", U"编制", U"核定",
        U"上年", U"去年", U"任务", U"要求", U"指标",   U"限额", U"定额", U"警戒",
        U"上限", U"下限", U"年初", U"全区", U"全市",   U"全县", U"全省", U"序时",
        U"控制", U"同期", U"收入", U"支出", U"参考值", U"规定", NULL};
    static const char32_t *const aimed[] = {U"目标", U"标准", U"要求", U"任务", U"指标",
                                            U"计划", U"编制", U"限额", U"控制", U"以内",
                                            U"规定", U"预期", NULL};
    const char32_t *const *words = aims ? aimed : levels;
    return points_any_within(s->q->text, from, n->label_to, words) ||
           points_any_within(s->q->text, n->to, mention_clause_end(s->q, n), aims ? aimed : levels);
}

/* What is held against it: the number right before, else the one before that. */
static const struct mention *find_compared(const struct sentence *s, const struct mention *level) {
    enum { BACK = 2 };
    for (const struct mention *n = level; n-- > s->mentions && level - n <= BACK;)
        if (mention_same_unit(n, level) && n->group == level->group)
            return n->role == ROLE_CHANGE || n->role == ROLE_GROWTH || n->approximate ? NULL : n;
    return NULL;
}

static bool bound_holds(enum bound bound, int order) {
    return bound == BOUND_ABOVE   ? order > 0
           : bound == BOUND_BELOW ? order < 0
           : bound == BOUND_LEAST ? order >= 0
           : bound == BOUND_MOST  ? order <= 0
                                  : order == 0;
}

static void raise_order(struct raiser *raiser, const struct sentence *s, const struct mention *a,
                        const struct mention *b, size_t to) {
    struct str message = STR_INIT;
    int order = mention_compare(a, b);
    mention_write(&message, a, a->scale);
    str_add_text(&message, order > 0 ? " > " : order < 0 ? " < " : " = ");
    mention_write(&message, b, a->scale);
    str_add_text(&message, _("，与文中的说法不符"));
    (void)raise_finding(raiser, s->p, "comparison", SEVERITY_ERROR, a->from, to, message.s);
    str_release(&message);
}

/* 低于上年3万元 says how much, 低于上年82万元 of 86万元 where it was. */
static bool are_near(const struct sentence *s, const struct mention *a, const struct mention *b) {
    struct quantities *q = s->q;
    const struct number *two = quantities_keep(q, number_from_int(2));
    return number_compare(quantities_keep(q, number_multiply(b->value, two)), a->value) >= 0 &&
           number_compare(quantities_keep(q, number_multiply(a->value, two)), b->value) >= 0;
}

static void judge_compared(struct raiser *raiser, const struct sentence *s,
                           const struct mention *level) {
    enum bound bound = BOUND_EQUAL;
    bool aims = false;
    size_t from = 0;
    if (level->unit->kind == UNIT_POINTS || !read_bound(s, level, &bound, &aims, &from) ||
        !is_level(s, level, from, aims))
        return;
    enum { LINK = 4 }; /* 明显, 实际: a longer head has a subject of its own, and so has 2个村 */
    bool own = from - level->label_from > LINK || level->label_from == level[-1].to;
    const struct mention *n = own ? NULL : find_compared(s, level);
    if (n == NULL || points_find(s->q->text, n->to, level->from, U"；") != SIZE_MAX ||
        relation_is_told(raiser, s, n->from, level->to) || !are_near(s, n, level) ||
        bound_holds(bound, mention_compare(n, level)))
        return;
    raise_order(raiser, s, n, level, level->to);
}

/* “与上年2.6万元持平”, “较上年365万元有所下降”: what stands behind the older number. */
static void judge_behind(struct raiser *raiser, const struct sentence *s,
                         const struct mention *older) {
    static const char32_t *const heads[] = {U"与", U"和", U"同", U"较", U"比", NULL};
    static const char32_t *const mild[] = {U"有所", U"略有", U"明显", U"大幅",
                                           U"显著", U"小幅", U"有",   NULL};
    static const char32_t *const rising[] = {U"增加", U"增长", U"上升", U"提高", U"提升", NULL};
    static const char32_t *const falling[] = {U"减少", U"下降", U"降低", U"回落", U"压减", NULL};
    const struct mention *n = find_compared(s, older);
    size_t at = older->to;
    if (n == NULL || older->approximate || !mention_label_begins(s->q, older, heads) ||
        relation_is_told(raiser, s, n->from, older->to))
        return;
    int order = mention_compare(n, older);
    if (points_stand_at(s->q->text, at, U"持平") || points_stand_at(s->q->text, at, U"相等")) {
        if (order != 0 && !range_holds(&(struct range){n->low, n->high}, older))
            raise_order(raiser, s, n, older, at + 2);
        return;
    }
    const char32_t *word = points_any_at(s->q->text, at, mild);
    at += word != NULL ? points_length_of(word) : 0;
    if (word == NULL)
        return;
    if ((order <= 0 && points_any_at(s->q->text, at, rising) != NULL) ||
        (order >= 0 && points_any_at(s->q->text, at, falling) != NULL))
        raise_order(raiser, s, n, older, at + 2);
}

/* --- 持平 --- */

/* 与上年持平，增长2.3%: the number behind it goes with the same comparison. */
static void judge_level(struct raiser *raiser, const struct sentence *s, size_t at) {
    static const char32_t *const anew[] = {U"较", U"比", U"与", U"同比", U"环比", U"其中", NULL};
    static const char32_t *const about[] = {U"基本", U"大致", U"总体", NULL};
    enum { NEAR = 2 };
    size_t end = at + points_length_of(U"持平");
    if (points_any_before(s->q->text, at, about) != NULL)
        return;
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (n->from < end)
            continue;
        bool change = n->role == ROLE_CHANGE || n->role == ROLE_GROWTH;
        if (change && n->label_from <= end + NEAR && !mention_label_has(s->q, n, anew) &&
            (mention_rises(s->q, n) || mention_falls(s->q, n)) &&
            points_any_at(s->q->text, n->label_from,
                          (const char32_t *const[]){U"增长", U"增加", U"上升", U"下降", U"减少",
                                                    U"降低", U"提高", U"提升", NULL}) != NULL &&
            number_sign(n->value) > 0)
            (void)raise_finding(raiser, s->p, "comparison", SEVERITY_ERROR, at, n->to,
                                _("既说持平，又说有增减"));
        return;
    }
}

/* “决算数3.2万元，上年决算数4.1万元，与上年持平”: the two numbers right before it. */
static void judge_level_of_two(struct raiser *raiser, const struct sentence *s, size_t at) {
    static const char32_t *const older[] = {U"与上年", U"和上年", U"与去年",     U"同上年",
                                            U"较上年", U"与预算", U"与年初预算", NULL};
    const char32_t *head = points_any_before(s->q->text, at, older);
    const struct mention *n = s->mentions + s->count;
    while (n > s->mentions && n[-1].from >= at)
        n--;
    if (head == NULL || n < s->mentions + 2)
        return;
    const struct mention *a = n - 2, *b = n - 1;
    bool budget = points_find(s->q->text, at - points_length_of(head), at, U"预算") != SIZE_MAX;
    static const char32_t *const budgets[] = {U"预算", NULL};
    bool old_a = budget ? mention_label_has(s->q, a, budgets) : a->role == ROLE_OLD;
    bool old_b = budget ? mention_label_has(s->q, b, budgets) : b->role == ROLE_OLD;
    if (old_a == old_b || !mention_is_operand(a) || !mention_same_unit(a, b) || a->approximate ||
        b->approximate || a->group != b->group || a->role == ROLE_CHANGE ||
        b->role == ROLE_CHANGE || at > b->to + 8 || mention_compare(a, b) == 0)
        return;
    raise_order(raiser, s, a, b, at + 2);
}

/* “核定25万元，实际支出26.3万元，未超出预算” */
static void judge_kept(struct raiser *raiser, const struct sentence *s, size_t at) {
    static const char32_t *const kept[] = {
        U"未超出预算", U"未超预算",   U"未超过预算", U"没有超预算", U"未超支", U"未超出计划",
        U"未超编",     U"未超出编制", U"未超标",     U"未突破预算", NULL};
    static const char32_t *const most[] = {U"预算", U"核定", U"计划", U"编制",
                                           U"标准", U"限额", U"控制", NULL};
    static const char32_t *const used[] = {U"实际", U"支出", U"执行", U"实有",
                                           U"在编", U"决算", U"使用", NULL};
    const char32_t *word = points_any_at(s->q->text, at, kept);
    bool all = at > s->from && char_is_one_of(s->q->text.c[at - 1], U"均都");
    if (word == NULL)
        return;
    for (const struct mention *b = s->mentions + s->count; --b > s->mentions;) {
        const struct mention *a = b - 1;
        if (b->from >= at || !mention_same_unit(a, b) || a->approximate || b->approximate ||
            a->group != b->group || !mention_label_has(s->q, a, most) ||
            !mention_label_has(s->q, b, used))
            continue;
        if (mention_compare(b, a) > 0)
            raise_order(raiser, s, a, b, at + points_length_of(word));
        if (!all) /* of the last two alone */
            return;
    }
}

/* “分别为92.1%、91.4%、93.6%，逐年上升”: the run of numbers right before it. */
static void judge_trend(struct raiser *raiser, const struct sentence *s, size_t at) {
    static const char32_t *const ups[] = {U"上升", U"提高", U"增长", U"增加",
                                          U"提升", U"递增", U"攀升", NULL};
    static const char32_t *const downs[] = {U"下降", U"降低", U"减少", U"递减", U"回落", NULL};
    enum { GAP = 2, LEAST = 3, NEAR = 8 };
    size_t verb = at + 2;
    bool up = points_any_at(s->q->text, verb, ups) != NULL;
    if (!up && points_any_at(s->q->text, verb, downs) == NULL)
        return;
    const struct mention *last = s->mentions + s->count;
    while (last > s->mentions && last[-1].from >= at)
        last--;
    if (last < s->mentions + LEAST || at > last[-1].to + NEAR)
        return;
    const struct mention *first = --last;
    bool steady = true;
    for (; first > s->mentions && mention_same_unit(first - 1, first) &&
           first->from - first[-1].to <= GAP;
         first--) {
        int order = mention_compare(first, first - 1);
        steady &= up ? order > 0 : order < 0;
    }
    if (last - first + 1 >= LEAST && !steady)
        raise_order(raiser, s, first, last, verb + 2);
}

void judge_orders(struct raiser *raiser, const struct sentence *s) {
    struct points text = s->q->text;
    if (s->unclear)
        return;
    for (size_t i = 1; i < s->count; i++) {
        judge_compared(raiser, s, &s->mentions[i]);
        judge_behind(raiser, s, &s->mentions[i]);
    }
    for (size_t at = s->from; at < s->to; at++) {
        int order;
        size_t end;
        if (text.c[at] == U'决' && read_order(text, at, &order, &end))
            judge_order(raiser, s, at, end, order);
        if (text.c[at] == U'持' && points_stand_at(text, at, U"持平")) {
            judge_level(raiser, s, at);
            judge_level_of_two(raiser, s, at);
        }
        if (char_is_one_of(text.c[at], U"未没"))
            judge_kept(raiser, s, at);
        if (text.c[at] == U'逐' && char_is_one_of(text.c[at + 1], U"年月季步"))
            judge_trend(raiser, s, at);
    }
}
