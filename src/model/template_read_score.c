#include "base/lang.h"
#include "base/mem.h"
#include "model/template_read.h"

#include <string.h>

enum { INDICATOR_DEPTH_MOST = 6 };
static const int64_t million = 1000000;

/* ---- grades and caps ---- */

void read_grades(struct reader *reader, const struct yaml_node *key, void *member) {
    static const struct key keys[] = {
        KEY_WANTED("name", read_heading, struct template_grade, name),
        KEY_WANTED("from", read_decimal, struct template_grade, from),
    };
    struct template *template = member;
    template->grades = reader_records(reader, key, keys, ARRAY_LEN(keys), sizeof *template->grades,
                                      &template->grade_count);
    const struct yaml_node *item = key->next->child;
    int64_t above = 0, from;
    for (size_t i = 0; i < template->grade_count; i++, item = item->next) {
        const char *text = template->grades[i].from;
        if (text == NULL || !decimal_to_millionths(text, &from))
            continue;
        if (i > 0 && from >= above)
            faults_add(reader->faults, reader_place(item, "from"),
                       _("等级要从高到低写，“%s”不比上一级低"), text);
        above = from;
    }
}

static const struct key cap_keys[] = {
    KEY_WANTED("when", read_formula, struct template_cap, when),
    KEY_WANTED("most", read_decimal, struct template_cap, most),
    KEY("constraint_message", read_prose, struct template_cap, message),
};

void read_caps(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    template->caps = reader_records(reader, key, cap_keys, ARRAY_LEN(cap_keys),
                                    sizeof *template->caps, &template->cap_count);
}

/* ---- the score sheet ---- */

static void read_indicator_caps(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_indicator *indicator = member;
    indicator->caps = reader_records(reader, key, cap_keys, ARRAY_LEN(cap_keys),
                                     sizeof *indicator->caps, &indicator->cap_count);
}

static void read_steps(struct reader *reader, const struct yaml_node *key, void *member) {
    static const struct key keys[] = {
        KEY_WANTED("from", read_share, struct template_step, from),
        KEY_WANTED("share", read_share, struct template_step, share),
    };
    struct template_indicator *indicator = member;
    indicator->steps = reader_records(reader, key, keys, ARRAY_LEN(keys), sizeof *indicator->steps,
                                      &indicator->step_count);
}

static void read_children(struct reader *reader, const struct yaml_node *key, void *member);

static const struct key indicator_keys[] = {
    KEY_WANTED("name", read_name, struct template_indicator, name),
    KEY_WANTED("label", read_heading, struct template_indicator, label),
    KEY_WANTED("weight", read_decimal, struct template_indicator, weight),
    KEY("target", read_plain, struct template_indicator, target),
    KEY("unit", read_plain, struct template_indicator, unit),
    KEY("method", read_method, struct template_indicator, method),
    KEY("actual", read_formula, struct template_indicator, actual),
    KEY("owner", read_plain, struct template_indicator, owner),
    KEY("source", read_plain, struct template_indicator, source),
    KEY("relevant", read_condition, struct template_indicator, relevant),
    KEY("carry", read_carry, struct template_indicator, carry),
    KEY("stable", read_bool, struct template_indicator, stable),
    KEY_OF("steps", read_steps),
    KEY_OF("caps", read_indicator_caps),
    KEY_OF("indicators", read_children),
};

static void check_steps(struct reader *reader, const struct yaml_node *map,
                        const struct template_indicator *indicator) {
    const struct yaml_node *steps = yaml_find(map, "steps");
    bool by_steps = indicator->method != NULL && strcmp(indicator->method, "steps") == 0;
    if (by_steps && steps == NULL)
        faults_add(reader->faults, reader_place(map, "method"),
                   _("method为steps时要用“steps”写明各档"));
    if (!by_steps && steps != NULL)
        faults_add(reader->faults, steps->place, _("只有method为steps的才有“steps”"));
}

/* Digits without the zeros that a scaled number would print behind the point. */
static void add_millionths(struct str *out, int64_t value) {
    str_add_format(out, "%lld.%06lld", (long long)(value / million), (long long)(value % million));
    while (out->s[out->len - 1] == '0')
        str_splice(out, out->len - 1, 1, SPAN(""));
    if (out->s[out->len - 1] == '.')
        str_splice(out, out->len - 1, 1, SPAN(""));
}

/* Weights of children add up to their parent's, the top to 100; exactly, as decimal texts. */
static void check_weights(struct reader *reader, struct place place, int64_t whole,
                          struct template_indicator *const *indicators, size_t count) {
    int64_t sum = 0, weight;
    for (size_t i = 0; i < count; i++) {
        const char *text = indicators[i]->weight;
        if (text == NULL || !decimal_to_millionths(text, &weight))
            return; /* told already */
        sum += weight;
    }
    if (sum == whole)
        return;
    struct str sum_text = STR_INIT, whole_text = STR_INIT;
    add_millionths(&sum_text, sum);
    add_millionths(&whole_text, whole);
    faults_add(reader->faults, place, _("下面各项的权重之和是%s，应当是%s"), sum_text.s,
               whole_text.s);
    str_release(&sum_text);
    str_release(&whole_text);
}

static void read_indicator(struct reader *reader, const struct yaml_node *map,
                           struct template_indicator *indicator) {
    int64_t weight;
    reader_note_name(reader, map, FAMILY_INDICATOR, SIZE_MAX);
    if (!reader_map(reader, map, indicator_keys, ARRAY_LEN(indicator_keys), indicator))
        return;
    check_steps(reader, map, indicator);
    if (indicator->indicator_count > 0 && indicator->weight != NULL &&
        decimal_to_millionths(indicator->weight, &weight))
        check_weights(reader, reader_place(map, "weight"), weight, indicator->indicators,
                      indicator->indicator_count);
}

static struct template_indicator **read_list(struct reader *reader, const struct yaml_node *key,
                                             size_t *count) {
    const struct yaml_node *item = reader_list(reader, key);
    if (item == NULL)
        return NULL;
    if (reader->depth == INDICATOR_DEPTH_MOST) {
        faults_add(reader->faults, key->place, _("指标最多分%d层"), INDICATOR_DEPTH_MOST);
        return NULL;
    }
    struct template_indicator **indicators =
        mem_alloc_zero(key->next->count, sizeof(struct template_indicator *));
    reader->depth++;
    for (; item != NULL; item = item->next) {
        indicators[*count] = MEM_NEW(struct template_indicator);
        read_indicator(reader, item, indicators[(*count)++]);
    }
    reader->depth--;
    return indicators;
}

static void read_children(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_indicator *parent = member;
    parent->indicators = read_list(reader, key, &parent->indicator_count);
}

void read_indicators(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    template->indicators = read_list(reader, key, &template->indicator_count);
    if (template->indicator_count > 0)
        check_weights(reader, key->place, 100 * million, template->indicators,
                      template->indicator_count);
}
