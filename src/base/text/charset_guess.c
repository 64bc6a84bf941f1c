#include "base/text/charset_guess.h"

#include "base/text/charset_codec.h"
#include "base/text/utf8.h"

#include <string.h>
#include <strings.h>
#include <uchardet/uchardet.h>

enum {
    SAMPLE = 4 * 1024,    /* bytes judged: over a thousand characters */
    FULL = 1000,          /* the score of a text of nothing but common characters */
    VOTE = 100,           /* what uchardet's opinion is worth */
    UNKNOWN_STRICT = 400, /* a reading without a yardstick that has no fault */
    UTF16_LEAST = 500,    /* NULs are there, or no other reading makes sense */
    UTF16_PLAIN = 800,    /* neither, so that it must be plain otherwise */
    BAD_WEIGHT = 4,       /* an invalid byte against a rare character */
};

/* Both national sets begin with the characters of daily use: a double byte code from `first` to
 * `last` with a second byte from `trail` is one, and up to `symbols` it is common punctuation. */
struct yardstick {
    const char *name;
    unsigned char symbols, first, last, trail;
};
static const struct yardstick level_gb = {"gbk", 0xA3, 0xB0, 0xD7, 0xA1};
static const struct yardstick level_big5 = {"big5", 0xA2, 0xA4, 0xC6, 0x40};

static const struct reading {
    const char *name;
    const struct yardstick *yardstick; /* NULL: only where uchardet says so */
    bool wide;                         /* UTF-16: ASCII is evidence too */
} readings[] = {
    {"gb18030", &level_gb, false},   {"big5", &level_big5, false},  {"utf-8", &level_gb, false},
    {"utf-16le", &level_gb, true},   {"utf-16be", &level_gb, true}, {"utf-16le", &level_big5, true},
    {"utf-16be", &level_big5, true}, {"shift_jis", NULL, false},    {"euc-jp", NULL, false},
    {"euc-kr", NULL, false},         {"iso-8859-1", NULL, false},   {"windows-1252", NULL, false},
};

static bool is_common(iconv_t cd, const struct yardstick *yardstick, struct span one,
                      struct str *scratch) {
    str_clear(scratch);
    if (charset_convert(cd, &one, scratch) != 0 || scratch->len != 2)
        return false;
    unsigned char lead = (unsigned char)scratch->s[0], trail = (unsigned char)scratch->s[1];
    bool symbol = lead >= 0xA1 && lead <= yardstick->symbols;
    bool daily = lead >= yardstick->first && lead <= yardstick->last;
    return (symbol || daily) && trail >= yardstick->trail;
}

static bool is_plain_ascii(char32_t c) {
    return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

/* The share of common characters, in thousandths. */
static unsigned share(struct span text, size_t bad, const struct reading *reading) {
    iconv_t cd;
    if (!charset_open(&cd, reading->yardstick->name, "utf-8"))
        return 0;
    struct str scratch = STR_INIT;
    size_t all = BAD_WEIGHT * bad, common = 0;
    while (text.n > 0) {
        struct span one = {text.p, 0};
        char32_t c = utf8_take(&text);
        one.n = (size_t)(text.p - one.p);
        if (c < 0x80) {
            all += reading->wide;
            common += reading->wide && is_plain_ascii(c);
        } else {
            all++;
            common += is_common(cd, reading->yardstick, one, &scratch);
        }
    }
    str_release(&scratch);
    charset_close(cd);
    return all > 0 ? (unsigned)(common * FULL / all) : 0;
}

static unsigned score(struct span sample, enum charset_end end, const struct reading *reading,
                      bool voted) {
    struct charset_report report;
    struct str text = STR_INIT;
    unsigned points = 0;
    if (reading->yardstick == NULL && !voted)
        return 0;
    if (!charset_decode_lenient(&text, sample, reading->name, end, &report))
        return 0;
    if (reading->yardstick == NULL)
        points = report.count == 0 ? UNKNOWN_STRICT : 0;
    else if (memchr(text.s, '\0', text.len) == NULL)
        points = share(str_span(&text), report.count, reading);
    str_release(&text);
    return points;
}

static const struct reading *uchardet_vote(struct span sample) {
    const struct reading *voted = NULL;
    uchardet_t detector = uchardet_new();
    (void)uchardet_handle_data(detector, sample.p, sample.n); /* no memory: no opinion */
    uchardet_data_end(detector);
    const char *name = charset_canonical(uchardet_get_charset(detector));
    for (size_t i = 0; name != NULL && i < ARRAY_LEN(readings); i++)
        if (strcasecmp(readings[i].name, name) == 0)
            voted = &readings[i];
    uchardet_delete(detector);
    return voted;
}

/* From the first byte that is no ASCII: a character begins there in every encoding but UTF-16. */
static struct span narrow_sample(struct span bytes) {
    size_t at = 0;
    while (at < bytes.n && (unsigned char)bytes.p[at] < 0x80)
        at++;
    return span_sub(bytes, at, at + SAMPLE);
}

const char *charset_guess(struct span bytes) {
    bool nul = memchr(bytes.p, '\0', bytes.n) != NULL;
    struct span narrow = narrow_sample(bytes), wide = span_sub(bytes, 0, SAMPLE);
    const struct reading *vote = nul ? NULL : uchardet_vote(narrow);
    const char *best = nul ? NULL : readings[0].name;
    unsigned most = 0;
    for (size_t i = 0; i < ARRAY_LEN(readings); i++) {
        const struct reading *reading = &readings[i];
        if (reading->wide ? !nul && bytes.n % 2 != 0 : nul)
            continue;
        struct span sample = reading->wide ? wide : narrow;
        bool whole = sample.p + sample.n == bytes.p + bytes.n;
        unsigned points = score(sample, whole ? CHARSET_END_IS_REAL : CHARSET_END_IS_CUT, reading,
                                reading == vote);
        bool needed = nul || most < UTF16_LEAST; /* those that are not wide come first */
        if (reading->wide && points < (needed ? UTF16_LEAST : UTF16_PLAIN))
            continue;
        if (reading == vote && points > 0)
            points += VOTE;
        if (points > most) {
            most = points;
            best = reading->name;
        }
    }
    return best;
}
