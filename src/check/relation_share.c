/* Shares of a whole: 占总数的38%, 完成预算的95%. A list of shares has one whole, wherever it
 * stands. */
#include "check/share.h"

#include "base/lang.h"
#include "base/text/char_class.h"

enum { LIST_MOST = 24, CANDIDATES = 160, BEHIND = 40, PARAGRAPHS = 3, APART = 8, NEAR = 200 };

struct share_list {
    const struct sentence *s; /* where it begins */
    struct share at[LIST_MOST];
    size_t count;
    const struct mention *named; /* the whole that the words name, or NULL */
    bool direct;                 /* it stands in the first item's sentence */
};

static const struct mention *first_mention(const struct sentence *s) {
    return s->q->mentions;
}

/* --- the list --- */

static bool same_key(const struct sentence *s, const struct share *a, const struct share *b) {
    size_t n = a->key_to - a->key_from;
    if (n != b->key_to - b->key_from)
        return false;
    for (size_t i = 0; i < n; i++)
        if (s->q->text.c[a->key_from + i] != s->q->text.c[b->key_from + i])
            return false;
    return true;
}

/* Its sentence has a whole of its own: 三公经费支出48.6万元，其中接待费16.2万元，占33.33%. */
static bool has_own_whole(const struct sentence *s, const struct share *share) {
    const struct mention *item = share->item;
    for (const struct mention *n = item; n-- > s->q->mentions && n->sentence == item->sentence;)
        if (mention_same_unit(n, item) && mention_is_operand(n) && n->role == ROLE_VALUE &&
            n->group == item->group && mention_compare(n, item) > 0)
            return true;
    return false;
}

/* A share goes on with the list where the same words name its whole; without words, in the same
 * sentence, or in the next one that begins with it. */
static bool continues(const struct share_list *list, const struct share *next) {
    const struct share *last = &list->at[list->count - 1];
    size_t apart = next->rate->paragraph - last->rate->paragraph;
    enum { LONG = 4 };
    size_t key = next->key_to - next->key_from, most = key >= LONG ? APART : PARAGRAPHS;
    return next->base == NULL && mention_same_unit(next->item, last->item) &&
           same_key(list->s, last, next) &&
           (key > 0 ? apart <= most
                    : next->rate->sentence == last->rate->sentence ||
                          (next->rate->sentence == last->rate->sentence + 1 &&
                           !has_own_whole(list->s, next)));
}

static bool is_of_list(const struct share_list *list, const struct mention *n) {
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].item == n)
            return true;
    return false;
}

static void read_list_from(struct share_list *list, const struct sentence *s,
                           const struct share *first) {
    const struct mention *end = s->q->mentions + s->q->count;
    list->s = s;
    list->at[0] = *first;
    list->count = 1;
    for (const struct mention *n = first->rate + 1;
         n < end && n < first->rate + NEAR && list->count < LIST_MOST &&
         n->paragraph - list->at[list->count - 1].rate->paragraph <= APART;
         n++) {
        struct share next;
        struct sentence own = sentence_at(s->p, s->q, n->sentence);
        if (n->role != ROLE_SHARE || n->listed || !share_read(&own, n, &next) ||
            !continues(list, &next))
            continue;
        s->q->mentions[n - s->q->mentions].listed = true;
        list->at[list->count++] = next;
    }
}

/* --- the whole --- */

static const char32_t *const plans[] = {U"任务", U"目标", U"计划", U"序时", U"上年",
                                        U"同期", U"预算", U"指标", NULL};

static bool key_has(const struct sentence *s, const struct share *share,
                    const char32_t *const *words) {
    return points_any_within(s->q->text, share->key_from, share->key_to, words);
}

/* The last two characters that both have: 承办总数 needs a number with 承办, 总数 or the like. */
static bool label_has_key(const struct sentence *s, const struct mention *n,
                          const struct share *share) {
    for (size_t at = share->key_from; at + 1 < share->key_to; at++) {
        const char32_t word[3] = {s->q->text.c[at], s->q->text.c[at + 1], 0};
        if (points_find(s->q->text, n->label_from, n->label_to, word) != SIZE_MAX)
            return true;
    }
    return false;
}

