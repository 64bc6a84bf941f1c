#include "base/text/locale.h"

#include "base/text/charset_codec.h"
#include "base/text/utf8.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_MOST = 32 };

/* glibc's encodings of the locales whose names say none. */
static const struct {
    const char *locale, *codeset;
} usual[] = {{"zh_CN", "GB2312"}, {"zh_SG", "GB2312"}, {"zh_TW", "BIG5"}, {"zh_HK", "BIG5-HKSCS"}};

void locale_codeset_of(const char *locale, char codeset[static NAME_MOST]) {
    struct span name = span_of(locale);
    name = span_sub(name, 0, span_find(name, SPAN("@")));
    size_t dot = span_find(name, SPAN("."));
    const char *found = "UTF-8";
    for (size_t i = 0; i < ARRAY_LEN(usual); i++)
        if (span_is(name, usual[i].locale))
            found = usual[i].codeset;
    struct span part = dot != SIZE_MAX ? span_sub(name, dot + 1, name.n) : span_of(found);
    if (part.n == 0 || part.n >= NAME_MOST)
        part = SPAN("UTF-8");
    (void)snprintf(codeset, NAME_MOST, "%.*s", SPAN_ARG(part));
}

static bool is_utf8(const char *codeset) {
    return strcasecmp(codeset, "UTF-8") == 0 || strcasecmp(codeset, "UTF8") == 0;
}

/* Between the encoding and UTF-8; the error of iconv, 0 where all of `in` was converted. */
static int convert(const char *to, const char *from, struct span *in, struct str *out) {
    iconv_t cd;
    if (!charset_open(&cd, to, from))
        return EILSEQ;
    int error = charset_convert(cd, in, out);
    charset_finish(cd, out);
    charset_close(cd);
    return error;
}

size_t locale_encode_char(const char *codeset, char *bytes, wchar_t c) {
    char utf8[UTF8_MAX];
    struct str out = STR_INIT;
    size_t size = (size_t)-1;
    char32_t value = (char32_t)c;
    bool is_char = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    struct span in = {utf8, is_char ? utf8_put(value, utf8) : 0};
    if (is_char && (value < 0x80 || is_utf8(codeset))) {
        memcpy(bytes, utf8, in.n);
        return in.n;
    }
    if (is_char && convert(codeset, "utf-8", &in, &out) == 0 && out.len > 0 &&
        out.len <= LOCALE_CHAR_MOST) {
        size = out.len;
        memcpy(bytes, out.s, size);
    }
    str_release(&out);
    return size;
}

/* One more byte at a time, until they are a character. */
static size_t decode_other(const char *codeset, wchar_t *c, const char *bytes, size_t n) {
    size_t most = n < LOCALE_CHAR_MOST ? n : LOCALE_CHAR_MOST, size = (size_t)-2;
    for (size_t i = 1; i <= most && size == (size_t)-2; i++) {
        struct str out = STR_INIT;
        struct span in = {bytes, i};
        int error = convert("utf-8", codeset, &in, &out);
        struct span text = str_span(&out);
        if (error == EILSEQ)
            size = (size_t)-1;
        if (error == 0 && text.n > 0) {
            *c = (wchar_t)utf8_take(&text);
            size = i;
        }
        str_release(&out);
    }
    return size == (size_t)-2 && n >= LOCALE_CHAR_MOST ? (size_t)-1 : size;
}

static size_t decode_utf8(wchar_t *c, const char *bytes, size_t n) {
    struct span rest = {bytes, n};
    unsigned char first = (unsigned char)bytes[0];
    size_t wanted = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t value = utf8_take(&rest);
    if (value != UTF8_BAD) {
        *c = (wchar_t)value;
        return n - rest.n;
    }
    for (size_t i = 1; i < n && i < wanted; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return (size_t)-1;
    return n < wanted ? (size_t)-2 : (size_t)-1;
}

size_t locale_decode_char(const char *codeset, wchar_t *c, const char *bytes, size_t n) {
    if (n == 0)
        return (size_t)-2;
    if ((unsigned char)bytes[0] < 0x80) {
        *c = (wchar_t)bytes[0];
        return bytes[0] != '\0';
    }
    return is_utf8(codeset) ? decode_utf8(c, bytes, n) : decode_other(codeset, c, bytes, n);
}

#ifdef __GLIBC__

void locale_start(void) {
    if (setlocale(LC_ALL, "") == NULL)
        (void)setlocale(LC_ALL, "C.UTF-8");
    else if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
        (void)setlocale(LC_CTYPE, "C.UTF-8");
}

const char *locale_codeset(void) {
    return nl_langinfo(CODESET);
}

#else

/* The process's, as the C library's own locale is. */
static char process_codeset[NAME_MOST] = "UTF-8";

void locale_start(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *name = NULL;
    for (size_t i = 0; i < ARRAY_LEN(names) && (name == NULL || name[0] == '\0'); i++)
        name = getenv(names[i]);
    (void)setlocale(LC_ALL, "");
    (void)setlocale(LC_CTYPE, "C.UTF-8"); /* wide characters; what is not UTF-8 is converted here */
    locale_codeset_of(name, process_codeset);
}

const char *locale_codeset(void) {
    return process_codeset;
}

#endif

/* An encoding with states would need them; none that a terminal has Chinese in has any. */
size_t locale_wcrtomb(char *bytes, wchar_t c, mbstate_t *state) {
    (void)state;
    size_t size = bytes != NULL ? locale_encode_char(locale_codeset(), bytes, c) : 1;
    if (size == (size_t)-1)
        errno = EILSEQ;
    return size;
}

size_t locale_mbrtowc(wchar_t *c, const char *bytes, size_t n, mbstate_t *state) {
    wchar_t found = L'\0';
    (void)state;
    if (bytes == NULL)
        return 0;
    size_t size = locale_decode_char(locale_codeset(), &found, bytes, n);
    if (size == (size_t)-1)
        errno = EILSEQ;
    if (c != NULL && size < (size_t)-2)
        *c = found;
    return size;
}

char *locale_nl_langinfo(nl_item item) {
    union { /* POSIX gives a pointer to what may not be written */
        const char *ours;
        char *its;
    } name = {.ours = item == CODESET ? locale_codeset() : ""};
    return name.its;
}
