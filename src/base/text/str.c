#include "base/text/str.h"

#include "base/mem.h"
#include "base/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FORMATTED = 24 }; /* bytes of most of what is formatted */

char str_empty[1];

void str_init(struct str *s) {
    *s = STR_INIT;
}

void str_release(struct str *s) {
    if (s->s != str_empty)
        mem_free(s->s);
    str_init(s);
}

void str_clear(struct str *s) {
    s->len = 0;
    if (s->s != str_empty)
        s->s[0] = '\0';
}

char *str_detach(struct str *s) {
    char *text = s->s != str_empty ? s->s : mem_copy_text("", 0);
    str_init(s);
    return text;
}

struct span str_span(const struct str *s) {
    return (struct span){s->s, s->len};
}

void str_reserve(struct str *s, size_t more) {
    if (s->len + more + 1 <= s->cap)
        return;
    char *block = s->s != str_empty ? s->s : NULL;
    s->s = mem_grow(block, &s->cap, s->len + more + 1, 1);
    s->s[s->len] = '\0';
}

void str_add(struct str *s, struct span more) {
    if (more.n == 0)
        return;
    str_reserve(s, more.n);
    memcpy(s->s + s->len, more.p, more.n);
    s->len += more.n;
    s->s[s->len] = '\0';
}

void str_add_text(struct str *s, const char *more) {
    str_add(s, span_of(more));
}

void str_add_byte(struct str *s, char byte) {
    str_add(s, (struct span){&byte, 1});
}

void str_add_char(struct str *s, char32_t c) {
    char bytes[UTF8_MAX];
    str_add(s, (struct span){bytes, utf8_put(c, bytes)});
}

void str_add_line(struct str *s, struct span more) {
    size_t from = s->len;
    str_add(s, more);
    for (size_t i = from; i < s->len; i++)
        if (s->s[i] == '\n' || s->s[i] == '\t')
            s->s[i] = ' ';
}

void str_add_repeat(struct str *s, struct span what, size_t times) {
    for (size_t i = 0; i < times; i++)
        str_add(s, what);
}

void str_add_format(struct str *s, const char *format, ...) {
    va_list args;
    va_start(args, format);
    str_add_list(s, format, args);
    va_end(args);
}

void str_add_list(struct str *s, const char *format, va_list args) {
    va_list again;
    str_reserve(s, FORMATTED); /* most are short and need no second look */
    size_t room = s->cap - s->len;
    va_copy(again, args);
    int n = vsnprintf(s->s + s->len, room, format, args);
    assert(n >= 0);
    if ((size_t)n >= room) {
        str_reserve(s, (size_t)n);
        (void)vsnprintf(s->s + s->len, (size_t)n + 1, format, again);
    }
    va_end(again);
    s->len += (size_t)n;
}

void str_splice(struct str *s, size_t at, size_t removed, struct span more) {
    assert(at <= s->len && removed <= s->len - at);
    if (more.n > removed)
        str_reserve(s, more.n - removed);
    else if (s->s == str_empty)
        return;
    memmove(s->s + at + more.n, s->s + at + removed, s->len - at - removed);
    if (more.n > 0)
        memcpy(s->s + at, more.p, more.n);
    s->len = s->len - removed + more.n;
    s->s[s->len] = '\0';
}

void str_set(struct str *s, struct span text) {
    str_clear(s);
    str_add(s, text);
}

void str_cut(struct str *s, size_t length) {
    assert(length <= s->len);
    if (length == s->len)
        return;
    s->len = length;
    s->s[length] = '\0';
}
