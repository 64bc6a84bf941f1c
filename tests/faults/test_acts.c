/*
 * Windows of one user and of several write into one report while somebody links, moves away and
 * back, trashes, purges, restores, removes, sends and makes final what they write in, by schedules
 * that a seed makes. Each key is a character of its own. Whatever was echoed is afterwards in the
 * report, in its history, in a text that waits for a choice, or in a rescued library, which the
 * next start names. SEED=n runs that schedule alone.
 */
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/str.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/clerks.h"
#include "session/copies.h"
#include "session/edition.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/rescue_take.h"
#include "session/undo.h"
#include "store/clerks.h"
#include "store/db.h"
#include "store/store.h"
#include "store/verify.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SCHEDULES = 20,        /* in `make test` */
    SCHEDULES_FAULTS = 80, /* in `make faults` */
    STEPS = 70,
    DESKS = 3,
    SECTIONS = 3,
    KEYS_MOST = 1000,
    FIRST_KEY = 0xA000, /* Yi syllables: nothing else is written in them */
};

struct office {
    const struct store_case *place;
    uint64_t seed;
    struct random random;
    struct session *desks[DESKS];
    int64_t report, sections[SECTIONS];
    size_t keys, desk_count;
    size_t refused, moved, steps; /* acts that were refused, that took the library away, in all */
};

static const char *const users[] = {"zhang", "li", "zhang"};

static char *read_key(size_t key) {
    struct str text = STR_INIT;
    str_add_char(&text, (char32_t)(FIRST_KEY + key));
    return str_detach(&text);
}

static struct session *sit_down(const struct office *office, size_t desk) {
    struct session *session = case_open_session(office->place->path, users[desk]);
    if (session_load(session, office->report, NULL) == RC_OK)
        session_be_at(session, office->sections[0]);
    return session;
}

static size_t pick(struct office *office, size_t count) {
    return random_below(&office->random, (uint32_t)count);
}

/* --- what is done --- */

static void type(struct office *office, struct session *session) {
    int64_t id = office->sections[pick(office, SECTIONS)];
    const struct report *report = session_report(session);
    const struct section *section = report != NULL ? report_find_in_tree(report, id) : NULL;
    if (section == NULL || office->keys == KEYS_MOST)
        return;
    char *key = read_key(office->keys);
    struct splice splice;
    session_be_at(session, id);
    body_make_splice(&splice, &section->body, pick(office, 2) == 0 ? 0 : section->body.points, 0,
                     span_of(key), LINE_PARAGRAPH);
    session_type(session, id, &splice, ACT_TYPE, false);
    splice_release(&splice);
    session_sync(session);
    section = report_find_id(session_report(session), id); /* echoed, or refused */
    struct str text = STR_INIT;
    if (section != NULL)
        body_add_text(&text, &section->body);
    if (strstr(text.len > 0 ? text.s : "", key) != NULL)
        office->keys++;
    str_release(&text);
    mem_free(key);
}

static void choose(struct office *office, struct session *session) {
    struct session_conflict open = {0};
    if (session_conflict(session, &open) && pick(office, 2) == 0)
        (void)!session_resolve(session, open.section, pick(office, 2) == 0, NULL);
    session_conflict_release(&open);
}

static int64_t earlier_change(struct office *office, struct session *session) {
    struct history_rows rows = {0};
    const struct history_filter filter = {.section = -1, .most = 30};
    int64_t id = 0;
    if (session_history(session, &filter, &rows, NULL) == RC_OK && rows.count > 0)
        id = rows.items[pick(office, rows.count)].id;
    history_rows_release(&rows);
    return id;
}

/* Under another name: nobody comes in as long as somebody is there. */
static void link_to_it(struct office *office, struct session *session) {
    char *other = file_path_join(office->place->folder, "link.db");
    struct store *store = NULL;
    bool is_there = strcmp(store_path(session_store(session)), office->place->path) == 0 &&
                    file_kind_of(office->place->path) == FILE_REGULAR;
    if (is_there && link(office->place->path, other) == 0) {
        assert_int_equal(store_open(&store, other, "wang", STORE_CREATE, NULL), RC_BUSY);
        assert_int_equal(store_open(&store, other, "wang", STORE_LOOK, NULL), RC_BUSY);
        assert_int_equal(unlink(other), 0);
        office->refused++;
    }
    mem_free(other);
}

