/*
 * place.h - where one is in the workbench: the section in the editor, the rows of the outline, and
 * what follows when either is another.
 */
#ifndef UI_WORKBENCH_PLACE_H
#define UI_WORKBENCH_PLACE_H

#include "session/setting.h"
#include "ui/workbench/workbench.h"

const struct section *workbench_section(const struct shell *shell, const struct workbench *wb);
/* The rows anew; the section stays where it can. */
void workbench_rebuild(struct shell *shell, struct workbench *wb);
/* What is typed in the section goes to the history: F2, leaving the section, looking at it. False:
 * somebody else changed the section; that is shown. */
bool workbench_fold(struct shell *shell, struct workbench *wb);
/* The same before another place of this report: text that the store refuses for now waits in memory
 * for its section, so nothing keeps the clerk here; the trouble is said. */
bool workbench_let_go(struct shell *shell, struct workbench *wb);
/* Leaves the section (folds it) and opens another; offset SIZE_MAX: where typing goes on. */
void workbench_go(struct shell *shell, struct workbench *wb, int64_t section, size_t offset);
void workbench_keep_spot(struct shell *shell, const struct workbench *wb); /* for the next time */
/* The report was changed by something else than typing: editor and rows anew. */
void workbench_changed(struct shell *shell, struct workbench *wb);
void workbench_note_carried(struct shell *shell, struct workbench *wb); /* its text is another */
/* Says the error; a conflict opens its dialog. */
void workbench_trouble(struct shell *shell, const struct err *err);
/* Says which section's two texts wait for a choice, where one does. False: none. */
bool workbench_say_conflict(struct shell *shell);
/* Where such a section was removed no key leads to it any more: it is asked at once. */
bool workbench_ask_removed(struct shell *shell);
void workbench_note_jump(struct workbench *wb); /* the present place can be gone back to */
/* The section's figures anew: another section, or other values. */
void workbench_list_figures(const struct shell *shell, struct workbench *wb);
/* The section is another: editor, last year's and what is known of it anew. */
void workbench_open_section(struct shell *shell, struct workbench *wb, size_t offset);
void workbench_open_prior(struct shell *shell, struct workbench *wb); /* last year's alone */
struct session_spot workbench_spot(const struct workbench *wb);

#endif
