/* Partitions: what is done and what is not, X and 非X, men and women, make one whole. */
#include "check/relation.h"

#include "base/lang.h"
#include "base/text/char_class.h"

static const char32_t *const rest_words[] = {
    U"尚有",   U"尚未",   U"正在",   U"剩余",   U"其余",   U"限期",   U"还有",
    U"仍有",   U"余下",   U"剩下",   U"未完成", U"未整改", U"未办",   U"未解决",
    U"未化解", U"未拆",   U"未到位", U"未竣工", U"未开工", U"未销号", U"未结",
    U"未执行", U"未使用", U"未签",   U"未处理", U"未处置", U"未达标", U"未达到",
    U"未答复", U"未修复", U"未建",   U"未发放", U"待办",   U"待整改", U"在办",
    U"未按期", U"未通过", U"未合格", U"不合格", U"在建",   NULL};
static const char32_t *const done_words[] = {
    U"已",   U"完成",     U"整改", U"办结", U"化解", U"办理", U"拆除", U"整治", U"到位",
    U"办成", U"答复",     U"销号", U"解决", U"处置", U"处理", U"竣工", U"完工", U"调处",
    U"调解", U"修复",     U"合格", U"达标", U"落实", U"兑现", U"反馈", U"采纳", U"清理",
    U"当场", U"立行立改", U"查实", U"不实", U"属实", U"查否", U"失实", NULL};
static const char32_t *const intake_words[] = {
    U"查出", U"排查", U"发现", U"受理", U"收到", U"接到", U"收集", U"交办", U"查处", U"目标",
    U"应",   U"需",   U"梳理", U"摸排", U"征集", U"隐患", U"问题", U"投诉", U"案件", U"信访",
    U"任务", U"项目", U"纠纷", U"意见", U"建议", U"议题", U"诉求", U"事项", U"工单", U"提案",
    U"整治", U"计划", U"来访", U"整改", U"抽检", U"检测", U"检查", U"共",   NULL};

struct clause {
    size_t from, to;
};

static struct clause clause_of(const struct sentence *s, const struct mention *n) {
    return (struct clause){n->label_from, mention_clause_end(s->q, n)};
}

/* The numbers of one unit in one bracket, in order. */
struct chain {
    const struct mention *at[SENTENCE_MOST];
    size_t count;
};

/* Returns the place of `like` in it. */
static size_t chain_read(struct chain *chain, const struct sentence *s,
                         const struct mention *like) {
    size_t place = 0;
    chain->count = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (&s->mentions[i] == like)
            place = chain->count;
        if (mention_same_unit(&s->mentions[i], like) && s->mentions[i].group == like->group)
            chain->at[chain->count++] = &s->mentions[i];
    }
    return place;
}

static void raise_parts(struct raiser *raiser, const struct sentence *s, enum severity severity,
                        const struct chain *chain, size_t whole, size_t first, size_t last) {
    struct str message = STR_INIT;
    const struct mention *total = chain->at[whole];
    if (raiser_has_marked(raiser, s->p, "sum", total->from, chain->at[last]->to) ||
        raiser_has_marked(raiser, s->p, "partition", total->from, chain->at[last]->to))
        return; /* it is told */
    terms_describe(&message, s, chain->at + first, last - first + 1, total);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, total, total->scale);
    (void)raise_finding(raiser, s->p, "partition", severity, total->from, chain->at[last]->to,
                        message.s);
    str_release(&message);
}

static bool any_vague(const struct chain *chain, size_t from, size_t to) {
    for (; from <= to; from++)
        if (chain->at[from]->approximate || chain->at[from]->change)
            return true;
    return false;
}

/* --- grades --- */

static const char32_t *const grades[] = {U"满意", U"合格", U"达标", U"称职", U"了解", U"赞成",
                                         U"支持", U"优秀", U"良好", U"一般", U"优等", NULL};
static const char32_t *const middles[] = {U"基本", U"比较", U"较满", U"较好", U"一般", NULL};

static bool is_grade(const struct sentence *s, const struct mention *n) {
    return n->unit->kind == UNIT_COUNT && mention_clause_has(s->q, n, grades);
}

/* 满意/基本满意/不满意: a scale with a middle is no pair. */
static bool has_scale(const struct sentence *s, const struct chain *chain) {
    for (size_t i = 0; i < chain->count; i++)
        if (is_grade(s, chain->at[i]) && mention_clause_has(s->q, chain->at[i], middles))
            return true;
    return false;
}

