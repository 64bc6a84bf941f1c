#include "check/relation_near.h"

#include "base/lang.h"
#include "check/reading.h"

/* --- telling --- */

static void write_terms(struct str *out, const struct sentence *s, const struct cells *cells,
                        const struct equation *e, const signed char *signs) {
    bool any = false;
    for (size_t i = 1; i < e->count; i++) {
        if (signs[i] == 0)
            continue;
        str_add_text(out, signs[i] < 0 ? " - " : any ? " + " : "");
        mention_write_named(out, s, cells->at[e->at[i]].n);
        any = true;
    }
}

static size_t count_terms(const struct equation *e, const signed char *signs) {
    size_t count = 0;
    for (size_t i = 1; i < e->count; i++)
        count += signs[i] != 0;
    return count;
}

static void write_side(struct str *out, const struct sentence *s, const struct cells *cells,
                       const struct equation *e, const signed char *signs) {
    bool several = count_terms(e, signs) > 1;
    str_add_text(out, several ? "(" : "");
    write_terms(out, s, cells, e, signs);
    str_add_text(out, several ? ")" : "");
}

static void write_equation(struct str *out, const struct sentence *s, const struct cells *cells,
                           const struct equation *e) {
    if (e->form == EQUATION_SUM) {
        write_terms(out, s, cells, e, e->top);
    } else if (e->form == EQUATION_QUOTIENT) {
        write_side(out, s, cells, e, e->top);
        str_add_text(out, " ÷ ");
        write_side(out, s, cells, e, e->bottom);
    } else {
        mention_write_named(out, s, cells->at[e->at[2]].n);
        str_add_text(out, " ÷ ");
        mention_write_named(out, s, cells->at[e->at[1]].n);
    }
    str_add_text(out, _("，与文中"));
    mention_write_named(out, s, cells->at[e->at[0]].n);
    str_add_text(out, _("不符"));
}

static const char *rule_of(const struct equation *e) {
    if (e->form == EQUATION_PRODUCT)
        return "product";
    if (e->form == EQUATION_QUOTIENT)
        return "rate";
    return e->count == 3 && e->top[2] < 0 ? "difference" : "sum";
}

static bool is_told(struct raiser *raiser, const struct sentence *s, size_t from, size_t to) {
    static const char *const rules[] = {"product", "unit", "direction", "score", "comparison"};
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (raiser_has_marked(raiser, s->p, rules[i], from, to))
            return true;
    return relation_is_told(raiser, s, from, to);
}

static void raise_near(struct raiser *raiser, const struct sentence *s, const struct cells *cells,
                       const struct equation *e, enum severity severity) {
    struct str message = STR_INIT;
    size_t from = SIZE_MAX, to = 0;
    for (size_t i = 0; i < e->count; i++) {
        const struct mention *n = cells->at[e->at[i]].n;
        from = n->from < from ? n->from : from;
        to = n->to > to ? n->to : to;
    }
    if (is_told(raiser, s, from, to))
        return;
    write_equation(&message, s, cells, e);
    (void)raise_finding(raiser, s->p, rule_of(e), severity, from, to, message.s);
    str_release(&message);
}

/* --- judging --- */

/* How far the readings are tried: all of them where none holds. One that holds ends it; behind so
 * many others that one would hold by chance, those before it stay in doubt. */
struct reach {
    size_t end;
    bool held, doubtful;
};

/* The first reading that holds; its cells are right then. */
static struct reach mark_held(struct cells *cells, const struct readings *readings) {
    enum { DOUBTFUL = 100000, PARTS = 23, TEN = 10 };
    struct reach reach = {0};
    int64_t chance = 0;
    for (; reach.end < readings->count && !reach.held; reach.end++) {
        const struct equation *e = &readings->at[readings->order[reach.end]];
        chance += equation_width(e, cells) * TEN / PARTS;
        if (!equation_holds(e, cells))
            continue;
        reach.held = true;
        reach.doubtful = chance > DOUBTFUL && !equation_holds_exactly(e, cells);
        bool tight = equation_is_tight(e, cells) || equation_holds_exactly(e, cells);
        for (size_t j = 0; !reach.doubtful && j < e->count; j++) {
            cells->at[e->at[j]].holds = true;
            cells->at[e->at[j]].right |= tight;
        }
    }
    return reach;
}

static enum slip rarest_slip(const struct cells *cells, const struct equation *e) {
    enum slip rarest = SLIP_NONE;
    for (size_t i = 0; i < e->count; i++) {
        if (i > 0 && cells->at[e->at[i]].right)
            continue;
        enum slip slip = equation_slip(e, cells, e->at[i], NULL);
        if (slip != SLIP_NONE && (rarest == SLIP_NONE || slip < rarest))
            rarest = slip;
    }
    return rarest;
}

/* The nearest readings first, for as long as chance alone would hardly have brought one. */
static void judge_cell(struct raiser *raiser, const struct sentence *s, const struct cells *cells,
                       const struct readings *readings, const struct reach *reach) {
    enum { LIKELY = 60000, RARELY = 20000 }; /* of a million */
    const int64_t most = reach->held ? RARELY : LIKELY;
    int64_t chances[SLIP_KINDS] = {0};
    for (size_t i = 0; i < reach->end && chances[SLIP_SWAP] < most; i++) {
        const struct equation *e = &readings->at[readings->order[i]];
        if (e->excuse || equation_holds(e, cells))
            continue;
        for (enum slip kind = SLIP_SWAP; kind <= SLIP_LENGTH; kind++)
            chances[kind] += equation_chance(e, cells, kind);
        enum slip slip = rarest_slip(cells, e);
        /* a price and a count may be of part of the total alone: 每村15万元，另安排6万元 */
        if (e->form == EQUATION_PRODUCT && !e->mean && slip != SLIP_SWAP)
            continue;
        if (slip == SLIP_NONE || chances[slip] > (slip >= SLIP_DIGIT ? RARELY : most) ||
            (reach->held && slip != SLIP_SWAP))
            continue;
        raise_near(raiser, s, cells, e, SEVERITY_ERROR);
        return;
    }
}

void judge_near(struct raiser *raiser, const struct sentence *s) {
    struct cells cells;
    struct readings readings;
    struct reach reaches[CELLS_MOST] = {0};
    bool any = false;
    if (!cells_read(&cells, s))
        return;
    for (size_t i = cells.own; i < cells.count; i++)
        if (readings_list(&readings, &cells, s, i)) {
            reaches[i] = mark_held(&cells, &readings);
            any |= !reaches[i].held || reaches[i].doubtful;
        }
    for (size_t i = cells.own; any && i < cells.count; i++)
        if (reaches[i].end > 0 && (!reaches[i].held || reaches[i].doubtful) &&
            readings_list(&readings, &cells, s, i))
            judge_cell(raiser, s, &cells, &readings, &reaches[i]);
}
