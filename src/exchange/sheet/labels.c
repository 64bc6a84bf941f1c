#include "exchange/sheet/labels.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "exchange/sheet/fold.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"

#include <stdlib.h>
#include <string.h>

static int compare_entries(const void *left, const void *right) {
    const struct labels_entry *a = left, *b = right;
    return strcmp(a->key, b->key);
}

void labels_init(struct labels *labels, const struct template *template) {
    labels->template = template;
    labels->count = template != NULL ? template->figure_count : 0;
    labels->entries = mem_alloc_zero(labels->count + 1, sizeof *labels->entries);
    for (size_t i = 0; i < labels->count; i++) {
        struct str key = STR_INIT;
        sheet_fold(&key, span_of(template->figures[i].label), false);
        labels->entries[i] = (struct labels_entry){&template->figures[i], str_detach(&key)};
    }
    if (labels->count > 0)
        qsort(labels->entries, labels->count, sizeof *labels->entries, compare_entries);
}

void labels_release(struct labels *labels) {
    for (size_t i = 0; i < labels->count; i++)
        mem_free(labels->entries[i].key);
    mem_free(labels->entries);
    *labels = (struct labels){0};
}

/* The first with that key; SIZE_MAX: none. */
static size_t find_key(const struct labels *labels, const char *key) {
    size_t low = 0, high = labels->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(labels->entries[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < labels->count && strcmp(labels->entries[low].key, key) == 0 ? low : SIZE_MAX;
}

/* The entries of that label: those that are written just so, else all that are the same folded. */
struct found {
    size_t from, to;
    bool exact;
};

static struct found find_label(const struct labels *labels, struct span label) {
    enum { LABEL_MOST = 300 /* bytes */ };
    struct str key = STR_INIT;
    struct found found = {SIZE_MAX, 0, false};
    if (label.n == 0 || label.n > LABEL_MOST)
        return found;
    sheet_fold(&key, label, false);
    found.from = key.len > 0 ? find_key(labels, key.s) : SIZE_MAX;
    for (found.to = found.from; found.from != SIZE_MAX && found.to < labels->count &&
                                strcmp(labels->entries[found.to].key, key.s) == 0;
         found.to++)
        found.exact = found.exact || span_is(label, labels->entries[found.to].figure->label);
    str_release(&key);
    return found;
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
    struct str plain = STR_INIT;
    sheet_fold_unit(&plain, unit);
    struct number *one = number_from_int(1);
    struct number *other = number_convert(one, str_span(&plain), span_of(figure_unit(figure)));
    bool fits = other != NULL || span_is(str_span(&plain), figure_unit(figure));
    number_free(one);
    number_free(other);
    str_release(&plain);
    return fits;
}

/* A wrong unit is told of with the value, where only one figure has the label. */
static const struct template_figure *find_fitting(const struct labels *labels, struct span label,
                                                  struct span unit) {
    const struct template_figure *fits = NULL, *last = NULL;
    struct found found = find_label(labels, label);
    size_t count = 0, fitting = 0;
    for (size_t i = found.from; found.from != SIZE_MAX && i < found.to; i++) {
        const struct template_figure *figure = labels->entries[i].figure;
        if (found.exact && !span_is(label, figure->label))
            continue;
        count++;
        last = figure;
        if (!unit_fits(figure, unit))
            continue;
        fitting++;
        fits = figure;
    }
    if (count == 1)
        return last;
    return fitting == 1 ? fits : NULL;
}

/* "编制数/人", "办公经费 万元": the unit behind the last mark; "": there is none. */
static struct span part_unit(const struct labels *labels, struct span text, struct span *label) {
    static const struct span marks[] = {{"/", 1},  {"／", 3}, {" ", 1},  {"　", 3},
                                        {"，", 3}, {",", 1},  {"：", 3}, {":", 1}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t at = find_last(text, marks[i]);
        if (at == SIZE_MAX || at == 0)
            continue;
        struct span unit = span_trim_space(span_sub(text, at + marks[i].n, text.n));
        *label = span_trim_space(span_sub(text, 0, at));
        if (labels_know_unit(labels, unit))
            return unit;
    }
    return SPAN("");
}

static bool is_numeral(char32_t c) {
    static const char32_t numerals[] = U"一二三四五六七八九十百";
    for (size_t i = 0; numerals[i] != 0; i++)
        if (numerals[i] == c)
            return true;
    c = char_fold(c);
    return c >= '0' && c <= '9';
}

/* 三、 （一） 1. ① 其中： in front; false: there is no such thing. */
static bool take_numbering(struct span *text) {
    static const char *const words[] = {"其中：", "其中:"};
    struct span rest = *text;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_take_prefix(text, span_of(words[i])))
            return true;
    bool bracket = span_take_prefix(&rest, SPAN("（")) || span_take_prefix(&rest, SPAN("("));
    size_t count = 0;
    char32_t c = 0;
    while (rest.n > 0 && is_numeral(c = utf8_take(&rest)))
        count++;
    bool is_circled = !bracket && count == 0 && c >= U'①' && c <= U'⑳';
    bool ends = bracket ? c == U'）' || c == ')' : c == U'、' || c == '.' || c == U'．';
    struct span behind = rest;
    if ((!is_circled && (count == 0 || !ends)) || rest.n == 0 ||
        (!is_circled && is_numeral(utf8_take(&behind)) && c == '.'))
        return false;
    *text = span_trim_space(rest);
    return true;
}

/* As labels_find_figure, without a numbering in front. */
static const struct template_figure *find_plain(const struct labels *labels, struct span text,
                                                struct span unit, struct span *own) {
    struct span label, bracket;
    const struct template_figure *found = find_fitting(labels, text, unit);
    labels_part(text, &label, &bracket);
    if (found != NULL)
        return found;
    if (label.n < text.n)
        found = find_fitting(labels, label, bracket.n > 0 ? bracket : unit);
    if (found == NULL) {
        bracket = part_unit(labels, text, &label);
        found = bracket.n > 0 ? find_fitting(labels, label, bracket) : NULL;
    }
    if (found == NULL || bracket.n == 0)
        return found;
    *own = bracket;
    return figure_is_number(found) && unit_fits(found, bracket) ? found : NULL;
}

const struct template_figure *labels_find_figure(const struct labels *labels, struct span text,
                                                 struct span unit, struct span *own) {
    *own = SPAN("");
    const struct template_figure *found = find_plain(labels, text, unit, own);
    while (found == NULL && take_numbering(&text))
        found = find_plain(labels, text, unit, own);
    return found;
}

bool labels_know(const struct labels *labels, struct span text) {
    struct span own;
    return text.n > 0 && ((labels->template != NULL && figure_find(labels->template, text)) ||
                          find_label(labels, text).from != SIZE_MAX ||
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
        if (figure_unit(labels->entries[i].figure)[0] != '\0' &&
            unit_fits(labels->entries[i].figure, text))
            return true;
    return false;
}
