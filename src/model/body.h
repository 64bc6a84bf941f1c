/*
 * body.h - the text of a section: lines, each tagged paragraph, item or table row (cells split by
 * '\t'). As one string it is the lines joined by '\n'; offsets count that string in points.
 * Invariants: at least one line; no '\n' in a line; `points` are right; text is clean UTF-8. Where
 * lines start is kept from the front up to the `pivot` and from the end behind it: a change moves
 * the pivot to its line and renumbers nothing else.
 * Ownership: the body owns its lines. A body changes only by body_apply (model/splice.h).
 *
 * A line's attribute is its tag and its detail: for an item whose printed label is not the derived
 * one, that literal label; for a row which of its cells are merged (model/table_merge.h). Written
 * as text it is the letter of the tag, then the detail in braces: "p", "i", "r", "i{三、}",
 * "r{.<}", with a backslash before '}' and '\\' of the detail. A splice carries one attribute for
 * every '\n' it removes or inserts (the attribute of the line that follows it), and that of the
 * line at its offset where it changes.
 */
#ifndef MODEL_BODY_H
#define MODEL_BODY_H

#include "base/err.h"
#include "base/text/str.h"

enum line_tag { LINE_PARAGRAPH = 'p', LINE_ITEM = 'i', LINE_ROW = 'r' };

struct line {
    struct str text;
    size_t points; /* of text */
    size_t place;  /* points before it in the body; behind the pivot: from its start to the end */
    enum line_tag tag;
    char *label;  /* literal label of an item, or NULL: derived. Owned. */
    char *merges; /* of a row's cells, or NULL: none. Owned. */
};

struct body {
    struct line *lines;
    size_t count, cap;
    size_t points; /* of the whole string, '\n' counted */
    size_t ink;    /* of those, no white space: 字数 */
    size_t pivot;  /* the last line whose place counts from the front */
    bool fresh;    /* as body_init left it: body_add_line takes the place of its line */
};

void body_init(struct body *body, enum line_tag tag); /* one empty line */
void body_release(struct body *body);
void body_copy(struct body *to, const struct body *from); /* to: not initialised */
bool body_equal(const struct body *a, const struct body *b);
bool body_is_empty(const struct body *body); /* no character at all, in one line */
bool body_has_text(const struct body *body); /* some character that is no white space */
size_t body_ink(const struct body *body);    /* characters besides spaces: 字数 */
/* Moves both ends of a part outwards, in their lines, until neither cuts a number or Latin word. */
void body_widen(const struct body *body, size_t *from, size_t *to);
void body_add_text(struct str *out, const struct body *body); /* lines joined by '\n' */

/* Replaces the lines of an initialised body by those of text; every line gets the tag. */
void body_set_text(struct body *body, struct span text, enum line_tag tag);
/* Adds a line at the end; the first one after body_init takes the place of the empty line. A label
 * is kept of an item only; "" is one too (an item that prints none), NULL is the derived one. The
 * detail of a row is its merges; those that make no sense are dropped. */
void body_add_line(struct body *body, struct span text, enum line_tag tag, const char *detail);

struct body_place {
    size_t line;   /* index */
    size_t column; /* points within the line */
};
size_t body_line_start(const struct body *body, size_t line);            /* offset */
struct body_place body_place_of(const struct body *body, size_t offset); /* clamps */
size_t body_offset_of(const struct body *body, struct body_place place);
void body_add_range(struct str *out, const struct body *body, size_t from, size_t to);

/* Appends text that comes from outside as a body holds it: a literal "${" is no figure, so it
 * becomes
 * `$${`, which prints "${". */
void body_escape(struct str *out, struct span text);

/* All attributes of the body's lines, in order; and an initialised body's lines set from text and
 * them (RC_DAMAGED, and nothing changed, where they do not fit the text). */
void body_add_attributes(struct str *out, const struct body *body);
MUST_CHECK enum rc body_from_attributes(struct body *body, struct span text, struct span attributes,
                                        struct err *err);
bool body_is_sane(const struct body *body);

void body_set_pivot(struct body *body, size_t line); /* places keep their meaning */

#endif
