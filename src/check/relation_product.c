/* A number for each, how many, and their total: 3期，每期50人，共150人; 8辆，车均1.2万元, 9.6万元.
 */
#include "check/relation.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "check/relation_count.h"

#include <inttypes.h>

enum { COUNTED_MOST = 4, AROUND = 3, BACK = 3, MONTHS = 12, QUARTERS = 4, DAYS = 365 };

/* What a number is for: of each 户 (每户, 户均, 元/户), or of each of what is counted right before
 * it (各5名, 平均38万元, 单价). */
struct rate_of {
    const struct mention *each;
    char32_t counted[COUNTED_MOST]; /* 户, 公里; empty: of what stands right before */
    int64_t times;                  /* 每人每月 over a year: 12; 0: nobody says how often */
    bool mean;                      /* an average, which rounds */
    bool about;                     /* 约: by a twentieth */
};

/* --- reading the number for each --- */

/* 每月, 每季度 … within from..to: how often in a year; 1: nothing is said, 0: it is not known. */
static int64_t times_within(const struct sentence *s, size_t from, size_t to) {
    static const struct {
        const char32_t *words;
        int64_t times;
    } rhythms[] = {{U"每月/月均/月人均/每个月", MONTHS},
                   {U"每季/季均", QUARTERS},
                   {U"每天/每日/每周/日均/每学期/每半年/周均", 0}};
    static const char32_t *const year[] = {U"全年", U"年度", U"本年", U"年", NULL};
    for (size_t i = 0; i < ARRAY_LEN(rhythms); i++) {
        const char32_t *words = rhythms[i].words;
        char32_t word[POINTS_WORD_MOST];
        while (points_take_word(&words, word) > 0) {
            if (points_find(s->q->text, from, to, word) == SIZE_MAX)
                continue;
            bool yearly = points_any_within(s->q->text, s->from, s->to, year);
            return yearly ? rhythms[i].times : 0;
        }
    }
    return 1;
}

static void set_counted(struct rate_of *rate, struct points text, size_t from, size_t n) {
    for (size_t i = 0; i < n && i + 1 < COUNTED_MOST; i++)
        rate->counted[i] = text.c[from + i];
}

/* 每公里, 每户: a unit, or the noun of one character; 每投入1元 and 每100人 are of nothing that is
 * counted here. */
static bool read_every(struct rate_of *rate, struct points text, size_t at, size_t to) {
    size_t end = at + 1;
    const struct quantity_unit *unit = quantity_unit_take(text, &end);
    if (unit != NULL && unit->name[0] == U'个') { /* 每个网格 */
        at++;
        end = at + 3 < to ? at + 3 : to;
    } else if (unit == NULL) {
        end = at + 2;
    }
    if (end > to || char_is_digit(text.c[at + 1]))
        return false;
    set_counted(rate, text, at + 1, end - at - 1);
    return true;
}

/* 户均, 人均, 每户: the last one of the label of `each` that is no 每月. */
static bool read_before(struct rate_of *rate, const struct sentence *s,
                        const struct mention *each) {
    static const char32_t *const every[] = {U"每月", U"每年", U"每季", U"每天",
                                            U"每日", U"每周", NULL};
    static const char32_t *const bare[] = {U"单价", U"各", U"平均", U"均", NULL};
    struct points text = s->q->text;
    for (size_t at = each->label_to; at-- > each->label_from;) {
        if (text.c[at] == U'每' && points_any_at(text, at, every) == NULL) {
            size_t before = at > 1 ? at - 2 : 0;
            rate->mean = points_find(text, before, at, U"平均") != SIZE_MAX;
            return read_every(rate, text, at, each->label_to);
        }
        /* 平均亩产512公斤, 平均班额45人 */
        if (at + 1 < each->label_to && char_is_one_of(text.c[at], U"亩班") &&
            char_is_one_of(text.c[at + 1], U"产额")) {
            rate->mean = true;
            set_counted(rate, text, at, 1);
            return true;
        }
        if (text.c[at] != U'均' || at == each->label_from)
            continue;
        rate->mean = true;
        if (text.c[at - 1] != U'平')
            set_counted(rate, text, at - 1, 1);
        if (char_is_one_of(text.c[at - 1], U"年日月"))
            continue; /* 每张床位年均 */
        return true;
    }
    return points_any_within(text, each->label_from, each->label_to, bare);
}

