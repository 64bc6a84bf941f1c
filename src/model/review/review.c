#include "model/review/review.h"

#include "base/mem.h"
#include "model/report_values.h"
#include "model/section.h"

#include <stdlib.h>

enum { CARRIED_MOST = 60 }; /* percent of a sentence without numbers */

/* --- keys in order --- */

struct keys {
    uint64_t *items;
    size_t count, cap;
};

static void add_key(struct keys *keys, uint64_t key) {
    MEM_PUSH_ROOM(keys->items, keys->count, keys->cap);
    keys->items[keys->count++] = key;
}

static int compare_keys(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static void sort_keys(struct keys *keys) {
    if (keys->count > 1)
        qsort(keys->items, keys->count, sizeof *keys->items, compare_keys);
}

static bool has_key(const struct keys *keys, uint64_t key) {
    return keys->count > 0 &&
           bsearch(&key, keys->items, keys->count, sizeof *keys->items, compare_keys) != NULL;
}

/* --- values --- */

void review_keep_carried(struct report *report, int64_t section, struct span text) {
    struct str name = STR_INIT;
    str_add_format(&name, VALUE_CARRIED "%lld", (long long)section);
    report_set_value(report, str_span(&name), text);
    str_release(&name);
}

bool review_add_carried(struct str *out, const struct report *report, int64_t section) {
    struct str name = STR_INIT;
    str_add_format(&name, VALUE_CARRIED "%lld", (long long)section);
    const char *text = report_value(report, str_span(&name));
    str_release(&name);
    str_add_text(out, text != NULL ? text : "");
    return text != NULL;
}

bool review_find_carried(struct span value_name, int64_t *section) {
    uint64_t id = 0;
    if (!span_take_prefix(&value_name, SPAN(VALUE_CARRIED)) ||
        !span_to_number(value_name, INT64_MAX, &id))
        return false;
    *section = (int64_t)id;
    return true;
}

bool review_find_confirmed(struct span value_name, struct span *hash) {
    *hash = value_name;
    return span_take_prefix(hash, SPAN(VALUE_CONFIRMED)) &&
           !span_starts_with(*hash, SPAN("value."));
}

void review_add_beginning(struct str *value, const struct review_text *text,
                          const struct review_sentence *sentence) {
    enum { SHOWN = 40 }; /* points */
    bool cut = sentence->to - sentence->from > SHOWN;
    struct str said = STR_INIT;
    review_add_points(&said, text, sentence->from, cut ? sentence->from + SHOWN : sentence->to);
    str_add_line(value, str_span(&said));
    str_add_text(value, cut ? "…" : "");
    str_release(&said);
}

void review_add_confirmed_hash(struct str *name, uint64_t hash) {
    str_add_format(name, VALUE_CONFIRMED "%016llx", (unsigned long long)hash);
}

void review_add_confirming(struct str *name, struct str *value, const struct review_text *text,
                           const struct review_sentence *sentence) {
    review_add_confirmed_hash(name, review_sentence_hash(text, sentence));
    review_add_beginning(value, text, sentence);
}

void review_add_confirming_number(struct str *name, struct str *value,
                                  const struct review_text *text, size_t number) {
    const struct review_sentence *sentence = review_sentence_of(text, number);
    const struct review_number *at = &text->numbers[number];
    review_add_confirmed_hash(name, review_number_hash(text, sentence, at));
    review_add_points(value, text, at->from, at->to);
    str_add_text(value, "：");
    review_add_beginning(value, text, sentence);
}

/* --- the copy --- */

struct shape { /* a carried sentence with numbers, whatever they are */
    uint64_t key;
    int64_t section;
    size_t from; /* points of the carried text */
};

struct carried_section {
    int64_t section;
    size_t sentences;
};

struct review_copy {
    struct keys carried;
    struct carried_section *sections;
    size_t section_count, section_cap;
    struct shape *shapes;
    size_t shape_count, shape_cap;
};

static int compare_shapes(const void *a, const void *b) {
    const struct shape *left = a, *right = b;
    if (left->key != right->key)
        return left->key > right->key ? 1 : -1;
    if (left->section != right->section)
        return left->section > right->section ? 1 : -1;
    return (left->from > right->from) - (left->from < right->from);
}

static void add_shapes(struct review_copy *copy, const struct review_text *text, int64_t section) {
    for (size_t i = 0; i < text->sentence_count; i++) {
        const struct review_sentence *sentence = &text->sentences[i];
        if (sentence->number == sentence->number_end)
            continue;
        MEM_PUSH_ROOM(copy->shapes, copy->shape_count, copy->shape_cap);
        copy->shapes[copy->shape_count++] =
            (struct shape){review_sentence_shape(text, sentence), section, sentence->from};
    }
}

bool review_find_last(const struct review_copy *copy, uint64_t shape, int64_t *section,
                      size_t *from) {
    size_t low = 0, high = copy->shape_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (copy->shapes[middle].key < shape)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == copy->shape_count || copy->shapes[low].key != shape)
        return false;
    *section = copy->shapes[low].section;
    *from = copy->shapes[low].from;
    return true;
}

