/*
 * look.h - what a Word file says of the look of characters that changes what they mean: raised,
 * hidden, struck out, bold, capitals. A paragraph's style says it, a character style, and the run
 * itself; docx_look_settle makes one of the three.
 * Ownership: values without pointers.
 */
#ifndef EXCHANGE_DOCX_LOOK_H
#define EXCHANGE_DOCX_LOOK_H

#include "base/base.h"

struct xml_read;

enum { DOCX_UNSET = -1 }; /* nothing is said */

enum docx_toggle {
    DOCX_BOLD,
    DOCX_HIDDEN,
    DOCX_STRUCK,
    DOCX_CAPITALS,
    DOCX_SMALL_CAPITALS,
    DOCX_TOGGLES
};

struct docx_look {
    int toggles[DOCX_TOGGLES]; /* 0, 1, DOCX_UNSET */
    int struck_twice;          /* 0, 1, DOCX_UNSET */
    int font;                  /* a symbol font (symbol.h), 0: none, DOCX_UNSET */
    int place;                 /* enum formula_place, DOCX_UNSET */
    int rise; /* half points above the line, 0 where the eye does not see it; DOCX_UNSET */
};

struct docx_look docx_look_unset(void);
/* Takes the property that is open in `xml`; false: it says nothing of the look. */
bool docx_look_take(struct docx_look *look, struct xml_read *xml);
/* What a style leaves open is what the style says that it is based on. */
void docx_look_inherit(struct docx_look *look, const struct docx_look *above);
/* What is in force, nothing unset; `paragraph` and `character` are those of styles, or NULL. */
struct docx_look docx_look_settle(const struct docx_look *paragraph,
                                  const struct docx_look *character,
                                  const struct docx_look *direct);

#endif
