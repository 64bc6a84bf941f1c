/*
 * An export onto a full disk, in every format: the file that was there stays byte for byte, nothing
 * else is left, and the sentence says why. A hundred times on a small disk of its own (a tmpfs,
 * where this user may mount one) with some room left or none, and with each call failing in turn.
 */
#include "base/mem.h"
#include "base/os/file_call.h"
#include "base/os/file_path.h"
#include "exchange/export.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { TIMES = 100, PAGE = 4096, EXIT_OUTPUT = 4 };

static const char *const formats[] = {"txt", "md", "html", "docx", "json", "xlsx"};
#define OLD SPAN("去年导出的报告，不能丢。\n")

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    struct random random = {9};
    struct str text = STR_INIT;
    assert_int_equal(RUN(p, "new", "--unit", "望湖街道", "--year", "2023"), 0);
    for (int i = 0; i < 200; i++) { /* a text that does not pack well */
        random_add_text(&text, &random, 60, false);
        str_add_byte(&text, '\n');
    }
    assert_int_equal(RUN_INPUT(p, text.s, "put", "1", "economy"), 0);
    str_release(&text);
    return 0;
}

/* --- a disk of its own --- */

struct disk {
    char *folder, *filler, *file;
};

static size_t free_pages(const struct disk *disk) {
    struct statvfs about;
    assert_int_equal(statvfs(disk->folder, &about), 0);
    return (size_t)(about.f_bfree * about.f_bsize) / PAGE;
}

/* Leaves so many pages. */
static void fill(const struct disk *disk, size_t left) {
    struct str bytes = STR_INIT;
    size_t free = free_pages(disk);
    assert_true(free > left);
    str_add_repeat(&bytes, SPAN("x"), (free - left) * PAGE);
    folder_put(disk->filler, str_span(&bytes));
    assert_int_equal(free_pages(disk), left);
    str_release(&bytes);
}

static size_t pages_of(struct program *p, const char *format) {
    struct stat about;
    char path[600];
    (void)snprintf(path, sizeof path, "%s.%s", program_path(p, "size"), format);
    assert_int_equal(RUN(p, "export", "1", "--format", format, "-o", path), 0);
    assert_int_equal(stat(path, &about), 0);
    return ((size_t)about.st_size + PAGE - 1) / PAGE;
}

static void export_onto_full_disk(struct program *p, const struct disk *disk, const char *format,
                                  size_t left) {
    size_t entries = folder_count(disk->folder);
    fill(disk, left);
    int code = RUN(p, "export", "1", "--format", format, "-o", disk->file);
    if (code != EXIT_OUTPUT || !program_said(p, "磁盘空间已满"))
        fail_msg("%s with %zu pages left: %d, %s", format, left, code, p->err.s);
    assert_true(folder_holds(disk->file, OLD));
    assert_int_equal(folder_count(disk->folder), entries + 1); /* the filler */
    assert_int_equal(unlink(disk->filler), 0);
}

static void export_and_mend(struct program *p, const struct disk *disk) {
    struct random random = {4};
    size_t pages[ARRAY_LEN(formats)];
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        pages[i] = pages_of(p, formats[i]);
    folder_put(disk->file, OLD);
    for (size_t i = 0; i < TIMES; i++) {
        size_t format = i % ARRAY_LEN(formats);
        export_onto_full_disk(p, disk, formats[format], random_below(&random, pages[format]));
    }
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) /* there is room again */
        assert_int_equal(RUN(p, "export", "1", "--format", formats[i], "-o", disk->file), 0);
    assert_false(folder_holds(disk->file, OLD));
    print_message("exports onto a full disk: %d, old files that were not as before: 0\n", TIMES);
}

static void a_full_disk_leaves_the_old_file(void **state) {
    struct program *p = *state;
    struct disk disk;
    disk.folder = file_path_join(p->folder, "small");
    disk.filler = file_path_join(disk.folder, "filler");
    disk.file = file_path_join(disk.folder, "报告");
    assert_int_equal(mkdir(disk.folder, 0700), 0);
    bool mounted = mount("tmpfs", disk.folder, "tmpfs", 0, "size=1m") == 0;
    if (mounted) {
        export_and_mend(p, &disk);
        assert_int_equal(umount2(disk.folder, MNT_DETACH), 0);
    } else {
        print_message("no disk may be mounted here: the failing calls stand for it\n");
    }
    mem_free(disk.folder);
    mem_free(disk.filler);
    mem_free(disk.file);
}

/* --- each call fails --- */

static size_t fail_each_call(struct session *session, const char *format, const char *path,
                             int error) {
    const struct export_options options = {.format = format};
    size_t faults = 0;
    for (bool done = false; !done; faults++) {
        struct str bytes = STR_INIT;
        struct err err = {0};
        file_fail_at((long)faults, error, faults % 2 == 1);
        done = export_bytes(&bytes, session_report(session), &options, NULL, &err) == RC_OK &&
               file_write_atomic(path, str_span(&bytes), &err) == RC_OK;
        file_fail_at(-1, 0, false);
        assert_true(done || err.text[0] != '\0');
        assert_true(done || folder_holds(path, OLD));
        str_release(&bytes);
    }
    return faults - 1;
}

static void whichever_call_fails_the_old_file_stays(void **state) {
    struct program *p = *state;
    struct session *session = NULL;
    struct err err = {0};
    size_t faults = 0;
    char *folder = file_path_join(p->folder, "out"), *path = file_path_join(folder, "报告");
    const struct session_options options = {.db = p->db, .user = "zhang"};
    static const int errors[] = {ENOSPC, EDQUOT, EIO};
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(session_open(&session, &options, &err), RC_OK);
    assert_int_equal(session_load(session, 1, &err), RC_OK);
    for (size_t format = 0; format < ARRAY_LEN(formats); format++)
        for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
            folder_put(path, OLD);
            faults += fail_each_call(session, formats[format], path, errors[i]);
            assert_int_equal(folder_count(folder), 1);
        }
    session_close(session);
    print_message("exports with a failing call: %zu\n", faults);
    mem_free(folder);
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_old_file, setup, program_teardown),
        cmocka_unit_test_setup_teardown(whichever_call_fails_the_old_file_stays, setup,
                                        program_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
