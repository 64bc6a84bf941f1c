/*
 * report_values.h - the values of a report: in the order in which they came, and found by name.
 */
#ifndef MODEL_REPORT_VALUES_H
#define MODEL_REPORT_VALUES_H

#include "base/text/span.h"

struct report;

/* An answer to a question of the template; a span without a pointer takes it away. */
void report_set_value(struct report *report, struct span name, struct span text);
void report_values_release(struct report *report);                       /* report_free does it */
const char *report_value(const struct report *report, struct span name); /* NULL if none */

#endif
