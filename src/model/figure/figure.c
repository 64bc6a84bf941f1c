/* Values of figures: typed, or calculated in an order that needs no deep recursion. */
#include "model/figure/figure.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_method.h"
#include "model/report_values.h"
#include "model/section.h"

#include <string.h>

/* Two cells a figure: this year's value, last year's. */
enum cell_state { CELL_UNKNOWN, CELL_OPEN, CELL_SETTLED };
struct cell {
    enum cell_state state;
    struct value value;
};

struct figures {
    const struct report *report;
    const struct template *template; /* NULL: no figures */
    struct cell *cells;
    size_t count; /* of figures */
};

struct figures *figures_new(const struct report *report) {
    struct figures *figures = MEM_NEW(struct figures);
    figures->report = report;
    figures->template = report->template;
    figures->count = report->template != NULL ? report->template->figure_count : 0;
    figures->cells = mem_alloc_zero(2 * figures->count, sizeof *figures->cells);
    return figures;
}

void figures_free(struct figures *figures) {
    if (figures == NULL)
        return;
    for (size_t i = 0; i < 2 * figures->count; i++)
        value_release(&figures->cells[i].value);
    mem_free(figures->cells);
    mem_free(figures);
}

const struct report *figures_report(const struct figures *figures) {
    return figures->report;
}

/* ---- finding figures ---- */

const struct template_figure *figure_find(const struct template *template, struct span name) {
    return template_find(template, TEMPLATE_FIGURE, name);
}

const struct template_figure *figure_find_value(const struct template *template, struct span name,
                                                bool *prior) {
    *prior = span_ends_with(name, SPAN(".prior"));
    if (*prior)
        name.n -= SPAN(".prior").n;
    return figure_find(template, name);
}

bool figure_is_calculated(const struct template_figure *figure) {
    return figure->calculate.expression != NULL;
}

static size_t cell_of(const struct figures *figures, const struct template_figure *figure,
                      bool prior) {
    return 2 * (size_t)(figure - figures->template->figures) + (prior ? 1 : 0);
}

/* ---- what expressions ask for ---- */

/* A cell of last year's sees last year's figures, and knows nothing of the year before. */
struct lookup {
    struct figures *figures;
    bool last_year;
};

static void settle(struct figures *figures, size_t cell);

static void find_figure(struct lookup *lookup, const struct template_figure *figure, bool prior,
                        struct value *out) {
    if (prior && lookup->last_year)
        return;
    size_t cell = cell_of(lookup->figures, figure, prior || lookup->last_year);
    settle(lookup->figures, cell);
    value_copy(out, &lookup->figures->cells[cell].value);
}

static void find_answer(const struct report *report, const struct template_question *question,
                        struct value *out) {
    const char *text = report_value(report, span_of(question->name));
    if (question_read(out, question, span_of(text), NULL) != RC_OK)
        value_release(out);
}

static void find_section_text(const struct report *report, struct span name, struct value *out) {
    const struct section *section = report_find_section(report, name);
    if (section == NULL || !section_has_text(report, section))
        return;
    struct str text = STR_INIT;
    body_add_text(&text, &section->body);
    value_set_text(out, str_span(&text));
    str_release(&text);
}

static bool find_basic(const struct lookup *lookup, struct span name, bool prior,
                       struct value *out) {
    const struct report *report = lookup->figures->report;
    if (span_is(name, "year")) {
        if (report->year > 0)
            value_set_number(out, number_from_int(report->year - (prior || lookup->last_year)));
        return true;
    }
    bool unit = span_is(name, "unit");
    if (!unit && !span_is(name, "short_name"))
        return false;
    if (!prior)
        value_set_text(out, span_of(unit ? report->unit : report->short_name));
    return true;
}

static void find(void *self, struct span name, bool prior, struct value *out) {
    struct lookup *lookup = self;
    const struct template *template = lookup->figures->template;
    const struct template_figure *figure = figure_find(template, name);
    if (figure != NULL) {
        find_figure(lookup, figure, prior, out);
        return;
    }
    if (find_basic(lookup, name, prior, out) || prior)
        return;
    const struct template_question *question = template_find(template, TEMPLATE_QUESTION, name);
    if (question != NULL)
        find_answer(lookup->figures->report, question, out);
    else if (!lookup->last_year)
        find_section_text(lookup->figures->report, name, out);
}

