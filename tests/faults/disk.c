#include "tests/faults/disk.h"

#include "base/mem.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

enum { SECTOR = 512, REGIONS_MOST = 16 };

struct op { /* since the last sync */
    size_t offset;
    struct str bytes; /* of a write */
    bool cuts;        /* to `offset` bytes */
};

struct disk_file {
    char *path;
    struct str bytes, synced;
    bool is_there, was_synced; /* its name is on the disk */
    struct op *ops;
    size_t op_count, op_cap;
    void *regions[REGIONS_MOST]; /* of the WAL index: memory, gone with the power */
};

struct disk {
    sqlite3_vfs vfs;
    struct disk_file **files;
    size_t count, cap;
    long countdown, calls;
    int result, error;
    bool from_then_on, failed, short_writes, lies;
};

struct handle { /* SQLite allocates it */
    sqlite3_file base;
    struct disk *disk;
    struct disk_file *file;
    bool deletes;
};

struct disk_image {
    struct disk_file *files;
    size_t count;
};

static struct disk *installed;

struct disk *disk_of_now(void) {
    return installed;
}

/* --- files --- */

static void ops_clear(struct disk_file *file) {
    for (size_t i = 0; i < file->op_count; i++)
        str_release(&file->ops[i].bytes);
    file->op_count = 0;
}

static void regions_drop(struct disk_file *file) {
    for (size_t i = 0; i < REGIONS_MOST; i++) {
        mem_free(file->regions[i]);
        file->regions[i] = NULL;
    }
}

static void file_release(struct disk_file *file) {
    ops_clear(file);
    mem_free(file->ops);
    regions_drop(file);
    str_release(&file->bytes);
    str_release(&file->synced);
    mem_free(file->path);
}

static struct disk_file *find(const struct disk *disk, const char *path) {
    for (size_t i = 0; i < disk->count; i++)
        if (strcmp(disk->files[i]->path, path) == 0)
            return disk->files[i];
    return NULL;
}

static struct disk_file *find_or_add(struct disk *disk, const char *path) {
    struct disk_file *file = find(disk, path);
    if (file != NULL)
        return file;
    MEM_PUSH_ROOM(disk->files, disk->count, disk->cap);
    file = disk->files[disk->count++] = MEM_NEW(struct disk_file);
    file->path = mem_copy_text(path, strlen(path));
    str_init(&file->bytes);
    str_init(&file->synced);
    return file;
}

static void resize(struct str *bytes, size_t size) {
    if (size > bytes->len) {
        size_t more = size - bytes->len;
        str_reserve(bytes, more);
        memset(bytes->s + bytes->len, 0, more + 1);
        bytes->len = size;
    }
}

static void put(struct str *bytes, size_t offset, struct span what) {
    resize(bytes, offset + what.n);
    memcpy(bytes->s + offset, what.p, what.n);
}

static void note(struct disk_file *file, size_t offset, struct span bytes, bool cuts) {
    MEM_PUSH_ROOM(file->ops, file->op_count, file->op_cap);
    struct op *op = &file->ops[file->op_count++];
    *op = (struct op){.offset = offset, .bytes = STR_INIT, .cuts = cuts};
    str_add(&op->bytes, bytes);
}

/* SQLITE_OK, or the result that this call has to give. */
static int call(struct disk *disk) {
    disk->calls++;
    if (disk->countdown != 0) {
        disk->countdown -= disk->countdown > 0;
        return SQLITE_OK;
    }
    if (!disk->from_then_on)
        disk->countdown = -1;
    disk->failed = true;
    errno = disk->error;
    return disk->result;
}

/* --- one file of SQLite's --- */

static int on_close(sqlite3_file *base) {
    struct handle *h = (struct handle *)base;
    if (h->deletes)
        h->file->is_there = false;
    return SQLITE_OK;
}

