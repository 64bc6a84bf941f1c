/* One number that is said in other words must be the same: in another unit, as a multiple, as the
 * mean of a list. */
#include "check/relation_again.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "check/change.h"
#include "check/share.h"

/* --- in another unit --- */

/* What one unit is of the smallest of its kind; 亩 is 2000/3 平方米, hence thirds. */
static const struct measure {
    const char32_t *name;
    int kind;
    int64_t parts;
} measures[] = {
    {U"平方米", 1, 3}, {U"亩", 1, 2000},   {U"公顷", 1, 30000}, {U"平方公里", 1, 3000000},
    {U"米", 2, 1},     {U"公里", 2, 1000}, {U"斤", 3, 1},       {U"公斤", 3, 2},
    {U"吨", 3, 2000}};

static const struct measure *measure_of(const struct mention *n) {
    for (size_t i = 0; i < ARRAY_LEN(measures); i++)
        if (points_are_equal(n->unit->name, measures[i].name))
            return &measures[i];
    return NULL;
}

/* How many smallest parts the unit of each has; false: the two cannot be compared. */
static bool parts_of(const struct mention *a, const struct mention *b, int64_t *a_parts,
                     int64_t *b_parts) {
    *a_parts = *b_parts = 1;
    if (mention_same_unit(a, b))
        return a->scale != b->scale;
    const struct measure *first = measure_of(a), *second = measure_of(b);
    if (first == NULL || second == NULL || first->kind != second->kind)
        return false;
    *a_parts = first->parts;
    *b_parts = second->parts;
    return true;
}

enum again { AGAIN_NO, AGAIN_BARE, AGAIN_NAMED };

/* Whether b only says a again: “（即b）”, “（b）”, “，折合b”. A bare bracket may mean another
 * thing. */
static enum again again_of(const struct sentence *s, const struct mention *a,
                           const struct mention *b) {
    static const char32_t *const words[] = {U"即",     U"折合",   U"合",     U"约合",
                                            U"折",     U"相当于", U"也就是", U"换算为",
                                            U"折算为", U"约",     U"等于",   NULL};
    struct points text = s->q->text;
    bool bracket = char_is_one_of(text.c[a->to], U"（(") && char_is_one_of(text.c[b->to], U"）)");
    size_t at = a->to + 1;
    if (!bracket && !char_is_one_of(text.c[a->to], U"，,"))
        return AGAIN_NO;
    size_t begin = at;
    for (const char32_t *word; (word = points_any_at(text, at, words)) != NULL;)
        at += points_length_of(word);
    if (at != b->from || (!bracket && (at == begin || text.c[begin] == U'约')))
        return AGAIN_NO;
    return at > begin && text.c[begin] != U'约' ? AGAIN_NAMED : AGAIN_BARE;
}

/* As far as the printed digits leave both open; a rounded one by a twentieth. */
static bool are_equal(struct quantities *q, const struct mention *a, const struct mention *b,
                      const struct number *first, const struct number *second,
                      const struct number *a_parts, const struct number *b_parts) {
    enum { PART = 20 };
    const struct number *off = number_distance(q, first, second);
    const struct number *open =
        quantities_keep(q, number_add(quantities_keep(q, number_multiply(a->half, a_parts)),
                                      quantities_keep(q, number_multiply(b->half, b_parts))));
    if (number_compare(off, open) <= 0)
        return true;
    const struct number *part = quantities_keep(q, number_from_int(PART));
    return (a->approximate || b->approximate) &&
           number_compare(quantities_keep(q, number_multiply(off, part)), first) <= 0;
}

/* 万 for 亿, 十 for 百: the digits are right, as far as they were rounded. */
static bool is_off_by_tens(struct quantities *q, const struct mention *a, const struct mention *b,
                           const struct number *first, const struct number *second,
                           const struct number *a_parts, const struct number *b_parts) {
    enum { MOST = 4 };
    const struct number *less = second, *more = second;
    const struct number *ten = quantities_keep(q, number_from_int(10));
    for (int i = 0; i < MOST; i++) {
        less = quantities_keep(q, number_divide(less, ten));
        more = quantities_keep(q, number_multiply(more, ten));
        if (are_equal(q, a, b, first, less, a_parts, b_parts) ||
            are_equal(q, a, b, first, more, a_parts, b_parts))
            return true;
    }
    return false;
}

