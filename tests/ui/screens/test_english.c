/* Every screen in English: no Han character outside what the clerk has written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "exchange/import.h"
#include "session/change.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "store/templates.h"
#include "tests/support/screen.h"
#include "tests/support/store_case.h"

#include <string.h>

static int setup(void **state) {
    (void)lang_set("en");
    return screen_setup(state);
}

static int setup_small(void **state) {
    (void)lang_set("en");
    return screen_setup_small(state);
}

static int setup_large(void **state) {
    (void)lang_set("en");
    return screen_setup_large(state);
}

static int teardown(void **state) {
    (void)lang_set("zh");
    return screen_teardown(state);
}

/* Whether the interface is English now. */
static bool is_english(void) {
    return strcmp(_("完成"), "完成") != 0;
}

static bool is_han(const struct cell *cell) {
    struct span text = {cell->text, cell->n};
    return text.n > 0 && char_is_han(utf8_take(&text));
}

/* The report here is written in Latin letters, so every Han character is the interface's. What may
 * stand is what a template or a standard says: labels (一、), the guidance, the key's own name. */
static void assert_english(struct screen *screen, const char *where) {
    if (!is_english())
        return;
    for (int row = 0; row < screen->rows; row++)
        for (int col = 0; col < screen->cols; col++)
            if (is_han(canvas_cell(screen->canvas, row, col)))
                fail_msg("%s: row %d has Chinese: %s\n%s", where, row, screen_row(screen, row),
                         screen_all(screen));
}

/* A report without a template, whose headings and text are Latin. */
static void make_report(struct screen *screen) {
    static const char text[] = "# Work of the year\n\nWe met 6 times, 8 people each.\n\n"
                               "# Plans\n\nMore of the same.\n";
    struct import_draft draft = {0};
    struct session_draft how = {.name = "report.md"};
    int64_t id = 0;
    assert_int_equal(session_draft(screen->session, span_of(text), &how, &draft, NULL), RC_OK);
    assert_int_equal(session_import(screen->session, &draft, &id, NULL), RC_OK);
    import_draft_release(&draft);
    assert_int_equal(session_load(screen->session, id, NULL), RC_OK);
    const struct session_value unit[] = {{SPAN("unit"), SPAN("Some Office")},
                                         {SPAN("short_name"), SPAN("Office")},
                                         {SPAN("title"), SPAN("Report of Some Office")},
                                         {SPAN("year"), SPAN("2023")}};
    assert_int_equal(session_set_values(screen->session, unit, 4, NULL), RC_OK);
    session_leave(screen->session);
    screen_restart(screen, false);
}

static void the_library_and_its_dialogs_are_english(void **state) {
    struct screen *screen = *state;
    assert_english(screen, "empty library");
    make_report(screen);
    assert_english(screen, "library");
    static const char *const steps[][2] = {{"Enter", "actions"},      {"Esc Del", "trash?"},
                                           {"Esc F1", "help"},        {"End", "help's end"},
                                           {"Esc Ctrl-K", "palette"}, {"Esc Shift-F1", "keys"},
                                           {"F5", "a key"},           {"Esc Esc F9", "menu"}};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        screen_press(screen, steps[i][0]);
        assert_english(screen, steps[i][1]);
    }
    for (int group = 0; group < GROUP_COUNT; group++) {
        for (int i = 0; i < 40; i++) {
            screen_press(screen, "Down");
            assert_english(screen, "menu");
        }
        screen_press(screen, "Right");
    }
    screen_press(screen, "Esc");
    screen_type(screen, "/");
    assert_english(screen, "search");
    screen_type(screen, "people");
    assert_english(screen, "found");
    screen_type(screen, " nobody");
    assert_english(screen, "not found");
}

