/*
 * figures_handed.h - what the offices have handed in, in 数据: a value beside what stood in the
 * report when it was asked for and what stands there now, to be taken (Y) or returned (N); the
 * figures of one office alone; and the reason for which a checked value is changed. The screen does
 * what is answered.
 */
#ifndef UI_SCREENS_FIGURES_HANDED_H
#define UI_SCREENS_FIGURES_HANDED_H

#include "ui/screens/dialogs.h"

struct report;
struct template_figure;

/* Whether something was handed in that nobody has taken yet. */
bool figure_has_handed(const struct report *report, const struct template_figure *figure);
/* Its dialog; answers ANSWER_OK: take it, ANSWER_OK + 1: return it. */
extern const struct layer_ops handed_layer;
struct handed_argument {
    const struct report *report;
    const struct template_figure *figure;
};
/* Takes it, with a reason where that was asked for (NULL: not); false: a reason is needed, and is
 * asked for. */
bool figures_take_handed(struct shell *shell, const char *name, const char *reason);
void figures_return_handed(struct shell *shell, const char *name, const char *reason);
/* `what`: the figure that it is about, for the dialog may cover its row; prompt_layer answers. */
void figures_ask_reason(struct shell *shell, const char *title, const char *what);

/* The offices of the report's figures, each once; the caller's, ended by NULL. */
char **figures_list_owners(const struct report *report);
void figures_ask_owner(struct shell *shell, char *const *owners);

/* Figures that are counted from the library, anew; what changed is told, or that there is none. */
void figures_take_library(struct shell *shell);

#endif
