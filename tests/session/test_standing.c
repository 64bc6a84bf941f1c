/* What the title line says of what was typed, in each state that it can be in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_call.h"
#include "base/os/file_path.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/remains.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/standing.h"
#include "session/unsaved.h"
#include "session/unsaved_back.h"
#include "store/memory.h"
#include "store/store.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct desk {
    const struct store_case *place;
    struct session *session;
    struct store *blocker; /* its lock stands for the full disk; NULL: there is room */
    int64_t report, section;
};

static void type(struct desk *desk, const char *text) {
    const struct section *section = report_find_id(session_report(desk->session), desk->section);
    struct splice splice;
    body_make_splice(&splice, &section->body, section->body.points, 0, span_of(text),
                     LINE_PARAGRAPH);
    session_type(desk->session, desk->section, &splice, ACT_TYPE, false);
    splice_release(&splice);
}

static void fill_disk(struct desk *desk) {
    enum { SHORT_WAIT = 10 /* ms */ };
    desk->blocker = case_open(desk->place, "li");
    store_set_wait(session_store(desk->session), SHORT_WAIT);
    assert_int_equal(store_begin(desk->blocker, NULL), RC_OK);
    assert_int_equal(store_set_setting(desk->blocker, "x", "y", NULL), RC_OK);
}

static void make_room(struct desk *desk) {
    assert_int_equal(store_finish(desk->blocker, RC_STORE, NULL), RC_STORE);
    store_close(desk->blocker);
    desk->blocker = NULL;
}

static void take_away(const struct desk *desk) {
    struct str log = STR_INIT;
    str_add_format(&log, "%s-wal", desk->place->path);
    assert_int_equal(unlink(desk->place->path), 0);
    assert_int_equal(unlink(log.s), 0);
    str_release(&log);
}

/* --- the states --- */

static void nothing_typed(struct desk *desk) {
    (void)desk;
}

static void typed_and_synced(struct desk *desk) {
    type(desk, "甲");
    session_sync(desk->session);
}

static void saved_by_the_clerk(struct desk *desk) {
    type(desk, "甲");
    assert_int_equal(session_fold(desk->session, -1, NULL), RC_OK);
}

static void refused_by_the_store(struct desk *desk) {
    fill_disk(desk);
    type(desk, "甲");
    session_sync(desk->session);
}

static void taken_by_the_store_later(struct desk *desk) {
    refused_by_the_store(desk);
    make_room(desk);
    session_sync(desk->session);
}

static void garble_log(const struct desk *desk) {
    static const char rubbish[4096] = {'x'};
    struct str log = STR_INIT;
    str_add_format(&log, "%s-wal", desk->place->path);
    int file = open(log.s, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(file, rubbish, sizeof rubbish, 0), sizeof rubbish);
    (void)close(file);
    str_release(&log);
}

/* It is in a log that another program has written over, and can be written nowhere else. */
static void refused_by_the_disk(struct desk *desk) {
    type(desk, "甲");
    garble_log(desk);
    file_fail_at(0, ENOSPC, true);
    session_sync(desk->session);
}

static void taken_by_the_disk_later(struct desk *desk) {
    refused_by_the_disk(desk);
    file_fail_at(-1, 0, false);
    session_sync(desk->session);
}

static void rescued(struct desk *desk) {
    take_away(desk);
    type(desk, "甲");
    session_sync(desk->session);
}

static void rescued_and_told(struct desk *desk) {
    rescued(desk);
    session_loss_is_told(desk->session);
    type(desk, "乙");
    session_sync(desk->session);
}

static void rescued_but_full(struct desk *desk) {
    rescued(desk);
    type(desk, "乙");
    desk->session->writing.sync_refused = true; /* as session_sync leaves it */
}

static void written_aside(struct desk *desk) {
    char *path = file_path_join(desk->place->folder, "未存.txt");
    refused_by_the_store(desk);
    assert_int_equal(session_write_unsaved(desk->session, path, NULL), RC_OK);
    mem_free(path);
}

static void typed_beside_what_is_aside(struct desk *desk) {
    written_aside(desk);
    type(desk, "乙");
}

