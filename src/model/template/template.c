#include "model/template/template.h"

#include "base/embedded.h"
#include "base/mem.h"
#include "base/text/pattern.h"
#include "model/number/expression.h"

#include <stdlib.h>
#include <string.h>

/* ---- freeing ---- */

static void free_texts(char *const *texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        mem_free(texts[i]);
}
#define FREE_TEXTS(...)                                                                            \
    free_texts((char *const[]){__VA_ARGS__}, sizeof((char *const[]){__VA_ARGS__}) / sizeof(char *))

static void release_condition(struct condition *condition) {
    mem_free(condition->source);
    expression_free(condition->expression);
}

static void free_choices(struct template_choice *choices, size_t count) {
    for (size_t i = 0; i < count; i++)
        FREE_TEXTS(choices[i].name, choices[i].label);
    mem_free(choices);
}

static void release_question(struct template_question *question) {
    FREE_TEXTS(question->name, question->label, question->hint, question->default_text,
               question->required_message, question->constraint_message, question->source,
               question->severity);
    release_condition(&question->required);
    release_condition(&question->relevant);
    release_condition(&question->constraint);
    free_choices(question->choices, question->choice_count);
}

static void release_figure(struct template_figure *figure) {
    FREE_TEXTS(figure->name, figure->label, figure->unit, figure->owner, figure->max_change,
               figure->required_message, figure->constraint_message, figure->source,
               figure->severity);
    release_condition(&figure->required);
    release_condition(&figure->relevant);
    release_condition(&figure->constraint);
    release_condition(&figure->calculate);
    free_choices(figure->choices, figure->choice_count);
    for (size_t i = 0; i < figure->also_count; i++)
        mem_free(figure->also[i]);
    mem_free(figure->also);
    FREE_TEXTS(figure->library.form_id, figure->library.sum);
}

/* As deep as the tree: TEMPLATE_DEPTH_MOST. */
static void release_section(struct template_section *section) {
    FREE_TEXTS(section->name, section->label, section->hint, section->guidance, section->starter,
               section->owner, section->required_message, section->source, section->end_mark);
    release_condition(&section->required);
    release_condition(&section->relevant);
    for (size_t i = 0; i < section->column_count; i++)
        FREE_TEXTS(section->columns[i].name, section->columns[i].label, section->columns[i].unit);
    mem_free(section->columns);
    for (size_t i = 0; i < section->row_count; i++) {
        free_texts(section->rows[i].cells, section->rows[i].count);
        mem_free(section->rows[i].cells);
        free_texts(section->rows[i].without, section->rows[i].without_count);
        mem_free(section->rows[i].without);
        mem_free(section->rows[i].text);
    }
    mem_free(section->rows);
    for (size_t i = 0; i < section->figure_count; i++)
        mem_free(section->figures[i]);
    mem_free(section->figures);
    for (size_t i = 0; i < section->section_count; i++) {
        release_section(section->sections[i]);
        mem_free(section->sections[i]);
    }
    mem_free(section->sections);
}

static void free_caps(struct template_cap *caps, size_t count) {
    for (size_t i = 0; i < count; i++) {
        release_condition(&caps[i].when);
        FREE_TEXTS(caps[i].most, caps[i].message);
    }
    mem_free(caps);
}

static void free_indicators(struct template_indicator **indicators, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct template_indicator *at = indicators[i];
        FREE_TEXTS(at->name, at->label, at->weight, at->target, at->unit, at->owner, at->source,
                   at->deduct.per, at->deduct.points, at->deviation.over, at->deviation.points,
                   at->reason_below, at->reason_above);
        release_condition(&at->relevant);
        release_condition(&at->actual);
        for (size_t j = 0; j < at->step_count; j++)
            FREE_TEXTS(at->steps[j].from, at->steps[j].to, at->steps[j].share, at->steps[j].points);
        mem_free(at->steps);
        for (size_t j = 0; j < at->band_count; j++)
            FREE_TEXTS(at->bands[j].name, at->bands[j].share, at->bands[j].points);
        mem_free(at->bands);
        free_caps(at->caps, at->cap_count);
        free_indicators(at->indicators, at->indicator_count);
        mem_free(at);
    }
    mem_free(indicators);
}

static void release_rule(struct template_rule *rule) {
    FREE_TEXTS(rule->name, rule->label, rule->pattern, rule->message, rule->severity, rule->source);
    release_condition(&rule->constraint);
    release_condition(&rule->relevant);
    pattern_free(rule->compiled);
}

void template_free(struct template *template) {
    if (template == NULL || template->sharers-- > 0)
        return;
    FREE_TEXTS(template->form_id, template->title, template->version, template->sign_off,
               template->label, template->summary, template->encoding, template->page,
               template->cover, template->reference, template->text);
    for (size_t i = 0; i < template->question_count; i++)
        release_question(&template->questions[i]);
    for (size_t i = 0; i < template->figure_count; i++)
        release_figure(&template->figures[i]);
    for (size_t i = 0; i < template->rule_count; i++)
        release_rule(&template->rules[i]);
    for (size_t i = 0; i < template->pair_count; i++)
        FREE_TEXTS(template->pairs[i].first, template->pairs[i].second, template->pairs[i].message);
    for (size_t i = 0; i < template->grade_count; i++)
        FREE_TEXTS(template->grades[i].name, template->grades[i].from);
    mem_free(template->questions);
    mem_free(template->figures);
    mem_free(template->rules);
    mem_free(template->pairs);
    mem_free(template->grades);
    free_caps(template->caps, template->cap_count);
    free_indicators(template->indicators, template->indicator_count);
    mem_free(template->entries);
    release_section(&template->root);
    mem_free(template);
}

