#include "edit/find.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/figure/figure_text.h"

#include <string.h>

struct needle {
    char32_t *points; /* folded */
    size_t count;
};

/* What must be taken whole or not at all: a token, or the `$${` that prints "${". */
struct atoms {
    const struct template *template;
    struct span text;
    size_t start, end; /* bytes of the first that ends behind where was asked last */
};

static void needle_make(struct needle *needle, struct span what) {
    *needle = (struct needle){.points = mem_alloc_zero(what.n + 1, sizeof *needle->points)};
    while (what.n > 0)
        needle->points[needle->count++] = char_fold(utf8_take(&what));
}

static struct atoms atoms_of(const struct template *template, struct span text) {
    struct atoms atoms = {.template = template, .text = text, .start = SIZE_MAX, .end = 0};
    if (text.n == 0 || memchr(text.p, '$', text.n) == NULL)
        atoms.end = SIZE_MAX; /* there is none */
    return atoms;
}

static void next_atom(struct atoms *atoms) {
    struct figure_token token;
    size_t at = atoms->end,
           escape = span_find(span_sub(atoms->text, at, atoms->text.n), SPAN("$${"));
    escape = escape == SIZE_MAX ? SIZE_MAX : escape + at;
    bool found = figure_token_find(atoms->template, atoms->text, &at, &token);
    if (escape != SIZE_MAX && (!found || escape < at)) {
        atoms->start = escape;
        atoms->end = escape + 3;
    } else {
        atoms->start = found ? at : SIZE_MAX;
        atoms->end = found ? at + token.bytes : SIZE_MAX;
    }
}

/* Whether a place would hold a part of an atom; asked in ascending order. */
static bool cuts_atom(struct atoms *atoms, size_t from, size_t to) {
    while (atoms->end != SIZE_MAX && atoms->end <= from)
        next_atom(atoms);
    if (atoms->end == SIZE_MAX || atoms->start >= to)
        return false;
    struct atoms ahead = *atoms;
    while (ahead.start < to && ahead.end < to)
        next_atom(&ahead);
    return atoms->start < from || (ahead.start < to && ahead.end > to);
}

static bool joins_before(char32_t c) {
    return c == CHAR_ZWJ || char_is_extender(c);
}

/* Bytes of the text's start that equal the needle, between graphemes; 0: they do not. */
static size_t match_at(const struct needle *needle, struct span text, char32_t before) {
    struct span rest = text;
    for (size_t i = 0; i < needle->count; i++) {
        if (rest.n == 0)
            return 0;
        char32_t c = utf8_take(&rest);
        if (char_fold(c) != needle->points[i] ||
            (i == 0 && (before == CHAR_ZWJ || joins_before(c))))
            return 0;
    }
    struct span next = rest;
    bool whole = rest.n == 0 || !joins_before(utf8_take(&next));
    return whole ? text.n - rest.n : 0;
}

static void find_in_line(struct find_places *places, struct find_place at,
                         const struct template *template, struct span text,
                         const struct needle *needle) {
    struct atoms atoms = atoms_of(template, text);
    if (at.in_heading) /* what stands there is printed as it is */
        atoms.end = SIZE_MAX;
    struct span rest = text;
    char32_t before = 0;
    for (size_t point = 0; rest.n > 0; point++) {
        size_t from = text.n - rest.n;
        size_t bytes = match_at(needle, rest, before);
        if (bytes == 0 || cuts_atom(&atoms, from, from + bytes)) {
            before = utf8_take(&rest);
            continue;
        }
        MEM_PUSH_ROOM(places->items, places->count, places->cap);
        struct find_place *place = &places->items[places->count++];
        *place = at;
        place->offset += point;
        place->length = needle->count;
        point += needle->count - 1;
        before = utf8_before(rest, bytes);
        rest = span_sub(rest, bytes, rest.n);
    }
}

static void find_in_section(struct find_places *places, const struct report *report,
                            const struct section *section, const struct needle *needle) {
    struct find_place at = {.section = section->id, .in_heading = true};
    find_in_line(places, at, NULL, span_of(section->heading), needle);
    at.in_heading = false;
    for (size_t i = 0; i < section->body.count; i++) {
        at.offset = body_line_start(&section->body, i);
        find_in_line(places, at, report->template, str_span(&section->body.lines[i].text), needle);
    }
}

void find_all(struct find_places *places, const struct report *report, int64_t section,
              struct span what) {
    struct needle needle;
    places->count = 0;
    needle_make(&needle, what);
    const struct section *one = section == FIND_EVERYWHERE ? NULL : report_find_id(report, section);
    if (needle.count > 0 && one != NULL)
        find_in_section(places, report, one, &needle);
    if (needle.count > 0 && section == FIND_EVERYWHERE) {
        find_in_section(places, report, report->front, &needle);
        for (const struct section *at = report_next_section(report, NULL); at != NULL;
             at = report_next_section(report, at))
            find_in_section(places, report, at, &needle);
    }
    mem_free(needle.points);
}

void find_places_release(struct find_places *places) {
    mem_free(places->items);
    *places = (struct find_places){0};
}

/* Sections in the report's order count up from the front text. */
static size_t order_of(const struct report *report, int64_t section) {
    size_t order = 1;
    if (section == SECTION_FRONT_ID)
        return 0;
    for (const struct section *at = report_next_section(report, NULL);
         at != NULL && at->id != section; at = report_next_section(report, at))
        order++;
    return order;
}

size_t find_from(const struct find_places *places, const struct report *report, int64_t section,
                 size_t offset) {
    size_t here = order_of(report, section), low = 0, high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct find_place *place = &places->items[middle];
        bool before = place->section == section ? place->in_heading || place->offset < offset
                                                : order_of(report, place->section) < here;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
