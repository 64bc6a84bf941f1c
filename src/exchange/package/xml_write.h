/*
 * xml_write.h - XML written in order straight into a text: elements, attributes, characters; all is
 * escaped here. What XML cannot carry at all (U+FFFE, U+FFFF, controls but tab and newline) becomes
 * U+FFFD. Names are ASCII literals of the caller. For HTML the caller writes <!DOCTYPE html> itself
 * and closes elements that must not be empty tags with xml_end_full.
 */
#ifndef EXCHANGE_PACKAGE_XML_WRITE_H
#define EXCHANGE_PACKAGE_XML_WRITE_H

#include "base/err.h"
#include "base/text/str.h"

struct xml_write;

struct xml_write *xml_write_new(struct str *out); /* appends to out, which is borrowed */
void xml_write_free(struct xml_write *xml);       /* closes what is open and flushes */

void xml_declare(
    struct xml_write *xml); /* <?xml … standalone="yes"?>; comes first, or not at all */
void xml_begin(struct xml_write *xml, const char *name);
void xml_end(struct xml_write *xml);      /* <a/> where it is empty */
void xml_end_full(struct xml_write *xml); /* <a></a> */
void xml_attribute(struct xml_write *xml, const char *name, const char *value);
void xml_attribute_number(struct xml_write *xml, const char *name, long long value);
void xml_text(struct xml_write *xml, struct span text);
void xml_raw(struct xml_write *xml, const char *markup); /* as it is; the caller's own literal */

/* An element without content: name, then pairs of attribute and value, ended by NULL. */
void xml_leaf(struct xml_write *xml, const char *name, ...) __attribute__((sentinel));

/* Appends text that comes from outside as all of the above write it, not yet escaped. */
void xml_add_clean(struct str *out, struct span text);

#endif
