/* A newer template on the screen: what changes is shown first, and nothing moves unasked; text that
 * no longer applies is said. */
#include "base/mem.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/template.h"
#include "tests/support/screen.h"
#include "ui/workbench/workbench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char first[] = "form_id: office\ntitle: 报告\nversion: '1'\n"
                            "questions:\n  - {name: town, label: 是乡镇}\n"
                            "sections:\n  - {name: duty, label: 工作开展情况}\n"
                            "  - {name: farm, label: 农业, relevant: \"${town} != '否'\"}\n";
static const char second[] = "form_id: office\ntitle: 报告\nversion: '2'\n"
                             "questions:\n  - {name: town, label: 是乡镇}\n"
                             "sections:\n  - {name: work, label: 工作开展的情况}\n"
                             "  - {name: farm, label: 农业, relevant: \"${town} != '否'\"}\n"
                             "  - {name: money, label: 经费}\n";

static void add(struct screen *screen, const char *yaml) {
    struct template *template = NULL;
    struct err err = {0};
    assert_int_equal(template_read(&template, span_of(yaml), "t", &err), RC_OK);
    assert_int_equal(session_add_template(screen->session, template, false, &err), RC_OK);
    template_free(template);
}

static void open_report(struct screen *screen) {
    struct session_new what = {.template = "office", .unit = "某局", .year = 2023};
    struct err err = {0};
    int64_t id = 0;
    add(screen, first);
    assert_int_equal(session_new_report(screen->session, &what, &id, &err), RC_OK);
    assert_int_equal(session_load(screen->session, id, &err), RC_OK);
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_draw(screen);
}

static void put(struct screen *screen, const char *name, const char *text) {
    const struct section *section =
        report_find_section(session_report(screen->session), span_of(name));
    assert_int_equal(session_put(screen->session, section->id, span_of(text), NULL), RC_OK);
}

static void what_changes_is_shown_and_asked(void **state) {
    struct screen *screen = *state;
    open_report(screen);
    put(screen, "duty", "办了三件事。");
    screen_press(screen, "F4 F4");
    screen_type(screen, "T");
    assert_sees(screen, "已是最新的模板");
    add(screen, second);
    screen_type(screen, "T");
    assert_sees(screen, "疑为改名：工作开展情况 → 工作开展的情况");
    assert_sees(screen, "新增：经费");
    screen_press(screen, "Esc");
    screen_type(screen, "T");
    screen_press(screen, "Enter"); /* 不换 has the focus */
    assert_non_null(report_find_section(session_report(screen->session), SPAN("duty")));
    screen_type(screen, "T");
    screen_press(screen, "Left Enter");
    assert_sees(screen, "已换到模板的新版");
    const struct section *work = report_find_section(session_report(screen->session), SPAN("work"));
    assert_non_null(work);
    assert_string_equal(work->heading, "工作开展的情况");
    assert_true(body_has_text(&work->body));
    screen_press(screen, "Ctrl-Z");
    assert_non_null(report_find_section(session_report(screen->session), SPAN("duty")));
}

static void text_that_no_longer_applies_is_said(void **state) {
    struct screen *screen = *state;
    static const struct session_value no = {{"town", 4}, {"否", 3}};
    open_report(screen);
    put(screen, "farm", "种了稻。");
    assert_sees_not(screen, "免");
    assert_int_equal(session_set_values(screen->session, &no, 1, NULL), RC_OK);
    screen_press(screen, "Down");
    assert_sees(screen, "免");
    screen_press(screen, "Ctrl-E");
    assert_sees(screen, "不适用的节里有文字，留着不印1节");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_changes_is_shown_and_asked, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(text_that_no_longer_applies_is_said, screen_setup,
                                        screen_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
