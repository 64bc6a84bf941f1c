/*
 * base64.h - bytes as text and back (RFC 4648, section 4: with padding, in one line). Pure.
 */
#ifndef BASE_TEXT_BASE64_H
#define BASE_TEXT_BASE64_H

#include "base/text/str.h"

bool base64_is_digit(char c);                        /* the padding is none */
void base64_add(struct str *out, struct span bytes); /* appends */
/* Appends the bytes. False: that is no such text, and `out` is as it was. */
bool base64_add_decoded(struct str *out, struct span text);

#endif
