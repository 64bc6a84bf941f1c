#include "base/text/base64.h"

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
enum { BITS = 6, DIGITS = 4, BYTES = 3 };

void base64_add(struct str *out, struct span bytes) {
    for (size_t at = 0; at < bytes.n; at += BYTES) {
        size_t n = bytes.n - at < BYTES ? bytes.n - at : BYTES;
        uint32_t group = 0;
        for (size_t i = 0; i < BYTES; i++)
            group = group << 8U | (i < n ? (unsigned char)bytes.p[at + i] : 0U);
        for (size_t i = 0; i < DIGITS; i++)
            str_add_byte(out, i > n ? '=' : digits[group >> (BITS * (DIGITS - 1 - i)) & 63U]);
    }
}

/* -1: none. */
static int value_of(char digit) {
    const char *at = digit != '\0' ? strchr(digits, digit) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* Four digits, of the last group perhaps "=" in place of one or two; 0: they are none. */
static size_t take_group(const char *text, bool last, char bytes[BYTES]) {
    size_t pads = last && text[3] == '=' ? 1U + (text[2] == '=') : 0;
    uint32_t group = 0;
    for (size_t i = 0; i < DIGITS; i++) {
        int value = i < DIGITS - pads ? value_of(text[i]) : 0;
        if (value < 0)
            return 0;
        group = group << BITS | (uint32_t)value;
    }
    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = (char)(group >> (8U * (BYTES - 1 - i)) & 255U);
    return BYTES - pads;
}

bool base64_is_digit(char c) {
    return value_of(c) >= 0;
}

bool base64_add_decoded(struct str *out, struct span text) {
    size_t start = out->len;
    bool good = text.n % DIGITS == 0;
    for (size_t at = 0; good && at < text.n; at += DIGITS) {
        char bytes[BYTES];
        size_t n = take_group(text.p + at, at + DIGITS == text.n, bytes);
        str_add(out, (struct span){bytes, n});
        good = n > 0;
    }
    if (!good)
        str_cut(out, start);
    return good;
}
