#include "base/os/file_system.h"

#include "base/mem.h"
#include "base/os/file_path.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

/* The tests' answer; it belongs to the process. */
static bool pretends;

/* From linux/magic.h and the file systems' own sources. FUSE is sshfs and its like, and some local
 * disks too (ntfs-3g): for those the safe way is merely slower. */
static const unsigned long remote_kinds[] = {
    0x6969,     /* NFS */
    0x517B,     /* SMB */
    0xFF534D42, /* CIFS */
    0xFE534D42, /* SMB 2 and 3 */
    0x65735546, /* FUSE */
    0x01021997, /* 9P: folders of the host in a virtual machine */
    0x786F4256, /* VirtualBox's shared folders */
    0x5346414F, /* AFS */
    0x6B414653, /* kAFS */
    0x73757245, /* Coda */
    0x564C,     /* NCP */
    0x00C36400, /* Ceph */
    0x0BD00BD0, /* Lustre */
    0x7461636F, /* OCFS2 */
    0x01161970, /* GFS2 */
    0x47504653, /* GPFS */
};

void file_pretend_remote(bool remote) {
    pretends = remote;
}

bool file_system_is_remote(unsigned long kind) {
    const unsigned long low_half = 0xFFFFFFFF; /* the number may come with its sign drawn out */
    for (size_t i = 0; i < ARRAY_LEN(remote_kinds); i++)
        if ((kind & low_half) == remote_kinds[i])
            return true;
    return false;
}

bool file_has_room(const char *folder, uint64_t bytes) {
    struct statvfs about;
    return faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 &&
           statvfs(folder, &about) == 0 && (about.f_flag & ST_RDONLY) == 0 &&
           (uint64_t)about.f_bavail * about.f_frsize >= bytes;
}

bool file_is_remote(const char *path) {
    struct statfs fs;
    if (pretends)
        return true;
    if (statfs(path, &fs) == 0)
        return file_system_is_remote((unsigned long)fs.f_type);
    char *folder = file_path_folder(path);
    bool remote = statfs(folder, &fs) == 0 && file_system_is_remote((unsigned long)fs.f_type);
    mem_free(folder);
    return remote;
}

uint64_t file_bytes_most(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return UINT64_MAX;
    return limit.rlim_cur;
}
