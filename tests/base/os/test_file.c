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
    const struct file_place *place = *state;
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
    const struct file_place *place = *state;
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
    const struct file_place *place = *state;
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

static bool read_is_denied(const struct file_place *place) {
    struct str out = STR_INIT;
    struct err err;
    return file_read(&out, place->path, 100, &err) == RC_INPUT &&
           strstr(err.text, "没有权限") != NULL && out.len == 0;
}

static void a_file_without_permission_is_said(void **state) {
    const struct file_place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->path, 0), 0);
    assert_true(as_nobody(read_is_denied, place));
}

static void a_failing_read_appends_nothing(void **state) {
    const struct file_place *place = *state;
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

static bool standard_input_is_read(const struct file_place *place) {
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
    const struct file_place *place = *state;
    folder_put(place->path, OLD);
    assert_true(as_nobody(standard_input_is_read, place));
}

/* Folders and names. */

static void missing_folders_are_made_private(void **state) {
    const struct file_place *place = *state;
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
    const struct file_place *place = *state;
    struct err err;
    struct file_list list = {0};
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
    list.hidden = true;
    assert_int_equal(file_list_folder(&list, place->folder, &err), RC_OK);
    assert_int_equal(list.count, 5);
    assert_string_equal(list.entries[2].name, ".藏");
    file_list_release(&list);
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

/* What cannot be looked at is none: no file, no folder of several clerks, not the same file. */
static void looks_that_fail_find_nothing(void **state) {
    const struct file_place *place = *state;
    folder_put(place->path, OLD);
    assert_int_equal(chmod(place->folder, 02770), 0);
    file_fail_at(0, EIO, false);
    assert_int_equal(file_kind_of(place->path), FILE_NONE);
    file_fail_at(0, EIO, false);
    assert_false(file_folder_is_shared(place->folder));
    file_fail_at(0, EIO, false);
    assert_int_equal(file_mode_of(place->path), 0600);
    for (long n = 0; n < 2; n++) {
        file_fail_at(n, EIO, false);
        assert_false(file_is_same(place->path, place->path));
    }
    assert_false(file_is_same(place->path, place->folder));
    assert_false(file_is_same(place->path, "/proc/self/stat")); /* another disk */
    assert_int_equal(chmod(place->folder, 0777), 0);
}

static void an_empty_file_that_fails_is_not_there(void **state) {
    const struct file_place *place = *state;
    struct err err = {0};
    for (long n = 0; n < 2; n++) { /* making it, its mode */
        file_fail_at(n, ENOSPC, false);
        assert_int_equal(file_make_empty(place->path, 0600, &err), RC_FULL);
        assert_int_equal(folder_count(place->folder), 0);
    }
}

static void a_name_that_is_taken_is_nobodys_new_file(void **state) {
    const struct file_place *place = *state;
    struct err err = {0};
    assert_int_equal(file_make_new(place->path, 0600, &err), RC_OK);
    assert_int_equal(file_make_new(place->path, 0600, &err), RC_REFUSED);
    folder_put(place->path, OLD);
    assert_int_equal(file_make_new(place->path, 0600, &err), RC_REFUSED);
    assert_true(folder_holds(place->path, OLD));
    assert_int_equal(file_make_new(place->folder, 0600, &err), RC_REFUSED);
}

static void an_empty_file_has_its_mode_whatever_the_umask(void **state) {
    const struct file_place *place = *state;
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
    const struct file_place *place = *state;
    assert_int_equal(chmod(place->folder, 0770), 0);
    assert_false(file_folder_is_shared(place->folder));
    assert_int_equal(chmod(place->folder, 02750), 0);
    assert_false(file_folder_is_shared(place->folder));
    assert_int_equal(chmod(place->folder, 02770), 0);
    assert_true(file_folder_is_shared(place->folder));
    assert_int_equal(chmod(place->folder, 0777), 0);
}

static void two_names_of_one_file_are_the_same(void **state) {
    const struct file_place *place = *state;
    char *other = file_path_join(place->folder, "link");
    folder_put(place->path, OLD);
    assert_false(file_is_same(place->path, other));
    assert_int_equal(symlink(place->path, other), 0);
    assert_true(file_is_same(place->path, other));
    mem_free(other);
}

static void a_file_is_known_again_where_it_was(void **state) {
    const struct file_place *place = *state;
    char *below = file_path_join(place->path, "below");
    folder_put(place->path, OLD);
    struct file_identity file = file_identify(place->path);
    assert_true(file_is_at(place->path, &file));
    assert_false(file_is_at(place->folder, &file));
    assert_false(file_is_at(below, &file)); /* what is above it is no folder */
    file_fail_at(0, EIO, false);
    assert_true(file_is_at(place->folder, &file)); /* unknown */
    file_fail_at(0, ENOENT, false);
    assert_int_equal(file_identify(place->path).number, 0);
    assert_int_equal(unlink(place->path), 0);
    assert_false(file_is_at(place->path, &file));
    mem_free(below);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_file_is_read_whole_and_appended),
        WITH_PLACE(what_cannot_be_read_is_said),
        WITH_PLACE(the_ceiling_stands_before_the_reading),
        WITH_PLACE(a_file_without_permission_is_said),
        WITH_PLACE(a_failing_read_appends_nothing),
        WITH_PLACE(a_dash_is_standard_input),
        WITH_PLACE(missing_folders_are_made_private),
        WITH_PLACE(a_folder_is_listed_folders_first),
        WITH_PLACE(looks_that_fail_find_nothing),
        WITH_PLACE(an_empty_file_that_fails_is_not_there),
        WITH_PLACE(a_name_that_is_taken_is_nobodys_new_file),
        WITH_PLACE(an_empty_file_has_its_mode_whatever_the_umask),
        WITH_PLACE(a_shared_folder_is_setgid_and_writable_for_its_group),
        WITH_PLACE(two_names_of_one_file_are_the_same),
        WITH_PLACE(a_file_is_known_again_where_it_was),
        cmocka_unit_test(paths_are_joined_and_parted),
        cmocka_unit_test(names_become_safe_for_any_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