static void put_back(struct desk *desk) {
    size_t beside = 0;
    written_aside(desk);
    make_room(desk);
    char *path = span_copy(span_of(session_unsaved_path(desk->session)));
    assert_int_equal(session_take_unsaved(desk->session, path, &beside, NULL), RC_OK);
    mem_free(path);
}

static void lost(struct desk *desk) {
    refused_by_the_store(desk);
    file_fail_at(0, ENOSPC, true);
    session_keep_unsaved(desk->session);
    file_fail_at(-1, 0, false);
    session_drop_unsaved(desk->session); /* as leaving the report does */
}

static void damaged(struct desk *desk) {
    enum { PAGE = 4096 };
    struct str bytes = STR_INIT;
    session_close(desk->session);
    folder_get(desk->place->path, &bytes);
    memset(bytes.s + bytes.len - PAGE, 0, PAGE);
    for (size_t at = 8 * PAGE; at + PAGE <= bytes.len; at += (size_t)4 * PAGE)
        memset(bytes.s + at, 0xA5, PAGE);
    folder_put(desk->place->path, str_span(&bytes));
    str_release(&bytes);
    desk->session = case_open_session(desk->place->path, "zhang");
    (void)!session_load_or_remains(desk->session, desk->report, NULL);
}

static const struct {
    const char *name;
    void (*make)(struct desk *desk);
    enum session_standing standing;
    const char *word;
} states[] = {
    {"nothing was typed", nothing_typed, STANDING_SAVED, "已保存"},
    {"typed, and on the disk", typed_and_synced, STANDING_SAVED, "已保存"},
    {"saved by the clerk", saved_by_the_clerk, STANDING_SAVED, "已保存"},
    {"the store refused it", refused_by_the_store, STANDING_UNSAVED, "未保存"},
    {"it took it later", taken_by_the_store_later, STANDING_SAVED, "已保存"},
    {"the disk refused to sync", refused_by_the_disk, STANDING_UNSAVED, "未保存"},
    {"there was room elsewhere later", taken_by_the_disk_later, STANDING_RESCUED, "已存新库"},
    {"the library was taken away", rescued, STANDING_RESCUED, "已存新库"},
    {"that was told, and typing went on", rescued_and_told, STANDING_RESCUED, "已存新库"},
    {"the new library's disk refused", rescued_but_full, STANDING_UNSAVED, "未保存"},
    {"written into a file", written_aside, STANDING_ASIDE, "有字另存"},
    {"more was typed meanwhile", typed_beside_what_is_aside, STANDING_UNSAVED, "未保存"},
    {"put back into the report", put_back, STANDING_SAVED, "已保存"},
    {"it could be written nowhere", lost, STANDING_LOST, "有字丢失"},
    {"the library is damaged", damaged, STANDING_READ_ONLY, "只读"},
};

static void the_title_says_what_is_so(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        void *place = NULL;
        struct str said = STR_INIT;
        (void)store_case_setup(&place);
        struct desk desk = {.place = place};
        assert_int_equal(setenv("HOME", desk.place->folder, 1), 0);
        desk.session = case_open_session(desk.place->path, "zhang");
        desk.session->watching.is_guarded = true; /* as on the screen */
        const struct session_new what = {.unit = "望湖街道", .short_name = "", .year = 2023};
        assert_int_equal(session_new_report(desk.session, &what, &desk.report, NULL), RC_OK);
        assert_int_equal(session_load(desk.session, desk.report, NULL), RC_OK);
        desk.section = report_find_section(session_report(desk.session), SPAN("perf_work"))->id;
        states[i].make(&desk);
        session_add_standing(&said, desk.session);
        if (session_standing(desk.session) != states[i].standing ||
            !span_starts_with(str_span(&said), span_of(states[i].word)))
            fail_msg("%s: “%s”", states[i].name, said.s);
        file_fail_at(-1, 0, false);
        if (desk.blocker != NULL)
            make_room(&desk);
        session_close(desk.session);
        str_release(&said);
        (void)store_case_teardown(&place);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_says_what_is_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
