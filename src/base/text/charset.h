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

/* Decodes a whole file. NULs that fill its end are left out. forced NULL: decided by evidence (BOM,
 * HZ, strict UTF-8, UTF-16 and UTF-32 by their zero bytes, then the share of common characters and
 * the invalid bytes when read as GB18030, Big5, damaged UTF-8 and UTF-16, and uchardet's vote;
 * last, UTF-8 with lines of GBK). "gb18030" is said only where GBK does not do. A mark at the start
 * is eaten; other U+FEFF stay. RC_INPUT, with nothing appended: an unknown forced name, or no text
 * (NUL bytes that no UTF-16 explains, many controls, or every tenth byte invalid where the encoding
 * was guessed). RC_OUTPUT, the same: the system has no file or memory left for the conversion. */
MUST_CHECK enum rc charset_decode(struct str *out, struct span bytes, const char *forced,
                                  struct charset_report *report, struct err *err);

enum charset_unmappable { CHARSET_REFUSE, CHARSET_GETA, CHARSET_NCR };
/* Encodes UTF-8 text. CHARSET_REFUSE: RC_UNMAPPABLE with a sentence that names the first places
 * (nothing is appended); GETA writes 〓 instead, NCR writes &#xHHHH;. The report lists them in
 * every case. An encoding without 〓 gets '?'. "utf-8-bom" and UTF-16 get a byte order mark.
 * RC_USAGE: an unknown name; RC_OUTPUT as above. */
MUST_CHECK enum rc charset_encode(struct str *out, struct span text, const char *name,
                                  enum charset_unmappable unmappable, struct charset_report *report,
                                  struct err *err);

/* The same for many texts: what iconv says of a character is asked once and kept. One thread at a
 * time. `name` must outlive it; the errors are those of charset_encode. */
struct charset_encoder;
MUST_CHECK enum rc charset_encoder_new(struct charset_encoder **out, const char *name,
                                       struct err *err);
void charset_encoder_free(struct charset_encoder *encoder); /* NULL is allowed */
MUST_CHECK enum rc charset_encoder_add(struct charset_encoder *encoder, struct str *out,
                                       struct span text, enum charset_unmappable unmappable,
                                       struct charset_report *report, struct err *err);

#endif
