#include "edit/convert.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "edit/editor_select.h"
#include "model/splice.h"

/* A half-width mark beside Chinese and the mark that belongs there. */
static char32_t wide_mark(char32_t c) {
    static const char32_t marks[][2] = {{',', 0xFF0C}, {';', 0xFF1B}, {':', 0xFF1A}, {'?', 0xFF1F},
                                        {'!', 0xFF01}, {'(', 0xFF08}, {')', 0xFF09}, {'.', 0x3002}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (marks[i][0] == c)
            return marks[i][1];
    return 0;
}

static bool is_chinese(char32_t c) {
    return char_is_han(c) || c == 0x201D || c == 0x2019 || c == 0x300B || c == 0xFF09;
}

static bool is_wide_digit(char32_t c) {
    return c >= 0xFF10 && c <= 0xFF19;
}

static bool is_wide_letter(char32_t c) {
    return (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

static bool is_any_digit(char32_t c) {
    return is_wide_digit(c) || (c >= '0' && c <= '9');
}

/* Brackets go in pairs: how the open ones went. */
struct brackets {
    uint64_t widened; /* a bit each, the innermost lowest */
    unsigned depth;
};

static bool widens(struct brackets *brackets, char32_t c, char32_t before, char32_t after) {
    if (c == '(') {
        bool wide = is_chinese(before) || char_is_han(after);
        brackets->widened = brackets->widened << 1 | wide;
        brackets->depth++;
        return wide;
    }
    if (c == ')' && brackets->depth > 0) {
        bool wide = brackets->widened & 1;
        brackets->widened >>= 1;
        brackets->depth--;
        return wide;
    }
    if (c == '.')
        return char_is_han(before) && (after == 0 || char_is_han(after));
    return is_chinese(before) && after != '/';
}

static char32_t converted(char32_t c, char32_t before, char32_t after, bool widen,
                          struct convert_count *count) {
    char32_t result = c;
    if (is_wide_digit(c) || is_wide_letter(c))
        result = c - 0xFEE0;
    else if (c == 0xFF0E && is_any_digit(before) && is_any_digit(after))
        result = '.';
    if (result != c) {
        count->digits++;
    } else if (widen) {
        result = wide_mark(c);
        count->marks++;
    }
    return result;
}

struct convert_count convert_line(struct str *out, struct span line, enum line_tag tag, size_t from,
                                  size_t to) {
    struct convert_count count = {0};
    struct brackets brackets = {0};
    struct span rest = line;
    char32_t before = 0;
    bool leads = tag != LINE_ROW && span_trim_space(line).n > 0; /* before any ink */
    while (rest.n > 0) {
        size_t at = line.n - rest.n;
        bool inside = at >= from && at < to;
        char32_t c = utf8_take(&rest);
        struct span ahead = rest;
        char32_t after = ahead.n > 0 ? utf8_take(&ahead) : 0;
        bool widen = wide_mark(c) != 0 && widens(&brackets, c, before, after);
        leads = leads && utf8_is_space(c);
        if (leads && inside)
            count.blanks++;
        else
            str_add_char(out, inside ? converted(c, before, after, widen, &count) : c);
        before = c;
    }
    return count;
}

bool convert_is_none(const struct convert_count *count) {
    return count->digits + count->marks + count->blanks == 0;
}

/* One line of the copy, from its point `from` to `to`. */
static void convert_in(struct body *copy, size_t line, size_t from, size_t to,
                       struct convert_count *count) {
    struct str text = STR_INIT;
    struct span old = str_span(&copy->lines[line].text);
    struct convert_count more = convert_line(&text, old, copy->lines[line].tag,
                                             utf8_offset(old, from), utf8_offset(old, to));
    if (!convert_is_none(&more)) {
        struct splice splice;
        body_make_splice(&splice, copy, body_line_start(copy, line), copy->lines[line].points,
                         str_span(&text), copy->lines[line].tag);
        enum rc rc = body_apply(copy, &splice, NULL);
        assert(rc == RC_OK);
        splice_release(&splice);
    }
    count->digits += more.digits;
    count->marks += more.marks;
    count->blanks += more.blanks;
    str_release(&text);
}

bool convert_range(struct splice *splice, const struct body *body, struct editor_range range,
                   struct convert_count *count) {
    struct body copy;
    struct body_place first = body_place_of(body, range.from), last = body_place_of(body, range.to);
    *count = (struct convert_count){0};
    body_copy(&copy, body);
    for (size_t i = last.line + 1; i-- > first.line;)
        convert_in(&copy, i, i == first.line ? first.column : 0,
                   i == last.line ? last.column : SIZE_MAX, count);
    bool differs = body_diff(splice, body, &copy);
    if (!differs)
        splice_release(splice);
    body_release(&copy);
    return differs;
}
