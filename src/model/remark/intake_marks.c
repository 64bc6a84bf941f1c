#include "model/remark/intake_marks.h"

#include "base/mem.h"
#include "model/label.h"

#include <stdlib.h>

/* --- the sections of the print --- */

struct head {
    int64_t section;
    size_t from;  /* byte of the print */
    size_t order; /* in the print */
    bool seen;    /* in the file */
};

static int compare_heads(const void *left, const void *right) {
    const struct head *a = left, *b = right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    return a->from < b->from ? -1 : a->from > b->from;
}

/* By section, each once; *count: how many. The caller's. */
static struct head *list_heads(const struct printed *printed, size_t *count) {
    struct head *heads = mem_alloc_zero(printed->line_count + 1, sizeof *heads);
    size_t all = 0, kept = 0;
    int64_t last = -1;
    for (size_t i = 0; i < printed->line_count; i++) {
        const struct printed_line *line = &printed->lines[i];
        if (line->section >= 0 && line->section != last)
            heads[all++] = (struct head){.section = line->section, .from = line->from, .order = i};
        last = line->section;
    }
    qsort(heads, all, sizeof *heads, compare_heads);
    for (size_t i = 0; i < all; i++)
        if (kept == 0 || heads[kept - 1].section != heads[i].section)
            heads[kept++] = heads[i];
    *count = kept;
    return heads;
}

static struct head *find_head(struct head *heads, size_t count, int64_t section) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (heads[middle].section < section)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && heads[low].section == section ? &heads[low] : NULL;
}

/* --- the marks of the file --- */

static struct span line_of(struct span text, size_t at) {
    struct span rest = span_sub(text, at, text.n);
    return span_sub(rest, 0, span_find(rest, SPAN("\n")));
}

/* The first bookmark of each section that prints; orders: of each its place in the print. */
static void take_marks(struct intake_marks *marks, const struct reviewed *file, struct head *heads,
                       size_t head_count, size_t *orders) {
    size_t piece = 0, done = 0; /* bytes of the text before the review in the pieces gone by */
    for (size_t i = 0; i < file->mark_count; i++) {
        size_t at = file->marks[i].at;
        for (; piece < file->piece_count && file->pieces[piece].to <= at; piece++)
            done += file->pieces[piece].kind != PIECE_ADDED
                        ? file->pieces[piece].to - file->pieces[piece].from
                        : 0;
        struct head *head = find_head(heads, head_count, file->marks[i].section);
        if (head == NULL || head->seen)
            continue;
        bool within = piece < file->piece_count && file->pieces[piece].from < at &&
                      file->pieces[piece].kind != PIECE_ADDED;
        head->seen = true;
        orders[marks->count] = head->order;
        marks->items[marks->count++] = (struct intake_mark){
            .section = head->section,
            .in_text = at,
            .before = done + (within ? at - file->pieces[piece].from : 0),
            .print = head->from,
        };
    }
}

/* Without the label, which a reader numbers anew when he moves a section. */
static struct span words_of(struct span line) {
    struct label label;
    (void)label_take(&line, &label);
    return span_trim(line);
}

/* Half of the bookmarks must stand at their own headings, two thirds where their ids may be another
 * library's; else somebody has put them together, or they are others. */
static bool are_believed(const struct intake_marks *marks, struct span before,
                         const struct printed *printed, bool known) {
    size_t same = 0;
    for (size_t i = 0; i < marks->count; i++)
        same += span_equal(words_of(line_of(before, marks->items[i].before)),
                           words_of(line_of(str_span(&printed->text), marks->items[i].print)));
    return known ? 2 * same >= marks->count : 3 * same >= 2 * marks->count;
}

/* What stands behind the last section, the sign-off, has no bookmark: as many lines as it prints
 * are the file's end, and stay there whatever section has moved in front of them. */
static void add_end(struct intake_marks *marks, const struct reviewed *file,
                    const struct printed *printed) {
    size_t lines = 0, at = file->text.len;
    while (lines < printed->line_count &&
           printed->lines[printed->line_count - 1 - lines].section < 0)
        lines++;
    if (lines == 0 || lines == printed->line_count || marks->count == 0)
        return;
    for (size_t left = lines; at > 0 && (file->text.s[at - 1] != '\n' || left-- > 0);)
        at--;
    if (at <= marks->items[marks->count - 1].in_text)
        return;
    marks->items[marks->count++] =
        (struct intake_mark){.section = -1,
                             .in_text = at,
                             .before = reviewed_place_before(file, at),
                             .print = printed->lines[printed->line_count - lines].from};
}

/* --- what was moved --- */

