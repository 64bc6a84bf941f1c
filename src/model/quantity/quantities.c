#include "model/quantity/quantities.h"

#include "base/mem.h"

/* --- the numbers --- */

static void store_add(struct quantity_store *store, struct number *number) {
    store->numbers =
        mem_grow(store->numbers, &store->cap, store->count + 1, sizeof(struct number *));
    store->numbers[store->count++] = number;
}

static void store_clear(struct quantity_store *store) {
    for (size_t i = 0; i < store->count; i++)
        number_free(store->numbers[i]);
    store->count = 0;
}

const struct number *quantities_keep(struct quantities *q, struct number *number) {
    if (number != NULL)
        store_add(&q->kept, number);
    return number;
}

void quantities_forget(struct quantities *q) {
    store_clear(&q->kept);
}

/* Half of 10^power, as a mention's values: kept with them. */
static const struct number *half_of(struct quantities *q, int power) {
    enum { LEAST = -10 };
    const struct number **place = &q->halves[power - LEAST];
    assert(power >= LEAST && (size_t)(power - LEAST) < ARRAY_LEN(q->halves));
    if (*place != NULL)
        return *place;
    struct str text = STR_INIT;
    struct number *number = NULL;
    if (power > 0) {
        str_add_byte(&text, '5');
        str_add_repeat(&text, SPAN("0"), (size_t)power - 1);
    } else {
        str_add_text(&text, "0.");
        str_add_repeat(&text, SPAN("0"), (size_t)-power);
        str_add_byte(&text, '5');
    }
    if (number_parse(&number, str_span(&text), NULL) == RC_OK)
        store_add(&q->values, number);
    str_release(&text);
    return *place = number;
}

static const struct number *zero_of(struct quantities *q) {
    if (q->zero == NULL) {
        struct number *zero = number_from_int(0);
        store_add(&q->values, zero);
        q->zero = zero;
    }
    return q->zero;
}

static void set_value(struct quantities *q, struct mention *mention,
                      const struct mention_digits *digits) {
    struct number *value = NULL;
    if (number_parse(&value, span_of(digits->text), NULL) != RC_OK)
        value = number_from_int(0);
    store_add(&q->values, value);
    mention->value = mention->low = mention->high = value;
    bool whole = (number_sign(value) == 0 && mention->decimals == 0) ||
                 (mention->unit->name[0] == U'分' && !mention->fraction); /* scores do not round */
    mention->half = whole ? zero_of(q) : half_of(q, mention->scale - mention->decimals);
    if (!mention->fraction)
        return;
    struct number *low = number_subtract(value, mention->half);
    struct number *high = number_add(value, mention->half);
    store_add(&q->values, low);
    store_add(&q->values, high);
    mention->low = low;
    mention->high = high;
}

/* --- roles --- */

static const char32_t *const rising[] = {U"增长", U"增加", U"上升", U"提高", U"提升",   U"增幅",
                                         U"上涨", U"增至", U"升至", U"扩大", U"增收",   U"增支",
                                         U"增产", U"多支", U"净增", U"调增", U"增加额", U"增长率",
                                         U"升幅", U"增多", U"涨幅", NULL};
static const char32_t *const falling[] = {
    U"下降", U"减少", U"降低", U"降幅", U"压减", U"缩减", U"降至", U"减至", U"下滑",
    U"减幅", U"回落", U"减收", U"减支", U"减产", U"少支", U"净减", U"调减", U"下降率",
    U"压缩", U"下跌", U"跌幅", U"缩小", U"少用", U"节约", U"节省", NULL};
static const char32_t *const neutral[] = {U"变动率", U"变动", U"变化", U"增减", NULL};

bool mention_rises(const struct quantities *q, const struct mention *mention) {
    return mention_label_has(q, mention, rising);
}

bool mention_falls(const struct quantities *q, const struct mention *mention) {
    return mention_label_has(q, mention, falling);
}

bool mention_is_change(const struct quantities *q, const struct mention *mention) {
    return mention_rises(q, mention) || mention_falls(q, mention) ||
           mention_label_has(q, mention, neutral);
}

