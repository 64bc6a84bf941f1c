/*
 * Files that others could read, write or put in the way: permissions of all that the program makes,
 * and links where it was told to write.
 */
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_private(const char *path) {
    struct stat about;
    assert_int_equal(lstat(path, &about), 0);
    if ((about.st_mode & 077) != 0)
        fail_msg("%s has mode %o", path, about.st_mode & 07777);
    if (!S_ISDIR(about.st_mode))
        return;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            char *below = file_path_join(path, entry->d_name);
            assert_private(below);
            mem_free(below);
        }
    assert_int_equal(closedir(folder), 0);
}

static void set_folders(struct program *p) {
    assert_int_equal(setenv("HOME", p->folder, 1), 0);
    assert_int_equal(unsetenv("XDG_DATA_HOME"), 0);
    assert_int_equal(unsetenv("JIXIAO_DB"), 0);
}

/* The database, its log, the drafts in it, who sits where, the daily copies: with a umask that
 * gives everybody everything, while a clerk types and after. */
static void what_a_clerk_makes_is_the_clerks_alone(void **state) {
    struct program *p = *state;
    char *own = p->db;
    mode_t before = umask(0);
    set_folders(p);
    p->db = NULL;
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023"), 0);
    char *share = file_path_join(p->folder, ".local/share/jixiao");
    const char *const argv[] = {getenv("JIXIAO"), "1", NULL};
    struct pty *pty = pty_start(argv, NULL, 24, 80);
    pty_wait_text(pty, "已完成");
    pty_step(pty, "写着的", "写着的");
    assert_private(share);
    assert_true(folder_count(share) >= 2); /* the log too */
    pty_send_text(pty, "\x11");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(pty);
    assert_private(share);
    char copy[600];
    (void)snprintf(copy, sizeof copy, "%s", program_path(p, "copy.db"));
    assert_int_equal(RUN(p, "backup", copy), 0);
    assert_private(copy);
    assert_int_equal(RUN(p, "recover", program_path(p, "found.db"), "--db", copy), 0);
    assert_private(program_path(p, "found.db"));
    (void)umask(before);
    mem_free(share);
    p->db = own;
}

/* An export has what the umask leaves, as any document; the temporary file beside it no more. */
static void an_export_has_the_mode_of_the_umask(void **state) {
    struct program *p = *state;
    struct stat about;
    static const char *const exports[] = {"a.txt", "a.docx", "a.html", "a.json", "a.md"};
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023"), 0);
    mode_t before = umask(027);
    for (size_t i = 0; i < ARRAY_LEN(exports); i++) {
        assert_int_equal(RUN(p, "export", "1", "--draft", "-o", program_path(p, exports[i])), 0);
        assert_int_equal(stat(program_path(p, exports[i]), &about), 0);
        assert_int_equal(about.st_mode & 07777, 0640);
    }
    (void)umask(before);
}

/* Whatever writes a file goes around a link, where it leads to a file, to nothing or in a circle.
 */
static void nothing_is_written_through_a_link(void **state) {
    struct program *p = *state;
    static const char *const ends[] = {".txt", ".docx", ".html", ".json", ".md", ".xlsx", ".db"};
    char link_path[600], target[600];
    assert_int_equal(
        RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "hunan-standard"), 0);
    (void)snprintf(target, sizeof target, "%s", program_path(p, "target"));
    for (size_t i = 0; i < 3 * ARRAY_LEN(ends); i++) {
        (void)snprintf(link_path, sizeof link_path, "%s/link%s", p->folder, ends[i / 3]);
        (void)unlink(link_path);
        (void)unlink(target);
        if (i % 3 == 0)
            folder_put(target, SPAN("别人的"));
        assert_int_equal(symlink(i % 3 == 2 ? link_path : target, link_path), 0);
        bool database = strcmp(ends[i / 3], ".db") == 0;
        int code = database ? RUN(p, "backup", link_path)
                            : RUN(p, "export", "1", "--draft", "-o", link_path);
        assert_int_equal(code, 4);
        assert_true(program_said(p, "符号链接"));
        assert_int_equal(file_kind_of(link_path), FILE_LINK);
        if (i % 3 == 0)
            assert_true(folder_holds(target, SPAN("别人的")));
        else
            assert_int_equal(file_kind_of(target), FILE_NONE);
    }
}

/* The folder of temporary files belongs to all: a link of that name is in the way of the workbook.
 */
static void a_link_among_temporary_files_is_not_followed(void **state) {
    struct program *p = *state;
    enum { LINKS = 50 };
    char folder[600], name[64], victim[600];
    (void)snprintf(folder, sizeof folder, "%s", program_path(p, "tmp"));
    (void)snprintf(victim, sizeof victim, "%s", program_path(p, "victim"));
    assert_int_equal(mkdir(folder, 01777), 0);
    assert_int_equal(
        RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "hunan-standard"), 0);
    folder_put(victim, SPAN("别人的"));
    /* the names that the program would take */
    for (int i = 0; i < LINKS; i++) {
        (void)snprintf(name, sizeof name, ".jixiao-%d.tmp", i);
        char *path = file_path_join(folder, name);
        assert_int_equal(symlink(victim, path), 0);
        mem_free(path);
    }
    assert_int_equal(setenv("TMPDIR", folder, 1), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "a.xlsx")), 0);
    assert_int_equal(unsetenv("TMPDIR"), 0);
    assert_true(folder_holds(victim, SPAN("别人的")));
    assert_int_equal(folder_count(folder), LINKS); /* nothing is left there */
}

/* The dialog's name is safe wherever the unit's name leads. */
static void a_unit_that_is_a_path_leads_nowhere(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "../../etc/cron.d/x", "--year", "2023"), 0);
    assert_int_equal(RUN_INPUT(p, "正文。\n", "put", "1", "1"), 0);
    const char *folder = program_path(p, "out");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(RUN(p, "export", "--all", "-o", folder), 0);
    assert_int_equal(folder_count(program_path(p, "out")), 1);
    assert_null(strstr(p->out.s, "/../"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_a_clerk_makes_is_the_clerks_alone),
        TEST(an_export_has_the_mode_of_the_umask),
        TEST(nothing_is_written_through_a_link),
        TEST(a_link_among_temporary_files_is_not_followed),
        TEST(a_unit_that_is_a_path_leads_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