static void add_carried(struct keys *keys, const struct review_text *text) {
    uint64_t found[REVIEW_KEYS], key;
    size_t last;
    for (size_t i = 0; i < text->number_count; i++)
        for (size_t n = review_number_keys(text, &text->numbers[i], found); n > 0; n--)
            add_key(keys, found[n - 1]);
    for (size_t i = 0; i < text->sentence_count; i++)
        add_key(keys, review_sentence_key(text, &text->sentences[i]));
    for (size_t i = 0; i < text->token_count; i++)
        if (review_token_is_word(text, i) &&
            review_run_key(text, i, text->token_count, &key, &last))
            add_key(keys, key);
}

struct review_copy *review_copy_new(const struct report *report) {
    struct review_copy *copy = NULL;
    struct review_text text = {0};
    int64_t section;
    for (size_t i = 0; i < report->value_count; i++) {
        if (!review_find_carried(span_of(report->values[i].name), &section))
            continue;
        if (copy == NULL)
            copy = MEM_NEW(struct review_copy);
        review_text_read(&text, span_of(report->values[i].text));
        add_carried(&copy->carried, &text);
        add_shapes(copy, &text, section);
        MEM_PUSH_ROOM(copy->sections, copy->section_count, copy->section_cap);
        copy->sections[copy->section_count++] =
            (struct carried_section){section, text.sentence_count};
    }
    review_text_release(&text);
    if (copy != NULL)
        sort_keys(&copy->carried);
    if (copy != NULL && copy->shape_count > 1)
        qsort(copy->shapes, copy->shape_count, sizeof *copy->shapes, compare_shapes);
    return copy;
}

void review_copy_free(struct review_copy *copy) {
    if (copy == NULL)
        return;
    mem_free(copy->carried.items);
    mem_free(copy->shapes);
    mem_free(copy->sections);
    mem_free(copy);
}

bool review_has_carried(const struct review_copy *copy, uint64_t key) {
    return has_key(&copy->carried, key);
}

/* --- reckoning --- */

static void list_confirmed(struct keys *keys, const struct report *report) {
    struct span hash;
    for (size_t i = 0; i < report->value_count; i++)
        if (review_find_confirmed(span_of(report->values[i].name), &hash))
            add_key(keys, strtoull(hash.p, NULL, 16));
    sort_keys(keys);
}

bool review_number_is_carried(const struct review_copy *copy, const struct review_text *text,
                              const struct review_number *number) {
    uint64_t keys[REVIEW_KEYS];
    size_t count = review_number_keys(text, number, keys);
    for (size_t i = 0; i < count; i++)
        if (has_key(&copy->carried, keys[i]))
            return true;
    return false;
}

/* Of a sentence without numbers. */
static bool words_are_carried(const struct review_copy *copy, const struct review_text *text,
                              const struct review_sentence *sentence) {
    size_t words = 0, carried = 0, covered = sentence->token; /* those before it are counted */
    uint64_t key;
    if (has_key(&copy->carried, review_sentence_key(text, sentence)))
        return true;
    for (size_t i = sentence->token, last; i < sentence->token_end; i++) {
        words += review_token_is_word(text, i);
        if (!review_token_is_word(text, i) ||
            !review_run_key(text, i, sentence->token_end, &key, &last) ||
            !has_key(&copy->carried, key))
            continue;
        for (size_t at = covered > i ? covered : i; at < last; at++)
            carried += review_token_is_word(text, at);
        covered = last;
    }
    return carried * 100 > words * CARRIED_MOST;
}

