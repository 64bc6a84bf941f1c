#include "check/score_sheet.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure_entry.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/figure/score_text.h"

#include <string.h>

enum { NAMES_SHOWN = 5 };

struct check {
    struct findings *out;
    const struct report *report;
    const struct score_sheet *sheet;
};

/* --- the sheet itself --- */

static void add_item(struct check *check, const char *name, const char *rule,
                     enum severity severity, struct str *message, const char *source) {
    struct finding *finding =
        findings_add_item(check->out, check->report, name, rule, severity, message->s);
    if (source != NULL)
        finding->source = span_copy(span_of(source));
    str_clear(message);
}

static void add_points(struct str *out, const struct number *number) {
    score_add_number(out, number);
    str_add_text(out, _("分"));
}

/* A typed score beyond what the indicator can give. */
static void check_bounds(struct check *check, const struct score_line *line, struct str *message) {
    const struct template_indicator *indicator = line->indicator;
    bool above = number_compare(line->typed, line->weight) > 0;
    if (!above && number_sign(line->typed) >= 0)
        return;
    str_add_format(message, _("“%s”得"), indicator->label);
    add_points(message, line->typed);
    if (above) {
        str_add_text(message, _("，超过了权重"));
        score_add_number(message, line->weight);
    } else {
        str_add_text(message, _("，小于0"));
    }
    add_item(check, indicator->name, "score-weight", SEVERITY_ERROR, message, indicator->source);
}

/* A typed score against what the method gives. */
static void check_method(struct check *check, const struct score_line *line, struct str *message) {
    const struct template_indicator *indicator = line->indicator;
    if (line->method == NULL || number_compare(line->score, line->method) == 0)
        return;
    struct str formula = STR_INIT;
    score_add_formula(&formula, line);
    str_add_format(message, _("“%s”按办法应得"), indicator->label);
    add_points(message, line->method);
    if (formula.len > 0)
        str_add_format(message, _("（%s）"), formula.s);
    str_add_text(message, _("，填的是"));
    add_points(message, line->typed);
    add_item(check, indicator->name, "score-method", SEVERITY_ERROR, message, indicator->source);
    str_release(&formula);
}

/* What the template lets pass: an execution of 96% loses a little, and nobody asks why. */
static bool is_above_line(const struct score_line *line) {
    struct number *bound = score_read_bound(line->indicator, line->indicator->reason_below);
    bool above = bound != NULL && line->actual.kind == VALUE_NUMBER &&
                 number_compare(line->actual.number, bound) >= 0;
    number_free(bound);
    return above;
}

/* So many times the target or more: what is asked about where the template has no deviation. */
static bool is_times_target(const struct score_line *line, const struct number *target,
                            const char *times) {
    struct number *share = NULL, *most = NULL;
    if (number_sign(target) > 0 && number_parse(&share, span_of(times), NULL) == RC_OK)
        most = number_multiply(target, share);
    bool is = most != NULL && number_compare(line->actual.number, most) >= 0;
    number_free(most);
    number_free(share);
    return is;
}

/* An actual value far above what was aimed at: the aim was low, or the value is wrong. True: that
 * is told, and what it costs need not be told again. */
static bool check_over(struct check *check, const struct score_line *line, struct str *message) {
    const struct template_indicator *indicator = line->indicator;
    struct score_target target = {.number = NULL};
    if (line->reason != NULL || indicator->method != METHOD_RATIO || line->target == NULL ||
        line->actual.kind != VALUE_NUMBER ||
        score_read_target(&target, indicator, span_of(line->target), NULL) != RC_OK ||
        target.number == NULL)
        return false;
    const char *above = indicator->reason_above != NULL ? indicator->reason_above : "130%";
    bool deviation = indicator->deviation.given;
    bool over = deviation ? score_deviates(indicator, line->actual.number, target.number)
                          : is_times_target(line, target.number, above);
    if (over) {
        str_add_format(message, _("“%s”实际"), indicator->label);
        score_add_actual(message, line, check->report);
        str_add_text(message, _("，目标"));
        score_add_target(message, line);
        struct str bound = STR_INIT;
        share_add_percent(&bound, deviation ? indicator->deviation.over : above);
        str_add_format(message,
                       deviation ? _("，超过目标%s以上，没有写偏差原因")
                                 : _("，达到目标的%s以上，没有写偏差原因"),
                       bound.s);
        str_release(&bound);
        add_item(check, indicator->name, "score-over", SEVERITY_WARNING, message,
                 indicator->source);
    }
    number_free(target.number);
    return over;
}

