#include "model/diff_document.h"

#include "base/mem.h"
#include "model/diff_report.h"
#include "model/section.h"

#include <stdlib.h>

enum {
    ALIKE = 30,                       /* percent of the shorter line that both have */
    PAIRS_MOST = 4 * 1000 * 1000,     /* of lines that are looked at */
    COMPARED_MOST = 10 * 1000 * 1000, /* bytes that are compared by words */
};

/* --- the lines of one report --- */

struct printed {
    const struct block *block;
    struct span row, merges; /* of a table */
    struct str text;         /* the line as it prints */
    int64_t section;         /* id, or one of … */
};
enum { OF_TITLE = -1, OF_SIGN_OFF = -2, OF_NOTE = -3 };

struct side {
    struct printed *lines;
    size_t count, cap;
    const struct printed **by_section; /* and then as they stand */
};

static void add_line(struct side *side, const struct block *block, struct span row,
                     struct span merges) {
    MEM_PUSH_ROOM(side->lines, side->count, side->cap);
    struct printed *line = &side->lines[side->count++];
    *line = (struct printed){
        .block = block, .row = row, .merges = merges, .text = STR_INIT, .section = block->section};
    if (block->kind == BLOCK_TITLE)
        line->section = OF_TITLE;
    else if (block->kind == BLOCK_SIGN_OFF)
        line->section = OF_SIGN_OFF;
    else if (block->kind == BLOCK_NOTE)
        line->section = OF_NOTE;
    if (block->kind == BLOCK_TABLE)
        str_add(&line->text, row);
    else
        block_add_text(&line->text, block);
}

static void take_lines(struct side *side, const struct document *document) {
    for (size_t i = 0; i < document->count; i++) {
        const struct block *block = &document->blocks[i];
        struct span rest = span_of(block->text), row = SPAN("");
        struct span marks = span_of(block->merges), merges;
        if (block->kind != BLOCK_TABLE)
            add_line(side, block, row, SPAN(""));
        else
            while (span_take_line(&rest, &row)) {
                if (!span_take_line(&marks, &merges))
                    merges = SPAN("");
                add_line(side, block, row, merges);
            }
    }
}

static void release_side(struct side *side) {
    for (size_t i = 0; i < side->count; i++)
        str_release(&side->lines[i].text);
    mem_free((void *)side->by_section);
    mem_free(side->lines);
}

/* The lines of a section, or of some that follow each other. */
struct part {
    const struct printed **lines;
    size_t count, cap;
};

static int compare_sections(const void *left, const void *right) {
    const struct printed *a = *(const struct printed *const *)left;
    const struct printed *b = *(const struct printed *const *)right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    return a < b ? -1 : a > b;
}

static void sort_by_section(struct side *side) {
    side->by_section = mem_alloc_zero(side->count + 1, sizeof(const struct printed *));
    for (size_t i = 0; i < side->count; i++)
        side->by_section[i] = &side->lines[i];
    qsort((void *)side->by_section, side->count, sizeof(const struct printed *), compare_sections);
}

static void add_part(struct part *part, const struct side *side, int64_t section) {
    size_t low = 0, high = side->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (side->by_section[middle]->section < section)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < side->count && side->by_section[low]->section == section; low++) {
        part->lines = mem_grow((void *)part->lines, &part->cap, part->count + 1,
                               sizeof(const struct printed *));
        part->lines[part->count++] = side->by_section[low];
    }
}

/* --- which line stands beside which --- */

static void put_line(struct diff_document *out, const struct printed *old,
                     const struct printed *new) {
    MEM_PUSH_ROOM(out->lines, out->count, out->cap);
    struct diff_line *line = &out->lines[out->count++];
    *line = (struct diff_line){.old_row = SPAN(""), .new_row = SPAN(""), .new_merges = SPAN("")};
    if (old != NULL) {
        line->old_block = old->block;
        line->old_row = old->row;
    }
    if (new != NULL) {
        line->new_block = new->block;
        line->new_row = new->row;
        line->new_merges = new->merges;
    }
}

