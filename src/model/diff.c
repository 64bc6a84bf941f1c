#include "model/diff.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/grapheme.h"
#include "base/text/utf8.h"

#include <string.h>

/* ---- words ---- */

struct word {
    uint32_t end; /* byte offset; it begins where the one before ends */
    uint32_t id;  /* equal words have equal ids */
};
struct words {
    struct span text;
    struct word *items;
    size_t count, cap;
    bool *changed; /* one for each */
};

static bool joins_digits(char c) {
    return c == '.' || c == ',' || c == '%';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes of the word at the front of a non-empty text. */
static size_t word_length(struct span text) {
    struct span rest = text;
    size_t taken = 0;
    while (rest.n > 0) {
        struct span before = rest;
        char32_t c = utf8_take(&rest);
        bool inside = char_is_latin_or_digit(c);
        if (!inside && taken > 0 && c < 0x80 && joins_digits(before.p[0]) &&
            is_digit(text.p[taken - 1]))
            inside = before.p[0] == '%' || (rest.n > 0 && is_digit(rest.p[0]));
        if (!inside)
            break;
        taken = text.n - rest.n;
    }
    return taken > 0 ? taken : grapheme_next(text, 0);
}

static void words_take(struct words *words, struct span text) {
    *words = (struct words){.text = text};
    for (size_t at = 0; at < text.n;) {
        /* most texts are ideographs and ASCII marks; what combines with them is rare */
        at += word_length(span_sub(text, at, text.n));
        MEM_PUSH_ROOM(words->items, words->count, words->cap);
        words->items[words->count++].end = (uint32_t)at;
    }
    words->changed = mem_alloc_zero(words->count + 1, sizeof *words->changed);
}

static void words_release(struct words *words) {
    mem_free(words->items);
    mem_free(words->changed);
}

static struct span word_text(const struct words *words, size_t i) {
    size_t start = i > 0 ? words->items[i - 1].end : 0;
    return span_sub(words->text, start, words->items[i].end);
}

/* Equal words get one number: that of the first. */
struct numbering_table {
    struct slot {
        struct span text; /* p NULL: free */
        uint32_t id;
    } * slots;
    size_t size, used;
};

static size_t hash_of(struct span text) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * UINT64_C(0x100000001B3);
    return (size_t)(hash ^ hash >> 29);
}

static struct slot *find_slot(const struct numbering_table *table, struct span text) {
    size_t at = hash_of(text) & (table->size - 1);
    while (table->slots[at].text.p != NULL && !span_equal(table->slots[at].text, text))
        at = (at + 1) & (table->size - 1);
    return &table->slots[at];
}

static void grow_table(struct numbering_table *table) {
    struct numbering_table larger = {.size = table->size > 0 ? table->size * 2 : 1024,
                                     .used = table->used};
    larger.slots = mem_alloc_zero(larger.size, sizeof *larger.slots);
    for (size_t i = 0; i < table->size; i++)
        if (table->slots[i].text.p != NULL)
            *find_slot(&larger, table->slots[i].text) = table->slots[i];
    mem_free(table->slots);
    *table = larger;
}

static void number_words(struct numbering_table *table, struct words *words) {
    for (size_t i = 0; i < words->count; i++) {
        struct span text = word_text(words, i);
        if (2 * (table->used + 1) > table->size)
            grow_table(table);
        struct slot *slot = find_slot(table, text);
        if (slot->text.p == NULL)
            *slot = (struct slot){text, (uint32_t)table->used++};
        words->items[i].id = slot->id;
    }
}

/* ---- the fewest changes (Myers 1986, in linear space), cut short where they are too many ---- */

struct box { /* words x0..x1 of the old text against y0..y1 of the new */
    size_t x0, x1, y0, y1;
};

enum { COST_LEAST = 128, COST_MOST = 2048, WORK_MOST = 200 * 1000 * 1000 };

struct search {
    struct words *old, *new;
    long cost;                /* so many changes are looked for in one box */
    long *forward, *backward; /* furthest x on each diagonal, from either corner; see reach() */
    struct box *boxes;        /* still to be done */
    size_t count, cap;
};

static bool same_word(const struct search *search, size_t x, size_t y) {
    return search->old->items[x].id == search->new->items[y].id;
}