/* What was handed out, in another unit of the survey. */
static const struct mention *find_ballots(const struct sentence *s, const struct mention *grade) {
    for (const struct mention *n = grade; n-- > s->mentions;)
        if (mention_same_family(s, n, grade) && !is_grade(s, n) && n->group == grade->group)
            return n;
    return NULL;
}

/* What the sentence before says of how many were asked. */
static const struct mention *find_asked_before(const struct sentence *s,
                                               const struct mention *grade) {
    static const char32_t *const asked[] = {U"访问", U"调查", U"受访", U"收回", U"回收",
                                            U"有效", U"走访", U"回访", NULL};
    struct sentence both;
    if (!sentence_with_before(&both, s) || both.unclear)
        return NULL;
    for (const struct mention *n = both.mentions; n < s->mentions; n++)
        if (mention_same_unit(n, grade) && n->group == 0 && mention_label_has(s->q, n, asked))
            return n;
    return NULL;
}

/* All grades together are the number before them that is none. */
static void check_scale(struct raiser *raiser, const struct sentence *s,
                        const struct chain *chain) {
    static const char32_t *const denied[] = {U"不", U"差", NULL};
    struct amount sum = amount_zero(s->q);
    size_t first = 0, last;
    while (first < chain->count && !is_grade(s, chain->at[first]))
        first++;
    for (last = first; last < chain->count && is_grade(s, chain->at[last]); last++)
        amount_add(s->q, &sum, chain->at[last]);
    enum { LEAST = 3 };
    if (first == 0 && last >= LEAST && last < SENTENCE_MOST) {
        struct chain wider = *chain; /* 发出测评票52张，满意49票 … */
        const struct mention *whole = find_ballots(s, chain->at[0]);
        whole = whole != NULL ? whole : find_asked_before(s, chain->at[0]);
        for (size_t i = last; whole != NULL && i > 0; i--)
            wider.at[i] = wider.at[i - 1];
        if (whole == NULL)
            return;
        wider.at[0] = whole;
        wider.count = last + 1;
        check_scale(raiser, s, &wider);
        return;
    }
    for (size_t i = first; i < last && first > 0; i++)
        if (mention_compare(chain->at[i], chain->at[first - 1]) > 0)
            return;                           /* it is no whole of theirs */
    struct amount before = amount_zero(s->q); /* 线上385份、线下235份 together */
    for (size_t i = first; i-- > 0;) {
        amount_add(s->q, &before, chain->at[i]);
        if (number_compare(before.value, sum.value) == 0 ||
            number_compare(chain->at[i]->value, sum.value) == 0)
            return;
    }
    if (first == 0 || last < first + LEAST || any_vague(chain, first - 1, last - 1) ||
        !mention_clause_has(s->q, chain->at[last - 1], denied) ||
        amount_fits(s->q, &sum, chain->at[first - 1], NULL))
        return;
    raise_parts(raiser, s, SEVERITY_ERROR, chain, first - 1, first, last - 1);
}

static void check_scales(struct raiser *raiser, const struct sentence *s) {
    struct chain chain = {0};
    for (size_t i = 0; i < s->count; i++) {
        if (!is_grade(s, &s->mentions[i]))
            continue;
        size_t place = chain_read(&chain, s, &s->mentions[i]);
        bool first = place == 0 || !is_grade(s, chain.at[place - 1]);
        if (first && has_scale(s, &chain))
            check_scale(raiser, s, &chain);
    }
}

/* --- done and not yet --- */

/* Some number before those that are done is the rest's whole, with some number or some run between
 * them. */
static bool rest_fits(const struct sentence *s, const struct chain *chain, size_t done,
                      size_t first_rest, size_t last_rest) {
    struct amount rests = amount_zero(s->q);
    for (size_t i = first_rest; i <= last_rest; i++)
        amount_add(s->q, &rests, chain->at[i]);
    /* 已办结30条，正在办理5条，作出解释2条: the list goes on */
    struct amount more = rests;
    for (size_t i = done; i < first_rest; i++)
        amount_add(s->q, &more, chain->at[i]);
    for (size_t i = last_rest + 1; i < chain->count && done > 0; i++) {
        amount_add(s->q, &more, chain->at[i]);
        if (amount_fits(s->q, &more, chain->at[done - 1], NULL))
            return true;
    }
    for (size_t w = 0; w < done; w++) {
        struct amount run = rests;
        if (amount_fits(s->q, &rests, chain->at[w], NULL))
            return true;
        for (size_t d = first_rest; d-- > w + 1;) {
            struct amount one = rests;
            amount_add(s->q, &one, chain->at[d]);
            amount_add(s->q, &run, chain->at[d]);
            if (amount_fits(s->q, &one, chain->at[w], NULL) ||
                amount_fits(s->q, &run, chain->at[w], NULL))
                return true;
        }
    }
    return false;
}

