/* Typed text that the store refuses, and a clerk, or a signal, that makes the program leave: it
 * goes into a file and comes back. Another program's lock stands for the full disk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/unsaved.h"
#include "session/unsaved_back.h"
#include "store/reports.h"
#include "store/store.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHORT_WAIT = 10 /* ms */ };

struct clerk {
    struct store_case *place;
    struct session *session;
    struct store *blocker; /* holds the lock while the disk is full */
    int64_t report, other_report, one, two;
};

static int setup(void **state) {
    struct clerk *clerk = MEM_NEW(struct clerk);
    void *place = NULL;
    (void)store_case_setup(&place);
    clerk->place = place;
    assert_int_equal(setenv("HOME", clerk->place->folder, 1), 0);
    clerk->session = case_open_session(clerk->place->path, "zhang");
    store_set_wait(session_store(clerk->session), SHORT_WAIT);
    const struct session_new what = {.unit = "望湖街道", .short_name = "", .year = 2023};
    assert_int_equal(session_new_report(clerk->session, &what, &clerk->other_report, NULL), RC_OK);
    assert_int_equal(session_new_report(clerk->session, &what, &clerk->report, NULL), RC_OK);
    assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
    const struct report *report = session_report(clerk->session);
    clerk->one = report_find_section(report, SPAN("perf_work"))->id;
    clerk->two = report_find_section(report, SPAN("economy"))->id;
    clerk->blocker = case_open(clerk->place, "li");
    *state = clerk;
    return 0;
}

static void type(struct clerk *clerk, int64_t id, const char *text) {
    const struct section *section = report_find_id(session_report(clerk->session), id);
    struct splice splice;
    body_make_splice(&splice, &section->body, section->body.points, 0, span_of(text),
                     LINE_PARAGRAPH);
    session_type(clerk->session, id, &splice, ACT_TYPE, false);
    splice_release(&splice);
    session_sync(clerk->session);
}

static void fill_disk(struct clerk *clerk) {
    assert_int_equal(store_begin(clerk->blocker, NULL), RC_OK);
}

static void make_room(struct clerk *clerk) {
    assert_int_equal(store_finish(clerk->blocker, RC_OK, NULL), RC_OK);
}

static void remove_left(const char *path) {
    if (path != NULL)
        (void)unlink(path);
}

static int teardown(void **state) {
    struct clerk *clerk = *state;
    store_close(clerk->blocker);
    session_leave(clerk->session);
    remove_left(session_unsaved_path(clerk->session)); /* it may be in /tmp */
    session_close(clerk->session);
    (void)store_case_teardown((void **)&clerk->place);
    mem_free(clerk);
    return 0;
}

static void how_much_it_is(void **state) {
    struct clerk *clerk = *state;
    struct session_unsaved much;
    type(clerk, clerk->one, "存好的");
    assert_false(session_has_unsaved(clerk->session, &much));
    fill_disk(clerk);
    type(clerk, clerk->one, "四个汉字");
    type(clerk, clerk->two, "𠮷ab\n");
    type(clerk, clerk->one, "又");
    assert_true(session_has_unsaved(clerk->session, &much));
    assert_int_equal(much.changes, 3);
    assert_int_equal(much.characters, 4 + 4 + 1);
    assert_int_equal(much.sections, 2);
    make_room(clerk);
    assert_false(session_has_unsaved(clerk->session, &much)); /* it was taken in now */
}

/* Nobody can be asked: the line was cut. */
static void what_is_not_stored_when_the_program_leaves_goes_into_a_file(void **state) {
    struct clerk *clerk = *state;
    struct str text = STR_INIT;
    struct stat about;
    assert_int_equal(chmod(clerk->place->path, 0640), 0);
    type(clerk, clerk->one, "存好的。");
    fill_disk(clerk);
    type(clerk, clerk->one, "没有存好的。\n第二段\n");
    session_leave(clerk->session);
    const char *path = session_unsaved_path(clerk->session);
    assert_non_null(path);
    assert_false(session_unsaved_is_lost(clerk->session));
    folder_get(path, &text);
    assert_non_null(strstr(text.s, "存好的。没有存好的。\n第二段\n"));
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600); /* as the database was when it was opened */
    make_room(clerk);
    str_release(&text);
}

static void leave_two_sections(struct clerk *clerk) {
    fill_disk(clerk);
    type(clerk, clerk->one, "jixiao-section: 1 1 1\n【没有存好的】\n\n");
    type(clerk, clerk->two, "又一节");
    session_leave(clerk->session);
    make_room(clerk);
}

