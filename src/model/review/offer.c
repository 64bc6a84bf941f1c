#include "model/review/offer.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/quantity/amount.h"

enum { NUMBERS_MOST = 64 /* in a sentence that is looked at */ };

struct side { /* the sentence, this year's or last year's */
    struct quantities quantities;
    const struct mention *at[NUMBERS_MOST]; /* NULL: a number that cannot be reckoned with */
};

struct sides {
    struct side now, last;
    const struct review *review;
    size_t first, count; /* numbers of the sentence now */
    size_t rate;         /* the one that is asked for, from 0 in the sentence */
};

/* --- reading --- */

static void read_side(struct side *side, const struct review_text *text,
                      const struct review_sentence *sentence) {
    struct quantities *q = &side->quantities;
    size_t number = sentence->number;
    quantities_read(q, (struct points){text->c, text->n}, sentence->from, sentence->to, NULL, 0);
    for (size_t i = 0; i < q->count; i++) {
        while (number < sentence->number_end && text->numbers[number].from < q->mentions[i].from)
            number++;
        if (number < sentence->number_end && text->numbers[number].from == q->mentions[i].from)
            side->at[number - sentence->number] = &q->mentions[i];
    }
}

static bool read_sides(struct sides *sides, const struct review_text *last, size_t number,
                       size_t from) {
    const struct review_text *now = &sides->review->text;
    const struct review_sentence *sentence = review_sentence_of(now, number), *was = NULL;
    for (size_t i = 0; i < last->sentence_count && was == NULL; i++)
        if (last->sentences[i].from == from)
            was = &last->sentences[i];
    sides->first = sentence->number;
    sides->count = sentence->number_end - sentence->number;
    sides->rate = number - sentence->number;
    if (was == NULL || was->number_end - was->number != sides->count || sides->count > NUMBERS_MOST)
        return false;
    read_side(&sides->now, now, sentence);
    read_side(&sides->last, last, was);
    return sides->now.at[sides->rate] != NULL && sides->last.at[sides->rate] != NULL;
}

/* --- what can be reckoned with --- */

/* Last year's; it gave the rate then. */
static bool is_term(const struct sides *sides, size_t i) {
    const struct mention *n = sides->last.at[i];
    return i != sides->rate && n != NULL && mention_is_operand(n) && !n->approximate;
}

/* This year's is there, and no longer last year's by default. */
static bool is_known(const struct sides *sides, size_t i) {
    const struct mention *n = sides->now.at[i];
    return n != NULL && mention_is_operand(n) && !n->approximate &&
           !sides->review->carried[sides->first + i];
}

static size_t distance(const struct sides *sides, size_t i) {
    return i > sides->rate ? i - sides->rate : sides->rate - i;
}

struct terms { /* the numbers that give it, from 0 in the sentence; the nearest of all that do */
    size_t a, b;
    bool found, known; /* known: this year's, too */
};

static void offer_terms(struct terms *terms, const struct sides *sides, size_t a, size_t b) {
    if (terms->found && distance(sides, terms->a) + distance(sides, terms->b) <=
                            distance(sides, a) + distance(sides, b))
        return;
    *terms = (struct terms){.a = a, .b = b, .found = true};
}

typedef bool fits_fn(struct sides *sides, const struct mention *a, const struct mention *b);

static struct terms find_terms(struct sides *sides, fits_fn *fits) {
    struct terms terms = {0};
    for (size_t a = 0; a < sides->count; a++)
        for (size_t b = 0; b < sides->count && is_term(sides, a); b++)
            if (a != b && is_term(sides, b) &&
                mention_same_unit(sides->last.at[a], sides->last.at[b]) &&
                fits(sides, sides->last.at[a], sides->last.at[b]))
                offer_terms(&terms, sides, a, b);
    terms.known = terms.found && is_known(sides, terms.a) && is_known(sides, terms.b);
    return terms;
}

/* Whether the one is the newer value of the two by the words: 增加 says that it is more, 减少 that
 * it is less; where they say nothing it is what was reached (由20家变为25家), or the first. */
