/*
 * sha256.h - the fingerprint of bytes that anybody can check with sha256sum(1). It finds damage,
 * not forgery: whoever changes a text can make its new fingerprint too.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/text/str.h"

enum { SHA256_DIGITS = 64 };
/* Appends 64 hexadecimal digits in lower case. */
void sha256_add_digits(struct str *out, struct span bytes);

#endif
