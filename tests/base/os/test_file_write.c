/* Files that appear whole or not at all, and standard output. */
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

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define OLD SPAN("旧的正文\n")
#define NEW SPAN("新的正文\n第二行\n")

static void a_new_file_appears_with_the_mode_of_the_umask(void **state) {
    const struct file_place *place = *state;
    struct err err;
    mode_t before = umask(027);
    assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OK);
    (void)umask(before);
    struct stat st;
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    assert_true(folder_holds(place->path, NEW));
    assert_int_equal(folder_count(place->folder), 1);
}

static void a_replaced_file_keeps_its_mode_and_owner(void **state) {
    const struct file_place *place = *state;
    struct err err;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0604), 0);
    bool root = geteuid() == 0 && chown(place->path, NOBODY, NOBODY) == 0;
    assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OK);
    struct stat st;
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0604);
    if (root)
        assert_int_equal(st.st_uid, NOBODY);
    assert_true(folder_holds(place->path, NEW));
    assert_int_equal(folder_count(place->folder), 1);
}

static void an_empty_text_and_a_large_one_are_written_whole(void **state) {
    const struct file_place *place = *state;
    struct err err;
    struct str large = STR_INIT;
    str_add_repeat(&large, SPAN("绩效评价"), 300000);
    assert_int_equal(file_write_atomic(place->path, str_span(&large), &err), RC_OK);
    assert_true(folder_holds(place->path, str_span(&large)));
    assert_int_equal(file_write_atomic(place->path, SPAN(""), &err), RC_OK);
    assert_true(folder_holds(place->path, SPAN("")));
    str_release(&large);
}

/* Each file call fails in turn: look, may write, open, write, mode, sync, close, rename; then
 * opening and syncing the folder, which the write does not depend on. */
static void sweep(const struct file_place *place, int error, enum rc want, bool from_then_on) {
    enum { DECISIVE = 8, ALL = 10 };
    for (long n = 0; n <= ALL; n++) {
        folder_put(place->path, OLD);
        struct err err = {0};
        file_fail_at(n, error, from_then_on);
        enum rc rc = file_write_atomic(place->path, NEW, &err);
        file_fail_at(-1, 0, false);
        assert_int_equal(folder_count(place->folder), 1);
        assert_true(folder_holds(place->path, rc == RC_OK ? NEW : OLD));
        assert_int_equal(rc, n < DECISIVE ? want : RC_OK);
        if (rc == RC_OK)
            continue;
        assert_int_equal(err.rc, want);
        assert_says(&err, place->path);
    }
}

static void whichever_call_fails_the_old_file_stays_whole(void **state) {
    sweep(*state, ENOSPC, RC_FULL, false);
    sweep(*state, EDQUOT, RC_FULL, false);
    sweep(*state, EIO, RC_OUTPUT, false);
    sweep(*state, ENOSPC, RC_FULL, true);
    sweep(*state, 999, RC_OUTPUT, true); /* an errno without a sentence of its own */
}

static void an_interrupted_or_waiting_write_goes_on(void **state) {
    const struct file_place *place = *state;
    struct err err;
    static const int soft[] = {EINTR, EAGAIN};
    for (size_t i = 0; i < ARRAY_LEN(soft); i++) {
        file_fail_at(2, soft[i], false); /* lstat, open, write */
        (void)unlink(place->path);
        assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OK);
        assert_true(folder_holds(place->path, NEW));
    }
}

static void a_symbolic_link_is_named_and_not_followed(void **state) {
    const struct file_place *place = *state;
    struct err err;
    char *target = file_path_join(place->folder, "真身.txt");
    folder_put(target, OLD);
    assert_int_equal(symlink(target, place->path), 0);
    assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OUTPUT);
    assert_says(&err, "符号链接");
    assert_says(&err, place->path);
    assert_says(&err, "真身.txt");
    file_fail_at(1, EIO, false); /* where it leads cannot be read: that it is one is said */
    assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OUTPUT);
    assert_says(&err, "符号链接");
    assert_true(folder_holds(target, OLD));
    assert_int_equal(file_kind_of(place->path), FILE_LINK);
    /* a link that leads nowhere makes no file either */
    assert_int_equal(unlink(target), 0);
    assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OUTPUT);
    assert_int_equal(file_kind_of(target), FILE_NONE);
    assert_int_equal(folder_count(place->folder), 1);
    mem_free(target);
}

