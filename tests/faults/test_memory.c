/*
 * The n-th allocation fails, ours or SQLite's, at every n of opening, typing, saving, importing and
 * exporting: the program ends with one sentence and exit code 4, or does what was asked; what was
 * acknowledged is there afterwards.
 */
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/json/json.h"
#include "exchange/json/read.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "tests/faults/clerk.h"
#include "tests/support/folder.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { STEPS = 6 };

/* how a child ends; 4 is the program's own */
enum { DONE_WITHOUT_A_FAULT = 0, REFUSED = 1, OUT_OF_MEMORY = 4, DONE = 5 };

struct site {
    char *folder, *db, *file;
    struct str start; /* the database that each run begins with */
    int64_t report;
    struct clerk *clerk; /* in memory that the child shares: what it was told is saved */
};

/* --- SQLite's allocator, with a countdown of its own --- */

static sqlite3_mem_methods plain;
static long sqlite_countdown = -1;

static bool sqlite_is_out(void) {
    if (sqlite_countdown != 0) {
        sqlite_countdown -= sqlite_countdown > 0;
        return false;
    }
    sqlite_countdown = -1;
    return true;
}

static void *counted_malloc(int size) {
    return sqlite_is_out() ? NULL : plain.xMalloc(size);
}

static void *counted_realloc(void *block, int size) {
    return sqlite_is_out() ? NULL : plain.xRealloc(block, size);
}

static void count_sqlite(void) {
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain), SQLITE_OK);
    sqlite3_mem_methods counted = plain;
    counted.xMalloc = counted_malloc;
    counted.xRealloc = counted_realloc;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &counted), SQLITE_OK);
}

/* --- what is done --- */

static const char text[] =
    "2023年度望湖街道部门整体支出绩效评价报告\n一、工作开展情况\n"
    "（一）经济。完成8596万元。\n（二）党建。学习8次。\n二、问题\n1、预算。\n";

static bool type_and_save(struct site *site) {
    struct random random = {11};
    if (!clerk_sit_down(site->clerk, site->db, site->report))
        return false;
    clerk_work(site->clerk, &random, STEPS);
    clerk_save(site->clerk);
    clerk_get_up(site->clerk);
    return true;
}

static bool open_it(struct site *site) {
    struct session *session = NULL;
    struct err err = {0};
    const struct session_options options = {.db = site->db, .user = "zhang"};
    bool fine = session_open(&session, &options, &err) == RC_OK &&
                session_load(session, site->report, &err) == RC_OK;
    session_close(session);
    return fine;
}

static bool import_it(struct site *site) {
    struct session *session = NULL;
    struct err err = {0};
    struct import_draft draft = {0};
    int64_t report = 0;
    const struct session_options options = {.db = site->db, .user = "zhang"};
    const struct session_draft how = {.name = "2023.txt", .template = "subdistrict"};
    bool fine = session_open(&session, &options, &err) == RC_OK &&
                session_draft(session, span_of(text), &how, &draft, &err) == RC_OK &&
                session_import(session, &draft, &report, &err) == RC_OK;
    import_draft_release(&draft);
    session_close(session);
    return fine;
}

static bool export_as(struct site *site, const char *format) {
    struct session *session = NULL;
    struct err err = {0};
    struct str bytes = STR_INIT;
    const struct session_options options = {.db = site->db, .user = "zhang"};
    bool fine = session_open(&session, &options, &err) == RC_OK &&
                session_load(session, site->report, &err) == RC_OK &&
                export_bytes(&bytes, session_report(session),
                             &(struct export_options){.format = format}, NULL, &err) == RC_OK &&
                file_write_atomic(site->file, str_span(&bytes), &err) == RC_OK;
    str_release(&bytes);
    session_close(session);
    return fine;
}

static bool export_text(struct site *site) {
    return export_as(site, "txt");
}

static bool export_word(struct site *site) {
    return export_as(site, "docx");
}

static bool export_json(struct site *site) {
    json_start();
    return export_as(site, "json");
}

/* --- each allocation in turn --- */

static void be_quiet(void) {
    if (freopen("/dev/null", "w", stderr) == NULL)
        _exit(99);
}

