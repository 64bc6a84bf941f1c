/*
 * walk_rest.h - the end of 逐数核对: what stands around the sections and is still open. That is the
 * sign-off and its date, where they are missing or the day is still last year's, and the template's
 * questions that nobody has answered. Nothing is owned; names are the report's.
 */
#ifndef SESSION_WALK_REST_H
#define SESSION_WALK_REST_H

#include "base/text/str.h"
#include "session/session.h"

struct report;
struct template_question;

enum { WALK_REST_MOST = 50 };
struct walk_rest {
    struct walk_rest_item {
        const char *name; /* the value's: "sign_off", a question's */
        size_t line;      /* of the sign-off, from 0; behind its last: a line more */
    } items[WALK_REST_MOST];
    size_t count;
};
/* In the order in which it is asked for; of the open report. */
void session_walk_rest(struct session *session, struct walk_rest *out);
/* Appends what stood there in last year's report, years moved; nothing where that is not known. */
void session_add_last_rest(struct session *session, struct str *out,
                           const struct walk_rest_item *item);

/* Whether a question concerns this report and is not one of unit, year, title and sign-off. */
bool session_asks_question(const struct report *report, const struct template_question *question);
/* 2024年4月13日, 二〇二四年四月十三日 */
bool session_has_date(struct span text);

#endif
