/*
 * input_chars.h - characters in the terminal's encoding to UTF-8. Only ui/term/input.c uses this.
 */
#ifndef UI_TERM_INPUT_CHARS_H
#define UI_TERM_INPUT_CHARS_H

#include "base/text/str.h"
#include "ui/term/input.h"

/* Bytes of the character at the front of a non-empty text; 0: more bytes are needed; -1: none. */
int input_char_length(enum input_charset charset, struct span text);
/* Appends whole characters; false (and nothing) where the encoding has no such character. */
bool input_chars_decode(struct str *out, enum input_charset charset, struct span chars);
/* Appends what can be decoded; returns the bytes that were left out. */
size_t input_chars_decode_all(struct str *out, enum input_charset charset, struct span raw);
bool input_is_in(char byte, unsigned char low, unsigned char high);
bool input_is_control(char byte); /* C0 and DEL */

#endif
