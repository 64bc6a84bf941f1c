/*
 * Several windows, of one user and of several, work on one report: they type, paste, fold, look at
 * what the others did, leave, stand still, are killed, undo and redo, and `put` and `undo` of the
 * command line come in between, by schedules that a seed makes. A model knows what each window
 * wrote. Afterwards every key is in the report or in the history, none is there twice, and nobody
 * met a conflict, or was refused, that nobody caused. The windows are sessions of one process, so
 * that a schedule always goes the same way: SEED=n runs that one alone.
 */
#include "base/mem.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/clerks.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/undo.h"
#include "store/db.h"
#include "store/reports.h"
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

enum {
    SCHEDULES = 40,         /* in `make test` */
    SCHEDULES_FAULTS = 200, /* in `make faults` */
    STEPS = 60,
    WINDOWS_MOST = 8,
    SECTIONS_MOST = 4,
    WRITERS_MOST = 128, /* all that ever wrote: a window that was opened again is another */
    KEYS_MOST = 256,
    PASTE_POINTS = 180,
    NAME_BYTES = 32,
    FIRST_MARK = 0x4E00,
};

struct writer { /* the model's: what it wrote is the tokens with its number */
    int64_t window;
    char user[NAME_BYTES];
    int64_t seen[SECTIONS_MOST];   /* the newest row of the database when its text was that */
    size_t heir_of[SECTIONS_MOST]; /* the writer, plus 1, of the conflict that it types on from */
};

struct key {
    char token[32];
    size_t section, writer;
};

struct desk {
    struct session *session; /* NULL: nobody sits there */
    size_t writer;
    size_t stands_still; /* steps */
};

struct office {
    const struct store_case *place;
    uint64_t seed;
    struct random random;
    struct db *db;
    int64_t report, sections[SECTIONS_MOST];
    size_t section_count, desk_count, user_count;
    struct desk desks[WINDOWS_MOST];
    struct writer writers[WRITERS_MOST];
    size_t writer_count;
    struct key keys[KEYS_MOST];
    size_t key_count, conflicts, refusals, steps_back;
};

#define WRONG(office, ...)                                                                         \
    do {                                                                                           \
        print_message("seed %llu: ", (unsigned long long)(office)->seed);                          \
        fail_msg(__VA_ARGS__);                                                                     \
    } while (0)

/* --- what the database says --- */

PRINTF_LIKE(2, 3)
static int64_t ask(const struct office *office, const char *format, ...) {
    char sql[512];
    va_list args;
    int64_t answer = 0;
    va_start(args, format);
    (void)vsnprintf(sql, sizeof sql, format, args);
    va_end(args);
    assert_int_equal(db_ask_int(office->db, sql, &answer, NULL), RC_OK);
    return answer;
}

static int64_t newest_row(const struct office *office) {
    return ask(office, "SELECT coalesce(max(id), 0) FROM change");
}

/* What the rows of the history took away and put there, of a section (-1: of all) after a row; but
 * what a user ("": nobody) has done by commands, which his windows follow. */
static void add_rows(const struct office *office, int64_t section, int64_t after, const char *kinds,
                     const char *user, struct str *out) {
    char sql[512];
    (void)snprintf(sql, sizeof sql,
                   "SELECT coalesce(old_text, '') || ' ' || coalesce(new_text, '') FROM change"
                   " WHERE kind IN (%s) AND id > %lld AND (section = %lld OR %lld < 0)"
                   " AND NOT (kind = 'body' AND took IS NULL AND clerk = '%s')",
                   kinds, (long long)after, (long long)section, (long long)section, user);
    assert_int_equal(db_ask_lines(office->db, sql, out, NULL), RC_OK);
}

static bool has(const struct str *text, const struct key *key) {
    return span_find(str_span(text), span_of(key->token)) != SIZE_MAX;
}

/* Has somebody else changed the section in the history since, for it or whose text it has? */
static bool was_caused(const struct office *office, const struct writer *writer, size_t section) {
    struct str rows = STR_INIT;
    size_t before = writer->heir_of[section];
    bool caused = before > 0 && was_caused(office, &office->writers[before - 1], section);
    add_rows(office, office->sections[section], writer->seen[section], "'fold', 'body'",
             writer->user, &rows);
    for (size_t i = 0; i < office->key_count; i++)
        caused |= office->keys[i].writer != (size_t)(writer - office->writers) &&
                  has(&rows, &office->keys[i]);
    str_release(&rows);
    return caused;
}