/* 650元/户, 0.5万元／亩 */
static bool read_behind(struct rate_of *rate, const struct sentence *s) {
    struct points text = s->q->text;
    size_t at = rate->each->to, end = at + 1;
    if (!char_is_one_of(text.c[at], U"/／") || quantity_unit_take(text, &end) == NULL)
        return false;
    set_counted(rate, text, at + 1, end - at - 1);
    return true;
}

/* 户均增收3,500元 is no change of something. */
static bool gains_each(const struct sentence *s, const struct mention *each) {
    static const char32_t *const gains[] = {U"均增收", U"均节约", U"均节省", U"均增加", NULL};
    static const char32_t *const against[] = {U"较", U"比", U"同比", NULL};
    return mention_label_ends(s->q, each, gains) && !mention_label_has(s->q, each, against);
}

/* “由每村11万元提高到13万元”: the number behind is what holds now. */
static bool is_replaced(const struct sentence *s, const struct mention *each) {
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    return each + 1 < s->mentions + s->count && mention_same_unit(each, each + 1) &&
           mention_label_has(s->q, each, from_words) && mention_is_level(s->q, each + 1);
}

/* “小学720元、初中940元”: of each kind another, which no count of all can be multiplied by. */
static bool is_of_several(const struct sentence *s, const struct mention *each) {
    static const char32_t *const own[] = {U"每", U"均", U"各", U"单价", U"共", U"计", NULL};
    const struct mention *next = each + 1;
    return next < s->mentions + s->count && s->q->text.c[each->to] == U'、' &&
           next->label_from == each->to + 1 && next->label_to > next->label_from &&
           mention_same_unit(each, next) && !mention_label_has(s->q, next, own);
}

static bool read_rate_of(struct rate_of *rate, const struct sentence *s,
                         const struct mention *each) {
    *rate = (struct rate_of){.each = each};
    if (is_replaced(s, each) || is_of_several(s, each))
        return false;
    bool newer = each > s->mentions && is_replaced(s, each - 1); /* its words stand before that */
    size_t end = each->label_to;
    const char32_t *c = s->q->text.c;
    bool about = end > each->label_from && char_is_one_of(c[end - 1], U"近超逾至") && !newer;
    rate->about = end > each->label_from && c[end - 1] == U'约';
    bool range = char_is_one_of(c[each->to], U"至到-—~～") && char_is_digit(c[each->to + 1]);
    static const char32_t *const others[] = {U"全市", U"全省", U"全国", U"全县平均",
                                             U"高于", U"低于", U"分别", NULL};
    if (about || range || mention_label_has(s->q, each, others) ||
        (!newer && each->from > 0 && char_is_one_of(c[each->from - 1], U"至到")) ||
        (each->change && !newer && !gains_each(s, each)) || each->unit->kind >= UNIT_PERCENT)
        return false;
    return read_behind(rate, s) || read_before(rate, s, newer ? each - 1 : each);
}

/* --- what is counted, and the total --- */

/* 人次, 处次 for 次 */
static bool unit_ends_in(const struct mention *n, char32_t c) {
    return n->unit->name[points_length_of(n->unit->name) - 1] == c;
}

/* How many of the other's unit one of its own is: 吨 in 公斤; 0: they are not of one kind. */
static int64_t times_of_unit(const struct mention *n, const struct mention *other) {
    static const struct {
        const char32_t *more, *less;
        int64_t times;
    } steps[] = {{U"吨", U"公斤", 1000}, {U"吨", U"斤", 2000}, {U"公斤", U"斤", 2}};
    if (mention_same_unit(n, other) || (unit_ends_in(n, U'次') && other->unit->name[0] == U'次'))
        return 1;
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        if (points_are_equal(n->unit->name, steps[i].more) &&
            points_are_equal(other->unit->name, steps[i].less))
            return steps[i].times;
    return 0;
}

