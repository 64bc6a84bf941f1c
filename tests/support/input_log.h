/*
 * input_log.h - bytes into ui/term/input.h and its events out as words:
 * "Up|S-F3|text(中)|paste(a)0| bad(ff)|". Texts that follow one another are joined, so that logs do
 * not depend on where the bytes were split.
 */
#ifndef TESTS_SUPPORT_INPUT_LOG_H
#define TESTS_SUPPORT_INPUT_LOG_H

#include "base/text/str.h"
#include "ui/term/input.h"

struct input_log {
    struct str words;
    bool in_text; /* the words end within "text(" */
};

void input_log_event(struct input_log *log, const struct event *ev);
void input_log_all(struct input_log *log, struct input *in, int64_t now);
/* Lets time pass up to `until`, waking at the deadlines as the main loop does. */
void input_log_pass_time(struct input_log *log, struct input *in, int64_t until);

/* Feeds the parts with the pauses (ms) after them and gives the log; the caller frees it. */
char *input_log_parts(struct input *in, const struct span *parts, const int *pauses, size_t count);
/* The same for bytes that come in two parts; reports and the mouse are taken. */
char *input_log_split(enum input_charset charset, struct span bytes, size_t at, int pause);

/* Bytes and what they are: `{{"\033[A", 3}, "Up|"}`. */
struct input_sample {
    struct span bytes;
    const char *log;
};
#define INPUT_SAMPLE(literal, log)                                                                 \
    { {(literal), sizeof(literal) - 1}, log }
/* Stops the test unless the bytes are the sample's log wherever they are split; not right behind an
 * ESC unless `behind_escape`. */
void input_sample_check(const struct input_sample *row, enum input_charset charset, int pause,
                        bool behind_escape);

#endif
