#include "ui/term/terminfo.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

struct terminfo {
    char *name;
    TERMINAL *terminal;
    struct str bytes[TERMINFO_COUNT];
};

#define X(id, name) [TERMINFO_##id] = (name),
static const char *const names[] = {TERMINFO_LIST(X)};
#undef X

/* Terminals that Debian's ncurses-base does not know, and what they are like. */
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

static struct span capability_text(const char *name) {
    const char *text = tigetstr(name);
    if (text == NULL || (intptr_t)text == -1)
        return (struct span){NULL, 0};
    return span_of(text);
}

static void add_without_padding(struct str *out, struct span text) {
    while (text.n > 0) {
        size_t end = span_starts_with(text, SPAN("$<")) ? span_find(text, SPAN(">")) : SIZE_MAX;
        if (end == SIZE_MAX) {
            str_add_byte(out, text.p[0]);
            end = 0;
        }
        text = span_sub(text, end + 1, text.n);
    }
}

static bool set_up(const char *name) {
    int result = 0;
    return setupterm(name, STDOUT_FILENO, &result) == OK;
}

static bool set_up_alike(const char *name) {
    if (set_up(name))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(families); i++)
        if (strncmp(name, families[i].prefix, strlen(families[i].prefix)) == 0 &&
            set_up(families[i].like))
            return true;
    return false;
}

enum rc terminfo_open(struct terminfo **out, struct err *err) {
    *out = NULL;
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0')
        return err_set(err, RC_USAGE, _("没有设置终端类型，请先执行：export TERM=xterm-256color"));
    if (!set_up_alike(name))
        return err_set(err, RC_USAGE, _("不认识终端类型“%s”，请先执行：export TERM=xterm-256color"),
                       name);
    struct terminfo *info = MEM_NEW(struct terminfo);
    info->name = span_copy(span_of(name));
    info->terminal = cur_term;
    for (size_t i = 0; i < TERMINFO_COUNT; i++) {
        str_init(&info->bytes[i]);
        add_without_padding(&info->bytes[i], capability_text(names[i]));
    }
    if (!terminfo_has(info, TERMINFO_CUP) || !terminfo_has(info, TERMINFO_CLEAR)) {
        terminfo_close(info);
        return err_set(err, RC_USAGE,
                       _("终端类型“%s”不能移动光标，无法显示全屏界面；请先执行：export "
                         "TERM=xterm-256color，或改用命令行（jixiao --help）"),
                       name);
    }
    *out = info;
    return RC_OK;
}

void terminfo_close(struct terminfo *info) {
    if (info == NULL)
        return;
    for (size_t i = 0; i < TERMINFO_COUNT; i++)
        str_release(&info->bytes[i]);
    (void)del_curterm(info->terminal);
    mem_free(info->name);
    mem_free(info);
}

const char *terminfo_name(const struct terminfo *info) {
    return info->name;
}

struct span terminfo_bytes(const struct terminfo *info, enum terminfo_capability capability) {
    return str_span(&info->bytes[capability]);
}

bool terminfo_has(const struct terminfo *info, enum terminfo_capability capability) {
    return info->bytes[capability].len > 0;
}

void terminfo_add(const struct terminfo *info, struct str *out, enum terminfo_capability capability,
                  int first, int second) {
    if (terminfo_has(info, capability))
        str_add_text(out, tiparm(info->bytes[capability].s, first, second));
}

struct span terminfo_key(const struct terminfo *info, const char *name) {
    (void)info;
    return capability_text(name);
}

static int number(const char *name) {
    int value = tigetnum(name);
    return value > 0 ? value : 0;
}

int terminfo_colours(const struct terminfo *info) {
    return terminfo_has(info, TERMINFO_SETAF) ? number("colors") : 0;
}

int terminfo_rows(const struct terminfo *info) {
    (void)info;
    return number("lines");
}

int terminfo_cols(const struct terminfo *info) {
    (void)info;
    return number("cols");
}

bool terminfo_wraps_late(const struct terminfo *info) {
    (void)info;
    return tigetflag("xenl") > 0;
}

bool terminfo_has_margins(const struct terminfo *info) {
    (void)info;
    return tigetflag("am") > 0;
}

bool terminfo_erases_with_colour(const struct terminfo *info) {
    (void)info;
    return tigetflag("bce") > 0;
}

bool terminfo_moves_in_looks(const struct terminfo *info) {
    (void)info;
    return tigetflag("msgr") > 0;
}

bool terminfo_lines_break_utf8(const struct terminfo *info) {
    return strncmp(info->name, "linux", 5) == 0 || number("U8") > 0;
}
