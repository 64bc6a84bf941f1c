/* Several clerks on one database: who is where, and what comes in of what they do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file_path.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/clerks.h"
#include "session/copies.h"
#include "session/idle.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/undo.h"
#include "store/verify.h"
#include "tests/support/store_case.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

struct office {
    const struct store_case *place;
    struct session *zhang, *li;
    int64_t report, section;
};

static struct session *open_as(const struct store_case *place, const char *user) {
    return case_open_session(place->path, user);
}

/* Both have the report open. */
static void meet(struct office *office, const struct store_case *place) {
    office->place = place;
    office->zhang = open_as(place, "zhang");
    office->li = open_as(place, "li");
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2023};
    assert_int_equal(session_new_report(office->zhang, &what, &office->report, NULL), RC_OK);
    assert_int_equal(session_load(office->zhang, office->report, NULL), RC_OK);
    assert_int_equal(session_load(office->li, office->report, NULL), RC_OK);
    office->section = report_find_section(session_report(office->zhang), SPAN("perf_work"))->id;
}

static void part(struct office *office) {
    struct str faults = STR_INIT;
    struct err err = {0};
    assert_true(report_is_sane(session_report(office->zhang)));
    if (store_verify(session_store(office->zhang), &faults, &err) != RC_OK)
        fail_msg("%s\n%s", err.text, faults.s);
    str_release(&faults);
    session_close(office->li);
    session_close(office->zhang);
}

/* True if something came of it; the fold after a long pause is left. */
static bool settle(struct session *session) {
    return case_pause(session, 2000);
}

static void type(struct session *session, int64_t id, size_t offset, const char *text) {
    const struct section *section = report_find_id(session_report(session), id);
    struct splice splice;
    body_make_splice(&splice, &section->body, offset, 0, span_of(text), LINE_PARAGRAPH);
    session_type(session, id, &splice, ACT_TYPE, true);
    splice_release(&splice);
}

static void assert_names(struct session *session, int64_t section, const char *wanted) {
    struct str names = STR_INIT;
    (void)settle(session);
    session_add_clerks(session, section, &names);
    assert_string_equal(names.s, wanted);
    str_release(&names);
}

static void who_is_where_is_known_without_asking(void **state) {
    struct office office;
    meet(&office, *state);
    session_be_at(office.zhang, office.section);
    (void)settle(office.zhang);
    assert_names(office.zhang, -1, "");
    session_be_at(office.li, office.section);
    struct pollfd news = {.fd = session_news_fd(office.zhang), .events = POLLIN};
    assert_int_equal(poll(&news, 1, 0), 1); /* he is woken */
    assert_true(settle(office.zhang));
    assert_names(office.zhang, office.section, "li");
    assert_names(office.li, office.section, "zhang");
    session_be_at(office.li, 0);
    assert_names(office.zhang, office.section, "");
    assert_names(office.zhang, 0, "li");
    session_be_at(office.li, 0); /* the same place: nobody is woken */
    assert_int_equal(poll(&news, 1, 0), 0);
    struct session *wang = open_as(*state, "wang"), *self = open_as(*state, "zhang");
    assert_int_equal(session_load(wang, office.report, NULL), RC_OK);
    session_be_at(wang, 0);
    assert_names(office.zhang, 0, "li等2人");
    assert_int_equal(session_load(self, office.report, NULL), RC_OK);
    session_be_at(self, office.section);
    assert_names(office.zhang, office.section, "另一窗口");
    session_leave(wang); /* to the list of reports */
    assert_names(office.zhang, 0, "li");
    assert_int_equal(session_count_clerks(office.zhang, -1), 2);
    session_close(wang);
    session_close(self);
    assert_names(office.zhang, -1, "li");
    part(&office);
}

static void a_long_name_is_cut(void **state) {
    struct office office;
    meet(&office, *state);
    struct session *long_one = open_as(*state, "一二三四五六七八九十甲乙丙丁");
    session_be_at(office.zhang, 0);
    assert_int_equal(session_load(long_one, office.report, NULL), RC_OK);
    session_be_at(long_one, 0);
    assert_names(office.zhang, 0, "一二三四五六七八九十甲乙..");
    session_close(long_one);
    part(&office);
}

