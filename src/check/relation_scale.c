/* Amounts whose unit cannot be right: 低保金578.4元, 车均运行维护费2.60元 beside 万元. */
#include "check/relation_scale.h"

#include "base/lang.h"

/* Prices and standards are in 元; so is what each one gets. */
static bool is_price(const struct sentence *s, const struct mention *n) {
    static const char32_t *const words[] = {U"价",   U"每",   U"标准", U"均",     U"费率",
                                            U"票",   U"基数", U"工资", U"养老金", U"补差",
                                            U"伙食", U"日",   U"月",   NULL};
    static const char32_t *const behind[] = {U"/", U"／", U"每", U"一", NULL};
    /* 由每吨2.8元调整为3.2元 */
    bool goes_on = n > s->mentions && mention_same_unit(n - 1, n) && n[-1].scale == 0 &&
                   (n[-1].each || mention_label_has(s->q, n - 1, words));
    return goes_on || n->each || mention_label_has(s->q, n, words) ||
           points_any_at(s->q->text, n->to, behind) != NULL;
}

/* A number in 万元 in this sentence or the one before. */
static bool speaks_of_tens_of_thousands(const struct sentence *s) {
    struct sentence both;
    if (!sentence_with_before(&both, s))
        both = *s;
    for (size_t i = 0; i < both.count; i++)
        if (both.mentions[i].unit->name[0] == U'元' && both.mentions[i].scale > 0)
            return true;
    return false;
}

static void judge_lone(struct raiser *raiser, const struct sentence *s, const struct mention *n) {
    static const char32_t *const cars[] = {U"车均", U"辆均", NULL};
    enum { LEAST = 20, LITTLE = 1000, MOST = 20000 };
    const struct number *least = quantities_keep(s->q, number_from_int(LEAST));
    const struct number *most = quantities_keep(s->q, number_from_int(MOST));
    const struct number *little = quantities_keep(s->q, number_from_int(LITTLE));
    bool car = mention_label_has(s->q, n, cars) && number_compare(n->value, little) < 0;
    bool odd = n->decimals == 1 || (n->fraction && speaks_of_tens_of_thousands(s));
    if (!n->fraction || number_compare(n->value, most) > 0 ||
        (!car && number_compare(n->value, least) < 0) || (!car && (!odd || is_price(s, n))))
        return;
    if (!raiser_has_marked(raiser, s->p, "unit", n->from, n->to))
        (void)raise_finding(raiser, s->p, "unit", SEVERITY_ERROR, n->label_from, n->to,
                            _("金额太小，像是漏了“万”"));
}

void judge_scales(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (n->unit->name[0] == U'元' && n->scale == 0 && !n->change)
            judge_lone(raiser, s, n);
    }
}
