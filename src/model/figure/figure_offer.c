#include "model/figure/figure_offer.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/quantity/quantities.h"
#include "model/quantity/quantity_name.h"
#include "model/report_values.h"
#include "model/section.h"

#include <stdlib.h>

enum {
    LABEL_MOST = 40,    /* points of a label that are looked at */
    BEHIND_MOST = 10,   /* points behind a unit that may name the number */
    NUMBERS_MOST = 5000 /* of a report; each is set against every figure */
};

struct finder {
    const struct report *report;
    struct figures *figures;
    struct figure_offers *out;
    size_t *best;   /* of each figure: its offer in the list, SIZE_MAX: none */
    bool *wanted;   /* each figure: it is asked for and has no value */
    size_t order;   /* of the section */
    size_t numbers; /* that were looked at */
};

/* --- how sure --- */

struct name {
    char32_t c[LABEL_MOST + 1];
    size_t n;
};

static void read_label(struct name *label, const char *text) {
    label->n = 0;
    for (struct span rest = span_of(text); rest.n > 0 && label->n < LABEL_MOST;) {
        char32_t c = utf8_take(&rest);
        if (!char_is_one_of(c, U"（()）"))
            label->c[label->n++] = c;
    }
    label->c[label->n] = 0;
}

static bool pair_stands(struct points text, size_t from, size_t to, const char32_t *pair) {
    for (size_t at = from; at + 1 < to; at++)
        if (text.c[at] == pair[0] && text.c[at + 1] == pair[1])
            return true;
    return false;
}

/* How much of the label the words from..to have, percent: all of it in one, or pairs of it. */
static int words_have(struct points text, size_t from, size_t to, const char *name) {
    struct name label;
    size_t found = 0;
    read_label(&label, name);
    if (label.n < 2)
        return 0;
    if (points_find(text, from, to, label.c) != SIZE_MAX)
        return 100;
    for (size_t i = 0; i + 1 < label.n; i++)
        found += pair_stands(text, from, to, &label.c[i]);
    return (int)(found * 90 / (label.n - 1)); /* never all of it */
}

static int names_have(struct points text, size_t from, size_t to,
                      const struct template_figure *figure) {
    int most = words_have(text, from, to, figure->label);
    for (size_t i = 0; i < figure->also_count; i++) {
        int have = words_have(text, from, to, figure->also[i]);
        most = have > most ? have : most;
    }
    return most;
}

/* Whether a number in that unit counts in the figure's, or can be converted. */
static bool unit_fits(struct span typed, const struct mention *mention,
                      const struct template_figure *figure) {
    struct number *converted = number_convert(mention->value, typed, span_of(figure_unit(figure)));
    bool fits = converted != NULL || (figure->unit == NULL && mention->scale == 0);
    number_free(converted);
    return fits;
}

static bool section_lists(const struct report *report, const struct section *section,
                          const struct template_figure *figure) {
    const struct template_section *from = section_template(report, section);
    for (size_t i = 0; from != NULL && i < from->figure_count; i++)
        if (span_is(span_of(from->figures[i]), figure->name))
            return true;
    return false;
}

static int confidence_of(const struct finder *finder, const struct section *section,
                         const struct quantities *q, const struct mention *mention,
                         struct span unit, const struct template_figure *figure) {
    enum { LABEL = 80, UNIT = 10, LISTED = 9, BEHIND = 10 };
    size_t end = mention_clause_end(q, mention);
    if (!unit_fits(unit, mention, figure))
        return 0;
    end = end > mention->to + BEHIND_MOST ? mention->to + BEHIND_MOST : end;
    int before = names_have(q->text, mention->label_from, mention->label_to, figure);
    int behind = names_have(q->text, mention->to, end, figure) - BEHIND; /* 7个项目 */
    int have = before > behind ? before : behind;
    if (have <= 0)
        return 0;
    return have * LABEL / 100 + UNIT +
           (section_lists(finder->report, section, figure) ? LISTED : 0);
}

/* --- the list --- */

static bool is_wanted(const struct finder *finder, const struct template_figure *figure) {
    const char *text = report_value(finder->report, span_of(figure->name));
    return figure_is_number(figure) && !figure_is_calculated(figure) &&
           figures_is_relevant(finder->figures, figure) && (text == NULL || text[0] == '\0');
}

static char *copy_points(struct points text, size_t from, size_t to) {
    struct str copy = STR_INIT, line = STR_INIT;
    for (; from < to; from++)
        str_add_char(&copy, text.c[from]);
    str_add_line(&line, str_span(&copy));
    str_release(&copy);
    return str_detach(&line);
}

static void release_offer(struct figure_offer *offer) {
    mem_free(offer->text);
    mem_free(offer->around);
}

/* In place of a weaker one of the same figure. */
static void keep_offer(struct finder *finder, const struct section *section,
                       const struct quantities *q, const struct mention *mention,
                       const struct template_figure *figure, int confidence) {
    size_t *best = &finder->best[figure - finder->report->template->figures];
    struct figure_offers *out = finder->out;
    if (*best == SIZE_MAX) {
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        *best = out->count++;
    } else if (out->items[*best].confidence >= confidence) {
        return;
    } else {
        release_offer(&out->items[*best]);
    }
    size_t end = mention_clause_end(q, mention);
    end = end > mention->to + BEHIND_MOST ? mention->to + BEHIND_MOST : end;
    out->items[*best] = (struct figure_offer){
        .figure = figure,
        .section = section->id,
        .order = finder->order,
        .from = mention->from,
        .digits_to = mention->digits_to,
        .to = mention->to,
        .confidence = confidence,
        .text = copy_points(q->text, mention->from, mention->to),
        .around = copy_points(q->text, mention->label_from, end),
    };
}

