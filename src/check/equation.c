#include "check/equation.h"

#include "base/text/char_class.h"

enum { TEN = 10, HUNDRED = 100, BEFORE_MOST = 16, SHIFT_MOST = 15, STEP = 10000 };
#define VALUE_MOST   INT64_C(1000000000000) /* so that products fit */
#define PRODUCT_MOST (INT64_MAX / 64)

static int64_t power_of_ten(int exponent) {
    int64_t power = 1;
    for (; exponent > 0; exponent--)
        power *= TEN;
    return power;
}

static int64_t size_of(int64_t value) {
    return value < 0 ? -value : value;
}

/* --- reading --- */

/* The digits as they stand there; false: they are no digits, or too many. */
static bool read_printed(const struct sentence *s, const struct mention *n, int64_t *printed) {
    *printed = 0;
    for (size_t at = n->from; at < n->digits_to; at++) {
        char32_t c = s->q->text.c[at];
        if (char_is_digit(c))
            *printed = *printed * TEN + (int64_t)char_digit_value(c);
        else if (!char_is_one_of(c, U",，.．") && !mention_is_group_blank(c))
            return false;
        if (*printed > VALUE_MOST)
            return false;
    }
    return true;
}

static void add_cell(struct cells *cells, const struct sentence *s, const struct mention *n) {
    struct cell cell = {.n = n, .exponent = n->scale - n->decimals};
    static const char32_t *const means[] = {U"均", U"每", NULL};
    static const char32_t *const abouts[] = {U"约", U"约为", NULL};
    bool each = n->approximate && mention_label_ends(s->q, n, abouts) &&
                char_is_one_of(s->q->text.c[n->to], U"/／");
    bool about = n->approximate && !each &&
                 !(n->each && mention_label_ends(s->q, n, means) &&
                   !char_is_one_of(s->q->text.c[n->to], U"余多左以"));
    if (about || n->bound != 0 || cells->count == CELLS_MOST || !read_printed(s, n, &cell.printed))
        return;
    cells->at[cells->count++] = cell;
}

/* 百分点 are taken from %. */
static bool is_one_family(const struct mention *a, const struct mention *b) {
    return a->unit == b->unit || (a->unit->kind >= UNIT_PERCENT && b->unit->kind >= UNIT_PERCENT);
}

/* One exponent for each unit: a digit below the smallest that is printed, so that a tenth fits. */
static void scale_cells(struct cells *cells) {
    for (size_t i = 0; i < cells->count; i++) {
        struct cell *cell = &cells->at[i];
        int own = cell->n->scale - cell->n->decimals;
        for (size_t j = 0; j < cells->count; j++) {
            int other = cells->at[j].n->scale - cells->at[j].n->decimals;
            if (is_one_family(cells->at[j].n, cell->n) && other < cell->exponent)
                cell->exponent = other;
        }
        cell->exponent--;
        cell->step = power_of_ten(own - cell->exponent);
        bool fits = cell->printed < VALUE_MOST / cell->step;
        cell->value = fits ? cell->printed * cell->step : 0;
        bool rounds =
            cell->n->fraction || cell->n->scale > 0 || cell->n->unit->kind >= UNIT_PERCENT;
        cell->open = rounds && cell->n->unit->name[0] != U'分' ? cell->step : 0;
    }
}

bool cells_read(struct cells *cells, const struct sentence *s) {
    enum { OWN_MOST = CELLS_MOST - BEFORE_MOST };
    struct sentence both;
    cells->count = 0;
    if (s->count > OWN_MOST)
        return false;
    if (sentence_with_before(&both, s) && !both.unclear) {
        const struct mention *n = both.mentions;
        if (s->mentions - n > BEFORE_MOST)
            n = s->mentions - BEFORE_MOST;
        for (; n < s->mentions; n++)
            add_cell(cells, s, n);
    }
    cells->own = cells->count;
    for (size_t i = 0; i < s->count; i++)
        add_cell(cells, s, &s->mentions[i]);
    scale_cells(cells);
    return cells->count > cells->own && cells->count > 1;
}

/* --- holding --- */

/* The product, or PRODUCT_MOST where it would not fit: such numbers hold with nothing. */
static int64_t multiply(int64_t a, int64_t b) {
    if (a == 0 || b == 0)
        return 0;
    return size_of(a) > PRODUCT_MOST / size_of(b) ? PRODUCT_MOST : a * b;
}

/* A cell takes another value for a trial. */
struct trial {
    const struct cells *cells;
    size_t cell;
    int64_t value;
    bool strict; /* the terms are taken as they stand: only what is reckoned from them rounds */
};

