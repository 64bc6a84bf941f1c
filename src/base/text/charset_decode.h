/*
 * charset_decode.h - bytes of a file to UTF-8: what encoding they are in by evidence, then one
 * strict reading of them. What cannot be read becomes 〓 and is reported by place.
 */
#ifndef BASE_TEXT_CHARSET_DECODE_H
#define BASE_TEXT_CHARSET_DECODE_H

#include "base/err.h"
#include "base/text/span.h"

struct charset_report;
struct str;

/* Decodes a whole file. NULs that fill its end are left out. forced NULL: decided by evidence (BOM,
 * HZ, strict UTF-8, UTF-16 and UTF-32 by their zero bytes, then the share of common characters and
 * the invalid bytes when read as GB18030, Big5, damaged UTF-8 and UTF-16, and uchardet's vote;
 * last, UTF-8 with lines of GBK). "gb18030" is said only where GBK does not do. A mark at the start
 * is eaten; other U+FEFF stay. RC_INPUT, with nothing appended: an unknown forced name, or no text
 * (NUL bytes that no UTF-16 explains, many controls, or every tenth byte invalid where the encoding
 * was guessed). RC_OUTPUT, the same: the system has no file or memory left for the conversion. */
MUST_CHECK enum rc charset_decode(struct str *out, struct span bytes, const char *forced,
                                  struct charset_report *report, struct err *err);

#endif
