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
#include "session/copies.h"
#include "session/private.h"
#include "session/report.h"
#include "store/copies.h"
#include "store/library.h"
#include "store/reports.h"
#include "store/store.h"
#include "store/verify.h"

#include <string.h>
#include <unistd.h>

enum { NAME_TRIES = 100 };
static const char word[] = "rescued", ending[] = ".db";

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

/* --- where it goes --- */

/* "jixiao.db" gives "jixiao" */
static struct span stem_of(const char *path) {
    struct span name = span_of(file_path_name(path));
    if (span_ends_with(name, SPAN(".db")) && name.n > 3)
        name.n -= 3;
    return name;
}

void session_add_stem(struct str *out, const char *path, const char *what) {
    str_add_format(out, "%.*s-%s-", SPAN_ARG(stem_of(path)), what);
}

char *session_name_free(const char *folder, const char *path, const char *what, const char *ends) {
    struct str name = STR_INIT;
    for (int i = 0; i < NAME_TRIES; i++) {
        str_clear(&name);
        str_add_format(&name, "%s/", folder);
        session_add_stem(&name, path, what);
        clock_add_stamp(&name, clock_now());
        if (i > 0)
            str_add_format(&name, "-%d", i + 1);
        str_add_text(&name, ends);
        if (file_kind_of(name.s) == FILE_NONE)
            break;
    }
    return str_detach(&name);
}

/* The newest one beside a database; NULL: none. And how many there are. */
static char *find_beside(const char *path, size_t *count) {
    struct file_list list = {.hidden = true}; /* as the database may be */
    struct str prefix = STR_INIT;
    char *folder = file_path_folder(path), *found = NULL;
    const struct file_entry *newest = NULL;
    session_add_stem(&prefix, path, word);
    if (file_list_folder(&list, folder, NULL) == RC_OK)
        for (size_t i = 0; i < list.count; i++) {
            const struct file_entry *entry = &list.entries[i];
            struct span name = span_of(entry->name);
            if (entry->is_folder || !span_starts_with(name, str_span(&prefix)) ||
                !span_ends_with(name, span_of(ending)))
                continue;
            ++*count;
            if (newest == NULL || entry->mtime >= newest->mtime)
                newest = entry;
        }
    if (newest != NULL)
        found = file_path_join(folder, newest->name);
    file_list_release(&list);
    str_release(&prefix);
    mem_free(folder);
    return found;
}

/* --- what goes there --- */

/* The report as the new database gives it, and what was typed and not stored: is it the one that is
 * open? */
static bool is_same_report(struct session *session, struct store *store) {
    struct report *report = NULL;
    struct store_pendings pendings = {0};
    if (store_load_report(store, session->report->id, &report, &pendings, NULL) != RC_OK)
        return false;
    bool same = true;
    for (size_t i = 0; same && i < session->unsaved_count; i++) {
        if (session->unsaved[i].over.clerk != NULL)
            continue; /* it changes no text */
        struct section *section = report_find_id(report, session->unsaved[i].section);
        same = section != NULL &&
               body_apply(&section->body, &session->unsaved[i].splice, NULL) == RC_OK;
        if (same)
            section->touched = true;
    }
    same = same && report_equal(report, session->report);
    store_pendings_release(&pendings);
    report_free(report);
    return same;
}

/* All that the old files still give: they may have lost their names only. Pages of two databases
 * may look well one by one, so nothing but the whole look will do. */
static struct store *copy_whole(struct session *session, const char *path) {
    struct store *store = NULL;
    struct str faults = STR_INIT;
    if (store_backup(session->store, path, OVERWRITE_BY_BACKUP, NULL) != RC_OK)
        return NULL;
    enum rc rc = store_open(&store, path, store_user(session->store), STORE_EXISTING, NULL);
    if (rc == RC_OK)
        store_set_window(store, store_window(session->store));
    bool whole = rc == RC_OK && store_verify(store, &faults, NULL) == RC_OK &&
                 (session->report == NULL || is_same_report(session, store));
    str_release(&faults);
    if (whole)
        return store;
    store_close(store);
    file_drop(path);
    return NULL;
}

