/*
 * bench_floor.c - the least that a terminal program can take, to measure the others against:
 *   echo                     a raw terminal, what was read is written
 *   ncurses                  the smallest ncurses loop: read, add, refresh
 *   wrap FILE LINE COLUMN    insert into a wrapped paragraph, ncurses repaints
 *   commit FILE LINE COLUMN  the same, each key committed to SQLite before it is shown (one row, no
 *                            index, synchronous NORMAL) and synced after it
 *   insert FILE LINE COLUMN  the same as wrap by the terminal's insert-character, written by hand
 * LINE and COLUMN (characters) count from 1. No more than what is measured: full-width text only.
 */
#define _XOPEN_SOURCE_EXTENDED 1

#include "base/mem.h"
#include "base/text/str.h"
#include "base/text/utf8.h"

#include <locale.h>
#include <ncurses.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum { ROWS = 23, WIDTH = 40 /* characters of two columns */ };

struct text {
    wchar_t *at;               /* the paragraph and, behind it, those that follow on the screen */
    size_t count, cursor, top; /* top: first character shown */
};

static void set_raw(void) {
    struct termios modes;
    (void)tcgetattr(STDIN_FILENO, &modes);
    cfmakeraw(&modes);
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

static void send(struct span bytes) {
    if (write(STDOUT_FILENO, bytes.p, bytes.n) < 0)
        exit(1);
}

static int run_echo(void) {
    char bytes[65536];
    set_raw();
    send(SPAN("\033[H\033[2J\033[?2004hready"));
    for (ssize_t n; (n = read(STDIN_FILENO, bytes, sizeof bytes)) > 0;)
        send((struct span){bytes, (size_t)n});
    return 0;
}

static int run_ncurses(void) {
    wint_t c;
    (void)initscr();
    (void)raw();
    (void)noecho();
    (void)keypad(stdscr, TRUE);
    (void)scrollok(stdscr, TRUE);
    (void)addstr("ready");
    (void)refresh();
    while (get_wch(&c) != ERR) {
        const wchar_t text[] = {(wchar_t)c, 0};
        (void)addwstr(text);
        (void)refresh();
    }
    return endwin();
}

/* The paragraph, with room to insert into. */
static void load(struct text *text, const char *path, size_t line, size_t column) {
    enum { ROOM = 65536 };
    struct str all = STR_INIT;
    char part[65536];
    FILE *file = fopen(path, "r");
    for (size_t n; file != NULL && (n = fread(part, 1, sizeof part, file)) > 0;)
        str_add(&all, (struct span){part, n});
    if (file != NULL)
        (void)fclose(file);
    struct span rest = str_span(&all), paragraph = {0};
    for (size_t i = 0; i < line; i++)
        (void)span_take_line(&rest, &paragraph);
    text->at = mem_alloc_zero(paragraph.n + ROOM, sizeof *text->at);
    while (paragraph.n > 0)
        text->at[text->count++] = (wchar_t)utf8_take(&paragraph);
    str_release(&all);
    text->cursor = column - 1 < text->count ? column - 1 : text->count;
    size_t row = text->cursor / WIDTH;
    text->top = row > ROWS / 2 ? (row - ROWS / 2) * WIDTH : 0;
}

static void insert(struct text *text, wchar_t c) {
    memmove(text->at + text->cursor + 1, text->at + text->cursor,
            (text->count - text->cursor) * sizeof c);
    text->at[text->cursor++] = c;
    text->count++;
    if (text->cursor - text->top >= (size_t)ROWS * WIDTH)
        text->top += (size_t)(ROWS / 2) * WIDTH;
}

static int row_of(const struct text *text) {
    return (int)((text->cursor - text->top) / WIDTH);
}

static int column_of(const struct text *text) {
    return (int)((text->cursor - text->top) % WIDTH) * 2;
}

static size_t row_length(const struct text *text, int row, size_t *from) {
    *from = text->top + (size_t)row * WIDTH;
    if (*from >= text->count)
        return 0;
    return text->count - *from < WIDTH ? text->count - *from : WIDTH;
}

/* The least that keeps what is typed: a table and its log. */
struct keeper {
    sqlite3 *db;
    sqlite3_stmt *add;
    sqlite3_file *log;
};

static void need(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE)
        exit(1);
}

