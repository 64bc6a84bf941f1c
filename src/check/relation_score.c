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

void judge_scores(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const weights[] = {U"分值",     U"满分",   U"权重", U"标准分",
                                              U"分值权重", U"应得分", NULL};
    static const char32_t *const scores[] = {U"得分", U"自评分", U"评分", U"实得",
                                             U"计分", U"自评",   U"得",   NULL};
    static const char32_t *const totals[] = {U"自评总分", U"自评得分", U"总得分",   U"综合得分",
                                             U"评价得分", U"综合评分", U"最终得分", NULL};
    static const char32_t *const no[] = {U"加分", U"扣分", U"不得", U"不超过", U"每", NULL};
    static const char32_t *const added[] = {U"加分", U"附加", NULL};
    const struct number *whole = quantities_keep(s->q, number_from_int(100));
    const struct mention *weight = NULL;
    if (word_any_within(s->p, s->from, s->to, added))
        return;
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (!is_points(n) || n->approximate || mention_label_has(s->q, n, no))
            continue;
        if (mention_label_has(s->q, n, weights) || is_bracketed(s, n)) {
            weight = n;
        } else if (mention_label_has(s->q, n, scores)) {
            bool total = mention_label_has(s->q, n, totals);
            if (weight != NULL && mention_compare(n, weight) > 0)
                raise_score(raiser, s, n, weight->value, weight->decimals);
            else if (weight == NULL && total && number_compare(n->value, whole) > 0)
                raise_score(raiser, s, n, whole, 0);
            weight = total ? weight : NULL;
        }
    }
}