/* What others do elsewhere does not make the open report anew. */
static void only_changes_of_the_open_report_come_in(void **state) {
    struct office office;
    meet(&office, *state);
    (void)settle(office.zhang);
    uint64_t before = session_generation(office.zhang);
    int64_t other = 0;
    struct session_new what = {.unit = "另一个街道", .short_name = "", .year = 2023};
    assert_int_equal(session_new_report(office.li, &what, &other, NULL), RC_OK);
    session_set_setting(office.li, "x", "y");
    (void)settle(office.zhang);
    assert_int_equal(session_generation(office.zhang), before);
    assert_int_equal(session_put(office.li, office.section, SPAN("改了"), NULL), RC_OK);
    assert_true(settle(office.zhang));
    assert_int_equal(session_generation(office.zhang), before + 1);
    assert_body(session_report(office.zhang), office.section, "改了");
    type(office.li, office.section, 2, "又写"); /* not yet saved */
    assert_true(settle(office.zhang));
    assert_body(session_report(office.zhang), office.section, "改了又写");
    assert_int_equal(office.zhang->writing.pendings.foreign_count, 1);
    part(&office);
}

/* With no report open the list of reports is what may be news. */
static void the_list_hears_of_changes_too(void **state) {
    struct office office;
    int64_t next_in = 0;
    meet(&office, *state);
    session_leave(office.zhang);
    (void)settle(office.zhang);
    uint64_t before = session_generation(office.zhang);
    assert_int_equal(session_mark(office.li, office.section, false, NULL), RC_OK);
    assert_int_equal(session_put(office.li, office.section, SPAN("改了"), NULL), RC_OK);
    assert_true(session_idle(office.zhang, &next_in));
    assert_true(session_generation(office.zhang) > before);
    assert_int_not_equal(next_in, 0); /* the log is looked at once more, and nothing else */
    assert_int_equal(session_load(office.zhang, office.report, NULL), RC_OK);
    part(&office);
}

/* Splices stand on the saved text, but the clerk sees what another is typing and goes on from
 * that: it becomes his too, and nothing of either is lost or mixed up. */
static void typing_goes_on_from_what_another_is_typing(void **state) {
    struct office office;
    meet(&office, *state);
    assert_int_equal(session_put(office.zhang, office.section, SPAN("底稿。"), NULL), RC_OK);
    type(office.zhang, office.section, 3, "张写的");
    (void)settle(office.li);
    assert_body(session_report(office.li), office.section, "底稿。张写的");
    type(office.li, office.section, 6, "李写的");
    assert_int_equal(office.li->writing.pendings.foreign_count, 0); /* it is his own now */
    assert_body(session_report(office.li), office.section, "底稿。张写的李写的");
    type(office.zhang, office.section, 6, "又写");
    (void)settle(office.li); /* his own draft stays what he sees */
    assert_body(session_report(office.li), office.section, "底稿。张写的李写的");
    (void)settle(office.zhang);
    assert_body(session_report(office.zhang), office.section, "底稿。张写的又写");
    assert_int_equal(session_fold(office.li, -1, NULL), RC_OK);
    (void)settle(office.zhang);
    assert_true(session_is_in_conflict(office.zhang, office.section)); /* before he saves */
    assert_body(session_report(office.zhang), office.section, "底稿。张写的又写");
    assert_int_equal(session_fold(office.zhang, -1, NULL), RC_CONFLICT);
    struct session_conflict conflict;
    assert_true(session_conflict(office.zhang, &conflict));
    assert_string_equal(conflict.user, "li");
    session_conflict_release(&conflict);
    assert_int_equal(session_resolve(office.zhang, office.section, true, NULL), RC_OK);
    assert_body(session_report(office.zhang), office.section, "底稿。张写的又写");
    (void)settle(office.li);
    assert_body(session_report(office.li), office.section, "底稿。张写的又写");
    /* the step that made it his is one of its own */
    struct session_undone where;
    struct err err = {0};
    assert_int_equal(session_undo(office.li, &where, &err), RC_CONFLICT);
    assert_true(err.text[0] != '\0');
    assert_true(report_is_sane(session_report(office.li)));
    part(&office);
}