/* The values of a diagonal are in the middle of their arrays. */
static long *reach(const struct search *search, long *values, long diagonal) {
    return &values[diagonal + search->cost + 1];
}

enum { NOWHERE = -1 }; /* on a diagonal that no path reaches */

struct sides {
    const struct box *box;
    long n, m, delta; /* of the box; delta: the diagonal of its far corner */
};

/* The furthest x on diagonal k after c changes from the near corner. */
static long step_forward(struct search *search, const struct sides *sides, long c, long k) {
    long x = c == 0 ? 0 : NOWHERE;
    if (k < c) {
        long above = *reach(search, search->forward, k + 1);
        if (above != NOWHERE && above - k <= sides->m)
            x = above;
    }
    if (k > -c) {
        long left = *reach(search, search->forward, k - 1);
        if (left != NOWHERE && left + 1 <= sides->n && left + 1 > x)
            x = left + 1;
    }
    while (x != NOWHERE && x < sides->n && x - k < sides->m &&
           same_word(search, sides->box->x0 + (size_t)x, sides->box->y0 + (size_t)(x - k)))
        x++;
    *reach(search, search->forward, k) = x;
    return x;
}

/* The same from the far corner; k counts from its diagonal. */
static long step_backward(struct search *search, const struct sides *sides, long c, long k) {
    long x = c == 0 ? sides->n : NOWHERE;
    long diagonal = k + sides->delta;
    if (k > -c) {
        long below = *reach(search, search->backward, k - 1);
        if (below != NOWHERE && below - diagonal >= 0)
            x = below;
    }
    if (k < c) {
        long right = *reach(search, search->backward, k + 1);
        if (right >= 1 && (x == NOWHERE || right - 1 < x))
            x = right - 1;
    }
    while (x > 0 && x - diagonal > 0 &&
           same_word(search, sides->box->x0 + (size_t)x - 1,
                     sides->box->y0 + (size_t)(x - diagonal) - 1))
        x--;
    *reach(search, search->backward, k) = x;
    return x;
}

/* The other path's place on a diagonal after c changes; NOWHERE where it was not. */
static long met(const struct search *search, long *values, long c, long k) {
    return k < -c || k > c || ((k ^ c) & 1) != 0 ? NOWHERE : *reach(search, values, k);
}

/* Where both paths meet after as few changes as can be. */
static bool find_meeting(struct search *search, const struct sides *sides, long *x, long *y) {
    bool odd = (sides->delta & 1) != 0;
    for (long c = 0; c <= search->cost; c++) {
        for (long k = -c; k <= c; k += 2) {
            *x = step_forward(search, sides, c, k);
            long other = met(search, search->backward, c - 1, k - sides->delta);
            *y = *x - k;
            if (odd && *x != NOWHERE && other != NOWHERE && *x >= other)
                return true;
        }
        for (long k = -c; k <= c; k += 2) {
            *x = step_backward(search, sides, c, k);
            long other = met(search, search->forward, c, k + sides->delta);
            *y = *x - (k + sides->delta);
            if (!odd && *x != NOWHERE && other != NOWHERE && other >= *x)
                return true;
        }
    }
    return false;
}

/* Too many changes: the place that a path has come furthest to. */
static void take_furthest(const struct search *search, const struct sides *sides, long *x,
                          long *y) {
    long best = -1, c = search->cost;
    for (long k = -c; k <= c; k += 2) {
        long ahead = *reach(search, search->forward, k);
        if (ahead != NOWHERE && 2 * ahead - k > best) {
            best = 2 * ahead - k;
            *x = ahead;
            *y = ahead - k;
        }
        long behind = *reach(search, search->backward, k);
        long diagonal = k + sides->delta;
        if (behind != NOWHERE && sides->n + sides->m - (2 * behind - diagonal) > best) {
            best = sides->n + sides->m - (2 * behind - diagonal);
            *x = behind;
            *y = behind - diagonal;
        }
    }
}

static void push_box(struct search *search, struct box box) {
    MEM_PUSH_ROOM(search->boxes, search->count, search->cap);
    search->boxes[search->count++] = box;
}

