#include "check/across.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "check/far_grades.h"
#include "check/ledger.h"
#include "check/relation_goal.h"
#include "check/relation_score.h"
#include "check/repeats.h"
#include "check/summary.h"
#include "model/section.h"

#include <stdlib.h>

struct across {
    struct ledger ledger;
    struct raiser raiser;
};

/* --- telling --- */

static struct points text_of(const struct across *across) {
    return (struct points){across->ledger.text, across->ledger.length};
}

/* “第2.1节的1786人” */
static void add_place(struct str *out, const struct across *across, const struct fact *fact) {
    struct str path = STR_INIT;
    struct passage p = ledger_passage(&across->ledger, fact->part);
    size_t base = across->ledger.parts[fact->part].from;
    section_add_path(&path, p.section);
    str_add_format(out, _("第%s节的"), path.s);
    passage_add(out, &p, fact->mention->from - base, fact->mention->to - base);
    str_release(&path);
}

/* From..to are points of the ledger, of one part. */
static void raise_in_part(struct across *across, size_t part, const char *rule,
                          enum severity severity, size_t from, size_t to, const char *message) {
    struct passage p = ledger_passage(&across->ledger, part);
    size_t base = across->ledger.parts[part].from;
    (void)raise_finding(&across->raiser, &p, rule, severity, from - base, to - base, message);
}

static void raise_at(struct across *across, const struct fact *fact, const char *rule,
                     enum severity severity, const char *message) {
    raise_in_part(across, fact->part, rule, severity, fact->mention->from, fact->mention->to,
                  message);
}

/* --- the same item with two values --- */

static int compare_facts(const void *a, const void *b) {
    const struct fact *x = *(const struct fact *const *)a, *y = *(const struct fact *const *)b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Of the named things only a slip of a number that says something is told: 3,200亩 and 3,020亩. */
static bool may_contradict(struct across *across, const struct fact *a, const struct fact *b) {
    enum { LONG = 6, LEAST = 100 };
    struct quantities *q = &across->ledger.quantities;
    const struct mention *n = a->mention, *m = b->mention;
    bool named = a->item == ITEM_NAMED;
    if (n->sentence == m->sentence || n->group != 0 || m->group != 0)
        return false;
    if (!named)
        return number_is_slip(q, n->value, m);
    if (!number_is_digit_slip(q, n->value, m) || !char_is_digit(across->ledger.text[n->from]))
        return false;
    const struct number *least = quantities_keep(q, number_from_int(LEAST));
    bool says = n->fraction || number_compare(n->value, least) >= 0 || a->to - a->from >= LONG;
    return says && !a->inner && !b->inner && n->unit->kind != UNIT_PERCENT;
}

static void tell_contradiction(struct across *across, const struct fact *fact,
                               const struct fact *other) {
    struct str message = STR_INIT;
    struct quantities *q = &across->ledger.quantities;
    bool unit = fact->mention->scale != other->mention->scale &&
                mention_same_digits(q, fact->mention, other->mention);
    str_add_text(&message, _("与"));
    add_place(&message, across, other);
    str_add_text(&message, unit ? _("是同一个数，单位不一致") : _("是同一项，数不一致"));
    raise_at(across, fact, unit ? "unit" : "contradiction",
             unit ? SEVERITY_ERROR : SEVERITY_WARNING, message.s);
    str_release(&message);
}

/* Facts of one key and time: two values that are told apart by a slip; the one that stands alone is
 * told, of two the later. */
static void judge_same(struct across *across, const struct fact *const *facts, size_t count) {
    struct quantities *q = &across->ledger.quantities;
    const struct fact *first = facts[0], *other = NULL;
    size_t firsts = 0, others = 0;
    enum { MOST = 3 };
    for (size_t i = 0; i < count; i++) {
        if (mention_same_value(q, facts[i]->mention, first->mention)) {
            firsts++;
        } else if (other == NULL || mention_same_value(q, facts[i]->mention, other->mention)) {
            other = other == NULL ? facts[i] : other;
            others++;
        } else {
            return; /* a name for many things */
        }
    }
    if (other == NULL || (first->item == ITEM_NAMED && count > MOST) ||
        !may_contradict(across, first, other))
        return;
    bool odd = firsts < others; /* the first stands alone */
    tell_contradiction(across, odd ? first : other, odd ? other : first);
}

static void check_same(struct across *across) {
    struct ledger *ledger = &across->ledger;
    const struct fact **order = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < ledger->count; i++) {
        const struct fact *fact = &ledger->facts[i];
        if (fact->plan || fact->item == ITEM_SHORT || fact->time == TIME_OTHER ||
            fact->mention->approximate)
            continue;
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are what is sorted */
        MEM_PUSH_ROOM(order, count, cap);
        order[count++] = fact;
    }
    if (count > 0)
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): as above */
        qsort(order, count, sizeof order[0], compare_facts);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1;
             end < count && order[end]->key == order[i]->key && order[end]->time == order[i]->time;)
            end++;
        if (end > i + 1)
            judge_same(across, order + i, end - i);
        quantities_forget(&ledger->quantities);
    }
    mem_free(order);
}

