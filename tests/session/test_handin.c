#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/change.h"
#include "session/handin.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/store_case.h"

#include <string.h>

static const struct section *section_of(struct session *session, const char *name) {
    const struct section *section = report_find_section(session_report(session), span_of(name));
    assert_non_null(section);
    return section;
}

static void put(struct session *session, const char *name, const char *text) {
    assert_int_equal(session_put(session, section_of(session, name)->id, span_of(text), NULL),
                     RC_OK);
}

static struct session *begin(void *state) {
    const struct store_case *place = state;
    struct session *session = case_open_session(place->path, "zhang");
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2023};
    int64_t report = 0;
    assert_int_equal(session_new_report(session, &what, &report, NULL), RC_OK);
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    return session;
}

static void set(struct session *session, const char *name, const char *text) {
    const struct session_value value = {span_of(name), span_of(text)};
    assert_int_equal(session_set_values(session, &value, 1, NULL), RC_OK);
}

/* The line of that kind; NULL: none. */
static const struct handin_line *line_of(const struct handin *handin, enum handin_kind kind) {
    for (size_t i = 0; i < handin->count; i++)
        if (handin->lines[i].kind == kind)
            return &handin->lines[i];
    return NULL;
}

/* The line of that kind, which must be there. */
static const struct handin_line *need_line(const struct handin *handin, enum handin_kind kind) {
    static const struct handin_line none;
    const struct handin_line *line = line_of(handin, kind);
    assert_non_null(line);
    return line != NULL ? line : &none;
}

static void assert_line(const struct handin *handin, enum handin_kind kind, const char *text) {
    struct str said = STR_INIT;
    const struct handin_line *line = line_of(handin, kind);
    if (line != NULL)
        handin_add_line(&said, line);
    assert_string_equal(said.s, text);
    str_release(&said);
}

static void what_is_open_has_a_line_with_its_place(void **state) {
    struct session *session = begin(*state);
    struct handin handin;
    put(session, "economy",
        "投资${investment}，招商${attracted_projects}和${investment}，${x}，$${y}。");
    session_handin(session, &handin);
    assert_line(&handin, HANDIN_UNREVIEWED, "");
    assert_line(&handin, HANDIN_SIGN_OFF, "没有落款");
    assert_line(&handin, HANDIN_DATE, "");
    assert_line(&handin, HANDIN_FIGURES, "正文里的数据还有2项没有填");
    assert_string_equal(need_line(&handin, HANDIN_FIGURES)->name, "investment");
    assert_line(&handin, HANDIN_TOKENS, "引用了模板里没有的数据1处");
    assert_int_equal(need_line(&handin, HANDIN_TOKENS)->section,
                     section_of(session, "economy")->id);
    assert_int_equal(need_line(&handin, HANDIN_TOKENS)->offset, 54);
    assert_int_equal(need_line(&handin, HANDIN_EMPTY)->section,
                     section_of(session, "perf_work")->id);

    set(session, "investment", "100");
    set(session, "attracted_projects", "7");
    set(session, "sign_off", "某街道办事处");
    put(session, "perf_work", "写了。");
    session_handin(session, &handin);
    assert_line(&handin, HANDIN_FIGURES, "");
    assert_line(&handin, HANDIN_SIGN_OFF, "");
    assert_line(&handin, HANDIN_DATE, "落款没有日期");
    set(session, "sign_off", "某街道办事处\n2024年4月13日");
    session_handin(session, &handin);
    assert_line(&handin, HANDIN_DATE, "");
    session_close(session);
}

/* Its text went elsewhere, and its heading would print alone; one with something below it is none.
 */
static void a_heading_that_is_left_alone_is_told(void **state) {
    struct session *session = begin(*state);
    struct handin handin;
    int64_t outer = 0, inner = 0;
    assert_int_equal(session_add_section(session, 0, 0, SPAN("抓水资源"), &outer, NULL), RC_OK);
    session_handin(session, &handin);
    assert_line(&handin, HANDIN_BARE, "只有标题、下面没有内容，照印标题1节");
    assert_int_equal(need_line(&handin, HANDIN_BARE)->section, outer);
    assert_int_equal(session_add_section(session, outer, 0, SPAN("取水"), &inner, NULL), RC_OK);
    session_handin(session, &handin);
    assert_int_equal(need_line(&handin, HANDIN_BARE)->section, inner);
    assert_int_equal(session_put(session, inner, SPAN("取水12次。"), NULL), RC_OK);
    session_handin(session, &handin);
    assert_line(&handin, HANDIN_BARE, "");
    session_close(session);
}

static void last_years_text_is_the_first_line(void **state) {
    struct session *session = begin(*state);
    struct handin handin;
    put(session, "party", "开展专题党课4次。");
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2024};
    what.carry = session_report(session)->id;
    int64_t next = 0;
    assert_int_equal(session_new_report(session, &what, &next, NULL), RC_OK);
    assert_int_equal(session_load(session, next, NULL), RC_OK);
    put(session, "party", "今年新写的话，没有什么是去年的。开展专题党课4次。");
    session_handin(session, &handin);
    assert_int_equal(handin.lines[0].kind, HANDIN_UNREVIEWED);
    assert_line(&handin, HANDIN_UNREVIEWED, "去年原文未核1句");
    assert_int_equal(handin.lines[0].section, section_of(session, "party")->id);
    assert_int_equal(handin.lines[0].offset, 16);
    session_close(session);
}

static void what_was_let_go_is_remembered_for_this_text(void **state) {
    struct session *session = begin(*state);
    int64_t report = session_report(session)->id;
    put(session, "economy", "甲。");
    assert_false(session_handin_is_accepted(session));
    session_handin_accept(session);
    assert_true(session_handin_is_accepted(session));
    session_close(session);
    session = case_open_session(((const struct store_case *)*state)->path, "zhang");
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    assert_true(session_handin_is_accepted(session));
    put(session, "economy", "乙。");
    assert_false(session_handin_is_accepted(session));
    put(session, "economy", "甲。");
    assert_true(session_handin_is_accepted(session));
    session_close(session);
}

/* The forms of projects are signed below their tables; a report on itself wants a sign-off. */
static void a_form_that_is_signed_below_its_table_has_no_sign_off(void **state) {
    static const char *const templates[] = {"project-self", "project-goals"};
    const struct store_case *place = *state;
    struct session *session = case_open_session(place->path, "zhang");
    for (size_t i = 0; i < ARRAY_LEN(templates); i++) {
        struct session_new what = {.template = templates[i], .unit = "某局", .year = 2023};
        struct handin handin;
        int64_t report = 0;
        assert_int_equal(session_new_report(session, &what, &report, NULL), RC_OK);
        assert_int_equal(session_load(session, report, NULL), RC_OK);
        session_handin(session, &handin);
        assert_null(line_of(&handin, HANDIN_SIGN_OFF));
    }
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(what_is_open_has_a_line_with_its_place),
        WITH_STORE(a_form_that_is_signed_below_its_table_has_no_sign_off),
        WITH_STORE(a_heading_that_is_left_alone_is_told),
        WITH_STORE(last_years_text_is_the_first_line),
        WITH_STORE(what_was_let_go_is_remembered_for_this_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
