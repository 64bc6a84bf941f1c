#include "model/template/read_score.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/template/read.h"
#include "model/template/read_map.h"
#include "model/template/read_name.h"
#include "model/template/read_value.h"

#include <string.h>

enum { INDICATOR_DEPTH_MOST = 6 };
static const int64_t million = 1000000;

/* ---- grades and caps ---- */

static const struct key grade_keys[] = {
    KEY_WANTED("name", read_heading, struct template_grade, name),
    KEY_WANTED("from", read_decimal, struct template_grade, from),
};

void read_grades(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template *template = member;
    template->grades = reader_records(reader, key, grade_keys, ARRAY_LEN(grade_keys),
                                      sizeof *template->grades, &template->grade_count);
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
    const struct yaml_node *item = key->next->child;
    for (size_t i = 0; i < template->cap_count && item != NULL && reader->strict;
         i++, item = item->next) {
        int64_t most;
        if (template->caps[i].most != NULL &&
            decimal_to_millionths(template->caps[i].most, &most) && most > SCORE_FULL * million)
            faults_add(reader->faults, reader_place(item, "most"),
                       _("总分最多%d分，封顶%s分什么也封不住"), SCORE_FULL, template->caps[i].most);
    }
}

/* ---- the score sheet ---- */

static void read_indicator_caps(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_indicator *indicator = member;
    indicator->caps = reader_records(reader, key, cap_keys, ARRAY_LEN(cap_keys),
                                     sizeof *indicator->caps, &indicator->cap_count);
}

static const struct key step_keys[] = {
    KEY("from", read_share, struct template_step, from),
    KEY("to", read_share, struct template_step, to),
    KEY("share", read_share, struct template_step, share),
    KEY("points", read_decimal, struct template_step, points),
};

static void read_steps(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_indicator *indicator = member;
    indicator->steps = reader_records(reader, key, step_keys, ARRAY_LEN(step_keys),
                                      sizeof *indicator->steps, &indicator->step_count);
}

static const struct key band_keys[] = {
    KEY_WANTED("name", read_heading, struct template_band, name),
    KEY("share", read_share, struct template_band, share),
    KEY("points", read_decimal, struct template_band, points),
};

static void read_bands(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_indicator *indicator = member;
    indicator->bands = reader_records(reader, key, band_keys, ARRAY_LEN(band_keys),
                                      sizeof *indicator->bands, &indicator->band_count);
}

static const struct key deduct_keys[] = {
    KEY_WANTED("per", read_decimal, struct template_deduct, per),
    KEY_WANTED("points", read_decimal, struct template_deduct, points),
    KEY("count", read_deduct_count, struct template_deduct, count),
};

static void read_deduct(struct reader *reader, const struct yaml_node *key, void *member) {
    struct template_deduct *deduct = member;
    int64_t per;
    deduct->given = reader_map(reader, key->next, deduct_keys, ARRAY_LEN(deduct_keys), deduct);
    if (deduct->per != NULL && decimal_to_millionths(deduct->per, &per) && per == 0)
        faults_add(reader->faults, reader_place(key->next, "per"), _("“per”要大于0"));
}

static const struct key deviation_keys[] = {
    KEY_WANTED("over", read_share, struct template_deviation, over),
    KEY("points", read_decimal, struct template_deviation, points),
};

/* 30 instead of 30% would never hold, and nobody would see it. */
static void read_deviation(struct reader *reader, const struct yaml_node *key, void *member) {
    enum { OVER_MOST = 10 };
    struct template_deviation *deviation = member;
    struct number *over = NULL, *most = number_from_int(OVER_MOST);
    deviation->given =
        reader_map(reader, key->next, deviation_keys, ARRAY_LEN(deviation_keys), deviation);
    if (deviation->over != NULL && number_parse(&over, span_of(deviation->over), NULL) == RC_OK &&
        number_compare(over, most) > 0)
        faults_add(reader->faults, reader_place(key->next, "over"),
                   _("“over”最多是%d（超过目标的%d倍），30%%要写30%%或0.3，这里是%s"), OVER_MOST,
                   OVER_MOST, deviation->over);
    number_free(over);
    number_free(most);
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
    KEY("reason_below", read_share, struct template_indicator, reason_below),
    KEY("reason_above", read_share, struct template_indicator, reason_above),
    KEY("owner", read_plain, struct template_indicator, owner),
    KEY("source", read_plain, struct template_indicator, source),
    KEY("relevant", read_condition, struct template_indicator, relevant),
    KEY("carry", read_carry, struct template_indicator, carry),
    KEY("stable", read_bool, struct template_indicator, stable),
    KEY_OF("steps", read_steps),
    KEY_OF("bands", read_bands),
    KEY("deduct", read_deduct, struct template_indicator, deduct),
    KEY("deviation", read_deviation, struct template_indicator, deviation),
    KEY_OF("caps", read_indicator_caps),
    KEY_OF("indicators", read_children),
};

