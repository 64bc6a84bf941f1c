#include "exchange/package/zip_library.h"

#include <libraries.h>

static const char *const names[] = {ZIP_LIST(LIBRARY_NAME)};

enum rc zip_library_load(struct zip_library *library, struct err *err) {
    return library_load(library, names, ARRAY_LEN(names), LIBRARY_ZIP, err);
}
