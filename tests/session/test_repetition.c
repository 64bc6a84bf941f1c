/* One more section of a kind that the template lets a clerk repeat. */
#include "model/section.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "session/undo.h"
#include "store/templates.h"
#include "tests/support/model_support.h"
#include "tests/support/store_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char yaml[] = "form_id: office\ntitle: 报告\nsections:\n"
                           "  - {name: work, label: 工作}\n"
                           "  - name: project\n    label: 项目\n    repeat: {max: 2}\n"
                           "    sections:\n"
                           "      - name: money\n        label: 资金\n        kind: table\n"
                           "        columns: [{name: k, label: 名目}, {name: v, label: 金额}]\n"
                           "  - {name: plan, label: 计划}\n";

static struct session *begin(const struct store_case *place) {
    struct session *session = case_open_session(place->path, "张三");
    struct template *template = support_template(yaml);
    int64_t id = 0;
    assert_int_equal(store_add_template(session_store(session), template, NULL), RC_OK);
    template_free(template);
    struct session_new what = {.template = "office", .unit = "甲街道", .year = 2022};
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    return session;
}

static void assert_outline(const struct session *session, const char *want) {
    struct str out = STR_INIT;
    const struct report *report = session_report(session);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        str_add_format(&out, "%d%s:%s ", section_depth(at), at->heading,
                       at->name != NULL ? at->name : "-");
    assert_string_equal(out.s, want);
    support_assert_sane(report);
    str_release(&out);
}

static const char once[] = "1工作:work 1项目:project 2资金:money 1计划:plan ";
static const char twice[] =
    "1工作:work 1项目:project 2资金:money 1道路:project 2资金:money 1计划:plan ";

static void behind_one_of_them_another_is_the_template_s_too(void **state) {
    struct session *session = begin(*state);
    int64_t id = 0;
    assert_outline(session, once);
    assert_int_equal(session_add_section(session, PLACE_TOP, 2, SPAN("道路"), &id, NULL), RC_OK);
    assert_outline(session, twice);
    const struct section *money = report_find_id(session_report(session), id)->children[0];
    assert_int_equal(money->kind, KIND_TABLE);
    assert_string_equal(money->body.lines[0].text.s, "名目\t金额");
    assert_true(section_is_bare_table(session_report(session), money));
    session_close(session);
}

static void it_is_stored_and_undone_as_one(void **state) {
    struct session *session = begin(*state);
    struct session_undone undone = {0};
    int64_t id = 0, report = session_report(session)->id;
    assert_int_equal(session_add_section(session, PLACE_TOP, 2, SPAN("道路"), &id, NULL), RC_OK);
    session_leave(session);
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    assert_outline(session, twice);
    assert_int_equal(session_undo(session, &undone, NULL), RC_OK);
    assert_outline(session, once);
    session_close(session);
}

static void no_more_than_the_template_allows(void **state) {
    struct session *session = begin(*state);
    struct err err = {0};
    int64_t id = 0;
    assert_int_equal(session_add_section(session, PLACE_TOP, 2, SPAN("道路"), &id, NULL), RC_OK);
    assert_int_equal(session_add_section(session, PLACE_TOP, 2, SPAN("桥"), &id, &err), RC_REFUSED);
    assert_non_null(strstr(err.text, "最多2节"));
    assert_outline(session, twice);
    session_close(session);
}

static void behind_any_other_section_it_is_the_clerk_s_own(void **state) {
    struct session *session = begin(*state);
    int64_t id = 0;
    assert_int_equal(session_add_section(session, PLACE_TOP, 1, SPAN("道路"), &id, NULL), RC_OK);
    assert_outline(session, "1工作:work 1道路:- 1项目:project 2资金:money 1计划:plan ");
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(behind_one_of_them_another_is_the_template_s_too),
        WITH_STORE(it_is_stored_and_undone_as_one),
        WITH_STORE(no_more_than_the_template_allows),
        WITH_STORE(behind_any_other_section_it_is_the_clerk_s_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
