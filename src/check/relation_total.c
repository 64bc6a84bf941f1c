/* Closing totals: A 78人，B 12人，共90人. */
#include "check/relation_flow.h"

#include "base/lang.h"

struct closing {
    const struct sentence *s;
    const struct mention *total;
    bool fits, rounds;
    const struct number *off; /* of the best reading that does not fit */
    struct terms best;
};

/* all of them is what a reader adds up, unless a run comes much nearer */
static bool comes_nearer(struct closing *closing, const struct number *off) {
    enum { NEARER = 4 };
    struct quantities *q = closing->s->q;
    const struct number *times = quantities_keep(q, number_from_int(NEARER));
    return closing->best.count == 0 ||
           number_compare(quantities_keep(q, number_multiply(off, times)), closing->off) < 0;
}

static void try_run(struct closing *closing, const struct terms *terms, size_t from, size_t to) {
    const struct sentence *s = closing->s;
    struct amount sum = terms_sum(s, terms, from, to);
    bool rounds = false;
    closing->fits |= amount_fits(s->q, &sum, closing->total, &rounds);
    closing->rounds |= rounds;
    const struct number *off = amount_off(s->q, &sum, closing->total);
    if (!comes_nearer(closing, off))
        return;
    closing->off = off;
    closing->best.count = 0;
    for (; from < to; from++)
        terms_add(&closing->best, terms->at[from]);
}

/* Leading runs, trailing runs, and one whole that the total says again. A whole that opens the list
 * of the addends is none of them. */
static void try_terms(struct closing *closing, const struct terms *terms) {
    struct terms rest = {0};
    for (size_t i = 0; i < terms->count; i++) {
        bool again = mention_compare(terms->at[i], closing->total) == 0;
        bool opens = again && i + 2 < terms->count && mention_opens_list(closing->s, terms->at[i]);
        closing->fits |= again && !opens;
        if (!opens)
            terms_add(&rest, terms->at[i]);
    }
    if (rest.count > 1 && !closing->fits)
        try_run(closing, &rest, 0, rest.count);
    for (size_t n = 2; n < rest.count && !closing->fits; n++) {
        try_run(closing, &rest, rest.count - n, rest.count);
        try_run(closing, &rest, 0, n);
    }
}

/* Without the k numbers behind each 其中, for every k; and without totals in between. */
static void try_without_parts(struct closing *closing, const struct sentence *s,
                              const struct terms *all) {
    for (size_t from = s->from; !closing->fits;) {
        size_t mark = word_find(s->p, from, closing->total->from, U"其中");
        if (mark == SIZE_MAX)
            break;
        from = mark + 2;
        size_t first = 0;
        while (first < all->count && all->at[first]->from < mark)
            first++;
        for (size_t k = 1; first + k <= all->count && !closing->fits; k++) {
            struct terms rest = {0};
            for (size_t i = 0; i < all->count; i++)
                if (i < first || i >= first + k)
                    terms_add(&rest, all->at[i]);
            try_terms(closing, &rest);
        }
    }
    struct terms rest = {0};
    for (size_t i = 0; i < all->count; i++)
        if (!all->at[i]->total)
            terms_add(&rest, all->at[i]);
    if (rest.count < all->count)
        try_terms(closing, &rest);
}

static size_t last_semicolon(const struct sentence *s, size_t before) {
    while (before > s->from && !char_is_one_of(s->p->c[before - 1], U"；;。"))
        before--;
    return before;
}

static void collect_addends(struct terms *out, const struct sentence *s,
                            const struct mention *total, size_t from) {
    for (const struct mention *n = s->mentions; n < total; n++) {
        const struct mention *score = relation_score_of(s, n, total);
        if (n->from >= from && mention_same_unit(n, total) && n->group == total->group &&
            !n->change && !n->each && score != NULL)
            terms_add(out, score);
    }
}

static bool is_new_beside_old(const struct sentence *s, const struct terms *terms) {
    static const char32_t *const news[] = {U"新增", U"新建", U"新发", U"新办", NULL};
    size_t count = 0;
    for (size_t i = 0; i < terms->count; i++)
        count += mention_label_has(s->q, terms->at[i], news);
    return count > 0 && count < terms->count &&
           mention_label_has(s->q, terms->at[terms->count - 1], news);
}

/* 其余3条共33公里: a total of what is left, which is one of the addends itself. */
static bool is_of_the_rest(const struct sentence *s, const struct mention *total) {
    static const char32_t *const rests[] = {U"其余", U"余下", U"剩余", U"剩下", U"另外", NULL};
    size_t from = total->from;
    while (from > s->from && !char_is_separator(s->p->c[from - 1]))
        from--;
    for (size_t i = 0; rests[i] != NULL; i++)
        if (word_find(s->p, from, total->from, rests[i]) != SIZE_MAX)
            return true;
    return false;
}