/* 个 with the noun behind it: 15个村, 16个村（社区）. */
static bool is_noun_of(const struct sentence *s, const struct mention *count, char32_t noun) {
    enum { NOUN = 8 };
    struct points text = s->q->text;
    if (count->unit->name[0] != U'个')
        return false;
    for (size_t at = count->to; at < count->to + NOUN && at < text.n; at++) {
        if (text.c[at] == noun)
            return true;
        if (!char_is_han(text.c[at]))
            return false;
    }
    return false;
}

static bool may_be_count(const struct sentence *s, const struct mention *n,
                         const struct rate_of *rate) {
    const struct mention *each = rate->each;
    bool inner = n->group != 0 && n->group != each->group && n + 1 != each && n - 1 != each;
    if (n == each || n->approximate || n->change || n->each || n->unit->kind >= UNIT_PERCENT ||
        number_sign(n->value) <= 0 || inner || n->role == ROLE_BASE || n->role == ROLE_OLD)
        return false;
    if (rate->counted[0] == 0)
        return n < each && n + 2 >= each && n >= s->mentions && n->unit->kind == UNIT_COUNT &&
               n->scale == 0 && !mention_same_unit(n, each);
    size_t at = 0;
    struct points counted = {rate->counted, points_length_of(rate->counted)};
    const struct quantity_unit *unit = quantity_unit_take(counted, &at);
    bool persons = char_is_one_of(rate->counted[0], U"人名位") && n->unit->name[0] == U'人';
    persons |= rate->counted[0] == U'生' && n->unit->name[0] == U'人';
    persons |= rate->counted[0] == U'次' && unit_ends_in(n, U'次');
    persons |= rate->counted[0] == U'户' && n->unit->name[0] == U'家';
    bool whole = n->unit->name[0] == rate->counted[0] && n->unit->kind == UNIT_COUNT;
    /* 小区改造6个，每个小区; 公务用车3辆，车均 */
    bool noun = rate->counted[1] != 0 && unit == NULL;
    bool named =
        noun ? char_is_one_of(n->unit->name[0], U"个家所处座户支辆台栋") &&
                   points_find(s->q->text, n->label_from, n->label_to, rate->counted) != SIZE_MAX
             : n->label_to > n->label_from && s->q->text.c[n->label_to - 1] == rate->counted[0];
    return n->unit == unit || persons || whole || named || is_noun_of(s, n, rate->counted[0]);
}

/* 亩均节水80立方米，年节水256万立方米 */
static bool shares_word(const struct sentence *s, const struct mention *n,
                        const struct mention *each) {
    struct points text = s->q->text;
    for (size_t at = n->label_from; at + 1 < n->label_to; at++) {
        const char32_t word[] = {text.c[at], text.c[at + 1], 0};
        if (points_find(text, each->label_from, each->label_to, word) != SIZE_MAX)
            return true;
    }
    return false;
}

/* 补助, 发放, 投入: what all of them came to. */
static bool may_be_total(const struct sentence *s, const struct mention *n,
                         const struct rate_of *rate) {
    static const char32_t *const words[] = {U"共",   U"累计", U"总",   U"合计", U"发放", U"补助",
                                            U"投入", U"支出", U"支付", U"拨付", U"兑付", U"资金",
                                            U"安排", U"需",   U"费用", U"计",   NULL};
    const struct mention *each = rate->each;
    bool people = n->unit->name[0] == U'人' && each->unit->name[0] == U'人';
    if (n == each || n->approximate || n->each || n->group != each->group ||
        (times_of_unit(n, each) == 0 && !people))
        return false;
    struct rate_of other;
    if (read_rate_of(&other, s, n))
        return false;
    bool joined = n->label_from > 0 && n->label_to == n->label_from &&
                  s->q->text.c[n->label_from - 1] == U'、';
    return n < each || n->total || joined || mention_label_has(s->q, n, words) ||
           shares_word(s, n, each);
}

