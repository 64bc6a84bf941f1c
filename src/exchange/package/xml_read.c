#include "exchange/package/xml_read.h"

#include "base/lang.h"
#include "base/mem.h"

#include <libxml/xmlreader.h>
#include <string.h>

struct xml_read {
    xmlTextReaderPtr reader;
    const char *part;
    int depth;
    bool crowded;    /* some element has more attributes than XML_ATTRIBUTES_MOST */
    bool close_next; /* the element that opened is empty */
    bool done;
    struct str value; /* of the attribute asked for last */
};

/* Bytes of what begins with '<' here and is no element: a comment, CDATA, an instruction. 0: it is
 * one. */
static size_t aside_length(struct span text) {
    static const struct {
        const char *begin, *end;
    } asides[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t i = 0; i < ARRAY_LEN(asides); i++) {
        struct span rest = text;
        if (!span_take_prefix(&rest, span_of(asides[i].begin)))
            continue;
        size_t end = span_find(rest, span_of(asides[i].end));
        return end == SIZE_MAX ? text.n : text.n - rest.n + end + strlen(asides[i].end);
    }
    return 0;
}

/* The library compares each attribute of an element with all others. Counted before it reads: '='
 * outside of quotes, from a '<' to its '>'. */
static bool is_crowded(struct span text) {
    while (text.n > 0) {
        const char *open = memchr(text.p, '<', text.n);
        if (open == NULL)
            break;
        text = span_sub(text, (size_t)(open - text.p), text.n);
        size_t n = aside_length(text), attributes = 0;
        char quote = '\0';
        for (bool in_tag = n == 0; in_tag && n < text.n; n++) {
            char c = text.p[n];
            if (quote != '\0') {
                if (c == quote)
                    quote = '\0';
            } else if (c == '"' || c == '\'')
                quote = c;
            attributes += quote == '\0' && c == '=';
            in_tag = quote != '\0' || c != '>';
        }
        if (attributes > XML_ATTRIBUTES_MOST)
            return true;
        text = span_sub(text, n, text.n);
    }
    return false;
}

struct xml_read *xml_read_new(struct span bytes, const char *part) {
    struct xml_read *xml = MEM_NEW(struct xml_read);
    str_init(&xml->value);
    xml->part = part;
    xml->crowded = is_crowded(bytes);
    /* without NOERROR and NOWARNING the library would write to standard error */
    xml->reader = xmlReaderForMemory(bytes.p, (int)bytes.n, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    return xml;
}

void xml_read_free(struct xml_read *xml) {
    if (xml == NULL)
        return;
    if (xml->reader != NULL)
        xmlFreeTextReader(xml->reader);
    str_release(&xml->value);
    mem_free(xml);
}

static enum xml_event say_bad(struct xml_read *xml, struct err *err) {
    xml->done = true;
    (void)err_set(err, RC_INPUT,
                  _("文件里的部件“%.100s”已损坏或层次过多，不能读取；请用做它的程序打开、"
                    "另存后再导入"),
                  xml->part);
    return XML_BAD;
}

static enum xml_event say_unsafe(struct xml_read *xml, struct err *err) {
    xml->done = true;
    (void)err_set(err, RC_INPUT, _("文件里的部件“%.100s”带有实体定义，可能不安全，没有读取"),
                  xml->part);
    return XML_BAD;
}

static enum xml_event say_crowded(struct xml_read *xml, struct err *err) {
    xml->done = true;
    (void)err_set(err, RC_INPUT,
                  _("文件里的部件“%.100s”有带%d个以上属性的元素，不是Word写的，没有读取"),
                  xml->part, XML_ATTRIBUTES_MOST);
    return XML_BAD;
}

enum xml_event xml_read_next(struct xml_read *xml, struct err *err) {
    if (xml->close_next) {
        xml->close_next = false;
        return XML_CLOSE;
    }
    if (xml->reader == NULL)
        return say_bad(xml, err);
    if (xml->crowded)
        return say_crowded(xml, err);
    while (!xml->done) {
        int more = xmlTextReaderRead(xml->reader);
        if (more < 0)
            return say_bad(xml, err);
        if (more == 0)
            break;
        switch (xmlTextReaderNodeType(xml->reader)) {
        case XML_READER_TYPE_ELEMENT:
            if (xmlTextReaderDepth(xml->reader) > XML_DEPTH_MOST)
                return say_bad(xml, err);
            xml->close_next = xmlTextReaderIsEmptyElement(xml->reader) == 1;
            return XML_OPEN;
        case XML_READER_TYPE_END_ELEMENT:
            return XML_CLOSE;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            return XML_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY_REFERENCE:
            return say_unsafe(xml, err);
        default:
            break;
        }
    }
    xml->done = true;
    return XML_END;
}

struct span xml_read_name(const struct xml_read *xml) {
    return span_of((const char *)xmlTextReaderConstLocalName(xml->reader));
}

enum xml_vocabulary xml_read_vocabulary(const struct xml_read *xml) {
    static const struct {
        const char *name;
        enum xml_vocabulary vocabulary;
    } names[] = {
        {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", XML_WORD},
        {"http://purl.oclc.org/ooxml/wordprocessingml/main", XML_WORD},
        {"http://schemas.openxmlformats.org/officeDocument/2006/math", XML_MATH},
        {"http://purl.oclc.org/ooxml/officeDocument/math", XML_MATH},
        {"http://schemas.openxmlformats.org/drawingml/2006/main", XML_DRAWING},
        {"http://purl.oclc.org/ooxml/drawingml/main", XML_DRAWING},
        {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", XML_DRAWING},
        {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", XML_DRAWING},
        {"http://schemas.openxmlformats.org/drawingml/2006/chart", XML_DRAWING},
        {"http://schemas.openxmlformats.org/drawingml/2006/diagram", XML_DRAWING},
        {"urn:schemas-microsoft-com:vml", XML_DRAWING},
        {"urn:schemas-microsoft-com:office:office", XML_DRAWING},
        {"http://schemas.openxmlformats.org/markup-compatibility/2006", XML_COMPATIBILITY},
    };
    struct span uri = span_of((const char *)xmlTextReaderConstNamespaceUri(xml->reader));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (span_is(uri, names[i].name))
            return names[i].vocabulary;
    return XML_OTHER;
}

struct span xml_read_text(const struct xml_read *xml) {
    return span_of((const char *)xmlTextReaderConstValue(xml->reader));
}

struct span xml_read_attribute(struct xml_read *xml, const char *name) {
    bool found = false;
    if (xmlTextReaderHasAttributes(xml->reader) != 1)
        return (struct span){0};
    for (int more = xmlTextReaderMoveToFirstAttribute(xml->reader); more == 1 && !found;
         more = xmlTextReaderMoveToNextAttribute(xml->reader)) {
        found = span_is(span_of((const char *)xmlTextReaderConstLocalName(xml->reader)), name);
        if (found)
            str_set(&xml->value, span_of((const char *)xmlTextReaderConstValue(xml->reader)));
    }
    (void)xmlTextReaderMoveToElement(xml->reader);
    return found ? str_span(&xml->value) : (struct span){0};
}

int xml_read_number(struct xml_read *xml, const char *name, int otherwise) {
    uint64_t number = 0;
    struct span value = xml_read_attribute(xml, name);
    return span_to_number(value, 1000000, &number) ? (int)number : otherwise;
}

bool xml_read_is_on(struct xml_read *xml) {
    struct span value = xml_read_attribute(xml, "val");
    return !span_is(value, "0") && !span_is(value, "false") && !span_is(value, "off") &&
           !span_is(value, "none");
}
