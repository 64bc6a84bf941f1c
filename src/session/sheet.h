/*
 * sheet.h - 填报表: the figures of a report are asked of the offices, handed in on sheets, looked
 * at and taken (model/sheet/handed.h has the states). A sheet says itself which report it is of;
 * what comes in is kept beside the report's own values until somebody takes it. Paths are bytes as
 * the system gives them.
 */
#ifndef SESSION_SHEET_H
#define SESSION_SHEET_H

#include "base/err.h"
#include "base/text/str.h"

struct session;

/* --- out --- */
enum sheet_format { SHEET_EXCEL, SHEET_WORD, SHEET_TEXT };
struct sheet_order {
    const char *owner;  /* NULL: a file for each office */
    const char *due;    /* 2024-05-01, or NULL */
    const char *folder; /* made where there is none */
    enum sheet_format format;
    bool replace; /* files of the same names */
};
struct sheet_file {
    char *path, *owner;
    size_t number, figures;
};
struct sheet_files {
    struct sheet_file *items;
    size_t count, cap;
};
/* One file for each office of the open report that owes figures. RC_NOT_FOUND: none does;
 * RC_REFUSED: a file is there; RC_USAGE: `due` is no date; RC_OUTPUT: no such folder. */
MUST_CHECK enum rc session_send_sheets(struct session *session, const struct sheet_order *order,
                                       struct sheet_files *out, struct err *err);
void sheet_files_release(struct sheet_files *files);

/* --- in --- */
enum sheet_result {
    SHEET_REPORTED, /* is new, or another value than before */
    SHEET_SAME,     /* was there already */
    SHEET_EMPTY,
    SHEET_UNPLACED,
    SHEET_REFUSED
};
struct sheet_row {
    size_t line;
    enum sheet_result result;
    bool conflicts; /* the report was changed since the sheet went out */
    char *name, *label, *value, *base, *now, *message; /* "" where there is none */
};
struct sheet_intake {
    bool is_sheet; /* the file says that it is one, also where it is refused */
    int64_t report;
    char *owner;
    size_t number, reported; /* of the sheet; rows with something new */
    struct sheet_row *rows;
    size_t count, cap;
};
/* Bytes: a larger file that is imported is no sheet, and is not read twice to find that out. */
enum { SHEET_BYTES_MOST = 1 << 20 };
/* Reads a sheet and keeps what it hands in; its report is the open one then. only_look: keeps
 * nothing. RC_INPUT: no sheet; RC_NOT_FOUND: of no report here; RC_REFUSED: of another unit or
 * year. */
MUST_CHECK enum rc session_take_in_sheet(struct session *session, struct span bytes,
                                         const char *name, bool only_look, struct sheet_intake *out,
                                         struct err *err);
void sheet_intake_release(struct sheet_intake *intake);

#endif
