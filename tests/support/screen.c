#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "check/own_words.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/private.h"
#include "session/remains.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/unsaved.h"
#include "store/clerks.h"
#include "store/reports.h"
#include "tests/support/folder.h"
#include "tests/support/pause.h"
#include "tests/support/screen.h"
#include "ui/everywhere.h"
#include "ui/screens/library.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void begin(struct screen *screen) {
    struct err err = {0};
    struct session_options options = {.db = screen->db, .user = "zhang", .damaged_too = true};
    if (session_open(&screen->session, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    screen->shell = shell_new(screen->session, screen->rows, screen->cols, WIDTH_NARROW);
    shell_push(screen->shell, &library_layer, NULL);
    screen_draw(screen);
}

static int setup(void **state, int rows, int cols) {
    struct screen *screen = MEM_NEW(struct screen);
    screen->folder = folder_new();
    screen->db = file_path_join(screen->folder, ".jixiao.db");
    screen->rows = rows;
    screen->cols = cols;
    str_init(&screen->text);
    setenv("JIXIAO_NOW", "1709605860", 1);
    setenv("TZ", "CST-8", 1);
    setenv("HOME", screen->folder, 1);
    tzset();
    begin(screen);
    *state = screen;
    return 0;
}

int screen_setup(void **state) {
    return setup(state, 24, 80);
}

int screen_setup_small(void **state) {
    return setup(state, 16, 60);
}

int screen_setup_large(void **state) {
    return setup(state, 50, 140);
}

int screen_teardown(void **state) {
    struct screen *screen = *state;
    shell_free(screen->shell);
    session_close(screen->session);
    folder_free(screen->folder);
    mem_free(screen->db);
    str_release(&screen->text);
    mem_free(screen);
    return 0;
}

void screen_restart(struct screen *screen, bool killed) {
    struct session *old = screen->session;
    shell_free(screen->shell);
    if (killed)
        store_get_up(old->store); /* as the system does for it */
    else
        session_close(old);
    begin(screen);
    if (killed) { /* the other one never comes to fold */
        session_forget_pairs(old);
        report_free(old->open.report);
        report_free(old->open.prior);
        findings_release(&old->checking.findings);
        session_drop_check(old);
        store_pendings_release(&old->writing.pendings);
        store_clerks_release(&old->watching.clerks);
        session_rescue_release(old);
        session_remains_release(old);
        own_words_free(old->words);
        store_close(old->store);
        file_watch_free(old->watching.watch);
        mem_free(old->asked_path);
        session_drop_unsaved(old);
        mem_free(old->writing.unsaved);
        mem_free(old->writing.unsaved_path);
        mem_free(old);
    }
}

void screen_resize(struct screen *screen, int rows, int cols) {
    screen->rows = rows;
    screen->cols = cols;
    shell_resize(screen->shell, rows, cols, WIDTH_NARROW);
    screen_draw(screen);
}

/* All that a canvas says: texts, faces, the cursor. */
static void add_picture(struct str *out, const struct canvas *canvas) {
    int row = -1, col = -1;
    bool shown = canvas_cursor(canvas, &row, &col);
    str_add_format(out, "cursor %d %d %d\n", shown, row, col);
    for (row = 0; row < canvas_rows(canvas); row++) {
        canvas_row_text(canvas, row, out);
        str_add_byte(out, '|');
        for (col = 0; col < canvas_cols(canvas); col++)
            str_add_byte(out, (char)('A' + canvas_cell(canvas, row, col)->face));
        str_add_byte(out, '\n');
    }
}

/* Right after an event parts of the picture are those of the last one: they are as drawn anew. */
static void draw_kept(struct screen *screen) {
    struct str kept = STR_INIT, fresh = STR_INIT;
    add_picture(&kept, shell_draw(screen->shell));
    shell_resize(screen->shell, screen->rows, screen->cols, WIDTH_NARROW);
    add_picture(&fresh, shell_draw(screen->shell));
    assert_string_equal(kept.s, fresh.s);
    str_release(&kept);
    str_release(&fresh);
}

/* Something chosen, pressed or filled in: input goes there. */
static bool is_focus(enum face face) {
    return face == FACE_SELECTED || face == FACE_BUTTON_FOCUS || face == FACE_FIELD;
}

/* Where a list, a button or a field has the focus, the cursor is there and nowhere else. */
static void check_focus(struct screen *screen, int row, int col) {
    bool any = false;
    for (int at = 0; at < screen->rows; at++)
        for (int i = 0; i < screen->cols; i++)
            any |= is_focus(canvas_cell(screen->canvas, at, i)->face);
    if (any && !is_focus(canvas_cell(screen->canvas, row, col)->face))
        fail_msg("the cursor (%d, %d) is not at the focus:\n%s", row, col, screen_all(screen));
}

void screen_draw(struct screen *screen) {
    int row = -1, col = -1;
    draw_kept(screen);
    (void)session_check(screen->session); /* as when idle */
    screen->canvas = shell_draw(screen->shell);
    session_sync(screen->session);
    assert_true(canvas_is_sane(screen->canvas));
    assert_int_equal(canvas_rows(screen->canvas), screen->rows);
    assert_int_equal(canvas_cols(screen->canvas), screen->cols);
    if (!canvas_cursor(screen->canvas, &row, &col))
        fail_msg("no cursor on:\n%s", screen_all(screen));
    assert_in_range(row, 0, screen->rows - 1);
    assert_in_range(col, 0, screen->cols - 1);
    check_focus(screen, row, col);
    const struct report *report = session_report(screen->session);
    assert_true(report == NULL || report_is_sane(report));
}

static bool idle(void *shell, int64_t *next_in) {
    return shell_idle(shell, next_in);
}

void screen_wait_idle(struct screen *screen) {
    enum { LONGEST = 2000 };
    (void)pause_until_quiet(idle, screen->shell, session_news_fd(screen->session), LONGEST);
    shell_settle(screen->shell); /* the clerk has read the question */
    screen_draw(screen);
}

/* What is pressed stands alone: the clerk sees what came of it, then comes the next key. */
static void send(struct screen *screen, const struct event *event) {
    shell_handle(screen->shell, event);
    if (shell_is_done(screen->shell))
        return;
    screen_draw(screen);
    if (screen->hurries || !shell_question_waits(screen->shell))
        return;
    shell_settle(screen->shell);
    screen_draw(screen);
}

static bool find_key(struct span name, int *key) {
    static const struct {
        const char *name;
        int key;
    } keys[] = {{"Up", K_UP},           {"Down", K_DOWN},           {"Left", K_LEFT},
                {"Right", K_RIGHT},     {"Home", K_HOME},           {"End", K_END},
                {"PgUp", K_PGUP},       {"PgDn", K_PGDN},           {"Ins", K_INS},
                {"Del", K_DEL},         {"Backspace", K_BACKSPACE}, {"Tab", K_TAB},
                {"Backtab", K_BACKTAB}, {"Enter", K_ENTER},         {"Esc", K_ESC}};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (span_is(name, keys[i].name)) {
            *key = keys[i].key;
            return true;
        }
    uint64_t number = 0;
    if (name.n < 2 || name.p[0] != 'F' || !span_to_number(span_sub(name, 1, name.n), 12, &number))
        return false;
    *key = K_F((int)number);
    return true;
}

static void press(struct screen *screen, struct span name) {
    static const struct {
        struct span prefix;
        unsigned mod;
    } mods[] = {{{"Shift-", 6}, MOD_SHIFT}, {{"Alt-", 4}, MOD_ALT}, {{"Ctrl-", 5}, MOD_CTRL}};
    struct event event = {.kind = EVENT_KEY};
    struct span whole = name;
    for (size_t i = 0; i < ARRAY_LEN(mods); i++)
        if (span_take_prefix(&name, mods[i].prefix))
            event.mods |= mods[i].mod;
    if (event.mods == MOD_CTRL && name.n == 1) {
        event.mods = 0;
        event.key = K_CTRL(name.p[0]);
    } else if (!find_key(name, &event.key)) {
        fail_msg("no key is called %.*s", SPAN_ARG(whole));
    }
    send(screen, &event);
}

void screen_press(struct screen *screen, const char *keys) {
    struct span rest = span_of(keys);
    while (rest.n > 0) {
        size_t end = span_find(rest, SPAN(" "));
        press(screen, span_sub(rest, 0, end));
        rest = span_sub(rest, end == SIZE_MAX ? rest.n : end + 1, rest.n);
    }
}

void screen_times(struct screen *screen, size_t times, const char *keys) {
    while (times-- > 0)
        screen_press(screen, keys);
}

void screen_type(struct screen *screen, const char *text) {
    send(screen, &(struct event){.kind = EVENT_TEXT, .text = span_of(text)});
}

void screen_paste(struct screen *screen, const char *text) {
    send(screen, &(struct event){.kind = EVENT_PASTE, .text = span_of(text)});
}

/* --- looking --- */

const char *screen_row(struct screen *screen, int row) {
    str_clear(&screen->text);
    canvas_row_text(screen->canvas, row, &screen->text);
    return screen->text.s;
}

const char *screen_all(struct screen *screen) {
    str_clear(&screen->text);
    for (int row = 0; row < screen->rows; row++) {
        canvas_row_text(screen->canvas, row, &screen->text);
        str_add_byte(&screen->text, '\n');
    }
    return screen->text.s;
}

const char *screen_cursor_row(struct screen *screen) {
    int row = 0, col = 0;
    (void)canvas_cursor(screen->canvas, &row, &col);
    return screen_row(screen, row);
}

static const char *cells(struct screen *screen, bool before) {
    int row = 0, col = 0;
    (void)canvas_cursor(screen->canvas, &row, &col);
    str_clear(&screen->text);
    for (int i = before ? 0 : col; i < (before ? col : screen->cols); i++) {
        const struct cell *cell = canvas_cell(screen->canvas, row, i);
        str_add(&screen->text, (struct span){cell->text, cell->n});
    }
    return screen->text.s;
}

const char *screen_before_cursor(struct screen *screen) {
    return cells(screen, true);
}

const char *screen_at_cursor(struct screen *screen) {
    return cells(screen, false);
}

bool screen_has(struct screen *screen, const char *text) {
    return strstr(screen_all(screen), text) != NULL;
}

void assert_sees(struct screen *screen, const char *text) {
    if (!screen_has(screen, text))
        fail_msg("“%s” is not on:\n%s", text, screen_all(screen));
}

void assert_sees_not(struct screen *screen, const char *text) {
    if (screen_has(screen, text))
        fail_msg("“%s” is on:\n%s", text, screen_all(screen));
}

void assert_row_has(struct screen *screen, int row, const char *text) {
    if (strstr(screen_row(screen, row), text) == NULL)
        fail_msg("“%s” is not in row %d of:\n%s", text, row, screen_all(screen));
}

void assert_canvas_row(const struct canvas *canvas, int row, const char *text) {
    struct str got = STR_INIT;
    canvas_row_text(canvas, row, &got);
    assert_string_equal(got.s, text);
    str_release(&got);
    assert_true(canvas_is_sane(canvas));
}

void assert_cursor_row(struct screen *screen, const char *text) {
    int row = 0, col = 0;
    (void)canvas_cursor(screen->canvas, &row, &col);
    if (strstr(screen_cursor_row(screen), text) == NULL)
        fail_msg("the cursor (%d, %d) is not in the row of “%s”:\n%s", row, col, text,
                 screen_all(screen));
}

void assert_cursor_after(struct screen *screen, const char *text) {
    int row = 0, col = 0;
    (void)canvas_cursor(screen->canvas, &row, &col);
    if (!span_ends_with(span_of(screen_before_cursor(screen)), span_of(text)))
        fail_msg("the cursor (%d, %d) is not after “%s”:\n%s", row, col, text, screen_all(screen));
}

void assert_cursor_at(struct screen *screen, const char *text) {
    int row = 0, col = 0;
    (void)canvas_cursor(screen->canvas, &row, &col);
    if (!span_starts_with(span_of(screen_at_cursor(screen)), span_of(text)))
        fail_msg("the cursor (%d, %d) is not at “%s”:\n%s", row, col, text, screen_all(screen));
}

const struct section *screen_section(struct screen *screen, const char *name) {
    const struct report *report = session_report(screen->session);
    assert_non_null(report);
    const struct section *section = report_find_section(report, span_of(name));
    if (section == NULL)
        fail_msg("no section %s on:\n%s", name, screen_all(screen));
    return section;
}

void assert_section(struct screen *screen, const char *name, const char *text) {
    struct str now = STR_INIT;
    body_add_text(&now, &screen_section(screen, name)->body);
    assert_string_equal(now.s, text);
    str_release(&now);
}

void screen_new_report(struct screen *screen, const char *unit, const char *year) {
    screen_type(screen, "n");
    assert_sees(screen, "单位");
    screen_type(screen, unit);
    screen_press(screen, "Tab Tab");
    screen_times(screen, 4, "Backspace");
    screen_type(screen, year);
    screen_press(screen, "Tab Tab Enter");
    assert_non_null(session_report(screen->session));
}