static bool is_in_order(const struct sides *sides, const struct mention *newer,
                        const struct mention *older) {
    const struct quantities *q = &sides->last.quantities;
    const struct mention *change = sides->last.at[sides->rate];
    int more = mention_compare(newer, older);
    if (more != 0 && (mention_rises(q, change) || mention_falls(q, change)))
        return (more < 0) == mention_falls(q, change);
    bool reached = mention_is_reached(q, newer), left = mention_is_reached(q, older);
    return reached != left ? reached : newer->from < older->from;
}

/* --- the ways --- */

static const struct mention *last_rate(const struct sides *sides) {
    return sides->last.at[sides->rate];
}

static bool is_quotient(struct sides *sides, const struct mention *a, const struct mention *b) {
    return a->role != ROLE_CHANGE && b->role != ROLE_CHANGE &&
           rate_fits(&sides->last.quantities, range_of(a), range_of(b), last_rate(sides));
}

static bool is_growth(struct sides *sides, const struct mention *newer,
                      const struct mention *older) {
    struct quantities *q = &sides->last.quantities;
    struct range from =
        range_of_old(q, range_of(newer), last_rate(sides), mention_falls(q, last_rate(sides)));
    return newer->role != ROLE_CHANGE && older->role != ROLE_CHANGE && range_holds(&from, older) &&
           is_in_order(sides, newer, older);
}

static bool is_difference(struct sides *sides, const struct mention *newer,
                          const struct mention *older) {
    const struct mention *off = last_rate(sides);
    return mention_same_unit(newer, off) && newer->role != ROLE_CHANGE &&
           older->role != ROLE_CHANGE && is_in_order(sides, newer, older) &&
           number_compare(number_distance(&sides->last.quantities, newer->value, older->value),
                          off->value) == 0;
}

static void write_term(struct str *out, const struct mention *mention) {
    mention_write(out, mention, mention->scale);
}

static bool offer_quotient(struct review_offer *out, struct sides *sides) {
    struct terms terms = find_terms(sides, is_quotient);
    if (!terms.known)
        return false;
    const struct mention *top = sides->now.at[terms.a], *base = sides->now.at[terms.b];
    const struct mention *rate = sides->now.at[sides->rate];
    const struct number *percent =
        rate_percent(&sides->now.quantities, top->value, base->value, rate);
    if (percent == NULL)
        return false;
    amount_write(&out->digits, percent, 0, rate->decimals);
    write_term(&out->how, top);
    str_add_text(&out->how, "÷");
    write_term(&out->how, base);
    return true;
}

/* newer - older, in the form that the number has: a rate of the older one, or what lies between. */
static bool offer_change(struct review_offer *out, struct sides *sides, const struct mention *newer,
                         const struct mention *older) {
    struct quantities *q = &sides->now.quantities;
    const struct mention *asked = sides->now.at[sides->rate];
    bool percent = asked->unit->kind == UNIT_PERCENT;
    const struct number *off = quantities_keep(q, number_subtract(newer->value, older->value));
    const struct number *size = number_distance(q, newer->value, older->value);
    if (percent)
        size = rate_percent(q, size, older->value, asked);
    if (size == NULL)
        return false;
    if (number_sign(off) == 0)
        out->turn = TURN_LEVEL;
    else if ((number_sign(off) < 0) != mention_falls(q, asked))
        out->turn = TURN_ROUND;
    amount_write(&out->digits, size, percent ? 0 : asked->scale, asked->decimals);
    bool turned = !percent && number_sign(off) < 0; /* 减少8家 is 26-18 */
    str_add_text(&out->how, percent ? "(" : "");
    write_term(&out->how, turned ? older : newer);
    str_add_byte(&out->how, '-');
    write_term(&out->how, turned ? newer : older);
    if (percent) {
        str_add_text(&out->how, ")÷");
        write_term(&out->how, older);
    }
    return true;
}

/* The number that a change speaks of: the last one before it, of its unit where it has one. */
static size_t find_subject(const struct sides *sides, bool behind_too) {
    const struct mention *asked = last_rate(sides);
    bool any = asked->unit->kind == UNIT_PERCENT;
    for (size_t i = sides->rate; i-- > 0;)
        if (is_term(sides, i) && sides->last.at[i]->role == ROLE_VALUE &&
            (any || mention_same_unit(sides->last.at[i], asked)))
            return i;
    for (size_t i = sides->rate + 1; behind_too && i < sides->count; i++)
        if (is_term(sides, i) && sides->last.at[i]->role == ROLE_VALUE &&
            mention_same_unit(sides->last.at[i], asked))
            return i;
    return SIZE_MAX;
}

