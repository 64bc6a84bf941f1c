#include "check/listing.h"

#include "base/text/char_class.h"

#include <limits.h>

enum { HUNDRED = 100 };

const struct mention *listing_mention(const struct listing *l, size_t cell) {
    return l->cells->at[cell].n;
}

/* --- putting one together --- */

struct equation listing_begin(const struct listing *l, enum equation_form form) {
    return (struct equation){.form = form, .count = 1, .at = {(unsigned char)l->cell}, .factor = 1};
}

void equation_add_term(struct equation *e, size_t cell, int top, int bottom) {
    e->at[e->count] = (unsigned char)cell;
    e->top[e->count] = (signed char)top;
    e->bottom[e->count++] = (signed char)bottom;
}

bool listing_shares_name(const struct listing *l, const struct equation *e) {
    static const char32_t *const empty[] = {U"合计", U"共计", U"总计", U"年末",
                                            U"全年", U"万元", NULL};
    struct points text = l->s->q->text;
    for (size_t at = l->n->label_from; at < l->n->label_to; at++) {
        const char32_t word[] = {text.c[at], text.c[at + 1], 0}, *const words[] = {word, NULL};
        const char32_t got[] = {U'得', 0}, *const gots[] = {got, NULL};
        bool score = l->n->unit->name[0] == U'分' && text.c[at] == U'得';
        size_t sharing = 1;
        if ((at + 1 == l->n->label_to || points_any_at(text, at, empty) != NULL) && !score)
            continue;
        while (sharing < e->count &&
               mention_label_has(l->s->q, listing_mention(l, e->at[sharing]), score ? gots : words))
            sharing++;
        if (sharing == e->count)
            return true;
    }
    return false;
}

/* The run holds all numbers of the unit that the sentence has before it. */
static bool is_complete(const struct listing *l, const struct equation *e) {
    size_t count = 0;
    for (size_t i = l->cells->own; i < l->cell; i++)
        count += mention_same_unit(listing_mention(l, i), l->n) &&
                 listing_mention(l, i)->group == l->n->group;
    return count == e->count - 1U && e->at[1] >= l->cells->own && e->at[1] < l->cell;
}

/* 三项合计, 两者共: as many terms as it says. */
static bool says_how_many(const struct listing *l, const struct equation *e) {
    static const char32_t numerals[] = U"零一二三四五六七八九";
    struct points text = l->s->q->text;
    for (size_t at = l->n->label_from; at + 1 < l->n->label_to; at++) {
        size_t said = text.c[at] == U'两' ? 2 : 0;
        for (size_t i = 2; said == 0 && i < ARRAY_LEN(numerals) - 1; i++)
            said = text.c[at] == numerals[i] ? i : said;
        if (said == e->count - 1U && char_is_one_of(text.c[at + 1], U"项者类笔批"))
            return true;
    }
    return false;
}

/* “完工9个 … 完工率”: the rate is named after what stands on top, and that stands behind what it
 * is a part of; 得分率 is of two scores. */
static bool is_named_after(const struct listing *l, const struct equation *e) {
    struct points text = l->s->q->text;
    const struct mention *top = listing_mention(l, e->at[1]),
                         *bottom = listing_mention(l, e->at[2]);
    if (e->count != 3 || e->top[1] != 1 || e->bottom[1] != 0 || e->top[2] != 0 || bottom > top ||
        e->at[2] + 1 != e->at[1] || l->n->role != ROLE_RATE)
        return false;
    static const char32_t *const scores[] = {U"得分率", U"失分率", NULL};
    bool inner = points_find(text, bottom->to, top->from, U"其中") != SIZE_MAX;
    for (size_t at = l->n->label_from; at + 2 < l->n->label_to; at++) {
        const char32_t word[] = {text.c[at], text.c[at + 1], 0}, *const words[] = {word, NULL};
        if (mention_clause_has(l->s->q, top, words) && text.c[at + 2] == U'率' && !inner)
            return true;
    }
    return top->unit->name[0] == U'分' && mention_label_has(l->s->q, l->n, scores);
}

