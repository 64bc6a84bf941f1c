/*
 * setting.h - what is remembered of this clerk: where he left each report, and his last choices.
 */
#ifndef SESSION_SETTING_H
#define SESSION_SETTING_H

#include "base/base.h"

struct session;
struct str;

struct session_spot {
    int64_t section;
    size_t offset, top;
};
struct session_spot session_spot(struct session *session);
void session_set_spot(struct session *session, const struct session_spot *spot);
/* The same when it is quiet: a line may be cut, and the next window opens there. */
void session_note_spot(struct session *session, const struct session_spot *spot);
void session_setting(struct session *session, const char *name, struct str *value);
void session_set_setting(struct session *session, const char *name, const char *value);
const char *session_user(const struct session *session);

#endif
