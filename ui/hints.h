/*
 * hints.h - the hint bar: what the keys do at this place, made from the command table. What does
 * not fit is left out by rank; help goes last.
 */
#ifndef UI_HINTS_H
#define UI_HINTS_H

#include "command/keys.h"
#include "ui/term/canvas.h"

/* "^Q退出": the key of a command that has a hint, as it works at that place, and its word. */
void hints_add(struct str *out, const struct keys *keys, enum command_id id, unsigned where);
/* Draws into the rows of the area. escape: "Esc-" stands first (a digit is waited for). */
void hints_draw(struct canvas *canvas, struct area area, const struct keys *keys, unsigned where,
                bool escape);
/* The command whose hint stands at that cell, COMMAND_NONE if there is none. */
enum command_id hints_at(struct canvas *canvas, struct area area, const struct keys *keys,
                         unsigned where, int row, int col);

#endif
