/*
 * body_line.h - what body.c and splice.c share: making lines, and attributes read from text.
 * A "piece" is one attribute as it is written, borrowed from the text that holds it.
 */
#ifndef MODEL_BODY_LINE_H
#define MODEL_BODY_LINE_H

#include "model/body.h"

void line_init(struct line *line, struct span text, enum line_tag tag, const char *detail);
/* The same, its points counted already. */
void line_init_measured(struct line *line, struct span text, size_t points, enum line_tag tag,
                        const char *detail);
void line_release(struct line *line);

const char *line_detail(const struct line *line); /* as body_add_line takes it */
bool tag_is_known(char tag);
/* Eats one attribute from the front; false if none stands there as it should. */
bool attribute_take(struct span *text, struct span *piece);
bool attributes_are_sane(struct span text, size_t count); /* exactly so many, nothing else */
bool line_has_attribute(const struct line *line, struct span piece);
bool line_equal_attribute(const struct line *a, const struct line *b);
void line_set_attribute(struct line *line, struct span piece);
void line_add_attribute(struct str *out, const struct line *line);

void attribute_add(struct str *out, enum line_tag tag, const char *detail);

#endif
