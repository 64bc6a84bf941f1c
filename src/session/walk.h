/*
 * walk.h - 逐数核对: the numbers of last year's text as fields, one after the other. A field is a
 * number that is still 未核 (model/review/review.h), a year that was left standing
 * (model/review/review_year.h), or a figure in the text (${name}) that has no value yet. Each
 * answer is one change set, so that undo takes it back alone. Offsets are points of the section's
 * body.
 */
#ifndef SESSION_WALK_H
#define SESSION_WALK_H

#include "model/review/offer.h"
#include "session/session.h"

struct walk_place {
    size_t from, to; /* the number with its unit, the year with 年, or the figure's token */
};
struct walk_places {
    struct walk_place *items;
    size_t count, cap;
};
/* The section's fields in order; the list is written anew. */
void session_walk_list(struct session *session, int64_t id, struct walk_places *out);
void walk_places_release(struct walk_places *places);
/* The next section that has a field, after this one and around to itself; -1: none has. */
int64_t session_walk_next(struct session *session, int64_t section);

struct walk_field {
    int64_t section;
    size_t from, digits_to, to;
    struct str was;    /* what stands there with its unit: 370户; of a figure last year's value */
    struct str figure; /* its name, "" for a number of the text */
    struct str label;  /* of the figure */
    bool unreviewed;   /* else it was answered before */
    bool is_year;      /* offer: the one it should be, if it is too old */
    struct str offer;  /* what it comes to by others, as digits; "": nothing is offered */
    struct str how;    /* 1726÷1792 */
    enum review_turn turn; /* not NONE: the words do not fit it any more */
};
/* The field at that place, answered or not; false: none begins there. Released either way. */
bool session_walk_read(struct session *session, int64_t section, size_t from,
                       struct walk_field *out);
void walk_field_release(struct walk_field *field);

/* Takes what was typed for the field, "" for the same as last year, or of a year that is too old
 * for the one that is offered. *end is behind it as it then
 * stands. RC_INPUT or RC_REFUSED, and nothing changed, for what is no number. */
MUST_CHECK enum rc session_walk_answer(struct session *session, const struct walk_field *field,
                                       struct span typed, size_t *end, struct err *err);

#endif
