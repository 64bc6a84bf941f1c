/* Relations of two numbers that no words name: one of all pairs around that holds is enough, and a
 * slip of the nearest one is told. */
#include "check/relation_pair.h"

#include "check/relation_rate_sum.h"

#include "base/lang.h"

enum { BACK = 3 }; /* sentences */

enum pair_kind {
    PAIR_NONE,
    PAIR_RATE, /* part ÷ whole */
    PAIR_UP,   /* by how much the larger is more than the smaller, in percent of that */
    PAIR_DOWN, /* … less than the larger, in percent of that */
    PAIR_REST, /* whole − part */
    PAIR_TIMES /* one ÷ other */
};

/* --- what the number is --- */

static bool is_multiple(const struct sentence *s, const struct mention *n) {
    static const char32_t *const of[] = {U"的", U"近", U"约", NULL};
    static const char32_t *const is[] = {U"是", U"为", U"达", U"相当于", NULL};
    return n->unit->name[0] == U'倍' && mention_label_has(s->q, n, is) &&
           mention_label_ends(s->q, n, of);
}

static enum pair_kind kind_of_percent(const struct sentence *s, const struct mention *n) {
    static const char32_t *const ups[] = {U"多", U"超", U"超过", U"超出", U"高出", NULL};
    static const char32_t *const more[] = {U"超计划", U"超任务", U"超目标", U"超额",
                                           U"超预算", U"超编",   NULL};
    static const char32_t *const downs[] = {U"节约率", U"节支率", U"下浮",   U"核减率", U"审减率",
                                            U"节资率", U"降价",   U"优惠率", U"压减率", NULL};
    static const char32_t *const rates[] = {U"率", U"进度", U"比例", U"程度", U"仅占", NULL};
    static const char32_t *const no[] = {U"增长率", U"率提高", U"率同比", U"率较", U"率比",
                                         U"增速",   U"率上升", U"率下降", U"贴息", U"利率",
                                         U"税率",   U"费率",   U"提取",   U"概率", NULL};
    if (mention_label_has(s->q, n, no) || relation_is_rate_of_gone(s, n))
        return PAIR_NONE; /* the last is judged by relation_rate.c */
    if (mention_label_has(s->q, n, downs))
        return PAIR_DOWN;
    if (mention_label_ends(s->q, n, ups) || mention_label_begins(s->q, n, more))
        return PAIR_UP;
    return n->role == ROLE_RATE && mention_label_has(s->q, n, rates) ? PAIR_RATE : PAIR_NONE;
}

static enum pair_kind kind_of(const struct sentence *s, const struct mention *n) {
    static const char32_t *const rests[] = {
        U"剩余",   U"余下",   U"尚余",   U"还剩", U"尚未", U"还差", U"缺口",   U"差额",
        U"超任务", U"超计划", U"超目标", U"空编", U"缺编", U"超编", U"未支付", U"提前",
        U"调增",   U"调减",   U"超支",   U"超出", U"相差", U"少支", U"多支",   U"净增",
        U"净减",   U"结余",   U"节约",   U"节省", U"核减", U"审减", NULL};
    static const char32_t *const apart[] = {U"多", U"少", U"相差", NULL};
    static const char32_t *const against[] = {U"比", U"较", U"相差", NULL};
    static const char32_t *const old[] = {U"上年", U"去年", U"同期", U"年初", U"结转",
                                          U"年末", U"其中", U"平均", NULL};
    if (n->approximate || n->unit->kind == UNIT_POINTS)
        return PAIR_NONE;
    if (n->unit->kind == UNIT_PERCENT)
        return kind_of_percent(s, n);
    if (is_multiple(s, n))
        return PAIR_TIMES;
    if (mention_label_has(s->q, n, old) || n->each)
        return PAIR_NONE;
    bool more = mention_label_ends(s->q, n, apart) && mention_label_has(s->q, n, against);
    return mention_label_begins(s->q, n, rests) || more ? PAIR_REST : PAIR_NONE;
}

/* --- the two --- */

struct pair {
    enum pair_kind kind;
    const struct mention *n, *part, *whole; /* of a multiple the dividend and the divisor */
};

