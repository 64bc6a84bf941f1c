#include "session/idle.h"

#include "base/os/file_path.h"
#include "session/check.h"
#include "session/clerks.h"
#include "session/connection.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/replaced.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/session.h"
#include "store/store.h"

#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file_system.h"
#include "check/check.h"
#include "model/pass.h"

/* ms */
enum {
    FOLD_AFTER = 30000,
    POLL_EVERY = 3000, /* where nothing tells that others have written */
    RETRY_EVERY = 1000,
    CHECK_AFTER = 300,
    CHECK_SLICE = 5, /* between two looks for keys; longer, and the changed section goes first */
    NEWS_EVERY = 200,
    TYPING_PAUSE = 300,
    NEWS_LATEST = 1000,
    LOG_AGAIN = 50, /* … and again, each time after twice the time, */
    LOG_LAST = 3200,
    CLERKS_AGAIN = 100,
    SYNC_AGAIN = 100, /* another program had the lock */
    SPOT_AFTER = 1000,
};

enum { CHECK_REST = 20 }; /* times what checking takes is the pause it waits for */

static void wake_in(int64_t *next_in, int64_t ms) {
    if (ms < 0)
        ms = 0;
    if (*next_in < 0 || ms < *next_in)
        *next_in = ms;
}

/* A pause after which the clerk will hardly notice that the report is checked. */
static int64_t check_after(const struct session *session) {
    int64_t rest = session->checking.took * CHECK_REST;
    return rest > CHECK_AFTER ? rest : CHECK_AFTER;
}

/* The changed section alone, while the pause is short. */
static void check_typed(struct session *session) {
    const struct section *section = session_find(session, session->checking.typed_into);
    session->checking.section_known = true;
    if (section == NULL)
        return;
    session->revision++;
    check_update(&session->checking.findings, session->open.report, section, session->words);
    findings_apply_passes(&session->checking.findings, session->open.report);
}

/* Some families of the whole check, between which keys are looked for. */
static bool check_all(struct session *session, int64_t *next_in) {
    int64_t began = clock_monotonic();
    bool done = session_check_on(session);
    while (!done && clock_monotonic() - began < CHECK_SLICE)
        done = session_check_on(session);
    if (!done)
        wake_in(next_in, 0);
    return done;
}

/* True: there are other findings. *next_in: when there is more to do. */
static bool check_when_quiet(struct session *session, int64_t *next_in) {
    int64_t now = clock_monotonic(), quiet = now - session->writing.typed_at;
    if (quiet > now - session->open.loaded_at) /* a report is shown before it is checked */
        quiet = now - session->open.loaded_at;
    bool in_parts = session->checking.typed_into >= 0 && session->checking.took > CHECK_SLICE;
    if (quiet >= check_after(session))
        return check_all(session, next_in);
    wake_in(next_in, check_after(session) - quiet);
    if (!in_parts || session->checking.section_known)
        return false;
    if (quiet < CHECK_AFTER) {
        wake_in(next_in, CHECK_AFTER - quiet);
        return false;
    }
    check_typed(session);
    return true;
}

/* Whether others' changes may come in now. Not in the middle of a burst of keys, and not each on
 * its own where many write; but not much later either. */
static bool is_time_for_news(const struct session *session, int64_t *next_in) {
    int64_t now = clock_monotonic(), since = now - session->watching.polled_at;
    if (session->watching.watch == NULL && store_is_remote(session->store))
        return false; /* there are no others */
    if (session->watching.watch == NULL) {
        wake_in(next_in, POLL_EVERY - since);
        return since >= POLL_EVERY;
    }
    if ((session->watching.marks & SESSION_MARK_LOG) == 0)
        return false;
    int64_t rest = NEWS_EVERY - since, quiet = TYPING_PAUSE - (now - session->writing.typed_at);
    if (quiet > rest && since < NEWS_LATEST)
        rest = quiet < NEWS_LATEST - since ? quiet : NEWS_LATEST - since;
    if (rest > 0)
        wake_in(next_in, rest);
    return rest <= 0;
}

/* Only what changes the open report makes it anew. A step of undo that typing goes on with stays
 * one. */
static bool take_in_news(struct session *session, int64_t *next_in) {
    if (session->writing.unsaved_count > 0 || !is_time_for_news(session, next_in))
        return false;
    if (session->watching.watch == NULL)
        session->watching.polled_at = clock_monotonic();
    session->watching.marks &= ~(unsigned)SESSION_MARK_LOG;
    if (!store_has_news(session->store) && !session->watching.news_wait)
        return false;
    session->watching.news_wait = false;
    session->watching.polled_at = clock_monotonic();
    struct store_mark mark = store_mark(session->store, session->open.report->id);
    if (store_mark_equal(&mark, &session->open.mark)) {
        if (template_uses_library(session->open.report->template)) /* another report was counted */
            session_forget_derived(session);
        return false;
    }
    struct loss *loss = session->loss;
    if (!session_guard(session, true) || loss != session->loss)
        return loss != session->loss; /* never from a file that is not what it was */
    int64_t step = session->writing.step_id, section = session->writing.step_section;
    int64_t known = session->open.mark.history;
    if (session_reload(session, NULL) != RC_OK) {
        session->watching.news_wait = true;
        session->watching.marks |= SESSION_MARK_LOG;
        wake_in(next_in, NEWS_EVERY);
        return false;
    }
    session_note_replaced(session, known);
    if (step != 0 && session_is_pending(session, section)) {
        session->writing.step_id = step;
        session->writing.step_section = section;
    }
    return true;
}

static bool look_closely(struct session *session) {
    if (!session_guard(session, true))
        return false;
    return (session->watching.marks & SESSION_MARK_FILE) == 0 || session_guard_content(session);
}