static enum rc add_as_new(struct store *store, struct report *report, struct err *err) {
    int64_t id = report->id;
    report->id = 0;
    enum rc rc = store_add_report(store, report, ACT_RESTORE, err);
    if (rc != RC_OK)
        report->id = id;
    return rc;
}

/* The open report as it stands in memory, last year's beside it. Their numbers may be others. */
static enum rc write_open(struct session *session, const char *path, struct store **out,
                          struct err *err) {
    struct store *store = NULL;
    struct report *report = session->report, *prior = session->prior;
    enum rc rc = file_make_empty(path, store_file_mode(session->store), err);
    if (rc == RC_OK)
        rc = store_open(&store, path, store_user(session->store), STORE_EXISTING, err);
    if (rc == RC_OK && report != NULL && prior != NULL) {
        rc = add_as_new(store, prior, err);
        if (rc == RC_OK)
            report->prior = prior->id;
    }
    if (rc == RC_OK && report != NULL)
        rc = add_as_new(store, report, err);
    if (rc != RC_OK) {
        store_close(store);
        file_drop(path);
        return rc;
    }
    *out = store;
    return RC_OK;
}

/* --- going on there --- */

void session_use_store(struct session *session, struct store *store) {
    bool seated = store_clerks_path(session->store) != NULL;
    store_set_window(store, store_window(session->store));
    store_close_gone(session->store);
    session->store = store;
    session->marks = 0;
    session->step_id = 0;
    session->trouble.text[0] = '\0';
    session->saved_at = clock_now();
    session->mark =
        session->report != NULL ? store_mark(store, session->report->id) : (struct store_mark){0};
    session_watch(session);
    if (seated)
        session_be_at(session, session->at);
}

/* Nothing waits any more: all of it is in the report that was written. */
static void forget_drafts(struct session *session) {
    session_drop_unsaved(session);
    session->needs_sync = false;
    store_pendings_release(&session->pendings);
}

static enum rc write_to(struct session *session, const char *path, bool *whole, struct err *err) {
    struct store *store = copy_whole(session, path);
    enum rc rc = RC_OK;
    *whole = store != NULL;
    if (store == NULL)
        rc = write_open(session, path, &store, err);
    if (rc != RC_OK)
        return rc;
    if (!*whole)
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
        if (rc != RC_OK && file_make_folder(folders[i], NULL) == RC_OK) {
            loss->new_path = session_name_free(folders[i], loss->old_path, word, ending);
            rc = write_to(session, loss->new_path, &loss->is_whole, err);
            if (rc != RC_OK) {
                mem_free(loss->new_path);
                loss->new_path = NULL;
            }
        }
        mem_free(folders[i]);
    }
    return rc;
}

static enum rc rescue(struct session *session, const struct err *why, struct err *err) {
    struct loss *loss = MEM_NEW(struct loss);
    loss->why = span_copy(span_of(why->text));
    loss->old_path = span_copy(span_of(store_path(session->store)));
    session->is_guarded = false; /* no second time on the way */
    enum rc rc = write_somewhere(session, loss, err);
    session->is_guarded = true;
    if (rc != RC_OK) {
        loss_free(loss);
        return rc;
    }
    session_rescue_release(session);
    session->loss = loss;
    return RC_OK;
}

enum rc session_check_files(struct session *session, bool closely, struct err *err) {
    if (!session->is_guarded || store_is_read_only(session->store))
        return RC_OK;
    return store_check_files(session->store, closely, err);
}

bool session_went_elsewhere(struct session *session, enum rc rc, const struct err *why) {
    struct err err = {0};
    if ((rc != RC_GONE && rc != RC_DAMAGED) || !session->is_guarded)
        return false;
    if (rescue(session, why, &err) == RC_OK)
        return true;
    session->trouble = *why;
    return false;
}

bool session_guard(struct session *session, bool closely) {
    struct err err = {0};
    enum rc rc = session_check_files(session, closely, &err);
    return rc != RC_GONE || session_went_elsewhere(session, rc, &err);
}

