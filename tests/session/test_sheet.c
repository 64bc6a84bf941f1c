/* Sheets go out to the offices, come back, and what was handed in is taken or not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/json/json.h"
#include "exchange/json/read.h"
#include "exchange/json/write.h"
#include "model/figure/figure.h"
#include "model/report_values.h"
#include "model/sheet/handed.h"
#include "session/change.h"
#include "session/edition.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/sheet.h"
#include "session/sheet_take.h"
#include "session/undo.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <stdlib.h>
#include <string.h>

struct office {
    struct store_case *place;
    struct session *session;
    int64_t report;
    struct str text; /* of the sheet that went to 财务科 */
};

static void send_sheets(struct office *office) {
    struct sheet_files files = {0};
    struct err err = {0};
    const struct sheet_order order = {.folder = office->place->folder,
                                      .due = "2024-05-01",
                                      .format = SHEET_TEXT,
                                      .replace = true};
    if (session_send_sheets(office->session, &order, &files, &err) != RC_OK)
        fail_msg("%s", err.text);
    str_clear(&office->text);
    for (size_t i = 0; i < files.count; i++)
        if (strcmp(files.items[i].owner, "财务科") == 0)
            folder_get(files.items[i].path, &office->text);
    assert_true(office->text.len > 0);
    sheet_files_release(&files);
}

static int setup(void **state) {
    struct office *office = MEM_NEW(struct office);
    void *place = NULL;
    (void)store_case_setup(&place);
    office->place = place;
    assert_int_equal(setenv("HOME", office->place->folder, 1), 0);
    str_init(&office->text);
    office->session = case_open_session(office->place->path, "zhang");
    const struct session_new what = {
        .unit = "某局", .short_name = "", .year = 2023, .template = "hunan-standard"};
    assert_int_equal(session_new_report(office->session, &what, &office->report, NULL), RC_OK);
    assert_int_equal(session_load(office->session, office->report, NULL), RC_OK);
    *state = office;
    return 0;
}

static int teardown(void **state) {
    struct office *office = *state;
    void *place = office->place;
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(session_store(office->session), &faults, NULL), RC_OK);
    str_release(&faults);
    session_close(office->session);
    str_release(&office->text);
    mem_free(office);
    return store_case_teardown(&place);
}

/* The office writes a value behind a label. */
static void fill(struct office *office, const char *label, const char *value) {
    struct str wanted = STR_INIT;
    str_add_format(&wanted, "\n%s\t", label);
    size_t at = span_find(str_span(&office->text), str_span(&wanted));
    assert_true(at != SIZE_MAX);
    at += wanted.len;
    size_t end = at;
    while (office->text.s[end] != '\t')
        end++;
    str_splice(&office->text, at, end - at, span_of(value));
    str_release(&wanted);
}

static enum rc take_in(struct office *office, size_t reported, struct err *err) {
    struct sheet_intake intake = {0};
    enum rc rc = session_take_in_sheet(office->session, str_span(&office->text), "a.txt", false,
                                       &intake, err);
    if (rc == RC_OK)
        assert_int_equal(intake.reported, reported);
    sheet_intake_release(&intake);
    return rc;
}

static void assert_state(const struct office *office, const char *name, enum handed_state wanted) {
    assert_int_equal(report_handed(session_report(office->session), name).state, wanted);
}

static const char *value_of(const struct office *office, const char *name) {
    const char *text = report_value(session_report(office->session), span_of(name));
    return text != NULL ? text : "";
}

static enum rc take(struct office *office, const char *name, const char *reason, size_t *left,
                    struct err *err) {
    struct sheet_choice choice = {.names = &name, .count = name != NULL};
    struct str said = STR_INIT;
    size_t taken = 0;
    enum rc rc =
        session_take_handed(office->session, &choice, span_of(reason), &taken, left, &said, err);
    str_release(&said);
    return rc;
}

static enum rc set(struct office *office, const char *name, const char *text, const char *reason,
                   struct err *err) {
    const struct session_value value = {span_of(name), span_of(text)};
    return session_set_because(office->session, &value, 1, span_of(reason), err);
}

