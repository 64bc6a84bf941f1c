/*
 * Faults below SQLite: calls that fail, disks that fill up, and power that goes. How many runs:
 * FAULTS (a number) times the few that `make test` does; `make faults` says the counts.
 */
#include "base/mem.h"
#include "session/report.h"
#include "tests/faults/clerk.h"
#include "tests/faults/disk.h"
#include "tests/support/folder.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { STEPS = 30 };

struct site {
    char *folder, *db;
    struct disk *disk;
    struct disk_image *image; /* a database with one report */
    int64_t report;
};

static int setup(void **state) {
    struct site *site = MEM_NEW(struct site);
    struct str db = STR_INIT;
    site->folder = folder_new();
    assert_int_equal(setenv("HOME", site->folder, 1), 0); /* where text that is not saved is put */
    site->disk = disk_new();
    str_add_format(&db, "%s/jixiao.db", site->folder);
    site->db = str_detach(&db);
    site->report = clerk_prepare(site->db);
    site->image = disk_save(site->disk);
    *state = site;
    return 0;
}

static int teardown(void **state) {
    struct site *site = *state;
    disk_image_free(site->image);
    disk_free(site->disk);
    folder_free(site->folder);
    mem_free(site->db);
    mem_free(site);
    return 0;
}

static size_t runs(size_t few) {
    const char *times = getenv("FAULTS");
    return times != NULL ? few * strtoul(times, NULL, 10) : few;
}

/* Works until the power goes at some call, then looks at what is left: sections with losses. */
static size_t lose_power(struct site *site, struct random *random) {
    struct clerk clerk;
    disk_restore(site->disk, site->image);
    if (!clerk_sit_down(&clerk, site->db, site->report))
        fail();
    disk_fail_at(site->disk, (long)random_below(random, 250), SQLITE_IOERR_WRITE, EIO, true);
    clerk_work(&clerk, random, STEPS);
    clerk_get_up(&clerk);
    disk_cut_power(site->disk, random);
    size_t lost = clerk_count_lost(&clerk, site->db, false);
    return lost;
}

static void what_was_saved_survives_a_power_cut(void **state) {
    struct random random = {20231125};
    size_t cuts = runs(50);
    for (size_t i = 0; i < cuts; i++)
        if (lose_power(*state, &random) != 0)
            fail_msg("the %zu-th power cut lost saved text", i);
    print_message("power cuts: %zu, saved text lost: 0\n", cuts);
}

/* The control: with a disk that does not sync, the same test must find losses. */
static void a_disk_that_lies_is_found_out(void **state) {
    struct site *site = *state;
    struct random random = {7};
    size_t cuts = runs(50), lost = 0;
    disk_set_lies(site->disk, true);
    for (size_t i = 0; i < cuts && lost == 0; i++)
        lost += lose_power(site, &random);
    disk_set_lies(site->disk, false);
    assert_true(lost > 0);
}

static const struct {
    int result, error;
} kinds[] = {{SQLITE_IOERR_WRITE, EIO},
             {SQLITE_IOERR_FSYNC, EIO},
             {SQLITE_FULL, ENOSPC},
             {SQLITE_FULL, EDQUOT},
             {SQLITE_IOERR_TRUNCATE, EIO}};

/* The n-th call fails, once or until the disk is mended; typing goes on, and then all is saved. */
static bool fail_and_mend(struct site *site, long n, size_t kind, bool from_then_on) {
    struct random random = {(uint64_t)n + 1};
    struct clerk clerk;
    disk_restore(site->disk, site->image);
    if (!clerk_sit_down(&clerk, site->db, site->report))
        fail();
    disk_fail_at(site->disk, n, kinds[kind].result, kinds[kind].error, from_then_on);
    clerk_work(&clerk, &random, STEPS);
    bool failed = disk_has_failed(site->disk);
    disk_fail_at(site->disk, -1, SQLITE_OK, 0, false);
    clerk_save(&clerk);
    if (!clerk_is_saved(&clerk))
        fail_msg("call %ld, kind %zu: %s", n, kind, session_trouble(clerk.session));
    clerk_get_up(&clerk);
    assert_int_equal(clerk_count_lost(&clerk, site->db, true), 0);
    return failed;
}

static void every_failing_call_is_survived_and_mended(void **state) {
    struct site *site = *state;
    size_t faults = 0, rounds = runs(1);
    for (size_t kind = 0; kind < ARRAY_LEN(kinds); kind++)
        for (int how = 0; how < 4; how++) {
            disk_set_short_writes(site->disk, how / 2 == 1);
            /* every call in the long run, some in the short one */
            long step = rounds > 1 ? 1 : 23;
            for (long n = (long)kind; fail_and_mend(site, n, kind, how % 2 == 1); n += step)
                faults++;
        }
    disk_set_short_writes(site->disk, false);
    print_message("failing calls: %zu, typed text lost: 0\n", faults);
    assert_true(faults > 10);
}

/* The n-th call of opening fails: a sentence, and the next opening finds all as it was. */
static void an_opening_that_fails_changes_nothing(void **state) {
    struct site *site = *state;
    size_t faults = 0;
    for (size_t kind = 0; kind < ARRAY_LEN(kinds); kind++)
        for (long n = 0;; n++) {
            struct clerk clerk;
            disk_restore(site->disk, site->image);
            disk_fail_at(site->disk, n, kinds[kind].result, kinds[kind].error, true);
            bool opened = clerk_sit_down(&clerk, site->db, site->report);
            bool failed = disk_has_failed(site->disk);
            clerk_get_up(&clerk);
            disk_fail_at(site->disk, -1, SQLITE_OK, 0, false);
            assert_int_equal(clerk_count_lost(&clerk, site->db, true), 0);
            faults += failed;
            if (opened && !failed)
                break;
        }
    print_message("failing openings: %zu\n", faults);
}

/* The first opening makes the tables: at any call it fails, the next one makes them whole. */
static void a_first_opening_that_fails_leaves_nothing_half(void **state) {
    struct site *site = *state;
    size_t faults = 0;
    struct random random = {3};
    for (size_t round = 0; round < 2; round++)
        for (long n = 0;; n++) {
            disk_cut_power(site->disk, &random);
            disk_put(site->disk, site->db, SPAN(""));
            struct clerk clerk;
            disk_fail_at(site->disk, n, SQLITE_IOERR_WRITE, EIO, round == 1);
            struct session *session = NULL;
            struct err err = {0};
            enum rc rc = session_open(
                &session, &(struct session_options){.db = site->db, .user = "zhang"}, &err);
            bool failed = disk_has_failed(site->disk);
            session_close(session);
            disk_fail_at(site->disk, -1, SQLITE_OK, 0, false);
            int64_t report = clerk_prepare(site->db);
            assert_true(clerk_sit_down(&clerk, site->db, report));
            clerk_get_up(&clerk);
            faults += failed;
            if (rc == RC_OK && !failed)
                break;
        }
    print_message("failing first openings: %zu\n", faults);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_saved_survives_a_power_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(a_disk_that_lies_is_found_out, setup, teardown),
        cmocka_unit_test_setup_teardown(every_failing_call_is_survived_and_mended, setup, teardown),
        cmocka_unit_test_setup_teardown(an_opening_that_fails_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_first_opening_that_fails_leaves_nothing_half, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
