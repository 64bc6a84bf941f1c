/* Temporary files: how they take the place, and what becomes of those that a killed program left.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_call.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"
#include "tests/support/file_place.h"
#include "tests/support/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OLD SPAN("old text\n")
#define NEW SPAN("new text\n")

static void a_filled_temporary_file_takes_the_place(void **state) {
    const struct file_place *place = *state;
    struct str temp = STR_INIT;
    struct stat st;
    assert_int_equal(file_make_temp(&temp, place->path, NULL), RC_OK);
    folder_put(temp.s, NEW);
    assert_int_equal(file_take_place(temp.s, place->path, 0640, NULL), RC_OK);
    assert_true(folder_holds(place->path, NEW));
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(folder_count(place->folder), 1);
    assert_int_equal(chmod(place->path, 0666), 0); /* the mode is the new one's */
    assert_int_equal(file_make_temp(&temp, place->path, NULL), RC_OK);
    assert_int_equal(stat(temp.s, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(file_take_place(temp.s, place->path, 0600, NULL), RC_OK);
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    str_release(&temp);
}

/* Each call of making the temporary file fails, then each of letting it take the place. */
static void no_failure_of_taking_the_place_touches_the_old_file(void **state) {
    const struct file_place *place = *state;
    folder_put(place->path, OLD);
    for (int part = 0; part < 2; part++) {
        bool done = false;
        for (long n = 0; !done; n++) {
            struct str temp = STR_INIT;
            struct err err = {0};
            file_fail_at(part == 0 ? n : -1, EIO, false);
            enum rc rc = file_make_temp(&temp, place->path, &err);
            assert_true(rc == RC_OK || part == 0);
            if (rc == RC_OK) {
                folder_put(temp.s, NEW);
                file_fail_at(part == 1 ? n : -1, EIO, false);
                rc = file_take_place(temp.s, place->path, 0640, &err);
            }
            file_fail_at(-1, 0, false);
            assert_true(folder_holds(place->path, rc == RC_OK ? NEW : OLD));
            assert_int_equal(folder_count(place->folder), 1);
            done = rc == RC_OK;
            str_release(&temp);
        }
        folder_put(place->path, OLD);
    }
}

/* A temporary file's name may be taken, but not all hundred of them. */
static void names_of_temporary_files_that_are_taken_are_passed_over(void **state) {
    const struct file_place *place = *state;
    struct err err;
    char taken[64];
    for (int i = 0; i < 100; i++) {
        (void)snprintf(taken, sizeof taken, ".jixiao-%d.tmp", i);
        char *path = file_path_join(place->folder, taken);
        folder_put(path, OLD);
        mem_free(path);
        if (i == 40)
            assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OK);
    }
    assert_int_equal(file_write_atomic(place->path, OLD, &err), RC_OUTPUT);
    assert_true(folder_holds(place->path, NEW));
    assert_int_equal(folder_count(place->folder), 101);
}

static void a_link_is_not_replaced_by_a_temporary_file(void **state) {
    const struct file_place *place = *state;
    struct str temp = STR_INIT;
    struct err err = {0};
    assert_int_equal(symlink("elsewhere", place->path), 0);
    assert_int_equal(file_make_temp(&temp, place->path, &err), RC_OUTPUT);
    assert_says(&err, "符号链接");
    assert_int_equal(folder_count(place->folder), 1);
    str_release(&temp);
}

/* --- what a killed program has left --- */

static char *leave(const struct file_place *place, const char *name, int hours) {
    char *path = file_path_join(place->folder, name);
    const time_t then = time(NULL) - (time_t)hours * 60 * 60;
    const struct timespec times[] = {{.tv_sec = then}, {.tv_sec = then}};
    folder_put(path, OLD);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    return path;
}

