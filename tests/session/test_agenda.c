/* What is found and what is said, in one order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/finding.h"
#include "model/section.h"
#include "model/splice.h"
#include "session/agenda.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/remark.h"
#include "session/report.h"
#include "session/session.h"
#include "tests/support/store_case.h"

#include <string.h>

static void say(struct session *session, int64_t section, size_t offset, size_t length,
                const char *text) {
    const struct remark_draft draft = {
        .section = section, .offset = offset, .length = length, .text = span_of(text)};
    size_t number = 0;
    assert_int_equal(session_add_remark(session, &draft, &number, NULL), RC_OK);
}

static struct session *open_report(struct store_case *place, int64_t *section) {
    const struct session_new what = {.unit = "望湖街道", .short_name = "", .year = 2023};
    struct session *session = case_open_session(place->path, "zhang");
    struct splice splice;
    int64_t report = 0;
    assert_int_equal(session_new_report(session, &what, &report, NULL), RC_OK);
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    const struct section *found = report_find_section(session_report(session), SPAN("perf_work"));
    *section = found->id;
    body_make_splice(&splice, &found->body, 0, found->body.points,
                     SPAN("开展培训。甲社区78人，乙社区12人，共91人。办结。"), LINE_PARAGRAPH);
    assert_true(session_type(session, *section, &splice, ACT_TYPE, false));
    splice_release(&splice);
    return session;
}

static size_t find_rule(struct session *session, const struct agenda *agenda, const char *rule) {
    const struct findings *findings = session_check(session);
    for (size_t i = 0; i < agenda->count; i++)
        if (!agenda->items[i].is_remark &&
            strcmp(findings->items[agenda->items[i].index].rule, rule) == 0)
            return i;
    return SIZE_MAX;
}

static void they_stand_in_the_order_of_the_text(void **state) {
    int64_t section = 0;
    struct session *session = open_report(*state, &section);
    struct agenda agenda;
    say(session, section, 23, 2, "几件？");
    say(session, section, 2, 2, "几次？");
    session_agenda(session, &agenda);
    size_t early = agenda_find(&agenda, SPAN("#2")), late = agenda_find(&agenda, SPAN("#1"));
    size_t sum = find_rule(session, &agenda, "sum");
    assert_true(early < sum && sum < late && late < agenda.count);
    assert_int_equal(agenda.items[late].section, section);
    assert_int_equal(agenda.items[late].offset, 23);
    agenda_release(&agenda);
    session_close(session);
}

static void what_is_answered_is_passed_over(void **state) {
    int64_t section = 0;
    struct session *session = open_report(*state, &section);
    struct agenda agenda;
    say(session, section, 2, 2, "几次？");
    session_agenda(session, &agenda);
    size_t open = agenda_count_open(&agenda), at = agenda_find(&agenda, SPAN("#1"));
    assert_int_equal(agenda_step(&agenda, at + agenda.count - 1, true), at);
    agenda_release(&agenda);
    assert_int_equal(session_answer_remark(session, 1, true, SPAN(""), NULL), RC_OK);
    session_agenda(session, &agenda);
    assert_int_equal(agenda_count_open(&agenda), open - 1);
    at = agenda_find(&agenda, SPAN("#1"));
    assert_true(agenda.items[at].settled);
    assert_int_not_equal(agenda_step(&agenda, at + agenda.count - 1, true), at);
    agenda_release(&agenda);
    session_close(session);
}

static void an_id_tells_which_it_is(void **state) {
    char id[AGENDA_ID_BYTES];
    (void)state;
    agenda_remark_id(id, 1000000);
    assert_string_equal(id, "#1000000");
    assert_int_equal(agenda_remark_number(id), 1000000);
    assert_int_equal(agenda_remark_number("1a2b3c4d"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_stand_in_the_order_of_the_text, store_case_setup,
                                        store_case_teardown),
        cmocka_unit_test_setup_teardown(what_is_answered_is_passed_over, store_case_setup,
                                        store_case_teardown),
        cmocka_unit_test(an_id_tells_which_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
