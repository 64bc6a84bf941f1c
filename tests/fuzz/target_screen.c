/* What a terminal sends: into the decoder alone, and through it into the whole full screen. */
#include "base/os/file_path.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/sample.h"
#include "tests/fuzz/target.h"
#include "ui/everywhere.h"
#include "ui/screens/library.h"
#include "ui/workbench/workbench.h"

#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "tests/support/folder.h"
#include "ui/shell.h"
#include "ui/term/input.h"

#include <stdlib.h>
#include <unistd.h>

static void check_event(const struct event *ev) {
    struct span text = ev->text;
    if (ev->kind != EVENT_TEXT && ev->kind != EVENT_PASTE)
        return;
    assert(utf8_is_valid(text, NULL));
    while (ev->kind == EVENT_TEXT && text.n > 0) {
        char32_t c = utf8_take(&text);
        assert(c >= ' ' && c != 0x7F);
    }
}

/* The decoder hands out what is due, up to the last thing that it waits for. */
static void take_all(struct input *in, int64_t *now, void (*take)(void *, const struct event *),
                     void *self) {
    struct event ev;
    int64_t due = *now;
    do {
        *now = due;
        while (input_next(in, *now, &ev)) {
            check_event(&ev);
            if (take != NULL)
                take(self, &ev);
        }
        due = input_deadline(in);
        assert(due < 0 || due > *now);
    } while (due >= 0);
}

/* The first byte chooses the encoding, the second how many bytes come at once; between them no
 * time passes, or as much as a sequence waits. */
void fuzz_input(struct span bytes) {
    struct input *in = input_new((enum input_charset)fuzz_take_choice(&bytes, 3));
    size_t step = 1 + fuzz_take_choice(&bytes, 64);
    int64_t now = 1000;
    input_expect_report(in, now + 100);
    while (bytes.n > 0) {
        size_t n = bytes.n < step ? bytes.n : step;
        input_feed(in, bytes.p, n, now);
        bytes = span_sub(bytes, n, bytes.n);
        if (step % 2 == 0)
            take_all(in, &now, NULL, NULL);
    }
    take_all(in, &now, NULL, NULL);
    input_free(in);
}

struct desk {
    struct session *session;
    struct shell *shell;
};

static void draw(struct desk *desk) {
    int row = 0, col = 0;
    const struct canvas *canvas = shell_draw(desk->shell);
    session_sync(desk->session);
    assert(canvas_is_sane(canvas) && canvas_cursor(canvas, &row, &col));
    assert(row >= 0 && row < canvas_rows(canvas) && col >= 0 && col < canvas_cols(canvas));
    const struct report *report = session_report(desk->session);
    assert(report == NULL || report_is_sane(report));
}

static void handle(void *self, const struct event *ev) {
    struct desk *desk = self;
    if (shell_is_done(desk->shell))
        return;
    if (ev->kind != EVENT_REPORT)
        shell_handle(desk->shell, ev);
    if (shell_is_done(desk->shell))
        return;
    draw(desk);
    shell_settle(desk->shell);
}

/* What is typed can name any file, so the program may write nowhere but in its own folder. */
static void give_up_rights(void) {
    if (geteuid() == 0 && setuid(65534) != 0)
        fuzz_fail("cannot become nobody");
    (void)setenv("JIXIAO_NOW", "1709605860", 1);
}

static void open_session(struct session **session, const char *db) {
    struct err err;
    if (session_open(session, &(struct session_options){.db = db, .user = "zhang"}, &err) != RC_OK)
        fuzz_fail(err.text);
}

/* A database with the samples, made once: the bytes of its file, and the report to open. */
struct start {
    struct str file;
    int64_t report;
};

static const struct start *starting_point(void) {
    static struct start start;
    if (start.report != 0)
        return &start;
    struct session *session = NULL;
    int64_t reports[3];
    struct err err;
    char *folder = folder_new(), *db = file_path_join(folder, "start.db");
    open_session(&session, db);
    if (session_add_samples(session, reports, &err) != RC_OK)
        fuzz_fail(err.text);
    session_close(session);
    str_init(&start.file);
    folder_get(db, &start.file);
    start.report = reports[1];
    folder_free(folder);
    mem_free(db);
    return &start;
}

/* The first byte chooses the window, the second where it starts: the library, or a report. */
void fuzz_keys(struct span bytes) {
    static const int sizes[][2] = {{24, 80}, {16, 60}, {50, 140}, {10, 40}, {1, 1}, {100, 300}};
    struct desk desk;
    give_up_rights();
    const struct start *start = starting_point();
    const int *size = sizes[fuzz_take_choice(&bytes, ARRAY_LEN(sizes))];
    bool opens = fuzz_take_choice(&bytes, 2) == 1;
    int64_t now = 1000;
    struct err err;
    char *folder = folder_new(), *db = file_path_join(folder, "jixiao.db");
    if (chdir(folder) != 0 || setenv("HOME", folder, 1) != 0)
        fuzz_fail("no folder");
    folder_put(db, str_span(&start->file));
    open_session(&desk.session, db);
    desk.shell = shell_new(desk.session, size[0], size[1], WIDTH_NARROW);
    shell_push(desk.shell, &library_layer, NULL);
    if (opens) {
        if (session_load(desk.session, start->report, &err) != RC_OK)
            fuzz_fail(err.text);
        shell_push(desk.shell, &workbench_layer, NULL);
    }
    draw(&desk);
    struct input *in = input_new(INPUT_UTF8);
    while (bytes.n > 0 && !shell_is_done(desk.shell)) {
        size_t n = 1 + fuzz_take_choice(&bytes, 16);
        n = n < bytes.n ? n : bytes.n;
        input_feed(in, bytes.p, n, now);
        bytes = span_sub(bytes, n, bytes.n);
        take_all(in, &now, handle, &desk);
        input_set_escape_closes(in, shell_escape_closes(desk.shell));
    }
    input_free(in);
    shell_free(desk.shell);
    session_close(desk.session);
    folder_free(folder);
    mem_free(db);
}
