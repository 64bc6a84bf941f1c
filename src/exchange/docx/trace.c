#include "exchange/docx/trace.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/diff.h"
#include "model/document.h"

#include <stdlib.h>

/* --- what comes --- */

uint32_t docx_trace_begin(struct docx_trace *trace) {
    MEM_PUSH_ROOM(trace->ended, trace->ended_count, trace->ended_cap);
    trace->ended[trace->ended_count] = (struct docx_ended){0};
    return (uint32_t)trace->ended_count++;
}

void docx_trace_end(struct docx_trace *trace, uint32_t paragraph, size_t number, bool late) {
    trace->ended[paragraph] = (struct docx_ended){(uint32_t)number, late};
}

void docx_trace_add(struct docx_trace *trace, uint32_t paragraph, struct span text,
                    struct docx_spot spot) {
    for (; text.n > 0; spot.point++) {
        char32_t c = utf8_take(&text);
        if (utf8_is_space(c))
            continue;
        MEM_PUSH_ROOM(trace->marks, trace->mark_count, trace->mark_cap);
        trace->marks[trace->mark_count++] = (struct docx_mark){c, paragraph, spot};
    }
}

void docx_trace_release(struct docx_trace *trace) {
    mem_free(trace->marks);
    mem_free(trace->ended);
    mem_free(trace->ink);
    mem_free(trace->spots);
    *trace = (struct docx_trace){0};
}

/* --- what became of it --- */

/* A mark, or a block of the document, in the order in which they are compared: text boxes apart, by
 * the paragraph's number. Blocks of one number are one text. */
struct place {
    uint32_t number;
    bool late;
    size_t at; /* mark or block */
};

