#include "model/printed_place.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/document.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/section.h"

/* A printed line: of a title, a heading, a body, a table. */
struct printed_line {
    enum block_kind kind;
    int64_t section;       /* -1: none */
    size_t line;           /* of the body; SIZE_MAX: none, as a heading */
    size_t from, text, to; /* ink: before its label or heading, before its own text, behind it */
};

struct printed_places {
    const struct report *report;
    struct figures *figures; /* NULL: not asked for yet */
    struct printed_line *lines;
    size_t count, cap;
    size_t *firsts; /* by a section's id: the first of its lines, which stand together, from 1 */
    char32_t *ink;
    size_t ink_count, ink_cap;
};

/* --- what prints --- */

static void add_ink(struct printed_places *places, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (utf8_is_space(c))
            continue;
        MEM_PUSH_ROOM(places->ink, places->ink_count, places->ink_cap);
        places->ink[places->ink_count++] = c;
    }
}

static struct printed_line *begin_line(struct printed_places *places, const struct block *block) {
    MEM_PUSH_ROOM(places->lines, places->count, places->cap);
    struct printed_line *line = &places->lines[places->count++];
    *line = (struct printed_line){.kind = block->kind,
                                  .section = block->section,
                                  .line = block->line,
                                  .from = places->ink_count,
                                  .text = places->ink_count};
    return line;
}

static void add_line(struct printed_places *places, const struct block *block) {
    struct str prefix = STR_INIT;
    struct printed_line *line = begin_line(places, block);
    block_add_prefix(&prefix, block);
    add_ink(places, str_span(&prefix));
    line->text = places->ink_count;
    add_ink(places, span_of(block->text));
    line->to = places->ink_count;
    str_release(&prefix);
}

/* Appends a body line as it prints. */
static void expand(struct printed_places *places, struct str *out, struct span text) {
    if (span_find(text, SPAN("$")) == SIZE_MAX) {
        str_add(out, text);
        return;
    }
    if (places->figures == NULL)
        places->figures = figures_new(places->report);
    figures_add_line(places->figures, out, text);
}

static bool line_prints(struct printed_places *places, struct span text) {
    struct str shown = STR_INIT;
    expand(places, &shown, text);
    bool prints = utf8_has_ink(str_span(&shown));
    str_release(&shown);
    return prints;
}

/* The rows of a body's table are its lines from the block's on, but for those without ink and for
 * sums that are added behind them. */
static void add_rows(struct printed_places *places, const struct block *block) {
    const struct section *section =
        block->section >= 0 ? report_find_id(places->report, block->section) : NULL;
    size_t at = section != NULL && block->line != SIZE_MAX ? block->line : SIZE_MAX;
    struct span rest = span_of(block->text), row;
    while (span_take_line(&rest, &row)) {
        while (at != SIZE_MAX && at < section->body.count &&
               !line_prints(places, str_span(&section->body.lines[at].text)))
            at++;
        struct printed_line *line = begin_line(places, block);
        bool own =
            at != SIZE_MAX && at < section->body.count && section->body.lines[at].tag == LINE_ROW;
        line->line = own ? at++ : SIZE_MAX;
        add_ink(places, row);
        line->to = places->ink_count;
    }
}

static void find_firsts(struct printed_places *places) {
    places->firsts = mem_alloc_zero((size_t)places->report->next_id + 1, sizeof *places->firsts);
    for (size_t i = places->count; i-- > 0;)
        if (places->lines[i].section >= 0)
            places->firsts[places->lines[i].section] = i + 1;
}

struct printed_places *printed_places_new(const struct report *report) {
    struct printed_places *places = MEM_NEW(struct printed_places);
    struct document document;
    *places = (struct printed_places){.report = report};
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count; i++)
        if (document.blocks[i].kind == BLOCK_TABLE)
            add_rows(places, &document.blocks[i]);
        else
            add_line(places, &document.blocks[i]);
    document_release(&document);
    find_firsts(places);
    return places;
}

void printed_places_free(struct printed_places *places) {
    if (places == NULL)
        return;
    figures_free(places->figures);
    mem_free(places->lines);
    mem_free(places->firsts);
    mem_free(places->ink);
    mem_free(places);
}

const char32_t *printed_places_ink(const struct printed_places *places, size_t *count) {
    *count = places->ink_count;
    return places->ink;
}

/* --- where a place of the report is --- */

/* SIZE_MAX: the section prints nothing. */
static size_t first_line(const struct printed_places *places, int64_t section) {
    return places->firsts[section] - 1;
}

