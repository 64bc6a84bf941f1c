/* A score that exceeds its weight. */
#include "check/relation_score.h"

#include "base/lang.h"
#include "base/text/char_class.h"

static bool is_points(const struct mention *n) {
    return n->unit->kind == UNIT_MEASURE && n->unit->name[0] == U'分';
}

static void raise_score(struct raiser *raiser, const struct sentence *s,
                        const struct mention *score, const struct number *most, int decimals) {
    struct str message = STR_INIT, given = STR_INIT, weight = STR_INIT;
    mention_write(&given, score, 0);
    amount_write(&weight, most, 0, decimals);
    str_add_format(&message, _("得分%s大于分值%s"), given.s, weight.s);
    size_t from = score->from;
    while (from > score->label_from && char_is_han(s->p->c[from - 1]))
        from--;
    (void)raise_finding(raiser, s->p, "score", SEVERITY_ERROR, from, score->to, message.s);
    str_release(&message);
    str_release(&given);
    str_release(&weight);
}

/* “（10分）” right behind a name */
static bool is_bracketed(const struct sentence *s, const struct mention *n) {
    static const char32_t *const scored[] = {U"得", U"评", U"扣", NULL};
    enum { NAME = 6 };
    size_t name = n->from > s->from + NAME ? n->from - NAME : s->from;
    return n->from > s->from && char_is_one_of(s->p->c[n->from - 1], U"（(") &&
           !word_any_within(s->p, name, n->from, scored) && char_is_one_of(s->p->c[n->to], U"）)");
}

/* 分值10分，扣2分，得8分 */
static void judge_cut(struct raiser *raiser, const struct sentence *s, const struct mention *weight,
                      const struct mention *cut, const struct mention *score) {
    struct quantities *q = s->q;
    const struct number *left = quantities_keep(q, number_subtract(weight->value, cut->value));
    if (number_compare(left, score->value) == 0 || mention_compare(score, weight) > 0)
        return;
    struct str message = STR_INIT;
    mention_write(&message, weight, 0);
    str_add_text(&message, " - ");
    mention_write(&message, cut, 0);
    str_add_text(&message, " = ");
    amount_write(&message, left, 0, score->decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, score, 0);
    (void)raise_finding(raiser, s->p, "score", SEVERITY_ERROR, weight->from, score->to, message.s);
    str_release(&message);
}

/* The three side by side, in this order. */
static void judge_cuts(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const fulls[] = {U"分值", U"满分", U"权重", U"标准分", NULL};
    static const char32_t *const cuts[] = {U"扣", NULL};
    static const char32_t *const gots[] = {U"得", U"自评", U"评分", NULL};
    for (size_t i = 2; i < s->count; i++) {
        const struct mention *weight = &s->mentions[i - 2], *cut = weight + 1, *score = cut + 1;
        if (is_points(weight) && is_points(cut) && is_points(score) &&
            (mention_label_has(s->q, weight, fulls) || is_bracketed(s, weight)) &&
            mention_label_has(s->q, cut, cuts) && !cut->each &&
            mention_label_has(s->q, score, gots) && !mention_label_has(s->q, score, cuts) &&
            !cut->approximate && !score->approximate)
            judge_cut(raiser, s, weight, cut, score);
    }
}

/* 投入（15分）、过程（25分）、产出（35分）、效果（30分）: the weights of all parts make a hundred.
 */
static void judge_weights(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const whole[] = {U"百分制",   U"100分",    U"类指标", U"部分",
                                            U"一级指标", U"四个方面", NULL};
    enum { LEAST = 3, NEAR = 10, GAP = 14 };
    struct quantities *q = s->q;
    const struct number *hundred = quantities_keep(q, number_from_int(100));
    struct terms weights = {0};
    for (size_t i = 0; i < s->count; i++)
        if (is_points(&s->mentions[i]) && is_bracketed(s, &s->mentions[i]))
            terms_add(&weights, &s->mentions[i]);
    if (weights.count < LEAST || weights.too_many ||
        !points_any_within(q->text, s->from, s->to, whole))
        return;
    struct amount sum = terms_sum(s, &weights, 0, weights.count);
    const struct number *off = number_distance(q, sum.value, hundred);
    if (number_sign(off) == 0 || number_compare(off, quantities_keep(q, number_from_int(NEAR))) > 0)
        return;
    for (size_t i = 1; i < weights.count; i++)
        if (weights.at[i]->from - weights.at[i - 1]->to > GAP)
            return; /* no list */
    struct str message = STR_INIT;
    terms_describe(&message, s, weights.at, weights.count, weights.at[0]);
    str_add_text(&message, _("，满分应为100"));
    (void)raise_finding(raiser, s->p, "score", SEVERITY_ERROR, weights.at[0]->from,
                        weights.at[weights.count - 1]->to, message.s);
    str_release(&message);
}

