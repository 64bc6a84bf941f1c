/*
 * answers.h - the answers to a template's questions where they print: in title, sign-off and
 * headings (${name}). The words stand there as text, so that a clerk can edit them; while a
 * question has no answer its ${name} stands there and waits. Another answer takes the place of the
 * one before.
 */
#ifndef MODEL_ANSWERS_H
#define MODEL_ANSWERS_H

#include "base/text/str.h"

struct change_set;
struct report;
struct template;
struct template_question;

/* Whether the template's title or sign-off prints the answer. */
bool question_is_printed(const struct template *template, const struct template_question *question);
bool question_is_in(const struct template_question *question, struct span text);

/* The answer as a value of a report that is being made, and wherever it prints. */
void report_set_answer(struct report *report, const struct template_question *question,
                       struct span answer);
/* The same as changes of a report; what the set already changes is followed. */
void change_add_answer(struct change_set *set, const struct report *report,
                       const struct template_question *question, const char *answer);

#endif