static unsigned rank_equation(const struct listing *l, const struct equation *e) {
    enum { LIKELIER = 10, NAMED = 4 };
    if (e->form == EQUATION_QUOTIENT)
        return is_named_after(l, e) ? LIKELIER : 1;
    if (e->form != EQUATION_SUM || e->count < 3 || e->top[2] < 0)
        return 1;
    unsigned named = says_how_many(l, e) ? LIKELIER : listing_shares_name(l, e) ? NAMED : 1;
    static const char32_t *const scores[] = {U"总分", U"总得分", NULL};
    bool bare = l->n->total || mention_label_ends(l->s->q, l->n, scores);
    return bare && is_complete(l, e) ? named * LIKELIER : named;
}

/* Whether top and bottom are far from what the rate says, whatever digit was mistaken. */
static bool is_far_off(const struct listing *l, const struct equation *e) {
    enum { FAR = 12 };
    const struct cell *rate = &l->cells->at[e->at[0]];
    int64_t top = 0, bottom = 0, per = rate->n->unit->kind >= UNIT_PERCENT ? HUNDRED : 1;
    if (e->form != EQUATION_QUOTIENT || rate->value == 0)
        return false;
    for (size_t i = 1; i < e->count; i++) {
        top += e->top[i] * l->cells->at[e->at[i]].value;
        bottom += e->bottom[i] * l->cells->at[e->at[i]].value;
    }
    for (int i = rate->exponent; i < 0; i++)
        per *= 10;
    if (top <= 0 || bottom <= 0 || top > INT64_MAX / per / FAR ||
        bottom > INT64_MAX / rate->value / FAR)
        return true;
    return top * per > bottom * rate->value * FAR || top * per * FAR < bottom * rate->value;
}

void listing_push(const struct listing *l, struct equation *e) {
    if (is_far_off(l, e))
        return;
    size_t first = e->at[0], last = e->at[0];
    for (size_t i = 1; i < e->count; i++) {
        first = e->at[i] < first ? e->at[i] : first;
        last = e->at[i] > last ? e->at[i] : last;
    }
    e->likely = rank_equation(l, e);
    /* a nearer sentence first: the one before is further than all of its own */
    e->span = (unsigned)(last - first) * 2 + (first < l->cells->own ? LISTING_AROUND : 0);
    e->span = e->likely > 1 ? 0 : e->span + 1;
    e->span = e->span * READINGS_MOST + (unsigned)l->out->count;
    if (l->out->count < READINGS_MOST)
        l->out->at[l->out->count++] = *e;
}

/* --- rows of cells of one unit --- */

void listing_read_row(struct listing_row *row, const struct listing *l, const struct mention *like,
                      unsigned group) {
    *row = (struct listing_row){.place = SIZE_MAX};
    for (size_t i = 0; i < l->cells->count; i++) {
        const struct mention *m = listing_mention(l, i);
        if (i == l->cell)
            row->place = row->count;
        if (i != l->cell && mention_same_unit(m, like) && !m->each &&
            (group == UINT_MAX || m->group == group))
            row->at[row->count++] = i;
    }
}

bool listing_is_of_another_time(const struct listing *l, const struct mention *n) {
    static const char32_t *const times[] = {U"上年", U"去年", U"同期", U"年初", U"上月",
                                            U"原",   U"此前", U"由",   U"从",   U"年的",
                                            U"年为", U"年度", NULL};
    return n->role == ROLE_OLD || mention_label_has(l->s->q, n, times);
}

bool listing_are_siblings(const struct listing *l, size_t a, size_t b) {
    const struct mention *first = listing_mention(l, a < b ? a : b),
                         *last = listing_mention(l, a < b ? b : a);
    return l->s->q->text.c[first->to] == U'、' && last->label_from == first->to + 1;
}