/* “等级为“良””: where the name stands; SIZE_MAX: no grade is given there. */
static size_t grade_at(struct points text, size_t at) {
    static const char32_t *const leads[] = {
        U"等级为", U"等级是", U"等级：", U"等级属", U"等级评定为", U"等次为", U"等次是",
        U"等次：", U"等次属", U"档次为", U"评级为", U"评为",       U"评定为", U"结果为",
        U"结论为", U"评价为", U"属于",   U"定级为", U"等级",       U"等次",   NULL};
    const char32_t *lead = points_any_at(text, at, leads);
    if (lead == NULL)
        return SIZE_MAX;
    at += points_length_of(lead);
    at += char_is_one_of(text.c[at], U"“\"");
    return char_is_one_of(text.c[at], U"优良中差") ? at : SIZE_MAX;
}

/* 优 from 90, 良 from 80, 中 from 60. */
static bool grade_holds(struct quantities *q, char32_t grade, const struct number *points) {
    static const struct {
        char32_t name;
        int64_t least, most;
    } grades[] = {{U'优', 90, 1000}, {U'良', 80, 90}, {U'中', 60, 80}, {U'差', 0, 60}};
    for (size_t i = 0; i < ARRAY_LEN(grades); i++)
        if (grade == grades[i].name)
            return number_compare(points, quantities_keep(q, number_from_int(grades[i].least))) >=
                       0 &&
                   number_compare(points, quantities_keep(q, number_from_int(grades[i].most))) < 0;
    return true;
}

void judge_grade(struct raiser *raiser, const struct passage *p, struct quantities *q,
                 const struct number *points, size_t first, size_t from, size_t to) {
    for (size_t at = from; at < to; at++) {
        size_t name = grade_at(passage_points(p), at);
        if (name == SIZE_MAX)
            continue;
        if (!grade_holds(q, p->c[name], points))
            (void)raise_finding(raiser, p, "score", SEVERITY_ERROR, first < at ? first : at,
                                name + 1,
                                _("得分与等级不符（90分以上为优，80分以上为良，60分以上为中）"));
        return;
    }
}

/* 自评总分94.3分，等级为“良” */
static void judge_own_grade(struct raiser *raiser, const struct sentence *s,
                            const struct mention *n) {
    static const char32_t *const totals[] = {U"总分",   U"得分", U"评分", U"自评分",
                                             U"评价分", U"得",   NULL};
    static const char32_t *const lost[] = {U"扣", U"不得", U"加分", NULL};
    if (!is_points(n) || n->approximate || !mention_label_has(s->q, n, totals) ||
        mention_label_has(s->q, n, lost))
        return;
    const struct mention *next = n + 1; /* 86分（满分100分） is one score */
    if (next < s->mentions + s->count && is_points(next) && next->group != n->group &&
        char_is_one_of(s->q->text.c[n->to], U"（("))
        next++;
    bool more = next < s->mentions + s->count && is_points(next);
    judge_grade(raiser, s->p, s->q, n->value, n->from, n->to, more ? next->from : s->to);
}

void judge_scores(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const weights[] = {U"分值",     U"满分",   U"权重", U"标准分",
                                              U"分值权重", U"应得分", NULL};
    static const char32_t *const scores[] = {U"得分", U"自评分", U"评分", U"实得",
                                             U"计分", U"自评",   U"得",   NULL};
    static const char32_t *const totals[] = {U"自评总分", U"自评得分", U"总得分",   U"综合得分",
                                             U"评价得分", U"综合评分", U"最终得分", NULL};
    static const char32_t *const items[] = {U"指标", NULL};
    static const char32_t *const no[] = {U"加分", U"扣分", U"不得", U"不超过", U"每", NULL};
    static const char32_t *const added[] = {U"加分", U"附加", NULL};
    const struct number *whole = quantities_keep(s->q, number_from_int(100));
    const struct mention *weight = NULL;
    if (word_any_within(s->p, s->from, s->to, added))
        return;
    judge_cuts(raiser, s);
    judge_weights(raiser, s);
    for (size_t i = 0; i < s->count; i++)
        judge_own_grade(raiser, s, &s->mentions[i]);
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (!is_points(n) || n->approximate || mention_label_has(s->q, n, no))
            continue;
        bool item = mention_label_has(s->q, n, items) && !mention_label_has(s->q, n, scores);
        if (mention_label_has(s->q, n, weights) || item || is_bracketed(s, n)) {
            weight = n;
        } else if (mention_label_has(s->q, n, scores)) {
            bool total = mention_label_has(s->q, n, totals);
            static const char32_t *const all[] = {U"总", U"综合", U"最终", U"合计", NULL};
            bool own = weight != NULL && (!mention_label_has(s->q, n, all) ||
                                          mention_label_has(s->q, weight, weights));
            if (own && mention_compare(n, weight) > 0)
                raise_score(raiser, s, n, weight->value, weight->decimals);
            else if (weight == NULL && total && number_compare(n->value, whole) > 0)
                raise_score(raiser, s, n, whole, 0);
            weight = total ? weight : NULL;
        }
    }
}