/* --- the same digits in another unit --- */

/* Five digits that say something: 1698.32, 18603; as a key, 0: they say nothing. */
static uint64_t digits_key(const struct across *across, const struct mention *n) {
    enum { LEAST = 5, ROUND = 3 };
    uint64_t key = 7;
    size_t count = 0, zeros = 0;
    for (size_t at = n->from; at < n->digits_to; at++) {
        char32_t c = across->ledger.text[at];
        if (!char_is_digit(c))
            continue;
        count++;
        zeros = char_digit_value(c) == 0 ? zeros + 1 : 0;
        key = (key ^ char_digit_value(c)) * 1099511628211U;
    }
    bool many = n->decimals >= 2 || (n->decimals == 0 && zeros < ROUND);
    return count >= LEAST && many ? (key ^ (uint64_t)n->decimals) | 1U : 0;
}

struct digits_of {
    uint64_t key;
    const struct mention *mention;
};

static int compare_digits(const void *a, const void *b) {
    const struct digits_of *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->mention < y->mention ? -1 : x->mention > y->mention;
}

static void check_digits(struct across *across) {
    struct quantities *q = &across->ledger.quantities;
    struct digits_of *order = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < q->count; i++) {
        const struct mention *n = &q->mentions[i];
        uint64_t key = n->unit->name[0] == U'元' && !n->approximate ? digits_key(across, n) : 0;
        if (key == 0)
            continue;
        MEM_PUSH_ROOM(order, count, cap);
        order[count++] = (struct digits_of){key, n};
    }
    if (count > 0)
        qsort(order, count, sizeof *order, compare_digits);
    for (size_t i = 1; i < count; i++) {
        const struct fact first = {.mention = order[i - 1].mention,
                                   .part = ledger_part_of(&across->ledger, order[i - 1].mention)};
        const struct fact other = {.mention = order[i].mention,
                                   .part = ledger_part_of(&across->ledger, order[i].mention)};
        if (order[i].key == order[i - 1].key && first.mention->scale != other.mention->scale &&
            first.mention->sentence != other.mention->sentence &&
            mention_same_digits(q, first.mention, other.mention))
            tell_contradiction(across, &other, &first);
    }
    mem_free(order);
}

/* --- aims, and what was reached --- */

static bool names_equal(const struct across *across, size_t from, size_t other, size_t length) {
    const char32_t *c = across->ledger.text;
    size_t i = 0;
    while (i < length && c[from + i] == c[other + i])
        i++;
    return i == length;
}

/* 教师培训覆盖率 of the aims is 覆盖率 of a sentence that speaks of 培训 before. */
static bool is_of_aim(const struct across *across, const struct fact *fact,
                      const struct fact *plan) {
    enum { WORD = 2 };
    size_t own = fact->to - fact->from, whole = plan->to - plan->from;
    if (!mention_same_unit(fact->mention, plan->mention) || own > whole)
        return false;
    if (!names_equal(across, fact->from, plan->to - own, own))
        return false;
    size_t from = across->ledger.quantities.sentences[fact->mention->sentence].from;
    for (size_t at = plan->from; at + WORD <= plan->to - own; at++) {
        const char32_t word[] = {across->ledger.text[at], across->ledger.text[at + 1], 0};
        if (points_find(text_of(across), from, fact->from, word) != SIZE_MAX)
            return true;
    }
    return own == whole && fact->item == ITEM_NAMED;
}