/* “14个行政村、2个社区，共168个村民小组”: each counts what its own noun says, and no slip makes the
 * one of the others. */
static bool counts_another(const struct sentence *s, const struct mention *total,
                           const struct terms *terms) {
    const char32_t *c = s->q->text.c;
    struct amount all = terms_sum(s, terms, 0, terms->count);
    if (!mention_is_plain(c[total->to]) || number_is_slip(s->q, all.value, total))
        return false;
    for (size_t i = 0; i < terms->count; i++)
        if (!mention_is_plain(c[terms->at[i]->to]) || c[terms->at[i]->to] == c[total->to])
            return false;
    return true;
}

/* “共20人参与” behind a larger number begins something else. */
static bool begins_anew(const struct sentence *s, const struct mention *total,
                        const struct terms *terms) {
    bool larger = false;
    if (is_of_the_rest(s, total) || counts_another(s, total, terms))
        return true;
    for (size_t i = 0; i < terms->count; i++)
        larger |= mention_compare(terms->at[i], total) > 0;
    return larger && !char_is_separator(s->q->text.c[total->to]);
}

/* --- totals that have words of their own: 全年共受理109件, 编制总数为72名, 三片合计植树3000株 ---
 */

/* What the total counts, before and behind its word; empty: it has no words of its own. */
struct total_words {
    size_t from, word, behind, to;
    bool since;  /* 累计: may go back further than the list */
    bool common; /* 共: may count others than the list */
};

static bool read_total_words(const struct sentence *s, const struct mention *n,
                             struct total_words *words) {
    static const char32_t *const marks[] = {U"合计", U"共计", U"总计", U"总共", U"一共", U"累计",
                                            U"小计", U"组成", U"共",   U"总",   NULL};
    static const char32_t *const no[] = {U"公共", U"共同", U"共享", U"共建",   U"共青", U"共产",
                                         U"共治", U"共商", U"总体", U"总结",   U"总会", U"总站",
                                         U"总工", U"总书", U"总队", U"总额度", NULL};
    static const char32_t *const links[] = {U"达到", U"达",   U"到",   U"为",   U"有",   U"是",
                                            U"至",   U"数",   U"额",   U"量",   U"计",   U"了",
                                            U"增加", U"增",   U"得分", U"分",   U"人数", U"户数",
                                            U"面积", U"数量", U"件数", U"次数", U"里程", NULL};
    struct points text = s->q->text;
    *words = (struct total_words){.from = n->label_from, .word = SIZE_MAX};
    for (size_t at = n->label_from; at < n->label_to; at++) {
        const char32_t *mark = points_any_at(text, at, marks);
        bool name = points_any_at(text, at, no) != NULL ||
                    (at > 0 && points_any_at(text, at - 1, no) != NULL);
        if (mark == NULL || name)
            continue;
        words->word = at;
        words->behind = at + points_length_of(mark);
        words->since = text.c[at] == U'累';
        words->common = text.c[at] == U'共' && text.c[at + 1] != U'计';
        at = words->behind - 1;
    }
    if (words->word == SIZE_MAX)
        return false;
    /* “8名志愿者共45人”: the noun is the last addend's */
    if (n > s->mentions && n->label_from == n[-1].to)
        words->from = words->word;
    words->to = n->label_to;
    const char32_t *link;
    while (words->behind < words->to && (link = points_any_at(text, words->behind, links)) != NULL)
        words->behind += points_length_of(link);
    while (words->behind < words->to && (link = points_any_before(text, words->to, links)) != NULL)
        words->to -= points_length_of(link);
    return true;
}

/* Whether two characters of from..to stand in the clause of the addend. */
static bool shares_word(const struct sentence *s, size_t from, size_t to, const struct mention *n) {
    static const char32_t *const empty[] = {U"各类", U"各项", U"各种", U"全年", U"全部", U"本年",
                                            U"今年", U"个村", U"两项", U"三项", NULL};
    for (size_t at = from; at + 1 < to; at++) {
        const char32_t word[] = {s->q->text.c[at], s->q->text.c[at + 1], 0}, *const list[] = {word,
                                                                                              NULL};
        if (points_any_at(s->q->text, at, empty) == NULL && mention_clause_has(s->q, n, list))
            return true;
    }
    return false;
}

/* 三村共投入, 各类资金总额: the head counts the list. */
static bool head_counts_list(const struct sentence *s, const struct total_words *words) {
    static const char32_t *const heads[] = {
        U"两项", U"三项", U"四项", U"五项", U"六项", U"以上",   U"上述", U"各项",
        U"两者", U"三者", U"三村", U"两村", U"四村", U"三片",   U"两地", U"三地",
        U"三类", U"两类", U"四类", U"五类", U"各类", U"前后",   U"三批", U"两批",
        U"四批", U"两年", U"三年", U"四年", U"五年", U"三个月", NULL};
    return points_any_within(s->q->text, words->from, words->word, heads);
}

