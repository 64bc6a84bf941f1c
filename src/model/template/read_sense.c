#include "model/template/read_sense.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/number/expression.h"
#include "model/number/expression_kind.h"
#include "model/template/read.h"
#include "model/template/read_map.h"

#include <string.h>

/* The items of a top list, in the order of the template's array; NULL: none. */
static const struct yaml_node *list_of(const struct reader *reader, const char *key) {
    const struct yaml_node *list = yaml_find(reader->root, key);
    return list != NULL ? list->child : NULL;
}

/* --- units and defaults --- */

static bool is_money_unit(const char *unit) {
    struct span text = span_of(unit);
    return span_ends_with(text, SPAN("元")) || span_ends_with(text, SPAN("镑"));
}

static bool is_percent_unit(const char *unit) {
    static const char *const units[] = {"%", "％", "‰", "个百分点", "百分点"};
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

/* Of a figure or a column: `map` is its record. */
static void check_unit(struct reader *reader, const struct yaml_node *map, enum value_type type,
                       const char *unit) {
    struct place place = reader_place(map, "unit");
    if (unit == NULL || unit[0] == '\0')
        return;
    if (type == TYPE_MONEY && !is_money_unit(unit))
        faults_add(
            reader->faults, place,
            _("type: money是钱，单位要是元、万元、亿元等，不能是“%s”；数人、数件的用integer"),
            unit);
    else if (type == TYPE_PERCENT && !is_percent_unit(unit))
        faults_add(reader->faults, place,
                   _("type: percent的单位只能是%%（不写也行），不能是“%s”；钱用money，别的用"
                     "decimal"),
                   unit);
    else if (type == TYPE_TEXT || type == TYPE_DATE || type == TYPE_SELECT_ONE)
        faults_add(reader->faults, place,
                   _("文字、日期、选项没有单位，请删去“%s”；要算的数用integer、decimal等"), unit);
}

static void check_default(struct reader *reader, const struct yaml_node *map,
                          const struct template_question *question) {
    struct value value = {0};
    struct err err;
    if (question->default_text != NULL &&
        question_read(&value, question, span_of(question->default_text), &err) != RC_OK)
        faults_add(reader->faults, reader_place(map, "default"), _("预填的填不进去：%s"), err.text);
    value_release(&value);
}

/* Who reads the labels cannot tell one from the other. */
static void check_choice_labels(struct reader *reader, const struct yaml_node *map,
                                const struct template_choice *choices, size_t count) {
    const struct yaml_node *list = yaml_find(map, "choices");
    const struct yaml_node *item = list != NULL ? list->child : NULL;
    enum { COMPARED_MOST = 200 }; /* nobody chooses out of more */
    for (size_t i = 0; i < count && i < COMPARED_MOST && item != NULL; i++, item = item->next)
        for (size_t k = 0; k < i; k++)
            if (strcmp(choices[i].label, choices[k].label) == 0) {
                faults_add(reader->faults, reader_place(item, "label"),
                           _("两个选项都叫“%s”，填表人分不出来，请改一个"), choices[i].label);
                break;
            }
}

/* --- figures of the library --- */

/* Of a built-in template it is known what it has; others may be added later. */
static void check_library(struct reader *reader, const struct yaml_node *map,
                          const struct template_figure *figure) {
    struct template *from = NULL;
    const struct template_library *library = &figure->library;
    if (!library->given || library->sum == NULL ||
        reader->read_other(&from, template_builtin_text(span_of(library->form_id)),
                           library->form_id, NULL) != RC_OK)
        return;
    const struct template_figure *summed =
        template_find(from, TEMPLATE_FIGURE, span_of(library->sum));
    struct place place = reader_place(map, "library");
    int power;
    if (summed == NULL)
        faults_add(reader->faults, place, _("自带的模板%s没有名为“%s”的数据，用template show %s看"),
                   library->form_id, library->sum, library->form_id);
    else if (!figure_is_number(summed))
        faults_add(reader->faults, place, _("模板%s的“%s”不是数，不能相加"), library->form_id,
                   summed->label);
    else if (figure_unit(summed)[0] != '\0' && figure_unit(figure)[0] != '\0' &&
             !unit_find_power(figure_unit(summed), figure_unit(figure), &power))
        faults_add(reader->faults, place, _("模板%s的“%s”是%s，换算不成这里的%s，请改单位"),
                   library->form_id, summed->label, figure_unit(summed), figure_unit(figure));
    template_free(from);
}

/* --- lists over the sections --- */

static void check_pair(struct reader *reader, const struct yaml_node *map, const char *key,
                       const char *name) {
    const struct template_section *section = template_find_section(reader->template, span_of(name));
    if (section != NULL && section->kind != KIND_ITEMS)
        faults_add(reader->faults, reader_place(map, key),
                   _("成对的节要是条目，才数得出条数：给“%s”写kind: items"), name);
}

static void check_pairs(struct reader *reader) {
    const struct template *template = reader->template;
    const struct yaml_node *item = list_of(reader, "pairs");
    for (size_t i = 0; i < template->pair_count && item != NULL; i++, item = item->next) {
        check_pair(reader, item, "first", template->pairs[i].first);
        check_pair(reader, item, "second", template->pairs[i].second);
    }
}

static void check_grades(struct reader *reader) {
    const struct template *template = reader->template;
    const struct yaml_node *item = list_of(reader, "grades");
    enum { COMPARED_MOST = 200 };
    for (size_t i = 0; i < template->grade_count && i < COMPARED_MOST && item != NULL;
         i++, item = item->next)
        for (size_t k = 0; k < i; k++)
            if (strcmp(template->grades[i].name, template->grades[k].name) == 0)
                faults_add(reader->faults, reader_place(item, "name"), _("等级“%s”重复了"),
                           template->grades[i].name);
}

/* --- expressions --- */

static void check_prior(struct reader *reader, const struct yaml_node *node, size_t at,
                        struct span name) {
    const struct template_figure *figure = template_find(reader->template, TEMPLATE_FIGURE, name);
    if (figure == NULL || figure->prior || figure->calculate.given)
        return;
    faults_add(reader->faults, yaml_node_place(node, at),
               _("数据“%s”不问上年数，这里永远是空的：给它写prior: true"), figure->name);
}

/* A choice is compared by its name. */
static void check_choice(struct reader *reader, const struct yaml_node *node,
                         const struct expression *reference, const struct expression *text) {
    const struct span name = span_of(reference->text);
    const struct template_question *question =
        template_find(reader->template, TEMPLATE_QUESTION, name);
    const struct template_figure *figure = template_find(reader->template, TEMPLATE_FIGURE, name);
    const struct template_choice *choices = question != NULL ? question->choices
                                            : figure != NULL ? figure->choices
                                                             : NULL;
    size_t count = question != NULL ? question->choice_count
                   : figure != NULL ? figure->choice_count
                                    : 0;
    struct str names = STR_INIT;
    bool known = count == 0 || text->text[0] == '\0';
    for (size_t i = 0; i < count; i++) {
        known = known || strcmp(choices[i].name, text->text) == 0;
        str_add_format(&names, "%s%s", i > 0 ? _("、") : "", choices[i].name);
    }
    if (!known)
        faults_add(reader->faults, yaml_node_place(node, text->at),
                   _("“%s”没有名为“%s”的选项，要写选项的name：%s"), reference->text, text->text,
                   names.s);
    str_release(&names);
}

/* The height of an expression is bounded. */
static void check_expression(struct reader *reader, const struct yaml_node *node,
                             const struct expression *at) {
    if (at->kind == EXPRESSION_REFERENCE && at->prior)
        check_prior(reader, node, at->at, span_of(at->text));
    if (at->kind == EXPRESSION_EQUAL || at->kind == EXPRESSION_NOT_EQUAL)
        for (int i = 0; i < 2; i++)
            if (at->operands[i]->kind == EXPRESSION_REFERENCE &&
                at->operands[1 - i]->kind == EXPRESSION_TEXT)
                check_choice(reader, node, at->operands[i], at->operands[1 - i]);
    for (size_t i = 0; i < at->count; i++)
        check_expression(reader, node, at->operands[i]);
}

/* ${name.prior}, .change and .direction in a text; what else is in it is checked already. */
static void check_tokens(struct reader *reader, const struct yaml_node *node) {
    struct span text = {node->text, node->length};
    for (size_t i = 0; i + 2 < text.n && reader->faults->count <= FAULTS_MOST; i++) {
        struct span rest = span_sub(text, i, text.n), name;
        if (span_starts_with(rest, SPAN("$${")))
            i += 2;
        else if (span_take_prefix(&rest, SPAN("${")) && name_take(&rest, &name) &&
                 (span_starts_with(rest, SPAN(".prior")) ||
                  span_starts_with(rest, SPAN(".change")) ||
                  span_starts_with(rest, SPAN(".direction"))))
            check_prior(reader, node, i, name);
    }
}

static void check_references(struct reader *reader) {
    for (size_t i = 0; i < reader->reference_count && reader->faults->count <= FAULTS_MOST; i++) {
        const struct reader_reference *reference = &reader->references[i];
        if (reference->kind == REFERENCE_EXPRESSION)
            check_expression(reader, reference->node, reference->expression);
        else if (reference->kind == REFERENCE_PROSE || reference->kind == REFERENCE_CELL)
            check_tokens(reader, reference->node);
    }
}

/* --- conditions that wait for one another --- */

/* Visits what a condition cannot hold without: what stands beside an `or` need not be there. The
 * height of an expression is bounded. */
static void each_needed(const struct expression *at,
                        void (*visit)(void *self, const struct expression *operand), void *self) {
    if (at->kind == EXPRESSION_OR || at->kind == EXPRESSION_NOT ||
        (at->kind == EXPRESSION_CALL &&
         (at->function == FUNCTION_IF || at->function == FUNCTION_COALESCE ||
          at->function == FUNCTION_COUNT)))
        return;
    if (at->kind == EXPRESSION_REFERENCE)
        visit(self, at);
    for (size_t i = 0; i < at->count; i++)
        each_needed(at->operands[i], visit, self);
}

static const struct expression *relevant_of(const struct template *template, struct span name) {
    const struct template_figure *figure = template_find(template, TEMPLATE_FIGURE, name);
    const struct template_question *question = template_find(template, TEMPLATE_QUESTION, name);
    const struct template_section *section = template_find_section(template, name);
    if (figure != NULL)
        return figure->relevant.expression;
    if (question != NULL)
        return question->relevant.expression;
    return section != NULL ? section->relevant.expression : NULL;
}

enum { CIRCLE_MOST = 8, CIRCLE_STEPS = 500 }; /* conditions in it; looked at from one of them */

struct circle {
    const struct template *template;
    const struct expression *start;
    int depth, steps;
    bool closed;
};

static void follow(void *self, const struct expression *operand) {
    struct circle *circle = self;
    const struct expression *next = !operand->prior && !circle->closed
                                        ? relevant_of(circle->template, span_of(operand->text))
                                        : NULL;
    if (next == NULL || circle->steps == 0)
        return;
    circle->steps--;
    if (next == circle->start && circle->depth == 0)
        return; /* itself: check_own_text says that */
    circle->closed = next == circle->start;
    if (circle->closed || circle->depth == CIRCLE_MOST)
        return;
    circle->depth++;
    each_needed(next, follow, circle);
    circle->depth--;
}

static void check_circle(struct reader *reader, const struct yaml_node *map,
                         const struct condition *relevant) {
    struct circle circle = {
        .template = reader->template, .start = relevant->expression, .steps = CIRCLE_STEPS};
    if (relevant->expression == NULL || reader->circle)
        return;
    each_needed(relevant->expression, follow, &circle);
    reader->circle = circle.closed;
    if (circle.closed)
        faults_add(reader->faults, reader_place(map, "relevant"),
                   _("适用条件绕成了圈：它要看的项又要看它适用不适用，请去掉一边"));
}

/* A section's own text, or one below it, cannot be written before the section applies. */
struct own_text {
    const struct template *template;
    const struct template_section *section;
    bool found;
};

static void note_own_text(void *self, const struct expression *operand) {
    struct own_text *own = self;
    if (template_find(own->template, TEMPLATE_FIGURE, span_of(operand->text)) != NULL ||
        template_find(own->template, TEMPLATE_QUESTION, span_of(operand->text)) != NULL)
        return;
    const struct template_section *at =
        template_find_section(own->template, span_of(operand->text));
    for (; at != NULL; at = at->parent)
        own->found = own->found || at == own->section;
}

static void check_own_text(struct reader *reader, const struct yaml_node *map,
                           const struct template_section *section) {
    struct own_text own = {.template = reader->template, .section = section};
    if (section->relevant.expression == NULL)
        return;
    each_needed(section->relevant.expression, note_own_text, &own);
    if (own.found)
        faults_add(reader->faults, reader_place(map, "relevant"),
                   _("这一节适用不适用要看它自己（或下级）的文字，就永远写不进去：换一个条件"));
}

/* --- sections --- */

static void check_columns(struct reader *reader, const struct yaml_node *map,
                          const struct template_section *section) {
    const struct yaml_node *list = yaml_find(map, "columns");
    const struct yaml_node *item = list != NULL ? list->child : NULL;
    enum { COMPARED_MOST = 200 };
    for (size_t i = 0; i < section->column_count && i < COMPARED_MOST && item != NULL;
         i++, item = item->next) {
        const struct template_column *column = &section->columns[i];
        check_unit(reader, item, column->type, column->unit);
        for (size_t k = 0; k < i; k++)
            if (strcmp(column->label, section->columns[k].label) == 0) {
                faults_add(reader->faults, reader_place(item, "label"), _("两列都叫“%s”，请改一个"),
                           column->label);
                break;
            }
    }
    if (section->column_count > 0 && section->row_count > 0)
        faults_add(reader->faults, reader_place(map, "table"),
                   _("“columns”（填表人填的表）和“table”（由数据生成的表）只能有一个"));
}

static void check_sections(struct reader *reader, const struct yaml_node *map,
                           const struct template_section *section) {
    const struct yaml_node *list = yaml_find(map, "sections");
    const struct yaml_node *item = list != NULL ? list->child : NULL;
    for (size_t i = 0; i < section->section_count && item != NULL; i++, item = item->next) {
        check_columns(reader, item, section->sections[i]);
        check_circle(reader, item, &section->sections[i]->relevant);
        check_own_text(reader, item, section->sections[i]);
        check_sections(reader, item, section->sections[i]);
    }
}

/* --- the whole --- */

static void check_questions(struct reader *reader) {
    const struct template *template = reader->template;
    const struct yaml_node *item = list_of(reader, "questions");
    for (size_t i = 0; i < template->question_count && item != NULL; i++, item = item->next) {
        const struct template_question *question = &template->questions[i];
        check_default(reader, item, question);
        check_circle(reader, item, &question->relevant);
        check_choice_labels(reader, item, question->choices, question->choice_count);
    }
}

static void check_figures(struct reader *reader) {
    const struct template *template = reader->template;
    const struct yaml_node *item = list_of(reader, "figures");
    for (size_t i = 0; i < template->figure_count && item != NULL; i++, item = item->next) {
        const struct template_figure *figure = &template->figures[i];
        check_unit(reader, item, figure->type, figure->unit);
        check_choice_labels(reader, item, figure->choices, figure->choice_count);
        check_library(reader, item, figure);
        check_circle(reader, item, &figure->relevant);
    }
}

/* Characters that a text must not hold, written as "\\e": they would be dropped without a word. */
static void check_stripped(struct reader *reader, const struct yaml_node *node) {
    if (node->stripped != 0)
        faults_add(reader->faults, node->place,
                   _("文字里有不可见的控制字符U+%04X（写成“\\”开头的），请删去"),
                   (unsigned)node->stripped);
    for (const struct yaml_node *child = node->child; child != NULL; child = child->next)
        check_stripped(reader, child); /* as deep as YAML_TREE_DEPTH_MOST */
}

void reader_check_sense(struct reader *reader) {
    check_stripped(reader, reader->root);
    check_questions(reader);
    check_figures(reader);
    check_sections(reader, reader->root, &reader->template->root);
    check_pairs(reader);
    check_grades(reader);
    check_references(reader);
}