static void reckon(struct review *review, const struct review_copy *copy,
                   const struct keys *confirmed) {
    const struct review_text *text = &review->text;
    for (size_t i = 0; i < text->sentence_count; i++) {
        const struct review_sentence *sentence = &text->sentences[i];
        if (has_key(confirmed, review_sentence_hash(text, sentence)))
            continue;
        bool left =
            sentence->number == sentence->number_end && words_are_carried(copy, text, sentence);
        for (size_t n = sentence->number; n < sentence->number_end; n++) {
            const struct review_number *number = &text->numbers[n];
            review->carried[n] = review_number_is_carried(copy, text, number) &&
                                 !has_key(confirmed, review_number_hash(text, sentence, number));
            left |= review->carried[n];
        }
        review->unreviewed[i] = left;
        review->count += left;
    }
}

static void review_with(struct review *out, const struct review_copy *copy,
                        const struct keys *confirmed, const struct report *report,
                        const struct section *section) {
    const struct template_section *from = section_template(report, section);
    struct str body = STR_INIT;
    *out = (struct review){0};
    if (from == NULL || !from->stable)
        body_add_text(&body, &section->body);
    review_text_read(&out->text, str_span(&body));
    out->unreviewed = mem_alloc_zero(out->text.sentence_count, sizeof *out->unreviewed);
    out->carried = mem_alloc_zero(out->text.number_count, sizeof *out->carried);
    if (copy != NULL)
        reckon(out, copy, confirmed);
    str_release(&body);
}

void review_section(struct review *out, const struct review_copy *copy, const struct report *report,
                    const struct section *section) {
    struct keys confirmed = {0};
    if (copy != NULL)
        list_confirmed(&confirmed, report);
    review_with(out, copy, &confirmed, report, section);
    mem_free(confirmed.items);
}

void review_release(struct review *review) {
    review_text_release(&review->text);
    mem_free(review->unreviewed);
    mem_free(review->carried);
    *review = (struct review){0};
}

/* --- counts --- */

static bool is_stable(const struct report *report, const struct section *section) {
    const struct template_section *from =
        section != NULL ? section_template(report, section) : NULL;
    return from != NULL && from->stable;
}

size_t review_count_carried(const struct review_copy *copy, const struct report *report,
                            const struct section *section) {
    size_t sentences = 0;
    for (size_t i = 0; copy != NULL && i < copy->section_count; i++) {
        const struct carried_section *at = &copy->sections[i];
        if (section != NULL ? at->section == section->id && !is_stable(report, section)
                            : !is_stable(report, report_find_id(report, at->section)))
            sentences += at->sentences;
    }
    return sentences;
}

struct review_counts review_counts_of(size_t unreviewed, size_t carried) {
    return (struct review_counts){unreviewed, carried > unreviewed ? carried : unreviewed};
}

struct review_counts review_count(const struct review_copy *copy, const struct report *report,
                                  const struct section *section) {
    struct review review;
    review_section(&review, copy, report, section);
    struct review_counts counts =
        review_counts_of(review.count, review_count_carried(copy, report, section));
    review_release(&review);
    return counts;
}

struct review_counts review_count_report(const struct report *report) {
    struct review_counts counts = {0};
    struct review_copy *copy = review_copy_new(report);
    if (copy == NULL)
        return counts;
    struct keys confirmed = {0};
    list_confirmed(&confirmed, report);
    for (const struct section *at = report->front; at != NULL;
         at = report_next_section(report, at == report->front ? NULL : at)) {
        struct review review;
        review_with(&review, copy, &confirmed, report, at);
        counts.unreviewed += review.count;
        review_release(&review);
    }
    counts = review_counts_of(counts.unreviewed, review_count_carried(copy, report, NULL));
    mem_free(confirmed.items);
    review_copy_free(copy);
    return counts;
}

int review_percent(struct review_counts counts) {
    if (counts.sentences == 0)
        return 100;
    return (int)((counts.sentences - counts.unreviewed) * 100 / counts.sentences);
}
