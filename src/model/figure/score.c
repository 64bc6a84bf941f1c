#include "model/figure/score.h"

#include "base/mem.h"
#include "model/figure/score_entry.h"

#include <string.h>

/* ---- arithmetic that gives NULL on where there is no such number ---- */

enum operation { PLUS, MINUS, TIMES, BY };

/* Takes `left` over. */
static struct number *then(struct number *left, enum operation operation,
                           const struct number *right) {
    static struct number *(*const operations[])(const struct number *, const struct number *) = {
        [PLUS] = number_add,
        [MINUS] = number_subtract,
        [TIMES] = number_multiply,
        [BY] = number_divide,
    };
    struct number *result =
        left != NULL && right != NULL ? operations[operation](left, right) : NULL;
    number_free(left);
    return result;
}

static struct number *parse(const char *text) {
    struct number *number = NULL;
    if (text != NULL && number_parse(&number, span_of(text), NULL) != RC_OK)
        return NULL;
    return number;
}

static struct number *then_text(struct number *left, enum operation operation, const char *text) {
    struct number *right = parse(text);
    struct number *result = then(left, operation, right);
    number_free(right);
    return result;
}

/* Of a number that is not negative: the whole part, or the next whole one. */
static struct number *whole_part(struct number *number, bool up) {
    struct number *one = number_from_int(1);
    struct number *rest = number != NULL ? number_modulo(number, one) : NULL;
    number = then(number, MINUS, rest);
    if (up && rest != NULL && number_sign(rest) > 0)
        number = then(number, PLUS, one);
    number_free(rest);
    number_free(one);
    return number;
}

static struct number *round_score(struct number *score) {
    struct number *rounded = score != NULL ? number_round(score, SCORE_DECIMALS) : NULL;
    number_free(score);
    return rounded;
}

/* What a step or a band gives of the weight as it counts here; points are of the template's. */
static struct number *worth(const struct number *weight, const char *of, const char *share,
                            const char *points) {
    struct number *score = number_clone(weight);
    return points != NULL ? then_text(then_text(score, TIMES, points), BY, of)
                          : then_text(score, TIMES, share);
}

/* ---- methods: each gives the score before it is rounded, NULL: nothing comes out ---- */

struct earning {
    const struct template_indicator *indicator;
    const struct number *weight, *actual;
    struct number *factor; /* weight ÷ the template's weight: points count so much */
    const struct score_target *target;
};

static bool meets(const struct earning *earning) {
    int order = number_compare(earning->actual, earning->target->number);
    switch (earning->target->sense) {
    case TARGET_AT_LEAST:
        return order >= 0;
    case TARGET_MORE:
        return order > 0;
    case TARGET_AT_MOST:
        return order <= 0;
    case TARGET_LESS:
        return order < 0;
    case TARGET_EQUAL:
        break;
    }
    return order == 0;
}

/* Takes both over; never below nothing. */
static struct number *take_off(struct number *score, struct number *cost) {
    struct number *left = then(score, MINUS, cost);
    number_free(cost);
    if (left == NULL || number_sign(left) >= 0)
        return left;
    number_free(left);
    return number_from_int(0);
}

/* The weight less what each step away from the target costs. */
static struct number *deduct(const struct earning *earning) {
    const struct template_deduct *rule = &earning->indicator->deduct;
    struct number *away = number_subtract(earning->actual, earning->target->number);
    struct number *distance = away != NULL ? number_abs(away) : NULL;
    number_free(away);
    struct number *steps = then_text(distance, BY, rule->per);
    if (rule->count != DEDUCT_PART)
        steps = whole_part(steps, rule->count == DEDUCT_BEGUN);
    struct number *cost = then(then_text(steps, TIMES, rule->points), TIMES, earning->factor);
    return take_off(number_clone(earning->weight), cost);
}

bool score_deviates(const struct template_indicator *indicator, const struct number *actual,
                    const struct number *target) {
    if (!indicator->deviation.given || number_sign(target) <= 0)
        return false;
    struct number *most =
        then(then_text(number_from_int(1), PLUS, indicator->deviation.over), TIMES, target);
    bool past = most != NULL && number_compare(actual, most) > 0;
    number_free(most);
    return past;
}

