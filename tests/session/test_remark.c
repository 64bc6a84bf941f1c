/* What is said of a report by two clerks at once, answered, taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/remark/spot.h"
#include "session/change.h"
#include "session/edition.h"
#include "session/opened.h"
#include "session/remark.h"
#include "session/report.h"
#include "session/undo.h"
#include "store/verify.h"
#include "tests/support/model_support.h"
#include "tests/support/store_case.h"

#include <string.h>

struct office {
    struct store_case *place;
    struct session *zhang, *li;
};

static int setup(void **state) {
    struct office *office = MEM_NEW(struct office);
    void *place = NULL;
    int64_t id = 0;
    (void)store_case_setup(&place);
    office->place = place;
    office->zhang = case_open_session(office->place->path, "zhang");
    struct report *made = support_small_report();
    assert_int_equal(session_add_report(office->zhang, made, ACT_NEW, &id, NULL), RC_OK);
    report_free(made);
    assert_int_equal(session_load(office->zhang, id, NULL), RC_OK);
    office->li = case_open_session(office->place->path, "li");
    assert_int_equal(session_load(office->li, id, NULL), RC_OK);
    *state = office;
    return 0;
}

static int teardown(void **state) {
    struct office *office = *state;
    void *place = office->place;
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(session_store(office->zhang), &faults, NULL), RC_OK);
    str_release(&faults);
    session_close(office->li);
    session_close(office->zhang);
    mem_free(office);
    return store_case_teardown(&place);
}

static size_t say(struct session *session, const char *target, const char *text) {
    const struct remark_draft draft = {.target = target, .text = span_of(text)};
    struct err err = {0};
    size_t number = 0;
    if (session_add_remark(session, &draft, &number, &err) != RC_OK)
        fail_msg("%s", err.text);
    return number;
}

static struct remark get(struct session *session, size_t number) {
    struct remark remark;
    assert_int_equal(session_reload(session, NULL), RC_OK);
    assert_true(report_remark(session_report(session), number, &remark));
    return remark;
}

static void two_clerks_say_something_at_once(void **state) {
    struct office *office = *state;
    assert_int_equal(say(office->zhang, "work", "一"), 1);
    assert_int_equal(say(office->li, "work", "二"), 2); /* has not seen the first */
    assert_int_equal(say(office->zhang, ".", "三"), 3);
    for (size_t number = 1; number <= 3; number++) {
        static const char *const texts[] = {"一", "二", "三"};
        struct remark remark = get(office->li, number);
        assert_true(span_is(remark.text, texts[number - 1]));
        assert_true(span_is(remark.author, number == 2 ? "li" : "zhang"));
        remark_release(&remark);
    }
}

/* Whoever answers what somebody else has just answered is told, and nothing is lost. */
static void two_clerks_answer_at_once(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t number = say(office->zhang, "work", "请核实");
    assert_int_equal(session_reload(office->li, NULL), RC_OK);
    assert_int_equal(session_answer_remark(office->zhang, number, true, SPAN("已核"), &err), RC_OK);
    assert_int_equal(session_answer_remark(office->li, number, false, SPAN("不改"), &err),
                     RC_CONFLICT);
    struct remark remark = get(office->li, number);
    assert_int_equal(remark.state, REMARK_DONE);
    assert_true(span_is(remark.answer, "已核"));
    remark_release(&remark);
}

