/*
 * dialogs.h - the dialogs that many layers need: a question, a line of text, a list to choose
 * from.
 */
#ifndef UI_SCREENS_DIALOGS_H
#define UI_SCREENS_DIALOGS_H

#include "ui/shell.h"

/* A question with buttons, `focus` is the one that Enter takes at first; answer ANSWER_OK + index.
 */
enum { ASK_BUTTONS_MOST = 3 };
struct ask_argument {
    const char *title, *text;
    const char *buttons[ASK_BUTTONS_MOST]; /* borrowed for good: texts of _(); NULL: no more */
    size_t focus;
    bool takes_text; /* what is typed answers ANSWER_TYPED: the value is it, as it was typed */
};
enum { ANSWER_TYPED = 1004 };
extern const struct layer_ops ask_layer;
/* One line of text: value is a `const char *`. */
struct prompt_argument {
    const char *title, *label, *hint, *text; /* text: what stands there */
    size_t most;                             /* characters */
    const char *needed; /* borrowed for good: said where nothing was written; NULL: that is fine */
};
extern const struct layer_ops prompt_layer;
/* A list to choose from: answer ANSWER_OK + index. */
struct choose_argument {
    const char *title;
    const char *const *rows; /* ends with NULL */
    size_t focus;
    bool takes_text; /* text that is no row's digit answers ANSWER_TYPED, as with a question */
};
extern const struct layer_ops choose_layer;
/* A file was written: its path, and how to fetch it to the office machine; answers like a question.
 */
void shell_say_exported(struct shell *shell, const char *path);

#endif
