#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/report_values.h"
#include "session/change.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/review.h"
#include "session/undo.h"
#include "session/walk.h"
#include "tests/support/store_case.h"

#include <string.h>

static const struct section *section_of(struct session *session, const char *name) {
    const struct section *section = report_find_section(session_report(session), span_of(name));
    assert_non_null(section);
    return section;
}

/* A report carried on from one whose section `economy` has that text. */
static struct session *carry(void *state, const char *text) {
    const struct store_case *place = state;
    struct session *session = case_open_session(place->path, "zhang");
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2023};
    int64_t last = 0, next = 0;
    assert_int_equal(session_new_report(session, &what, &last, NULL), RC_OK);
    assert_int_equal(session_load(session, last, NULL), RC_OK);
    assert_int_equal(session_put(session, section_of(session, "economy")->id, span_of(text), NULL),
                     RC_OK);
    assert_int_equal(
        session_put(session, section_of(session, "party")->id, SPAN("开展专题党课4次。"), NULL),
        RC_OK);
    const struct session_value value = {SPAN("key_projects"), SPAN("7")};
    assert_int_equal(session_set_values(session, &value, 1, NULL), RC_OK);
    const struct session_value money = {SPAN("investment"), SPAN("102750万元")};
    assert_int_equal(session_set_values(session, &money, 1, NULL), RC_OK);
    what.carry = last;
    what.year = 2024;
    assert_int_equal(session_new_report(session, &what, &next, NULL), RC_OK);
    assert_int_equal(session_load(session, next, NULL), RC_OK);
    return session;
}

static void done(struct session *session) {
    assert_true(report_is_sane(session_report(session)));
    session_close(session);
}

/* What stands in the fields of the section that are left: "370户 ${name}". */
static void assert_left(struct session *session, const char *wanted) {
    struct walk_places places = {0};
    struct str left = STR_INIT;
    const struct section *section = section_of(session, "economy");
    session_walk_list(session, section->id, &places);
    for (size_t i = 0; i < places.count; i++) {
        str_add_text(&left, i > 0 ? " " : "");
        body_add_range(&left, &section->body, places.items[i].from, places.items[i].to);
    }
    assert_string_equal(left.s, wanted);
    str_release(&left);
    walk_places_release(&places);
}

/* Answers the first field that is left. */
static enum rc answer(struct session *session, const char *typed, struct err *err) {
    struct walk_places places = {0};
    struct walk_field field;
    size_t end = 0;
    int64_t section = section_of(session, "economy")->id;
    session_walk_list(session, section, &places);
    assert_true(places.count > 0);
    assert_true(session_walk_read(session, section, places.items[0].from, &field));
    enum rc rc = session_walk_answer(session, &field, span_of(typed), &end, err);
    walk_field_release(&field);
    walk_places_release(&places);
    return rc;
}

static void assert_economy(struct session *session, const char *text) {
    struct str body = STR_INIT;
    body_add_text(&body, &section_of(session, "economy")->body);
    assert_string_equal(body.s, text);
    str_release(&body);
}

static void every_number_is_asked_for_and_no_name(void **state) {
    struct session *session =
        carry(*state, "2023年，按《预算法》第12条和湘财〔2023〕5号文，落实“三会一课”，"
                      "6月26日救助370户、发放280.5万元，通过“五个到户”走访1,786人次。\n"
                      "项目\t120\t98.5%");
    assert_left(session, "2023年 370户 280.5万元 1,786人次 120 98.5%");
    done(session);
}

/* What was reported then; the year it is held against, and what was left over from it. */
static void a_year_that_was_left_standing_is_asked_for(void **state) {
    struct session *session = carry(*state, "2023年，街道党工委坚持为民服务，较2022年增长5%。\n"
                                            "截至２０２３年末在职58人，2022年结转12万元。");
    struct err err = {0};
    assert_left(session, "2023年 2022年 5% ２０２３年 58人 2022年 12万元");
    assert_int_equal(answer(session, "24", &err), RC_INPUT);
    assert_non_null(strstr(err.text, "四位数"));
    assert_int_equal(answer(session, "2024年", NULL), RC_OK);
    assert_int_equal(answer(session, "2023", NULL), RC_OK);
    assert_left(session, "5% ２０２３年 58人 2022年 12万元"); /* 较2023年 is right now */
    assert_int_equal(answer(session, "6", NULL), RC_OK);
    assert_int_equal(answer(session, "2024", NULL), RC_OK);
    assert_economy(session, "2024年，街道党工委坚持为民服务，较2023年增长6%。\n"
                            "截至２０２４年末在职58人，2022年结转12万元。");
    assert_left(session, "58人 2022年 12万元");
    assert_int_equal(session_undo(session, &(struct session_undone){0}, NULL), RC_OK);
    assert_left(session, "２０２３年 58人 2022年 12万元");
    done(session);
}