/* 已参保498人，未参保14人: what the second denies the first has. */
static bool denies(const struct sentence *s, const struct mention *yes, const struct mention *no) {
    struct clause clause = clause_of(s, no), other = clause_of(s, yes);
    for (size_t at = clause.from; at + 3 <= clause.to; at++) {
        /* 未能解决 */
        size_t verb = at + 1 + char_is_one_of(s->p->c[at + 1], U"能予曾再");
        char32_t word[3] = {s->p->c[verb], s->p->c[verb + 1], 0};
        size_t place = word_find(s->p, other.from, other.to, word);
        if (char_is_one_of(s->p->c[at], U"未不") && char_is_han(word[0]) && char_is_han(word[1]) &&
            place != SIZE_MAX && (place == 0 || !char_is_one_of(s->p->c[place - 1], U"未不")))
            return true;
    }
    return false;
}

static bool is_rest(const struct sentence *s, const struct chain *chain, size_t i) {
    static const char32_t *const ends[] = {U"年末", U"年底", U"期末", NULL};
    if (mention_label_has(s->q, chain->at[i], ends))
        return false; /* 年末在建8个: what was and came besides */
    return mention_clause_has(s->q, chain->at[i], rest_words) ||
           (i > 0 && denies(s, chain->at[i - 1], chain->at[i]));
}

/* “其中12处重大隐患已整治10处”: the whole of what follows. */
static bool begins_parts(const struct sentence *s, const struct mention *n) {
    return n->label_to == n->label_from && points_end_at(s->q->text, n->label_from, U"其中");
}

/* All of them are the whole but for one slip. */
static bool rest_is_slip(const struct sentence *s, const struct chain *chain, size_t whole,
                         size_t first, size_t last) {
    struct amount sum = amount_zero(s->q);
    for (size_t i = first; i <= last; i++)
        amount_add(s->q, &sum, chain->at[i]);
    return number_is_slip(s->q, sum.value, chain->at[whole]);
}

static void check_rest(struct raiser *raiser, const struct sentence *s, const struct chain *chain,
                       size_t first, size_t last) {
    bool twins = first > 0 && denies(s, chain->at[first - 1], chain->at[first]);
    size_t done = twins && first > 1 ? first - 1 : first;
    while (done > 1 && mention_clause_has(s->q, chain->at[done - 1], done_words) &&
           !begins_parts(s, chain->at[done - 1]))
        done--;
    static const char32_t *const remainders[] = {U"其余", U"剩余", U"余下", U"剩下", NULL};
    /* 15个中有11个达标，其余4个正在创建: whatever the first did, it is not of the others */
    if (done == first && first > 1 && mention_label_has(s->q, chain->at[first], remainders))
        done--;
    if (first < 2 || done == 0 || done == first || any_vague(chain, done - 1, last) ||
        rest_fits(s, chain, done, first, last))
        return;
    size_t whole = done - 1;
    for (size_t i = done; i <= last; i++)
        if (mention_compare(chain->at[i], chain->at[whole]) > 0)
            return; /* it cannot be their whole */
    /* 查出35处，整改30处，限期整改6处: the number of things taken in may be said with 整改 too */
    bool sure = twins || mention_clause_has(s->q, chain->at[whole], intake_words) ||
                mention_clause_has(s->q, chain->at[whole], done_words) ||
                rest_is_slip(s, chain, whole, done, last) ||
                word_find(s->p, chain->at[whole]->to, chain->at[done]->from, U"其中") != SIZE_MAX;
    for (size_t at = chain->at[whole]->to; at < chain->at[first]->from; at++)
        if (char_is_one_of(s->p->c[at], U"；;"))
            return;
    raise_parts(raiser, s, sure ? SEVERITY_ERROR : SEVERITY_WARNING, chain, whole, done, last);
}

