#include "check/reading_quotient.h"

#include <limits.h>

static bool may_divide(const struct listing *l, size_t cell, const struct mention *like) {
    const struct mention *m = listing_mention(l, cell);
    bool apart = cell > l->cell && points_find(l->s->q->text, l->n->to, m->from, U"；") != SIZE_MAX;
    bool grown = m->role == ROLE_GROWTH && !mention_is_level(l->s->q, m);
    static const char32_t *const scored[] = {U"得分", U"失分", NULL};
    bool score = m->unit->name[0] == U'分' && !mention_label_has(l->s->q, l->n, scored);
    bool days = m->unit->name[0] == U'天' || score; /* of a year */
    return cell != l->cell && mention_same_family(l->s, m, like) && !m->each && !grown && !days &&
           (!apart || listing_is_of_another_time(l, m));
}

static void push_quotient(const struct listing *l, size_t top, size_t bottom, bool excuse) {
    struct equation e = listing_begin(l, EQUATION_QUOTIENT);
    e.excuse = excuse;
    equation_add_term(&e, top, 1, 0);
    equation_add_term(&e, bottom, 0, 1);
    listing_push(l, &e);
}

/* 不合格2批次: what is left of the whole gives the rate. */
static bool leaves_out(const struct listing *l, size_t cell) {
    static const char32_t *const words[] = {U"不", U"未", U"非", U"无", U"没",
                                            U"失", U"退", U"减", NULL};
    return mention_label_has(l->s->q, listing_mention(l, cell), words);
}

/* (a - b) ÷ b, (b - a) ÷ b, and d of a ∓ d. */
static void push_growths(const struct listing *l, size_t a, size_t b, bool excuse) {
    for (int up = -1; up <= 1; up += 2) {
        struct equation two = listing_begin(l, EQUATION_QUOTIENT), change = two;
        two.excuse = change.excuse = excuse;
        bool rises = l->cells->at[a].value > l->cells->at[b].value;
        if ((up > 0) == rises) {
            equation_add_term(&two, a, up, 0);
            equation_add_term(&two, b, -up, 1);
            listing_push(l, &two);
        }
        if (listing_mention(l, a)->role == ROLE_CHANGE || listing_mention(l, a)->change) {
            equation_add_term(&change, a, 1, -up);
            equation_add_term(&change, b, 0, 1);
            listing_push(l, &change);
        }
    }
}

/* What a run of two or more is of b, and b of a run that it is one of. */
static void push_run_quotients(const struct listing *l, const struct listing_row *row, size_t from,
                               size_t n) {
    struct equation part = listing_begin(l, EQUATION_QUOTIENT);
    for (size_t i = from; i < from + n; i++)
        equation_add_term(&part, row->at[i], 1, 0);
    size_t low = from > LISTING_AROUND / 2 ? from - LISTING_AROUND / 2 : 0;
    for (size_t b = low; b < row->count && b < from + n + LISTING_AROUND / 2; b++) {
        bool inside = b >= from && b < from + n;
        struct equation e = part;
        if (!inside) {
            equation_add_term(&e, row->at[b], 0, 1);
            listing_push(l, &e);
            continue;
        }
        for (size_t i = 1; i < e.count; i++) {
            e.top[i] = e.at[i] == row->at[b];
            e.bottom[i] = 1;
        }
        listing_push(l, &e);
        if (b != from || n < 3)
            continue;
        e.top[2] = 1; /* 满意 and 基本满意 of the three */
        listing_push(l, &e);
    }
}

/* “包案12件，化解11件；包案35件，化解33件 … 化解率”: two kinds by turns. */
static void push_turns(const struct listing *l, const struct listing_row *row) {
    enum { TURNS_MOST = 4 };
    for (size_t n = 2; n <= TURNS_MOST; n++)
        for (size_t gap = 0; gap <= 1 && 2 * n + gap <= row->place; gap++) {
            struct equation e = listing_begin(l, EQUATION_QUOTIENT), total = e;
            size_t from = row->place - 2 * n - gap;
            for (size_t i = 0; i < 2 * n; i++)
                equation_add_term(&e, row->at[from + i], i % 2 == 1, i % 2 == 0);
            listing_push(l, &e);
            for (size_t i = 0; gap > 0 && i < n; i++)
                equation_add_term(&total, row->at[from + 2 * i], 0, 1);
            equation_add_term(&total, row->at[row->place - 1], 1, 0);
            if (gap > 0)
                listing_push(l, &total);
        }
}

static void push_quotients(const struct listing *l, bool growth, const struct mention *like) {
    enum { RUN = 4 };
    struct listing_row row;
    listing_read_row(&row, l, like, UINT_MAX);
    size_t low = row.place > LISTING_AROUND ? row.place - LISTING_AROUND : 0;
    size_t high =
        row.place + LISTING_AROUND / 2 < row.count ? row.place + LISTING_AROUND / 2 : row.count;
    for (size_t a = low; a < high; a++)
        for (size_t b = low; b < high; b++) {
            if (a == b || !may_divide(l, row.at[a], like) || !may_divide(l, row.at[b], like))
                continue;
            push_quotient(l, row.at[a], row.at[b], listing_are_siblings(l, row.at[a], row.at[b]));
            if (growth || leaves_out(l, row.at[a]) || leaves_out(l, row.at[b]))
                push_growths(l, row.at[a], row.at[b], !growth);
        }
    size_t near = row.place > RUN + 2 ? row.place - RUN - 2 : 0;
    for (size_t n = 2; n <= RUN && !growth; n++)
        for (size_t from = near; from + n <= row.count && from + n <= row.place + RUN; from++)
            push_run_quotients(l, &row, from, n);
    push_turns(l, &row);
}

/* 床位120张，入住87人，入住率72.5%: the two before it, counted in other words. */
static void push_mixed(const struct listing *l) {
    size_t a = l->cell - 2, b = l->cell - 1;
    if (l->cell < 2 || listing_mention(l, a)->unit->kind != UNIT_COUNT ||
        listing_mention(l, b)->unit->kind != UNIT_COUNT || listing_mention(l, a)->each ||
        listing_mention(l, b)->each ||
        mention_same_unit(listing_mention(l, a), listing_mention(l, b)))
        return;
    push_quotient(l, b, a, false);
    push_quotient(l, a, b, true);
}

/* The units that stand around, each once. */
void listing_add_quotients(const struct listing *l, bool growth, bool percents) {
    for (size_t i = 0; i < l->cells->count; i++) {
        const struct mention *m = listing_mention(l, i);
        bool first = m->unit->kind == UNIT_PERCENT ? percents : m->unit->kind < UNIT_PERCENT;
        for (size_t j = 0; j < i; j++)
            first &= listing_mention(l, j)->unit != m->unit;
        if (first && may_divide(l, i, m) && m->unit->name[0] != U'倍')
            push_quotients(l, growth, m);
    }
    push_mixed(l);
}