static void numbers_go_from_awaited_to_checked(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    send_sheets(office);
    assert_state(office, "budget_initial", HANDED_AWAITED);
    fill(office, "年初预算数", "1,286.40");
    fill(office, "年中追加（调减）", "0");
    assert_int_equal(take_in(office, 2, &err), RC_OK);
    assert_state(office, "budget_initial", HANDED_REPORTED);
    assert_string_equal(value_of(office, "budget_initial"), ""); /* not yet the report's */
    assert_int_equal(take_in(office, 0, &err), RC_OK);           /* the same file again */
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_int_equal(left, 0);
    assert_state(office, "budget_initial", HANDED_CHECKED);
    assert_string_equal(value_of(office, "budget_initial"), "1286.4");
    assert_string_equal(value_of(office, "budget_added"), "0");
    assert_state(office, "budget_carried", HANDED_AWAITED); /* nothing was handed in */
    struct session_undone where;
    assert_int_equal(session_undo(office->session, &where, &err), RC_NOT_FOUND);
    assert_string_equal(value_of(office, "budget_initial"), "1286.4");
}

static void what_was_changed_here_meanwhile_is_taken_only_by_name(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    send_sheets(office);
    assert_int_equal(set(office, "budget_initial", "99", "", &err), RC_OK);
    fill(office, "年初预算数", "100");
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_int_equal(left, 1);
    assert_string_equal(value_of(office, "budget_initial"), "99");
    assert_int_equal(take(office, "budget_initial", "", &left, &err), RC_OK);
    assert_string_equal(value_of(office, "budget_initial"), "100");
}

static void what_was_checked_is_changed_with_a_reason_and_checked_again(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    send_sheets(office);
    fill(office, "年初预算数", "100");
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_int_equal(set(office, "budget_initial", "100.0", "", &err), RC_OK); /* the same */
    assert_int_equal(set(office, "budget_initial", "101", "", &err), RC_NEEDS_REASON);
    assert_int_equal(set(office, "budget_initial", "101", "对账后更正", &err), RC_OK);
    assert_state(office, "budget_initial", HANDED_REPORTED);
    assert_int_equal(take(office, "budget_initial", "", &left, &err), RC_REFUSED);
    assert_err_says(&err, "别人核对");
    assert_int_equal(take(office, "budget_initial", "只有一个人", &left, &err), RC_OK);
    assert_state(office, "budget_initial", HANDED_CHECKED);
    assert_string_equal(value_of(office, "budget_initial"), "101");
}

static void a_number_is_returned_or_exempt_with_a_reason(void **state) {
    struct office *office = *state;
    struct err err = {0};
    const char *name = "budget_initial";
    const struct sheet_choice choice = {.names = &name, .count = 1};
    size_t done = 0;
    send_sheets(office);
    fill(office, "年初预算数", "100");
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_int_equal(session_refuse_handed(office->session, &choice, SPAN(""), &done, &err),
                     RC_REFUSED);
    assert_int_equal(session_refuse_handed(office->session, &choice, SPAN("口径不对"), &done, &err),
                     RC_OK);
    assert_int_equal(done, 1);
    assert_state(office, "budget_initial", HANDED_RETURNED);
    fill(office, "年初预算数", "120");
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_state(office, "budget_initial", HANDED_REPORTED);
    assert_int_equal(session_exempt(office->session, &choice, SPAN("本年没有"), &done, &err),
                     RC_OK);
    assert_state(office, "budget_initial", HANDED_EXEMPT);
    send_sheets(office); /* it is not asked for any more */
    assert_int_equal(span_find(str_span(&office->text), SPAN("\n年初预算数\t")), SIZE_MAX);
}

static void what_does_not_apply_is_exempt_when_it_is_taken(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    send_sheets(office);
    fill(office, "年初预算数", "—");
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_state(office, "budget_initial", HANDED_EXEMPT);
    assert_string_equal(value_of(office, "budget_initial"), "");
}

