#include "model/report_seed.h"

#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/figure/score_entry.h"
#include "model/report.h"
#include "model/report_values.h"
#include "model/section.h"

#include "base/mem.h"
#include "model/answer_text.h"
#include "model/answers.h"
#include "model/figure/figure.h"
#include "model/figure/score.h"
#include "model/review/review.h"
#include "model/review/review_value.h"
#include "model/section_names.h"
#include "model/template/columns.h"

#include <stdio.h>

/* --- expanding ${unit} and its kin --- */

struct seed {
    const struct report *report;
    char year[16];
    struct str *answer; /* what is asked for, as it prints */
};

static const char *value_of(void *self, struct span name) {
    const struct seed *seed = self;
    const struct report *report = seed->report;
    if (span_is(name, "year"))
        return seed->year;
    if (span_is(name, "unit"))
        return report->unit;
    if (span_is(name, "short_name"))
        return report->short_name[0] != '\0' ? report->short_name : report->unit;
    const struct template_question *question =
        template_find(report->template, TEMPLATE_QUESTION, name);
    const char *answer = report_value(report, name);
    if (question == NULL || answer == NULL || answer[0] == '\0')
        return NULL; /* it waits for its answer */
    str_clear(seed->answer);
    answer_add_printed(seed->answer, question, span_of(answer));
    return seed->answer->s;
}

/* Replaces *member by the template's text, expanded, without the newlines that a YAML block ends
 * with. */
static void expand_into(char **member, const struct report *report, const char *text) {
    struct str answer = STR_INIT;
    struct seed seed = {.report = report, .answer = &answer};
    if (report->year > 0)
        (void)snprintf(seed.year, sizeof seed.year, "%d", report->year);
    struct str out = STR_INIT;
    template_expand(&out, span_of(text), value_of, &seed);
    struct span expanded = str_span(&out);
    while (expanded.n > 0 && expanded.p[expanded.n - 1] == '\n')
        expanded.n--;
    section_set_text(member, expanded);
    str_release(&out);
    str_release(&answer);
}

/* --- sections --- */

static void seed_section(struct report *report, struct section *section,
                         const struct template_section *from) {
    section_set_text(&section->name, span_of(from->name));
    expand_into(&section->heading, report, from->label);
    section->form = from->form;
    section->kind = from->kind;
    section->attachment = from->attachment;
    section_recount(section);
    if (from->form == FORM_RUN_IN) {
        section_set_text(&section->end_mark, span_of(from->end_mark));
        struct span heading = span_of(section->heading), mark = span_of(section->end_mark);
        if (mark.n > 0 && span_ends_with(heading, mark)) /* it stands beside the heading */
            section_set_text(&section->heading, span_sub(heading, 0, heading.n - mark.n));
    }
    bool numbers_items = from->kind == KIND_ITEMS && from->numbering_given;
    if (numbers_items)
        section->item_numbering = from->numbering;
    section->numbering = template_numbering(
        report->template, numbers_items ? &report->template->root : from, section_depth(section));
    body_release(&section->body);
    body_init(&section->body, kind_line_tag(from->kind));
    struct str heading = STR_INIT; /* a table begins with the names of its columns */
    columns_add_heading(&heading, from);
    if (heading.len > 0)
        body_set_text(&section->body, str_span(&heading), LINE_ROW);
    str_release(&heading);
}

/* What the template's sections are in the report, so far as they were gone through. */
struct seeding {
    struct report *report;
    struct section_names *names; /* of those that were there before */
    struct section **placed;     /* in the template's order */
    size_t count, added;
};

/* Where what the template has next belongs under `parent`: after the nearest of the template's
 * sections before it that stands there, itself or with something below it. */
static size_t place_among(const struct seeding *seeding, const struct section *parent) {
    for (size_t i = seeding->count; i-- > 0 && seeding->placed[i] != parent;) {
        const struct section *s = seeding->placed[i];
        while (s != NULL && s->parent != parent)
            s = s->parent;
        if (s != NULL)
            return section_position(s) + 1;
    }
    return 0;
}

/* A section of the template with all below it, where nothing of it was before. */
static void seed_below(struct report *report, struct section *section,
                       const struct template_section *from) {
    seed_section(report, section, from);
    for (size_t i = 0; i < from->section_count; i++)
        seed_below(report, report_add_section(report, section, SIZE_MAX), from->sections[i]);
}

/* As many as the template wants at least, behind the first; what the template has next stands
 * behind the last of them. */