static void folders_and_devices_are_not_replaced(void **state) {
    const struct file_place *place = *state;
    struct err err;
    assert_int_equal(file_write_atomic(place->folder, NEW, &err), RC_OUTPUT);
    assert_says(&err, "文件夹");
    assert_int_equal(file_write_atomic("/dev/null", NEW, &err), RC_OUTPUT);
    assert_says(&err, "设备");
    assert_int_equal(mkfifo(place->path, 0600), 0);
    assert_int_equal(file_write_atomic(place->path, NEW, &err), RC_OUTPUT);
    assert_int_equal(file_kind_of(place->path), FILE_OTHER);
    assert_int_equal(folder_count(place->folder), 1);
}

static void a_missing_folder_is_said(void **state) {
    const struct file_place *place = *state;
    struct err err;
    char *path = file_path_join(place->folder, "没有/报告.txt");
    assert_int_equal(file_write_atomic(path, NEW, &err), RC_OUTPUT);
    assert_says(&err, "没有这个文件夹");
    assert_int_equal(file_write_atomic("", NEW, &err), RC_OUTPUT);
    assert_int_equal(folder_count(place->folder), 0);
    mem_free(path);
}

static bool write_is_denied(const struct file_place *place) {
    struct err err;
    return file_write_atomic(place->path, NEW, &err) == RC_OUTPUT &&
           strstr(err.text, "没有权限") != NULL;
}

static void a_folder_without_permission_is_said(void **state) {
    const struct file_place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0666), 0);
    assert_int_equal(chmod(place->folder, 0555), 0);
    assert_true(as_nobody(write_is_denied, place));
    assert_int_equal(chmod(place->folder, 0777), 0);
    assert_true(folder_holds(place->path, OLD));
    assert_int_equal(folder_count(place->folder), 1);
}

static bool protected_is_refused(const struct file_place *place) {
    struct err err;
    return file_write_atomic(place->path, NEW, &err) == RC_OUTPUT &&
           strstr(err.text, "只读") != NULL;
}

static void a_protected_file_is_not_replaced(void **state) {
    const struct file_place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0444), 0);
    assert_true(as_nobody(protected_is_refused, place));
    assert_true(folder_holds(place->path, OLD));
}

static bool limit_is_refused(const struct file_place *place) {
    struct err err;
    struct str large = STR_INIT;
    str_add_repeat(&large, SPAN("绩效评价"), 30000);
    const struct rlimit limit = {4096, 4096};
    (void)signal(SIGXFSZ, SIG_IGN);
    bool refused = setrlimit(RLIMIT_FSIZE, &limit) == 0 &&
                   file_write_atomic(place->path, str_span(&large), &err) == RC_OUTPUT &&
                   strstr(err.text, "文件大小") != NULL;
    str_release(&large);
    return refused;
}

/* A real short write: the first 4,096 bytes get through. */
static void a_limit_on_the_size_leaves_the_old_file(void **state) {
    const struct file_place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0666), 0);
    assert_true(as_nobody(limit_is_refused, place));
    assert_true(folder_holds(place->path, OLD));
    assert_int_equal(folder_count(place->folder), 1);
}

static bool full_device_is_said(const struct file_place *place) {
    (void)place;
    struct err err;
    int full = open("/dev/full", O_WRONLY);
    return full >= 0 && dup2(full, STDOUT_FILENO) >= 0 && file_write_stdout(NEW, &err) == RC_FULL &&
           strstr(err.text, "标准输出") != NULL;
}

