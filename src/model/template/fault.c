#include "model/template/fault.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MOST = 64 }; /* bytes; longer words have no neighbours */

void faults_init(struct faults *faults, const char *file) {
    *faults = (struct faults){.file = file};
}

void faults_release(struct faults *faults) {
    size_t kept = faults->count < FAULTS_MOST ? faults->count : FAULTS_MOST;
    for (size_t i = 0; i < kept; i++)
        mem_free(faults->items[i].text);
    mem_free(faults->items);
    faults_init(faults, faults->file);
}

void faults_add(struct faults *faults, struct place place, const char *format, ...) {
    if (faults->count++ >= FAULTS_MOST)
        return;
    char text[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    faults->items = mem_grow(faults->items, &faults->cap, faults->count, sizeof(struct fault));
    faults->items[faults->count - 1] =
        (struct fault){.place = place, .text = mem_copy_text(text, strlen(text))};
}

static int compare_places(const void *left, const void *right) {
    const struct place *a = &((const struct fault *)left)->place;
    const struct place *b = &((const struct fault *)right)->place;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

enum rc faults_tell(struct faults *faults, struct err *err) {
    if (faults->count == 0)
        return RC_OK;
    size_t kept = faults->count < FAULTS_MOST ? faults->count : FAULTS_MOST, told = 0;
    qsort(faults->items, kept, sizeof *faults->items, compare_places);
    struct str out = STR_INIT;
    for (; told < kept && told < FAULTS_TOLD; told++) {
        const struct fault *fault = &faults->items[told];
        size_t before = out.len;
        str_add_format(&out, "%s%s:%zu:%zu: %s", told > 0 ? "\n" : "", faults->file,
                       fault->place.line, fault->place.column, fault->text);
        /* room for the last line; the first fault is told whatever its length */
        if (told > 0 && err != NULL && out.len + 64 > sizeof err->text) {
            str_splice(&out, before, out.len - before, SPAN(""));
            break;
        }
    }
    if (told < faults->count)
        str_add_format(&out, _("\n（另有%zu处）"), faults->count - told);
    enum rc rc = err_set(err, RC_INPUT, "%s", out.s);
    str_release(&out);
    return rc;
}

/* Letters to change, add or take away to make one word of the other. */
static size_t edit_distance(struct span a, const char *b) {
    size_t row[WORD_MOST + 1], n = strlen(b);
    if (a.n > WORD_MOST || n > WORD_MOST)
        return SIZE_MAX;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t above = row[j], best = diagonal + (a.p[i - 1] != b[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = above;
            row[j] = best;
        }
    }
    return row[n];
}

const char *fault_nearest(struct span word, const void *known, size_t count, size_t size) {
    const char *nearest = NULL;
    size_t best = word.n / 3 + 2; /* a third of the letters wrong is another word */
    for (size_t i = 0; i < count; i++) {
        const char *candidate;
        memcpy(&candidate, (const char *)known + i * size, sizeof candidate);
        size_t distance = edit_distance(word, candidate);
        if (distance < best && distance < word.n) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}
