/* What words say of two figures: 决算数大于预算数, 与上年持平. */
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
                                                    U"降低", NULL}) != NULL &&
            number_sign(n->value) > 0)
            (void)raise_finding(raiser, s->p, "comparison", SEVERITY_ERROR, at, n->to,
                                _("既说持平，又说有增减"));
        return;
    }
}

void judge_budgets(struct raiser *raiser, const struct sentence *s) {
    struct points text = s->q->text;
    if (s->unclear)
        return;
    for (size_t at = s->from; at < s->to; at++) {
        int order;
        size_t end;
        if (text.c[at] == U'决' && read_order(text, at, &order, &end))
            judge_order(raiser, s, at, end, order);
        if (text.c[at] == U'持' && points_stand_at(text, at, U"持平"))
            judge_level(raiser, s, at);
    }
}
