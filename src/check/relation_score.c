/* A score that exceeds its weight. */
#include "check/relation.h"

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