/* Those of the longest run of marks that are in the print's order have stayed: patience sorting. */
static void find_moved(struct intake_marks *marks, const size_t *orders) {
    size_t count = marks->count, piles = 0;
    size_t *tops = mem_alloc_zero(count + 1, sizeof *tops);
    size_t *previous = mem_alloc_zero(count + 1, sizeof *previous);
    for (size_t i = 0; i < count; i++) {
        size_t low = 0, high = piles;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (orders[tops[middle]] < orders[i])
                low = middle + 1;
            else
                high = middle;
        }
        previous[i] = low > 0 ? tops[low - 1] : SIZE_MAX;
        tops[low] = i;
        piles = low == piles ? piles + 1 : piles;
        marks->items[i].moved = true;
    }
    for (size_t i = piles > 0 ? tops[piles - 1] : SIZE_MAX; i != SIZE_MAX; i = previous[i])
        marks->items[i].moved = false;
    marks->any_moved = piles < count;
    mem_free(previous);
    mem_free(tops);
}

static int compare_print(const void *left, const void *right) {
    const struct intake_mark *a = *(const struct intake_mark *const *)left;
    const struct intake_mark *b = *(const struct intake_mark *const *)right;
    return a->print < b->print ? -1 : a->print > b->print;
}

/* In the print's order. The caller's. */
static struct intake_mark **list_in_order(const struct intake_marks *marks) {
    struct intake_mark **list = mem_alloc_zero(marks->count + 1, sizeof *list);
    for (size_t i = 0; i < marks->count; i++)
        list[i] = &marks->items[i];
    qsort(list, marks->count, sizeof *list, compare_print);
    return list;
}

static size_t end_of(const struct intake_marks *marks, size_t at, size_t all) {
    return at + 1 < marks->count ? marks->items[at + 1].before : all;
}

static size_t index_of(const struct intake_marks *marks, const struct intake_mark *mark) {
    return (size_t)(mark - marks->items);
}

/* Sections that moved together, as they stood, are one move: said of the first. */
static void set_sorted(struct intake_marks *marks, size_t all) {
    struct intake_mark **list = list_in_order(marks);
    size_t at = marks->count > 0 ? marks->items[0].before : 0;
    for (size_t i = 0; i < marks->count; i++) {
        size_t index = index_of(marks, list[i]);
        list[i]->sorted = at;
        at += end_of(marks, index, all) - list[i]->before;
    }
    for (size_t i = marks->count; i-- > 1;) {
        size_t index = index_of(marks, list[i]);
        bool follows = index > 0 && &marks->items[index - 1] == list[i - 1];
        if (follows && marks->items[index - 1].moved)
            marks->items[index].moved = false;
    }
    mem_free(list);
}

/* What was taken out across the head of a section that moved has no place in the print. */
static bool is_cut_across(const struct intake_marks *marks, const struct reviewed *file) {
    size_t at = 0;
    for (size_t i = 0; i < file->piece_count; i++) {
        const struct reviewed_piece *piece = &file->pieces[i];
        while (at < marks->count && marks->items[at].in_text <= piece->from)
            at++;
        if (piece->kind == PIECE_REMOVED && at < marks->count &&
            marks->items[at].in_text < piece->to)
            return true;
    }
    return false;
}

void intake_marks_make(struct intake_marks *marks, const struct reviewed *file, struct span before,
                       const struct printed *printed, bool known) {
    size_t head_count = 0;
    struct head *heads = list_heads(printed, &head_count);
    size_t *orders = mem_alloc_zero(head_count + 1, sizeof *orders);
    *marks = (struct intake_marks){.items = mem_alloc_zero(head_count + 2, sizeof *marks->items)};
    take_marks(marks, file, heads, head_count, orders);

    if (!are_believed(marks, before, printed, known))
        marks->count = 0;
    find_moved(marks, orders);
    if (marks->any_moved && is_cut_across(marks, file)) {
        marks->count = 0;
        marks->any_moved = false;
    }
    if (marks->any_moved)
        add_end(marks, file, printed);
    set_sorted(marks, before.n);

    mem_free(orders);
    mem_free(heads);
}

void intake_marks_release(struct intake_marks *marks) {
    mem_free(marks->items);
    *marks = (struct intake_marks){0};
}

/* --- places --- */

void intake_marks_add_sorted(struct str *out, const struct intake_marks *marks,
                             struct span before) {
    struct intake_mark **list = list_in_order(marks);
    str_add(out, span_sub(before, 0, marks->count > 0 ? marks->items[0].before : before.n));
    for (size_t i = 0; i < marks->count; i++)
        str_add(out, span_sub(before, list[i]->before,
                              end_of(marks, index_of(marks, list[i]), before.n)));
    mem_free(list);
}

void intake_marks_place(const struct intake_marks *marks, size_t in_text, size_t *from,
                        size_t *to) {
    size_t low = 0, high = marks->count;
    if (!marks->any_moved)
        return;
    while (low < high) { /* the first that begins behind it */
        size_t middle = low + (high - low) / 2;
        if (marks->items[middle].in_text <= in_text)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low < marks->count ? marks->items[low].before : SIZE_MAX;
    *to = *to < end ? *to : end;
    *from = *from < *to ? *from : *to;
    if (low == 0)
        return; /* in front of the first section: as it is */
    const struct intake_mark *mark = &marks->items[low - 1];
    *from = *from - mark->before + mark->sorted;
    *to = *to - mark->before + mark->sorted;
}
