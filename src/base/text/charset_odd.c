#include "base/text/charset_odd.h"

#include "base/text/charset_codec.h"
#include "base/text/charset_guess.h"
#include "base/text/utf8.h"

#include <string.h>

/* --- NULs --- */

/* Editors and transfers fill the end of a file with NULs; UTF-16 and UTF-32 have them elsewhere. */
struct span charset_cut_nuls(struct span bytes) {
    struct span cut = bytes;
    while (cut.n > 0 && cut.p[cut.n - 1] == '\0')
        cut.n--;
    bool inside = cut.n > 0 && memchr(cut.p, '\0', cut.n) != NULL;
    bool filled = bytes.n - cut.n > 1 || utf8_is_valid(cut, NULL);
    return cut.n == 0 || inside || !filled ? bytes : cut;
}

const char *charset_find_utf32(struct span bytes) {
    enum { SAMPLE = 4096, UNITS_LEAST = 2 };
    size_t n = bytes.n < SAMPLE ? bytes.n : SAMPLE;
    bool little = bytes.n % 4 == 0 && n >= (size_t)UNITS_LEAST * 4, big = little;
    for (size_t i = 0; i + 4 <= n; i += 4) {
        const unsigned char *p = (const unsigned char *)bytes.p + i;
        little = little && p[3] == 0 && p[2] <= 0x10 && (p[0] | p[1] | p[2]) != 0;
        big = big && p[0] == 0 && p[1] <= 0x10 && (p[1] | p[2] | p[3]) != 0;
    }
    return little ? "utf-32le" : big ? "utf-32be" : NULL;
}

/* --- HZ (RFC 1843): GB 2312 in seven bits, between ~{ and ~} --- */

static char byte_at(struct span bytes, size_t i) {
    if (i < bytes.n)
        return bytes.p[i];
    return '\0';
}

/* ~{ and ~} begin and end the Chinese; false where that is so already. */
static bool turn_hz(bool *han, char mark) {
    if (*han == (mark == '{'))
        return false;
    *han = !*han;
    return true;
}

/* Appends the bytes in GBK; false where they are not of that form. */
static bool unpack_hz(struct str *out, struct span bytes) {
    bool han = false, any = false;
    size_t i = 0;
    while (i < bytes.n) {
        char c = bytes.p[i], next = byte_at(bytes, i + 1);
        bool pair = c >= 0x21 && c < 0x7F && next >= 0x21 && next < 0x7F;
        if ((unsigned char)c >= 0x80 || (han && c == '\n'))
            return false;
        if (c == '~' && (next == '{' || next == '}')) {
            if (!turn_hz(&han, next))
                return false;
            any = true;
            i += 2;
        } else if (!han && c == '~' && (next == '~' || next == '\n')) {
            str_add(out, next == '~' ? SPAN("~") : SPAN(""));
            i += 2;
        } else if (han && pair) {
            str_add_byte(out, (char)((unsigned char)c | 0x80U));
            str_add_byte(out, (char)((unsigned char)next | 0x80U));
            i += 2;
        } else if (!han) {
            str_add_byte(out, c);
            i++;
        } else {
            return false;
        }
    }
    return any && !han;
}

bool charset_decode_hz(struct str *out, struct span bytes, struct charset_report *report) {
    struct str gbk = STR_INIT;
    size_t before = out->len;
    bool done = span_find(bytes, SPAN("~{")) != SIZE_MAX && unpack_hz(&gbk, bytes) &&
                charset_decode_lenient(out, str_span(&gbk), "gbk", CHARSET_END_IS_REAL, report) &&
                report->count == 0;
    if (!done)
        str_cut(out, before);
    str_release(&gbk);
    return done;
}

/* --- lines of another encoding --- */

/* True where the line is read whole: as GBK where it looks like that. */
static bool decode_line(struct str *out, struct span line, size_t offset,
                        struct charset_report *report) {
    struct charset_report own;
    const char *name = charset_guess(line);
    bool gbk = name != NULL && strcmp(name, "gb18030") == 0;
    if (!charset_decode_lenient(out, line, gbk ? name : "utf-8", CHARSET_END_IS_REAL, &own))
        return false;
    for (size_t i = 0; i < own.count && i < CHARSET_PLACES_MOST; i++)
        charset_report_add(report, offset + own.places[i].offset, own.places[i].value);
    return gbk;
}

bool charset_decode_mixed(struct str *out, struct span bytes, struct charset_report *report) {
    enum { OTHERS_MOST = 200 }; /* each is guessed by itself */
    struct span rest = bytes, line;
    size_t before = out->len, good = 0, others = 0, number = 0;
    charset_report_init(report, "utf-8");
    for (bool first = true; span_take_line(&rest, &line) && others <= OTHERS_MOST; first = false) {
        number++;
        if (!first)
            str_add_byte(out, '\n');
        if (utf8_is_valid(line, NULL)) {
            good += line.n - utf8_count(line);
            str_add(out, line);
            continue;
        }
        others++;
        if (decode_line(out, line, (size_t)(line.p - bytes.p), report) && report->mixed++ == 0)
            report->mixed_line = number;
    }
    bool done = good > 0 && report->mixed > 0 && others <= OTHERS_MOST;
    if (!done)
        str_cut(out, before);
    return done;
}
