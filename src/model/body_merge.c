#include "model/body_merge.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/body_line.h"

#include <string.h>

/* Whose text a splice counts and changes. */
enum side { SIDE_SAVED, SIDE_TYPED };

static enum rc does_not_fit(struct err *err) {
    return err_set(err, RC_CONFLICT, _("两处改动合不到一起"));
}

/* Makes room for `added` points behind `at`; they are in the saved text, and in the window's where
 * it typed them. False: the attributes are not those of the line breaks. */
static bool add_points(struct body_merge *merge, size_t at, struct span text,
                       struct span attributes, bool seen) {
    size_t added = utf8_count(text), behind = merge->count - at;
    merge->points =
        mem_grow(merge->points, &merge->cap, merge->count + added, sizeof *merge->points);
    memmove(merge->points + at + added, merge->points + at, behind * sizeof *merge->points);
    merge->count += added;

    for (size_t i = at; i < at + added; i++) {
        struct span piece = SPAN("");
        char32_t point = utf8_take(&text);
        if (point == '\n' && !attribute_take(&attributes, &piece))
            return false;
        merge->points[i] = (struct merge_point){point, seen, true, piece, piece};
    }
    return attributes.n == 0;
}

void body_merge_init(struct body_merge *merge, const struct body *common) {
    struct str text = STR_INIT;
    *merge = (struct body_merge){.attributes = STR_INIT};
    str_add_byte(&text, '\n');
    body_add_text(&text, common);
    body_add_attributes(&merge->attributes, common);
    bool fits = add_points(merge, 0, str_span(&text), str_span(&merge->attributes), true);
    assert(fits);
    str_release(&text);
}

void body_merge_release(struct body_merge *merge) {
    mem_free(merge->points);
    str_release(&merge->attributes);
    *merge = (struct body_merge){.attributes = STR_INIT};
}

static bool is_there(const struct merge_point *point, enum side side) {
    return side == SIDE_SAVED ? point->saved : point->seen;
}

/* The index behind so many points of that side's text; SIZE_MAX: it is shorter. */
static size_t find_offset(const struct body_merge *merge, size_t offset, enum side side) {
    size_t left = offset + 1; /* and the break before the text */
    for (size_t i = 0; i < merge->count; i++)
        if (is_there(&merge->points[i], side) && --left == 0)
            return i + 1;
    return SIZE_MAX;
}

/* The line that the place is in gets another attribute. */
static void set_attribute(struct body_merge *merge, size_t at, struct span piece, enum side side) {
    while (at-- > 0) {
        struct merge_point *point = &merge->points[at];
        if (point->point != '\n' || !is_there(point, side))
            continue;
        point->saved_attribute = piece;
        if (side == SIDE_TYPED)
            point->seen_attribute = piece;
        return;
    }
}

static bool take_away(struct body_merge *merge, size_t at, struct span text, enum side side) {
    for (; text.n > 0 && at < merge->count; at++) {
        struct merge_point *point = &merge->points[at];
        if (!is_there(point, side))
            continue;
        if (point->point != utf8_take(&text))
            return false;
        point->saved = false;
        if (side == SIDE_TYPED)
            point->seen = false;
    }
    return text.n == 0;
}

static enum rc change(struct body_merge *merge, const struct splice *splice, enum side side,
                      struct err *err) {
    size_t at = find_offset(merge, splice->offset, side);
    if (!utf8_is_valid(str_span(&splice->removed), NULL) ||
        !utf8_is_valid(str_span(&splice->inserted), NULL))
        return does_not_fit(err);
    if (at == SIZE_MAX || !take_away(merge, at, str_span(&splice->removed), side))
        return does_not_fit(err);
    if (splice->first_after.len > 0)
        set_attribute(merge, at, str_span(&splice->first_after), side);
    if (!add_points(merge, at, str_span(&splice->inserted), str_span(&splice->inserted_attributes),
                    side == SIDE_TYPED))
        return does_not_fit(err);
    return RC_OK;
}

enum rc body_merge_saved(struct body_merge *merge, const struct splice *splice, struct err *err) {
    return change(merge, splice, SIDE_SAVED, err);
}

enum rc body_merge_typed(struct body_merge *merge, const struct splice *splice, struct err *err) {
    return change(merge, splice, SIDE_TYPED, err);
}

enum rc body_merge_take(const struct body_merge *merge, struct body *out, struct err *err) {
    struct str text = STR_INIT, attributes = STR_INIT;
    for (size_t i = 0; i < merge->count; i++) {
        const struct merge_point *point = &merge->points[i];
        if (!point->saved)
            continue;
        if (i > 0) /* the break before the text is none of it */
            str_add_char(&text, point->point);
        if (point->point == '\n')
            str_add(&attributes, point->saved_attribute);
    }
    enum rc rc = body_from_attributes(out, str_span(&text), str_span(&attributes), err);
    str_release(&text);
    str_release(&attributes);
    return rc;
}
