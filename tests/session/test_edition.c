/* 送审, 退回, 定稿 by the session: what is kept, what is locked, and who was typing meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/json/json.h"
#include "exchange/json/read.h"
#include "exchange/json/write.h"
#include "session/change.h"
#include "session/check.h"
#include "session/edition.h"
#include "session/exchange.h"
#include "session/late.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/undo.h"
#include "store/edition.h"
#include "store/folds.h"
#include "store/history.h"
#include "store/reports.h"
#include "store/verify.h"
#include "tests/support/store_case.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHORT_WAIT = 50 }; /* ms */

struct office { /* two windows of two clerks on one report */
    struct store_case *place;
    struct session *zhang, *li;
    int64_t report, section;
};

static int setup(void **state) {
    struct office *office = MEM_NEW(struct office);
    void *place = NULL;
    (void)store_case_setup(&place);
    office->place = place;
    assert_int_equal(setenv("HOME", office->place->folder, 1), 0);
    office->zhang = case_open_session(office->place->path, "zhang");
    const struct session_new what = {.unit = "望湖街道", .short_name = "", .year = 2023};
    assert_int_equal(session_new_report(office->zhang, &what, &office->report, NULL), RC_OK);
    assert_int_equal(session_load(office->zhang, office->report, NULL), RC_OK);
    office->section = report_find_section(session_report(office->zhang), SPAN("perf_work"))->id;
    office->li = case_open_session(office->place->path, "li");
    assert_int_equal(session_load(office->li, office->report, NULL), RC_OK);
    *state = office;
    return 0;
}

static int teardown(void **state) {
    struct office *office = *state;
    void *place = office->place;
    session_close(office->li);
    session_close(office->zhang);
    mem_free(office);
    return store_case_teardown(&place);
}

static bool type(struct session *session, int64_t id, const char *text) {
    const struct section *section = report_find_id(session_report(session), id);
    struct splice splice;
    body_make_splice(&splice, &section->body, section->body.points, 0, span_of(text),
                     LINE_PARAGRAPH);
    bool taken = session_type(session, id, &splice, ACT_TYPE, false);
    splice_release(&splice);
    return taken;
}

