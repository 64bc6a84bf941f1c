/*
 * archive.h - looks into a zip archive in memory with libzip and into its XML with libxml2, without
 * src/exchange/ in between. Every function stops the test where the archive or the XML is broken.
 */
#ifndef TESTS_SUPPORT_ARCHIVE_H
#define TESTS_SUPPORT_ARCHIVE_H

#include "base/text/str.h"

#include <libxml/tree.h>

size_t archive_count(struct span archive);
void archive_name(struct span archive, size_t index, struct str *name);       /* appends */
void archive_get(struct span archive, const char *name, struct str *content); /* appends */
bool archive_has_no_time(struct span archive); /* every entry carries zip's first day */

xmlDocPtr archive_parse(struct span xml); /* xmlFreeDoc it */
xmlDocPtr archive_get_xml(struct span archive, const char *name);

/* Local names: "pStyle" of <w:pStyle>. */
bool xml_is(const xmlNode *node, const char *name);
xmlNode *xml_child(const xmlNode *node, const char *name); /* the first one, or NULL */
/* The next element of that name in document order within `root`; after NULL the first. */
xmlNode *xml_next(xmlNode *root, xmlNode *after, const char *name);
size_t xml_count(xmlNode *root, const char *name);
bool xml_value_is(const xmlNode *node, const char *attribute,
                  const char *value); /* NULL node: no */
long xml_number(const xmlNode *node, const char *attribute);
void xml_add_content(const xmlNode *node, struct str *out); /* all text below it */

#endif
