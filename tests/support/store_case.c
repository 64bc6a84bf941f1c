#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "model/change_apply.h"
#include "model/section.h"
#include "model/splice.h"
#include "session/idle.h"
#include "session/opened.h"
#include "session/report.h"
#include "store/apply.h"
#include "store/drafts.h"
#include "store/folds.h"
#include "store/reports.h"
#include "store/undo.h"
#include "tests/support/folder.h"
#include "tests/support/pause.h"
#include "tests/support/store_case.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534 };

int case_busy_tries = 0;

int store_case_setup(void **state) {
    struct store_case *place = MEM_NEW(struct store_case);
    place->folder = folder_new();
    place->path = file_path_join(place->folder, "jixiao.db");
    *state = place;
    return 0;
}

int store_case_teardown(void **state) {
    struct store_case *place = *state;
    folder_free(place->folder);
    mem_free(place->path);
    mem_free(place);
    return 0;
}

static void assert_ok(enum rc rc, const struct err *err) {
    if (rc != RC_OK)
        fail_msg("%d: %s", (int)rc, err->text);
}

struct store *case_open(const struct store_case *place, const char *user) {
    struct store *store = NULL;
    struct err err = {0};
    assert_ok(store_open(&store, place->path, user, STORE_CREATE, &err), &err);
    return store;
}

static void add_section(struct report *report, struct section *parent, const char *heading) {
    struct section *section = report_add_section(report, parent, parent->count);
    section_set_text(&section->heading, span_of(heading));
}

struct session *case_open_session(const char *db, const char *user) {
    struct session *session = NULL;
    struct err err = {0};
    struct session_options options = {.db = db, .user = user};
    if (session_open(&session, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    return session;
}

static bool idle(void *session, int64_t *next_in) {
    return session_idle(session, next_in);
}

bool case_pause(struct session *session, int64_t longest) {
    return pause_until_quiet(idle, session, session_news_fd(session), longest);
}

void case_write(struct session *session, int64_t section, struct span text) {
    const struct section *where = report_find_id(session_report(session), section);
    struct splice splice;
    struct err err = {0};
    body_make_splice(&splice, &where->body, 0, where->body.points, text, LINE_PARAGRAPH);
    session_type(session, section, &splice, ACT_TYPE, false);
    splice_release(&splice);
    assert_ok(session_fold(session, section, &err), &err);
}

int64_t case_add_report(struct store *store) {
    struct report *report = report_new();
    struct err err = {0};
    section_set_text(&report->unit, SPAN("某街道办事处"));
    section_set_text(&report->title, SPAN("2022年度某街道办事处\n部门整体支出绩效评价报告"));
    report->year = 2022;
    add_section(report, report->root, "甲");
    add_section(report, report->root->children[0], "甲一");
    add_section(report, report->root, "乙");
    assert_true(report_is_sane(report));
    assert_ok(store_add_report(store, report, ACT_NEW, &err), &err);
    int64_t id = report->id;
    assert_true(id > 0);
    report_free(report);
    return id;
}

struct report *case_load(struct store *store, int64_t id) {
    struct report *report = NULL;
    struct store_pendings pendings = {0}; /* a test may type into it */
    struct err err = {0};
    assert_ok(store_load_report(store, id, &report, &pendings, &err), &err);
    assert_true(report_is_sane(report));
    store_pendings_release(&pendings);
    return report;
}

void assert_body(const struct report *report, int64_t section, const char *text) {
    struct str now = STR_INIT;
    const struct section *found = report_find_id(report, section);
    assert_non_null(found);
    body_add_text(&now, &found->body);
    assert_string_equal(now.s, text);
    str_release(&now);
}

void assert_text(struct store *store, int64_t id, int64_t section, const char *text) {
    struct report *report = case_load(store, id);
    assert_body(report, section, text);
    report_free(report);
}

void assert_err_says(const struct err *err, const char *part) {
    if (strstr(err->text, part) == NULL)
        fail_msg("“%s” does not say “%s”", err->text, part);
}

enum rc case_type(struct store *store, struct report *report, int64_t section, size_t offset,
                  size_t removed, const char *text, int64_t *act) {
    struct splice splice;
    struct section *where = report_find_id(report, section);
    body_make_splice(&splice, &where->body, offset, removed, span_of(text), LINE_PARAGRAPH);
    assert_int_equal(body_apply(&where->body, &splice, NULL), RC_OK);
    where->touched = true;
    enum rc rc = RC_BUSY;
    for (int tries = 0; rc == RC_BUSY && tries <= case_busy_tries; tries++)
        rc = store_add_splice(store, report->id, section, where->revision, ACT_TYPE, &splice, act,
                              NULL);
    splice_release(&splice);
    return rc;
}

enum rc case_fold(struct store *store, struct report *report, int64_t section) {
    bool folded = false;
    return store_fold(store, report->id, section, store_window(store),
                      &report_find_id(report, section)->revision, &folded, NULL);
}

enum rc case_apply(struct store *store, struct report *report, struct change_set *set,
                   int64_t target, bool undone, struct err *err) {
    int64_t act = 0;
    enum rc rc = change_set_apply(report, set, err);
    if (rc == RC_OK) {
        rc = store_begin(store, err);
        if (rc == RC_OK)
            rc = store_apply(store, report, set, &act, err);
        if (rc == RC_OK && target != 0)
            rc = store_mark_undone(store, report->id, target, undone, err);
        rc = store_finish(store, rc, err);
        if (rc != RC_OK) {
            change_set_invert(set);
            assert_int_equal(change_set_apply(report, set, NULL), RC_OK);
        }
    }
    change_set_release(set);
    return rc;
}

static enum rc go_back(struct store *store, struct report *report, bool undo, struct err *err) {
    struct change_set set;
    int64_t target = 0;
    change_set_init(&set, undo ? ACT_UNDO : ACT_REDO);
    enum rc rc = (undo ? store_find_undo : store_find_redo)(store, report->id, &set, &target, err);
    set.act = undo ? ACT_UNDO : ACT_REDO;
    if (rc == RC_OK)
        return case_apply(store, report, &set, target, undo, err);
    change_set_release(&set);
    return rc;
}

enum rc case_undo(struct store *store, struct report *report, struct err *err) {
    return go_back(store, report, true, err);
}

enum rc case_redo(struct store *store, struct report *report, struct err *err) {
    return go_back(store, report, false, err);
}

int run_as_nobody(int (*run)(const struct store_case *place), const struct store_case *place) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(99);
        _exit(run(place));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}
