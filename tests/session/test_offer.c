#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/report_values.h"
#include "model/review/review.h"
#include "model/review/review_value.h"
#include "model/section.h"
#include "session/change.h"
#include "session/offer.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/undo.h"
#include "session/walk.h"
#include "store/history.h"
#include "tests/support/store_case.h"

static const char TEXT[] = "社会固定资产投资完成102750万元，同比增长8.4%。共走访居民14026户。";

static const struct section *economy(struct session *session) {
    return report_find_section(session_report(session), SPAN("economy"));
}

/* Last year's report with that text, and the one that is carried on from it, which is open. */
static struct session *begin_with(void *state, struct span text, bool carried) {
    const struct store_case *place = state;
    struct session *session = case_open_session(place->path, "zhang");
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2023};
    int64_t report = 0;
    assert_int_equal(session_new_report(session, &what, &report, NULL), RC_OK);
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    assert_int_equal(session_put(session, economy(session)->id, text, NULL), RC_OK);
    if (!carried)
        return session;
    what.carry = report;
    what.year = 2024;
    assert_int_equal(session_new_report(session, &what, &report, NULL), RC_OK);
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    return session;
}

static struct session *begin(void *state, bool carried) {
    return begin_with(state, SPAN(TEXT), carried);
}

static void assert_economy(struct session *session, const char *text) {
    struct str body = STR_INIT;
    body_add_text(&body, &economy(session)->body);
    assert_string_equal(body.s, text);
    str_release(&body);
}

static void assert_value(struct session *session, const char *name, const char *text) {
    const char *value = report_value(session_report(session), span_of(name));
    assert_string_equal(value != NULL ? value : "", text);
}

static void take_all(struct session *session) {
    struct figure_offers offers = {0};
    size_t both[] = {0, 1};
    session_offers(session, &offers);
    assert_int_equal(offers.count, 2);
    assert_int_equal(session_take_offers(session, &offers, both, 2, NULL), RC_OK);
    figure_offers_release(&offers);
}

/* The copies that tell what is 未核 are nothing that somebody did. */
static void assert_history_has_no_copies(struct session *session) {
    struct history_rows rows = {0};
    const struct history_filter all = {.section = -1};
    assert_int_equal(session_history(session, &all, &rows, NULL), RC_OK);
    for (size_t i = 0; i < rows.count; i++)
        assert_true(rows.items[i].name == NULL ||
                    strncmp(rows.items[i].name, VALUE_CARRIED, strlen(VALUE_CARRIED)) != 0);
    history_rows_release(&rows);
    char **names = session_history_names(session, false);
    for (size_t i = 0; names[i] != NULL; i++)
        assert_int_not_equal(strncmp(names[i], VALUE_CARRIED, strlen(VALUE_CARRIED)), 0);
    store_names_free(names);
}

static void of_its_own_report_it_is_the_value(void **state) {
    struct session *session = begin(*state, false);
    take_all(session);
    assert_value(session, "investment", "102750万元");
    assert_value(session, "visits", "14026户");
    assert_value(session, "investment.prior", "");
    assert_economy(session, TEXT);
    session_close(session);
}

static void of_last_years_text_it_is_last_years_and_prints_the_figure(void **state) {
    struct session *session = begin(*state, true);
    struct session_undone where;
    take_all(session);
    assert_economy(session,
                   "社会固定资产投资完成${investment}，同比增长8.4%。共走访居民${visits}。");
    assert_value(session, "investment.prior", "102750万元");
    assert_value(session, "visits.prior", "");  /* it asks for none */
    assert_value(session, "visits", "14026户"); /* until this year's is given */
    assert_true(review_value_is_unreviewed(session_report(session), SPAN("visits")));
    assert_history_has_no_copies(session);

    struct walk_places places = {0};
    struct walk_field field;
    size_t end = 0;
    session_walk_list(session, economy(session)->id, &places);
    assert_int_equal(places.count, 3);
    assert_true(session_walk_read(session, economy(session)->id, places.items[0].from, &field));
    assert_string_equal(field.was.s, "102750万元");
    assert_true(field.unreviewed);
    assert_int_equal(session_walk_answer(session, &field, SPAN("110000"), &end, NULL), RC_OK);
    assert_value(session, "investment", "110000");
    walk_field_release(&field);
    walk_places_release(&places);

    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_int_equal(session_undo(session, &where, NULL), RC_OK); /* all that was taken at once */
    assert_economy(session, TEXT);
    assert_value(session, "investment", "");
    assert_value(session, "investment.prior", "");
    session_close(session);
}

