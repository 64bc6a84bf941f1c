/* The open report: loading, typed text, folding, syncing. */
#include "session/report.h"

#include "model/diff_report.h"
#include "model/review/review_value.h"
#include "model/section.h"
#include "model/section_state.h"
#include "model/splice.h"
#include "session/check.h"
#include "session/clerks.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/private.h"
#include "session/rescue.h"
#include "session/review.h"
#include "session/unsaved.h"
#include "store/drafts.h"
#include "store/folds.h"
#include "store/reports.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "store/late.h"

#include <string.h>

void session_forget_derived(struct session *session) {
    session->revision++;
    session->checking.findings_known = false;
    session->checking.typed_into = -1;
    session_drop_check(session);
    session_forget_review(session, false);
}

bool session_is_pending(const struct session *session, int64_t section) {
    for (size_t i = 0; i < session->writing.pendings.count; i++)
        if (session->writing.pendings.items[i].section == section)
            return true;
    return false;
}

static void note_pending(struct session *session, int64_t section, int64_t base_revision) {
    if (session_is_pending(session, section))
        return;
    MEM_PUSH_ROOM(session->writing.pendings.items, session->writing.pendings.count,
                  session->writing.pendings.cap);
    session->writing.pendings.items[session->writing.pendings.count++] = (struct store_pending){
        .section = section, .base_revision = base_revision, .window = store_window(session->store)};
}

void session_drop_pending(struct session *session, int64_t section) {
    struct store_pendings *all = &session->writing.pendings;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].section == section)
            all->items[i--] = all->items[--all->count];
}

static void forget_report(struct session *session) {
    session_drop_unsaved(session);
    report_free(session->open.report);
    session->open.report = NULL;
    session->open.at = -1;
    if (store_clerks_path(session->store) != NULL)
        store_sit(session->store, 0, -1);
    session_forget_prior(session);
    session_forget_review(session, true);
    findings_release(&session->checking.findings);
    session->checking.findings_known = false;
    session_drop_check(session);
    store_pendings_release(&session->writing.pendings);
    session_replaced_release(&session->watching.replaced);
    session->watching.is_replaced = false;
    session->writing.step_id = 0;
    session->writing.recovered = 0;
    session->open.spot_at = 0;
    session->generation++;
    session->revision++;
}

/* A conflict that is another window's of this user is told as that. */
static void note_conflict(struct session *session, struct store_pending *pending) {
    struct body theirs = {0};
    int64_t revision = 0;
    char *user = NULL;
    pending->conflict = true;
    if (store_load_base(session->store, session->open.report->id, pending->section, &theirs,
                        &revision, &user, NULL) == RC_OK)
        pending->own_conflict = user != NULL && strcmp(user, session_user(session)) == 0;
    body_release(&theirs);
    mem_free(user);
}

static void note_conflicts(struct session *session) {
    for (size_t i = 0; i < session->writing.pendings.count; i++)
        if (session->writing.pendings.items[i].conflict)
            note_conflict(session, &session->writing.pendings.items[i]);
}

enum rc session_reload(struct session *session, struct err *err) {
    struct report *fresh = NULL;
    struct store_pendings pendings = {0};
    bool followed = false;
    enum rc rc = store_follow(session->store, session->open.report->id, &followed, err);
    session->checking.counts_stale |= followed;
    struct store_mark mark = store_mark(session->store, session->open.report->id);
    if (rc == RC_OK)
        rc = store_load_report(session->store, session->open.report->id, &fresh, &pendings, err);
    if (rc != RC_OK)
        return rc;
    session->open.mark = mark;
    session_note_shift(session, fresh);
    report_free(session->open.report);
    store_pendings_release(&session->writing.pendings);
    session->open.report = fresh;
    session->writing.pendings = pendings;
    note_conflicts(session);
    session->writing.step_id = 0;
    session->generation++;
    session_forget_derived(session);
    session_forget_pairs(session);
    return RC_OK;
}

