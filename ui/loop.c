#include "ui/loop.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/say.h"
#include "base/text/charset.h"
#include "session/clerks.h"
#include "session/copies.h"
#include "session/environment.h"
#include "session/file.h"
#include "session/remains.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/rescue_take.h"
#include "session/search.h"
#include "session/session.h"
#include "session/setting.h"
#include "session/standing.h"
#include "session/unsaved.h"
#include "ui/everywhere.h"
#include "ui/screens/left.h"
#include "ui/screens/library.h"
#include "ui/screens/rescued.h"
#include "ui/shell.h"
#include "ui/term/input.h"
#include "ui/term/term.h"
#include "ui/workbench/workbench.h"

enum { INDEX_PAUSE = 20 };  /* ms between slices, in which keys are waited for */
enum { READ_PAUSE = 500 };  /* ms without a key, in which a question that comes up is seen */
enum { TELL_PAUSE = 1000 }; /* ms without a key, until it is said why text cannot be saved */

struct loop {
    struct session *session;
    struct shell *shell;
    struct term *term;
    struct input *input;
    int64_t idle_in; /* ms until the session has something to do, -1: nothing */
    int64_t settles; /* when a question that came up takes the keys (monotonic), -1: none waits */
    int64_t came_at; /* the last input (monotonic) */
    bool told;       /* since then it was said why text cannot be saved */
    enum display_colours colours; /* that the terminal shows */
    bool ends;
};

static void paint(struct loop *loop) {
    shell_set_escape_waits(loop->shell, input_escape_waits(loop->input, clock_monotonic()));
    term_show(loop->term, shell_draw(loop->shell));
    if (!shell_question_waits(loop->shell))
        loop->settles = -1;
    else if (loop->settles < 0)
        loop->settles = clock_monotonic() + READ_PAUSE;
}

/* The question writes over a few cells; they and the cursor are put right at once. */
static void probe(struct loop *loop) {
    term_probe(loop->term, loop->input, clock_monotonic());
    paint(loop);
}

static void fit(struct loop *loop) {
    shell_resize(loop->shell, term_rows(loop->term), term_cols(loop->term),
                 term_ambiguous(loop->term));
}

/* What the clerk chose for the terminal reaches it. */
static void apply_display(struct loop *loop) {
    const struct display *wanted = shell_display(loop->shell);
    if (wanted->colours != loop->colours)
        term_set_colours(loop->term, wanted->colours);
    loop->colours = wanted->colours;
    term_set_mouse(loop->term, wanted->mouse);
    input_set_mouse(loop->input, wanted->mouse);
    if (term_set_width(loop->term, wanted->width))
        fit(loop);
}

static void take_events(struct loop *loop) {
    struct event event;
    while (!shell_is_done(loop->shell) && input_next(loop->input, clock_monotonic(), &event)) {
        if (event.kind == EVENT_REPORT || event.kind == EVENT_BACKGROUND) {
            if (term_take_report(loop->term, loop->input, &event))
                fit(loop);
            if (term_charset_differs(loop->term)) /* in ASCII: nothing else can be read there */
                shell_say(
                    loop->shell, "%s",
                    term_charset(loop->term) == INPUT_UTF8
                        ? "This terminal is not set to UTF-8: set it to UTF-8, or restart with "
                          "LC_ALL=zh_CN.GB18030"
                        : "This terminal is set to UTF-8: restart with LC_ALL=C.UTF-8");
        } else {
            shell_handle(loop->shell, &event);
        }
        input_set_escape_closes(loop->input, shell_escape_closes(loop->shell));
        apply_display(loop);
    }
}

static int wait_time(const struct loop *loop) {
    const int64_t deadlines[] = {input_deadline(loop->input), loop->settles};
    int64_t now = clock_monotonic(), wait = loop->idle_in;
    for (size_t i = 0; i < ARRAY_LEN(deadlines); i++) {
        int64_t left = deadlines[i] > now ? deadlines[i] - now : 0;
        if (deadlines[i] >= 0 && (wait < 0 || left < wait))
            wait = left;
    }
    return wait > 60000 ? 60000 : (int)wait;
}