static bool may_be_term(const struct sentence *s, const struct mention *m,
                        const struct mention *n) {
    static const char32_t *const days[] = {U"日均", U"日处理", U"实际日", NULL}; /* of a capacity */
    return m != n && mention_is_operand(m) && !m->approximate &&
           (!m->each || mention_label_has(s->q, m, days)) && m->role != ROLE_CHANGE &&
           m->unit->name[0] != U'倍' && m->unit->name[0] != U'分';
}

static struct range difference_of(struct quantities *q, const struct mention *a,
                                  const struct mention *b) {
    return mention_compare(a, b) > 0 ? range_difference(q, range_of(a), range_of(b))
                                     : range_difference(q, range_of(b), range_of(a));
}

static bool times_holds(struct quantities *q, const struct pair *pair) {
    const struct number *one = quantities_keep(q, number_from_int(1));
    const struct number *ratio =
        quantities_keep(q, number_divide(pair->part->value, pair->whole->value));
    const struct number *more = quantities_keep(q, number_subtract(ratio, one));
    const struct mention *n = pair->n;
    return number_compare(number_distance(q, ratio, n->value), n->half) <= 0 ||
           number_compare(number_distance(q, more, n->value), n->half) <= 0;
}

static bool pair_holds(const struct sentence *s, const struct pair *pair) {
    struct quantities *q = s->q;
    const struct mention *part = pair->part, *whole = pair->whole, *n = pair->n;
    struct range off = difference_of(q, part, whole);
    if (pair->kind == PAIR_RATE)
        return rate_fits(q, range_of(part), range_of(whole), n);
    if (pair->kind == PAIR_TIMES)
        return times_holds(q, pair);
    return pair->kind == PAIR_REST ? range_holds(&off, n) : rate_fits(q, off, range_of(whole), n);
}

/* Whether the larger of the two stands where the kind has it. */
static bool is_ordered(const struct pair *pair) {
    int order = mention_compare(pair->part, pair->whole);
    return pair->kind == PAIR_UP || pair->kind == PAIR_TIMES ? order > 0 : order < 0;
}

/* Any two of what stands around it, in any order; and one after another taken from the first. */
static bool any_holds(const struct sentence *window, struct pair pair) {
    const struct mention *end = window->mentions + window->count;
    for (const struct mention *a = window->mentions; a < end; a++) {
        struct range left = range_of(a);
        if (!may_be_term(window, a, pair.n))
            continue;
        for (const struct mention *b = window->mentions; b < end; b++) {
            if (b == a || !may_be_term(window, b, pair.n) || !mention_same_family(window, a, b))
                continue;
            pair.part = a;
            pair.whole = b;
            if ((is_ordered(&pair) || pair.kind == PAIR_RATE) && pair_holds(window, &pair))
                return true;
            if (b < a || pair.kind != PAIR_REST)
                continue;
            left = range_difference(window->q, left, range_of(b));
            if (range_holds(&left, pair.n))
                return true;
        }
    }
    return false;
}

/* 预算3,260万元，实际采购3,290.5万元，执行率…: of the plan, though the deed is more. */
static bool is_plan_below_deed(const struct sentence *s, const struct pair *pair) {
    static const char32_t *const plans[] = {U"预算", U"计划", U"目标", U"任务", NULL};
    return pair->kind == PAIR_RATE && mention_label_has(s->q, pair->part, plans) &&
           !mention_label_has(s->q, pair->whole, plans);
}

/* The two values right before it, past percentages and changes, of one unit; of the unit of a rest.
 * What stands in another bracket is no term. */
static bool find_nearest(const struct sentence *window, struct pair *pair) {
    const struct mention *n = pair->n, *first = NULL;
    bool inner = pair->kind == PAIR_RATE || pair->kind == PAIR_REST;
    for (const struct mention *m = n; m-- > window->mentions;) {
        if (!may_be_term(window, m, n) || m->group != n->group ||
            (pair->kind == PAIR_REST && !mention_same_unit(m, n)))
            continue;
        if (first == NULL) {
            first = m;
            continue;
        }
        /* 下达500万元，其中省级200万元，已支付425万元: an item is no whole */
        if (!mention_same_unit(m, first) ||
            (inner && m + 1 < first && mention_compare(m, first) <= 0))
            continue;
        pair->part = first;
        pair->whole = m;
        if (!is_ordered(pair)) {
            pair->part = m;
            pair->whole = first;
        }
        if (is_plan_below_deed(window, pair)) {
            const struct mention *deed = pair->whole;
            pair->whole = pair->part;
            pair->part = deed;
        }
        return mention_compare(m, first) != 0;
    }
    return false;
}

