/* Figures that are counted from the library: the projects of a unit and year and their money. */
#include "model/report_values.h"
#include "session/change.h"
#include "session/check.h"
#include "session/idle.h"
#include "session/library_take.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "session/template.h"
#include "session/undo.h"
#include "tests/support/store_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char parent[] =
    "form_id: parent\ntitle: 报告\nsections: [{name: a, label: 甲}]\nfigures:\n"
    "  - {name: all, label: 项目, type: integer, unit: 个, library: {form_id: child}}\n"
    "  - {name: done, label: 自评, type: integer, library: {form_id: child, finished: true}}\n"
    "  - {name: money, label: 资金, type: money, unit: 万元, library: {form_id: child, sum: sum}}\n"
    "  - {name: covered, label: 涉及资金, type: money, unit: 元,"
    " library: {form_id: child, sum: sum, finished: true}}\n"
    "  - {name: heads, label: 人数, type: integer, unit: 人, library: {form_id: child, sum: sum}}\n"
    "  - {name: none, label: 没有的, type: integer, library: {form_id: other}}\n";
static const char child[] = "form_id: child\ntitle: 项目\nlabel: 项目表\n"
                            "sections: [{name: a, label: 甲, required: true}]\nfigures:\n"
                            "  - {name: half, label: 一半, type: money, unit: 万元}\n"
                            "  - {name: sum, label: 预算, type: money, unit: 万元,"
                            " calculate: '${half} * 2'}\n";

static void add_template(struct session *session, const char *yaml) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(yaml), "t", &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(session_add_template(session, template, false, &err), RC_OK);
    template_free(template);
}

/* half: what is typed, "" nothing; a finished one is written and marked. */
static int64_t add_project(struct session *session, const char *unit, int year, const char *half,
                           bool finished) {
    struct session_new what = {.template = "child", .unit = unit, .year = year};
    const struct session_value value = {SPAN("half"), span_of(half)};
    struct err err = {0};
    int64_t id = 0;
    assert_int_equal(session_new_report(session, &what, &id, &err), RC_OK);
    assert_int_equal(session_load(session, id, &err), RC_OK);
    assert_int_equal(session_set_values(session, &value, 1, &err), RC_OK);
    int64_t section = report_find_section(session_report(session), SPAN("a"))->id;
    if (finished) {
        assert_int_equal(session_put(session, section, SPAN("写了。"), &err), RC_OK);
        assert_int_equal(session_mark(session, section, true, &err), RC_OK);
    }
    session_leave(session);
    return id;
}

static struct session *open_library(void **state) {
    struct session *session = case_open_session(((struct store_case *)*state)->path, "张三");
    add_template(session, parent);
    add_template(session, child);
    add_project(session, "某局", 2023, "50.25", true);
    add_project(session, "某局", 2023, "10万元", false);
    add_project(session, "别局", 2023, "7", true);
    add_project(session, "某局", 2022, "7", true);
    return session;
}

static int64_t add_parent(struct session *session) {
    struct session_new what = {.template = "parent", .unit = "某局", .year = 2023};
    struct err err = {0};
    int64_t id = 0;
    assert_int_equal(session_new_report(session, &what, &id, &err), RC_OK);
    assert_int_equal(session_load(session, id, &err), RC_OK);
    return id;
}

static void take(struct session *session, struct str *said) {
    struct err err = {0};
    str_clear(said);
    if (session_take_library(session, SPAN(""), false, said, &err) != RC_OK)
        fail_msg("%s", err.text);
}

static void assert_value(struct session *session, const char *name, const char *value) {
    const char *now = report_value(session_report(session), span_of(name));
    assert_string_equal(now != NULL ? now : "", value);
}

static size_t count_stale(struct session *session, const char *words) {
    const struct findings *findings = session_check(session);
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += strcmp(findings->items[i].rule, "library") == 0 &&
                 strstr(findings->items[i].message, words) != NULL;
    return count;
}

/* Of its own unit and year alone, calculated figures too, each in the unit that is asked for. */
static void projects_and_their_money_are_counted(void **state) {
    struct session *session = open_library(state);
    struct str said = STR_INIT;
    add_parent(session);
    assert_int_equal(count_stale(session, ""), 0); /* nothing was taken yet */
    take(session, &said);
    assert_value(session, "all", "2");
    assert_value(session, "done", "1");
    assert_value(session, "money", "120.5");
    assert_value(session, "covered", "1005000");
    assert_value(session, "heads", ""); /* money is no people */
    assert_value(session, "none", "");
    assert_true(span_starts_with(
        str_span(&said), SPAN("同一单位、同一年度的“项目表”2份，写完1份：\n“项目”：取用2个\n"
                              "“自评”：取用1\n“资金”：取用120.5万元\n")));
    assert_non_null(strstr(said.s, "其中2份没有数据“sum”或单位对不上"));
    assert_non_null(strstr(said.s, "“没有的”：没有可以取的"));
    assert_int_equal(count_stale(session, ""), 0);
    take(session, &said);
    assert_non_null(strstr(said.s, "“项目”：2个，和报告库一致"));
    str_release(&said);
    session_close(session);
}

