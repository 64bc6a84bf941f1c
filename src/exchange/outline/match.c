#include "exchange/outline/match.h"

#include "base/text/points.h"
#include "base/text/utf8.h"
#include "exchange/outline/outline.h"
#include "model/section.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    POINTS_MOST = 60,    /* of a heading that are compared */
    PERCENT_LEAST = 60,  /* below that it is no match */
    CONTAINED_LEAST = 4, /* points of a heading that stands whole in the other one */
    CONTAINED_PERCENT = 80,
    OWN_LEAST = 4, /* points of what no other heading of the template there has */
    OWN_PERCENT = 70,
    ELSEWHERE_MOST = 1000, /* sections of a report that are searched for them */
    CHILDREN_MOST = 400 /* of one section, in the report and in the template, that are compared */
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
            (void)span_take_prefix(&text, SPAN("年度")); /* ${year}年度 is a year */
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

static bool contains(struct points text, struct points part) {
    for (size_t at = 0; at + part.n <= text.n; at++) {
        size_t k = 0;
        while (k < part.n && text.c[at + k] == part.c[k])
            k++;
        if (k == part.n)
            return true;
    }
    return false;
}

static int similarity(struct points a, struct points b) {
    if (a.n == 0 || b.n == 0)
        return 0;
    if (a.n == b.n && contains(a, b))
        return 100;

    int percent = (int)(200 * points_in_common(a, b) / (a.n + b.n));
    bool whole = a.n > b.n ? b.n >= CONTAINED_LEAST && contains(a, b)
                           : a.n >= CONTAINED_LEAST && contains(b, a);
    if (whole && percent < CONTAINED_PERCENT)
        percent = CONTAINED_PERCENT;
    return percent < 100 ? percent : 99;
}

int outline_similarity(struct span a, struct span b) {
    char32_t first[POINTS_MOST], second[POINTS_MOST];
    return similarity((struct points){first, normalise(first, a)},
                      (struct points){second, normalise(second, b)});
}

/* --- among the sections that stand beside it --- */

/* A heading as far as it is compared. */
struct words {
    char32_t c[POINTS_MOST];
    size_t n;
};

static struct points points_from(const struct words *words, size_t start) {
    return (struct points){words->c + start, words->n - start};
}

static struct words words_of(const char *label) {
    struct words words;
    words.n = normalise(words.c, span_of(label));
    return words;
}

static size_t compared(const struct template_section *parent) {
    return parent->section_count < CHILDREN_MOST ? parent->section_count : CHILDREN_MOST;
}

static size_t shared_start(const struct words *a, const struct words *b) {
    size_t n = 0;
    while (n < a->n && n < b->n && a->c[n] == b->c[n])
        n++;
    return n;
}

/* How many points a label begins with that another one beside it begins with too: 部门整体支出绩效
 * of 部门整体支出绩效情况. They tell the sections apart from nothing. */
static size_t common_start(const struct template_section *parent, size_t index) {
    const struct words label = words_of(parent->sections[index]->label);
    size_t most = 0;
    for (size_t i = 0; i < compared(parent); i++) {
        struct words other = words_of(parent->sections[i]->label);
        size_t shared = i == index ? 0 : shared_start(&label, &other);
        most = shared > most ? shared : most;
    }
    return most;
}

static bool stands_beside(const struct template_section *parent, size_t index, struct points part) {
    for (size_t i = 0; i < compared(parent); i++) {
        struct words other = words_of(parent->sections[i]->label);
        if (i != index && contains(points_from(&other, 0), part))
            return true;
    }
    return false;
}

/* Whether the heading has words that only this one of the sections has, and they are half of what
 * tells its label apart: 存在的问题, whatever stands around it. */
static bool has_own_words(const struct template_section *parent, size_t index,
                          const struct words *label, size_t start, const struct words *heading) {
    size_t own = label->n - start, least = (own + 1) / 2 > OWN_LEAST ? (own + 1) / 2 : OWN_LEAST;
    for (size_t at = start; at + least <= label->n; at++) {
        struct points part = {label->c + at, least};
        if (contains(points_from(heading, 0), part) && !stands_beside(parent, index, part))
            return true;
    }
    return false;
}

/* In percent how surely a heading below `parent` is that of its section `index`; 0: it is not. */
static int match(const struct template_section *parent, size_t index, size_t start,
                 struct span heading, bool attachment) {
    const struct template_section *section = parent->sections[index];
    if (section->attachment != attachment)
        return 0;
    struct words label = words_of(section->label), there;
    there.n = normalise(there.c, heading);
    int percent = similarity(points_from(&label, 0), points_from(&there, 0));
    if (percent >= CONTAINED_PERCENT)
        return percent;
    size_t shared = shared_start(&label, &there);
    shared = shared < start ? shared : start;
    if (shared > 0 &&
        points_in_common(points_from(&label, start), points_from(&there, shared)) == 0)
        percent = 0; /* alike only in what does not tell them apart */
    if (percent < OWN_PERCENT && has_own_words(parent, index, &label, start, &there))
        percent = OWN_PERCENT;
    return percent >= PERCENT_LEAST ? percent : 0;
}

const struct template_section *outline_best_match(const struct template_section *parent,
                                                  struct span heading, int *percent) {
    const struct template_section *best = NULL;
    *percent = PERCENT_LEAST - 1;
    for (size_t i = 0; i < compared(parent); i++) {
        int found = match(parent, i, common_start(parent, i), heading, false);
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
    size_t count = 0, cap = 0, starts[CHILDREN_MOST];
    for (size_t k = 0; sections > 0 && k < compared(wanted); k++)
        starts[k] = common_start(wanted, k);
    for (size_t i = 0; i < sections; i++)
        for (size_t k = 0; k < compared(wanted); k++) {
            int percent = match(wanted, k, starts[k], span_of(parent->children[i]->heading),
                                section_is_attachment(parent->children[i]));
            if (percent == 0)
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

static bool same_words(const char *a, const char *b) {
    struct words first = words_of(a), second = words_of(b);
    return first.n > 0 && first.n == second.n &&
           memcmp(first.c, second.c, first.n * sizeof first.c[0]) == 0;
}

/* A section whose heading is exactly the template's but stands elsewhere in the tree. */
static void name_elsewhere(const struct naming *naming) {
    const struct report *report = naming->report;
    const struct template *template = report->template;
    if (report->next_id > ELSEWHERE_MOST || template_count_sections(template) > ELSEWHERE_MOST)
        return;
    for (const struct template_section *t = template_next_section(template, NULL); t != NULL;
         t = template_next_section(template, t)) {
        if (report_find_section(report, span_of(t->name)) != NULL)
            continue;
        struct section *s = NULL;
        while ((s = report_next_section(report, s)) != NULL)
            if (s->name == NULL && section_is_attachment(s) == t->attachment &&
                same_words(t->label, s->heading))
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
