/* Are the files under a connection still its own? SQLite does not ask: it goes on in a file that
 * was deleted, reads a log that was cut off as pages of zeros, and takes pages of a file that was
 * copied over its own. So we look: at the names (which file stands there), at the database's
 * header, and at the log, whose last frame and checksums must be what the shared index of the log
 * says. All is read through SQLite's own handles: closing another one would drop its locks. */
#include "store/db_files.h"

#include "base/os/file_temp.h"
#include "store/db.h"
#include "store/db_private.h"

#include "base/lang.h"
#include "base/mem.h"

#include <string.h>

enum {
    DB_HEADER = 100,
    LOG_HEADER = 32,
    FRAME_HEADER = 24,
    INDEX_HEADER = 48,
    INDEX_REGION = 32768,
    CLOSELY_MOST = 4 * 1024 * 1024, /* bytes of the log */
    TRIES = 20,                     /* while others move on */
    APPLICATION_AT = 68,
    APPLICATION_ID = 0x4A495849, /* "JIXI" */
};

/* What the shared index says of the log (sqlite.org/walformat.html), numbers as this machine has
 * them but for the salt. */
struct log_index {
    uint32_t version, unused, change;
    uint8_t is_init, big_end_checksum;
    uint16_t page_size;
    uint32_t last_frame, pages, checksum[2];
    uint8_t salt[8];
    uint32_t own_checksum[2];
};

enum verdict { VERDICT_FINE, VERDICT_MOVES, VERDICT_BAD };

void db_note_files(struct db *db) {
    const char *path = sqlite3_db_filename(db->handle, "main"), *log = db_log_path(db);
    db->file = path != NULL ? file_identify(path) : (struct file_identity){0};
    db->log = log != NULL ? file_identify(log) : (struct file_identity){0};
}

