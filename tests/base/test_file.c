#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
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

enum { NOBODY = 65534 };

struct place {
    char *folder, *path; /* the folder and a file in it */
};

static int make_place(void **state) {
    struct place *place = MEM_NEW(struct place);
    place->folder = folder_new();
    place->path = file_path_join(place->folder, "报告.txt");
    *state = place;
    return 0;
}

static int drop_place(void **state) {
    struct place *place = *state;
    file_fail_at(-1, 0, false);
    folder_free(place->folder);
    mem_free(place->path);
    mem_free(place);
    return 0;
}

static void assert_says(const struct err *err, const char *part) {
    if (strstr(err->text, part) == NULL)
        fail_msg("“%s” does not say “%s”", err->text, part);
    assert_true(utf8_is_valid(span_of(err->text), NULL));
}

/* Runs `what` in a child that is nobody, for root may do everything; its result is the exit code.
 * Asserts in the child would be the parent's tests run twice, so it only compares. */
static bool as_nobody(bool (*what)(const struct place *place), const struct place *place) {
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

/* Writing. */

static void a_new_file_appears_with_the_mode_of_the_umask(void **state) {
    const struct place *place = *state;
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
    const struct place *place = *state;
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
    const struct place *place = *state;
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
static void sweep(const struct place *place, int error, enum rc want, bool from_then_on) {
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
    const struct place *place = *state;
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
    const struct place *place = *state;
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
    const struct place *place = *state;
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
    const struct place *place = *state;
    struct err err;
    char *path = file_path_join(place->folder, "没有/报告.txt");
    assert_int_equal(file_write_atomic(path, NEW, &err), RC_OUTPUT);
    assert_says(&err, "没有这个文件夹");
    assert_int_equal(file_write_atomic("", NEW, &err), RC_OUTPUT);
    assert_int_equal(folder_count(place->folder), 0);
    mem_free(path);
}

static bool write_is_denied(const struct place *place) {
    struct err err;
    return file_write_atomic(place->path, NEW, &err) == RC_OUTPUT &&
           strstr(err.text, "没有权限") != NULL;
}

static void a_folder_without_permission_is_said(void **state) {
    const struct place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0666), 0);
    assert_int_equal(chmod(place->folder, 0555), 0);
    assert_true(as_nobody(write_is_denied, place));
    assert_int_equal(chmod(place->folder, 0777), 0);
    assert_true(folder_holds(place->path, OLD));
    assert_int_equal(folder_count(place->folder), 1);
}

static bool protected_is_refused(const struct place *place) {
    struct err err;
    return file_write_atomic(place->path, NEW, &err) == RC_OUTPUT &&
           strstr(err.text, "只读") != NULL;
}

static void a_protected_file_is_not_replaced(void **state) {
    const struct place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0444), 0);
    assert_true(as_nobody(protected_is_refused, place));
    assert_true(folder_holds(place->path, OLD));
}

static bool limit_is_refused(const struct place *place) {
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
    const struct place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0666), 0);
    assert_true(as_nobody(limit_is_refused, place));
    assert_true(folder_holds(place->path, OLD));
    assert_int_equal(folder_count(place->folder), 1);
}

static bool full_device_is_said(const struct place *place) {
    (void)place;
    struct err err;
    int full = open("/dev/full", O_WRONLY);
    return full >= 0 && dup2(full, STDOUT_FILENO) >= 0 && file_write_stdout(NEW, &err) == RC_FULL &&
           strstr(err.text, "标准输出") != NULL;
}

static bool closed_pipe_is_said(const struct place *place) {
    (void)place;
    struct err err;
    int ends[2];
    (void)signal(SIGPIPE, SIG_IGN);
    return pipe(ends) == 0 && close(ends[0]) == 0 && dup2(ends[1], STDOUT_FILENO) >= 0 &&
           file_write_stdout(NEW, &err) == RC_OUTPUT && strstr(err.text, "管道") != NULL;
}

static bool closed_output_is_said(const struct place *place) {
    (void)place;
    struct err err;
    return close(STDOUT_FILENO) == 0 && file_write_stdout(NEW, &err) == RC_OUTPUT &&
           file_write_stdout(SPAN(""), &err) == RC_OK;
}

static bool output_goes_to_a_file(const struct place *place) {
    struct err err;
    int fd = open(place->path, O_WRONLY | O_CREAT, 0666);
    return fd >= 0 && dup2(fd, STDOUT_FILENO) >= 0 && file_write_stdout(NEW, &err) == RC_OK;
}