/* Away for some keys of this window, and back. */
static void move_away(struct office *office, struct session *session) {
    char *away = file_path_join(office->place->folder, "away");
    if (rename(office->place->path, away) == 0) {
        for (size_t i = pick(office, 3); i > 0; i--)
            type(office, session);
        if (pick(office, 2) == 0)
            (void)case_pause(session, 100);
        assert_int_equal(rename(away, office->place->path), 0);
        office->moved++;
    }
    mem_free(away);
}

/* Somebody else is in the report, in the same library. */
static bool is_seated(const struct office *office, struct session *session) {
    bool seated = false;
    const char *path = store_path(session_store(session));
    for (size_t i = 0; i < office->desk_count; i++)
        seated |= office->desks[i] != session && session_report(office->desks[i]) != NULL &&
                  store_clerks_path(session_store(office->desks[i])) != NULL &&
                  strcmp(store_path(session_store(office->desks[i])), path) == 0;
    return seated;
}

/* Others sit there, so it comes to nothing but a refusal. */
static void purge(struct office *office, struct session *session) {
    struct library_copies copies = {0};
    (void)!session_fold(session, -1, NULL); /* it may find that its library was taken away */
    if (!is_seated(office, session) || session_trash(session, office->report, true, NULL) != RC_OK)
        return;
    assert_int_equal(session_purge(session, office->report, NULL), RC_REFUSED);
    assert_int_equal(session_trash(session, office->report, false, NULL), RC_OK);
    if (session_copy_today(session, NULL) == RC_OK)
        session_list_copies(session, &copies);
    if (copies.count > 0 && is_seated(office, session)) {
        assert_int_equal(session_restore_copy(session, copies.items[0].path, NULL), RC_REFUSED);
        (void)!session_load(session, office->report, NULL);
        session_be_at(session, office->sections[0]);
    }
    library_copies_release(&copies);
    office->refused++;
}

static void take_step(struct office *office, struct session *session) {
    switch (pick(office, 4)) {
    case 0:
        office->refused += session_submit(session, STAGE_NONE, NULL) != RC_OK;
        break;
    case 1:
        office->refused += session_return(session, SPAN("缺数"), NULL) != RC_OK;
        break;
    case 2:
        office->refused += session_final(session, true, SPAN("赶时间"), NULL) != RC_OK;
        break;
    default:
        office->refused += session_unlock(session, SPAN("改错"), NULL) != RC_OK;
    }
}

static void act(struct office *office, size_t desk) {
    struct session *session = office->desks[desk];
    struct session_undone undone = {0};
    if (session_report(session) == NULL && session_load(session, office->report, NULL) != RC_OK)
        return;
    session_be_at(session, office->sections[0]);
    size_t what = pick(office, 24);
    if (what < 9) {
        type(office, session);
    } else if (what < 11) {
        (void)!session_fold(session, -1, NULL);
    } else if (what < 14) {
        (void)case_pause(session, 100);
        choose(office, session);
    } else if (what == 14) {
        session_close(session);
        office->desks[desk] = sit_down(office, desk);
    } else if (what == 15) {
        int64_t change = earlier_change(office, session);
        (void)!session_restore(session, change, office->sections[pick(office, SECTIONS)], NULL,
                               NULL);
    } else if (what == 16) {
        (void)!session_restore(session, earlier_change(office, session), -1, NULL, NULL);
    } else if (what == 17) {
        office->refused += session_remove_section(session, office->sections[pick(office, SECTIONS)],
                                                  NULL) != RC_OK;
    } else if (what == 18) {
        (void)!session_undo(session, &undone, NULL);
    } else if (what == 19) {
        link_to_it(office, session);
    } else if (what == 20) {
        purge(office, session);
    } else if (what == 21) {
        move_away(office, session);
    } else {
        take_step(office, session);
    }
    office->steps++;
}

/* --- what is left --- */

/* In texts, in what the history shows, and in what waits. */
static bool holds(struct db *db, const char *key) {
    char sql[600];
    int64_t count = 0;
    (void)snprintf(sql, sizeof sql,
                   "SELECT (SELECT count(*) FROM section WHERE instr(body, '%s') > 0) +"
                   " (SELECT count(*) FROM change WHERE (kind IN ('fold', 'body', 'lost')"
                   " OR (kind = 'splice' AND fold IS NULL)) AND (instr(old_text, '%s') > 0"
                   " OR instr(new_text, '%s') > 0))",
                   key, key, key);
    assert_int_equal(db_ask_int(db, sql, &count, NULL), RC_OK);
    return count > 0;
}

