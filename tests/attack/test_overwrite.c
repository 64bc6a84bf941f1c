/*
 * Everything that writes a file, told to write it over the library: by its name, by other names of
 * it, by the names of what stands beside it, there or not. Nothing of it is touched, one sentence
 * says why, and the exit code is that of a refusal.
 */
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "session/session.h"
#include "session/setting.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

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

enum { REFUSED = 1, PATH_BYTES = 700 };

/* --- who writes --- */

struct writer {
    const char *name;
    const char *words[6]; /* before the file's name */
    const char *ending;   /* that the file's name must have; NULL: any */
    bool makes_database;
};

static const struct writer writers[] = {
    {.name = "txt", .words = {"export", "1", "--format", "txt", "-o"}},
    {.name = "md", .words = {"export", "1", "--format", "md", "-o"}},
    {.name = "html", .words = {"export", "1", "--format", "html", "-o"}},
    {.name = "docx", .words = {"export", "1", "--format", "docx", "-o"}},
    {.name = "json", .words = {"export", "1", "--format", "json", "-o"}},
    {.name = "xlsx", .words = {"export", "1", "--format", "xlsx", "-o"}},
    {.name = "diff", .words = {"diff", "1", "1", "-o"}, .ending = ".docx"},
    {.name = "backup", .words = {"backup"}, .makes_database = true},
    {.name = "backup --replace", .words = {"backup", "--replace"}, .makes_database = true},
    {.name = "recover", .words = {"recover"}, .makes_database = true},
    {.name = "recover --replace", .words = {"recover", "--replace"}, .makes_database = true},
};

static int write_to(struct program *p, const struct writer *writer, const char *path) {
    const char *arguments[8] = {NULL};
    size_t count = 0;
    while (writer->words[count] != NULL) {
        arguments[count] = writer->words[count];
        count++;
    }
    arguments[count] = path;
    return program_run(p, NULL, arguments);
}

/* --- how the library is named --- */

enum made { MADE_NOT, MADE_LINK, MADE_SYMLINK };
struct way {
    const char *name;
    const char *path; /* in the test's folder */
    enum made made;
    const char *to; /* what the link leads to */
};

static const struct way ways[] = {
    {.name = "its name", .path = "test.db"},
    {.name = "a path with detours", .path = "./x/../test.db"},
    {.name = "a folder that is a link", .path = "door/test.db", .made = MADE_SYMLINK},
    {.name = "a hard link", .path = "hard.docx", .made = MADE_LINK, .to = "test.db"},
    {.name = "a symbolic link", .path = "soft.docx", .made = MADE_SYMLINK, .to = "test.db"},
    {.name = "the log", .path = "test.db-wal"},
    {.name = "a hard link to the log", .path = "log.docx", .made = MADE_LINK, .to = "test.db-wal"},
    {.name = "its shared memory", .path = "test.db-shm"},
    {.name = "a link to that", .path = "shm.docx", .made = MADE_LINK, .to = "test.db-shm"},
    {.name = "a journal that is not there", .path = "test.db-journal"},
    {.name = "the seats, which are not there", .path = "test.db-clerks"},
    {.name = "the log, by a folder that is a link", .path = "door/test.db-wal"},
    {.name = "a daily copy", .path = "test.db.copies/2026-11-25.db"},
    {.name = "one that is not there", .path = "test.db.copies/2026-11-26.db"},
    {.name = "another way to one", .path = "door/test.db.copies/2026-11-25.docx"},
    {.name = "the log of another library", .path = "other.db-wal"},
    {.name = "a journal of another library", .path = "other.db-journal"},
};

static void add_path(const struct program *p, const char *name, char path[PATH_BYTES]) {
    (void)snprintf(path, PATH_BYTES, "%s/%s", p->folder, name);
}

static void make_way(const struct program *p, const struct way *way) {
    char path[PATH_BYTES], to[PATH_BYTES];
    add_path(p, way->to != NULL ? way->to : "", to);
    add_path(p, way->to != NULL ? way->path : "door", path);
    if (way->made == MADE_LINK)
        assert_int_equal(link(to, path), 0);
    else if (way->made == MADE_SYMLINK)
        assert_int_equal(symlink(to, path), 0);
}

/* --- a library that is in use --- */

struct office {
    struct program program;
    struct session *session; /* keeps the log and the shared memory there */
};

static int setup(void **state) {
    struct office *office = MEM_NEW(struct office);
    struct program *p = &office->program;
    char path[PATH_BYTES];
    program_init(p);
    add_path(p, "x", path);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(
        RUN(p, "new", "--unit", "望湖街道", "--year", "2023", "--template", "hunan-standard"), 0);
    assert_int_equal(RUN_INPUT(p, "正文不能丢。\n", "put", "1", "1"), 0);
    add_path(p, "test.db.copies", path);
    assert_int_equal(mkdir(path, 0700), 0);
    add_path(p, "copy.db", path);
    assert_int_equal(RUN(p, "backup", path), 0);
    char copy[PATH_BYTES], other[PATH_BYTES];
    add_path(p, "test.db.copies/2026-11-25.db", copy);
    assert_int_equal(rename(path, copy), 0);
    const struct session_options options = {.db = p->db, .user = "zhang"};
    assert_int_equal(session_open(&office->session, &options, NULL), RC_OK);
    session_set_setting(office->session, "some", "thing");
    add_path(p, "other.db", other);
    const struct session_options another = {.db = other, .user = "li"};
    struct session *session = NULL;
    assert_int_equal(session_open(&session, &another, NULL), RC_OK);
    session_close(session);
    for (size_t i = 0; i < ARRAY_LEN(ways); i++)
        make_way(p, &ways[i]);
    *state = office;
    return 0;
}