enum rc session_catch_up(struct session *session, struct err *err) {
    if (!store_has_news(session->store) && !session->watching.news_wait)
        return RC_OK;
    enum rc rc = session_reload(session, err);
    session->watching.news_wait = rc != RC_OK;
    return rc;
}

enum rc session_load(struct session *session, int64_t report, struct err *err) {
    struct report *loaded = NULL;
    struct store_pendings pendings = {0};
    size_t recovered = 0;
    (void)store_has_news(session->store); /* what comes from now on is news */
    if (!session->only_reads && !store_is_read_only(session->store))
        (void)!store_settle(session->store, report, &recovered, NULL); /* else it stays a draft */
    bool followed = false;
    (void)!store_follow(session->store, report, &followed, NULL);
    struct store_mark mark = store_mark(session->store, report);
    enum rc rc = store_load_report(session->store, report, &loaded, &pendings, err);
    if (rc != RC_OK)
        return rc;
    session_leave(session);
    session->open.mark = mark;
    session->open.report = loaded;
    session->writing.pendings = pendings;
    note_conflicts(session);
    session->writing.recovered = recovered;
    session->revision++;
    session->writing.saved_at = clock_now();
    session->open.loaded_at = clock_monotonic();
    return RC_OK;
}

/* After every save: what has changed is also to be indexed. RC_BUSY: not now. */
static enum rc store_counts(struct session *session, const struct report *report,
                            const struct findings *findings) {
    session->writing.index_waits = true;
    struct report_progress progress = report_progress(report);
    struct library_row counts = {.sections = progress.all,
                                 .done = progress.done,
                                 .errors = findings_count(findings, SEVERITY_ERROR),
                                 .warnings = findings_count(findings, SEVERITY_WARNING)};
    struct review_counts review = report == session->open.report
                                      ? session_review_counts(session, -1)
                                      : review_count_report(report);
    counts.unreviewed = review.unreviewed + review_count_values(report);
    counts.reviewed = review.sentences > 0 ? review_percent(review) : -1;
    return store_set_counts(session->store, report->id, &counts, NULL);
}

void session_store_counts(struct session *session, const struct report *report,
                          const struct findings *findings) {
    (void)!store_counts(session, report, findings);
}

void session_follow_counts(struct session *session) {
    if (session->checking.counts_stale)
        session->checking.counts_stale =
            store_counts(session, session->open.report, session_check(session)) == RC_BUSY;
}

void session_leave(struct session *session) {
    if (session->open.report == NULL)
        return;
    session_sync(session);
    (void)!session_fold(session, -1, NULL);
    session_follow_counts(session);
    if (session->writing.unsaved_count > 0)
        session_keep_unsaved(session);
    forget_report(session);
}

/* --- typed text --- */

/* What this window types on top of another's text stands on what that was folded into: what it has
 * typed meanwhile and could not store, too. */
static enum rc store_over(struct session *session, const struct unsaved *typed, struct err *err) {
    struct section *section = session_find(session, typed->section);
    int64_t revision = typed->base_revision;
    enum rc rc = store_take_over(session->store, session->open.report->id, typed->section,
                                 &typed->over, &revision, err);
    if (rc != RC_OK)
        return rc;
    section->revision = revision;
    for (size_t i = 0; i < session->writing.unsaved_count; i++)
        if (session->writing.unsaved[i].section == typed->section)
            session->writing.unsaved[i].base_revision = revision;
    session->writing.step_id = 0;
    session->writing.needs_sync = session->checking.counts_stale = true;
    return RC_OK;
}

static enum rc store_one(struct session *session, const struct unsaved *typed, struct err *err) {
    if (typed->over.clerk != NULL)
        return store_over(session, typed, err);
    int64_t step = typed->continues && session->writing.step_section == typed->section
                       ? session->writing.step_id
                       : 0;
    enum rc rc = store_add_splice(session->store, session->open.report->id, typed->section,
                                  typed->base_revision, typed->act, &typed->splice, &step, err);
    if (rc == RC_OK) {
        session->writing.step_id = step;
        session->writing.step_section = typed->section;
        session->writing.needs_sync = true;
    }
    return rc;
}

