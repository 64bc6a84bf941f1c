#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/section.h"
#include "model/section_state.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/replace.h"
#include "session/report.h"
#include "session/review.h"
#include "session/undo.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <sqlite3.h>
#include <string.h>

struct clerk {
    struct session *session;
    const struct store_case *place;
    const char *name;
    int64_t report;
};

static void come(struct clerk *clerk) {
    clerk->session = case_open_session(clerk->place->path, clerk->name);
    if (clerk->report != 0)
        assert_int_equal(session_load(clerk->session, clerk->report, NULL), RC_OK);
}

static void leave(struct clerk *clerk) {
    session_close(clerk->session);
}

static void restart(struct clerk *clerk) {
    leave(clerk);
    come(clerk);
}

static struct clerk first_clerk(const struct store_case *place) {
    struct clerk clerk = {.place = place, .name = "zhang"};
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2023};
    int64_t report = 0;
    come(&clerk);
    assert_int_equal(session_new_report(clerk.session, &what, &report, NULL), RC_OK);
    clerk.report = report;
    assert_int_equal(session_load(clerk.session, report, NULL), RC_OK);
    return clerk;
}

static const struct section *section_of(const struct clerk *clerk, const char *name) {
    const struct section *section =
        report_find_section(session_report(clerk->session), span_of(name));
    assert_non_null(section);
    return section;
}

static void replace(struct clerk *clerk, const char *name, size_t offset, size_t removed,
                    struct span text, bool continues) {
    const struct section *section = section_of(clerk, name);
    struct splice splice;
    body_make_splice(&splice, &section->body, offset, removed, text, kind_line_tag(section->kind));
    session_type(clerk->session, section->id, &splice, ACT_TYPE, continues);
    splice_release(&splice);
}

static void random_edit(struct clerk *clerk, const char *name, struct random *random) {
    size_t points = section_of(clerk, name)->body.points;
    size_t offset = random_below(random, points + 1);
    size_t removed = points > 60 ? random_below(random, points - offset + 1)
                                 : random_below(random, points - offset + 1) / 4;
    struct str text = STR_INIT;
    random_add_text(&text, random, 1 + random_below(random, 4), true);
    replace(clerk, name, offset, removed, str_span(&text), false);
    str_release(&text);
}

static char *text_of(const struct clerk *clerk, const char *name) {
    struct str text = STR_INIT;
    body_add_text(&text, &section_of(clerk, name)->body);
    body_add_attributes(&text, &section_of(clerk, name)->body);
    return str_detach(&text);
}

static void assert_reads(const struct clerk *clerk, const char *name, const char *wanted) {
    char *text = text_of(clerk, name);
    assert_string_equal(text, wanted);
    mem_free(text);
}

enum { STEPS = 1000 };

/* All steps of a long day are taken back and made again, the program ended and begun anew now and
 * then, and every state on the way is the one that was. */
static void a_thousand_steps_go_back_and_forth(void **state) {
    struct clerk clerk = first_clerk(*state);
    struct random random = {.state = 10000};
    struct session_undone where;
    static char *texts[STEPS + 1];
    for (int i = 0; i < STEPS; i++) {
        texts[i] = text_of(&clerk, "perf_work");
        random_edit(&clerk, "perf_work", &random);
        if (random_below(&random, 500) == 0)
            assert_int_equal(session_fold(clerk.session, -1, NULL), RC_OK);
        if (random_below(&random, 250) == 0)
            restart(&clerk);
    }
    texts[STEPS] = text_of(&clerk, "perf_work");
    restart(&clerk);
    for (int i = STEPS; i-- > 0;) {
        assert_int_equal(session_undo(clerk.session, &where, NULL), RC_OK);
        if (i % 50 == 0)
            assert_reads(&clerk, "perf_work", texts[i]);
        if (random_below(&random, 250) == 0)
            restart(&clerk);
    }
    assert_int_equal(session_undo(clerk.session, &where, NULL), RC_NOT_FOUND);
    for (int i = 1; i <= STEPS; i++) {
        assert_int_equal(session_redo(clerk.session, &where, NULL), RC_OK);
        if (i % 50 == 0)
            assert_reads(&clerk, "perf_work", texts[i]);
    }
    assert_int_equal(session_redo(clerk.session, &where, NULL), RC_NOT_FOUND);
    for (int i = 0; i <= STEPS; i++)
        mem_free(texts[i]);
    assert_true(report_is_sane(session_report(clerk.session)));
    leave(&clerk);
}

/* Undo and redo at random beside a list of texts, as every editor does it: a new step after an undo
 * ends what could be made again. */
