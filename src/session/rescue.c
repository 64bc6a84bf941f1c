#include "session/rescue.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"
#include "model/change_between.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/clerks.h"
#include "session/connection.h"
#include "session/copies.h"
#include "session/environment.h"
#include "session/file.h"
#include "session/private.h"
#include "session/report.h"
#include "session/unsaved.h"
#include "store/copies.h"
#include "store/library.h"
#include "store/reports.h"
#include "store/store.h"
#include "store/verify.h"

#include <string.h>
#include <unistd.h>

struct loss {
    char *why, *old_path, *new_path;
    bool is_whole, is_told;
};

static void loss_free(struct loss *loss) {
    if (loss == NULL)
        return;
    mem_free(loss->why);
    mem_free(loss->old_path);
    mem_free(loss->new_path);
    mem_free(loss);
}

void session_rescue_release(struct session *session) {
    loss_free(session->loss);
    session->loss = NULL;
}

bool session_loss(const struct session *session, struct session_loss *out) {
    return session->loss != NULL && !session->loss->is_told && session_last_loss(session, out);
}

bool session_last_loss(const struct session *session, struct session_loss *out) {
    const struct loss *loss = session->loss;
    if (loss == NULL)
        return false;
    *out = (struct session_loss){loss->why, loss->old_path, loss->new_path, loss->is_whole};
    return true;
}

void session_loss_is_told(struct session *session) {
    if (session->loss != NULL)
        session->loss->is_told = true;
}

void session_list_lost_copies(const struct session *session, struct library_copies *out) {
    if (session->loss != NULL)
        store_list_copies(session->loss->old_path, out);
}

/* --- what goes there --- */

/* The report as the new database gives it, and what was typed and not stored: is it the one that is
 * open? */
static bool is_same_report(struct session *session, struct store *store) {
    struct report *report = NULL;
    struct store_pendings pendings = {0};
    if (store_load_report(store, session->open.report->id, &report, &pendings, NULL) != RC_OK)
        return false;
    bool same = true;
    for (size_t i = 0; same && i < session->writing.unsaved_count; i++) {
        if (session->writing.unsaved[i].over.clerk != NULL)
            continue; /* it changes no text */
        struct section *section = report_find_id(report, session->writing.unsaved[i].section);
        same = section != NULL &&
               body_apply(&section->body, &session->writing.unsaved[i].splice, NULL) == RC_OK;
        if (same)
            section->touched = true;
    }
    same = same && report_equal(report, session->open.report);
    store_pendings_release(&pendings);
    report_free(report);
    return same;
}

/* All that the old files still give: they may have lost their names only. Pages of two databases
 * may look well one by one, so nothing but the whole look will do. At the path stands an empty file
 * of this program's; NULL: it is gone. */
static struct store *copy_whole(struct session *session, const char *path) {
    struct store *store = NULL;
    struct str faults = STR_INIT;
    enum rc rc = store_backup(session->store, path, OVERWRITE_BY_CONSENT, NULL);
    if (rc == RC_OK)
        rc = store_open(&store, path, store_user(session->store), STORE_EXISTING, NULL);
    if (rc == RC_OK)
        store_set_window(store, store_window(session->store));
    bool whole = rc == RC_OK && store_verify(store, &faults, NULL) == RC_OK &&
                 (session->open.report == NULL || is_same_report(session, store));
    str_release(&faults);
    if (whole)
        return store;
    store_close(store);
    file_drop(path);
    return NULL;
}

enum rc session_add_as_new(struct store *store, struct report *report, struct err *err) {
    int64_t id = report->id;
    report->id = 0;
    enum rc rc = store_add_report(store, report, ACT_RESTORE, err);
    if (rc != RC_OK)
        report->id = id;
    return rc;
}

/* The open report as it stands in memory, last year's beside it, into an empty file of this
 * program's. Their numbers may be others. */