static void open_keeper(struct keeper *keeper, const char *path) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s.floor", path);
    (void)remove(name.s);
    need(sqlite3_open(name.s, &keeper->db));
    need(sqlite3_exec(keeper->db,
                      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                      "PRAGMA wal_autocheckpoint = 0;"
                      "CREATE TABLE change (id INTEGER PRIMARY KEY, start INTEGER, text TEXT)",
                      NULL, NULL, NULL));
    need(sqlite3_prepare_v2(keeper->db, "INSERT INTO change (start, text) VALUES (?, ?)", -1,
                            &keeper->add, NULL));
    need(sqlite3_file_control(keeper->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &keeper->log));
    str_release(&name);
}

static void commit(const struct keeper *keeper, size_t start, wchar_t c) {
    char bytes[UTF8_MAX];
    size_t n = utf8_put((char32_t)c, bytes);
    need(sqlite3_bind_int64(keeper->add, 1, (int64_t)start));
    need(sqlite3_bind_text(keeper->add, 2, bytes, (int)n, SQLITE_STATIC));
    need(sqlite3_step(keeper->add));
    need(sqlite3_reset(keeper->add));
}

static int run_wrap(struct text *text, const struct keeper *keeper) {
    wint_t c;
    (void)initscr();
    (void)raw();
    (void)noecho();
    (void)keypad(stdscr, TRUE);
    for (;;) {
        (void)erase();
        for (int row = 0; row < ROWS; row++) {
            size_t from, n = row_length(text, row, &from);
            if (n > 0)
                (void)mvaddnwstr(row, 0, text->at + from, (int)n);
        }
        (void)move(row_of(text), column_of(text));
        (void)refresh();
        if (keeper != NULL)
            need(keeper->log->pMethods->xSync(keeper->log, SQLITE_SYNC_NORMAL));
        if (get_wch(&c) == ERR)
            return endwin();
        if (keeper != NULL)
            commit(keeper, text->cursor, (wchar_t)c);
        insert(text, (wchar_t)c);
    }
}

static int run_insert(struct text *text) {
    char bytes[64];
    struct str out = STR_INIT;
    size_t from;
    set_raw();
    str_add_text(&out, "\033[H\033[2J");
    for (int row = 0; row < ROWS; row++) {
        size_t n = row_length(text, row, &from);
        for (size_t i = 0; i < n; i++)
            str_add_char(&out, (char32_t)text->at[from + i]);
        str_add_text(&out, "\r\n");
    }
    for (;;) {
        str_add_format(&out, "\033[%d;%dH", row_of(text) + 1, column_of(text) + 1);
        send(str_span(&out));
        str_clear(&out);
        ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
        if (n <= 0)
            return 0;
        struct span typed = {bytes, (size_t)n};
        int row = row_of(text);
        char32_t c = utf8_take(&typed);
        insert(text, (wchar_t)c);
        str_add_text(&out, "\033[2@");
        str_add_char(&out, c);
        for (row++; row < ROWS && row_length(text, row, &from) > 0; row++) {
            str_add_text(&out, "\r\n\033[2@");
            str_add_char(&out, (char32_t)text->at[from]);
        }
    }
}

int main(int argc, char **argv) {
    struct text text = {0};
    (void)setlocale(LC_ALL, "");
    if (argc == 2 && strcmp(argv[1], "echo") == 0)
        return run_echo();
    if (argc == 2 && strcmp(argv[1], "ncurses") == 0)
        return run_ncurses();
    if (argc != 5)
        return 2;
    load(&text, argv[2], strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
    if (strcmp(argv[1], "insert") == 0)
        return run_insert(&text);
    struct keeper keeper;
    bool keeps = strcmp(argv[1], "commit") == 0;
    if (keeps)
        open_keeper(&keeper, argv[2]);
    return run_wrap(&text, keeps ? &keeper : NULL);
}