static void words_are_marked_on_the_screen(void **state) {
    struct office *office = *state;
    const struct section *section =
        report_find_section(session_report(office->zhang), SPAN("city"));
    const struct remark_draft draft = {.section = section->id,
                                       .offset = 2,
                                       .length = 4,
                                       .text = SPAN(" 口径？\n与年报 "),
                                       .weight = REMARK_WEIGHS_QUESTION,
                                       .stage = STAGE_BUREAU};
    size_t number = 0;
    assert_int_equal(session_add_remark(office->zhang, &draft, &number, NULL), RC_OK);
    struct remark remark = get(office->zhang, number);
    assert_true(span_is(remark.target.quote, "共处置案"));
    assert_true(span_is(remark.before, "全年"));
    assert_true(span_is(remark.text, "口径？\n与年报"));
    assert_int_equal(remark.stage, STAGE_BUREAU);
    remark_release(&remark);
    assert_int_equal(session_add_note(office->li, number, SPAN("x"), NULL), RC_NOT_FOUND);
    assert_int_equal(session_reload(office->li, NULL), RC_OK);
    assert_int_equal(session_add_note(office->li, number, SPAN("按年报"), NULL), RC_OK);
    assert_int_equal(session_add_note(office->li, number, SPAN(" "), NULL), RC_REFUSED);
    remark = get(office->zhang, number);
    assert_int_equal(remark.note_count, 1);
    assert_true(span_is(remark.notes[0].author, "li"));
    remark_release(&remark);
}

/* The newest change of its section stands beside what is done. */
static void an_answer_knows_the_change_it_is_about(void **state) {
    struct office *office = *state;
    struct err err = {0};
    const struct section *city = report_find_section(session_report(office->zhang), SPAN("city"));
    const struct section *work = report_find_section(session_report(office->zhang), SPAN("work"));
    int64_t at = city->id, other = work->id;
    size_t number = say(office->zhang, "city:420件", "应为421件");
    assert_int_equal(session_put(office->zhang, at, SPAN("全年共处置案件421件。"), &err), RC_OK);
    assert_int_equal(session_put(office->zhang, other, SPAN("别的。"), &err), RC_OK);
    assert_int_equal(session_answer_remark(office->zhang, number, true, SPAN(""), &err), RC_OK);
    struct history_rows rows = {0};
    const struct history_filter filter = {.section = at, .most = 1};
    assert_int_equal(session_history(office->zhang, &filter, &rows, &err), RC_OK);
    struct remark remark = get(office->zhang, number);
    assert_int_equal(remark.change, rows.items[0].id);
    assert_true(remark.change > 0);
    remark_release(&remark);
    history_rows_release(&rows);
}

static void an_earlier_moment_leaves_remarks_as_they_are(void **state) {
    struct office *office = *state;
    struct err err = {0};
    struct history_rows rows = {0};
    const struct history_filter filter = {.section = -1, .most = 1};
    assert_int_equal(session_history(office->zhang, &filter, &rows, &err), RC_OK);
    int64_t before = rows.items[0].id;
    history_rows_release(&rows);
    size_t number = say(office->zhang, "work", "请核实");
    assert_int_equal(session_answer_remark(office->zhang, number, true, SPAN("已核"), &err), RC_OK);
    assert_int_equal(session_restore(office->zhang, before, -1, NULL, &err), RC_OK);
    struct remark remark = get(office->zhang, number);
    assert_int_equal(remark.state, REMARK_DONE);
    remark_release(&remark);
}

/* Undo takes an answer back, but not what was before a step on the report's way. */
static void undo_goes_back_to_the_last_step(void **state) {
    struct office *office = *state;
    struct err err = {0};
    struct session_undone undone;
    size_t number = say(office->zhang, "work", "请核实");
    assert_int_equal(session_submit(office->zhang, STAGE_FINANCE, &err), RC_OK);
    assert_int_equal(session_answer_remark(office->zhang, number, true, SPAN("已核"), &err), RC_OK);
    assert_int_equal(session_undo(office->zhang, &undone, &err), RC_OK);
    assert_non_null(strstr(undone.what, "答复意见"));
    struct remark remark = get(office->zhang, number);
    assert_int_equal(remark.state, REMARK_OPEN);
    remark_release(&remark);
    assert_int_equal(session_undo(office->zhang, &undone, &err), RC_NOT_FOUND);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(two_clerks_say_something_at_once),
        ON(two_clerks_answer_at_once),
        ON(words_are_marked_on_the_screen),
        ON(an_answer_knows_the_change_it_is_about),
        ON(an_earlier_moment_leaves_remarks_as_they_are),
        ON(undo_goes_back_to_the_last_step),
    };
    return cmocka_run_group_tests_name("session/remark", tests, NULL, NULL);
}
