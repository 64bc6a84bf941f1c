#include "base/os/file_call.h"

#include "base/lang.h"
#include "base/text/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#define CALL FILE_CALL

/* The tests' countdown, like mem.c's: it belongs to the process. */
static struct {
    long countdown;
    int error;
    bool from_then_on;
} fault = {.countdown = -1};

void file_fail_at(long n, int error, bool from_then_on) {
    fault.countdown = n;
    fault.error = error;
    fault.from_then_on = from_then_on;
}

bool file_fault_is_due(void) {
    if (fault.countdown != 0) {
        fault.countdown -= fault.countdown > 0;
        return false;
    }
    if (!fault.from_then_on)
        fault.countdown = -1;
    errno = fault.error;
    return true;
}

static const struct {
    int error;
    const char *why; /* what is wrong, and the cure */
} reasons[] = {
    {ENOSPC, N_("磁盘空间已满；请删去不用的文件，或换一个磁盘，然后再试")},
    {EDQUOT, N_("您的磁盘配额已用完；请删去不用的文件，然后再试")},
    {EFBIG, N_("超过了系统允许的文件大小；请换一个位置，或请管理员放宽限制")},
    {EACCES, N_("没有权限；请换一个位置，或请管理员开通权限")},
    {EPERM, N_("系统不允许；请换一个位置，或请管理员开通权限")},
    {EROFS, N_("该磁盘是只读的；请换一个位置")},
    {ENOENT, N_("没有这个文件夹；请检查路径，或先建好文件夹")},
    {ENOTDIR, N_("路径中有一段不是文件夹；请检查路径")},
    {EISDIR, N_("这是一个文件夹；请写出其中的文件名")},
    {ENAMETOOLONG, N_("名称太长；请改用较短的文件名")},
    {ELOOP, N_("路径中的符号链接互相指向；请换一个位置")},
    {EIO, N_("磁盘读写出错；请换一个磁盘，并请技术人员检查")},
    {EPIPE, N_("接收输出的程序已经结束；请检查管道后面的命令")},
    {EBADF, N_("没有打开；请检查命令的重定向")},
    {EMFILE, N_("打开的文件太多；请关闭其他程序后再试")},
    {ENFILE, N_("打开的文件太多；请关闭其他程序后再试")},
};

static const char *reason_of(int error) {
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
        if (reasons[i].error == error)
            return _(reasons[i].why);
    return NULL;
}

enum rc file_fail(struct err *err, enum rc rc, const char *subject, int error) {
    const char *why = reason_of(error);
    if (why != NULL)
        return err_set(err, rc, _("%s：%s"), subject, why);
    return err_set(err, rc, _("%s：系统错误 %d（%s）；请换一个位置再试，或请技术人员查看"), subject,
                   error, strerror(error));
}

enum rc file_output_rc(int error) {
    return error == ENOSPC || error == EDQUOT ? RC_FULL : RC_OUTPUT;
}

enum rc file_fail_writing(const char *path, int error, struct err *err) {
    struct str subject = STR_INIT;
    str_add_format(&subject, _("不能写入文件“%s”"), path);
    enum rc rc = file_fail(err, file_output_rc(error), subject.s, error);
    str_release(&subject);
    return rc;
}

enum file_kind file_kind_of_mode(mode_t mode) {
    return S_ISREG(mode)   ? FILE_REGULAR
           : S_ISDIR(mode) ? FILE_DIRECTORY
           : S_ISLNK(mode) ? FILE_LINK
                           : FILE_OTHER;
}

static enum rc fail_link(struct err *err, const char *path) {
    struct str to = STR_INIT;
    str_reserve(&to, PATH_MAX);
    ssize_t n = CALL(readlink(path, to.s, PATH_MAX));
    to.len = n > 0 ? (size_t)n : 0;
    to.s[to.len] = '\0';
    enum rc rc = err_set(err, RC_OUTPUT,
                         _("“%s”是符号链接（指向“%s”），不能写入：请写出真正的文件名"), path, to.s);
    str_release(&to);
    return rc;
}

enum rc file_look_at_target(const char *path, struct stat *st, bool *there, struct err *err) {
    *there = CALL(lstat(path, st)) == 0;
    if (!*there)
        return errno == ENOENT ? RC_OK : file_fail_writing(path, errno, err);
    enum file_kind kind = file_kind_of_mode(st->st_mode);
    if (kind == FILE_LINK)
        return fail_link(err, path);
    if (kind == FILE_DIRECTORY)
        return file_fail_writing(path, EISDIR, err);
    if (kind != FILE_REGULAR)
        return err_set(err, RC_OUTPUT, _("“%s”是设备或管道，不能替换：请换一个文件名"), path);
    if (CALL(faccessat(AT_FDCWD, path, W_OK, AT_EACCESS)) != 0) {
        if (errno != EACCES)
            return file_fail_writing(path, errno, err);
        return err_set(err, RC_OUTPUT,
                       _("文件“%s”是只读的，没有替换：请换一个文件名，或先取消只读"), path);
    }
    return RC_OK;
}

void file_sync_folder(const char *folder) {
    int fd = CALL(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd < 0)
        return;
    (void)CALL(fsync(fd));
    (void)close(fd);
}
