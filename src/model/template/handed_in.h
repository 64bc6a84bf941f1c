/*
 * handed_in.h - a template file that somebody hands in now: what it may hold, and what is refused.
 */
#ifndef MODEL_TEMPLATE_HANDED_IN_H
#define MODEL_TEMPLATE_HANDED_IN_H

#include "base/err.h"
#include "base/text/str.h"

struct template;

/* As template_read, and refuses besides what earlier versions took although it does nothing or
 * computes nonsense. What is stored goes on being read by template_read. */
MUST_CHECK enum rc template_read_new(struct template **out, struct span yaml, const char *file,
                                     struct err *err);
/* Appends the name of a key that the reader knows, "section.columns"; false, and nothing appended,
 * behind the last. */
bool template_key_name(struct str *out, size_t index);

#endif
