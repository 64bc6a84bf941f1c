/* What is done every day, by the shortest keys, as docs/tasks.md has them: the table is read, its
 * keys are pressed, and what came of them is looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/span.h"
#include "model/report_values.h"
#include "session/check.h"
#include "session/opened.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <stdio.h>
#include <string.h>

/* --- the table --- */

/* The cells of the row that begins with that task. */
struct task {
    struct span start, keys;
};

static struct span take_cell(struct span *row) {
    (void)span_take_prefix(row, SPAN("|"));
    size_t end = span_find(*row, SPAN("|"));
    assert_true(end != SIZE_MAX);
    struct span cell = span_trim(span_sub(*row, 0, end));
    *row = span_sub(*row, end, row->n);
    return cell;
}

static struct task find_task(struct span document, const char *name) {
    struct span line;
    while (span_take_line(&document, &line)) {
        if (!span_starts_with(line, SPAN("|")) || !span_is(take_cell(&line), name))
            continue;
        struct task task;
        task.start = take_cell(&line);
        task.keys = take_cell(&line);
        assert_true(span_take_prefix(&task.keys, SPAN("`")) && task.keys.n > 1);
        task.keys.n--;
        return task;
    }
    fail_msg("docs/tasks.md has no “%s”", name);
    return (struct task){{NULL, 0}, {NULL, 0}};
}

/* --- keys --- */

static void press_or_type(struct screen *screen, struct span token) {
    char text[200];
    bool typed = span_take_prefix(&token, SPAN("“"));
    if (typed)
        token.n -= strlen("”");
    (void)snprintf(text, sizeof text, "%.*s", SPAN_ARG(token));
    if (typed)
        screen_type(screen, text);
    else
        screen_press(screen, text);
}

static void open_start(struct screen *screen, struct span start) {
    screen_type(screen, "s");
    if (span_is(start, "示例"))
        return;
    screen_press(screen, "Ctrl-U Home");
    if (span_is(start, "练习")) {
        assert_cursor_row(screen, "挑错练习");
        screen_press(screen, "Enter Enter");
    } else {
        assert_true(span_is(start, "报告库"));
        screen_press(screen, "Down");
        assert_cursor_row(screen, "梧桐里街道");
    }
}

static void do_task(struct screen *screen, const char *name) {
    struct str document = STR_INIT;
    folder_get("docs/tasks.md", &document);
    struct task task = find_task(str_span(&document), name);
    open_start(screen, task.start);
    while (task.keys.n > 0) {
        size_t end = span_find(task.keys, SPAN(" "));
        press_or_type(screen, span_sub(task.keys, 0, end == SIZE_MAX ? task.keys.n : end));
        task.keys = span_sub(task.keys, end == SIZE_MAX ? task.keys.n : end + 1, task.keys.n);
    }
    str_release(&document);
}

/* --- what comes of them --- */

static bool report_has(struct screen *screen, const char *text) {
    const struct report *report = session_report(screen->session);
    bool has = false;
    for (const struct section *s = NULL; !has && (s = report_next_section(report, s)) != NULL;) {
        struct str body = STR_INIT;
        body_add_text(&body, &s->body);
        has = strstr(body.s, text) != NULL;
        str_release(&body);
    }
    return has;
}

static void a_figure_is_filled_in(void **state) {
    do_task(*state, "填一个数据");
    const struct report *report = session_report(((struct screen *)*state)->session);
    assert_string_equal(report_value(report, SPAN("next_investment")), "114000");
}

static void a_word_is_found(void **state) {
    do_task(*state, "找一个词");
    assert_sees(*state, "/4处");
}

static void a_word_is_replaced_everywhere(void **state) {
    do_task(*state, "整份替换");
    assert_false(report_has(*state, "化解"));
    assert_true(report_has(*state, "办结76件"));
}

static void a_finding_is_mended(void **state) {
    do_task(*state, "按提示修改一处");
    assert_true(report_has(*state, "〔2020〕10号"));
}

static void a_finding_is_passed_with_a_reason(void **state) {
    struct screen *screen = *state;
    size_t passed = 0;
    do_task(screen, "一处核实无误，写明理由");
    const struct findings *findings = session_check(screen->session);
    for (size_t i = 0; i < findings->count; i++) {
        const char *reason = findings->items[i].passed_reason;
        passed += reason != NULL && strcmp(reason, "已与文件核对") == 0;
    }
    assert_int_equal(passed, 1);
}

static void a_table_is_made_and_added_up(void **state) {
    do_task(*state, "做一张表并求和");
    assert_true(report_has(*state, "\n合计\t5\t"));
}

static void last_year_stands_beside(void **state) {
    do_task(*state, "和去年对照着看");
    assert_sees(*state, "只读");
}

static void all_changes_are_shown(void **state) {
    do_task(*state, "逐处看改了什么");
    assert_sees(*state, "修改对照");
    assert_sees(*state, "第1处");
}

static void a_section_is_done_and_the_next_one_open(void **state) {
    do_task(*state, "一节写完，到下一节");
    assert_sees(*state, "已完成13/18");
    assert_sees(*state, "› （二）维护社会和谐");
}

static void an_earlier_state_is_restored(void **state) {
    do_task(*state, "恢复到以前的样子");
    assert_true(report_has(*state, "改好了。"));
    assert_false(report_has(*state, "写错了的话"));
}

static void a_year_is_carried_on_and_gone_through(void **state) {
    struct screen *screen = *state;
    do_task(screen, "续编新年度，逐数核对");
    assert_int_equal(session_report(screen->session)->year, 2024);
    assert_sees(screen, "（去年） → ");
}

static void a_report_is_handed_in_as_a_word_file(void **state) {
    struct screen *screen = *state;
    char path[700];
    do_task(screen, "交稿检查，导出Word");
    (void)snprintf(path, sizeof path, "%s/%s", screen->folder,
                   "2023年度云川市望湖区梧桐里街道办事处部门整体支出绩效评价报告.docx");
    struct str file = STR_INIT;
    folder_get(path, &file);
    assert_true(span_starts_with(str_span(&file), SPAN("PK")));
    str_release(&file);
}

int main(void) {
#define AT_BOTH(test) ON_SCREEN(test), ON_LARGE(test)
    const struct CMUnitTest tests[] = {
        AT_BOTH(a_figure_is_filled_in),
        AT_BOTH(a_word_is_found),
        AT_BOTH(a_word_is_replaced_everywhere),
        AT_BOTH(a_finding_is_mended),
        AT_BOTH(a_finding_is_passed_with_a_reason),
        AT_BOTH(a_table_is_made_and_added_up),
        AT_BOTH(last_year_stands_beside),
        AT_BOTH(all_changes_are_shown),
        AT_BOTH(a_section_is_done_and_the_next_one_open),
        AT_BOTH(an_earlier_state_is_restored),
        AT_BOTH(a_year_is_carried_on_and_gone_through),
        AT_BOTH(a_report_is_handed_in_as_a_word_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
