#include "check/terms.h"

#include "base/embedded.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"

#include <string.h>

/* A term is found by its first two points or by its last two: whatever one slip changes, the other
 * end of four points is whole. All by their first and third, between which the second and third
 * have changed places; those of reports also by the two behind their first. */
enum end { END_FIRST, END_LAST, END_CROSSED, END_HEADLESS, ENDS };

enum { SLOTS = 1 << 15, HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };

struct term {
    char32_t points[TERM_POINTS_MOST + 1];
    unsigned char n;
    unsigned char borders; /* bit i: a word ends before point i */
    bool own;              /* of reports: more is said of it */
    uint32_t next[ENDS];   /* of the same pair, from 1; 0: none */
};

/* A word of two characters that terms are made of; it is found by one of them and what the other is
 * like. */
enum alike { ALIKE_FIRST_SOUND, ALIKE_FIRST_SHAPE, ALIKE_LAST_SOUND, ALIKE_LAST_SHAPE, ALIKES };

enum { WORD_SLOTS = 1 << 13, EXACT_SLOTS = 1 << 14 };

struct pair {
    char32_t first, last;
    uint32_t next[ALIKES], next_exact;
};

struct term_list {
    struct pair *pairs;
    size_t pair_count, pair_cap;
    uint32_t pair_slots[ALIKES][WORD_SLOTS]; /* of those of reports alone */
    uint32_t exact_slots[EXACT_SLOTS];       /* of all */
    struct term *items;
    size_t count, cap;
    uint32_t slots[SLOTS][ENDS]; /* index of the first, from 1; those of a pair side by side */
    uint16_t sounds[HAN_LAST - HAN_FIRST + 1], shapes[HAN_LAST - HAN_FIRST + 1]; /* 0: unknown */
    bool singles[HAN_LAST - HAN_FIRST + 1]; /* may stand alone */
    struct dictionary dictionary;
    struct span alike; /* a text a line, sorted by bytes */
};

static size_t slot_of(char32_t a, char32_t b) {
    return ((a * 2654435761U) ^ (b * 40503U * 2246822519U)) >> 7 & (SLOTS - 1);
}

static struct span text_of(const char *path) {
    const struct embedded *file = embedded_find(path);
    return file != NULL ? embedded_text(file) : SPAN("");
}

/* --- reading --- */

static void add_to_end(struct term_list *terms, enum end end, char32_t a, char32_t b) {
    uint32_t *slot = &terms->slots[slot_of(a, b)][end];
    terms->items[terms->count - 1].next[end] = *slot;
    *slot = (uint32_t)terms->count;
}

static uint16_t group_of(const uint16_t *groups, char32_t c) {
    return c >= HAN_FIRST && c <= HAN_LAST ? groups[c - HAN_FIRST] : 0;
}

/* Where words lie whose one character is `same` and whose other is of the group; 0: no group. */
static size_t pair_slot(uint16_t group, char32_t same) {
    return group == 0 ? 0 : 1 + slot_of(group, same) % (WORD_SLOTS - 1);
}

static size_t slot_of_pair(const struct term_list *terms, enum alike alike, char32_t a,
                           char32_t b) {
    const uint16_t *groups =
        alike == ALIKE_FIRST_SOUND || alike == ALIKE_LAST_SOUND ? terms->sounds : terms->shapes;
    return alike <= ALIKE_FIRST_SHAPE ? pair_slot(group_of(groups, a), b)
                                      : pair_slot(group_of(groups, b), a);
}

static size_t exact_slot(char32_t a, char32_t b) {
    return slot_of(a, b) % EXACT_SLOTS;
}

/* The word of these two; NULL: none. */
static struct pair *find_pair(const struct term_list *terms, char32_t a, char32_t b) {
    for (uint32_t i = terms->exact_slots[exact_slot(a, b)]; i != 0;
         i = terms->pairs[i - 1].next_exact)
        if (terms->pairs[i - 1].first == a && terms->pairs[i - 1].last == b)
            return &terms->pairs[i - 1];
    return NULL;
}