static uint32_t big_end(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t little_end(const uint8_t *bytes) {
    return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

static sqlite3_file *file_of(const struct db *db, int which) {
    sqlite3_file *file = NULL;
    int code = sqlite3_file_control(db->handle, "main", which, &file);
    return code == SQLITE_OK && file != NULL && file->pMethods != NULL ? file : NULL;
}

static bool read_at(sqlite3_file *file, void *bytes, size_t n, uint64_t offset) {
    return file->pMethods->xRead(file, bytes, (int)n, (sqlite3_int64)offset) == SQLITE_OK;
}

/* --- the database --- */

static bool header_is_ours(const struct db *db) {
    uint8_t header[DB_HEADER];
    sqlite3_file *file = file_of(db, SQLITE_FCNTL_FILE_POINTER);
    if (file == NULL)
        return true;
    if (!read_at(file, header, sizeof header, 0))
        return false;
    uint32_t application = big_end(header + APPLICATION_AT); /* 0: still in the log alone */
    sqlite3_int64 size = 0, page = (header[16] << 8 | header[17]) == 1
                                       ? 65536
                                       : (header[16] << 8 | header[17]);
    return memcmp(header, "SQLite format 3", 16) == 0 &&
           file->pMethods->xFileSize(file, &size) == SQLITE_OK && size >= page &&
           (application == 0 || application == APPLICATION_ID);
}

/* https://www.sqlite.org/fileformat2.html#file_format_version_numbers */
bool db_says_log(const struct db *db) {
    enum { READ_VERSION_AT = 19, READ_VERSION_LOG = 2 };
    uint8_t header[DB_HEADER];
    sqlite3_file *file = file_of(db, SQLITE_FCNTL_FILE_POINTER);
    return file != NULL && read_at(file, header, sizeof header, 0) &&
           header[READ_VERSION_AT] == READ_VERSION_LOG;
}

/* --- the log --- */

/* False: nobody has written to the log, or it is being written to. */
static bool read_index(sqlite3_file *file, struct log_index *out) {
    volatile void *region = NULL;
    struct log_index twice[2];
    if (file->pMethods->iVersion < 2 || file->pMethods->xShmMap == NULL ||
        file->pMethods->xShmMap(file, 0, INDEX_REGION, 0, &region) != SQLITE_OK || region == NULL)
        return false;
    static_assert(sizeof twice[0] == INDEX_HEADER, "as SQLite has it");
    const volatile uint8_t *from = region;
    uint8_t *to = (uint8_t *)twice;
    for (size_t i = 0; i < sizeof twice; i++)
        to[i] = from[i];
    *out = twice[0];
    return twice[0].is_init == 1 && memcmp(&twice[0], &twice[1], sizeof twice[0]) == 0;
}

static void add_checksum(uint32_t sum[2], const uint8_t *bytes, size_t n, bool big) {
    for (size_t i = 0; i + 8 <= n; i += 8) {
        sum[0] += (big ? big_end(bytes + i) : little_end(bytes + i)) + sum[1];
        sum[1] += (big ? big_end(bytes + i + 4) : little_end(bytes + i + 4)) + sum[0];
    }
}

/* The frames from `first` on, each with the sum of all before it. */
static bool frames_add_up(sqlite3_file *log, const struct log_index *index, uint32_t first,
                          uint32_t sum[2]) {
    size_t page = index->page_size == 1 ? 65536 : index->page_size, bytes = FRAME_HEADER + page;
    uint8_t *frame = mem_alloc(bytes);
    bool fits = true;
    for (uint32_t i = first; fits && i <= index->last_frame; i++) {
        fits = read_at(log, frame, bytes, LOG_HEADER + (uint64_t)(i - 1) * bytes) &&
               memcmp(frame + 8, index->salt, sizeof index->salt) == 0;
        add_checksum(sum, frame, 8, index->big_end_checksum != 0);
        add_checksum(sum, frame + FRAME_HEADER, page, index->big_end_checksum != 0);
        fits = fits && big_end(frame + 16) == sum[0] && big_end(frame + 20) == sum[1];
    }
    mem_free(frame);
    return fits;
}

/* What stands before a frame: the sum at the end of the one before, or of the header. */
static bool read_sum(sqlite3_file *log, const struct log_index *index, uint32_t before,
                     uint32_t sum[2]) {
    size_t page = index->page_size == 1 ? 65536 : index->page_size, bytes = FRAME_HEADER + page;
    uint8_t head[LOG_HEADER];
    if (!read_at(log, head, sizeof head, 0) || (big_end(head) & ~1u) != 0x377f0682 ||
        memcmp(head + 16, index->salt, sizeof index->salt) != 0)
        return false;
    sum[0] = big_end(head + 24);
    sum[1] = big_end(head + 28);
    if (before == 0)
        return true;
    uint8_t frame[FRAME_HEADER];
    if (!read_at(log, frame, sizeof frame, LOG_HEADER + (uint64_t)(before - 1) * bytes) ||
        memcmp(frame + 8, index->salt, sizeof index->salt) != 0)
        return false;
    sum[0] = big_end(frame + 16);
    sum[1] = big_end(frame + 20);
    return true;
}

static bool log_fits(sqlite3_file *log, const struct log_index *index, bool closely) {
    size_t page = index->page_size == 1 ? 65536 : index->page_size;
    uint64_t frames = CLOSELY_MOST / (FRAME_HEADER + page);
    uint32_t sum[2], first = index->last_frame + 1;
    sqlite3_int64 size = 0;
    if (log->pMethods->xFileSize(log, &size) != SQLITE_OK ||
        (uint64_t)size < LOG_HEADER + (uint64_t)index->last_frame * (FRAME_HEADER + page))
        return false;
    if (closely)
        first = index->last_frame > frames ? index->last_frame - (uint32_t)frames + 1 : 1;
    return read_sum(log, index, first - 1, sum) && frames_add_up(log, index, first, sum) &&
           sum[0] == index->checksum[0] && sum[1] == index->checksum[1];
}

/* Others may commit, or begin the log anew, while we look. */
static enum verdict look_at_log(const struct db *db, bool closely) {
    struct log_index before, after;
    sqlite3_file *file = file_of(db, SQLITE_FCNTL_FILE_POINTER);
    sqlite3_file *log = file_of(db, SQLITE_FCNTL_JOURNAL_POINTER);
    bool shares = !db->alone && db->access != DB_READ_LOG;
    if (file == NULL || log == NULL || db->log.number == 0 || !shares)
        return VERDICT_FINE;
    if (!read_index(file, &before))
        return VERDICT_MOVES;
    if (before.last_frame == 0 || log_fits(log, &before, closely))
        return VERDICT_FINE;
    bool same = read_index(file, &after) && memcmp(&before, &after, sizeof before) == 0;
    return same ? VERDICT_BAD : VERDICT_MOVES;
}

static bool log_is_ours(const struct db *db, bool closely) {
    for (int i = 0; i < TRIES; i++) {
        enum verdict verdict = look_at_log(db, closely);
        if (verdict != VERDICT_MOVES)
            return verdict == VERDICT_FINE;
    }
    return true; /* it is in use */
}

/* --- both --- */

static bool stands_beside(const char *path, const char *ending) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s%s", path, ending);
    bool there = file_kind_of(name.s) != FILE_NONE;
    str_release(&name);
    return there;
}

bool db_has_log(const char *path) {
    return stands_beside(path, "-wal");
}

bool db_has_log_index(const char *path) {
    return stands_beside(path, "-shm");
}

enum rc db_check_files(struct db *db, bool closely, struct err *err) {
    const char *path = sqlite3_db_filename(db->handle, "main"), *log = db_log_path(db);
    if (path == NULL || db->file.number == 0)
        return RC_OK;
    if (!file_is_at(path, &db->file))
        return file_kind_of(path) == FILE_NONE
                   ? err_set(err, RC_GONE, _("数据库 %s 已被删除或移走"), db->path)
                   : err_set(err, RC_GONE, _("数据库 %s 已被换成另一个文件"), db->path);
    if (log != NULL && db->log.number != 0 && !file_is_at(log, &db->log))
        return err_set(err, RC_GONE, _("数据库 %s 的日志文件（-wal）已被删除或替换"), db->path);
    if (!header_is_ours(db))
        return err_set(err, RC_GONE, _("数据库 %s 已被别的程序改写或截断"), db->path);
    if (!log_is_ours(db, closely))
        return err_set(err, RC_GONE, _("数据库 %s 的日志文件（-wal）已被别的程序改写或截断"),
                       db->path);
    return RC_OK;
}

/* A file that has only lost its name may come back to it: then all must stand in it that its log
 * held, which is not its log any more. */
static void write_log_back(struct db *db) {
    if (header_is_ours(db) && log_is_ours(db, true))
        (void)sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void db_close_gone(struct db *db) {
    const char *path = sqlite3_db_filename(db->handle, "main"), *log = db_log_path(db);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (path != NULL && log != NULL && db->file.number != 0 && !file_is_at(path, &db->file) &&
        file_is_at(log, &db->log)) {
        struct str index = STR_INIT;
        str_add_format(&index, "%s-shm", path);
        write_log_back(db);
        file_drop(log);
        file_drop(index.s);
        str_release(&index);
    }
    db_close(db);
}