/* 减少到本季度的36件 */
static const char32_t *const changed_to[] = {
    U"增加到", U"增加至", U"减少到", U"减少至", U"下降到", U"下降至", U"上升到", U"上升至",
    U"提高到", U"提高至", U"降低到", U"降低至", U"增长到", U"增长至", U"压减到", U"压减至",
    U"提升到", U"提升至", U"降至",   U"增至",   U"升至",   U"减至",   U"扩大到", U"缩减到",
    U"缩减至", U"降到",   U"降为",   U"扩大至", U"缩小到", U"缩小至", U"上涨到", U"上涨至",
    U"回升到", U"回升至", U"回落到", U"回落至", U"下滑到", U"下滑至", U"压缩到", U"压缩至",
    U"调增到", U"调增至", U"调减到", U"调减至", U"升到",   U"升为",   U"涨到",   U"涨至",
    U"跌至",   U"提高为", U"提升为", U"上升为", U"下降为", U"降低为", NULL};

bool mention_is_reached(const struct quantities *q, const struct mention *mention) {
    static const char32_t *const to_words[] = {U"到",   U"至",   U"为",   U"到了",
                                               U"至约", U"到约", U"成为", NULL};
    return mention_label_ends(q, mention, to_words) || mention_label_has(q, mention, changed_to);
}

bool mention_is_difference(const struct quantities *q, const struct mention *mention) {
    static const char32_t *const against[] = {U"较", U"比", U"与", U"同", NULL};
    const struct mention *before = mention > q->mentions ? mention - 1 : NULL;
    return before != NULL && before->sentence == mention->sentence &&
           mention_same_unit(before, mention) && mention->label_from == before->to &&
           mention->label_to > mention->label_from && before->label_to > before->label_from &&
           mention_label_begins(q, before, against) && !mention_is_reached(q, mention);
}

bool mention_is_level(const struct quantities *q, const struct mention *mention) {
    static const char32_t *const from_words[] = {U"从", U"由", NULL};
    const struct mention *before = mention > q->mentions ? mention - 1 : NULL;
    return mention_label_has(q, mention, changed_to) ||
           (before != NULL && before->sentence == mention->sentence &&
            mention_same_unit(before, mention) && mention_label_has(q, before, from_words) &&
            before->to == mention->label_from && mention_is_reached(q, mention));
}

bool mention_is_operand(const struct mention *mention) {
    return mention->unit->kind < UNIT_PERCENT && number_sign(mention->value) > 0;
}

static enum mention_role role_of_percent(const struct quantities *q, const struct mention *n) {
    static const char32_t *const standards[] = {
        U"标准",   U"要求",   U"底线", U"红线",   U"目标值", U"不得",     U"不低于", U"不高于",
        U"不少于", U"不超过", U"低于", U"高于",   U"达标线", U"警戒线",   U"上限",   U"下限",
        U"平均",   U"以上",   U"应达", U"目标为", U"计划为", U"指标值为", U"每",     NULL};
    static const char32_t *const shares[] = {U"占", U"比重", NULL};
    static const char32_t *const plans[] = {U"预算", U"计划", U"任务", U"目标", U"调整", NULL};
    static const char32_t *const of[] = {U"的", NULL};
    if (mention_label_has(q, n, shares) ||
        (mention_label_ends(q, n, of) && mention_label_has(q, n, plans)))
        return ROLE_SHARE;
    if (mention_is_change(q, n))
        return ROLE_GROWTH;
    return mention_label_has(q, n, standards) ? ROLE_STANDARD : ROLE_RATE;
}

static enum mention_role role_of(const struct quantities *q, const struct mention *n) {
    static const char32_t *const old[] = {U"上年", U"去年",   U"上一年", U"同期",
                                          U"前年", U"上半年", NULL};
    if (n->unit->kind >= UNIT_PERCENT)
        return role_of_percent(q, n);
    if (n->change && mention_is_change(q, n) && !mention_is_reached(q, n))
        return ROLE_CHANGE;
    return mention_label_has(q, n, old) && !mention_is_change(q, n) ? ROLE_OLD : ROLE_VALUE;
}

/* “分别占41.5%、30.1%和28.4%”, “分别增加2户、5户”: one word for all. */
static void carry_role(const struct quantities *q, struct mention *n) {
    enum { GAP = 2 };
    const struct mention *before = n > q->mentions ? n - 1 : NULL;
    if (before == NULL || n->from - before->to > GAP || n->unit != before->unit)
        return;
    if (n->unit->kind == UNIT_PERCENT && n->role == ROLE_RATE)
        n->role = before->role;
    if (before->role == ROLE_CHANGE && n->role == ROLE_VALUE) {
        n->role = ROLE_CHANGE;
        n->change = true;
    }
}

