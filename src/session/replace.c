#include "session/replace.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "session/private.h"

/* The next token of a line at or behind *at, which moves behind it; "" at the end. */
static struct span take_token(const struct template *template, struct span line, size_t *at) {
    struct figure_token token;
    if (!figure_token_find(template, line, at, &token))
        return SPAN("");
    struct span text = span_sub(line, *at, *at + token.bytes);
    *at += token.bytes;
    return text;
}

static size_t count_escapes(struct span text) {
    size_t count = 0;
    for (size_t at; (at = span_find(text, SPAN("$${"))) != SIZE_MAX; count++)
        text = span_sub(text, at + 3, text.n);
    return count;
}

/* Whether a line has the tokens it had, apart from those that were replaced themselves. */
static bool keeps_tokens(const struct report *report, struct span old_line, struct span new_line,
                         size_t gone_from, size_t gone_to) {
    size_t at_old = 0, at_new = 0;
    for (;;) {
        struct span was = take_token(report->template, old_line, &at_old);
        if (was.n > 0 && at_old > gone_from && at_old <= gone_to)
            continue;
        struct span is = take_token(report->template, new_line, &at_new);
        if (!span_equal(was, is))
            return false;
        if (was.n == 0)
            return true;
    }
}

/* One place of a body; `body` is a copy that has taken what stands behind the place already. */
static enum rc replace_in_body(struct change_set *set, const struct report *report,
                               struct body *body, const struct find_place *place, struct span by,
                               struct err *err) {
    struct body_place start = body_place_of(body, place->offset);
    struct str old_line = STR_INIT;
    str_add(&old_line, str_span(&body->lines[start.line].text));
    size_t from = utf8_offset(str_span(&old_line), start.column);
    size_t to = utf8_offset(str_span(&old_line), start.column + place->length);
    size_t escapes = count_escapes(str_span(&old_line)) -
                     count_escapes(span_sub(str_span(&old_line), from, to)) + count_escapes(by);
    struct splice *splice = change_add_splice(set, place->section);
    body_make_splice(splice, body, place->offset, place->length, by, LINE_PARAGRAPH);
    enum rc rc = body_apply(body, splice, err);
    struct span line = str_span(&body->lines[start.line].text);
    if (rc == RC_OK && (!keeps_tokens(report, str_span(&old_line), line, from, to) ||
                        count_escapes(line) != escapes))
        rc = err_set(err, RC_REFUSED,
                     _("没有替换：新文字会和旁边的“$”“{”连成数据项的记号，请换一种写法"));
    str_release(&old_line);
    return rc;
}

static enum rc replace_in_heading(struct change_set *set, const struct report *report,
                                  const struct section *section, const struct find_place *places,
                                  size_t count, const bool *chosen, struct span by,
                                  struct err *err) {
    struct str heading = STR_INIT;
    struct span old = span_of(section->heading);
    size_t done = 0; /* points */
    for (size_t i = 0; i < count; i++) {
        if (chosen != NULL && !chosen[i])
            continue;
        str_add(&heading,
                span_sub(old, utf8_offset(old, done), utf8_offset(old, places[i].offset)));
        str_add(&heading, by);
        done = places[i].offset + places[i].length;
    }
    str_add(&heading, span_sub(old, utf8_offset(old, done), old.n));
    enum rc rc = RC_OK;
    if (span_trim(str_span(&heading)).n == 0)
        rc = err_set(err, RC_REFUSED, _("没有替换：“%s”的标题会变成空的"), section->heading);
    else
        change_add_field(set, report, section->id, FIELD_HEADING, heading.s);
    str_release(&heading);
    return rc;
}

/* Places of one section's heading, or of its body from the last to the first. */
static enum rc replace_group(struct change_set *set, const struct report *report,
                             const struct find_place *places, size_t count, const bool *chosen,
                             struct span by, struct err *err) {
    const struct section *section = report_find_id(report, places[0].section);
    if (places[0].in_heading)
        return replace_in_heading(set, report, section, places, count, chosen, by, err);
    struct str escaped = STR_INIT;
    struct body body;
    enum rc rc = RC_OK;
    body_escape(&escaped, by);
    body_copy(&body, &section->body);
    for (size_t i = count; rc == RC_OK && i-- > 0;)
        if (chosen == NULL || chosen[i])
            rc = replace_in_body(set, report, &body, &places[i], str_span(&escaped), err);
    body_release(&body);
    str_release(&escaped);
    return rc;
}

static size_t count_chosen(const bool *chosen, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += chosen == NULL || chosen[i];
    return found;
}

static enum rc build(struct change_set *set, const struct report *report,
                     const struct find_places *places, const struct session_replace *how,
                     struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = 0, end; rc == RC_OK && i < places->count; i = end) {
        const struct find_place *first = &places->items[i];
        for (end = i + 1; end < places->count && places->items[end].section == first->section &&
                          places->items[end].in_heading == first->in_heading;)
            end++;
        const bool *chosen = how->chosen != NULL ? how->chosen + i : NULL;
        if (count_chosen(chosen, end - i) == 0)
            continue;
        rc = replace_group(set, report, first, end - i, chosen, how->by, err);
        if (rc == RC_OK)
            session_add_touched(set, report, report_find_id(report, first->section));
    }
    return rc;
}

enum rc session_replace(struct session *session, const struct session_replace *how,
                        size_t *replaced, struct err *err) {
    struct find_places places = {0};
    struct change_set set;
    enum rc rc = session_fold(session, -1, err);
    if (rc != RC_OK)
        return rc;
    find_all(&places, session->report, how->section, how->what);
    change_set_init(&set, ACT_REPLACE);
    if (places.count != how->count)
        rc = err_set(err, RC_CONFLICT, _("文字刚在别处改动过，没有替换；请看新的清单再替换"));
    if (rc == RC_OK)
        rc = build(&set, session->report, &places, how, err);
    if (rc == RC_OK && set.count > 0)
        rc = session_apply(session, &set, err);
    *replaced = rc == RC_OK ? count_chosen(how->chosen, places.count) : 0;
    change_set_release(&set);
    find_places_release(&places);
    return rc;
}
