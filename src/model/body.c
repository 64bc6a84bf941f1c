#include "model/body.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/body_line.h"
#include "model/table_merge.h"

#include <string.h>

void body_init(struct body *body, enum line_tag tag) {
    *body = (struct body){.fresh = true};
    MEM_PUSH_ROOM(body->lines, body->count, body->cap);
    line_init(&body->lines[body->count++], SPAN(""), tag, NULL);
}

static void release_lines(struct body *body) {
    for (size_t i = 0; i < body->count; i++)
        line_release(&body->lines[i]);
    body->count = 0;
    body->points = body->ink = body->pivot = 0;
}

void body_release(struct body *body) {
    release_lines(body);
    mem_free(body->lines);
    *body = (struct body){0};
}

void body_copy(struct body *to, const struct body *from) {
    *to = (struct body){
        .points = from->points, .ink = from->ink, .pivot = from->pivot, .fresh = from->fresh};
    to->lines = mem_grow(NULL, &to->cap, from->count, sizeof *to->lines);
    for (size_t i = 0; i < from->count; i++) {
        const struct line *line = &from->lines[i];
        line_init(&to->lines[to->count], str_span(&line->text), line->tag, line_detail(line));
        to->lines[to->count++].place = line->place;
    }
}

bool body_equal(const struct body *a, const struct body *b) {
    if (a->count != b->count || a->points != b->points)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (!span_equal(str_span(&a->lines[i].text), str_span(&b->lines[i].text)) ||
            !line_equal_attribute(&a->lines[i], &b->lines[i]))
            return false;
    }
    return true;
}

bool body_is_empty(const struct body *body) {
    return body->points == 0;
}

bool body_has_text(const struct body *body) {
    for (size_t i = 0; i < body->count; i++) {
        struct span text = str_span(&body->lines[i].text);
        while (text.n > 0) {
            if (!utf8_is_space(utf8_take(&text)))
                return true;
        }
    }
    return false;
}

size_t body_ink(const struct body *body) {
    return body->ink;
}

void body_add_text(struct str *out, const struct body *body) {
    for (size_t i = 0; i < body->count; i++) {
        if (i > 0)
            str_add_byte(out, '\n');
        str_add(out, str_span(&body->lines[i].text));
    }
}

/* Adds a line without a look at `fresh`; false: its text is not valid. */
static bool push_line(struct body *body, struct span text, enum line_tag tag, const char *label) {
    struct utf8_measure measured;
    bool valid = utf8_measure(text, &measured);
    if (!valid)
        measured = (struct utf8_measure){utf8_count(text), utf8_count_ink(text)};
    MEM_PUSH_ROOM(body->lines, body->count, body->cap);
    struct line *line = &body->lines[body->count];
    line_init_measured(line, text, measured.points, tag, label);
    if (body->count > 0) {
        body_set_pivot(body, body->count - 1);
        line->place = ++body->points;
        body->pivot = body->count;
    }
    body->points += line->points;
    body->ink += measured.ink;
    body->count++;
    return valid;
}

void body_set_text(struct body *body, struct span text, enum line_tag tag) {
    struct span line;
    release_lines(body);
    body->fresh = false;
    if (text.p == NULL)
        text = SPAN("");
    while (span_take_line(&text, &line))
        (void)push_line(body, line, tag, NULL);
}

void body_add_line(struct body *body, struct span text, enum line_tag tag, const char *detail) {
    assert(text.n == 0 || memchr(text.p, '\n', text.n) == NULL);
    if (body->fresh)
        release_lines(body);
    body->fresh = false;
    (void)push_line(body, text, tag, detail);
}

void body_set_pivot(struct body *body, size_t line) {
    size_t low = line < body->pivot ? line : body->pivot;
    size_t high = line < body->pivot ? body->pivot : line;
    for (size_t i = low + 1; i <= high; i++)
        body->lines[i].place = body->points - body->lines[i].place;
    body->pivot = line;
}

size_t body_line_start(const struct body *body, size_t line) {
    size_t place = body->lines[line].place;
    return line <= body->pivot ? place : body->points - place;
}

struct body_place body_place_of(const struct body *body, size_t offset) {
    size_t low = 0, high = body->count; /* the last line that starts at the offset or before it */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (body_line_start(body, middle) <= offset)
            low = middle;
        else
            high = middle;
    }
    size_t column = offset - body_line_start(body, low), end = body->lines[low].points;
    return (struct body_place){low, column < end ? column : end};
}