static int teardown(void **state) {
    struct office *office = *state;
    session_close(office->session);
    program_release(&office->program);
    mem_free(office);
    return 0;
}

static void assert_whole(struct program *p, const char *after) {
    struct file_identity log = {0};
    char path[PATH_BYTES];
    add_path(p, "log.docx", path);
    log = file_identify(path);
    add_path(p, "test.db-wal", path);
    if (RUN(p, "get", "1", "1") != 0 || !program_printed(p, "正文不能丢。"))
        fail_msg("after %s: %s", after, p->err.s);
    assert_true(file_is_at(path, &log)); /* the link was made to it */
    assert_int_equal(RUN(p, "verify"), 0);
}

static void no_writer_takes_the_librarys_place(void **state) {
    struct office *office = *state;
    struct program *p = &office->program;
    size_t entries = folder_count(p->folder), tries = 0;
    for (size_t i = 0; i < ARRAY_LEN(writers); i++)
        for (size_t j = 0; j < ARRAY_LEN(ways); j++) {
            char path[PATH_BYTES];
            add_path(p, ways[j].path, path);
            if (writers[i].ending != NULL &&
                !span_ends_with(span_of(path), span_of(writers[i].ending)))
                continue;
            if (write_to(p, &writers[i], path) != REFUSED || p->err.len == 0)
                fail_msg("%s over %s: %d, %s", writers[i].name, ways[j].name, p->code, p->err.s);
            assert_int_equal(folder_count(p->folder), entries);
            tries++;
        }
    assert_whole(p, "all");
    assert_true(tries >= 10 * ARRAY_LEN(ways));
    print_message("writers told to write over the library: %zu times, all refused\n", tries);
}

/* As a clerk does who has gone into the folder. */
static void a_path_from_the_folder_itself_is_no_way_round(void **state) {
    struct office *office = *state;
    struct program *p = &office->program;
    char before[PATH_BYTES];
    static const char *const paths[] = {"test.db", "./test.db", "x/../test.db-wal", "test.db-shm"};
    assert_non_null(getcwd(before, sizeof before));
    char *jixiao = realpath(getenv("JIXIAO"), NULL);
    assert_non_null(jixiao);
    assert_int_equal(setenv("JIXIAO", jixiao, 1), 0);
    free(jixiao);
    assert_int_equal(chdir(p->folder), 0);
    for (size_t i = 0; i < ARRAY_LEN(writers); i++)
        for (size_t j = 0; writers[i].ending == NULL && j < ARRAY_LEN(paths); j++)
            assert_int_equal(write_to(p, &writers[i], paths[j]), REFUSED);
    assert_int_equal(chdir(before), 0);
    assert_whole(p, "relative paths");
}

/* --all makes its own names: a link of such a name. */
static void export_of_all_reports_passes_over_none(void **state) {
    struct office *office = *state;
    struct program *p = &office->program;
    static const char *const formats[] = {"txt", "md", "html", "docx", "json", "xlsx"};
    char folder[PATH_BYTES];
    add_path(p, "x", folder);
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        assert_int_equal(RUN(p, "export", "--all", "--format", formats[i], "-o", folder), 0);
        struct file_list list = {0};
        assert_int_equal(file_list_folder(&list, folder, NULL), RC_OK);
        assert_int_equal(list.count, 1);
        char *path = file_path_join(folder, list.entries[0].name);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(link(p->db, path), 0);
        assert_int_equal(RUN(p, "export", "--all", "--format", formats[i], "-o", folder), REFUSED);
        assert_true(file_is_same(path, p->db));
        assert_int_equal(unlink(path), 0);
        mem_free(path);
        file_list_release(&list);
    }
    assert_whole(p, "--all");
}

/* An export is no reason to lose any other database of ours; a backup of another library neither.
 */
static void other_libraries_and_backups_are_kept_too(void **state) {
    struct office *office = *state;
    struct program *p = &office->program;
    char other[PATH_BYTES], backup[PATH_BYTES];
    add_path(p, "other.db", other);
    add_path(p, "backup.db", backup);
    assert_int_equal(RUN(p, "backup", backup), 0);
    for (size_t i = 0; i < ARRAY_LEN(writers); i++) {
        if (writers[i].makes_database || writers[i].ending != NULL)
            continue;
        assert_int_equal(write_to(p, &writers[i], other), REFUSED);
        assert_int_equal(write_to(p, &writers[i], backup), REFUSED);
    }
    assert_int_equal(RUN(p, "recover", backup), REFUSED);
    assert_int_equal(RUN(p, "recover", "--replace", backup), 0);
    assert_int_equal(RUN(p, "backup", "--replace", other), 0);
}

static void an_export_still_replaces_any_other_file(void **state) {
    struct office *office = *state;
    struct program *p = &office->program;
    char path[PATH_BYTES];
    add_path(p, "old.docx", path);
    for (size_t i = 0; i < ARRAY_LEN(writers); i++) {
        if (writers[i].makes_database)
            continue;
        folder_put(path, SPAN("旧的"));
        if (write_to(p, &writers[i], path) != 0)
            fail_msg("%s: %s", writers[i].name, p->err.s);
        assert_false(folder_holds(path, SPAN("旧的")));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(no_writer_takes_the_librarys_place),
        TEST(a_path_from_the_folder_itself_is_no_way_round),
        TEST(export_of_all_reports_passes_over_none),
        TEST(other_libraries_and_backups_are_kept_too),
        TEST(an_export_still_replaces_any_other_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
