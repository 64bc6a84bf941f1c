#include "base/charset_codec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

enum { PLACES_SAID = 3, FINISH_ROOM = 64 };

static const struct {
    const char *alias, *name;
} aliases[] = {
    {"utf-8", "utf-8"},
    {"utf8", "utf-8"},
    {"utf-8-bom", "utf-8-bom"},
    {"utf8-bom", "utf-8-bom"},
    {"utf-8-sig", "utf-8-bom"},
    {"utf8bom", "utf-8-bom"},
    {"utf-16", "utf-16le"},
    {"utf16", "utf-16le"},
    {"unicode", "utf-16le"},
    {"utf-16le", "utf-16le"},
    {"utf16le", "utf-16le"},
    {"utf-16be", "utf-16be"},
    {"utf16be", "utf-16be"},
    {"gb18030", "gb18030"},
    {"gb-18030", "gb18030"},
    {"gb18030-2005", "gb18030"},
    {"gb18030-2022", "gb18030"},
    {"gbk", "gbk"},
    {"gb2312", "gbk"},
    {"gb_2312-80", "gbk"},
    {"euc-cn", "gbk"},
    {"euccn", "gbk"},
    {"cp936", "gbk"},
    {"ms936", "gbk"},
    {"windows-936", "gbk"},
    {"big5", "big5"},
    {"big-5", "big5"},
    {"big5-eten", "big5"},
    {"cp950", "big5"},
    {"windows-950", "big5"},
};

/* glibc takes suffixes ("//TRANSLIT"), the empty name (the locale's encoding) and its own inner
 * formats for names: none of them may come from outside. */
