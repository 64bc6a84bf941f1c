/*
 * own_theme.h - colours of the clerk's own, from a file, one role of the screen a line: its colour,
 * `on` and a background, and marks to be added to those it has.
 *   # a remark
 *   selected   black on cyan      whatever the terminal's background is
 *   [dark]                        from here on for dark ones …
 *   error      214 bold
 *   [light]                       … for light ones …
 *   heading    21 underline
 *   [either]                      … where the terminal does not say which it is
 *   done       29
 * Roles are the faces of ui/term/theme.h in small letters ("button-focus"). Colours are the eight
 * names, `default`, or a number from 16 to 255 of the palette of 256, which a terminal with fewer
 * does without. Marks are bold, underline and reverse; a role keeps its own, so that colour never
 * tells anything alone. What cannot be read with 4.5 to 1 on the usual terminals is refused.
 */
#ifndef UI_TERM_OWN_THEME_H
#define UI_TERM_OWN_THEME_H

#include "base/err.h"
#include "base/text/span.h"
#include "base/text/str.h"
#include "ui/term/contrast.h"

struct own_look {
    size_t line; /* 0: the role has none */
    struct look look;
};

struct own_theme {
    struct own_look looks[THEME_EITHER + 1][FACE_COUNT];
};

/* Takes what the text says, all of it or nothing. RC_INPUT: the sentence names the line, what is
 * wrong with it and the cure, and the theme has nothing of its own. */
MUST_CHECK enum rc own_theme_take(struct own_theme *own, struct span text, struct err *err);
/* The same from a file, which the sentence names; one that is not there has nothing. */
MUST_CHECK enum rc own_theme_read(struct own_theme *own, const char *path, struct err *err);

/* Appends the names of all roles, with `between` between two. */
void own_theme_add_roles(struct str *out, const char *between);

/* As theme_look() with the clerk's own before it: on a terminal with so many colours. High contrast
 * and no colours stay as they are. own NULL: nothing of one's own. */
struct look own_theme_look(const struct own_theme *own, enum face face, enum theme theme,
                           int colours);

#endif
