#include "session/session.h"

#include "session/adding.h"

#include "base/os/file_path.h"
#include "model/answers.h"
#include "model/figure/figure_entry.h"
#include "model/report_seed.h"
#include "session/connection.h"
#include "session/environment.h"
#include "session/private.h"
#include "session/remains.h"
#include "session/replaced.h"
#include "session/report.h"
#include "session/rescue.h"
#include "store/history.h"
#include "store/library.h"
#include "store/memory.h"
#include "store/reports.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_temp.h"
#include "base/os/login.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "check/own_words.h"
#include "session/template.h"

#include <stdlib.h>
#include <unistd.h>

/* What killed programs have left where they write: beside the database, where the clerk exports to,
 * and where the command line is. */
static void drop_left_behind(struct session *session, const char *db_folder) {
    struct str exports = STR_INIT;
    (void)!store_setting(session->store, "export_folder", &exports, NULL);
    file_drop_left_behind(db_folder);
    file_drop_left_behind(".");
    if (exports.len > 0)
        file_drop_left_behind(exports.s);
    str_release(&exports);
}

/* SQLite's own files lie beside what a link leads to; so do ours, or those who come by the link and
 * those who come by the file would not see one another. What leads nowhere stays for the sentence.
 */
static char *without_links(char *path) {
    char *real = file_real_path(path);
    if (real == NULL)
        return path;
    mem_free(path);
    return real;
}

enum rc session_open(struct session **out, const struct session_options *options, struct err *err) {
    bool own_folder = false;
    char *path = without_links(session_find_db(options, &own_folder));
    char *user = session_user_name(options->user);
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
        (*out)->writing.saved_at = clock_now();
        (*out)->writing.index_waits = true;
        (*out)->open.at = -1;
        (*out)->remains = remains;
        (*out)->only_reads = options->reads_only;
        session_watch(*out);
        if (!options->reads_only)
            drop_left_behind(*out, folder);
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
    file_watch_free(session->watching.watch);
    store_clerks_release(&session->watching.clerks);
    session_rescue_release(session);
    session_replaced_release(&session->watching.replaced);
    session_remains_release(session);
    own_words_free(session->words);
    mem_free(session->asked_path);
    mem_free(session->writing.unsaved_path);
    mem_free(session->writing.unsaved);
    mem_free(session);
}

int session_news_fd(const struct session *session) {
    return session->watching.watch != NULL ? file_watch_fd(session->watching.watch) : -1;
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
    return session_add_finish(session_add_begin(session, made, act), id, err);
}

/* A clerk's answers, which the title may wait for. */
static enum rc set_answers(struct report *made, const struct session_answer *answers,
                           struct err *err) {
    enum rc rc = RC_OK;
    for (; answers != NULL && answers->name != NULL && rc == RC_OK; answers++) {
        const struct template_question *question =
            template_find(made->template, TEMPLATE_QUESTION, span_of(answers->name));
        struct value value;
        char *text = cleaned(answers->text);
        if (question != NULL &&
            (rc = question_read(&value, question, span_of(text), err)) == RC_OK) {
            report_set_answer(made, question, span_of(text));
            value_release(&value);
        }
        mem_free(text);
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
        rc = set_answers(made, what->answers, err);
    if (rc == RC_OK)
        rc = session_add_report(session, made, what->carry != 0 ? ACT_CARRY : ACT_NEW, report, err);
    report_free(made);
    mem_free(short_name);
    mem_free(unit);
    return rc;
}
