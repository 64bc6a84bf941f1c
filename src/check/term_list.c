#include "check/term_list.h"

#include "base/embedded.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"

size_t term_slot(char32_t a, char32_t b) {
    return ((a * 2654435761U) ^ (b * 40503U * 2246822519U)) >> 7 & (TERM_SLOTS - 1);
}

static struct span text_of(const char *path) {
    const struct embedded *file = embedded_find(path);
    return file != NULL ? embedded_text(file) : SPAN("");
}

/* --- reading --- */

static void add_to_end(struct term_list *terms, enum end end, char32_t a, char32_t b) {
    uint32_t *slot = &terms->slots[term_slot(a, b)][end];
    terms->items[terms->count - 1].next[end] = *slot;
    *slot = (uint32_t)terms->count;
}

static uint16_t group_of(const uint16_t *groups, char32_t c) {
    return c >= TERM_HAN_FIRST && c <= TERM_HAN_LAST ? groups[c - TERM_HAN_FIRST] : 0;
}

/* Where words lie whose one character is `same` and whose other is of the group; 0: no group. */
static size_t pair_slot(uint16_t group, char32_t same) {
    return group == 0 ? 0 : 1 + term_slot(group, same) % (WORD_SLOTS - 1);
}

size_t term_pair_slot(const struct term_list *terms, enum alike alike, char32_t a, char32_t b) {
    const uint16_t *groups =
        alike == ALIKE_FIRST_SOUND || alike == ALIKE_LAST_SOUND ? terms->sounds : terms->shapes;
    return alike <= ALIKE_FIRST_SHAPE ? pair_slot(group_of(groups, a), b)
                                      : pair_slot(group_of(groups, b), a);
}

static size_t exact_slot(char32_t a, char32_t b) {
    return term_slot(a, b) % EXACT_SLOTS;
}

/* The word of these two; NULL: none. */
static struct term_pair *find_pair(const struct term_list *terms, char32_t a, char32_t b) {
    for (uint32_t i = terms->exact_slots[exact_slot(a, b)]; i != 0;
         i = terms->pairs[i - 1].next_exact)
        if (terms->pairs[i - 1].first == a && terms->pairs[i - 1].last == b)
            return &terms->pairs[i - 1];
    return NULL;
}

const struct term_pair *term_list_pair(const struct term_list *terms, char32_t a, char32_t b) {
    return find_pair(terms, a, b);
}

/* From now on it is found by one of its two. */
static void add_alike(struct term_list *terms, struct term_pair *pair) {
    uint32_t number = (uint32_t)(pair - terms->pairs) + 1;
    for (int alike = 0; alike < ALIKES; alike++) {
        size_t slot = term_pair_slot(terms, (enum alike)alike, pair->first, pair->last);
        if (slot == 0)
            continue;
        pair->next[alike] = terms->pair_slots[alike][slot];
        terms->pair_slots[alike][slot] = number;
    }
}

/* Those of reports are added first. */
static void add_pair(struct term_list *terms, char32_t a, char32_t b, bool own) {
    struct term_pair *known = find_pair(terms, a, b);
    if (known != NULL) {
        known->uses += own;
        return;
    }
    MEM_PUSH_ROOM(terms->pairs, terms->pair_count, terms->pair_cap);
    struct term_pair *pair = &terms->pairs[terms->pair_count++];
    size_t exact = exact_slot(a, b);
    *pair = (struct term_pair){
        .first = a, .last = b, .uses = own, .next_exact = terms->exact_slots[exact]};
    terms->exact_slots[exact] = (uint32_t)terms->pair_count;
    if (own)
        add_alike(terms, pair);
}

/* "预算 管理": the words of a term. */
static void read_term(struct term_list *terms, struct span line, bool own) {
    struct term term = {.own = own, .fixed = span_take_prefix(&line, SPAN("="))};
    while (line.n > 0 && term.n < TERM_POINTS_MOST) {
        char32_t c = utf8_take(&line);
        if (c == U' ')
            term.borders |= (unsigned char)(1U << term.n);
        else
            term.points[term.n++] = c;
    }
    if (term.n == 2 && own)
        add_pair(terms, term.points[0], term.points[1], true);
    if (term.n < 3)
        return;
    MEM_PUSH_ROOM(terms->items, terms->count, terms->cap);
    terms->items[terms->count++] = term;
    add_to_end(terms, END_FIRST, term.points[0], term.points[1]);
    add_to_end(terms, END_LAST, term.points[term.n - 2], term.points[term.n - 1]);
    if (term.n > 3)
        add_to_end(terms, END_CROSSED, term.points[0], term.points[2]);
    if (own && term.n > 3)
        add_to_end(terms, END_HEADLESS, term.points[1], term.points[2]);
}

static void read_terms(struct term_list *terms, struct span text, bool own) {
    struct span line;
    while (text.n > 0 && span_take_line(&text, &line))
        if (line.n > 0 && line.p[0] != '#')
            read_term(terms, line, own);
}

