#include "check/reading_sum.h"

#include <limits.h>

enum { RUN_MOST = 8 };

static bool goes_out(const struct listing *l, size_t cell) {
    static const char32_t *const outs[] = {U"减",   U"支出", U"退",   U"调出", U"转出",
                                           U"注销", U"退休", U"离职", U"报废", U"死亡",
                                           U"扣",   U"压",   U"降",   U"少",   NULL};
    return mention_label_has(l->s->q, listing_mention(l, cell), outs);
}

/* Against another year: what it is the difference of is not what stands around, unless that is. */
static bool is_against_another_time(const struct listing *l, const struct mention *n) {
    static const char32_t *const times[] = {U"同比", U"环比", U"上年", U"去年", U"同期",
                                            U"上月", U"年初", U"比20", U"较20", NULL};
    return mention_label_has(l->s->q, n, times);
}

/* first = n of the row from `from` on added up, each or every other one; with what went out taken
 * off where that differs. */
static void push_run(const struct listing *l, const struct listing_row *row, size_t from, size_t n,
                     size_t stride, int factor) {
    struct equation plain = listing_begin(l, EQUATION_SUM), net;
    bool differs = false, timed = is_against_another_time(l, l->n) && l->n->role == ROLE_CHANGE;
    plain.factor = factor;
    net = plain;
    static const char32_t *const sinces[] = {U"累计", NULL};
    bool since = mention_label_has(l->s->q, l->n, sinces);
    for (size_t i = 0; i < n; i++) {
        const struct mention *m = listing_mention(l, row->at[from + i * stride]);
        if ((timed && m->role != ROLE_CHANGE) || (since && mention_label_has(l->s->q, m, sinces)))
            return;
    }
    for (size_t i = 0; i < n; i++) {
        bool out = goes_out(l, row->at[from + i * stride]);
        differs |= out;
        equation_add_term(&plain, row->at[from + i * stride], 1, 0);
        equation_add_term(&net, row->at[from + i * stride], out ? -1 : 1, 0);
    }
    listing_push(l, &plain);
    if (!differs || l->n->total)
        return;
    listing_push(l, &net);
    for (size_t i = 1; i < net.count; i++)
        net.top[i] = (signed char)-net.top[i];
    listing_push(l, &net); /* 净减2人: more went than came */
}

/* Runs that begin at `behind`, if there is such a place. */
static void push_runs_behind(const struct listing *l, const struct listing_row *row,
                             size_t behind) {
    for (size_t n = 2; n <= RUN_MOST && behind != SIZE_MAX && behind + n <= row->count; n++)
        push_run(l, row, behind, n, 1, 1);
}

/* Runs that end right before it or a little further. */
static void push_runs_before(const struct listing *l, const struct listing_row *row, bool mean) {
    enum { GAP = 4 };
    for (size_t n = 2; n <= RUN_MOST; n++) {
        int factor = mean ? (int)n : 1;
        for (size_t gap = 0; gap <= GAP && n + gap <= row->place; gap++)
            push_run(l, row, row->place - n - gap, n, 1, factor);
        for (size_t gap = 0; gap <= 1 && n > 1 && 2 * n - 1 + gap <= row->place; gap++)
            push_run(l, row, row->place - (2 * n - 1) - gap, n, 2, factor);
    }
}

static void push_two(const struct listing *l, size_t a, size_t b, int sign) {
    struct equation e = listing_begin(l, EQUATION_SUM);
    equation_add_term(&e, a, 1, 0);
    equation_add_term(&e, b, sign, 0);
    listing_push(l, &e);
}