static bool full_quota_is_said(const struct place *place) {
    (void)place;
    struct err err;
    file_fail_at(0, EDQUOT, false);
    return file_write_stdout(NEW, &err) == RC_FULL && strstr(err.text, "配额") != NULL;
}

static bool waiting_that_fails_is_said(const struct place *place) {
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
static bool slow_output_is_waited_for(const struct place *place) {
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
    const struct place *place = *state;
    assert_true(as_nobody(full_device_is_said, place));
    assert_true(as_nobody(closed_pipe_is_said, place));
    assert_true(as_nobody(closed_output_is_said, place));
    assert_true(as_nobody(output_goes_to_a_file, place));
    assert_true(as_nobody(full_quota_is_said, place));
    assert_true(as_nobody(waiting_that_fails_is_said, place));
    assert_true(as_nobody(slow_output_is_waited_for, place));
    assert_true(folder_holds(place->path, NEW));
}

/* Reading. */

static void assert_not_read(const char *path, const char *part) {
    struct str out = STR_INIT;
    str_add_text(&out, "前");
    struct err err = {0};
    assert_int_equal(file_read(&out, path, 100, &err), RC_INPUT);
    assert_says(&err, part);
    assert_says(&err, path);
    assert_string_equal(out.s, "前");
    assert_int_equal(out.len, strlen("前"));
    str_release(&out);
}

static void a_file_is_read_whole_and_appended(void **state) {
    const struct place *place = *state;
    struct str large = STR_INIT, out = STR_INIT;
    struct err err;
    str_add_repeat(&large, SPAN("绩效\0评价"), 20000);
    folder_put(place->path, str_span(&large));
    str_add_text(&out, "前");
    assert_int_equal(file_read(&out, place->path, large.len, &err), RC_OK);
    assert_int_equal(out.len, large.len + 3);
    assert_memory_equal(out.s + 3, large.s, large.len);
    str_release(&out);
    str_release(&large);
}

static void what_cannot_be_read_is_said(void **state) {
    const struct place *place = *state;
    assert_not_read(place->path, "没有文件");
    assert_not_read(place->folder, "文件夹");
    assert_not_read("/dev/null", "设备");
    folder_put(place->path, SPAN(""));
    assert_not_read(place->path, "空的");
    assert_int_equal(unlink(place->path), 0);
    assert_int_equal(mkfifo(place->path, 0600), 0);
    assert_not_read(place->path, "设备"); /* and it did not wait for a writer */
}

static void the_ceiling_stands_before_the_reading(void **state) {
    const struct place *place = *state;
    struct str text = STR_INIT, out = STR_INIT;
    struct err err;
    str_add_repeat(&text, SPAN("x"), 101);
    folder_put(place->path, str_span(&text));
    assert_not_read(place->path, "100 字节");
    assert_int_equal(truncate(place->path, (off_t)1 << 40), 0); /* a hole: nothing on the disk */
    assert_int_equal(file_read(&out, place->path, (size_t)32 << 20, &err), RC_INPUT);
    assert_says(&err, "32 MB");
    assert_int_equal(out.cap, 0);
    str_cut(&text, 100);
    folder_put(place->path, str_span(&text));
    assert_int_equal(file_read(&out, place->path, 100, &err), RC_OK);
    assert_int_equal(out.len, 100);
    str_release(&text);
    str_release(&out);
}

static bool read_is_denied(const struct place *place) {
    struct str out = STR_INIT;
    struct err err;
    return file_read(&out, place->path, 100, &err) == RC_INPUT &&
           strstr(err.text, "没有权限") != NULL && out.len == 0;
}

static void a_file_without_permission_is_said(void **state) {
    const struct place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0), 0);
    assert_true(as_nobody(read_is_denied, place));
}

static void a_failing_read_appends_nothing(void **state) {
    const struct place *place = *state;
    struct err err;
    struct str out = STR_INIT;
    folder_put(place->path, OLD);
    long n = 0;
    for (enum rc rc = RC_INPUT; rc != RC_OK; n++) {
        assert_int_equal(out.len, 0);
        file_fail_at(n, EIO, false);
        rc = file_read(&out, place->path, 100, &err);
        assert_true(rc == RC_OK || rc == RC_INPUT);
    }
    assert_true(n > 3); /* look, open, read, read the end */
    assert_true(span_equal(str_span(&out), OLD));
    str_clear(&out);
    file_fail_at(2, EINTR, false);
    assert_int_equal(file_read(&out, place->path, 100, &err), RC_OK);
    assert_true(span_equal(str_span(&out), OLD));
    str_release(&out);
}

