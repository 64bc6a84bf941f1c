#include "base/text/span.h"

#include "base/mem.h"

#include <string.h>

static const struct span blanks[] = {{" ", 1}, {"\t", 1}, {"\xE3\x80\x80", 3}};

struct span span_of(const char *text) {
    return (struct span){text != NULL ? text : "", text != NULL ? strlen(text) : 0};
}

bool span_equal(struct span a, struct span b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Names are compared by the thousand, and most differ in their first byte. */
bool span_is(struct span a, const char *text) {
    size_t i = 0;
    while (i < a.n && text[i] == a.p[i] && text[i] != '\0')
        i++;
    return i == a.n && text[i] == '\0';
}

bool span_starts_with(struct span text, struct span prefix) {
    return text.n >= prefix.n && (prefix.n == 0 || memcmp(text.p, prefix.p, prefix.n) == 0);
}

bool span_ends_with(struct span text, struct span suffix) {
    return text.n >= suffix.n &&
           (suffix.n == 0 || memcmp(text.p + text.n - suffix.n, suffix.p, suffix.n) == 0);
}

bool span_take_prefix(struct span *text, struct span prefix) {
    if (!span_starts_with(*text, prefix))
        return false;
    text->p += prefix.n;
    text->n -= prefix.n;
    return true;
}

struct span span_sub(struct span text, size_t from, size_t to) {
    if (to > text.n)
        to = text.n;
    if (from > to)
        from = to;
    /* an empty span may point nowhere: NULL + 0 is undefined in C */
    return (struct span){from > 0 ? text.p + from : text.p, to - from};
}

/* Whether a blank may begin or end with the byte: nearly always it cannot. */
static bool may_be_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\xE3' || byte == '\x80';
}

struct span span_trim_start(struct span text) {
    if (text.n == 0 || !may_be_blank(text.p[0]))
        return text;
    for (size_t i = 0; i < ARRAY_LEN(blanks);)
        i = span_take_prefix(&text, blanks[i]) ? 0 : i + 1;
    return text;
}

struct span span_trim_end(struct span text) {
    if (text.n == 0 || !may_be_blank(text.p[text.n - 1]))
        return text;
    for (size_t i = 0; i < ARRAY_LEN(blanks);) {
        if (span_ends_with(text, blanks[i])) {
            text.n -= blanks[i].n;
            i = 0;
        } else {
            i++;
        }
    }
    return text;
}

struct span span_trim(struct span text) {
    return span_trim_start(span_trim_end(text));
}

bool span_take_word(struct span *text, struct span *word) {
    size_t n = 0;
    *text = span_trim_space(*text);
    while (n < text->n && strchr(" \t\r", text->p[n]) == NULL)
        n++;
    *word = span_sub(*text, 0, n);
    *text = span_sub(*text, n, text->n);
    return n > 0;
}

struct span span_trim_space(struct span text) {
    for (size_t n = SIZE_MAX; n != text.n;) {
        n = text.n;
        text = span_trim_start(text);
        while (span_take_prefix(&text, SPAN("\xC2\xA0"))) {
        }
    }
    for (size_t n = SIZE_MAX; n != text.n;) {
        n = text.n;
        text = span_trim_end(text);
        while (span_ends_with(text, SPAN("\xC2\xA0")))
            text.n -= 2;
    }
    return text;
}

bool span_take_line(struct span *text, struct span *line) {
    if (text->p == NULL)
        return false;
    const char *end = text->n > 0 ? memchr(text->p, '\n', text->n) : NULL;
    if (end == NULL) {
        *line = *text;
        *text = (struct span){NULL, 0};
        return true;
    }
    *line = (struct span){text->p, (size_t)(end - text->p)};
    *text = (struct span){end + 1, text->n - line->n - 1};
    return true;
}

size_t span_find(struct span text, struct span what) {
    if (what.n == 0)
        return 0;
    for (size_t i = 0; i + what.n <= text.n; i++) {
        const char *hit = memchr(text.p + i, what.p[0], text.n - what.n + 1 - i);
        if (hit == NULL)
            break;
        i = (size_t)(hit - text.p);
        if (memcmp(hit, what.p, what.n) == 0)
            return i;
    }
    return SIZE_MAX;
}

bool span_to_number(struct span text, uint64_t most, uint64_t *out) {
    uint64_t value = 0;
    if (text.n == 0)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(text.p[i] - '0');
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, digit, &value))
            return false;
    }
    *out = value;
    return value <= most;
}

char *span_copy(struct span text) {
    return mem_copy_text(text.p, text.n);
}
