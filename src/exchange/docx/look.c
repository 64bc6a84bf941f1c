#include "exchange/docx/look.h"

#include "base/text/span.h"
#include "exchange/docx/formula.h"
#include "exchange/docx/symbol.h"
#include "exchange/package/xml_read.h"

struct docx_look docx_look_unset(void) {
    struct docx_look look = {
        .struck_twice = DOCX_UNSET, .font = DOCX_UNSET, .place = DOCX_UNSET, .rise = DOCX_UNSET};
    for (size_t i = 0; i < DOCX_TOGGLES; i++)
        look.toggles[i] = DOCX_UNSET;
    return look;
}

/* --- properties --- */

static enum formula_place read_place(struct xml_read *xml) {
    struct span value = xml_read_attribute(xml, "val");
    return span_is(value, "superscript") ? FORMULA_RAISED
           : span_is(value, "subscript") ? FORMULA_LOWERED
                                         : FORMULA_LINE;
}

/* Of Latin letters, whose codes the signs of a symbol font have. */
static int read_font(struct xml_read *xml, int before) {
    struct span name = xml_read_attribute(xml, "ascii");
    if (name.n == 0)
        name = xml_read_attribute(xml, "hAnsi");
    return name.n > 0 ? docx_symbol_font(name) : before;
}

/* Less than two points only sets letters of other sizes level. */
static int read_rise(struct xml_read *xml) {
    enum { RISE_LEAST = 4, RISE_MOST = 10000 };
    struct span value = xml_read_attribute(xml, "val");
    bool below = span_take_prefix(&value, SPAN("-"));
    uint64_t rise = 0;
    if (!span_to_number(value, RISE_MOST, &rise) || rise < RISE_LEAST)
        return 0;
    return below ? -(int)rise : (int)rise;
}

bool docx_look_take(struct docx_look *look, struct xml_read *xml) {
    static const char *const toggles[DOCX_TOGGLES] = {"b", "vanish", "strike", "caps", "smallCaps"};
    if (xml_read_vocabulary(xml) != XML_WORD)
        return false;
    struct span name = xml_read_name(xml);
    for (size_t i = 0; i < DOCX_TOGGLES; i++)
        if (span_is(name, toggles[i])) {
            look->toggles[i] = xml_read_is_on(xml);
            return true;
        }

    if (span_is(name, "dstrike"))
        look->struck_twice = xml_read_is_on(xml);
    else if (span_is(name, "vertAlign"))
        look->place = (int)read_place(xml);
    else if (span_is(name, "rFonts"))
        look->font = read_font(xml, look->font);
    else if (span_is(name, "position"))
        look->rise = read_rise(xml);
    else
        return false;
    return true;
}

/* --- what is in force --- */

static void inherit(int *member, int from) {
    if (*member == DOCX_UNSET)
        *member = from;
}

void docx_look_inherit(struct docx_look *look, const struct docx_look *above) {
    for (size_t i = 0; i < DOCX_TOGGLES; i++)
        inherit(&look->toggles[i], above->toggles[i]);
    inherit(&look->struck_twice, above->struck_twice);
    inherit(&look->font, above->font);
    inherit(&look->place, above->place);
    inherit(&look->rise, above->rise);
}

struct docx_look docx_look_settle(const struct docx_look *paragraph,
                                  const struct docx_look *character,
                                  const struct docx_look *direct) {
    static const struct docx_look plain = {.place = FORMULA_LINE};
    struct docx_look unset = docx_look_unset(), look = *direct;
    const struct docx_look *outer = paragraph != NULL ? paragraph : &unset;
    const struct docx_look *inner = character != NULL ? character : &unset;

    for (size_t i = 0; i < DOCX_TOGGLES;
         i++) /* where both styles say so, the one undoes the other */
        inherit(&look.toggles[i], (outer->toggles[i] == 1) != (inner->toggles[i] == 1));
    docx_look_inherit(&look, inner);
    docx_look_inherit(&look, outer);
    docx_look_inherit(&look, &plain);
    return look;
}
