/*
 * review_in.h - a reviewed Word file of a report of the library that is being imported: asks
 * whether its remarks and changes go into that report, from whom they are and how much they weigh,
 * and takes them in.
 */
#ifndef UI_SCREENS_REVIEW_IN_H
#define UI_SCREENS_REVIEW_IN_H

#include "model/stage.h"
#include "ui/shell.h"

struct review_in {
    enum review_asked {
        REVIEW_ASKED_NOTHING,
        REVIEW_ASKED_WHETHER,
        REVIEW_ASKED_STAGE,
        REVIEW_ASKED_WEIGHT,
    } asked;
    enum stage stage; /* as answered */
    bool has_remarks;
    struct str bytes; /* owned, as the path */
    char *path;
    int64_t report;
    struct str told; /* what came of it, once it is taken */
};
/* Of the list of files: the report is there already; value: a struct go_place *. */
enum { ANSWER_REVIEWED = 1003 };
enum review_came { REVIEW_NOT_MINE, REVIEW_MINE, REVIEW_IMPORT, REVIEW_TAKEN };

void review_in_init(struct review_in *in);
void review_in_release(struct review_in *in);
/* True: it is such a file, and the clerk is asked. */
bool review_in_offer(struct shell *shell, struct review_in *in, const char *path,
                     struct span bytes);
/* The dialog's answer. IMPORT: as a report of its own, after all. TAKEN: it is in `report`, which
 * is open; `told` says what came. */
enum review_came review_in_answer(struct shell *shell, struct review_in *in, int answer);
void review_in_tell(struct shell *shell, const struct str *told); /* in a dialog */

#endif
