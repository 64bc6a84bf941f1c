#include "ui/term/curses_terminfo.h"

#include "base/lang.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

/* Terminals that a system's small database does not know, and what they are like. */
static const struct {
    const char *prefix, *like;
} families[] = {
    {"putty", "xterm"},   {"fbterm", "linux"},         {"xterm", "xterm-256color"},
    {"xterm", "xterm"},   {"tmux", "screen-256color"}, {"tmux", "screen"},
    {"screen", "screen"}, {"linux", "linux"},          {"rxvt", "rxvt"},
    {"vt", "vt100"},      {"alacritty", "xterm"},      {"foot", "xterm"},
    {"gnome", "xterm"},   {"iterm", "xterm"},          {"kitty", "xterm"},
    {"konsole", "xterm"}, {"mintty", "xterm"},         {"st-", "xterm"},
    {"wezterm", "xterm"}, {"contour", "xterm"},        {"ms-terminal", "xterm"},
    {"ghostty", "xterm"},
};

struct span terminfo_bytes(const char *capability) {
    const char *text = tigetstr(capability);
    if (text == NULL || (intptr_t)text == -1)
        return (struct span){NULL, 0};
    return span_of(text);
}

enum fitness { UNKNOWN, UNFIT, FIT };

static enum fitness fitness_of(const char *name) {
    int result = 0;
    if (setupterm(name, STDOUT_FILENO, &result) != OK)
        return UNKNOWN;
    bool fit = terminfo_bytes("cup").n > 0 && terminfo_bytes("clear").n > 0;
    (void)del_curterm(cur_term);
    return fit ? FIT : UNFIT;
}

/* The first that the database knows of the name and those that it is like. */
static enum fitness choose(const char **name) {
    const char *wanted = *name;
    enum fitness fitness = fitness_of(wanted);
    for (size_t i = 0; i < ARRAY_LEN(families) && fitness == UNKNOWN; i++) {
        if (strncmp(wanted, families[i].prefix, strlen(families[i].prefix)) != 0)
            continue;
        *name = families[i].like;
        fitness = fitness_of(*name);
    }
    return fitness;
}

/* Names that say eight colours, and under which those log in that have 256: PuTTY and Xshell call
 * themselves xterm, tmux and GNU screen screen. With eight there are none that can be read both on
 * black and on white, and these do not say which of them they have. */
static const struct {
    const char *name, *coloured;
} modest[] = {
    {"xterm", "xterm-256color"},
    {"screen", "screen-256color"},
    {"tmux", "tmux-256color"},
    {"putty", "putty-256color"},
};

static void take_all_colours(const char **name) {
    for (size_t i = 0; i < ARRAY_LEN(modest); i++)
        if (strcmp(*name, modest[i].name) == 0 && fitness_of(modest[i].coloured) == FIT) {
            *name = modest[i].coloured;
            return;
        }
}

/* mlterm says that it is an xterm, and clears too few columns of wide characters when it is told
 * how many (ech). screen's description has no such before ncurses 6.5, rxvt's has none. */
static void take_without_erasing(const char **name) {
    static const char *const plain[] = {"screen-256color", "rxvt-256color"};
    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        int result = 0;
        if (setupterm(plain[i], STDOUT_FILENO, &result) != OK)
            continue;
        bool erases = terminfo_bytes("ech").n > 0;
        (void)del_curterm(cur_term);
        if (!erases) {
            *name = plain[i];
            return;
        }
    }
}

enum rc terminfo_choose(const char **name, struct err *err) {
    const char *term = getenv("TERM");
    if (term == NULL || term[0] == '\0')
        return err_set(err, RC_USAGE, _("没有设置终端类型，请先执行：export TERM=xterm-256color"));
    *name = term;
    enum fitness fitness = choose(name);
    if (fitness == UNKNOWN)
        return err_set(err, RC_USAGE, _("不认识终端类型“%s”，请先执行：export TERM=xterm-256color"),
                       term);
    if (fitness == UNFIT)
        return err_set(err, RC_USAGE,
                       _("终端类型“%s”不能移动光标，无法显示全屏界面；请先执行：export "
                         "TERM=xterm-256color，或改用命令行（jixiao --help）"),
                       term);
    take_all_colours(name);
    if (getenv("MLTERM") != NULL)
        take_without_erasing(name);
    return RC_OK;
}