static size_t count_old_years(struct session *session) {
    const struct findings *findings = session_check(session);
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += strcmp(findings->items[i].rule, "old-year") == 0;
    return count;
}

/* What last year's report planned for this year is this year's; the next plan is for the next one.
 * A year that was brought up to date to the same digits is none of it. */
static void a_year_that_was_planned_for_is_asked_for(void **state) {
    struct session *session = carry(*state, "其余2处列入2024年计划，自2024年起实行。"
                                            "2023年完成3处，2024年再完成4处。");
    assert_left(session, "2处 2024年 2023年 3处 2024年 4处");
    assert_int_equal(answer(session, "", NULL), RC_OK);
    assert_int_equal(answer(session, "2025", NULL), RC_OK);
    assert_int_equal(answer(session, "2024", NULL), RC_OK);
    assert_left(session, "3处 2024年 4处");
    assert_economy(session, "其余2处列入2025年计划，自2024年起实行。"
                            "2024年完成3处，2024年再完成4处。");
    assert_int_equal(count_old_years(session), 1);
    done(session);
}

/* 已核 is of last year's sentences: what is typed this year is no part of it. */
static void what_is_newly_written_is_no_part_of_what_is_reviewed(void **state) {
    struct session *session = carry(*state, "救助370户。发放280.5万元。走访1,786人次。");
    const struct section *section = section_of(session, "economy");
    int64_t id = section->id;
    assert_int_equal(session_review_counts(session, -1).sentences, 4); /* with that of `party` */
    assert_int_equal(answer(session, "412", NULL), RC_OK);
    assert_int_equal(review_percent(session_review_counts(session, id)), 33);
    assert_int_equal(review_percent(session_review_counts(session, -1)), 25);
    struct str text = STR_INIT;
    body_add_text(&text, &section->body);
    for (int i = 0; i < 20; i++)
        str_add_text(&text, "今年另外新办了一件实事，群众拍手叫好。");
    assert_int_equal(session_put(session, id, str_span(&text), NULL), RC_OK);
    assert_int_equal(review_percent(session_review_counts(session, id)), 33);
    assert_int_equal(review_percent(session_review_counts(session, -1)), 25);
    assert_int_equal(review_percent(review_count_report(session_report(session))), 25);
    assert_int_equal(session_put(session, id, SPAN(""), NULL), RC_OK); /* that it went is seen to */
    assert_int_equal(session_review_counts(session, id).unreviewed, 0);
    assert_int_equal(review_percent(session_review_counts(session, -1)), 75);
    str_release(&text);
    done(session);
}

/* Names, beginnings and spans; what was typed this year; a year of which it was said that it stays.
 */
static void a_year_that_belongs_is_no_field(void **state) {
    struct session *session =
        carry(*state, "自2023年起推行网格化管理，2023年以来成效明显。\n"
                      "按《2023年绩效管理办法》和湘财〔2023〕5号文开展自评。\n"
                      "2021—2023年规划和2023至2025年规划均已实施。\n"
                      "2021年建成的中心运行良好。\n"
                      "2023年度预算执行情况良好。");
    const struct section *section = section_of(session, "economy");
    assert_left(session, "2023年");
    assert_int_equal(count_old_years(session), 1);
    assert_int_equal(answer(session, "", NULL), RC_OK); /* the same */
    assert_left(session, "");
    assert_int_equal(count_old_years(session), 0);
    assert_int_equal(session_put(session, section->id, SPAN("2023年，本街道又有新的变化。"), NULL),
                     RC_OK);
    assert_left(session, "");
    done(session);
}