static void check_reason(struct check *check, const struct score_line *line, struct str *message) {
    if (line->reason != NULL || line->open > 0 || number_sign(line->lost) <= 0 ||
        is_above_line(line))
        return;
    str_add_format(message, _("“%s”扣了"), line->indicator->label);
    add_points(message, line->lost);
    str_add_text(message, _("，没有写扣分原因"));
    add_item(check, line->indicator->name, "score-reason", SEVERITY_WARNING, message, NULL);
}

/* Caps of one indicator: what is typed is not lowered by itself. */
static void check_cap(struct check *check, struct figures *figures, const struct score_line *line,
                      struct str *message) {
    const struct template_indicator *indicator = line->indicator;
    for (size_t i = 0; i < indicator->cap_count; i++) {
        struct number *most = NULL;
        if (figures_truth(figures, &indicator->caps[i].when, NULL) == TRUTH_TRUE &&
            number_parse(&most, span_of(indicator->caps[i].most), NULL) == RC_OK &&
            number_compare(line->typed, most) > 0) {
            str_add_format(message, _("“%s”得"), indicator->label);
            add_points(message, line->typed);
            str_add_text(message, _("，但这一项"));
            score_add_cap(message, &indicator->caps[i]);
            add_item(check, indicator->name, "score-cap", SEVERITY_ERROR, message,
                     indicator->source);
        }
        number_free(most);
    }
}

/* Several indicators in one finding: how many, and the first of them. */
struct list {
    struct str names;
    size_t count;
};

static void list_add(struct list *list, const struct score_line *line) {
    if (list->count < NAMES_SHOWN)
        str_add_format(&list->names, list->count > 0 ? _("、%s") : "%s", line->indicator->label);
    list->count++;
}

static void tell_list(struct check *check, struct list *list, const char *rule,
                      const char *sentence) {
    struct str message = STR_INIT;
    if (list->count > 0) {
        str_add_format(&message, _("自评表%zu项%s：%s"), list->count, sentence, list->names.s);
        if (list->count > NAMES_SHOWN)
            str_add_text(&message, _("等"));
        add_item(check, "score", rule, SEVERITY_WARNING, &message, NULL);
    }
    str_release(&message);
    str_release(&list->names);
}

/* What was typed rests on something that can be looked up. */
static bool wants_evidence(const struct check *check, const struct score_line *line) {
    bool typed = line->typed != NULL ||
                 report_score_entry(check->report, line->indicator, SCORE_ACTUAL) != NULL;
    return typed && line->evidence == NULL && line->open == 0 && number_sign(line->score) > 0;
}

/* What was typed under another version of the template: a grade that is none any more, a number in
 * a unit that does not fit. */
static void check_entry(struct check *check, const struct template_indicator *indicator,
                        enum score_entry entry, struct str *message) {
    const char *typed = report_score_entry(check->report, indicator, entry);
    struct err err;
    if (typed == NULL || indicator_check_asked(indicator, entry, NULL) != RC_OK ||
        indicator_check_entry(indicator, entry, span_of(typed), &err) == RC_OK)
        return;
    str_add_format(message, _("填的值不合模板，请重新填：%s"), err.text);
    add_item(check, indicator->name, "unreadable", SEVERITY_ERROR, message, indicator->source);
}

/* A score that somebody typed, and nothing that it was given for. */
static bool lacks_actual(const struct score_line *line) {
    return line->typed != NULL && line->actual.kind == VALUE_EMPTY;
}

/* A new report has not been scored at all, whatever its figures give. */
static bool is_begun(const struct check *check) {
    bool begun = false;
    for (size_t i = 0; i < check->sheet->count; i++) {
        const struct score_line *line = &check->sheet->lines[i];
        bool counts = line->state != SCORE_IRRELEVANT && !indicator_is_group(line->indicator);
        begun |=
            counts && (line->typed != NULL ||
                       report_score_entry(check->report, line->indicator, SCORE_ACTUAL) != NULL);
    }
    return begun;
}

