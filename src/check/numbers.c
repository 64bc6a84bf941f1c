#include "check/numbers.h"

#include "base/mem.h"
#include "check/elsewhere.h"

/* --- arithmetic that the families share --- */

void sum_add(struct sum *sum, const struct number *term) {
    sum->value += term->value;
    sum->slack += term->half;
    sum->fraction |= term->fraction;
    sum->vague |= term->approximate;
    sum->terms++;
}

bool sum_fits(const struct sum *sum, const struct number *total, bool *rounds) {
    wide off = wide_size(sum->value - total->value);
    bool measured = total->unit->kind != UNIT_COUNT || total->scale > 0;
    bool within = measured && off <= sum->slack + total->half;
    bool fraction = sum->fraction || total->fraction;
    if (rounds != NULL)
        *rounds = within && !fraction && off != 0;
    return off == 0 || (within && fraction);
}

void sum_describe(struct str *out, const struct number *const *terms, size_t count,
                  const struct number *total) {
    wide value = 0;
    int most = total->decimals;
    for (size_t i = 0; i < count; i++) {
        int decimals = terms[i]->scale == total->scale ? terms[i]->decimals : 0;
        most = decimals > most ? decimals : most;
        if (i > 0)
            str_add_text(out, " + ");
        wide_add(out, terms[i]->value, total->scale, decimals);
        value += terms[i]->value;
    }
    if (count < 2)
        return;
    str_add_text(out, " = ");
    wide_add(out, value, total->scale, most);
}

/* --- walking --- */

struct walk {
    struct raiser raiser;
    struct sentence *now, *before;
    struct elsewhere *elsewhere; /* NULL: of one section nothing can be said */
};

/* Rows of figures and contents lists are no prose. */
static bool is_leader(const struct passage *p) {
    static const char32_t *const leaders[] = {U"....", U"····", U"…………", U"．．．．", U"\t", NULL};
    return word_any_within(p, 0, p->n, leaders);
}

static void visit(void *context, const struct passage *p) {
    struct walk *walk = context;
    if (p->kind != PASSAGE_BODY || is_leader(p))
        return;
    const struct sentence *before = NULL;
    for (size_t from = 0; sentence_read(walk->now, p, from); from = before->to + 1) {
        if (!walk->now->overflow) {
            check_closing_totals(&walk->raiser, walk->now);
            check_opening_totals(&walk->raiser, walk->now);
            check_partitions(&walk->raiser, walk->now);
            check_rates(&walk->raiser, walk->now, before);
            check_products(&walk->raiser, walk->now);
            check_scores(&walk->raiser, walk->now);
            if (walk->elsewhere != NULL)
                elsewhere_note(walk->elsewhere, &walk->raiser, walk->now);
        }
        struct sentence *spare = walk->before;
        before = walk->before = walk->now;
        walk->now = spare;
    }
    check_count_words(&walk->raiser, p);
    check_comparisons(&walk->raiser, p);
}

void check_numbers(struct findings *out, const struct report *report,
                   const struct section *section) {
    struct walk walk = {.now = MEM_NEW(struct sentence), .before = MEM_NEW(struct sentence)};
    if (section == NULL)
        walk.elsewhere = elsewhere_new();
    raiser_init(&walk.raiser, out);
    passages_visit(report, section, visit, &walk);
    raiser_release(&walk.raiser, report);
    elsewhere_free(walk.elsewhere);
    mem_free(walk.now);
    mem_free(walk.before);
}
