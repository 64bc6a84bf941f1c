/*
 * change_parts.h - what the files of change share: fields and values as text, places, one step.
 */
#ifndef MODEL_CHANGE_PARTS_H
#define MODEL_CHANGE_PARTS_H

#include "model/change.h"

extern const struct section section_blank; /* the fields of a section that a PLACE creates */

/* The section that a FIELD may name: the root too. NULL: none. */
struct section *change_find_target(const struct report *report, int64_t id);
const char *section_field_text(const struct section *section, enum section_field field);
/* False, and nothing changed, where the text makes no sense. */
bool section_set_field(struct section *section, enum section_field field, const char *text);

/* Names of the values that every report has, ended by NULL. */
extern const char *const report_value_names[];
char *report_copy_value(const struct report *report, const char *name); /* heap, or NULL: none */
bool report_put_value(struct report *report, const char *name, const char *text);

struct place report_place_of(const struct report *report, int64_t id);
bool place_equal(struct place a, struct place b);

const char *section_field_name(enum section_field field);
bool section_field_find(struct span name, enum section_field *field);

#endif
