#include "base/text/text_clean.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"

static const struct range {
    char32_t first, last;
} STRIPPED[] = {
    {0x00, 0x08},     {0x0E, 0x1F},     {0x7F, 0x9F},     {0x61C, 0x61C},
    {0x200B, 0x200C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
    {0x2066, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

bool text_is_stripped_char(char32_t c) {
    if ((c >= 0x20 && c < 0x7F) || (c >= 0x3000 && c < 0xFEFF))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(STRIPPED) && c >= STRIPPED[i].first; i++)
        if (c <= STRIPPED[i].last)
            return true;
    return false;
}

bool text_is_hostile_char(char32_t c) {
    return text_is_stripped_char(c) || c == CHAR_ZWJ || c == 0x2028 || c == 0x2029 || c == UTF8_BAD;
}

static bool is_foreign_line_end(char32_t c) {
    return c == '\v' || c == '\f' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* Whether what will follow in the cleaned text is a pictograph. */
static bool is_before_pictograph(struct span rest) {
    while (rest.n > 0) {
        char32_t c = utf8_take(&rest);
        if (!text_is_stripped_char(c))
            return char_is_pictographic(c);
    }
    return false;
}

static void note_stripped(struct text_clean_report *report, char32_t c, size_t point) {
    if (report->stripped++ > 0)
        return;
    report->first = c;
    report->first_point = point;
}

/* Bytes of the plain characters at the front: they are kept whatever stands around them. Adds their
 * count to *points. */
static size_t plain_run(struct span text, size_t *points) {
    size_t n = 0;
    while (n < text.n) {
        size_t length = utf8_plain_length(text.p[n]);
        if (length == 0 || length > text.n - n)
            break;
        n += length;
        (*points)++;
    }
    return n;
}

static void clean(struct str *out, struct span text, struct text_clean_report *report,
                  bool next_line_ends) {
    struct text_clean_report unasked = {0};
    if (report == NULL)
        report = &unasked;
    str_reserve(out, text.n);
    bool in_emoji = false; /* the text so far ends in a pictograph and its marks */
    for (size_t point = 0; text.n > 0; point++) {
        size_t plain = plain_run(text, &point);
        if (plain > 0) {
            str_add(out, span_sub(text, 0, plain));
            text = span_sub(text, plain, text.n);
            in_emoji = false;
        }
        if (text.n == 0)
            break;
        struct span whole = text;
        char32_t c = utf8_take(&text);
        assert(c != UTF8_BAD);
        if (is_foreign_line_end(c) || (next_line_ends && c == 0x85)) {
            if (c == '\r' && text.n > 0 && text.p[0] == '\n') {
                utf8_take(&text);
                point++;
            }
            str_add_byte(out, '\n');
            report->line_ends++;
            in_emoji = false;
        } else if (text_is_stripped_char(c) ||
                   (c == CHAR_ZWJ && !(in_emoji && is_before_pictograph(text)))) {
            note_stripped(report, c, point);
        } else {
            str_add(out, span_sub(whole, 0, whole.n - text.n));
            in_emoji = char_is_pictographic(c) || (in_emoji && char_is_extender(c));
        }
    }
}

void text_clean(struct str *out, struct span text, struct text_clean_report *report) {
    clean(out, text, report, false);
}

void text_clean_file(struct str *out, struct span text, struct text_clean_report *report) {
    clean(out, text, report, true);
}

/* Takes from the front what a terminal may be sent; what is left begins with what it may not. */
static struct span take_harmless(struct span *rest, bool *in_emoji) {
    struct span whole = *rest;
    while (rest->n > 0) {
        size_t points = 0, plain = plain_run(*rest, &points);
        *rest = span_sub(*rest, plain, rest->n);
        if (plain > 0)
            *in_emoji = false;
        if (rest->n == 0)
            break;
        struct span after = *rest;
        char32_t c = utf8_take(&after);
        bool joins = c == CHAR_ZWJ && *in_emoji && is_before_pictograph(after);
        if ((text_is_hostile_char(c) || c == '\r' || c == '\v') && !joins)
            break;
        *in_emoji = char_is_pictographic(c) || (*in_emoji && char_is_extender(c));
        *rest = after;
    }
    return span_sub(whole, 0, whole.n - rest->n);
}

void text_clean_line(struct str *out, struct span text) {
    struct str lines = STR_INIT;
    text_clean(&lines, text, NULL);
    str_add_line(out, span_trim(str_span(&lines)));
    str_release(&lines);
}

bool text_is_harmless(struct span bytes) {
    bool in_emoji = false;
    (void)take_harmless(&bytes, &in_emoji);
    return bytes.n == 0;
}

void text_add_shown(struct str *out, struct span bytes) {
    bool in_emoji = false;
    while (bytes.n > 0) {
        str_add(out, take_harmless(&bytes, &in_emoji));
        if (bytes.n == 0)
            break;
        char32_t c = utf8_take(&bytes);
        str_add_byte(out, '?');
        in_emoji = in_emoji && char_is_extender(c);
    }
}
