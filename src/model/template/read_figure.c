#include "model/template/read_figure.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/pattern.h"
#include "model/template/read.h"
#include "model/template/read_map.h"
#include "model/template/read_name.h"
#include "model/template/read_value.h"

enum { FIGURES_MOST = 2000 };

static const struct key choice_keys[] = {
    KEY_WANTED("name", read_name, struct template_choice, name),
    KEY_WANTED("label", read_heading, struct template_choice, label),
};

static struct template_choice *read_choices(struct reader *reader, const struct yaml_node *key,
                                            size_t *count) {
    struct template_choice *choices = reader_records(
        reader, key, choice_keys, ARRAY_LEN(choice_keys), sizeof(struct template_choice), count);
    reader_note_names(reader, key->next);
    return choices;
}

static void check_choices(struct reader *reader, const struct yaml_node *map,
                          enum value_type type) {
    const struct yaml_node *choices = yaml_find(map, "choices");
    if (type == TYPE_SELECT_ONE && choices == NULL)
        faults_add(reader->faults, reader_place(map, "type"),
                   _("select_one要用“choices”列出可选的项"));
    if (type != TYPE_SELECT_ONE && choices != NULL)
        faults_add(reader->faults, choices->place, _("只有type为select_one的才有“choices”"));
}

/* ---- questions ---- */

static void read_question_choices(struct reader *reader, const struct yaml_node *key,
                                  void *member) {
    struct template_question *question = member;
    question->choices = read_choices(reader, key, &question->choice_count);
}

static const struct key question_keys[] = {
    KEY_WANTED("name", read_name, struct template_question, name),
    KEY_WANTED("label", read_heading, struct template_question, label),
    KEY("type", read_type, struct template_question, type),
    KEY("hint", read_prose, struct template_question, hint),
    KEY("default", read_prose, struct template_question, default_text),
    KEY("required", read_condition, struct template_question, required),
    KEY("required_message", read_prose, struct template_question, required_message),
    KEY("constraint", read_constraint, struct template_question, constraint),
    KEY("constraint_message", read_prose, struct template_question, constraint_message),
    KEY("severity", read_severity, struct template_question, severity),
    KEY("source", read_plain, struct template_question, source),
    KEY("relevant", read_condition, struct template_question, relevant),
    KEY("carry", read_carry, struct template_question, carry),
    KEY("stable", read_bool, struct template_question, stable),
    KEY_OF("choices", read_question_choices),
};

/* Notes the names of a list's items, and checks what its keys say together. */
void read_questions(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    template->questions = reader_records(reader, key, question_keys, ARRAY_LEN(question_keys),
                                         sizeof *template->questions, &template->question_count);
    const struct yaml_node *item = key->next->child;
    for (size_t i = 0; i < template->question_count; i++, item = item->next) {
        reader_note_name(reader, item, FAMILY_VALUE, SIZE_MAX);
        check_choices(reader, item, template->questions[i].type);
    }
}

/* ---- figures ---- */

static void read_figure_choices(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_figure *figure = member;
    figure->choices = read_choices(reader, key, &figure->choice_count);
}

static void read_also(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_figure *figure = member;
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return;
    figure->also = mem_alloc_zero(key->next->count, sizeof *figure->also);
    for (; item != NULL; item = item->next) {
        if (item->kind != YAML_VALUE || item->length == 0)
            faults_add(reader->faults, item->place, _("“%s”里要写这个数据的别的叫法"), key->text);
        else
            figure->also[figure->also_count++] = span_copy((struct span){item->text, item->length});
    }
}

static const struct key library_keys[] = {
    KEY_WANTED("form_id", read_form_id, struct template_library, form_id),
    KEY("sum", read_name, struct template_library, sum),
    KEY("finished", read_bool, struct template_library, finished),
};

static void read_library(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_library *library = member;
    library->given = reader_map(reader, key->next, library_keys, ARRAY_LEN(library_keys), library);
}

static const struct key figure_keys[] = {
    KEY_WANTED("name", read_name, struct template_figure, name),
    KEY_WANTED("label", read_heading, struct template_figure, label),
    KEY("type", read_type, struct template_figure, type),
    KEY("unit", read_plain, struct template_figure, unit),
    KEY("decimals", read_decimals, struct template_figure, decimals),
    KEY("required", read_condition, struct template_figure, required),
    KEY("required_message", read_prose, struct template_figure, required_message),
    KEY("constraint", read_constraint, struct template_figure, constraint),
    KEY("constraint_message", read_prose, struct template_figure, constraint_message),
    KEY("severity", read_severity, struct template_figure, severity),
    KEY("source", read_plain, struct template_figure, source),
    KEY("relevant", read_condition, struct template_figure, relevant),
    KEY("calculate", read_formula, struct template_figure, calculate),
    KEY("prior", read_bool, struct template_figure, prior),
    KEY("max_change", read_share, struct template_figure, max_change),
    KEY("carry", read_carry, struct template_figure, carry),
    KEY("stable", read_bool, struct template_figure, stable),
    KEY("owner", read_plain, struct template_figure, owner),
    KEY_OF("choices", read_figure_choices),
    KEY_OF("also", read_also),
    KEY("library", read_library, struct template_figure, library),
};

