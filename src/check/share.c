/* Reading one share: of which number it is, and the words that name its whole. */
#include "check/share.h"

#include "base/text/char_class.h"

static bool is_plain_value(const struct mention *n) {
    return mention_is_operand(n) && n->role != ROLE_CHANGE && n->role != ROLE_BASE;
}

/* The words between 占 and 的: 承办总数, 基本支出预算. */
static void read_key(const struct sentence *s, struct share *share, const struct mention *rate) {
    static const char32_t *const heads[] = {U"占", U"完成", U"达到", U"为", U"是", U"相当于", NULL};
    static const char32_t *const tails[] = {U"的", U"比重", U"比例", U"为",
                                            U"达", U"比",   U"约",   NULL};
    struct points text = s->q->text;
    size_t from = rate->label_from, to = rate->label_to, head = SIZE_MAX;
    for (size_t i = 0; heads[i] != NULL && head == SIZE_MAX; i++)
        head = points_find(text, from, to, heads[i]) == SIZE_MAX
                   ? SIZE_MAX
                   : points_find(text, from, to, heads[i]) + points_length_of(heads[i]);
    share->key_from = head == SIZE_MAX ? to : head;
    const char32_t *tail;
    while (to > share->key_from && (tail = points_any_before(text, to, tails)) != NULL)
        to -= points_length_of(tail);
    share->key_to = to > share->key_from ? to : share->key_from;
}

static const char32_t *const distributes[] = {U"分别", NULL};

/* How many percentages stand side by side: 8.1%和91.9%. */
static size_t count_rates_run(const struct sentence *s, const struct mention *rate, size_t *place) {
    const struct mention *end = s->q->mentions + s->q->count, *first = rate, *last = rate;
    enum { GAP = 2 };
    while (first > s->q->mentions && first[-1].unit->kind == UNIT_PERCENT &&
           first->from - first[-1].to <= GAP)
        first--;
    while (last + 1 < end && last[1].unit->kind == UNIT_PERCENT && last[1].from - last->to <= GAP)
        last++;
    *place = (size_t)(rate - first);
    return (size_t)(last - first) + 1;
}

/* Back over percentages, bases, differences, and what a difference is from. */
static const struct mention *skip_comparisons(const struct sentence *s, const struct mention *n) {
    while (n > s->mentions) {
        const struct mention *last = n - 1;
        if (last > s->mentions && mention_is_difference(s->q, last))
            n -= 2;
        else if (last->unit->kind >= UNIT_PERCENT || last->role == ROLE_CHANGE ||
                 last->role == ROLE_BASE)
            n--;
        else
            break;
    }
    return n;
}

/* The value that the share is of: the last one before it in the sentence; with 分别, the one at the
 * same place of its list. */
static const struct mention *find_item(const struct sentence *s, const struct mention *rate) {
    size_t place, run = count_rates_run(s, rate, &place);
    const struct mention *n = rate - place;
    if (run == 1) {
        n = skip_comparisons(s, n);
        return n > s->mentions && mention_is_operand(n - 1) ? n - 1 : NULL;
    }
    if (n > s->mentions && n[-1].total) /* A、B、C，合计1,000万元，分别占 … */
        n--;
    if ((size_t)(n - s->mentions) < run)
        return NULL;
    for (size_t i = 1; i <= run; i++)
        if (!is_plain_value(n - i) || !mention_same_unit(n - i, n - 1))
            return NULL;
    return n - run + place;
}

bool share_joins(const struct sentence *s, const struct mention *a, const struct mention *b) {
    struct points text = s->q->text;
    bool mark = (b->label_from > 0 && text.c[b->label_from - 1] == U'、') ||
                (b->label_from == a->to && char_is_one_of(text.c[a->to], U"和及"));
    return mark && mention_same_unit(a, b) && a->group == b->group && is_plain_value(a);
}

/* “抗旱150万元，校舍80万元，疫苗45万元，占年初预备费500万元的55%”: a ， alone parts the two, and
 * neither is a whole or a plan, which is no item beside its parts. */
static bool follows_in_list(const struct sentence *s, const struct mention *a,
                            const struct mention *b) {
    static const char32_t *const wholes[] = {U"其中", U"总",   U"共",   U"合计", U"预算",
                                             U"计划", U"目标", U"任务", U"实际", NULL};
    return b->label_from > 0 && char_is_one_of(s->q->text.c[b->label_from - 1], U"，,") &&
           b->label_from <= a->to + 1 && mention_same_unit(a, b) && a->group == b->group &&
           is_plain_value(a) && a->role == ROLE_VALUE && b->role == ROLE_VALUE &&
           !mention_label_has(s->q, a, wholes) && !mention_label_has(s->q, b, wholes);
}

/* With its base given a share may be of a list whose items ， parts. */
static bool goes_with(const struct sentence *s, const struct share *share,
                      const struct mention *n) {
    return share_joins(s, n - 1, n) || (share->base != NULL && follows_in_list(s, n - 1, n));
}

static void read_wholes(const struct sentence *s, struct share *share, bool alone) {
    struct range sum = range_of(share->item);
    const struct mention *n = share->item;
    share->wholes[share->run++] = range_of_base(s->q, sum, share->rate);
    while (alone && share->run < SHARE_RUN_MOST && n > s->mentions && goes_with(s, share, n)) {
        sum = range_sum(s->q, sum, range_of(--n));
        share->wholes[share->run++] = range_of_base(s->q, sum, share->rate);
    }
}

