/*
 * tools.h - going to a place, counting characters, forms of digits and punctuation.
 */
#ifndef UI_WORKBENCH_TOOLS_H
#define UI_WORKBENCH_TOOLS_H

#include "command/command.h"

struct shell;
struct workbench;

bool workbench_tool_command(struct shell *shell, struct workbench *wb, enum command_id id);
void workbench_go_to(struct shell *shell, struct workbench *wb, struct span typed);
/* 187字, and what is missing to the template's wish or too much. */
void workbench_add_length(struct str *out, const struct report *report,
                          const struct section *section);
void workbench_read_convert(struct shell *shell, struct workbench *wb); /* the setting */
/* Text came in from `from` up to the cursor: says what could be converted. */
void workbench_offer(struct shell *shell, struct workbench *wb, size_t from);

#endif
