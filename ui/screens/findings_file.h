/*
 * findings_file.h - the list 检查 written out: 审核意见落实对照表, or the report with each finding
 * as a comment in a Word file. Asks where to.
 */
#ifndef UI_SCREENS_FINDINGS_FILE_H
#define UI_SCREENS_FINDINGS_FILE_H

#include "ui/screens/out_file.h"

/* COMMAND_REMARK_TABLE or COMMAND_CHECKED. */
void findings_file_ask(struct shell *shell, struct out_file *file, enum command_id id);
/* The dialog's answer: writes it and says where it is. False: it was none of this. */
bool findings_file_answer(struct shell *shell, struct out_file *file, int answer,
                          const void *value);

#endif