/* 占任务数: only a number that is called so can be the whole. */
static bool may_be_whole(const struct share_list *list, const struct mention *n) {
    const struct share *first = &list->at[0];
    if (!mention_is_operand(n) || !mention_same_unit(n, first->item) || n->role == ROLE_CHANGE ||
        is_of_list(list, n))
        return false;
    if (!key_has(list->s, first, plans))
        return true;
    return mention_label_has(list->s->q, n, plans) && label_has_key(list->s, n, first);
}

static bool share_fits(const struct share *share, const struct mention *whole) {
    for (size_t i = 0; i < share->run; i++)
        if (range_holds(&share->wholes[i], whole))
            return true;
    return false;
}

static bool share_fits_number(const struct share *share, const struct number *whole) {
    for (size_t i = 0; i < share->run; i++)
        if (range_holds_number(&share->wholes[i], whole))
            return true;
    return false;
}

static size_t count_fits(const struct share_list *list, const struct mention *whole) {
    size_t fits = 0;
    for (size_t i = 0; i < list->count; i++)
        fits += share_fits(&list->at[i], whole);
    return fits;
}

/* The candidates stand around the list, far more of them before it. */
static const struct mention *next_candidate(const struct share_list *list,
                                            const struct mention *n) {
    const struct mention *first = list->at[0].rate, *last = list->at[list->count - 1].rate;
    const struct mention *end = list->s->q->mentions + list->s->q->count;
    const struct mention *stop = (size_t)(end - last) > BEHIND ? last + BEHIND : end;
    if (n == NULL)
        n = (size_t)(first - first_mention(list->s)) > CANDIDATES ? first - CANDIDATES
                                                                  : first_mention(list->s);
    else
        n++;
    while (n < stop && !may_be_whole(list, n))
        n++;
    return n < stop ? n : NULL;
}

static const struct mention *find_best(const struct share_list *list, size_t *most) {
    const struct mention *best = NULL;
    *most = 0;
    for (const struct mention *n = NULL; (n = next_candidate(list, n)) != NULL;) {
        size_t fits = count_fits(list, n);
        if (fits > *most || (fits == *most && best != NULL && n < list->at[0].item)) {
            *most = fits;
            best = n;
        }
    }
    return *most > 0 ? best : NULL;
}

static const struct number *sum_of_items(const struct share_list *list) {
    struct amount sum = amount_zero(list->s->q);
    for (size_t i = 0; i < list->count; i++)
        amount_add(list->s->q, &sum, list->at[i].item);
    return sum.value;
}

static size_t count_fits_sum(const struct share_list *list, const struct number *sum) {
    size_t fits = 0;
    for (size_t i = 0; list->count > 1 && i < list->count; i++)
        fits += share_fits_number(&list->at[i], sum);
    return fits;
}

static bool is_sibling(const struct sentence *s, const struct mention *n,
                       const struct mention *item) {
    for (; item > n; item--)
        if (!share_joins(s, item - 1, item))
            return false;
    return true;
}

/* “58个问题中，”: the number is the whole of what follows. */
static bool is_said_within(const struct sentence *s, const struct mention *n) {
    enum { NOUN = 10 };
    for (size_t at = n->to; at < n->to + NOUN && !char_is_separator(s->q->text.c[at]); at++)
        if (s->q->text.c[at] == U'中' && (char_is_one_of(s->q->text.c[at + 1], U"，,有已") ||
                                          char_is_digit(s->q->text.c[at + 1])))
            return true;
    return false;
}

/* “在编218人，在编人员中本科186人”: the name before the 中 is that of the number. */
static bool is_named_within(const struct sentence *s, const struct mention *n,
                            const struct mention *item) {
    struct points text = s->q->text;
    size_t mark = points_find(text, item->label_from, item->label_to, U"中");
    for (size_t at = item->label_from; mark != SIZE_MAX && at + 1 < mark; at++) {
        const char32_t word[3] = {text.c[at], text.c[at + 1], 0};
        if (points_find(text, n->label_from, n->label_to, word) != SIZE_MAX)
            return true;
    }
    return false;
}

