#include "model/template/read_name.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/number/expression.h"
#include "model/template/read.h"
#include "model/template/read_kind.h"
#include "model/template/read_map.h"
#include "model/template/read_sense.h"

#include <stdlib.h>
#include <string.h>

/* Every report has these, questions or not. */
static const char *const built_in[] = {"unit", "short_name", "year"};
/* Values of a report that have these names already. */
static const char *const taken[] = {"title", "sign_off", "prior"};
static const char *const figure_forms[] = {"prior", "change", "direction"};

void read_name(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    if (!reader_take_value(reader, key, &text))
        return;
    if (!name_is_valid(text)) {
        faults_add(reader->faults, key->next->place,
                   _("名称“%.*s”不合规定：小写字母开头，只用小写字母、数字和“_”，最多%d个"),
                   SPAN_ARG(text), NAME_BYTES_MOST);
        return;
    }
    mem_free(*(char **)member);
    *(char **)member = span_copy(text);
}

void reader_note_name(struct reader *reader, const struct yaml_node *map, unsigned family,
                      size_t figure) {
    const struct yaml_node *value = yaml_find(map, "name");
    if (value == NULL || value->kind != YAML_VALUE)
        return;
    MEM_PUSH_ROOM(reader->names, reader->name_count, reader->name_cap);
    reader->names[reader->name_count] = (struct reader_name){.name = value->text,
                                                             .family = family,
                                                             .order = reader->name_count,
                                                             .figure = figure,
                                                             .place = value->place};
    reader->name_count++;
}

void reader_note_names(struct reader *reader, const struct yaml_node *list) {
    unsigned family = reader->family++;
    if (list->kind == YAML_LIST)
        for (const struct yaml_node *item = list->child; item != NULL; item = item->next)
            reader_note_name(reader, item, family, SIZE_MAX);
}

void reader_note_reference(struct reader *reader, enum reference_kind kind,
                           const struct yaml_node *node, const struct expression *expression,
                           bool self) {
    MEM_PUSH_ROOM(reader->references, reader->reference_count, reader->reference_cap);
    reader->references[reader->reference_count++] = (struct reader_reference){
        .kind = kind, .self = self, .node = node, .expression = expression};
}

/* ---- finding names, once they are sorted by family and name ---- */

static int compare_names(const void *left, const void *right) {
    const struct reader_name *a = left, *b = right;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : a->order < b->order ? -1 : a->order > b->order;
}

