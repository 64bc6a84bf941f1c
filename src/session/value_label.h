/*
 * value_label.h - a value of a report as the clerk knows it: the label of a figure, of an entry of
 * the score sheet, of a question, of one of the basics. Nothing is owned.
 */
#ifndef SESSION_VALUE_LABEL_H
#define SESSION_VALUE_LABEL_H

#include "model/report.h"

/* 年初预算（上年）; a name that nobody knows stands as it is. */
void session_add_value_label(struct str *out, const struct report *report, const char *name);
/* Whether its text is what the clerk typed: not so of the template and of a finding's pass. */
bool session_value_is_plain(const char *name);

#endif