static bool is_plain_name(const char *name) {
    static const char also[] = "-_.:+()";
    for (const char *p = name; *p != '\0'; p++) {
        bool plain = (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') ||
                     (*p >= 'A' && *p <= 'Z') || strchr(also, *p) != NULL;
        if (!plain)
            return false;
    }
    return name[0] != '\0' && strcasecmp(name, "char") != 0 && strcasecmp(name, "wchar_t") != 0 &&
           strcasecmp(name, "internal") != 0;
}

bool charset_open(iconv_t *cd, const char *to, const char *from) {
    *cd = iconv_open(to, from);
    return *cd != (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr): so says POSIX */
}

enum rc charset_fail_system(struct err *err, const char *name) {
    return err_set(
        err, RC_OUTPUT,
        _("系统现在不能转换%s编码：请关闭其他程序后再试；仍不行，请管理员检查glibc的gconv文件"),
        name);
}

const char *charset_canonical(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
        if (strcasecmp(name, aliases[i].alias) == 0)
            return aliases[i].name;
    if (!is_plain_name(name))
        return NULL;
    iconv_t cd;
    if (!charset_open(&cd, name, "utf-8"))
        return NULL;
    (void)iconv_close(cd);
    return name;
}

int charset_convert(iconv_t cd, struct span *in, struct str *out) {
    union { /* iconv promises not to write there, but its type does not say so */
        const char *ours;
        char *its;
    } from = {.ours = in->p};
    int error;
    do {
        str_reserve(out, in->n + in->n / 2 + 64);
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
    str_reserve(out, FINISH_ROOM);
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

/* Encoding. */

enum { ALL_POINTS = 0x110000, BITS = 8 };

struct encoder {
    iconv_t cd, probe, back; /* there, there for one character, and back */
    struct str *out;
    enum charset_unmappable unmappable;
    struct charset_report *report;
    size_t points;               /* of the text before the place reported last … */
    const char *counted;         /* … which is here */
    unsigned char *known, *good; /* a bit a point: it has been tried; it came back */
};

/* The whole text at once: true where it comes back as it was. Else nothing is appended. */
static bool encode_whole(struct encoder *encoder, struct span text) {
    size_t before = encoder->out->len;
    struct str back = STR_INIT;
    struct span rest = text;
    bool whole = charset_convert(encoder->cd, &rest, encoder->out) == 0;
    charset_finish(encoder->cd, encoder->out);
    struct span bytes = span_sub(str_span(encoder->out), before, encoder->out->len);
    (void)charset_convert(encoder->back, &bytes, &back);
    charset_finish(encoder->back, &back);
    whole = whole && span_equal(str_span(&back), text);
    if (!whole)
        str_cut(encoder->out, before);
    str_release(&back);
    return whole;
}

/* glibc eats tag characters (U+E0000 to E007F) where its table has none, and in some encodings
 * gives a character the code of another: carried is only what comes back. */
static bool comes_back(struct encoder *encoder, struct span one) {
    struct str bytes = STR_INIT, back = STR_INIT;
    struct span rest = one;
    bool fine = charset_convert(encoder->probe, &rest, &bytes) == 0;
    charset_finish(encoder->probe, &bytes);
    rest = str_span(&bytes);
    (void)charset_convert(encoder->back, &rest, &back);
    charset_finish(encoder->back, &back);
    fine = fine && span_equal(str_span(&back), one);
    str_release(&bytes);
    str_release(&back);
    return fine;
}

static bool is_carried(struct encoder *encoder, struct span one, char32_t c) {
    if (c == UTF8_BAD)
        return false;
    unsigned char bit = (unsigned char)(1U << c % BITS);
    if ((encoder->known[c / BITS] & bit) == 0) {
        encoder->known[c / BITS] |= bit;
        encoder->good[c / BITS] |= comes_back(encoder, one) ? bit : 0;
    }
    return (encoder->good[c / BITS] & bit) != 0;
}

/* Bytes of the characters at the front that are carried. */
static size_t carried_bytes(struct encoder *encoder, struct span text) {
    struct span rest = text;
    while (rest.n > 0) {
        struct span from = rest;
        char32_t c = utf8_take(&rest);
        if (!is_carried(encoder, span_sub(from, 0, from.n - rest.n), c))
            return text.n - from.n;
    }
    return text.n;
}

static void add_instead(struct encoder *encoder, char32_t c) {
    struct str note = STR_INIT;
    size_t before = encoder->out->len;
    if (encoder->unmappable == CHARSET_GETA)
        str_add(&note, CHARSET_GETA_MARK);
    else
        str_add_format(&note, "&#x%X;", (unsigned)c);
    struct span rest = str_span(&note);
    if (charset_convert(encoder->cd, &rest, encoder->out) != 0) {
        str_cut(encoder->out, before);
        rest = SPAN("?"); /* an encoding that has no 〓 */
        (void)charset_convert(encoder->cd, &rest, encoder->out);
    }
    str_release(&note);
}

static void skip_unmappable(struct encoder *encoder, struct span *text) {
    struct span passed = {encoder->counted, (size_t)(text->p - encoder->counted)};
    encoder->points += utf8_count(passed);
    encoder->counted = text->p;
    char32_t c = utf8_take(text);
    charset_report_add(encoder->report, encoder->points, c);
    if (encoder->unmappable != CHARSET_REFUSE)
        add_instead(encoder, c);
}

static void encode_by_character(struct encoder *encoder, struct span text) {
    encoder->known = mem_alloc_zero(ALL_POINTS / BITS, 1);
    encoder->good = mem_alloc_zero(ALL_POINTS / BITS, 1);
    encoder->counted = text.p;
    while (text.n > 0) {
        size_t n = carried_bytes(encoder, text);
        struct span run = span_sub(text, 0, n);
        (void)charset_convert(encoder->cd, &run, encoder->out);
        text = span_sub(text, n, text.n);
        if (text.n > 0)
            skip_unmappable(encoder, &text);
    }
    charset_finish(encoder->cd, encoder->out);
    mem_free(encoder->known);
    mem_free(encoder->good);
}

static void close_encoder(struct encoder *encoder) {
    (void)iconv_close(encoder->cd);
    (void)iconv_close(encoder->probe);
    (void)iconv_close(encoder->back);
}

static bool open_encoder(struct encoder *encoder, const char *name) {
    int opened = charset_open(&encoder->cd, name, "utf-8");
    opened += charset_open(&encoder->probe, name, "utf-8");
    opened += charset_open(&encoder->back, "utf-8", name);
    return opened == 3;
}

static bool is_shown(char32_t c) {
    return c >= 0xA0 && !(c >= 0xE000 && c <= 0xF8FF) && c < 0xE0000;
}

static enum rc refuse(const struct charset_report *report, struct err *err) {
    struct str list = STR_INIT;
    for (size_t i = 0; i < report->count && i < PLACES_SAID; i++) {
        const struct charset_place *place = &report->places[i];
        if (i > 0)
            str_add_text(&list, _("、"));
        if (is_shown(place->value)) {
            str_add_text(&list, "“");
            str_add_char(&list, place->value);
            str_add_text(&list, "”");
        }
        str_add_format(&list, _("U+%04X（第 %zu 字）"), (unsigned)place->value, place->offset + 1);
    }
    /* the standard of 2022 has a code for every point: it is the system that knows none */
    const char *why = strcmp(report->name, "gb18030") == 0
                          ? _("（GB18030-2022标准里有这些字，本机的转换程序还写不出）")
                          : "";
    enum rc rc = err_set(err, RC_UNMAPPABLE,
                         _("%s 编码写不出其中 %zu 个字：%s%s%s。请改用 UTF-8 编码，或用〓代替"
                           "（--unmappable geta），或写成注记（--unmappable ncr）"),
                         report->name, report->count, list.s,
                         report->count > PLACES_SAID ? _(" 等") : "", why);
    str_release(&list);
    return rc;
}

static struct span mark_of(const char *name) {
    static const struct {
        const char *name;
        struct span mark;
    } marks[] = {
        {"utf-8-bom", {"\xEF\xBB\xBF", 3}},
        {"utf-16le", {"\xFF\xFE", 2}},
        {"utf-16be", {"\xFE\xFF", 2}},
    };
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (strcmp(name, marks[i].name) == 0)
            return marks[i].mark;
    return SPAN("");
}

enum rc charset_encode(struct str *out, struct span text, const char *name,
                       enum charset_unmappable unmappable, struct charset_report *report,
                       struct err *err) {
    const char *canonical = charset_canonical(name);
    if (canonical == NULL)
        return err_set(err, RC_USAGE, _("不认识的编码“%s”：可用 utf-8、utf-8-bom、gb18030、gbk 等"),
                       name);
    charset_report_init(report, canonical);
    report->certain = true;
    size_t before = out->len;
    str_add(out, mark_of(canonical));
    if (strncmp(canonical, "utf-8", 5) == 0) {
        str_add(out, text);
        return RC_OK;
    }
    struct encoder encoder = {.out = out, .unmappable = unmappable, .report = report};
    if (!open_encoder(&encoder, canonical)) {
        close_encoder(&encoder); /* one that is not open is not closed */
        str_cut(out, before);
        return charset_fail_system(err, canonical);
    }
    if (!encode_whole(&encoder, text))
        encode_by_character(&encoder, text);
    close_encoder(&encoder);
    if (report->count > 0 && unmappable == CHARSET_REFUSE) {
        str_cut(out, before);
        return refuse(report, err);
    }
    return RC_OK;
}
