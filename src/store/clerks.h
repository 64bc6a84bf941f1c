/*
 * clerks.h - who works on the database now, on this computer, and in which section: each full
 * screen has a seat in a file beside the database (jixiao.db-clerks, base/file_seats.h). No row of
 * the database tells it: a crash would leave it standing, and moving about would be a change that
 * wakes everybody.
 */
#ifndef STORE_CLERKS_H
#define STORE_CLERKS_H

#include "store/store.h"

/* Where this clerk is: report 0: in none; section -1: in no section of it. The first call takes the
 * seat; one that cannot be had (a folder that cannot be written) is no trouble of the clerk's. */
void store_sit(struct store *store, int64_t report, int64_t section);
void store_get_up(struct store *store); /* as when the program ends */
/* The file of the seats while this clerk has one, else NULL. Borrowed. */
const char *store_clerks_path(const struct store *store);

struct store_clerk {
    char *user; /* clean text; this store's own user: another window */
    int64_t report, section, window;
};
struct store_clerks { /* the others, in the order of their seats */
    struct store_clerk *items;
    size_t count, cap;
};
void store_list_clerks(const struct store *store,
                       struct store_clerks *out); /* into an empty list */
void store_clerks_release(struct store_clerks *clerks);

/* The name of somebody else who has the report, or any, open now; heap, NULL: nobody has. */
enum { ANY_REPORT = -1 };
char *store_find_clerk_in(const struct store *store, int64_t report);
/* Whether it has a seat now, or is this one. */
bool window_is_live(const struct store *store, int64_t window);

#endif
