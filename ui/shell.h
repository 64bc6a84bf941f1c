/*
 * shell.h - the full screen: a stack of layers (screens, and dialogs over them), one session, one
 * canvas. An event goes to the top layer; a key that is a command there goes to its command handler
 * first, then, if that does not want it, to the shell's own; what nobody wants is said in the
 * message line. Handlers never paint: they change state, and the loop paints once when no input
 * waits, brings the canvas to the terminal, and then syncs the session.
 * The shell runs without a terminal: tests feed events and read the canvas.
 * Ownership: the shell owns its layers and their states; the session is borrowed.
 */
#ifndef UI_SHELL_H
#define UI_SHELL_H

#include "command/keys.h"
#include "ui/term/canvas.h"
#include "ui/term/display.h"
#include "ui/term/event.h"

struct shell;

struct layer_ops {
    const char *name;  /* "library", "export" */
    size_t state_size; /* private part, zeroed */
    bool is_dialog;    /* drawn over the layer below, which stays visible */
    /* argument: what shell_push was given; borrowed during the call. May pop itself. */
    void (*enter)(struct shell *shell, void *self, const void *argument);
    /* Reads only; sets the canvas's cursor where input goes. A screen draws rows 0 to rows - 2; the
     * shell draws the hint bar and messages below (one row, two from 30 rows). */
    void (*draw)(const struct shell *shell, const void *self, struct canvas *canvas,
                 struct area area);
    /* N_(): what is said where the window is too small to show anything and the clerk has to know
     * of this; NULL: nothing. */
    const char *unseen;
    const char *hint; /* what its keys do, at the right of the hint bar; NULL: the layer says it */
    enum where place; /* where the focus is … */
    enum where (*where)(const void *self); /* … or, where it moves about, this */
    /* A command of the table; false: not mine. */
    bool (*command)(struct shell *shell, void *self, enum command_id id);
    /* Any other event; HANDLED_NO: not mine. */
    unsigned (*handle)(struct shell *shell, void *self, const struct event *event);
    /* The layer above was popped with this answer (its meaning is between the two). */
    void (*result)(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                   const void *value);
    bool lets_type; /* what is typed goes on to the text of the layer below */
    /* Whether Esc closes something here (the decoder's waiting time depends on it): always, or as
     * the function says. */
    bool closes;
    bool (*escape_closes)(const void *self);
    /* The report changed behind the screen (others' changes, undo): find everything anew. */
    void (*refresh)(struct shell *shell, void *self);
    /* No key waits. True: paint again; *next_in: in how many ms it is to be called again, where
     * that is sooner than what stands there (-1: never). */
    bool (*rest)(struct shell *shell, void *self, int64_t *next_in);
    /* A slice of long work of the top layer, while no key waits; false: there was none to do. */
    bool (*work)(struct shell *shell, void *self);
    void (*leave)(struct shell *shell, void *self); /* releases what the state owns */
};

/* What the shell leads to from everywhere, without knowing what that is (ui/everywhere.h). */
struct shell_ways {
    /* A command that no layer took; false: it means nothing. */
    bool (*command)(struct shell *shell, enum command_id id, enum where where);
    /* What the clerk has to know whatever he was doing; true: it is shown. */
    bool (*tell)(struct shell *shell);
};
struct shell *shell_make(struct session *session, int rows, int cols,
                         enum width_ambiguous ambiguous, const struct shell_ways *ways);
void shell_free(struct shell *shell);
void shell_resize(struct shell *shell, int rows, int cols, enum width_ambiguous ambiguous);

/* --- for the loop and the tests --- */
void shell_handle(struct shell *shell, const struct event *event);
const struct canvas *shell_draw(struct shell *shell); /* lays out and draws; borrowed */
bool shell_is_done(const struct shell *shell);
/* When idle: folding, others' changes. True: paint again. *next_in as session_idle. */
bool shell_idle(struct shell *shell, int64_t *next_in);
bool shell_escape_closes(const struct shell *shell);
bool shell_wants_redraw(struct shell *shell);                 /* Ctrl-L was pressed: once */
void shell_set_escape_waits(struct shell *shell, bool waits); /* the hints show Esc- */

/* A question that came by itself waits for the clerk to pause with it in view … */
bool shell_question_waits(const struct shell *shell);
void shell_settle(struct shell *shell); /* … which the clerk now has: the keys are its answer */

/* --- for the layers --- */
struct session *shell_session(const struct shell *shell);
const struct keys *shell_keys(const struct shell *shell);
/* What a screen draws into, for measuring: the canvas, and the part that is not the shell's. */
const struct canvas *shell_canvas(const struct shell *shell);
struct area shell_area(const struct shell *shell);
void shell_push(struct shell *shell, const struct layer_ops *ops, const void *argument);
void shell_replace(struct shell *shell, const struct layer_ops *ops, const void *argument);
/* Takes the top layer off; the one below gets answer and value (borrowed during the call). */
void shell_pop(struct shell *shell, int answer, const void *value);
/* A question that nobody asked for (the database is gone, a conflict). It is drawn at once over
 * everything, and waits: the keys go on to the layer that had them, for they were on their way, and
 * so does what is typed into the text later, until shell_settle gives the question the keys. One at
 * a time: false where one stands. Its answer goes to nobody. */
bool shell_raise(struct shell *shell, const struct layer_ops *ops, const void *argument);
/* Whether the keys go to that layer, which then draws the focus. */
bool shell_has_keys(const struct shell *shell, const void *self);
bool shell_has_layer(const struct shell *shell, const struct layer_ops *ops); /* anywhere */
bool shell_is_on_top(const struct shell *shell, const struct layer_ops *ops);
void shell_redraw(struct shell *shell); /* all of the terminal, once */
/* Keys of the clerk's own, instead of the table's; as keys_read. */
MUST_CHECK enum rc shell_read_keys(struct shell *shell, const char *path, struct err *err);
/* Ends the program, without another question. */
void shell_quit(struct shell *shell);
const struct display *shell_display(const struct shell *shell);
void shell_set_display(struct shell *shell, const struct display *display);
/* For the menu and the palette: takes the top layer off without an answer, and runs the command
 * where it then is. */
void shell_close_and_run(struct shell *shell, enum command_id id);
/* The message line, until the next event: one sentence. */
void shell_say(struct shell *shell, const char *format, ...) PRINTF_LIKE(2, 3);
void shell_say_error(struct shell *shell, const struct err *err);
/* The internal clipboard: what was copied or cut. */
void shell_set_clipboard(struct shell *shell, struct span text);
struct span shell_clipboard(const struct shell *shell);

/* The key's name as in the command table, "" for what has none: "Ctrl-S", "Shift-F3", "R". */
enum { SHELL_KEY_NAME = 32 };
void shell_key_name(const struct event *event, char name[SHELL_KEY_NAME]);

enum { ANSWER_CANCEL = 0, ANSWER_OK = 1 }; /* ANSWER_OK + n: the n-th button or row */

#endif