/* Whether the words of the total are those of its addends: of the first, whose verb goes for all,
 * or of most. Money has common names. */
static bool counts_addends(const struct sentence *s, const struct total_words *words,
                           const struct mention *total, const struct terms *addends) {
    enum { MANY = 3 };
    static const char32_t *const money[] = {U"支出", U"资金", U"投入", U"金额", U"经费",
                                            U"投资", U"费用", U"补助", U"安排", U"拨付",
                                            U"筹集", U"争取", U"发放", U"收入", NULL};
    bool before = words->word > words->from, behind = words->to > words->behind;
    if (words->since && addends->count < MANY)
        return false;
    if (head_counts_list(s, words) || (!before && !behind))
        return true;
    if (words->common && !behind)
        return false;
    if (!words->common && total->unit->name[0] == U'元' &&
        points_any_within(s->q->text, words->from, words->to, money))
        return true;
    size_t shared = 0, from = behind ? words->behind : words->from;
    size_t to = behind ? words->to : words->word;
    for (size_t i = 0; i < addends->count; i++)
        if (shares_word(s, from, to, addends->at[i]))
            shared += i == 0 ? addends->count : 1;
    return shared * 2 > addends->count;
}

/* A total that is only called so holds where a slip alone explains what is printed. */
static bool is_worded_total(const struct closing *closing, const struct terms *addends) {
    const struct sentence *s = closing->s;
    struct total_words words;
    if (!read_total_words(s, closing->total, &words) || mention_ends_account(s, closing->total) ||
        !counts_addends(s, &words, closing->total, addends))
        return false;
    for (size_t i = 0; i < addends->count; i++)
        if (mention_compare(addends->at[i], closing->total) > 0)
            return false;
    struct amount all = terms_sum(s, addends, 0, addends->count);
    return number_is_slip(s->q, all.value, closing->total);
}

/* --- judging --- */

/* Since the last semicolon; a list that semicolons split, of its sentence; a total that has no
 * number of its kind before it, of the sentence before. */
static void find_addends(struct terms *out, struct sentence *s, const struct mention *total) {
    struct sentence both;
    collect_addends(out, s, total, last_semicolon(s, total->from));
    if (out->count < 2) {
        out->count = 0;
        collect_addends(out, s, total, s->from);
    }
    if (out->count > 0 || !sentence_with_before(&both, s) || both.unclear)
        return;
    collect_addends(out, &both, total, both.from);
    *s = both;
}

static bool try_wider(struct closing *closing) {
    struct closing wider = {.s = closing->s, .total = closing->total};
    struct terms more = {0};
    collect_addends(&more, closing->s, closing->total, closing->s->from);
    try_terms(&wider, &more);
    return wider.fits;
}

static void judge_total(struct raiser *raiser, const struct sentence *own,
                        const struct mention *total) {
    static const char32_t *const overlaps[] = {U"交叉", U"重复", U"重叠", U"兼任", U"去重", NULL};
    struct sentence s = *own;
    struct terms addends = {0};
    find_addends(&addends, &s, total);
    struct amount all = terms_sum(&s, &addends, 0, addends.count);
    if (addends.count < 2 || addends.too_many || all.vague || is_new_beside_old(&s, &addends) ||
        begins_anew(&s, total, &addends) || word_any_within(s.p, s.from, s.to, overlaps))
        return;
    struct closing closing = {.s = &s, .total = total};
    bool worded = !total->total || s.from != own->from;
    if (s.from != own->from && mention_opens_list(own, total))
        return; /* 支出总计2,486万元，其中…: the whole of what follows */
    if (worded && !is_worded_total(&closing, &addends))
        return;
    try_terms(&closing, &addends);
    if (!closing.fits)
        try_without_parts(&closing, &s, &addends);
    if (closing.fits || try_wider(&closing) || terms_check_scales(raiser, &s, &addends, total) ||
        (worded && relation_is_told(raiser, &s, addends.at[0]->from, total->to)))
        return;
    terms_raise(raiser, &s, closing.rounds ? SEVERITY_WARNING : SEVERITY_ERROR, &closing.best, 0,
                closing.best.count, total, _("，文中为"));
}

void judge_totals(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const words[] = {U"共", U"总", U"计", U"组成", NULL};
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *total = &s->mentions[i];
        if ((total->total || mention_label_has(s->q, total, words)) && !total->approximate &&
            !total->change && total->role != ROLE_BASE && total->unit->kind != UNIT_POINTS)
            judge_total(raiser, s, total);
    }
}