static void judge_unit(struct raiser *raiser, const struct sentence *s, const struct mention *a,
                       const struct mention *b) {
    int64_t a_count = 1, b_count = 1;
    struct quantities *q = s->q;
    enum again again = again_of(s, a, b);
    if (again == AGAIN_NO || a->bound != 0 || b->bound != 0 || a->unit->kind >= UNIT_PERCENT ||
        !parts_of(a, b, &a_count, &b_count))
        return;
    const struct number *a_parts = quantities_keep(q, number_from_int(a_count));
    const struct number *b_parts = quantities_keep(q, number_from_int(b_count));
    const struct number *first = quantities_keep(q, number_multiply(a->value, a_parts));
    const struct number *second = quantities_keep(q, number_multiply(b->value, b_parts));
    if (are_equal(q, a, b, first, second, a_parts, b_parts))
        return;
    const struct number *right = quantities_keep(q, number_divide(first, b_parts));
    bool sure = again == AGAIN_NAMED || number_is_slip(q, right, b) ||
                is_off_by_tens(q, a, b, first, second, a_parts, b_parts);
    struct str message = STR_INIT;
    passage_add(&message, s->p, a->from, a->to);
    str_add_text(&message, " = ");
    amount_write(&message, quantities_keep(q, number_round(right, 2)), b->scale, b->decimals);
    passage_add(&message, s->p, b->digits_to, b->to);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, b, b->scale);
    (void)raise_finding(raiser, s->p, "unit", sure ? SEVERITY_ERROR : SEVERITY_WARNING, a->from,
                        b->to, message.s);
    str_release(&message);
}

/* --- as a multiple --- */

/* The two values before it, past the difference and past another multiple. */
static bool find_two(const struct sentence *s, const struct mention *times, struct change *change) {
    const struct mention *b = times;
    do {
        if (b < s->mentions + 2)
            return false;
        b--;
    } while (b->unit == times->unit || b->role == ROLE_CHANGE);
    return b > s->mentions && b->group == times->group && change_read_two(s, b - 1, b, change) &&
           mention_is_operand(change->older) && b->unit->kind < UNIT_PERCENT;
}

/* “由1.2亿元增加到3.6亿元，是原来的3倍”, “增长2倍” */
static void judge_multiple(struct raiser *raiser, const struct sentence *s,
                           const struct mention *times) {
    static const char32_t *const of[] = {U"的", NULL};
    static const char32_t *const other[] = {U"目标", U"计划", U"全国", U"全省",
                                            U"全市", U"平均", U"同类", NULL};
    struct quantities *q = s->q;
    struct change change;
    bool level = mention_label_ends(q, times, of) || mention_is_reached(q, times);
    if (times->unit->name[0] != U'倍' || times->approximate ||
        (!level && !mention_rises(q, times)) || (!level && change_has_noun(q, times)) ||
        mention_label_has(q, times, other) || !find_two(s, times, &change))
        return;
    const struct number *ratio =
        quantities_keep(q, number_divide(change.newer->value, change.older->value));
    const struct number *right =
        level ? ratio
              : quantities_keep(q, number_subtract(ratio, quantities_keep(q, number_from_int(1))));
    bool told = !level && change.newer + 1 == times && number_compare(ratio, times->value) == 0;
    if (told || number_compare(number_distance(q, right, times->value), times->half) <= 0)
        return;
    const struct mention *first = change.older < change.newer ? change.older : change.newer;
    if (relation_is_told(raiser, s, first->from, times->to))
        return;
    struct str message = STR_INIT;
    mention_write(&message, change.newer, change.newer->scale);
    str_add_text(&message, " ÷ ");
    mention_write(&message, change.older, change.newer->scale);
    str_add_text(&message, level ? " = " : " - 1 = ");
    amount_write(&message, quantities_keep(q, number_round(right, times->decimals + 1)), 0, 0);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, times, 0);
    (void)raise_finding(raiser, s->p, "rate", SEVERITY_ERROR, first->from, times->to, message.s);
    str_release(&message);
}

/* “由6万元增加到24万元，翻了两番”: each time it doubles. */
static void judge_doubling(struct raiser *raiser, const struct sentence *s, size_t at) {
    static const char32_t counts[] = U"一二三四五";
    static const char32_t *const about[] = {U"近", U"约", U"接近", U"超", U"超过", U"再", NULL};
    enum { PART = 20 };
    struct quantities *q = s->q;
    size_t from = at + 1 + (q->text.c[at + 1] == U'了'), times = 0;
    const struct mention *b = s->mentions + s->count;
    struct change change;
    for (size_t i = 0; counts[i] != 0; i++)
        times = q->text.c[from] == counts[i] ? i + 1 : times;
    times = q->text.c[from] == U'两' ? 2 : times;
    while (b > s->mentions && b[-1].from > at)
        b--;
    if (times == 0 || q->text.c[from + 1] != U'番' || points_any_before(q->text, at, about) ||
        b < s->mentions + 2 || !change_read_two(s, b - 2, b - 1, &change) ||
        !mention_is_operand(change.older) || change.newer->unit->kind >= UNIT_PERCENT)
        return;
    const struct number *right = change.older->value;
    for (size_t i = 0; i < times; i++)
        right = quantities_keep(q, number_add(right, right));
    const struct number *off = number_distance(q, right, change.newer->value);
    const struct number *part = quantities_keep(q, number_from_int(PART));
    if (number_compare(quantities_keep(q, number_multiply(off, part)), right) <= 0)
        return;
    struct str message = STR_INIT;
    mention_write_named(&message, s, change.older);
    str_add_format(&message, _("翻%zu番是"), times);
    amount_write(&message, right, change.newer->scale, change.newer->decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, change.newer, change.newer->scale);
    (void)raise_finding(raiser, s->p, "rate", SEVERITY_ERROR, b[-2].from, from + 2, message.s);
    str_release(&message);
}

