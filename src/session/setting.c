#include "session/setting.h"

#include "base/os/clock.h"
#include "session/private.h"
#include "store/memory.h"

const char *session_user(const struct session *session) {
    return store_user(session->store);
}

struct session_spot session_spot(struct session *session) {
    struct store_spot spot = {0};
    int64_t report = session->open.report != NULL ? session->open.report->id : 0;
    (void)!store_spot(session->store, report, &spot, NULL);
    session->open.spot = (struct session_spot){spot.section, spot.offset, spot.top};
    session->open.spot_at = 0;
    return session->open.spot;
}

void session_set_spot(struct session *session, const struct session_spot *spot) {
    if (session->open.report == NULL)
        return;
    struct store_spot stored = {session->open.report->id, spot->section, spot->offset, spot->top};
    (void)!store_set_spot(session->store, &stored, NULL);
    session->open.spot = *spot;
    session->open.spot_at = 0;
}

void session_note_spot(struct session *session, const struct session_spot *spot) {
    const struct session_spot *was = &session->open.spot;
    if (was->section == spot->section && was->offset == spot->offset && was->top == spot->top)
        return;
    session->open.spot = *spot;
    session->open.spot_at = clock_monotonic();
}

void session_setting(struct session *session, const char *name, struct str *value) {
    str_clear(value);
    (void)!store_setting(session->store, name, value, NULL);
}

void session_set_setting(struct session *session, const char *name, const char *value) {
    (void)!store_set_setting(session->store, name, value, NULL);
}
