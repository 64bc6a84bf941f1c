#include "store/overwrite.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "store/db.h"
#include "store/db_files.h"
#include "store/stmt.h"

#include <string.h>

enum {
    HEADER = 100, /* sqlite.org/fileformat2.html#the_database_header */
    APPLICATION_AT = 68,
};
static const char application[] = "JIXI"; /* application_id of the first migration */

/* "" is the database itself. */
static const char *const endings[] = {"", "-wal", "-shm", "-journal", "-clerks", ".copies"};
enum { COPIES = 5 };

/* --- whose file it is --- */

static bool is_same_file(const struct file_identity *a, const struct file_identity *b) {
    return a->number != 0 && a->device == b->device && a->number == b->number;
}

/* The file at `path`, or its name in its folder, is `other`, which need not be there. */
static bool is_file(const char *path, const char *other) {
    struct file_identity there = file_identify(path), wanted = file_identify(other);
    if (is_same_file(&there, &wanted))
        return true;
    char *folders[] = {file_path_folder(path), file_path_folder(other)};
    struct file_identity folder = file_identify(folders[0]), beside = file_identify(folders[1]);
    bool same =
        is_same_file(&folder, &beside) && strcmp(file_path_name(path), file_path_name(other)) == 0;
    mem_free(folders[0]);
    mem_free(folders[1]);
    return same;
}

/* Its path is that of a folder, or below one. */
static bool is_in_folder(const char *path, const char *folder) {
    char *above = file_path_folder(path);
    struct file_identity have = file_identify(above), wanted = file_identify(folder);
    mem_free(above);
    return is_same_file(&have, &wanted);
}

/* A member of the family of the database at `stem`; `copies` too. */
static bool is_of_stem(const char *path, const char *stem, bool copies) {
    struct str name = STR_INIT;
    bool is = false;
    for (size_t i = 0; !is && i < ARRAY_LEN(endings); i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", stem, endings[i]);
        if (i == COPIES && !copies)
            continue;
        is = is_file(path, name.s) || (i == COPIES && is_in_folder(path, name.s));
    }
    str_release(&name);
    return is;
}

/* SQLite's files stand beside the real one, ours beside the name that was given. */
static bool is_of_family(const char *path, const char *database, bool copies) {
    char *real = file_real_path(database);
    bool is =
        is_of_stem(path, database, copies) || (real != NULL && is_of_stem(path, real, copies));
    mem_free(real);
    return is;
}

/* --- databases of ours that are not open here --- */

static bool has_our_header(const char *path) {
    char header[HEADER];
    return file_read_head(path, header, sizeof header) == sizeof header &&
           memcmp(header, "SQLite format 3", 16) == 0 &&
           /* while it is made the number still stands in the log alone */
           (memcmp(header + APPLICATION_AT, application, 4) == 0 || db_has_log(path));
}

/* The name is that of a database of ours with one of the endings behind it. */
static bool is_beside_ours(const char *path) {
    struct span name = span_of(path);
    bool is = false;
    for (size_t i = 1; !is && i < ARRAY_LEN(endings); i++) {
        struct span ending = span_of(endings[i]);
        if (!span_ends_with(name, ending) || name.n == ending.n)
            continue;
        char *stem = span_copy(span_sub(name, 0, name.n - ending.n));
        is = has_our_header(stem);
        mem_free(stem);
    }
    return is;
}

/* --- an earlier backup --- */

/* How the newest change of one of its reports stands in the library. */
enum standing { STANDS, GONE_WITH_ITS_REPORT, OWN };

struct newest {
    int64_t report, id, at;
    struct str clerk;
};

static enum rc find_newest(struct db *backup, struct newest *newest, struct err *err) {
    struct stmt stmt;
    stmt_start(&stmt, backup, QUERY_REPORT_NEWEST_CHANGE);
    stmt_bind_int(&stmt, "$report", newest->report);
    if (stmt_next(&stmt)) {
        newest->id = stmt_int(&stmt, 0);
        newest->at = stmt_int(&stmt, 1);
        str_set(&newest->clerk, stmt_text(&stmt, 2));
    }
    return stmt_end(&stmt, err);
}

