#include "model/splice.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/body.h"
#include "model/body_line.h"

#include <string.h>

/* A point of a body as bytes of a line. */
struct mark {
    size_t line, byte;
};

void splice_init(struct splice *splice) {
    *splice = (struct splice){.removed = STR_INIT,
                              .inserted = STR_INIT,
                              .removed_attributes = STR_INIT,
                              .inserted_attributes = STR_INIT,
                              .first_before = STR_INIT,
                              .first_after = STR_INIT};
}

void splice_release(struct splice *splice) {
    str_release(&splice->removed);
    str_release(&splice->inserted);
    str_release(&splice->removed_attributes);
    str_release(&splice->inserted_attributes);
    str_release(&splice->first_before);
    str_release(&splice->first_after);
}

static void swap(struct str *a, struct str *b) {
    struct str kept = *a;
    *a = *b;
    *b = kept;
}

void splice_invert(struct splice *splice) {
    swap(&splice->removed, &splice->inserted);
    swap(&splice->removed_attributes, &splice->inserted_attributes);
    swap(&splice->first_before, &splice->first_after);
}

void splice_copy(struct splice *to, const struct splice *from) {
    splice_init(to);
    to->offset = from->offset;
    str_add(&to->removed, str_span(&from->removed));
    str_add(&to->inserted, str_span(&from->inserted));
    str_add(&to->removed_attributes, str_span(&from->removed_attributes));
    str_add(&to->inserted_attributes, str_span(&from->inserted_attributes));
    str_add(&to->first_before, str_span(&from->first_before));
    str_add(&to->first_after, str_span(&from->first_after));
}

size_t splice_moves(size_t offset, size_t at, size_t removed, size_t inserted) {
    if (offset <= at)
        return offset;
    return offset >= at + removed ? offset - removed + inserted : at + inserted;
}

static struct span line_text(const struct body *body, size_t line) {
    return str_span(&body->lines[line].text);
}

static struct mark mark_of(const struct body *body, struct body_place place) {
    return (struct mark){place.line, utf8_offset(line_text(body, place.line), place.column)};
}

/* The text between two marks, and the attribute of each line that begins there. */
static void add_between(struct str *text, struct str *attributes, const struct body *body,
                        struct mark from, struct mark to) {
    for (size_t i = from.line; i <= to.line; i++) {
        struct span line = line_text(body, i);
        if (i > from.line) {
            str_add_byte(text, '\n');
            line_add_attribute(attributes, &body->lines[i]);
        }
        str_add(text,
                span_sub(line, i == from.line ? from.byte : 0, i == to.line ? to.byte : line.n));
    }
}

void body_make_splice(struct splice *splice, const struct body *body, size_t offset, size_t removed,
                      struct span inserted, enum line_tag tag) {
    assert(offset <= body->points && removed <= body->points - offset);
    splice_init(splice);
    splice->offset = offset;
    add_between(&splice->removed, &splice->removed_attributes, body,
                mark_of(body, body_place_of(body, offset)),
                mark_of(body, body_place_of(body, offset + removed)));
    str_add(&splice->inserted, inserted);
    for (size_t i = 0; i < inserted.n; i++) {
        if (inserted.p[i] == '\n')
            attribute_add(&splice->inserted_attributes, tag, NULL);
    }
}

/* ---- the difference of two bodies ---- */

static bool is_inside_char(struct span text, size_t at) {
    return at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80;
}

/* Bytes that both begin with, cut at a whole character. */
static size_t common_start(struct span a, struct span b) {
    size_t n = 0, most = a.n < b.n ? a.n : b.n;
    while (n < most && a.p[n] == b.p[n])
        n++;
    while (n > 0 && (is_inside_char(a, n) || is_inside_char(b, n)))
        n--;
    return n;
}

static size_t common_end(struct span a, struct span b) {
    size_t n = 0, most = a.n < b.n ? a.n : b.n;
    while (n < most && a.p[a.n - n - 1] == b.p[b.n - n - 1])
        n++;
    while (n > 0 && is_inside_char(a, a.n - n))
        n--;
    return n;
}

static bool line_equal(const struct line *a, const struct line *b) {
    return line_equal_attribute(a, b) && span_equal(str_span(&a->text), str_span(&b->text));
}