/* ---- what the keys of an indicator say together ---- */

/* Bounds of one kind go down (from) or up (to); else a step behind is never reached. */
static void check_bound(struct reader *reader, const struct yaml_node *item, const char *key,
                        const struct template_indicator *indicator, const char *text,
                        const char *before, int direction) {
    struct number *now = score_read_bound(indicator, text);
    struct number *last = score_read_bound(indicator, before);
    if (now != NULL && last != NULL && number_compare(now, last) * direction <= 0)
        faults_add(reader->faults, reader_place(item, key),
                   direction > 0 ? _("各档从上往下看，“to”要越来越大，%s不比上一档的%s大")
                                 : _("各档从上往下看，“from”要越来越小，%s不比上一档的%s小"),
                   text, before);
    number_free(now);
    number_free(last);
}

/* What a step or a band scores: one of the two, and never more than the indicator can give. */
static void check_worth(struct reader *reader, const struct yaml_node *item,
                        const struct template_indicator *indicator, const char *share_text,
                        const char *points_text) {
    struct number *share = NULL, *one = number_from_int(1);
    int64_t points, weight;
    if (item->kind == YAML_MAP &&
        (yaml_find(item, "share") != NULL) == (yaml_find(item, "points") != NULL))
        faults_add(reader->faults, item->place, _("每一档要有“share”或“points”，并且只有其中一个"));
    if (share_text != NULL && number_parse(&share, span_of(share_text), NULL) == RC_OK &&
        number_compare(share, one) > 0)
        faults_add(reader->faults, reader_place(item, "share"),
                   _("“share”最多是1（100%%），80%%要写80%%或0.8，这里是%s"), share_text);
    if (points_text != NULL && indicator->weight != NULL &&
        decimal_to_millionths(points_text, &points) &&
        decimal_to_millionths(indicator->weight, &weight) && points > weight)
        faults_add(reader->faults, reader_place(item, "points"), _("这一档得%s分，超过了权重%s"),
                   points_text, indicator->weight);
    number_free(share);
    number_free(one);
}

/* Values between two steps that neither of them takes. Of things that are counted there is none
 * between 9 and 10. */
static bool is_gap(const struct template_indicator *indicator, const char *low, const char *high) {
    struct number *from = score_read_bound(indicator, low);
    struct number *to = score_read_bound(indicator, high);
    struct number *gap = from != NULL && to != NULL ? number_subtract(to, from) : NULL;
    struct number *one = number_from_int(1);
    bool counted = indicator->unit != NULL && indicator->unit[0] != '\0' &&
                   strcmp(indicator->unit, "%") != 0 && from != NULL && to != NULL &&
                   number_is_whole(from) && number_is_whole(to);
    bool is = gap != NULL && number_sign(gap) > 0 && !(counted && number_compare(gap, one) <= 0);
    number_free(from);
    number_free(to);
    number_free(gap);
    number_free(one);
    return is;
}

static void check_between(struct reader *reader, const struct yaml_node *item,
                          const struct template_indicator *indicator,
                          const struct template_step *before, const struct template_step *step) {
    bool down =
        before->from != NULL && step->to != NULL && is_gap(indicator, step->to, before->from);
    bool up = before->to != NULL && step->from != NULL && is_gap(indicator, before->to, step->from);
    if (down && (before->to == NULL || step->from != NULL))
        faults_add(reader->faults, reader_place(item, "to"),
                   _("上一档从%s起，这一档只到%s，中间的值两档都不算：让两档接上"), before->from,
                   step->to);
    else if (up && !down && (before->from == NULL || step->to != NULL))
        faults_add(reader->faults, reader_place(item, "from"),
                   _("上一档只到%s，这一档从%s起，中间的值两档都不算：让两档接上"), before->to,
                   step->from);
}

