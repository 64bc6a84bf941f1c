#include "exchange/package/xml_library.h"

#include <libraries.h>

static const char *const names[] = {XML_LIST(LIBRARY_NAME)};

enum rc xml_library_load(struct xml_library *library, struct err *err) {
    return library_load(library, names, ARRAY_LEN(names), LIBRARY_XML, err);
}