/* The product of the numbers as far as rounding leaves it open. */
static struct range product_of(struct quantities *q, const struct rate_of *rate,
                               const struct number *times) {
    enum { ABOUT = 20 };
    const struct mention *each = rate->each;
    bool open = each->fraction || rate->mean;
    const struct number *half = open ? each->half : quantities_keep(q, number_from_int(0));
    const struct number *about = quantities_keep(q, number_from_int(ABOUT));
    if (rate->about)
        half = quantities_keep(q, number_divide(each->value, about));
    const struct number *low = quantities_keep(q, number_subtract(each->value, half));
    const struct number *high = quantities_keep(q, number_add(each->value, half));
    return (struct range){quantities_keep(q, number_multiply(low, times)),
                          quantities_keep(q, number_multiply(high, times))};
}

/* A count in 万 or with decimals is open itself. */
static struct range widen(struct quantities *q, struct range product, const struct mention *count) {
    if (count == NULL || (count->scale == 0 && !count->fraction))
        return product;
    const struct number *low = quantities_keep(q, number_subtract(count->value, count->half));
    const struct number *high = quantities_keep(q, number_add(count->value, count->half));
    low = quantities_keep(q, number_divide(low, count->value));
    high = quantities_keep(q, number_divide(high, count->value));
    return (struct range){quantities_keep(q, number_multiply(product.low, low)),
                          quantities_keep(q, number_multiply(product.high, high))};
}

static bool total_holds(struct quantities *q, const struct mention *total, struct range product) {
    bool rounds = total->fraction || total->scale > 0;
    const struct number *half = rounds ? total->half : quantities_keep(q, number_from_int(0));
    struct range open = {quantities_keep(q, number_subtract(product.low, half)),
                         quantities_keep(q, number_add(product.high, half))};
    return range_holds_number(&open, total->value);
}

/* --- judging --- */

struct product {
    struct rate_of rate;
    const struct mention *count; /* NULL: a list that 各 ends, or the months of a year */
    const struct mention *total;
    const struct number *times; /* of each: count and months together */
    size_t from;                /* of the first of them */
};

static bool settle(const struct sentence *s, struct product *product, const struct number *count) {
    const struct mention *each = product->rate.each;
    size_t end = mention_clause_end(s->q, each);
    int64_t times = times_within(s, each->label_from, end);
    int64_t unit = times_of_unit(product->total, each);
    if (times == 0)
        return false;
    product->times = quantities_keep(
        s->q, number_multiply(count, quantities_keep(s->q, number_from_int(times))));
    if (unit > 1)
        product->times = quantities_keep(
            s->q, number_divide(product->times, quantities_keep(s->q, number_from_int(unit))));
    return true;
}

/* 85 × 3.2万元 against 272元: the digits are right, the unit is not. */
static bool check_scale(struct raiser *raiser, const struct sentence *s, struct range product,
                        const struct mention *total, size_t from, size_t to) {
    enum { STEP = 10000 };
    struct quantities *q = s->q;
    const struct number *step = quantities_keep(q, number_from_int(STEP));
    if (total->unit->name[0] != U'元')
        return false;
    struct range less = {quantities_keep(q, number_divide(product.low, step)),
                         quantities_keep(q, number_divide(product.high, step))};
    struct range more = {quantities_keep(q, number_multiply(product.low, step)),
                         quantities_keep(q, number_multiply(product.high, step))};
    if (!total_holds(q, total, less) && !total_holds(q, total, more))
        return false;
    (void)raise_finding(raiser, s->p, "unit", SEVERITY_ERROR, from, to,
                        _("数字对得上，单位却不一致（如元和万元），请核对单位"));
    return true;
}

static void raise_product(struct raiser *raiser, const struct sentence *s,
                          const struct product *product, const struct number *right,
                          enum severity severity) {
    const struct mention *each = product->rate.each, *total = product->total;
    const struct mention *all[] = {each, total, product->count};
    size_t from = product->from, to = total->to;
    for (size_t i = 0; i < ARRAY_LEN(all) && (i < 2 || all[i] != NULL); i++) {
        from = all[i]->from < from ? all[i]->from : from;
        to = all[i]->to > to ? all[i]->to : to;
    }
    struct str message = STR_INIT;
    amount_write(&message, product->times, 0, 0);
    str_add_text(&message, " × ");
    mention_write(&message, each, total->scale);
    str_add_text(&message, " = ");
    amount_write(&message, right, total->scale, total->decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, total, total->scale);
    (void)raise_finding(raiser, s->p, "product", severity, from, to, message.s);
    str_release(&message);
}

