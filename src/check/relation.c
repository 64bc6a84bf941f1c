#include "check/relation.h"

#include "base/lang.h"
#include "base/text/char_class.h"

struct sentence sentence_at(const struct passage *p, struct quantities *q, size_t index) {
    const struct quantity_sentence *at = &q->sentences[index];
    return (struct sentence){.p = p,
                             .q = q,
                             .from = at->from,
                             .to = at->to,
                             .index = index,
                             .mentions = q->mentions + at->first,
                             .count = at->count,
                             .unclear = at->unclear};
}

bool sentence_with_before(struct sentence *out, const struct sentence *s) {
    if (s->index == 0 ||
        s->q->sentences[s->index - 1].paragraph != s->q->sentences[s->index].paragraph)
        return false;
    struct sentence before = sentence_at(s->p, s->q, s->index - 1);
    *out = *s;
    out->from = before.from;
    out->mentions = before.mentions;
    out->count += before.count;
    out->unclear |= before.unclear;
    return true;
}

struct sentence sentence_with_earlier(const struct sentence *s, int back) {
    struct sentence window = *s, wider;
    for (; back > 0 && sentence_with_before(&wider, &window) && !wider.unclear; back--) {
        window = wider;
        window.index--;
    }
    window.index = s->index;
    return window;
}

/* --- terms --- */

void terms_add(struct terms *terms, const struct mention *mention) {
    if (terms->count == TERMS_MOST)
        terms->too_many = true;
    else
        terms->at[terms->count++] = mention;
}

struct amount terms_sum(const struct sentence *s, const struct terms *terms, size_t from,
                        size_t to) {
    struct amount sum = amount_zero(s->q);
    for (; from < to; from++)
        amount_add(s->q, &sum, terms->at[from]);
    return sum;
}

void terms_describe(struct str *out, const struct sentence *s, const struct mention *const *terms,
                    size_t count, const struct mention *total) {
    struct amount sum = amount_zero(s->q);
    int most = total->decimals;
    for (size_t i = 0; i < count; i++) {
        int decimals = terms[i]->scale == total->scale ? terms[i]->decimals : 0;
        most = decimals > most ? decimals : most;
        if (i > 0)
            str_add_text(out, " + ");
        mention_write(out, terms[i], total->scale);
        amount_add(s->q, &sum, terms[i]);
    }
    if (count < 2)
        return;
    str_add_text(out, " = ");
    amount_write(out, sum.value, total->scale, most);
}

static void widen(const struct terms *terms, size_t from, size_t to, size_t *first, size_t *last) {
    for (; from < to; from++) {
        *first = terms->at[from]->from < *first ? terms->at[from]->from : *first;
        *last = terms->at[from]->to > *last ? terms->at[from]->to : *last;
    }
}

void terms_raise(struct raiser *raiser, const struct sentence *s, enum severity severity,
                 const struct terms *terms, size_t from, size_t to, const struct mention *total,
                 const char *ending) {
    struct str message = STR_INIT;
    terms_describe(&message, s, terms->at + from, to - from, total);
    str_add_text(&message, ending);
    mention_write(&message, total, total->scale);
    size_t first = total->from, last = total->to;
    widen(terms, from, to, &first, &last);
    (void)raise_finding(raiser, s->p, "sum", severity, first, last, message.s);
    str_release(&message);
}

/* 812.15万元 + 886.17元 against 1698.32万元: the digits add up, their units differ. */
bool terms_check_scales(struct raiser *raiser, const struct sentence *s, const struct terms *terms,
                        const struct mention *total) {
    bool differ = false;
    for (size_t i = 0; i < terms->count; i++)
        differ |= terms->at[i]->scale != total->scale;
    struct amount sum = terms_sum(s, terms, 0, terms->count);
    if (!differ || terms->count < 2 || sum.vague || amount_fits(s->q, &sum, total, NULL))
        return false;
    const struct number *digits = quantities_keep(s->q, number_from_int(0)), *slack = digits;
    for (size_t i = 0; i <= terms->count; i++) {
        const struct mention *n = i < terms->count ? terms->at[i] : total;
        const struct number *own = number_unscaled(s->q, n->value, n->scale);
        digits = quantities_keep(s->q, i < terms->count ? number_add(digits, own)
                                                        : number_subtract(digits, own));
        slack = quantities_keep(s->q, number_add(slack, number_unscaled(s->q, n->half, n->scale)));
    }
    const struct number *off = quantities_keep(s->q, number_abs(digits));
    if (sum.fraction ? number_compare(off, slack) > 0 : number_sign(off) != 0)
        return false;
    size_t first = total->from, last = total->to;
    widen(terms, 0, terms->count, &first, &last);
    (void)raise_finding(raiser, s->p, "unit", SEVERITY_ERROR, first, last,
                        _("数字加得起来，单位却不一致（如元和万元），请核对单位"));
    return true;
}

bool relation_is_told(struct raiser *raiser, const struct sentence *s, size_t from, size_t to) {
    static const char *const rules[] = {"sum", "partition", "rate", "difference", "identity"};
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (raiser_has_marked(raiser, s->p, rules[i], from, to))
            return true;
    return false;
}