static bool are_of_one_kind(const struct printed *old, const struct printed *new) {
    return (old->block->kind == BLOCK_TABLE) == (new->block->kind == BLOCK_TABLE);
}

/* How much is kept where the two stand side by side, 0: they may not. */
typedef uint32_t weigh_lines(const struct printed *old, const struct printed *new);

static uint32_t weigh_equal(const struct printed *old, const struct printed *new) {
    bool equal =
        are_of_one_kind(old, new) && span_equal(str_span(&old->text), str_span(&new->text));
    return equal ? (uint32_t)old->text.len + 1 : 0;
}

static uint32_t weigh_alike(const struct printed *old, const struct printed *new) {
    struct diff_text diff;
    size_t kept = 0, shorter = old->text.len < new->text.len ? old->text.len : new->text.len;
    if (!are_of_one_kind(old, new))
        return 0;
    diff_texts(&diff, str_span(&old->text), str_span(&new->text));
    for (size_t i = 0; i < diff.count; i++)
        kept += diff.runs[i].kind == DIFF_KEPT ? diff.runs[i].text.n : 0;
    diff_text_release(&diff);
    return kept > 0 && 100 * kept >= ALIKE * shorter ? (uint32_t)kept : 0;
}

/* best[i * (new + 1) + j]: what old[i..] and new[j..] can keep. */
static uint32_t *find_best(const struct part *old, const struct part *new, weigh_lines *weigh) {
    size_t width = new->count + 1;
    uint32_t *best = mem_alloc_zero((old->count + 1) * width, sizeof *best);
    for (size_t i = old->count; i-- > 0;)
        for (size_t j = new->count; j-- > 0;) {
            uint32_t *here = &best[i * width + j];
            uint32_t down = here[width], right = here[1];
            uint32_t weight = weigh(old->lines[i], new->lines[j]);
            uint32_t both = weight > 0 ? here[width + 1] + weight : 0;
            *here = down > right ? down : right;
            *here = *here > both ? *here : both;
        }
    return best;
}

typedef void put_gap(struct diff_document *out, const struct part *old, const struct part *new);

/* Puts the lines that keep most side by side, and what lies between them by `gap`. */
static void put_best(struct diff_document *out, const struct part *old, const struct part *new,
                     weigh_lines *weigh, put_gap *gap) {
    size_t width = new->count + 1, i = 0, j = 0;
    struct part old_gap = {old->lines, 0, 0}, new_gap = {new->lines, 0, 0};
    uint32_t *best = find_best(old, new, weigh);
    while (i < old->count && j < new->count &&best[i * width + j] > 0) {
        uint32_t here = best[i * width + j];
        if (best[(i + 1) * width + j] == here) {
            i++;
            old_gap.count++;
        } else if (best[i * width + j + 1] == here) {
            j++;
            new_gap.count++;
        } else {
            gap(out, &old_gap, &new_gap);
            put_line(out, old->lines[i++], new->lines[j++]);
            old_gap = (struct part){old->lines + i, 0, 0};
            new_gap = (struct part){new->lines + j, 0, 0};
        }
    }
    old_gap.count += old->count - i;
    new_gap.count += new->count - j;
    gap(out, &old_gap, &new_gap);
    mem_free(best);
}

static void put_strangers(struct diff_document *out, const struct part *old,
                          const struct part *new) {
    assert((old->count == 0 || old->lines != NULL) && (new->count == 0 || new->lines != NULL));
    for (size_t i = 0; i < old->count; i++)
        put_line(out, old->lines[i], NULL);
    for (size_t j = 0; j < new->count; j++)
        put_line(out, NULL, new->lines[j]);
}

static size_t count_bytes(const struct part *part) {
    size_t bytes = 0;
    assert(part->count == 0 || part->lines != NULL);
    for (size_t i = 0; i < part->count; i++)
        bytes += part->lines[i]->text.len;
    return bytes;
}

