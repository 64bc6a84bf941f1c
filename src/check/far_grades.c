#include "check/far_grades.h"

#include "check/relation_score.h"

/* Where a grade may be given in the sentence: its begin; behind the scale where it tells that
 * (“90分以上为优…的标准，等级为良”); its end where it has a score of its own, or another scale. */
static size_t grade_begin(struct quantities *q, const struct quantity_sentence *s) {
    static const int64_t scale[] = {0, 60, 80, 90, 100};
    static const char32_t *const own[] = {U"得", U"评分", U"总分", U"分值", U"扣", NULL};
    size_t begin = s->from;
    for (size_t k = 0; k < s->count; k++) {
        const struct mention *n = &q->mentions[s->first + k];
        bool step = false;
        if (n->unit->name[0] != U'分')
            continue;
        for (size_t i = 0; i < ARRAY_LEN(scale); i++)
            step |= number_compare(n->value, quantities_keep(q, number_from_int(scale[i]))) == 0;
        if (!step || mention_label_has(q, n, own))
            return s->to;
        begin = n->to;
    }
    while (begin > s->from && begin < s->to && !quantity_mark_at(q->text, begin, U"，,；;"))
        begin++;
    return begin;
}

void judge_far_grades(struct raiser *raiser, struct ledger *ledger) {
    struct quantities *q = &ledger->quantities;
    const struct fact *score = NULL;
    for (size_t i = 0; i < ledger->count; i++) {
        const struct fact *fact = &ledger->facts[i];
        if (fact->item != ITEM_SCORE || fact->mention->unit->name[0] != U'分' || fact->plan ||
            fact->time != TIME_NOW)
            continue;
        if (score != NULL && !mention_same_value(q, score->mention, fact->mention))
            return;
        score = score == NULL ? fact : score;
    }
    for (size_t i = 0; score != NULL && i < q->sentence_count; i++) {
        const struct quantity_sentence *s = &q->sentences[i];
        size_t begin = grade_begin(q, s);
        if (begin >= s->to)
            continue;
        const struct mention here = {.from = s->from};
        size_t part = ledger_part_of(ledger, &here), base = ledger->parts[part].from;
        struct passage p = ledger_passage(ledger, part);
        judge_grade(raiser, &p, q, score->mention->value, SIZE_MAX, begin - base, s->to - base);
    }
}