/* The first of the names that are not before the family and name. */
static size_t lower_bound(const struct reader *reader, unsigned family, struct span name) {
    size_t low = 0, high = reader->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct reader_name *at = &reader->names[middle];
        bool before = at->family < family;
        if (at->family == family) {
            int order = strncmp(at->name, name.p, name.n);
            before = order < 0;
        }
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct reader_name *find_name(const struct reader *reader, unsigned family,
                                           struct span name) {
    size_t at = lower_bound(reader, family, name);
    if (at < reader->name_count && reader->names[at].family == family &&
        span_is(name, reader->names[at].name))
        return &reader->names[at];
    return NULL;
}

static const char *nearest_name(const struct reader *reader, unsigned family, struct span name) {
    size_t from = lower_bound(reader, family, SPAN("")),
           to = lower_bound(reader, family + 1, SPAN(""));
    if (from == to)
        return NULL;
    return fault_nearest(name, &reader->names[from], to - from, sizeof *reader->names);
}

static bool is_built_in(struct span name) {
    for (size_t i = 0; i < ARRAY_LEN(built_in); i++)
        if (span_is(name, built_in[i]))
            return true;
    return false;
}

static void tell_nothing(struct reader *reader, struct place place, struct span name,
                         const char *near) {
    if (near != NULL)
        faults_add(reader->faults, place, _("没有名为“%.*s”的项，是不是“%s”？"), SPAN_ARG(name),
                   near);
    else
        faults_add(reader->faults, place, _("没有名为“%.*s”的项"), SPAN_ARG(name));
}

/* An indicator is no value. */
static void tell_indicator(struct reader *reader, struct place place, struct span name) {
    faults_add(reader->faults, place,
               _("“%.*s”是指标：它的得分只能在生成的表（table）里写${%.*s.score}，别处用数据"),
               SPAN_ARG(name), SPAN_ARG(name));
}

/* ---- ${…} in texts ---- */

static bool check_form(struct reader *reader, struct place place, struct span form) {
    for (size_t i = 0; i < ARRAY_LEN(figure_forms); i++)
        if (span_is(form, figure_forms[i]))
            return true;
    faults_add(reader->faults, place,
               _("“.%.*s”不认识：数据名称后面只能写.prior、.change或.direction"), SPAN_ARG(form));
    return false;
}

/* What of an indicator stands in a cell. */
static bool is_score_form(struct span form) {
    return span_is(form, ".score") || span_is(form, ".weight") || span_is(form, ".reason");
}

/* The inside of one ${…}: name, or name.form of a figure. */
static void check_token(struct reader *reader, const struct reader_reference *reference,
                        struct place place, struct span inside) {
    bool grouped = span_ends_with(inside, SPAN(",")); /* 1,234 */
    struct span name, rest = span_sub(inside, 0, inside.n - grouped);
    if (!name_take(&rest, &name) || (rest.n > 0 && rest.p[0] != '.')) {
        faults_add(reader->faults, place,
                   _("“${”后面要是一个名称和“}”；要印出“${”本身，请写“$${”"));
        return;
    }
    if (reference->kind == REFERENCE_CELL && is_score_form(rest) &&
        find_name(reader, FAMILY_INDICATOR, name) != NULL)
        return;
    const struct reader_name *found = find_name(reader, FAMILY_VALUE, name);
    bool figure = found != NULL && found->figure != SIZE_MAX;
    if (found == NULL && find_name(reader, FAMILY_INDICATOR, name) != NULL) {
        tell_indicator(reader, place, name);
    } else if (found == NULL && !is_built_in(name)) {
        tell_nothing(reader, place, name, nearest_name(reader, FAMILY_VALUE, name));
    } else if (!figure && grouped) {
        faults_add(reader->faults, place, _("“%.*s”不是数据，后面不能写“%.*s”"), SPAN_ARG(name),
                   SPAN_ARG(SPAN(",")));
    } else if (figure && reference->kind == REFERENCE_HEADING) {
        faults_add(reader->faults, place, _("标题里只能用题目的名称，“%.*s”是数据"),
                   SPAN_ARG(name));
    } else if (!figure && rest.n == 0 && reference->kind == REFERENCE_PROSE && reader->strict) {
        faults_add(reader->faults, place,
                   _("这里只能用数据的名称，“%.*s”是题目：写成文字，或另设一项数据"),
                   SPAN_ARG(name));
    } else if (rest.n > 0 && check_form(reader, place, span_sub(rest, 1, rest.n)) && !figure) {
        faults_add(reader->faults, place, _("“%.*s”不是数据，后面不能写“%.*s”"), SPAN_ARG(name),
                   SPAN_ARG(rest));
    }
}

static void check_text(struct reader *reader, const struct reader_reference *reference) {
    struct span text = {reference->node->text, reference->node->length};
    for (size_t i = 0; i + 1 < text.n && reader->faults->count <= FAULTS_MOST; i++) {
        if (text.p[i] != '$')
            continue;
        if (text.p[i + 1] == '$' && i + 2 < text.n && text.p[i + 2] == '{') {
            i += 2;
        } else if (text.p[i + 1] == '{') {
            size_t end = span_find(span_sub(text, i + 2, text.n), SPAN("}"));
            struct span inside = span_sub(text, i + 2, end == SIZE_MAX ? i + 2 : i + 2 + end);
            check_token(reader, reference, yaml_node_place(reference->node, i), inside);
        }
    }
}

/* ---- references in expressions ---- */

struct expression_walk {
    struct reader *reader;
    const struct reader_reference *reference;
};

static void check_operand(void *self, const struct expression *operand) {
    const struct expression_walk *walk = self;
    struct reader *reader = walk->reader;
    struct place place = yaml_node_place(walk->reference->node, operand->at);
    if (operand->kind == EXPRESSION_SELF) {
        if (!walk->reference->self)
            faults_add(reader->faults, place, _("“.”（自己的值）只能用在题目和数据的constraint里"));
        return;
    }
    struct span name = span_of(operand->text);
    if (is_built_in(name) || find_name(reader, FAMILY_VALUE, name) != NULL ||
        (!operand->prior && find_name(reader, FAMILY_SECTION, name) != NULL))
        return;
    if (find_name(reader, FAMILY_INDICATOR, name) != NULL) {
        tell_indicator(reader, place, name);
        return;
    }
    const char *near = nearest_name(reader, FAMILY_VALUE, name);
    if (near == NULL && !operand->prior)
        near = nearest_name(reader, FAMILY_SECTION, name);
    tell_nothing(reader, place, name, near);
}

static void check_reference(struct reader *reader, const struct reader_reference *reference) {
    struct span text = {reference->node->text, reference->node->length};
    if (reference->kind == REFERENCE_EXPRESSION) {
        struct expression_walk walk = {reader, reference};
        expression_each_operand(reference->expression, check_operand, &walk);
    } else if (reference->kind == REFERENCE_SECTION) {
        if (find_name(reader, FAMILY_SECTION, text) == NULL)
            tell_nothing(reader, reference->node->place, text,
                         nearest_name(reader, FAMILY_SECTION, text));
    } else if (reference->kind == REFERENCE_INDICATOR) {
        if (find_name(reader, FAMILY_INDICATOR, text) == NULL)
            tell_nothing(reader, reference->node->place, text,
                         nearest_name(reader, FAMILY_INDICATOR, text));
    } else if (reference->kind == REFERENCE_SCORES) {
        if (yaml_find(reader->root, "indicators") == NULL)
            faults_add(reader->faults, reference->node->place,
                       _("这里要印自评表，模板却没有评分指标“indicators”"));
    } else if (reference->kind == REFERENCE_FIGURE) {
        const struct reader_name *found = find_name(reader, FAMILY_VALUE, text);
        if (found != NULL && found->figure == SIZE_MAX)
            faults_add(reader->faults, reference->node->place,
                       _("“%s”是题目，这里要写数据（figures）的名称"), found->name);
        else if (found == NULL)
            tell_nothing(reader, reference->node->place, text,
                         nearest_name(reader, FAMILY_VALUE, text));
    } else {
        check_text(reader, reference);
    }
}

/* ---- calculate in circles ---- */

struct circle_walk {
    const struct reader *reader;
    bool *settled; /* of each figure: can be calculated from others that are settled */
    size_t open;   /* the first operand that is not, or SIZE_MAX */
};

static void note_open_operand(void *self, const struct expression *operand) {
    struct circle_walk *walk = self;
    if (operand->kind != EXPRESSION_REFERENCE || operand->prior || walk->open != SIZE_MAX)
        return;
    const struct reader_name *found = find_name(walk->reader, FAMILY_VALUE, span_of(operand->text));
    if (found != NULL && found->figure != SIZE_MAX && !walk->settled[found->figure])
        walk->open = found->figure;
}

static size_t find_open_operand(struct circle_walk *walk, size_t figure) {
    const struct expression *calculate =
        walk->reader->template->figures[figure].calculate.expression;
    walk->open = SIZE_MAX;
    if (calculate != NULL)
        expression_each_operand(calculate, note_open_operand, walk);
    return walk->open;
}

static void tell_circle(struct reader *reader, struct circle_walk *walk, size_t figure) {
    const struct template_figure *figures = reader->template->figures;
    struct str way = STR_INIT;
    /* as many steps as there are figures lead into the circle from wherever it is entered */
    for (size_t i = 0; i < reader->template->figure_count; i++)
        figure = find_open_operand(walk, figure);
    size_t start = figure, shown = 0;
    for (size_t at = find_open_operand(walk, figure); at != figure;
         at = find_open_operand(walk, at))
        if (at < start)
            start = at;
    figure = start;
    do {
        str_add_format(&way, "%s → ", shown++ < 5 ? figures[figure].name : "…");
        figure = find_open_operand(walk, figure);
    } while (figure != start && shown < 6);
    str_add_text(&way, figures[start].name);
    for (size_t i = 0; i < reader->reference_count; i++)
        if (reader->references[i].expression == figures[start].calculate.expression)
            faults_add(reader->faults, reader->references[i].node->place, _("计算式绕成了圈：%s"),
                       way.s);
    str_release(&way);
}

static void check_circles(struct reader *reader) {
    size_t count = reader->template->figure_count, first = SIZE_MAX;
    struct circle_walk walk = {.reader = reader, .settled = mem_alloc_zero(count, sizeof(bool))};
    for (bool changed = true; changed;) {
        changed = false;
        first = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            if (walk.settled[i])
                continue;
            walk.settled[i] = find_open_operand(&walk, i) == SIZE_MAX;
            changed = changed || walk.settled[i];
            if (!walk.settled[i] && first == SIZE_MAX)
                first = i;
        }
    }
    if (first != SIZE_MAX)
        tell_circle(reader, &walk, first);
    mem_free(walk.settled);
}

