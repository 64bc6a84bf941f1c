#include "exchange/package/xml_write.h"

#include "base/mem.h"
#include "base/text/text_clean.h"

#include <libxml/xmlwriter.h>
#include <stdarg.h>
#include <string.h>

struct xml_write {
    xmlTextWriterPtr writer;
    struct str *out;
    struct str scratch; /* a text with its NUL, as the library wants it */
};

/* The library fails for want of memory alone: the names and the order are ours. */
static void need(int result) {
    if (result < 0)
        mem_fail();
}

static const xmlChar *chars(const char *text) {
    return (const xmlChar *)text;
}

static int append(void *out, const char *bytes, int n) {
    str_add(out, (struct span){bytes, (size_t)n});
    return n;
}

struct xml_write *xml_write_new(struct str *out) {
    struct xml_write *xml = MEM_NEW(struct xml_write);
    str_init(&xml->scratch);
    xml->out = out;
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(append, NULL, out, NULL);
    if (buffer == NULL)
        mem_fail();
    xml->writer = xmlNewTextWriter(buffer); /* owns the buffer */
    if (xml->writer == NULL)
        mem_fail();
    return xml;
}

void xml_write_free(struct xml_write *xml) {
    if (xml == NULL)
        return;
    need(xmlTextWriterEndDocument(xml->writer));
    xmlFreeTextWriter(xml->writer);
    str_release(&xml->scratch);
    mem_free(xml);
}

void xml_declare(struct xml_write *xml) {
    need(xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", "yes"));
}

void xml_begin(struct xml_write *xml, const char *name) {
    need(xmlTextWriterStartElement(xml->writer, chars(name)));
}

void xml_end(struct xml_write *xml) {
    need(xmlTextWriterEndElement(xml->writer));
}

void xml_end_full(struct xml_write *xml) {
    need(xmlTextWriterFullEndElement(xml->writer));
}

/* What XML cannot hold, and what would drive a terminal that shows the file. */
void xml_add_clean(struct str *out, struct span text) {
    size_t before = out->len;
    text_add_shown(out, text);
    for (char *c = out->s + before; (c = strpbrk(c, "\f\xEF")) != NULL; c++) {
        if (*c == '\f')
            *c = ' ';
        else if (c[1] == '\xBF' && ((unsigned char)c[2] & 0xFE) == 0xBE) /* U+FFFE, U+FFFF */
            c[2] = '\xBD';
    }
}

static const xmlChar *clean(struct xml_write *xml, struct span text) {
    str_clear(&xml->scratch);
    xml_add_clean(&xml->scratch, text);
    return chars(xml->scratch.s);
}

void xml_attribute(struct xml_write *xml, const char *name, const char *value) {
    need(xmlTextWriterWriteAttribute(xml->writer, chars(name), clean(xml, span_of(value))));
}

void xml_attribute_number(struct xml_write *xml, const char *name, long long value) {
    need(xmlTextWriterWriteFormatAttribute(xml->writer, chars(name), "%lld", value));
}

void xml_text(struct xml_write *xml, struct span text) {
    need(xmlTextWriterWriteString(xml->writer, clean(xml, text)));
}

void xml_raw(struct xml_write *xml, const char *markup) {
    need(xmlTextWriterWriteRaw(xml->writer, chars(markup)));
}

void xml_leaf(struct xml_write *xml, const char *name, ...) {
    va_list pairs;
    va_start(pairs, name);
    xml_begin(xml, name);
    for (const char *key = NULL; (key = va_arg(pairs, const char *)) != NULL;)
        xml_attribute(xml, key, va_arg(pairs, const char *));
    xml_end(xml);
    va_end(pairs);
}