static bool standard_input_is_read(const struct place *place) {
    struct str out = STR_INIT;
    struct err err;
    int fd = open(place->path, O_RDONLY);
    bool read = fd >= 0 && dup2(fd, STDIN_FILENO) >= 0 &&
                file_read(&out, "-", OLD.n, &err) == RC_OK && span_equal(str_span(&out), OLD);
    bool empty = file_read(&out, "-", 10, &err) == RC_INPUT && strstr(err.text, "标准输入");
    bool big = lseek(STDIN_FILENO, 0, SEEK_SET) == 0 && out.len == OLD.n &&
               file_read(&out, "-", OLD.n - 1, &err) == RC_INPUT && out.len == OLD.n;
    str_release(&out);
    return read && empty && big;
}

static void a_dash_is_standard_input(void **state) {
    const struct place *place = *state;
    folder_put(place->path, OLD);
    assert_true(as_nobody(standard_input_is_read, place));
}

/* Folders and names. */

static void missing_folders_are_made_private(void **state) {
    const struct place *place = *state;
    struct err err;
    char *deep = file_path_join(place->folder, "a/b/c");
    assert_int_equal(file_make_folder(deep, &err), RC_OK);
    struct stat st;
    assert_int_equal(stat(deep, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    assert_int_equal(file_make_folder(deep, &err), RC_OK);
    mem_free(deep);
    deep = file_path_join(place->folder, "d/e/");
    assert_int_equal(file_make_folder(deep, &err), RC_OK);
    assert_int_equal(file_kind_of(deep), FILE_DIRECTORY);
    mem_free(deep);
    folder_put(place->path, OLD);
    assert_int_equal(file_make_folder(place->path, &err), RC_OUTPUT);
    deep = file_path_join(place->path, "里面");
    assert_int_equal(file_make_folder(deep, &err), RC_OUTPUT);
    assert_says(&err, "不能建立文件夹");
    mem_free(deep);
    deep = file_path_join(place->folder, "满");
    static const struct {
        int error;
        enum rc rc;
    } failures[] = {{ENOSPC, RC_FULL}, {EDQUOT, RC_FULL}, {EROFS, RC_OUTPUT}};
    for (size_t i = 0; i < ARRAY_LEN(failures); i++) {
        file_fail_at(2, failures[i].error, false); /* stat, stat above, mkdir */
        assert_int_equal(file_make_folder(deep, &err), failures[i].rc);
    }
    for (long n = 0; n < 2; n++) { /* neither it nor what is above it can be looked at */
        file_fail_at(n, EACCES, false);
        assert_int_equal(file_make_folder(deep, &err), RC_OUTPUT);
    }
    assert_int_equal(file_kind_of(deep), FILE_NONE);
    file_fail_at(0, ENOENT, false); /* it was made just now, by another program */
    assert_int_equal(file_make_folder(".", &err), RC_OK);
    mem_free(deep);
}

static void put_entry(const char *folder, const char *name) {
    char *path = file_path_join(folder, name);
    folder_put(path, OLD);
    mem_free(path);
}

static void a_folder_is_listed_folders_first(void **state) {
    const struct place *place = *state;
    struct err err;
    struct file_list list;
    put_entry(place->folder, "甲.txt");
    put_entry(place->folder, "中.txt");
    put_entry(place->folder, ".藏");
    char *pipe_path = file_path_join(place->folder, "管道");
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    mem_free(pipe_path);
    char *sub = file_path_join(place->folder, "子夹"), *dead = file_path_join(place->folder, "断");
    assert_int_equal(mkdir(sub, 0700), 0);
    assert_int_equal(symlink("/nowhere/at/all", dead), 0);
    assert_int_equal(file_list_folder(&list, place->folder, &err), RC_OK);
    assert_int_equal(list.count, 3);
    assert_string_equal(list.entries[0].name, "子夹");
    assert_true(list.entries[0].is_folder);
    assert_string_equal(list.entries[1].name, "中.txt");
    assert_string_equal(list.entries[2].name, "甲.txt");
    assert_int_equal(list.entries[2].size, OLD.n);
    assert_true(list.entries[2].mtime > 1600000000);
    file_list_release(&list);
    char *second = file_path_join(place->folder, "子夹二");
    assert_int_equal(mkdir(second, 0700), 0);
    mem_free(second);
    assert_int_equal(file_list_folder(&list, place->folder, &err), RC_OK);
    assert_true(list.entries[0].is_folder && list.entries[1].is_folder);
    file_list_release(&list);
    assert_int_equal(list.count, 0);
    assert_int_equal(file_list_folder(&list, dead, &err), RC_INPUT);
    assert_says(&err, "没有文件夹");
    size_t refused = 0, shorter = 0;
    for (long n = 0; n < 12; n++) { /* of the folder, or an entry that has just gone */
        file_fail_at(n, EIO, false);
        bool listed = file_list_folder(&list, place->folder, &err) == RC_OK;
        refused += !listed && list.count == 0;
        shorter += listed && list.count == 3;
        file_list_release(&list);
    }
    file_fail_at(-1, 0, false);
    assert_true(refused >= 4 && shorter >= 1);
    mem_free(sub);
    mem_free(dead);
}

static void assert_joined(const char *folder, const char *name, const char *want) {
    char *path = file_path_join(folder, name);
    assert_string_equal(path, want);
    mem_free(path);
}

static void assert_parts(const char *path, const char *folder, const char *name) {
    char *have = file_path_folder(path);
    assert_string_equal(have, folder);
    assert_string_equal(file_path_name(path), name);
    mem_free(have);
}

static void paths_are_joined_and_parted(void **state) {
    (void)state;
    assert_joined("a", "b", "a/b");
    assert_joined("a/", "b", "a/b");
    assert_joined("a", "/b", "/b");
    assert_joined("", "b", "b");
    assert_joined("/", "b", "/b");
    assert_parts("a/b", "a", "b");
    assert_parts("b", ".", "b");
    assert_parts("/b", "/", "b");
    assert_parts("//b", "/", "b");
    assert_parts("a//b", "a", "b");
    assert_parts("a/b/", "a/b", "");
}

static void assert_safe(struct span name, const char *want) {
    struct str out = STR_INIT;
    file_name_make_safe(&out, name);
    assert_string_equal(out.s, want);
    str_release(&out);
}

static void names_become_safe_for_any_system(void **state) {
    (void)state;
    assert_safe(SPAN("百春园街道2022年报告"), "百春园街道2022年报告");
    assert_safe(SPAN("a/b\\c:d*e?f\"g<h>i|j\x01\x7F\xC2\x85k"), "a_b_c_d_e_f_g_h_i_j___k");
    assert_safe(SPAN(" ..　.报告. 　."), "报告");
    assert_safe(SPAN("../../etc/passwd"), "_.._etc_passwd");
    assert_safe(SPAN("..."), "_");
    assert_safe(SPAN(""), "_");
    assert_safe(SPAN("坏\xFF字"), "坏_字");
    struct str lengthy = STR_INIT, out = STR_INIT;
    str_add_repeat(&lengthy, SPAN("年"), 100);
    file_name_make_safe(&out, str_span(&lengthy));
    assert_int_equal(out.len, 198);
    assert_true(utf8_is_valid(str_span(&out), NULL));
    str_clear(&out);
    str_set(&lengthy, SPAN(""));
    str_add_repeat(&lengthy, SPAN("x"), 199);
    str_add_text(&lengthy, " xxx"); /* the cut bares a blank */
    file_name_make_safe(&out, str_span(&lengthy));
    assert_int_equal(out.len, 199);
    str_release(&lengthy);
    str_release(&out);
}

static void a_filled_temporary_file_takes_the_place(void **state) {
    const struct place *place = *state;
    struct str temp = STR_INIT;
    struct stat st;
    assert_int_equal(file_make_temp(&temp, place->path, 0600, NULL), RC_OK);
    folder_put(temp.s, NEW);
    assert_int_equal(file_take_place(temp.s, place->path, NULL), RC_OK);
    assert_true(folder_holds(place->path, NEW));
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(folder_count(place->folder), 1);
    assert_int_equal(chmod(place->path, 0640), 0); /* a mode that is there stays */
    str_clear(&temp);
    assert_int_equal(file_make_temp(&temp, place->path, 0600, NULL), RC_OK);
    assert_int_equal(file_take_place(temp.s, place->path, NULL), RC_OK);
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    str_release(&temp);
}

/* Each call of making the temporary file fails, then each of letting it take the place. */
static void no_failure_of_taking_the_place_touches_the_old_file(void **state) {
    const struct place *place = *state;
    folder_put(place->path, OLD);
    for (int part = 0; part < 2; part++) {
        bool done = false;
        for (long n = 0; !done; n++) {
            struct str temp = STR_INIT;
            struct err err = {0};
            file_fail_at(part == 0 ? n : -1, EIO, false);
            enum rc rc = file_make_temp(&temp, place->path, 0600, &err);
            assert_true(rc == RC_OK || part == 0);
            if (rc == RC_OK) {
                folder_put(temp.s, NEW);
                file_fail_at(part == 1 ? n : -1, EIO, false);
                rc = file_take_place(temp.s, place->path, &err);
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
    const struct place *place = *state;
    struct err err;
    char taken[64];
    for (int i = 0; i < 100; i++) {
        (void)snprintf(taken, sizeof taken, ".jixiao-%ld-%d.tmp", (long)getpid(), i);
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

/* What cannot be looked at is none: no file, no folder of several clerks, not the same file. */
static void looks_that_fail_find_nothing(void **state) {
    const struct place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->folder, 02770), 0);
    file_fail_at(0, EIO, false);
    assert_int_equal(file_kind_of(place->path), FILE_NONE);
    file_fail_at(0, EIO, false);
    assert_false(file_folder_is_shared(place->folder));
    for (long n = 0; n < 2; n++) {
        file_fail_at(n, EIO, false);
        assert_false(file_is_same(place->path, place->path));
    }
    assert_false(file_is_same(place->path, place->folder));
    assert_false(file_is_same(place->path, "/proc/self/stat")); /* another disk */
    assert_int_equal(chmod(place->folder, 0777), 0);
}

static void an_empty_file_that_fails_is_not_there(void **state) {
    const struct place *place = *state;
    struct err err = {0};
    for (long n = 0; n < 2; n++) { /* making it, its mode */
        file_fail_at(n, ENOSPC, false);
        assert_int_equal(file_make_empty(place->path, 0600, &err), RC_FULL);
        assert_int_equal(folder_count(place->folder), 0);
    }
}

static void a_link_is_not_replaced_by_a_temporary_file(void **state) {
    const struct place *place = *state;
    struct str temp = STR_INIT;
    struct err err = {0};
    assert_int_equal(symlink("elsewhere", place->path), 0);
    assert_int_equal(file_make_temp(&temp, place->path, 0600, &err), RC_OUTPUT);
    assert_says(&err, "符号链接");
    assert_int_equal(folder_count(place->folder), 1);
    str_release(&temp);
}

static void an_empty_file_has_its_mode_whatever_the_umask(void **state) {
    const struct place *place = *state;
    struct stat st;
    mode_t before = umask(0077);
    assert_int_equal(file_make_empty(place->path, 0660, NULL), RC_OK);
    (void)umask(before);
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);
    folder_put(place->path, OLD);
    assert_int_equal(file_make_empty(place->path, 0600, NULL), RC_OK); /* left alone */
    assert_true(folder_holds(place->path, OLD));
    assert_int_equal(stat(place->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);
}

static void a_shared_folder_is_setgid_and_writable_for_its_group(void **state) {
    const struct place *place = *state;
    assert_int_equal(chmod(place->folder, 0770), 0);
    assert_false(file_folder_is_shared(place->folder));
    assert_int_equal(chmod(place->folder, 02750), 0);
    assert_false(file_folder_is_shared(place->folder));
    assert_int_equal(chmod(place->folder, 02770), 0);
    assert_true(file_folder_is_shared(place->folder));
    assert_int_equal(chmod(place->folder, 0777), 0);
}

static void two_names_of_one_file_are_the_same(void **state) {
    const struct place *place = *state;
    char *other = file_path_join(place->folder, "link");
    folder_put(place->path, OLD);
    assert_false(file_is_same(place->path, other));
    assert_int_equal(symlink(place->path, other), 0);
    assert_true(file_is_same(place->path, other));
    mem_free(other);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, drop_place)

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
        WITH_PLACE(a_file_is_read_whole_and_appended),
        WITH_PLACE(what_cannot_be_read_is_said),
        WITH_PLACE(the_ceiling_stands_before_the_reading),
        WITH_PLACE(a_file_without_permission_is_said),
        WITH_PLACE(a_failing_read_appends_nothing),
        WITH_PLACE(a_dash_is_standard_input),
        WITH_PLACE(missing_folders_are_made_private),
        WITH_PLACE(a_folder_is_listed_folders_first),
        WITH_PLACE(a_filled_temporary_file_takes_the_place),
        WITH_PLACE(no_failure_of_taking_the_place_touches_the_old_file),
        WITH_PLACE(names_of_temporary_files_that_are_taken_are_passed_over),
        WITH_PLACE(looks_that_fail_find_nothing),
        WITH_PLACE(an_empty_file_that_fails_is_not_there),
        WITH_PLACE(a_link_is_not_replaced_by_a_temporary_file),
        WITH_PLACE(an_empty_file_has_its_mode_whatever_the_umask),
        WITH_PLACE(a_shared_folder_is_setgid_and_writable_for_its_group),
        WITH_PLACE(two_names_of_one_file_are_the_same),
        cmocka_unit_test(paths_are_joined_and_parted),
        cmocka_unit_test(names_become_safe_for_any_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
