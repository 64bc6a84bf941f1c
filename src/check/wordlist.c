#include "check/wordlist.h"

#include "base/mem.h"
#include "base/text/utf8.h"

/* --- reading --- */

static bool take_field(struct span *line, struct span *field) {
    if (line->n == 0)
        return false;
    size_t end = span_find(*line, SPAN("\t"));
    size_t to = end == SIZE_MAX ? line->n : end;
    *field = span_trim(span_sub(*line, 0, to));
    *line = span_sub(*line, end == SIZE_MAX ? to : to + 1, line->n);
    return true;
}

static bool read_condition(struct word_entry *entry, struct span field) {
    static const struct {
        struct span name;
        enum word_where where;
    } names[] = {{{"前非=", 7}, WORD_NOT_BEFORE},
                 {{"后非=", 7}, WORD_NOT_BEHIND},
                 {{"前须=", 7}, WORD_ONLY_BEFORE},
                 {{"后须=", 7}, WORD_ONLY_BEHIND},
                 {{"句非=", 7}, WORD_NOT_LATER}};
    if (severity_find(field, &entry->severity) || field.n == 0)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (span_take_prefix(&field, names[i].name)) {
            if (entry->condition_count == WORD_CONDITIONS)
                return false;
            entry->conditions[entry->condition_count++] =
                (struct word_condition){names[i].where, field};
            return true;
        }
    return false;
}

static bool read_entry(struct word_entry *entry, struct span line) {
    struct span field;
    *entry = (struct word_entry){.severity = SEVERITY_ERROR};
    if (!take_field(&line, &entry->wrong) || !take_field(&line, &entry->right) ||
        entry->wrong.n == 0 || entry->right.n == 0)
        return false;
    while (take_field(&line, &field))
        if (!read_condition(entry, field))
            return false;
    return true;
}

static void add_entry(struct word_list *list, struct word_entry *entry) {
    entry->length = utf8_count(entry->wrong);
    entry->points = mem_alloc_zero(entry->length + 1, sizeof *entry->points);
    struct span rest = entry->wrong;
    for (size_t i = 0; i < entry->length; i++)
        entry->points[i] = utf8_take(&rest);
    size_t *bucket = &list->buckets[entry->points[0] % WORD_BUCKETS];
    entry->next = *bucket;
    *bucket = list->count;
    MEM_PUSH_ROOM(list->entries, list->count, list->cap);
    list->entries[list->count++] = *entry;
}

void word_list_init(struct word_list *list, struct span text) {
    struct span line;
    struct word_entry entry;
    *list = (struct word_list){0};
    for (size_t i = 0; i < WORD_BUCKETS; i++)
        list->buckets[i] = SIZE_MAX;
    for (size_t number = 1; text.n > 0 && span_take_line(&text, &line); number++) {
        if (span_trim(line).n == 0 || line.p[0] == '#')
            continue;
        if (read_entry(&entry, line))
            add_entry(list, &entry);
        else if (list->bad_line == 0)
            list->bad_line = number;
    }
}

void word_list_release(struct word_list *list) {
    for (size_t i = 0; i < list->count; i++)
        mem_free(list->entries[i].points);
    mem_free(list->entries);
    *list = (struct word_list){0};
}

/* --- looking --- */

static bool stands_at(const struct passage *p, size_t at, struct span word) {
    for (; word.n > 0; at++) {
        char32_t c = utf8_take(&word);
        if (at >= p->n || (c == U'#' ? !char_is_digit(p->c[at]) : c != p->c[at]))
            return false;
    }
    return true;
}

enum { LATER_MOST = 100 /* points in which 既使 finds its 又 */ };

static bool any_stands(const struct passage *p, size_t from, size_t to, enum word_where where,
                       struct span words) {
    bool hit = false;
    while (words.n > 0 && !hit) {
        size_t comma = span_find(words, SPAN(","));
        struct span word = span_sub(words, 0, comma == SIZE_MAX ? words.n : comma);
        words = span_sub(words, comma == SIZE_MAX ? words.n : comma + 1, words.n);
        size_t length = utf8_count(word);
        if (where == WORD_NOT_BEFORE || where == WORD_ONLY_BEFORE) {
            hit = length <= from && stands_at(p, from - length, word);
        } else if (where == WORD_NOT_LATER) {
            for (size_t at = to; at < p->n && at - to < LATER_MOST && !hit && p->c[at] != U'。';
                 at++)
                hit = stands_at(p, at, word);
        } else {
            hit = stands_at(p, to, word);
        }
    }
    return hit;
}

static bool is_wrong_at(const struct word_entry *entry, const struct passage *p, size_t at) {
    if (!word_stands_at(p, at, entry->points))
        return false;
    for (size_t i = 0; i < entry->condition_count; i++) {
        enum word_where where = entry->conditions[i].where;
        bool only = where == WORD_ONLY_BEFORE || where == WORD_ONLY_BEHIND;
        if (any_stands(p, at, at + entry->length, where, entry->conditions[i].words) != only)
            return false;
    }
    return true;
}

const struct word_entry *word_list_find(const struct word_list *list, const struct passage *p,
                                        size_t at) {
    const struct word_entry *best = NULL;
    for (size_t i = list->buckets[p->c[at] % WORD_BUCKETS]; i != SIZE_MAX;
         i = list->entries[i].next) {
        const struct word_entry *entry = &list->entries[i];
        if ((best == NULL || entry->length > best->length) && is_wrong_at(entry, p, at))
            best = entry;
    }
    return best;
}
