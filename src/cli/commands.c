#include "cli/commands.h"

#include "cli/command_line.h"
#include "cli/completion.h"
#include "cli/edit.h"
#include "cli/edition.h"
#include "cli/evidence.h"
#include "cli/exchange.h"
#include "cli/import.h"
#include "cli/keys.h"
#include "cli/remark.h"
#include "cli/sheet.h"

const struct cli_command *const cli_commands[] = {
    &cli_new,      &cli_list,       &cli_outline, &cli_get,    &cli_put,     &cli_add,
    &cli_remove,   &cli_move,       &cli_rename,  &cli_mark,   &cli_set,     &cli_figures,
    &cli_score,    &cli_check,      &cli_rules,   &cli_pass,   &cli_fix,     &cli_replace,
    &cli_renumber, &cli_undo,       &cli_redo,    &cli_import, &cli_export,  &cli_diff,
    &cli_submit,   &cli_return,     &cli_final,   &cli_unlock, &cli_edition, &cli_sheet,
    &cli_evidence, &cli_remark,     &cli_review,  &cli_search, &cli_history, &cli_restore,
    &cli_trash,    &cli_untrash,    &cli_backup,  &cli_verify, &cli_recover, &cli_template,
    &cli_keys,     &cli_completion, &cli_help,    NULL,
};
