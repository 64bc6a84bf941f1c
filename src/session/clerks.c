#include "session/clerks.h"

#include "base/lang.h"
#include "base/text/utf8.h"
#include "model/splice.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "store/reports.h"

#include <string.h>

void session_be_at(struct session *session, int64_t section) {
    bool first = store_clerks_path(session->store) == NULL;
    session->watching.is_guarded = session->remains == NULL;
    session->open.at = session->open.report != NULL ? section : -1;
    store_sit(session->store, session->open.report != NULL ? session->open.report->id : 0,
              session->open.at);
    if (!first || store_clerks_path(session->store) == NULL)
        return;
    const struct file_watch_marks marks = {SESSION_MARK_CLERKS, SESSION_MARK_CLERKS, 0};
    if (session->watching.watch != NULL)
        (void)file_watch_add(session->watching.watch, store_clerks_path(session->store), &marks);
    (void)session_look_for_clerks(session);
}

bool session_is_alone(const struct session *session) {
    return store_is_alone(session->store);
}

bool session_is_remote(const struct session *session) {
    return store_is_remote(session->store);
}

static bool same_clerks(const struct store_clerks *a, const struct store_clerks *b) {
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].report != b->items[i].report ||
            a->items[i].section != b->items[i].section ||
            strcmp(a->items[i].user, b->items[i].user) != 0)
            return false;
    return true;
}

bool session_look_for_clerks(struct session *session) {
    struct store_clerks now = {0};
    store_list_clerks(session->store, &now);
    bool other = !same_clerks(&now, &session->watching.clerks);
    store_clerks_release(&session->watching.clerks);
    session->watching.clerks = now;
    session->revision += other;
    return other;
}

static bool is_in(const struct session *session, const struct store_clerk *clerk, int64_t section) {
    return session->open.report != NULL && clerk->report == session->open.report->id &&
           (section < 0 || clerk->section == section);
}

size_t session_count_clerks(const struct session *session, int64_t section) {
    size_t count = 0;
    for (size_t i = 0; i < session->watching.clerks.count; i++)
        count += is_in(session, &session->watching.clerks.items[i], section);
    return count;
}

static void add_short(struct str *out, struct span name) {
    enum { POINTS_MOST = 12 };
    struct span rest = name;
    for (size_t i = 0; i < POINTS_MOST && rest.n > 0; i++)
        (void)utf8_take(&rest);
    str_add(out, span_sub(name, 0, name.n - rest.n));
    if (rest.n > 0)
        str_add_text(out, "..");
}

void session_add_clerks(const struct session *session, int64_t section, struct str *out) {
    size_t count = session_count_clerks(session, section), i = 0;
    if (count == 0)
        return;
    while (!is_in(session, &session->watching.clerks.items[i], section))
        i++;
    const char *user = session->watching.clerks.items[i].user;
    if (strcmp(user, session_user(session)) == 0)
        str_add_text(out, _("另一窗口"));
    else
        add_short(out, span_of(user));
    if (count > 1)
        str_add_format(out, _("等%zu人"), count);
}

static const struct store_pending *find_conflict(const struct session *session, int64_t section) {
    for (size_t i = 0; i < session->writing.pendings.count; i++)
        if (session->writing.pendings.items[i].section == section)
            return session->writing.pendings.items[i].conflict ? &session->writing.pendings.items[i]
                                                               : NULL;
    return NULL;
}

bool session_is_in_conflict(const struct session *session, int64_t section) {
    return find_conflict(session, section) != NULL;
}

void session_add_conflict(const struct session *session, int64_t section, struct str *out) {
    const struct store_pending *conflict = find_conflict(session, section);
    if (conflict != NULL)
        str_add_text(out, conflict->own_conflict ? _("您的另一个窗口已另存一份，F2对照")
                                                 : _("别人已另存一份，F2对照"));
}

void session_note_shift(struct session *session, const struct report *fresh) {
    const struct section *was = session_find(session, session->open.at);
    const struct section *now =
        session->open.at >= 0 ? report_find_id(fresh, session->open.at) : NULL;
    session->open.shift.offset = session->open.shift.removed = session->open.shift.inserted = 0;
    if (was == NULL || now == NULL)
        return;
    struct splice splice;
    if (body_diff(&splice, &was->body, &now->body)) {
        session->open.shift.offset = splice.offset;
        session->open.shift.removed = utf8_count(str_span(&splice.removed));
        session->open.shift.inserted = utf8_count(str_span(&splice.inserted));
    }
    splice_release(&splice);
}

size_t session_shifted(const struct session *session, size_t offset) {
    size_t start = session->open.shift.offset, removed = session->open.shift.removed;
    if (offset <= start)
        return offset;
    if (offset >= start + removed)
        return offset - removed + session->open.shift.inserted;
    size_t inside = offset - start; /* of what was replaced */
    return start + (inside < session->open.shift.inserted ? inside : session->open.shift.inserted);
}