static struct number *share_of(const struct earning *earning, const struct number *part,
                               const struct number *whole) {
    if (number_sign(part) <= 0 || number_sign(whole) <= 0)
        return number_from_int(0);
    return then(number_multiply(earning->weight, part), BY, whole);
}

static struct number *earn_as_far(const struct earning *earning) {
    if (meets(earning))
        return number_clone(earning->weight);
    if (earning->indicator->deduct.given)
        return deduct(earning);
    return share_of(earning, earning->actual, earning->target->number);
}

/* What is far past the target was aimed too low: that may cost points. */
static struct number *earn_ratio(const struct earning *earning) {
    const struct template_indicator *indicator = earning->indicator;
    struct number *score = earn_as_far(earning);
    const char *points = indicator->deviation.points;
    if (points == NULL || !score_deviates(indicator, earning->actual, earning->target->number))
        return score;
    return take_off(score, then(parse(points), TIMES, earning->factor));
}

static struct number *earn_inverse(const struct earning *earning) {
    if (meets(earning))
        return number_clone(earning->weight);
    if (earning->indicator->deduct.given)
        return deduct(earning);
    return share_of(earning, earning->target->number, earning->actual);
}

static struct number *earn_all_or_nothing(const struct earning *earning) {
    return meets(earning) ? number_clone(earning->weight) : number_from_int(0);
}

struct number *score_read_bound(const struct template_indicator *indicator, const char *text) {
    struct span bound = span_of(text);
    if (span_is(span_of(indicator->unit), "%") && span_ends_with(bound, SPAN("%")))
        bound.n--;
    struct number *number = NULL;
    return text != NULL && number_parse(&number, bound, NULL) == RC_OK ? number : NULL;
}

const struct template_step *score_find_step(const struct template_indicator *indicator,
                                            const struct number *actual) {
    for (size_t i = 0; i < indicator->step_count; i++) {
        const struct template_step *step = &indicator->steps[i];
        struct number *from = score_read_bound(indicator, step->from);
        struct number *to = score_read_bound(indicator, step->to);
        bool holds = (from == NULL || number_compare(actual, from) >= 0) &&
                     (to == NULL || number_compare(actual, to) <= 0);
        number_free(from);
        number_free(to);
        if (holds)
            return step;
    }
    return NULL;
}

static struct number *earn_steps(const struct earning *earning) {
    const struct template_indicator *indicator = earning->indicator;
    const struct template_step *step = score_find_step(indicator, earning->actual);
    if (step == NULL)
        return number_from_int(0);
    return worth(earning->weight, indicator->weight, step->share, step->points);
}

/* The actual value is a band's name. */
static void earn_grade(struct score_line *line) {
    const struct template_indicator *indicator = line->indicator;
    const struct template_band *band = NULL;
    if (line->actual.kind == VALUE_TEXT)
        band = score_find_band(indicator, span_of(line->actual.text));
    if (band == NULL)
        line->state = SCORE_WAITS_ACTUAL;
    else
        line->method =
            round_score(worth(line->weight, indicator->weight, band->share, band->points));
}

static struct number *(*const methods[])(const struct earning *) = {
    [METHOD_MANUAL] = NULL,
    [METHOD_RATIO] = earn_ratio,
    [METHOD_INVERSE] = earn_inverse,
    [METHOD_STEPS] = earn_steps,
    [METHOD_ALL_OR_NOTHING] = earn_all_or_nothing,
    [METHOD_GRADE] = NULL, /* of a text: earn_grade */
};

const char *score_method_name(enum score_method method) {
    static const char *const names[] = {[METHOD_MANUAL] = "manual",
                                        [METHOD_RATIO] = "ratio",
                                        [METHOD_INVERSE] = "inverse",
                                        [METHOD_STEPS] = "steps",
                                        [METHOD_ALL_OR_NOTHING] = "all_or_nothing",
                                        [METHOD_GRADE] = "grade"};
    return names[method];
}