static void add_repetitions(struct seeding *seeding, const struct template_section *from,
                            struct section *first) {
    for (long i = 1; i < from->repeat_min; i++) {
        size_t position = section_position(first) + (size_t)i;
        struct section *section = report_add_section(seeding->report, first->parent, position);
        seed_below(seeding->report, section, from);
        seeding->added++;
        if (i + 1 == from->repeat_min)
            seeding->placed[seeding->count++] = section;
    }
}

static void add_missing_below(struct seeding *seeding, const struct template_section *above,
                              struct section *parent) {
    for (size_t i = 0; i < above->section_count; i++) {
        const struct template_section *t = above->sections[i];
        struct section *section =
            t->name != NULL ? section_names_find(seeding->names, t->name) : NULL;
        bool added = section == NULL;
        if (added) {
            section = report_add_section(seeding->report, parent, place_among(seeding, parent));
            seed_section(seeding->report, section, t);
            seeding->added++;
        }
        seeding->placed[seeding->count++] = section;
        add_missing_below(seeding, t, section);
        if (added && t->repeat_min > 1)
            add_repetitions(seeding, t, section);
    }
}

size_t report_add_missing_sections(struct report *report) {
    const struct template *template = report->template;
    if (template == NULL)
        return 0;
    struct seeding seeding = {.report = report, .names = section_names_new(report)};
    seeding.placed = /* of one that repeats the first and the last */
        mem_alloc_zero(2 * template_count_sections(template) + 1, sizeof(struct section *));
    add_missing_below(&seeding, &template->root, report->root);
    mem_free(seeding.placed);
    section_names_free(seeding.names);
    return seeding.added;
}

/* --- a new report --- */

static bool is_basic(const char *name) {
    return span_is(SPAN("unit"), name) || span_is(SPAN("short_name"), name) ||
           span_is(SPAN("year"), name);
}

static void add_default_values(struct report *report) {
    const struct template *template = report->template;
    for (size_t i = 0; i < template->question_count; i++) {
        const struct template_question *question = &template->questions[i];
        if (question->default_text != NULL && !is_basic(question->name) &&
            report_value(report, span_of(question->name)) == NULL)
            report_set_value(report, span_of(question->name), span_of(question->default_text));
    }
}

/* A report of that year without sections. An absent unit or short name is an empty one. */
static struct report *new_report(struct template *template, struct span unit,
                                 struct span short_name, int year) {
    struct report *report = report_new();
    report->template = template;
    report->year = year;
    section_set_text(&report->unit, unit.n > 0 ? unit : SPAN(""));
    section_set_text(&report->short_name, short_name.n > 0 ? short_name : SPAN(""));
    if (template != NULL)
        report->root->numbering = template_numbering(template, &template->root, 0);
    return report;
}

struct report *report_new_from_template(struct template *template, struct span unit,
                                        struct span short_name, int year) {
    struct report *report = new_report(template, unit, short_name, year);
    add_default_values(report);
    expand_into(&report->title, report, template->title);
    expand_into(&report->sign_off, report, template->sign_off);
    (void)report_add_missing_sections(report);
    return report;
}

/* --- carried on --- */

struct carrying {
    const struct report *from;
    struct report *to;
};

/* Which years move: only one that 年 follows, or every number of four digits. */
enum year_rule { YEAR_BEFORE_NIAN, YEAR_ANYWHERE };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Appends text with the earlier report's year and the one after it moved by the difference. */
static void add_moved_years(struct str *out, struct span text, const struct report *from,
                            const struct report *to, enum year_rule rule) {
    int old = from->year, by = to->year - old;
    while (text.n > 0) {
        size_t digits = 0;
        while (digits < text.n && is_digit(text.p[digits]))
            digits++;
        struct span number = span_sub(text, 0, digits), rest = span_sub(text, digits, text.n);
        uint64_t year;
        bool moves = old > 0 && to->year > 0 && digits == 4 &&
                     span_to_number(number, 9999, &year) &&
                     ((int)year == old || (int)year == old + 1) &&
                     (rule == YEAR_ANYWHERE || span_starts_with(rest, SPAN("年")));
        if (moves)
            str_add_format(out, "%04d", (int)year + by);
        else
            str_add(out, digits > 0 ? number : span_sub(text, 0, 1));
        text = digits > 0 ? rest : span_sub(text, 1, text.n);
    }
}

static void add_carried(struct str *out, struct span text, const struct report *from,
                        const struct report *to, enum year_rule rule) {
    size_t start = out->len;
    add_moved_years(out, text, from, to, rule);
    struct span old = span_of(from->unit), unit = span_of(to->unit);
    if (old.n == 0 || unit.n == 0 || span_equal(old, unit))
        return;
    size_t at = start, found;
    while ((found = span_find(span_sub(str_span(out), at, out->len), old)) != SIZE_MAX) {
        str_splice(out, at + found, old.n, unit);
        at += found + unit.n;
    }
}

