#include "exchange/html/mime.h"

#include "base/text/base64.h"
#include "base/text/char_class.h"

#include <string.h>

enum { DEPTH_MOST = 8 }; /* of parts within parts */

struct headers {
    struct str type, encoding; /* values; the type in full, with what follows it */
};

/* --- headers --- */

static bool is_header(struct span line, const char *name) {
    size_t n = strlen(name);
    if (line.n <= n || line.p[n] != ':')
        return false;
    for (size_t i = 0; i < n; i++)
        if (char_lower(line.p[i]) != name[i])
            return false;
    return true;
}

static struct span without_return(struct span line) {
    return line.n > 0 && line.p[line.n - 1] == '\r' ? span_sub(line, 0, line.n - 1) : line;
}

/* Eats the headers and the empty line behind them. A line that begins with a blank goes on with the
 * one before it. */
static void take_headers(struct span *rest, struct headers *headers) {
    struct str *into = NULL;
    struct span line;
    while (span_take_line(rest, &line)) {
        line = without_return(line);
        if (line.n == 0)
            return;
        bool goes_on = line.p[0] == ' ' || line.p[0] == '\t';
        if (!goes_on)
            into = is_header(line, "content-type")                ? &headers->type
                   : is_header(line, "content-transfer-encoding") ? &headers->encoding
                                                                  : NULL;
        if (into == NULL)
            continue;
        const char *colon = memchr(line.p, ':', line.n);
        struct span value =
            goes_on || colon == NULL ? line : span_sub(line, (size_t)(colon - line.p) + 1, line.n);
        str_add(into, value);
        str_add_byte(into, ' ');
    }
}

static void lower(struct str *text) {
    for (size_t i = 0; i < text->len; i++)
        text->s[i] = char_lower(text->s[i]);
}

/* boundary="…", charset=…; false: it has none. */
static bool find_parameter(const struct str *type, const char *name, struct str *out) {
    struct str small = STR_INIT;
    str_add(&small, str_span(type));
    lower(&small);
    size_t at = span_find(str_span(&small), span_of(name));
    str_release(&small);
    if (at == SIZE_MAX)
        return false;
    struct span rest = span_trim(span_sub(str_span(type), at + strlen(name), type->len));
    bool quoted = span_take_prefix(&rest, SPAN("\""));
    size_t n = 0;
    while (n < rest.n && (quoted ? rest.p[n] != '"' : rest.p[n] != ';' && rest.p[n] != ' '))
        n++;
    str_set(out, span_sub(rest, 0, n));
    return n > 0;
}

/* --- bodies --- */

static int value_of_hex(char c) {
    c = char_lower(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_quoted(struct str *out, struct span body) {
    for (size_t i = 0; i < body.n; i++) {
        struct span rest = span_sub(body, i + 1, body.n);
        int high = rest.n > 1 ? value_of_hex(rest.p[0]) : -1;
        int low = rest.n > 1 ? value_of_hex(rest.p[1]) : -1;
        if (body.p[i] != '=') {
            str_add_byte(out, body.p[i]);
        } else if (high >= 0 && low >= 0) {
            str_add_byte(out, (char)(high * 16 + low));
            i += 2;
        } else if (span_starts_with(rest, SPAN("\r\n"))) { /* the line goes on */
            i += 2;
        } else if (span_starts_with(rest, SPAN("\n"))) {
            i++;
        } else {
            str_add_byte(out, '=');
        }
    }
}

/* What is no digit of it is passed over (RFC 2045, section 6.8); of a last group that was cut the
 * bytes that are whole are taken. */
static void add_base64(struct str *out, struct span body) {
    static const char pad[] = "===";
    enum { GROUP = 4 };
    struct str digits = STR_INIT;
    for (size_t i = 0; i < body.n && body.p[i] != '='; i++)
        if (base64_is_digit(body.p[i]))
            str_add_byte(&digits, body.p[i]);

    size_t over = digits.len % GROUP;
    if (over == 1)
        str_cut(&digits, digits.len - 1);
    else if (over > 1)
        str_add(&digits, (struct span){pad, GROUP - over});
    (void)base64_add_decoded(out, str_span(&digits));
    str_release(&digits);
}

static void add_body(struct str *out, struct span body, struct str *encoding) {
    lower(encoding);
    if (span_find(str_span(encoding), SPAN("quoted-printable")) != SIZE_MAX)
        add_quoted(out, body);
    else if (span_find(str_span(encoding), SPAN("base64")) != SIZE_MAX)
        add_base64(out, body);
    else
        str_add(out, body);
}

/* --- parts --- */

struct found {
    struct str *page, *charset;
    bool cut;
};
static bool find_page(struct span message, struct found *found, int depth);

/* The parts between lines of "--boundary". */
static bool find_in_parts(struct span body, const struct str *boundary, struct found *found,
                          int depth) {
    struct span rest = body, line;
    const char *begin = NULL;
    while (span_take_line(&rest, &line)) {
        struct span mark = line;
        if (!span_take_prefix(&mark, SPAN("--")) || !span_take_prefix(&mark, str_span(boundary)))
            continue;
        if (begin != NULL &&
            find_page((struct span){begin, (size_t)(line.p - begin)}, found, depth + 1))
            return true;
        begin = rest.p;
    }
    if (begin == NULL || begin >= body.p + body.n ||
        !find_page((struct span){begin, (size_t)(body.p + body.n - begin)}, found, depth + 1))
        return false;
    found->cut = true; /* no line with the boundary ends it */
    return true;
}

static bool find_page(struct span message, struct found *found, int depth) {
    struct headers headers = {.type = STR_INIT, .encoding = STR_INIT};
    struct str parameter = STR_INIT, type = STR_INIT;
    bool any = false;
    take_headers(&message, &headers);
    str_add(&type, span_trim(str_span(&headers.type)));
    lower(&type);
    if (span_starts_with(str_span(&type), SPAN("multipart/")) && depth < DEPTH_MOST &&
        find_parameter(&headers.type, "boundary=", &parameter)) {
        any = find_in_parts(message, &parameter, found, depth);
    } else if (span_starts_with(str_span(&type), SPAN("text/html"))) {
        add_body(found->page, message, &headers.encoding);
        if (find_parameter(&headers.type, "charset=", &parameter))
            str_set(found->charset, str_span(&parameter));
        any = true;
    }
    str_release(&headers.type);
    str_release(&headers.encoding);
    str_release(&parameter);
    str_release(&type);
    return any;
}

bool mime_find_page(struct span message, struct str *page, struct str *charset, bool *cut) {
    struct found found = {page, charset, false};
    bool any = find_page(message, &found, 0);
    *cut = found.cut;
    return any;
}
