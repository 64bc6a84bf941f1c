/*
 * The program is killed at random moments of typing on a pseudo-terminal: what it has echoed is
 * there. And it is killed at its n-th system call, at every n of a first opening, an import, a
 * backup, an export and a reviewed file that comes in: afterwards the database is whole, the work
 * is done or not done, and a file that was to be replaced is the old one or the new one.
 */
#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/text/utf8.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"
#include "tests/support/random.h"
#include "tests/support/review.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { ARGUMENTS_MOST = 12, KILLS = 20, KILLS_OF_ALL = 1000 };

struct work {
    const char *name;
    const char *arguments[ARGUMENTS_MOST];
    const char *file; /* that it writes, NULL: none */
};

static const char text[] =
    "2023年度望湖街道部门整体支出绩效评价报告\n一、工作开展情况\n"
    "（一）经济。完成8596万元。\n（二）党建。学习8次。\n二、问题\n1、预算。\n";

static void run_traced(const char *const *arguments) {
    int nothing = open("/dev/null", O_RDWR);
    char *copy[ARGUMENTS_MOST + 1] = {NULL};
    for (size_t i = 0; arguments[i] != NULL; i++)
        copy[i] = mem_copy_text(arguments[i], strlen(arguments[i]));
    (void)dup2(nothing, STDIN_FILENO);
    (void)dup2(nothing, STDOUT_FILENO);
    (void)dup2(nothing, STDERR_FILENO);
    /* the leak sanitizer would trace the process itself, and one tracer is all there can be */
    (void)setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
        (void)execv(copy[0], copy);
    _exit(127);
}

