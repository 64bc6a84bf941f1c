#include "model/remark/spot.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"

#include <stdlib.h>

/* So many points that agree, of the words and around them, are no chance; and so many of words
 * that are looked for in the whole report. Alike: pairs of characters that a paragraph shares. */
enum { POINTS_ENOUGH = 6, POINTS_ELSEWHERE = 8, PAIRS_ALIKE = 3, PAIRS_ELSEWHERE = 8 };
enum { POINTS_OF_EDGE = 3 }; /* what the beginning or the end of a text counts */
/* Of many words the first and the last will do: what stands between may be mended. */
enum { POINTS_MANY = 20, POINTS_OF_ENDS = 8 };

/* --- texts --- */

void remark_add_part_text(struct str *out, const struct report *report, int64_t section,
                          enum remark_part part) {
    const struct section *at = report_find_in_tree(report, section);
    if (part == REMARK_OF_TITLE)
        str_add_text(out, report->title);
    else if (part == REMARK_OF_SIGN_OFF)
        str_add_text(out, report->sign_off);
    else if (at != NULL && part == REMARK_OF_HEADING)
        str_add_text(out, at->heading != NULL ? at->heading : "");
    else if (at != NULL)
        body_add_text(out, &at->body);
}

void remark_set_words(struct remark *remark, struct span text, size_t offset, size_t length) {
    size_t from = utf8_offset(text, offset);
    size_t to = from + utf8_offset(span_sub(text, from, text.n), length);
    size_t first = offset > REMARK_AROUND ? utf8_offset(text, offset - REMARK_AROUND) : 0;
    struct span behind = span_sub(text, to, text.n);
    remark->offset = offset;
    remark->target.quote = span_sub(text, from, to);
    remark->before = span_sub(text, first, from);
    remark->after = span_sub(behind, 0, utf8_offset(behind, REMARK_AROUND));
}

/* --- how alike --- */

static bool goes_on(char byte) { /* a byte within a character */
    return ((unsigned char)byte & 0xC0U) == 0x80U;
}

/* Points that `text` ends with as `wanted` does. */
static size_t count_same_end(struct span text, struct span wanted) {
    size_t points = 0;
    for (size_t i = 1; i <= text.n && i <= wanted.n; i++) {
        if (text.p[text.n - i] != wanted.p[wanted.n - i])
            break;
        points += !goes_on(wanted.p[wanted.n - i]);
    }
    return points;
}

static size_t count_same_start(struct span text, struct span wanted) {
    size_t points = 0, i = 0;
    while (i < text.n && i < wanted.n && text.p[i] == wanted.p[i])
        points += !goes_on(wanted.p[i++]);
    return i < wanted.n && points > 0 && goes_on(wanted.p[i]) ? points - 1 : points;
}

/* Pairs of neighbours in `words` that stand in the text too. */
static size_t count_pairs(struct span text, struct span words) {
    size_t pairs = 0;
    for (struct span rest = words; rest.n > 0;) {
        struct span pair = rest;
        (void)utf8_take(&rest);
        pair.n = utf8_offset(pair, 2);
        pairs += utf8_count(pair) == 2 && span_find(text, pair) != SIZE_MAX;
    }
    return pairs;
}

/* --- within one text --- */

/* Of what stood around the words, what was in their own paragraph. */
static struct span own_end(struct span before) {
    size_t from = before.n;
    while (from > 0 && before.p[from - 1] != '\n')
        from--;
    return span_sub(before, from, before.n);
}

static struct span own_start(struct span after) {
    return span_sub(after, 0, span_find(after, SPAN("\n")));
}

struct hit {
    bool found;
    size_t at;     /* byte */
    size_t around; /* points before and behind that agree */
    size_t far;    /* bytes from where it stood */
};

/* Around words that are there: neighbours that agree, else pairs in their paragraph. */
static size_t count_around(struct span text, size_t at, const struct remark *remark) {
    struct span before = span_sub(text, 0, at);
    struct span behind = span_sub(text, at + remark->target.quote.n, text.n);
    size_t near = count_same_end(before, remark->before) + count_same_start(behind, remark->after);
    if (remark->before.n == 0 && before.n == 0) /* the text begins there, as it did */
        near += POINTS_OF_EDGE;
    if (remark->after.n == 0 && behind.n == 0)
        near += POINTS_OF_EDGE;
    if (remark->target.quote.n == 0 || near >= POINTS_ENOUGH)
        return near;
    size_t pairs = count_pairs(own_end(before), own_end(remark->before)) +
                   count_pairs(own_start(behind), own_start(remark->after));
    return pairs / 2 > near ? pairs / 2 : near;
}

static void weigh(struct hit *best, struct span text, size_t at, size_t near,
                  const struct remark *remark) {
    struct hit hit = {.found = true,
                      .at = at,
                      .around = count_around(text, at, remark),
                      .far = at > near ? at - near : near - at};
    if (!best->found || hit.around > best->around ||
        (hit.around == best->around && hit.far < best->far))
        *best = hit;
}

