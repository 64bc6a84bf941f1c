#include "exchange/xlsx/rich_text.h"

#include "base/text/utf8.h"
#include "exchange/package/xml_read.h"

static bool is_on(struct xml_read *xml) {
    struct span value = xml_read_attribute(xml, "val");
    return !span_is(value, "0") && !span_is(value, "false");
}

void rich_text_open(struct rich_text *rich, struct xml_read *xml, struct span name) {
    rich->in_reading |= span_is(name, "rPh");
    rich->in_text = span_is(name, "t") && !rich->in_reading;
    if (span_is(name, "r"))
        rich->is_struck = rich->is_raised = false;
    else if (span_is(name, "strike"))
        rich->is_struck = is_on(xml);
    else if (span_is(name, "vertAlign"))
        rich->is_raised = span_is(xml_read_attribute(xml, "val"), "superscript");
}

static void add_raised(struct str *out, struct span text) {
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (c >= '0' && c <= '9')
            str_add_text(out, digits[c - '0']);
        else if (c >= U'０' && c <= U'９')
            str_add_text(out, digits[c - U'０']);
        else if (c != UTF8_BAD)
            str_add_char(out, c);
    }
}

void rich_text_add(struct rich_text *rich, struct span text) {
    if (!rich->in_text)
        return;
    if (rich->is_struck)
        str_add(&rich->struck, text);
    else if (rich->is_raised)
        add_raised(&rich->text, text);
    else
        str_add(&rich->text, text);
}

void rich_text_close(struct rich_text *rich, struct span name) {
    if (span_is(name, "rPh"))
        rich->in_reading = false;
    if (span_is(name, "r"))
        rich->is_struck = rich->is_raised = false;
    rich->in_text = false;
}

void rich_text_clear(struct rich_text *rich) {
    str_clear(&rich->text);
    str_clear(&rich->struck);
    rich->is_struck = rich->is_raised = false;
}

void rich_text_release(struct rich_text *rich) {
    str_release(&rich->text);
    str_release(&rich->struck);
}

static bool take_escape(struct span *text, char32_t *c) {
    enum { LENGTH = 7 }; /* _x000D_ */
    struct span rest = *text;
    *c = 0;
    if (rest.n < LENGTH || !span_take_prefix(&rest, SPAN("_x")) || rest.p[LENGTH - 3] != '_')
        return false;
    for (size_t i = 0; i < LENGTH - 3; i++) {
        char digit = rest.p[i];
        bool decimal = digit >= '0' && digit <= '9', upper = digit >= 'A' && digit <= 'F';
        bool lower = digit >= 'a' && digit <= 'f';
        if (!decimal && !upper && !lower)
            return false;
        *c = *c * 16 + (char32_t)(digit - (decimal ? '0' : upper ? 'A' - 10 : 'a' - 10));
    }
    *text = span_sub(*text, LENGTH, text->n);
    return *c > 0 && (*c < 0xD800 || *c > 0xDFFF);
}

void rich_text_add_unescaped(struct str *out, struct span text) {
    while (text.n > 0) {
        char32_t c;
        struct span rest = text;
        if (text.p[0] != '_' || !take_escape(&rest, &c)) {
            str_add_byte(out, text.p[0]);
            rest = span_sub(text, 1, text.n);
        } else {
            str_add_char(out, c);
        }
        text = rest;
    }
}