/* Reading again is the one way that cannot forget a member, and takes a millisecond or two. */
struct template *template_share(struct template *template) {
    if (template != NULL)
        template->sharers++;
    return template;
}

/* ---- sections ---- */

const struct template_section *template_next_section(const struct template *template,
                                                     const struct template_section *after) {
    const struct template_section *at = after != NULL ? after : &template->root;
    if (at->section_count > 0)
        return at->sections[0];
    for (; at->parent != NULL; at = at->parent) {
        const struct template_section *parent = at->parent;
        if (at->position + 1 < parent->section_count)
            return parent->sections[at->position + 1];
    }
    return NULL;
}

const struct template_section *template_find_section(const struct template *template,
                                                     struct span name) {
    return template_find(template, TEMPLATE_SECTION, name);
}

const struct template_section *template_figure_section(const struct template *template,
                                                       const struct template_figure *figure) {
    return template_find(template, TEMPLATE_FIGURE_PLACE, span_of(figure->name));
}

size_t template_count_sections(const struct template *template) {
    size_t count = 0;
    for (const struct template_section *at = template_next_section(template, NULL); at != NULL;
         at = template_next_section(template, at))
        count++;
    return count;
}

enum numbering template_numbering(const struct template *template,
                                  const struct template_section *section, int depth) {
    if (section != NULL && section->numbering_given)
        return section->numbering;
    if (depth >= 0 && (size_t)depth < template->style_count)
        return template->styles[depth];
    return numbering_of_depth(depth + 1);
}

/* ---- items by their names, once all are there ---- */

struct template_entry {
    enum template_kind kind;
    const char *name;
    size_t order; /* the first of two of one name is meant */
    const void *item;
};

static int compare_entries(const void *left, const void *right) {
    const struct template_entry *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int order = strcmp(a->name, b->name);
    if (order != 0)
        return order;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void add(struct template *template, enum template_kind kind, const char *name,
                const void *item) {
    if (name == NULL)
        return;
    MEM_PUSH_ROOM(template->entries, template->entry_count, template->entry_cap);
    template->entries[template->entry_count] =
        (struct template_entry){kind, name, template->entry_count, item};
    template->entry_count++;
}

/* As deep as the reader lets a tree be. */
static void add_indicators(struct template *template, struct template_indicator *const *indicators,
                           size_t count) {
    for (size_t i = 0; i < count; i++) {
        add(template, TEMPLATE_INDICATOR, indicators[i]->name, indicators[i]);
        add_indicators(template, indicators[i]->indicators, indicators[i]->indicator_count);
    }
}

void template_index(struct template *template) {
    template->entry_count = 0;
    for (const struct template_section *at = template_next_section(template, NULL); at != NULL;
         at = template_next_section(template, at)) {
        add(template, TEMPLATE_SECTION, at->name, at);
        for (size_t i = 0; i < at->figure_count; i++)
            add(template, TEMPLATE_FIGURE_PLACE, at->figures[i], at);
    }
    for (size_t i = 0; i < template->question_count; i++)
        add(template, TEMPLATE_QUESTION, template->questions[i].name, &template->questions[i]);
    for (size_t i = 0; i < template->figure_count; i++)
        add(template, TEMPLATE_FIGURE, template->figures[i].name, &template->figures[i]);
    add_indicators(template, template->indicators, template->indicator_count);
    if (template->entry_count > 0)
        qsort(template->entries, template->entry_count, sizeof *template->entries, compare_entries);
}

static int compare_to(const struct template_entry *entry, enum template_kind kind,
                      struct span name) {
    if (entry->kind != kind)
        return entry->kind < kind ? -1 : 1;
    int order = strncmp(entry->name, name.p, name.n);
    return order != 0 ? order : entry->name[name.n] != '\0';
}

const void *template_find(const struct template *template, enum template_kind kind,
                          struct span name) {
    size_t low = 0, high = template != NULL && name.n > 0 ? template->entry_count : 0;
    size_t end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_to(&template->entries[middle], kind, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < end && compare_to(&template->entries[low], kind, name) == 0;
    return found ? template->entries[low].item : NULL;
}

/* ---- ${…} ---- */

void template_expand(struct str *out, struct span text,
                     const char *(*value_of)(void *self, struct span name), void *self) {
    while (text.n > 0) {
        struct span rest = text, name;
        if (span_take_prefix(&rest, SPAN("$${"))) {
            str_add(out, SPAN("${"));
            text = rest;
            continue;
        }
        if (span_take_prefix(&rest, SPAN("${")) && name_take(&rest, &name) &&
            span_take_prefix(&rest, SPAN("}"))) {
            const char *value = value_of(self, name);
            str_add(out, value != NULL ? span_of(value) : span_sub(text, 0, text.n - rest.n));
            text = rest;
            continue;
        }
        str_add_byte(out, *text.p);
        text = span_sub(text, 1, text.n);
    }
}

/* ---- built in ---- */

const char *const *template_builtin_names(void) {
    static const char *const names[] = {"subdistrict", "hunan-standard", "project-self",
                                        "rectify",     "disclosure",     "project-goals",
                                        NULL};
    return names;
}

struct span template_builtin_text(struct span form_id) {
    struct str path = STR_INIT;
    str_add_format(&path, "templates/%.*s.yaml", SPAN_ARG(form_id));
    const struct embedded *file = embedded_find(path.s);
    str_release(&path);
    return file != NULL ? embedded_text(file) : SPAN("");
}
