#include "base/text/utf8.h"

#include <endian.h>
#include <string.h>

size_t utf8_put(char32_t c, char bytes[UTF8_MAX]) {
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

/* Most of a report is ASCII and characters of three bytes: their length, 0 for any other. */
static inline size_t take_common(const unsigned char *p, size_t n, char32_t *c) {
    *c = p[0];
    if (p[0] < 0x80)
        return 1;
    if ((p[0] & 0xF0) != 0xE0 || n < 3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
        return 0;
    *c = (char32_t)(p[0] & 0x0F) << 12 | (char32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    return *c >= 0x800 && (*c < 0xD800 || *c > 0xDFFF) ? 3 : 0;
}

char32_t utf8_take(struct span *text) {
    assert(text->n > 0);
    const unsigned char *p = (const unsigned char *)text->p;
    char32_t common;
    size_t eats = take_common(p, text->n, &common);
    if (eats > 0) {
        text->p += eats;
        text->n -= eats;
        return common;
    }
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

size_t utf8_plain_length(char first_byte) {
    unsigned char lead = (unsigned char)first_byte;
    if (lead >= 0x20 && lead <= 0x7E)
        return 1;
    return lead >= 0xE4 && lead <= 0xE9 ? 3 : 0;
}

char32_t utf8_before(struct span text, size_t at) {
    assert(at > 0 && at <= text.n);
    size_t from = at - 1;
    while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from--;
    struct span one = span_sub(text, from, at);
    return utf8_take(&one);
}

bool utf8_is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000;
}

/* Measures up to the first byte that is not valid; returns its offset, or the length. */
static size_t measure(struct span text, struct utf8_measure *out) {
    struct span rest = text, at = text;
    size_t points = 0, spaces = 0;
    for (; rest.n > 0; at = rest) {
        char32_t c = utf8_take(&rest);
        if (c == UTF8_BAD)
            break;
        points++;
        spaces += utf8_is_space(c);
    }
    *out = (struct utf8_measure){points, points - spaces};
    return text.n - at.n;
}

/* The same for sixteen bytes at a time, which is what loading reports waits for. Vectors as gcc and
 * clang have them on any machine: a comparison gives 0xFF where it holds. */
enum { WIDE = 16, BEHIND = 2 /* bytes before a place that are looked at */ };
typedef unsigned char bytes16 __attribute__((vector_size(WIDE)));

struct wide {
    bytes16 odd; /* not 0: not valid, or rare and asking for a closer look */
    size_t continuing, spaces;
};

static inline bytes16 load_wide(const unsigned char *p) {
    bytes16 bytes;
    memcpy(&bytes, p, sizeof bytes);
    return bytes;
}

/* Bytes to pairs of bytes, the four pairs by one multiplication: eight times 255 fit into one. */
static size_t sum_wide(bytes16 counts) {
    const uint64_t low = UINT64_C(0x00FF00FF00FF00FF), ones = UINT64_C(0x0001000100010001);
    uint64_t x[2];
    memcpy(x, &counts, sizeof x);
    x[0] = (x[0] & low) + (x[0] >> 8 & low);
    x[1] = (x[1] & low) + (x[1] >> 8 & low);
    return (size_t)((x[0] + x[1]) * ones >> 48);
}

/* Blocks of sixteen bytes from p on, 255 at most; BEHIND bytes before them are read too. Characters
 * of four bytes, and leads not all of whose followers are valid (C0, C1, E0, ED), are rare in these
 * texts. */
static inline void measure_blocks(struct wide *wide, const unsigned char *p, size_t blocks) {
    bytes16 odd = wide->odd, continuing = {0}, spaces = {0};
    for (; blocks > 0; blocks--, p += WIDE) {
        const bytes16 now = load_wide(p), one = load_wide(p - 1), two = load_wide(p - 2);
        const bytes16 continues = (bytes16)((now & 0xC0) == 0x80);
        odd |= continues ^ (bytes16)((one >= 0xC0) | (two >= 0xE0));
        odd |= (bytes16)((now >= 0xF0) | ((now & 0xFE) == 0xC0) | (now == 0xE0) | (now == 0xED));
        continuing -= continues;
        spaces -= (bytes16)((now == ' ') | ((now - '\t') <= '\r' - '\t') |
                            ((one == 0xC2) & (now == 0xA0)) |
                            ((two == 0xE3) & (one == 0x80) & (now == 0x80)));
    }
    wide->odd = odd;
    wide->continuing += sum_wide(continuing);
    wide->spaces += sum_wide(spaces);
}

static bool is_odd(const struct wide *wide) {
    uint64_t halves[2];
    memcpy(halves, &wide->odd, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

bool utf8_measure(struct span text, struct utf8_measure *out) {
    const unsigned char *p = (const unsigned char *)text.p;
    unsigned char edge[BEHIND + WIDE] = {0};
    struct wide wide = {0};
    size_t at = 0;
    if (text.n == 0) {
        *out = (struct utf8_measure){0, 0};
        return true;
    }
    if (text.n >= WIDE) { /* nothing stands before the first bytes */
        memcpy(edge + BEHIND, p, WIDE);
        measure_blocks(&wide, edge + BEHIND, 1);
        for (at = WIDE; text.n - at >= WIDE;) {
            size_t blocks = (text.n - at) / WIDE;
            blocks = blocks < UINT8_MAX ? blocks : UINT8_MAX;
            measure_blocks(&wide, p + at, blocks);
            at += blocks * WIDE;
        }
        memcpy(edge, p + at - BEHIND, BEHIND);
        memset(edge + BEHIND, 0, WIDE);
    }
    memcpy(edge + BEHIND, p + at, text.n - at);
    measure_blocks(&wide, edge + BEHIND, 1); /* the zeros behind end what should go on */
    if (is_odd(&wide))
        return measure(text, out) == text.n;
    size_t points = text.n - wide.continuing;
    *out = (struct utf8_measure){points, points - wide.spaces};
    return true;
}

bool utf8_is_valid(struct span text, size_t *bad_at) {
    struct utf8_measure unused;
    if (utf8_measure(text, &unused))
        return true;
    if (bad_at != NULL)
        *bad_at = measure(text, &unused);
    return false;
}

size_t utf8_count_ink(struct span text) {
    struct utf8_measure measured;
    size_t ink = 0;
    if (utf8_measure(text, &measured))
        return measured.ink;
    for (size_t end; (end = measure(text, &measured)) < text.n;) {
        ink += measured.ink; /* a byte that should not be there: it counts, as utf8_take has it */
        text = span_sub(text, end + 1, text.n);
        ink++;
    }
    return ink + measured.ink;
}

/* Of eight bytes the highest bit of those that continue a character. */
static uint64_t continuing(uint64_t eight) {
    return eight & ~(eight << 1) & UINT64_C(0x8080808080808080);
}

enum { STRIDE = 128, EIGHT = sizeof(uint64_t) };

/* The characters that begin in so many bytes, a multiple of eight up to STRIDE. */
static size_t count_begun(const char *bytes, size_t n) {
    uint64_t eight, sums = 0; /* of the bytes that continue one: eight sums, a byte each */
    for (size_t i = 0; i < n; i += EIGHT) {
        memcpy(&eight, bytes + i, sizeof eight);
        sums += continuing(eight) >> 7;
    }
    const uint64_t odd = UINT64_C(0x00FF00FF00FF00FF);
    sums = (sums & odd) + (sums >> 8 & odd);
    return n - (size_t)(sums * UINT64_C(0x0001000100010001) >> 48);
}

size_t utf8_count(struct span text) {
    size_t points = 0, i = 0;
    for (; i + STRIDE <= text.n; i += STRIDE)
        points += count_begun(text.p + i, STRIDE);
    size_t eights = (text.n - i) / EIGHT * EIGHT;
    if (eights > 0) /* an empty span may point nowhere */
        points += count_begun(text.p + i, eights);
    for (i += eights; i < text.n; i++)
        points += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    return points;
}

size_t utf8_offset(struct span text, size_t points) {
    size_t i = 0, begun;
    for (; i + STRIDE <= text.n && (begun = count_begun(text.p + i, STRIDE)) <= points; i += STRIDE)
        points -= begun;
    for (; i + EIGHT <= text.n && (begun = count_begun(text.p + i, EIGHT)) <= points; i += EIGHT)
        points -= begun;
    while (i < text.n && (points > 0 || ((unsigned char)text.p[i] & 0xC0) == 0x80)) {
        points -= ((unsigned char)text.p[i] & 0xC0) != 0x80;
        i++;
    }
    return i;
}

bool utf8_has_ink(struct span text) {
    while (text.n > 0)
        if (!utf8_is_space(utf8_take(&text)))
            return true;
    return false;
}
