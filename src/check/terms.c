#include "check/terms.h"

#include "base/text/char_class.h"

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

/* --- slips --- */

enum slip { SLIP_NONE, SLIP_OTHER, SLIP_SWAPPED, SLIP_DOUBLED, SLIP_EXTRA, SLIP_LOST, SLIP_CUT };

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

/* Another character of the same sound or shape in place of the term's point j. One that may stand
 * alone is strange only where its other half is left alone, and may not or is of a term of reports.
 */
static bool is_other(const struct term_list *terms, const struct overlay *o, size_t j) {
    size_t at = place_of(o, j);
    if (!chars_are_alike(terms, text_at(o, j), term_at(o, j)) || !rest_equals(o, j + 1, j + 1) ||
        !points_are_broken(terms, o->p, at, at + 1))
        return false;
    if (!char_is_single(terms, o->p->c[at]))
        return true;
    size_t partner = partner_of(o, j, j + 1);
    if (partner == SIZE_MAX)
        return false;
    bool alone = o->term->own && o->term->n > 3 && /* 制度建全 */
                 points_are_broken(terms, o->p, partner, partner + 1) &&
                 !char_is_in_long_word(terms, o->p, partner);
    return alone || char_is_stray(terms, o->p, partner);
}

/* Points j and j + 1 have changed places. */
static bool is_swapped(const struct term_list *terms, const struct overlay *o, size_t j) {
    if (j + 1 >= o->term->n || text_at(o, j) != term_at(o, j + 1) ||
        text_at(o, j + 1) != term_at(o, j) || !rest_equals(o, j + 2, j + 2))
        return false;
    size_t a = place_of(o, j), b = place_of(o, j + 1), from = a < b ? a : b;
    bool sure = o->term->own && o->term->n > 3; /* 安生全产: all four are there */
    return (sure || points_are_broken(terms, o->p, from, from + 2)) &&
           !(char_is_single(terms, o->p->c[a]) && char_is_single(terms, o->p->c[b]));
}

/* Point j - 1 stands twice; not 身份证|证明, 可以|以. */
static bool is_doubled(const struct term_list *terms, const struct overlay *o, size_t j) {
    if (text_at(o, j) != text_at(o, j - 1) || !rest_equals(o, j + 1, j))
        return false;
    size_t a = place_of(o, j), b = place_of(o, j - 1), first = a < b ? a : b;
    if (first > 1 && o->p->c[first - 1] == o->p->c[first - 2])
        return false; /* 扎扎实实 */
    bool ends = first > 0 && pair_is_word(terms, o->p, first - 1);
    bool ends_long = first > 1 && dictionary_has(&terms->dictionary, o->p->c + first - 2, 3);
    return !(pair_is_word(terms, o->p, first + 1) && (ends || ends_long)) &&
           !(char_is_single(terms, o->p->c[first]) && ends);
}

/* A character too much inside a word, both halves of which are left alone. */
static bool is_extra(const struct term_list *terms, const struct overlay *o, size_t j) {
    size_t at = place_of(o, j), before = place_of(o, j - 1), behind = place_of(o, j + 1);
    if (is_border(o, j) || !rest_equals(o, j + 1, j) || !char_is_han(o->p->c[at]))
        return false;
    return points_are_broken(terms, o->p, at, at + 1) &&
           points_are_broken(terms, o->p, before, before + 1) &&
           points_are_broken(terms, o->p, behind, behind + 1) &&
           !(char_is_single(terms, o->p->c[before]) && char_is_single(terms, o->p->c[behind]));
}

/* Point j is missing, and what is left of its word is no word. */
static bool is_lost(const struct term_list *terms, const struct overlay *o, size_t j) {
    enum { LONG = 5 };
    /* 编制数, 优环境 have lost nothing */
    static const char32_t loners[] = U"数表管细费额量率单书证户点法人优提强转促保抓增稳扩";
    size_t n = o->term->n;
    if (n + o->term->own < LONG || j + 1 >= n || !rest_equals(o, j, j + 1))
        return false;
    size_t partner = partner_of(o, j, j);
    return partner != SIZE_MAX && char_is_stray(terms, o->p, partner) &&
           !(n < LONG && char_is_one_of(o->p->c[partner], loners));
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
           (char_is_digit(behind) || is_mark(behind)) &&
           char_is_stray(terms, o->p, place_of(o, j - 1));
}