/* A whole by its words: it opens a list, or is a total. */
static bool looks_whole(const struct share_list *list, const struct mention *n) {
    static const char32_t *const words[] = {U"总", U"共", U"全", U"合计", U"受理", U"收到", NULL};
    const struct share *first = &list->at[0];
    static const char32_t *const all[] = {U"总", U"全部", U"全年", U"所有", NULL};
    struct sentence own = sentence_at(list->s->p, list->s->q, n->sentence);
    bool opens =
        n->sentence == first->item->sentence && n < first->item &&
        points_find(list->s->q->text, n->to, first->item->label_from + 1, U"其中") != SIZE_MAX;
    return n->total || opens || is_said_within(list->s, n) ||
           is_named_within(list->s, n, first->item) || mention_label_has(list->s->q, n, words) ||
           mention_opens_list(&own, n) || key_has(list->s, first, all) ||
           label_has_key(list->s, n, first);
}

/* 占卫生技术人员的16.8%: the very name, of four characters or more, further before. */
static bool label_has_whole_key(const struct sentence *s, const struct mention *n,
                                const struct share *share) {
    enum { LEAST = 3 };
    size_t length = share->key_to - share->key_from, i = 0;
    if (length < LEAST || n->label_to < n->label_from + length)
        return false;
    while (i < length &&
           s->q->text.c[n->label_to - length + i] == s->q->text.c[share->key_from + i])
        i++;
    return i == length;
}

/* The nearest larger number before the list that its words can name. */
static void find_named(struct share_list *list) {
    const struct mention *item = list->at[0].item;
    enum { SENTENCES = 3, FAR = 10, FAR_PARAGRAPHS = 3 };
    bool plain_key = list->at[0].key_to == list->at[0].key_from;
    static const char32_t *const all[] = {U"总", U"全部", U"全年", U"所有", NULL};
    bool open_key = plain_key || key_has(list->s, &list->at[0], all);
    bool planned = key_has(list->s, &list->at[0], plans);
    list->named = NULL;
    for (const struct mention *n = item; n-- > first_mention(list->s);) {
        if (item->sentence - n->sentence > FAR || item->paragraph - n->paragraph > FAR_PARAGRAPHS)
            break;
        bool named = label_has_whole_key(list->s, n, &list->at[0]) ||
                     (plain_key && is_named_within(list->s, n, item));
        if (named && may_be_whole(list, n) && !n->approximate && n->role != ROLE_BASE &&
            n->group == 0 && mention_compare(n, item) >= 0) {
            list->named = n; /* the very name goes before what stands nearer */
            list->direct = n->sentence == item->sentence;
            return;
        }
    }
    for (const struct mention *n = item; n-- > first_mention(list->s);) {
        if (item->sentence - n->sentence > SENTENCES || item->paragraph - n->paragraph > 1)
            return;
        bool inner = n->group != 0 && n->group != item->group;
        bool taken = planned && n->role == ROLE_BASE; /* the base of another share */
        if (n->approximate || n->each || inner || taken || !may_be_whole(list, n) ||
            (!planned && mention_compare(n, item) < 0) || is_sibling(list->s, n, item))
            continue;
        if (!looks_whole(list, n) || (!open_key && !label_has_key(list->s, n, &list->at[0])))
            continue;
        list->named = n;
        list->direct = n->sentence == item->sentence;
        return;
    }
}

/* “较预算24万元少2.64万元，完成预算的89%”: of what the item was compared with. */
static void find_named_between(struct share_list *list) {
    const struct share *share = &list->at[0];
    if (list->named != NULL || !key_has(list->s, share, plans))
        return;
    for (const struct mention *n = share->item + 1; n + 1 < share->rate; n++)
        if (mention_is_difference(list->s->q, n + 1) && may_be_whole(list, n) && !n->approximate) {
            list->named = n;
            list->direct = true;
            return;
        }
}

/* “党员86人，占职工总数的50%，职工总数为172人”: the whole behind, under the very name. */
static void find_named_behind(struct share_list *list) {
    const struct share *share = &list->at[0];
    const struct mention *n = share->rate + 1;
    size_t length = share->key_to - share->key_from;
    enum { LEAST = 3 };
    if (list->named != NULL || length < LEAST || n >= list->s->mentions + list->s->count ||
        !may_be_whole(list, n) || n->approximate)
        return;
    for (size_t at = n->label_from; at + length <= n->label_to; at++) {
        size_t i = 0;
        while (i < length && list->s->q->text.c[at + i] == list->s->q->text.c[share->key_from + i])
            i++;
        if (i == length) {
            list->named = n;
            list->direct = true;
            return;
        }
    }
}