/* a - b = it, of any two near by; a - b - c and a + b - c of three side by side. */
void listing_add_differences(const struct listing *l, const struct listing_row *row) {
    size_t low = row->place > LISTING_AROUND ? row->place - LISTING_AROUND : 0;
    size_t high =
        row->place + LISTING_AROUND < row->count ? row->place + LISTING_AROUND : row->count;
    bool timed = is_against_another_time(l, l->n);
    for (size_t a = low; a < high; a++)
        for (size_t b = low; b < high; b++)
            if (a != b && l->cells->at[row->at[a]].value > l->cells->at[row->at[b]].value &&
                (!timed || listing_is_of_another_time(l, listing_mention(l, row->at[a])) ||
                 listing_is_of_another_time(l, listing_mention(l, row->at[b]))))
                push_two(l, row->at[a], row->at[b], -1);
    for (size_t a = low; a + 2 < row->place && !timed; a++)
        for (int second = -1; second <= 1; second += 2) {
            struct equation e = listing_begin(l, EQUATION_SUM);
            equation_add_term(&e, row->at[a], 1, 0);
            equation_add_term(&e, row->at[a + 1], second, 0);
            equation_add_term(&e, row->at[a + 2], -1, 0);
            listing_push(l, &e);
        }
}

/* What stands in the bracket right behind it; 0: nothing does. */
static unsigned group_behind(const struct listing *l) {
    size_t next = l->cell + 1;
    return next < l->cells->count && listing_mention(l, next)->group > l->n->group
               ? listing_mention(l, next)->group
               : 0;
}

/* “对15个乡镇进行考核，优秀4个、良好8个、合格3个”: no word, but three items at least that nothing
 * else stands between and that are called otherwise. */
static bool opens_bare_list(const struct listing *l, const struct listing_row *row) {
    enum { ITEMS = 3 };
    struct equation items = listing_begin(l, EQUATION_SUM);
    size_t before = l->cell;
    if (l->s->q->text.c[l->n->to] == U'、')
        return false; /* one of the items */
    for (size_t i = row->place; i < row->count && items.count <= RUN_MOST; i++) {
        bool joined = i == row->place || l->s->q->text.c[listing_mention(l, before)->to] == U'、';
        if (row->at[i] != before + 1 || !joined)
            break;
        equation_add_term(&items, row->at[i], 1, 0);
        before = row->at[i];
    }
    return items.count > ITEMS && !listing_shares_name(l, &items);
}

/* The first of the row behind 其中 or the like, past changes; SIZE_MAX: there is none. */
static size_t behind_word(const struct listing *l, const struct listing_row *row) {
    static const char32_t *const words[] = {U"其中", U"包括", U"分别", U"由", U"含", U"按", NULL};
    static const char32_t *const overlaps[] = {U"同时", U"兼", U"重复", U"交叉", U"重叠", NULL};
    if (points_any_within(l->s->q->text, l->s->from, l->s->to, overlaps))
        return SIZE_MAX;
    for (size_t i = row->place; i < row->count; i++) {
        const struct mention *m = listing_mention(l, row->at[i]);
        if (points_any_within(l->s->q->text, l->n->to, m->from, words))
            return i;
        if (m->role != ROLE_CHANGE)
            break;
    }
    return mention_opens_list(l->s, l->n) || opens_bare_list(l, row) ? row->place : SIZE_MAX;
}

/* Of the list that it opens; `closing`: of what stands before it, too. */
void listing_add_sums(const struct listing *l, bool closing) {
    struct listing_row all, own, inner;
    static const char32_t *const means[] = {U"平均", U"均", NULL};
    bool mean = mention_label_has(l->s->q, l->n, means);
    listing_read_row(&all, l, l->n, UINT_MAX);
    push_runs_behind(l, &all, behind_word(l, &all));
    if (closing)
        push_runs_before(l, &all, mean);
    listing_read_row(&own, l, l->n, l->n->group);
    if (own.count < all.count) {
        push_runs_behind(l, &own, behind_word(l, &own));
        if (closing)
            push_runs_before(l, &own, mean);
    }
    unsigned behind = group_behind(l);
    listing_read_row(&inner, l, l->n, behind);
    if (behind != 0 && inner.count < all.count)
        push_runs_behind(l, &inner, inner.place);
}
