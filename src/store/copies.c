/* A copy of the database for each day that it was worked on, and the way back to one. */
#include "store/copies.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"
#include "store/db.h"
#include "store/db_copy.h"
#include "store/store_private.h"
#include "store/verify.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAME = sizeof "2026-11-25" - 1,
    DAYS_KEPT = 7,
    WEEKS_KEPT = 4,
    DAYS_OF_WEEK = 7,
    FRESH_SECONDS = 3600,
};
static const char ending[] = ".db";

/* jixiao.db.copies beside jixiao.db */
static char *copies_folder(const char *database) {
    struct str path = STR_INIT;
    str_add_format(&path, "%s.copies", database);
    return str_detach(&path);
}

/* Days since 1970 of "2026-11-25.db"; -1: a file of another kind. */
static int64_t day_of(const char *name) {
    struct str date = STR_INIT;
    int64_t ms = 0;
    bool fits = strlen(name) == NAME + sizeof ending - 1 && strcmp(name + NAME, ending) == 0;
    str_add_format(&date, "%.*sT00:00:00Z", (int)NAME, name);
    fits = fits && clock_parse_utc(str_span(&date), &ms);
    str_release(&date);
    return fits ? ms / CLOCK_DAY_MS : -1;
}

static int compare_days(const void *a, const void *b) {
    const struct library_copy *x = a, *y = b;
    return x->day < y->day ? 1 : x->day > y->day ? -1 : 0;
}

void store_list_copies(const char *database, struct library_copies *out) {
    struct file_list list = {0};
    char *folder = copies_folder(database);
    if (file_list_folder(&list, folder, NULL) == RC_OK)
        for (size_t i = 0; i < list.count; i++) {
            const struct file_entry *entry = &list.entries[i];
            int64_t day = entry->is_folder ? -1 : day_of(entry->name);
            if (day < 0)
                continue;
            MEM_PUSH_ROOM(out->items, out->count, out->cap);
            out->items[out->count++] =
                (struct library_copy){.name = mem_copy_text(entry->name, NAME),
                                      .path = file_path_join(folder, entry->name),
                                      .day = day,
                                      .made = entry->mtime,
                                      .size = entry->size};
        }
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, compare_days);
    file_list_release(&list);
    mem_free(folder);
}

/* Newest first: those of the last seven days stay, and the newest of each week of the calendar
 * before that, four of them: a week that moved along with today would never let one grow old. */
static void drop_old(struct store *store, int64_t today) {
    struct library_copies copies = {0};
    int64_t last_week = -1, weeks = 0;
    store_list_copies(store_path(store), &copies);
    for (size_t i = 0; i < copies.count; i++) {
        int64_t day = copies.items[i].day, week = day / DAYS_OF_WEEK;
        if (today - day < DAYS_KEPT)
            continue;
        if (week != last_week && weeks < WEEKS_KEPT)
            weeks++;
        else
            file_drop(copies.items[i].path);
        last_week = week;
    }
    library_copies_release(&copies);
}

static char *path_for(const char *folder, int64_t day) {
    struct str date = STR_INIT;
    clock_add_utc(&date, day * CLOCK_DAY_MS);
    str_cut(&date, NAME);
    str_add_text(&date, ending);
    char *path = file_path_join(folder, date.s);
    str_release(&date);
    return path;
}

static bool is_fresh(struct store *store, int64_t today) {
    struct library_copies copies = {0};
    store_list_copies(store_path(store), &copies);
    bool fresh = copies.count > 0 && copies.items[0].day == today &&
                 clock_now() / 1000 - copies.items[0].made < FRESH_SECONDS;
    library_copies_release(&copies);
    return fresh;
}

enum rc store_copy_today(struct store *store, struct err *err) {
    int64_t today = clock_today();
    if (is_fresh(store, today))
        return RC_OK;
    char *folder = copies_folder(store_path(store));
    char *path = path_for(folder, today);
    enum rc rc = file_make_folder(folder, err);
    if (rc == RC_OK)
        rc = store_backup(store, path, OVERWRITE_BY_COPY, err);
    if (rc == RC_OK)
        drop_old(store, today);
    mem_free(path);
    mem_free(folder);
    return rc;
}

/* What is there now is kept first, under a name that the rule above does not know. */
static enum rc keep_present(struct store *store, struct err *err) {
    struct str path = STR_INIT;
    char *folder = copies_folder(store_path(store));
    str_add_format(&path, "%s/before-%lld%s", folder, (long long)(clock_now() / 1000), ending);
    enum rc rc = file_make_folder(folder, err);
    if (rc == RC_OK)
        rc = store_backup(store, path.s, OVERWRITE_BY_COPY, err);
    str_release(&path);
    mem_free(folder);
    return rc;
}

enum rc store_restore_copy(struct store *store, const char *path, struct err *err) {
    struct store *copy = NULL;
    struct str faults = STR_INIT;
    enum rc rc = store_open(&copy, path, store->user, STORE_LOOK, NULL);
    if (rc != RC_OK) /* of an earlier version: that of the copy is brought up to date */
        rc = store_open(&copy, path, store->user, STORE_READ_ONLY, err);
    if (rc == RC_OK)
        rc = store_verify(copy, &faults, err);
    store_close(copy);
    str_release(&faults);
    if (rc == RC_OK)
        rc = keep_present(store, err);
    if (rc == RC_OK)
        rc = db_copy_from(store->db, path, err);
    /* what was known of rows is not true any more */
    template_free(store->last.template);
    store->last.template = NULL;
    store->last.row = 0;
    return rc;
}
