/*
 * pass.h - passing a finding (核实无误): somebody has looked into it and says why it may stay. A
 * pass is a value of the report, named after the finding's id, so it is stored, undone, restored
 * and written to the history like any other. The id is of the text that the finding rests on: when
 * that changes the finding has another id, and is there again; the pass stays, and counts again
 * when the text comes back.
 */
#ifndef MODEL_PASS_H
#define MODEL_PASS_H

#include "model/finding.h"

/* Before the finding's id; no question's or figure's name begins so. */
#define VALUE_PASS "@pass."

struct pass { /* borrowed from the value */
    struct span by, at, reason;
};
/* The text of the value: who, when (ms of Unix time) and why, the reason as one line. */
void pass_add_text(struct str *out, struct span by, int64_t at, struct span reason);
bool pass_read(struct pass *pass, struct span text); /* false: that is none */
/* The finding's id that a value's name holds; false for other values. */
bool pass_find_id(struct span value_name, struct span *id);

/* Marks those that the report holds a pass for, and no others. */
void findings_apply_passes(struct findings *findings, const struct report *report);
size_t findings_count_passed(const struct findings *findings);

#endif