/* 完成目标的99.1%, right behind what was reached. */
static void judge_rate_of_aim(struct across *across, const struct fact *fact,
                              const struct fact *plan) {
    static const char32_t *const of_aim[] = {U"目标", U"任务", U"计划", U"完成率", NULL};
    enum { FAR = 30 };
    struct quantities *q = &across->ledger.quantities;
    const struct mention *n = fact->mention, *rate = n + 1, *aim = plan->mention;
    if (rate >= q->mentions + q->count || rate->sentence != n->sentence ||
        rate->unit->kind != UNIT_PERCENT || rate->approximate || !mention_is_operand(aim) ||
        !mention_label_has(q, rate, of_aim) || rate->label_from > n->to + 1 ||
        rate_fits(q, range_of(n), range_of(aim), rate))
        return;
    const struct number *percent = rate_percent(q, n->value, aim->value, rate);
    const struct number *far = quantities_keep(q, number_from_int(FAR));
    if (percent == NULL || number_compare(number_distance(q, percent, rate->value), far) > 0)
        return;
    struct str message = STR_INIT;
    str_add_text(&message, _("目标是"));
    add_place(&message, across, plan);
    str_add_text(&message, _("，应为"));
    amount_write(&message, percent, 0, rate->decimals);
    str_add_text(&message, _("%，文中为"));
    mention_write(&message, rate, 0);
    str_add_text(&message, "%");
    raise_in_part(across, fact->part, "contradiction", SEVERITY_ERROR, n->from, rate->to,
                  message.s);
    str_release(&message);
}

/* “覆盖率96.1%，未完成年度目标”: the verdict in the clause behind it. */
static void judge_verdict_of_aim(struct across *across, const struct fact *fact,
                                 const struct fact *plan) {
    enum { NEAR = 12 };
    struct points text = text_of(across);
    const struct mention *n = fact->mention, *aim = plan->mention;
    bool most = aim->bound == U'≤';
    if (aim->bound == 0 && goal_is_burden(text, plan->from, plan->to))
        return;
    for (size_t at = n->to; at < n->to + NEAR && at < text.n && text.c[at] != U'。'; at++) {
        size_t end = at;
        enum verdict verdict = verdict_of_clause(text, at, &end);
        if (char_is_digit(text.c[at]))
            return;
        if (verdict == VERDICT_NONE)
            continue;
        if (verdict_holds(verdict, most, mention_compare(n, aim)))
            return;
        struct str message = STR_INIT;
        str_add_text(&message, _("目标是"));
        add_place(&message, across, plan);
        raise_in_part(across, fact->part, "contradiction", SEVERITY_ERROR, n->from, end, message.s);
        str_release(&message);
        return;
    }
}

static void check_aims(struct across *across) {
    struct ledger *ledger = &across->ledger;
    enum { PLANS_MOST = 200 };
    const struct fact *plans[PLANS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < ledger->count && count < PLANS_MOST; i++)
        if (ledger->facts[i].plan && ledger->facts[i].time != TIME_BEFORE)
            plans[count++] = &ledger->facts[i];
    for (size_t i = 0; i < ledger->count; i++) {
        const struct fact *fact = &ledger->facts[i], *plan = NULL;
        size_t hits = 0;
        if (fact->plan || fact->time == TIME_BEFORE || fact->mention->approximate)
            continue;
        for (size_t k = 0; k < count; k++)
            if (plans[k]->mention->sentence != fact->mention->sentence &&
                is_of_aim(across, fact, plans[k])) {
                plan = plans[k];
                hits++;
            }
        if (hits == 1) {
            judge_rate_of_aim(across, fact, plan);
            judge_verdict_of_aim(across, fact, plan);
        }
        quantities_forget(&ledger->quantities);
    }
}

/* --- wholes and parts --- */

enum { PARTS = 3 };

static const struct whole {
    enum item whole, parts[PARTS]; /* 0 behind the last; what may be left out counts as none */
    enum item optional;
    const char *said;
} wholes[] = {
    {ITEM_EXPENSE, {ITEM_BASIC, ITEM_PROJECT}, ITEM_NONE, N_("总支出=基本支出+项目支出")},
    {ITEM_BASIC, {ITEM_PERSONNEL, ITEM_PUBLIC}, ITEM_NONE, N_("基本支出=人员经费+公用经费")},
    {ITEM_INCOME, {ITEM_EXPENSE, ITEM_SURPLUS}, ITEM_NONE, N_("收入=支出+当年结余")},
    {ITEM_THREE,
     {ITEM_CARS, ITEM_RECEPTION, ITEM_ABROAD},
     ITEM_ABROAD,
     N_("三公经费=因公出国（境）+公务接待+公务用车")},
};

/* The only value of this year that the report gives the item; NULL: none, or several. */
static const struct fact *find_only(struct across *across, enum item item, const struct fact *like,
                                    size_t *times) {
    const struct fact *only = NULL;
    *times = 0;
    for (size_t i = 0; i < across->ledger.count; i++) {
        const struct fact *fact = &across->ledger.facts[i];
        if (fact->item != item || fact->time != TIME_NOW || fact->plan ||
            fact->mention->unit->name[0] != U'元' || fact->mention->approximate ||
            (like != NULL && like->owner != fact->owner))
            continue;
        if (only != NULL &&
            !mention_same_value(&across->ledger.quantities, only->mention, fact->mention))
            return NULL;
        only = only == NULL ? fact : only;
        ++*times;
    }
    return only;
}

