/*
 * folder.h - a folder of one test's own, and whole files in it without src/base/os/file.h in
 * between (which is what tests doubt). Every function stops the test where the system refuses.
 */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

#include "base/text/str.h"

char *folder_new(void);                  /* an empty folder, writable for everybody; heap */
void folder_free(char *folder);          /* removes it with all that is in it */
size_t folder_count(const char *folder); /* entries, hidden ones too */
void folder_put(const char *path, struct span bytes);
void folder_get(const char *path, struct str *out); /* appends */
bool folder_holds(const char *path, struct span bytes);

#endif