/* ---- one leaf ---- */

struct build {
    struct score_sheet *sheet;
    size_t cap;
    struct figures *figures;
    const struct report *report;
};

/* By text: what is typed is what is asked for, word for word. */
static struct number *earn_text(const struct score_line *line,
                                const struct template_indicator *in) {
    if (in->method != METHOD_ALL_OR_NOTHING || line->actual.kind != VALUE_TEXT)
        return NULL;
    bool same = span_equal(span_trim(span_of(line->target)), span_of(line->actual.text));
    return same ? number_clone(line->weight) : number_from_int(0);
}

static void earn(struct score_line *line) {
    const struct template_indicator *indicator = line->indicator;
    struct score_target target = {.number = NULL};
    if (line->target != NULL &&
        score_read_target(&target, indicator, span_of(line->target), NULL) != RC_OK)
        target.number = NULL;
    bool needs_target = indicator->method != METHOD_STEPS;
    struct number *score = NULL;
    if (line->actual.kind == VALUE_EMPTY) {
        line->state = SCORE_WAITS_ACTUAL;
    } else if (needs_target && line->target == NULL) {
        line->state = SCORE_WAITS_TARGET;
    } else if (line->actual.kind == VALUE_NUMBER && (target.number != NULL || !needs_target)) {
        struct earning earning = {.indicator = indicator,
                                  .weight = line->weight,
                                  .actual = line->actual.number,
                                  .factor =
                                      then_text(number_clone(line->weight), BY, indicator->weight),
                                  .target = &target};
        score = methods[indicator->method](&earning);
        number_free(earning.factor);
    } else {
        score = earn_text(line, indicator);
        if (score == NULL)
            line->state =
                line->actual.kind == VALUE_NUMBER ? SCORE_WAITS_TARGET : SCORE_WAITS_ACTUAL;
    }
    number_free(target.number);
    line->method = round_score(score);
}

static void read_actual(const struct build *build, struct score_line *line) {
    const struct template_indicator *indicator = line->indicator;
    if (indicator->actual.expression != NULL) {
        figures_evaluate(build->figures, &indicator->actual, NULL, &line->actual);
        return;
    }
    const char *typed = report_score_entry(build->report, indicator, SCORE_ACTUAL);
    if (typed != NULL)
        indicator_read_actual(&line->actual, indicator, span_of(typed));
}

/* The lowest of the caps that hold. */
static const struct template_cap *lowest_cap(const struct build *build,
                                             const struct template_cap *caps, size_t count,
                                             struct number **most) {
    const struct template_cap *lowest = NULL;
    *most = NULL;
    for (size_t i = 0; i < count; i++) {
        if (figures_truth(build->figures, &caps[i].when, NULL) != TRUTH_TRUE)
            continue;
        struct number *at = parse(caps[i].most);
        if (lowest == NULL || number_compare(at, *most) < 0) {
            struct number *kept = *most;
            *most = at;
            at = kept;
            lowest = &caps[i];
        }
        number_free(at);
    }
    return lowest;
}

/* Lowers *score to the lowest cap that holds; true if that changed it. */
static bool apply_cap(const struct build *build, const struct template_cap *caps, size_t count,
                      struct number **score, const struct template_cap **cap) {
    struct number *most;
    *cap = lowest_cap(build, caps, count, &most);
    bool lowers = *cap != NULL && number_compare(*score, most) > 0;
    if (lowers) {
        number_free(*score);
        *score = most;
    } else {
        number_free(most);
    }
    return lowers;
}

static void set_lost(struct score_line *line) {
    line->lost = line->open > 0 ? number_from_int(0) : number_subtract(line->weight, line->score);
    if (line->lost == NULL)
        line->lost = number_from_int(0);
}

