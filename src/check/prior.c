#include "check/prior.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "check/passage.h"
#include "check/same_values.h"
#include "check/years.h"
#include "model/review/review_year.h"
#include "model/section.h"

#include <stdlib.h>
#include <string.h>

enum { PARAGRAPH_LEAST = 20 /* points with ink that are no coincidence */ };

struct prior {
    struct raiser raiser;
    const struct report *report, *prior; /* prior: or NULL */
    struct span *paragraphs;             /* last year's, sorted; borrowed */
    size_t count, cap;
    const char *names[3];       /* of the other unit: in full, short, its own part; NULL: none */
    char *own_part;             /* 百春园街道 of 大祥区百春园街道办事处 */
    struct review_text text;    /* of the section that a year was looked up in last … */
    struct review_years years;  /* … its years that were left standing … */
    const struct section *read; /* … or NULL */
    struct review_copy *copy;   /* of what was carried; NULL: nothing was */
    /* paragraphs of one section that are last year's, one below the other, not yet told */
    const struct section *section;
    size_t same, from, to; /* how many; points of the body */
};

/* --- paragraphs --- */

static int compare_spans(const void *a, const void *b) {
    const struct span *x = a, *y = b;
    int order = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);
    return order != 0 ? order : (x->n > y->n) - (x->n < y->n);
}

static void collect(struct prior *prior, const struct section *section) {
    for (size_t i = 0; i < section->body.count; i++) {
        struct span text = span_trim(str_span(&section->body.lines[i].text));
        if (section->body.lines[i].tag == LINE_ROW || utf8_count_ink(text) < PARAGRAPH_LEAST)
            continue;
        MEM_PUSH_ROOM(prior->paragraphs, prior->count, prior->cap);
        prior->paragraphs[prior->count++] = text;
    }
}

static bool is_stable(const struct prior *prior, const struct section *section) {
    const struct template_section *from =
        section != NULL ? section_template(prior->report, section) : NULL;
    return from != NULL && from->stable;
}

static void tell_paragraphs(struct prior *prior) {
    if (prior->same > 0) {
        struct str message = STR_INIT;
        str_add_format(&message, _("%zu段与去年的报告一字不差，请按今年的情况改写"), prior->same);
        findings_add(prior->raiser.out, prior->report, prior->section, "same-paragraph",
                     SEVERITY_WARNING, prior->from, prior->to - prior->from, message.s);
        str_release(&message);
    }
    prior->same = 0;
}

static void check_paragraph(struct prior *prior, const struct passage *p) {
    if (prior->count == 0 || is_stable(prior, p->section))
        return;
    struct span text = span_trim(str_span(&p->section->body.lines[p->line].text));
    bool same = bsearch(&text, prior->paragraphs, prior->count, sizeof text, compare_spans) != NULL;
    if (!same || prior->section != p->section)
        tell_paragraphs(prior);
    if (!same)
        return;
    prior->section = p->section;
    if (prior->same++ == 0)
        prior->from = p->offset;
    prior->to = p->offset + p->n;
}

/* --- last year's year --- */

static bool year_stands_at(const struct passage *p, size_t at, int year) {
    return year > 0 && passage_year_at(p, at) == year;
}

static bool is_quoted(const struct passage *p, size_t at) {
    size_t deep = 0;
    for (size_t i = 0; i < at; i++) {
        deep += char_is_one_of(p->c[i], U"《〈〔[【");
        deep -= deep > 0 && char_is_one_of(p->c[i], U"》〉〕]】");
    }
    return deep > 0;
}

/* From `at` back to the mark before, and on to the end of the sentence. */
struct around {
    size_t clause, clause_end, sentence, sentence_end;
};

static struct around around(const struct passage *p, size_t at) {
    struct around a = {at, at, at, at};
    while (a.clause > 0 && !char_is_one_of(p->c[a.clause - 1], U"，。；：！？,;:（("))
        a.clause--;
    while (a.clause_end < p->n && !char_is_one_of(p->c[a.clause_end], U"，。；：！？,;:）)"))
        a.clause_end++;
    while (a.sentence > 0 && !char_is_one_of(p->c[a.sentence - 1], U"。！？"))
        a.sentence--;
    while (a.sentence_end < p->n && !char_is_one_of(p->c[a.sentence_end], U"。！？"))
        a.sentence_end++;
    return a;
}