/* --- telling --- */

/* The run of items whose share comes nearest to what is printed. */
static const struct number *nearest_part(const struct sentence *s, const struct share *share,
                                         const struct number *whole, size_t *items) {
    struct amount sum = amount_zero(s->q);
    const struct number *best = NULL, *least = NULL;
    for (size_t k = 0; k < share->run; k++) {
        amount_add(s->q, &sum, share->item - k);
        const struct number *percent = rate_percent(s->q, sum.value, whole, share->rate);
        const struct number *off =
            percent != NULL ? number_distance(s->q, percent, share->rate->value) : NULL;
        if (off == NULL || (least != NULL && number_compare(off, least) >= 0))
            continue;
        least = off;
        best = sum.value;
        *items = k + 1;
    }
    return best;
}

static void raise_share(struct raiser *raiser, const struct sentence *s, enum severity severity,
                        const struct share *share, const struct number *whole,
                        const struct mention *base) {
    struct str message = STR_INIT;
    size_t items = 1;
    const struct number *part = nearest_part(s, share, whole, &items);
    int scale = share->item->scale, decimals = share->item->decimals;
    const struct number *percent =
        part != NULL ? rate_percent(s->q, part, whole, share->rate) : NULL;
    if (percent == NULL)
        return;
    amount_write(&message, part, scale, decimals);
    str_add_text(&message, " ÷ ");
    amount_write(&message, whole, scale, decimals);
    str_add_text(&message, " = ");
    amount_write(&message, percent, 0, share->rate->decimals);
    str_add_text(&message, _("%，文中为"));
    mention_write(&message, share->rate, 0);
    str_add_text(&message, "%");
    size_t from = share->item[1 - (ptrdiff_t)items].from, to = share->rate->to;
    if (base != NULL && base->sentence == share->item->sentence && base->from < from)
        from = base->from;
    (void)raise_finding(raiser, s->p, "rate", severity, from, to, message.s);
    str_release(&message);
}

/* All shares are of another whole than the one that the words name: told once. */
static void raise_whole(struct raiser *raiser, const struct share_list *list,
                        const struct number *meant) {
    struct str message = STR_INIT;
    const struct mention *named = list->named;
    str_add_text(&message, _("各项占比是按总数"));
    amount_write(&message, meant, named->scale, named->decimals);
    str_add_text(&message, _("算的，文中总数为"));
    mention_write(&message, named, named->scale);
    (void)raise_finding(raiser, list->s->p, "rate", SEVERITY_ERROR, named->from,
                        list->at[list->count - 1].rate->to, message.s);
    str_release(&message);
}

static bool is_far(const struct sentence *s, const struct share *share,
                   const struct mention *whole) {
    enum { FAR = 20 }; /* points: perhaps of another whole */
    const struct number *far = quantities_keep(s->q, number_from_int(FAR));
    const struct number *percent =
        rate_percent(s->q, share->item->value, whole->value, share->rate);
    return percent == NULL ||
           number_compare(number_distance(s->q, percent, share->rate->value), far) > 0;
}

/* Of the only whole that the words can mean it comes to nearly that. */
static bool is_hardly_off(const struct sentence *s, const struct share *share,
                          const struct mention *whole) {
    enum { HARDLY = 2 }; /* points */
    struct quantities *q = s->q;
    const struct number *percent = rate_percent(q, share->item->value, whole->value, share->rate);
    return percent != NULL && number_compare(number_distance(q, percent, share->rate->value),
                                             quantities_keep(q, number_from_int(HARDLY))) <= 0;
}

/* --- judging --- */

/* 全区12个镇、186个村的服务站…，其中示范站175个，占88.38%: what is listed with the number that
 * stands nearest may be the whole together with it. */
