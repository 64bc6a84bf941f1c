#include "ui/everywhere.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/environment.h"
#include "session/file.h"
#include "session/remains.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/unsaved_back.h"
#include "ui/screens/conflict.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/display_dialog.h"
#include "ui/screens/help.h"
#include "ui/screens/key_test.h"
#include "ui/screens/leave.h"
#include "ui/screens/lost.h"
#include "ui/screens/menu.h"
#include "ui/screens/palette.h"
#include "ui/term/display.h"

/* What is typed is saved first: only then is it known. */
static bool is_in_conflict(struct session *session) {
    struct session_conflict open = {0};
    (void)!session_fold(session, -1, NULL);
    bool is = session_conflict(session, &open);
    session_conflict_release(&open);
    return is;
}

/* Not without a question where there is text that the store does not take, or two texts that
 * nobody has chosen from. */
static void quit(struct shell *shell, enum where where) {
    struct session_unsaved much;
    (void)where;
    if (shell_has_layer(shell, &leave_layer))
        shell_say(shell, "%s", _("请先回答：文字没有存好，怎么办"));
    else if (session_has_unsaved(shell_session(shell), &much))
        shell_push(shell, &leave_layer, &much);
    else if (shell_has_layer(shell, &conflict_layer))
        shell_say(shell, "%s", _("请先选用哪一份文字；要离开，先按Esc"));
    else if (is_in_conflict(shell_session(shell)))
        shell_push(shell, &conflict_layer, &(struct conflict_argument){.leaves = true});
    else
        shell_quit(shell);
}

static void redraw(struct shell *shell, enum where where) {
    (void)where;
    shell_redraw(shell);
}

static void help(struct shell *shell, enum where where) {
    if (!shell_is_on_top(shell, &help_layer))
        shell_push(shell, &help_layer, &where);
}

static void display(struct shell *shell, enum where where) {
    (void)where;
    shell_push(shell, &display_layer, NULL);
}

static void menu(struct shell *shell, enum where where) {
    shell_push(shell, &menu_layer, &(unsigned){where});
}

static void palette(struct shell *shell, enum where where) {
    shell_push(shell, &palette_layer, &(unsigned){where});
}

static void key_test(struct shell *shell, enum where where) {
    (void)where;
    shell_push(shell, &key_test_layer, NULL);
}

static const struct {
    enum command_id id;
    void (*run)(struct shell *shell, enum where where);
} everywhere[] = {
    {COMMAND_QUIT, quit},         {COMMAND_REDRAW, redraw}, {COMMAND_HELP, help},
    {COMMAND_DISPLAY, display},   {COMMAND_MENU, menu},     {COMMAND_PALETTE, palette},
    {COMMAND_KEY_TEST, key_test},
};

static bool run(struct shell *shell, enum command_id id, enum where where) {
    for (size_t i = 0; i < ARRAY_LEN(everywhere); i++)
        if (everywhere[i].id == id) {
            everywhere[i].run(shell, where);
            return true;
        }
    return false;
}

/* The database was taken away, or is damaged. */
static bool tell_loss(struct shell *shell) {
    struct session_loss loss;
    const char *remains = session_remains(shell_session(shell));
    if (remains == NULL)
        return session_loss(shell_session(shell), &loss) && shell_raise(shell, &lost_layer, NULL);
    if (!shell_raise(shell, &ask_layer,
                     &(struct ask_argument){_("数据库已损坏"), remains, {_("看读得出的内容")}, 0}))
        return false;
    session_remains_are_told(shell_session(shell));
    return true;
}

/* Where the file of keys makes no sense, that is said and the table's hold. */
static void read_keys(struct shell *shell) {
    struct err err;
    char *path = session_config_path("keys");
    if (session_check_reading(shell_session(shell), path, &err) != RC_OK ||
        shell_read_keys(shell, path, &err) != RC_OK)
        shell_say_error(shell, &err);
    mem_free(path);
}

struct shell *shell_new(struct session *session, int rows, int cols,
                        enum width_ambiguous ambiguous) {
    static const struct shell_ways ways = {.command = run, .tell = tell_loss};
    struct shell *shell = shell_make(session, rows, cols, ambiguous, &ways);
    struct display display;
    display_load(&display, session);
    shell_set_display(shell, &display);
    read_keys(shell);
    return shell;
}