static bool closed_pipe_is_said(const struct file_place *place) {
    (void)place;
    struct err err;
    int ends[2];
    (void)signal(SIGPIPE, SIG_IGN);
    return pipe(ends) == 0 && close(ends[0]) == 0 && dup2(ends[1], STDOUT_FILENO) >= 0 &&
           file_write_stdout(NEW, &err) == RC_OUTPUT && strstr(err.text, "管道") != NULL;
}

static bool closed_output_is_said(const struct file_place *place) {
    (void)place;
    struct err err;
    return close(STDOUT_FILENO) == 0 && file_write_stdout(NEW, &err) == RC_OUTPUT &&
           file_write_stdout(SPAN(""), &err) == RC_OK;
}

static bool output_goes_to_a_file(const struct file_place *place) {
    struct err err;
    int fd = open(place->path, O_WRONLY | O_CREAT, 0666);
    return fd >= 0 && dup2(fd, STDOUT_FILENO) >= 0 && file_write_stdout(NEW, &err) == RC_OK;
}

static bool full_quota_is_said(const struct file_place *place) {
    (void)place;
    struct err err;
    file_fail_at(0, EDQUOT, false);
    return file_write_stdout(NEW, &err) == RC_FULL && strstr(err.text, "配额") != NULL;
}

static bool waiting_that_fails_is_said(const struct file_place *place) {
    (void)place;
    struct err err;
    file_fail_at(0, EAGAIN, true); /* the write, and the wait for it */
    return file_write_stdout(NEW, &err) == RC_OUTPUT && strstr(err.text, "标准输出") != NULL;
}

static int slow_reader;

static void read_some(int number) {
    char part[4096];
    (void)number;
    (void)!read(slow_reader, part, sizeof part);
}

/* The pipe is full, and a signal comes again and again while its reader is waited for. */
static bool slow_output_is_waited_for(const struct file_place *place) {
    (void)place;
    struct err err;
    struct str large = STR_INIT;
    int ends[2];
    const struct sigaction action = {.sa_handler = read_some};
    const struct itimerval every = {{0, 1000}, {0, 1000}}, never = {{0, 0}, {0, 0}};
    str_add_repeat(&large, SPAN("绩效评价"), 20000);
    if (pipe(ends) != 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) != 0 ||
        dup2(ends[1], STDOUT_FILENO) < 0 || sigaction(SIGALRM, &action, NULL) != 0)
        return false;
    slow_reader = ends[0];
    bool started = setitimer(ITIMER_REAL, &every, NULL) == 0;
    bool written = started && file_write_stdout(str_span(&large), &err) == RC_OK;
    (void)setitimer(ITIMER_REAL, &never, NULL);
    str_release(&large);
    return written;
}

static void standard_output_fails_with_a_sentence(void **state) {
    const struct file_place *place = *state;
    assert_true(as_nobody(full_device_is_said, place));
    assert_true(as_nobody(closed_pipe_is_said, place));
    assert_true(as_nobody(closed_output_is_said, place));
    assert_true(as_nobody(output_goes_to_a_file, place));
    assert_true(as_nobody(full_quota_is_said, place));
    assert_true(as_nobody(waiting_that_fails_is_said, place));
    assert_true(as_nobody(slow_output_is_waited_for, place));
    assert_true(folder_holds(place->path, NEW));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_new_file_appears_with_the_mode_of_the_umask),
        WITH_PLACE(a_replaced_file_keeps_its_mode_and_owner),
        WITH_PLACE(an_empty_text_and_a_large_one_are_written_whole),
        WITH_PLACE(whichever_call_fails_the_old_file_stays_whole),
        WITH_PLACE(an_interrupted_or_waiting_write_goes_on),
        WITH_PLACE(a_symbolic_link_is_named_and_not_followed),
        WITH_PLACE(folders_and_devices_are_not_replaced),
        WITH_PLACE(a_missing_folder_is_said),
        WITH_PLACE(a_folder_without_permission_is_said),
        WITH_PLACE(a_protected_file_is_not_replaced),
        WITH_PLACE(a_limit_on_the_size_leaves_the_old_file),
        WITH_PLACE(standard_output_fails_with_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
