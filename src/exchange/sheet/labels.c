#include "exchange/sheet/labels.h"

#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"

#include <stdlib.h>
#include <string.h>

static int compare_labels(const void *left, const void *right) {
    const struct template_figure *const *a = left, *const *b = right;
    return strcmp((*a)->label, (*b)->label);
}

void labels_init(struct labels *labels, const struct template *template) {
    labels->template = template;
    labels->count = template != NULL ? template->figure_count : 0;
    labels->figures = mem_alloc_zero(labels->count + 1, sizeof(const struct template_figure *));
    for (size_t i = 0; i < labels->count; i++)
        labels->figures[i] = &template->figures[i];
    if (labels->count > 0)
        qsort(labels->figures, labels->count, sizeof(const struct template_figure *),
              compare_labels);
}

void labels_release(struct labels *labels) {
    mem_free(labels->figures);
    *labels = (struct labels){0};
}

/* -1, 0, 1 as strcmp has it. */
static int compare_text(const char *label, struct span text) {
    size_t n = strlen(label), least = n < text.n ? n : text.n;
    int order = least > 0 ? memcmp(label, text.p, least) : 0;
    return order != 0 ? order : (n > text.n) - (n < text.n);
}

size_t labels_find(const struct labels *labels, struct span label) {
    size_t low = 0, high = labels->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_text(labels->figures[middle]->label, label) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < labels->count && compare_text(labels->figures[low]->label, label) == 0 ? low
                                                                                        : SIZE_MAX;
}

static struct span trim_colon(struct span text) {
    static const struct span colons[] = {{"：", 3}, {":", 1}};
    text = span_trim_space(text);
    for (size_t i = 0; i < ARRAY_LEN(colons); i++)
        if (span_ends_with(text, colons[i]))
            return span_trim_space(span_sub(text, 0, text.n - colons[i].n));
    return text;
}

/* The last place of it; SIZE_MAX: none. */
static size_t find_last(struct span text, struct span what) {
    size_t found = SIZE_MAX;
    for (size_t from = 0, at; (at = span_find(span_sub(text, from, text.n), what)) != SIZE_MAX;
         from += at + what.n)
        found = from + at;
    return found;
}

void labels_part(struct span text, struct span *label, struct span *bracket) {
    static const struct span pairs[][2] = {{{"（", 3}, {"）", 3}}, {{"(", 1}, {")", 1}}};
    static const struct span says[] = {{"单位：", 9}, {"单位:", 7}};
    *label = text = trim_colon(text);
    *bracket = SPAN("");
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        size_t at = span_ends_with(text, pairs[i][1]) ? find_last(text, pairs[i][0]) : SIZE_MAX;
        if (at == SIZE_MAX || at == 0)
            continue;
        *label = trim_colon(span_sub(text, 0, at));
        *bracket = span_trim_space(span_sub(text, at + pairs[i][0].n, text.n - pairs[i][1].n));
    }
    for (size_t i = 0; i < ARRAY_LEN(says); i++)
        (void)span_take_prefix(bracket, says[i]);
}

static bool unit_fits(const struct template_figure *figure, struct span unit) {
    if (unit.n == 0 || span_is(unit, figure_unit(figure)))
        return true;
    struct number *one = number_from_int(1);
    struct number *other = number_convert(one, unit, span_of(figure_unit(figure)));
    bool fits = other != NULL;
    number_free(one);
    number_free(other);
    return fits;
}

/* A wrong unit is told of with the value, where only one figure has the label. */
static const struct template_figure *find_fitting(const struct labels *labels, struct span label,
                                                  struct span unit) {
    const struct template_figure *found = NULL;
    size_t at = labels_find(labels, label), count = 0, fitting = 0;
    for (size_t i = at; i < labels->count && span_is(label, labels->figures[i]->label); i++) {
        count++;
        if (!unit_fits(labels->figures[i], unit))
            continue;
        fitting++;
        found = labels->figures[i];
    }
    if (count == 1)
        return labels->figures[at];
    return fitting == 1 ? found : NULL;
}

const struct template_figure *labels_find_figure(const struct labels *labels, struct span text,
                                                 struct span unit, struct span *own) {
    struct span label, bracket;
    const struct template_figure *found = find_fitting(labels, text, unit);
    *own = SPAN("");
    labels_part(text, &label, &bracket);
    if (found != NULL || label.n == text.n)
        return found;
    found = find_fitting(labels, label, bracket.n > 0 ? bracket : unit);
    if (found == NULL || bracket.n == 0)
        return found;
    *own = bracket;
    return figure_is_number(found) && unit_fits(found, bracket) ? found : NULL;
}

bool labels_know(const struct labels *labels, struct span text) {
    struct span own;
    return text.n > 0 && ((labels->template != NULL && figure_find(labels->template, text)) ||
                          labels_find(labels, text) != SIZE_MAX ||
                          labels_find_figure(labels, text, SPAN(""), &own) != NULL);
}

/* Units that no figure can be made of are units all the same: what is counted in them is refused
 * by name, never taken as if it were counted in the figure's own. */
static bool is_unit_word(struct span text) {
    static const char *const measures[] = {"角", "吨",   "千克", "公斤", "克",   "米",    "公里",
                                           "亩", "公顷", "升",   "度",   "小时", "千瓦时"};
    enum { MOST = 24 /* bytes */ };
    if (text.n > MOST)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(measures); i++)
        if (span_is(text, measures[i]))
            return true;
    return span_ends_with(text, SPAN("元")) || span_ends_with(text, SPAN("币")) ||
           span_find(text, SPAN("元/")) != SIZE_MAX;
}

bool labels_know_unit(const struct labels *labels, struct span text) {
    if (text.n == 0)
        return false;
    if (is_unit_word(text))
        return true;
    for (size_t i = 0; i < labels->count; i++)
        if (figure_unit(labels->figures[i])[0] != '\0' && unit_fits(labels->figures[i], text))
            return true;
    return false;
}