static void check_sheet(struct check *check, struct figures *figures) {
    struct list open = {.names = STR_INIT}, bare = {.names = STR_INIT};
    struct list blank = {.names = STR_INIT}, ungraded = {.names = STR_INIT};
    struct str message = STR_INIT;
    bool begun = is_begun(check);
    for (size_t i = 0; i < check->sheet->count; i++) {
        const struct score_line *line = &check->sheet->lines[i];
        if (line->state == SCORE_IRRELEVANT || indicator_is_group(line->indicator))
            continue;
        if (line->open > 0)
            list_add(&open, line);
        if (wants_evidence(check, line))
            list_add(&bare, line);
        if (lacks_actual(line))
            list_add(line->indicator->method == METHOD_GRADE ? &ungraded : &blank, line);
        check_entry(check, line->indicator, SCORE_ACTUAL, &message);
        check_entry(check, line->indicator, SCORE_TARGET, &message);
        if (line->typed != NULL) {
            check_bounds(check, line, &message);
            check_method(check, line, &message);
            check_cap(check, figures, line, &message);
        }
        if (begun && !check_over(check, line, &message))
            check_reason(check, line, &message);
    }
    if (!begun)
        open.count = 0;
    tell_list(check, &open, "score-open", _("还没有得分"));
    tell_list(check, &blank, "score-actual", _("写了得分，没有实际完成值"));
    tell_list(check, &ungraded, "score-actual", _("写了得分，没有填等次"));
    tell_list(check, &bare, "score-evidence", _("写了得分，没有佐证材料"));
    str_release(&message);
}

/* --- what the text calls the total and the grade --- */

/* Eats the words that stand between 得分 and its number. */
static void take_filler(struct span *text) {
    static const char *const words[] = {"为", "是", "：", ":", "共", "计", "达到", "达", "“", " "};
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < ARRAY_LEN(words); i++)
            more |= span_take_prefix(text, span_of(words[i]));
    }
}

/* The words that call the total; the longer first. */
static const struct {
    const char *word;
    bool may_be_full; /* 总分100分 is what can be reached */
} totals[] = {{"自评综合得分", false}, {"自评总得分", false}, {"自评得分", false},
              {"自评总分", true},      {"自评分数", false},   {"综合得分", false},
              {"综合评分", false},     {"评价得分", false},   {"评价总分", true},
              {"最终得分", false},     {"总得分", false},     {"总评分", false},
              {"总分", true}};

/* A number of points that some word calls the total; `number` is the caller's. */
static bool take_total(struct span *rest, struct number **number, bool *may_be_full) {
    for (size_t i = 0; i < ARRAY_LEN(totals); i++) {
        struct span after = *rest;
        if (!span_take_prefix(&after, span_of(totals[i].word)))
            continue;
        *rest = after;
        take_filler(&after);
        if (number_take(number, &after, NULL) != RC_OK)
            return false;
        if (!span_take_prefix(&after, SPAN("分")) || span_starts_with(after, SPAN("之"))) {
            number_free(*number);
            return false;
        }
        *rest = after;
        *may_be_full = totals[i].may_be_full;
        return true;
    }
    return false;
}

static void tell_total(struct check *check, const struct section *section, size_t offset,
                       size_t length, const struct number *number) {
    struct str message = STR_INIT;
    str_add_text(&message, _("自评表总分是"));
    add_points(&message, check->sheet->total);
    str_add_text(&message, _("，文中为"));
    add_points(&message, number);
    if (section != NULL)
        findings_add(check->out, check->report, section, "score-total", SEVERITY_ERROR, offset,
                     length, message.s);
    else
        findings_add_place(check->out, check->report, "title", "score-total", SEVERITY_ERROR,
                           message.s);
    str_release(&message);
}

static bool is_wrong_total(const struct check *check, const struct number *number,
                           bool may_be_full) {
    int64_t whole;
    bool full = may_be_full && number_to_int(number, &whole) && whole == SCORE_FULL;
    return !full && number_compare(number, check->sheet->total) != 0;
}

/* 等级为“优”: the grade's name, and nothing of a longer word behind it. */
static const struct template_grade *take_grade(const struct template *template, struct span *rest) {
    static const char *const words[] = {"评价等级", "自评等级", "等级", "等次"};
    static const char *const ends[] = {"”", "。", "，", "；", "、", "）", "\"", " "};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        struct span after = *rest;
        if (!span_take_prefix(&after, span_of(words[i])))
            continue;
        *rest = after;
        (void)span_take_prefix(&after, SPAN("评定"));
        take_filler(&after);
        for (size_t k = 0; k < template->grade_count; k++) {
            struct span end = after;
            if (!span_take_prefix(&end, span_of(template->grades[k].name)))
                continue;
            bool ends_here = end.n == 0;
            for (size_t e = 0; e < ARRAY_LEN(ends); e++)
                ends_here |= span_starts_with(end, span_of(ends[e]));
            if (ends_here) {
                *rest = end;
                return &template->grades[k];
            }
        }
        return NULL;
    }
    return NULL;
}