/* 安排50万元，使用48万元，结余3万元; 年末结转结余 counts what came from last year too. */
static void check_left(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const left[] = {U"结余", U"节余", U"剩余资金", NULL};
    static const char32_t *const used[] = {U"使用", U"支出", U"支付", U"执行", U"列支", NULL};
    static const char32_t *const given[] = {U"安排", U"预算", U"下达", U"到位",
                                            U"拨付", U"收到", NULL};
    static const char32_t *const carried[] = {U"结转", U"上年", U"年末", U"年初", U"其中", NULL};
    struct chain chain = {0};
    for (size_t i = 2; i < s->count; i++) {
        size_t last = chain_read(&chain, s, &s->mentions[i]);
        if (last != 2 || chain.count < 3 || !mention_clause_has(s->q, chain.at[2], left) ||
            !mention_clause_has(s->q, chain.at[1], used) ||
            !mention_clause_has(s->q, chain.at[0], given) || any_vague(&chain, 0, 2) ||
            word_any_within(s->p, s->from, s->to, carried))
            continue;
        struct amount sum = amount_zero(s->q);
        amount_add(s->q, &sum, chain.at[1]);
        amount_add(s->q, &sum, chain.at[2]);
        if (!amount_fits(s->q, &sum, chain.at[0], NULL))
            raise_parts(raiser, s, SEVERITY_ERROR, &chain, 0, 1, 2);
    }
}

static void check_statuses(struct raiser *raiser, const struct sentence *s) {
    struct chain chain = {0};
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *rest = &s->mentions[i];
        if (rest->approximate || rest->unit->kind >= UNIT_PERCENT)
            continue;
        size_t first = chain_read(&chain, s, rest);
        assert(first < chain.count && chain.at[first] == rest);
        if (has_scale(s, &chain) || !is_rest(s, &chain, first) ||
            (first > 0 && is_rest(s, &chain, first - 1)))
            continue; /* looked at with that one */
        size_t last = first;
        while (last + 1 < chain.count && is_rest(s, &chain, last + 1))
            last++;
        check_rest(raiser, s, &chain, first, last);
    }
}

/* --- X and 非X --- */

static const struct {
    const char32_t *one, *other;
} opposites[] = {{U"男", U"女"},       {U"城镇", U"农村"},   {U"在用", U"停用"},
                 {U"", U"非"},         {U"女", U"男"},       {U"农村", U"城镇"},
                 {U"专职", U"兼职"},   {U"城镇", U"乡村"},   {U"城市", U"农村"},

                 {U"", U"不"},         {U"合格", U"不合格"}, {U"完成", U"未完成"},
                 {U"达标", U"不达标"}, {U"", U"未"}};

static struct clause bare_label(const struct sentence *s, const struct mention *n) {
    static const char32_t *const heads[] = {U"其中", U"含", U"有", U"为", NULL};
    struct clause label = {n->label_from, n->from};
    const char32_t *head;
    while ((head = word_any_at(s->p, label.from, heads)) != NULL)
        label.from += word_length(head);
    while (label.to > label.from && char_is_one_of(s->p->c[label.to - 1], U"有为共是“”"))
        label.to--;
    return label;
}

/* Whether b is what a becomes with `one` at its front (or its end) turned into `other`. */
static bool is_opposite(const struct passage *p, struct clause a, struct clause b,
                        const char32_t *one, const char32_t *other) {
    size_t n = word_length(one), m = word_length(other);
    if (!word_stands_at(p, a.from, one) || !word_stands_at(p, b.from, other) || a.to - a.from < n ||
        b.to - b.from < m)
        return false;
    size_t rest_a = a.to - a.from - n, rest_b = b.to - b.from - m;
    if (rest_a != rest_b || (n == 0 && rest_a < 2))
        return false;
    for (size_t i = 0; i < rest_a; i++)
        if (p->c[a.from + n + i] != p->c[b.from + m + i])
            return false;
    return true;
}

static bool are_opposite(const struct sentence *s, const struct mention *a,
                         const struct mention *b) {
    struct clause one = bare_label(s, a), other = bare_label(s, b);
    for (size_t i = 0; i < ARRAY_LEN(opposites); i++)
        if (is_opposite(s->p, one, other, opposites[i].one, opposites[i].other))
            return true;
    return false;
}

/* The list of the whole begins with the first of the pair: 其中, a colon, a bracket between, or
 * nothing but the mark. */