/* --- the model --- */

static size_t index_of(const struct office *office, int64_t section) {
    for (size_t i = 0; i < office->section_count; i++)
        if (office->sections[i] == section)
            return i;
    WRONG(office, "a section that nobody works in");
    return 0;
}

static size_t add_writer(struct office *office, const char *user, int64_t window) {
    assert_true(office->writer_count < WRITERS_MOST);
    struct writer *writer = &office->writers[office->writer_count];
    *writer = (struct writer){.window = window};
    (void)snprintf(writer->user, sizeof writer->user, "%s", user);
    return office->writer_count++;
}

static struct writer *find_writer(struct office *office, int64_t window) {
    for (size_t i = 0; i < office->writer_count; i++)
        if (office->writers[i].window == window)
            return &office->writers[i];
    WRONG(office, "a window that never wrote");
    return NULL;
}

static const char *add_key(struct office *office, size_t writer, size_t section) {
    assert_true(office->key_count < KEYS_MOST);
    struct key *key = &office->keys[office->key_count++];
    key->section = section;
    key->writer = writer;
    /* no two begin or end alike: the rows of the history name them whole */
    struct str token = STR_INIT;
    str_add_char(&token, (char32_t)(FIRST_MARK + office->key_count));
    str_add_format(&token, "%zu", writer);
    str_add_char(&token, (char32_t)(FIRST_MARK + office->key_count));
    memcpy(key->token, token.s, token.len + 1);
    str_release(&token);
    return key->token;
}

static void user_name(const struct office *office, size_t desk, char *name) {
    (void)snprintf(name, NAME_BYTES, "user%zu", desk % office->user_count);
}

/* --- what a window does --- */

/* It was loaded: where it types nothing, what comes from now on is what others did. */
static void note_seen(struct office *office, const struct desk *desk) {
    for (size_t i = 0; i < office->section_count; i++)
        if (!session_is_pending(desk->session, office->sections[i])) {
            office->writers[desk->writer].seen[i] = newest_row(office);
            office->writers[desk->writer].heir_of[i] = 0;
        }
}

/* It was folded: where that was its own text, the same. */
static void note_folded(struct office *office, const struct desk *desk) {
    struct writer *writer = &office->writers[desk->writer];
    for (size_t i = 0; i < office->section_count; i++) {
        int64_t row = ask(office,
                          "SELECT coalesce(max(id), 0) FROM change WHERE section = %lld"
                          " AND kind = 'fold' AND writer = %lld",
                          (long long)office->sections[i], (long long)writer->window);
        if (row > writer->seen[i])
            writer->seen[i] = row;
    }
}

/* Every conflict that it knows of was caused by somebody. */
static void check_conflicts(struct office *office, const struct desk *desk) {
    const struct store_pendings *all = &desk->session->writing.pendings;
    for (size_t i = 0; i < all->count; i++) {
        struct writer *writer = find_writer(office, all->items[i].window);
        size_t section = index_of(office, all->items[i].section);
        if (all->items[i].conflict && !was_caused(office, writer, section))
            WRONG(office, "a conflict that nobody caused");
    }
}

static void resolve_all(struct office *office, struct desk *desk) {
    struct session_conflict conflict;
    check_conflicts(office, desk);
    while (session_conflict(desk->session, &conflict)) {
        int64_t section = conflict.section;
        struct err err = {0};
        session_conflict_release(&conflict);
        office->conflicts++;
        if (session_resolve(desk->session, section, random_below(&office->random, 2) == 0, &err) !=
            RC_OK)
            WRONG(office, "%s", err.text);
        note_seen(office, desk);
    }
}

static void open_desk(struct office *office, size_t number) {
    struct desk *desk = &office->desks[number];
    struct err err = {0};
    char name[NAME_BYTES];
    user_name(office, number, name);
    desk->session = case_open_session(office->place->path, name);
    desk->stands_still = 0;
    desk->writer = add_writer(office, name, store_window(session_store(desk->session)));
    if (session_load(desk->session, office->report, &err) != RC_OK)
        WRONG(office, "%s", err.text);
    session_be_at(desk->session, office->sections[0]);
    check_conflicts(office, desk);
    note_seen(office, desk);
}

