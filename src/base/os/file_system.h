/*
 * file_system.h - on what kind of disk a file lies. Over a network other computers may have the
 * same file open, memory cannot be shared with them, locks are as good as the server, and nothing
 * tells that they have written.
 */
#ifndef BASE_OS_FILE_SYSTEM_H
#define BASE_OS_FILE_SYSTEM_H

#include "base/base.h"

/* Whether the file, or the folder it would be made in, lies on another computer (NFS, SMB, sshfs
 * and the like). False where it cannot be told. */
bool file_is_remote(const char *path);
/* Whether a file of that many bytes may be made in the folder, as far as the system can tell. */
bool file_has_room(const char *folder, uint64_t bytes);
/* Bytes that a file of this program may have (ulimit -f); UINT64_MAX: no limit. */
uint64_t file_bytes_most(void);
/* Of a kind of file system, as statfs() numbers it. */
bool file_system_is_remote(unsigned long kind);

/* For tests: every file is remote from now on, or as it is. */
void file_pretend_remote(bool remote);

#endif
