#include "base/text/grapheme.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"

#include <unigbrk.h>

/* Between two of these there is always a boundary: most of a report, without the database. */
static bool is_plain(char32_t c) {
    return (c >= 0x20 && c <= 0x7E) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0x3001 && c <= 0x3029) || (c >= 0xFF01 && c <= 0xFF60) ||
           (c >= 0x2010 && c <= 0x2027);
}

/* What GB9 to GB13 must know of the cluster so far. */
struct cluster {
    int last;      /* Grapheme_Cluster_Break of the last point */
    bool pict;     /* Extended_Pictographic Extend* so far */
    bool pict_zwj; /* … and then a ZWJ */
    size_t flags;  /* regional indicators at the end */
};

static int class_of(char32_t c) {
    return is_plain(c) ? GBP_OTHER : uc_graphemeclusterbreak_property(c);
}

static void cluster_start(struct cluster *cluster, char32_t c) {
    *cluster = (struct cluster){.last = class_of(c), .pict = char_is_pictographic(c)};
    cluster->flags = cluster->last == GBP_RI;
}

static bool is_hangul_joined(int a, int b) { /* GB6 to GB8 */
    if (a == GBP_L)
        return b == GBP_L || b == GBP_V || b == GBP_LV || b == GBP_LVT;
    if (a == GBP_LV || a == GBP_V)
        return b == GBP_V || b == GBP_T;
    return (a == GBP_LVT || a == GBP_T) && b == GBP_T;
}

static bool is_control(int class) {
    return class == GBP_CR || class == GBP_LF || class == GBP_CONTROL;
}

/* Whether c belongs to the cluster; it is taken in then. */
static bool cluster_joins(struct cluster *cluster, char32_t c) {
    int a = cluster->last;
    int b = class_of(c);
    bool joined = false;
    if (is_control(a) || is_control(b))
        joined = a == GBP_CR && b == GBP_LF;
    else if (b == GBP_EXTEND || b == GBP_ZWJ || b == GBP_SPACINGMARK || a == GBP_PREPEND)
        joined = true;
    else if (b == GBP_RI)
        joined = cluster->flags % 2 == 1;
    else
        joined = is_hangul_joined(a, b) || (cluster->pict_zwj && char_is_pictographic(c));
    cluster->pict_zwj = cluster->pict && b == GBP_ZWJ;
    cluster->pict = char_is_pictographic(c) || (cluster->pict && b == GBP_EXTEND);
    cluster->flags = b == GBP_RI ? cluster->flags + 1 : 0;
    cluster->last = b;
    return joined;
}

size_t grapheme_next(struct span text, size_t at) {
    assert(at <= text.n);
    if (at == text.n)
        return at;
    size_t plain = at + utf8_plain_length(text.p[at]);
    if (plain > at && (plain >= text.n || utf8_plain_length(text.p[plain]) > 0))
        return plain < text.n ? plain : text.n;
    struct span rest = span_sub(text, at, text.n);
    char32_t c = utf8_take(&rest);
    struct cluster cluster = {.last = -1};
    while (rest.n > 0) {
        size_t end = text.n - rest.n;
        char32_t next = utf8_take(&rest);
        if (cluster.last < 0) {
            if (is_plain(c) && is_plain(next))
                return end;
            cluster_start(&cluster, c);
        }
        if (!cluster_joins(&cluster, next))
            return end;
    }
    return text.n;
}

/* A boundary whatever stands before a. */
static bool is_certain_boundary(char32_t a, char32_t b) {
    if (is_plain(a) && is_plain(b))
        return true;
    struct cluster cluster;
    cluster_start(&cluster, a);
    cluster.pict_zwj = cluster.last == GBP_ZWJ;
    return !cluster_joins(&cluster, b);
}

size_t grapheme_prev(struct span text, size_t at) {
    assert(at <= text.n);
    if (at == 0)
        return 0;
    char32_t next = utf8_before(text, at);
    size_t start = at;
    do {
        start--;
        while (start > 0 && ((unsigned char)text.p[start] & 0xC0) == 0x80)
            start--;
        if (start == 0)
            break;
        char32_t c = utf8_before(text, start);
        if (is_certain_boundary(c, next))
            break;
        next = c;
    } while (true);
    for (size_t end = grapheme_next(text, start); end < at; end = grapheme_next(text, start))
        start = end;
    return start;
}

struct span grapheme_take(struct span *text) {
    assert(text->n > 0);
    size_t n = grapheme_next(*text, 0);
    struct span one = span_sub(*text, 0, n);
    *text = span_sub(*text, n, text->n);
    return one;
}