static void a_later_start_finds_it_and_puts_it_back(void **state) {
    struct clerk *clerk = *state;
    size_t count = 0;
    type(clerk, clerk->one, "先存的");
    leave_two_sections(clerk);
    session_close(clerk->session);
    clerk->session = case_open_session(clerk->place->path, "zhang");
    assert_int_equal(session_load(clerk->session, clerk->other_report, NULL), RC_OK);
    char *path = session_find_unsaved(clerk->session, &count);
    assert_non_null(path);
    assert_int_equal(count, 1);
    struct err err = {0};
    size_t beside = 0;
    if (session_take_unsaved(clerk->session, path, &beside, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(beside, 0);
    assert_int_equal(session_report(clerk->session)->id, clerk->other_report); /* as it was */
    assert_text(session_store(clerk->session), clerk->report, clerk->one,
                "先存的jixiao-section: 1 1 1\n【没有存好的】\n\n");
    assert_text(session_store(clerk->session), clerk->report, clerk->two, "又一节");
    assert_int_equal(file_kind_of(path), FILE_NONE);
    mem_free(path);
    assert_null(session_find_unsaved(clerk->session, &count));
}

/* Leaves text in one section that the store did not take; the file's path, heap. */
static char *leave_one_section(struct clerk *clerk, const char *text) {
    fill_disk(clerk);
    type(clerk, clerk->one, text);
    session_leave(clerk->session);
    make_room(clerk);
    const char *path = session_unsaved_path(clerk->session);
    assert_non_null(path);
    return mem_copy_text(path, strlen(path));
}

static void put_as(const struct clerk *clerk, const char *user, const char *text) {
    struct session *session = case_open_session(clerk->place->path, user);
    assert_int_equal(session_load(session, clerk->report, NULL), RC_OK);
    assert_int_equal(session_put(session, clerk->one, span_of(text), NULL), RC_OK);
    session_close(session);
}

/* A colleague, or the clerk, has gone on with the section meanwhile. */
static void what_was_written_since_is_not_replaced(void **state) {
    struct clerk *clerk = *state;
    static const char *const writers[] = {"li", "zhang"};
    for (size_t i = 0; i < ARRAY_LEN(writers); i++) {
        struct session_conflict found = {0};
        struct str theirs = STR_INIT;
        struct err err = {0};
        size_t beside = 0;
        assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
        put_as(clerk, "zhang", "先存的。");
        assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
        char *path = leave_one_section(clerk, "没有存好的。");
        put_as(clerk, writers[i], "后来写的。");
        assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
        uint64_t generation = session_generation(clerk->session);
        if (session_take_unsaved(clerk->session, path, &beside, &err) != RC_OK)
            fail_msg("%s", err.text);
        assert_int_equal(beside, 1);
        assert_true(session_generation(clerk->session) > generation);
        assert_true(session_conflict(clerk->session, &found));
        assert_string_equal(found.user, writers[i]);
        body_add_text(&theirs, &found.theirs);
        assert_string_equal(theirs.s, "后来写的。");
        assert_body(session_report(clerk->session), clerk->one, "先存的。没有存好的。");
        assert_int_equal(session_resolve(clerk->session, clerk->one, i == 0, &err), RC_OK);
        assert_text(session_store(clerk->session), clerk->report, clerk->one,
                    i == 0 ? "先存的。没有存好的。" : "后来写的。");
        assert_int_equal(file_kind_of(path), FILE_NONE);
        session_conflict_release(&found);
        str_release(&theirs);
        mem_free(path);
    }
}

/* As the first versions wrote it: neither whose it is nor what it was typed on. */
static void make_old(const char *path) {
    struct str text = STR_INIT, old = STR_INIT;
    struct span rest, line;
    folder_get(path, &text);
    rest = str_span(&text);
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        if (span_starts_with(line, SPAN("jixiao-clerk: ")))
            continue;
        size_t blanks = 0, end = line.n;
        for (size_t i = 0; i < line.n; i++)
            if (line.p[i] == ' ' && ++blanks == 4)
                end = i;
        bool place = span_starts_with(line, SPAN("jixiao-section: "));
        str_add(&old, span_sub(line, 0, place ? end : line.n));
        str_add_byte(&old, '\n');
    }
    folder_put(path, str_span(&old));
    str_release(&old);
    str_release(&text);
}

static void a_file_of_the_first_versions_is_put_back_too(void **state) {
    struct clerk *clerk = *state;
    size_t count = 0, beside = 0;
    struct session_conflict found = {0};
    assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
    char *path = leave_one_section(clerk, "没有存好的。");
    make_old(path);
    char *offered = session_find_unsaved(clerk->session, &count);
    assert_int_equal(count, 1);
    assert_string_equal(offered, path);
    mem_free(offered);
    assert_int_equal(session_take_unsaved(clerk->session, path, &beside, NULL), RC_OK);
    assert_int_equal(beside, 0);
    assert_text(session_store(clerk->session), clerk->report, clerk->one, "没有存好的。");
    mem_free(path);

    /* where there is a text both are shown, though it may be the one that it was typed on */
    assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
    path = leave_one_section(clerk, "又没有存好。");
    make_old(path);
    assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
    assert_int_equal(session_take_unsaved(clerk->session, path, &beside, NULL), RC_OK);
    assert_int_equal(beside, 1);
    assert_true(session_conflict(clerk->session, &found));
    assert_body(session_report(clerk->session), clerk->one, "没有存好的。又没有存好。");
    session_conflict_release(&found);
    assert_int_equal(file_kind_of(path), FILE_NONE);
    mem_free(path);
}

/* The file stays where its text came to be nowhere else. */
static void a_choice_that_is_still_open_comes_first(void **state) {
    struct clerk *clerk = *state;
    struct err err = {0};
    size_t beside = 0;
    char *first = leave_one_section(clerk, "第一次的。");
    put_as(clerk, "li", "后来写的。");
    assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
    char *copy = file_path_join(clerk->place->folder, "again.txt");
    struct str text = STR_INIT;
    folder_get(first, &text);
    for (char *at = text.s; (at = strstr(at, "一次")) != NULL; at++)
        memcpy(at, "二次", strlen("二次"));
    folder_put(copy, str_span(&text));
    assert_int_equal(session_take_unsaved(clerk->session, first, &beside, &err), RC_OK);
    assert_int_equal(session_take_unsaved(clerk->session, copy, &beside, &err), RC_CONFLICT);
    assert_int_equal(beside, 0);
    assert_int_equal(file_kind_of(copy), FILE_REGULAR);
    assert_int_equal(session_resolve(clerk->session, clerk->one, false, NULL), RC_OK);
    str_release(&text);
    mem_free(first);
    mem_free(copy);
}

/* Several clerks may have one home. */
static void another_clerks_is_not_offered(void **state) {
    struct clerk *clerk = *state;
    size_t count = 0;
    char *path = leave_one_section(clerk, "张写的");
    struct session *other = case_open_session(clerk->place->path, "li");
    assert_null(session_find_unsaved(other, &count));
    assert_int_equal(count, 0);
    session_close(other);
    char *own = session_find_unsaved(clerk->session, &count);
    assert_string_equal(own, path);
    mem_free(own);
    mem_free(path);
}

static void it_is_told_of_until_the_clerk_wants_no_more(void **state) {
    struct clerk *clerk = *state;
    size_t count = 0;
    leave_two_sections(clerk);
    char *path = session_find_unsaved(clerk->session, &count);
    assert_non_null(path);
    session_unsaved_is_told(clerk->session, path);
    assert_null(session_find_unsaved(clerk->session, &count));
    assert_int_equal(file_kind_of(path), FILE_REGULAR);
    mem_free(path);
}

/* Another library of that name, and what somebody else could put there. */
static void only_ones_own_are_found(void **state) {
    struct clerk *clerk = *state;
    size_t count = 0;
    char *other = file_path_join(clerk->place->folder, "jixiao-unsaved-20200101-000000.txt");
    char *link = file_path_join(clerk->place->folder, "jixiao-unsaved-20200101-000001.txt");
    size_t beside = 0;
    folder_put(other,
               SPAN("这里是\njixiao-library: /elsewhere/jixiao.db\n\njixiao-section: 1 1 1\n"));
    assert_int_equal(symlink(other, link), 0);
    assert_null(session_find_unsaved(clerk->session, &count));
    struct err err = {0};
    folder_put(other, SPAN("没有节\njixiao-section: x 1 1\n"));
    assert_int_equal(session_take_unsaved(clerk->session, other, &beside, &err), RC_INPUT);
    assert_int_equal(file_kind_of(other), FILE_REGULAR);
    folder_put(other, SPAN("\njixiao-section: 99 1 1 0 "
                           "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                           "\n【】\n字\n"));
    assert_int_equal(session_take_unsaved(clerk->session, other, &beside, &err), RC_NOT_FOUND);
    assert_int_equal(file_kind_of(other), FILE_REGULAR);
    mem_free(other);
    mem_free(link);
}

static void it_is_written_where_the_clerk_says_but_over_nothing(void **state) {
    struct clerk *clerk = *state;
    struct err err = {0};
    struct session_unsaved much;
    char *there = file_path_join(clerk->place->folder, "notes.txt");
    char *fresh = file_path_join(clerk->place->folder, "fresh.txt");
    char *missing = file_path_join(clerk->place->folder, "no/folder.txt");
    folder_put(there, SPAN("别的"));
    fill_disk(clerk);
    type(clerk, clerk->one, "没有存好的");
    const char *const refused[] = {there, clerk->place->path, clerk->place->folder};
    for (size_t i = 0; i < ARRAY_LEN(refused); i++)
        assert_int_equal(session_write_unsaved(clerk->session, refused[i], &err), RC_REFUSED);
    assert_int_equal(session_write_unsaved(clerk->session, missing, &err), RC_OUTPUT);
    assert_true(session_has_unsaved(clerk->session, &much)); /* nothing of it is gone */
    assert_int_equal(session_write_unsaved(clerk->session, fresh, &err), RC_OK);
    assert_false(session_has_unsaved(clerk->session, &much));
    assert_string_equal(session_unsaved_path(clerk->session), fresh);
    make_room(clerk);
    mem_free(there);
    mem_free(fresh);
    mem_free(missing);
}

static void what_is_given_up_is_written_nowhere(void **state) {
    struct clerk *clerk = *state;
    fill_disk(clerk);
    type(clerk, clerk->one, "不要了");
    session_drop_unsaved(clerk->session);
    session_leave(clerk->session);
    make_room(clerk);
    assert_null(session_unsaved_path(clerk->session));
    assert_text(session_store(clerk->session), clerk->report, clerk->one, "");
}

/* Whatever makes another report the open one. */
static void going_to_another_report_keeps_it_too(void **state) {
    struct clerk *clerk = *state;
    fill_disk(clerk);
    type(clerk, clerk->one, "没有存好的");
    assert_int_equal(session_load(clerk->session, clerk->other_report, NULL), RC_OK);
    assert_non_null(session_unsaved_path(clerk->session));
    make_room(clerk);
}

static void the_path_that_is_offered_can_be_written(void **state) {
    struct clerk *clerk = *state;
    char *path = session_offer_unsaved_path(clerk->session);
    struct str stem = STR_INIT;
    str_add_text(&stem, "jixiao-unsaved-");
    assert_int_equal(path[0], '/');
    assert_true(span_starts_with(span_of(file_path_name(path)), str_span(&stem)));
    assert_int_equal(file_write_atomic(path, SPAN("x"), NULL), RC_OK);
    assert_int_equal(unlink(path), 0);
    str_release(&stem);
    mem_free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* By one who could not see that somebody writes there (no seats on that disk). */
static void text_of_a_report_that_was_purged_goes_into_a_file(void **state) {
    struct clerk *clerk = *state;
    struct err err = {0};
    size_t count = 0, beside = 0;
    type(clerk, clerk->one, "以前的。");
    assert_int_equal(store_trash(clerk->blocker, clerk->report, true, NULL), RC_OK);
    assert_int_equal(store_purge(clerk->blocker, clerk->report, NULL), RC_OK);
    type(clerk, clerk->one, "后来的。");
    assert_int_equal(session_saving(clerk->session), SESSION_UNSAVED);
    assert_non_null(strstr(session_trouble(clerk->session), "不在报告库里"));
    session_keep_unsaved(clerk->session);
    session_leave(clerk->session);
    char *path = session_find_unsaved(clerk->session, &count);
    assert_int_equal(count, 1);
    struct str text = STR_INIT;
    folder_get(path, &text);
    assert_non_null(strstr(text.s, "以前的。后来的。"));
    assert_int_equal(session_take_unsaved(clerk->session, path, &beside, &err), RC_NOT_FOUND);
    assert_err_says(&err, "导入");
    assert_int_equal(file_kind_of(path), FILE_REGULAR);
    str_release(&text);
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(how_much_it_is),
        TEST(what_is_not_stored_when_the_program_leaves_goes_into_a_file),
        TEST(a_later_start_finds_it_and_puts_it_back),
        TEST(what_was_written_since_is_not_replaced),
        TEST(a_file_of_the_first_versions_is_put_back_too),
        TEST(a_choice_that_is_still_open_comes_first),
        TEST(another_clerks_is_not_offered),
        TEST(it_is_told_of_until_the_clerk_wants_no_more),
        TEST(only_ones_own_are_found),
        TEST(it_is_written_where_the_clerk_says_but_over_nothing),
        TEST(what_is_given_up_is_written_nowhere),
        TEST(going_to_another_report_keeps_it_too),
        TEST(the_path_that_is_offered_can_be_written),
        TEST(text_of_a_report_that_was_purged_goes_into_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