bool session_guard_content(struct session *session) {
    struct err err = {0};
    int64_t report = session->report != NULL ? session->report->id : 0;
    if (!session->is_guarded || store_is_read_only(session->store))
        return true;
    enum rc rc = store_check_content(session->store, report, &session->mark, &err);
    return rc != RC_GONE || session_went_elsewhere(session, rc, &err);
}

/* --- a daily copy into it --- */

/* The report of the copy that the open one was. */
static bool is_earlier(const struct report *copy, const struct report *open) {
    const struct template *a = copy->template, *b = open->template;
    const char *one = a != NULL && a->form_id != NULL ? a->form_id : "";
    const char *two = b != NULL && b->form_id != NULL ? b->form_id : "";
    return copy->year == open->year && strcmp(copy->unit, open->unit) == 0 && strcmp(one, two) == 0;
}

static enum rc find_earlier(struct session *session, const struct report *open, int64_t *id,
                            struct err *err) {
    struct library_rows list = {0};
    enum rc rc = store_list(session->store, false, &list, err);
    *id = 0;
    for (size_t i = 0; rc == RC_OK && *id == 0 && i < list.count; i++) {
        struct report *report = NULL;
        if (list.items[i].year != open->year || strcmp(list.items[i].unit, open->unit) != 0)
            continue;
        rc = store_load_report(session->store, list.items[i].id, &report, NULL, err);
        if (rc == RC_OK && is_earlier(report, open))
            *id = report->id;
        report_free(report);
    }
    library_rows_release(&list);
    return rc;
}

/* The copy's report becomes what is open, as one change; else the open one comes beside it. */
static enum rc put_back(struct session *session, struct report *open, struct err *err) {
    int64_t id = 0;
    enum rc rc = find_earlier(session, open, &id, err);
    if (rc == RC_OK && id != 0)
        rc = session_load(session, id, err);
    if (rc == RC_OK && id != 0) {
        struct change_set set;
        change_set_init(&set, ACT_RESTORE);
        change_set_between(&set, session->report, open);
        if (session_finish(session, &set, NULL) == RC_OK && report_equal(session->report, open))
            return RC_OK;
        session_leave(session);
        id = 0;
    }
    if (rc == RC_OK && id == 0) {
        open->prior = 0;
        rc = add_as_new(session->store, open, err);
    }
    return rc == RC_OK && session->report == NULL ? session_load(session, open->id, err) : rc;
}

enum rc session_take_copy(struct session *session, const char *path, struct err *err) {
    int64_t open_id = session->report != NULL ? session->report->id : 0;
    struct report *open = NULL;
    enum rc rc = session_fold(session, -1, err);
    if (rc == RC_OK && open_id != 0)
        rc = store_load_report(session->store, open_id, &open, NULL, err);
    if (rc == RC_OK)
        rc = session_restore_copy(session, path, err);
    if (rc == RC_OK && open != NULL)
        rc = put_back(session, open, err);
    else if (open_id != 0 && session->report == NULL)
        (void)!session_load(session, open_id, NULL); /* nothing was changed */
    report_free(open);
    return rc;
}

/* --- one that was made so, the next day --- */

char *session_find_rescued(struct session *session, size_t *count) {
    bool any = false;
    *count = 0;
    bool is_empty =
        session->remains == NULL && store_has_reports(session->store, &any, NULL) == RC_OK && !any;
    return is_empty ? find_beside(store_path(session->store), count) : NULL;
}

static bool is_worked_on(struct store *store) {
    struct store_clerks clerks = {0};
    store_sit(store, 0, -1);
    store_list_clerks(store, &clerks);
    store_get_up(store);
    bool others = clerks.count > 0;
    store_clerks_release(&clerks);
    return others;
}

enum rc session_take_rescued(struct session *session, const char *path, bool *joined,
                             struct err *err) {
    struct store *store = NULL;
    *joined = false;
    session_leave(session);
    enum rc rc = store_open(&store, path, store_user(session->store), STORE_EXISTING, err);
    if (rc != RC_OK)
        return rc;
    *joined = is_worked_on(store);
    if (*joined) {
        session_use_store(session, store);
        return RC_OK;
    }
    store_close(store);
    return session_restore_copy(session, path, err);
}
