#include "base/text/charset_decode.h"

#include "base/lang.h"
#include "base/text/charset_codec.h"
#include "base/text/charset_guess.h"
#include "base/text/charset_odd.h"
#include "base/text/utf8.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

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
                   _("内容不是文字：能读的是txt、md、docx、odt、网页（html）和JSON，别的文件请先另"
                     "存为其中一种"));
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