static int on_read(sqlite3_file *base, void *out, int n, sqlite3_int64 offset) {
    const struct str *bytes = &((struct handle *)base)->file->bytes;
    size_t at = (size_t)offset, wanted = (size_t)n;
    size_t there = at < bytes->len ? bytes->len - at : 0;
    size_t got = there < wanted ? there : wanted;
    memcpy(out, bytes->s + (got > 0 ? at : 0), got);
    memset((char *)out + got, 0, wanted - got);
    return got == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int on_write(sqlite3_file *base, const void *bytes, int n, sqlite3_int64 offset) {
    struct handle *h = (struct handle *)base;
    struct span what = {bytes, (size_t)n};
    int result = call(h->disk);
    if (result != SQLITE_OK && !h->disk->short_writes)
        return result;
    if (result != SQLITE_OK)
        what.n /= 2;
    put(&h->file->bytes, (size_t)offset, what);
    note(h->file, (size_t)offset, what, false);
    return result;
}

static int on_truncate(sqlite3_file *base, sqlite3_int64 size) {
    struct handle *h = (struct handle *)base;
    int result = call(h->disk);
    if (result != SQLITE_OK)
        return result;
    if ((size_t)size < h->file->bytes.len)
        str_cut(&h->file->bytes, (size_t)size);
    note(h->file, (size_t)size, SPAN(""), true);
    return SQLITE_OK;
}

static int on_sync(sqlite3_file *base, int flags) {
    struct handle *h = (struct handle *)base;
    (void)flags;
    int result = call(h->disk);
    if (result != SQLITE_OK || h->disk->lies)
        return result;
    str_set(&h->file->synced, str_span(&h->file->bytes));
    ops_clear(h->file);
    h->file->was_synced = true;
    return SQLITE_OK;
}

static int on_size(sqlite3_file *base, sqlite3_int64 *size) {
    *size = (sqlite3_int64)((struct handle *)base)->file->bytes.len;
    return SQLITE_OK;
}

static int on_lock(sqlite3_file *base, int lock) {
    (void)base;
    (void)lock;
    return SQLITE_OK;
}

static int on_check_lock(sqlite3_file *base, int *is_reserved) {
    (void)base;
    *is_reserved = 0;
    return SQLITE_OK;
}

static int on_control(sqlite3_file *base, int what, void *argument) {
    (void)base;
    (void)what;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int on_sector_size(sqlite3_file *base) {
    (void)base;
    return SECTOR;
}

static int on_characteristics(sqlite3_file *base) {
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* as the unix VFS says */
}

static int on_map(sqlite3_file *base, int region, int size, int extends, void volatile **out) {
    struct disk_file *file = ((struct handle *)base)->file;
    *out = NULL;
    assert(region < REGIONS_MOST);
    if (file->regions[region] == NULL && extends != 0)
        file->regions[region] = mem_alloc_zero(1, (size_t)size);
    *out = file->regions[region];
    return SQLITE_OK;
}

static int on_map_lock(sqlite3_file *base, int offset, int n, int flags) {
    (void)base;
    (void)offset;
    (void)n;
    (void)flags;
    return SQLITE_OK;
}

static void on_barrier(sqlite3_file *base) {
    (void)base;
}

static int on_unmap(sqlite3_file *base, int deletes) {
    (void)deletes; /* the last connection goes: with it the index */
    regions_drop(((struct handle *)base)->file);
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = on_close,
    .xRead = on_read,
    .xWrite = on_write,
    .xTruncate = on_truncate,
    .xSync = on_sync,
    .xFileSize = on_size,
    .xLock = on_lock,
    .xUnlock = on_lock,
    .xCheckReservedLock = on_check_lock,
    .xFileControl = on_control,
    .xSectorSize = on_sector_size,
    .xDeviceCharacteristics = on_characteristics,
    .xShmMap = on_map,
    .xShmLock = on_map_lock,
    .xShmBarrier = on_barrier,
    .xShmUnmap = on_unmap,
};

/* --- the file system --- */

static int on_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *got) {
    struct disk *disk = vfs->pAppData;
    struct handle *h = (struct handle *)base;
    h->base.pMethods = NULL;
    int result = call(disk);
    if (result != SQLITE_OK)
        return SQLITE_CANTOPEN;
    h->disk = disk;
    h->file = find_or_add(disk, path != NULL ? path : "(temporary)");
    h->deletes = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    if (!h->file->is_there) {
        str_clear(&h->file->bytes);
        ops_clear(h->file);
    }
    h->file->is_there = true;
    h->base.pMethods = &methods;
    if (got != NULL)
        *got = flags;
    return SQLITE_OK;
}

static int on_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    struct disk *disk = vfs->pAppData;
    struct disk_file *file = find(disk, path);
    int result = call(disk);
    if (result != SQLITE_OK)
        return SQLITE_IOERR_DELETE;
    if (file == NULL || !file->is_there)
        return SQLITE_IOERR_DELETE_NOENT;
    file->is_there = false;
    if (syncs_folder != 0) {
        file->was_synced = false;
        str_clear(&file->synced);
    }
    ops_clear(file);
    return SQLITE_OK;
}

static int on_access(sqlite3_vfs *vfs, const char *path, int flags, int *out) {
    const struct disk_file *file = find(vfs->pAppData, path);
    (void)flags;
    *out = file != NULL && file->is_there;
    return SQLITE_OK;
}

static int on_full_path(sqlite3_vfs *vfs, const char *path, int n, char *out) {
    (void)vfs;
    (void)sqlite3_snprintf(n, out, "%s", path);
    return SQLITE_OK;
}

struct disk *disk_new(void) {
    struct disk *disk = MEM_NEW(struct disk);
    const sqlite3_vfs *unix_vfs = sqlite3_vfs_find("unix");
    disk->countdown = -1;
    disk->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = (int)sizeof(struct handle),
        .mxPathname = 1024,
        .zName = "disk",
        .pAppData = disk,
        .xOpen = on_open,
        .xDelete = on_delete,
        .xAccess = on_access,
        .xFullPathname = on_full_path,
        .xRandomness = unix_vfs->xRandomness,
        .xSleep = unix_vfs->xSleep,
        .xCurrentTime = unix_vfs->xCurrentTime,
        .xGetLastError = unix_vfs->xGetLastError,
    };
    int result = sqlite3_vfs_register(&disk->vfs, 1);
    assert(result == SQLITE_OK && installed == NULL);
    installed = disk;
    return disk;
}