/* The upper bound stands behind `to`. */
static void check_order(struct reader *reader, const struct yaml_node *item,
                        const struct template_indicator *indicator,
                        const struct template_step *step) {
    struct number *from = score_read_bound(indicator, step->from);
    struct number *to = score_read_bound(indicator, step->to);
    if (from != NULL && to != NULL && number_compare(from, to) > 0)
        faults_add(reader->faults, reader_place(item, "from"),
                   _("“from”是下限，“to”是上限，这里%s大于%s，这一档永远用不到：换一换"),
                   step->from, step->to);
    number_free(from);
    number_free(to);
}

static void check_step(struct reader *reader, const struct yaml_node *item,
                       const struct template_indicator *indicator, size_t at) {
    const struct template_step *step = &indicator->steps[at];
    const struct template_step *before = at > 0 ? &indicator->steps[at - 1] : NULL;
    check_worth(reader, item, indicator, step->share, step->points);
    if (reader->strict) {
        check_order(reader, item, indicator, step);
        if (before != NULL)
            check_between(reader, item, indicator, before, step);
    }
    if (before != NULL && before->from == NULL && before->to == NULL)
        faults_add(reader->faults, item->place, _("上一档没有界限，这一档永远用不到"));
    if (before != NULL && before->to == NULL && step->to == NULL)
        check_bound(reader, item, "from", indicator, step->from, before->from, -1);
    if (before != NULL && before->from == NULL && step->from == NULL)
        check_bound(reader, item, "to", indicator, step->to, before->to, 1);
}

static void check_steps(struct reader *reader, const struct yaml_node *map,
                        const struct template_indicator *indicator) {
    const struct yaml_node *steps = yaml_find(map, "steps");
    bool by_steps = indicator->method == METHOD_STEPS;
    if (by_steps && steps == NULL)
        faults_add(reader->faults, reader_place(map, "method"),
                   _("method为steps时要用“steps”写明各档"));
    if (!by_steps && steps != NULL)
        faults_add(reader->faults, steps->place, _("只有method为steps的才有“steps”"));
    const struct yaml_node *item = steps != NULL ? steps->child : NULL;
    for (size_t i = 0; i < indicator->step_count && item != NULL; i++, item = item->next)
        check_step(reader, item, indicator, i);
}

/* What is chosen has no unit, is not calculated, and is not above or below a number. */
static void check_bands(struct reader *reader, const struct yaml_node *map,
                        const struct template_indicator *indicator) {
    static const char *const numeric[] = {"unit", "actual", "reason_below", "reason_above"};
    const struct yaml_node *bands = yaml_find(map, "bands");
    bool by_grade = indicator->method == METHOD_GRADE;
    if (by_grade && bands == NULL)
        faults_add(reader->faults, reader_place(map, "method"),
                   _("method为grade时要用“bands”写明各等次和得分"));
    if (!by_grade && bands != NULL)
        faults_add(reader->faults, bands->place, _("只有method为grade的才有“bands”"));
    for (size_t i = 0; by_grade && i < ARRAY_LEN(numeric); i++)
        if (yaml_find(map, numeric[i]) != NULL)
            faults_add(reader->faults, reader_place(map, numeric[i]),
                       _("method为grade时实际值从“bands”里选，不要写“%s”"), numeric[i]);
    const struct yaml_node *item = bands != NULL ? bands->child : NULL;
    for (size_t i = 0; i < indicator->band_count && item != NULL; i++, item = item->next) {
        const struct template_band *band = &indicator->bands[i];
        check_worth(reader, item, indicator, band->share, band->points);
        for (size_t j = 0; j < i && band->name != NULL; j++)
            if (span_is(span_of(indicator->bands[j].name), band->name))
                faults_add(reader->faults, reader_place(item, "name"), _("等次“%s”重复了"),
                           band->name);
    }
}