static void another_reports_sheet_is_refused_by_name(void **state) {
    struct office *office = *state;
    struct err err = {0};
    send_sheets(office);
    fill(office, "年初预算数", "100");
    size_t at = span_find(str_span(&office->text), SPAN(" 2023 "));
    str_splice(&office->text, at, 6, SPAN(" 2022 "));
    assert_int_equal(take_in(office, 0, &err), RC_REFUSED);
    assert_err_says(&err, "2022");
    str_splice(&office->text, at, 6, SPAN(" 2023 "));
    at = span_find(str_span(&office->text), SPAN("填报表 "));
    str_splice(&office->text, at + sizeof "填报表", 8, SPAN("ffffffff"));
    assert_int_equal(take_in(office, 0, &err), RC_NOT_FOUND);
    assert_err_says(&err, "某局");
    assert_state(office, "budget_initial", HANDED_AWAITED);
}

static void whose_a_figure_is_may_be_said_for_this_report(void **state) {
    struct office *office = *state;
    struct err err = {0};
    assert_int_equal(set(office, "owner.budget_initial", "统计室", "", &err), RC_OK);
    const struct report *report = session_report(office->session);
    const struct template_figure *figure = figure_find(report->template, SPAN("budget_initial"));
    assert_string_equal(report_owner(report, figure), "统计室");
    struct sheet_files files = {0};
    const struct sheet_order order = {
        .owner = "统计室", .folder = office->place->folder, .format = SHEET_EXCEL};
    assert_int_equal(session_send_sheets(office->session, &order, &files, &err), RC_OK);
    assert_int_equal(files.count, 1);
    assert_int_equal(files.items[0].figures, 1);
    struct sheet_files again = {0};
    assert_int_equal(session_send_sheets(office->session, &order, &again, &err), RC_REFUSED);
    assert_err_says(&err, "可能是填好的一张");
    sheet_files_release(&again);
    sheet_files_release(&files);
    assert_int_equal(set(office, "owner.nothing", "统计室", "", &err), RC_NOT_FOUND);
}

static void a_final_report_sends_and_takes_in_nothing(void **state) {
    struct office *office = *state;
    struct err err = {0};
    struct sheet_files files = {0};
    const struct sheet_order order = {.folder = office->place->folder, .replace = true};
    send_sheets(office);
    fill(office, "年初预算数", "100");
    assert_int_equal(session_final(office->session, true, SPAN("测试"), &err), RC_OK);
    assert_int_equal(take_in(office, 1, &err), RC_LOCKED);
    assert_int_equal(session_send_sheets(office->session, &order, &files, &err), RC_LOCKED);
    sheet_files_release(&files);
}

static void assert_prints(const struct office *office, const char *words) {
    struct str text = STR_INIT;
    assert_int_equal(export_bytes(&text, session_report(office->session),
                                  &(struct export_options){.format = "txt"}, NULL, NULL),
                     RC_OK);
    if (strstr(text.s, words) == NULL)
        fail_msg("“%s” is not in it", words);
    str_release(&text);
}

/* A figure in prose says whom it is awaited of until it comes. */
static void a_hole_in_prose_names_the_office_until_the_number_comes(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    int64_t section =
        report_find_section(session_report(office->session), SPAN("general_budget"))->id;
    assert_int_equal(
        session_put(office->session, section, SPAN("年初预算${budget_initial}。"), &err), RC_OK);
    assert_prints(office, "年初预算【未填：年初预算数】。");
    send_sheets(office);
    assert_prints(office, "年初预算【待报：财务科】。");
    fill(office, "年初预算数", "100");
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_prints(office, "年初预算100");
}

/* --- last year's values --- */

/* The text form gets the column that Excel and Word have, with a value for one figure. */
static void add_prior_column(struct office *office, const char *label, const char *prior) {
    struct str wanted = STR_INIT;
    size_t at = span_find(str_span(&office->text), SPAN("\t说明\n"));
    assert_true(at != SIZE_MAX);
    str_splice(&office->text, at + 7, 0, SPAN("\t上年数"));
    str_add_format(&wanted, "\n%s\t", label);
    at = span_find(str_span(&office->text), str_span(&wanted)) + wanted.len;
    while (office->text.s[at] != '\n')
        at++;
    str_splice(&office->text, at, 0, span_of(prior));
    str_splice(&office->text, at, 0, SPAN("\t"));
    str_release(&wanted);
}

