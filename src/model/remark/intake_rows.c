#include "model/remark/intake_rows.h"

#include "base/mem.h"

#include <stdlib.h>

static int compare_rows(const void *left, const void *right) {
    const struct reviewed_range *a = left, *b = right;
    return a->from < b->from ? -1 : a->from > b->from;
}

/* Walks along the pieces: a byte of all text as one of the text before the review. */
struct before_walk {
    const struct reviewed *file;
    size_t piece, done; /* done: bytes before, in the pieces that are gone by */
};

static size_t place_before(struct before_walk *walk, size_t at) {
    const struct reviewed *file = walk->file;
    for (; walk->piece < file->piece_count && file->pieces[walk->piece].to <= at; walk->piece++)
        if (file->pieces[walk->piece].kind != PIECE_ADDED)
            walk->done += file->pieces[walk->piece].to - file->pieces[walk->piece].from;
    if (walk->piece == file->piece_count || file->pieces[walk->piece].from >= at ||
        file->pieces[walk->piece].kind == PIECE_ADDED)
        return walk->done;
    return walk->done + (at - file->pieces[walk->piece].from);
}

static struct reviewed_range *place_all(const struct reviewed_range *ranges, size_t count,
                                        const struct reviewed *file,
                                        const struct intake_marks *marks, size_t *kept) {
    struct reviewed_range *items = mem_alloc_zero(count + 1, sizeof *items);
    struct before_walk walk = {.file = file};
    *kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct reviewed_range range = {place_before(&walk, ranges[i].from), 0};
        range.to = place_before(&walk, ranges[i].to);
        intake_marks_place(marks, ranges[i].from, &range.from, &range.to);
        if (range.from < range.to)
            items[(*kept)++] = range;
    }
    qsort(items, *kept, sizeof *items, compare_rows);
    return items;
}

void intake_rows_make(struct intake_rows *rows, const struct reviewed *file,
                      const struct intake_marks *marks) {
    rows->items = place_all(file->rows, file->row_count, file, marks, &rows->count);
    rows->heads = place_all(file->heads, file->head_count, file, marks, &rows->head_count);
}

void intake_rows_release(struct intake_rows *rows) {
    mem_free(rows->items);
    mem_free(rows->heads);
    *rows = (struct intake_rows){0};
}

bool intake_rows_head(const struct reviewed_range *heads, size_t count, size_t from, size_t to) {
    size_t low = 0, high = count;
    while (low < high) { /* the first that begins there or behind */
        size_t middle = low + (high - low) / 2;
        if (heads[middle].from < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && heads[low].from < heads[low].to && heads[low].to <= to;
}

bool intake_rows_part(const struct reviewed_range *rows, size_t count, size_t from, size_t to,
                      bool *at_head) {
    size_t low = 0, high = count;
    while (low < high) { /* the first that ends behind `from` */
        size_t middle = low + (high - low) / 2;
        if (rows[middle].to <= from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && rows[low].from < to; low++)
        if (rows[low].from < from || rows[low].to > to) {
            *at_head = from <= rows[low].from;
            return true;
        }
    return false;
}

static bool begins_line(struct span file, size_t at) {
    return at == 0 || file.p[at - 1] == '\n';
}

bool intake_rows_part_stretch(const struct intake_rows *rows, struct span file,
                              struct intake_stretch *stretch, bool *at_head) {
    size_t length = stretch->file_to - stretch->file_from, back = 0;
    struct intake_stretch at = *stretch, line = at;
    bool found = false;
    if (stretch->from < stretch->to || length == 0)
        return intake_rows_part(rows->items, rows->count, at.file_from, at.file_to, at_head);
    for (; back < length && at.from > 0 && at.file_from > 0 &&
           file.p[at.file_from - 1] == file.p[at.file_to - 1];
         back++) {
        at.from--;
        at.file_from--;
        at.file_to--;
    }
    for (size_t step = 0; step <= back + length; step++) {
        bool fits = begins_line(file, at.file_from) && begins_line(file, at.file_to);
        if (fits &&
            !intake_rows_part(rows->items, rows->count, at.file_from, at.file_to, at_head)) {
            at.to = at.from;
            *stretch = at;
            return false;
        }
        line = fits ? at : line;
        found |= fits;
        if (at.file_to >= file.n || file.p[at.file_from] != file.p[at.file_to])
            break;
        at.from++;
        at.file_from++;
        at.file_to++;
    }
    if (found) {
        line.to = line.from;
        *stretch = line;
    }
    return intake_rows_part(rows->items, rows->count, stretch->file_from, stretch->file_to,
                            at_head);
}
