/*
 * charset_codec.h - one conversion by iconv, and what is read leniently with it: for the other
 * charset files alone. Names are canonical (see charset_canonical). Nobody else calls iconv:
 * glibc's, or GNU libiconv's (make ICONV=libiconv).
 */
#ifndef BASE_TEXT_CHARSET_CODEC_H
#define BASE_TEXT_CHARSET_CODEC_H

#include "base/text/charset.h"

#include <iconv.h>

#define CHARSET_GETA_MARK SPAN("〓") /* stands where something could not be carried */

/* iconv_open for names of ours; false if the system does not know the conversion, or has no file or
 * memory left for it. charset_fail_system says so. */
bool charset_open(iconv_t *cd, const char *to, const char *from);
void charset_close(iconv_t cd); /* one that could not be opened is left alone */
enum rc charset_fail_system(struct err *err, const char *name);
/* Converts from the front of *in and appends to out. Returns 0 when all is eaten, else EILSEQ (the
 * front cannot be converted) or EINVAL (it is the cut beginning of a character). */
int charset_convert(iconv_t cd, struct span *in, struct str *out);

/* Appends what the conversion still holds, and takes it back to its initial state. */
void charset_finish(iconv_t cd, struct str *out);

void charset_report_init(struct charset_report *report, const char *name);
void charset_report_add(struct charset_report *report, size_t offset, char32_t value);

/* Eats a byte order mark and returns the encoding that it means, or NULL. asked: only a mark of
 * that family, for FF FE 00 00 is one of UTF-32 and one of UTF-16 before a NUL; NULL: any. */
const char *charset_take_bom(struct span *bytes, const char *asked);

enum charset_end { CHARSET_END_IS_REAL, CHARSET_END_IS_CUT }; /* a cut last character is no fault */
/* Appends the text; 〓 for each byte (in UTF-16 and UTF-32: unit) that is none. Counts them in the
 * report. Returns false, with nothing appended, where charset_open does. */
bool charset_decode_lenient(struct str *out, struct span bytes, const char *name,
                            enum charset_end end, struct charset_report *report);

#endif