static void any_way_back_and_forth_is_as_in_a_list(void **state) {
    struct clerk clerk = first_clerk(*state);
    struct random random = {.state = 77};
    struct session_undone where;
    char *texts[301];
    size_t at = 0, count = 1;
    texts[0] = text_of(&clerk, "perf_work");
    for (int i = 0; i < 1500 && count < 300; i++) {
        size_t what = random_below(&random, 10);
        if (what < 4) {
            for (size_t k = at + 1; k < count; k++)
                mem_free(texts[k]);
            random_edit(&clerk, "perf_work", &random);
            texts[++at] = text_of(&clerk, "perf_work");
            count = at + 1;
        } else if (what < 7) {
            enum rc rc = session_undo(clerk.session, &where, NULL);
            assert_int_equal(rc, at > 0 ? RC_OK : RC_NOT_FOUND);
            at -= at > 0;
        } else if (what < 9) {
            enum rc rc = session_redo(clerk.session, &where, NULL);
            assert_int_equal(rc, at + 1 < count ? RC_OK : RC_NOT_FOUND);
            at += at + 1 < count;
        } else if (random_below(&random, 4) == 0) {
            restart(&clerk);
        } else {
            session_sync(clerk.session);
        }
        assert_reads(&clerk, "perf_work", texts[at]);
    }
    for (size_t k = 0; k < count; k++)
        mem_free(texts[k]);
    leave(&clerk);
}

static void put(struct clerk *clerk, const char *name, const char *text) {
    const struct section *section = section_of(clerk, name);
    assert_int_equal(session_put(clerk->session, section->id, span_of(text), NULL), RC_OK);
}

/* Another clerk's work between: what is one's own goes back where the text is as one left it, is
 * refused in a sentence where it is not, and nobody's text is lost. */
static void anothers_changes_are_never_undone(void **state) {
    struct clerk mine = first_clerk(*state);
    struct clerk other = {.place = *state, .name = "li", .report = mine.report};
    struct session_undone where;
    struct err err = {0};
    replace(&mine, "perf_work", 0, 0, SPAN("我的第一句。"), false);
    replace(&mine, "perf_work", 6, 0, SPAN("第二句。"), false);
    assert_int_equal(session_fold(mine.session, -1, NULL), RC_OK);
    come(&other);
    put(&other, "overall", "别人写的总体情况。");
    restart(&mine);
    assert_int_equal(session_undo(mine.session, &where, &err), RC_OK); /* another section */
    assert_body(session_report(mine.session), section_of(&mine, "perf_work")->id, "我的第一句。");
    assert_body(session_report(mine.session), section_of(&mine, "overall")->id,
                "别人写的总体情况。");
    restart(&other);
    put(&other, "perf_work", "别人改过的第一句。");
    restart(&mine);
    assert_int_equal(session_undo(mine.session, &where, &err), RC_CONFLICT);
    assert_non_null(strstr(err.text, "li"));
    assert_body(session_report(mine.session), section_of(&mine, "perf_work")->id,
                "别人改过的第一句。");
    assert_int_equal(session_redo(mine.session, &where, &err), RC_CONFLICT);
    restart(&other);
    assert_int_equal(session_undo(other.session, &where, &err), RC_OK); /* his own goes back */
    assert_body(session_report(other.session), section_of(&other, "perf_work")->id, "我的第一句。");
    leave(&other);
    leave(&mine);
}

static void step_back(struct clerk *clerk) {
    struct session_undone where;
    assert_int_equal(session_undo(clerk->session, &where, NULL), RC_OK);
}

static void step_forth(struct clerk *clerk) {
    struct session_undone where;
    assert_int_equal(session_redo(clerk->session, &where, NULL), RC_OK);
}

static bool is_printed(const struct clerk *clerk, const char *name) {
    return section_is_printed(session_report(clerk->session), section_of(clerk, name));
}

/* A section into which something was typed and taken back is as if nobody had been there: it does
 * not print. */
static void a_section_is_untouched_again(void **state) {
    struct clerk clerk = first_clerk(*state);
    assert_false(is_printed(&clerk, "perf_work"));
    for (int restarts = 0; restarts < 2; restarts++) {
        replace(&clerk, "perf_work", 0, 0, SPAN("一"), false);
        replace(&clerk, "perf_work", 1, 0, SPAN("二"), true);
        replace(&clerk, "perf_work", 2, 0, SPAN("三"), false);
        if (restarts)
            restart(&clerk);
        assert_true(section_of(&clerk, "perf_work")->touched);
        step_back(&clerk);
        assert_reads(&clerk, "perf_work", "一二p");
        assert_true(section_of(&clerk, "perf_work")->touched);
        if (restarts)
            restart(&clerk);
        step_back(&clerk);
        assert_false(section_of(&clerk, "perf_work")->touched);
        assert_false(is_printed(&clerk, "perf_work"));
        restart(&clerk);
        assert_false(section_of(&clerk, "perf_work")->touched);
        step_forth(&clerk);
        assert_true(section_of(&clerk, "perf_work")->touched);
        step_forth(&clerk);
        restart(&clerk);
        assert_reads(&clerk, "perf_work", "一二三p");
        assert_true(section_of(&clerk, "perf_work")->touched);
        step_back(&clerk);
        step_back(&clerk);
        assert_false(is_printed(&clerk, "perf_work"));
    }
    leave(&clerk);
}

