/*
 * printed.h - a report as it prints, as one text, which knows of each byte where it comes from: a
 * place in a section's text, its heading, the title or the sign-off; a figure that prints there; or
 * nothing that is written by hand (labels, tables that the template makes). A line for each
 * paragraph and each cell, as a reviewed file has them (reviewed.h). Borrows the report.
 */
#ifndef MODEL_REMARK_PRINTED_H
#define MODEL_REMARK_PRINTED_H

#include "model/remark/remark.h"

struct printed_part { /* in the order of the text, apart from one another */
    size_t from, to;  /* bytes of the text */
    int64_t section;  /* id; -1: title or sign-off */
    enum remark_part part;
    size_t offset, length; /* points of that section's text (heading …) */
    bool whole; /* prints otherwise than it is written: no place within it is one there */
    const struct template_figure *figure; /* that prints its value there, or NULL */
};

struct printed_line {
    size_t from, to; /* bytes, without the line's end */
    int64_t section; /* that it belongs to, -1: none */
};

struct printed {
    const struct report *report;
    struct str text; /* each line ends with '\n' */
    struct printed_part *parts;
    size_t part_count, part_cap;
    struct printed_line *lines;
    size_t line_count, line_cap;
};

void printed_make(struct printed *printed, const struct report *report); /* the caller's */
void printed_release(struct printed *printed);

/* The line that the byte is in. There is one at least where there is text. */
const struct printed_line *printed_line_at(const struct printed *printed, size_t at);

/* Where bytes from..to come from. */
struct printed_range {
    bool known; /* false: of nothing that is written by hand, or of several texts */
    int64_t section;
    enum remark_part part;
    size_t offset, length;                /* points */
    const struct template_figure *figure; /* all of it is that figure's value, or NULL … */
    size_t figure_from, figure_to;        /* … which prints in these bytes */
    size_t from, to; /* bytes: what they are widened to where they cut something that is a whole */
};
struct printed_range printed_find(const struct printed *printed, size_t from, size_t to);

#endif