/* ---- settling ---- */

static void read_typed(struct figures *figures, size_t cell) {
    const struct template_figure *figure = &figures->template->figures[cell / 2];
    struct str name = STR_INIT;
    str_add_format(&name, "%s%s", figure->name, cell % 2 == 1 ? ".prior" : "");
    const char *typed = report_value(figures->report, str_span(&name));
    struct value *value = &figures->cells[cell].value;
    if (figure_read(value, figure, span_of(typed), NULL) != RC_OK)
        value_release(value);
    str_release(&name);
}

/* What is typed for last year stands; this year's calculated value is never typed. */
static bool is_computed(struct figures *figures, size_t cell) {
    const struct template_figure *figure = &figures->template->figures[cell / 2];
    if (!figure_is_calculated(figure))
        return false;
    if (cell % 2 == 0)
        return true;
    read_typed(figures, cell);
    return figures->cells[cell].value.kind == VALUE_EMPTY;
}

/* Into the unit that is asked for: times ten to that power. */
static void shift(struct value *value, int power) {
    struct number *ten = power != 0 ? number_from_int(10) : NULL;
    for (int i = 0; i != power && value->kind == VALUE_NUMBER; i += power > 0 ? 1 : -1)
        value_set_number(value, power > 0 ? number_multiply(value->number, ten)
                                          : number_divide(value->number, ten));
    number_free(ten);
}

static void compute(struct figures *figures, size_t cell) {
    const struct template_figure *figure = &figures->template->figures[cell / 2];
    struct lookup lookup = {figures, cell % 2 == 1};
    struct value_source source = {.find = find, .self = &lookup};
    struct value value;
    (void)evaluate(&value, figure->calculate.expression, &source);
    shift(&value, figure->calculate.power);
    if ((value.kind == VALUE_NUMBER) == figure_is_number(figure) && value.kind != VALUE_TRUTH)
        figures->cells[cell].value = value;
    else
        value_release(&value);
}

struct operand_walk {
    const struct figures *figures;
    size_t cell, open; /* open: the first operand that is not settled, SIZE_MAX: all are */
};

static void note_open(void *self, const struct expression *operand) {
    struct operand_walk *walk = self;
    bool last_year = walk->cell % 2 == 1;
    if (walk->open != SIZE_MAX || operand->kind != EXPRESSION_REFERENCE ||
        (operand->prior && last_year))
        return;
    const struct template_figure *figure =
        figure_find(walk->figures->template, span_of(operand->text));
    if (figure == NULL)
        return;
    size_t cell = cell_of(walk->figures, figure, operand->prior || last_year);
    if (walk->figures->cells[cell].state == CELL_UNKNOWN)
        walk->open = cell;
}

static size_t find_open(const struct figures *figures, size_t cell) {
    struct operand_walk walk = {.figures = figures, .cell = cell, .open = SIZE_MAX};
    expression_each_operand(figures->template->figures[cell / 2].calculate.expression, note_open,
                            &walk);
    return walk.open;
}

/* Operands first, on a stack of its own: a chain may be as long as there are figures. The template
 * reader refuses circles; were there one, its cells would count as empty. */
static void settle(struct figures *figures, size_t cell) {
    if (figures->cells[cell].state != CELL_UNKNOWN)
        return;
    size_t *stack = NULL, depth = 0, cap = 0;
    MEM_PUSH_ROOM(stack, depth, cap);
    stack[depth++] = cell;
    while (depth > 0) {
        size_t top = stack[depth - 1];
        struct cell *at = &figures->cells[top];
        bool computed = at->state == CELL_OPEN || is_computed(figures, top);
        at->state = CELL_OPEN;
        size_t open = computed ? find_open(figures, top) : SIZE_MAX;
        if (open != SIZE_MAX) {
            MEM_PUSH_ROOM(stack, depth, cap);
            stack[depth++] = open;
            continue;
        }
        if (computed)
            compute(figures, top);
        else if (at->value.kind == VALUE_EMPTY)
            read_typed(figures, top);
        at->state = CELL_SETTLED;
        depth--;
    }
    mem_free(stack);
}

const struct value *figures_value(struct figures *figures, const struct template_figure *figure,
                                  bool prior) {
    size_t cell = cell_of(figures, figure, prior);
    settle(figures, cell);
    return &figures->cells[cell].value;
}

