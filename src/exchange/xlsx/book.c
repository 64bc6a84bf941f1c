#include "exchange/xlsx/book.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"

#include <stdlib.h>
#include <xlsxwriter.h>

enum { FILE_MOST = 64 * 1024 * 1024 };

static enum rc write_file(const char *path, const char *folder,
                          enum rc (*fill)(struct lxw_workbook *workbook, void *self,
                                          struct err *err),
                          void *self, struct err *err) {
    char *own = span_copy(span_of(folder));
    lxw_workbook_options options = {.tmpdir = own};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    lxw_error closed = LXW_ERROR_MEMORY_MALLOC_FAILED;
    enum rc rc = RC_OK;
    if (workbook != NULL) {
        rc = fill(workbook, self, err);
        closed = workbook_close(workbook);
    }
    if (rc == RC_OK && closed != LXW_NO_ERROR)
        rc = err_set(err, RC_OUTPUT, _("不能写Excel文件：%s"), lxw_strerror(closed));
    mem_free(own);
    return rc;
}

enum rc xlsx_make(struct str *out,
                  enum rc (*fill)(struct lxw_workbook *workbook, void *self, struct err *err),
                  void *self, struct err *err) {
    struct str temp = STR_INIT;
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] == '\0')
        folder = "/tmp";
    char *path = file_path_join(folder, "jixiao.xlsx");
    enum rc rc = file_make_temp(&temp, path, err);
    if (rc == RC_OK) {
        rc = write_file(temp.s, folder, fill, self, err);
        if (rc == RC_OK)
            rc = file_read(out, temp.s, FILE_MOST, err);
        file_drop(temp.s);
    }
    mem_free(path);
    str_release(&temp);
    return rc;
}
