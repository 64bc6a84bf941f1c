/* Identities that every reader of accounts knows: 基本支出 = 人员 + 公用, 收入总计 = 支出总计. */
#include "check/relation.h"

#include "base/lang.h"

enum { IDENTITY_PARTS = 3 };

static const struct identity {
    const char32_t *whole, *parts[IDENTITY_PARTS], *without[IDENTITY_PARTS];
    const char *said;
} identities[] = {
    {U"基本支出", {U"人员", U"公用"}, {U"公用", U"人员"}, N_("基本支出=人员经费+公用经费")},
    {U"公务用车", {U"购置", U"运行"}, {U"运行", U"购置"}, N_("公务用车费=购置费+运行维护费")},
    {U"公车", {U"购置", U"运行"}, {U"运行", U"购置"}, N_("公务用车费=购置费+运行维护费")},
    {U"三公",
     {U"出国", U"接待", U"车"},
     {U"接待", U"车", U"接待"},
     N_("三公经费=因公出国（境）+公务接待+公务用车")},
};

static bool has_word(const struct sentence *s, const struct mention *n, const char32_t *word) {
    /* 因公出国（境）费 has a bracket in its name */
    size_t from = n->label_from;
    if (from > s->from + 4 && char_is_one_of(s->p->c[from - 1], U"）)"))
        from -= 6 < from - s->from ? 6 : from - s->from;
    return points_find(s->q->text, from, n->label_to, word) != SIZE_MAX;
}

static bool is_identity_of(const struct sentence *s, const struct identity *identity,
                           const struct terms *items, const struct mention *whole) {
    size_t parts = 0;
    if (!has_word(s, whole, identity->whole))
        return false;
    while (parts < IDENTITY_PARTS && identity->parts[parts] != NULL) {
        size_t hits = 0;
        for (size_t i = 0; i < items->count; i++)
            hits += has_word(s, items->at[i], identity->parts[parts]) &&
                    !has_word(s, items->at[i], identity->without[parts]);
        if (hits != 1)
            return false;
        parts++;
    }
    return parts == items->count;
}

const char *terms_identity(const struct sentence *s, const struct terms *items,
                           const struct mention *whole) {
    for (size_t i = 0; i < ARRAY_LEN(identities); i++)
        if (is_identity_of(s, &identities[i], items, whole))
            return _(identities[i].said);
    return NULL;
}

void judge_balances(struct raiser *raiser, const struct sentence *s) {
    if (s->unclear)
        return;
    static const char32_t *const incomes[] = {U"收入总计", U"收入总预算", U"收入总额", NULL};
    static const char32_t *const expenses[] = {U"支出总计", U"支出总预算", U"支出总额", NULL};
    for (size_t i = 1; i < s->count; i++) {
        const struct mention *a = &s->mentions[i - 1], *b = &s->mentions[i];
        bool pair = (mention_label_has(s->q, a, incomes) && mention_label_has(s->q, b, expenses)) ||
                    (mention_label_has(s->q, a, expenses) && mention_label_has(s->q, b, incomes));
        if (!pair || !mention_same_unit(a, b) || a->approximate || b->approximate || a->change ||
            b->change)
            continue;
        const struct number *slack = quantities_keep(s->q, number_add(a->half, b->half));
        const struct number *off = number_distance(s->q, a->value, b->value);
        if (number_sign(off) == 0 || (a->scale != b->scale && number_compare(off, slack) <= 0))
            continue;
        struct str message = STR_INIT;
        str_add_text(&message, _("收入总计应等于支出总计，文中为"));
        mention_write(&message, a, a->scale);
        str_add_text(&message, _("和"));
        mention_write(&message, b, a->scale);
        (void)raise_finding(raiser, s->p, "identity", SEVERITY_ERROR, a->from, b->to, message.s);
        str_release(&message);
    }
}
