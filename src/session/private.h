/*
 * private.h - what the session's own files share; nobody else includes it. Its parts have a header
 * each, with what holds of them.
 */
#ifndef SESSION_PRIVATE_H
#define SESSION_PRIVATE_H

#include "session/private_checking.h"
#include "session/private_open.h"
#include "session/private_watching.h"
#include "session/private_writing.h"
#include "session/session.h"

struct session {
    struct store *store;
    char *asked_path;        /* of the database that was to be opened, whatever came after */
    bool only_reads;         /* folds nothing that it finds */
    struct own_words *words; /* of the office, read when first asked for */
    struct remains *remains; /* remains.c: what can be read of a damaged one, or NULL */
    struct loss *loss;       /* rescue.c: what became of an earlier database, or NULL */
    uint64_t generation, revision;

    struct session_opened open;
    struct session_writing writing;
    struct session_checking checking;
    struct session_watching watching;
};

#endif