/* What of a section waits, as one draft that gives way. */
static enum rc keep_late(struct session *session, int64_t section, int64_t base_revision,
                         struct err *err) {
    const struct splice **splices =
        mem_alloc_zero(session->writing.unsaved_count, sizeof(const struct splice *));
    size_t count = 0;
    for (size_t i = 0; i < session->writing.unsaved_count; i++)
        if (session->writing.unsaved[i].section == section &&
            session->writing.unsaved[i].over.clerk == NULL)
            splices[count++] = &session->writing.unsaved[i].splice;
    enum rc rc = store_keep_late(session->store, session->open.report->id, section, base_revision,
                                 splices, count, err);
    session->writing.late += rc == RC_OK;
    mem_free(splices);
    return rc;
}

static void drop_unsaved_of(struct session *session, int64_t section) {
    size_t kept = 0;
    for (size_t i = 0; i < session->writing.unsaved_count; i++)
        if (session->writing.unsaved[i].section == section)
            unsaved_release(&session->writing.unsaved[i]);
        else
            session->writing.unsaved[kept++] = session->writing.unsaved[i];
    session->writing.unsaved_count = kept;
}

/* The report was made final meanwhile: all that waits goes to the history, a section at a time. */
static enum rc keep_all_late(struct session *session, struct err *err) {
    enum rc rc = RC_OK;
    while (rc == RC_OK && session->writing.unsaved_count > 0) {
        const struct unsaved *typed = &session->writing.unsaved[0];
        int64_t section = typed->section;
        rc = keep_late(session, section, typed->base_revision, err);
        if (rc == RC_OK)
            drop_unsaved_of(session, section);
    }
    if (rc != RC_OK)
        return rc;
    session_drop_unsaved(session); /* and what was said of it */
    return session_reload(session, err);
}

/* Text that the store refused goes in in its order, as soon as the store takes it. */
static bool store_unsaved(struct session *session) {
    size_t stored = 0;
    struct err err = {0};
    if (!session_guard(session, false))
        return false;
    enum rc rc = RC_OK;
    while (stored < session->writing.unsaved_count &&
           (rc = store_one(session, &session->writing.unsaved[stored], &err)) == RC_OK)
        unsaved_release(&session->writing.unsaved[stored++]);
    if (rc == RC_LOCKED && stored == 0)
        return keep_all_late(session, &session->writing.trouble) == RC_OK;
    if (stored == 0 && session->writing.unsaved_count > 0) {
        session->writing.trouble = err;
        return false;
    }
    session->writing.unsaved_count -= stored;
    for (size_t i = 0; i < session->writing.unsaved_count; i++)
        session->writing.unsaved[i] = session->writing.unsaved[stored + i];
    if (session->writing.unsaved_count == 0)
        session->writing.trouble.text[0] = '\0';
    else
        session->writing.trouble = err;
    return session->writing.unsaved_count == 0;
}

/* Whether somebody has touched the files of the database since it was last idle. Where nothing
 * tells, they are looked at for each key. */
static bool is_touched(struct session *session) {
    if (session->watching.watch == NULL)
        return true;
    unsigned fresh = file_watch_take(session->watching.watch);
    session->watching.marks |= fresh;
    return fresh != 0 || (session->watching.marks & SESSION_MARK_GONE) != 0;
}

/* Stored at once, or kept until the store takes it. The body has it already. RC_LOCKED: it may not
 * have it. */
static enum rc keep_typed(struct session *session, const struct unsaved *typed) {
    struct err err = {0};
    enum rc rc = RC_BUSY; /* what waits goes in first */
    if (session->writing.unsaved_count == 0) {
        rc = is_touched(session) ? session_check_files(session, false, &err) : RC_OK;
        if (rc == RC_OK)
            rc = store_one(session, typed, &err);
        if (rc == RC_OK || rc == RC_LOCKED)
            return rc;
        session->writing.trouble = err;
    }
    MEM_PUSH_ROOM(session->writing.unsaved, session->writing.unsaved_count,
                  session->writing.unsaved_cap);
    struct unsaved *kept = &session->writing.unsaved[session->writing.unsaved_count++];
    *kept = *typed;
    splice_copy(&kept->splice, &typed->splice);
    if (typed->over.clerk != NULL)
        kept->over.clerk = span_copy(span_of(typed->over.clerk));
    if (session_went_elsewhere(session, rc, &err))
        (void)store_unsaved(session);
    return RC_OK;
}