static void json_carries_owners_sheets_and_states(void **state) {
    struct office *office = *state;
    struct str text = STR_INIT, again = STR_INIT;
    struct import_draft draft = {0};
    struct err err = {0};
    send_sheets(office);
    fill(office, "年初预算数", "100");
    add_prior_column(office, "年中追加（调减）", "12");
    assert_int_equal(take_in(office, 2, &err), RC_OK);
    assert_int_equal(set(office, "owner.posts", "人事科", "", &err), RC_OK);
    json_write(&text, session_report(office->session));
    if (json_read(&draft, str_span(&text), &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_true(report_equal(draft.report, session_report(office->session)));
    json_write(&again, draft.report);
    assert_string_equal(again.s, text.s);
    import_draft_release(&draft);
    str_release(&again);
    str_release(&text);
}

static void look_in(struct office *office, struct sheet_intake *intake) {
    struct err err = {0};
    if (session_take_in_sheet(office->session, str_span(&office->text), "a.txt", true, intake,
                              &err) != RC_OK)
        fail_msg("%s", err.text);
}

static const struct sheet_row *row_of(const struct sheet_intake *intake, const char *name) {
    size_t at = 0;
    while (at < intake->count && strcmp(intake->rows[at].name, name) != 0)
        at++;
    assert_true(at < intake->count);
    return &intake->rows[at];
}

static void last_years_number_of_the_office_is_handed_in_and_taken(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    assert_int_equal(set(office, "budget_added.prior", "10", "", &err), RC_OK);
    send_sheets(office);
    add_prior_column(office, "年中追加（调减）", "10.00");
    assert_int_equal(take_in(office, 0, &err), RC_OK); /* it is what went out */

    send_sheets(office);
    add_prior_column(office, "年中追加（调减）", "12");
    struct sheet_intake intake = {0};
    look_in(office, &intake);
    const struct sheet_row *row = row_of(&intake, "budget_added.prior");
    assert_int_equal(row->result, SHEET_REPORTED);
    assert_string_equal(row->value, "12");
    assert_string_equal(row->base, "10");
    assert_non_null(strstr(row->label, "上年"));
    sheet_intake_release(&intake);
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_string_equal(value_of(office, "budget_added.prior"), "10"); /* nobody has looked at it */
    assert_state(office, "budget_added", HANDED_AWAITED);
    assert_int_equal(take_in(office, 0, &err), RC_OK);
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_string_equal(value_of(office, "budget_added.prior"), "12");
    assert_string_equal(value_of(office, "budget_added"), "");
    assert_state(office, "budget_added", HANDED_AWAITED);
    assert_int_equal(take_in(office, 0, &err), RC_OK); /* it is there already */
}

static void both_years_of_a_row_are_taken_together(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    send_sheets(office);
    fill(office, "年中追加（调减）", "13");
    add_prior_column(office, "年中追加（调减）", "12");
    assert_int_equal(take_in(office, 2, &err), RC_OK);
    assert_int_equal(take(office, "budget_added", "", &left, &err), RC_OK);
    assert_string_equal(value_of(office, "budget_added"), "13");
    assert_string_equal(value_of(office, "budget_added.prior"), "12");
    assert_state(office, "budget_added", HANDED_CHECKED);
}

static void last_years_number_that_was_changed_here_is_taken_only_by_name(void **state) {
    struct office *office = *state;
    struct err err = {0};
    size_t left = 0;
    send_sheets(office);
    assert_int_equal(set(office, "budget_added.prior", "11", "", &err), RC_OK);
    add_prior_column(office, "年中追加（调减）", "12");
    struct sheet_intake intake = {0};
    look_in(office, &intake);
    assert_true(row_of(&intake, "budget_added.prior")->conflicts);
    sheet_intake_release(&intake);
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_int_equal(left, 1);
    assert_string_equal(value_of(office, "budget_added.prior"), "11");
    assert_int_equal(take(office, "budget_added", "", &left, &err), RC_OK);
    assert_string_equal(value_of(office, "budget_added.prior"), "12");
}

static void last_years_number_is_returned_with_a_reason(void **state) {
    struct office *office = *state;
    struct err err = {0};
    const char *name = "budget_added";
    const struct sheet_choice choice = {.names = &name, .count = 1};
    size_t done = 0, left = 0;
    send_sheets(office);
    add_prior_column(office, "年中追加（调减）", "12");
    assert_int_equal(take_in(office, 1, &err), RC_OK);
    assert_int_equal(session_refuse_handed(office->session, &choice, SPAN("口径不对"), &done, &err),
                     RC_OK);
    assert_int_equal(done, 1);
    assert_state(office, "budget_added", HANDED_RETURNED);
    assert_int_equal(take(office, NULL, "", &left, &err), RC_OK);
    assert_string_equal(value_of(office, "budget_added.prior"), "");
}

/* Nothing that was written on a sheet is dropped in silence. */
/* Ten thousand times what stands there is a unit that was mistaken; words without a number are
 * named. */
static void what_is_doubtful_of_a_row_is_said(void **state) {
    static const char empty[] = "\n年中追加（调减）\t\t万元\t";
    struct office *office = *state;
    struct sheet_intake intake = {0};
    struct err err = {0};
    assert_int_equal(set(office, "budget_initial", "8.5", "", &err), RC_OK);
    send_sheets(office);
    fill(office, "年初预算数", "85000");
    size_t at = span_find(str_span(&office->text), span_of(empty));
    assert_int_not_equal(at, SIZE_MAX);
    str_splice(&office->text, at + strlen(empty), 0, SPAN("本年没有追加"));
    look_in(office, &intake);
    assert_non_null(strstr(row_of(&intake, "budget_initial")->message, "请核对单位"));
    assert_non_null(strstr(row_of(&intake, "budget_added")->message, "本年没有追加"));
    sheet_intake_release(&intake);
}

static void what_a_sheet_cannot_take_is_told_of_with_its_row(void **state) {
    static const char *const told[] = {"王姐，表填好了", "填报人：李四", "另有追加", "约9",
                                       "新增的一项"};
    struct office *office = *state;
    send_sheets(office);
    add_prior_column(office, "年中追加（调减）", "约9\t另有追加");
    str_splice(&office->text, 0, 0, SPAN("王姐，表填好了\n"));
    str_add_text(&office->text, "填报人：李四\n新增的一项\t\t万元\t\t7\n");
    struct sheet_intake intake = {0};
    look_in(office, &intake);
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        bool found = false;
        for (size_t r = 0; r < intake.count; r++) {
            const struct sheet_row *row = &intake.rows[r];
            bool is_left = row->result == SHEET_UNPLACED || row->result == SHEET_REFUSED;
            found = found ||
                    (is_left && row->line > 0 &&
                     (strstr(row->label, told[i]) != NULL || strstr(row->value, told[i]) != NULL ||
                      strstr(row->message, told[i]) != NULL));
        }
        if (!found)
            fail_msg("“%s” was dropped", told[i]);
    }
    sheet_intake_release(&intake);
}

#define AT_OFFICE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_OFFICE(numbers_go_from_awaited_to_checked),
        AT_OFFICE(what_was_changed_here_meanwhile_is_taken_only_by_name),
        AT_OFFICE(what_was_checked_is_changed_with_a_reason_and_checked_again),
        AT_OFFICE(a_number_is_returned_or_exempt_with_a_reason),
        AT_OFFICE(what_does_not_apply_is_exempt_when_it_is_taken),
        AT_OFFICE(another_reports_sheet_is_refused_by_name),
        AT_OFFICE(whose_a_figure_is_may_be_said_for_this_report),
        AT_OFFICE(a_final_report_sends_and_takes_in_nothing),
        AT_OFFICE(a_hole_in_prose_names_the_office_until_the_number_comes),
        AT_OFFICE(json_carries_owners_sheets_and_states),
        AT_OFFICE(last_years_number_of_the_office_is_handed_in_and_taken),
        AT_OFFICE(both_years_of_a_row_are_taken_together),
        AT_OFFICE(last_years_number_that_was_changed_here_is_taken_only_by_name),
        AT_OFFICE(last_years_number_is_returned_with_a_reason),
        AT_OFFICE(what_is_doubtful_of_a_row_is_said),
        AT_OFFICE(what_a_sheet_cannot_take_is_told_of_with_its_row),
    };
    return cmocka_run_group_tests_name("session/sheet", tests, NULL, NULL);
}
