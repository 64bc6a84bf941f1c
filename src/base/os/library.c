#include "base/os/library.h"

#include "base/lang.h"

#include <dlfcn.h>
#include <string.h>

enum rc library_load(void *pointers, const char *const *names, size_t count, const char *file,
                     struct err *err) {
    void *library = dlopen(file, RTLD_LAZY | RTLD_NODELETE);
    if (library == NULL)
        return err_set(err, RC_INPUT,
                       _("这台电脑没有装程序库“%s”，请管理员装上后再试（Debian：apt install）"),
                       file);
    enum rc rc = RC_OK;
    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        void *function = dlsym(library, names[i]);
        if (function == NULL)
            rc = err_set(err, RC_INPUT, _("程序库“%s”太旧，缺少%s，请管理员更新后再试"), file,
                         names[i]);
        memcpy((char *)pointers + i * sizeof function, &function, sizeof function);
    }
    (void)dlclose(library);
    return rc;
}