/* Where the two bodies part. A line break is equal only with an equal line attribute behind it, so
 * the mark stands before the break of a line whose attribute differs (the first line apart). */
static struct mark find_start(const struct body *a, const struct body *b) {
    size_t i = 0, most = a->count < b->count ? a->count : b->count;
    while (i < most && line_equal(&a->lines[i], &b->lines[i]))
        i++;
    if (i > 0 && (i == most || !line_equal_attribute(&a->lines[i], &b->lines[i])))
        return (struct mark){i - 1, line_text(a, i - 1).n};
    return (struct mark){i, common_start(line_text(a, i), line_text(b, i))};
}

/* Moves both ends back over what is equal behind them, not before start. */
static void find_ends(const struct body *a, const struct body *b, struct mark start,
                      struct mark *end_a, struct mark *end_b) {
    size_t i = a->count - 1, j = b->count - 1;
    while (i > start.line && j > start.line && line_equal(&a->lines[i], &b->lines[j])) {
        i--;
        j--;
    }
    struct span text_a = line_text(a, i), text_b = line_text(b, j);
    size_t n = common_end(span_sub(text_a, i == start.line ? start.byte : 0, text_a.n),
                          span_sub(text_b, j == start.line ? start.byte : 0, text_b.n));
    *end_a = (struct mark){i, text_a.n - n};
    *end_b = (struct mark){j, text_b.n - n};
}

static struct span rest_of_line(const struct body *body, struct mark from, struct mark end) {
    struct span text = line_text(body, from.line);
    return span_sub(text, from.byte, from.line == end.line ? end.byte : text.n);
}

bool body_diff(struct splice *splice, const struct body *from, const struct body *to) {
    struct mark end_from, end_to;
    splice_init(splice);
    if (body_equal(from, to))
        return false;
    struct mark start = find_start(from, to);
    find_ends(from, to, start, &end_from, &end_to);
    /* Both parts begin with a line break: only the attribute behind it differs. */
    bool broken = line_equal_attribute(&from->lines[start.line], &to->lines[start.line]) &&
                  start.byte == line_text(from, start.line).n &&
                  start.byte == line_text(to, start.line).n && end_from.line > start.line &&
                  end_to.line > start.line;
    if (broken) {
        start = (struct mark){start.line + 1, 0};
        start.byte =
            common_start(rest_of_line(from, start, end_from), rest_of_line(to, start, end_to));
    }
    if (!line_equal_attribute(&from->lines[start.line], &to->lines[start.line])) {
        line_add_attribute(&splice->first_before, &from->lines[start.line]);
        line_add_attribute(&splice->first_after, &to->lines[start.line]);
    }
    add_between(&splice->removed, &splice->removed_attributes, from, start, end_from);
    add_between(&splice->inserted, &splice->inserted_attributes, to, start, end_to);
    if (splice->removed.len == 0 && splice->inserted.len == 0)
        start.byte = 0;
    splice->offset = body_line_start(from, start.line) +
                     utf8_count(span_sub(line_text(from, start.line), 0, start.byte));
    return true;
}

/* ---- applying ---- */

static size_t count_breaks(const struct str *text) {
    size_t breaks = 0;
    const char *at = text->s, *end = text->s + text->len;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        breaks++;
        at++;
    }
    return breaks;
}

static bool splice_is_sane(const struct splice *splice) {
    size_t before = splice->first_before.len > 0, after = splice->first_after.len > 0;
    return utf8_is_valid(str_span(&splice->removed), NULL) &&
           utf8_is_valid(str_span(&splice->inserted), NULL) &&
           attributes_are_sane(str_span(&splice->removed_attributes),
                               count_breaks(&splice->removed)) &&
           attributes_are_sane(str_span(&splice->inserted_attributes),
                               count_breaks(&splice->inserted)) &&
           before == after && attributes_are_sane(str_span(&splice->first_before), before) &&
           attributes_are_sane(str_span(&splice->first_after), after);
}