/* A project more is a finding, until it is taken; one step of undo brings the old numbers back. */
static void what_changed_since_is_a_finding(void **state) {
    struct session *session = open_library(state);
    struct str said = STR_INIT;
    struct err err = {0};
    int64_t id = add_parent(session);
    take(session, &said);
    session_leave(session);
    int64_t third = add_project(session, "某局", 2023, "1", true);
    assert_int_equal(session_load(session, id, &err), RC_OK);
    assert_int_equal(count_stale(session, ""), 4);
    assert_int_equal(count_stale(session, "数据“资金”是120.5，报告库里现在是122.5万元"), 1);
    take(session, &said);
    assert_non_null(strstr(said.s, "“资金”：由120.5改为122.5万元"));
    assert_int_equal(count_stale(session, ""), 0);
    struct session_undone undone = {0};
    assert_int_equal(session_undo(session, &undone, &err), RC_OK);
    assert_value(session, "money", "120.5");
    assert_value(session, "all", "2");
    session_leave(session);
    assert_int_equal(session_trash(session, third, true, &err), RC_OK);
    assert_int_equal(session_load(session, id, &err), RC_OK);
    assert_int_equal(count_stale(session, ""), 0);
    str_release(&said);
    session_close(session);
}

/* None is left where there were some: the report still speaks of two. */
static void projects_that_are_all_thrown_away_are_a_finding(void **state) {
    struct session *session = open_library(state);
    struct str said = STR_INIT;
    struct err err = {0};
    int64_t id = add_parent(session);
    take(session, &said);
    session_leave(session);
    assert_int_equal(session_trash(session, 1, true, &err), RC_OK);
    assert_int_equal(session_trash(session, 2, true, &err), RC_OK);
    assert_int_equal(session_load(session, id, &err), RC_OK);
    assert_int_equal(count_stale(session, "都在回收站里"), 4);
    assert_int_equal(count_stale(session, "数据“资金”是120.5，报告库里现在是0万元"), 1);
    take(session, &said);
    assert_value(session, "all", "0");
    assert_int_equal(count_stale(session, ""), 0);
    str_release(&said);
    session_close(session);
}

/* Another clerk works on a project while the report is open: no key is needed to hear of it. */
static void a_project_that_another_changes_is_heard_of(void **state) {
    struct session *session = open_library(state);
    struct str said = STR_INIT;
    struct err err = {0};
    int64_t id = add_parent(session);
    take(session, &said);
    assert_int_equal(count_stale(session, ""), 0);
    struct session *other = case_open_session(((struct store_case *)*state)->path, "李四");
    add_project(other, "某局", 2023, "9", true);
    session_close(other);
    size_t stale = 0;
    assert_true(case_pause(session, 2000));
    const struct findings *findings = session_findings(session);
    for (size_t i = 0; i < findings->count; i++)
        stale += strcmp(findings->items[i].rule, "library") == 0;
    assert_int_equal(stale, 4);
    assert_int_equal(session_report(session)->id, id);
    assert_int_equal(err.rc, RC_OK);
    str_release(&said);
    session_close(session);
}

static void only_looking_changes_nothing(void **state) {
    struct session *session = open_library(state);
    struct str said = STR_INIT;
    struct err err = {0};
    add_parent(session);
    assert_int_equal(session_take_library(session, SPAN(""), true, &said, &err), RC_OK);
    assert_non_null(strstr(said.s, "取用2个"));
    assert_value(session, "all", "");
    session_leave(session);
    int64_t project = add_project(session, "某局", 2023, "1", false);
    assert_int_equal(session_load(session, project, &err), RC_OK);
    assert_int_equal(session_take_library(session, SPAN(""), false, &said, &err), RC_REFUSED);
    str_release(&said);
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(projects_and_their_money_are_counted),
        WITH_STORE(what_changed_since_is_a_finding),
        WITH_STORE(projects_that_are_all_thrown_away_are_a_finding),
        WITH_STORE(a_project_that_another_changes_is_heard_of),
        WITH_STORE(only_looking_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