static void the_workbench_and_its_screens_are_english(void **state) {
    struct screen *screen = *state;
    make_report(screen);
    screen_press(screen, "Enter Enter");
    static const char *const steps[][2] = {{"Ctrl-L", "workbench"},
                                           {"F4", "guidance"},
                                           {"F1", "help of the guidance"},
                                           {"Esc F4", "outline"},
                                           {"F1", "help of the outline"},
                                           {"Esc Ins", "add"},
                                           {"Esc Del", "remove?"},
                                           {"Esc Enter", "editor"},
                                           {"F1", "help"},
                                           {"PgDn", "more help"},
                                           {"Esc F5", "preview"},
                                           {"F1", "help of the preview"},
                                           {"Esc Esc Ctrl-O", "findings"},
                                           {"F1", "help of findings"},
                                           {"Esc Esc Ctrl-E", "what is open"},
                                           {"Ctrl-E", "export"},
                                           {"Esc F8", "history"},
                                           {"F1", "help of the history"},
                                           {"Esc Tab", "filter"},
                                           {"Esc Enter", "restore?"},
                                           {"Esc Esc Ctrl-T", "no last year"},
                                           {"F2", "saved"},
                                           {"Ctrl-D", "marked"},
                                           {"Ctrl-Z", "undone"},
                                           {"Ctrl-S", "saved"},
                                           {"F3", "finding"},
                                           {"F12", "wide"},
                                           {"F12 Shift-F9", "search"},
                                           {"Esc Shift-F7", "back"},
                                           {"Shift-F2", "recent"},
                                           {"Esc F6", "figures"},
                                           {"Esc F7", "score"},
                                           {"Esc F9 Home Down Enter", "about the report"},
                                           {"Enter", "the unit"},
                                           {"Esc End Enter", "a line of the sign-off"},
                                           {"Esc", "about the report again"},
                                           {"Esc Shift-F8", "compare"},
                                           {"F1", "help of the comparison"}};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        screen_press(screen, steps[i][0]);
        assert_english(screen, steps[i][1]);
    }
}

/* Everything that a template can ask for, in English, so that what is Chinese on the screen is the
 * program's. */
static const char template[] =
    "form_id: plain\n"
    "title: Report of ${unit} for ${year}\n"
    "settings:\n"
    "  numbering: [\"1.\", \"1.1\"]\n"
    "questions:\n"
    "  - {name: contact, label: Contact, type: text}\n"
    "sections:\n"
    "  - name: basics\n"
    "    label: Basics\n"
    "    hint: Who we are\n"
    "    guidance: |\n"
    "      Say who we are and what we spent.\n"
    "    default: Our office has ${staff} people.\n"
    "    figures: [staff, budget, spent, rate]\n"
    "    required: true\n"
    "    min_length: 20\n"
    "    max_length: 400\n"
    "    owner: Finance\n"
    "    source: Rule 5\n"
    "    carry: text\n"
    "  - {name: work, label: Work, heading: run-in, required: true, carry: text}\n"
    "  - {name: problems, label: Problems, kind: items, numbering: \"1.\"}\n"
    "  - {name: measures, label: Measures, kind: items, numbering: \"1.\"}\n"
    "figures:\n"
    "  - {name: staff, label: Staff, type: integer, unit: people, prior: true, max_change: 30%,\n"
    "     owner: Finance, required: true}\n"
    "  - {name: budget, label: Budget, type: decimal, unit: coins, decimals: 2, prior: true}\n"
    "  - {name: spent, label: Spent, type: decimal, unit: coins, constraint: \". <= ${budget}\",\n"
    "     constraint_message: More was spent than there was}\n"
    "  - {name: rate, label: Rate, type: percent, unit: \"%\", decimals: 2,\n"
    "     calculate: \"round(${spent} / ${budget} * 100, 2)\"}\n"
    "pairs:\n"
    "  - {first: problems, second: measures, constraint_message: Each problem needs a measure}\n"
    "grades:\n"
    "  - {name: Good, from: 80}\n"
    "  - {name: Poor, from: 0}\n"
    "indicators:\n"
    "  - {name: execution, label: Execution, weight: 40, method: ratio, unit: \"%\", target: "
    "100%,\n"
    "     actual: \"${rate}\"}\n"
    "  - name: output\n"
    "    label: Output\n"
    "    weight: 60\n"
    "    indicators:\n"
    "      - {name: tasks, label: Tasks, weight: 40, method: ratio, unit: \"%\", target: 90%}\n"
    "      - {name: quality, label: Quality, weight: 20, method: manual, owner: Finance}\n"
    "caps:\n"
    "  - {when: \"${spent} > ${budget}\", most: 60, constraint_message: Too much spent}\n";