/* What was touched otherwise stays so. */
static void what_else_touched_it_stays(void **state) {
    struct clerk clerk = first_clerk(*state);
    int64_t id = section_of(&clerk, "perf_work")->id;
    assert_int_equal(session_rename_section(clerk.session, id, SPAN("工作"), NULL), RC_OK);
    replace(&clerk, "perf_work", 0, 0, SPAN("一"), false);
    step_back(&clerk);
    assert_true(section_of(&clerk, "perf_work")->touched);
    step_back(&clerk);
    assert_false(section_of(&clerk, "perf_work")->touched);
    assert_int_equal(session_put(clerk.session, id, SPAN("放的"), NULL), RC_OK);
    replace(&clerk, "perf_work", 2, 0, SPAN("打的"), false);
    step_back(&clerk);
    assert_true(section_of(&clerk, "perf_work")->touched);
    step_back(&clerk);
    assert_false(section_of(&clerk, "perf_work")->touched);
    leave(&clerk);
}

static bool is_unreviewed(struct clerk *clerk, const char *name) {
    return session_review_counts(clerk->session, section_of(clerk, name)->id).unreviewed > 0;
}

/* Last year's text is last year's again. */
static void what_was_carried_is_so_again(void **state) {
    struct clerk clerk = first_clerk(*state);
    replace(&clerk, "economy", 0, 0, SPAN("去年写的。"), false);
    struct session_new what = {
        .unit = "某街道办事处", .short_name = "", .year = 2024, .carry = clerk.report};
    assert_int_equal(session_new_report(clerk.session, &what, &clerk.report, NULL), RC_OK);
    restart(&clerk);
    assert_true(is_unreviewed(&clerk, "economy"));
    replace(&clerk, "economy", 0, 5, SPAN("今年写的。"), false);
    assert_false(is_unreviewed(&clerk, "economy"));
    step_back(&clerk);
    assert_reads(&clerk, "economy", "去年写的。p");
    assert_true(is_unreviewed(&clerk, "economy"));
    step_forth(&clerk);
    assert_false(is_unreviewed(&clerk, "economy"));
    restart(&clerk);
    assert_false(is_unreviewed(&clerk, "economy"));
    assert_true(report_is_sane(session_report(clerk.session)));
    leave(&clerk);
}

/* --- a step of many places costs what its places cost --- */

static struct { uint64_t statements, steps; /* of SQLite's machine, by hundreds */ } cost;

static int count_steps(void *data) {
    (void)data;
    cost.steps++;
    return 0;
}

static int count_statement(unsigned type, void *data, void *statement, void *text) {
    (void)type, (void)data, (void)statement, (void)text;
    cost.statements++;
    return 0;
}

static int count_of_connection(sqlite3 *db, const char **error, const void *api) {
    (void)error, (void)api;
    sqlite3_progress_handler(db, 100, count_steps, NULL);
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count_statement, NULL);
}

/* Replaces 甲 in n lines of a section, and takes it back. */
static void undo_places(const struct store_case *place, size_t n) {
    struct clerk clerk = first_clerk(place);
    struct str text = STR_INIT;
    struct session_undone where;
    size_t replaced = 0;
    int64_t section = section_of(&clerk, "economy")->id;
    for (size_t i = 0; i < n; i++)
        str_add_text(&text, "甲乙\n");
    assert_int_equal(session_put(clerk.session, section, str_span(&text), NULL), RC_OK);

    struct session_replace how = {
        .section = section, .what = SPAN("甲"), .by = SPAN("丙"), .count = n};
    assert_int_equal(session_replace(clerk.session, &how, &replaced, NULL), RC_OK);
    assert_int_equal(replaced, n);
    memset(&cost, 0, sizeof cost);
    assert_int_equal(session_undo(clerk.session, &where, NULL), RC_OK);
    leave(&clerk);
    str_release(&text);
}

/* Each place is written once, and asked about with all others of its text at once. */
static void many_places_go_back_in_steps_of_n(void **state) {
    enum { PLACES = 400 };
    assert_int_equal(sqlite3_auto_extension((void (*)(void))count_of_connection), SQLITE_OK);
    undo_places(*state, PLACES);
    uint64_t statements = cost.statements, steps = cost.steps;
    undo_places(*state, 2 * PLACES);
    sqlite3_reset_auto_extension();
    assert_true(steps > 0 && statements >= PLACES); /* they are counted */
    assert_in_range(cost.statements - statements, PLACES, PLACES + PLACES / 4);
    assert_in_range(cost.steps, steps, 2 * steps + steps / 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_section_is_untouched_again),
        WITH_STORE(what_else_touched_it_stays),
        WITH_STORE(what_was_carried_is_so_again),
        WITH_STORE(a_thousand_steps_go_back_and_forth),
        WITH_STORE(any_way_back_and_forth_is_as_in_a_list),
        WITH_STORE(anothers_changes_are_never_undone),
        WITH_STORE(many_places_go_back_in_steps_of_n),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
