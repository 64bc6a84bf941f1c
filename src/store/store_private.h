/*
 * store_private.h - what the files of the store share: the connection with its user and window.
 */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include "store/stmt.h"
#include "store/store.h"

struct store {
    struct db *db;
    struct name_hold *name; /* of the file, as long as it is open to be written; NULL: not held */
    char *user;
    unsigned mode;           /* of the file when it was opened: copies of it have the same */
    int64_t window;          /* this run of the program, among all that write */
    int64_t data_version;    /* of the file when store_has_news last looked */
    struct store_seat *seat; /* clerks.c: where this clerk is, for the others; NULL: none */
    struct {                 /* the template read last: most reports of a run share one */
        int64_t row, hash;
        struct template *template;
    } last;
};

#endif