static void judge_whole(struct across *across, const struct whole *whole) {
    struct quantities *q = &across->ledger.quantities;
    size_t times = 0, least = SIZE_MAX;
    const struct fact *total = find_only(across, whole->whole, NULL, &times), *odd = total;
    struct amount sum = amount_zero(q);
    bool together = true;
    if (total == NULL)
        return;
    least = times;
    struct str message = STR_INIT;
    for (size_t i = 0; i < PARTS && whole->parts[i] != ITEM_NONE; i++) {
        const struct fact *part = find_only(across, whole->parts[i], total, &times);
        if (part == NULL && whole->parts[i] == whole->optional)
            continue;
        if (part == NULL) {
            str_release(&message);
            return;
        }
        together &= part->mention->sentence == total->mention->sentence;
        amount_add(q, &sum, part->mention);
        str_add_text(&message, message.len > 0 ? " + " : "");
        mention_write(&message, part->mention, total->mention->scale);
        if (times < least || (times == least && part > odd)) {
            odd = part; /* what is said once is the likelier slip; of those the last */
            least = times;
        }
    }
    if (!together && !amount_fits(q, &sum, total->mention, NULL) &&
        number_is_slip(q, sum.value, total->mention)) {
        str_add_text(&message, " = ");
        amount_write(&message, sum.value, total->mention->scale, total->mention->decimals);
        str_add_text(&message, _("，与"));
        add_place(&message, across, total);
        str_add_format(&message, _("不符（%s）"), _(whole->said));
        raise_at(across, odd, "contradiction", SEVERITY_ERROR, message.s);
    }
    str_release(&message);
}

/* --- the rate of the whole budget --- */

/* Whether one of the expenses over one of the budgets is the rate; `right` becomes the nearest. */
static bool execution_fits(struct across *across, const struct mention *rate,
                           const struct number **right) {
    struct quantities *q = &across->ledger.quantities;
    const struct ledger *ledger = &across->ledger;
    const struct number *least = NULL;
    for (size_t i = 0; i < ledger->count; i++)
        for (size_t k = 0; k < ledger->count && ledger->facts[i].item == ITEM_EXPENSE; k++) {
            const struct fact *spent = &ledger->facts[i], *budget = &ledger->facts[k];
            if ((budget->item != ITEM_BUDGET && budget->item != ITEM_ADJUSTED) ||
                spent->time != TIME_NOW || !mention_is_operand(budget->mention))
                continue;
            if (rate_fits(q, range_of(spent->mention), range_of(budget->mention), rate))
                return true;
            const struct number *percent =
                rate_percent(q, spent->mention->value, budget->mention->value, rate);
            const struct number *off = number_distance(q, percent, rate->value);
            if (least == NULL || number_compare(off, least) < 0) {
                least = off;
                *right = percent;
            }
        }
    return false;
}

/* “预算执行率98.2%” where the two figures stand in other sections. */
static void check_execution(struct across *across) {
    static const char32_t *const names[] = {
        U"部门预算执行率", U"整体预算执行率", U"全年预算执行率", U"年度预算执行率",
        U"总体预算执行率", U"预算执行率",     U"预算完成率",     NULL};
    enum { NEAR = 5 };
    struct quantities *q = &across->ledger.quantities;
    const struct number *near = quantities_keep(q, number_from_int(NEAR));
    for (size_t i = 0; i < q->count; i++) {
        const struct mention *n = &q->mentions[i];
        const struct number *right = NULL;
        bool own = false; /* its sentence has figures of its own */
        for (size_t k = 0; k < q->sentences[n->sentence].count; k++)
            own |= q->mentions[q->sentences[n->sentence].first + k].unit->name[0] == U'元';
        if (n->unit->kind != UNIT_PERCENT || n->approximate || own ||
            points_any_at(q->text, n->label_from, names) == NULL ||
            execution_fits(across, n, &right) || right == NULL ||
            number_compare(number_distance(q, right, n->value), near) > 0)
            continue;
        struct str message = STR_INIT;
        str_add_text(&message, _("按文中的支出和预算，应为"));
        amount_write(&message, right, 0, n->decimals);
        str_add_text(&message, "%");
        raise_in_part(across, ledger_part_of(&across->ledger, n), "contradiction", SEVERITY_ERROR,
                      n->label_from, n->to, message.s);
        str_release(&message);
    }
    quantities_forget(q);
}

