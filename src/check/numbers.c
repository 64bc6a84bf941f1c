#include "check/numbers.h"

#include "base/mem.h"
#include "check/comparisons.h"
#include "check/list_count.h"
#include "check/number_form.h"
#include "check/relation_again.h"
#include "check/relation_count.h"
#include "check/relation_difference.h"
#include "check/relation_flow.h"
#include "check/relation_formula.h"
#include "check/relation_gap.h"
#include "check/relation_goal.h"
#include "check/relation_list.h"
#include "check/relation_near.h"
#include "check/relation_pair.h"
#include "check/relation_ratio.h"
#include "check/relation_scale.h"
#include "check/relation_values.h"

/* --- reading --- */

/* Rows of figures and contents lists are no prose. */
static bool is_leader(const struct passage *p, size_t from, size_t to) {
    static const char32_t *const leaders[] = {U"....", U"····", U"…………", U"．．．．", U"\t", NULL};
    return word_any_within(p, from, to, leaders);
}

void read_quantities(struct quantities *q, const struct passage *p) {
    struct mention_figure *figures = NULL;
    size_t count = 0, cap = 0, from = 0;
    quantities_clear(q);
    for (size_t i = 0; i < p->figure_count; i++) {
        MEM_PUSH_ROOM(figures, count, cap);
        figures[count++] = (struct mention_figure){p->figures[i].from, p->figures[i].to,
                                                   passage_printed(p, &p->figures[i])};
    }
    const struct body *body = &p->section->body;
    for (size_t i = 0, figure = 0; i < body->count; i++) {
        size_t to = from + body->lines[i].points;
        while (figure < count && figures[figure].from < from)
            figure++;
        if (body->lines[i].tag != LINE_ROW && !is_leader(p, from, to))
            quantities_read(q, passage_points(p), from, to,
                            figure < count ? figures + figure : NULL, count - figure);
        from = to + 1;
    }
    mem_free(figures);
}

/* --- walking --- */

struct walk {
    struct raiser raiser;
    struct quantities quantities;
};

static void judge(struct walk *walk, const struct sentence *s) {
    if (s->unclear || s->count == 0)
        return;
    judge_totals(&walk->raiser, s);
    judge_parts(&walk->raiser, s);
    judge_partitions(&walk->raiser, s);
    judge_values(&walk->raiser, s);
    judge_shares(&walk->raiser, s);
    judge_rates(&walk->raiser, s);
    judge_changes(&walk->raiser, s);
    judge_differences(&walk->raiser, s);
    judge_flows(&walk->raiser, s);
    judge_gaps(&walk->raiser, s);
    judge_pairs_around(&walk->raiser, s);
    judge_again(&walk->raiser, s);
    judge_products(&walk->raiser, s);
    judge_ratios(&walk->raiser, s);
    judge_goals(&walk->raiser, s);
    judge_scores(&walk->raiser, s);
    judge_bounds(&walk->raiser, s);
    judge_scales(&walk->raiser, s);
    judge_balances(&walk->raiser, s);
    judge_near(&walk->raiser, s);
}

static void visit_body(void *context, const struct passage *p) {
    struct walk *walk = context;
    struct quantities *q = &walk->quantities;
    read_quantities(q, p);
    for (size_t i = 0; i < q->sentence_count; i++) {
        struct sentence s = sentence_at(p, q, i);
        judge(walk, &s);
        judge_orders(&walk->raiser, &s);
        judge_list_below(&walk->raiser, &s);
        quantities_forget(q);
    }
}

static void visit_line(void *context, const struct passage *p) {
    struct walk *walk = context;
    if (p->kind != PASSAGE_BODY || is_leader(p, 0, p->n))
        return;
    check_count_words(&walk->raiser, p);
    check_comparisons(&walk->raiser, p);
    check_number_forms(&walk->raiser, p);
    check_list_counts(&walk->raiser, p);
    check_formulas(&walk->raiser, p);
}

void check_numbers(struct findings *out, const struct report *report,
                   const struct section *section) {
    struct walk walk = {0};
    raiser_init(&walk.raiser, out);
    bodies_visit(report, section, visit_body, &walk);
    passages_visit(report, section, visit_line, &walk);
    raiser_release(&walk.raiser, report);
    quantities_release(&walk.quantities);
}
