/*
 * agenda.h - what is to be looked at in the open report, in its order: what the check finds and
 * what readers say of it (model/remark/remark.h), settled or not.
 * Ownership: the agenda owns its remarks; findings are borrowed until the next check, and found by
 * `index` in session_check.
 */
#ifndef SESSION_AGENDA_H
#define SESSION_AGENDA_H

#include "model/remark/spot.h"

enum { AGENDA_ID_BYTES = 9 };

struct session;
struct agenda {
    struct remarks remarks;
    struct agenda_item {
        char id[AGENDA_ID_BYTES]; /* of the finding; "#3": the remark of that number */
        bool is_remark;
        size_t index;          /* in the findings, in remarks.items */
        int64_t section;       /* -1: it is in no section's text … */
        size_t offset, length; /* … or points of its body */
        bool settled;          /* passed, or answered */
    } * items;
    size_t count, cap;
};

void session_agenda(struct session *session, struct agenda *out);
void agenda_release(struct agenda *agenda);
size_t agenda_find(const struct agenda *agenda, struct span id); /* SIZE_MAX: it is not there */
/* Settled ones apart: how many, and the next (previous) after one, wrapping around; SIZE_MAX: none.
 */
size_t agenda_count_open(const struct agenda *agenda);
size_t agenda_step(const struct agenda *agenda, size_t at, bool forward);

/* The number in "#3", 0: the id of a finding. */
size_t agenda_remark_number(const char *id);
void agenda_remark_id(char id[AGENDA_ID_BYTES], size_t number);

#endif