static void type(struct office *office, struct desk *desk, bool paste) {
    size_t number = random_below(&office->random, office->section_count);
    int64_t id = office->sections[number];
    const struct section *section = report_find_id(session_report(desk->session), id);
    struct str text = STR_INIT;
    struct splice splice;
    int64_t stood_on = section->revision;
    const struct store_pendings *pends = &desk->session->writing.pendings;
    for (size_t i = 0; i < pends->count; i++)
        if (pends->items[i].section == id &&
            pends->items[i].window != store_window(desk->session->store))
            office->writers[desk->writer].heir_of[number] =
                (size_t)(find_writer(office, pends->items[i].window) - office->writers) + 1;
    size_t at = random_below(&office->random, 4) == 0 ? 0 : section->body.points;
    str_add_text(&text, add_key(office, desk->writer, number));
    for (size_t i = 0; paste && i < PASTE_POINTS; i++)
        str_add_text(&text, "贴");
    body_make_splice(&splice, &section->body, at, 0, str_span(&text), LINE_PARAGRAPH);
    session_type(desk->session, id, &splice, ACT_TYPE, random_below(&office->random, 2) == 0);
    if (session_saving(desk->session) == SESSION_UNSAVED)
        WRONG(office, "%s", session_trouble(desk->session));
    if (section->revision != stood_on) /* what was seen of another's is folded */
        office->writers[desk->writer].seen[number] =
            ask(office,
                "SELECT coalesce(max(id), 0) FROM change WHERE section = %lld"
                " AND kind IN ('fold', 'body') AND revision = %lld",
                (long long)id, (long long)section->revision);
    splice_release(&splice);
    str_release(&text);
}

static void fold(struct office *office, struct desk *desk) {
    size_t number = random_below(&office->random, office->section_count + 1);
    struct err err = {0};
    int64_t section = number < office->section_count ? office->sections[number] : -1;
    enum rc rc = session_fold(desk->session, section, &err);
    if (rc == RC_CONFLICT)
        resolve_all(office, desk);
    else if (rc != RC_OK)
        WRONG(office, "%s", err.text);
    note_folded(office, desk);
}

static void look(struct office *office, struct desk *desk) {
    if (session_reload(desk->session, NULL) != RC_OK)
        WRONG(office, "not loaded");
    check_conflicts(office, desk);
    note_seen(office, desk);
}

static void leave(struct desk *desk) {
    session_close(desk->session); /* F10, SIGHUP and SIGTERM */
    desk->session = NULL;
}

/* As SIGKILL leaves it: nothing is folded, and the seat is free. */
static void kill_it(struct desk *desk) {
    store_pendings_release(&desk->session->writing.pendings);
    leave(desk);
}

/* Whether it may be refused: somebody else has unsaved text there, or two windows of one user have,
 * or one that is in conflict. */
static bool may_refuse(struct office *office, const char *user, size_t section) {
    long long id = (long long)office->sections[section];
    static const char drafts[] = "FROM change WHERE kind = 'splice' AND fold IS NULL";
    if (ask(office,
            "SELECT count(DISTINCT writer) + 2 * count(DISTINCT nullif(clerk, '%s')) %s"
            " AND section = %lld",
            user, drafts, id) > 1)
        return true;
    int64_t window =
        ask(office, "SELECT coalesce(max(writer), 0) %s AND section = %lld", drafts, id);
    return window != 0 && was_caused(office, find_writer(office, window), section);
}

static void put(struct office *office) {
    char user[NAME_BYTES];
    struct err err = {0};
    user_name(office, random_below(&office->random, office->user_count), user);
    struct session *session = case_open_session(office->place->path, user);
    size_t number = random_below(&office->random, office->section_count);
    size_t writer = add_writer(office, user, store_window(session_store(session)));
    if (session_load(session, office->report, &err) != RC_OK)
        WRONG(office, "%s", err.text);
    bool may = may_refuse(office, user, number);
    const char *token = add_key(office, writer, number);
    enum rc rc = session_put(session, office->sections[number], span_of(token), &err);
    if (rc == RC_CONFLICT) {
        const struct report *report = session_report(session);
        assert_err_says(&err, report_find_id(report, office->sections[number])->heading);
        office->key_count--;
        office->refusals++;
        if (!may)
            WRONG(office, "a put that nobody hindered: %s", err.text);
    } else if (rc != RC_OK) {
        WRONG(office, "%s", err.text);
    }
    session_close(session);
}