bool relation_is_rate_of_gone(const struct sentence *s, const struct mention *rate) {
    static const char32_t *const gone[] = {
        U"清退比例", U"清退率", U"压减比例", U"压减率",   U"精简比例", U"精简率",
        U"淘汰比例", U"淘汰率", U"削减比例", U"削减率",   U"减少比例", U"下降比例",
        U"压缩比例", U"压缩率", U"裁减比例", U"核减比例", NULL};
    return rate->role == ROLE_RATE && rate >= s->mentions + 2 &&
           mention_label_has(s->q, rate, gone) && mention_is_reached(s->q, rate - 1) &&
           mention_same_unit(rate - 2, rate - 1) && mention_compare(rate - 2, rate - 1) > 0;
}

bool mention_opens_list(const struct sentence *s, const struct mention *mention) {
    static const char32_t *const openers[] = {U"其中", U"按",   U"分别", U"：", U":",  U"（",
                                              U"(",    U"包括", U"分为", U"由", U"即", NULL};
    size_t to = mention + 1 < s->mentions + s->count ? mention[1].label_to : s->to;
    return points_any_within(s->q->text, mention->to, to, openers);
}

void mention_write_named(struct str *out, const struct sentence *s, const struct mention *mention) {
    enum { NAME_MOST = 12 };
    size_t from = mention->label_from;
    if (mention->label_to > from + NAME_MOST)
        from = mention->label_to - NAME_MOST;
    passage_add(out, s->p, from, mention->to);
}

/* Answers are counted in people, papers and samples alike. */
static bool is_survey(const struct sentence *s) {
    static const char32_t *const words[] = {U"样本", U"问卷", U"答卷", U"票",   U"受访",
                                            U"回访", U"测评", U"调查", U"访问", NULL};
    return points_any_within(s->q->text, s->from, s->to, words);
}

/* “投入10分得9.5分”: of an indicator's two numbers the first is what could be had. */
static bool is_full_mark(const struct sentence *s, const struct mention *n) {
    static const char32_t *const got[] = {U"得", U"实得", U"自评", U"评得",
                                          U"计", U"评",   U"扣",   NULL};
    const struct mention *next = n + 1;
    return next < s->mentions + s->count && n->unit->name[0] == U'分' &&
           mention_same_unit(n, next) && next->group == n->group && next->label_from <= n->to + 1 &&
           mention_label_begins(s->q, next, got);
}

static size_t skip_blanks(const struct sentence *s, size_t at) {
    while (at < s->to && char_is_blank(s->q->text.c[at]))
        at++;
    return at;
}

const struct mention *relation_score_in_bracket(const struct sentence *s, const struct mention *n,
                                                bool *full) {
    static const char32_t *const got[] = {U"得", U"实得", U"自评", U"评得", U"实际得", NULL};
    static const char32_t *const fulls[] = {U"满分", U"分值", U"权重", U"标准分", U"共", NULL};
    const struct mention *inner = n + 1;
    if (inner >= s->mentions + s->count || n->unit->name[0] != U'分' ||
        !mention_same_unit(n, inner) || inner->group == n->group)
        return NULL;
    size_t open = skip_blanks(s, n->to), close = skip_blanks(s, inner->to);
    if (!char_is_one_of(s->q->text.c[open], U"（(") || !char_is_one_of(s->q->text.c[close], U"）)"))
        return NULL;

    bool bare = skip_blanks(s, open + 1) == inner->from;
    bool had = mention_label_begins(s->q, inner, got);
    bool could = mention_label_begins(s->q, inner, fulls);
    if (!bare && !had && !could)
        return NULL;
    *full = could || (bare && mention_compare(inner, n) >= 0);
    return inner;
}

/* Whether the whole is what all could be had: its label says so, or it is the hundred. */
static bool is_of_full_marks(const struct sentence *s, const struct mention *whole) {
    static const char32_t *const fulls[] = {U"满分", U"分值", U"权重", U"标准分", NULL};
    const struct number *hundred = quantities_keep(s->q, number_from_int(100));
    return mention_label_has(s->q, whole, fulls) || number_compare(whole->value, hundred) == 0;
}

const struct mention *relation_score_of(const struct sentence *s, const struct mention *n,
                                        const struct mention *whole) {
    bool full, of_fulls = is_of_full_marks(s, whole);
    const struct mention *inner = relation_score_in_bracket(s, n, &full);
    if (inner != NULL)
        return full == of_fulls ? inner : n;
    bool other = of_fulls ? n > s->mentions && is_full_mark(s, n - 1) : is_full_mark(s, n);
    return other ? NULL : n;
}

bool mention_same_family(const struct sentence *s, const struct mention *a,
                         const struct mention *b) {
    return mention_same_unit(a, b) || (quantity_unit_is_of_survey(a->unit) &&
                                       quantity_unit_is_of_survey(b->unit) && is_survey(s));
}