/* `last`: the number of the last report that was ever made in the library. */
static enum rc find_standing(struct db *library, const struct newest *newest, int64_t last,
                             enum standing *out, struct err *err) {
    struct stmt stmt;
    bool stands = false, is_there = false;
    stmt_start(&stmt, library, QUERY_REPORT_HAS_CHANGE);
    stmt_bind_int(&stmt, "$report", newest->report);
    stmt_bind_int(&stmt, "$change", newest->id);
    stmt_bind_int(&stmt, "$at", newest->at);
    stmt_bind_text(&stmt, "$clerk", str_span(&newest->clerk));
    if (stmt_next(&stmt)) {
        stands = stmt_int(&stmt, 0) > 0;
        is_there = stmt_int(&stmt, 1) > 0;
    }
    *out = stands ? STANDS : !is_there && newest->report <= last ? GONE_WITH_ITS_REPORT : OWN;
    return stmt_end(&stmt, err);
}

/* History only grows, and goes only with its report: where the newest change of each of its reports
 * stands in the library, the file holds nothing that the library does not. */
static bool holds_nothing_of_its_own(struct db *library, struct db *backup) {
    struct stmt stmt;
    struct newest newest = {.clerk = STR_INIT};
    enum standing standing = STANDS;
    int64_t last = 0;
    size_t stand = 0, reports = 0;
    enum rc rc =
        db_ask_int(library, "SELECT seq FROM sqlite_sequence WHERE name = 'report'", &last, NULL);
    stmt_start(&stmt, backup, QUERY_REPORT_IDS);
    while (rc == RC_OK && standing != OWN && stmt_next(&stmt)) {
        newest.report = stmt_int(&stmt, 0);
        rc = find_newest(backup, &newest, NULL);
        if (rc == RC_OK)
            rc = find_standing(library, &newest, last, &standing, NULL);
        stand += standing == STANDS;
        reports++;
    }
    enum rc listed = stmt_end(&stmt, NULL);
    str_release(&newest.clerk);
    return rc == RC_OK && listed == RC_OK && standing != OWN && (stand > 0 || reports == 0);
}

static bool is_earlier_backup(struct db *library, const char *path) {
    struct db *backup = NULL;
    if (!has_our_header(path) || db_has_log(path) ||
        db_open(&backup, path, DB_IMMUTABLE, NULL) != RC_OK)
        return false;
    bool is = holds_nothing_of_its_own(library, backup);
    db_close(backup);
    return is;
}

/* --- the decision --- */

static enum rc check_database(struct db *library, const char *path, enum overwrite_by by,
                              struct err *err) {
    if (db_has_log(path) || is_beside_ours(path)) /* it would be taken for the log of the copy */
        return err_set(err, RC_REFUSED, _("%s 正作为数据库使用；请为备份另取一个文件名"), path);
    if (by == OVERWRITE_BY_CONSENT || file_kind_of(path) != FILE_REGULAR)
        return RC_OK;
    if (by == OVERWRITE_BY_RECOVER)
        return err_set(err, RC_REFUSED,
                       _("%s 已经有了；请为找回的数据库另取一个文件名，确要替换请加 --replace"),
                       path);
    if (is_earlier_backup(library, path))
        return RC_OK;
    return err_set(err, RC_REFUSED,
                   _("%s 已经有了，不是这个库先前的备份；请另取一个文件名，确要替换请加 --replace"),
                   path);
}

/* All of them are asked before any file is looked into: the one that is asked for next may be open
 * here. */
static bool is_of_families(const char *path, const char *const *databases, size_t count,
                           bool copies) {
    for (size_t i = 0; i < count; i++)
        if (is_of_family(path, databases[i], copies))
            return true;
    return false;
}

enum rc overwrite_check(const char *const *databases, size_t count, struct db *library,
                        const char *path, enum overwrite_by by, struct err *err) {
    if (is_of_families(path, databases, count, by != OVERWRITE_BY_COPY))
        return err_set(err, RC_REFUSED,
                       _("%s 是正在使用的数据库，或是它的附属文件，不能覆盖；请另取一个文件名"),
                       path);
    if (by == OVERWRITE_BY_COPY)
        return RC_OK;
    if (by != OVERWRITE_BY_EXPORT)
        return check_database(library, path, by, err);
    if (has_our_header(path) || is_beside_ours(path))
        return err_set(err, RC_REFUSED,
                       _("%s 是 jixiao 的数据库、备份或附属文件，不能用导出的文件覆盖；请另取一个"
                         "文件名"),
                       path);
    return RC_OK;
}

enum rc overwrite_check_reading(const char *const *databases, size_t count, const char *path,
                                struct err *err) {
    if (is_of_families(path, databases, count, false))
        return err_set(
            err, RC_REFUSED,
            _("%s 是正在使用的报告库，或是它的附属文件，不能当作文件读；报告在报告库里打开"), path);
    return RC_OK;
}
