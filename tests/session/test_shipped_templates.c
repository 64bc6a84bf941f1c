/* The templates that come along, each filled in as an office would (tests/data/samples/): the
 * checker has nothing to say, nothing is left open in what is printed, and it goes out in every
 * format. */
#include "base/mem.h"
#include "exchange/export.h"
#include "model/figure/figure.h"
#include "model/figure/score.h"
#include "model/report_values.h"
#include "session/change.h"
#include "session/check.h"
#include "session/handin.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "session/template.h"
#include "tests/support/score_support.h"
#include "tests/support/store_case.h"
#include "tests/support/word_schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const shipped[][2] = {
    {"project-self", NULL},
    {"rectify", NULL},
    {"disclosure", NULL},
    {"project-goals", NULL},
    {"jiangxi-four-groups", "docs/examples/jiangxi-four-groups.yaml"},
    {"yunnan-outline", "docs/examples/yunnan-outline.yaml"},
    {"sichuan-0013", "docs/examples/sichuan-0013.yaml"},
};

/* The template of ten parts; its sections have guidance, and a 范文 where one is of use. */
static const char *const standard[2] = {"hunan-standard", NULL};

/* An example is added as an office adds it. */
static void add_example(struct session *session, const char *path) {
    struct str yaml = STR_INIT;
    struct template *template = NULL;
    struct err err = {0};
    support_read_file(&yaml, path);
    if (template_read(&template, str_span(&yaml), path, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(session_add_template(session, template, false, &err), RC_OK);
    template_free(template);
    str_release(&yaml);
}

static void put(struct session *session, struct span name, struct span text) {
    const struct section *section = report_find_section(session_report(session), name);
    struct err err = {0};
    if (section == NULL)
        fail_msg("no section %.*s", SPAN_ARG(name));
    if (session_put(session, section->id, span_trim_end(text), &err) != RC_OK)
        fail_msg("%s", err.text);
}

static void put_more(struct session *session, const char *name, const char *starter) {
    struct str text = STR_INIT;
    str_add(&text, span_of(starter));
    while (text.len > 0 && text.s[text.len - 1] == '\n')
        str_cut(&text, text.len - 1);
    str_add_text(&text, "有关资料已经存档。");
    put(session, span_of(name), str_span(&text));
    str_release(&text);
}

/* name=value, then the texts of sections below [name]. */
static void fill_in(struct session *session, struct span sample) {
    struct span line, name = SPAN(""), rest = sample;
    struct str text = STR_INIT;
    struct err err = {0};
    while (span_take_line(&rest, &line)) {
        size_t equal = span_find(line, SPAN("="));
        if (line.n > 0 && line.p[0] == '[') {
            if (text.len > 0)
                put(session, name, str_span(&text));
            str_clear(&text);
            name = span_sub(line, 1, line.n - 1);
        } else if (name.n > 0) {
            str_add_format(&text, "%.*s\n", SPAN_ARG(line));
        } else if (equal != SIZE_MAX) {
            const struct session_value value = {span_sub(line, 0, equal),
                                                span_sub(line, equal + 1, line.n)};
            if (session_set_values(session, &value, 1, &err) != RC_OK)
                fail_msg("%s", err.text);
        }
    }
    if (text.len > 0)
        put(session, name, str_span(&text));
    str_release(&text);
}

/* What the sample does not say has its 范文 and a sentence more: left as it is it counts as not
 * written. */
static void take_starters(struct session *session) {
    for (const struct section *at = NULL;
         (at = report_next_section(session_report(session), at)) != NULL;) {
        const struct template_section *from = section_template(session_report(session), at);
        if (from != NULL && from->starter != NULL && !body_has_text(&at->body))
            put_more(session, at->name, from->starter);
    }
}

static void open_filled(struct session *session, const char *const template[2]) {
    /* a sheet of one project would be counted by the reports of its unit that come after it */
    bool is_project = strcmp(template[0], "project-self") == 0;
    struct session_new what = {.template = template[0],
                               .unit = is_project ? "望湖区项目办公室" : "望湖区城乡服务中心",
                               .year = 2023};
    struct str path = STR_INIT, sample = STR_INIT;
    struct err err = {0};
    int64_t id = 0;
    if (template[1] != NULL)
        add_example(session, template[1]);
    assert_int_equal(session_new_report(session, &what, &id, &err), RC_OK);
    assert_int_equal(session_load(session, id, &err), RC_OK);
    str_add_format(&path, "tests/data/samples/%s.txt", template[0]);
    support_read_file(&sample, path.s);
    fill_in(session, str_span(&sample));
    take_starters(session);
    str_release(&path);
    str_release(&sample);
}

static void assert_nothing_is_said(struct session *session, const char *name) {
    const struct findings *findings = session_check(session);
    struct str said = STR_INIT;
    struct handin handin;
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity != SEVERITY_HINT)
            str_add_format(&said, "%s %s %s\n", findings->items[i].rule, findings->items[i].path,
                           findings->items[i].message);
    session_handin(session, &handin);
    for (size_t i = 0; i < handin.count; i++)
        if (handin.lines[i].kind != HANDIN_SIGN_OFF)
            handin_add_line(&said, &handin.lines[i]);
    if (said.len > 0)
        fail_msg("%s:\n%s", name, said.s);
    str_release(&said);
}

static void assert_goes_out(const struct report *report, const char *name) {
    static const char *const formats[] = {"txt", "docx", "xlsx", "html", "md"};
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        struct str bytes = STR_INIT;
        struct err err = {0};
        const struct export_options options = {.format = formats[i]};
        if (export_bytes(&bytes, report, &options, NULL, &err) != RC_OK)
            fail_msg("%s %s: %s", name, formats[i], err.text);
        if (i == 1)
            assert_word_opens_it(str_span(&bytes));
        if (i == 0 && (strstr(bytes.s, "未填") != NULL || strstr(bytes.s, "${") != NULL ||
                       strstr(bytes.s, "请填") != NULL))
            fail_msg("%s:\n%s", name, bytes.s);
        str_release(&bytes);
    }
}