/* By a colleague's text, or by two of which none is chosen. */
static bool is_hindered(const struct office *office, const struct session *session) {
    for (size_t i = 0; i < session->writing.pendings.count; i++)
        if (session->writing.pendings.items[i].conflict)
            return true;
    return ask(office,
               "SELECT (SELECT count(*) FROM change WHERE kind IN ('fold', 'body', 'splice')"
               " AND clerk <> '%s') + (SELECT count(*) FROM change AS a JOIN change AS b"
               " ON a.section = b.section WHERE a.kind = 'splice' AND a.fold IS NULL"
               " AND b.kind = 'splice' AND b.fold IS NULL AND a.writer <> b.writer)",
               session_user(session)) > 0;
}

/* In the window, or by the command line. */
static void step_back_or_forth(struct office *office, struct session *session) {
    struct session_undone where;
    struct err err = {0};
    bool undo = random_below(&office->random, 3) > 0;
    enum rc rc = (undo ? session_undo : session_redo)(session, &where, &err);
    office->steps_back += rc == RC_OK;
    if (rc != RC_OK && rc != RC_NOT_FOUND && (rc != RC_CONFLICT || !is_hindered(office, session)))
        WRONG(office, "undo: %s", err.text);
}

static void undo_from_outside(struct office *office) {
    char user[NAME_BYTES];
    user_name(office, random_below(&office->random, office->user_count), user);
    struct session *session = case_open_session(office->place->path, user);
    assert_int_equal(session_load(session, office->report, NULL), RC_OK);
    step_back_or_forth(office, session);
    session_close(session);
}

static void undo_here(struct office *office, struct desk *desk) {
    if (session_fold(desk->session, -1, NULL) == RC_CONFLICT) {
        resolve_all(office, desk);
        return;
    }
    step_back_or_forth(office, desk->session);
    check_conflicts(office, desk);
    note_seen(office, desk);
    note_folded(office, desk);
}

/* What a window types on top of is what the database gives it: its memory and its rows agree. Where
 * its text has followed something it has another in memory until it looks (RC_BUSY). */
static void check_memory(const struct office *office, const struct desk *desk) {
    struct report *stored = NULL;
    struct store_pendings pendings = {0};
    const struct session *session = desk->session;
    assert_true(report_is_sane(session_report(session)));
    enum rc rc = store_load_report(session->store, office->report, &stored, &pendings, NULL);
    if (rc == RC_BUSY)
        return;
    assert_int_equal(rc, RC_OK);
    for (size_t i = 0; i < pendings.count; i++) {
        int64_t id = pendings.items[i].section;
        if (pendings.items[i].window == store_window(session->store) &&
            !body_equal(&report_find_id(stored, id)->body,
                        &report_find_id(session_report(session), id)->body))
            WRONG(office, "memory and database differ");
    }
    store_pendings_release(&pendings);
    report_free(stored);
}

static void step(struct office *office) {
    size_t number = random_below(&office->random, office->desk_count);
    struct desk *desk = &office->desks[number];
    size_t dice = random_below(&office->random, 46);
    if (desk->session == NULL) {
        open_desk(office, number);
    } else if (desk->stands_still > 0) {
        desk->stands_still--;
        return;
    } else if (dice < 18) {
        type(office, desk, dice < 4);
    } else if (dice < 24) {
        fold(office, desk);
    } else if (dice < 30) {
        look(office, desk);
    } else if (dice < 33) {
        desk->stands_still = 1 + random_below(&office->random, 10); /* SIGSTOP, then SIGCONT */
    } else if (dice < 35) {
        leave(desk);
    } else if (dice < 37) {
        kill_it(desk);
    } else if (dice < 40) {
        put(office);
    } else if (dice < 43) {
        undo_from_outside(office);
    } else {
        undo_here(office, desk);
    }
    if (desk->session != NULL)
        check_memory(office, desk);
}

/* --- afterwards --- */

static size_t count_in(struct span text, struct span what) {
    size_t found = 0;
    for (size_t at; (at = span_find(text, what)) != SIZE_MAX; found++)
        text = span_sub(text, at + what.n, text.n);
    return found;
}

static void check_keys(struct office *office, const struct report *report) {
    struct str text = STR_INIT, history = STR_INIT;
    add_rows(office, -1, 0, "'fold', 'body', 'lost'", "", &history);
    for (size_t i = 0; i < office->key_count; i++) {
        const struct key *key = &office->keys[i];
        str_clear(&text);
        body_add_text(&text, &report_find_id(report, office->sections[key->section])->body);
        size_t there = count_in(str_span(&text), span_of(key->token));
        if (there > 1)
            WRONG(office, "%s is there %zu times", key->token, there);
        if (there == 0 && !has(&history, key))
            WRONG(office, "%s is lost", key->token);
    }
    str_release(&text);
    str_release(&history);
}

