/*
 * file_path.h - paths and names of files as text: joined, taken apart, made safe. Nothing is
 * looked at on the disk.
 */
#ifndef BASE_OS_FILE_PATH_H
#define BASE_OS_FILE_PATH_H

#include "base/text/span.h"

struct str;

/* folder and name joined, or the name alone if it is absolute. Heap. */
char *file_path_join(const char *folder, const char *name);
const char *file_path_name(const char *path); /* after the last '/'; borrowed */
char *file_path_folder(const char *path);     /* before it, "." if none, "/" of a root. Heap. */
/* A name that any system can store: / \ : * ? " < > | and controls become '_', no dots or blanks at
 * the ends, at most 200 bytes cut at a character, never empty. Appends. */
void file_name_make_safe(struct str *out, struct span name);

#endif
