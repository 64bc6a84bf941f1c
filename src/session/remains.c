#include "session/remains.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"
#include "session/connection.h"
#include "session/file.h"
#include "session/private.h"
#include "session/report.h"
#include "session/rescue.h"
#include "store/copies.h"
#include "store/recover.h"

struct remains {
    char *path; /* of what was saved */
    struct str text;
    bool is_told;
};

void session_remains_release(struct session *session) {
    struct remains *remains = session->remains;
    if (remains == NULL)
        return;
    file_drop(remains->path);
    mem_free(remains->path);
    str_release(&remains->text);
    mem_free(remains);
    session->remains = NULL;
}

const char *session_remains(const struct session *session) {
    const struct remains *remains = session->remains;
    return remains != NULL && !remains->is_told ? remains->text.s : NULL;
}

void session_remains_are_told(struct session *session) {
    if (session->remains != NULL)
        session->remains->is_told = true;
}

const char *session_why_read_only(const struct session *session) {
    return session->remains != NULL
               ? _("数据库已损坏，这里只能看和导出，不能改")
               : _("数据库只能读、不能写：可以看和导出，不能改；请技术员检查磁盘和权限");
}

bool session_is_read_only(const struct session *session) {
    return session->remains != NULL || store_is_read_only(session->store);
}

static void add_text(struct str *text, const char *damaged, const struct recovered *found) {
    struct library_copies copies = {0};
    str_add_format(
        text,
        _("数据库 %s 已损坏。这里是还读得出的%zu份报告，只能看和导出，不能改。请让大家退出，"
          "由技术员运行 jixiao --db %s recover 新文件 存下这些内容"),
        damaged, found->reports, damaged);
    store_list_copies(damaged, &copies);
    if (copies.count > 0)
        str_add_format(text, _("，或换上%s的每日备份 %s"), copies.items[0].name,
                       copies.items[0].path);
    str_add_text(text, _("。"));
    library_copies_release(&copies);
}

enum { MODE_OWN = 0600 };

/* Into a file beside it, else where anything may be written. */
static enum rc save(const char *damaged, struct recovered *found, char **path) {
    char *folders[] = {file_path_folder(damaged), mem_copy_text("/tmp", 4)};
    enum rc rc = RC_DAMAGED;
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        if (rc != RC_OK) {
            recovered_release(found);
            mem_free(*path);
            rc = session_make_free(folders[i], damaged, "remains", ".db", MODE_OWN, path, NULL);
            if (rc == RC_OK) { /* over the empty file, which is this program's */
                rc = store_recover(found, damaged, *path, OVERWRITE_BY_CONSENT, NULL);
                if (rc != RC_OK)
                    file_drop(*path);
            }
        }
        mem_free(folders[i]);
    }
    return rc;
}

enum rc session_open_remains(const char *damaged, const char *user, struct store **store,
                             struct remains **out, struct err *err) {
    struct recovered found = {.notes = STR_INIT};
    char *path = NULL;
    enum rc rc = save(damaged, &found, &path);
    if (rc == RC_OK) {
        rc = store_open(store, path, user, STORE_LOOK, err);
        if (rc != RC_OK)
            file_drop(path);
    }
    if (rc == RC_OK) {
        *out = MEM_NEW(struct remains);
        (*out)->path = path;
        str_init(&(*out)->text);
        add_text(&(*out)->text, damaged, &found);
        path = NULL;
    }
    mem_free(path);
    recovered_release(&found);
    return rc;
}

static enum rc use_remains(struct session *session) {
    struct store *store = NULL;
    struct remains *remains = NULL;
    enum rc rc = session_open_remains(store_path(session->store), store_user(session->store),
                                      &store, &remains, NULL);
    if (rc != RC_OK)
        return rc;
    session_leave(session);
    session_use_store(session, store);
    session->remains = remains;
    session->watching.is_guarded = false;
    return RC_OK;
}

enum rc session_load_or_remains(struct session *session, int64_t report, struct err *err) {
    enum rc rc = session_load(session, report, err);
    if (rc == RC_DAMAGED && session->remains == NULL && use_remains(session) == RC_OK)
        rc = session_load(session, report, err);
    return rc;
}
