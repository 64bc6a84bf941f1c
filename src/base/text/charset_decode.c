#include "base/lang.h"
#include "base/text/charset_codec.h"
#include "base/text/utf8.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

static bool is_byte_in(unsigned char c, unsigned char first, unsigned char last) {
    return c >= first && c <= last;
}

/* How many bytes go under one 〓. Four that have the shape of a GB18030 character are no character
 * together; alone, the second and fourth would pass for digits of a figure. */
static size_t bad_size(struct span rest, const char *name) {
    const unsigned char *p = (const unsigned char *)rest.p;
    size_t unit = strncasecmp(name, "utf-16", 6) == 0 || strncasecmp(name, "ucs-2", 5) == 0   ? 2
                  : strncasecmp(name, "utf-32", 6) == 0 || strncasecmp(name, "ucs-4", 5) == 0 ? 4
                                                                                              : 1;
    if (strcmp(name, "gb18030") == 0 && rest.n >= 4 && is_byte_in(p[0], 0x81, 0xFE) &&
        is_byte_in(p[1], '0', '9') && is_byte_in(p[2], 0x81, 0xFE) && is_byte_in(p[3], '0', '9'))
        unit = 4;
    return unit < rest.n ? unit : rest.n;
}

static void decode_utf8(struct str *out, struct span bytes, enum charset_end end,
                        struct charset_report *report) {
    struct span rest = bytes;
    const char *good = bytes.p; /* the valid text from here to `at` is not copied yet */
    while (rest.n > 0) {
        const char *at = rest.p;
        if (utf8_take(&rest) != UTF8_BAD)
            continue;
        if (end == CHARSET_END_IS_CUT && rest.n < UTF8_MAX - 1) {
            rest.p = at;
            break;
        }
        str_add(out, (struct span){good, (size_t)(at - good)});
        str_add(out, CHARSET_GETA_MARK);
        charset_report_add(report, (size_t)(at - bytes.p), (unsigned char)*at);
        good = rest.p;
    }
    str_add(out, (struct span){good, (size_t)(rest.p - good)});
}

bool charset_decode_lenient(struct str *out, struct span bytes, const char *name,
                            enum charset_end end, struct charset_report *report) {
    charset_report_init(report, name);
    if (strncmp(name, "utf-8", 5) == 0) {
        decode_utf8(out, bytes, end, report);
        return true;
    }
    iconv_t cd;
    if (!charset_open(&cd, "utf-8", name))
        return false;
    struct span rest = bytes;
    while (rest.n > 0) {
        int error = charset_convert(cd, &rest, out);
        if (error == 0 || (error == EINVAL && end == CHARSET_END_IS_CUT))
            break;
        charset_report_add(report, (size_t)(rest.p - bytes.p), (unsigned char)rest.p[0]);
        str_add(out, CHARSET_GETA_MARK);
        rest = span_sub(rest, bad_size(rest, name), rest.n);
    }
    charset_finish(cd, out); /* some hold the last character back: a mark might follow */
    charset_close(cd);
    return true;
}

const char *charset_take_bom(struct span *bytes, const char *asked) {
    static const struct {
        const char *name;
        struct span mark;
    } marks[] = {
        {"utf-8-bom", {"\xEF\xBB\xBF", 3}}, {"utf-32le", {"\xFF\xFE\0\0", 4}},
        {"utf-32be", {"\0\0\xFE\xFF", 4}},  {"utf-16le", {"\xFF\xFE", 2}},
        {"utf-16be", {"\xFE\xFF", 2}},
    };
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        bool wanted = asked == NULL || strncmp(marks[i].name, asked, 5) == 0; /* "utf-8", "utf-1" */
        if (wanted && span_take_prefix(bytes, marks[i].mark))
            return marks[i].name;
    }
    return NULL;
}

/* No text: a NUL, or more than a tenth controls (an escape of a terminal's log and the end mark of
 * old DOS files are none). */
static bool is_binary(struct span text) {
    size_t controls = 0, points = utf8_count(text);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '\0')
            return true;
        controls += (c < '\t' || (c > '\r' && c < ' ') || c == 0x7F) && c != 0x1A && c != 0x1B;
    }
    return controls * 10 > points;
}

static enum rc fail_binary(struct err *err) {
    return err_set(err, RC_INPUT,
                   _("内容不是文字：能读的是txt、md、docx和JSON，别的文件请先另存为其中一种"));
}

/* The encoding to read the text in; a byte order mark that belongs to it is eaten. NULL: none. */
static const char *decide(struct span *bytes, const char *forced, bool *certain) {
    *certain = true;
    const char *bom = charset_take_bom(bytes, forced);
    if (bom != NULL)
        return bom;
    if (forced != NULL)
        return strcmp(forced, "utf-8-bom") == 0 ? "utf-8" : forced;
    bool nul = bytes->n > 0 && memchr(bytes->p, '\0', bytes->n) != NULL;
    if (!nul && utf8_is_valid(*bytes, NULL))
        return "utf-8";
    *certain = false;
    const char *wide = nul ? charset_find_utf32(*bytes) : NULL;
    return wide != NULL ? wide : charset_guess(*bytes);
}

/* GBK is what a clerk calls it; GB18030 only where GBK does not do. */
static bool decode_guessed(struct str *out, struct span bytes, const char **name,
                           struct charset_report *report) {
    size_t before = out->len;
    if (strcmp(*name, "gb18030") == 0) {
        if (charset_decode_lenient(out, bytes, "gbk", CHARSET_END_IS_REAL, report) &&
            report->count == 0) {
            *name = "gbk";
            return true;
        }
        str_cut(out, before);
    }
    return charset_decode_lenient(out, bytes, *name, CHARSET_END_IS_REAL, report);
}

enum rc charset_decode(struct str *out, struct span bytes, const char *forced,
                       struct charset_report *report, struct err *err) {
    const char *asked = forced != NULL ? charset_canonical(forced) : NULL;
    charset_report_init(report, asked);
    if (forced != NULL && asked == NULL)
        return err_set(err, RC_INPUT,
                       _("不认识的编码“%s”：可用 utf-8、gb18030、gbk、big5、utf-16 等"), forced);
    bytes = charset_cut_nuls(bytes);
    struct span rest = bytes;
    bool certain;
    const char *name = decide(&rest, asked, &certain);
    if (name == NULL)
        return fail_binary(err);
    if (asked == NULL && charset_decode_hz(out, bytes, report)) {
        report->name = "hz";
        return RC_OK;
    }
    size_t before = out->len, mark = bytes.n - rest.n;
    bool done = certain ? charset_decode_lenient(out, rest, name, CHARSET_END_IS_REAL, report)
                        : decode_guessed(out, rest, &name, report);
    if (!done)
        return charset_fail_system(err, name);
    report->name = name;
    report->certain = certain;
    for (size_t i = 0; i < report->count && i < CHARSET_PLACES_MOST; i++)
        report->places[i].offset += mark;
    struct span text = span_sub(str_span(out), before, out->len);
    bool garbled = !certain && report->count * 10 > utf8_count(text);
    bool refused = garbled || is_binary(text); /* text does not outlive what is appended next */
    bool doubtful = !certain && report->count > 0 && (garbled || strcmp(name, "utf-8") == 0);
    struct charset_report mixed;
    size_t after = out->len;
    if (doubtful && charset_decode_mixed(out, bytes, &mixed)) {
        str_splice(out, before, after - before, SPAN(""));
        *report = mixed;
        return RC_OK;
    }
    if (refused) {
        str_cut(out, before);
        return fail_binary(err);
    }
    return RC_OK;
}