static bool product_holds(const struct sentence *s, const struct product *product) {
    struct range range = product_of(s->q, &product->rate, product->times);
    return total_holds(s->q, product->total, widen(s->q, range, product->count));
}

/* 3.744万元 as 3.74万元: a slip is made in the digits that are written. */
static const struct number *as_printed(struct quantities *q, const struct number *value,
                                       const struct mention *n) {
    const struct number *ten = quantities_keep(q, number_from_int(10));
    value = quantities_keep(q, number_round(number_unscaled(q, value, n->scale), n->decimals));
    for (int i = 0; i < n->scale; i++)
        value = quantities_keep(q, number_multiply(value, ten));
    return value;
}

static bool is_within_half(struct quantities *q, const struct number *right,
                           const struct number *said) {
    const struct number *off = number_distance(q, right, said);
    const struct number *two = quantities_keep(q, number_from_int(2));
    return number_compare(quantities_keep(q, number_multiply(off, two)), right) <= 0;
}

/* A slip of the total or of the mean explains it: two numbers that only stand together do not. */
static void judge_product(struct raiser *raiser, const struct sentence *s,
                          const struct product *product, bool only) {
    struct quantities *q = s->q;
    const struct mention *each = product->rate.each, *total = product->total;
    struct range open = product_of(q, &product->rate, product->times);
    const struct number *right = quantities_keep(q, number_multiply(each->value, product->times));
    const struct number *mean = quantities_keep(q, number_divide(total->value, product->times));
    size_t from = product->from < each->from ? product->from : each->from;
    size_t to = total->to > each->to ? total->to : each->to;
    if (check_scale(raiser, s, open, total, from < total->from ? from : total->from, to))
        return;
    bool slip =
        number_is_slip(q, right, total) || number_is_slip(q, as_printed(q, mean, each), each) ||
        (total->fraction && each < total && number_is_slip(q, as_printed(q, right, total), total));
    slip |= only && is_within_half(q, mean, each->value);
    if (slip || (total->total && each < total))
        raise_product(raiser, s, product, right, slip ? SEVERITY_ERROR : SEVERITY_WARNING);
}

/* How far two mentions are apart in the sentence: rates, and what stands in a bracket that neither
 * stands in, do not part them. */
static size_t apart(const struct mention *a, const struct mention *b) {
    const struct mention *last = a < b ? b : a;
    size_t steps = 0;
    for (const struct mention *n = a < b ? a : b; n < last; n++)
        steps += n == a || n == b ||
                 (n->unit->kind < UNIT_PERCENT &&
                  (n->group == 0 || n->group == a->group || n->group == b->group));
    return steps;
}

/* Near by in its own sentence; further back where the words of the two are the same. */
static bool is_near(const struct sentence *s, const struct mention *n, const struct mention *each,
                    const struct rate_of *rate) {
    struct points text = s->q->text;
    if (n->sentence == each->sentence)
        return apart(n, each) <= AROUND;
    if (rate->counted[0] == 0 || n->group != 0)
        return false;
    if (n->unit->kind == UNIT_MEASURE && n->unit->name[0] == rate->counted[0] &&
        n->sentence + 1 == each->sentence)
        return true; /* 3.2万亩 for 亩均 */
    size_t to = mention_clause_end(s->q, each);
    for (size_t at = each->label_from; at + 1 < to; at++) {
        const char32_t word[] = {text.c[at], text.c[at + 1], 0}, *const words[] = {word, NULL};
        if (char_is_han(text.c[at]) && char_is_han(text.c[at + 1]) &&
            mention_clause_has(s->q, n, words))
            return true;
    }
    for (size_t at = n->label_from; at + 1 < n->label_to; at++) {
        const char32_t word[] = {text.c[at], text.c[at + 1], 0};
        if (points_find(text, s->from, to, word) != SIZE_MAX)
            return true;
    }
    return false;
}

