/*
 * charset_odd.h - encodings that no mark and no single reading shows: UTF-32, HZ, two encodings in
 * one file.
 */
#ifndef BASE_TEXT_CHARSET_ODD_H
#define BASE_TEXT_CHARSET_ODD_H

#include "base/text/span.h"

struct charset_report;
struct str;

/* Without NULs that only fill the end; the byte order of UTF-32 without a mark, or
 * NULL. */
struct span charset_cut_nuls(struct span bytes);
const char *charset_find_utf32(struct span bytes);
/* Append the text and fill the report; false, with nothing appended, where the bytes are not of
 * that form: HZ; UTF-8 with lines of GBK in it. */
bool charset_decode_hz(struct str *out, struct span bytes, struct charset_report *report);
bool charset_decode_mixed(struct str *out, struct span bytes, struct charset_report *report);

#endif
