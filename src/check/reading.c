#include "check/reading.h"

#include "check/reading_product.h"
#include "check/reading_quotient.h"
#include "check/reading_sum.h"

#include <limits.h>
#include <stdlib.h>

enum { HUNDRED = 100 };

/* What its words say of it. */
static bool is_total(const struct listing *l) {
    static const char32_t *const words[] = {U"合计", U"共",   U"总",     U"累计", U"小计",
                                            U"之和", U"全年", U"年末",   U"达",   U"增至",
                                            U"减至", U"净",   U"调整后", NULL};
    return mention_label_has(l->s->q, l->n, words);
}

static bool is_reckoned_difference(const struct listing *l) {
    static const char32_t *const words[] = {
        U"结转", U"结余", U"结存", U"余额", U"净",   U"差额", U"相差", U"未", U"尚",
        U"缺",   U"空编", U"超",   U"节约", U"节省", U"失分", U"提前", U"扣", U"剩余",
        U"扣除", U"盈",   U"亏",   U"还",   U"其余", U"余下", NULL};
    static const char32_t *const last[] = {U"多", U"少", U"高", U"低", U"余", U"差", U"后", NULL};
    /* they come and go; they are not what is between two others */
    static const char32_t *const flows[] = {U"调增", U"调减", U"追加", U"追减", U"新增", NULL};
    const struct quantities *q = l->s->q;
    return !mention_label_has(q, l->n, flows) && !mention_is_reached(q, l->n) &&
           (l->n->role == ROLE_CHANGE || mention_is_change(q, l->n) ||
            mention_label_has(q, l->n, words) || mention_label_ends(q, l->n, last));
}

/* “满意”246份: the answers are counted. */
static bool counts_any(const struct listing *l, const char32_t *const *words) {
    for (size_t i = 0; i < l->cells->count; i++)
        if (listing_mention(l, i)->unit->kind == UNIT_COUNT &&
            mention_label_has(l->s->q, listing_mention(l, i), words))
            return true;
    return false;
}

static bool list_percent(const struct listing *l) {
    static const char32_t *const words[] = {U"率", U"比",   U"占", U"进度",
                                            U"度", U"完成", U"成", NULL};
    static const char32_t *const changes[] = {
        U"节约", U"节支", U"下浮", U"审减", U"核减", U"超", U"压减", U"清退", U"精简",   U"淘汰",
        U"削减", U"压缩", U"裁减", U"剩余", U"空置", U"未", U"损",   U"变动", U"调整率", NULL};
    const struct quantities *q = l->s->q;
    static const char32_t *const means[] = {U"平均", NULL};
    /* what people are asked is of no two numbers around it, and 100% is said without reckoning */
    static const char32_t *const asked[] = {U"满意", U"知晓", U"支持", U"认可", NULL};
    const struct number *hundred = quantities_keep(l->s->q, number_from_int(HUNDRED));
    if (number_compare(l->n->value, hundred) == 0 ||
        (l->n->role == ROLE_RATE && mention_label_has(q, l->n, asked) && !counts_any(l, asked)))
        return false;
    if (mention_label_has(q, l->n, means)) {
        listing_add_sums(l, true);
        return l->out->count > 0;
    }
    if (l->n->role == ROLE_STANDARD)
        return false;
    bool growth = (l->n->role == ROLE_GROWTH && !mention_is_reached(q, l->n)) ||
                  mention_label_has(q, l->n, changes);
    if (!growth && l->n->role != ROLE_SHARE && !mention_label_has(q, l->n, words))
        return false;
    listing_add_quotients(l, growth, growth);
    return true;
}

static bool list_points(const struct listing *l) {
    struct listing percents = *l;
    struct listing_row row;
    for (size_t i = 0; i < l->cells->count; i++)
        if (listing_mention(l, i)->unit->kind == UNIT_PERCENT) {
            listing_read_row(&row, &percents, listing_mention(l, i), UINT_MAX);
            listing_add_differences(l, &row);
            return true;
        }
    return false;
}

static int by_value(const void *a, const void *b) {
    unsigned one = *(const unsigned *)a, other = *(const unsigned *)b;
    return one < other ? -1 : one > other;
}

static bool list_all(const struct listing *l) {
    if (l->n->unit->kind == UNIT_POINTS)
        return list_points(l);
    if (l->n->unit->kind == UNIT_PERCENT)
        return list_percent(l);
    static const char32_t *const about[] = {U"约", U"近", U"超", NULL};
    if (l->n->unit->name[0] == U'倍' && mention_label_has(l->s->q, l->n, about))
        return false;
    if (l->n->unit->name[0] == U'倍') {
        listing_add_quotients(l, true, false);
        return true;
    }
    if (l->n->each)
        listing_add_products(l);
    bool total = is_total(l), difference = is_reckoned_difference(l);
    listing_add_sums(l, total);
    if (difference) {
        struct listing_row row;
        listing_read_row(&row, l, l->n, UINT_MAX);
        listing_add_differences(l, &row);
    }
    return l->out->count > 0;
}

bool readings_list(struct readings *readings, const struct cells *cells, const struct sentence *s,
                   size_t cell) {
    struct listing l = {readings, cells, s, cell, cells->at[cell].n};
    readings->count = 0;
    if (!list_all(&l) || readings->count == 0)
        return false;
    for (size_t i = 0; i < readings->count; i++)
        readings->order[i] = readings->at[i].span; /* which ends in the place */
    qsort(readings->order, readings->count, sizeof readings->order[0], by_value);
    for (size_t i = 0; i < readings->count; i++)
        readings->order[i] %= READINGS_MOST;
    return true;
}
