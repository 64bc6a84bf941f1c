/*
 * finding_act.h - what a clerk does with a finding, wherever it is shown: change the text as it
 * says (按提示修改), pass it with a reason (核实无误), read what it rests on (依据).
 */
#ifndef UI_SCREENS_FINDING_ACT_H
#define UI_SCREENS_FINDING_ACT_H

#include "model/finding.h"
#include "ui/shell.h"

struct finding_act {
    enum command_id asked; /* what the open dialog is for; COMMAND_NONE: there is none */
    char id[9];            /* which finding */
};

/* COMMAND_FIX, COMMAND_PASS, COMMAND_SOURCE: opens the dialog for it; false: another command. */
bool finding_act_command(struct shell *shell, struct finding_act *act, enum command_id id,
                         const struct finding *finding);
/* The dialog's answer: does it, says what came of it. False: it was none of this. */
bool finding_act_answer(struct shell *shell, struct finding_act *act, int answer,
                        const void *value);

#endif
