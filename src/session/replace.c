#include "session/replace.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure_text.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/private.h"
#include "session/report.h"

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

/* The chosen places of one line or heading, in its old text (bytes), and the new text. */
struct swap {
    struct str text;
    struct range {
        size_t from, to;
    } * gone;
    size_t count;
};

static void swap_make(struct swap *swap, struct span old, size_t first_point,
                      const struct find_place *places, size_t count, const bool *chosen,
                      struct span by) {
    size_t at = 0, point = first_point, end = 0;
    *swap = (struct swap){.text = STR_INIT};
    swap->gone = mem_alloc_zero(count + 1, sizeof *swap->gone);
    for (size_t i = 0; i < count; i++) {
        if (chosen != NULL && !chosen[i])
            continue;
        at += utf8_offset(span_sub(old, at, old.n), places[i].offset - point);
        str_add(&swap->text, span_sub(old, end, at));
        str_add(&swap->text, by);
        end = at + utf8_offset(span_sub(old, at, old.n), places[i].length);
        swap->gone[swap->count++] = (struct range){at, end};
        at = end;
        point = places[i].offset + places[i].length;
    }
    str_add(&swap->text, span_sub(old, end, old.n));
}

static void swap_release(struct swap *swap) {
    str_release(&swap->text);
    mem_free(swap->gone);
}

/* Whether a line has the tokens it had, apart from those that were replaced themselves. */
static bool keeps_tokens(const struct report *report, struct span old, const struct swap *swap) {
    size_t at_old = 0, at_new = 0, gone = 0;
    for (;;) {
        struct span was = take_token(report->template, old, &at_old);
        while (gone < swap->count && swap->gone[gone].to < at_old)
            gone++;
        if (was.n > 0 && gone < swap->count && at_old > swap->gone[gone].from)
            continue;
        struct span is = take_token(report->template, str_span(&swap->text), &at_new);
        if (!span_equal(was, is))
            return false;
        if (was.n == 0)
            return true;
    }
}

static bool keeps_escapes(struct span old, const struct swap *swap, struct span by) {
    size_t escapes = count_escapes(old) + swap->count * count_escapes(by);
    for (size_t i = 0; i < swap->count; i++)
        escapes -= count_escapes(span_sub(old, swap->gone[i].from, swap->gone[i].to));
    return count_escapes(str_span(&swap->text)) == escapes;
}

/* The places of one line as one splice, from the first of them to the last: what each of them would
 * cost alone is the whole line. */
static enum rc replace_in_line(struct change_set *set, const struct report *report,
                               const struct section *section, const struct find_place *places,
                               size_t count, const bool *chosen, struct span by, struct err *err) {
    struct body_place start = body_place_of(&section->body, places[0].offset);
    struct span old = str_span(&section->body.lines[start.line].text);
    size_t line_start = places[0].offset - start.column;
    struct swap swap;
    enum rc rc = RC_OK;
    swap_make(&swap, old, line_start, places, count, chosen, by);
    if (swap.count > 0 && (!keeps_tokens(report, old, &swap) || !keeps_escapes(old, &swap, by)))
        rc = err_set(err, RC_REFUSED,
                     _("没有替换：新文字会和旁边的“$”“{”连成数据项的记号，请换一种写法"));
    if (rc == RC_OK && swap.count > 0) {
        size_t from = swap.gone[0].from, to = swap.gone[swap.count - 1].to;
        size_t skipped = utf8_count(span_sub(old, 0, from));
        struct span inserted = span_sub(str_span(&swap.text), from, swap.text.len - (old.n - to));
        body_make_splice(change_add_splice(set, section->id), &section->body, line_start + skipped,
                         utf8_count(span_sub(old, from, to)), inserted, LINE_PARAGRAPH);
    }
    swap_release(&swap);
    return rc;
}

static enum rc replace_in_heading(struct change_set *set, const struct report *report,
                                  const struct section *section, const struct find_place *places,
                                  size_t count, const bool *chosen, struct span by,
                                  struct err *err) {
    struct swap swap;
    enum rc rc = RC_OK;
    swap_make(&swap, span_of(section->heading), 0, places, count, chosen, by);
    if (span_trim(str_span(&swap.text)).n == 0)
        rc = err_set(err, RC_REFUSED, _("没有替换：“%s”的标题会变成空的"), section->heading);
    else
        change_add_field(set, report, section->id, FIELD_HEADING, swap.text.s);
    swap_release(&swap);
    return rc;
}

/* Places of one section's heading, or of its body: from the last line to the first, so that no
 * place moves before its turn. */
static enum rc replace_group(struct change_set *set, const struct report *report,
                             const struct find_place *places, size_t count, const bool *chosen,
                             struct span by, struct err *err) {
    const struct section *section = report_find_id(report, places[0].section);
    if (places[0].in_heading)
        return replace_in_heading(set, report, section, places, count, chosen, by, err);
    struct str escaped = STR_INIT;
    enum rc rc = RC_OK;
    body_escape(&escaped, by);
    for (size_t end = count, first; rc == RC_OK && end > 0; end = first) {
        size_t line = body_place_of(&section->body, places[end - 1].offset).line;
        first = end - 1;
        while (first > 0 && body_place_of(&section->body, places[first - 1].offset).line == line)
            first--;
        rc = replace_in_line(set, report, section, places + first, end - first,
                             chosen != NULL ? chosen + first : NULL, str_span(&escaped), err);
    }
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
    find_all(&places, session->open.report, how->section, how->what);
    change_set_init(&set, ACT_REPLACE);
    if (places.count != how->count)
        rc = err_set(err, RC_CONFLICT, _("文字刚在别处改动过，没有替换；请看新的清单再替换"));
    if (rc == RC_OK)
        rc = build(&set, session->open.report, &places, how, err);
    if (rc == RC_OK && set.count > 0)
        rc = session_apply(session, &set, err);
    *replaced = rc == RC_OK ? count_chosen(how->chosen, places.count) : 0;
    change_set_release(&set);
    find_places_release(&places);
    return rc;
}