/* A comparison, a beginning, a stock carried over, a span of years: last year's year belongs. The
 * end of last year alone (“2022年末在职58人”) does not: the number beside it was brought up to
 * date, and the year was forgotten. */
static bool belongs(const struct prior *prior, const struct passage *p, size_t at) {
    static const char32_t *const before[] = {U"较", U"比", U"上年", U"自",   U"从", U"与",
                                             U"同", U"由", U"于",   U"去年", U"至", U"到",
                                             U"和", U"以", U"对",   U"及",   U"、", NULL};
    static const char32_t *const behind[] = {U"结转", U"结余", U"以来", U"起", U"相比",
                                             U"同期", U"至",   U"成立", U"—",  U"-",
                                             U"～",   U"相较", NULL};
    struct around a = around(p, at);
    size_t near = a.clause_end < at + 16 ? a.clause_end : at + 16;
    /* “现将2022年度…”: check_years tells it */
    static const char32_t *const handed[] = {U"现将", U"现对", U"现就", NULL};
    if (word_any_within(p, a.clause, at, handed) || word_any_within(p, a.clause, at, before) ||
        word_any_within(p, at + 4, near, behind) ||
        (at > 0 && char_is_one_of(p->c[at - 1], U"-—－~～–")) || is_quoted(p, at))
        return true;
    for (size_t i = a.sentence; i + 4 <= a.sentence_end; i++)
        if (year_stands_at(p, i, prior->report->year))
            return true;
    return false;
}

/* Without last year's report only “2021年，…” at the head of a sentence is one too old. */
static bool opens_sentence(const struct passage *p, size_t at) {
    size_t mark = at + 5 + (p->c[at + 5] == U'度');
    return p->c[at + 4] == U'年' && char_is_one_of(p->c[mark], U"，,") &&
           (at == 0 || char_is_one_of(p->c[at - 1], U"。　"));
}

static void read_section(struct prior *prior, const struct section *section) {
    if (prior->read == section)
        return;
    struct str body = STR_INIT;
    body_add_text(&body, &section->body);
    review_text_read(&prior->text, str_span(&body));
    review_years_list(&prior->years, prior->copy, prior->report, &prior->text);
    str_release(&body);
    prior->read = section;
}

/* Whether a clerk was asked for the year there and said that it stays. */
static bool is_confirmed(struct prior *prior, const struct passage *p, size_t at) {
    read_section(prior, p->section);
    return review_year_is_confirmed(prior->report, &prior->text, p->offset + at);
}

static int compare_years(const void *left, const void *right) {
    const struct review_year *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

/* What last year's report planned for this year: the plan was carried with its year. */
static void check_planned_year(struct prior *prior, const struct passage *p, size_t at) {
    const struct review_year key = {.from = p->offset + at};
    int year = prior->report->year;
    if (prior->copy == NULL || !year_stands_at(p, at, year) || is_stable(prior, p->section))
        return;

    read_section(prior, p->section);
    if (prior->years.count == 0 ||
        bsearch(&key, prior->years.items, prior->years.count, sizeof key, compare_years) == NULL)
        return;

    struct str message = STR_INIT;
    str_add_format(&message, _("%d年是去年写的下一年，请核对是否改为%d年"), year, year + 1);
    (void)raise_finding(&prior->raiser, p, "old-year", SEVERITY_WARNING, at, at + 5, message.s);
    str_release(&message);
}

static void check_year(struct prior *prior, const struct passage *p, size_t at) {
    int year = prior->report->year;
    if (year == 0 || !year_stands_at(p, at, year - 1) || p->c[at + 4] != U'年' ||
        is_stable(prior, p->section) || (prior->prior == NULL && !opens_sentence(p, at)) ||
        belongs(prior, p, at) || year_is_left_over(p, at) /* check_years tells it */ ||
        is_confirmed(prior, p, at))
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("还是去年的%d年，报告是%d年度的"), year - 1, year);
    raise_year_fix(
        raise_finding(&prior->raiser, p, "old-year", SEVERITY_WARNING, at, at + 5, message.s), p,
        at);
    str_release(&message);
}

