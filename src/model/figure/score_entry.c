#include "model/figure/score_entry.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/score.h"
#include "model/report_values.h"

#include <string.h>

#define X(name, text) [SCORE_##name] = (text),
static const char *const entry_names[SCORE_ENTRY_COUNT] = {SCORE_ENTRY_LIST(X)};
#undef X

const char *score_entry_name(enum score_entry entry) {
    return entry_names[entry];
}

/* ---- finding ---- */

const struct template_indicator *indicator_find_value(const struct template *template,
                                                      struct span name, enum score_entry *entry) {
    size_t dot = span_find(name, SPAN("."));
    if (dot == SIZE_MAX)
        return NULL;
    struct span suffix = span_sub(name, dot + 1, name.n);
    for (size_t i = 0; i < SCORE_ENTRY_COUNT; i++)
        if (span_is(suffix, entry_names[i])) {
            *entry = (enum score_entry)i;
            return template_find(template, TEMPLATE_INDICATOR, span_sub(name, 0, dot));
        }
    return NULL;
}

bool indicator_is_group(const struct template_indicator *indicator) {
    return indicator->indicator_count > 0;
}

const char *report_score_entry(const struct report *report,
                               const struct template_indicator *indicator, enum score_entry entry) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s.%s", indicator->name, entry_names[entry]);
    const char *text = report_value(report, str_span(&name));
    str_release(&name);
    return text != NULL && text[0] != '\0' ? text : NULL;
}

/* ---- numbers with the indicator's unit ---- */

/* An indicator without a unit whose target is a percentage counts in shares, as a figure does. */
static enum rc read_quantity(struct value *out, const struct template_indicator *indicator,
                             struct span text, struct err *err) {
    bool has_unit = indicator->unit != NULL && indicator->unit[0] != '\0';
    struct span trimmed = span_trim(text);
    bool percent = span_ends_with(trimmed, SPAN("%")) || span_ends_with(trimmed, SPAN("％")) ||
                   span_ends_with(span_of(indicator->target), SPAN("%"));
    struct template_figure like = {.label = indicator->label,
                                   .unit = indicator->unit,
                                   .type = !has_unit && percent ? TYPE_PERCENT : TYPE_DECIMAL};
    return figure_read(out, &like, text, err);
}

void indicator_read_actual(struct value *out, const struct template_indicator *indicator,
                           struct span text) {
    *out = (struct value){0};
    if (indicator->method != METHOD_GRADE && read_quantity(out, indicator, text, NULL) == RC_OK)
        return;
    value_release(out);
    value_set_text(out, span_trim(text));
}

static enum target_sense take_sense(struct span *text, enum target_sense otherwise) {
    static const struct {
        const char *word;
        enum target_sense sense;
    } words[] = {
        {"≥", TARGET_AT_LEAST},      {"≧", TARGET_AT_LEAST},      {">=", TARGET_AT_LEAST},
        {"≤", TARGET_AT_MOST},       {"≦", TARGET_AT_MOST},       {"<=", TARGET_AT_MOST},
        {">", TARGET_MORE},          {"＞", TARGET_MORE},         {"<", TARGET_LESS},
        {"＜", TARGET_LESS},         {"=", TARGET_EQUAL},         {"＝", TARGET_EQUAL},
        {"不低于", TARGET_AT_LEAST}, {"不少于", TARGET_AT_LEAST}, {"大于等于", TARGET_AT_LEAST},
        {"不高于", TARGET_AT_MOST},  {"不超过", TARGET_AT_MOST},  {"不多于", TARGET_AT_MOST},
        {"小于等于", TARGET_AT_MOST}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_take_prefix(text, span_of(words[i].word))) {
            *text = span_trim(*text);
            return words[i].sense;
        }
    return otherwise;
}

