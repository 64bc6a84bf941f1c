#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/os/watch.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

enum { WRITTEN = 1, CLOSED = 2, GONE = 4, OTHER = 8 };
static const struct file_watch_marks marks = {WRITTEN, CLOSED, GONE};

struct place {
    char *folder, *path, *other;
    struct file_watch *watch;
};

static int setup(void **state) {
    struct place *place = MEM_NEW(struct place);
    place->folder = folder_new();
    place->path = file_path_join(place->folder, "a");
    place->other = file_path_join(place->folder, "b");
    folder_put(place->path, SPAN("one"));
    folder_put(place->other, SPAN("one"));
    place->watch = file_watch_new();
    assert_non_null(place->watch);
    *state = place;
    return 0;
}

static int teardown(void **state) {
    struct place *place = *state;
    file_watch_free(place->watch);
    mem_free(place->path);
    mem_free(place->other);
    folder_free(place->folder);
    mem_free(place);
    return 0;
}

static bool is_readable(const struct file_watch *watch) {
    struct pollfd ready = {.fd = file_watch_fd(watch), .events = POLLIN};
    return poll(&ready, 1, 0) > 0;
}

static void assert_marks(struct place *place, unsigned wanted) {
    assert_int_equal(is_readable(place->watch), wanted != 0);
    assert_int_equal(file_watch_take(place->watch), wanted);
    assert_false(is_readable(place->watch));
    assert_int_equal(file_watch_take(place->watch), 0);
}

static void a_write_leaves_a_mark_until_it_is_taken(void **state) {
    struct place *place = *state;
    assert_true(
        file_watch_add(place->watch, place->path, &(struct file_watch_marks){.written = WRITTEN}));
    assert_marks(place, 0);
    folder_put(place->path, SPAN("two"));
    assert_marks(place, WRITTEN);
    assert_int_equal(truncate(place->path, 0), 0);
    assert_marks(place, WRITTEN);
    folder_put(place->other, SPAN("two")); /* nobody watches it */
    assert_marks(place, 0);
}

static void each_file_has_its_marks(void **state) {
    struct place *place = *state;
    assert_true(file_watch_add(place->watch, place->path, &marks));
    assert_true(
        file_watch_add(place->watch, place->other, &(struct file_watch_marks){.written = OTHER}));
    folder_put(place->other, SPAN("two"));
    assert_marks(place, OTHER);
    int fd = open(place->path, O_WRONLY | O_CLOEXEC);
    assert_marks(place, 0);
    assert_int_equal(write(fd, "x", 1), 1);
    assert_marks(place, WRITTEN);
    (void)close(fd);
    assert_marks(place, CLOSED);
    /* watched anew: other marks, once */
    assert_true(
        file_watch_add(place->watch, place->path, &(struct file_watch_marks){.written = OTHER}));
    folder_put(place->path, SPAN("three"));
    assert_marks(place, OTHER);
}

static void a_file_that_is_taken_away_leaves_a_mark(void **state) {
    struct place *place = *state;
    assert_true(
        file_watch_add(place->watch, place->path, &(struct file_watch_marks){.gone = GONE}));
    assert_int_equal(rename(place->other, place->path), 0); /* another stands there now */
    assert_true((file_watch_take(place->watch) & GONE) != 0);
    assert_true(
        file_watch_add(place->watch, place->path, &(struct file_watch_marks){.gone = GONE}));
    assert_int_equal(rename(place->path, place->other), 0);
    assert_marks(place, GONE);
    int fd = open(place->other, O_RDONLY | O_CLOEXEC); /* still open, as a database is */
    assert_int_equal(unlink(place->other), 0);
    assert_marks(place, GONE);
    (void)close(fd);
}

static void a_file_that_is_not_there_is_not_watched(void **state) {
    struct place *place = *state;
    assert_false(file_watch_add(place->watch, "/nosuchfolder/nosuchfile", &marks));
    assert_marks(place, 0);
    file_watch_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_write_leaves_a_mark_until_it_is_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(each_file_has_its_marks, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_is_taken_away_leaves_a_mark, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_is_not_watched, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