/* “分别完成计划14亿元的90%、0.8亿元的105%”: the next base has no words of its own. */
static bool goes_on_with_base(const struct quantities *q, const struct mention *n) {
    static const char32_t *const joints[] = {U"、", U"，", U"和", U"及", NULL};
    enum { PAIR = 2 };
    return n >= q->mentions + PAIR && n[-PAIR].role == ROLE_BASE && n[-1].role == ROLE_SHARE &&
           n[-1].sentence == n->sentence && n->from == n[-1].to + 1 &&
           points_any_at(q->text, n[-1].to, joints) != NULL;
}

/* “占预算320万元的90%”: the number before the 的 is the base. */
static void set_base(const struct quantities *q, struct mention *n) {
    static const char32_t *const heads[] = {U"占", U"为", U"是", U"完成", U"相当于", U"达到", NULL};
    enum { NAME = 16 };
    struct mention *before = n > q->mentions ? n - 1 : NULL;
    if (before == NULL || n->unit->kind != UNIT_PERCENT || before->unit->kind >= UNIT_PERCENT)
        return;
    /* 占行政村总数（201个）的95.2% */
    bool inside =
        char_is_one_of(q->text.c[before->to], U"）)") && before->label_to == before->label_from;
    size_t of = before->to + inside,
           from = before->label_from > NAME ? before->label_from - NAME : 0;
    if (q->text.c[of] != U'的' || n->label_from > of || n->label_to > of + 4 ||
        mention_is_change(q, n))
        return;
    bool named = inside ? points_any_within(q->text, from, before->label_from, heads)
                        : mention_label_has(q, before, heads) || goes_on_with_base(q, before);
    if (named)
        before->role = ROLE_BASE;
    if (named && n->role == ROLE_RATE)
        n->role = ROLE_SHARE;
}

/* --- reading --- */

struct scan {
    struct quantities *q;
    const struct mention_figure *figures;
    size_t figure_count;
    unsigned open[16];
    size_t depth;
    size_t last_end; /* behind the number before */
    struct quantity_sentence *sentence;
};

static void add_mention(struct scan *scan, struct mention *mention) {
    struct quantities *q = scan->q;
    struct quantity_sentence *s = scan->sentence;
    mention_read_label(mention, q->text, scan->last_end);
    /* 共28户55人: both are totals */
    const struct mention *before = s->count > 0 ? &q->mentions[q->count - 1] : NULL;
    mention->total |= before != NULL && before->total && before->to == mention->from &&
                      before->unit != mention->unit;
    scan->last_end = mention->to;
    mention->group =
        scan->depth > 0 && scan->depth <= ARRAY_LEN(scan->open) ? scan->open[scan->depth - 1] : 0;
    mention->paragraph = q->paragraphs;
    mention->sentence = q->sentence_count;
    mention->role = role_of(q, mention);
    MEM_PUSH_ROOM(q->mentions, q->count, q->cap);
    q->mentions[q->count++] = *mention;
    set_base(q, &q->mentions[q->count - 1]);
    carry_role(q, &q->mentions[q->count - 1]);
    s->count++;
}

static const struct mention_figure *figure_at(struct scan *scan, size_t at) {
    while (scan->figure_count > 0 && scan->figures->from < at) {
        scan->figures++;
        scan->figure_count--;
    }
    return scan->figure_count > 0 && scan->figures->from == at ? scan->figures : NULL;
}

/* Eats what stands at `at`: digits, a figure, or nothing. */
static bool take_mention(struct scan *scan, size_t *at) {
    const struct mention_figure *figure = figure_at(scan, *at);
    struct mention mention;
    struct mention_digits digits;
    if (figure != NULL && figure->printed[0] == 0)
        scan->sentence->unclear = true;
    if (!mention_take(&mention, &digits, scan->q->text, figure, at))
        return false;
    if (mention.unit == NULL || !digits.fits)
        return true;
    set_value(scan->q, &mention, &digits);
    if (scan->sentence->count == SENTENCE_MOST)
        scan->sentence->unclear = true;
    else
        add_mention(scan, &mention);
    return true;
}

