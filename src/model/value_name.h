/*
 * value_name.h - what the name of a report's value says of it. Names that begin with @ are no
 * question's and no figure's: all but the template are states, what people have said of the report
 * (passes, confirmations, editions …), which stay when its content goes back to an earlier moment.
 */
#ifndef MODEL_VALUE_NAME_H
#define MODEL_VALUE_NAME_H

#include "model/report.h"

bool value_is_state(struct span name);
/* Whether it may change in a report that is locked as final: passes, remarks, evidence, notes, and
 * the editions themselves. */
bool value_is_free(struct span name);
/* What the history tells of a value whose name begins with @: the reason of a pass, the draft, the
 * stage and the reason of a step, how far a figure is with its office or a remark is; nothing of
 * the template, whose YAML tells the clerk nothing. Words of the report print as they do there.
 * text NULL: it was not there. */
void value_add_told(struct str *out, const struct report *report, const char *name,
                    const char *text);

#endif