static void compare_box(struct search *search, struct box box) {
    while (box.x0 < box.x1 && box.y0 < box.y1 && same_word(search, box.x0, box.y0)) {
        box.x0++;
        box.y0++;
    }
    while (box.x0 < box.x1 && box.y0 < box.y1 && same_word(search, box.x1 - 1, box.y1 - 1)) {
        box.x1--;
        box.y1--;
    }
    if (box.x0 == box.x1 || box.y0 == box.y1) {
        for (size_t x = box.x0; x < box.x1; x++)
            search->old->changed[x] = true;
        for (size_t y = box.y0; y < box.y1; y++)
            search->new->changed[y] = true;
        return;
    }
    struct sides sides = {.box = &box, .n = (long)(box.x1 - box.x0), .m = (long)(box.y1 - box.y0)};
    sides.delta = sides.n - sides.m;
    long x = 0, y = 0;
    if (!find_meeting(search, &sides, &x, &y))
        take_furthest(search, &sides, &x, &y);
    size_t x_at = box.x0 + (size_t)x, y_at = box.y0 + (size_t)y;
    push_box(search, (struct box){box.x0, x_at, box.y0, y_at});
    push_box(search, (struct box){x_at, box.x1, y_at, box.y1});
}

static void mark_changes(struct words *old, struct words *new) {
    struct search search = {.old = old, .new = new};
    long cost = WORK_MOST / (long)(old->count + new->count + 1);
    search.cost = cost < COST_LEAST ? COST_LEAST : cost > COST_MOST ? COST_MOST : cost;
    size_t size = 2 * (size_t)search.cost + 3;
    search.forward = mem_alloc_zero(size, sizeof *search.forward);
    search.backward = mem_alloc_zero(size, sizeof *search.backward);
    push_box(&search, (struct box){0, old->count, 0, new->count});
    while (search.count > 0)
        compare_box(&search, search.boxes[--search.count]);
    mem_free(search.boxes);
    mem_free(search.forward);
    mem_free(search.backward);
}

/* ---- words that changes leave between them alone ---- */

struct stretch { /* a change, then what is kept up to the next one; in words */
    size_t old_at, new_at, old_count, new_count, kept;
};

static struct stretch next_stretch(const struct words *old, const struct words *new, size_t x,
                                   size_t y) {
    struct stretch at = {.old_at = x, .new_at = y};
    while (x < old->count && old->changed[x]) {
        at.old_count++;
        x++;
    }
    while (y < new->count &&new->changed[y]) {
        at.new_count++;
        y++;
    }
    while (x < old->count && y < new->count && !old->changed[x] && !new->changed[y]) {
        at.kept++;
        x++;
        y++;
    }
    return at;
}

enum { ALONE_MOST = 6 };      /* words */
enum { TEXT_MOST = 1 << 30 }; /* bytes */

static size_t larger_side(const struct stretch *stretch) {
    return stretch->old_count > stretch->new_count ? stretch->old_count : stretch->new_count;
}

static bool holds_line_end(const struct words *words, size_t from, size_t count) {
    for (size_t i = from; i < from + count; i++)
        if (span_is(word_text(words, i), "\n"))
            return true;
    return false;
}

/* True where something was taken in: then the next look may find more. */
static bool take_in_lone_words(struct words *old, struct words *new) {
    bool any = false;
    struct stretch last = next_stretch(old, new, 0, 0);
    for (;;) {
        size_t x = last.old_at + last.old_count + last.kept;
        size_t y = last.new_at + last.new_count + last.kept;
        if (x >= old->count && y >= new->count)
            return any;
        struct stretch next = next_stretch(old, new, x, y);
        bool alone = last.kept <= ALONE_MOST && last.kept <= larger_side(&last) &&
                     last.kept <= larger_side(&next) &&
                     !holds_line_end(old, x - last.kept, last.kept);
        if (alone) {
            for (size_t i = 1; i <= last.kept; i++)
                old->changed[x - i] = new->changed[y - i] = true;
            next.old_count += last.old_count + last.kept;
            next.new_count += last.new_count + last.kept;
            next.old_at = last.old_at;
            next.new_at = last.new_at;
            any = true;
        }
        last = next;
    }
}

/* ---- runs ---- */