static enum rc write_open(struct session *session, const char *path, struct store **out,
                          struct err *err) {
    struct store *store = NULL;
    struct report *report = session->open.report, *prior = session->open.prior;
    enum rc rc = store_open(&store, path, store_user(session->store), STORE_EXISTING, err);
    if (rc == RC_OK && report != NULL && prior != NULL) {
        rc = session_add_as_new(store, prior, err);
        if (rc == RC_OK)
            report->prior = prior->id;
    }
    if (rc == RC_OK && report != NULL)
        rc = session_add_as_new(store, report, err);
    if (rc != RC_OK) {
        store_close(store);
        file_drop(path);
        return rc;
    }
    *out = store;
    return RC_OK;
}

/* --- going on there --- */

/* Nothing waits any more: all of it is in the report that was written. */
static void forget_drafts(struct session *session) {
    session_drop_unsaved(session);
    session->writing.needs_sync = false;
    store_pendings_release(&session->writing.pendings);
}

/* A file that another window, which has lost the database too, does not take at the same time. */
static enum rc take_name(const struct session *session, const char *folder, struct loss *loss,
                         struct err *err) {
    mem_free(loss->new_path);
    return session_make_free(folder, loss->old_path, RESCUED_WORD, RESCUED_ENDING,
                             store_file_mode(session->store), &loss->new_path, err);
}

static enum rc write_to(struct session *session, const char *folder, struct loss *loss,
                        struct err *err) {
    struct store *store = NULL;
    enum rc rc = take_name(session, folder, loss, err);
    if (rc == RC_OK)
        store = copy_whole(session, loss->new_path);
    loss->is_whole = store != NULL;
    if (rc == RC_OK && store == NULL)
        rc = take_name(session, folder, loss, err);
    if (rc == RC_OK && store == NULL)
        rc = write_open(session, loss->new_path, &store, err);
    if (rc != RC_OK)
        return rc;
    if (!loss->is_whole)
        forget_drafts(session);
    session_use_store(session, store);
    return RC_OK;
}

/* Beside the old one, else where a new one would be made, else where anything may be written. */
static enum rc write_somewhere(struct session *session, struct loss *loss, struct err *err) {
    char *folders[] = {file_path_folder(loss->old_path), session_data_folder(),
                       mem_copy_text("/tmp", 4)};
    enum rc rc = RC_STORE;
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        if (rc != RC_OK && file_make_folder(folders[i], NULL) == RC_OK)
            rc = write_to(session, folders[i], loss, err);
        mem_free(folders[i]);
    }
    return rc;
}

static enum rc rescue(struct session *session, const struct err *why, struct err *err) {
    struct loss *loss = MEM_NEW(struct loss);
    loss->why = span_copy(span_of(why->text));
    loss->old_path = span_copy(span_of(store_path(session->store)));
    session->watching.is_guarded = false; /* no second time on the way */
    enum rc rc = write_somewhere(session, loss, err);
    session->watching.is_guarded = true;
    if (rc != RC_OK) {
        loss_free(loss);
        return rc;
    }
    session_rescue_release(session);
    session->loss = loss;
    return RC_OK;
}

enum rc session_check_files(struct session *session, bool closely, struct err *err) {
    if (!session->watching.is_guarded || store_is_read_only(session->store))
        return RC_OK;
    return store_check_files(session->store, closely, err);
}

bool session_went_elsewhere(struct session *session, enum rc rc, const struct err *why) {
    struct err err = {0};
    if ((rc != RC_GONE && rc != RC_DAMAGED) || !session->watching.is_guarded)
        return false;
    if (rescue(session, why, &err) == RC_OK)
        return true;
    session->writing.trouble = *why;
    return false;
}

bool session_guard(struct session *session, bool closely) {
    struct err err = {0};
    enum rc rc = session_check_files(session, closely, &err);
    return rc != RC_GONE || session_went_elsewhere(session, rc, &err);
}

bool session_guard_content(struct session *session) {
    struct err err = {0};
    int64_t report = session->open.report != NULL ? session->open.report->id : 0;
    if (!session->watching.is_guarded || store_is_read_only(session->store))
        return true;
    enum rc rc = store_check_content(session->store, report, &session->open.mark, &err);
    return rc != RC_GONE || session_went_elsewhere(session, rc, &err);
}
