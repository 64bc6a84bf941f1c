/*
 * answer_text.h - what answers to a template's questions look like where they print, and a
 * template's own texts for who looks at it.
 */
#ifndef MODEL_ANSWER_TEXT_H
#define MODEL_ANSWER_TEXT_H

#include "base/text/str.h"

struct report;
struct template;
struct template_question;

/* A date as 2024年4月13日, a choice by its label, else as it was answered. */
void answer_add_printed(struct str *out, const struct template_question *question,
                        struct span answer);
/* Appends a line of title, sign-off or heading as it prints: answers for what still waits, 【未填：
 * label】 where there is none. */
void report_add_answered(struct str *out, const struct report *report, struct span text);

/* The text of a template, by what is asked for: {年度}年{单位名称}; for who looks at the template.
 */
void template_add_asked(struct str *out, const struct template *template, struct span text);

#endif
