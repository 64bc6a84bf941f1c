/*
 * sheet_in.h - a filled sheet (填报表) of a report of the library that is being imported: shows
 * what it hands in and what not, asks, and takes it in (session/sheet.h).
 */
#ifndef UI_SCREENS_SHEET_IN_H
#define UI_SCREENS_SHEET_IN_H

#include "ui/shell.h"

struct sheet_in {
    bool asked;
    struct str bytes; /* owned, as the path */
    char *path;
    int64_t report;
    struct str told; /* what came of it, once it is taken */
};

void sheet_in_init(struct sheet_in *in);
void sheet_in_release(struct sheet_in *in);
/* True: it is a sheet, and the clerk is asked, or told why it is refused. No report is open. */
bool sheet_in_offer(struct shell *shell, struct sheet_in *in, const char *path, struct span bytes);
/* The dialog's answer, where one was `asked`. True: it is taken into `report`, which is open;
 * `told` says what came. */
bool sheet_in_answer(struct shell *shell, struct sheet_in *in, int answer);
void sheet_in_tell(struct shell *shell, const struct str *told); /* in a dialog */

#endif