void report_add_carried_text(struct str *out, struct span text, const struct report *earlier,
                             const struct report *later) {
    add_carried(out, text, earlier, later, YEAR_ANYWHERE);
}

/* Sets *member to the earlier report's text with years moved and its unit's name replaced. */
static void carry_text(char **member, const char *earlier, const struct carrying *carrying,
                       enum year_rule rule) {
    struct str out = STR_INIT;
    add_carried(&out, span_of(earlier), carrying->from, carrying->to, rule);
    section_set_text(member, str_span(&out));
    str_release(&out);
}

static void carry_body(struct section *to, const struct section *from,
                       const struct carrying *carrying) {
    const struct template_section *template = section_template(carrying->to, to);
    body_release(&to->body);
    if (template != NULL && template->carry == CARRY_NEVER)
        body_init(&to->body, kind_line_tag(to->kind));
    else
        body_copy(&to->body, &from->body);
    if (!section_has_text(carrying->to, to))
        return;
    struct str text = STR_INIT;
    body_add_text(&text, &to->body);
    review_keep_carried(carrying->to, to->id, str_span(&text));
    str_release(&text);
}

static void carry_section(struct section *parent, const struct section *from,
                          const struct carrying *carrying) {
    struct section *to = report_add_section(carrying->to, parent, SIZE_MAX);
    section_set_text(&to->name, (struct span){from->name, span_of(from->name).n});
    section_set_text(&to->label, (struct span){from->label, span_of(from->label).n});
    section_set_text(&to->end_mark, span_of(from->end_mark));
    struct str heading = STR_INIT;
    add_moved_years(&heading, span_of(from->heading), carrying->from, carrying->to,
                    YEAR_BEFORE_NIAN);
    section_set_text(&to->heading, str_span(&heading));
    str_release(&heading);
    to->form = from->form;
    to->kind = from->kind;
    to->numbering = from->numbering;
    to->item_numbering = from->item_numbering;
    to->attachment = from->attachment;
    section_recount(to);
    carry_body(to, from, carrying);
    for (size_t i = 0; i < from->count; i++)
        carry_section(to, from->children[i], carrying);
}

/* With a copy, so that it is 未核 until somebody looks at it. */
static void keep_value(struct report *to, const char *name, struct span text, bool stable) {
    report_set_value(to, span_of(name), text);
    if (!stable)
        review_keep_value(to, span_of(name), text);
}

/* Last year's value becomes this year's prior; what was calculated is written out, so that it
 * stands even where its parts are not asked for again. The unit is written where it is another one.
 */
static void carry_figure(const struct carrying *carrying, struct figures *earlier,
                         const struct template_figure *to) {
    const struct template_figure *from = figure_find(carrying->from->template, span_of(to->name));
    const char *typed = report_value(carrying->from, span_of(to->name));
    struct str text = STR_INIT, name = STR_INIT;
    str_add_format(&name, "%s.prior", to->name);
    if (from == NULL || to->carry == CARRY_NEVER)
        typed = NULL;
    else if (figure_is_calculated(from) || !span_is(span_of(figure_unit(from)), figure_unit(to)))
        figure_add_exact(earlier, &text, from);
    else
        str_add_text(&text, typed != NULL ? typed : "");
    struct value read = {0};
    bool fits = figure_read(&read, to, str_span(&text), NULL) == RC_OK;
    if (fits && read.kind != VALUE_EMPTY && to->prior)
        report_set_value(carrying->to, str_span(&name), str_span(&text));
    if (fits && read.kind != VALUE_EMPTY && !figure_is_calculated(to) &&
        (to->carry == CARRY_VALUE || to->carry == CARRY_TEXT))
        keep_value(carrying->to, to->name, str_span(&text), to->stable);
    value_release(&read);
    str_release(&text);
    str_release(&name);
}

static void carry_figures(const struct carrying *carrying) {
    const struct template *template = carrying->to->template;
    struct figures *earlier = figures_new(carrying->from);
    for (size_t i = 0; template != NULL && i < template->figure_count; i++)
        carry_figure(carrying, earlier, &template->figures[i]);
    figures_free(earlier);
}

static bool is_figure(const struct carrying *carrying, const char *name) {
    bool prior;
    return figure_find_value(carrying->from->template, span_of(name), &prior) != NULL ||
           figure_find_value(carrying->to->template, span_of(name), &prior) != NULL;
}