/* “8个村，每村补助15万元，另安排6万元，共计126万元” */
static bool another_completes(const struct sentence *s, const struct product *product) {
    struct quantities *q = s->q;
    const struct mention *each = product->rate.each, *total = product->total;
    const struct number *sum = quantities_keep(q, number_multiply(each->value, product->times));
    for (const struct mention *n = each + 1; n < total; n++)
        if (mention_same_unit(n, total) && n != product->count) {
            sum = quantities_keep(q, number_add(sum, n->value));
            if (number_compare(sum, total->value) == 0)
                return true;
        }
    return false;
}

/* Every count and every total around it: one reading that holds is enough; else the nearest are
 * meant. */
static void check_each(struct raiser *raiser, const struct sentence *s,
                       const struct mention *each) {
    struct product best = {0}, one = {0};
    size_t nearest = SIZE_MAX, readings = 0;
    static const char32_t *const wholes[] = {U"共", U"总", U"合计", NULL};
    if (!read_rate_of(&one.rate, s, each))
        return;
    struct sentence window = sentence_with_earlier(s, BACK);
    const struct mention *end = window.mentions + window.count;
    for (const struct mention *total = window.mentions; total < end; total++) {
        bool near = is_near(s, total, each, &one.rate);
        if ((!near && total->sentence != each->sentence) ||
            !may_be_total(&window, total, &one.rate))
            continue;
        for (const struct mention *n = window.mentions; n < end; n++) {
            bool beside = near && is_near(s, n, each, &one.rate);
            if (n == total || (!beside && n->sentence != each->sentence) ||
                !may_be_count(&window, n, &one.rate))
                continue;
            one.total = total;
            one.count = n;
            one.from = n->from;
            if (!settle(s, &one, n->value) || product_holds(s, &one))
                return;
            if (!beside)
                continue;
            readings++;
            size_t far = apart(total, each) + apart(n, each);
            bool said_total = mention_label_has(s->q, total, wholes);
            far -= said_total ? apart(total, each) : 0;
            bool bracketed = n == each + 1 && char_is_one_of(s->q->text.c[each->to], U"（(");
            if (far < nearest && (n < each || n < total || n + 1 == total || bracketed)) {
                nearest = far;
                best = one;
            }
        }
    }
    if (nearest != SIZE_MAX && number_compare(best.times, each->value) != 0 &&
        !another_completes(s, &best))
        judge_product(raiser, s, &best,
                      readings == 1 && best.rate.mean && best.rate.counted[0] != 0 &&
                          best.count->sentence == each->sentence &&
                          best.total->sentence == each->sentence && best.count < each &&
                          best.total < each);
}

/* 建成A、B、C各1个，共4个: the list counts. */
static void check_list(struct raiser *raiser, const struct sentence *s,
                       const struct mention *each) {
    size_t begin = 0, mark = word_find(s->p, each->label_from, each->from, U"各");
    const struct mention *total = each + 1;
    struct product product = {.rate.each = each, .total = total};
    size_t count = mark != SIZE_MAX ? count_list_before(s->p, mark, &begin) : 0;
    if (count < 2 || total >= s->mentions + s->count || !may_be_total(s, total, &product.rate))
        return;
    product.times = quantities_keep(s->q, number_from_int((int64_t)count));
    product.from = begin;
    if (!product_holds(s, &product))
        judge_product(raiser, s, &product, false);
}

/* 2023年门急诊, 年接诊量; no 年初 or 近年. */
static bool is_of_year(const struct sentence *s, const struct mention *total) {
    struct points text = s->q->text;
    for (size_t at = total->label_from; at < total->label_to; at++)
        if (text.c[at] == U'年' && !char_is_one_of(text.c[at + 1], U"初末底中均内前") &&
            (at == 0 || !char_is_one_of(text.c[at - 1], U"近每半多数几历往少青中老")) &&
            points_find(text, total->label_from, total->label_to, U"月") == SIZE_MAX &&
            points_find(text, total->label_from, total->label_to, U"至") == SIZE_MAX)
            return true;
    return false;
}

