#include "exchange/docx/make_math.h"

#include "base/text/text_clean.h"

#include "base/text/utf8.h"
#include "exchange/docx/make.h"
#include "exchange/package/xml_tree.h"

#include <string.h>

static void write_node(struct xml_write *xml, const struct xml_node *node);

static void write_children(struct xml_write *xml, const struct xml_node *node) {
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at))
        write_node(xml, at);
}

/* The n-th child as an argument of that name; one that is not there is empty. */
static void write_argument(struct xml_write *xml, const char *name, const struct xml_node *node,
                           int n) {
    const struct xml_node *at = xml_node_first(node);
    while (at != NULL && n-- > 0)
        at = xml_node_next(at);
    xml_begin(xml, name);
    if (at != NULL)
        write_node(xml, at);
    xml_end(xml);
}

static void write_run(struct xml_write *xml, const struct xml_node *node) {
    struct str raw = STR_INIT, text = STR_INIT;
    xml_node_add_text(node, &raw);
    text_clean(&text, str_span(&raw), NULL); /* invisible operators (U+2061 …) among it */
    xml_begin(xml, "m:r");
    xml_begin(xml, "m:t");
    xml_text(xml, xml_node_is(node, "mtext") ? str_span(&text) : span_trim_space(str_span(&text)));
    xml_end(xml);
    xml_end(xml);
    str_release(&raw);
    str_release(&text);
}

static void write_fraction(struct xml_write *xml, const struct xml_node *node) {
    const char *bar = xml_node_attribute(node, "linethickness");
    xml_begin(xml, "m:f");
    if (bar != NULL && bar[0] == '0')
        xml_raw(xml, "<m:fPr><m:type m:val=\"noBar\"/></m:fPr>");
    write_argument(xml, "m:num", node, 0);
    write_argument(xml, "m:den", node, 1);
    xml_end(xml);
}

static void write_root(struct xml_write *xml, const struct xml_node *node) {
    bool square = xml_node_is(node, "msqrt");
    xml_begin(xml, "m:rad");
    if (square)
        xml_raw(xml, "<m:radPr><m:degHide m:val=\"1\"/></m:radPr>");
    else
        write_argument(xml, "m:deg", node, 1);
    if (!square) {
        write_argument(xml, "m:e", node, 0);
    } else {
        xml_begin(xml, "m:e");
        write_children(xml, node);
        xml_end(xml);
    }
    xml_end(xml);
}

/* A sign over a term is an accent; anything else stands raised or lowered at it. */
static bool is_accent(const struct xml_node *node, struct str *sign) {
    const struct xml_node *base = xml_node_first(node);
    const struct xml_node *over = base != NULL ? xml_node_next(base) : NULL;
    str_clear(sign);
    if (over == NULL || !xml_node_is(over, "mo"))
        return false;
    xml_node_add_text(over, sign);
    static const struct {
        const char *plain, *combining;
    } signs[] = {{"¯", "\u0305"}, {"‾", "\u0305"}, {"ˉ", "\u0304"}, {"^", "\u0302"},
                 {"→", "\u20D7"}, {"⃗", "\u20D7"},  {"~", "\u0303"}, {"˙", "\u0307"}};
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (span_is(span_trim_space(str_span(sign)), signs[i].plain)) {
            str_set(sign, span_of(signs[i].combining));
            return true;
        }
    return false;
}

static void write_over(struct xml_write *xml, const struct xml_node *node) {
    struct str sign = STR_INIT;
    bool accent = is_accent(node, &sign);
    xml_begin(xml, accent ? "m:acc" : "m:sSup");
    if (accent) {
        xml_begin(xml, "m:accPr");
        xml_leaf(xml, "m:chr", "m:val", sign.s, NULL);
        xml_end(xml);
    }
    write_argument(xml, "m:e", node, 0);
    if (!accent)
        write_argument(xml, "m:sup", node, 1);
    xml_end(xml);
    str_release(&sign);
}

static void write_scripts(struct xml_write *xml, const char *object, const struct xml_node *node,
                          const char *first, const char *second) {
    xml_begin(xml, object);
    write_argument(xml, "m:e", node, 0);
    write_argument(xml, first, node, 1);
    if (second != NULL)
        write_argument(xml, second, node, 2);
    xml_end(xml);
}

/* <mmultiscripts>: base, pairs of what stands below and above it, and behind <mprescripts> those
 * that stand before it. */