/* Each place where the words stand; of no words each place at all. */
static struct hit find_words(struct span text, const struct remark *remark) {
    struct span quote = remark->target.quote;
    struct hit best = {0};
    size_t near = utf8_offset(text, remark->offset);
    for (size_t at = 0; at <= text.n; at++) {
        if (quote.n > 0) {
            size_t next = span_find(span_sub(text, at, text.n), quote);
            if (next == SIZE_MAX)
                break;
            at += next;
        }
        if (at == text.n || !goes_on(text.p[at]))
            weigh(&best, text, at, near, remark);
    }
    return best;
}

static bool is_enough(const struct hit *hit, const struct remark *remark, size_t wanted) {
    size_t words = utf8_count(remark->target.quote);
    size_t all = words + utf8_count(remark->before) + utf8_count(remark->after);
    return hit->found && words + hit->around >= (all < wanted ? all : wanted);
}

/* The line that shares most pairs with what was there; *pairs: how many. Else where it stood. */
static struct span find_line(struct span text, const struct remark *remark, size_t *pairs) {
    const struct span words[] = {own_end(remark->before), remark->target.quote,
                                 own_start(remark->after)};
    size_t near = utf8_offset(text, remark->offset);
    struct span rest = text, line, best = text;
    *pairs = 0;
    for (bool first = true; span_take_line(&rest, &line); first = false) {
        size_t same = 0;
        for (size_t i = 0; i < ARRAY_LEN(words); i++)
            same += count_pairs(line, words[i]);
        bool here = first || (size_t)(line.p - text.p) <= near;
        if (same > *pairs || (*pairs < PAIRS_ALIKE && same < PAIRS_ALIKE && here)) {
            best = line;
            *pairs = same > *pairs ? same : *pairs;
        }
    }
    return best;
}

/* --- in the report --- */

static void set_spot(struct remark_spot *spot, int64_t section, struct span text,
                     struct span words) {
    size_t at = (size_t)(words.p - text.p);
    spot->section = section;
    spot->offset = utf8_count(span_sub(text, 0, at));
    spot->length = utf8_count(words);
}

/* From the first of many words to the last, with a few others between. */
static bool find_ends(struct remark_spot *spot, struct span text, const struct remark *remark) {
    struct span quote = remark->target.quote;
    size_t points = utf8_count(quote);
    struct remark ends = *remark;
    if (remark->kind == REMARK_IS_PROPOSAL || points < POINTS_MANY)
        return false;
    size_t head = utf8_offset(quote, POINTS_OF_ENDS);
    struct span tail = span_sub(quote, utf8_offset(quote, points - POINTS_OF_ENDS), quote.n);
    ends.target.quote = span_sub(quote, 0, head);
    ends.after = span_sub(quote, head, quote.n);
    struct hit hit = find_words(text, &ends);
    if (!hit.found)
        return false;
    struct span rest = span_sub(text, hit.at + head, hit.at + 2 * quote.n);
    size_t end = span_find(rest, tail);
    if (end == SIZE_MAX)
        return false;
    spot->placed = true;
    set_spot(spot, spot->section, text, span_sub(text, hit.at, hit.at + head + end + tail.n));
    return true;
}

/* Its own section, or title, or sign-off; false: it is not there. */
static bool find_in_own(struct remark_spot *spot, struct span text, const struct remark *remark) {
    struct hit hit = find_words(text, remark);
    if (!is_enough(&hit, remark, POINTS_ENOUGH))
        return find_ends(spot, text, remark);
    spot->placed = true;
    set_spot(spot, spot->section, text, span_sub(text, hit.at, hit.at + remark->target.quote.n));
    return true;
}

/* Words that were moved into another section stand there. */
static bool find_elsewhere(struct remark_spot *spot, const struct report *report,
                           const struct remark *remark) {
    size_t best = 0;
    if (remark->part != REMARK_OF_BODY || utf8_count(remark->target.quote) < POINTS_ELSEWHERE)
        return false;
    for (const struct section *at = report->front; at != NULL;
         at = report_next_section(report, at == report->front ? NULL : at)) {
        struct str text = STR_INIT;
        body_add_text(&text, &at->body);
        struct hit hit = find_words(str_span(&text), remark);
        if (hit.found && hit.around + 1 > best) {
            best = hit.around + 1;
            spot->placed = true;
            set_spot(spot, at->id, str_span(&text),
                     span_sub(str_span(&text), hit.at, hit.at + remark->target.quote.n));
        }
        str_release(&text);
    }
    return spot->placed;
}