static void his_own_typing_is_undone_alone(void **state) {
    struct office office;
    struct session_undone where;
    meet(&office, *state);
    type(office.zhang, office.section, 0, "张写的");
    (void)settle(office.li);
    type(office.li, office.section, 3, "李写的");
    assert_int_equal(session_undo(office.li, &where, NULL), RC_OK);
    assert_body(session_report(office.li), office.section, "张写的");
    (void)settle(office.zhang);
    assert_body(session_report(office.zhang), office.section, "张写的");
    part(&office);
}

/* A command says no, and whose text it is. */
static void a_text_that_another_is_typing_is_not_replaced(void **state) {
    struct office office;
    struct err err = {0};
    meet(&office, *state);
    type(office.zhang, office.section, 0, "张写的");
    (void)settle(office.li);
    assert_int_equal(session_put(office.li, office.section, SPAN("全新的"), &err), RC_CONFLICT);
    assert_err_says(&err, "绩效管理工作开展情况");
    assert_err_says(&err, "zhang");
    assert_body(session_report(office.li), office.section, "张写的");
    assert_int_equal(session_put(office.li, 0, SPAN("别处"), NULL), RC_OK);
    assert_int_equal(session_fold(office.zhang, -1, NULL), RC_OK);
    assert_int_equal(session_put(office.li, office.section, SPAN("全新的"), NULL), RC_OK);
    assert_body(session_report(office.li), office.section, "全新的");
    (void)settle(office.zhang);
    assert_body(session_report(office.zhang), office.section, "全新的");
    part(&office);
}

/* He would type on into the section behind it. */
static void a_section_that_another_is_typing_in_is_not_removed(void **state) {
    struct office office;
    struct err err = {0};
    meet(&office, *state);
    type(office.zhang, office.section, 0, "张写的");
    (void)settle(office.li);
    assert_int_equal(session_remove_section(office.li, office.section, &err), RC_CONFLICT);
    assert_err_says(&err, "绩效管理工作开展情况");
    assert_err_says(&err, "zhang");
    assert_non_null(report_find_id(session_report(office.li), office.section));
    assert_int_equal(session_fold(office.zhang, -1, NULL), RC_OK);
    assert_int_equal(session_remove_section(office.li, office.section, NULL), RC_OK);
    (void)settle(office.zhang);
    part(&office);
}

/* What one's own other window is typing is saved first, and that goes on from there. */
static void what_ones_other_window_is_typing_is_saved_first(void **state) {
    struct office office;
    struct session_conflict conflict;
    meet(&office, *state);
    struct session *command = open_as(*state, "zhang");
    assert_int_equal(session_load(command, office.report, NULL), RC_OK);
    type(office.zhang, office.section, 0, "张写的");
    type(office.zhang, 0, 0, "前言");
    assert_int_equal(session_put(command, 0, SPAN("别处"), NULL), RC_OK);
    type(office.zhang, office.section, 3, "又写");
    assert_int_equal(session_fold(office.zhang, office.section, NULL), RC_OK);
    type(office.zhang, office.section, 5, "再写");
    assert_int_equal(session_put(command, office.section, SPAN("全新的"), NULL), RC_OK);
    (void)settle(office.zhang);
    assert_false(session_conflict(office.zhang, &conflict));
    assert_body(session_report(office.zhang), office.section, "全新的");
    assert_body(session_report(office.zhang), 0, "别处");
    struct session_undone where; /* undo is the user's, in whichever window */
    assert_int_equal(session_undo(office.zhang, &where, NULL), RC_OK);
    assert_body(session_report(office.zhang), office.section, "张写的又写再写");
    type(office.zhang, office.section, 7, "完");
    assert_int_equal(session_undo(command, &where, NULL), RC_OK);
    (void)settle(office.zhang);
    assert_body(session_report(office.zhang), office.section, "张写的又写再写");
    session_close(command);
    part(&office);
}

