/*
 * remark_act.h - what a clerk does with a remark or a proposal, wherever it is shown: answers it
 * (已改, 不采纳 with why), takes a proposal or refuses it with both wordings in sight, settles it.
 */
#ifndef UI_SCREENS_REMARK_ACT_H
#define UI_SCREENS_REMARK_ACT_H

#include "model/remark/remark.h"
#include "ui/shell.h"

struct remark_act {
    enum remark_asked {
        REMARK_ASKED_NOTHING,
        REMARK_ASKED_WHAT,     /* what to do with it: `ways` are the buttons' */
        REMARK_ASKED_DONE,     /* what was changed */
        REMARK_ASKED_REFUSED,  /* why not */
        REMARK_ASKED_CONFLICT, /* take it over what has changed meanwhile */
        REMARK_ASKED_ALL,      /* what to do with all of its author's */
        REMARK_ASKED_ALL_WHY,  /* why none of them */
    } asked;
    size_t number;
    enum remark_way { WAY_NONE, WAY_DONE, WAY_REFUSE, WAY_CLOSE, WAY_REOPEN, WAY_GO } ways[3];
};

/* Who says what of which words, and what became of it, for a list or the guidance. */
void remark_add_shown(struct str *out, const struct shell *shell, const struct remark *remark,
                      bool placed);
/* The same in the room of the guidance: of a proposal only the words that change. */
void remark_add_short(struct str *out, const struct report *report, const struct remark *remark,
                      bool placed);
/* COMMAND_REMARK_DONE, COMMAND_REMARK_REFUSE, COMMAND_REMARK_ALL; false: another command. */
bool remark_act_command(struct shell *shell, struct remark_act *act, enum command_id id,
                        const struct remark *remark);
/* Enter: the dialog with all of it and what can be done. */
void remark_act_ask(struct shell *shell, struct remark_act *act, const struct remark *remark);
enum remark_answer { REMARK_ANSWER_NOT_MINE, REMARK_ANSWER_DONE, REMARK_ANSWER_GO };
/* The dialog's answer: does it, says what came of it. GO: the clerk wants to see the place. */
enum remark_answer remark_act_answer(struct shell *shell, struct remark_act *act, int answer,
                                     const void *value);

#endif