void disk_free(struct disk *disk) {
    (void)sqlite3_vfs_unregister(&disk->vfs);
    for (size_t i = 0; i < disk->count; i++) {
        file_release(disk->files[i]);
        mem_free(disk->files[i]);
    }
    mem_free(disk->files);
    mem_free(disk);
    installed = NULL;
}

void disk_fail_at(struct disk *disk, long n, int result, int error, bool from_then_on) {
    disk->countdown = n;
    disk->result = result;
    disk->error = error;
    disk->from_then_on = from_then_on;
    disk->failed = false;
}

long disk_calls(const struct disk *disk) {
    return disk->calls;
}

bool disk_has_failed(const struct disk *disk) {
    return disk->failed;
}

void disk_set_short_writes(struct disk *disk, bool on) {
    disk->short_writes = on;
}

void disk_set_lies(struct disk *disk, bool on) {
    disk->lies = on;
}

/* --- the power --- */

/* Sector by sector: some of a write may have got to the disk. */
static void tear(struct str *bytes, const struct op *op, struct random *random) {
    for (size_t at = 0; at < op->bytes.len; at += SECTOR)
        if (random_below(random, 2) == 0)
            put(bytes, op->offset + at, span_sub(str_span(&op->bytes), at, at + SECTOR));
}

static void lose(struct disk_file *file, struct random *random) {
    /* the folder was not synced: what was deleted may come back */
    if (!file->is_there && file->was_synced && random_below(random, 2) == 0)
        file->is_there = true;
    str_set(&file->bytes, str_span(&file->synced));
    for (size_t i = 0; i < file->op_count; i++) {
        const struct op *op = &file->ops[i];
        size_t fate = random_below(random, 3);
        if (fate == 0)
            continue;
        if (op->cuts && op->offset < file->bytes.len)
            str_cut(&file->bytes, op->offset);
        else if (!op->cuts && fate == 1)
            put(&file->bytes, op->offset, str_span(&op->bytes));
        else if (!op->cuts)
            tear(&file->bytes, op, random);
    }
    ops_clear(file);
    regions_drop(file);
    if (!file->was_synced && random_below(random, 2) == 0)
        file->is_there = false;
    str_set(&file->synced, str_span(&file->bytes));
    file->was_synced = file->is_there;
}

void disk_cut_power(struct disk *disk, struct random *random) {
    disk_fail_at(disk, -1, SQLITE_OK, 0, false);
    for (size_t i = 0; i < disk->count; i++)
        lose(disk->files[i], random);
}

/* --- images --- */

static void copy_file(struct disk_file *to, const struct disk_file *from) {
    str_set(&to->bytes, str_span(&from->bytes));
    str_set(&to->synced, str_span(&from->bytes));
    to->is_there = to->was_synced = from->is_there;
    ops_clear(to);
    regions_drop(to);
}

struct disk_image *disk_save(const struct disk *disk) {
    struct disk_image *image = MEM_NEW(struct disk_image);
    image->files = mem_alloc_zero(disk->count, sizeof *image->files);
    image->count = disk->count;
    for (size_t i = 0; i < disk->count; i++) {
        struct disk_file *to = &image->files[i];
        str_init(&to->bytes);
        str_init(&to->synced);
        to->path = mem_copy_text(disk->files[i]->path, strlen(disk->files[i]->path));
        copy_file(to, disk->files[i]);
    }
    return image;
}

void disk_restore(struct disk *disk, const struct disk_image *image) {
    for (size_t i = 0; i < disk->count; i++) {
        disk->files[i]->is_there = disk->files[i]->was_synced = false;
        str_clear(&disk->files[i]->synced);
        ops_clear(disk->files[i]);
        regions_drop(disk->files[i]);
    }
    for (size_t i = 0; i < image->count; i++)
        copy_file(find_or_add(disk, image->files[i].path), &image->files[i]);
}

void disk_image_free(struct disk_image *image) {
    for (size_t i = 0; i < image->count; i++)
        file_release(&image->files[i]);
    mem_free(image->files);
    mem_free(image);
}

struct span disk_file(const struct disk *disk, const char *path) {
    const struct disk_file *file = find(disk, path);
    return file != NULL && file->is_there ? str_span(&file->bytes) : SPAN("");
}

void disk_put(struct disk *disk, const char *path, struct span bytes) {
    struct disk_file *file = find_or_add(disk, path);
    str_set(&file->bytes, bytes);
    str_set(&file->synced, bytes);
    ops_clear(file);
    regions_drop(file);
    file->is_there = file->was_synced = true;
}