/* A window that idles or leaves saves what it has typed, and nothing else. */
static void another_window_folds_only_its_own(void **state) {
    struct office office;
    struct session_conflict conflict;
    meet(&office, *state);
    struct session *second = open_as(*state, "zhang");
    assert_int_equal(session_load(second, office.report, NULL), RC_OK);
    session_be_at(office.zhang, office.section);
    session_be_at(second, 0);
    type(office.zhang, office.section, 0, "甲");
    (void)settle(second);
    assert_body(session_report(second), office.section, "甲");
    type(office.zhang, office.section, 1, "乙");
    assert_int_equal(session_fold(second, -1, NULL), RC_OK);
    type(office.zhang, office.section, 2, "丙");
    session_close(second);
    assert_int_equal(office.zhang->writing.pendings.count, 1);
    (void)settle(office.zhang);
    assert_false(session_is_in_conflict(office.zhang, office.section));
    assert_int_equal(session_fold(office.zhang, -1, NULL), RC_OK);
    assert_false(session_conflict(office.zhang, &conflict));
    assert_body(session_report(office.zhang), office.section, "甲乙丙");
    struct session *third = open_as(*state, "zhang");
    type(office.zhang, office.section, 3, "丁");
    assert_int_equal(session_load(third, office.report, NULL), RC_OK);
    assert_int_equal(session_recovered(third), 0); /* nobody crashed */
    type(third, office.section, 4, "戊");          /* in her own words on */
    assert_int_equal(session_fold(third, -1, NULL), RC_OK);
    (void)settle(office.zhang);
    assert_body(session_report(office.zhang), office.section, "甲乙丙丁戊");
    session_close(third);
    part(&office);
}

/* Where the database refuses his keys, they wait together with what they stand on. */
static void a_text_that_was_taken_over_waits_whole_for_the_disk(void **state) {
    struct office office;
    meet(&office, *state);
    type(office.zhang, office.section, 0, "张写的");
    (void)settle(office.li);
    assert_int_equal(store_begin(session_store(office.zhang), NULL), RC_OK);
    type(office.li, office.section, 3, "李写的");
    assert_int_equal(session_saving(office.li), SESSION_UNSAVED);
    assert_int_equal(store_finish(session_store(office.zhang), RC_STORE, NULL), RC_STORE);
    session_sync(office.li);
    assert_int_equal(session_saving(office.li), SESSION_SAVED);
    struct session *again = open_as(*state, "li");
    assert_int_equal(session_load(again, office.report, NULL), RC_OK);
    assert_body(session_report(again), office.section, "张写的李写的");
    session_close(again);
    part(&office);
}

/* Text that comes in before the cursor moves it along; what comes behind it does not. */
static void a_place_stays_in_its_words(void **state) {
    struct office office;
    meet(&office, *state);
    session_be_at(office.zhang, office.section);
    assert_int_equal(session_put(office.li, office.section, SPAN("甲乙丙"), NULL), RC_OK);
    assert_true(settle(office.zhang));
    assert_int_equal(session_put(office.li, office.section, SPAN("前前甲乙丙"), NULL), RC_OK);
    assert_true(settle(office.zhang));
    assert_int_equal(session_shifted(office.zhang, 0), 0);
    assert_int_equal(session_shifted(office.zhang, 1), 3);
    assert_int_equal(session_shifted(office.zhang, 3), 5);
    assert_int_equal(session_put(office.li, office.section, SPAN("前前甲乙丙后"), NULL), RC_OK);
    assert_true(settle(office.zhang));
    assert_int_equal(session_shifted(office.zhang, 5), 5);
    assert_int_equal(session_put(office.li, office.section, SPAN("前丙后"), NULL), RC_OK);
    assert_true(settle(office.zhang));
    assert_int_equal(session_shifted(office.zhang, 4), 1);
    assert_int_equal(session_shifted(office.zhang, 6), 3);
    assert_int_equal(session_put(office.li, 0, SPAN("别处"), NULL), RC_OK);
    assert_true(settle(office.zhang));
    assert_int_equal(session_shifted(office.zhang, 3), 3);
    part(&office);
}