/* True: it was killed; false: it came to its end before that. */
static bool kill_at(const char *const *arguments, long n) {
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        run_traced(arguments);
    assert_int_equal(waitpid(child, &status, 0), child);
    for (; WIFSTOPPED(status); n--) {
        if (n < 0) {
            assert_int_equal(kill(child, SIGKILL), 0);
            assert_int_equal(waitpid(child, &status, 0), child);
            break;
        }
        assert_int_equal(ptrace(PTRACE_SYSCALL, child, NULL, NULL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
    }
    if (WIFEXITED(status))
        assert_int_equal(WEXITSTATUS(status), 0);
    return WIFSIGNALED(status);
}

/* --- what there is before each run --- */

struct site {
    struct program program;
    struct str start; /* the database with one report */
};

static void begin_anew(struct site *site, const struct work *work) {
    static const char *const logs[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < ARRAY_LEN(logs); i++) {
        struct str path = STR_INIT;
        str_add_format(&path, "%s%s", site->program.db, logs[i]);
        (void)unlink(path.s);
        str_release(&path);
    }
    (void)unlink(site->program.db);
    if (strcmp(work->name, "first opening") != 0)
        folder_put(site->program.db, str_span(&site->start));
    if (work->file != NULL)
        folder_put(program_path(&site->program, work->file), SPAN("old"));
}

/* All that was in the file, or nothing of it. */
static void check_remarks(struct program *p) {
    assert_int_equal(RUN(p, "remark", "list", "1"), 0);
    if (p->out.len > 0)
        assert_true(program_printed(p, "请核实") && program_printed(p, "8600"));
}

/* The database is whole, or not there yet, and the next opening finds it so. */
static void check_after(struct site *site, const struct work *work) {
    struct program *p = &site->program;
    if (RUN(p, "list") != 0 || RUN(p, "verify") != 0)
        fail_msg("%s: %s", work->name, p->err.s);
    if (strcmp(work->name, "remark in") == 0)
        check_remarks(p);
    if (work->file == NULL)
        return;
    struct str now = STR_INIT;
    const char *path = program_path(p, work->file);
    folder_get(path, &now);
    bool is_old = span_is(str_span(&now), "old");
    bool is_new = span_ends_with(str_span(&now), SPAN("完成8596万元。\n"));
    str_release(&now);
    if (is_old)
        return;
    if (strcmp(work->name, "backup") == 0) {
        char *db = p->db;
        p->db = mem_copy_text(path, strlen(path));
        assert_int_equal(RUN(p, "verify"), 0);
        assert_int_equal(RUN(p, "get", "1", "economy"), 0);
        mem_free(p->db);
        p->db = db;
    } else {
        assert_true(is_new);
    }
}

static void kill_everywhere(struct site *site, const struct work *work) {
    const char *arguments[ARGUMENTS_MOST + 4] = {getenv("JIXIAO"), "--db", site->program.db};
    size_t count = 3, kills = 0;
    char *paths[ARGUMENTS_MOST] = {NULL};
    for (size_t i = 0; work->arguments[i] != NULL; i++) {
        bool is_file = work->arguments[i][0] == '@'; /* in the test's folder */
        if (is_file)
            paths[i] = file_path_join(site->program.folder, work->arguments[i] + 1);
        arguments[count++] = is_file ? paths[i] : work->arguments[i];
    }
    long step = getenv("FAULTS") != NULL ? 1 : 97;
    for (long n = 0;; n += step, kills++) {
        begin_anew(site, work);
        if (!kill_at(arguments, n))
            break;
        check_after(site, work);
    }
    check_after(site, work);
    print_message("%s: killed at %zu system calls\n", work->name, kills);
    assert_true(kills > 0);
    for (size_t i = 0; i < ARGUMENTS_MOST; i++)
        mem_free(paths[i]);
}

static void killed_anywhere_the_database_is_whole(void **state) {
    static const struct work works[] = {
        {"first opening", {"list"}, NULL},
        {"import", {"import", "@in.txt", "--template", "subdistrict"}, NULL},
        {"put", {"put", "1", "economy", "@in.txt"}, NULL},
        {"backup", {"backup", "@copy.db", "--replace"}, "copy.db"},
        {"export", {"export", "1", "-o", "@out.txt"}, "out.txt"},
        {"remark in", {"remark", "in", "1", "@back.docx"}, NULL},
    };
    struct site *site = *state;
    for (size_t i = 0; i < ARRAY_LEN(works); i++)
        kill_everywhere(site, &works[i]);
}

/* --- while typing --- */

static struct pty *start_typing(struct program *p) {
    struct str home = STR_INIT;
    str_add_format(&home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "1", NULL};
    struct pty *pty = pty_start(argv, (const char *const[]){home.s, NULL}, 24, 80);
    str_release(&home);
    return pty;
}

/* Characters that stand nowhere else on the screen, so that an echo can be told. */
static char32_t typed_char(size_t i) {
    return (char32_t)(0x7A00 + i);
}

static size_t count_shown(struct pty *pty, size_t typed) {
    struct str screen = STR_INIT;
    size_t shown = 0;
    pty_screen(pty, &screen);
    for (size_t i = 0; i < typed; i++) {
        char bytes[UTF8_MAX];
        struct span c = {bytes, utf8_put(typed_char(i), bytes)};
        shown += span_find(str_span(&screen), c) != SIZE_MAX;
    }
    str_release(&screen);
    return shown;
}

static size_t count_stored(struct program *p, size_t typed) {
    size_t stored = 0;
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    for (size_t i = 0; i < typed; i++) {
        char bytes[UTF8_MAX];
        struct span c = {bytes, utf8_put(typed_char(i), bytes)};
        stored += span_find(str_span(&p->out), c) != SIZE_MAX;
    }
    return stored;
}

/* Types in bursts of random size, looks at the screen now and then, and kills. */
static void type_and_kill(struct program *p, struct random *random) {
    struct pty *pty = start_typing(p);
    size_t typed = 0, most = 1 + random_below(random, 40);
    pty_wait_text(pty, "已完成");
    while (typed < most) {
        struct str burst = STR_INIT;
        for (size_t n = 1 + random_below(random, 4); n > 0 && typed < most; n--)
            str_add_char(&burst, typed_char(typed++));
        pty_send(pty, str_span(&burst));
        if (random_below(random, 3) == 0) {
            char last[UTF8_MAX + 1] = {0};
            (void)utf8_put(typed_char(typed - 1), last);
            pty_wait_text(pty, last);
        }
        str_release(&burst);
    }
    pty_signal(pty, SIGKILL);
    (void)pty_wait_exit(pty);
    size_t shown = count_shown(pty, typed);
    pty_free(pty);
    assert_true(count_stored(p, typed) >= shown);
}

static void killed_while_typing_no_echoed_character_is_lost(void **state) {
    struct site *site = *state;
    struct program *p = &site->program;
    struct random random = {.state = 20231123};
    int kills = getenv("FAULTS") != NULL ? KILLS_OF_ALL : KILLS;
    for (int i = 0; i < kills; i++) {
        assert_int_equal(RUN_INPUT(p, "起头\n", "put", "1", "1"), 0);
        type_and_kill(p, &random);
    }
    assert_int_equal(RUN(p, "verify"), 0);
    print_message("typing: killed %d times, echoed characters lost: 0\n", kills);
}

/* The report comes back with a comment and a change. */
static void put_review(struct program *p) {
    struct review review;
    struct str bytes = STR_INIT;
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "out.docx")), 0);
    folder_get(program_path(p, "out.docx"), &bytes);
    review_open(&review, str_span(&bytes));
    review_line(&review, "完成8596万元。", "{1}完成{/1}[-8596-]{+8600+}万元。");
    review_comment(&review, 1, "请核实", 0, false);
    str_clear(&bytes);
    review_close(&review, &bytes);
    folder_put(program_path(p, "back.docx"), str_span(&bytes));
    str_release(&bytes);
}

static int setup(void **state) {
    struct site *site = MEM_NEW(struct site);
    program_init(&site->program);
    str_init(&site->start);
    folder_put(program_path(&site->program, "in.txt"), SPAN(text));
    assert_int_equal(RUN(&site->program, "new", "--unit", "望湖街道", "--year", "2023"), 0);
    assert_int_equal(RUN_INPUT(&site->program, "完成8596万元。\n", "put", "1", "economy"), 0);
    put_review(&site->program);
    folder_get(site->program.db, &site->start);
    *state = site;
    return 0;
}

static int teardown(void **state) {
    struct site *site = *state;
    str_release(&site->start);
    program_release(&site->program);
    mem_free(site);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(killed_while_typing_no_echoed_character_is_lost, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(killed_anywhere_the_database_is_whole, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