/* Very much has changed: each line is compared only with the one that has its place. */
static void put_in_step(struct diff_document *out, const struct part *old, const struct part *new) {
    assert((old->count == 0 || old->lines != NULL) && (new->count == 0 || new->lines != NULL));
    for (size_t i = 0; i < old->count || i < new->count; i++) {
        const struct printed *was = i < old->count ? old->lines[i] : NULL;
        const struct printed *is = i < new->count ? new->lines[i] : NULL;
        if (was != NULL && is != NULL && weigh_alike(was, is) > 0) {
            put_line(out, was, is);
            continue;
        }
        if (was != NULL)
            put_line(out, was, NULL);
        if (is != NULL)
            put_line(out, NULL, is);
    }
}

/* Each line is compared with each, as far as that ends soon. */
static void put_changed(struct diff_document *out, const struct part *old, const struct part *new) {
    size_t bytes = count_bytes(old) * new->count + count_bytes(new) * old->count;
    if (bytes <= COMPARED_MOST)
        put_best(out, old, new, weigh_alike, put_strangers);
    else
        put_in_step(out, old, new);
}

/* Puts both parts side by side, and empties them: what is equal first, then what lies between. */
static void put_part(struct diff_document *out, struct part *old, struct part *new) {
    if (old->count <= PAIRS_MOST / (new->count + 1))
        put_best(out, old, new, weigh_equal, put_changed);
    else
        put_changed(out, old, new);
    mem_free((void *)old->lines);
    mem_free((void *)new->lines);
    *old = *new = (struct part){0};
}

/* --- the order of the document --- */

static bool is_attached(const struct report *report, const struct section *section) {
    while (section->parent != NULL && section->parent != report->root)
        section = section->parent;
    return section_is_attachment(section);
}

/* Text may have gone from a section into one that is new or has gone: those that stand in one
 * report only are taken together with the one before them. */
static void put_sections(struct diff_document *out, const struct side *old, const struct side *new,
                         const struct report *old_report, const struct report *new_report,
                         const struct diff_report *sections, bool attached) {
    struct part old_part = {0}, new_part = {0};
    for (size_t i = 0; i < sections->count; i++) {
        const struct diff_item *item = &sections->items[i];
        const struct section *was = item->old_section, *is = item->new_section;
        if (item->place == DIFF_TITLE || item->place == DIFF_SIGN_OFF)
            continue;
        if ((is != NULL ? is_attached(new_report, is) : is_attached(old_report, was)) != attached)
            continue;
        if (was != NULL && is != NULL)
            put_part(out, &old_part, &new_part);
        if (was != NULL)
            add_part(&old_part, old, was->id);
        if (is != NULL)
            add_part(&new_part, new, is->id);
    }
    put_part(out, &old_part, &new_part);
}

static void put_lines_of(struct diff_document *out, const struct side *old, const struct side *new,
                         int64_t place) {
    struct part old_part = {0}, new_part = {0};
    add_part(&old_part, old, place);
    add_part(&new_part, new, place);
    put_part(out, &old_part, &new_part);
}

void diff_documents(struct diff_document *out, const struct report *old_report,
                    const struct report *new_report, const struct diff_report *sections) {
    struct side old = {0}, new = {0};
    *out = (struct diff_document){0};
    document_from_report(&out->old_document, old_report, false);
    document_from_report(&out->new_document, new_report, false);
    take_lines(&old, &out->old_document);
    take_lines(&new, &out->new_document);
    sort_by_section(&old);
    sort_by_section(&new);
    put_lines_of(out, &old, &new, OF_TITLE);
    put_sections(out, &old, &new, old_report, new_report, sections, false);
    put_lines_of(out, &old, &new, OF_NOTE);
    put_lines_of(out, &old, &new, OF_SIGN_OFF);
    put_sections(out, &old, &new, old_report, new_report, sections, true);
    release_side(&old);
    release_side(&new);
}

void diff_document_release(struct diff_document *diff) {
    document_release(&diff->old_document);
    document_release(&diff->new_document);
    mem_free(diff->lines);
    *diff = (struct diff_document){0};
}