/* Somebody has touched the files. What they are called is looked at once; whether they are whole,
 * when no key comes. True: there is something to tell. */
static bool watch_over_files(struct session *session, int64_t *next_in) {
    const struct loss *before = session->loss;
    int64_t left = session->writing.typed_at + TYPING_PAUSE - clock_monotonic();
    if (!session->watching.is_guarded)
        return false;
    if (session->watching.marks & SESSION_MARK_GONE) {
        session->watching.marks &= ~(unsigned)SESSION_MARK_GONE;
        (void)session_guard(session, false);
    }
    bool touched = (session->watching.marks & (SESSION_MARK_LOOK | SESSION_MARK_FILE)) != 0;
    if (touched && left > 0)
        wake_in(next_in, left);
    else if (touched && look_closely(session))
        session->watching.marks &= ~(unsigned)(SESSION_MARK_LOOK | SESSION_MARK_FILE);
    else if (touched)
        wake_in(next_in, RETRY_EVERY);
    return session->loss != before;
}

/* A program that ends is heard of a moment before its seat is free. */
static bool take_in_clerks(struct session *session, int64_t *next_in) {
    int64_t now = clock_monotonic();
    bool heard = (session->watching.marks & SESSION_MARK_CLERKS) != 0;
    bool asks = session->watching.watch == NULL && now - session->watching.polled_at >= POLL_EVERY;
    bool due = session->watching.clerks_due != 0 && now >= session->watching.clerks_due;
    if (heard)
        session->watching.clerks_due = now + CLERKS_AGAIN;
    else if (due)
        session->watching.clerks_due = 0;
    session->watching.marks &= ~(unsigned)SESSION_MARK_CLERKS;
    if (session->watching.clerks_due != 0)
        wake_in(next_in, session->watching.clerks_due - now);
    return (heard || asks || due) && session_look_for_clerks(session);
}

static bool fold_when_quiet(struct session *session, int64_t *next_in) {
    bool may_fold = false;
    for (size_t i = 0; i < session->writing.pendings.count; i++)
        may_fold |= !session->writing.pendings.items[i].conflict;
    if (!may_fold)
        return false;
    int64_t left = session->writing.typed_at + FOLD_AFTER - clock_monotonic();
    if (left <= 0)
        return session_fold(session, -1, NULL) == RC_OK;
    wake_in(next_in, left);
    return false;
}

static void keep_spot_when_quiet(struct session *session, int64_t *next_in) {
    int64_t left = session->open.spot_at + SPOT_AFTER - clock_monotonic();
    struct session_spot spot = session->open.spot;
    if (session->open.spot_at == 0)
        return;
    if (left > 0)
        wake_in(next_in, left);
    else
        session_set_spot(session, &spot);
}

/* The system tells that the log is written; what is written can be seen a moment later, when SQLite
 * has changed the log's index, in memory that nothing watches. So it is looked at again. */
static void hear_of_log(struct session *session, int64_t *next_in) {
    if (session->watching.watch == NULL)
        return;
    int64_t now = clock_monotonic();
    unsigned heard = file_watch_take(session->watching.watch);
    session->watching.marks |= heard;

    if ((heard & SESSION_MARK_LOG) != 0) {
        session->watching.log_pause = LOG_AGAIN;
        session->watching.log_due = now + LOG_AGAIN;
    } else if (session->watching.log_due != 0 && now >= session->watching.log_due) {
        session->watching.marks |= SESSION_MARK_LOG;
        session->watching.log_pause *= 2;
        session->watching.log_due =
            session->watching.log_pause <= LOG_LAST ? now + session->watching.log_pause : 0;
    }
    if (session->watching.log_due != 0)
        wake_in(next_in, session->watching.log_due - now);
}

/* No report is open: the list of them may be another. */
static bool list_has_news(struct session *session) {
    bool heard = (session->watching.marks & SESSION_MARK_LOG) != 0;
    session->watching.marks &= ~(unsigned)SESSION_MARK_LOG;
    if (!heard || !store_has_news(session->store))
        return false;
    session->generation++;
    return true;
}

/* On a disk that was full when the library was opened this program is alone in it. */
static void share_when_room(struct session *session, int64_t *next_in) {
    enum { ROOM = 1024 * 1024 }; /* bytes */
    if (!store_is_alone(session->store))
        return;
    char *folder = file_path_folder(store_path(session->store));
    if (file_has_room(folder, ROOM) && store_share(session->store))
        session_watch(session);
    else
        wake_in(next_in, RETRY_EVERY);
    mem_free(folder);
}

bool session_idle(struct session *session, int64_t *next_in) {
    *next_in = -1;
    share_when_room(session, next_in);
    hear_of_log(session, next_in);
    bool lost = watch_over_files(session, next_in);
    if (session->open.report == NULL)
        return list_has_news(session) || lost;
    enum session_saving before = session_saving(session);
    session_sync(session);
    bool changed = lost | take_in_clerks(session, next_in);
    changed |= take_in_news(session, next_in);
    changed |= fold_when_quiet(session, next_in);
    keep_spot_when_quiet(session, next_in);
    if (!session->checking.findings_known)
        changed |= check_when_quiet(session, next_in);
    if (session->checking.findings_known)
        session_follow_counts(session);
    if (session->writing.unsaved_count > 0 ||
        (session->checking.findings_known && session->checking.counts_stale))
        wake_in(next_in, RETRY_EVERY);
    if (session->writing.needs_sync)
        wake_in(next_in, session->writing.trouble.rc == RC_BUSY ? SYNC_AGAIN : RETRY_EVERY);
    return changed || session_saving(session) != before;
}
