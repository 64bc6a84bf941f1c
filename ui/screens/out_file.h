/*
 * out_file.h - a file that a screen writes: asks for its name, and, where a file stands there,
 * before it is replaced. What may never be replaced is refused by the session (session/file.h).
 * Ownership: out_file owns the path.
 */
#ifndef UI_SCREENS_OUT_FILE_H
#define UI_SCREENS_OUT_FILE_H

#include "ui/screens/dialogs.h"

struct out_file {
    enum command_id asked; /* what the file is for; COMMAND_NONE: no dialog is open */
    char *path;            /* that was named; NULL: not yet */
};
enum out_file_step { OUT_FILE_OTHER, OUT_FILE_ASKED, OUT_FILE_WRITE };

void out_file_ask(struct shell *shell, struct out_file *file, enum command_id id,
                  const struct prompt_argument *argument);
/* A dialog's answer. OTHER: it was none of these; ASKED: it goes on, or nothing is to be written;
 * WRITE: the file at `path` is to be written for `asked`, then out_file_release. */
enum out_file_step out_file_answer(struct shell *shell, struct out_file *file, int answer,
                                   const void *value);
void out_file_release(struct out_file *file);

#endif
