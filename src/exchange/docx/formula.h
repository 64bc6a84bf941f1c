/*
 * formula.h - formulas of two dimensions written on one line: a bar becomes "/", a raised or
 * lowered text a character of Unicode (m², x₁) or ^ and _, a root √. Brackets stand where the bar,
 * the size or the place of a part said what belongs together: 1/(a+b), (a/b)², (支出/预算)%.
 * Pure: rows of text, no elements of files. Texts are UTF-8.
 */
#ifndef EXCHANGE_DOCX_FORMULA_H
#define EXCHANGE_DOCX_FORMULA_H

#include "base/text/str.h"

enum formula_place { FORMULA_LINE, FORMULA_RAISED, FORMULA_LOWERED };

/* What is written so far. Lifecycle: FORMULA_INIT, then str_release of its text. */
struct formula {
    struct str text;
    bool open;      /* its last part, a fraction or a root, would draw in what follows … */
    size_t open_at; /* … and begins at this byte */
};

#define FORMULA_INIT ((struct formula){.text = STR_INIT})

/* Appends text as it stands; a fraction or a root before it gets brackets where it would draw the
 * text in: ½ and 5 are (1/2)5. */
void formula_add(struct formula *row, struct span text);
void formula_add_fraction(struct formula *row, struct span over, struct span under);
/* `degree` empty: the square root. */
void formula_add_root(struct formula *row, struct span degree, struct span under);
/* The base of the scripts that follow: in brackets unless it is one term. */
void formula_add_base(struct formula *row, struct span base);
/* In a formula: by Unicode where every character has such a form, else ^a, ^(ab), _a, _(ab). */
void formula_add_script(struct formula *row, struct span text, enum formula_place place);
/* The same in a sentence, where only what could be read as part of a number or a symbol needs a
 * mark: "[1]", "注" and the "th" of "5th" stay as they are. */
void formula_add_raised_text(struct str *out, struct span text, enum formula_place place);
/* Another row as the next part: what is said of its last fraction goes over. */
void formula_add_row(struct formula *row, const struct formula *part);
/* Where in a sentence a formula ended that would draw in what follows; zeroed: none did. */
struct formula_tail {
    size_t from, to; /* bytes; to is the sentence's end as long as nothing follows */
};
/* Puts a row into a sentence: a number does not run into the digits before it. */
void formula_end(struct str *out, const struct formula *row, struct formula_tail *tail);
/* Before `next` follows: brackets around the tail where it would draw that in. True: two bytes more
 * stand there. */
bool formula_close_tail(struct str *out, struct formula_tail *tail, struct span next,
                        enum formula_place place);

#endif
