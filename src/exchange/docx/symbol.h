/*
 * symbol.h - the characters that symbol fonts (Wingdings, Symbol …) have in the private area.
 */
#ifndef EXCHANGE_DOCX_SYMBOL_H
#define EXCHANGE_DOCX_SYMBOL_H

#include "base/text/span.h"

#include <uchar.h>

/* The Unicode character of a symbol font's, 0: not known. */
char32_t docx_symbol(struct span font, uint32_t code);
/* A code as files write it: up to six hexadecimal digits. */
uint32_t docx_symbol_code(struct span digits);

#endif
