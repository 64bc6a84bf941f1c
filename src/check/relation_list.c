#include "check/relation_list.h"

#include "base/lang.h"
#include "model/section.h"

/* “主要项目如下：”, “具体包括：”: the sentence that leads to a list below it. `some`: to the main
 * items alone. */
static bool leads_to_list(const struct sentence *s, bool *some) {
    static const char32_t *const leads[] = {U"如下", U"其中", U"包括", U"分别", U"具体",
                                            U"用于", U"以下", U"主要", U"明细", NULL};
    static const char32_t *const main_ones[] = {U"主要", U"重点", NULL};
    enum { TAIL = 16 };
    struct points text = s->q->text;
    size_t from = s->to > s->from + TAIL ? s->to - TAIL : s->from, to = s->to;
    while (to > from && char_is_blank(text.c[to - 1]))
        to--;
    bool colon = to > from && char_is_one_of(text.c[to - 1], U"：:");
    *some = points_any_within(text, from, to, main_ones);
    return points_any_within(text, from, to, leads) && (colon || points_end_at(text, to, U"如下"));
}

/* 1. （1） ① 一是: or a line that is an item without its label. */
static bool begins_item(const struct sentence *s, size_t from) {
    static const char32_t *const counts[] = {U"一是", U"二是", U"三是", U"四是", U"五是",
                                             U"六是", U"七是", U"八是", NULL};
    struct points text = s->q->text;
    const struct body *body = &s->p->section->body;
    if (body->lines[body_place_of(body, s->p->offset + from).line].tag == LINE_ITEM)
        return true;
    while (from < text.n && char_is_blank(text.c[from]))
        from++;
    if (points_any_at(text, from, counts) != NULL || char_is_one_of(text.c[from], U"①②③④⑤⑥⑦⑧⑨⑩"))
        return true;
    size_t at = from + char_is_one_of(text.c[from], U"（(");
    size_t digits = at;
    while (char_is_digit(text.c[digits]) || char_is_one_of(text.c[digits], U"一二三四五六七八九十"))
        digits++;
    return digits > at && digits < at + 3 && char_is_one_of(text.c[digits], U".．、）)");
}

/* The amount of the item: the first of its paragraph, with nothing before it that it is a part of;
 * NULL: none is certain. */
static const struct mention *amount_of(const struct sentence *s,
                                       const struct quantity_sentence *item,
                                       const struct mention *whole) {
    for (size_t i = 0; i < item->count; i++) {
        const struct mention *n = &s->q->mentions[item->first + i];
        if (!mention_same_unit(n, whole))
            continue;
        bool plain = n->role == ROLE_VALUE && !n->change && !n->each && !n->approximate &&
                     n->group == 0 && n->bound == 0;
        return plain ? n : NULL;
    }
    return NULL;
}

/* The items of the paragraphs below; false: one of them has no amount. */
static bool read_items(const struct sentence *s, const struct mention *whole, struct terms *items) {
    const struct quantities *q = s->q;
    size_t paragraph = q->sentences[s->index].paragraph;
    for (size_t i = s->index + 1; i < q->sentence_count; i++) {
        const struct quantity_sentence *next = &q->sentences[i];
        if (next->paragraph == paragraph)
            continue; /* more of the same item */
        if (!begins_item(s, next->from))
            return true;
        paragraph = next->paragraph;
        const struct mention *amount = next->unclear ? NULL : amount_of(s, next, whole);
        if (amount == NULL)
            return false;
        terms_add(items, amount);
    }
    return true;
}

static bool may_be_whole(const struct mention *n) {
    return mention_is_operand(n) && n->role == ROLE_VALUE && !n->change && !n->each &&
           !n->approximate && n->group == 0 && n->unit->kind < UNIT_PERCENT;
}

void judge_list_below(struct raiser *raiser, const struct sentence *s) {
    struct quantities *q = s->q;
    const struct mention *meant = NULL;
    struct terms found = {0};
    bool some = false;
    bool last = s->index + 1 < q->sentence_count &&
                q->sentences[s->index + 1].paragraph != q->sentences[s->index].paragraph;
    if (!last || !leads_to_list(s, &some))
        return;
    struct sentence both;
    if (s->count > 0 || !sentence_with_before(&both, s) || both.unclear)
        both = *s;
    for (const struct mention *n = both.mentions + both.count; n-- > both.mentions;) {
        struct terms items = {0};
        if (!may_be_whole(n) || !read_items(s, n, &items) || items.count < 2 || items.too_many)
            continue;
        struct amount sum = terms_sum(s, &items, 0, items.count);
        if (amount_fits(q, &sum, n, NULL))
            return;
        if (meant != NULL)
            continue;
        bool more = number_compare(sum.value, n->value) > 0;
        if (more ? number_is_slip(q, sum.value, n)
                 : !some && number_is_digit_slip(q, sum.value, n)) {
            meant = n;
            found = items;
        }
    }
    if (meant != NULL && !relation_is_told(raiser, s, meant->from, meant->to))
        terms_raise(raiser, s, SEVERITY_ERROR, &found, 0, found.count, meant, _("，文中为"));
}
