/*
 * body_text.h - a section's body from text of a file or a command.
 */
#ifndef SESSION_BODY_TEXT_H
#define SESSION_BODY_TEXT_H

#include "model/section.h"

/* Cleaned; lines of the section's kind, without the labels that are derived. A line that the body
 * holds already stays what it is there. Lines that follow one another with equally many tabs are
 * rows (model/tabbed.h), and so is a table in Markdown (bars, with a rule under its head). Replaces
 * what `body` (of zeros, or made) has; it stays the caller's. */
void session_read_body(struct body *body, const struct section *section, struct span text);

#endif