/* Waits for bytes or a signal and feeds what came; true if something came. */
static bool read_input(struct loop *loop, int timeout) {
    struct str bytes = STR_INIT;
    term_wake_on(loop->term, session_news_fd(loop->session)); /* it may be another, or gone */
    unsigned signals = term_read(loop->term, timeout, &bytes);
    loop->ends |= (signals & SIGNALS_END) != 0;
    if (signals & SIGNALS_RESIZE)
        fit(loop);
    if (signals & SIGNALS_STOP) {
        session_sync(loop->session);
        term_suspend(loop->term);
    }
    if (signals & (SIGNALS_STOP | SIGNALS_RESUME))
        term_redraw(loop->term);
    if (bytes.len > 0)
        input_feed(loop->input, bytes.s, bytes.len, clock_monotonic());
    bool came = bytes.len > 0 || signals != 0;
    if (came) {
        loop->settles = -1; /* anew from the next paint on */
        loop->came_at = clock_monotonic();
        loop->told = false;
    }
    str_release(&bytes);
    return came;
}

/* What keeps typed text from being saved, and the cure: where nobody types, until it is mended. */
static void tell_trouble(struct loop *loop) {
    bool unsaved = session_standing(loop->session) == STANDING_UNSAVED;
    if (unsaved && !loop->told && clock_monotonic() - loop->came_at >= TELL_PAUSE) {
        struct err why;
        (void)err_set(&why, RC_STORE, "%s", session_trouble(loop->session));
        shell_say_error(loop->shell, &why);
        loop->told = true;
    } else if (!unsaved && loop->told) {
        shell_say(loop->shell, "%s", "");
        loop->told = false;
    }
}

/* What was echoed goes to the disk; the header tells when that changes what it says. */
static void sync_and_tell(struct loop *loop) {
    enum session_standing before = session_standing(loop->session);
    int64_t minute = session_saved_at(loop->session) / 60000;
    session_sync(loop->session);
    bool news = before != session_standing(loop->session) ||
                minute != session_saved_at(loop->session) / 60000;
    if (news)
        paint(loop);
}

/* Never between a key and its echo: the disk, then checks, folding and others' changes. */
static void work_after_paint(struct loop *loop) {
    sync_and_tell(loop);
    if (shell_idle(loop->shell, &loop->idle_in))
        paint(loop);
    if (session_index_waits(loop->session) && (loop->idle_in < 0 || loop->idle_in > INDEX_PAUSE))
        loop->idle_in = INDEX_PAUSE;
}

/* No key came: the session's slice of work, what is wrong is said, and a question has been seen. */
static void work_in_pause(struct loop *loop) {
    session_index(loop->session);
    tell_trouble(loop);
    if (loop->settles < 0 || clock_monotonic() < loop->settles)
        return;
    shell_settle(loop->shell);
    input_set_escape_closes(loop->input, shell_escape_closes(loop->shell));
}

static bool is_over(const struct loop *loop) {
    return loop->ends || shell_is_done(loop->shell);
}

static void run(struct loop *loop) {
    apply_display(loop);
    paint(loop);
    probe(loop);
    while (!is_over(loop)) {
        work_after_paint(loop);
        bool came = read_input(loop, wait_time(loop));
        take_events(loop);
        while (came && !is_over(loop) && read_input(loop, 0))
            take_events(loop); /* drained before one repaint */
        if (is_over(loop))
            return;
        if (!came)
            work_in_pause(loop);
        if (shell_wants_redraw(loop->shell)) {
            term_redraw(loop->term);
            paint(loop);
            probe(loop);
        }
        paint(loop);
    }
}

/* The library, and over it the report: the one asked for, else where the clerk left. */
static enum rc open_layers(struct loop *loop, int64_t report, struct err *err) {
    shell_push(loop->shell, &library_layer, NULL);
    bool asked = report != 0;
    if (!asked) {
        struct str last = STR_INIT;
        uint64_t number = 0;
        session_setting(loop->session, "open", &last);
        if (span_to_number(str_span(&last), INT64_MAX, &number))
            report = (int64_t)number;
        str_release(&last);
    }
    if (report == 0)
        return RC_OK;
    enum rc rc = session_load_or_remains(loop->session, report, err);
    if (rc == RC_OK)
        shell_push(loop->shell, &workbench_layer, NULL);
    return asked ? rc : RC_OK;
}

