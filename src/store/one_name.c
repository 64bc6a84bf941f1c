#include "store/one_name.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/name_hold.h"
#include "store/db_files.h"

static enum rc refuse_used(const char *path, struct err *err) {
    char *other = file_find_other_name(path, NULL);
    enum rc rc =
        other != NULL
            ? err_set(err, RC_BUSY,
                      _("数据库 %s 和 %s 是同一个文件（硬链接），有人正用另一个名字打开着；两个名字"
                        "各记各的日志，会丢字：请用 %s 打开"),
                      path, other, other)
            : err_set(err, RC_BUSY,
                      _("数据库 %s 在别的文件夹里还有一个名字（硬链接），有人正用那个名字打开着；"
                        "两个名字各记各的日志，会丢字：请用那个名字打开（find / -samefile %s "
                        "可以找到它）"),
                      path, path);
    mem_free(other);
    return rc;
}

/* What a killed program has left beside another name: it is read by who opens that one. Where this
 * name has a log too one of them would always be in the way of the other. */
static enum rc check_left_logs(const char *path, struct err *err) {
    static const char *const endings[] = {"-wal", "-journal"};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && !db_has_log(path) && i < ARRAY_LEN(endings); i++) {
        char *other = file_find_other_name(path, endings[i]);
        if (other != NULL)
            rc = err_set(err, RC_BUSY,
                         _("数据库 %s 和 %s 是同一个文件（硬链接），没写回去的文字在 %s%s "
                           "里：请用 %s 打开"),
                         path, other, other, endings[i], other);
        mem_free(other);
    }
    return rc;
}

enum rc one_name_take(struct name_hold **out, const char *path, struct err *err) {
    struct name_hold *hold = name_hold_take(path);
    enum rc rc = hold != NULL && name_hold_meets_other(hold) ? refuse_used(path, err) : RC_OK;
    if (rc == RC_OK)
        rc = check_left_logs(path, err);
    if (rc == RC_OK)
        *out = hold;
    else
        name_hold_drop(hold);
    return rc;
}

enum rc one_name_check(const char *path, struct err *err) {
    enum rc rc = file_is_held_elsewhere(path) ? refuse_used(path, err) : RC_OK;
    return rc == RC_OK ? check_left_logs(path, err) : rc;
}
