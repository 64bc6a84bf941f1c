#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tests/support/input_log.h"

#include <string.h>

static const char *const key_names[] = {
    "F1",   "F2",   "F3",  "F4",  "F5",   "F6",    "F7",    "F8",      "F9",
    "F10",  "F11",  "F12", "Up",  "Down", "Left",  "Right", "Home",    "End",
    "PgUp", "PgDn", "Ins", "Del", "BS",   "Enter", "Tab",   "Backtab", "Esc",
};

static void add_key(struct str *out, const struct event *ev) {
    str_add_format(out, "%s%s%s", (ev->mods & MOD_CTRL) != 0 ? "C-" : "",
                   (ev->mods & MOD_ALT) != 0 ? "A-" : "", (ev->mods & MOD_SHIFT) != 0 ? "S-" : "");
    if (ev->key >= K_F1)
        str_add_format(out, "%s|", key_names[ev->key - K_F1]);
    else
        str_add_format(out, "^%c|", ev->key + '@');
}

void input_log_event(struct input_log *log, const struct event *ev) {
    struct str *out = &log->words;
    if (log->in_text && ev->kind != EVENT_TEXT)
        str_add_text(out, ")|");
    if (ev->kind == EVENT_TEXT && !log->in_text)
        str_add_text(out, "text(");
    log->in_text = ev->kind == EVENT_TEXT;
    if (ev->kind == EVENT_TEXT)
        str_add(out, ev->text);
    if (ev->kind == EVENT_KEY)
        add_key(out, ev);
    if (ev->kind == EVENT_PASTE)
        str_add_format(out, "paste(%.*s)%zu|", SPAN_ARG(ev->text), ev->bad);
    if (ev->kind == EVENT_REPORT)
        str_add_format(out, "report(%d,%d)|", ev->row, ev->col);
    if (ev->kind == EVENT_MOUSE)
        str_add_format(out, "mouse(%d,%d,%d)|", (int)ev->button, ev->row, ev->col);
    if (ev->kind == EVENT_BAD)
        str_add_format(out, "bad(%02x)|", ev->byte);
}

void input_log_all(struct input_log *log, struct input *in, int64_t now) {
    struct event ev;
    while (input_next(in, now, &ev)) {
        assert_int_not_equal(ev.kind, EVENT_NONE);
        input_log_event(log, &ev);
    }
    assert_int_equal(ev.kind, EVENT_NONE);
}

/* Lets time pass up to `until`, waking at the deadlines as the main loop does. */
void input_log_pass_time(struct input_log *log, struct input *in, int64_t until) {
    int64_t due;
    while ((due = input_deadline(in)) >= 0 && due <= until) {
        input_log_all(log, in, due);
        assert_true(input_deadline(in) < 0 || input_deadline(in) > due);
    }
}

/* Feeds the parts with the pauses between them and returns the log; the caller frees it. */
char *input_log_parts(struct input *in, const struct span *parts, const int *pauses, size_t count) {
    struct input_log log = {STR_INIT, false};
    int64_t now = 1000;
    for (size_t i = 0; i < count; i++) {
        input_feed(in, parts[i].p, parts[i].n, now);
        input_log_all(&log, in, now);
        input_log_pass_time(&log, in, now + pauses[i]);
        now += pauses[i];
    }
    input_log_pass_time(&log, in, now + 10000);
    if (log.in_text)
        str_add_text(&log.words, ")|");
    return str_detach(&log.words);
}

char *input_log_split(enum input_charset charset, struct span bytes, size_t at, int pause) {
    struct input *in = input_new(charset);
    input_expect_report(in, INT64_MAX);
    input_set_mouse(in, true);
    struct span parts[] = {span_sub(bytes, 0, at), span_sub(bytes, at, bytes.n)};
    char *log = input_log_parts(in, parts, (int[]){pause, 0}, 2);
    input_free(in);
    return log;
}

void input_sample_check(const struct input_sample *row, enum input_charset charset, int pause,
                        bool behind_escape) {
    for (size_t at = 0; at <= row->bytes.n; at++) {
        if (!behind_escape && at > 0 && row->bytes.p[at - 1] == '\033')
            continue;
        char *log = input_log_split(charset, row->bytes, at, pause);
        if (strcmp(log, row->log) != 0)
            print_error("split at %zu, pause %d: %s\n", at, pause, log);
        assert_string_equal(log, row->log);
        mem_free(log);
    }
}
