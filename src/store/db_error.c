#include "store/db_error.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/os/file_system.h"
#include "store/db_private.h"

#include <errno.h>
#include <string.h>

enum rc db_check_kind(const char *path, struct err *err) {
    enum file_kind kind = file_kind_of(path);
    bool is_link = kind == FILE_LINK;
    if (is_link)
        kind = file_kind_behind(path);
    switch (kind) {
    case FILE_DIRECTORY:
        return err_set(err, RC_STORE, _("%s 是文件夹，不是数据库；请在 --db 后写出文件名"), path);
    case FILE_OTHER:
        return err_set(err, RC_STORE, _("%s 是设备或管道，不能作数据库；请在 --db 后换一个文件名"),
                       path);
    case FILE_NONE:
    case FILE_LINK:
        return is_link ? err_set(err, RC_STORE,
                                 _("%s 是符号链接，它指向的文件不存在；请检查链接，或在 --db "
                                   "后写出真正的文件名"),
                                 path)
                       : RC_OK;
    case FILE_REGULAR:
        break;
    }
    return RC_OK;
}

enum rc db_fail_empty(const char *path, struct err *err) {
    return err_set(
        err, RC_DAMAGED,
        _("%s 是空的，里面没有报告库；请检查路径是否写对，或换上备份（旁边的.copies文件夹里"
          "有每日备份）"),
        path);
}

static enum rc fail_opening(const struct db *db, struct err *err) {
    enum rc rc = db_check_kind(db->path, err);
    if (rc != RC_OK)
        return rc;
    if (file_kind_of(db->path) == FILE_NONE)
        return err_set(err, RC_STORE, _("找不到数据库 %s；请检查路径是否写对"), db->path);
    return err_set(err, RC_READ_ONLY,
                   _("打不开数据库 %s：没有权限，或所在文件夹不能写；请检查两者的权限，或用 --db "
                     "换一个位置"),
                   db->path);
}

static enum rc fail_io(const struct db *db, int code, struct err *err) {
    /* SQLite does not keep the errno of a failed commit; the statement's was 0 before the step. */
    int number = errno != 0 ? errno : sqlite3_system_errno(db->handle);
    if (number == ENOSPC || number == EDQUOT)
        return db_fail(db, SQLITE_FULL, err);
    if (number == EFBIG) /* it waits and is mended as a full disk is, but room is no cure */
        return err_set(err, RC_FULL,
                       _("文件超过了系统允许的大小（ulimit -f），数据库 %s 写不进去；请系统管理员"
                         "放宽限制后再试，已保存的内容不受影响"),
                       db->path);
    if (number == EROFS)
        return db_fail(db, SQLITE_READONLY, err);
    return err_set(err, RC_STORE,
                   _("读写数据库 %s 时磁盘出错（%s，%d）；请检查磁盘，并尽快用 jixiao backup 备份"),
                   db->path, number != 0 ? strerror(number) : sqlite3_errstr(code), code);
}

/* For the memory that connections share. */
static bool has_room(const struct db *db) {
    enum { SHARED = 32 * 1024 };
    char *folder = file_path_folder(db->path);
    bool has = file_has_room(folder, SHARED);
    mem_free(folder);
    return has;
}

static enum rc fail_other(const struct db *db, int code, struct err *err) {
    return err_set(err, RC_STORE, _("数据库 %s 出错：%s（%d）；请用 jixiao verify 检查"), db->path,
                   sqlite3_errmsg(db->handle), code);
}

enum rc db_fail(const struct db *db, int code, struct err *err) {
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        mem_fail();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        if (db->is_remote)
            return err_set(err, RC_BUSY,
                           _("数据库 %s 在网络盘上，一次只能一个人用，现在有人正用着；请等他退出，"
                             "或把数据库移到本机磁盘上"),
                           db->path);
        if (db->alone || !has_room(db))
            return err_set(err, RC_BUSY,
                           _("数据库 %s 所在的磁盘已满，一次只能一个程序用，现在有人正用着；请等他"
                             "退出，或先腾出空间"),
                           db->path);
        return err_set(err, RC_BUSY,
                       _("数据库 %s 正被另一个程序占用；请稍后再试，或先关闭那个程序"), db->path);
    case SQLITE_READONLY:
        if (code == SQLITE_READONLY_DBMOVED)
            return err_set(err, RC_STORE,
                           _("数据库 %s 已被移走或替换；请把原文件放回去，再重新打开程序"),
                           db->path);
        if (code == SQLITE_READONLY_ROLLBACK)
            return err_set(
                err, RC_READ_ONLY,
                _("数据库 %s 旁边留着一份写到一半的日志（-journal），上次没有正常结束；能写的"
                  "时候打开一次（如jixiao list）就会恢复原样"),
                db->path);
        return err_set(err, RC_READ_ONLY,
                       _("数据库 %s 只能读、不能写；请检查文件和所在文件夹的权限，或用 --db "
                         "换一个位置"),
                       db->path);
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
        return fail_opening(db, err);
    case SQLITE_FULL:
        return err_set(err, RC_FULL,
                       _("磁盘已满，数据库 %s 写不进去；请腾出空间后再试，已保存的内容不受影响"),
                       db->path);
    case SQLITE_NOTADB:
        return err_set(err, RC_DAMAGED,
                       _("%s 不是数据库，或文件头已损坏；请检查路径，或换上备份的文件"), db->path);
    case SQLITE_CORRUPT:
        return err_set(err, RC_DAMAGED,
                       _("数据库 %s 已损坏；请先停止填写，用 jixiao verify 查看，再换上备份，或用 "
                         "jixiao recover 找回"),
                       db->path);
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
            return err_set(
                err, RC_NOT_FOUND,
                _("这份报告已不在报告库里（回收站被清空，或恢复了备份），改动没有地方存；没"
                  "存的字离开时写到别处，可以导入成新的报告"));
        return fail_other(db, code, err);
    case SQLITE_IOERR:
        return fail_io(db, code, err);
    default:
        return fail_other(db, code, err);
    }
}
