/*
 * terminal_bytes.h - what a program writes, made fit for libvterm, which knows UTF-8 and narrow
 * ambiguous characters only: other encodings become UTF-8, and where ambiguous characters are wide,
 * a wide character stands in for each. Bytes may be split anywhere.
 */
#ifndef TESTS_SUPPORT_TERMINAL_BYTES_H
#define TESTS_SUPPORT_TERMINAL_BYTES_H

#include "base/text/str.h"

struct terminal_bytes {
    void *converter; /* iconv_t; NULL: UTF-8 */
    bool wide;
    struct str held; /* the start of a character */
};

/* charset: as iconv names it, NULL for UTF-8. */
void terminal_bytes_init(struct terminal_bytes *bytes, const char *charset, bool wide);
void terminal_bytes_release(struct terminal_bytes *bytes);
void terminal_bytes_add(struct terminal_bytes *bytes, struct str *out, struct span written);
/* The stand-ins in what was read off the screen become again what they stand for. */
void terminal_bytes_undo(const struct terminal_bytes *bytes, struct str *text);
/* Locales of the test's own in a folder for $LOCPATH: few machines have zh_CN.GBK,
 * zh_CN.GB18030 and zh_TW.Big5. */
void terminal_locales_make(const char *folder);

#endif
