/*
 * desk.h - an editor on a report of one section, whose body the test changes as the session does.
 */
#ifndef TESTS_SUPPORT_DESK_H
#define TESTS_SUPPORT_DESK_H

#include "edit/editor_private.h"

struct desk {
    struct report *report;
    struct section *section;
    struct editor *editor;
};

struct desk desk_new(enum section_kind kind);
void desk_free(struct desk *desk);
void desk_set_text(struct desk *desk, const char *text); /* and opens it at its start */
/* Applies what the editor made; take: and releases it. */
void desk_apply(struct desk *desk, struct splice *splice);
void desk_take(struct desk *desk, struct splice *splice);
void desk_type(struct desk *desk, const char *text);
void assert_desk_is(const struct desk *desk, const char *text);

#endif