/* A group of characters a line: each gets its number. */
static void read_groups(uint16_t *groups, struct span text) {
    struct span line;
    for (uint16_t number = 1; text.n > 0 && span_take_line(&text, &line); number++)
        while (line.n > 0) {
            char32_t c = utf8_take(&line);
            if (c >= TERM_HAN_FIRST && c <= TERM_HAN_LAST)
                groups[c - TERM_HAN_FIRST] = number;
        }
}

static void read_singles(struct term_list *terms, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (c >= TERM_HAN_FIRST && c <= TERM_HAN_LAST)
            terms->singles[c - TERM_HAN_FIRST] = true;
    }
}

static void read_pairs(struct term_list *terms) {
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = &terms->items[i];
        unsigned begin = 0;
        for (unsigned at = 1; at <= term->n; at++) {
            if (at < term->n && (term->borders >> at & 1U) == 0)
                continue;
            if (at - begin == 2)
                add_pair(terms, term->points[begin], term->points[begin + 1], term->own);
            begin = at;
        }
    }
}

struct term_list *term_list_new(void) {
    struct term_list *terms = MEM_NEW(struct term_list);
    read_groups(terms->sounds, text_of("dictionary/sounds.txt"));
    read_groups(terms->shapes, text_of("dictionary/shapes.txt"));
    read_terms(terms, text_of("dictionary/report_terms.txt"), true);
    read_terms(terms, text_of("dictionary/terms.txt"), false);
    read_singles(terms, text_of("dictionary/singles.txt"));
    dictionary_init(&terms->dictionary);
    terms->alike = text_of("dictionary/alike.txt");
    read_pairs(terms);
    return terms;
}

void term_list_free(struct term_list *terms) {
    if (terms != NULL) {
        mem_free(terms->items);
        mem_free(terms->pairs);
        dictionary_release(&terms->dictionary);
    }
    mem_free(terms);
}

/* --- asking --- */

bool chars_are_alike(const struct term_list *terms, char32_t a, char32_t b) {
    if (a < TERM_HAN_FIRST || a > TERM_HAN_LAST || b < TERM_HAN_FIRST || b > TERM_HAN_LAST)
        return false;
    uint16_t sound = terms->sounds[a - TERM_HAN_FIRST], shape = terms->shapes[a - TERM_HAN_FIRST];
    return (sound != 0 && sound == terms->sounds[b - TERM_HAN_FIRST]) ||
           (shape != 0 && shape == terms->shapes[b - TERM_HAN_FIRST]);
}

bool pair_is_word(const struct term_list *terms, const struct passage *p, size_t at) {
    return at + 1 < p->n && char_is_han(p->c[at]) && char_is_han(p->c[at + 1]) &&
           (dictionary_has(&terms->dictionary, p->c + at, 2) ||
            find_pair(terms, p->c[at], p->c[at + 1]) != NULL);
}

bool points_are_broken(const struct term_list *terms, const struct passage *p, size_t from,
                       size_t to) {
    for (size_t at = from > 0 ? from - 1 : 0; at < to; at++)
        if (pair_is_word(terms, p, at))
            return false;
    return true;
}

bool char_is_single(const struct term_list *terms, char32_t c) {
    return c < TERM_HAN_FIRST || c > TERM_HAN_LAST || terms->singles[c - TERM_HAN_FIRST];
}

bool char_is_in_long_word(const struct term_list *terms, const struct passage *p, size_t at) {
    enum { SHORTEST = 3, LONGEST = 5 };
    for (size_t n = SHORTEST; n <= LONGEST; n++)
        for (size_t from = at >= n ? at - n + 1 : 0; from <= at && from + n <= p->n; from++)
            if (dictionary_has(&terms->dictionary, p->c + from, n))
                return true;
    return false;
}

bool char_is_stray(const struct term_list *terms, const struct passage *p, size_t at) {
    return at < p->n && !char_is_single(terms, p->c[at]) &&
           points_are_broken(terms, p, at, at + 1) && !char_is_in_long_word(terms, p, at);
}

bool char_is_in_term(const struct term_list *terms, const struct passage *p, size_t at) {
    for (size_t from = at > TERM_POINTS_MOST ? at - TERM_POINTS_MOST : 0; from <= at; from++) {
        uint32_t i =
            from + 1 < p->n ? terms->slots[term_slot(p->c[from], p->c[from + 1])][END_FIRST] : 0;
        for (; i != 0; i = terms->items[i - 1].next[END_FIRST]) {
            const struct term *term = &terms->items[i - 1];
            if (from + term->n > at && word_stands_at(p, from, term->points))
                return true;
        }
    }
    return false;
}

bool miss_is_listed_alike(const struct term_list *terms, const struct passage *p,
                          const struct term_miss *miss) {
    struct str text = STR_INIT;
    passage_add(&text, p, miss->from, miss->to);
    bool listed = false;
    struct span rest = terms->alike;
    for (size_t at; !listed && (at = span_find(rest, str_span(&text))) != SIZE_MAX;) {
        bool begins = at == 0 || rest.p[at - 1] == '\n';
        size_t end = at + text.len;
        listed = begins && (end == rest.n || rest.p[end] == '\n');
        rest = span_sub(rest, end, rest.n);
    }
    str_release(&text);
    return listed;
}