static void find_in(const struct office *office, const char *path, bool *found) {
    struct db *db = NULL;
    assert_int_equal(db_open(&db, path, DB_WRITE, NULL), RC_OK);
    for (size_t i = 0; i <= office->keys; i++) {
        char *key = read_key(i < office->keys ? i : (size_t)KEYS_MOST);
        found[i] = found[i] || holds(db, key);
        mem_free(key);
    }
    db_close(db);
}

static void find_all(const struct office *office, bool *found, size_t *rescued) {
    struct file_list list = {0};
    assert_int_equal(file_list_folder(&list, office->place->folder, NULL), RC_OK);
    for (size_t i = 0; i < list.count; i++) {
        const char *name = list.entries[i].name;
        if (list.entries[i].is_folder || !span_ends_with(span_of(name), SPAN(".db")))
            continue;
        char *path = file_path_join(office->place->folder, name);
        *rescued += strstr(name, "-rescued-") != NULL;
        find_in(office, path, found);
        mem_free(path);
    }
    file_list_release(&list);
}

static void look_back(struct office *office) {
    bool found[KEYS_MOST + 1] = {false};
    size_t rescued = 0, named = 0;
    struct str faults = STR_INIT;
    struct session *fresh = sit_down(office, 0);
    find_all(office, found, &rescued);
    for (size_t i = 0; i < office->keys; i++)
        if (!found[i])
            fail_msg("seed %llu: key %zu is nowhere", (unsigned long long)office->seed, i);
    assert_false(found[office->keys]); /* one that nobody has typed */
    mem_free(session_find_rescued_beside(fresh, &named));
    assert_int_equal(named, rescued);
    if (store_verify(session_store(fresh), &faults, NULL) != RC_OK)
        fail_msg("seed %llu: %s", (unsigned long long)office->seed, faults.s);
    str_release(&faults);
    session_close(fresh);
}

static void run(const struct store_case *place, uint64_t seed, struct office *all) {
    struct office office = {.place = place, .seed = seed, .random = {.state = seed}};
    static const char *const names[SECTIONS] = {"perf_work", "overall", "economy"};
    struct session_new what = {.unit = "望湖街道", .short_name = "", .year = 2023};
    struct session *first = case_open_session(place->path, "zhang");
    assert_int_equal(session_new_report(first, &what, &office.report, NULL), RC_OK);
    assert_int_equal(session_load(first, office.report, NULL), RC_OK);
    for (size_t i = 0; i < SECTIONS; i++)
        office.sections[i] = report_find_section(session_report(first), span_of(names[i]))->id;
    session_close(first);
    office.desk_count = 2 + pick(&office, DESKS - 1);
    for (size_t i = 0; i < office.desk_count; i++)
        office.desks[i] = sit_down(&office, i);
    for (size_t i = 0; i < STEPS; i++)
        act(&office, pick(&office, office.desk_count));
    for (size_t i = 0; i < office.desk_count; i++)
        session_close(office.desks[i]);
    look_back(&office);
    all->keys += office.keys;
    all->steps += office.steps;
    all->refused += office.refused;
    all->moved += office.moved;
}

static void nothing_that_was_echoed_is_lost(void **state) {
    const char *one = getenv("SEED"), *faults = getenv("FAULTS");
    uint64_t first = one != NULL ? strtoull(one, NULL, 10) : 1;
    uint64_t count = one != NULL ? 1 : faults != NULL ? SCHEDULES_FAULTS : SCHEDULES;
    struct office all = {0};
    (void)state;
    for (uint64_t seed = first; seed < first + count; seed++) {
        void *place = NULL;
        (void)store_case_setup(&place);
        run(place, seed, &all);
        (void)store_case_teardown(&place);
    }
    print_message("%llu schedules: %zu keys, %zu acts, %zu refused, %zu times moved away\n",
                  (unsigned long long)count, all.keys, all.steps, all.refused, all.moved);
    assert_true(one != NULL || (all.keys > 0 && all.moved > 0 && all.refused > 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_that_was_echoed_is_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
