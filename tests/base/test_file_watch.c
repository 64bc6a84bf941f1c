#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/file_watch.h"
#include "base/mem.h"
#include "tests/support/folder.h"

#include <poll.h>

static bool is_readable(const struct file_watch *watch) {
    struct pollfd ready = {.fd = file_watch_fd(watch), .events = POLLIN};
    return poll(&ready, 1, 0) > 0;
}

static void a_write_leaves_a_mark_until_it_is_taken(void **state) {
    (void)state;
    char *folder = folder_new(), *path = file_path_join(folder, "a");
    folder_put(path, SPAN("one"));
    struct file_watch *watch = file_watch_new(path);
    assert_non_null(watch);
    assert_false(is_readable(watch));
    assert_false(file_watch_take(watch));
    folder_put(path, SPAN("two"));
    assert_true(is_readable(watch));
    assert_true(file_watch_take(watch));
    assert_false(is_readable(watch));
    assert_false(file_watch_take(watch));
    file_watch_free(watch);
    mem_free(path);
    folder_free(folder);
}

static void a_file_that_is_not_there_is_not_watched(void **state) {
    (void)state;
    assert_null(file_watch_new("/nosuchfolder/nosuchfile"));
    file_watch_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_write_leaves_a_mark_until_it_is_taken),
        cmocka_unit_test(a_file_that_is_not_there_is_not_watched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
