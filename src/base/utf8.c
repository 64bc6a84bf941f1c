#include "base/utf8.h"

size_t utf8_encode(char32_t c, char bytes[UTF8_MAX]) {
    assert(c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF));
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3F));
    bytes[0] = (char)(lead[n] | c);
    return n;
}

/* Bytes of the character that a byte begins (RFC 3629, section 4), 0 where it begins none. */
static size_t length_of_lead(unsigned char lead) {
    static const struct {
        unsigned char first, last, length;
    } leads[] = {{0x00, 0x7F, 1}, {0xC2, 0xDF, 2}, {0xE0, 0xEF, 3}, {0xF0, 0xF4, 4}};
    for (size_t i = 0; i < ARRAY_LEN(leads); i++)
        if (lead >= leads[i].first && lead <= leads[i].last)
            return leads[i].length;
    return 0;
}

/* Not overlong, no surrogate, not past the last one. */
static bool is_scalar_of_length(char32_t c, size_t length) {
    static const char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return c >= least[length] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

char32_t utf8_take(struct span *text) {
    assert(text->n > 0);
    const unsigned char *p = (const unsigned char *)text->p;
    size_t length = length_of_lead(p[0]);
    char32_t c = length == 1 ? p[0] : p[0] & (0x7Fu >> length);
    bool good = length > 0 && length <= text->n;
    for (size_t i = 1; good && i < length; i++) {
        good = (p[i] & 0xC0) == 0x80;
        c = c << 6 | (p[i] & 0x3F);
    }
    good = good && is_scalar_of_length(c, length);
    size_t eaten = good ? length : 1;
    text->p += eaten;
    text->n -= eaten;
    return good ? c : UTF8_BAD;
}

char32_t utf8_before(struct span text, size_t at) {
    assert(at > 0 && at <= text.n);
    size_t from = at - 1;
    while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from--;
    struct span one = span_sub(text, from, at);
    return utf8_take(&one);
}

bool utf8_is_valid(struct span text, size_t *bad_at) {
    size_t all = text.n;
    while (text.n > 0) {
        size_t at = all - text.n;
        if (utf8_take(&text) == UTF8_BAD) {
            if (bad_at != NULL)
                *bad_at = at;
            return false;
        }
    }
    return true;
}

size_t utf8_count(struct span text) {
    size_t points = 0;
    for (size_t i = 0; i < text.n; i++)
        points += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    return points;
}

size_t utf8_offset(struct span text, size_t points) {
    size_t i = 0;
    while (i < text.n && points > 0) {
        i++;
        while (i < text.n && ((unsigned char)text.p[i] & 0xC0) == 0x80)
            i++;
        points--;
    }
    return i;
}

bool utf8_is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000;
}

size_t utf8_count_ink(struct span text) {
    size_t ink = 0;
    while (text.n > 0)
        ink += !utf8_is_space(utf8_take(&text));
    return ink;
}