/* Of a section whose text is another window's: the newest of this user's that is gone and in
 * conflict, or what somebody is typing. Its clerk is the caller's; NULL: its text is this window's.
 */
static struct store_seen take_seen(struct session *session, int64_t section) {
    struct store_pendings *all = &session->writing.pendings;
    for (size_t i = 0; i < all->foreign_count; i++)
        if (all->foreign[i].section == section) {
            struct store_seen seen = all->foreign[i].seen;
            all->foreign[i] = all->foreign[--all->foreign_count];
            return seen;
        }
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].section == section &&
            all->items[i].window != store_window(session->store)) {
            struct store_seen seen = {span_copy(span_of(session_user(session))),
                                      all->items[i].window, all->items[i].last};
            all->items[i].window = store_window(session->store);
            return seen;
        }
    return (struct store_seen){0};
}

/* The clerk goes on from another window's text, as it stands on the screen: that is folded first,
 * for splices stand on the saved text. Who of the two saves later is shown both texts. */
bool session_take_over(struct session *session, struct section *section) {
    struct store_seen seen = take_seen(session, section->id);
    if (seen.clerk == NULL)
        return false;
    (void)keep_typed(session, &(struct unsaved){.section = section->id,
                                                .base_revision = section->revision,
                                                .over = seen});
    mem_free(seen.clerk);
    session->revision++;
    return true;
}

/* Somebody has made the report final: the body is as it was, and nothing of it was seen. */
static void take_back(struct session *session, struct section *where, const struct splice *splice,
                      bool touched) {
    struct splice back;
    splice_copy(&back, splice);
    splice_invert(&back);
    enum rc rc = body_apply(&where->body, &back, NULL);
    assert(rc == RC_OK);
    splice_release(&back);
    where->touched = touched;
    (void)!session_reload(session, NULL);
}

bool session_type(struct session *session, int64_t section, const struct splice *splice,
                  enum act act, bool continues) {
    struct section *where = session_find(session, section);
    assert(where != NULL);
    struct err err = {0};
    bool taken = session_take_over(session, where);
    bool is_first = !where->touched;
    bool had_text = section_has_text(session->open.report, where);
    enum rc rc = body_apply(&where->body, splice, &err);
    assert(rc == RC_OK); /* the editor made it from this very body */
    where->touched = true;
    session->revision += is_first || section_has_text(session->open.report, where) != had_text;
    session_review_typed(session, where);
    note_pending(session, section, where->revision);
    session->writing.typed_at = clock_monotonic();
    session->checking.typed_into =
        session->checking.findings_known || session->checking.typed_into == section ? section : -1;
    session->checking.findings_known = session->checking.section_known = false;
    session_drop_check(session);
    rc = keep_typed(session, &(struct unsaved){.section = section,
                                               .base_revision = where->revision,
                                               .act = act,
                                               .continues = continues && !taken,
                                               .splice = *splice});
    if (rc == RC_LOCKED)
        take_back(session, where, splice, !is_first);
    return rc == RC_OK;
}

/* --- saving --- */

enum session_saving session_saving(const struct session *session) {
    return session->writing.unsaved_count > 0 ? SESSION_UNSAVED
           : session->writing.needs_sync      ? SESSION_DRAFT
                                              : SESSION_SAVED;
}

const char *session_trouble(const struct session *session) {
    return session->writing.trouble.text;
}

int64_t session_saved_at(const struct session *session) {
    return session->writing.saved_at;
}

