/* Which files the session does not open: closing any descriptor of the open library, under whatever
 * name, would give up the locks that SQLite holds on it for the whole process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "exchange/export.h"
#include "session/check.h"
#include "session/evidence.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/unsaved_back.h"
#include "store/overwrite.h"
#include "store/reports.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* As another program sees it: https://www.sqlite.org/src/file/src/os.h, SHARED_FIRST. */
static bool is_locked(const char *path) {
    enum { SHARED_FIRST = 0x40000002, SHARED_SIZE = 510, NOT_LOCKED = 3 };
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct flock lock = {
            .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE};
        int file = open(path, O_RDWR);
        bool held = file >= 0 && fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
        _exit(held ? 0 : NOT_LOCKED);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

struct desk {
    const struct store_case *place;
    struct session *session;
};

/* A name for the library among the clerk's own files. */
static char *link_to(const struct desk *desk, const char *name) {
    char *path = file_path_join(desk->place->folder, name);
    assert_int_equal(symlink(desk->place->path, path), 0);
    return path;
}

static void look_at_evidence(const struct desk *desk, const char *path) {
    assert_int_equal(session_evidence_state(desk->session, path, SPAN("00")), EVIDENCE_GONE);
}

static void add_evidence(const struct desk *desk, const char *path) {
    const struct evidence_draft draft = {
        .target = ".", .title = "凭证", .document = "", .page = "", .file = path};
    size_t number = 0;
    assert_int_equal(session_add_evidence(desk->session, &draft, &number, NULL), RC_REFUSED);
}

static void take_its_look(const struct desk *desk, const char *path) {
    struct export_options options = {.format = "docx", .reference = path};
    struct charset_report charset;
    struct str bytes = STR_INIT;
    char *out = file_path_join(desk->place->folder, "out.docx");
    assert_int_equal(session_export(desk->session, &options, out, NULL), RC_REFUSED);
    assert_int_equal(session_export_check(desk->session, &options, &charset, NULL), RC_REFUSED);
    session_place_export(desk->session, session_report(desk->session), &options);
    assert_int_equal(export_bytes(&bytes, session_report(desk->session), &options, &charset, NULL),
                     RC_REFUSED);
    str_release(&bytes);
    mem_free(out);
}

static void put_back(const struct desk *desk, const char *path) {
    size_t beside = 0;
    assert_int_equal(session_take_unsaved(desk->session, path, &beside, NULL), RC_REFUSED);
}

static void read_words(const struct desk *desk, const char *path) {
    assert_non_null(path);
    (void)session_words(desk->session);
}

static void write_over(const struct desk *desk, const char *path) {
    assert_int_equal(session_write_file(desk->session, path, SPAN("新的"), NULL), RC_REFUSED);
}

static const struct {
    const char *name;
    void (*run)(const struct desk *desk, const char *path);
} ways[] = {
    {"凭证.pdf", look_at_evidence},
    {"材料.pdf", add_evidence},
    {"版式.docx", take_its_look},
    {"未保存.txt", put_back},
    {"jixiao/wordlists/本单位.txt", read_words},
    {"导出.txt", write_over},
};

static void the_open_library_keeps_its_locks(void **state) {
    struct desk desk = {.place = *state};
    char *config = file_path_join(desk.place->folder, "jixiao");
    char *words = file_path_join(config, "wordlists");
    assert_int_equal(setenv("XDG_CONFIG_HOME", desk.place->folder, 1), 0);
    assert_int_equal(mkdir(config, 0700), 0);
    assert_int_equal(mkdir(words, 0700), 0);
    struct store *store = case_open(desk.place, "张三");
    int64_t id = case_add_report(store);
    store_close(store);
    desk.session = case_open_session(desk.place->path, "张三");
    assert_int_equal(session_load(desk.session, id, NULL), RC_OK);
    assert_true(is_locked(desk.place->path)); /* else the test says nothing */
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        char *path = link_to(&desk, ways[i].name);
        ways[i].run(&desk, path);
        if (!is_locked(desk.place->path))
            fail_msg("%s: the lock is gone", ways[i].name);
        mem_free(path);
    }
    session_close(desk.session);
    assert_false(is_locked(desk.place->path));
    mem_free(config);
    mem_free(words);
    assert_int_equal(unsetenv("XDG_CONFIG_HOME"), 0);
}

/* Where the session works on another library than it was asked for both are its own: the header of
 * the second is not read for being no relation of the first. */
static void both_libraries_are_known_before_one_is_looked_into(void **state) {
    const struct store_case *place = *state;
    struct store_case other = {.folder = place->folder,
                               .path = file_path_join(place->folder, "other.db")};
    struct store *asked = case_open(place, "张三"), *used = case_open(&other, "张三");
    const char *const ours[] = {place->path, other.path};
    assert_true(is_locked(other.path));
    for (size_t i = 0; i < ARRAY_LEN(ours); i++) {
        assert_int_equal(
            overwrite_check(ours, ARRAY_LEN(ours), NULL, ours[i], OVERWRITE_BY_EXPORT, NULL),
            RC_REFUSED);
        assert_int_equal(overwrite_check_reading(ours, ARRAY_LEN(ours), ours[i], NULL), RC_REFUSED);
        assert_true(is_locked(ours[i]));
    }
    store_close(asked);
    store_close(used);
    mem_free(other.path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(the_open_library_keeps_its_locks),
        WITH_STORE(both_libraries_are_known_before_one_is_looked_into),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