static void begin_anew(struct site *site) {
    static const char *const logs[] = {"jixiao.db-wal", "jixiao.db-shm", "out"};
    for (size_t i = 0; i < ARRAY_LEN(logs); i++) {
        char *path = file_path_join(site->folder, logs[i]);
        (void)remove(path);
        mem_free(path);
    }
    folder_put(site->db, str_span(&site->start));
    *site->clerk = (struct clerk){.report = site->report};
}

/* In a process of its own, whose exit code it gives. */
static int run_short_of_memory(struct site *site, bool (*work)(struct site *), long ours,
                               long sqlites) {
    int status = 0;
    begin_anew(site);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        be_quiet();
        count_sqlite();
        sqlite_countdown = sqlites;
        mem_fail_at(ours);
        bool fine = work(site);
        bool untouched = sqlites < 0 || sqlite_countdown >= 0;
        _exit(!fine ? REFUSED : untouched ? DONE_WITHOUT_A_FAULT : DONE);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status))
        fail_msg("died by signal %d at allocation %ld, %ld", WTERMSIG(status), ours, sqlites);
    return WEXITSTATUS(status);
}

static void check_after(struct site *site) {
    assert_int_equal(clerk_count_lost(site->clerk, site->db, false), 0);
    (void)sqlite3_shutdown(); /* children set its allocator */
    struct str out = STR_INIT;
    if (file_kind_of(site->file) == FILE_REGULAR) {
        folder_get(site->file, &out);
        assert_true(out.len > 0); /* whole, or as it was */
    }
    str_release(&out);
}

static long long_step(void) {
    return getenv("FAULTS") != NULL ? 1 : 101;
}

/* Until the work is done without meeting a failure; the failures on the way. */
static size_t sweep(struct site *site, bool (*work)(struct site *), bool sqlites) {
    size_t faults = 0;
    for (long n = 0;; n += long_step()) {
        int code = run_short_of_memory(site, work, sqlites ? -1 : n, sqlites ? n : -1);
        check_after(site);
        if (code == DONE_WITHOUT_A_FAULT)
            return faults;
        if (code != OUT_OF_MEMORY && !(sqlites && (code == DONE || code == REFUSED)))
            fail_msg("ended with %d at allocation %ld", code, n);
        faults++;
    }
}

static void sweep_both(struct site *site, bool (*work)(struct site *), const char *what) {
    size_t ours = sweep(site, work, false), sqlites = sweep(site, work, true);
    print_message("%s: failing allocations: %zu ours, %zu of SQLite\n", what, ours, sqlites);
    assert_true(ours > 0 && sqlites > 0);
}

static void opening(void **state) {
    sweep_both(*state, open_it, "opening");
}

static void typing_and_saving(void **state) {
    sweep_both(*state, type_and_save, "typing and saving");
}

static void importing(void **state) {
    sweep_both(*state, import_it, "importing");
}

static void exporting(void **state) {
    sweep_both(*state, export_text, "exporting text");
    sweep_both(*state, export_word, "exporting Word");
    sweep_both(*state, export_json, "exporting JSON");
}

static int setup(void **state) {
    struct site *site = MEM_NEW(struct site);
    site->folder = folder_new();
    site->db = file_path_join(site->folder, "jixiao.db");
    site->file = file_path_join(site->folder, "out");
    site->report = clerk_prepare(site->db);
    str_init(&site->start);
    folder_get(site->db, &site->start);
    site->clerk =
        mmap(NULL, sizeof *site->clerk, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(site->clerk != MAP_FAILED);
    site->clerk->report = site->report;
    *state = site;
    return sqlite3_shutdown() == SQLITE_OK ? 0 : -1;
}

static int teardown(void **state) {
    struct site *site = *state;
    (void)munmap(site->clerk, sizeof *site->clerk);
    folder_free(site->folder);
    str_release(&site->start);
    mem_free(site->db);
    mem_free(site->file);
    mem_free(site);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(opening, setup, teardown),
        cmocka_unit_test_setup_teardown(typing_and_saving, setup, teardown),
        cmocka_unit_test_setup_teardown(importing, setup, teardown),
        cmocka_unit_test_setup_teardown(exporting, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