/* Whether the body holds what the splice removes; start and end enclose it. */
static bool find_removed(const struct body *body, const struct splice *splice, struct mark *start,
                         struct mark *end) {
    if (splice->offset > body->points)
        return false;
    *start = *end = mark_of(body, body_place_of(body, splice->offset));
    if (splice->first_before.len > 0 &&
        !line_has_attribute(&body->lines[start->line], str_span(&splice->first_before)))
        return false;
    struct span rest = str_span(&splice->removed), line, piece;
    struct span attributes = str_span(&splice->removed_attributes);
    while (span_take_line(&rest, &line)) {
        struct span text = line_text(body, end->line);
        if (!span_starts_with(span_sub(text, end->byte, text.n), line))
            return false;
        end->byte += line.n;
        if (rest.p == NULL)
            break;
        if (end->byte < text.n || end->line + 1 == body->count ||
            !attribute_take(&attributes, &piece) ||
            !line_has_attribute(&body->lines[end->line + 1], piece))
            return false;
        *end = (struct mark){end->line + 1, 0};
    }
    return true;
}

/* The places of new lines, from the last back: what stands behind them counts from the end. */
static void place_lines(struct body *body, size_t line, size_t added) {
    size_t next = line + added + 1;
    size_t place = next < body->count ? body->lines[next].place + 1 : 0;
    for (size_t i = next; --i > line;) {
        place += body->lines[i].points;
        body->lines[i].place = place++;
    }
}

/* Makes the `removed` lines behind `line` to `added` ones, not yet initialised. */
static void resize_gap(struct body *body, size_t line, size_t removed, size_t added) {
    size_t behind = body->count - line - 1 - removed;
    for (size_t i = 1; i <= removed; i++)
        line_release(&body->lines[line + i]);
    body->lines =
        mem_grow(body->lines, &body->cap, body->count - removed + added, sizeof *body->lines);
    memmove(&body->lines[line + 1 + added], &body->lines[line + 1 + removed],
            behind * sizeof *body->lines);
    body->count = body->count - removed + added;
}

/* Replaces what stands between the marks, of which not both lie in one line or text has breaks. */
static void replace_lines(struct body *body, struct mark start, struct mark end,
                          const struct splice *splice) {
    struct span rest = str_span(&splice->inserted), line, piece;
    struct span attributes = str_span(&splice->inserted_attributes);
    struct span behind = line_text(body, end.line);
    struct str tail = STR_INIT;
    str_add(&tail, span_sub(behind, end.byte, behind.n));

    size_t added = count_breaks(&splice->inserted);
    resize_gap(body, start.line, end.line - start.line, added);
    struct line *at = &body->lines[start.line];
    (void)span_take_line(&rest, &line);
    str_splice(&at->text, start.byte, at->text.len - start.byte, line);
    while (span_take_line(&rest, &line)) {
        at->points = utf8_count(str_span(&at->text));
        line_init(++at, line, LINE_PARAGRAPH, NULL);
        if (attribute_take(&attributes, &piece))
            line_set_attribute(at, piece);
    }
    str_add(&at->text, str_span(&tail));
    at->points = utf8_count(str_span(&at->text));
    str_release(&tail);
    place_lines(body, start.line, added);
}

enum rc body_apply(struct body *body, const struct splice *splice, struct err *err) {
    struct mark start, end;
    if (!splice_is_sane(splice))
        return err_set(err, RC_DAMAGED,
                       _("这一步改动的记录已损坏，没有执行。请用备份恢复数据库。"));
    if (!find_removed(body, splice, &start, &end))
        return err_set(
            err, RC_CONFLICT,
            _("这里的文字已被改动，与要改的原文不一致，没有执行。请重新打开这一节再改。"));
    size_t removed = utf8_count(str_span(&splice->removed));
    size_t inserted = utf8_count(str_span(&splice->inserted));
    struct line *first = &body->lines[start.line];
    body_set_pivot(body, start.line);
    if (start.line == end.line && splice->inserted_attributes.len == 0) {
        str_splice(&first->text, start.byte, end.byte - start.byte, str_span(&splice->inserted));
        first->points = first->points - removed + inserted;
    } else {
        replace_lines(body, start, end, splice);
    }
    if (splice->first_after.len > 0)
        line_set_attribute(&body->lines[start.line], str_span(&splice->first_after));
    body->points = body->points - removed + inserted;
    body->ink = body->ink - utf8_count_ink(str_span(&splice->removed)) +
                utf8_count_ink(str_span(&splice->inserted));
    body->fresh = false;
    return RC_OK;
}