struct number *figures_change(struct figures *figures, const struct template_figure *figure) {
    const struct value *now = figures_value(figures, figure, false);
    const struct value *prior = figures_value(figures, figure, true);
    if (now->kind != VALUE_NUMBER || prior->kind != VALUE_NUMBER)
        return NULL;
    struct number *difference = number_subtract(now->number, prior->number);
    struct number *base = number_abs(prior->number);
    struct number *rate = difference != NULL ? number_divide(difference, base) : NULL;
    number_free(difference);
    number_free(base);
    return rate;
}

/* ---- conditions ---- */

void figures_evaluate(struct figures *figures, const struct condition *condition,
                      const struct value *own, struct value *out) {
    *out = (struct value){0};
    if (condition->expression == NULL)
        return;
    struct lookup lookup = {figures, false};
    struct value_source source = {.find = find, .self = &lookup, .own = own};
    (void)evaluate(out, condition->expression, &source);
    shift(out, condition->power);
}

enum truth figures_truth(struct figures *figures, const struct condition *condition,
                         const struct value *own) {
    if (!condition->given)
        return TRUTH_UNKNOWN;
    if (condition->expression == NULL)
        return condition->value ? TRUTH_TRUE : TRUTH_FALSE;
    struct value value;
    figures_evaluate(figures, condition, own, &value);
    enum truth truth = TRUTH_UNKNOWN;
    if (value.kind == VALUE_TRUTH)
        truth = value.truth ? TRUTH_TRUE : TRUTH_FALSE;
    value_release(&value);
    return truth;
}

enum truth report_truth(const struct report *report, const struct condition *condition) {
    if (!condition->given)
        return TRUTH_UNKNOWN;
    if (condition->expression == NULL)
        return condition->value ? TRUTH_TRUE : TRUTH_FALSE;
    struct figures *figures = figures_new(report);
    enum truth truth = figures_truth(figures, condition, NULL);
    figures_free(figures);
    return truth;
}

bool figures_is_required(struct figures *figures, const struct template_figure *figure) {
    return figures_truth(figures, &figure->required, NULL) == TRUTH_TRUE;
}

bool figures_is_relevant(struct figures *figures, const struct template_figure *figure) {
    return figures_truth(figures, &figure->relevant, NULL) != TRUTH_FALSE;
}

void figures_answer(struct figures *figures, const struct template_question *question,
                    struct value *out) {
    struct lookup lookup = {figures, false};
    *out = (struct value){0};
    if (!find_basic(&lookup, span_of(question->name), false, out))
        find_answer(figures->report, question, out);
}

bool figures_add_violation(struct figures *figures, struct str *out,
                           const struct template_figure *figure) {
    const struct value *own = figures_value(figures, figure, false);
    if (own->kind == VALUE_EMPTY || !figures_is_relevant(figures, figure) ||
        figures_truth(figures, &figure->constraint, own) != TRUTH_FALSE)
        return false;
    if (figure->constraint_message != NULL) {
        str_add_text(out, figure->constraint_message);
        return true;
    }
    str_add_format(out, _("数据“%s”"), figure->label);
    figure_add_wanted(out, figures->report->template, &figure->constraint, figure->label);
    return true;
}

bool figures_add_broken(struct figures *figures, struct str *out,
                        const struct template_question *question) {
    struct value own;
    figures_answer(figures, question, &own);
    bool said = own.kind == VALUE_NUMBER || (own.kind == VALUE_TEXT && own.text[0] != '\0');
    enum truth truth = said ? figures_truth(figures, &question->constraint, &own) : TRUTH_TRUE;
    struct number *number = NULL; /* a question without a type may well hold a number */
    if (truth == TRUTH_UNKNOWN && own.kind == VALUE_TEXT &&
        number_parse(&number, span_of(own.text), NULL) == RC_OK) {
        value_set_number(&own, number);
        truth = figures_truth(figures, &question->constraint, &own);
    }
    value_release(&own);
    bool broken = truth == TRUTH_FALSE;
    if (broken && question->constraint_message != NULL) {
        str_add_text(out, question->constraint_message);
    } else if (broken) {
        str_add_format(out, _("“%s”"), question->label);
        figure_add_wanted(out, figures->report->template, &question->constraint, question->label);
    }
    return broken;
}