static void check_target(struct reader *reader, const struct yaml_node *map,
                         const struct template_indicator *indicator) {
    bool computes = indicator->method == METHOD_RATIO || indicator->method == METHOD_INVERSE;
    struct score_target target = {.number = NULL};
    struct err err;
    if (indicator->deduct.given && !computes)
        faults_add(reader->faults, reader_place(map, "deduct"),
                   _("“deduct”（每差多少扣几分）只用于method为ratio或inverse的"));
    if (indicator->deviation.given && indicator->method != METHOD_RATIO)
        faults_add(reader->faults, reader_place(map, "deviation"),
                   _("“deviation”（超过目标多少要写原因、扣几分）只用于method为ratio的"));
    if (indicator->deviation.given && indicator->reason_above != NULL)
        faults_add(reader->faults, reader_place(map, "reason_above"),
                   _("写了“deviation”的不要再写“reason_above”：超过“over”的就要写原因"));
    if (indicator->target == NULL || !computes)
        return;
    if (score_read_target(&target, indicator, span_of(indicator->target), &err) != RC_OK)
        faults_add(reader->faults, reader_place(map, "target"), "%s", err.text);
    else if (indicator->method == METHOD_RATIO && !indicator->deduct.given &&
             target.number != NULL && number_sign(target.number) <= 0)
        faults_add(reader->faults, reader_place(map, "target"),
                   _("method为ratio时目标值要大于0；越少越好的用inverse"));
    number_free(target.number);
}

static bool is_more(const char *left, const char *right) {
    int64_t a, b;
    return left != NULL && right != NULL && decimal_to_millionths(left, &a) &&
           decimal_to_millionths(right, &b) && a > b;
}

/* More than there is to give is never taken off, and lowers nothing. */
static void check_ceilings(struct reader *reader, const struct yaml_node *map,
                           const struct template_indicator *indicator) {
    const struct yaml_node *deviation = yaml_find(map, "deviation"), *caps = yaml_find(map, "caps");
    if (deviation != NULL && is_more(indicator->deviation.points, indicator->weight))
        faults_add(reader->faults, reader_place(deviation, "points"), _("要扣%s分，超过了权重%s"),
                   indicator->deviation.points, indicator->weight);
    const struct yaml_node *item = caps != NULL ? caps->child : NULL;
    for (size_t i = 0; i < indicator->cap_count && item != NULL; i++, item = item->next)
        if (is_more(indicator->caps[i].most, indicator->weight))
            faults_add(reader->faults, reader_place(item, "most"),
                       _("最多得%s分，超过了权重%s，什么也封不住"), indicator->caps[i].most,
                       indicator->weight);
}

/* ≥ and nothing behind it. */
static void check_sign(struct reader *reader, const struct yaml_node *map,
                       const struct template_indicator *indicator) {
    static const char *const signs[] = {
        "≥", "≧",  ">=",     "≤",      "≦",        "<=",     ">",      "＞",     "<",       "＜",
        "=", "＝", "不低于", "不少于", "大于等于", "不高于", "不超过", "不多于", "小于等于"};
    struct span target = span_trim(span_of(indicator->target));
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (span_is(target, signs[i]))
            faults_add(reader->faults, reader_place(map, "target"),
                       _("“%s”后面没有数：写成%s10这样；由填表人填目标的，不写target"), signs[i],
                       signs[i]);
}

/* The score of a group is the sum of what is below it. */
static void check_group(struct reader *reader, const struct yaml_node *map) {
    static const char *const keys[] = {"method",       "target",      "actual", "unit",
                                       "steps",        "bands",       "deduct", "deviation",
                                       "reason_below", "reason_above"};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (yaml_find(map, keys[i]) != NULL)
            faults_add(reader->faults, reader_place(map, keys[i]),
                       _("有下级指标的，得分由下级相加，不要写“%s”"), keys[i]);
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
    check_bands(reader, map, indicator);
    if (reader->strict) {
        check_ceilings(reader, map, indicator);
        check_sign(reader, map, indicator);
    }
    check_target(reader, map, indicator);
    if (indicator->indicator_count > 0)
        check_group(reader, map);
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

const struct key_table score_key_tables[] = {
    {"cap", cap_keys, ARRAY_LEN(cap_keys)},
    {"indicator", indicator_keys, ARRAY_LEN(indicator_keys)},
    {"grade", grade_keys, ARRAY_LEN(grade_keys)},
    {"step", step_keys, ARRAY_LEN(step_keys)},
    {"band", band_keys, ARRAY_LEN(band_keys)},
    {"deduct", deduct_keys, ARRAY_LEN(deduct_keys)},
    {"deviation", deviation_keys, ARRAY_LEN(deviation_keys)},
    {NULL, NULL, 0},
};