static void score_leaf(const struct build *build, struct score_line *line) {
    const struct template_indicator *indicator = line->indicator;
    line->target = indicator->target != NULL
                       ? indicator->target
                       : report_score_entry(build->report, indicator, SCORE_TARGET);
    read_actual(build, line);
    line->typed = score_read_number(report_score_entry(build->report, indicator, SCORE_SCORE));
    line->state = SCORE_GIVEN;
    if (indicator->method == METHOD_GRADE)
        earn_grade(line);
    else if (indicator->method != METHOD_MANUAL)
        earn(line);
    if (line->typed != NULL) {
        line->score = round_score(number_clone(line->typed));
    } else if (line->method != NULL) {
        line->score = number_clone(line->method);
        if (!apply_cap(build, indicator->caps, indicator->cap_count, &line->score, &line->cap))
            line->cap = NULL;
    } else if (line->state == SCORE_GIVEN) {
        line->state = SCORE_WAITS_HAND;
    }
    if (line->score != NULL)
        line->state = SCORE_GIVEN;
    line->open = line->score == NULL ? 1 : 0;
    if (line->score == NULL)
        line->score = number_from_int(0);
    set_lost(line);
}

/* ---- the tree ---- */

static void add_lines(struct build *build, struct template_indicator *const *indicators,
                      size_t count, size_t parent, int depth) {
    struct score_sheet *sheet = build->sheet;
    for (size_t i = 0; i < count; i++) {
        const struct template_indicator *indicator = indicators[i];
        bool below_hidden = parent != SIZE_MAX && sheet->lines[parent].state == SCORE_IRRELEVANT;
        bool hidden = below_hidden ||
                      figures_truth(build->figures, &indicator->relevant, NULL) == TRUTH_FALSE;
        MEM_PUSH_ROOM(sheet->lines, sheet->count, build->cap);
        size_t at = sheet->count++;
        sheet->lines[at] = (struct score_line){
            .indicator = indicator,
            .parent = parent,
            .depth = depth,
            .state = hidden ? SCORE_IRRELEVANT : SCORE_GIVEN,
            .reason = report_score_entry(build->report, indicator, SCORE_REASON),
            .evidence = report_score_entry(build->report, indicator, SCORE_EVIDENCE)};
        sheet->depth = sheet->depth < depth ? depth : sheet->depth;
        add_lines(build, indicator->indicators, indicator->indicator_count, at, depth + 1);
    }
}

/* A group without anything relevant below it is none itself. From the bottom: what stands below a
 * line stands behind it, and has told its group. */
static void hide_empty_groups(struct score_sheet *sheet) {
    bool *filled = mem_alloc_zero(sheet->count + 1, sizeof *filled);
    for (size_t i = sheet->count; i-- > 0;) {
        struct score_line *line = &sheet->lines[i];
        if (indicator_is_group(line->indicator) && !filled[i])
            line->state = SCORE_IRRELEVANT;
        if (line->state != SCORE_IRRELEVANT && line->parent != SIZE_MAX)
            filled[line->parent] = true;
    }
    mem_free(filled);
}

/* The place of a parent among as many sums as lines and one for those without: the last. */
static size_t sum_of(const struct score_sheet *sheet, size_t parent) {
    return parent == SIZE_MAX ? sheet->count : parent;
}

/* For each parent the template's weights of what is relevant below it; the caller's. */
static struct number **sum_weights(const struct score_sheet *sheet) {
    struct number **sums = mem_alloc_zero(sheet->count + 1, sizeof(struct number *));
    for (size_t i = 0; i <= sheet->count; i++)
        sums[i] = number_from_int(0);
    for (size_t i = 0; i < sheet->count; i++) {
        struct number **sum = &sums[sum_of(sheet, sheet->lines[i].parent)];
        if (sheet->lines[i].state != SCORE_IRRELEVANT)
            *sum = then_text(*sum, PLUS, sheet->lines[i].indicator->weight);
    }
    return sums;
}

static void free_sums(struct number **sums, size_t count) {
    for (size_t i = 0; i < count; i++)
        number_free(sums[i]);
    mem_free(sums);
}

