/*
 * model_support.h - templates and reports for tests: a small template that has every kind of
 * section, a filled sample of it, and random reports for property tests.
 */
#ifndef TESTS_SUPPORT_MODEL_SUPPORT_H
#define TESTS_SUPPORT_MODEL_SUPPORT_H

#include "model/change.h"
#include "model/document.h"
#include "tests/support/random.h"

/* Reads YAML, which must be right. The template is the caller's. */
struct template *support_template(const char *yaml);
/* Sections in order: 1 work (required), 2 overall; 2.1 city (run-in, required) 2.2 party (run-in,
 * with a starter); 3 problems (items); 4 plan (never carried, its heading names the next year). */
struct template *support_small_template(void);
/* A report of 2022 of that template, all sections filled. */
struct report *support_small_report(void);

/* What a random report has. FILLED: text in every section. PROSE: no line that begins like a label
 * or with a character that may not begin a line. TEMPLATED: made from support_small_template. */
enum { RANDOM_FILLED = 1, RANDOM_PROSE = 2, RANDOM_TEMPLATED = 4, RANDOM_ATTACHMENTS = 8 };
struct report *random_report(struct random *random, unsigned flags, size_t most_sections);
void random_add_prose(struct str *out, struct random *random, size_t phrases);

void support_add_ink(struct str *out, struct span text); /* without white space */
/* A section's body line, as added by a clerk who types it. */
void support_type(struct report *report, const char *section, const char *text);
/* Adds a new, blank section to a set; its id, which later changes of the set may name. */
int64_t support_add_section(struct change_set *set, const struct report *report,
                            struct place place);
void support_assert_sane(const struct report *report);
/* One block a line, "kind|level|label|heading|end mark|text", empty lines apart. */
void support_add_document(struct str *out, const struct document *document);

#endif