/* Where the later year is answered first, the earlier one is not taken for it. */
static void a_year_that_was_answered_is_not_asked_for_again(void **state) {
    struct session *session = carry(*state, "2023年招商部门和各社区，比2022年好。");
    struct walk_field field;
    size_t end = 0;
    int64_t section = section_of(session, "economy")->id;
    assert_left(session, "2023年 2022年");
    assert_true(session_walk_read(session, section, 15, &field));
    assert_true(field.is_year);
    assert_string_equal(field.was.s, "2022年");
    assert_string_equal(field.offer.s, "2023");
    assert_int_equal(session_walk_answer(session, &field, str_span(&field.offer), &end, NULL),
                     RC_OK);
    assert_int_equal(end, 20);
    walk_field_release(&field);
    assert_left(session, "2023年");
    assert_true(session_walk_read(session, section, 15, &field)); /* one may come back to it */
    assert_false(field.unreviewed);
    walk_field_release(&field);
    assert_int_equal(session_confirm(session, section, NULL, 0, &(size_t){0}, NULL), RC_OK);
    assert_left(session, ""); /* the sentence was read */
    done(session);
}

static void the_same_and_another_number_are_answers(void **state) {
    struct session *session = carry(*state, "救助370户、发放280.5万元，走访1,786人次。");
    assert_int_equal(answer(session, "", NULL), RC_OK); /* the same this year */
    assert_left(session, "280.5万元 1,786人次");
    assert_int_equal(answer(session, "３００", NULL), RC_OK);
    assert_left(session, "1,786人次");
    assert_int_equal(answer(session, " 2034 ", NULL), RC_OK);
    assert_left(session, "");
    assert_economy(session, "救助370户、发放300.0万元，走访2,034人次。");
    assert_int_equal(session_review_counts(session, section_of(session, "economy")->id).unreviewed,
                     0);
    done(session);
}

/* Whatever stands beside it: a number that was answered is not asked for again. */
static void a_part_is_shown_with_its_word_and_answered_in_its_numerals(void **state) {
    struct session *session = carry(*state, "满意度达到百分之九十八，人均3.5天。");
    struct walk_field field;
    assert_left(session, "九十八 3.5天");
    assert_true(session_walk_read(session, section_of(session, "economy")->id, 8, &field));
    assert_string_equal(field.was.s, "百分之九十八");
    walk_field_release(&field);
    assert_int_equal(answer(session, "97%", NULL), RC_OK);
    assert_int_equal(answer(session, "4天", NULL), RC_OK);
    assert_left(session, "");
    assert_economy(session, "满意度达到百分之九十七，人均4.0天。");
    done(session);
}

static void an_answer_that_stood_elsewhere_last_year_holds(void **state) {
    struct session *session = carry(*state, "新增救助120户。累计救助370户。");
    assert_int_equal(answer(session, "370", NULL), RC_OK);
    assert_left(session, "370户");
    assert_int_equal(answer(session, "120", NULL), RC_OK);
    assert_left(session, "");
    assert_economy(session, "新增救助370户。累计救助120户。");
    done(session);
}

static void what_is_no_number_changes_nothing(void **state) {
    struct session *session = carry(*state, "救助370户。");
    struct err err = {0};
    assert_int_equal(answer(session, "四百", &err), RC_INPUT);
    assert_err_says(&err, "不是数");
    assert_int_equal(answer(session, "400人", &err), RC_INPUT);
    assert_economy(session, "救助370户。");
    assert_left(session, "370户");
    done(session);
}

static void undo_takes_back_one_answer_and_says_which(void **state) {
    struct session *session = carry(*state, "救助370户，走访1786人次。");
    struct session_undone where;
    assert_int_equal(answer(session, "412", NULL), RC_OK);
    assert_int_equal(answer(session, "", NULL), RC_OK);
    assert_left(session, "");
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_string_equal(where.what, "去年原文：1786人次（同去年）");
    assert_int_equal(where.section, section_of(session, "economy")->id);
    assert_left(session, "1786人次");
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_non_null(strstr(where.what, "逐数核对 370 → 412"));
    assert_left(session, "370户 1786人次");
    assert_int_equal(session_redo(session, &where, NULL), RC_OK);
    assert_non_null(strstr(where.what, "逐数核对 370 → 412"));
    assert_economy(session, "救助412户，走访1786人次。");
    done(session);
}