static bool fits_enumeration(const struct share_list *list, const struct share *share) {
    enum { MEMBERS_MOST = 8 };
    const struct mention *n = list->named, *first = first_mention(list->s);
    struct amount sum = amount_zero(list->s->q);
    amount_add(list->s->q, &sum, n);
    for (size_t i = 1; i < MEMBERS_MOST && n > first; i++, n--) {
        const char32_t *c = list->s->q->text.c;
        bool listed = mention_same_unit(n - 1, n) && mention_is_operand(n - 1);
        bool marked = false;
        for (size_t at = n[-1].to; listed && at < n->from; at++) {
            marked = marked || c[at] == U'、' || c[at] == U'和';
            listed = !char_is_one_of(c[at], U"，。；;：\n");
        }
        if (!listed || !marked)
            return false;
        amount_add(list->s->q, &sum, n - 1);
        if (share_fits_number(share, sum.value))
            return true;
    }
    return false;
}

/* “教职工3,412人，专任教师3,105人，占91.9%”: no word names the whole, but the number right before
 * the item is hardly off. */
static bool judge_beside(struct raiser *raiser, const struct sentence *s,
                         const struct share *share) {
    enum { HARDLY = 3 }; /* points */
    const struct mention *whole = share->item - 1;
    struct quantities *q = s->q;
    if (share->item == s->mentions || !mention_same_unit(whole, share->item) ||
        whole->approximate || whole->change || whole->group != share->item->group ||
        mention_compare(whole, share->item) <= 0 ||
        points_find(q->text, whole->to, share->item->from, U"；") != SIZE_MAX)
        return false;
    const struct number *percent = rate_percent(q, share->item->value, whole->value, share->rate);
    const struct number *near = quantities_keep(q, number_from_int(HARDLY));
    if (percent == NULL ||
        (number_compare(number_distance(q, percent, share->rate->value), near) > 0 &&
         !number_is_digit_slip(q, percent, share->rate)))
        return false;
    raise_share(raiser, s, SEVERITY_ERROR, share, whole->value, whole);
    return true;
}

/* Income and spending, a plan and what came of it: two sides of one thing, which have no sum. */
static bool are_two_sides(const struct sentence *s, const struct mention *a,
                          const struct mention *b) {
    static const char32_t *const sides[][2][2] = {
        {{U"收入", NULL}, {U"支出", NULL}},
        {{U"预算", NULL}, {U"决算", NULL}},
        {{U"计划", NULL}, {U"实际", NULL}},
        {{U"应", NULL}, {U"实", NULL}},
    };
    for (size_t i = 0; i < ARRAY_LEN(sides); i++)
        if ((mention_label_has(s->q, a, sides[i][0]) && mention_label_has(s->q, b, sides[i][1])) ||
            (mention_label_has(s->q, a, sides[i][1]) && mention_label_has(s->q, b, sides[i][0])))
            return true;
    return false;
}

/* “男干部34名，女干部16名，女干部占34%”: of both together. */
static bool judge_with_sibling(struct raiser *raiser, const struct sentence *s,
                               const struct share *share) {
    struct quantities *q = s->q;
    const struct mention *other = share->item - 1;
    struct points text = q->text;
    if (share->item == s->mentions || share->item + 1 != share->rate ||
        !mention_same_unit(other, share->item) || other->approximate || other->role != ROLE_VALUE ||
        other->group != share->item->group || other != s->mentions ||
        other->label_to == other->label_from || share->item->label_to == share->item->label_from ||
        text.c[other->label_to - 1] != text.c[share->item->label_to - 1] ||
        are_two_sides(s, other, share->item))
        return false;
    const struct number *sum = quantities_keep(q, number_add(other->value, share->item->value));
    const struct number *percent = rate_percent(q, share->item->value, sum, share->rate);
    if (percent == NULL || share_fits_number(share, sum) ||
        !number_is_digit_slip(q, percent, share->rate))
        return false;
    raise_share(raiser, s, SEVERITY_ERROR, share, sum, NULL);
    return true;
}

static void judge_single(struct raiser *raiser, struct share_list *list) {
    const struct share *share = &list->at[0];
    const struct sentence *s = list->s;
    size_t fits;
    if (find_best(list, &fits) != NULL)
        return;
    bool near = list->named != NULL && list->direct;
    if ((!near && (judge_beside(raiser, s, share) || judge_with_sibling(raiser, s, share))) ||
        list->named == NULL || fits_enumeration(list, share))
        return;
    bool certain = (list->direct || label_has_whole_key(s, list->named, share) ||
                    is_hardly_off(s, share, list->named)) &&
                   !is_far(s, share, list->named);
    raise_share(raiser, s, certain ? SEVERITY_ERROR : SEVERITY_WARNING, share, list->named->value,
                list->named);
}

