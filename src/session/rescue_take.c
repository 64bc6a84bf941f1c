#include "session/rescue_take.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "model/change_between.h"
#include "session/change.h"
#include "session/connection.h"
#include "session/copies.h"
#include "session/file.h"
#include "session/private.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/setting.h"
#include "store/clerks.h"
#include "store/library.h"
#include "store/reports.h"

#include <string.h>

/* Until when this clerk was told of them; not translated, a name of a file. */
static const char told_setting[] = "rescued_told";

/* The newest one beside a database of those that were made after the one that is named `told`;
 * NULL: none. And how many there are. */
static char *find_beside(const char *path, const char *told, size_t *count) {
    struct file_list list = {.hidden = true}; /* as the database may be */
    struct str prefix = STR_INIT;
    char *folder = file_path_folder(path), *found = NULL;
    const struct file_entry *newest = NULL;
    session_add_stem(&prefix, path, RESCUED_WORD);
    if (file_list_folder(&list, folder, NULL) == RC_OK)
        for (size_t i = 0; i < list.count; i++) {
            const struct file_entry *entry = &list.entries[i];
            struct span name = span_of(entry->name);
            if (entry->is_folder || !span_starts_with(name, str_span(&prefix)) ||
                !span_ends_with(name, SPAN(RESCUED_ENDING)) || strcmp(entry->name, told) <= 0)
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
        change_set_between(&set, session->open.report, open);
        if (session_finish(session, &set, NULL) == RC_OK &&
            report_equal(session->open.report, open))
            return RC_OK;
        session_leave(session);
        id = 0;
    }
    if (rc == RC_OK && id == 0) {
        open->prior = 0;
        rc = session_add_as_new(session->store, open, err);
    }
    return rc == RC_OK && session->open.report == NULL ? session_load(session, open->id, err) : rc;
}

enum rc session_take_copy(struct session *session, const char *path, struct err *err) {
    int64_t open_id = session->open.report != NULL ? session->open.report->id : 0;
    struct report *open = NULL;
    enum rc rc = session_fold(session, -1, err);
    if (rc == RC_OK && open_id != 0)
        rc = store_load_report(session->store, open_id, &open, NULL, err);
    if (rc == RC_OK)
        rc = session_restore_copy(session, path, err);
    if (rc == RC_OK && open != NULL)
        rc = put_back(session, open, err);
    else if (open_id != 0 && session->open.report == NULL)
        (void)!session_load(session, open_id, NULL); /* nothing was changed */
    report_free(open);
    return rc;
}

char *session_find_rescued(struct session *session, size_t *count) {
    bool any = false;
    *count = 0;
    bool is_empty =
        session->remains == NULL && store_has_reports(session->store, &any, NULL) == RC_OK && !any;
    return is_empty ? find_beside(store_path(session->store), "", count) : NULL;
}

char *session_find_rescued_beside(struct session *session, size_t *count) {
    struct str told = STR_INIT;
    bool any = false;
    *count = 0;
    if (session->remains != NULL || store_has_reports(session->store, &any, NULL) != RC_OK || !any)
        return NULL;
    session_setting(session, told_setting, &told);
    char *found = find_beside(store_path(session->store), told.s, count);
    str_release(&told);
    return found;
}

void session_rescued_is_told(struct session *session, const char *path) {
    session_set_setting(session, told_setting, file_path_name(path));
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
    rc = session_restore_copy(session, path, err);
    if (rc == RC_OK)
        session_rescued_is_told(session, path);
    return rc;
}