/* “节约资金42万元，预算840万元，节约率5%”: the difference itself is said, and the largest number of
 * its sentence is what it is of. False: it is not said. */
static bool find_cut(const struct sentence *s, struct pair *pair) {
    static const char32_t *const cuts[] = {U"节约", U"节支", U"核减", U"审减", U"下浮",
                                           U"节省", U"降低", U"压减", U"优惠", NULL};
    pair->part = pair->whole = NULL;
    for (const struct mention *m = s->mentions; m < pair->n; m++)
        if (mention_is_operand(m) && !m->approximate && m->unit->name[0] == U'元' &&
            mention_label_has(s->q, m, cuts))
            pair->part = m;
    for (const struct mention *m = s->mentions; pair->part != NULL && m < pair->n; m++)
        if (may_be_term(s, m, pair->n) && mention_same_unit(m, pair->part) &&
            (pair->whole == NULL || mention_compare(m, pair->whole) > 0))
            pair->whole = m;
    if (pair->whole == NULL || mention_compare(pair->part, pair->whole) >= 0)
        return false;
    pair->kind = PAIR_RATE;
    return true;
}

static const struct number *reckon(struct quantities *q, const struct pair *pair) {
    const struct number *off = number_distance(q, pair->part->value, pair->whole->value);
    if (pair->kind == PAIR_REST)
        return off;
    if (pair->kind != PAIR_TIMES)
        return rate_percent(q, pair->kind == PAIR_RATE ? pair->part->value : off,
                            pair->whole->value, pair->n);
    const struct number *ratio =
        quantities_keep(q, number_divide(pair->part->value, pair->whole->value));
    return quantities_keep(q, number_round(ratio, pair->n->decimals));
}

/* A rate is named after what it counts: two characters of its name stand beside one of the two.
 * What a survey asks is of no two figures. */
static bool is_named_after(const struct sentence *s, const struct pair *pair) {
    static const char32_t *const asked[] = {U"满意", U"知晓", U"支持",       U"认可", U"覆盖",
                                            U"利用", U"普及", U"预算执行率", NULL};
    enum { FAR = 20 }; /* points */
    struct points text = s->q->text;
    const struct mention *n = pair->n;
    const struct number *off = number_distance(s->q, reckon(s->q, pair), n->value);
    if (mention_label_has(s->q, n, asked) ||
        points_find(text, pair->whole->to, pair->part->from, U"其中") != SIZE_MAX ||
        number_compare(off, quantities_keep(s->q, number_from_int(FAR))) > 0)
        return false;
    for (size_t at = n->label_from; at + 1 < n->label_to; at++) {
        const char32_t word[] = {text.c[at], text.c[at + 1], 0}, *const words[] = {word, NULL};
        if (mention_clause_has(s->q, pair->part, words) ||
            mention_clause_has(s->q, pair->whole, words))
            return true;
    }
    static const char32_t *const due[] = {U"应", U"设计", U"计划", U"目标", U"任务", U"核定", NULL};
    return mention_clause_has(s->q, pair->whole, due);
}

/* “受理56件，结案48件，调解成功率87.5%”: no word names the two right before it, but they nearly
 * give it. */
static bool are_beside(const struct sentence *s, const struct pair *pair) {
    static const char32_t *const asked[] = {U"满意", U"知晓", U"支持", U"认可",   U"覆盖",
                                            U"参与", U"利用", U"普及", U"执行率", NULL};
    enum { NEAR = 5 }; /* points */
    const struct number *off = number_distance(s->q, reckon(s->q, pair), pair->n->value);
    return pair->whole + 1 == pair->part && pair->part + 1 == pair->n &&
           !mention_label_has(s->q, pair->n, asked) &&
           number_compare(off, quantities_keep(s->q, number_from_int(NEAR))) <= 0;
}

/* --- telling --- */

