/*
 * xml_library.h - libxml2, loaded when a Word file or a web page is read or written. Only
 * xml_read.c and xml_write.c use this.
 */
#ifndef EXCHANGE_PACKAGE_XML_LIBRARY_H
#define EXCHANGE_PACKAGE_XML_LIBRARY_H

#include "base/os/library.h"

#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>

#define XML_LIST(X)                                                                                \
    X(xmlFreeTextReader)                                                                           \
    X(xmlFreeTextWriter)                                                                           \
    X(xmlNewTextWriter)                                                                            \
    X(xmlOutputBufferCreateIO)                                                                     \
    X(xmlReaderForMemory)                                                                          \
    X(xmlTextReaderConstLocalName)                                                                 \
    X(xmlTextReaderConstNamespaceUri)                                                              \
    X(xmlTextReaderConstValue)                                                                     \
    X(xmlTextReaderDepth)                                                                          \
    X(xmlTextReaderHasAttributes)                                                                  \
    X(xmlTextReaderIsEmptyElement)                                                                 \
    X(xmlTextReaderMoveToElement)                                                                  \
    X(xmlTextReaderMoveToFirstAttribute)                                                           \
    X(xmlTextReaderMoveToNextAttribute)                                                            \
    X(xmlTextReaderNodeType)                                                                       \
    X(xmlTextReaderRead)                                                                           \
    X(xmlTextReaderSetStructuredErrorHandler)                                                      \
    X(xmlTextWriterEndDocument)                                                                    \
    X(xmlTextWriterEndElement)                                                                     \
    X(xmlTextWriterFullEndElement)                                                                 \
    X(xmlTextWriterStartDocument)                                                                  \
    X(xmlTextWriterStartElement)                                                                   \
    X(xmlTextWriterWriteAttribute)                                                                 \
    X(xmlTextWriterWriteFormatAttribute)                                                           \
    X(xmlTextWriterWriteRaw)                                                                       \
    X(xmlTextWriterWriteString)

struct xml_library {
    XML_LIST(LIBRARY_POINTER)
};

MUST_CHECK enum rc xml_library_load(struct xml_library *library, struct err *err);

#endif
