#include "base/text/charset_codec.h"

#include "base/lang.h"
#include "base/text/utf8.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

enum { ROOM = 64 }; /* bytes, more than any conversion holds back */

static bool is_open(iconv_t cd) {
    return cd != (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr): so says POSIX */
}

bool charset_open(iconv_t *cd, const char *to, const char *from) {
    *cd = iconv_open(to, from);
    return is_open(*cd);
}

void charset_close(iconv_t cd) {
    if (is_open(cd))
        (void)iconv_close(cd);
}

enum rc charset_fail_system(struct err *err, const char *name) {
    return err_set(
        err, RC_OUTPUT,
        _("系统现在不能转换%s编码：请关闭其他程序后再试；仍不行，请管理员检查glibc的gconv文件"),
        name);
}

int charset_convert(iconv_t cd, struct span *in, struct str *out) {
    union { /* iconv promises not to write there, but its type does not say so */
        const char *ours;
        char *its;
    } from = {.ours = in->p};
    int error;
    do {
        str_reserve(out, in->n + in->n / 2 + ROOM);
        char *to = out->s + out->len;
        size_t room = out->cap - out->len - 1;
        error = iconv(cd, &from.its, &in->n, &to, &room) == (size_t)-1 ? errno : 0;
        out->len = (size_t)(to - out->s);
        out->s[out->len] = '\0';
    } while (error == E2BIG);
    in->p = from.ours;
    assert(error == 0 || error == EILSEQ || error == EINVAL);
    return error;
}

void charset_finish(iconv_t cd, struct str *out) {
    str_reserve(out, ROOM);
    char *to = out->s + out->len;
    size_t room = out->cap - out->len - 1;
    (void)iconv(cd, NULL, NULL, &to, &room);
    out->len = (size_t)(to - out->s);
    out->s[out->len] = '\0';
}

void charset_report_init(struct charset_report *report, const char *name) {
    *report = (struct charset_report){.name = name};
}

void charset_report_add(struct charset_report *report, size_t offset, char32_t value) {
    if (report->count < CHARSET_PLACES_MOST)
        report->places[report->count] = (struct charset_place){offset, value};
    report->count++;
}

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