/* --- 危桥改造完成率90.3%, and elsewhere 危桥改造26座，完成24座 --- */

/* 完成 of 完成率, and what stands before it: 危桥改造. False: it names nothing. */
static bool read_rate_name(const struct across *across, const struct mention *rate, size_t *from,
                           size_t *stem) {
    enum { STEM = 2, LEAST = 2 };
    struct points text = text_of(across);
    size_t mark = points_find(text, rate->label_from, rate->label_to, U"率");
    *from = rate->label_from;
    if (mark == SIZE_MAX || mark < *from + STEM + LEAST)
        return false;
    *stem = mark - STEM;
    for (const char32_t *c = text.c + *from; c < text.c + *stem; c++)
        if (!char_is_han(*c))
            return false;
    return true;
}

/* Whether the number is called so, and the one behind it is what was done of it. */
static bool is_pair_of(const struct across *across, const struct mention *n, size_t from,
                       size_t stem) {
    const struct quantities *q = &across->ledger.quantities;
    struct points text = text_of(across);
    size_t length = stem - from;
    const char32_t done[] = {text.c[stem], text.c[stem + 1], 0};
    const struct mention *part = n + 1;
    if (part >= q->mentions + q->count || part->sentence != n->sentence ||
        !mention_same_unit(n, part) || n->approximate || part->approximate || n->group != 0 ||
        part->group != 0 || !mention_is_operand(n) || mention_compare(part, n) > 0 ||
        n->label_to < n->label_from + length ||
        points_find(text, part->label_from, mention_clause_end(q, part), done) == SIZE_MAX)
        return false;
    for (size_t at = n->label_from; at + length <= n->label_to; at++)
        if (names_equal(across, at, from, length))
            return true;
    return false;
}

static void judge_far_rate(struct across *across, const struct mention *rate) {
    enum { NEAR = 5 }; /* points */
    struct quantities *q = &across->ledger.quantities;
    const struct mention *pair = NULL;
    size_t from = 0, stem = 0;
    if (rate->unit->kind != UNIT_PERCENT || rate->approximate || rate->role != ROLE_RATE ||
        !read_rate_name(across, rate, &from, &stem))
        return;
    for (const struct mention *n = q->mentions; n < q->mentions + q->count; n++) {
        if (n->sentence == rate->sentence || !is_pair_of(across, n, from, stem))
            continue;
        if (pair != NULL || rate_fits(q, range_of(n + 1), range_of(n), rate))
            return;
        pair = n;
    }
    const struct number *percent =
        pair != NULL ? rate_percent(q, pair[1].value, pair->value, rate) : NULL;
    if (percent == NULL || number_compare(number_distance(q, percent, rate->value),
                                          quantities_keep(q, number_from_int(NEAR))) > 0)
        return;
    struct str message = STR_INIT;
    const struct fact base = {.mention = pair, .part = ledger_part_of(&across->ledger, pair)};
    mention_write(&message, pair + 1, pair->scale);
    str_add_text(&message, " ÷ ");
    add_place(&message, across, &base);
    str_add_text(&message, " = ");
    amount_write(&message, percent, 0, rate->decimals);
    str_add_text(&message, _("%，文中为"));
    mention_write(&message, rate, 0);
    str_add_text(&message, "%");
    raise_in_part(across, ledger_part_of(&across->ledger, rate), "contradiction", SEVERITY_ERROR,
                  rate->label_from, rate->to, message.s);
    str_release(&message);
}

static void check_far_rates(struct across *across) {
    struct quantities *q = &across->ledger.quantities;
    enum { MOST = 400 }; /* each looks through all numbers */
    size_t seen = 0;
    for (size_t i = 0; i < q->count && seen < MOST; i++) {
        seen += q->mentions[i].unit->kind == UNIT_PERCENT;
        judge_far_rate(across, &q->mentions[i]);
        quantities_forget(q);
    }
}

void check_across(struct findings *out, const struct report *report,
                  const struct section *section) {
    struct across across;
    if (section != NULL)
        return;
    ledger_read(&across.ledger, report);
    raiser_init(&across.raiser, out);
    check_same(&across);
    check_digits(&across);
    check_aims(&across);
    for (size_t i = 0; i < ARRAY_LEN(wholes); i++)
        judge_whole(&across, &wholes[i]);
    check_execution(&across);
    check_far_rates(&across);
    judge_far_grades(&across.raiser, &across.ledger);
    judge_repeats(&across.raiser, &across.ledger);
    judge_summary(&across.raiser, &across.ledger);
    raiser_release(&across.raiser, report);
    ledger_release(&across.ledger);
}