static void add_template(struct screen *screen) {
    struct template *made = NULL;
    struct err err = {0};
    if (template_read(&made, SPAN(template), "plain.yaml", &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(store_add_template(screen->session->store, made, NULL), RC_OK);
    template_free(made);
}

/* Keys, then text; what the screen is then. */
struct english_step {
    const char *keys, *text, *where;
    bool cuts; /* a list of sentences, each whole below it or behind Enter */
};

/* Where the text in the only frame has run over its right edge. */
static void assert_framed(struct screen *screen, const char *where) {
    int frames = 0, row = 0, col = 0;
    for (int at = 0; at < screen->rows; at++)
        for (int i = 0; i < screen->cols; i++)
            if (canvas_cell(screen->canvas, at, i)->border == BORDER_TOP_RIGHT) {
                frames++;
                row = at;
                col = i;
            }
    if (frames != 1)
        return;
    while (++row < screen->rows - 1 &&
           canvas_cell(screen->canvas, row, col)->border == BORDER_VLINE)
        continue;
    if (canvas_cell(screen->canvas, row, col)->border != BORDER_BOTTOM_RIGHT)
        fail_msg("%s: row %d runs over its frame:\n%s", where, row, screen_all(screen));
}

static bool is_cut(const char *row) {
    const char *mark = strstr(row, "..");
    while (mark != NULL && mark[2] == '.') /* an ellipsis is none */
        mark = strstr(mark + 3, "..");
    return mark != NULL;
}

/* The interface's own texts stand whole: nothing ends in the mark of what was cut but the report's
 * title in the header. */
static void assert_whole(struct screen *screen, const char *where) {
    for (int row = 1; row < screen->rows; row++)
        if (is_cut(screen_row(screen, row)))
            fail_msg("%s: row %d is cut: %s\n%s", where, row, screen_row(screen, row),
                     screen_all(screen));
    assert_framed(screen, where);
}

static void walk(struct screen *screen, const struct english_step *steps, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (steps[i].keys != NULL)
            screen_press(screen, steps[i].keys);
        if (steps[i].text != NULL)
            screen_type(screen, steps[i].text);
        assert_english(screen, steps[i].where);
        if (!steps[i].cuts)
            assert_whole(screen, steps[i].where);
    }
}

static const struct english_step form_steps[] = {
    {"Tab", NULL, "an empty unit", false},
    {NULL, "Some Office", "unit", false},
    {"Tab", NULL, "short name", false},
    {NULL, "Office", "short name", false},
    {"Tab", "x", "year", false},
    {"Tab", NULL, "a wrong year", false},
    {"Backspace", "2022", "year", false},
    {"Tab", NULL, "carry from", false},
    {"Right", NULL, "carry from another", false},
    {"Enter", NULL, "from which file", false},
    {"Esc Left Tab", NULL, "buttons", false},
    {"F1", NULL, "help of a form", false},
    {"Esc Enter", NULL, "the new report", false},
};

static const struct english_step work_steps[] = {
    {NULL, "We met 6 times and spent 20 coins.", "typed", false},
    {"Ctrl-D", NULL, "done", false},
    {"F2", "Work went on \u263a as planned.", "the next one", false},
    {"F2", "A problem.", "items", false},
    {"Enter", "Another.", "items", false},
    {"Backtab", NULL, "a paragraph", false},
    {"F3", NULL, "a finding", false},
    {"Ctrl-O", NULL, "findings", true},
    {NULL, "r", "source", true},
    {NULL, "f", "no cure", true},
    {NULL, "a", "reason", true},
    {NULL, "It was counted.", "reason", true},
    {"Enter", NULL, "passed", true},
    {NULL, "a", "again?", true},
    {"Esc Esc F6", NULL, "figures", false},
    {NULL, "12", "a figure", false},
    {"Enter", "abc", "a figure", false},
    {"Enter", NULL, "a wrong figure", true},
    {"Esc Tab", "100", "prior", false},
    {"Up", "40", "a big change", false},
    {"Enter", NULL, "a big change", false},
    {"Enter Up Tab", NULL, "back", false},
    {"End", NULL, "a cell", false},
    {"F1", NULL, "help of figures", false},
    {"Esc Esc Esc Esc F7", NULL, "score sheet", false},
    {NULL, "80", "an actual value", false},
    {"Tab", "50", "too high", false},
    {"Enter", NULL, "too high", false},
    {"Esc Tab", "Late", "a reason", false},
    {"Tab", "Accounts|2022-5", "evidence", false},
    {"Down", NULL, "the next indicator", false},
    {"F1", NULL, "help of the score sheet", false},
    {"Esc Esc Esc Ctrl-]", NULL, "insert a figure", false},
    {"Enter", NULL, "which form", false},
    {"Esc Esc F4", NULL, "guidance", false},
    {NULL, "i", "starter", false},
    {"Ctrl-Z", NULL, "undone", false},
    {"F4 F4", NULL, "a pane", false},
    {"Ctrl-_", NULL, "convert", false},
    {"Shift-F6", NULL, "convert", false},
    {"Shift-F6", NULL, "convert", false},
    {"Shift-F6", NULL, "convert", false},
    {"Shift-F10", NULL, "goto", false},
    {NULL, "99", "goto", false},
    {"Enter", NULL, "nowhere", false},
    {"Shift-F12", NULL, "counts", false},
    {"Enter Ctrl-F", NULL, "find", false},
    {NULL, "went", "found", false},
    {"Enter", NULL, "the only one", false},
    {"F1", NULL, "help of find", false},
    {"Esc Esc Ctrl-R", NULL, "replace", false},
    {NULL, "went", "replace", false},
    {"Tab", "goes", "replace by", false},
    {"Tab", NULL, "scope", false},
    {"Tab", NULL, "places", true},
    {"Tab Enter", NULL, "replaced", true},
    {"Esc F5", NULL, "preview", false},
    {"Esc F8 Tab", NULL, "filters", true},
    {"Down Enter", NULL, "all changes", true},
    {"Enter", NULL, "a change", true},
    {"Down Down Enter", NULL, "restore?", true},
    {"Esc Esc Shift-F8", NULL, "compare", true},
    {NULL, "o", "with what", true},
    {"Down Enter", NULL, "with an earlier state", false},
    {"Ctrl-E", NULL, "as Word", false},
    {"Esc Esc Ctrl-\\", NULL, "display", false},
    {"Down", NULL, "contrast", false},
    {"Down", NULL, "mouse", false},
    {"Down", NULL, "reader", false},
    {"Esc Ctrl-E", NULL, "what is open", true},
    {"Ctrl-E", NULL, "export", true},
    {"Tab Right", NULL, "text", true},
    {"Tab", NULL, "encoding", true},
    {"Right Right Right", NULL, "gbk", true},
    {"Tab", NULL, "line ends", true},
    {"Tab", NULL, "layout", true},
    {"Tab", NULL, "file", true},
    {"Tab Enter", NULL, "what gbk cannot carry", true},
    {"Right Enter", NULL, "exported", true},
    {"Enter Ctrl-U", NULL, "library", false},
    {"Enter", NULL, "actions", false},
    {"Down Enter", NULL, "carry on", false},
    {"Tab Tab Enter", NULL, "carried on", false},
    {"Ctrl-N", NULL, "number by number", true},
    {NULL, "x", "typed", true},
    {"Enter", NULL, "no number", true},
    {"Backspace Tab", NULL, "the end of the section", true},
    {"F1", NULL, "help of the walk", false},
    {"Esc Esc", NULL, "back in the text", true},
    {"Ctrl-T", NULL, "last year's", true},
    {"F4", NULL, "last year's pane", true},
    {"F1", NULL, "help of last year's", false},
    {"Esc", "s", "a sentence", true},
    {"Enter", NULL, "taken over", true},
    {"Ctrl-T F4 F4", "o", "gone through", false},
    {NULL, "n", "renumbered", false},
    {NULL, "9", "no such part", false},
    {"Alt-Up", NULL, "no way up", false},
    {"Ins", NULL, "a section", false},
    {NULL, "More", "a section", false},
    {"Enter", NULL, "added", false},
    {NULL, "r", "rename", false},
    {"Esc Del Left Enter", NULL, "removed", false},
    {"Ctrl-U Del Left Enter", NULL, "in the trash", false},
    {"Tab Left Enter", NULL, "the trash", false},
    {"Up Enter", NULL, "give back?", false},
    {"Enter", NULL, "given back", false},
    {"Esc", "b", "no copies", false},
};

static void a_report_with_a_template_is_walked_in_english(void **state) {
    struct screen *screen = *state;
    add_template(screen);
    screen_press(screen, "Enter Up Left");
    walk(screen, form_steps, ARRAY_LEN(form_steps));
    walk(screen, work_steps, ARRAY_LEN(work_steps));
}

/* The same walk in Chinese: no text of the interface is cut there either. */
static void in_chinese_nothing_is_cut_either(void **state) {
    (void)lang_set("zh");
    a_report_with_a_template_is_walked_in_english(state);
}

static void an_import_is_previewed_in_english(void **state) {
    static const char text[] = "Report of Some Office for 2022\n1. Basics\nWe met 6 times.\n"
                               "2. Other things\nMore\nand more\n3. Problems\n1. None.\n";
    static const struct english_step steps[] = {
        {"Ctrl-D", NULL, "preview", false},
        {"Down Down", NULL, "a section", false},
        {"F1", NULL, "help of the preview", false},
        {"Esc", "b", "to text", false},
        {NULL, "u", "back", false},
        {NULL, "u", "nothing to take back", false},
        {"Left", NULL, "out", false},
        {NULL, "p", "a line", false},
        {"Esc", "f", "to look at", true},
        {"Esc", "j", "joined", false},
        {"Esc Enter", NULL, "imported", false},
    };
    struct screen *screen = *state;
    add_template(screen);
    screen_type(screen, "i");
    assert_english(screen, "from where");
    screen_press(screen, "Enter");
    assert_english(screen, "files");
    screen_type(screen, "x");
    assert_english(screen, "a name is typed");
    screen_press(screen, "Esc Esc");
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    assert_english(screen, "paste");
    screen_press(screen, "Ctrl-D");
    assert_english(screen, "nothing pasted");
    screen_paste(screen, text);
    assert_english(screen, "pasted");
    walk(screen, steps, ARRAY_LEN(steps));
}

static void a_conflict_is_english(void **state) {
    struct screen *screen = *state;
    make_report(screen);
    screen_press(screen, "Enter Enter");
    int64_t report = session_report(screen->session)->id;
    int64_t section = session_report(screen->session)->root->children[0]->id;
    struct session *other = case_open_session(screen->db, "li");
    assert_int_equal(session_load(other, report, NULL), RC_OK);
    screen_type(screen, "Mine. ");
    case_write(other, section, SPAN("Theirs."));
    session_close(other);
    screen_press(screen, "F2");
    assert_sees(screen, "Theirs.");
    assert_english(screen, "conflict");
    assert_whole(screen, "conflict");
    screen_press(screen, "Esc");
    assert_english(screen, "put off");
}

static void too_small_a_window_says_so_in_english(void **state) {
    struct screen *screen = *state;
    screen_resize(screen, 10, 40);
    assert_english(screen, "too small");
}

static void dates_and_numbers_are_right_in_english(void **state) {
    struct screen *screen = *state;
    make_report(screen);
    assert_sees(screen, "today 10:31");
    assert_sees(screen, "2023");
}

#define EACH(test)                                                                                 \
    {#test " 80x24", test, setup, teardown, NULL},                                                 \
        {#test " 60x16", test, setup_small, teardown, NULL}, {                                     \
#test " 140x50", test, setup_large, teardown, NULL                                         \
    }

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(the_library_and_its_dialogs_are_english),
        EACH(the_workbench_and_its_screens_are_english),
        EACH(a_report_with_a_template_is_walked_in_english),
        EACH(in_chinese_nothing_is_cut_either),
        EACH(an_import_is_previewed_in_english),
        EACH(a_conflict_is_english),
        EACH(too_small_a_window_says_so_in_english),
        EACH(dates_and_numbers_are_right_in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