static bool lists_parts_of(const struct sentence *s, const struct mention *whole,
                           const struct mention *first) {
    static const char32_t *const openers[] = {U"其中", U"：",   U":",    U"（",
                                              U"(",    U"分为", U"中，", NULL};
    enum { SHORT = 4 };
    return word_any_within(s->p, whole->to, first->from, openers) ||
           first->from - whole->to <= SHORT;
}

static bool is_between_part(const struct sentence *s, const struct mention *n) {
    static const char32_t *const parts[] = {U"已", U"尚", U"正在", U"未", U"现已", NULL};
    return word_any_at(s->p, n->label_from, parts) != NULL;
}

/* The nearest number before the pair that can hold both; NULL: none, or one that just holds it. */
static const struct mention *find_whole(const struct sentence *s, const struct mention *a,
                                        const struct mention *b) {
    const struct mention *whole = NULL;
    struct amount pair = amount_zero(s->q);
    amount_add(s->q, &pair, a);
    amount_add(s->q, &pair, b);
    for (const struct mention *n = a - 1; n >= s->mentions; n--) {
        if (!mention_same_unit(n, a))
            continue;
        if (amount_fits(s->q, &pair, n, NULL))
            return NULL;
        if (whole == NULL && mention_compare(n, a) >= 0 && mention_compare(n, b) >= 0)
            whole = n;
    }
    return whole;
}

static void check_pair(struct raiser *raiser, const struct sentence *s, const struct chain *chain,
                       size_t a, size_t b) {
    const struct mention *whole = find_whole(s, chain->at[a], chain->at[b]);
    if (mention_clause_has(s->q, chain->at[b], rest_words)) /* looked at as a status */
        return;
    if (whole == NULL || whole->approximate || whole->change || any_vague(chain, a, b) ||
        !lists_parts_of(s, whole, chain->at[a]))
        return;
    struct chain list = {.at = {whole}, .count = 1};
    struct amount all = amount_zero(s->q);
    for (size_t i = a; i < chain->count; i++) {
        if (i > b && chain->at[i]->from - chain->at[i - 1]->to > 1 && list.count > 2)
            break;
        if (i == a || i == b || !is_between_part(s, chain->at[i])) {
            list.at[list.count++] = chain->at[i];
            amount_add(s->q, &all, chain->at[i]);
        }
        if (i >= b && amount_fits(s->q, &all, whole, NULL))
            return;
        if (i == b && list.count > 3)
            return; /* others between them: no list of two */
        if (i == b)
            break;
    }
    raise_parts(raiser, s, SEVERITY_ERROR, &list, 0, 1, list.count - 1);
}

/* “结业248人、未结业3人，参训250人” */
static void check_pair_behind(struct raiser *raiser, const struct sentence *s,
                              const struct chain *chain, size_t a, size_t b) {
    static const char32_t *const wholes[] = {U"参训", U"共",   U"总",   U"应",
                                             U"全部", U"合计", U"参加", NULL};
    if (a > 0 || b != a + 1 || b + 1 >= chain->count ||
        !mention_label_has(s->q, chain->at[b + 1], wholes) || any_vague(chain, a, b + 1))
        return;
    struct amount sum = amount_zero(s->q);
    amount_add(s->q, &sum, chain->at[a]);
    amount_add(s->q, &sum, chain->at[b]);
    if (!amount_fits(s->q, &sum, chain->at[b + 1], NULL) &&
        number_is_digit_slip(s->q, sum.value, chain->at[b + 1]) &&
        !relation_is_told(raiser, s, chain->at[a]->from, chain->at[b + 1]->to)) {
        struct terms both = {.at = {chain->at[a], chain->at[b]}, .count = 2};
        terms_raise(raiser, s, SEVERITY_ERROR, &both, 0, both.count, chain->at[b + 1],
                    _("，文中为"));
    }
}

static void check_pairs(struct raiser *raiser, const struct sentence *s) {
    struct chain chain = {0};
    for (size_t i = 1; i < s->count; i++) {
        size_t b = chain_read(&chain, s, &s->mentions[i]);
        assert(chain.at[b] == &s->mentions[i]);
        if (has_scale(s, &chain))
            continue;
        enum { NEAR = 4 };
        for (size_t a = b; a-- > 0 && b - a <= NEAR;)
            if (are_opposite(s, chain.at[a], chain.at[b])) {
                check_pair(raiser, s, &chain, a, b);
                check_pair_behind(raiser, s, &chain, a, b);
                break;
            }
    }
}