/* From the top: siblings share their parent's weight by their own. */
static void set_weights(struct score_sheet *sheet) {
    struct number *full = number_from_int(SCORE_FULL);
    struct number **sums = sum_weights(sheet);
    for (size_t i = 0; i < sheet->count; i++) {
        struct score_line *line = &sheet->lines[i];
        if (line->state == SCORE_IRRELEVANT) {
            line->weight = number_from_int(0);
            continue;
        }
        const struct number *sum = sums[sum_of(sheet, line->parent)];
        const struct number *whole =
            line->parent == SIZE_MAX ? full : sheet->lines[line->parent].weight;
        line->weight =
            then(then_text(number_clone(whole), TIMES, line->indicator->weight), BY, sum);
        if (line->weight == NULL) /* weights of nothing */
            line->weight = number_from_int(0);
    }
    free_sums(sums, sheet->count + 1);
    number_free(full);
}

static void score_irrelevant(struct score_line *line) {
    number_free(line->score);
    line->score = number_from_int(0);
    line->lost = number_from_int(0);
}

/* What stands below it has been added to it. */
static void score_group(const struct build *build, struct score_line *line) {
    const struct template_indicator *indicator = line->indicator;
    if (!apply_cap(build, indicator->caps, indicator->cap_count, &line->score, &line->cap))
        line->cap = NULL;
    set_lost(line);
}

/* From the bottom: whatever stands below a line stands behind it, and is added to its group once
 * it is scored. */
static void score_lines(const struct build *build) {
    struct score_sheet *sheet = build->sheet;
    for (size_t i = 0; i < sheet->count; i++)
        if (indicator_is_group(sheet->lines[i].indicator))
            sheet->lines[i].score = number_from_int(0);
    for (size_t i = sheet->count; i-- > 0;) {
        struct score_line *line = &sheet->lines[i];
        bool group = indicator_is_group(line->indicator);
        if (line->state == SCORE_IRRELEVANT)
            score_irrelevant(line);
        else if (group)
            score_group(build, line);
        else
            score_leaf(build, line);
        if (line->parent != SIZE_MAX) {
            struct score_line *parent = &sheet->lines[line->parent];
            parent->score = then(parent->score, PLUS, line->score);
            parent->open += line->open;
        }
    }
}

static void total_up(const struct build *build) {
    struct score_sheet *sheet = build->sheet;
    const struct template *template = build->report->template;
    sheet->total = number_from_int(0);
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->lines[i].parent == SIZE_MAX) {
            sheet->total = then(sheet->total, PLUS, sheet->lines[i].score);
            sheet->open += sheet->lines[i].open;
        }
    sheet->capped =
        apply_cap(build, template->caps, template->cap_count, &sheet->total, &sheet->cap);
    for (size_t i = 0; i < template->grade_count && sheet->open == 0 && sheet->grade == NULL; i++) {
        struct number *from = parse(template->grades[i].from);
        if (from != NULL && number_compare(sheet->total, from) >= 0)
            sheet->grade = &template->grades[i];
        number_free(from);
    }
}

struct score_sheet *score_sheet_new(struct figures *figures) {
    const struct report *report = figures_report(figures);
    if (report->template == NULL || report->template->indicator_count == 0)
        return NULL;
    struct build build = {
        .sheet = MEM_NEW(struct score_sheet), .figures = figures, .report = report};
    add_lines(&build, report->template->indicators, report->template->indicator_count, SIZE_MAX, 1);
    hide_empty_groups(build.sheet);
    set_weights(build.sheet);
    score_lines(&build);
    total_up(&build);
    return build.sheet;
}

void score_sheet_free(struct score_sheet *sheet) {
    if (sheet == NULL)
        return;
    for (size_t i = 0; i < sheet->count; i++) {
        struct score_line *line = &sheet->lines[i];
        value_release(&line->actual);
        number_free(line->weight);
        number_free(line->method);
        number_free(line->typed);
        number_free(line->score);
        number_free(line->lost);
    }
    mem_free(sheet->lines);
    number_free(sheet->total);
    mem_free(sheet);
}
