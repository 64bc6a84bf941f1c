#include "exchange/package/xml_write.h"

#include "base/mem.h"
#include "base/text/text_clean.h"
#include "exchange/package/xml_library.h"

#include <stdarg.h>
#include <string.h>

struct xml_write {
    struct xml_library lib;
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

enum rc xml_write_check(struct err *err) {
    struct xml_library library;
    return xml_library_load(&library, err);
}

struct xml_write *xml_write_new(struct str *out) {
    struct xml_write *xml = MEM_NEW(struct xml_write);
    str_init(&xml->scratch);
    xml->out = out;
    bool is_there = xml_library_load(&xml->lib, NULL) == RC_OK;
    assert(is_there);
    xmlOutputBufferPtr buffer = xml->lib.xmlOutputBufferCreateIO(append, NULL, out, NULL);
    if (buffer == NULL)
        mem_fail();
    xml->writer = xml->lib.xmlNewTextWriter(buffer); /* owns the buffer */
    if (xml->writer == NULL)
        mem_fail();
    return xml;
}

void xml_write_free(struct xml_write *xml) {
    if (xml == NULL)
        return;
    need(xml->lib.xmlTextWriterEndDocument(xml->writer));
    xml->lib.xmlFreeTextWriter(xml->writer);
    str_release(&xml->scratch);
    mem_free(xml);
}

void xml_declare(struct xml_write *xml) {
    need(xml->lib.xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", "yes"));
}

void xml_begin(struct xml_write *xml, const char *name) {
    need(xml->lib.xmlTextWriterStartElement(xml->writer, chars(name)));
}

void xml_end(struct xml_write *xml) {
    need(xml->lib.xmlTextWriterEndElement(xml->writer));
}

void xml_end_full(struct xml_write *xml) {
    need(xml->lib.xmlTextWriterFullEndElement(xml->writer));
}

/* What XML cannot hold, and what would drive a terminal that shows the file. */
static const xmlChar *clean(struct xml_write *xml, struct span text) {
    str_clear(&xml->scratch);
    text_add_shown(&xml->scratch, text);
    for (char *c = xml->scratch.s; (c = strpbrk(c, "\f\xEF")) != NULL; c++) {
        if (*c == '\f')
            *c = ' ';
        else if (c[1] == '\xBF' && ((unsigned char)c[2] & 0xFE) == 0xBE) /* U+FFFE, U+FFFF */
            c[2] = '\xBD';
    }
    return chars(xml->scratch.s);
}

void xml_attribute(struct xml_write *xml, const char *name, const char *value) {
    need(
        xml->lib.xmlTextWriterWriteAttribute(xml->writer, chars(name), clean(xml, span_of(value))));
}

void xml_attribute_number(struct xml_write *xml, const char *name, long long value) {
    need(xml->lib.xmlTextWriterWriteFormatAttribute(xml->writer, chars(name), "%lld", value));
}

void xml_text(struct xml_write *xml, struct span text) {
    need(xml->lib.xmlTextWriterWriteString(xml->writer, clean(xml, text)));
}

void xml_raw(struct xml_write *xml, const char *markup) {
    need(xml->lib.xmlTextWriterWriteRaw(xml->writer, chars(markup)));
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