/* 5 of 5年累计供水; 0: it is not said. */
static int64_t years_of(const struct sentence *s, const struct mention *total) {
    static const char32_t numerals[] = U"一二三四五六七八九";
    struct points text = s->q->text;
    size_t at = points_find(text, total->label_from, total->label_to, U"年累计");
    at = at != SIZE_MAX ? at : points_find(text, total->label_from, total->label_to, U"年来");
    at = at != SIZE_MAX ? at : points_find(text, total->label_from, total->label_to, U"年共");
    at = at != SIZE_MAX ? at : points_find(text, total->label_from, total->label_to, U"年间");
    if (at == SIZE_MAX || at == 0 || (at > 1 && char_is_digit(text.c[at - 2])))
        return 0;
    for (int64_t i = 2; numerals[i - 1] != 0; i++)
        if (text.c[at - 1] == numerals[i - 1])
            return i;
    return char_is_digit(text.c[at - 1]) ? (int64_t)char_digit_value(text.c[at - 1]) : 0;
}

/* A leap year, and the days on which offices work. */
static bool holds_of_other_days(const struct sentence *s, struct product *product) {
    static const int64_t days[] = {366, 360, 300, 260, 252, 251, 250, 249, 248, 247, 200};
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        product->times = quantities_keep(s->q, number_from_int(days[i]));
        if (product_holds(s, product))
            return true;
    }
    return false;
}

/* 日均2,724人次（按开放312天计）; NULL: it is not said. */
static const struct mention *days_behind(const struct sentence *s, const struct mention *each) {
    const struct mention *days = each + 1;
    bool behind = days < s->mentions + s->count && days->unit->name[0] == U'天' &&
                  days->group != each->group && !days->approximate &&
                  char_is_one_of(s->q->text.c[each->to], U"（(") &&
                  days->label_from <= each->to + 2;
    return behind ? days : NULL;
}

/* 全年检查96次，月均8次; 24期，每月2期. */
static void check_rhythm(struct raiser *raiser, const struct sentence *s,
                         const struct mention *each) {
    static const struct {
        const char32_t *word;
        int64_t times;
    } rhythms[] = {{U"月均", MONTHS},   {U"平均每月", MONTHS}, {U"季均", QUARTERS},
                   {U"每月", MONTHS},   {U"日均", DAYS},       {U"平均每天", DAYS},
                   {U"平均每日", DAYS}, {U"年均", 0},          {U"平均每年", 0}};
    static const char32_t *const years[] = {U"全年", U"年度", U"本年", U"年累计",
                                            U"年来", U"年共", U"年间", NULL};
    const struct mention *total = each - 1;
    struct product product = {.rate = {.each = each, .mean = true}, .total = total};
    bool about = each->label_to > 0 && char_is_one_of(s->q->text.c[each->label_to - 1], U"约近超");
    const struct mention *days = days_behind(s, each);
    if (each == s->mentions || about || !mention_same_unit(each, total) || total->approximate ||
        each->group != total->group ||
        !(days != NULL || mention_label_has(s->q, total, years) || is_of_year(s, total)))
        return;
    for (size_t i = 0; i < ARRAY_LEN(rhythms); i++) {
        if (!points_stand_at(s->q->text, each->label_from, rhythms[i].word))
            continue;
        int64_t times = rhythms[i].times > 0 ? rhythms[i].times : years_of(s, total);
        bool said = times == DAYS && days != NULL;
        if (times == 0 || (times == DAYS && !said && holds_of_other_days(s, &product)))
            return;
        product.times = said ? days->value : quantities_keep(s->q, number_from_int(times));
        product.from = total->from;
        if (!product_holds(s, &product))
            judge_product(raiser, s, &product, said || times != DAYS);
        return;
    }
}

void judge_products(struct raiser *raiser, const struct sentence *s) {
    for (const struct mention *n = s->mentions; n < s->mentions + s->count; n++) {
        check_each(raiser, s, n);
        check_list(raiser, s, n);
        check_rhythm(raiser, s, n);
    }
}
