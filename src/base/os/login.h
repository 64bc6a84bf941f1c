/*
 * login.h - the user of this process as the system's list of users has him. glibc asks whatever
 * keeps that list (a directory of the office too); elsewhere it is /etc/passwd alone, for a C
 * library that asked would speak to a socket, and this program speaks to nobody.
 */
#ifndef BASE_OS_LOGIN_H
#define BASE_OS_LOGIN_H

#include "base/text/span.h"

/* Heap; NULL: the list has no such user, or not that of him. */
char *login_name(void); /* where the list has none: $LOGNAME, $USER */
char *login_home(void); /* an absolute path */

/* Pure: the user's name and home in a list like /etc/passwd; false: he is not in it. */
bool login_find(struct span list, unsigned user, struct span *name, struct span *home);

#endif
