#include "exchange/html/markup.h"

#include "base/mem.h"
#include "base/text/char_class.h"

#include <string.h>
#include <uchar.h>

static bool begins_with(struct span text, const char *word) {
    size_t n = strlen(word);
    if (text.n < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (char_lower(text.p[i]) != word[i])
            return false;
    return true;
}

static bool is_letter(char c) {
    return char_lower(c) >= 'a' && char_lower(c) <= 'z';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Bytes up to and with `end`; all of them where it does not come. */
static size_t length_until(struct span text, struct span end) {
    size_t at = span_find(text, end);
    return at == SIZE_MAX ? text.n : at + end.n;
}

/* Bytes of a tag. A '>' in a quoted value does not end it; a quotation mark begins a value behind
 * '=' alone. */
static size_t tag_length(struct span text) {
    char before = '\0';
    for (size_t i = 1; i < text.n; i++) {
        char c = text.p[i];
        if (c == '>')
            return i + 1;
        if ((c == '"' || c == '\'') && before == '=') {
            const char *end = memchr(text.p + i + 1, c, text.n - i - 1);
            if (end == NULL)
                return text.n;
            i = (size_t)(end - text.p);
        }
        if (!is_blank(c))
            before = c;
    }
    return text.n;
}

static bool is_tag(struct span tag, const char *name) {
    size_t n = strlen(name);
    struct span rest = span_sub(tag, 1, tag.n);
    return begins_with(rest, name) && (rest.n == n || !is_letter(rest.p[n]));
}

/* Elements that hold nothing have no end tag. Of these the library does not know it, and would put
 * what follows into them: they are told to end. */
static void add_end(struct str *out, struct span tag) {
    static const char *const names[] = {"embed", "source", "track", "wbr", "bgsound", "keygen"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (tag.p[tag.n - 1] == '>' && is_tag(tag, names[i]))
            str_add_format(out, "</%s>", names[i]);
}

/* Bytes of the text behind a tag in which no markup is known, up to its end tag; 0: it is known. */
static size_t raw_length(struct span tag, struct span behind) {
    static const char *const names[] = {"script", "style", "textarea", "title", "xmp"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (!is_tag(tag, names[i]))
            continue;

        for (size_t at = 0; at < behind.n; at++) {
            struct span end = span_sub(behind, at, behind.n);
            if (end.p[0] == '<' && end.n > 1 && end.p[1] == '/' &&
                begins_with(span_sub(end, 2, end.n), names[i]))
                return at;
        }
        return behind.n;
    }
    return 0;
}

/* Bytes of what begins at a '<'; *kept: whether it stays. */
static size_t markup_length(struct span text, bool *kept) {
    *kept = true;
    if (begins_with(text, "<!--")) /* "<!-->" is a whole one */
        return 2 + length_until(span_sub(text, 2, text.n), SPAN("-->"));
    if (begins_with(text, "<!")) {
        *kept = begins_with(text, "<!doctype");
        return length_until(text, SPAN(">"));
    }
    if (text.n < 2 || (!is_letter(text.p[1]) && text.p[1] != '/'))
        return 1;

    size_t n = tag_length(text);
    return n + raw_length(span_sub(text, 0, n), span_sub(text, n, text.n));
}

void html_add_markup(struct str *out, struct span page) {
    str_reserve(out, page.n);
    while (page.n > 0) {
        const char *angle = memchr(page.p, '<', page.n);
        size_t before = angle == NULL ? page.n : (size_t)(angle - page.p);
        str_add(out, span_sub(page, 0, before));
        page = span_sub(page, before, page.n);
        if (page.n == 0)
            break;

        bool kept = true;
        size_t n = markup_length(page, &kept);
        if (kept) {
            str_add(out, span_sub(page, 0, n));
            add_end(out, span_sub(page, 0, n));
        }
        page = span_sub(page, n, page.n);
    }
}

/* --- references to characters --- */

enum { WINDOWS_FIRST = 0x80, WINDOWS_LAST = 0x9F };

/* The table of the HTML standard; 0: the reference stays what it is. */
static const char16_t windows[WINDOWS_LAST - WINDOWS_FIRST + 1] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static int digit_of(char c, int base) {
    char lower = char_lower(c);
    if (c >= '0' && c <= '9')
        return c - '0';
    return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Bytes of the reference that begins with "&#", its semicolon among them where it has one. */
static size_t read_reference(struct span text, unsigned *number) {
    enum { ENOUGH = 0x110000 };
    int base = text.n > 2 && char_lower(text.p[2]) == 'x' ? 16 : 10;
    size_t n = base == 16 ? 3 : 2;
    *number = 0;
    for (; n < text.n && digit_of(text.p[n], base) >= 0; n++)
        if (*number < ENOUGH)
            *number = *number * (unsigned)base + (unsigned)digit_of(text.p[n], base);
    return n < text.n && text.p[n] == ';' ? n + 1 : n;
}

void html_add_references(struct str *out, struct span page) {
    str_reserve(out, page.n);
    while (page.n > 0) {
        size_t before = span_find(page, SPAN("&#"));
        before = before == SIZE_MAX ? page.n : before;
        str_add(out, span_sub(page, 0, before));
        page = span_sub(page, before, page.n);
        if (page.n == 0)
            break;

        unsigned number = 0;
        size_t n = read_reference(page, &number);
        bool maps = number >= WINDOWS_FIRST && number <= WINDOWS_LAST &&
                    windows[number - WINDOWS_FIRST] != 0;
        if (maps)
            str_add_char(out, windows[number - WINDOWS_FIRST]);
        else
            str_add(out, span_sub(page, 0, n));
        page = span_sub(page, n, page.n);
    }
}

/* --- its end --- */

bool html_is_cut(struct span page) {
    bool begins = false, ends = false;
    for (size_t i = 0; i < page.n; i++) {
        struct span at = span_sub(page, i, page.n);
        bool is_tag =
            at.n > 1 && at.p[0] == '<' && (is_letter(at.p[1]) || at.p[1] == '/' || at.p[1] == '!');
        if (!is_tag)
            continue;
        bool is_comment = span_starts_with(at, SPAN("<!--"));
        size_t closed = span_find(at, is_comment ? SPAN("-->") : SPAN(">"));
        if (closed == SIZE_MAX)
            return true;
        begins |= begins_with(at, "<html") || begins_with(at, "<body");
        ends |= begins_with(at, "</html") || begins_with(at, "</body");
        i += closed;
    }
    return begins && !ends;
}
