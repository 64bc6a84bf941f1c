#include "model/template/read_kind.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/number/expression_kind.h"
#include "model/template/read.h"

#include <stdlib.h>
#include <string.h>

struct operands {
    const struct template *template;
    struct nature own; /* "." */
    bool strict;
};

static struct nature nature_of_type(enum value_type type, const char *unit) {
    switch (type) {
    case TYPE_TEXT:
    case TYPE_DATE:
    case TYPE_SELECT_ONE:
        return (struct nature){KIND_IS_TEXT, NULL};
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_MONEY:
    case TYPE_PERCENT:
        break;
    }
    bool known = unit != NULL && unit[0] != '\0';
    return (struct nature){KIND_IS_NUMBER, known ? unit : type == TYPE_PERCENT ? unit_share : NULL};
}

/* A question without a type is a text too, and may well hold a number. */
static struct nature nature_of_question(const struct template_question *question) {
    if (question->type == TYPE_TEXT)
        return (struct nature){KIND_IS_ANY, NULL};
    return nature_of_type(question->type, NULL);
}

static struct nature nature_of_operand(void *self, const struct expression *operand) {
    const struct operands *operands = self;
    const struct template *template = operands->template;
    if (operand->kind == EXPRESSION_SELF)
        return operands->own;
    const struct span name = span_of(operand->text);
    const struct template_figure *figure = template_find(template, TEMPLATE_FIGURE, name);
    const struct template_question *question = template_find(template, TEMPLATE_QUESTION, name);
    if (figure != NULL)
        return nature_of_type(figure->type, figure->unit);
    if (span_is(name, "year"))
        return (struct nature){KIND_IS_NUMBER, NULL};
    if (question != NULL && operands->strict) /* its answer is a text, whatever it says */
        return nature_of_type(question->type, NULL);
    if (question != NULL)
        return nature_of_question(question);
    return (struct nature){KIND_IS_TEXT, NULL}; /* unit, short_name, a section */
}

/* What an expression of a question or a figure must be, and what "." is in it. */
struct owned {
    const struct expression *expression;
    struct nature own;
    enum kind wanted;
    struct condition *condition; /* whose value is in `unit`; NULL: of a truth */
    const char *unit;            /* NULL: not known */
};

static int compare_owned(const void *left, const void *right) {
    uintptr_t a = (uintptr_t)((const struct owned *)left)->expression;
    uintptr_t b = (uintptr_t)((const struct owned *)right)->expression;
    return a < b ? -1 : a > b;
}

static size_t count_indicators(struct template_indicator *const *indicators, size_t count) {
    size_t all = count;
    for (size_t i = 0; i < count; i++)
        all += count_indicators(indicators[i]->indicators, indicators[i]->indicator_count);
    return all;
}

/* One without a unit whose target is a percentage counts in shares. */
static const char *indicator_unit(const struct template_indicator *indicator) {
    if (indicator->unit != NULL && indicator->unit[0] != '\0')
        return indicator->unit;
    return span_ends_with(span_of(indicator->target), SPAN("%")) ? unit_share : NULL;
}

static void list_indicators(struct owned *list, size_t *count,
                            struct template_indicator *const *indicators, size_t indicator_count) {
    for (size_t i = 0; i < indicator_count; i++) {
        struct template_indicator *at = indicators[i];
        list[(*count)++] = (struct owned){.expression = at->actual.expression,
                                          .wanted = KIND_IS_NUMBER,
                                          .condition = &at->actual,
                                          .unit = indicator_unit(at)};
        list_indicators(list, count, at->indicators, at->indicator_count);
    }
}

static struct owned *list_owned(struct template *template, size_t *count) {
    size_t most = template->question_count + 2 * template->figure_count + 1 +
                  count_indicators(template->indicators, template->indicator_count);
    struct owned *list = mem_alloc_zero(most, sizeof *list);
    list_indicators(list, count, template->indicators, template->indicator_count);
    for (size_t i = 0; i < template->question_count; i++) {
        const struct template_question *question = &template->questions[i];
        list[(*count)++] = (struct owned){.expression = question->constraint.expression,
                                          .own = nature_of_question(question),
                                          .wanted = KIND_IS_TRUTH};
    }
    for (size_t i = 0; i < template->figure_count; i++) {
        struct template_figure *figure = &template->figures[i];
        struct nature nature = nature_of_type(figure->type, figure->unit);
        list[(*count)++] = (struct owned){
            .expression = figure->constraint.expression, .own = nature, .wanted = KIND_IS_TRUTH};
        list[(*count)++] = (struct owned){.expression = figure->calculate.expression,
                                          .wanted = nature.kind,
                                          .condition = &figure->calculate,
                                          .unit = nature.unit};
    }
    qsort(list, *count, sizeof *list, compare_owned);
    return list;
}

/* A value in another unit of one kind is converted; 万元 where 人 is asked for is refused. */
static void settle_unit(struct reader *reader, const struct reader_reference *reference,
                        const struct owned *owned, const struct nature_source *source) {
    const char *unit = expression_nature(reference->expression, source).unit;
    if (unit_find_power(unit, owned->unit, &owned->condition->power) || !reader->strict ||
        !units_differ(unit, owned->unit))
        return;
    faults_add(reader->faults, yaml_node_place(reference->node, 0),
               _("式子算出来的是%s，这里的单位是%s：换一个式子，或者改单位"), unit, owned->unit);
}

void reader_check_kinds(struct reader *reader) {
    size_t count = 0;
    struct owned *list = list_owned(reader->template, &count);
    for (size_t i = 0; i < reader->reference_count && reader->faults->count <= FAULTS_MOST; i++) {
        const struct reader_reference *reference = &reader->references[i];
        if (reference->kind != REFERENCE_EXPRESSION)
            continue;
        struct operands operands = {.template = reader->template, .strict = reader->strict};
        struct nature_source source = {nature_of_operand, &operands, reader->strict};
        const struct owned *owned = bsearch(&(struct owned){.expression = reference->expression},
                                            list, count, sizeof *list, compare_owned);
        enum kind wanted = KIND_IS_TRUTH;
        if (owned != NULL) {
            operands.own = owned->own;
            wanted = owned->wanted;
        }
        struct err err;
        size_t at;
        if (expression_check_kind(reference->expression, wanted, &source, &at, &err) != RC_OK)
            faults_add(reader->faults, yaml_node_place(reference->node, at), "%s", err.text);
        else if (owned != NULL && owned->condition != NULL)
            settle_unit(reader, reference, owned, &source);
    }
    mem_free(list);
}