size_t body_offset_of(const struct body *body, struct body_place place) {
    if (place.line >= body->count)
        return body->points;
    size_t end = body->lines[place.line].points;
    return body_line_start(body, place.line) + (place.column < end ? place.column : end);
}

void body_add_range(struct str *out, const struct body *body, size_t from, size_t to) {
    if (to <= from)
        return;
    struct body_place start = body_place_of(body, from), end = body_place_of(body, to);
    for (size_t i = start.line; i <= end.line; i++) {
        struct span text = str_span(&body->lines[i].text);
        size_t first = i == start.line ? utf8_offset(text, start.column) : 0;
        size_t last = i == end.line ? utf8_offset(text, end.column) : text.n;
        if (i > start.line)
            str_add_byte(out, '\n');
        str_add(out, span_sub(text, first, last));
    }
}

void body_escape(struct str *out, struct span text) {
    for (size_t at; (at = span_find(text, SPAN("${"))) != SIZE_MAX;) {
        str_add(out, span_sub(text, 0, at));
        str_add_text(out, "$${");
        text = span_sub(text, at + 2, text.n);
    }
    str_add(out, text);
}

void body_add_attributes(struct str *out, const struct body *body) {
    for (size_t i = 0; i < body->count; i++)
        line_add_attribute(out, &body->lines[i]);
}

static size_t count_breaks(struct span text) {
    size_t breaks = 0;
    for (size_t i = 0; i < text.n; i++)
        breaks += text.p[i] == '\n';
    return breaks;
}

enum rc body_from_attributes(struct body *body, struct span text, struct span attributes,
                             struct err *err) {
    struct body read = {0};
    struct span line, piece;
    bool sane = true;
    while (sane && span_take_line(&text, &line)) {
        sane = push_line(&read, line, LINE_PARAGRAPH, NULL) && attribute_take(&attributes, &piece);
        if (sane)
            line_set_attribute(&read.lines[read.count - 1], piece);
    }
    sane = sane && attributes.n == 0;
    body_release(sane ? body : &read);
    if (!sane)
        return err_set(err, RC_DAMAGED,
                       _("正文与其段落标记对不上，这一节的记录已损坏。请用备份恢复数据库。"));
    *body = read;
    return RC_OK;
}

bool body_is_sane(const struct body *body) {
    size_t start = 0, ink = 0;
    if (body->count == 0 || body->count > body->cap)
        return false;
    for (size_t i = 0; i < body->count; i++) {
        const struct line *line = &body->lines[i];
        struct span text = str_span(&line->text);
        if (text.p == NULL || text.p[text.n] != '\0' || count_breaks(text) > 0)
            return false;
        if (!utf8_is_valid(text, NULL) || utf8_count(text) != line->points)
            return false;
        if (!tag_is_known((char)line->tag) || (line->label != NULL && line->tag != LINE_ITEM))
            return false;
        if (line->merges != NULL &&
            (line->tag != LINE_ROW || !table_merges_are_sane(span_of(line->merges))))
            return false;
        if (body_line_start(body, i) != start)
            return false;
        start += line->points + 1;
        ink += utf8_count_ink(text);
    }
    return start - 1 == body->points && ink == body->ink && body->pivot < body->count;
}

enum { WIDEN_MOST = 24 /* points */ };

/* How many points of a word go on at that byte, to the left or to the right of it. */
static size_t count_going_on(struct span text, size_t byte, bool left) {
    struct span right = span_sub(text, byte, text.n), rest = right;
    size_t points = 0;
    if (byte == 0 || right.n == 0 || !char_is_of_word(utf8_take(&rest)) ||
        !char_is_of_word(utf8_before(text, byte)))
        return 0;
    if (!left)
        while (points < WIDEN_MOST && right.n > 0 && char_is_of_word(utf8_take(&right)))
            points++;
    while (left && points < WIDEN_MOST && byte > 0) {
        char32_t c = utf8_before(text, byte);
        char bytes[UTF8_MAX];
        if (!char_is_of_word(c))
            break;
        byte -= utf8_put(c, bytes);
        points++;
    }
    return points;
}

void body_widen(const struct body *body, size_t *from, size_t *to) {
    struct body_place first = body_place_of(body, *from), last = body_place_of(body, *to);
    struct span head = str_span(&body->lines[first.line].text);
    struct span tail = str_span(&body->lines[last.line].text);
    *from -= count_going_on(head, utf8_offset(head, first.column), true);
    *to += count_going_on(tail, utf8_offset(tail, last.column), false);
}