/* A count is a number without money; a sum has the unit of what is added. */
static void check_library(struct reader *reader, const struct yaml_node *map,
                          const struct template_figure *figure) {
    bool counts = figure->type == TYPE_INTEGER || figure->type == TYPE_DECIMAL;
    bool sums = counts || figure->type == TYPE_MONEY;
    if (!figure->library.given)
        return;
    if (figure->library.sum == NULL ? !counts : !sums)
        faults_add(reader->faults, reader_place(map, "library"),
                   _("由报告库取的份数用integer，加起来的数（sum）用integer、decimal或money"));
    if (yaml_find(map, "calculate") != NULL)
        faults_add(reader->faults, reader_place(map, "library"),
                   _("有“calculate”的数据由别的数据算出，不要再写“library”"));
}

static void check_figure(struct reader *reader, const struct yaml_node *map,
                         const struct template_figure *figure) {
    bool whole =
        figure->type != TYPE_DECIMAL && figure->type != TYPE_MONEY && figure->type != TYPE_PERCENT;
    if (figure->decimals > 0 && whole)
        faults_add(reader->faults, reader_place(map, "decimals"),
                   _("只有decimal、money、percent才有小数位数"));
    if (figure->max_change != NULL && !figure->prior)
        faults_add(reader->faults, reader_place(map, "max_change"),
                   _("“max_change”要和“prior: true”一起用"));
}

void read_figures(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return;
    if (key->next->count > FIGURES_MOST) {
        faults_add(reader->faults, key->place, _("数据最多%d项"), FIGURES_MOST);
        return;
    }
    template->figures = mem_alloc_zero(key->next->count, sizeof *template->figures);
    for (; item != NULL; item = item->next) {
        struct template_figure *figure = &template->figures[template->figure_count];
        figure->decimals = -1;
        figure->type = TYPE_DECIMAL; /* where none is given */
        reader_note_name(reader, item, FAMILY_VALUE, template->figure_count++);
        if (!reader_map(reader, item, figure_keys, ARRAY_LEN(figure_keys), figure))
            continue;
        check_choices(reader, item, figure->type);
        check_figure(reader, item, figure);
        check_library(reader, item, figure);
    }
}

/* ---- rules ---- */

static void read_pattern(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_rule *rule = member;
    struct err err;
    size_t at;
    read_plain(reader, key, &rule->pattern);
    if (rule->pattern != NULL && rule->compiled == NULL &&
        pattern_compile(&rule->compiled, span_of(rule->pattern), &at, &err) != RC_OK)
        faults_add(reader->faults, yaml_node_place(key->next, at), "%s", err.text);
}

static const struct key rule_keys[] = {
    KEY_WANTED("name", read_name, struct template_rule, name),
    KEY("label", read_heading, struct template_rule, label),
    KEY("constraint", read_formula, struct template_rule, constraint),
    KEY_OF("pattern", read_pattern),
    KEY("constraint_message", read_prose, struct template_rule, message),
    KEY("severity", read_severity, struct template_rule, severity),
    KEY("source", read_plain, struct template_rule, source),
    KEY("relevant", read_condition, struct template_rule, relevant),
};

void read_rules(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    template->rules = reader_records(reader, key, rule_keys, ARRAY_LEN(rule_keys),
                                     sizeof *template->rules, &template->rule_count);
    const struct yaml_node *item = key->next->child;
    for (size_t i = 0; i < template->rule_count; i++, item = item->next) {
        reader_note_name(reader, item, FAMILY_RULE, SIZE_MAX);
        bool constraint = yaml_find(item, "constraint") != NULL;
        if (item->kind == YAML_MAP && constraint == (yaml_find(item, "pattern") != NULL))
            faults_add(reader->faults, item->place,
                       _("规则要有“constraint”或“pattern”，并且只有其中一个"));
    }
}

/* ---- pairs ---- */

static void read_section_name(struct reader *reader, const struct yaml_node *key, void *member) {
    size_t before = reader->faults->count;
    read_name(reader, key, member);
    if (reader->faults->count == before)
        reader_note_reference(reader, REFERENCE_SECTION, key->next, NULL, false);
}

static const struct key pair_keys[] = {
    KEY_WANTED("first", read_section_name, struct template_pair, first),
    KEY_WANTED("second", read_section_name, struct template_pair, second),
    KEY("constraint_message", read_prose, struct template_pair, message),
};

void read_pairs(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    template->pairs = reader_records(reader, key, pair_keys, ARRAY_LEN(pair_keys),
                                     sizeof *template->pairs, &template->pair_count);
}

const struct key_table figure_key_tables[] = {
    {"choice", choice_keys, ARRAY_LEN(choice_keys)},
    {"question", question_keys, ARRAY_LEN(question_keys)},
    {"figure", figure_keys, ARRAY_LEN(figure_keys)},
    {"library", library_keys, ARRAY_LEN(library_keys)},
    {"rule", rule_keys, ARRAY_LEN(rule_keys)},
    {"pair", pair_keys, ARRAY_LEN(pair_keys)},
    {NULL, NULL, 0},
};
