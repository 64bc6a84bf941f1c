/*
 * say.h - what the program says outside its screens: results on standard output, sentences on
 * standard error. A text may come from a database or a file that somebody has tampered with, and
 * what is written into a file is shown by `cat` later: so each passes the one filter
 * (text_add_shown of base/text_clean.h), whether a terminal reads it or not. It is said in the
 * locale's encoding; 〓 stands for what that has not. JSON and files are no such text: they have an
 * encoding of their own. Nothing else prints
 * (tests/rules/banned.sh); what goes to a file is filtered where the file is made
 * (exchange/export.c, exchange/package/xml_write.c, exchange/json, exchange/xlsx).
 */
#ifndef BASE_SAY_H
#define BASE_SAY_H

#include "base/err.h"
#include "base/text/str.h"

#include <stdarg.h>

/* A line to standard error. */
void say(const char *format, ...) PRINTF_LIKE(1, 2);
void say_list(const char *format, va_list args) PRINTF_LIKE(1, 0);
/* A whole result to standard output. What the encoding lacks becomes 〓, and a line to standard
 * error counts it; where the text must be exact it is RC_UNMAPPABLE. RC_FULL (a full disk),
 * RC_OUTPUT (a closed pipe). */
MUST_CHECK enum rc say_result(struct span text, bool exact, struct err *err);

#endif