enum rc score_read_target(struct score_target *out, const struct template_indicator *indicator,
                          struct span text, struct err *err) {
    struct span rest = span_trim(text);
    struct value value;
    *out = (struct score_target){.number = NULL};
    out->sense =
        take_sense(&rest, indicator->method == METHOD_INVERSE ? TARGET_AT_MOST : TARGET_AT_LEAST);
    enum rc rc = read_quantity(&value, indicator, rest, err);
    if (rc == RC_OK && value.kind == VALUE_NUMBER)
        out->number = number_clone(value.number);
    value_release(&value);
    bool needs = indicator->method == METHOD_RATIO || indicator->method == METHOD_INVERSE;
    return needs && rc != RC_OK ? rc : RC_OK;
}

/* ---- what may be typed ---- */

/* Whether the template's target is a number. */
static bool has_number(const struct template_indicator *indicator) {
    struct score_target target;
    bool found = score_read_target(&target, indicator, span_of(indicator->target), NULL) == RC_OK &&
                 target.number != NULL;
    number_free(target.number);
    return found;
}

/* Only what tells of a change, or is a balance, falls below nothing. */
static bool may_be_negative(const struct template_indicator *indicator) {
    static const char *const words[] = {"增", "减", "变", "升", "降", "涨", "差", "余"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strstr(indicator->label, words[i]) != NULL)
            return true;
    return false;
}

const struct template_band *score_find_band(const struct template_indicator *indicator,
                                            struct span name) {
    for (size_t i = 0; i < indicator->band_count; i++)
        if (span_is(span_trim(name), indicator->bands[i].name))
            return &indicator->bands[i];
    return NULL;
}

void score_add_bands(struct str *out, const struct template_indicator *indicator) {
    for (size_t i = 0; i < indicator->band_count; i++) {
        const struct template_band *band = &indicator->bands[i];
        str_add_format(out, "%s%s", i > 0 ? _("、") : "", band->name);
        if (band->points != NULL)
            str_add_format(out, _("（%s分）"), band->points);
        else
            str_add_format(out, _("（得权重的%s）"), band->share);
    }
}

static enum rc check_grade(const struct template_indicator *indicator, struct span text,
                           struct err *err) {
    if (score_find_band(indicator, text) != NULL)
        return RC_OK;
    struct str list = STR_INIT;
    score_add_bands(&list, indicator);
    enum rc rc = err_set(err, RC_REFUSED, _("%s：没有“%.*s”这个等次，可以填：%s"), indicator->label,
                         SPAN_ARG(text), list.s);
    str_release(&list);
    return rc;
}

/* A number where the method computes with it. */
static enum rc check_actual(const struct template_indicator *indicator, struct span text,
                            struct err *err) {
    if (indicator->method == METHOD_MANUAL)
        return RC_OK;
    if (indicator->method == METHOD_GRADE)
        return check_grade(indicator, text, err);
    if (indicator->method == METHOD_ALL_OR_NOTHING && !has_number(indicator))
        return RC_OK;
    struct value value;
    enum rc rc = read_quantity(&value, indicator, text, err);
    bool negative = rc == RC_OK && value.kind == VALUE_NUMBER && number_sign(value.number) < 0;
    value_release(&value);
    if (negative && !may_be_negative(indicator))
        return err_set(err, RC_REFUSED,
                       _("“%s”的实际值不会小于0：写成95%%、3个这样；没有完成的写0"),
                       indicator->label);
    return rc;
}

static enum rc check_target(const struct template_indicator *indicator, struct span text,
                            struct err *err) {
    struct score_target target;
    enum rc rc = score_read_target(&target, indicator, text, err);
    number_free(target.number);
    return rc;
}

/* indicator NULL: nobody reads the sentence. */
static enum rc read_score(struct value *out, const struct template_indicator *indicator,
                          struct span text, struct err *err) {
    static char points[] = "分";
    struct template_figure like = {.label = indicator != NULL ? indicator->label : points,
                                   .type = TYPE_DECIMAL,
                                   .unit = points};
    return figure_read(out, &like, text, err);
}