static void check_taken(struct reader *reader, const struct reader_name *name) {
    bool clash = name->figure != SIZE_MAX && is_built_in(span_of(name->name));
    for (size_t i = 0; i < ARRAY_LEN(taken); i++)
        clash |= strcmp(name->name, taken[i]) == 0;
    if (clash && name->family == FAMILY_VALUE)
        faults_add(reader->faults, name->place, _("名称“%s”另有用处，请换一个"), name->name);
}

void reader_check_names(struct reader *reader) {
    if (reader->name_count > 0)
        qsort(reader->names, reader->name_count, sizeof *reader->names, compare_names);
    for (size_t i = 0; i < reader->name_count; i++)
        check_taken(reader, &reader->names[i]);
    for (size_t i = 1; i < reader->name_count; i++) {
        const struct reader_name *before = &reader->names[i - 1], *name = &reader->names[i];
        if (before->family == name->family && strcmp(before->name, name->name) == 0)
            faults_add(reader->faults, name->place, _("名称“%s”重复，第%zu行已经有了"), name->name,
                       before->place.line);
    }
    for (size_t i = 0; i < reader->reference_count && reader->faults->count <= FAULTS_MOST; i++)
        check_reference(reader, &reader->references[i]);
    check_circles(reader);
    if (reader->faults->count > 0)
        return;
    template_index(reader->template);
    reader_check_kinds(reader);
    if (reader->faults->count == 0 && reader->strict)
        reader_check_sense(reader);
}