static void what_a_killed_program_left_goes_a_day_later(void **state) {
    const struct file_place *place = *state;
    static const char *const names[] = {".jixiao-0.tmp", ".jixiao-0.tmp-wal", ".jixiao-3.tmp",
                                        ".jixiao-5.tmp-journal"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        mem_free(leave(place, names[i], 25));
    mem_free(leave(place, ".jixiao-1.tmp", 23)); /* it may still be written to */
    assert_int_equal(file_write_atomic(place->path, NEW, NULL), RC_OK);
    assert_int_equal(folder_count(place->folder), 2);
    mem_free(leave(place, ".jixiao-2.tmp", 25)); /* and where nothing is written */
    file_drop_left_behind(place->folder);
    assert_int_equal(folder_count(place->folder), 2);
}

/* A log that another program left would be taken for the new file's own. */
static void a_name_with_a_log_beside_it_is_passed_over(void **state) {
    const struct file_place *place = *state;
    struct str temp = STR_INIT;
    mem_free(leave(place, ".jixiao-0.tmp-wal", 1));
    assert_int_equal(file_make_temp(&temp, place->path, NULL), RC_OK);
    assert_string_equal(file_path_name(temp.s), ".jixiao-1.tmp");
    file_drop(temp.s);
    str_release(&temp);
}

static void what_leads_elsewhere_is_left_alone(void **state) {
    const struct file_place *place = *state;
    char *link = file_path_join(place->folder, ".jixiao-0.tmp");
    char *victim = leave(place, "victim", 25);
    assert_int_equal(symlink(victim, link), 0);
    const struct timespec times[2] = {{0, 0}, {0, 0}};
    assert_int_equal(utimensat(AT_FDCWD, link, times, AT_SYMLINK_NOFOLLOW), 0);
    assert_int_equal(file_write_atomic(place->path, NEW, NULL), RC_OK);
    assert_int_equal(file_kind_of(link), FILE_LINK);
    assert_true(folder_holds(victim, OLD));
    mem_free(link);
    mem_free(victim);
}

/* Makes one, and a log beside it, and is ended by the signal; how. */
static int end_while_filling(const struct file_place *place, int number) {
    pid_t child = fork();
    if (child == 0) {
        struct str temp = STR_INIT, log = STR_INIT;
        (void)signal(number, SIG_DFL); /* whatever started the tests ignores */
        if (file_make_temp(&temp, place->path, NULL) == RC_OK) {
            str_add_format(&log, "%s-wal", temp.s);
            folder_put(log.s, NEW);
            (void)raise(number);
        }
        _exit(1);
    }
    int status = 0;
    assert_true(child > 0 && waitpid(child, &status, 0) == child);
    return status;
}

static void who_ends_the_program_takes_the_file_along(void **state) {
    const struct file_place *place = *state;
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    folder_put(place->path, OLD);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        int status = end_while_filling(place, numbers[i]);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == numbers[i]);
        assert_int_equal(folder_count(place->folder), 1);
        assert_true(folder_holds(place->path, OLD));
    }
}

static void a_signal_means_afterwards_what_it_meant_before(void **state) {
    const struct file_place *place = *state;
    struct sigaction usual = {.sa_handler = SIG_DFL}, before, now;
    assert_int_equal(sigaction(SIGINT, &usual, &before), 0);
    assert_int_equal(file_write_atomic(place->path, NEW, NULL), RC_OK);
    assert_int_equal(sigaction(SIGINT, NULL, &now), 0);
    assert_true(now.sa_handler == SIG_DFL);
    usual.sa_handler = SIG_IGN;
    assert_int_equal(sigaction(SIGINT, &usual, NULL), 0);
    struct str temp = STR_INIT;
    assert_int_equal(file_make_temp(&temp, place->path, NULL), RC_OK);
    assert_int_equal(raise(SIGINT), 0); /* ignored still */
    assert_int_equal(file_kind_of(temp.s), FILE_REGULAR);
    file_drop(temp.s);
    assert_int_equal(sigaction(SIGINT, &before, NULL), 0);
    assert_int_equal(folder_count(place->folder), 1);
    str_release(&temp);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_filled_temporary_file_takes_the_place),
        WITH_PLACE(no_failure_of_taking_the_place_touches_the_old_file),
        WITH_PLACE(names_of_temporary_files_that_are_taken_are_passed_over),
        WITH_PLACE(a_link_is_not_replaced_by_a_temporary_file),
        WITH_PLACE(what_a_killed_program_left_goes_a_day_later),
        WITH_PLACE(a_name_with_a_log_beside_it_is_passed_over),
        WITH_PLACE(what_leads_elsewhere_is_left_alone),
        WITH_PLACE(who_ends_the_program_takes_the_file_along),
        WITH_PLACE(a_signal_means_afterwards_what_it_meant_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