struct number *score_read_number(const char *text) {
    struct value value;
    struct number *number = NULL;
    if (read_score(&value, NULL, span_of(text), NULL) == RC_OK && value.kind == VALUE_NUMBER)
        number = number_clone(value.number);
    value_release(&value);
    return number;
}

static enum rc check_score(const struct template_indicator *indicator, struct span text,
                           struct err *err) {
    struct value value;
    enum rc rc = read_score(&value, indicator, text, err);
    value_release(&value);
    return rc;
}

enum rc indicator_check_asked(const struct template_indicator *indicator, enum score_entry entry,
                              struct err *err) {
    if (entry == SCORE_REASON || entry == SCORE_EVIDENCE)
        return RC_OK;
    if (indicator_is_group(indicator))
        return err_set(err, RC_REFUSED, _("“%s”下面还有指标，得分由它们相加，不用填"),
                       indicator->label);
    if (entry == SCORE_ACTUAL && indicator->actual.expression != NULL)
        return err_set(err, RC_REFUSED, _("“%s”的实际值由数据算出，不用填"), indicator->label);
    if (entry == SCORE_TARGET && indicator->target != NULL)
        return err_set(err, RC_REFUSED, _("“%s”的目标值由模板定为%s，不用填"), indicator->label,
                       indicator->target);
    return RC_OK;
}

enum rc indicator_check_entry(const struct template_indicator *indicator, enum score_entry entry,
                              struct span text, struct err *err) {
    enum rc rc = indicator_check_asked(indicator, entry, err);
    if (rc != RC_OK || span_trim(text).n == 0)
        return rc;
    switch (entry) {
    case SCORE_ACTUAL:
        return check_actual(indicator, text, err);
    case SCORE_TARGET:
        return check_target(indicator, text, err);
    case SCORE_SCORE:
        return check_score(indicator, text, err);
    case SCORE_REASON:
    case SCORE_EVIDENCE:
    case SCORE_ENTRY_COUNT:
        break;
    }
    return RC_OK;
}

/* ---- evidence ---- */

/* The nearest of the marks; SIZE_MAX: none. */
static size_t find_mark(struct span text, const char *const marks[2], size_t *length) {
    size_t first = span_find(text, span_of(marks[0])), second = span_find(text, span_of(marks[1]));
    size_t which = second < first ? 1 : 0;
    *length = strlen(marks[which]);
    return which == 1 ? second : first;
}

static struct span take_part(struct span *text, const char *const marks[2]) {
    size_t length, at = find_mark(*text, marks, &length);
    struct span part = span_trim(span_sub(*text, 0, at));
    *text = at == SIZE_MAX ? (struct span){NULL, 0} : span_sub(*text, at + length, text->n);
    return part;
}

bool score_take_evidence(struct span *text, struct score_evidence *evidence) {
    static const char *const documents[2] = {"；", ";"}, *const parts[2] = {"|", "｜"};
    while (text->p != NULL && text->n > 0) {
        struct span rest = take_part(text, documents);
        if (rest.n == 0)
            continue;
        evidence->document = take_part(&rest, parts);
        evidence->number = rest.p != NULL ? take_part(&rest, parts) : SPAN("");
        evidence->page = rest.p != NULL ? span_trim(rest) : SPAN("");
        return true;
    }
    return false;
}

void score_add_evidence(struct str *out, struct span text) {
    struct score_evidence evidence;
    for (const char *before = ""; score_take_evidence(&text, &evidence); before = "；") {
        str_add_text(out, before);
        str_add(out, evidence.document);
        bool both = evidence.number.n > 0 && evidence.page.n > 0;
        if (evidence.number.n + evidence.page.n > 0)
            str_add_format(out, "（%.*s%s%.*s）", SPAN_ARG(evidence.number), both ? "，" : "",
                           SPAN_ARG(evidence.page));
    }
}
