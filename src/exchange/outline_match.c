/* Which section of the template a heading is. */
#include "base/utf8.h"
#include "exchange/outline.h"

#include "base/mem.h"

#include <stdlib.h>

enum {
    POINTS_MOST = 60,    /* of a heading that are compared */
    PERCENT_LEAST = 60,  /* below that it is no match */
    CONTAINED_LEAST = 4, /* points of a heading that stands whole in the other one */
    CONTAINED_PERCENT = 80,
    ELSEWHERE_MOST = 1000, /* sections of a report that are searched for them */
    CHILDREN_MOST = 400    /* of one section that are compared */
};

static bool is_word(char32_t c) {
    return c >= 0x80 ? !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFF00 && c <= 0xFF0F) &&
                           !(c >= 0xFF1A && c <= 0xFF20) && !(c >= 0x2010 && c <= 0x2027)
                     : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The characters that count: no years ("2022年度"), no placeholders, punctuation or blanks. */
static size_t normalise(char32_t points[POINTS_MOST], struct span text) {
    size_t n = 0;
    while (text.n > 0 && n < POINTS_MOST) {
        if (span_take_prefix(&text, SPAN("${"))) {
            size_t end = span_find(text, SPAN("}"));
            text = span_sub(text, end == SIZE_MAX ? text.n : end + 1, text.n);
            continue;
        }
        char32_t c = utf8_take(&text);
        if (c == U'年' && n >= 4) {
            size_t digits = 0;
            while (digits < 4 && points[n - 1 - digits] >= '0' && points[n - 1 - digits] <= '9')
                digits++;
            if (digits == 4) {
                n -= 4;
                (void)span_take_prefix(&text, SPAN("度"));
                continue;
            }
        }
        if (is_word(c))
            points[n++] = c;
    }
    return n;
}

static size_t common_subsequence(const char32_t *a, size_t an, const char32_t *b, size_t bn) {
    size_t row[POINTS_MOST + 1] = {0};
    for (size_t i = 0; i < an; i++) {
        size_t diagonal = 0;
        for (size_t k = 0; k < bn; k++) {
            size_t above = row[k + 1];
            if (a[i] == b[k])
                row[k + 1] = diagonal + 1;
            else if (row[k] > above)
                row[k + 1] = row[k];
            diagonal = above;
        }
    }
    return row[bn];
}

static bool contains(const char32_t *a, size_t an, const char32_t *b, size_t bn) {
    for (size_t at = 0; at + bn <= an; at++) {
        size_t k = 0;
        while (k < bn && a[at + k] == b[k])
            k++;
        if (k == bn)
            return true;
    }
    return false;
}

static int similarity(const char32_t *a, size_t an, const char32_t *b, size_t bn) {
    if (an == 0 || bn == 0)
        return 0;
    if (an == bn && contains(a, an, b, bn))
        return 100;
    int percent = (int)(200 * common_subsequence(a, an, b, bn) / (an + bn));
    bool whole = an > bn ? bn >= CONTAINED_LEAST && contains(a, an, b, bn)
                         : an >= CONTAINED_LEAST && contains(b, bn, a, an);
    if (whole && percent < CONTAINED_PERCENT)
        percent = CONTAINED_PERCENT;
    return percent < 100 ? percent : 99;
}

int outline_similarity(struct span a, struct span b) {
    char32_t first[POINTS_MOST], second[POINTS_MOST];
    size_t an = normalise(first, a), bn = normalise(second, b);
    return similarity(first, an, second, bn);
}

const struct template_section *outline_best_match(const struct template_section *parent,
                                                  struct span heading, int *percent) {
    const struct template_section *best = NULL;
    *percent = PERCENT_LEAST - 1;
    for (size_t i = 0; i < parent->section_count; i++) {
        int found = outline_similarity(span_of(parent->sections[i]->label), heading);
        if (found > *percent) {
            *percent = found;
            best = parent->sections[i];
        }
    }
    return best;
}

/* --- naming a draft --- */

struct pair {
    size_t section, wanted; /* positions among the children, of report and template */
    int percent;
};

/* The most alike first; among equals those that stand first. */
static int compare_pairs(const void *a, const void *b) {
    const struct pair *x = a, *y = b;
    if (x->percent != y->percent)
        return x->percent > y->percent ? -1 : 1;
    if (x->section != y->section)
        return x->section < y->section ? -1 : 1;
    return (x->wanted > y->wanted) - (x->wanted < y->wanted);
}

struct naming {
    struct report *report;
    int *confidence;
};

static void name_section(const struct naming *naming, struct section *section,
                         const struct template_section *wanted, int percent) {
    section_set_text(&section->name, span_of(wanted->name));
    naming->confidence[section->id] = percent;
    section->kind = wanted->kind;
    bool items = false;
    for (size_t i = 0; i < section->body.count; i++)
        items |= section->body.lines[i].tag == LINE_ITEM;
    if (!items && wanted->kind == KIND_ITEMS && wanted->numbering_given)
        section->item_numbering = wanted->numbering;
    if (section->count == 0 && wanted->kind != KIND_ITEMS)
        section->numbering =
            template_numbering(naming->report->template, wanted, section_depth(section));
}

static void name_children(const struct naming *naming, struct section *parent,
                          const struct template_section *wanted) {
    size_t sections = parent->count < CHILDREN_MOST ? parent->count : CHILDREN_MOST;
    struct pair *pairs = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < sections; i++)
        for (size_t k = 0; k < wanted->section_count; k++) {
            int percent = outline_similarity(span_of(wanted->sections[k]->label),
                                             span_of(parent->children[i]->heading));
            if (percent < PERCENT_LEAST)
                continue;
            MEM_PUSH_ROOM(pairs, count, cap);
            pairs[count++] = (struct pair){i, k, percent};
        }
    if (count > 0)
        qsort(pairs, count, sizeof *pairs, compare_pairs);
    bool *taken = mem_alloc_zero(wanted->section_count + 1, sizeof *taken);
    for (size_t i = 0; i < count; i++) {
        struct section *section = parent->children[pairs[i].section];
        if (section->name != NULL || taken[pairs[i].wanted])
            continue;
        taken[pairs[i].wanted] = true;
        name_section(naming, section, wanted->sections[pairs[i].wanted], pairs[i].percent);
        name_children(naming, section, wanted->sections[pairs[i].wanted]);
    }
    mem_free(taken);
    mem_free(pairs);
}

/* A section whose heading is exactly the template's but stands elsewhere in the tree. */
static void name_elsewhere(const struct naming *naming) {
    const struct report *report = naming->report;
    const struct template *template = report->template;
    if (report->next_id > ELSEWHERE_MOST)
        return;
    for (const struct template_section *t = template_next_section(template, NULL); t != NULL;
         t = template_next_section(template, t)) {
        if (report_find_section(report, span_of(t->name)) != NULL)
            continue;
        struct section *s = NULL;
        while ((s = report_next_section(report, s)) != NULL)
            if (s->name == NULL &&
                outline_similarity(span_of(t->label), span_of(s->heading)) == 100)
                break;
        if (s != NULL)
            name_section(naming, s, t, 100);
    }
}

void outline_match(struct report *report, int *confidence) {
    struct naming naming = {.report = report};
    naming.confidence = confidence;
    if (report->template == NULL)
        return;
    name_children(&naming, report->root, &report->template->root);
    name_elsewhere(&naming);
}