static int64_t value_of(const struct trial *trial, size_t cell) {
    return cell == trial->cell ? trial->value : trial->cells->at[cell].value;
}

struct side {
    int64_t value, open;
};

static struct side add_up(const struct equation *e, const struct trial *trial,
                          const signed char *signs) {
    struct side side = {0};
    for (size_t i = 1; i < e->count; i++) {
        side.value += signs[i] * value_of(trial, e->at[i]);
        side.open += (signs[i] != 0 && !trial->strict) * trial->cells->at[e->at[i]].open;
    }
    return side;
}

static bool sum_holds(const struct equation *e, const struct trial *trial) {
    struct side side = add_up(e, trial, e->top);
    const struct cell *first = &trial->cells->at[e->at[0]];
    int64_t off = side.value - multiply(e->factor, value_of(trial, e->at[0]));
    return multiply(2, size_of(off)) <= side.open + multiply(e->factor, first->open);
}

static bool quotient_holds(const struct equation *e, const struct trial *trial) {
    struct side top = add_up(e, trial, e->top), bottom = add_up(e, trial, e->bottom);
    const struct cell *rate = &trial->cells->at[e->at[0]];
    int64_t value = value_of(trial, e->at[0]);
    int64_t per = 4 * power_of_ten(-rate->exponent);
    per *= rate->n->unit->kind >= UNIT_PERCENT ? HUNDRED : 1;
    if (top.value <= 0 || bottom.value <= 0 || rate->exponent > 0)
        return false;
    int64_t least = multiply(2 * value - rate->open, 2 * bottom.value - bottom.open);
    int64_t most = multiply(2 * value + rate->open, 2 * bottom.value + bottom.open);
    int64_t low = multiply(per / 2, 2 * top.value - top.open);
    int64_t high = multiply(per / 2, 2 * top.value + top.open);
    return most < PRODUCT_MOST && high < PRODUCT_MOST && least <= high && low <= most;
}

/* each × count × factor against the total, which is brought to the exponent of the product. */
static bool product_holds(const struct equation *e, const struct trial *trial) {
    const struct cell *each = &trial->cells->at[e->at[0]], *count = &trial->cells->at[e->at[1]];
    const struct cell *total = &trial->cells->at[e->at[2]];
    int64_t one = value_of(trial, e->at[0]), times = value_of(trial, e->at[1]);
    int64_t all = value_of(trial, e->at[2]), all_open = total->open;
    int64_t each_open = e->mean ? each->step : trial->strict ? 0 : each->open;
    int shift = total->exponent + e->shift - each->exponent - count->exponent;
    if (shift > SHIFT_MOST || shift < -SHIFT_MOST)
        return false;
    int64_t more = power_of_ten(shift > 0 ? shift : 0), less = power_of_ten(shift < 0 ? -shift : 0);
    times = multiply(times, e->factor);
    if (e->count > 3) /* 全年200天 */
        times = multiply(times, value_of(trial, e->at[3]) / trial->cells->at[e->at[3]].step);
    int64_t count_open = trial->strict ? 0 : multiply(one, multiply(count->open, e->factor));
    all_open = trial->strict && e->mean ? 0 : all_open;
    int64_t open = multiply(each_open, times) + count_open;
    int64_t product = multiply(multiply(one, times), less);
    all = multiply(all, more);
    open = multiply(open, less) + multiply(all_open, more);
    return product < PRODUCT_MOST && all < PRODUCT_MOST && open < PRODUCT_MOST &&
           2 * size_of(product - all) <= open;
}

static bool holds_with(const struct equation *e, const struct trial *trial) {
    switch (e->form) {
    case EQUATION_SUM:
        return sum_holds(e, trial);
    case EQUATION_QUOTIENT:
        return quotient_holds(e, trial);
    case EQUATION_PRODUCT:
        return product_holds(e, trial);
    }
    return false;
}

bool equation_holds(const struct equation *equation, const struct cells *cells) {
    return holds_with(equation, &(struct trial){cells, SIZE_MAX, 0, false});
}

bool equation_holds_exactly(const struct equation *equation, const struct cells *cells) {
    return holds_with(equation, &(struct trial){cells, SIZE_MAX, 0, true});
}

/* --- slips --- */