/* --- as a mean --- */

/* Whether its label says nothing but that it is the mean: 年均, 平均为. */
static bool is_mean(const struct sentence *s, const struct mention *n) {
    static const char32_t *const words[] = {
        U"年均",   U"平均每年", U"年平均", U"每年平均", U"三年平均", U"月均",   U"平均每月",
        U"平均分", U"平均值",   U"均值",   U"季均",     U"平均得分", U"平均为", U"平均",
        U"为",     U"达到",     U"达",     U"投入",     U"支出",     U"是",     NULL};
    size_t at = n->label_from;
    bool mean = false;
    for (const char32_t *word; (word = points_any_at(s->q->text, at, words)) != NULL;) {
        mean |= points_any_within(s->q->text, at, at + points_length_of(word),
                                  (const char32_t *const[]){U"均", NULL});
        at += points_length_of(word);
    }
    return mean && at >= n->label_to;
}

static void raise_mean(struct raiser *raiser, const struct sentence *s, const struct terms *list,
                       const struct mention *mean, const struct number *right) {
    struct str message = STR_INIT;
    for (size_t i = list->count; i-- > 0;) { /* the last stands first */
        str_add_text(&message, i + 1 == list->count ? "(" : " + ");
        mention_write(&message, list->at[i], mean->scale);
    }
    str_add_format(&message, ") ÷ %zu = ", list->count);
    amount_write(&message, quantities_keep(s->q, number_round(right, 2)), mean->scale,
                 mean->decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, mean, mean->scale);
    (void)raise_finding(raiser, s->p, "product", SEVERITY_ERROR, list->at[list->count - 1]->from,
                        mean->to, message.s);
    str_release(&message);
}

/* “分别拨付120万元、150万元、165万元，（共435万元，）年均145万元” */
static void judge_mean(struct raiser *raiser, const struct sentence *s,
                       const struct mention *mean) {
    static const char32_t *const weighed[] = {U"去掉", U"去除", U"剔除", U"加权",
                                              U"权重", U"最高", NULL};
    static const char32_t *const sums[] = {U"共", U"合计", U"累计", U"总", NULL};
    struct quantities *q = s->q;
    const struct mention *n = mean > s->mentions ? mean - 1 : mean;
    static const char32_t *const about[] = {U"左右", U"以上", U"以下", U"多", U"余", NULL};
    if (n == mean || points_any_at(q->text, mean->to, about) != NULL || mean->change ||
        mean->unit->kind >= UNIT_PERCENT || !is_mean(s, mean) ||
        points_any_within(q->text, s->from, mean->from, weighed))
        return;
    if (n > s->mentions && (n->total || mention_label_has(q, n, sums)) && !share_joins(s, n - 1, n))
        n--;
    struct terms list = {0};
    terms_add(&list, n);
    for (; n > s->mentions && share_joins(s, n - 1, n); n--)
        terms_add(&list, n - 1);
    for (size_t i = 0; i < list.count; i++)
        if (list.at[i]->approximate || list.at[i]->group != mean->group || list.at[i]->change ||
            list.at[i]->each || !mention_same_unit(list.at[i], mean))
            return;
    if (list.count < 2 || list.too_many)
        return;
    struct amount sum = terms_sum(s, &list, 0, list.count);
    const struct number *count = quantities_keep(q, number_from_int((int64_t)list.count));
    const struct number *right = quantities_keep(q, number_divide(sum.value, count));
    const struct number *open =
        sum.fraction ? quantities_keep(q, number_add(mean->half, n->half)) : mean->half;
    if (number_compare(number_distance(q, right, mean->value), open) > 0)
        raise_mean(raiser, s, &list, mean, right);
}

void judge_again(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 1; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        judge_unit(raiser, s, n - 1, n);
        judge_multiple(raiser, s, n);
        judge_mean(raiser, s, n);
    }
    for (size_t at = s->from; s->count > 1 && at + 3 < s->to; at++)
        if (s->q->text.c[at] == U'翻')
            judge_doubling(raiser, s, at);
}