static bool is_of(const struct printed_places *places, size_t at, int64_t section) {
    return at < places->count && places->lines[at].section == section;
}

/* Bytes of a body line; a figure's token is one piece and ends where it ends, or begins. */
static size_t byte_of(const struct report *report, struct span text, size_t column, bool ends) {
    struct figure_token token;
    size_t byte = utf8_offset(text, column);
    for (size_t at = 0; figure_token_find(report->template, text, &at, &token) && at < byte;
         at += token.bytes)
        if (byte < at + token.bytes)
            return ends ? at + token.bytes : at;
    return byte;
}

static size_t ink_before(struct printed_places *places, struct span text, size_t column,
                         bool ends) {
    struct str shown = STR_INIT;
    expand(places, &shown, span_sub(text, 0, byte_of(places->report, text, column, ends)));
    size_t ink = utf8_count_ink(str_span(&shown));
    str_release(&shown);
    return ink;
}

/* A point of a body; where its line prints nothing, the next line's start, or the end of all. */
static size_t ink_of(struct printed_places *places, const struct section *section, size_t first,
                     struct body_place place, bool ends) {
    size_t end = places->lines[first].to;
    for (size_t i = first; is_of(places, i, section->id); i++) {
        const struct printed_line *line = &places->lines[i];
        if (line->line == SIZE_MAX || line->line < place.line) {
            end = line->to;
            continue;
        }
        if (line->line > place.line)
            return ends ? end : line->text;
        struct span text = str_span(&section->body.lines[place.line].text);
        size_t ink = line->text + ink_before(places, text, place.column, ends);
        return ink < line->to ? ink : line->to;
    }
    return end;
}

static struct printed_range range_of_words(struct printed_places *places,
                                           const struct section *section, size_t first,
                                           const struct finding *finding) {
    struct body_place last = body_place_of(&section->body, finding->offset + finding->length - 1);
    last.column++;
    size_t from =
        ink_of(places, section, first, body_place_of(&section->body, finding->offset), false);
    size_t to = ink_of(places, section, first, last, true);
    return (struct printed_range){from, to, true};
}

/* Its heading; without one its first line. */
static struct printed_range range_of_head(const struct printed_places *places, size_t first,
                                          bool exact) {
    const struct printed_line *line = &places->lines[first];
    bool runs_in = line->kind == BLOCK_PARAGRAPH && line->text > line->from;
    return (struct printed_range){line->from, runs_in ? line->text : line->to, exact};
}

static struct printed_range range_of_frame(const struct printed_places *places,
                                           enum block_kind kind) {
    struct printed_range range = {0, 0, false};
    for (size_t i = 0; i < places->count; i++) {
        if (places->lines[i].kind != kind || places->lines[i].section >= 0)
            continue;
        if (!range.exact)
            range.from = places->lines[i].from;
        range.to = places->lines[i].to;
        range.exact = true;
    }
    return range;
}

/* Of what does not print, what stands above it. */
static struct printed_range range_above(const struct printed_places *places,
                                        const struct section *section) {
    const struct report *report = places->report;
    size_t best = first_line(places, report->front->id);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        size_t first = first_line(places, at->id);
        best = first != SIZE_MAX ? first : best;
        if (at == section)
            break;
    }
    return best != SIZE_MAX ? range_of_head(places, best, false)
                            : range_of_frame(places, BLOCK_TITLE);
}

/* Nothing is no place for a comment: the character behind it, or before it. */
static struct printed_range widen(const struct printed_places *places, struct printed_range range) {
    if (range.to <= range.from)
        range.to = range.from + 1;
    if (range.to > places->ink_count)
        range.to = places->ink_count;
    if (range.from >= range.to)
        range.from = range.to > 0 ? range.to - 1 : 0;
    return range;
}

struct printed_range printed_places_of(struct printed_places *places,
                                       const struct finding *finding) {
    const struct section *section =
        finding->section >= 0 ? report_find_id(places->report, finding->section) : NULL;
    if (section == NULL) {
        bool signed_off = finding->path != NULL && span_is(span_of(finding->path), "signoff");
        struct printed_range range =
            range_of_frame(places, signed_off ? BLOCK_SIGN_OFF : BLOCK_TITLE);
        return widen(places, range);
    }
    size_t first = first_line(places, section->id);
    if (first == SIZE_MAX)
        return widen(places, range_above(places, section));
    if (finding->length == 0)
        return widen(places, range_of_head(places, first, true));
    return widen(places, range_of_words(places, section, first, finding));
}