/* Of a sum what the cell must be is known: only that is compared. */
static enum slip sum_slip(const struct equation *e, const struct cells *cells, size_t cell,
                          int64_t *meant) {
    struct trial trial = {cells, SIZE_MAX, 0, true};
    int64_t off = add_up(e, &trial, e->top).value - e->factor * cells->at[e->at[0]].value;
    int64_t need = 0;
    if (cell == e->at[0]) {
        need = cells->at[cell].value + off / e->factor;
    } else {
        for (size_t i = 1; i < e->count; i++)
            if (e->at[i] == cell)
                need = cells->at[cell].value - e->top[i] * off;
    }
    const struct cell *c = &cells->at[cell];
    *meant = need;
    if (need <= 0)
        return SLIP_NONE;
    enum slip slip = need % c->step == 0 ? slip_between(c->printed, need / c->step) : SLIP_NONE;
    bool point = need == c->value * TEN || need * TEN == c->value || need == c->value * STEP ||
                 need == c->value / STEP;
    if ((slip == SLIP_LENGTH || slip == SLIP_POINT || point) && c->printed < HUNDRED)
        return SLIP_NONE;
    return slip == SLIP_NONE && point ? SLIP_POINT : slip;
}

enum slip equation_slip(const struct equation *e, const struct cells *cells, size_t cell,
                        int64_t *meant) {
    int64_t found = 0, all[SLIP_MOST];
    enum slip kinds[SLIP_MOST];
    const struct cell *c = &cells->at[cell];
    if (e->form == EQUATION_SUM) {
        enum slip slip = sum_slip(e, cells, cell, &found);
        if (meant != NULL)
            *meant = found;
        return slip;
    }
    size_t count = slip_list(c->printed, all, kinds);
    for (size_t i = 0; i < count; i++) {
        bool short_one =
            (kinds[i] == SLIP_LENGTH || kinds[i] == SLIP_POINT) && c->printed < HUNDRED;
        if (all[i] >= VALUE_MOST / c->step || short_one)
            continue;
        struct trial trial = {cells, cell, all[i] * c->step, true};
        if (!holds_with(e, &trial))
            continue;
        if (meant != NULL)
            *meant = trial.value;
        return kinds[i];
    }
    return SLIP_NONE;
}

/* --- chances --- */

enum { MILLION = 1000000, PARTS = 23 }; /* 2.3: numbers of one length spread over their logarithm */

/* How wide the window is through which the numbers must come, in parts of a million. */
static int64_t width_of(const struct equation *e, const struct cells *cells, bool strict) {
    int64_t width = 0, most = 1, open = 0;
    for (size_t i = 0; i < e->count; i++) {
        const struct cell *c = &cells->at[e->at[i]];
        int64_t value = c->value > 0 ? c->value : 1;
        bool again = i > 0 && e->top[i] != 0 && e->bottom[i] != 0;
        bool total = i == 2 && e->form == EQUATION_PRODUCT && !e->mean;
        if (!again && (i == 0 || total || !strict)) {
            bool mean = e->form == EQUATION_PRODUCT && i == 0 && e->mean;
            bool exact = e->form == EQUATION_PRODUCT && i == 0 && !e->mean && strict;
            width += (mean ? c->step : exact ? 0 : c->open) * MILLION / value;
        }
        open += c->open;
        most = c->value > most ? c->value : most;
    }
    if (e->form != EQUATION_SUM)
        return width > 0 ? width : 1;
    const int64_t step = cells->at[e->at[0]].step;
    return (strict || open == 0 ? step * e->factor : open) * MILLION / most;
}

int64_t equation_width(const struct equation *equation, const struct cells *cells) {
    return width_of(equation, cells, false);
}

bool equation_is_tight(const struct equation *equation, const struct cells *cells) {
    enum { TIGHT = 3000 };
    return width_of(equation, cells, false) <= TIGHT;
}

/* Its cells are neighbours. */
static bool equation_is_beside(const struct equation *e) {
    size_t first = e->at[0], last = e->at[0];
    for (size_t i = 1; i < e->count; i++) {
        first = e->at[i] < first ? e->at[i] : first;
        last = e->at[i] > last ? e->at[i] : last;
    }
    return last - first < e->count;
}

int64_t equation_chance(const struct equation *e, const struct cells *cells, enum slip kind) {
    int64_t chances = 0;
    for (size_t i = 0; i < e->count; i++) {
        const struct cell *c = &cells->at[e->at[i]];
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again |= e->at[j] == e->at[i];
        if (!again && (i == 0 || !c->right))
            chances += slip_chances(slip_digits(c->printed), kind);
    }
    /* what stands side by side is likelier to belong together */
    enum { BESIDE = 3 };
    int64_t chance = chances * width_of(e, cells, true) * TEN / PARTS;
    chance /= e->likely;
    return kind < SLIP_LENGTH && equation_is_beside(e) ? chance / BESIDE : chance;
}