static void raise_pair(struct raiser *raiser, const struct sentence *s, const struct pair *pair,
                       const struct number *right, enum severity severity) {
    struct str message = STR_INIT;
    const struct mention *a = pair->part, *b = pair->whole, *n = pair->n;
    bool percent = n->unit->kind == UNIT_PERCENT;
    bool change = pair->kind == PAIR_UP || pair->kind == PAIR_DOWN;
    const struct mention *most = mention_compare(a, b) > 0 ? a : b, *least = most == a ? b : a;
    if (pair->kind == PAIR_REST || change) {
        str_add_text(&message, change ? "(" : "");
        mention_write_named(&message, s, most);
        str_add_text(&message, " - ");
        mention_write_named(&message, s, least);
        str_add_text(&message, change ? ")" : "");
    } else {
        mention_write_named(&message, s, a);
    }
    if (pair->kind != PAIR_REST) {
        str_add_text(&message, " ÷ ");
        mention_write_named(&message, s, b);
    }
    str_add_text(&message, " = ");
    amount_write(&message, right, n->scale, n->decimals);
    str_add_text(&message, percent ? _("%，文中为") : _("，文中为"));
    mention_write(&message, n, n->scale);
    str_add_text(&message, percent ? "%" : "");
    size_t from = a->from < b->from ? a->from : b->from;
    const char *rule = pair->kind == PAIR_REST ? "difference" : "rate";
    (void)raise_finding(raiser, s->p, rule, severity, from < n->from ? from : n->from, n->to,
                        message.s);
    str_release(&message);
}

/* A number of the pair that was slipped instead: 6 for 7 of 9, and 77.8%. */
static bool slipped_before(const struct sentence *s, const struct pair *pair) {
    struct quantities *q = s->q;
    const struct mention *part = pair->part, *whole = pair->whole, *n = pair->n;
    enum { HUNDRED = 100 };
    if (pair->kind != PAIR_RATE || number_sign(n->value) <= 0)
        return false;
    const struct number *hundred = quantities_keep(q, number_from_int(HUNDRED));
    const struct number *rate = quantities_keep(q, number_divide(n->value, hundred));
    const struct number *meant = quantities_keep(q, number_multiply(whole->value, rate));
    meant =
        quantities_keep(q, number_round(number_unscaled(q, meant, part->scale), part->decimals));
    struct mention said = *part;
    said.value = number_unscaled(q, part->value, part->scale);
    said.scale = 0;
    return number_is_digit_slip(q, meant, &said);
}

/* A cut divided by what was left of it: the commonest fault. */
static bool is_of_other(const struct sentence *s, const struct pair *pair, bool cut) {
    struct range off = difference_of(s->q, pair->part, pair->whole);
    if (cut) /* `off` is what was left */
        return rate_fits(s->q, range_of(pair->part), off, pair->n);
    return (pair->kind == PAIR_DOWN || pair->kind == PAIR_UP) &&
           rate_fits(s->q, off, range_of(pair->part), pair->n);
}

/* A rate of a sum, or of a part without figures, is of no two numbers around it. */
static bool is_of_no_pair(const struct sentence *s, const struct mention *n) {
    const struct mention *part;
    struct mention base;
    return n->unit->kind == UNIT_PERCENT &&
           (rate_is_of_part(s, n) || rate_find_sum(s, n, &part, &base));
}

static void judge_number(struct raiser *raiser, const struct sentence *s, const struct mention *n) {
    if (is_of_no_pair(s, n))
        return;
    struct pair pair = {.kind = kind_of(s, n), .n = n};
    struct sentence window = sentence_with_earlier(s, pair.kind == PAIR_TIMES  ? 0
                                                      : pair.kind == PAIR_RATE ? BACK
                                                                               : 1);
    bool cut = pair.kind == PAIR_DOWN && find_cut(s, &pair);
    if (pair.kind == PAIR_NONE ||
        (cut ? pair_holds(s, &pair)
             : (!find_nearest(s, &pair) && !find_nearest(&window, &pair)) ||
                   any_holds(&window, pair)))
        return;
    const struct number *right = reckon(s->q, &pair);
    size_t from = pair.part->from < pair.whole->from ? pair.part->from : pair.whole->from;
    bool named = pair.kind != PAIR_RATE || cut || is_named_after(s, &pair);
    if (!named && !are_beside(s, &pair))
        return;
    if (right != NULL &&
        (number_is_slip(s->q, right, n) || is_of_other(s, &pair, cut) ||
         slipped_before(s, &pair)) &&
        !relation_is_told(raiser, s, from, n->to))
        raise_pair(raiser, s, &pair, right, named ? SEVERITY_ERROR : SEVERITY_WARNING);
}

void judge_pairs_around(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++)
        judge_number(raiser, s, &s->mentions[i]);
}
