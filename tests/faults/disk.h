/*
 * disk.h - a disk in memory under SQLite, as a VFS: it can fail the n-th call, lie about what it
 * has synced, and lose its power. What was written since a file's last sync may then be there, not
 * be there, or be there in some of its sectors; a file that was never synced may not be there at
 * all. One connection at a time: locks are granted without a look. Ownership: the disk owns its
 * files; a connection must be closed before disk_free.
 */
#ifndef TESTS_FAULTS_DISK_H
#define TESTS_FAULTS_DISK_H

#include "base/text/str.h"
#include "tests/support/random.h"

struct disk;

struct disk *disk_new(void); /* empty, and SQLite's default VFS from now on */
void disk_free(struct disk *disk);
struct disk *disk_of_now(void); /* the one that was made last */

/* Calls that write, sync, cut, open or delete are counted. The n-th from now fails (n < 0: none)
 * with an SQLite result and errno, once or from then on. */
void disk_fail_at(struct disk *disk, long n, int result, int error, bool from_then_on);
long disk_calls(const struct disk *disk);
bool disk_has_failed(const struct disk *disk); /* since disk_fail_at */
/* A write that fails leaves the first half of its bytes. */
void disk_set_short_writes(struct disk *disk, bool on);
void disk_set_lies(struct disk *disk, bool on); /* xSync says yes and does nothing */

/* The power goes: what is there when it comes back. No connection may be open. */
void disk_cut_power(struct disk *disk, struct random *random);

/* Copies of the files as they are, to begin many runs with. */
struct disk_image;
struct disk_image *disk_save(const struct disk *disk);
void disk_restore(struct disk *disk, const struct disk_image *image);
void disk_image_free(struct disk_image *image);
/* The bytes of a file, borrowed; empty where there is none. */
struct span disk_file(const struct disk *disk, const char *path);
void disk_put(struct disk *disk, const char *path, struct span bytes); /* synced */

#endif