/* Those of reports are added first. */
static void add_pair(struct term_list *terms, char32_t a, char32_t b, bool own) {
    if (find_pair(terms, a, b) != NULL)
        return;
    MEM_PUSH_ROOM(terms->pairs, terms->pair_count, terms->pair_cap);
    struct pair *pair = &terms->pairs[terms->pair_count++];
    size_t exact = exact_slot(a, b);
    *pair = (struct pair){.first = a, .last = b, .next_exact = terms->exact_slots[exact]};
    terms->exact_slots[exact] = (uint32_t)terms->pair_count;
    for (int alike = 0; own && alike < ALIKES; alike++) {
        size_t slot = slot_of_pair(terms, (enum alike)alike, a, b);
        if (slot == 0)
            continue;
        pair->next[alike] = terms->pair_slots[alike][slot];
        terms->pair_slots[alike][slot] = (uint32_t)terms->pair_count;
    }
}

/* "预算 管理": the words of a term. */
static void read_term(struct term_list *terms, struct span line, bool own) {
    struct term term = {.own = own};
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
            if (c >= HAN_FIRST && c <= HAN_LAST)
                groups[c - HAN_FIRST] = number;
        }
}

static void read_singles(struct term_list *terms, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (c >= HAN_FIRST && c <= HAN_LAST)
            terms->singles[c - HAN_FIRST] = true;
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

/* --- comparing --- */

/* A term laid over the text, read from its whole end: 0 is the outermost point of that end. */
struct overlay {
    const struct passage *p;
    const struct term *term;
    size_t at; /* of point 0 in the passage */
    bool back; /* from the last point to the first */
};

static inline char32_t text_at(const struct overlay *o, size_t i) {
    if (o->back)
        return i <= o->at ? o->p->c[o->at - i] : 0;
    return o->at + i < o->p->n ? o->p->c[o->at + i] : 0;
}

static inline char32_t term_at(const struct overlay *o, size_t i) {
    size_t n = o->term->n;
    return i < n ? o->term->points[o->back ? n - 1 - i : i] : 0;
}

/* Whether the term from point `i` on stands in the text from point `j` on. */
static bool rest_equals(const struct overlay *o, size_t j, size_t i) {
    for (; i < o->term->n; i++, j++)
        if (text_at(o, j) != term_at(o, i))
            return false;
    return true;
}

/* Whether a word of the term ends before its point i, counted from the whole end. */
static bool is_border(const struct overlay *o, size_t i) {
    size_t n = o->term->n;
    return (o->term->borders >> (o->back ? n - i : i) & 1U) != 0;
}

static bool are_alike(const struct term_list *terms, char32_t a, char32_t b) {
    if (a < HAN_FIRST || a > HAN_LAST || b < HAN_FIRST || b > HAN_LAST)
        return false;
    uint16_t sound = terms->sounds[a - HAN_FIRST], shape = terms->shapes[a - HAN_FIRST];
    return (sound != 0 && sound == terms->sounds[b - HAN_FIRST]) ||
           (shape != 0 && shape == terms->shapes[b - HAN_FIRST]);
}

static bool are_word(const struct term_list *terms, const struct passage *p, size_t at) {
    return at + 1 < p->n && char_is_han(p->c[at]) && char_is_han(p->c[at + 1]) &&
           dictionary_has(&terms->dictionary, p->c + at, 2);
}

/* Points from..to make a word neither among themselves nor with their neighbours. */
static bool are_broken(const struct term_list *terms, const struct passage *p, size_t from,
                       size_t to) {
    for (size_t at = from > 0 ? from - 1 : 0; at < to; at++)
        if (are_word(terms, p, at))
            return false;
    return true;
}

/* --- slips --- */

enum slip { SLIP_NONE, SLIP_OTHER, SLIP_SWAPPED, SLIP_DOUBLED, SLIP_EXTRA, SLIP_LOST, SLIP_CUT };

/* Whether the character may stand as a word of its own: 处, 报, 等. */
static bool is_single(const struct term_list *terms, char32_t c) {
    return c < HAN_FIRST || c > HAN_LAST || terms->singles[c - HAN_FIRST];
}

/* Where overlay point i stands in the passage. */
static size_t place_of(const struct overlay *o, size_t i) {
    return o->back ? o->at - i : o->at + i;
}

/* The other half of the word that has the term's point j: j - 1, or j + 1, where it stands in the
 * text as `behind` says; SIZE_MAX: the word has no other half. */
static size_t partner_of(const struct overlay *o, size_t j, size_t behind) {
    if (!is_border(o, j))
        return place_of(o, j - 1);
    if (j + 1 < o->term->n && !is_border(o, j + 1))
        return place_of(o, behind);
    return SIZE_MAX;
}

/* Whether it is part of a word of three to five characters: 保障金, 慎终如始. */
static bool is_in_long_word(const struct term_list *terms, const struct passage *p, size_t at) {
    enum { SHORTEST = 3, LONGEST = 5 };
    for (size_t n = SHORTEST; n <= LONGEST; n++)
        for (size_t from = at >= n ? at - n + 1 : 0; from <= at && from + n <= p->n; from++)
            if (dictionary_has(&terms->dictionary, p->c + from, n))
                return true;
    return false;
}

/* Whether the character makes no word with its neighbours and is no word of its own. */
static bool is_stray(const struct term_list *terms, const struct passage *p, size_t at) {
    return at < p->n && !is_single(terms, p->c[at]) && are_broken(terms, p, at, at + 1) &&
           !is_in_long_word(terms, p, at);
}

/* Another character of the same sound or shape in place of the term's point j. One that may stand
 * alone is strange only where its other half is left alone and may not. */
static bool is_other(const struct term_list *terms, const struct overlay *o, size_t j) {
    size_t at = place_of(o, j);
    if (!are_alike(terms, text_at(o, j), term_at(o, j)) || !rest_equals(o, j + 1, j + 1) ||
        !are_broken(terms, o->p, at, at + 1))
        return false;
    if (!is_single(terms, o->p->c[at]))
        return true;
    size_t partner = partner_of(o, j, j + 1);
    return partner != SIZE_MAX && is_stray(terms, o->p, partner);
}

/* Points j and j + 1 have changed places. */
static bool is_swapped(const struct term_list *terms, const struct overlay *o, size_t j) {
    if (j + 1 >= o->term->n || text_at(o, j) != term_at(o, j + 1) ||
        text_at(o, j + 1) != term_at(o, j) || !rest_equals(o, j + 2, j + 2))
        return false;
    size_t a = place_of(o, j), b = place_of(o, j + 1), from = a < b ? a : b;
    return are_broken(terms, o->p, from, from + 2) &&
           !(is_single(terms, o->p->c[a]) && is_single(terms, o->p->c[b]));
}

/* Point j - 1 stands twice; not 身份证|证明, 可以|以. */
static bool is_doubled(const struct term_list *terms, const struct overlay *o, size_t j) {
    if (text_at(o, j) != text_at(o, j - 1) || !rest_equals(o, j + 1, j))
        return false;
    size_t a = place_of(o, j), b = place_of(o, j - 1), first = a < b ? a : b;
    bool ends = first > 0 && are_word(terms, o->p, first - 1);
    bool ends_long = first > 1 && dictionary_has(&terms->dictionary, o->p->c + first - 2, 3);
    return !(are_word(terms, o->p, first + 1) && (ends || ends_long)) &&
           !(is_single(terms, o->p->c[first]) && ends);
}

/* A character too much inside a word, both halves of which are left alone. */
static bool is_extra(const struct term_list *terms, const struct overlay *o, size_t j) {
    size_t at = place_of(o, j), before = place_of(o, j - 1), behind = place_of(o, j + 1);
    if (is_border(o, j) || !rest_equals(o, j + 1, j) || !char_is_han(o->p->c[at]))
        return false;
    return are_broken(terms, o->p, at, at + 1) && are_broken(terms, o->p, before, before + 1) &&
           are_broken(terms, o->p, behind, behind + 1) &&
           !(is_single(terms, o->p->c[before]) && is_single(terms, o->p->c[behind]));
}

/* Point j is missing, and what is left of its word is no word. */
static bool is_lost(const struct term_list *terms, const struct overlay *o, size_t j) {
    enum { LONG = 5 };
    size_t n = o->term->n;
    if (n < LONG || j + 1 >= n || !rest_equals(o, j, j + 1))
        return false;
    size_t partner = partner_of(o, j, j);
    return partner != SIZE_MAX && is_stray(terms, o->p, partner);
}

static bool is_mark(char32_t c) {
    return char_is_one_of(c, U"，。；：！？,;:");
}

/* The last point is missing where a number or a mark follows: 专项资42万元. */
static bool is_cut(const struct term_list *terms, const struct overlay *o, size_t j) {
    size_t n = o->term->n;
    char32_t behind = text_at(o, j);
    if (char_is_blank(behind))
        behind = text_at(o, j + 1);
    return !o->back && o->term->own && n > 3 && j + 1 == n && !is_border(o, j) &&
           (char_is_digit(behind) || is_mark(behind)) && is_stray(terms, o->p, place_of(o, j - 1));
}

/* Which slip makes the term, whose points 0 to j - 1 are there and whose point j is not, of the
 * text; `extent` becomes the points of the text. */
static enum slip slip_of(const struct term_list *terms, const struct overlay *o, size_t j,
                         size_t *extent) {
    size_t n = *extent = o->term->n;
    if (text_at(o, j) == 0)
        return SLIP_NONE;
    if (is_other(terms, o, j))
        return SLIP_OTHER;
    if (n < 4) /* too short for the others */
        return SLIP_NONE;
    if (is_swapped(terms, o, j))
        return SLIP_SWAPPED;
    *extent = n + 1;
    if (is_doubled(terms, o, j))
        return SLIP_DOUBLED;
    if (text_at(o, j + 1) != 0 && is_extra(terms, o, j))
        return SLIP_EXTRA;
    *extent = n - 1;
    if (is_cut(terms, o, j))
        return SLIP_CUT;
    return is_lost(terms, o, j) ? SLIP_LOST : SLIP_NONE;
}

/* Whether any of them can be: what stands around point j tells in nearly every case. */
static bool may_be_slip(const struct term_list *terms, const struct overlay *o, size_t j) {
    char32_t text = text_at(o, j), right = term_at(o, j);
    bool swapped_or_lost = text == term_at(o, j + 1), extra = text_at(o, j + 1) == right;
    return swapped_or_lost || extra || text == text_at(o, j - 1) || j + 1 == o->term->n ||
           are_alike(terms, text, right);
}

static void fill_miss(const struct overlay *o, size_t extent, struct term_miss *miss) {
    miss->from = o->back ? o->at + 1 - extent : o->at;
    miss->to = miss->from + extent;
    for (size_t i = 0; i < o->term->n; i++)
        miss->right[i] = o->term->points[i];
    miss->right[o->term->n] = 0;
}

static bool is_listed_alike(const struct term_list *terms, const struct passage *p,
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

/* Whether a term, as it should be, covers point `at`. */
static bool is_in_term(const struct term_list *terms, const struct passage *p, size_t at) {
    for (size_t from = at > TERM_POINTS_MOST ? at - TERM_POINTS_MOST : 0; from <= at; from++) {
        uint32_t i =
            from + 1 < p->n ? terms->slots[slot_of(p->c[from], p->c[from + 1])][END_FIRST] : 0;
        for (; i != 0; i = terms->items[i - 1].next[END_FIRST]) {
            const struct term *term = &terms->items[i - 1];
            if (from + term->n > at && word_stands_at(p, from, term->points))
                return true;
        }
    }
    return false;
}

/* 环境卫生|生整治: a term of reports, and its last point once more, which begins no word. */
static bool ends_doubled(const struct term_list *terms, const struct overlay *o) {
    size_t n = o->term->n;
    char32_t c = text_at(o, n);
    return !o->back && o->term->own && n > 3 && c == text_at(o, n - 1) && !is_single(terms, c) &&
           !are_word(terms, o->p, place_of(o, n));
}

/* How many points of the term stand in the text, from its whole end. The text has a 0 behind it. */
static size_t count_common(const struct overlay *o) {
    const char32_t *text = o->p->c + o->at, *term = o->term->points;
    size_t n = o->term->n, j = 0;
    if (!o->back) {
        while (j < n && text[j] == term[j])
            j++;
        return j;
    }
    while (j < n && j <= o->at && *(text - j) == term[n - 1 - j])
        j++;
    return j;
}

static bool judge(const struct term_list *terms, const struct overlay *o, struct term_miss *miss) {
    size_t n = o->term->n, j = count_common(o), extent = 0;
    if (j == n) {
        if (!ends_doubled(terms, o))
            return false;
        fill_miss(o, n + 1, miss);
        return !is_listed_alike(terms, o->p, miss);
    }
    if (j < 2 || !may_be_slip(terms, o, j) || slip_of(terms, o, j, &extent) == SLIP_NONE)
        return false;
    fill_miss(o, extent, miss);
    return !is_in_term(terms, o->p, place_of(o, j)) && !is_listed_alike(terms, o->p, miss);
}

/* 财制政度: the second and the third have changed places. */
static bool judge_crossed(const struct term_list *terms, const struct passage *p,
                          const struct term *term, size_t at, struct term_miss *miss) {
    struct overlay o = {p, term, at, false};
    if (!is_swapped(terms, &o, 1) || text_at(&o, 0) != term->points[0])
        return false;
    fill_miss(&o, term->n, miss);
    return !is_in_term(terms, p, at + 1) && !is_listed_alike(terms, p, miss);
}

/* The first point is missing behind a mark: “，务接待费”. */
static bool judge_headless(const struct term_list *terms, const struct passage *p,
                           const struct term *term, size_t at, struct term_miss *miss) {
    bool begins = at > 0 && is_mark(p->c[at - 1]); /* a line may be a torn one */
    struct overlay o = {p, term, at, false};
    if (!begins || (term->borders & 2U) != 0 || !word_stands_at(p, at, term->points + 1) ||
        !is_stray(terms, p, at))
        return false;
    fill_miss(&o, term->n - 1U, miss);
    return !is_in_term(terms, p, at) && !is_listed_alike(terms, p, miss);
}

bool term_list_find_miss(const struct term_list *terms, const struct passage *p, size_t at,
                         struct term_miss *miss) {
    if (at + 1 >= p->n)
        return false;
    const uint32_t *slot = terms->slots[slot_of(p->c[at], p->c[at + 1])];
    for (int end = 0; end < ENDS; end++)
        for (uint32_t i = slot[end]; i != 0; i = terms->items[i - 1].next[end]) {
            struct overlay o = {p, &terms->items[i - 1], end == END_LAST ? at + 1 : at,
                                end == END_LAST};
            bool missed = end == END_CROSSED    ? judge_crossed(terms, p, o.term, at, miss)
                          : end == END_HEADLESS ? judge_headless(terms, p, o.term, at, miss)
                                                : judge(terms, &o, miss);
            if (missed)
                return true;
        }
    return false;
}

/* Whether one of the words that terms are made of stands there, or has one of its points. */
static bool touches_pair(const struct term_list *terms, const struct passage *p, size_t at) {
    for (size_t from = at > 0 ? at - 1 : 0; from <= at + 1 && from + 1 < p->n; from++)
        if (find_pair(terms, p->c[from], p->c[from + 1]) != NULL)
            return true;
    return false;
}

/* The word that one other of the same sound or shape makes of the two; one of reports goes first.
 */
static const struct pair *find_pair_like(const struct term_list *terms, char32_t a, char32_t b) {
    for (int alike = 0; alike < ALIKES; alike++) {
        size_t slot = slot_of_pair(terms, (enum alike)alike, a, b);
        for (uint32_t i = slot > 0 ? terms->pair_slots[alike][slot] : 0; i != 0;
             i = terms->pairs[i - 1].next[alike]) {
            const struct pair *pair = &terms->pairs[i - 1];
            bool first = alike <= ALIKE_FIRST_SHAPE;
            bool other = first ? pair->last == b && are_alike(terms, pair->first, a)
                               : pair->first == a && are_alike(terms, pair->last, b);
            /* what may stand alone may be right beside anything */
            bool stray = !is_single(terms, first ? a : b);
            if (other && stray)
                return pair;
        }
    }
    return NULL;
}

bool term_list_find_broken(const struct term_list *terms, const struct passage *p, size_t at,
                           struct term_miss *miss) {
    static const char32_t prefixes[] = U"应实已未待非不第";
    if (at + 1 >= p->n || !char_is_han(p->c[at]) || !char_is_han(p->c[at + 1]))
        return false;
    char32_t a = p->c[at], b = p->c[at + 1], before = at > 0 ? p->c[at - 1] : 0;
    bool single = is_single(terms, a) && is_single(terms, b);
    const struct pair *found = single || a == b ? NULL : find_pair_like(terms, a, b);
    if (found == NULL || char_is_one_of(a, prefixes) || before == U'非' || char_is_digit(before) ||
        char_is_one_of(p->c[at + 2], U"〔[（("))
        return false; /* 实检, 非粮化, 3亩的, 湘办发〔 */
    if (!are_broken(terms, p, at, at + 2) || touches_pair(terms, p, at) ||
        is_in_long_word(terms, p, at) || is_in_long_word(terms, p, at + 1) ||
        is_in_term(terms, p, at) || is_in_term(terms, p, at + 1))
        return false;
    *miss = (struct term_miss){.from = at, .to = at + 2, .right = {found->first, found->last, 0}};
    return !is_listed_alike(terms, p, miss);
}