/* A run for each line of the text; it goes on with the last one where that is of its kind. */
static void add_runs(struct diff_text *diff, enum diff_kind kind, struct span text) {
    while (text.n > 0) {
        const char *end = memchr(text.p, '\n', text.n);
        size_t n = end != NULL ? (size_t)(end - text.p) + 1 : text.n;
        struct diff_run *last = diff->count > 0 ? &diff->runs[diff->count - 1] : NULL;
        if (last != NULL && last->kind == kind && last->text.p[last->text.n - 1] != '\n' &&
            last->text.p + last->text.n == text.p) {
            last->text.n += n;
        } else {
            MEM_PUSH_ROOM(diff->runs, diff->count, diff->cap);
            diff->runs[diff->count++] = (struct diff_run){kind, span_sub(text, 0, n)};
        }
        text = span_sub(text, n, text.n);
    }
}

static struct span words_span(const struct words *words, size_t from, size_t count) {
    size_t start = from > 0 ? words->items[from - 1].end : 0;
    size_t end = from + count > 0 ? words->items[from + count - 1].end : 0;
    return span_sub(words->text, start, end);
}

static void add_words(struct diff_text *diff, const struct words *old, const struct words *new) {
    for (size_t x = 0, y = 0; x < old->count || y < new->count;) {
        struct stretch at = next_stretch(old, new, x, y);
        add_runs(diff, DIFF_REMOVED, words_span(old, x, at.old_count));
        add_runs(diff, DIFF_ADDED, words_span(new, y, at.new_count));
        x += at.old_count;
        y += at.new_count;
        add_runs(diff, DIFF_KEPT, words_span(old, x, at.kept));
        x += at.kept;
        y += at.kept;
    }
}

/* Bytes of the whole lines that both begin with. */
static size_t common_lines(struct span a, struct span b) {
    size_t lines = 0;
    for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
        if (a.p[i] == '\n')
            lines = i + 1;
    return lines;
}

static size_t common_last_lines(struct span a, struct span b) {
    size_t lines = 0;
    for (size_t i = 1; i <= a.n && i <= b.n && a.p[a.n - i] == b.p[b.n - i]; i++)
        if (a.p[a.n - i] == '\n')
            lines = i - 1;
    return lines;
}

void diff_texts(struct diff_text *diff, struct span old_text, struct span new_text) {
    struct numbering_table table = {0};
    struct words old, new;
    *diff = (struct diff_text){.old_text = STR_INIT, .new_text = STR_INIT};
    assert(old_text.n < TEXT_MOST && new_text.n < TEXT_MOST);
    str_add(&diff->old_text, old_text);
    str_add(&diff->new_text, new_text);
    struct span a = str_span(&diff->old_text), b = str_span(&diff->new_text);
    if (span_equal(a, b)) {
        add_runs(diff, DIFF_KEPT, a);
        return;
    }
    size_t head = common_lines(a, b);
    add_runs(diff, DIFF_KEPT, span_sub(a, 0, head));
    a = span_sub(a, head, a.n);
    b = span_sub(b, head, b.n);
    size_t tail = common_last_lines(a, b);
    words_take(&old, span_sub(a, 0, a.n - tail));
    words_take(&new, span_sub(b, 0, b.n - tail));
    number_words(&table, &old);
    number_words(&table, &new);
    mark_changes(&old, &new);
    enum { LOOKS_MOST = 4 };
    for (int i = 0; i < LOOKS_MOST && take_in_lone_words(&old, &new); i++)
        ;
    add_words(diff, &old, &new);
    add_runs(diff, DIFF_KEPT, span_sub(a, a.n - tail, a.n));
    words_release(&old);
    words_release(&new);
    mem_free(table.slots);
}

void diff_text_release(struct diff_text *diff) {
    str_release(&diff->old_text);
    str_release(&diff->new_text);
    mem_free(diff->runs);
    *diff = (struct diff_text){.old_text = STR_INIT, .new_text = STR_INIT};
}

bool diff_text_differs(const struct diff_text *diff) {
    return diff->old_text.len != diff->new_text.len ||
           !span_equal(str_span(&diff->old_text), str_span(&diff->new_text));
}

bool diff_text_next_line(const struct diff_text *diff, size_t *from, size_t *to) {
    bool differs = false;
    while (*to < diff->count && !differs) {
        *from = *to;
        for (bool ends = false; *to < diff->count && !ends; ++*to) {
            differs |= diff->runs[*to].kind != DIFF_KEPT;
            ends = span_ends_with(diff->runs[*to].text, SPAN("\n"));
        }
    }
    return differs;
}
