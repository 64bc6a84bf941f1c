#include "base/err.h"

#include "base/lang.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int rc_exit_code(enum rc rc) {
#define X(name, code) [RC_##name] = (code),
    static const unsigned char exit_code[] = {RC_LIST(X)};
#undef X
    assert((size_t)rc < ARRAY_LEN(exit_code));
    return exit_code[rc];
}

/* Sentences quote file names, which may hold anything: what would drive the terminal (see
 * text_clean.h) and what is no UTF-8 becomes '?'. */
static void scrub(char *text) {
    struct span rest = span_of(text);
    char *to = text;
    while (rest.n > 0) {
        const char *from = rest.p;
        char32_t c = utf8_take(&rest);
        bool bad = (c < 0x20 && c != '\n') || text_is_hostile_char(c);
        size_t n = bad ? 1 : (size_t)(rest.p - from);
        memmove(to, bad ? "?" : from, n);
        to += n;
    }
    *to = '\0';
}

/* vsnprintf cuts at a byte: take back what is left of a cut character. */
static void trim_cut_character(char *text) {
    size_t end = strlen(text), lead = end;
    while (lead > 0 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead == 0)
        return;
    unsigned char c = (unsigned char)text[lead - 1];
    size_t want = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (end - (lead - 1) < want)
        text[lead - 1] = '\0';
}

enum rc err_set(struct err *err, enum rc rc, const char *format, ...) {
    if (err == NULL)
        return rc;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    trim_cut_character(err->text);
    scrub(err->text);
    err->rc = rc;
    return rc;
}

enum rc err_at(struct err *err, const char *format, ...) {
    if (err == NULL)
        return RC_STORE;
    char tail[sizeof err->text];
    struct span colon = span_of(_("："));
    memcpy(tail, err->text, sizeof tail);
    va_list args;
    va_start(args, format);
    int n = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof err->text - colon.n) {
        size_t at = (size_t)n + colon.n, room = sizeof err->text - at - 1;
        memcpy(err->text + n, colon.p, colon.n);
        size_t kept = strnlen(tail, room);
        memcpy(err->text + at, tail, kept);
        err->text[at + kept] = '\0';
    }
    trim_cut_character(err->text);
    scrub(err->text);
    return err->rc;
}