/* “产值12.6亿元、税收0.84亿元，分别完成计划14亿元的90%、0.8亿元的105%”: the rates that go together,
 * each with its base; `first` becomes the mention of the first base. 0: 分别 says it of none. */
static size_t count_bases_run(const struct sentence *s, const struct mention *rate,
                              const struct mention **first, size_t *place) {
    enum { PAIR = 2 };
    const struct mention *end = s->mentions + s->count, *head = rate - 1, *next = rate + 1;
    size_t run = 1;
    *place = 0;
    while (head >= s->mentions + PAIR && !mention_label_has(s->q, head, distributes) &&
           head[-1].unit->kind == UNIT_PERCENT && head[-PAIR].role == ROLE_BASE) {
        head -= PAIR;
        ++*place;
    }
    run += *place;
    if (!mention_label_has(s->q, head, distributes))
        return 0;
    while (next + 1 < end && next->role == ROLE_BASE && next[1].unit->kind == UNIT_PERCENT &&
           char_is_one_of(s->q->text.c[next[-1].to], U"、，和及")) {
        next += PAIR;
        run++;
    }
    *first = head;
    return run;
}

/* With 分别 and a base for each: the one at the same place; NULL: they are not so many. */
static const struct mention *find_item_by_place(const struct sentence *s,
                                                const struct mention *rate) {
    const struct mention *first = NULL;
    size_t place, run = count_bases_run(s, rate, &first, &place);
    if (run < 2 || (size_t)(first - s->mentions) < run)
        return NULL;
    for (size_t i = 1; i <= run; i++)
        if (!is_plain_value(first - i))
            return NULL;
    return first - run + place;
}

/* “咨询类占41.5%”: the share of something whose number is not given. “三类占…”, “合计占…” and a
 * name that the number has too are none. In a bracket it is of what stands right before that. */
static bool is_of_item(const struct sentence *s, const struct share *share) {
    static const char32_t *const heads[] = {U"占", U"完成", U"达到", U"为", U"是", U"相当于", NULL};
    struct points text = s->q->text;
    size_t from = share->rate->label_from, to = from;
    while (to < share->rate->label_to && points_any_at(text, to, heads) == NULL)
        to++;
    if (share->rate->group != share->item->group && share->rate->group > 0) {
        const struct quantity_bracket *bracket = &s->q->brackets[share->rate->group - 1];
        for (size_t at = share->item->to; at < bracket->from; at++)
            if (quantity_mark_at(text, at, U"，,；;。、"))
                return false;
    }
    enum { LEAST = 2 };
    if (to < from + LEAST || from < share->item->to ||
        points_any_within(text, from, to,
                          (const char32_t *const[]){U"两", U"三", U"四", U"五", U"合计", U"共",
                                                    U"分别", U"前", U"以上", U"上述", U"约", NULL}))
        return true;
    /* “支出1,425万元，其中人员支出占60%”: of a part whose number is not before it */
    if (points_any_before(text, from, (const char32_t *const[]){U"其中", U"其中：", NULL}) != NULL)
        return false;
    for (size_t at = from; at + 1 < to; at++) {
        const char32_t word[3] = {text.c[at], text.c[at + 1], 0};
        if (points_find(text, share->item->label_from, share->item->label_to, word) != SIZE_MAX)
            return true;
    }
    return false;
}

/* “其中A类28件、B类3件，A类占比为85.7%”: the one that has the name; NULL: none has. */
static const struct mention *find_item_named(const struct sentence *s, const struct mention *rate) {
    enum { LEAST = 2 };
    struct points text = s->q->text;
    size_t to = points_find(text, rate->label_from, rate->label_to, U"占"), length;
    if (to == SIZE_MAX || to < rate->label_from + LEAST)
        return NULL;
    length = to - rate->label_from;
    for (const struct mention *n = rate; n-- > s->mentions;) {
        size_t i = 0, from = n->label_to - length;
        if (n->label_to < n->label_from + length || !is_plain_value(n) || n->group != rate->group)
            continue;
        while (i < length && text.c[from + i] == text.c[rate->label_from + i])
            i++;
        if (i == length)
            return n;
    }
    return NULL;
}

bool share_read(const struct sentence *s, const struct mention *rate, struct share *share) {
    size_t place;
    *share = (struct share){.rate = rate};
    if (rate->role != ROLE_SHARE || rate->approximate || number_sign(rate->value) == 0)
        return false;
    share->item = find_item(s, rate);
    if (share->item != NULL && !is_of_item(s, share))
        share->item = find_item_named(s, rate);
    if (share->item == NULL || share->item->approximate)
        return false;
    if (rate > s->mentions && rate[-1].role == ROLE_BASE &&
        char_is_one_of(s->q->text.c[rate[-1].to], U"的）)"))
        share->base = rate - 1;
    /* 684户2,256人，占总户数3,420户的20% */
    if (share->base != NULL && !mention_same_unit(share->base, share->item) &&
        share->item > s->mentions && share->item[-1].to == share->item->from &&
        mention_same_unit(share->base, share->item - 1))
        share->item--;
    const struct mention *own = share->base != NULL ? find_item_by_place(s, rate) : NULL;
    if (own != NULL)
        share->item = own;
    size_t run = count_rates_run(s, rate, &place);
    read_key(s, share, rate - place);
    read_wholes(s, share, run == 1 && own == NULL);
    return share->base == NULL ||
           (mention_same_unit(share->base, share->item) && share->base != share->item);
}
