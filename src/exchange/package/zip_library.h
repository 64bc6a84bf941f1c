/*
 * zip_library.h - libzip, loaded when a Word file is read or written. Only zip_read.c and
 * zip_write.c use this.
 */
#ifndef EXCHANGE_PACKAGE_ZIP_LIBRARY_H
#define EXCHANGE_PACKAGE_ZIP_LIBRARY_H

#include "base/os/library.h"

#include <zip.h>

#define ZIP_LIST(X)                                                                                \
    X(zip_close)                                                                                   \
    X(zip_discard)                                                                                 \
    X(zip_error_code_system)                                                                       \
    X(zip_error_code_zip)                                                                          \
    X(zip_error_fini)                                                                              \
    X(zip_error_init)                                                                              \
    X(zip_error_set)                                                                               \
    X(zip_error_strerror)                                                                          \
    X(zip_fclose)                                                                                  \
    X(zip_file_add)                                                                                \
    X(zip_file_set_dostime)                                                                        \
    X(zip_fopen_index)                                                                             \
    X(zip_fread)                                                                                   \
    X(zip_get_error)                                                                               \
    X(zip_get_num_entries)                                                                         \
    X(zip_name_locate)                                                                             \
    X(zip_open_from_source)                                                                        \
    X(zip_source_buffer)                                                                           \
    X(zip_source_buffer_create)                                                                    \
    X(zip_source_close)                                                                            \
    X(zip_source_free)                                                                             \
    X(zip_source_keep)                                                                             \
    X(zip_source_open)                                                                             \
    X(zip_source_read)                                                                             \
    X(zip_stat_index)                                                                              \
    X(zip_stat_init)

struct zip_library {
    ZIP_LIST(LIBRARY_POINTER)
};

MUST_CHECK enum rc zip_library_load(struct zip_library *library, struct err *err);

#endif