static void each_is_filled_in_without_a_question_left(void **state) {
    for (size_t i = 0; i <= ARRAY_LEN(shipped); i++) {
        const char *const *template = i < ARRAY_LEN(shipped) ? shipped[i] : standard;
        struct session *session = case_open_session(((struct store_case *)*state)->path, "张三");
        open_filled(session, template);
        assert_nothing_is_said(session, template[0]);
        assert_goes_out(session_report(session), template[0]);
        session_close(session);
    }
}

/* Each figure that somebody fills in is used: by a text, a table, a score or a rule; each section
 * that is written has guidance, a hint and a 范文 or items; each template a label and a summary. */
static void each_says_what_it_is_for(void **state) {
    struct session *session = case_open_session(((struct store_case *)*state)->path, "张三");
    for (size_t i = 0; i < ARRAY_LEN(shipped); i++) {
        struct template *template = NULL;
        struct err err = {0};
        if (shipped[i][1] != NULL)
            add_example(session, shipped[i][1]);
        assert_int_equal(session_template(session, shipped[i][0], &template, &err), RC_OK);
        assert_non_null(template->label);
        assert_non_null(template->summary);
        for (const struct template_section *at = NULL;
             (at = template_next_section(template, at)) != NULL;) {
            if (at->guidance == NULL || at->hint == NULL)
                fail_msg("%s: %s has no guidance or hint", shipped[i][0], at->name);
            if (at->kind == KIND_TEXT && at->section_count == 0 && at->starter == NULL)
                fail_msg("%s: %s has no starter", shipped[i][0], at->name);
        }
        for (size_t k = 0; k < template->figure_count; k++) {
            struct str token = STR_INIT;
            str_add_format(&token, "${%s}", template->figures[k].name);
            if (strstr(template->text, token.s) == NULL)
                fail_msg("%s: nothing uses %s", shipped[i][0], token.s);
            str_release(&token);
        }
        template_free(template);
    }
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(each_is_filled_in_without_a_question_left),
        WITH_STORE(each_says_what_it_is_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
