#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/page.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"

#include <stdio.h>
#include <string.h>

static void open_sample(struct screen *screen) {
    screen_type(screen, "s");
    assert_sees(screen, "梧桐里");
}

static struct span trimmed(const char *text) {
    return span_trim(span_of(text));
}

/* A row of the sheet without its edges. */
static struct span on_sheet(const char *row) {
    struct span text = trimmed(row);
    (void)span_take_prefix(&text, SPAN("|"));
    if (span_ends_with(text, SPAN("|")))
        text = span_sub(text, 0, text.n - 1);
    return span_trim(text);
}

static void pages_are_those_of_the_page_layout_line_for_line(void **state) {
    struct screen *screen = *state;
    struct document document = {0};
    struct pages pages = {0};
    open_sample(screen);
    document_from_report(&document, session_report(screen->session), false);
    pages_layout(&pages, &document);
    assert_true(pages.page_count > 3);
    screen_press(screen, "F5 Home");
    bool all = screen->rows > PAGE_LINES + 3;
    for (size_t page = 0; page < pages.page_count; page++) {
        char head[64];
        (void)snprintf(head, sizeof head, "第 %zu 页 / 共 %zu 页", page + 1, pages.page_count);
        assert_row_has(screen, 0, head);
        assert_row_has(screen, 0, "28字 × 22行");
        assert_row_has(screen, 0, "PgUp PgDn");
        size_t first = pages.starts[page], last = pages_last_line(&pages, page);
        for (size_t i = first; i < last; i++) {
            int row = 1 + (int)(i - first);
            if (!all) { /* the line is brought to the top */
                row = 1;
                if (i > first)
                    screen_press(screen, "Down");
            }
            struct span have = on_sheet(screen_row(screen, row));
            if (!span_equal(have, trimmed(pages.lines[i].text)))
                fail_msg("page %zu line %zu: “%.*s” is not “%s”", page + 1, i - first,
                         SPAN_ARG(have), pages.lines[i].text);
        }
        screen_press(screen, "PgDn");
    }
    screen_press(screen, "Home End PgUp PgUp Left Right Up Up Esc");
    assert_sees(screen, "已完成");
    pages_release(&pages);
    document_release(&document);
}

/* Bytes before it in its row; the row holds only blanks there. */
static int column_of(struct screen *screen, const char *text) {
    for (int row = 0; row < screen->rows; row++) {
        const char *line = screen_row(screen, row), *at = strstr(line, text);
        if (at != NULL)
            return (int)(at - line);
    }
    fail_msg("“%s” is not on:\n%s", text, screen_all(screen));
    return -1;
}

static void odd_page_numbers_stand_right_and_even_ones_left(void **state) {
    struct screen *screen = *state;
    open_sample(screen);
    screen_press(screen, "F5 Home");
    if (screen->rows < 30)
        screen_times(screen, 12, "Down");
    int column = column_of(screen, "— 1 —");
    screen_press(screen, "PgDn");
    if (screen->rows < 30)
        screen_times(screen, 12, "Down");
    assert_true(column_of(screen, "— 2 —") < column);
}

/* Longer than a slice: the keys are heard meanwhile. */
static void a_long_report_is_laid_out_while_keys_are_heard(void **state) {
    struct screen *screen = *state;
    struct str text = STR_INIT;
    open_sample(screen);
    for (int i = 0; i < 4000; i++)
        str_add_text(&text, "资金使用规范，管理制度健全，各项工作按计划完成，群众满意。\n");
    const struct section *section = report_find_section(session_report(screen->session), SPAN("1"));
    assert_int_equal(session_put(screen->session, section->id, str_span(&text), NULL), RC_OK);
    str_release(&text);
    screen_wait_idle(screen);
    screen_press(screen, "F5");
    assert_row_has(screen, 0, "正在排版");
    screen_press(screen, "PgDn");
    assert_sees(screen, "还在排版");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "正在排版");
    screen_press(screen, "F5");
    assert_row_has(screen, 0, "正在排版");
    screen_wait_idle(screen);
    assert_row_has(screen, 0, "第 ");
    screen_press(screen, "End");
    assert_sees_not(screen, "还在排版");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(pages_are_those_of_the_page_layout_line_for_line),
        ON_EACH(odd_page_numbers_stand_right_and_even_ones_left),
        ON_SCREEN(a_long_report_is_laid_out_while_keys_are_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