static void a_figure_in_the_text_is_typed_once_for_all(void **state) {
    struct session *session =
        carry(*state, "实施项目${key_projects}，其中${key_projects}开工，投资${investment}。");
    struct err err = {0};
    assert_left(session, "${key_projects} ${key_projects} ${investment}");
    assert_int_equal(answer(session, "", &err), RC_INPUT); /* it keeps no last year's value */
    assert_err_says(&err, "没有去年的数");
    assert_int_equal(answer(session, "八", &err), RC_REFUSED);
    assert_int_equal(answer(session, "8", NULL), RC_OK);
    assert_string_equal(report_value(session_report(session), SPAN("key_projects")), "8");
    assert_left(session, "${investment}");
    assert_int_equal(answer(session, "", NULL), RC_OK);
    assert_string_equal(report_value(session_report(session), SPAN("investment")), "102750万元");
    assert_left(session, "");
    struct session_undone where;
    assert_int_equal(session_undo(session, &where, NULL), RC_OK);
    assert_left(session, "${investment}");
    done(session);
}

static void a_rate_is_offered_once_its_numbers_are_known(void **state) {
    struct session *session = carry(*state, "受理信访件84件，办结76件，办结率90.5%。");
    int64_t section = section_of(session, "economy")->id;
    struct walk_places places = {0};
    struct walk_field field;
    session_walk_list(session, section, &places);
    assert_true(session_walk_read(session, section, places.items[2].from, &field));
    assert_string_equal(field.was.s, "90.5%");
    assert_string_equal(field.offer.s, "");
    walk_field_release(&field);
    assert_int_equal(answer(session, "90", NULL), RC_OK);
    assert_int_equal(answer(session, "88", NULL), RC_OK);
    session_walk_list(session, section, &places);
    assert_int_equal(places.count, 1);
    assert_true(session_walk_read(session, section, places.items[0].from, &field));
    assert_string_equal(field.offer.s, "97.8");
    assert_string_equal(field.how.s, "88÷90");
    walk_field_release(&field);
    walk_places_release(&places);
    done(session);
}

static void the_next_section_is_found_around_the_report(void **state) {
    struct session *session = carry(*state, "救助370户。");
    int64_t economy = section_of(session, "economy")->id, party = section_of(session, "party")->id;
    assert_int_equal(session_walk_next(session, economy), party);
    assert_int_equal(session_walk_next(session, party), economy);
    assert_int_equal(session_walk_next(session, SECTION_FRONT_ID), economy);
    assert_int_equal(answer(session, "371", NULL), RC_OK);
    assert_int_equal(session_walk_next(session, party), party);
    size_t confirmed = 0;
    assert_int_equal(session_confirm(session, party, NULL, 0, &confirmed, NULL), RC_OK);
    assert_int_equal(session_walk_next(session, party), -1);
    done(session);
}

static void a_place_that_moved_takes_no_answer(void **state) {
    struct session *session = carry(*state, "救助370户。");
    int64_t section = section_of(session, "economy")->id;
    struct walk_field field;
    struct err err = {0};
    size_t end = 0;
    assert_true(session_walk_read(session, section, 2, &field));
    assert_int_equal(session_put(session, section, SPAN("共救助370户。"), NULL), RC_OK);
    assert_int_equal(session_walk_answer(session, &field, SPAN("412"), &end, &err), RC_CONFLICT);
    assert_economy(session, "共救助370户。");
    walk_field_release(&field);
    assert_false(session_walk_read(session, section, 2, &field));
    walk_field_release(&field);
    done(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(every_number_is_asked_for_and_no_name),
        WITH_STORE(a_year_that_was_left_standing_is_asked_for),
        WITH_STORE(what_is_newly_written_is_no_part_of_what_is_reviewed),
        WITH_STORE(a_year_that_was_planned_for_is_asked_for),
        WITH_STORE(a_year_that_belongs_is_no_field),
        WITH_STORE(a_year_that_was_answered_is_not_asked_for_again),
        WITH_STORE(the_same_and_another_number_are_answers),
        WITH_STORE(a_part_is_shown_with_its_word_and_answered_in_its_numerals),
        WITH_STORE(an_answer_that_stood_elsewhere_last_year_holds),
        WITH_STORE(what_is_no_number_changes_nothing),
        WITH_STORE(undo_takes_back_one_answer_and_says_which),
        WITH_STORE(a_figure_in_the_text_is_typed_once_for_all),
        WITH_STORE(a_rate_is_offered_once_its_numbers_are_known),
        WITH_STORE(the_next_section_is_found_around_the_report),
        WITH_STORE(a_place_that_moved_takes_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