/* Of a section that is gone: the one most like it, else the one that was made last before it. */
static void find_other_section(struct remark_spot *spot, const struct report *report,
                               const struct remark *remark) {
    size_t best = 0;
    spot->section = report->front->id;
    spot->part = REMARK_OF_BODY;
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at)) {
        struct str text = STR_INIT;
        size_t pairs = 0;
        body_add_text(&text, &at->body);
        struct span line = find_line(str_span(&text), remark, &pairs);
        bool alike = pairs >= PAIRS_ELSEWHERE && pairs > best;
        if (alike || (best == 0 && at->id < remark->target.section && at->id > spot->section))
            set_spot(spot, at->id, str_span(&text), line);
        best = alike ? pairs : best;
        str_release(&text);
    }
}

static void find_in_text(struct remark_spot *spot, const struct report *report,
                         const struct remark *remark) {
    bool framed = remark->part == REMARK_OF_TITLE || remark->part == REMARK_OF_SIGN_OFF;
    bool there = framed || report_find_in_tree(report, remark->target.section) != NULL;
    struct str text = STR_INIT;
    size_t pairs = 0;
    spot->section = framed ? -1 : remark->target.section;
    spot->part = remark->part;
    remark_add_part_text(&text, report, spot->section, remark->part);
    bool all = remark->target.quote.n == 0 && remark->kind == REMARK_IS_REMARK;
    spot->placed = (there && all) || (there && find_in_own(spot, str_span(&text), remark)) ||
                   (!framed && find_elsewhere(spot, report, remark));
    if (!spot->placed && there)
        set_spot(spot, spot->section, str_span(&text), find_line(str_span(&text), remark, &pairs));
    else if (!spot->placed)
        find_other_section(spot, report, remark);
    str_release(&text);
}

static void find_spot(struct remark_spot *spot, const struct report *report,
                      const struct remark *remark) {
    const struct target *target = &remark->target;
    *spot = (struct remark_spot){.section = -1, .part = remark->part};
    if (target->kind == TARGET_SECTION || remark->part == REMARK_OF_TITLE ||
        remark->part == REMARK_OF_SIGN_OFF)
        find_in_text(spot, report, remark);
    else if (target->kind == TARGET_FIGURE)
        spot->placed = figure_find(report->template, target->name) != NULL;
    else if (target->kind == TARGET_INDICATOR)
        spot->placed = report->template != NULL &&
                       template_find(report->template, TEMPLATE_INDICATOR, target->name) != NULL;
    else
        spot->placed = true;
}

/* Of a proposal that was taken its own words stand there. */
void remark_find_spot(struct remark_spot *spot, const struct report *report,
                      const struct remark *remark) {
    struct remark now = *remark;
    if (remark->state == REMARK_TAKEN)
        now.target.quote = remark->proposed;
    find_spot(spot, report, &now);
}

/* --- all of them --- */

void remarks_list(struct remarks *out, const struct report *report) {
    size_t last = report_last_remark(report);
    *out = (struct remarks){0};
    for (size_t number = 1; number <= last; number++) {
        struct remark remark;
        if (!report_remark(report, number, &remark))
            continue;
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        struct remark_item *item = &out->items[out->count++];
        item->remark = remark;
        remark_find_spot(&item->spot, report, &item->remark);
    }
}

void remarks_release(struct remarks *remarks) {
    for (size_t i = 0; i < remarks->count; i++)
        remark_release(&remarks->items[i].remark);
    mem_free(remarks->items);
    *remarks = (struct remarks){0};
}

/* Where in the text a spot is: the title first, then front, sections, sign-off, and the rest. */
struct ordered {
    struct remark_item item;
    size_t section;
};

static size_t order_of(const struct report *report, const struct remark_spot *spot) {
    size_t order = 1;
    if (spot->section < 0)
        return spot->part == REMARK_OF_TITLE      ? 0
               : spot->part == REMARK_OF_SIGN_OFF ? SIZE_MAX - 1
                                                  : SIZE_MAX;
    for (const struct section *at =
             spot->section == report->front->id ? NULL : report_next_section(report, NULL);
         at != NULL; at = report_next_section(report, at)) {
        order++;
        if (at->id == spot->section)
            break;
    }
    return order;
}

static int compare(const void *left, const void *right) {
    const struct ordered *a = left, *b = right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    bool heads[] = {a->item.spot.part == REMARK_OF_HEADING, b->item.spot.part == REMARK_OF_HEADING};
    if (heads[0] != heads[1])
        return heads[0] ? -1 : 1;
    if (a->item.spot.offset != b->item.spot.offset)
        return a->item.spot.offset < b->item.spot.offset ? -1 : 1;
    return a->item.remark.number < b->item.remark.number ? -1 : 1;
}

void remarks_sort(struct remarks *remarks, const struct report *report) {
    struct ordered *ordered = mem_alloc_zero(remarks->count + 1, sizeof *ordered);
    for (size_t i = 0; i < remarks->count; i++)
        ordered[i] = (struct ordered){.item = remarks->items[i],
                                      .section = order_of(report, &remarks->items[i].spot)};
    qsort(ordered, remarks->count, sizeof *ordered, compare);
    for (size_t i = 0; i < remarks->count; i++)
        remarks->items[i] = ordered[i].item;
    mem_free(ordered);
}
