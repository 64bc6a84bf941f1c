/*
 * charset.h - bytes in other encodings to UTF-8 and back, through iconv, never //TRANSLIT.
 * Decoding is strict and keeps what it cannot read: an invalid byte becomes 〓 (U+3013) and is
 * reported by place. Encoding names every character that the target cannot carry, and never drops
 * one silently (glibc drops U+E0000-E007F in GBK and refuses 24 private-use points in GB18030).
 */
#ifndef BASE_TEXT_CHARSET_H
#define BASE_TEXT_CHARSET_H

#include "base/err.h"
#include "base/text/str.h"

#include <uchar.h>

enum { CHARSET_PLACES_MOST = 100 }; /* places kept; `count` goes on counting */

struct charset_place {
    size_t offset;  /* decode: byte in the input; encode: point in the text */
    char32_t value; /* decode: the byte; encode: the point */
};
struct charset_report {
    const char *name; /* the encoding used: "utf-8", "utf-8-bom", "utf-16le", "gb18030", "gbk" … */
    bool certain;     /* decode: a BOM, strict UTF-8, or forced */
    size_t mixed, mixed_line; /* decode: lines of GBK in a UTF-8 file; the first, from 1 */
    size_t count;             /* invalid bytes, or characters that cannot be carried */
    struct charset_place places[CHARSET_PLACES_MOST];
};

/* The canonical name ("UTF8" -> "utf-8", "GB2312" -> "gbk" …) or NULL if iconv does not know it.
 * For an encoding that has no name of ours it is `name` itself, which must outlive the reports. */
const char *charset_canonical(const char *name);

/* The canonical name of the locale's encoding: what the terminal shows and sends. "utf-8" where
 * iconv does not know the system's name for it. */
const char *charset_of_locale(void);
/* Whether an encoding, by its canonical name, has simplified Chinese, in which the program speaks:
 * Big5 has it not. */
bool charset_carries_chinese(const char *name);

#endif