/* By a link or by the file: it is one library, and one list of those who are in it. */
static void who_comes_by_a_link_is_seen(void **state) {
    struct store_case *place = *state;
    struct office office;
    meet(&office, place);
    char *link = file_path_join(place->folder, "link.db");
    assert_int_equal(symlink(place->path, link), 0);
    session_be_at(office.zhang, office.section);
    struct session *wang = case_open_session(link, "wang");
    assert_int_equal(session_load(wang, office.report, NULL), RC_OK);
    session_be_at(wang, office.section);
    assert_names(office.zhang, office.section, "wang");
    assert_names(wang, office.section, "zhang");
    session_close(wang);
    mem_free(link);
    part(&office);
}

static void a_report_that_somebody_writes_in_is_not_purged(void **state) {
    struct office office;
    struct err err = {0};
    meet(&office, *state);
    session_be_at(office.zhang, office.section);
    session_leave(office.li);
    type(office.zhang, office.section, 0, "甲");
    assert_int_equal(session_trash(office.li, office.report, true, NULL), RC_OK);
    assert_int_equal(session_purge(office.li, office.report, &err), RC_REFUSED);
    assert_err_says(&err, "zhang");
    type(office.zhang, office.section, 1, "乙");
    session_sync(office.zhang);
    assert_int_equal(session_saving(office.zhang), SESSION_SAVED);
    assert_int_equal(session_trash(office.li, office.report, false, NULL), RC_OK);
    part(&office);
}

/* The whole library of another day, under somebody who writes. */
static void a_copy_is_not_restored_under_somebody(void **state) {
    struct office office;
    struct err err = {0};
    struct library_copies copies = {0};
    meet(&office, *state);
    assert_int_equal(session_copy_today(office.zhang, NULL), RC_OK);
    session_be_at(office.zhang, office.section);
    type(office.zhang, office.section, 0, "甲");
    session_list_copies(office.li, &copies);
    assert_int_equal(copies.count, 1);
    assert_int_equal(session_restore_copy(office.li, copies.items[0].path, &err), RC_REFUSED);
    assert_err_says(&err, "zhang");
    type(office.zhang, office.section, 1, "乙");
    (void)settle(office.zhang);
    assert_body(session_report(office.zhang), office.section, "甲乙");
    session_leave(office.zhang);
    assert_int_equal(session_restore_copy(office.li, copies.items[0].path, NULL), RC_OK);
    assert_int_equal(session_load(office.zhang, office.report, NULL), RC_OK);
    library_copies_release(&copies);
    part(&office);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(who_is_where_is_known_without_asking),
        WITH_STORE(a_long_name_is_cut),
        WITH_STORE(who_comes_by_a_link_is_seen),
        WITH_STORE(only_changes_of_the_open_report_come_in),
        WITH_STORE(the_list_hears_of_changes_too),
        WITH_STORE(typing_goes_on_from_what_another_is_typing),
        WITH_STORE(his_own_typing_is_undone_alone),
        WITH_STORE(a_text_that_another_is_typing_is_not_replaced),
        WITH_STORE(a_section_that_another_is_typing_in_is_not_removed),
        WITH_STORE(what_ones_other_window_is_typing_is_saved_first),
        WITH_STORE(another_window_folds_only_its_own),
        WITH_STORE(a_text_that_was_taken_over_waits_whole_for_the_disk),
        WITH_STORE(a_place_stays_in_its_words),
        WITH_STORE(a_report_that_somebody_writes_in_is_not_purged),
        WITH_STORE(a_copy_is_not_restored_under_somebody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
