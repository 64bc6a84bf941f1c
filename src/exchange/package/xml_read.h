/*
 * xml_read.h - XML as a stream of elements and texts, for parts of Word files. No document type, no
 * entity of its own, no network, no file: such XML is refused. Elements and attributes are known by
 * the local name; an element also by the vocabulary (the namespace, in either of its two
 * spellings).
 * What is borrowed stays valid until the next call.
 */
#ifndef EXCHANGE_PACKAGE_XML_READ_H
#define EXCHANGE_PACKAGE_XML_READ_H

#include "base/err.h"
#include "base/text/str.h"

enum { XML_DEPTH_MOST = 200, XML_ATTRIBUTES_MOST = 1000 /* of one element */ };

enum xml_event { XML_OPEN, XML_CLOSE, XML_TEXT, XML_END, XML_BAD };
enum xml_vocabulary { XML_OTHER, XML_WORD, XML_MATH, XML_DRAWING, XML_COMPATIBILITY };

struct xml_read;
struct xml_read *xml_read_new(struct span bytes, const char *part); /* both outlive it */
void xml_read_free(struct xml_read *xml);

/* An empty element closes too. XML_BAD: the sentence is in err; there is nothing more. */
enum xml_event xml_read_next(struct xml_read *xml, struct err *err);
struct span xml_read_name(const struct xml_read *xml); /* of the element, without prefix */
enum xml_vocabulary xml_read_vocabulary(const struct xml_read *xml);
struct span xml_read_text(const struct xml_read *xml);
/* An attribute of the element that opens; a span without a pointer where it has none. */
struct span xml_read_attribute(struct xml_read *xml, const char *name);
/* The same as a number; `otherwise` where it has none or it is no number up to a million. */
int xml_read_number(struct xml_read *xml, const char *name, int otherwise);
/* <w:b/> and w:val="0|false|off": is it on? */
bool xml_read_is_on(struct xml_read *xml);

#endif
