/*
 * remark_table.h - 审核意见落实对照表: what readers have said of the open report and what became of
 * it, a row each.
 */
#ifndef SESSION_REMARK_TABLE_H
#define SESSION_REMARK_TABLE_H

#include "base/err.h"

struct session;

/* As a Word or an Excel file, by the name's ending (else RC_USAGE). RC_NOT_FOUND: nobody has said
 * anything. */
MUST_CHECK enum rc session_write_remark_table(struct session *session, const char *path,
                                              struct err *err);

#endif
