/*
 * upgrade.h - a report and another version of its template: what would change, said before
 * anything moves, and the change itself. A section whose name is gone may live on under another
 * one: such pairs are told by the likeness of their headings, and only taken where somebody says
 * so. What has no place any more is kept as the clerk's own and prints as before.
 */
#ifndef MODEL_UPGRADE_H
#define MODEL_UPGRADE_H

#include "base/text/str.h"

struct report;
struct template;

/* Appends a line for each thing that is renamed, kept, moved, orphaned or new: sections, labels,
 * questions, figures, indicators. */
void upgrade_add_plan(struct str *plan, const struct report *report, const struct template *newer);
/* How many sections seem to be renamed. */
size_t upgrade_count_renamed(const struct report *report, const struct template *newer);
/* Gives the report that template, which is taken over. renames: those pairs too. A heading that is
 * still the old template's takes the new one's words. */
void upgrade_report(struct report *report, struct template *newer, bool renames);

/* Of two versions as templates write them ("2026.2"), number by number: <0, 0, >0. NULL is the
 * oldest. */
int version_compare(const char *left, const char *right);

#endif