/* A number with separators goes on being printed with them, where it stood. */
static void the_writing_of_the_place_is_kept(void **state) {
    struct session *session = begin_with(
        *state, SPAN("社会固定资产投资完成102,750万元，同比增长8.4%。共走访居民14026户。"), true);
    take_all(session);
    assert_economy(session,
                   "社会固定资产投资完成${investment,}，同比增长8.4%。共走访居民${visits}。");
    struct walk_places places = {0};
    struct walk_field field;
    size_t end = 0;
    session_walk_list(session, economy(session)->id, &places);
    assert_true(session_walk_read(session, economy(session)->id, places.items[0].from, &field));
    assert_string_equal(field.was.s, "102,750万元");
    assert_int_equal(session_walk_answer(session, &field, SPAN("1100000"), &end, NULL), RC_OK);
    walk_field_release(&field);
    walk_places_release(&places);
    struct figures *figures = figures_new(session_report(session));
    struct str body = STR_INIT, printed = STR_INIT;
    body_add_text(&body, &economy(session)->body);
    figures_add_line(figures, &printed, str_span(&body));
    assert_string_equal(printed.s,
                        "社会固定资产投资完成1,100,000万元，同比增长8.4%。共走访居民14026户。");
    figures_free(figures);
    str_release(&body);
    str_release(&printed);
    session_close(session);
}

/* Figures of two decimals take 95.2% and 93.5分, and leave both as they were written. */
static void a_number_that_would_print_otherwise_stays_as_it_is(void **state) {
    static const char text[] = "自评覆盖率95.2%。自评得分93.50分。固定资产投资完成0102750万元。";
    struct session *session = begin_with(*state, SPAN(text), true);
    struct figure_offers offers = {0};
    size_t all[] = {0, 1, 2};
    session_offers(session, &offers);
    assert_int_equal(offers.count, 3);
    assert_int_equal(session_take_offers(session, &offers, all, 3, NULL), RC_OK);
    figure_offers_release(&offers);
    assert_economy(session,
                   "自评覆盖率95.2%。自评得分${self_score}。固定资产投资完成0102750万元。");
    assert_value(session, "self_coverage", "95.2%");
    assert_value(session, "self_score", "93.50分");
    assert_value(session, "investment", "0102750万元");
    assert_true(review_value_is_unreviewed(session_report(session), SPAN("self_coverage")));

    struct figures *figures = figures_new(session_report(session));
    struct str body = STR_INIT, printed = STR_INIT;
    body_add_text(&body, &economy(session)->body);
    figures_add_line(figures, &printed, str_span(&body));
    assert_string_equal(printed.s, text);
    figures_free(figures);
    str_release(&body);
    str_release(&printed);
    session_close(session);
}

/* Nobody goes through a section that is the same each year, and its numbers are last year's too. */
static void of_a_stable_section_it_is_last_years(void **state) {
    struct session *session = begin(*state, false);
    int64_t report = session_report(session)->id;
    const struct section *stable = report_find_section(session_report(session), SPAN("perf_work"));
    assert_int_equal(session_put(session, stable->id, SPAN("自评得分92.10分。"), NULL), RC_OK);
    struct session_new what = {
        .unit = "某街道办事处", .short_name = "", .year = 2024, .carry = report};
    assert_int_equal(session_new_report(session, &what, &report, NULL), RC_OK);
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    struct figure_offers offers = {0};
    size_t first = 0;
    session_offers(session, &offers);
    assert_int_equal(offers.count, 3);
    for (size_t i = 0; i < offers.count; i++)
        assert_true(offers.items[i].carried);
    assert_string_equal(offers.items[0].figure->name, "self_score");
    assert_int_equal(session_take_offers(session, &offers, &first, 1, NULL), RC_OK);
    assert_true(review_value_is_unreviewed(session_report(session), SPAN("self_score")));
    figure_offers_release(&offers);
    session_close(session);
}

static void a_list_of_another_text_is_refused(void **state) {
    struct session *session = begin(*state, true);
    struct figure_offers offers = {0};
    struct err err = {0};
    size_t first = 0;
    session_offers(session, &offers);
    assert_int_equal(session_put(session, economy(session)->id, SPAN("另写。"), NULL), RC_OK);
    assert_int_equal(session_take_offers(session, &offers, &first, 1, &err), RC_CONFLICT);
    assert_value(session, "investment", "");
    figure_offers_release(&offers);
    assert_true(report_is_sane(session_report(session)));
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(of_its_own_report_it_is_the_value),
        WITH_STORE(of_last_years_text_it_is_last_years_and_prints_the_figure),
        WITH_STORE(the_writing_of_the_place_is_kept),
        WITH_STORE(a_number_that_would_print_otherwise_stays_as_it_is),
        WITH_STORE(of_a_stable_section_it_is_last_years),
        WITH_STORE(a_list_of_another_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
