/*
 * symbol.h - the characters that symbol fonts (Wingdings, Symbol …) have in the private area.
 */
#ifndef EXCHANGE_DOCX_SYMBOL_H
#define EXCHANGE_DOCX_SYMBOL_H

#include "base/text/str.h"

#include <uchar.h>

/* The Unicode character of a symbol font's, 0: not known. */
char32_t docx_symbol(struct span font, uint32_t code);
/* Which symbol font it is, from 1; 0: none of those that are known. */
int docx_symbol_font(struct span name);
/* Appends text that is set in that font, or (0) in none of them: characters that stand for a sign
 * become that sign. */
void docx_symbol_add_text(struct str *out, int font, struct span text);
/* A code as files write it: up to six hexadecimal digits. */
uint32_t docx_symbol_code(struct span digits);

#endif