/* “工作完成率为98%，未完成率为3%”: the two make a hundred. */
static void check_complement(struct raiser *raiser, const struct sentence *s,
                             const struct mention *no) {
    const struct mention *yes = no - 1;
    struct quantities *q = s->q;
    struct points text = q->text;
    enum { RATE = 3 };
    if (no->unit->kind != UNIT_PERCENT || !mention_same_unit(yes, no) || yes->approximate ||
        no->approximate || yes->role == ROLE_GROWTH || no->role == ROLE_GROWTH ||
        yes->group != no->group || no->label_from > yes->to + 1)
        return;
    for (size_t at = no->label_from; at + RATE < no->label_to; at++) {
        char32_t word[] = {text.c[at + 1], text.c[at + 2], text.c[at + RATE], 0};
        size_t place = points_find(text, yes->label_from, yes->label_to, word);
        if (!char_is_one_of(text.c[at], U"未不非") || word[2] != U'率' || place == SIZE_MAX ||
            (place > 0 && char_is_one_of(text.c[place - 1], U"未不非")))
            continue;
        struct amount sum = amount_zero(q);
        amount_add(q, &sum, yes);
        amount_add(q, &sum, no);
        const struct number *hundred = quantities_keep(q, number_from_int(100));
        const struct number *off = number_distance(q, sum.value, hundred);
        if (number_sign(off) == 0 || (sum.fraction && number_compare(off, sum.slack) <= 0))
            return;
        struct terms both = {.at = {yes, no}, .count = 2};
        struct str message = STR_INIT;
        terms_describe(&message, s, both.at, both.count, no);
        str_add_text(&message, _("%，各部分之和应为100%"));
        (void)raise_finding(raiser, s->p, "partition", SEVERITY_ERROR, yes->from, no->to,
                            message.s);
        str_release(&message);
        return;
    }
}

/* “实际支出60,605.6万元，未执行1,784.4万元”: of the budget that the sentences before give. */
static void check_left_before(struct raiser *raiser, const struct sentence *s,
                              const struct mention *rest) {
    static const char32_t *const rests[] = {U"未执行", U"未支出", U"未使用", U"未支付",
                                            U"未完成", U"结余",   U"剩余",   U"尚余",
                                            U"未到位", U"余",     NULL};
    static const char32_t *const done[] = {U"支出", U"执行", U"使用", U"支付",
                                           U"完成", U"到位", U"列支", NULL};
    static const char32_t *const wholes[] = {U"预算",   U"安排", U"计划", U"任务", U"下达",
                                             U"总投资", U"收入", U"资金", NULL};
    static const char32_t *const carried[] = {U"结转", U"上年", U"年初结", NULL};
    enum { SENTENCES = 3 };
    struct quantities *q = s->q;
    const struct mention *spent = rest;
    while (spent > s->mentions && (--spent)->unit != rest->unit)
        ;
    if (spent == rest || !mention_same_unit(spent, rest) || rest->approximate ||
        spent->approximate || spent > s->mentions + 1 || rest->unit->name[0] != U'元' ||
        !mention_label_begins(q, rest, rests) || !mention_label_has(q, spent, done) ||
        points_any_within(q->text, s->from, s->to, carried))
        return;
    for (const struct mention *n = spent; n-- > q->mentions;) {
        if (spent->sentence - n->sentence > SENTENCES || n->paragraph != spent->paragraph)
            return;
        if (!mention_same_unit(n, rest) || n->role != ROLE_VALUE || n->group != 0 ||
            n->sentence == spent->sentence || !mention_label_has(q, n, wholes) ||
            mention_compare(n, spent) < 0)
            continue;
        struct terms both = {.at = {spent, rest}, .count = 2};
        struct amount sum = terms_sum(s, &both, 0, both.count);
        if (!amount_fits(q, &sum, n, NULL) && number_is_digit_slip(q, sum.value, n) &&
            !relation_is_told(raiser, s, spent->from, rest->to))
            terms_raise(raiser, s, SEVERITY_ERROR, &both, 0, both.count, n, _("，文中为"));
        return;
    }
}

void judge_partitions(struct raiser *raiser, const struct sentence *s) {
    check_scales(raiser, s);
    check_statuses(raiser, s);
    check_left(raiser, s);
    for (size_t i = 1; i < s->count; i++) {
        check_complement(raiser, s, &s->mentions[i]);
        check_left_before(raiser, s, &s->mentions[i]);
    }
    check_pairs(raiser, s);
}
