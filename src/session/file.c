#include "session/file.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/str.h"
#include "session/private.h"
#include "store/overwrite.h"

enum { NAME_TRIES = 100 };

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

enum rc session_make_free(const char *folder, const char *path, const char *what, const char *ends,
                          unsigned mode, char **made, struct err *err) {
    enum rc rc = RC_REFUSED;
    *made = NULL;
    for (int i = 0; rc == RC_REFUSED && i < NAME_TRIES; i++) {
        mem_free(*made);
        *made = session_name_free(folder, path, what, ends);
        rc = file_make_new(*made, mode, err);
    }
    if (rc != RC_OK) {
        mem_free(*made);
        *made = NULL;
    }
    return rc;
}

/* Where the database was damaged or taken away the session works on another one. */
enum { OURS = 2 };
static void list_ours(const struct session *session, const char *ours[OURS]) {
    ours[0] = session->asked_path;
    ours[1] = store_path(session->store);
}

enum rc session_write_file(const struct session *session, const char *path, struct span bytes,
                           struct err *err) {
    const char *ours[OURS];
    list_ours(session, ours);
    enum rc rc = overwrite_check(ours, OURS, NULL, path, OVERWRITE_BY_EXPORT, err);
    return rc == RC_OK ? file_write_atomic(path, bytes, err) : rc;
}

enum rc session_check_reading(const struct session *session, const char *path, struct err *err) {
    const char *ours[OURS];
    if (session == NULL)
        return RC_OK;

    list_ours(session, ours);
    return overwrite_check_reading(ours, OURS, path, err);
}

enum rc session_read_file(const struct session *session, struct str *bytes, const char *path,
                          size_t most, struct err *err) {
    enum rc rc = session_check_reading(session, path, err);
    return rc == RC_OK ? file_read(bytes, path, most, err) : rc;
}

enum rc session_write_copy(const char *database, const char *original, const char *path,
                           struct span bytes, struct err *err) {
    if (file_is_same(original, path))
        return err_set(err, RC_REFUSED, _("“%s”就是原来的文件，没有改写；请换一个文件名"), path);
    enum rc rc = overwrite_check(&database, 1, NULL, path, OVERWRITE_BY_EXPORT, err);
    return rc == RC_OK ? file_write_atomic(path, bytes, err) : rc;
}
