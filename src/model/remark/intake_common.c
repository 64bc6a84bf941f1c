#include "model/remark/intake_common.h"

#include "base/mem.h"
#include "base/sha256.h"
#include "base/text/utf8.h"

#include <inttypes.h>

struct span intake_keep(struct intake *intake, struct span text) {
    return (struct span){texts_copy(&intake->out->texts, text.p != NULL ? text : SPAN("")), text.n};
}

void intake_leave(struct intake *intake, struct span author, struct span text, const char *why) {
    struct remark_intake *out = intake->out;
    MEM_PUSH_ROOM(out->left, out->left_count, out->left_cap);
    out->left[out->left_count++] =
        (struct intake_left){intake_keep(intake, author), intake_keep(intake, text), why};
}

struct remark *intake_add_item(struct intake *intake) {
    struct remark_intake *out = intake->out;
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    struct remark *remark = &out->items[out->count++];
    *remark = (struct remark){.stage = intake->order->stage, .weight = intake->order->weight};
    return remark;
}

/* --- known again --- */

bool intake_has_origin(const struct intake *intake, struct span origin, size_t *at) {
    const size_t *found = span_map_find(&intake->known_origin, origin);
    if (found != NULL)
        *at = *found;
    return found != NULL;
}

struct span intake_make_origin(struct intake *intake, const char *kind, struct span author,
                               int64_t at, struct span old_words, struct span new_words) {
    enum { DIGITS = 16 };
    struct str text = STR_INIT, digits = STR_INIT;
    str_add_format(&text, "%s\n%.*s\n%" PRId64 "\n%.*s\n%.*s\n", kind, SPAN_ARG(author), at,
                   SPAN_ARG(old_words), SPAN_ARG(new_words));
    size_t *alike = span_map_add(&intake->made, intake_keep(intake, str_span(&text)), 0);
    str_add_format(&text, "%zu", (*alike)++);
    sha256_add_digits(&digits, str_span(&text));
    struct span origin = intake_keep(intake, span_sub(str_span(&digits), 0, DIGITS));
    str_release(&digits);
    str_release(&text);
    return origin;
}

struct span intake_note_key(struct intake *intake, struct span author, int64_t at,
                            struct span text) {
    struct str key = STR_INIT;
    str_add_format(&key, "%.*s\n%" PRId64 "\n%.*s", SPAN_ARG(author), at, SPAN_ARG(text));
    struct span kept = intake_keep(intake, str_span(&key));
    str_release(&key);
    return kept;
}

void intake_list_known(struct intake *intake) {
    remarks_list(&intake->known, intake->order->now);
    for (size_t i = 0; i < intake->known.count; i++) {
        const struct remark *remark = &intake->known.items[i].remark;
        if (remark->origin.n > 0)
            (void)span_map_add(&intake->known_origin, remark->origin, i);
        for (size_t k = 0; k < remark->note_count; k++)
            (void)span_map_add(&intake->known_note,
                               intake_note_key(intake, remark->notes[k].author, remark->notes[k].at,
                                               remark->notes[k].text),
                               i);
    }
}

/* --- places --- */

/* The words of the file before the review, where the report has others. */
static void set_file_words(const struct intake *intake, struct intake_edit *edit, size_t from,
                           size_t to) {
    struct remark words = {0};
    struct span all = str_span(&intake->file);
    size_t offset = utf8_count(span_sub(all, 0, from));
    remark_set_words(&words, all, offset, utf8_count(span_sub(all, from, to)));
    edit->words = words.target.quote;
    edit->before = words.before;
    edit->after = words.after;
}

struct intake_edit intake_edit_of(const struct intake *intake, size_t in_text, size_t from,
                                  size_t to, struct span proposed) {
    struct intake_edit edit = {.proposed = proposed};
    intake_marks_place(&intake->marks, in_text, &from, &to);
    edit.from = intake_map_place(&intake->map, from, false);
    edit.to = intake_map_place(&intake->map, to, true);
    if (from == to)
        edit.to = edit.from;
    if (!intake_map_is_same(&intake->map, from, to))
        set_file_words(intake, &edit, from, to);
    return edit;
}