/* Which slip makes the term, whose points 0 to j - 1 are there and whose point j is not, of the
 * text; `extent` becomes the points of the text. */
static enum slip slip_of(const struct term_list *terms, const struct overlay *o, size_t j,
                         size_t *extent) {
    size_t n = *extent = o->term->n;
    if (text_at(o, j) == 0)
        return SLIP_NONE;
    bool replaced = o->term->fixed && char_is_han(text_at(o, j)) && rest_equals(o, j + 1, j + 1);
    if (replaced || is_other(terms, o, j))
        return SLIP_OTHER;
    if ((n > 3 || o->term->own) && is_swapped(terms, o, j))
        return SLIP_SWAPPED;
    if (n < 4) /* too short for the others */
        return SLIP_NONE;
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
    return o->term->fixed || swapped_or_lost || extra || text == text_at(o, j - 1) ||
           j + 1 == o->term->n || chars_are_alike(terms, text, right);
}

static void fill_miss(const struct overlay *o, size_t extent, struct term_miss *miss) {
    miss->from = o->back ? o->at + 1 - extent : o->at;
    miss->to = miss->from + extent;
    for (size_t i = 0; i < o->term->n; i++)
        miss->right[i] = o->term->points[i];
    miss->right[o->term->n] = 0;
}

/* 环境卫生|生整治: a term of reports, and its last point once more, which begins no word. */
static bool ends_doubled(const struct term_list *terms, const struct overlay *o) {
    size_t n = o->term->n;
    char32_t c = text_at(o, n);
    return !o->back && o->term->own && n > 3 && c == text_at(o, n - 1) &&
           !char_is_single(terms, c) && !pair_is_word(terms, o->p, place_of(o, n));
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
        return !miss_is_listed_alike(terms, o->p, miss);
    }
    if (j < 2 || !may_be_slip(terms, o, j) || slip_of(terms, o, j, &extent) == SLIP_NONE)
        return false;
    fill_miss(o, extent, miss);
    return !char_is_in_term(terms, o->p, place_of(o, j)) &&
           !miss_is_listed_alike(terms, o->p, miss);
}

/* 财制政度: the second and the third have changed places. */
static bool judge_crossed(const struct term_list *terms, const struct passage *p,
                          const struct term *term, size_t at, struct term_miss *miss) {
    struct overlay o = {p, term, at, false};
    if (!is_swapped(terms, &o, 1) || text_at(&o, 0) != term->points[0])
        return false;
    fill_miss(&o, term->n, miss);
    return !char_is_in_term(terms, p, at + 1) && !miss_is_listed_alike(terms, p, miss);
}

/* The first point is missing behind a mark: “，务接待费”. */
static bool judge_headless(const struct term_list *terms, const struct passage *p,
                           const struct term *term, size_t at, struct term_miss *miss) {
    bool begins = at > 0 && is_mark(p->c[at - 1]); /* a line may be a torn one */
    struct overlay o = {p, term, at, false};
    if (!begins || (term->borders & 2U) != 0 || !word_stands_at(p, at, term->points + 1) ||
        !char_is_stray(terms, p, at))
        return false;
    fill_miss(&o, term->n - 1U, miss);
    return !char_is_in_term(terms, p, at) && !miss_is_listed_alike(terms, p, miss);
}

bool term_list_find_miss(const struct term_list *terms, const struct passage *p, size_t at,
                         struct term_miss *miss) {
    enum { SHORT = 3 }; /* 资使用 may be of 财政资使用 */
    bool any = false;
    if (at + 1 >= p->n)
        return false;
    const uint32_t *slot = terms->slots[term_slot(p->c[at], p->c[at + 1])];
    for (int end = 0; end < ENDS; end++)
        for (uint32_t i = slot[end]; i != 0; i = terms->items[i - 1].next[end]) {
            struct overlay o = {p, &terms->items[i - 1], end == END_LAST ? at + 1 : at,
                                end == END_LAST};
            struct term_miss found;
            bool missed = end == END_CROSSED    ? judge_crossed(terms, p, o.term, at, &found)
                          : end == END_HEADLESS ? judge_headless(terms, p, o.term, at, &found)
                                                : judge(terms, &o, &found);
            if (missed && (!any || found.to - found.from > SHORT))
                *miss = found;
            if (missed && found.to - found.from > SHORT)
                return true;
            any |= missed;
        }
    return any;
}
