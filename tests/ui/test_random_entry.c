/* What is typed in 数据 and 自评表 goes where the screen showed it, or stays on the screen: random
 * walks over the rows, each number another one, so that one is known again wherever it is. */
#include "model/figure/figure.h"
#include "model/figure/score_entry.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "tests/support/random.h"
#include "tests/support/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RUNS = 100, STEPS = 6, LABEL = 200 };

/* --- where the screen says one is --- */

/* The label of the row with `>`, as much of it as is shown; false: no row of the table has it. */
static bool read_label(struct screen *screen, char label[LABEL]) {
    for (int row = 1; row < screen->rows; row++) {
        const char *text = screen_row(screen, row);
        if (text[0] != '>')
            continue;
        text += 1 + strspn(text + 1, " ?!");
        const char *end = strstr(text, "  ");
        (void)snprintf(label, LABEL, "%.*s", (int)(end != NULL ? end - text : (long)strlen(text)),
                       text);
        char *cut = strstr(label, "..");
        if (cut != NULL)
            *cut = '\0';
        return label[0] != '\0';
    }
    return false;
}

static const char *label_of_value(const struct template *template, const char *name) {
    bool prior;
    enum score_entry entry;
    const struct template_figure *figure = figure_find_value(template, span_of(name), &prior);
    const struct template_indicator *indicator =
        indicator_find_value(template, span_of(name), &entry);
    if (figure != NULL)
        return figure->label;
    return indicator != NULL ? indicator->label : "";
}

/* --- what became of it --- */

/* Whether the value is the report's under that label; stops where it is under another. */
static bool is_stored(struct screen *screen, const char *label, const char *typed) {
    const struct report *report = session_report(screen->session);
    bool stored = false;
    for (size_t i = 0; i < report->value_count; i++) {
        const char *name = report->values[i].name;
        if (name[0] == '@' || strstr(report->values[i].text, typed) == NULL)
            continue;
        const char *of = label_of_value(report->template, name);
        if (strncmp(of, label, strlen(label)) != 0)
            fail_msg("%s was typed at %s and is %s (%s) as “%s”\n%s", typed, label, name, of,
                     report->values[i].text, screen_all(screen));
        stored = true;
    }
    return stored;
}

static bool is_open(struct screen *screen, const char *title) {
    return strncmp(screen_row(screen, 0) + 1, title, strlen(title)) == 0;
}

/* Back to the table with nothing half typed, whatever was asked. */
static void settle(struct screen *screen, const char *key, const char *title, const char *typed) {
    char label[LABEL];
    for (int i = 0; i < 6 && (!read_label(screen, label) || screen_has(screen, typed)); i++) {
        screen_press(screen, "Esc");
        if (!is_open(screen, title))
            screen_press(screen, key);
    }
}

/* It is the report's, or on the screen; what is asked about it is answered this way or that. */
static void check_kept(struct screen *screen, struct random *random, const char *label,
                       const char *typed) {
    if (!is_stored(screen, label, typed) && screen_has(screen, "再改改"))
        screen_press(screen, random_below(random, 2) == 0 ? "Enter" : "Esc");
    if (!is_stored(screen, label, typed) && screen_has(screen, "改动已核的数")) {
        screen_type(screen, "更正");
        screen_press(screen, random_below(random, 2) == 0 ? "Enter" : "Esc");
    }
    if (!is_stored(screen, label, typed) && !screen_has(screen, typed))
        fail_msg("%s was typed at %s and is nowhere\n%s", typed, label, screen_all(screen));
}

/* Enter on a figure that an office has handed in opens one, and that may ask for a reason. */
static void close_dialogs(struct screen *screen) {
    for (int i = 0; i < 3 && (screen_has(screen, "Esc 取消") || screen_has(screen, "以后再说"));
         i++)
        screen_press(screen, "Esc");
}

static void type_and_leave(struct screen *screen, struct random *random, const char *key,
                           const char *title, unsigned number) {
    static const char *const ways[] = {"Enter", "Down", "Up", "Tab", "Backtab", "PgDn", "PgUp"};
    char label[LABEL], typed[32];
    close_dialogs(screen);
    if (!read_label(screen, label))
        return;
    /* Nines around digits below eight: one is found in what others were joined to, and only there.
     */
    (void)snprintf(typed, sizeof typed, "9%04o9", number);
    screen_type(screen, typed);
    screen_press(screen, ways[random_below(random, ARRAY_LEN(ways))]);
    check_kept(screen, random, label, typed);
    if (random_below(random, 2) == 0 && !is_stored(screen, label, typed)) {
        screen_press(screen, "Enter");
        check_kept(screen, random, label, typed);
    }
    if (!is_stored(screen, label, typed))
        settle(screen, key, title, typed);
}

static void run(struct screen *screen, const char *key, const char *title) {
    static const char *const moves[] = {"Down", "Up",  "Tab",  "Backtab", "PgDn",
                                        "PgUp", "End", "Home", "Enter",   "Ctrl-Home"};
    const char *given = getenv("SEED");
    uint64_t first = given != NULL ? strtoull(given, NULL, 10) : 1;
    unsigned number = 0;
    for (uint64_t seed = first; seed < first + RUNS; seed++) {
        struct random random = {seed};
        if (!is_open(screen, title))
            screen_press(screen, key);
        assert_true(is_open(screen, title));
        for (int i = 0; i < STEPS; i++) {
            screen_times(screen, random_below(&random, 4),
                         moves[random_below(&random, ARRAY_LEN(moves))]);
            if (!is_open(screen, title)) /* End and Home go within what was typed */
                break;
            type_and_leave(screen, &random, key, title, ++number);
        }
    }
}

static void what_is_typed_in_figures_is_where_it_was_shown(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "s");
    screen_press(screen, "F6");
    run(screen, "F6", "数据");
}

static void what_is_typed_in_the_score_sheet_is_where_it_was_shown(void **state) {
    struct screen *screen = *state;
    const struct session_new what = {.template = "hunan-standard",
                                     .unit = "云川市望湖区梧桐里街道办事处",
                                     .short_name = "梧桐里街道",
                                     .year = 2023};
    int64_t report = 0;
    assert_int_equal(session_new_report(screen->session, &what, &report, NULL), RC_OK);
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter F7");
    run(screen, "F7", "自评表");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(what_is_typed_in_figures_is_where_it_was_shown),
        ON_SCREEN(what_is_typed_in_the_score_sheet_is_where_it_was_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
