/* Kinds and units of a template's expressions, once its names are known to be right. */
#include "model/number/expression_kind.h"
#include "model/template/read.h"

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
    for (size_t i = 0; i < template->figure_count; i++)
        if (strcmp(template->figures[i].name, operand->text) == 0)
            return nature_of_type(template->figures[i].type, template->figures[i].unit);
    if (strcmp(operand->text, "year") == 0)
        return (struct nature){KIND_IS_NUMBER, NULL};
    for (size_t i = 0; i < template->question_count; i++)
        if (strcmp(template->questions[i].name, operand->text) == 0)
            return nature_of_question(&template->questions[i]);
    return (struct nature){KIND_IS_TEXT, NULL}; /* unit, short_name, a section */
}

/* What the expression must be, and what "." is in it. */
static enum kind find_wanted(const struct reader_reference *reference, struct operands *operands) {
    const struct template *template = operands->template;
    for (size_t i = 0; i < template->question_count; i++)
        if (template->questions[i].constraint.expression == reference->expression)
            operands->own = nature_of_question(&template->questions[i]);
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        struct nature nature = nature_of_type(figure->type, figure->unit);
        if (figure->constraint.expression == reference->expression)
            operands->own = nature;
        if (figure->calculate.expression == reference->expression)
            return nature.kind;
    }
    return strcmp(reference->key, "actual") == 0 ? KIND_IS_NUMBER : KIND_IS_TRUTH;
}

void reader_check_kinds(struct reader *reader) {
    for (size_t i = 0; i < reader->reference_count && reader->faults->count <= FAULTS_MOST; i++) {
        const struct reader_reference *reference = &reader->references[i];
        if (reference->kind != REFERENCE_EXPRESSION)
            continue;
        struct operands operands = {.template = reader->template};
        struct nature_source source = {nature_of_operand, &operands};
        enum kind wanted = find_wanted(reference, &operands);
        struct err err;
        size_t at;
        if (expression_check_kind(reference->expression, wanted, &source, &at, &err) != RC_OK)
            faults_add(reader->faults, yaml_node_place(reference->node, at), "%s", err.text);
    }
}