static void do_final(struct session *session) {
    struct err err = {0};
    if (session_final(session, true, SPAN("测试"), &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_true(report_is_locked(session_report(session)));
}

static void assert_whole(struct office *office) {
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(session_store(office->zhang), &faults, NULL), RC_OK);
    str_release(&faults);
}

static void assert_refused(enum rc rc, const struct err *err, const char *words) {
    assert_int_equal(rc, RC_REFUSED);
    assert_err_says(err, words);
}

static void a_report_goes_its_way_and_back(void **state) {
    struct office *office = *state;
    struct session *session = office->zhang;
    struct err err = {0};
    struct edition edition;
    assert_refused(session_return(session, SPAN("缺数"), &err), &err, "没有送审");
    assert_refused(session_unlock(session, SPAN("改"), &err), &err, "没有定稿");
    assert_int_equal(session_submit(session, STAGE_FINANCE, &err), RC_OK);
    assert_refused(session_return(session, SPAN(" "), &err), &err, "原因");
    assert_int_equal(session_return(session, SPAN("缺数"), &err), RC_OK);
    do_final(session);
    assert_refused(session_final(session, true, SPAN("再"), &err), &err, "已经定稿");
    assert_int_equal(session_submit(session, STAGE_BUREAU, &err), RC_OK);
    assert_true(report_edition(session_report(session), 4, &edition));
    assert_int_equal(edition.state, EDITION_SENT);
    assert_int_equal(edition.draft, 2);
    assert_refused(session_submit(session, STAGE_BUREAU, &err), &err, "已经报送");
    assert_int_equal(session_return(session, SPAN("重报"), &err), RC_OK);
    assert_false(report_is_locked(session_report(session)));
    assert_int_equal(report_draft_number(session_report(session)), 3);
    assert_whole(office);
}

static void errors_that_stand_keep_it_from_being_final(void **state) {
    struct office *office = *state;
    struct err err = {0};
    assert_true(type(office->zhang, office->section, "甲社区78人，乙社区12人，共91人。"));
    assert_int_equal(session_final(office->zhang, false, SPAN(""), &err), RC_NEEDS_REASON);
    assert_err_says(&err, "1处错误");
    assert_null(strstr(err.text, "--")); /* options are the command line's to name */
    assert_refused(session_final(office->zhang, true, SPAN(""), &err), &err, "原因");
    do_final(office->zhang);
}

/* Each way to change what is locked, and what is still allowed. */
static void a_final_report_takes_no_change(void **state) {
    struct office *office = *state;
    struct session *session = office->zhang;
    struct err err = {0};
    int64_t id = 0;
    struct session_value value = {SPAN("unit"), SPAN("乙")};
    assert_true(type(session, office->section, "甲社区78人，乙社区12人，共91人。"));
    do_final(session);
    struct report *before = report_clone(session_report(session));
    assert_int_equal(session_put(session, office->section, SPAN("新"), &err), RC_LOCKED);
    assert_err_says(&err, "解除定稿");
    assert_int_equal(session_set_values(session, &value, 1, &err), RC_LOCKED);
    assert_int_equal(session_mark(session, office->section, true, &err), RC_LOCKED);
    assert_int_equal(session_remove_section(session, office->section, &err), RC_LOCKED);
    assert_int_equal(session_rename_section(session, office->section, SPAN("新"), &err), RC_LOCKED);
    assert_int_equal(session_add_section(session, PLACE_TOP, 0, SPAN("新"), &id, &err), RC_LOCKED);
    assert_int_equal(session_restore(session, 1, -1, NULL, &err), RC_LOCKED);
    assert_false(type(session, office->section, "晚"));
    assert_true(report_equal(before, session_report(session)));
    report_free(before);
    const struct findings *findings = session_check(session);
    assert_true(findings_count(findings, SEVERITY_ERROR) > 0);
    assert_int_equal(session_unlock(session, SPAN("改数"), &err), RC_OK);
    assert_true(type(session, office->section, "又写"));
    assert_whole(office);
}

/* Somebody has made the report final; the other window has not heard of it. */
static void a_later_key_of_another_window_is_not_echoed(void **state) {
    struct office *office = *state;
    assert_true(type(office->li, office->section, "先写的"));
    do_final(office->zhang);
    assert_body(session_report(office->zhang), office->section, "先写的"); /* it was folded */
    assert_false(type(office->li, office->section, "后写的"));
    assert_body(session_report(office->li), office->section, "先写的");
    assert_true(report_is_locked(session_report(office->li)));
    session_sync(office->li);
    assert_int_equal(session_saving(office->li), SESSION_SAVED);
    assert_int_equal(session_take_late(office->li), 0);
    assert_whole(office);
}

/* Text that the store refused for a while comes when the report is final. */
static void late_text_is_kept_in_the_history_and_told(void **state) {
    struct office *office = *state;
    store_set_wait(session_store(office->li), SHORT_WAIT);
    struct store *blocker = case_open(office->place, "wang");
    assert_true(type(office->li, office->section, "先"));
    assert_int_equal(store_begin(blocker, NULL), RC_OK);
    assert_true(type(office->li, office->section, "晚"));
    assert_true(type(office->li, office->section, "到"));
    assert_int_equal(session_saving(office->li), SESSION_UNSAVED);
    assert_int_equal(store_finish(blocker, RC_OK, NULL), RC_OK);
    store_close(blocker);
    do_final(office->zhang);
    session_sync(office->li);
    assert_int_equal(session_saving(office->li), SESSION_SAVED);
    assert_body(session_report(office->li), office->section, "先");
    assert_int_equal(session_take_late(office->li), 1);
    assert_int_equal(session_take_late(office->li), 0);
    struct history_filter filter = {.section = office->section, .most = 1};
    struct history_rows rows;
    assert_int_equal(session_history(office->li, &filter, &rows, NULL), RC_OK);
    assert_string_equal(rows.items[0].new_text, "晚到");
    struct report *past = NULL;
    assert_int_equal(
        store_load_at(session_store(office->li), office->report, rows.items[0].id, &past, NULL),
        RC_OK);
    assert_body(past, office->section, "先晚到");
    report_free(past);
    history_rows_release(&rows);
    assert_whole(office);
}

static void undo_goes_past_no_step(void **state) {
    struct office *office = *state;
    struct session *session = office->zhang;
    struct session_undone where;
    struct err err = {0};
    assert_true(type(session, office->section, "第一稿"));
    assert_int_equal(session_submit(session, STAGE_NONE, &err), RC_OK);
    assert_int_equal(session_undo(session, &where, &err), RC_NOT_FOUND);
    assert_err_says(&err, "送审");
    assert_true(type(session, office->section, "又写"));
    assert_int_equal(session_undo(session, &where, &err), RC_OK);
    assert_body(session_report(session), office->section, "第一稿");
    assert_int_equal(session_submit(session, STAGE_NONE, &err), RC_OK);
    assert_int_equal(session_redo(session, &where, &err), RC_NOT_FOUND);
    assert_body(session_report(session), office->section, "第一稿");
    /* nor does the other clerk's */
    assert_int_equal(session_undo(office->li, &where, &err), RC_NOT_FOUND);
    assert_whole(office);
}

static void restoring_puts_back_the_text_and_leaves_the_steps(void **state) {
    struct office *office = *state;
    struct session *session = office->zhang;
    struct err err = {0};
    assert_true(type(session, office->section, "第一稿"));
    assert_int_equal(session_submit(session, STAGE_NONE, &err), RC_OK);
    assert_int_equal(session_restore(session, 1, -1, NULL, &err), RC_OK);
    assert_body(session_report(session), office->section, "");
    assert_int_equal(report_count_editions(session_report(session)), 1);
    assert_whole(office);
}

static void a_step_keeps_the_whole_under_its_hash(void **state) {
    struct office *office = *state;
    struct session *session = office->zhang;
    struct report *kept = NULL;
    struct edition edition;
    struct str text = STR_INIT, hash = STR_INIT;
    assert_true(type(session, office->section, "第一稿"));
    assert_int_equal(session_submit(session, STAGE_NONE, NULL), RC_OK);
    struct report *then = report_clone(session_report(session));
    assert_true(type(session, office->section, "，第二稿"));
    do_final(session);
    assert_int_equal(session_edition_report(session, 1, &kept, NULL), RC_OK);
    assert_body(kept, office->section, "第一稿");
    assert_true(report_edition(session_report(session), 1, &edition));
    assert_int_equal(
        export_bytes(&text, kept, &(struct export_options){.format = "txt"}, NULL, NULL), RC_OK);
    sha256_add_digits(&hash, str_span(&text));
    assert_true(span_equal(str_span(&hash), edition.hash));
    assert_int_equal(session_edition_report(session, 9, &kept, NULL), RC_NOT_FOUND);
    report_free(kept);
    report_free(then);
    str_release(&hash);
    str_release(&text);
}

/* All steps, with what they kept, and the lock. */
static void json_carries_the_steps(void **state) {
    struct office *office = *state;
    struct session *session = office->zhang;
    struct str text = STR_INIT, again = STR_INIT;
    struct import_draft draft = {0};
    struct err err = {0};
    int64_t id = 0;
    assert_true(type(session, office->section, "第一稿"));
    assert_int_equal(session_submit(session, STAGE_OFFICE, NULL), RC_OK);
    assert_int_equal(session_return(session, SPAN("缺数"), NULL), RC_OK);
    do_final(session);
    assert_int_equal(session_load_kept(session, NULL), RC_OK);
    json_write(&text, session_report(session));
    assert_int_equal(json_read(&draft, str_span(&text), &err), RC_OK);
    assert_true(report_equal(draft.report, session_report(session)));
    json_write(&again, draft.report);
    assert_string_equal(again.s, text.s);
    assert_int_equal(store_add_report(session_store(office->li), draft.report, ACT_IMPORT, NULL),
                     RC_OK);
    id = draft.report->id;
    assert_int_equal(session_load(office->li, id, NULL), RC_OK);
    assert_true(report_is_locked(session_report(office->li)));
    assert_false(type(office->li, office->section, "晚"));
    struct report *kept = NULL;
    assert_int_equal(session_edition_report(office->li, 1, &kept, NULL), RC_OK);
    assert_body(kept, office->section, "第一稿");
    report_free(kept);
    import_draft_release(&draft);
    str_release(&again);
    str_release(&text);
}

/* Another program types as fast as it can while this one makes the report final: what was accepted
 * is in the final text, what came later is nowhere. */
/* Each has decided on what he saw. */
static void of_two_steps_at_once_the_second_is_looked_at_again(void **state) {
    struct office *office = *state;
    struct err err = {0};
    do_final(office->zhang);
    /* li has not heard of it: his 送审 is no 报送 */
    assert_int_equal(session_submit(office->li, STAGE_DEPUTY, &err), RC_CONFLICT);
    assert_err_says(&err, "zhang在此期间已经记了“定稿”");
    assert_int_equal(report_count_editions(session_report(office->li)), 1);
    assert_int_equal(session_submit(office->li, STAGE_DEPUTY, NULL), RC_OK); /* now he means it */
    assert_int_equal(session_unlock(office->zhang, SPAN("再改"), &err), RC_CONFLICT);
    assert_int_equal(session_unlock(office->zhang, SPAN("再改"), NULL), RC_OK);
    assert_int_equal(session_unlock(office->li, SPAN("再改"), NULL), RC_CONFLICT);
    assert_int_equal(report_count_editions(session_report(office->li)), 3);
    assert_whole(office);
}

static void a_race_of_typing_and_making_final(void **state) {
    enum { ROUNDS = 8, KEYS_MOST = 4000 };
    struct office *office = *state;
    for (int round = 0; round < ROUNDS; round++) {
        int ends[2];
        size_t accepted = 0;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct session *typist = case_open_session(office->place->path, "wang");
            size_t keys = 0;
            if (session_load(typist, office->report, NULL) != RC_OK)
                _exit(1);
            while (keys < KEYS_MOST && type(typist, office->section, "x"))
                keys++;
            session_sync(typist);
            if (session_take_late(typist) > 0) /* some waited for the lock: they are not in it */
                keys = report_find_id(session_report(typist), office->section)->body.points;
            if (session_saving(typist) != SESSION_SAVED)
                _exit(1);
            _exit(write(ends[1], &keys, sizeof keys) == (ssize_t)sizeof keys ? 0 : 1);
        }
        (void)usleep(1000 * (unsigned)(5 + round * 7));
        do_final(office->zhang);
        assert_int_equal(read(ends[0], &accepted, sizeof accepted), sizeof accepted);
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        const struct section *section =
            report_find_id(session_report(office->zhang), office->section);
        assert_int_equal(section->body.points, accepted);
        assert_whole(office);
        assert_int_equal(session_unlock(office->zhang, SPAN("再来"), NULL), RC_OK);
        assert_int_equal(session_put(office->zhang, office->section, SPAN(""), NULL), RC_OK);
        (void)close(ends[0]);
        (void)close(ends[1]);
    }
}

