/*
 * upgrade_items.h - what another version of a template asks of its sections, questions, figures and
 * indicators, and how it grades: a line for each that is new, gone, called otherwise or of which
 * something else is asked, with what that is.
 */
#ifndef MODEL_UPGRADE_ITEMS_H
#define MODEL_UPGRADE_ITEMS_H

#include "base/text/str.h"

struct report;
struct template;
struct template_section;

/* All but the sections. Of a figure that is gone, the sections of the report that print it. */
void upgrade_add_items(struct str *out, const struct report *report, const struct template *newer);
/* Of one section that both have: the requirements that differ, besides its label and place. False,
 * and nothing appended: none. */
bool upgrade_add_section(struct str *out, const struct template_section *old,
                         const struct template_section *newer);

#endif