/* A template without the question carries its answer too: it may hold what nobody asks again. What
 * begins with @ is no answer: findings are passed anew each year. */
static bool carries_value(const struct template *template, const char *name) {
    if (name[0] == '@')
        return false;
    const struct template_question *question =
        template_find(template, TEMPLATE_QUESTION, span_of(name));
    return question == NULL || question->carry != CARRY_NEVER;
}

/* A score is given anew each year; a typed target stands unless the template says never, the rest
 * only where it says value. What the new template does not know is gone. */
static bool carries_entry(const struct template *template, struct span name) {
    enum score_entry entry;
    const struct template_indicator *indicator = indicator_find_value(template, name, &entry);
    if (indicator == NULL || entry == SCORE_SCORE || indicator->carry == CARRY_NEVER)
        return false;
    if (indicator_check_asked(indicator, entry, NULL) != RC_OK)
        return false;
    return entry == SCORE_TARGET || indicator->carry != CARRY_DEFAULT;
}

static bool carries(const struct carrying *carrying, const char *name) {
    enum score_entry entry;
    if (is_figure(carrying, name))
        return false; /* carry_figures sees to it */
    if (indicator_find_value(carrying->from->template, span_of(name), &entry) != NULL)
        return carries_entry(carrying->to->template, span_of(name));
    return carries_value(carrying->to->template, name);
}

/* Questions are answered once for all; a typed target stands until the template has another. */
static bool stays_as_it_is(const struct template *template, const char *name) {
    enum score_entry entry = SCORE_TARGET;
    const struct template_indicator *indicator =
        indicator_find_value(template, span_of(name), &entry);
    return indicator == NULL || indicator->stable || entry == SCORE_TARGET;
}

static void carry_values(const struct carrying *carrying) {
    const struct report *from = carrying->from;
    for (size_t i = 0; i < from->value_count; i++)
        if (carries(carrying, from->values[i].name))
            keep_value(carrying->to, from->values[i].name, span_of(from->values[i].text),
                       stays_as_it_is(carrying->to->template, from->values[i].name));
    if (carrying->to->template != NULL)
        add_default_values(carrying->to);
}

/* Where title and sign-off hold an answer that is not carried, its question waits again. */
static void carry_printed_answers(const struct carrying *carrying) {
    struct report *to = carrying->to;
    for (size_t i = 0; to->template != NULL && i < to->template->question_count; i++) {
        const struct template_question *question = &to->template->questions[i];
        const struct span name = span_of(question->name);
        const char *before = report_value(carrying->from, name), *after = report_value(to, name);
        if (is_basic(question->name) || before == NULL ||
            span_equal(span_of(before), span_of(after)))
            continue;
        char *now = span_copy(span_of(after));
        struct str moved = STR_INIT; /* the texts hold this one */
        add_moved_years(&moved, span_of(before), carrying->from, carrying->to, YEAR_ANYWHERE);
        report_set_value(to, name, str_span(&moved));
        report_set_answer(to, question, span_of(now));
        str_release(&moved);
        mem_free(now);
    }
}

struct report *report_carry_on(const struct report *earlier, struct template *template,
                               struct span unit, struct span short_name, int year) {
    if (template == NULL)
        template = template_share(earlier->template);
    if (unit.n == 0)
        unit = span_of(earlier->unit);
    if (short_name.n == 0 && span_is(unit, earlier->unit))
        short_name = span_of(earlier->short_name);
    struct report *report = new_report(template, unit, short_name, year);
    struct carrying carrying = {.from = earlier, .to = report};
    report->prior = earlier->id;
    carry_values(&carrying);
    carry_figures(&carrying);
    carry_text(&report->title, earlier->title, &carrying, YEAR_ANYWHERE);
    carry_text(&report->sign_off, earlier->sign_off, &carrying, YEAR_BEFORE_NIAN);
    if (report->title[0] == '\0' && template != NULL)
        expand_into(&report->title, report, template->title);
    if (report->sign_off[0] == '\0' && template != NULL)
        expand_into(&report->sign_off, report, template->sign_off);
    report->root->numbering = earlier->root->numbering;
    report->front->kind = earlier->front->kind;
    report->front->item_numbering = earlier->front->item_numbering;
    carry_body(report->front, earlier->front, &carrying);
    for (size_t i = 0; i < earlier->root->count; i++)
        carry_section(report->root, earlier->root->children[i], &carrying);
    carry_printed_answers(&carrying);
    (void)report_add_missing_sections(report);
    return report;
}