/* Whether the words before the comparison name something that the subject's do not: in
 * 用水总量5.8亿立方米，万元GDP用水量较上年下降4.3% the rate is of another quantity, whose value is
 * not in the sentence. */
static bool names_another(const struct quantities *q, const struct mention *asked,
                          const struct mention *subject) {
    static const char32_t *const compares[] = {U"同比", U"环比", U"较", U"比",   U"与", U"增",
                                               U"上升", U"下降", U"减", U"提高", U"降", U"升",
                                               U"多",   U"少",   U"超", U"涨",   NULL};
    enum { ALIKE = 2 };
    size_t to = asked->label_from;
    while (to < asked->label_to && points_any_at(q->text, to, compares) == NULL)
        to++;
    const struct points own = {q->text.c + asked->label_from, to - asked->label_from};
    const struct points its = {q->text.c + subject->label_from,
                               mention_clause_end(q, subject) - subject->label_from};
    size_t common = points_in_common(own, its);
    return own.n >= ALIKE && (common < ALIKE || own.n - common > common);
}

/* 同比增长: against what stood in the same place last year. */
static bool offer_change_of_year(struct review_offer *out, struct sides *sides) {
    static const char32_t *const other[] = {U"环比", U"上月", U"上周", U"上季", U"预算",
                                            U"计划", U"任务", U"目标", U"年初", NULL};
    if (mention_label_has(&sides->last.quantities, last_rate(sides), other))
        return false;
    size_t subject = find_subject(sides, false);
    return subject != SIZE_MAX && is_known(sides, subject) &&
           !names_another(&sides->last.quantities, last_rate(sides), sides->last.at[subject]) &&
           offer_change(out, sides, sides->now.at[subject], sides->last.at[subject]);
}

/* By the two numbers of the sentence that gave it last year, as soon as both are known; where there
 * are none, by last year's. */
static bool offer_change_by(struct review_offer *out, struct sides *sides, fits_fn *fits) {
    struct terms terms = find_terms(sides, fits);
    if (!terms.found)
        return offer_change_of_year(out, sides);
    return terms.known && offer_change(out, sides, sides->now.at[terms.a], sides->now.at[terms.b]);
}

/* 上年同期320户: what the number beside it was. What was left of last year's money (上年结转) is a
 * sum of its own. */
static bool offer_old(struct review_offer *out, struct sides *sides) {
    static const char32_t *const left[] = {U"结转", U"结余", U"滚存", U"遗留", NULL};
    size_t subject = find_subject(sides, true);
    if (subject == SIZE_MAX || mention_label_has(&sides->last.quantities, last_rate(sides), left))
        return false;
    const struct mention *asked = sides->now.at[sides->rate];
    amount_write(&out->digits, sides->last.at[subject]->value, asked->scale, asked->decimals);
    str_add_text(&out->how, _("去年的数"));
    return true;
}

static bool offer(struct review_offer *out, struct sides *sides) {
    const struct mention *asked = last_rate(sides);
    if (sides->now.at[sides->rate]->role == ROLE_OLD && asked->role == ROLE_OLD)
        return offer_old(out, sides);
    if (asked->role == ROLE_CHANGE)
        return offer_change_by(out, sides, is_difference);
    if (asked->unit->kind != UNIT_PERCENT || asked->approximate)
        return false;
    if (asked->role == ROLE_GROWTH && !mention_is_level(&sides->last.quantities, asked))
        return offer_change_by(out, sides, is_growth);
    return asked->role != ROLE_STANDARD && offer_quotient(out, sides);
}

bool review_compute(struct review_offer *out, const struct review *review, size_t number,
                    struct span carried, size_t from) {
    struct sides *sides = MEM_NEW(struct sides);
    struct review_text last = {0};
    *out = (struct review_offer){.digits = STR_INIT, .how = STR_INIT};
    sides->review = review;
    review_text_read(&last, carried);
    bool offered = read_sides(sides, &last, number, from) && offer(out, sides);
    quantities_release(&sides->now.quantities);
    quantities_release(&sides->last.quantities);
    review_text_release(&last);
    mem_free(sides);
    return offered;
}

void review_offer_release(struct review_offer *offer) {
    str_release(&offer->digits);
    str_release(&offer->how);
}