/* `offset`: of the text's first point in the body. */
static void check_line(struct check *check, const struct section *section, struct span text,
                       size_t offset) {
    size_t length;
    for (struct span rest = text; rest.n > 0; offset += length) {
        struct span before = rest;
        struct number *number = NULL;
        bool may_be_full = false;
        if (take_total(&rest, &number, &may_be_full)) {
            length = utf8_count(span_sub(before, 0, before.n - rest.n));
            if (is_wrong_total(check, number, may_be_full))
                tell_total(check, section, offset, length, number);
            number_free(number);
            continue;
        }
        const struct template_grade *grade = take_grade(check->report->template, &rest);
        if (rest.n == before.n)
            (void)utf8_take(&rest);
        length = utf8_count(span_sub(before, 0, before.n - rest.n));
        if (grade != NULL && grade != check->sheet->grade && check->sheet->grade != NULL &&
            section != NULL) {
            struct str message = STR_INIT;
            str_add_format(&message, _("自评表等级是%s，文中为%s"), check->sheet->grade->name,
                           grade->name);
            findings_add(check->out, check->report, section, "score-grade", SEVERITY_ERROR, offset,
                         length, message.s);
            str_release(&message);
        }
    }
}

/* --- a score table that was typed or read from a file --- */

static bool is_one_of(struct span cell, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (span_is(cell, words[i]))
            return true;
    return false;
}

/* The cell at that place, blanks apart; empty where the row ends before. */
static struct span cell_at(struct span row, size_t at) {
    for (; at > 0; at--) {
        size_t tab = span_find(row, SPAN("\t"));
        if (tab == SIZE_MAX)
            return SPAN("");
        row = span_sub(row, tab + 1, row.n);
    }
    return span_trim(span_sub(row, 0, span_find(row, SPAN("\t"))));
}

/* Which column holds the scores, if the row heads one; else as before. */
static size_t find_scores(struct span row, size_t before) {
    static const char *const heads[] = {"得分", "自评得分", "实际得分", "评价得分"};
    size_t at = 0;
    for (struct span rest = row;; at++) {
        if (is_one_of(cell_at(rest, 0), heads, ARRAY_LEN(heads)))
            return at;
        size_t tab = span_find(rest, SPAN("\t"));
        if (tab == SIZE_MAX)
            return before;
        rest = span_sub(rest, tab + 1, rest.n);
    }
}

static void check_row(struct check *check, const struct section *section, const struct line *line,
                      size_t offset, size_t column) {
    static const char *const totals_of_tables[] = {"总分", "总得分", "合计", "总计"};
    struct span row = str_span(&line->text), cell = cell_at(row, column);
    struct number *number = NULL;
    if (!is_one_of(cell_at(row, 0), totals_of_tables, ARRAY_LEN(totals_of_tables)) ||
        number_take(&number, &cell, NULL) != RC_OK)
        return;
    if (number_compare(number, check->sheet->total) != 0)
        tell_total(check, section, offset, line->points, number);
    number_free(number);
}

static void check_body(struct check *check, const struct section *section) {
    size_t offset = 0, column = SIZE_MAX;
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        if (line->tag != LINE_ROW) {
            column = SIZE_MAX;
            check_line(check, section, str_span(&line->text), offset);
        } else {
            column = find_scores(str_span(&line->text), column);
            if (column != SIZE_MAX)
                check_row(check, section, line, offset, column);
        }
        offset += line->points + 1;
    }
}

void check_score_sheet(struct findings *out, const struct report *report,
                       const struct section *section) {
    if (report->template == NULL || report->template->indicator_count == 0)
        return;
    struct figures *figures = figures_new(report);
    struct score_sheet *sheet = score_sheet_new(figures);
    struct check check = {.out = out, .report = report, .sheet = sheet};
    bool whole = section == NULL, scored = sheet->open == 0;
    if (whole)
        check_sheet(&check, figures);
    if (whole && scored) {
        check_line(&check, NULL, span_of(report->title), 0);
        check_body(&check, report->front);
    }
    for (const struct section *at = NULL;
         whole && scored && (at = report_next_section(report, at)) != NULL;)
        check_body(&check, at);
    if (!whole && scored)
        check_body(&check, section);
    score_sheet_free(sheet);
    figures_free(figures);
}