/* --- another unit --- */

static bool text_stands_at(const struct passage *p, size_t at, struct span text) {
    for (; text.n > 0; at++)
        if (at >= p->n || utf8_take(&text) != p->c[at])
            return false;
    return true;
}

/* The points of the name that stands there, 0: none. */
static size_t check_name(struct prior *prior, const struct passage *p, size_t at) {
    for (size_t i = 0; i < ARRAY_LEN(prior->names); i++) {
        struct span name = span_of(prior->names[i] != NULL ? prior->names[i] : "");
        if (name.n == 0 || !text_stands_at(p, at, name))
            continue;
        struct str message = STR_INIT;
        str_add_format(&message, _("“%s”是续编前那份报告的单位，本报告的单位是%s"), prior->names[i],
                       prior->report->unit);
        (void)raise_finding(&prior->raiser, p, "carried-unit", SEVERITY_ERROR, at,
                            at + utf8_count(name), message.s);
        str_release(&message);
        return utf8_count(name);
    }
    return 0;
}

/* Behind the last 省 市 区 县 州, without 办事处 or 人民政府; heap. */
static char *own_part(struct span unit) {
    static const struct span places[] = {{"省", 3}, {"市", 3}, {"区", 3}, {"县", 3}, {"州", 3}};
    static const struct span ends[] = {{"办事处", 9}, {"人民政府", 12}};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (span_ends_with(unit, ends[i]))
            unit.n -= ends[i].n;
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        for (size_t at; (at = span_find(unit, places[i])) != SIZE_MAX && at + 3 < unit.n;)
            unit = span_sub(unit, at + 3, unit.n);
    return span_copy(unit);
}

static void read_names(struct prior *prior) {
    const struct report *report = prior->report, *last = prior->prior;
    enum { NAME_LEAST = 3 };
    if (last == NULL || report->unit[0] == '\0' || last->unit[0] == '\0' ||
        span_equal(span_of(report->unit), span_of(last->unit)))
        return;
    prior->own_part = own_part(span_of(last->unit));
    const char *names[] = {last->unit, last->short_name, prior->own_part};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct span name = span_of(names[i]);
        bool own = span_find(span_of(report->unit), name) != SIZE_MAX ||
                   span_equal(span_of(report->short_name), name);
        if (utf8_count(name) >= NAME_LEAST && !own)
            prior->names[i] = names[i];
    }
}

static void visit(void *context, const struct passage *p) {
    struct prior *prior = context;
    bool body = p->kind == PASSAGE_BODY;
    if (body)
        check_paragraph(prior, p);
    for (size_t at = 0; at < p->n; at++) {
        if (body && char_is_digit(p->c[at])) {
            check_year(prior, p, at);
            check_planned_year(prior, p, at);
        }
        size_t name = prior->own_part != NULL ? check_name(prior, p, at) : 0;
        at += name > 0 ? name - 1 : 0;
    }
}

void check_prior(struct findings *out, const struct report *report, const struct report *prior) {
    struct prior state = {.report = report, .prior = prior, .copy = review_copy_new(report)};
    raiser_init(&state.raiser, out);
    read_names(&state);
    if (prior != NULL) {
        collect(&state, prior->front);
        for (const struct section *s = NULL; (s = report_next_section(prior, s)) != NULL;)
            collect(&state, s);
    }
    if (state.count > 0)
        qsort(state.paragraphs, state.count, sizeof *state.paragraphs, compare_spans);
    passages_visit(report, NULL, visit, &state);
    tell_paragraphs(&state);
    check_same_values(out, report, prior);
    raiser_release(&state.raiser, report);
    review_text_release(&state.text);
    review_years_release(&state.years);
    review_copy_free(state.copy);
    mem_free(state.own_part);
    mem_free(state.paragraphs);
}
