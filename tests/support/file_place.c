#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_call.h"
#include "base/os/file_path.h"
#include "base/text/utf8.h"
#include "tests/support/file_place.h"
#include "tests/support/folder.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int file_place_setup(void **state) {
    struct file_place *place = MEM_NEW(struct file_place);
    place->folder = folder_new();
    place->path = file_path_join(place->folder, "报告.txt");
    *state = place;
    return 0;
}

int file_place_teardown(void **state) {
    struct file_place *place = *state;
    file_fail_at(-1, 0, false);
    folder_free(place->folder);
    mem_free(place->path);
    mem_free(place);
    return 0;
}

void assert_says(const struct err *err, const char *part) {
    if (strstr(err->text, part) == NULL)
        fail_msg("“%s” does not say “%s”", err->text, part);
    assert_true(utf8_is_valid(span_of(err->text), NULL));
}

bool as_nobody(bool (*what)(const struct file_place *place), const struct file_place *place) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(3);
        _exit(what(place) ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 3)
        skip();
    return WEXITSTATUS(status) == 0;
}
