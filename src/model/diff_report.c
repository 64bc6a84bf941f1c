#include "model/diff_report.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/diff.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"

#include <stdlib.h>
#include <string.h>

struct flat { /* a section and its partner in the other report */
    const struct section *section;
    size_t partner; /* index in the other list, SIZE_MAX: none */
    size_t parent;  /* index in this list, SIZE_MAX: the top */
    uint32_t *bigrams;
    size_t bigram_count; /* of its heading; SIZE_MAX: not asked for yet */
};
struct side {
    struct flat *items;
    size_t count, cap;
};

static void flatten(struct side *side, const struct report *report) {
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at)) {
        size_t parent = side->count > 0 ? side->count - 1 : SIZE_MAX;
        while (parent != SIZE_MAX && side->items[parent].section != at->parent)
            parent = side->items[parent].parent;
        MEM_PUSH_ROOM(side->items, side->count, side->cap);
        side->items[side->count++] = (struct flat){
            .section = at, .partner = SIZE_MAX, .parent = parent, .bigram_count = SIZE_MAX};
    }
}

static void release_side(struct side *side) {
    for (size_t i = 0; i < side->count; i++)
        mem_free(side->items[i].bigrams);
    mem_free(side->items);
}

/* ---- how alike two headings are ---- */

static int compare_bigrams(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

enum { HEADING_POINTS_MOST = 200 };

/* Pairs of neighbouring characters, folded into 32 bits; digits count as one, for the years move.
 */
static void take_bigrams(struct flat *flat) {
    struct span text = span_of(flat->section->heading);
    size_t cap = 0;
    char32_t last = 0x3002; /* so that the first and last character count twice */
    flat->bigram_count = 0;
    for (size_t taken = 0; taken <= HEADING_POINTS_MOST && (text.n > 0 || last != 0); taken++) {
        char32_t c = text.n > 0 ? utf8_take(&text) : 0;
        if (c >= '0' && c <= '9')
            c = '0';
        flat->bigrams =
            mem_grow(flat->bigrams, &cap, flat->bigram_count + 1, sizeof *flat->bigrams);
        flat->bigrams[flat->bigram_count++] = (uint32_t)last << 11 ^ (uint32_t)c;
        last = c;
    }
    if (flat->bigrams != NULL)
        qsort(flat->bigrams, flat->bigram_count, sizeof *flat->bigrams, compare_bigrams);
}

/* Percent of the pairs that both have. */
static size_t likeness(struct flat *a, struct flat *b) {
    size_t shared = 0;
    if (a->bigram_count == SIZE_MAX)
        take_bigrams(a);
    if (b->bigram_count == SIZE_MAX)
        take_bigrams(b);
    for (size_t i = 0, j = 0; i < a->bigram_count && j < b->bigram_count;) {
        int order = compare_bigrams(&a->bigrams[i], &b->bigrams[j]);
        shared += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return 200 * shared / (a->bigram_count + b->bigram_count + 1);
}

/* ---- pairing ---- */

static void pair(struct side *old, size_t i, struct side *new, size_t j) {
    old->items[i].partner = j;
    new->items[j].partner = i;
}

static bool have_partners_above(const struct side *old, size_t i, const struct side *new,
                                size_t j) {
    assert(old->items != NULL && new->items != NULL);
    size_t above = old->items[i].parent, wanted = new->items[j].parent;
    return above == SIZE_MAX ? wanted == SIZE_MAX : old->items[above].partner == wanted;
}

/* What two sections may have in common. `key` is equal where it is; false: nothing is there that
 * could be. */
struct trait {
    bool (*key)(const struct section *section, uint64_t *key);
    bool (*same)(const struct section *a, const struct section *b);
};

static uint64_t hash_text(uint64_t hash, struct span text) {
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * 1099511628211U;
    return (hash ^ 0xFFU) * 1099511628211U;
}

static bool id_key(const struct section *section, uint64_t *key) {
    *key = (uint64_t)section->id;
    return true;
}

static bool have_one_id(const struct section *a, const struct section *b) {
    return a->id == b->id;
}

static bool name_key(const struct section *section, uint64_t *key) {
    *key = hash_text(0, span_of(section->name));
    return section->name != NULL;
}

static bool have_one_name(const struct section *a, const struct section *b) {
    return strcmp(a->name, b->name) == 0;
}

static bool heading_key(const struct section *section, uint64_t *key) {
    *key = hash_text(0, span_of(section->heading));
    return true;
}

static bool real_heading_key(const struct section *section, uint64_t *key) {
    return heading_key(section, key) && section->heading[0] != '\0';
}

static bool have_one_heading(const struct section *a, const struct section *b) {
    return strcmp(a->heading, b->heading) == 0;
}

static bool text_key(const struct section *section, uint64_t *key) {
    *key = section->body.count;
    for (size_t i = 0; i < section->body.count; i++)
        *key = hash_text(*key, str_span(&section->body.lines[i].text));
    return body_has_text(&section->body);
}

/* A section with another heading under the same parent, between the same neighbours, is that one
 * renamed where its text is the same. */
static bool have_one_text(const struct section *a, const struct section *b) {
    return body_equal(&a->body, &b->body);
}

static const struct trait id_trait = {id_key, have_one_id}, name_trait = {name_key, have_one_name},
                          heading_trait = {heading_key, have_one_heading},
                          real_heading_trait = {real_heading_key, have_one_heading},
                          text_trait = {text_key, have_one_text};

/* The old sections without partners, sorted by what they may have in common. */
struct offer {
    uint64_t key;
    size_t old, next; /* next: the first from here on that is not taken, as far as is known */
};

static int compare_offers(const void *left, const void *right) {
    const struct offer *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->old < b->old ? -1 : a->old > b->old;
}

static size_t first_free(struct offer *offers, size_t at) {
    while (offers[at].next != at) {
        offers[at].next = offers[offers[at].next].next;
        at = offers[at].next;
    }
    return at;
}

static size_t first_with_key(const struct offer *offers, size_t count, uint64_t key) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (offers[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint64_t with_parent(uint64_t key, bool near, size_t parent) {
    return near ? (key ^ (uint64_t)parent) * 1099511628211U : key;
}

/* One more behind the last, which is never taken. */
static struct offer *make_offers(const struct side *old, bool near, const struct trait *trait,
                                 size_t *count) {
    struct offer *offers = mem_alloc_zero(old->count + 1, sizeof *offers);
    *count = 0;
    for (size_t i = 0; i < old->count; i++) {
        uint64_t key = 0;
        if (old->items[i].partner != SIZE_MAX || !trait->key(old->items[i].section, &key))
            continue;
        offers[*count].key = with_parent(key, near, old->items[i].parent);
        offers[(*count)++].old = i;
    }
    qsort(offers, *count, sizeof *offers, compare_offers);
    for (size_t k = 0; k <= *count; k++)
        offers[k].next = k;
    return offers;
}

/* Each with the first that is the same, of those whose parents are partners where `near`. */
static void pair_same(struct side *old, struct side *new, bool near, const struct trait *trait) {
    size_t count;
    struct offer *offers = make_offers(old, near, trait, &count);
    for (size_t j = 0; j < new->count; j++) {
        size_t above = new->items[j].parent;
        uint64_t key = 0;
        if (new->items[j].partner != SIZE_MAX || !trait->key(new->items[j].section, &key))
            continue;
        if (near && above != SIZE_MAX && (above = new->items[above].partner) == SIZE_MAX)
            continue;
        key = with_parent(key, near, above);
        for (size_t k = first_free(offers, first_with_key(offers, count, key));
             k < count && offers[k].key == key; k = first_free(offers, k + 1)) {
            size_t i = offers[k].old;
            if (!trait->same(old->items[i].section, new->items[j].section) ||
                (near && !have_partners_above(old, i, new, j)))
                continue;
            pair(old, i, new, j);
            offers[k].next = k + 1;
            break;
        }
    }
    mem_free(offers);
}

enum { ALIKE_NEAR = 50, ALIKE_FAR = 70, COMPARED_MOST = 50 * 1000 * 1000 /* bytes */ };

/* What stands alone: how many sections, how long their headings are. */
struct alone {
    size_t count, bytes;
};

static struct alone measure_alone(const struct side *side) {
    struct alone alone = {0, 0};
    for (size_t i = 0; i < side->count; i++) {
        if (side->items[i].partner != SIZE_MAX)
            continue;
        size_t n = strlen(side->items[i].section->heading);
        const size_t most = (size_t)3 * HEADING_POINTS_MOST;
        alone.bytes += n < most ? n : most;
        alone.count++;
    }
    return alone;
}

static void pair_alike(struct side *old, struct side *new, bool near, size_t least) {
    struct alone gone = measure_alone(old), come = measure_alone(new);
    if (gone.count * (come.bytes + come.count) + come.count * gone.bytes > COMPARED_MOST)
        return; /* thousands that are new: then they are */
    for (size_t j = 0; j < new->count; j++) {
        size_t best = least - 1, which = SIZE_MAX;
        for (size_t i = 0; i < old->count && new->items[j].partner == SIZE_MAX; i++) {
            if (old->items[i].partner != SIZE_MAX || (near && !have_partners_above(old, i, new, j)))
                continue;
            size_t like = likeness(&old->items[i], &new->items[j]);
            if (like > best) {
                best = like;
                which = i;
            }
        }
        if (which != SIZE_MAX)
            pair(old, which, new, j);
    }
}

static void pair_all(struct side *old, struct side *new, bool one_report) {
    if (one_report) {
        pair_same(old, new, false, &id_trait);
        return;
    }
    pair_same(old, new, false, &name_trait);
    pair_same(old, new, true, &heading_trait);
    pair_same(old, new, false, &real_heading_trait);
    pair_same(old, new, false, &text_trait);
    pair_alike(old, new, true, ALIKE_NEAR);
    pair_alike(old, new, false, ALIKE_FAR);
}

static void pair_reports(struct side *old, struct side *new, const struct report *old_report,
                         const struct report *new_report) {
    flatten(old, old_report);
    flatten(new, new_report);
    pair_all(old, new, old_report->id != 0 && old_report->id == new_report->id);
}

void diff_pair_sections(struct diff_pairs *pairs, const struct report *old_report,
                        const struct report *new_report) {
    struct side old = {0}, new = {0};
    pair_reports(&old, &new, old_report, new_report);
    *pairs = (struct diff_pairs){.items = mem_alloc_zero(new.count + 1, sizeof *pairs->items),
                                 .count = new.count};
    for (size_t i = 0; i < new.count; i++) {
        size_t at = new.items[i].partner;
        pairs->items[i].new_id = new.items[i].section->id;
        pairs->items[i].old_id = at != SIZE_MAX ? old.items[at].section->id : -1;
    }
    release_side(&old);
    release_side(&new);
}

int64_t diff_partner(const struct diff_pairs *pairs, int64_t new_id) {
    if (new_id == SECTION_FRONT_ID)
        return SECTION_FRONT_ID;
    for (size_t i = 0; i < pairs->count; i++)
        if (pairs->items[i].new_id == new_id)
            return pairs->items[i].old_id;
    return -1;
}

void diff_pairs_release(struct diff_pairs *pairs) {
    mem_free(pairs->items);
    *pairs = (struct diff_pairs){0};
}

/* ---- moved ---- */

/* Runs of children of one parent that keep their order: how long the longest one is that ends with
 * a section, and what stands before it there (SIZE_MAX: nothing). */
struct run_end {
    size_t length, before;
};

/* For the sections up to a place in the old report: with which of the new one the longest run ends
 * that comes no further. A Fenwick tree: node n covers the places from n - (n & -n) on. */
struct moving {
    const struct side *old, *new;
    struct run_end *ends;
    size_t *longest; /* index in the new report, SIZE_MAX: none; old->count + 1 of them */
    bool *moved;
};

static bool is_longer(const struct moving *moving, size_t a, size_t b) {
    if (a == SIZE_MAX || b == SIZE_MAX)
        return b == SIZE_MAX && a != SIZE_MAX;
    if (moving->ends[a].length != moving->ends[b].length)
        return moving->ends[a].length > moving->ends[b].length;
    return a < b;
}

static size_t longest_before(const struct moving *moving, size_t partner) {
    size_t best = SIZE_MAX;
    for (size_t n = partner; n > 0; n &= n - 1)
        if (is_longer(moving, moving->longest[n], best))
            best = moving->longest[n];
    return best;
}

static void enter_run(struct moving *moving, size_t partner, size_t j) {
    for (size_t n = partner + 1; n <= moving->old->count; n += n & -n)
        if (is_longer(moving, j, moving->longest[n]))
            moving->longest[n] = j;
}

static void leave_run(struct moving *moving, size_t partner) {
    for (size_t n = partner + 1; n <= moving->old->count; n += n & -n)
        moving->longest[n] = SIZE_MAX;
}

static bool stays_below(const struct moving *moving, size_t j) {
    size_t at = moving->new->items[j].partner;
    return at != SIZE_MAX && have_partners_above(moving->old, at, moving->new, j);
}

/* Under the parent of `first` the longest such run has not moved; `next` leads from child to child.
 */
static void mark_moved_below(struct moving *moving, const size_t *next, size_t first) {
    size_t best = SIZE_MAX;
    for (size_t j = first; j != SIZE_MAX; j = next[j]) {
        size_t at = moving->new->items[j].partner;
        moving->moved[j] = at != SIZE_MAX;
        if (!stays_below(moving, j))
            continue;
        size_t before = longest_before(moving, at);
        moving->ends[j] =
            (struct run_end){before != SIZE_MAX ? moving->ends[before].length + 1 : 1, before};
        enter_run(moving, at, j);
        if (is_longer(moving, j, best))
            best = j;
    }
    for (size_t j = first; j != SIZE_MAX; j = next[j])
        if (stays_below(moving, j))
            leave_run(moving, moving->new->items[j].partner);
    for (; best != SIZE_MAX; best = moving->ends[best].before)
        moving->moved[best] = false;
}

/* next[j]: the next child of the same parent; true in `begins` where j is the first. */
static void link_children(const struct side *side, size_t *next, bool *begins) {
    size_t *last = mem_alloc_zero(side->count + 1, sizeof *last); /* of each parent, from 1 */
    for (size_t j = 0; j < side->count; j++) {
        size_t *above = &last[side->items[j].parent == SIZE_MAX ? 0 : side->items[j].parent + 1];
        next[j] = SIZE_MAX;
        begins[j] = *above == 0;
        if (*above != 0)
            next[*above - 1] = j;
        *above = j + 1;
    }
    mem_free(last);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): `moving` writes there */
static void mark_moved(const struct side *old, const struct side *new, bool *moved) {
    struct moving moving = {old, new, NULL, NULL, moved};
    moving.ends = mem_alloc_zero(new->count + 1, sizeof *moving.ends);
    moving.longest = mem_alloc_zero(old->count + 1, sizeof *moving.longest);
    for (size_t n = 0; n <= old->count; n++)
        moving.longest[n] = SIZE_MAX;
    size_t *next = mem_alloc_zero(new->count + 1, sizeof *next);
    bool *begins = mem_alloc_zero(new->count + 1, sizeof *begins);
    link_children(new, next, begins);
    for (size_t first = 0; first < new->count; first++)
        if (begins[first])
            mark_moved_below(&moving, next, first);
    mem_free(begins);
    mem_free(next);
    mem_free(moving.longest);
    mem_free(moving.ends);
}

/* ---- items ---- */

static struct diff_item *add_item(struct diff_report *diff, enum diff_place place) {
    MEM_PUSH_ROOM(diff->items, diff->count, diff->cap);
    struct diff_item *item = &diff->items[diff->count++];
    *item = (struct diff_item){.place = place};
    return item;
}

static void add_lines(struct diff_report *diff, enum diff_place place, const char *old_text,
                      const char *new_text) {
    struct diff_item *item = add_item(diff, place);
    diff_texts(&item->heading, SPAN(""), SPAN(""));
    diff_texts(&item->body, span_of(old_text), span_of(new_text));
}

/* Both readings of the figures: a text with the same ${name} in it differs where the values do. */
struct values {
    struct figures *old_figures, *new_figures;
};

static void add_printed(struct str *out, const struct section *section, struct figures *figures) {
    for (size_t i = 0; section != NULL && i < section->body.count; i++) {
        if (i > 0)
            str_add_byte(out, '\n');
        figures_add_line(figures, out, str_span(&section->body.lines[i].text));
    }
}

static void add_section(struct diff_report *diff, const struct values *values,
                        enum diff_place place, const struct section *old_section,
                        const struct section *new_section, bool moved) {
    struct str old_text = STR_INIT, new_text = STR_INIT;
    struct diff_item *item = add_item(diff, place);
    item->old_section = old_section;
    item->new_section = new_section;
    item->moved = moved;
    diff_texts(&item->heading, span_of(old_section != NULL ? old_section->heading : ""),
               span_of(new_section != NULL ? new_section->heading : ""));
    add_printed(&old_text, old_section, values->old_figures);
    add_printed(&new_text, new_section, values->new_figures);
    diff_texts(&item->body, str_span(&old_text), str_span(&new_text));
    str_release(&old_text);
    str_release(&new_text);
}

/* What is gone, as far as it stands directly behind the old section `at`. */
static void add_removed(struct diff_report *diff, const struct values *values,
                        const struct side *old, size_t at) {
    assert(old->count == 0 || old->items != NULL);
    for (; at < old->count && old->items[at].partner == SIZE_MAX; at++)
        add_section(diff, values, DIFF_SECTION, old->items[at].section, NULL, false);
}

void diff_reports(struct diff_report *diff, const struct report *old_report,
                  const struct report *new_report) {
    struct side old = {0}, new = {0};
    struct values values = {figures_new(old_report), figures_new(new_report)};
    *diff = (struct diff_report){0};
    pair_reports(&old, &new, old_report, new_report);
    bool *moved = mem_alloc_zero(new.count + 1, sizeof *moved);
    mark_moved(&old, &new, moved);
    add_lines(diff, DIFF_TITLE, old_report->title, new_report->title);
    add_section(diff, &values, DIFF_FRONT, old_report->front, new_report->front, false);
    add_removed(diff, &values, &old, 0);
    for (size_t j = 0; j < new.count; j++) {
        size_t at = new.items[j].partner;
        assert(at == SIZE_MAX || at < old.count);
        add_section(diff, &values, DIFF_SECTION, at != SIZE_MAX ? old.items[at].section : NULL,
                    new.items[j].section, moved[j]);
        if (at != SIZE_MAX)
            add_removed(diff, &values, &old, at + 1);
    }
    add_lines(diff, DIFF_SIGN_OFF, old_report->sign_off, new_report->sign_off);
    mem_free(moved);
    figures_free(values.old_figures);
    figures_free(values.new_figures);
    release_side(&old);
    release_side(&new);
}

void diff_report_release(struct diff_report *diff) {
    for (size_t i = 0; i < diff->count; i++) {
        diff_text_release(&diff->items[i].heading);
        diff_text_release(&diff->items[i].body);
    }
    mem_free(diff->items);
    *diff = (struct diff_report){0};
}

bool diff_item_differs(const struct diff_item *item) {
    return item->moved || (item->old_section == NULL) != (item->new_section == NULL) ||
           diff_text_differs(&item->heading) || diff_text_differs(&item->body);
}
