/*
 * charset_encode.h - encoding: what iconv says of a character is asked there and back, and kept.
 */
#ifndef BASE_TEXT_CHARSET_ENCODE_H
#define BASE_TEXT_CHARSET_ENCODE_H

#include "base/err.h"
#include "base/text/span.h"

struct charset_report;
struct str;

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