void session_sync(struct session *session) {
    if (session->writing.unsaved_count > 0 && !store_unsaved(session))
        return;
    if (!session->writing.needs_sync)
        return;
    struct err err = {0};
    session->writing.sync_refused = !session_guard(session, false);
    if (session->writing.sync_refused)
        return;
    enum rc rc = session->writing.needs_sync ? store_sync(session->store, &err) : RC_OK;
    if (rc != RC_OK && !session_went_elsewhere(session, rc, &err)) {
        session->writing.trouble = err;
        session->writing.sync_refused = true;
        return;
    }
    session->writing.needs_sync = false;
    session->writing.trouble.text[0] = '\0';
    session->writing.saved_at = clock_now();
}

static enum rc fold_one(struct session *session, size_t pending, bool *by_another,
                        struct err *err) {
    bool folded = false;
    int64_t id = session->writing.pendings.items[pending].section;
    struct section *section = session_find(session, id);
    if (section == NULL)
        return RC_OK;
    enum rc rc = store_fold(session->store, session->open.report->id, id,
                            session->writing.pendings.items[pending].window, &section->revision,
                            &folded, err);
    if (rc == RC_CONFLICT) {
        (void)err_at(err, _("“%s”"), section->heading);
        note_conflict(session, &session->writing.pendings.items[pending]);
        session->revision++;
    } else if (rc == RC_OK) {
        session_drop_pending(session, id);
        *by_another |= !folded;
    }
    return rc;
}

enum rc session_fold(struct session *session, int64_t section, struct err *err) {
    if (session->open.report == NULL)
        return RC_OK;
    if ((session->writing.unsaved_count > 0 && !store_unsaved(session)) ||
        !session_guard(session, false))
        return err_set(err, session->writing.trouble.rc, "%s", session->writing.trouble.text);
    enum rc first = RC_OK;
    bool folded = false, by_another = false;
    struct err why = {0};
    int64_t self = store_window(session->store);
    for (size_t i = session->writing.pendings.count; i-- > 0;) {
        const struct store_pending *item = &session->writing.pendings.items[i];
        if (section >= 0 ? item->section != section : item->window != self)
            continue; /* what a window that is gone has left is asked about in its section */
        enum rc rc = fold_one(session, i, &by_another, first == RC_OK ? &why : NULL);
        folded |= rc == RC_OK;
        if (first == RC_OK)
            first = rc;
    }
    if (folded) {
        session->writing.needs_sync = session->writing.sync_refused = false;
        session->writing.saved_at = clock_now();
        session->writing.step_id = 0;
        session->checking.counts_stale = true;
    }
    if (by_another && first == RC_OK) /* more may have come of it than what is in memory */
        first = session_reload(session, &why);
    if (first == RC_OK || session_went_elsewhere(session, first, &why))
        return RC_OK;
    return err_set(err, first, "%s", why.text);
}

bool session_conflict(struct session *session, struct session_conflict *conflict) {
    for (size_t i = 0; session->open.report != NULL && i < session->writing.pendings.count; i++) {
        if (!session->writing.pendings.items[i].conflict)
            continue;
        *conflict =
            (struct session_conflict){.section = session->writing.pendings.items[i].section};
        int64_t revision = 0;
        return store_load_base(session->store, session->open.report->id, conflict->section,
                               &conflict->theirs, &revision, &conflict->user, NULL) == RC_OK;
    }
    return false;
}

void session_conflict_release(struct session_conflict *conflict) {
    body_release(&conflict->theirs);
    mem_free(conflict->user);
}

enum rc session_resolve(struct session *session, int64_t section, bool mine, struct err *err) {
    int64_t window = store_window(session->store);
    for (size_t i = 0; i < session->writing.pendings.count; i++)
        if (session->writing.pendings.items[i].section == section)
            window = session->writing.pendings.items[i].window;
    if (session->writing.unsaved_count > 0 && !store_unsaved(session))
        return err_set(err, session->writing.trouble.rc, "%s", session->writing.trouble.text);
    enum rc rc =
        store_resolve(session->store, session->open.report->id, section, window, mine, err);
    return rc == RC_OK ? session_reload(session, err) : rc;
}