static int order_places(const void *a, const void *b) {
    const struct place *x = a, *y = b;
    if (x->late != y->late)
        return x->late ? 1 : -1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static struct place *place_marks(const struct docx_trace *trace) {
    struct place *places = mem_alloc_zero(trace->mark_count + 1, sizeof *places);
    for (size_t i = 0; i < trace->mark_count; i++) {
        struct docx_ended ended = trace->ended[trace->marks[i].paragraph];
        places[i] = (struct place){ended.number, ended.late, i};
    }
    qsort(places, trace->mark_count, sizeof *places, order_places);
    return places;
}

/* A block stands in a text box if the paragraph does that it was made at the end of. */
static struct place *place_blocks(const struct docx_trace *trace, const struct document *document) {
    struct place *places = mem_alloc_zero(document->count + 1, sizeof *places);
    bool *late = mem_alloc_zero(trace->ended_count + 1, sizeof *late);
    for (size_t i = 0; i < trace->ended_count; i++)
        if (trace->ended[i].number <= trace->ended_count)
            late[trace->ended[i].number] = trace->ended[i].late;
    for (size_t i = 0; i < document->count; i++) {
        size_t line = document->blocks[i].source_line;
        places[i] =
            (struct place){(uint32_t)line, line <= trace->ended_count ? late[line] : false, i};
    }
    qsort(places, document->count, sizeof *places, order_places);
    mem_free(late);
    return places;
}

struct settling {
    struct docx_trace *trace;
    const struct place *marks;
    const size_t *starts; /* of each block in the ink */
};

/* The characters of the file's text that are compared at once: some blocks'. */
struct piece {
    size_t *ink; /* which of all */
    size_t count, cap;
};

/* Each by itself: without the blanks between them words would be long, and go as a whole. */
static void add_character(struct str *out, char32_t c) {
    str_add_char(out, c);
    str_add_byte(out, ' ');
}

/* Between what both begin and end with. */
static void compare(struct settling *settling, const size_t *ink, size_t ink_count,
                    const struct place *marks, size_t mark_count) {
    struct docx_trace *trace = settling->trace;
    struct str came = STR_INIT, became = STR_INIT;
    struct diff_text diff;
    for (size_t i = 0; i < mark_count; i++)
        add_character(&came, trace->marks[marks[i].at].c);
    for (size_t i = 0; i < ink_count; i++)
        add_character(&became, trace->ink[ink[i]]);

    diff_texts(&diff, str_span(&came), str_span(&became));
    for (size_t i = 0; i < diff.count; i++) {
        size_t points = utf8_count_ink(diff.runs[i].text);
        bool kept = diff.runs[i].kind == DIFF_KEPT;
        for (size_t k = 0; kept && k < points; k++)
            trace->spots[ink[k]] = trace->marks[marks[k].at].spot;
        ink += diff.runs[i].kind != DIFF_REMOVED ? points : 0;
        marks += diff.runs[i].kind != DIFF_ADDED ? points : 0;
    }
    diff_text_release(&diff);
    str_release(&became);
    str_release(&came);
}

/* A label stands before what was typed: what both end with comes first. */
static void match(struct settling *settling, const size_t *ink, size_t ink_count,
                  const struct place *marks, size_t mark_count) {
    struct docx_trace *trace = settling->trace;
    while (ink_count > 0 && mark_count > 0 &&
           trace->ink[ink[ink_count - 1]] == trace->marks[marks[mark_count - 1].at].c) {
        ink_count--;
        mark_count--;
        trace->spots[ink[ink_count]] = trace->marks[marks[mark_count].at].spot;
    }
    while (ink_count > 0 && mark_count > 0 && trace->ink[*ink] == trace->marks[marks->at].c) {
        trace->spots[*ink] = trace->marks[marks->at].spot;
        ink++, ink_count--;
        marks++, mark_count--;
    }
    if (ink_count > 0 && mark_count > 0)
        compare(settling, ink, ink_count, marks, mark_count);
}

static void add_block(const struct settling *settling, struct piece *piece, size_t block) {
    for (size_t i = settling->starts[block]; i < settling->starts[block + 1]; i++) {
        MEM_PUSH_ROOM(piece->ink, piece->count, piece->cap);
        piece->ink[piece->count++] = i;
    }
}

static bool is_before(const struct place *mark, const struct place *block) {
    return mark->late != block->late ? block->late : mark->number <= block->number;
}

/* Each text takes the marks of the paragraphs since the one before it: a row has several. */
static void match_all(struct settling *settling, const struct place *blocks, size_t count) {
    struct piece piece = {0};
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        const struct place *block = &blocks[i];
        add_block(settling, &piece, block->at);
        if (i + 1 < count && block[1].number == block->number && block[1].late == block->late)
            continue;
        size_t to = from;
        while (to < settling->trace->mark_count && is_before(&settling->marks[to], block))
            to++;
        match(settling, piece.ink, piece.count, settling->marks + from, to - from);
        from = to;
        piece.count = 0;
    }
    mem_free(piece.ink);
}

static size_t gather_ink(struct docx_trace *trace, const struct document *document,
                         size_t *starts) {
    size_t count = 0;
    for (size_t i = 0; i < document->count; i++)
        count += utf8_count_ink(span_of(document->blocks[i].text));
    trace->ink = mem_alloc_zero(count + 1, sizeof *trace->ink);
    trace->spots = mem_alloc_zero(count + 1, sizeof *trace->spots);
    for (size_t i = 0; i < document->count; i++) {
        starts[i] = trace->count;
        for (struct span rest = span_of(document->blocks[i].text); rest.n > 0;) {
            char32_t c = utf8_take(&rest);
            if (!utf8_is_space(c))
                trace->ink[trace->count++] = c;
        }
    }
    return count;
}

void docx_trace_settle(struct docx_trace *trace, const struct document *document) {
    size_t *starts = mem_alloc_zero(document->count + 1, sizeof *starts);
    struct place *marks = place_marks(trace), *blocks = place_blocks(trace, document);
    starts[document->count] = gather_ink(trace, document, starts);
    struct settling settling = {trace, marks, starts};
    match_all(&settling, blocks, document->count);
    mem_free(blocks);
    mem_free(marks);
    mem_free(starts);
}
