#include "exchange/html/look.h"

#include "base/text/char_class.h"
#include "base/text/points.h"
#include "exchange/docx/make.h"

#include <stdlib.h>
#include <string.h>

static bool is_same(struct span text, const char *word) {
    size_t n = strlen(word);
    if (text.n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (char_lower(text.p[i]) != word[i])
            return false;
    return true;
}

struct span html_style_of(const struct xml_node *node, const char *property) {
    struct span rest = span_of(xml_node_attribute(node, "style")), found = SPAN("");
    while (rest.n > 0) {
        const char *semicolon = memchr(rest.p, ';', rest.n);
        size_t n = semicolon != NULL ? (size_t)(semicolon - rest.p) : rest.n;
        struct span one = span_sub(rest, 0, n);
        const char *colon = memchr(one.p, ':', one.n);
        rest = span_sub(rest, n + 1, rest.n);
        size_t at = colon != NULL ? (size_t)(colon - one.p) : one.n;
        struct span word = SPAN("");
        struct span before = span_sub(one, 0, at);
        (void)span_take_word(&before, &word); /* line ends may stand before it */
        if (colon != NULL && is_same(word, property))
            found = span_trim(span_sub(one, at + 1, one.n));
    }
    return found;
}

static bool styled(const struct xml_node *node, const char *property, const char *value) {
    struct span said = html_style_of(node, property);
    size_t n = strlen(value); /* "none !important", "line-through solid" */
    return said.n >= n && is_same(span_sub(said, 0, n), value);
}

static unsigned set(unsigned look, unsigned bit, bool on) {
    return on ? look | bit : look & ~bit;
}

static unsigned by_name(const struct xml_node *node, unsigned look) {
    static const struct {
        const char *name;
        unsigned bit;
    } names[] = {{"b", MAKE_BOLD},      {"strong", MAKE_BOLD}, {"sup", MAKE_RAISED},
                 {"sub", MAKE_LOWERED}, {"s", MAKE_STRUCK},    {"strike", MAKE_STRUCK}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (xml_node_is(node, names[i].name))
            look |= names[i].bit;
    return look;
}

/* +1: above the line, -1: below it, 0: on it, or nothing is said. */
static int sign_of(struct span length) {
    bool minus = span_take_prefix(&length, SPAN("-"));
    (void)span_take_prefix(&length, SPAN("+"));
    for (size_t i = 0;
         i < length.n && (char_is_digit((unsigned char)length.p[i]) || length.p[i] == '.'); i++)
        if (length.p[i] >= '1' && length.p[i] <= '9')
            return minus ? -1 : 1;
    return 0;
}

/* By a word or a length of vertical-align, or as Word saves it: moved up and down by its place. */
static int rise_of(const struct xml_node *node) {
    struct span aligned = html_style_of(node, "vertical-align");
    if (is_same(aligned, "super") || is_same(aligned, "sub"))
        return is_same(aligned, "super") ? 1 : -1;
    int rise = sign_of(aligned);
    if (rise == 0)
        rise = sign_of(html_style_of(node, "mso-text-raise"));
    if (rise == 0 && styled(node, "position", "relative"))
        rise = -sign_of(html_style_of(node, "top"));
    return rise;
}

unsigned html_look(const struct xml_node *node, unsigned outer) {
    unsigned look = by_name(node, outer);
    struct span weight = html_style_of(node, "font-weight");
    static const char *const blocks[] = {"td", "th", "tr", "p", "div", "table"};
    int rise = xml_node_is_one_of(node, blocks, ARRAY_LEN(blocks)) ? 0 : rise_of(node);
    bool aligned = html_style_of(node, "vertical-align").n > 0;
    if (weight.n > 0)
        look = set(look, MAKE_BOLD,
                   is_same(weight, "bold") || is_same(weight, "bolder") ||
                       (weight.p[0] >= '6' && weight.p[0] <= '9'));
    if (rise != 0 || (aligned && !xml_node_is_one_of(node, blocks, ARRAY_LEN(blocks)))) {
        look = set(look, MAKE_RAISED, rise > 0);
        look = set(look, MAKE_LOWERED, rise < 0);
    }
    if (styled(node, "text-decoration", "line-through") ||
        styled(node, "text-decoration-line", "line-through"))
        look |= MAKE_STRUCK;
    if (styled(node, "text-transform", "uppercase") || styled(node, "font-variant", "small-caps"))
        look |= MAKE_CAPITALS;
    if (styled(node, "display", "none") || styled(node, "visibility", "hidden") ||
        styled(node, "visibility", "collapse") || styled(node, "mso-hide", "all") ||
        xml_node_attribute(node, "hidden") != NULL)
        look |= MAKE_HIDDEN;
    return look;
}
