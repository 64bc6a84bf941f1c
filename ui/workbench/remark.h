/*
 * remark.h - what readers say of the report (意见, 修改) on the workbench: the one that is
 * explained, what is done with it where it stands, a new one.
 */
#ifndef UI_WORKBENCH_REMARK_H
#define UI_WORKBENCH_REMARK_H

#include "command/command.h"
#include "model/remark/spot.h"

struct shell;
struct workbench;

/* Those that wait for an answer, of a section; -1: of the report. */
size_t workbench_count_remarks(const struct workbench *wb, int64_t section);
/* The one gone to last while the cursor stays there, else one that waits and whose words the cursor
 * is in; NULL: none. Borrowed until the rows are made anew. */
const struct remark_item *workbench_remark(const struct workbench *wb);
/* 对这里写一条意见; 已改 or 采纳, 不采纳 of the one that is explained. False: another command. */
bool workbench_remark_command(struct shell *shell, struct workbench *wb, enum command_id id);
/* The answer of a dialog; false: it was none of this. */
bool workbench_remark_answer(struct shell *shell, struct workbench *wb, enum command_id asked,
                             int answer, const void *value);

#endif
