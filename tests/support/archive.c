#include "tests/support/archive.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* --- the archive --- */

static zip_t *open_archive(struct span archive) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(archive.p, archive.n, 0, &error);
    assert_non_null(source);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    assert_non_null(zip);
    return zip;
}

size_t archive_count(struct span archive) {
    zip_t *zip = open_archive(archive);
    zip_int64_t count = zip_get_num_entries(zip, 0);
    zip_discard(zip);
    return (size_t)count;
}

void archive_name(struct span archive, size_t index, struct str *name) {
    zip_t *zip = open_archive(archive);
    str_add_text(name, zip_get_name(zip, index, 0));
    zip_discard(zip);
}

void archive_get(struct span archive, const char *name, struct str *content) {
    zip_t *zip = open_archive(archive);
    zip_file_t *file = zip_fopen(zip, name, 0);
    if (file == NULL)
        print_error("no part %s\n", name);
    assert_non_null(file);
    char chunk[4096];
    zip_int64_t n;
    while ((n = zip_fread(file, chunk, sizeof chunk)) > 0)
        str_add(content, (struct span){chunk, (size_t)n});
    assert_int_equal(n, 0);
    zip_fclose(file);
    zip_discard(zip);
}

bool archive_has_no_time(struct span archive) {
    /* of every local header "PK\3\4": time at 10, date at 12 */
    size_t headers = 0;
    for (size_t i = 0; i + 14 < archive.n; i++) {
        const unsigned char *p = (const unsigned char *)archive.p + i;
        if (memcmp(p, "PK\x03\x04", 4) != 0)
            continue;
        headers++;
        if (p[10] != 0 || p[11] != 0 || p[12] != 0x21 || p[13] != 0)
            return false;
    }
    return headers == archive_count(archive);
}

/* --- its XML --- */

xmlDocPtr archive_parse(struct span xml) {
    xmlDocPtr doc = xmlReadMemory(xml.p, (int)xml.n, NULL, NULL, XML_PARSE_NONET);
    if (doc == NULL)
        print_error("not well-formed: %.*s\n", SPAN_ARG(xml));
    assert_non_null(doc);
    return doc;
}

xmlDocPtr archive_get_xml(struct span archive, const char *name) {
    struct str content = STR_INIT;
    archive_get(archive, name, &content);
    xmlDocPtr doc = archive_parse(str_span(&content));
    str_release(&content);
    return doc;
}

bool xml_is(const xmlNode *node, const char *name) {
    return node != NULL && node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

xmlNode *xml_child(const xmlNode *node, const char *name) {
    xmlNode *child = node != NULL ? node->children : NULL;
    while (child != NULL && !xml_is(child, name))
        child = child->next;
    return child;
}

static xmlNode *next_node(xmlNode *root, xmlNode *node) {
    if (node->children != NULL && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? NULL : node->next;
}

xmlNode *xml_next(xmlNode *root, xmlNode *after, const char *name) {
    xmlNode *node = next_node(root, after != NULL ? after : root);
    while (node != NULL && !xml_is(node, name))
        node = next_node(root, node);
    return node;
}

size_t xml_count(xmlNode *root, const char *name) {
    size_t count = 0;
    for (xmlNode *at = NULL; (at = xml_next(root, at, name)) != NULL;)
        count++;
    return count;
}

static xmlChar *attribute_of(const xmlNode *node, const char *attribute) {
    return node == NULL ? NULL : xmlGetProp(node, (const xmlChar *)attribute);
}

bool xml_value_is(const xmlNode *node, const char *attribute, const char *value) {
    xmlChar *found = attribute_of(node, attribute);
    bool same = found != NULL && strcmp((const char *)found, value) == 0;
    xmlFree(found);
    return same;
}

long xml_number(const xmlNode *node, const char *attribute) {
    xmlChar *found = attribute_of(node, attribute);
    assert_non_null(found);
    long number = strtol((const char *)found, NULL, 10);
    xmlFree(found);
    return number;
}

void xml_add_content(const xmlNode *node, struct str *out) {
    if (node == NULL)
        return;
    xmlChar *content = xmlNodeGetContent(node);
    str_add_text(out, (const char *)content);
    xmlFree(content);
}