static void add_unit(struct str *out, struct points text, const struct mention *mention) {
    for (size_t at = mention->digits_to; at < mention->to; at++)
        str_add_char(out, text.c[at] == U'％' ? U'%' : text.c[at]);
}

/* The end of something longer: 12. 5万元, 4 8人, √23, - 5万元. A blank in a number parts it, and
 * what stands before the blank would be lost. */
static bool is_tail(const struct quantities *q, const struct mention *mention) {
    size_t at = mention->from;
    while (at > 0 && (char_is_blank(q->text.c[at - 1]) || q->text.c[at - 1] == U'\n'))
        at--;
    char32_t before = at > 0 ? q->text.c[at - 1] : 0;
    return char_is_digit(before) || (before != 0 && char_is_one_of(before, U".．’‘'√∛∜^/÷-－−±"));
}

/* 由12万元降到5万元: what was left behind. */
static bool is_start(const struct quantities *q, const struct mention *mention) {
    const struct mention *next = mention + 1;
    bool from = mention->label_to > mention->label_from &&
                char_is_one_of(q->text.c[mention->label_to - 1], U"由从自");
    return from && next < q->mentions + q->count && next->sentence == mention->sentence &&
           mention_is_reached(q, next);
}

/* What is taken over is read as if somebody typed it. */
static bool is_readable(const struct template_figure *figure, const struct quantities *q,
                        const struct mention *mention) {
    struct value value;
    char *text = copy_points(q->text, mention->from, mention->to);
    bool readable = figure_read(&value, figure, span_of(text), NULL) == RC_OK;
    if (readable)
        value_release(&value);
    mem_free(text);
    return readable;
}

static void match(struct finder *finder, const struct section *section, const struct quantities *q,
                  const struct mention *mention) {
    const struct template *template = finder->report->template;
    const struct template_figure *found = NULL;
    struct str unit = STR_INIT;
    int most = 0;
    if (finder->numbers >= NUMBERS_MOST || mention->approximate || mention->role == ROLE_GROWTH ||
        mention->role == ROLE_CHANGE || mention->role == ROLE_OLD ||
        q->text.c[mention->from] == U'$' || quantity_is_name(q->text, mention->from, mention->to) ||
        is_tail(q, mention) || is_start(q, mention))
        return;
    finder->numbers++;
    add_unit(&unit, q->text, mention);
    for (size_t i = 0; i < template->figure_count; i++) {
        if (!finder->wanted[i])
            continue;
        int confidence = confidence_of(finder, section, q, mention,
                                       span_trim_space(str_span(&unit)), &template->figures[i]);
        bool longer = found != NULL && confidence == most && /* 非经营性 before 经营性 */
                      span_of(template->figures[i].label).n > span_of(found->label).n;
        if (confidence > most || (longer && most > 0)) {
            most = confidence;
            found = &template->figures[i];
        }
    }
    if (most >= OFFER_LEAST && is_readable(found, q, mention))
        keep_offer(finder, section, q, mention, found, most);
    str_release(&unit);
}

static void look_at(struct finder *finder, const struct section *section) {
    struct quantities q = {0};
    struct str body = STR_INIT;
    char32_t *c = mem_alloc_zero(section->body.points + 1, sizeof *c);
    size_t n = 0, from = 0;
    body_add_text(&body, &section->body);
    for (struct span rest = str_span(&body); rest.n > 0;)
        c[n++] = utf8_take(&rest);
    for (size_t i = 0; i < section->body.count; from += section->body.lines[i++].points + 1)
        if (section->body.lines[i].tag != LINE_ROW)
            quantities_read(&q, (struct points){c, n}, from, from + section->body.lines[i].points,
                            NULL, 0);
    for (size_t i = 0; i < q.count; i++)
        match(finder, section, &q, &q.mentions[i]);
    quantities_release(&q);
    str_release(&body);
    mem_free(c);
}

static int compare_places(const void *left, const void *right) {
    const struct figure_offer *a = left, *b = right;
    if (a->order != b->order)
        return a->order > b->order ? 1 : -1;
    return (a->from > b->from) - (a->from < b->from);
}

void figure_offers_find(struct figure_offers *out, const struct report *report) {
    const struct template *template = report->template;
    for (size_t i = 0; i < out->count; i++)
        release_offer(&out->items[i]);
    out->count = 0;
    if (template == NULL || template->figure_count == 0)
        return;
    struct finder finder = {.report = report, .figures = figures_new(report), .out = out};
    finder.best = mem_alloc_zero(template->figure_count, sizeof *finder.best);
    finder.wanted = mem_alloc_zero(template->figure_count, sizeof *finder.wanted);
    for (size_t i = 0; i < template->figure_count; i++) {
        finder.best[i] = SIZE_MAX;
        finder.wanted[i] = is_wanted(&finder, &template->figures[i]);
    }
    for (const struct section *at = report->front; at != NULL;
         at = report_next_section(report, at == report->front ? NULL : at)) {
        look_at(&finder, at);
        finder.order++;
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, compare_places);
    figures_free(finder.figures);
    mem_free(finder.wanted);
    mem_free(finder.best);
}

void figure_offers_release(struct figure_offers *offers) {
    for (size_t i = 0; i < offers->count; i++)
        release_offer(&offers->items[i]);
    mem_free(offers->items);
    *offers = (struct figure_offers){0};
}
