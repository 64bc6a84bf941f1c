/*
 * section_names.h - the sections of a report by the names that its template gave them, for who asks
 * for many of them: report_find_section looks through all of them each time. It borrows the report
 * and knows of no section that is added later.
 */
#ifndef MODEL_SECTION_NAMES_H
#define MODEL_SECTION_NAMES_H

#include "model/report.h"

struct section_names;
struct section_names *section_names_new(const struct report *report);
void section_names_free(struct section_names *names);
/* The first in the report's order that has it, as report_find_section; NULL: none. */
struct section *section_names_find(const struct section_names *names, const char *name);

#endif