/* Some number of the item's own sentence gives its share. */
static bool fits_own(const struct share_list *list, const struct share *share,
                     const struct mention *but) {
    struct sentence own = sentence_at(list->s->p, list->s->q, share->item->sentence);
    for (size_t i = 0; i < own.count; i++)
        if (&own.mentions[i] != but && may_be_whole(list, &own.mentions[i]) &&
            share_fits(share, &own.mentions[i]))
            return true;
    return false;
}

/* The shares that are not of that whole (best, or NULL: the items' own sum), nor of another number
 * of their sentence. */
static void raise_wrong(struct raiser *raiser, const struct share_list *list,
                        const struct mention *best, const struct number *sum) {
    const struct number *value = best != NULL ? best->value : sum;
    for (size_t i = 0; i < list->count; i++) {
        const struct share *share = &list->at[i];
        bool right = best != NULL ? share_fits(share, best) : share_fits_number(share, sum);
        bool told =
            raiser_has_marked(raiser, list->s->p, "sum", share->item->from, share->rate->to);
        if (!right && !told && !fits_own(list, share, best))
            raise_share(raiser, list->s, SEVERITY_ERROR, share, value, best);
    }
}

/* “A 126万元，占42%；B 174万元，占56%”: one is of both together, and a slip of the other explains
 * it. */
static bool is_rest(const struct share_list *list, const struct number *sum) {
    struct quantities *q = list->s->q;
    for (size_t i = 0; i < list->count; i++) {
        const struct share *share = &list->at[i];
        const struct number *percent = rate_percent(q, share->item->value, sum, share->rate);
        if (!share_fits_number(share, sum) &&
            (percent == NULL || !number_is_digit_slip(q, percent, share->rate)))
            return false;
    }
    return true;
}

static void judge_several(struct raiser *raiser, struct share_list *list) {
    size_t fits, fits_sum;
    const struct mention *best = find_best(list, &fits);
    const struct number *sum = sum_of_items(list);
    fits_sum = count_fits_sum(list, sum);
    size_t named = list->named != NULL ? count_fits(list, list->named) : 0;
    if (fits == list->count)
        return;
    if (fits_sum == list->count) {
        if (list->named != NULL && named == 0 && list->direct && list->count > 2)
            raise_whole(raiser, list, sum);
        return;
    }
    if (list->named != NULL && named > 0 && named >= fits && named >= fits_sum)
        best = list->named;
    else if (fits_sum > fits)
        best = NULL;
    size_t most = best == NULL ? fits_sum : best == list->named ? named : fits;
    if (most == 0 && list->named != NULL && list->direct) {
        best = list->named;
        most = list->count; /* the words name it */
    }
    bool whole = best == NULL || best == list->named || number_compare(best->value, sum) == 0;
    bool certain = most * 2 >= list->count && (most > 1 || whole);
    /* without decimals only one that falls out of a list is told */
    bool one = most + 1 == list->count && (list->count > 2 || (best == NULL && is_rest(list, sum)));
    if (best == NULL && (most == 0 || (list->at[0].rate->decimals == 0 && !one)))
        return;
    if (certain)
        raise_wrong(raiser, list, best, sum);
}

/* “占预算320万元的90%” */
static void judge_explicit(struct raiser *raiser, const struct sentence *s,
                           const struct share *share) {
    if (!share_fits(share, share->base) && !share->base->approximate)
        raise_share(raiser, s, SEVERITY_ERROR, share, share->base->value, share->base);
}

void judge_shares(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++) {
        struct share share;
        struct share_list list;
        if (s->mentions[i].listed || !share_read(s, &s->mentions[i], &share))
            continue;
        if (share.base != NULL) {
            judge_explicit(raiser, s, &share);
            continue;
        }
        read_list_from(&list, s, &share);
        find_named(&list);
        find_named_between(&list);
        find_named_behind(&list);
        if (list.count == 1)
            judge_single(raiser, &list);
        else
            judge_several(raiser, &list);
    }
}