/* Everybody leaves; what is left in conflict is chosen by its user. Then nothing waits any more. */
static void close_all(struct office *office) {
    for (size_t i = 0; i < office->desk_count; i++)
        if (office->desks[i].session != NULL)
            leave(&office->desks[i]);
    for (size_t i = 0; i < office->user_count; i++)
        for (size_t left = WRITERS_MOST; left > 0; left--) {
            open_desk(office, i);
            bool settled = office->desks[i].session->writing.pendings.count == 0;
            resolve_all(office, &office->desks[i]);
            leave(&office->desks[i]);
            if (settled)
                break;
        }
    if (ask(office, "SELECT count(*) FROM change WHERE kind = 'splice' AND fold IS NULL") != 0)
        WRONG(office, "a draft is left");
}

static void check_all(struct office *office) {
    struct session *session = case_open_session(office->place->path, "checks");
    struct str faults = STR_INIT;
    struct err err = {0};
    assert_int_equal(session_load(session, office->report, NULL), RC_OK);
    if (store_verify(session_store(session), &faults, &err) != RC_OK)
        WRONG(office, "%s\n%s", err.text, faults.s);
    check_keys(office, session_report(session));
    str_release(&faults);
    session_close(session);
}

static void begin(struct office *office) {
    static const char *const names[SECTIONS_MOST] = {"economy", "party", "problems", "perf_work"};
    struct session *session = case_open_session(office->place->path, "prepares");
    struct session_new what = {.unit = "望湖街道", .year = 2023};
    assert_int_equal(session_new_report(session, &what, &office->report, NULL), RC_OK);
    assert_int_equal(session_load(session, office->report, NULL), RC_OK);
    for (size_t i = 0; i < office->section_count; i++)
        office->sections[i] = report_find_section(session_report(session), span_of(names[i]))->id;
    session_close(session);
}

static void run(const struct store_case *place, uint64_t seed, struct office *sum) {
    static const size_t counts[] = {2, 3, 8};
    struct office *office = MEM_NEW(struct office);
    *office = (struct office){.place = place, .seed = seed, .random = {seed}};
    office->desk_count = counts[random_below(&office->random, ARRAY_LEN(counts))];
    office->user_count = random_below(&office->random, 2) == 0 ? 1 : office->desk_count / 2 + 1;
    office->section_count = 1 + random_below(&office->random, SECTIONS_MOST);
    begin(office);
    assert_int_equal(db_open(&office->db, place->path, DB_READ, NULL), RC_OK);
    for (size_t i = 0; i < office->desk_count; i++)
        open_desk(office, i);
    for (size_t i = 0; i < STEPS; i++)
        step(office);
    close_all(office);
    check_all(office);
    db_close(office->db);
    sum->key_count += office->key_count;
    sum->conflicts += office->conflicts;
    sum->refusals += office->refusals;
    sum->steps_back += office->steps_back;
    mem_free(office);
}

static void remove_database(const struct store_case *place) {
    static const char *const endings[] = {"", "-wal", "-shm", "-clerks"};
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        struct str path = STR_INIT;
        str_add_format(&path, "%s%s", place->path, endings[i]);
        (void)remove(path.s);
        str_release(&path);
    }
}

static void no_schedule_loses_or_doubles_a_key(void **state) {
    const char *only = getenv("SEED");
    uint64_t from = only != NULL ? strtoull(only, NULL, 10) : 1;
    uint64_t to = only != NULL ? from : getenv("FAULTS") != NULL ? SCHEDULES_FAULTS : SCHEDULES;
    struct office *sum = MEM_NEW(struct office);
    for (uint64_t seed = from; seed <= to; seed++) {
        run(*state, seed, sum);
        remove_database(*state);
    }
    print_message(
        "schedules %llu to %llu: %zu keys and puts, %zu conflicts chosen in, %zu puts refused,"
        " %zu steps undone or redone\n",
        (unsigned long long)from, (unsigned long long)to, sum->key_count, sum->conflicts,
        sum->refusals, sum->steps_back);
    assert_true(only != NULL || (sum->conflicts > 0 && sum->refusals > 0 && sum->steps_back > 0));
    mem_free(sum);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(no_schedule_loses_or_doubles_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
