/*
 * template_draft.h - a template made out of a finished report, to be worked over by hand: its
 * headings, kinds and attachments, and its text as 范文 in which numbers with a unit are figures;
 * and what a template looks like to who fills it in.
 */
#ifndef MODEL_TEMPLATE_DRAFT_H
#define MODEL_TEMPLATE_DRAFT_H

#include "base/text/str.h"

struct report;
struct template;

/* Appends YAML that template_read_new takes. The same number with the same words before it is one
 * figure; unit and year of the title become ${unit} and ${year}. */
void template_draft_add(struct str *yaml, const struct report *report);
/* Appends what a clerk is asked for and shown, in words: questions, sections with guidance and
 * figures, score sheet. */
void template_preview_add(struct str *out, const struct template *template);

#endif