/* On the terminal too, where it stays: the screen with it is gone. */
static void say_loss(const struct session *session) {
    struct session_loss loss;
    if (session_last_loss(session, &loss))
        say(_("%s；报告现在在 %s"), loss.why, loss.new_path);
}

static void say_unsaved(const struct session *session) {
    const char *path = session_unsaved_path(session);
    if (path != NULL)
        say(_("没有存进报告库的文字写在了 %s；再打开程序时可以放回报告"), path);
    if (session_unsaved_is_lost(session))
        say("%s", _("有文字没能存进报告库，也写不到别处，没有了"));
}

/* The clerk has left: a moment more is no harm. */
static void copy_today(struct session *session) {
    struct err err = {0};
    if (session_copy_today(session, &err) != RC_OK)
        say(_("今天的备份没有做成：%s"), err.text);
}

/* What the clerk has to know of the disk before anything is typed. */
static void say_state(struct loop *loop) {
    if (session_is_alone(loop->session))
        shell_say(loop->shell, "%s",
                  _("磁盘已满或文件大小受限制：可以看和导出，写的字等有了空间才存得进；这时一次只能"
                    "一个人用"));
    else if (session_is_read_only(loop->session) && session_remains(loop->session) == NULL)
        shell_say(loop->shell, "%s", session_why_read_only(loop->session));
}

/* Colours of the clerk's own; where their file makes no sense, that is said and the usual hold. */
static void read_theme(struct loop *loop) {
    struct own_theme own = {0};
    struct err err;
    char *path = session_config_path("theme");
    if (session_check_reading(loop->session, path, &err) != RC_OK ||
        own_theme_read(&own, path, &err) != RC_OK)
        shell_say_error(loop->shell, &err);
    term_set_own_theme(loop->term, &own);
    mem_free(path);
}

/* What could not be saved when the clerk left the last time. */
static void offer_unsaved(struct loop *loop) {
    struct left_argument found = {0};
    if (session_is_read_only(loop->session))
        return;
    char *path = session_find_unsaved(loop->session, &found.count);
    found.path = path;
    if (path != NULL)
        (void)shell_raise(loop->shell, &left_layer, &found);
    mem_free(path);
}

/* What was written while the library was away, where it has come back since. */
static void name_rescued(struct loop *loop) {
    struct rescued_argument found = {.is_beside = true};
    if (session_is_read_only(loop->session))
        return;
    char *path = session_find_rescued_beside(loop->session, &found.count);
    found.path = path;
    if (path != NULL)
        (void)shell_raise(loop->shell, &rescued_layer, &found);
    mem_free(path);
}

enum rc shell_run(struct session *session, int64_t report, struct err *err) {
    struct loop loop = {.session = session, .settles = -1};
    const char *charset = charset_of_locale();
    if (!charset_carries_chinese(charset))
        return err_set(err, RC_USAGE,
                       _("%s编码没有简体字，不能打开全屏：请把终端设为UTF-8编码，再执行 "
                         "LC_ALL=C.UTF-8 jixiao"),
                       charset);
    enum rc rc = term_open(&loop.term, err);
    if (rc != RC_OK)
        return rc;
    loop.input = input_new(term_charset(loop.term));
    term_prepare_input(loop.term, loop.input);
    loop.shell =
        shell_new(session, term_rows(loop.term), term_cols(loop.term), term_ambiguous(loop.term));
    rc = open_layers(&loop, report, err);
    if (rc == RC_OK) {
        offer_unsaved(&loop);
        name_rescued(&loop); /* where that asks nothing: else at the next start */
        read_theme(&loop);
        say_state(&loop);
        run(&loop);
    }
    shell_free(loop.shell);
    session_leave(session);
    input_free(loop.input);
    term_close(loop.term);
    say_loss(session);
    say_unsaved(session);
    if (rc == RC_OK && !loop.ends)
        copy_today(session);
    return rc;
}
