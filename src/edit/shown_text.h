/*
 * shown_text.h - a line as the editor shows it: a figure's token (${budget}) by its value in
 * braces, {8596.35万元}, and `$${` by the "${" that it prints. The rest of the line is the same.
 * Each such part is one piece: no place within it is a place of the other text.
 * Ownership: the text and the parts are its own; it borrows nothing.
 */
#ifndef EDIT_SHOWN_TEXT_H
#define EDIT_SHOWN_TEXT_H

#include "base/text/str.h"
#include "model/report.h"

struct shown_text {
    struct str text;
    struct shown_part {
        size_t from, to;             /* bytes of the line */
        size_t shown_from, shown_to; /* of the text */
        bool is_figure;
    } * parts;
    size_t count, cap;
};

/* NULL where nothing in the line is shown otherwise. */
struct shown_text *shown_text_new(const struct report *report, struct span line);
void shown_text_free(struct shown_text *shown); /* NULL is allowed */
/* A byte of the line as a byte of the text; within a part: the part's start. */
size_t shown_text_place(const struct shown_text *shown, size_t byte);
/* A byte of the text as one of the line; within a part: its end (forward) or its start. */
size_t shown_text_source(const struct shown_text *shown, size_t byte, bool forward);

#endif