static void take_bracket(struct scan *scan, size_t at) {
    struct quantities *q = scan->q;
    char32_t c = q->text.c[at];
    if (char_is_one_of(c, U"（(【[〔《")) {
        unsigned parent = scan->depth > 0 && scan->depth <= ARRAY_LEN(scan->open)
                              ? scan->open[scan->depth - 1]
                              : 0;
        MEM_PUSH_ROOM(q->brackets, q->bracket_count, q->bracket_cap);
        q->brackets[q->bracket_count++] =
            (struct quantity_bracket){.from = at + 1, .to = at + 1, .parent = parent};
        if (scan->depth < ARRAY_LEN(scan->open))
            scan->open[scan->depth] = (unsigned)q->bracket_count;
        scan->depth++;
    } else if (char_is_one_of(c, U"）)】]〕》") && scan->depth > 0) {
        scan->depth--;
        if (scan->depth < ARRAY_LEN(scan->open))
            q->brackets[scan->open[scan->depth] - 1].to = at;
    }
}

/* A 。 ends the sentence unless 其中 follows. */
static bool ends_sentence(struct points text, size_t at) {
    if (!char_is_one_of(text.c[at], U"。！!？?"))
        return false;
    for (at++; char_is_blank(text.c[at]) || text.c[at] == U'”'; at++)
        ;
    return !points_stand_at(text, at, U"其中");
}

static size_t read_sentence(struct scan *scan, size_t at, size_t to) {
    struct points text = scan->q->text;
    while (at < to && !ends_sentence(text, at)) {
        if (mention_is_plain(text.c[at])) {
            at++;
            continue;
        }
        if (take_mention(scan, &at))
            continue;
        if (text.c[at] == U'。') /* before 其中 */
            scan->depth = 0;
        take_bracket(scan, at++);
    }
    return at;
}

void quantities_read(struct quantities *q, struct points text, size_t from, size_t to,
                     const struct mention_figure *figures, size_t figure_count) {
    struct scan scan = {.q = q, .figures = figures, .figure_count = figure_count};
    q->text = text;
    MEM_PUSH_ROOM(q->mentions, q->count, q->cap);
    while (from < to) {
        struct quantity_sentence sentence = {
            .from = from, .first = q->count, .paragraph = q->paragraphs};
        scan.sentence = &sentence;
        scan.depth = 0;
        scan.last_end = from;
        sentence.to = read_sentence(&scan, from, to);
        sentence.unclear |= sentence.to - from > SENTENCE_LONGEST;
        MEM_PUSH_ROOM(q->sentences, q->sentence_count, q->sentence_cap);
        q->sentences[q->sentence_count++] = sentence;
        from = sentence.to + 1;
    }
    q->paragraphs++;
}

void quantities_clear(struct quantities *q) {
    store_clear(&q->values);
    store_clear(&q->kept);
    for (size_t i = 0; i < ARRAY_LEN(q->halves); i++)
        q->halves[i] = NULL;
    q->zero = NULL;
    q->count = q->sentence_count = q->bracket_count = q->paragraphs = 0;
}

void quantities_release(struct quantities *q) {
    quantities_clear(q);
    mem_free(q->mentions);
    mem_free(q->sentences);
    mem_free(q->brackets);
    mem_free(q->values.numbers);
    mem_free(q->kept.numbers);
}

/* --- words --- */

bool mention_label_has(const struct quantities *q, const struct mention *mention,
                       const char32_t *const *words) {
    return points_any_within(q->text, mention->label_from, mention->label_to, words);
}

bool mention_label_begins(const struct quantities *q, const struct mention *mention,
                          const char32_t *const *words) {
    return points_any_at(q->text, mention->label_from, words) != NULL;
}

bool mention_label_ends(const struct quantities *q, const struct mention *mention,
                        const char32_t *const *words) {
    return points_any_before(q->text, mention->label_to, words) != NULL;
}

size_t mention_clause_end(const struct quantities *q, const struct mention *mention) {
    size_t to = mention->to;
    while (to < q->text.n && !char_is_separator(q->text.c[to]) && !char_is_digit(q->text.c[to]))
        to++;
    return to;
}

bool mention_clause_has(const struct quantities *q, const struct mention *mention,
                        const char32_t *const *words) {
    return points_any_within(q->text, mention->label_from, mention_clause_end(q, mention), words);
}

bool quantity_mark_at(struct points text, size_t at, const char32_t *set) {
    if (!char_is_one_of(text.c[at], set))
        return false;
    return text.c[at] != U',' || at == 0 || !char_is_digit(text.c[at - 1]) ||
           !char_is_digit(text.c[at + 1]) || !char_is_digit(text.c[at + 2]) ||
           !char_is_digit(text.c[at + 3]) || char_is_digit(text.c[at + 4]);
}
