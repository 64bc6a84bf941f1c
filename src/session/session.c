#include "session/session.h"

#include "base/os/file_path.h"
#include "model/report_seed.h"
#include "session/private.h"
#include "session/remains.h"
#include "session/report.h"
#include "session/rescue.h"
#include "store/history.h"
#include "store/memory.h"
#include "store/reports.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/login.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "check/own_words.h"
#include "session/template.h"

#include <stdlib.h>
#include <unistd.h>

static const char *environment(const char *name) {
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* A relative one would be another folder wherever the program is started: it counts for nothing, as
 * specifications.freedesktop.org/basedir-spec says of its own variables. */
static const char *environment_folder(const char *name) {
    const char *value = environment(name);
    return value != NULL && value[0] == '/' ? value : NULL;
}

char *session_home_folder(void) {
    const char *given = environment_folder("HOME");
    char *home = given != NULL ? span_copy(span_of(given)) : login_home();
    return home != NULL ? home : span_copy(SPAN("."));
}

/* $NAME, or `usual` below the home, and what stands below it. */
static char *folder_of(const char *name, const char *usual, const char *below) {
    struct str out = STR_INIT;
    const char *given = environment_folder(name);
    char *home = session_home_folder();
    str_add_format(&out, "%s%s%s", given != NULL ? given : home, given != NULL ? "" : usual, below);
    mem_free(home);
    return str_detach(&out);
}

static char *default_path(bool *own_folder) {
    const char *path = environment("JIXIAO_DB");
    *own_folder = path == NULL;
    if (path != NULL)
        return span_copy(span_of(path));
    return folder_of("XDG_DATA_HOME", "/.local/share", "/jixiao/jixiao.db");
}

char *session_data_folder(void) {
    return folder_of("XDG_DATA_HOME", "/.local/share", "/jixiao");
}

char *session_config_path(const char *name) {
    char *folder = folder_of("XDG_CONFIG_HOME", "/.config", "/jixiao");
    char *path = file_path_join(folder, name);
    mem_free(folder);
    return path;
}

static char *db_path_of(const struct session_options *options, bool *own_folder) {
    return options->db != NULL ? span_copy(span_of(options->db)) : default_path(own_folder);
}

char *session_db_path(const struct session_options *options) {
    bool own_folder = false;
    return db_path_of(options, &own_folder);
}

/* As asked for, else the environment's, else the login's: one line, without what would drive a
 * terminal. Where nothing is left, the number. */
static char *user_name(const char *asked) {
    const char *name = asked != NULL ? asked : environment("JIXIAO_USER");
    char *login = name == NULL ? login_name() : NULL;
    if (login != NULL)
        name = login;
    struct str clean = STR_INIT;
    if (name != NULL && utf8_is_valid(span_of(name), NULL))
        text_clean(&clean, span_of(name), NULL);
    for (char *at = clean.s; at < clean.s + clean.len; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
    if (clean.len == 0)
        str_add_format(&clean, "uid%u", (unsigned)geteuid());
    mem_free(login);
    return str_detach(&clean);
}

/* Without a log that is watched there is nothing but asking. The descriptor stays the same. */
void session_watch(struct session *session) {
    const char *log = store_log_path(session->store), *path = store_path(session->store);
    const struct file_watch_marks of_log = {.written = SESSION_MARK_LOG | SESSION_MARK_LOOK,
                                            .gone = SESSION_MARK_GONE};
    const struct file_watch_marks of_file = {.written = SESSION_MARK_FILE,
                                             .gone = SESSION_MARK_GONE};
    if (session->watch == NULL && log != NULL)
        session->watch = file_watch_new();
    else if (session->watch != NULL)
        file_watch_forget(session->watch);
    if (session->watch == NULL)
        return;
    if (log != NULL && file_watch_add(session->watch, log, &of_log)) {
        (void)file_watch_add(session->watch, path, &of_file);
        return;
    }
    file_watch_free(session->watch);
    session->watch = NULL;
}

enum rc session_open(struct session **out, const struct session_options *options, struct err *err) {
    bool own_folder = false;
    char *path = db_path_of(options, &own_folder);
    char *user = user_name(options->user);
    char *folder = file_path_folder(path);
    enum store_mode mode = options->reads_only ? STORE_READ_ONLY : STORE_CREATE;
    enum rc rc = RC_OK;
    if (own_folder || file_kind_of(folder) == FILE_NONE)
        rc = file_make_folder(folder, err);
    struct store *store = NULL;
    struct remains *remains = NULL;
    if (rc == RC_OK)
        rc = store_open(&store, path, user, mode, err);
    if (rc == RC_READ_ONLY && options->damaged_too && file_kind_of(path) != FILE_NONE)
        rc = store_open(&store, path, user, STORE_LOOK, NULL) == RC_OK ? RC_OK : rc;
    if (rc == RC_DAMAGED && options->damaged_too)
        rc = session_open_remains(path, user, &store, &remains, NULL) == RC_OK ? RC_OK : rc;
    if (rc == RC_OK) {
        *out = MEM_NEW(struct session);
        (*out)->store = store;
        (*out)->asked_path = span_copy(span_of(path));
        (*out)->saved_at = clock_now();
        (*out)->index_waits = true;
        (*out)->at = -1;
        (*out)->remains = remains;
        (*out)->only_reads = options->reads_only;
        session_watch(*out);
    }
    mem_free(folder);
    mem_free(user);
    mem_free(path);
    return rc;
}

void session_close(struct session *session) {
    if (session == NULL)
        return;
    session_leave(session);
    store_close(session->store);
    file_watch_free(session->watch);
    store_clerks_release(&session->clerks);
    session_rescue_release(session);
    session_remains_release(session);
    own_words_free(session->words);
    mem_free(session->asked_path);
    mem_free(session->unsaved_path);
    mem_free(session->unsaved);
    mem_free(session);
}

int session_news_fd(const struct session *session) {
    return session->watch != NULL ? file_watch_fd(session->watch) : -1;
}

const char *session_user(const struct session *session) {
    return store_user(session->store);
}

struct store *session_store(struct session *session) {
    return session->store;
}

enum rc session_list(struct session *session, bool trashed, struct library_rows *out,
                     struct err *err) {
    return store_list(session->store, trashed, out, err);
}

enum rc session_trash(struct session *session, int64_t report, bool trashed, struct err *err) {
    return store_trash(session->store, report, trashed, err);
}

enum rc session_purge(struct session *session, int64_t report, struct err *err) {
    return store_purge(session->store, report, err);
}

static char *cleaned(const char *text) {
    struct str out = STR_INIT;
    text_clean_line(&out, span_of(text));
    return str_detach(&out);
}

/* The report to carry on from, and the template where none was named: the earlier report's own. */
static enum rc carry_on(struct session *session, const struct session_new *what,
                        struct template *template, struct report **out, struct err *err) {
    struct report *earlier = NULL;
    enum rc rc = store_load_report(session->store, what->carry, &earlier, NULL, err);
    if (rc != RC_OK)
        return rc;
    const char *short_name = what->short_name != NULL ? what->short_name : earlier->short_name;
    *out = report_carry_on(earlier, template, span_of(what->unit), span_of(short_name), what->year);
    (*out)->prior = what->carry;
    report_free(earlier);
    return RC_OK;
}

enum rc session_add_report(struct session *session, struct report *made, enum act act, int64_t *id,
                           struct err *err) {
    enum rc rc = store_add_report(session->store, made, act, err);
    if (rc == RC_OK) {
        *id = made->id;
        session_count(session, made);
    }
    return rc;
}

enum rc session_new_report(struct session *session, const struct session_new *what, int64_t *report,
                           struct err *err) {
    char *unit = cleaned(what->unit);
    char *short_name = what->short_name != NULL ? cleaned(what->short_name) : NULL;
    struct session_new clean = *what;
    clean.unit = unit;
    clean.short_name = short_name;
    struct template *template = NULL;
    struct report *made = NULL;
    enum rc rc = RC_OK;
    if (unit[0] == '\0')
        rc = err_set(err, RC_REFUSED, _("请填写单位名称"));
    if (rc == RC_OK && (what->template != NULL || what->carry == 0))
        rc = session_template(session, what->template != NULL ? what->template : "subdistrict",
                              &template, err);
    if (rc == RC_OK && what->carry != 0)
        rc = carry_on(session, &clean, template, &made, err);
    else if (rc == RC_OK)
        made = report_new_from_template(template, span_of(unit), span_of(short_name), what->year);
    if (rc != RC_OK)
        template_free(made == NULL ? template : NULL);
    else if (what->carry == 0)
        made->prior = what->prior;
    if (rc == RC_OK)
        rc = session_add_report(session, made, what->carry != 0 ? ACT_CARRY : ACT_NEW, report, err);
    report_free(made);
    mem_free(short_name);
    mem_free(unit);
    return rc;
}

void session_names_free(char **names) {
    store_names_free(names);
}

struct session_spot session_spot(struct session *session) {
    struct store_spot spot = {0};
    int64_t report = session->report != NULL ? session->report->id : 0;
    (void)!store_spot(session->store, report, &spot, NULL);
    session->spot = (struct session_spot){spot.section, spot.offset, spot.top};
    session->spot_at = 0;
    return session->spot;
}

void session_set_spot(struct session *session, const struct session_spot *spot) {
    if (session->report == NULL)
        return;
    struct store_spot stored = {session->report->id, spot->section, spot->offset, spot->top};
    (void)!store_set_spot(session->store, &stored, NULL);
    session->spot = *spot;
    session->spot_at = 0;
}

void session_note_spot(struct session *session, const struct session_spot *spot) {
    const struct session_spot *was = &session->spot;
    if (was->section == spot->section && was->offset == spot->offset && was->top == spot->top)
        return;
    session->spot = *spot;
    session->spot_at = clock_monotonic();
}

void session_setting(struct session *session, const char *name, struct str *value) {
    str_clear(value);
    (void)!store_setting(session->store, name, value, NULL);
}

void session_set_setting(struct session *session, const char *name, const char *value) {
    (void)!store_set_setting(session->store, name, value, NULL);
}