static void write_pairs(struct xml_write *xml, const char *object, const struct xml_node *node,
                        const struct xml_node *first) {
    while (first != NULL && !xml_node_is(first, "mprescripts")) {
        const struct xml_node *second = xml_node_next(first);
        xml_begin(xml, object);
        xml_begin(xml, "m:sub");
        write_node(xml, first);
        xml_end(xml);
        xml_begin(xml, "m:sup");
        if (second != NULL)
            write_node(xml, second);
        xml_end(xml);
        if (node != NULL) {
            xml_begin(xml, "m:e");
            write_node(xml, node);
            xml_end(xml);
        }
        xml_end(xml);
        node = NULL; /* the base stands with the first pair */
        first = second != NULL ? xml_node_next(second) : NULL;
    }
}

static void write_many_scripts(struct xml_write *xml, const struct xml_node *node) {
    const struct xml_node *base = xml_node_first(node), *before = base;
    while (before != NULL && !xml_node_is(before, "mprescripts"))
        before = xml_node_next(before);
    if (before != NULL)
        write_pairs(xml, "m:sPre", NULL, xml_node_next(before));
    const struct xml_node *behind = base != NULL ? xml_node_next(base) : NULL;
    if (behind != NULL && !xml_node_is(behind, "mprescripts"))
        write_pairs(xml, "m:sSubSup", base, behind);
    else if (base != NULL)
        write_node(xml, base);
}

static void write_brackets(struct xml_write *xml, const struct xml_node *node) {
    const char *open = xml_node_attribute(node, "open"), *close = xml_node_attribute(node, "close");
    const char *gap = xml_node_attribute(node, "separators");
    xml_begin(xml, "m:d");
    xml_begin(xml, "m:dPr");
    xml_leaf(xml, "m:begChr", "m:val", open != NULL ? open : "(", NULL);
    xml_leaf(xml, "m:sepChr", "m:val", gap != NULL ? gap : ",", NULL);
    xml_leaf(xml, "m:endChr", "m:val", close != NULL ? close : ")", NULL);
    xml_end(xml);
    for (const struct xml_node *at = xml_node_first(node); at != NULL; at = xml_node_next(at)) {
        xml_begin(xml, "m:e");
        write_node(xml, at);
        xml_end(xml);
    }
    xml_end(xml);
}

static void write_table(struct xml_write *xml, const struct xml_node *node) {
    xml_begin(xml, "m:m");
    for (const struct xml_node *row = xml_node_first(node); row != NULL; row = xml_node_next(row)) {
        xml_begin(xml, "m:mr");
        for (const struct xml_node *at = xml_node_first(row); at != NULL; at = xml_node_next(at)) {
            xml_begin(xml, "m:e");
            write_children(xml, at);
            xml_end(xml);
        }
        xml_end(xml);
    }
    xml_end(xml);
}

static void write_node(struct xml_write *xml, const struct xml_node *node) {
    static const char *const leaves[] = {"mi", "mn", "mo", "mtext", "ms"};
    static const char *const silent[] = {"annotation", "annotation-xml", "maligngroup",
                                         "malignmark", "none",           "mprescripts"};
    static const char *const room[] = {"mspace", "mphantom"};
    if (xml_node_is_one_of(node, silent, ARRAY_LEN(silent)))
        return;
    if (xml_node_is_one_of(node, room, ARRAY_LEN(room)))
        xml_raw(xml, "<m:phant><m:phantPr><m:show m:val=\"0\"/></m:phantPr></m:phant>");
    else if (xml_node_is(node, "mmultiscripts"))
        write_many_scripts(xml, node);
    else if (xml_node_is_one_of(node, leaves, ARRAY_LEN(leaves)))
        write_run(xml, node);
    else if (xml_node_is(node, "mfrac"))
        write_fraction(xml, node);
    else if (xml_node_is(node, "msqrt") || xml_node_is(node, "mroot"))
        write_root(xml, node);
    else if (xml_node_is(node, "msup"))
        write_scripts(xml, "m:sSup", node, "m:sup", NULL);
    else if (xml_node_is(node, "msub"))
        write_scripts(xml, "m:sSub", node, "m:sub", NULL);
    else if (xml_node_is(node, "msubsup") || xml_node_is(node, "munderover"))
        write_scripts(xml, "m:sSubSup", node, "m:sub", "m:sup");
    else if (xml_node_is(node, "munder"))
        write_scripts(xml, "m:limLow", node, "m:lim", NULL);
    else if (xml_node_is(node, "mover"))
        write_over(xml, node);
    else if (xml_node_is(node, "mfenced"))
        write_brackets(xml, node);
    else if (xml_node_is(node, "mtable"))
        write_table(xml, node);
    else
        write_children(xml, node);
}

void docx_make_formula(struct docx_make *make, const struct xml_node *math) {
    struct xml_write *xml = docx_make_xml(make);
    xml_begin(xml, "m:oMath");
    write_children(xml, math);
    xml_end(xml);
}

bool docx_make_is_formula(const struct xml_node *node) {
    return node != NULL && xml_node_is(node, "math") && xml_node_first(node) != NULL;
}