#define AT_OFFICE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

/* --- an export says how far it goes --- */

static int64_t placed_at(struct session *session) {
    struct export_options options = {.change = -1};
    session_place_export(session, session_report(session), &options);
    return options.change;
}

static void an_export_goes_up_to_the_last_change_that_anybody_made(void **state) {
    struct office *office = *state;
    int64_t before = placed_at(office->zhang);
    assert_true(before > 0);
    assert_true(type(office->zhang, office->section, "打字。"));
    int64_t typed = placed_at(office->zhang); /* a splice that is not folded counts */
    assert_true(typed > before);
    assert_int_equal(session_fold(office->zhang, -1, NULL), RC_OK);
    int64_t folded = placed_at(office->zhang);
    assert_true(folded > typed);
    assert_int_equal(placed_at(office->li), folded);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_OFFICE(a_report_goes_its_way_and_back),
        AT_OFFICE(errors_that_stand_keep_it_from_being_final),
        AT_OFFICE(a_final_report_takes_no_change),
        AT_OFFICE(a_later_key_of_another_window_is_not_echoed),
        AT_OFFICE(late_text_is_kept_in_the_history_and_told),
        AT_OFFICE(undo_goes_past_no_step),
        AT_OFFICE(restoring_puts_back_the_text_and_leaves_the_steps),
        AT_OFFICE(a_step_keeps_the_whole_under_its_hash),
        AT_OFFICE(json_carries_the_steps),
        AT_OFFICE(of_two_steps_at_once_the_second_is_looked_at_again),
        AT_OFFICE(a_race_of_typing_and_making_final),
        AT_OFFICE(an_export_goes_up_to_the_last_change_that_anybody_made),
    };
    return cmocka_run_group_tests_name("session/edition", tests, NULL, NULL);
}
