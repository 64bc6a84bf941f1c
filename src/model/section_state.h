/*
 * section_state.h - how far a section is: what the template wants of it, whether it is done,
 * whether it prints.
 */
#ifndef MODEL_SECTION_STATE_H
#define MODEL_SECTION_STATE_H

#include "model/section.h"

/* By the template, whose expressions are evaluated; one without an answer makes a section neither
 * required nor irrelevant. What is not relevant takes all below it along, and is not required. */
bool section_is_required(const struct report *report, const struct section *section);
bool section_is_relevant(const struct report *report, const struct section *section);
/* It has text that an answer has made irrelevant: kept, and not printed. */
bool section_is_kept_back(const struct report *report, const struct section *section);
/* Text, or a table that its template makes of what is filled in (model/figure/section_table.h). */
bool section_has_content(const struct report *report, const struct section *section);
/* Done as marked (a required section must have text too) or, with neither text nor requirement,
 * when its relevant children are; else empty or open. */
enum section_state section_state(const struct report *report, const struct section *section);
/* Prints: text in it, touched, not from the template, or something printed below it. */
bool section_is_printed(const struct report *report, const struct section *section);
struct report_progress {
    size_t done, all;
} report_progress(const struct report *report);
/* The next after `from` (NULL: from the start) that is not done, wrapping around; NULL: all are. */
struct section *report_next_open(const struct report *report, const struct section *from);

#endif
