#include "model/template/read_kind.h"

#include "base/mem.h"
#include "model/number/expression_kind.h"
#include "model/template/read.h"

#include <stdlib.h>
#include <string.h>

struct operands {
    const struct template *template;
    struct nature own; /* "." */
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
    return (struct nature){KIND_IS_NUMBER, unit};
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
    if (question != NULL)
        return nature_of_question(question);
    return (struct nature){KIND_IS_TEXT, NULL}; /* unit, short_name, a section */
}

/* What an expression of a question or a figure must be, and what "." is in it. */
struct owned {
    const struct expression *expression;
    struct nature own;
    enum kind wanted;
};

static int compare_owned(const void *left, const void *right) {
    uintptr_t a = (uintptr_t)((const struct owned *)left)->expression;
    uintptr_t b = (uintptr_t)((const struct owned *)right)->expression;
    return a < b ? -1 : a > b;
}

static struct owned *list_owned(const struct template *template, size_t *count) {
    struct owned *list =
        mem_alloc_zero(template->question_count + 2 * template->figure_count + 1, sizeof *list);
    for (size_t i = 0; i < template->question_count; i++) {
        const struct template_question *question = &template->questions[i];
        list[(*count)++] = (struct owned){question->constraint.expression,
                                          nature_of_question(question), KIND_IS_TRUTH};
    }
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        struct nature nature = nature_of_type(figure->type, figure->unit);
        list[(*count)++] = (struct owned){figure->constraint.expression, nature, KIND_IS_TRUTH};
        list[(*count)++] =
            (struct owned){figure->calculate.expression, (struct nature){0}, nature.kind};
    }
    qsort(list, *count, sizeof *list, compare_owned);
    return list;
}

void reader_check_kinds(struct reader *reader) {
    size_t count = 0;
    struct owned *list = list_owned(reader->template, &count);
    for (size_t i = 0; i < reader->reference_count && reader->faults->count <= FAULTS_MOST; i++) {
        const struct reader_reference *reference = &reader->references[i];
        if (reference->kind != REFERENCE_EXPRESSION)
            continue;
        struct operands operands = {.template = reader->template};
        struct nature_source source = {nature_of_operand, &operands};
        const struct owned *owned = bsearch(&(struct owned){.expression = reference->expression},
                                            list, count, sizeof *list, compare_owned);
        enum kind wanted = strcmp(reference->key, "actual") == 0 ? KIND_IS_NUMBER : KIND_IS_TRUTH;
        if (owned != NULL) {
            operands.own = owned->own;
            wanted = owned->wanted;
        }
        struct err err;
        size_t at;
        if (expression_check_kind(reference->expression, wanted, &source, &at, &err) != RC_OK)
            faults_add(reader->faults, yaml_node_place(reference->node, at), "%s", err.text);
    }
    mem_free(list);
}
