/*
 * Eight clerks work on one report, each a process of its own: they type, hand in and take figures,
 * take proposals, send the report, make it final and unlock it, and are killed in the middle of it.
 * Afterwards one order of events explains everything: the rows of the history, in their order, have
 * no change between a lock and its end, each value begins where the one before it left it and ends
 * as it stands; the steps follow one another; a proposal is taken or its old words are there; and
 * no key that was echoed is lost or there twice. SEED=n runs that one alone, ROUNDS=n so many.
 */
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/edition/edition.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/edition.h"
#include "session/idle.h"
#include "session/opened.h"
#include "session/proposal.h"
#include "session/report.h"
#include "session/sheet.h"
#include "session/sheet_take.h"
#include "store/db.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/model_support.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WRITERS = 8, PROPOSALS = 40, KEYS_MOST = 4000, ROUND_MS = 3000 };

/* What a clerk knows of himself, in memory that outlives him; no pointers. */
struct writer {
    size_t keys;            /* that were begun */
    bool echoed[KEYS_MOST]; /* the screen has shown it */
    size_t handed, done, refused, kills;
    char fault[200]; /* something that may not be; "": none */
};

struct office {
    struct store_case *place;
    struct writer *writers;
    struct str sheet; /* as it was sent out: its first two lines */
    int64_t report;
    uint64_t seed;
};

/* --- the report --- */

static struct report *make_report(void) {
    struct str yaml = STR_INIT;
    struct report *report = report_new();
    str_add_text(&yaml, "form_id: a\ntitle: 报告\nsections:\n");
    for (int i = 0; i <= WRITERS; i++)
        str_add_format(&yaml, "  - {name: s%d, label: 节%d}\n", i, i);
    str_add_text(&yaml, "figures:\n");
    for (int i = 0; i < WRITERS; i++)
        str_add_format(&yaml, "  - {name: f%d, label: 数%d, type: integer, owner: 财政所}\n", i, i);
    report->template = support_template(yaml.s);
    str_release(&yaml);
    for (size_t i = 0; i <= WRITERS; i++) {
        char name[24];
        struct section *section = report_add_section(report, report->root, i);
        (void)snprintf(name, sizeof name, "s%zu", i);
        section_set_text(&section->name, span_of(name));
        section_set_text(&section->heading, span_of(name));
        section->kind = KIND_TEXT;
    }
    section_set_text(&report->title, SPAN("某局2023年报告"));
    section_set_text(&report->unit, SPAN("某局"));
    report->year = 2023;
    return report;
}

/* The last section has words that proposals stand at, each at its own. */
static void add_proposals(struct report *report) {
    struct section *section = report->root->children[WRITERS];
    struct str text = STR_INIT;
    for (int i = 0; i < PROPOSALS; i++)
        str_add_format(&text, "%s旧词%02d，前后各有几个字", i > 0 ? "\n" : "", i);
    body_set_text(&section->body, str_span(&text), LINE_PARAGRAPH);
    for (size_t i = 0; i < PROPOSALS; i++) {
        struct remark remark = {.kind = REMARK_IS_PROPOSAL, .number = i + 1};
        struct str name = STR_INIT, value = STR_INIT, from = STR_INIT, to = STR_INIT;
        str_add_format(&from, "旧词%02zu", i);
        str_add_format(&to, "新词%02zu", i);
        size_t at = span_find(str_span(&text), str_span(&from));
        remark.target = (struct target){.kind = TARGET_SECTION, .section = section->id};
        remark_set_words(&remark, str_span(&text), utf8_count(span_sub(str_span(&text), 0, at)),
                         utf8_count(str_span(&from)));
        remark.author = SPAN("李局");
        remark.proposed = str_span(&to);
        remark_add_name(&name, i + 1);
        remark_add_value(&value, &remark);
        report_set_value(report, str_span(&name), str_span(&value));
        str_release(&to);
        str_release(&from);
        str_release(&value);
        str_release(&name);
    }
    str_release(&text);
}

/* The head of the sheet, and the line with the captions. */
static void send_sheet(struct office *office, struct session *session) {
    struct sheet_files files = {0};
    struct str all = STR_INIT;
    struct err err = {0};
    const struct sheet_order order = {.folder = office->place->folder, .format = SHEET_TEXT};
    if (session_send_sheets(session, &order, &files, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(files.count, 1);
    folder_get(files.items[0].path, &all);
    size_t first = span_find(str_span(&all), SPAN("\n")) + 1;
    struct span rest = span_sub(str_span(&all), first, all.len);
    str_set(&office->sheet, span_sub(str_span(&all), 0, first + span_find(rest, SPAN("\n")) + 1));
    str_release(&all);
    sheet_files_release(&files);
}

static int setup(void **state) {
    struct office *office = MEM_NEW(struct office);
    void *place = NULL;
    (void)store_case_setup(&place);
    office->place = place;
    assert_int_equal(setenv("HOME", office->place->folder, 1), 0);
    office->writers = mmap(NULL, WRITERS * sizeof(struct writer), PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(office->writers != MAP_FAILED);
    str_init(&office->sheet);
    struct session *session = case_open_session(office->place->path, "prepares");
    struct report *report = make_report();
    add_proposals(report);
    assert_int_equal(session_add_report(session, report, ACT_IMPORT, &office->report, NULL), RC_OK);
    report_free(report);
    assert_int_equal(session_load(session, office->report, NULL), RC_OK);
    send_sheet(office, session);
    session_close(session);
    *state = office;
    return 0;
}

static int teardown(void **state) {
    struct office *office = *state;
    void *place = office->place;
    assert_int_equal(munmap(office->writers, WRITERS * sizeof(struct writer)), 0);
    str_release(&office->sheet);
    mem_free(office);
    return store_case_teardown(&place);
}

/* --- one clerk --- */

struct work {
    const struct office *office;
    struct writer *writer;
    struct session *session;
    size_t number;
    struct random random;
};

static int64_t own_section(const struct work *work) {
    return session_report(work->session)->root->children[work->number]->id;
}

/* What may come back where eight work at once; anything else is a fault. */
static void note(struct work *work, enum rc rc, const struct err *err) {
    bool usual = rc == RC_LOCKED || rc == RC_REFUSED || rc == RC_CONFLICT ||
                 rc == RC_NEEDS_REASON || rc == RC_NOT_FOUND || rc == RC_BUSY;
    work->writer->done += rc == RC_OK;
    work->writer->refused += rc != RC_OK;
    if (rc != RC_OK && !usual && work->writer->fault[0] == '\0')
        (void)snprintf(work->writer->fault, sizeof work->writer->fault, "%d: %.180s", (int)rc,
                       err->text);
}

static void type(struct work *work) {
    struct writer *writer = work->writer;
    const struct section *section =
        report_find_id(session_report(work->session), own_section(work));
    struct splice splice;
    char key[32];
    size_t number = writer->keys;
    if (number == KEYS_MOST)
        return;
    writer->keys++;
    int n = snprintf(key, sizeof key, "(%zu)", number);
    body_make_splice(&splice, &section->body, section->body.points, 0,
                     (struct span){key, (size_t)n}, LINE_PARAGRAPH);
    bool taken = session_type(work->session, section->id, &splice, ACT_TYPE, false);
    splice_release(&splice);
    if (taken && session_saving(work->session) != SESSION_UNSAVED)
        writer->echoed[number] = true; /* from here on it may not be lost */
}

static void hand_in(struct work *work) {
    struct sheet_intake intake = {0};
    struct str file = STR_INIT;
    struct err err = {0};
    str_add(&file, str_span(&work->office->sheet));
    str_add_format(&file, "数%zu\t%zu\t\t\n", work->number, 1000 + work->writer->handed++);
    enum rc rc =
        session_take_in_sheet(work->session, str_span(&file), "a.txt", false, &intake, &err);
    note(work, rc, &err);
    sheet_intake_release(&intake);
    str_release(&file);
}

static void take_figure(struct work *work) {
    char name[24];
    const char *names[] = {name};
    size_t taken = 0, left = 0;
    struct str said = STR_INIT;
    struct err err = {0};
    (void)snprintf(name, sizeof name, "f%zu", (size_t)random_below(&work->random, WRITERS));
    const struct sheet_choice choice = {.names = names, .count = 1};
    note(work,
         session_take_handed(work->session, &choice, SPAN("核对"), &taken, &left, &said, &err),
         &err);
    str_release(&said);
}

static void act(struct work *work) {
    struct err err = {0};
    size_t dice = random_below(&work->random, 100);
    if (dice < 50)
        type(work);
    else if (dice < 58)
        note(work, session_fold(work->session, -1, &err), &err);
    else if (dice < 68)
        hand_in(work);
    else if (dice < 78)
        take_figure(work);
    else if (dice < 86)
        note(work,
             session_take_proposal(work->session, 1 + random_below(&work->random, PROPOSALS), false,
                                   &err),
             &err);
    else if (dice < 89)
        note(work, session_final(work->session, true, SPAN("测试"), &err), &err);
    else if (dice < 96)
        note(work, session_unlock(work->session, SPAN("再改"), &err), &err);
    else if (dice < 98)
        note(work, session_submit(work->session, STAGE_DEPUTY, &err), &err);
    else
        note(work, session_return(work->session, SPAN("退回"), &err), &err);
}

static void work_on(const struct office *office, size_t number) {
    char user[24];
    (void)snprintf(user, sizeof user, "clerk%zu", number);
    struct work work = {.office = office, .writer = &office->writers[number], .number = number};
    struct err err = {0};
    work.random.state = office->seed * 1000 + number * 100 + work.writer->kills + 1;
    work.session = case_open_session(office->place->path, user);
    enum rc rc = session_load(work.session, office->report, &err);
    if (rc != RC_OK)
        note(&work, rc, &err);
    while (rc == RC_OK) {
        int64_t next_in = 0;
        act(&work);
        session_sync(work.session);
        (void)session_idle(work.session, &next_in);
        (void)usleep(1000 * (useconds_t)random_below(&work.random, 12));
    }
    _exit(1);
}

/* --- all of them --- */

static pid_t start(const struct office *office, size_t number) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        work_on(office, number);
    return child;
}

static void end(struct office *office, pid_t child, size_t number) {
    int status = 0;
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
        fail_msg("seed %llu: clerk %zu left by himself (%d): %s", (unsigned long long)office->seed,
                 number, status, office->writers[number].fault);
    office->writers[number].kills++;
}

static uint64_t now_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* On a slow machine, or under an instrument, a round goes on until something was done in it. */
static bool has_enough(const struct office *office) {
    enum { KEYS = 20, DONE = 10 };
    size_t keys = 0, done = 0;
    for (size_t i = 0; i < WRITERS; i++) {
        keys += office->writers[i].keys;
        done += office->writers[i].done;
    }
    return keys >= KEYS && done >= DONE;
}

static void work_and_be_killed(struct office *office) {
    enum { LATEST_MS = 300000 };
    struct random random = {office->seed};
    pid_t children[WRITERS];
    uint64_t began = now_ms(), lives = 1;
    for (size_t i = 0; i < WRITERS; i++)
        children[i] = start(office, i);
    while (now_ms() < began + ROUND_MS || (!has_enough(office) && now_ms() < began + LATEST_MS)) {
        if (now_ms() >= began + lives * ROUND_MS)
            lives *= 2; /* too short to do anything in */
        (void)usleep((useconds_t)(lives * 1000 * (20 + random_below(&random, 150))));
        size_t which = random_below(&random, WRITERS);
        end(office, children[which], which);
        children[which] = start(office, which);
    }
    for (size_t i = 0; i < WRITERS; i++)
        end(office, children[i], i);
}

/* --- afterwards --- */

static void assert_none(const struct office *office, const char *what, const char *sql) {
    struct db *db = NULL;
    int64_t found = 0;
    assert_int_equal(db_open(&db, office->place->path, DB_READ, NULL), RC_OK);
    assert_int_equal(db_ask_int(db, sql, &found, NULL), RC_OK);
    db_close(db);
    if (found != 0)
        fail_msg("seed %llu: %s: %lld", (unsigned long long)office->seed, what, (long long)found);
}

/* The rows of the history, in their order. */
static void check_order(const struct office *office) {
    assert_none(office, "changes between a lock and its end",
                "SELECT count(*) FROM change c WHERE (c.kind IN ('splice', 'fold', 'body', 'field',"
                " 'place') OR (c.kind = 'value' AND c.name NOT LIKE '@%')) AND (SELECT l.new_text"
                " FROM change l WHERE l.report = c.report AND l.kind = 'value' AND l.name = '@lock'"
                " AND l.id < c.id ORDER BY l.id DESC LIMIT 1) IS NOT NULL");
    assert_none(office, "values that do not begin where they were left",
                "SELECT count(*) FROM (SELECT old_text, lag(new_text) OVER w AS before,"
                " row_number() OVER w AS n FROM change WHERE kind = 'value'"
                " WINDOW w AS (PARTITION BY report, name ORDER BY id))"
                " WHERE n > 1 AND old_text IS NOT before");
    assert_none(office, "values that do not stand as they were left",
                "SELECT count(*) FROM (SELECT report, name, new_text, max(id) FROM change"
                " WHERE kind = 'value' GROUP BY report, name) l WHERE l.new_text IS NOT"
                " (SELECT text FROM value v WHERE v.report = l.report AND v.name = l.name)");
}

/* Each step can follow the one before it. */
static void check_steps(const struct report *report) {
    bool locked = false;
    for (size_t i = 1; i <= report_count_editions(report); i++) {
        struct edition step;
        assert_true(report_edition(report, i, &step));
        if (step.state == EDITION_FINAL || step.state == EDITION_SUBMITTED)
            assert_false(locked);
        if (step.state == EDITION_SENT || step.state == EDITION_UNLOCKED)
            assert_true(locked);
        locked = edition_locks(step.state);
    }
    assert_int_equal(locked, report_is_locked(report));
}

static size_t count_in(struct span text, const char *what) {
    size_t found = 0;
    for (size_t at; (at = span_find(text, span_of(what))) != SIZE_MAX; found++)
        text = span_sub(text, at + strlen(what), text.n);
    return found;
}

static void check_keys(const struct office *office, const struct report *report, size_t number) {
    const struct writer *writer = &office->writers[number];
    struct str text = STR_INIT;
    body_add_text(&text, &report->root->children[number]->body);
    for (size_t key = 0; key < writer->keys; key++) {
        char what[32];
        (void)snprintf(what, sizeof what, "(%zu)", key);
        size_t found = count_in(str_span(&text), what);
        if (found > 1 || (writer->echoed[key] && found == 0))
            fail_msg("seed %llu: clerk %zu: %s is there %zu times in %s",
                     (unsigned long long)office->seed, number, what, found, text.s);
    }
    str_release(&text);
}

static void check_proposals(const struct report *report) {
    struct str text = STR_INIT;
    body_add_text(&text, &report->root->children[WRITERS]->body);
    for (size_t i = 0; i < PROPOSALS; i++) {
        struct remark remark;
        char old_words[32], new_words[32];
        (void)snprintf(old_words, sizeof old_words, "旧词%02zu", i);
        (void)snprintf(new_words, sizeof new_words, "新词%02zu", i);
        assert_true(report_remark(report, i + 1, &remark));
        bool taken = remark.state == REMARK_TAKEN;
        remark_release(&remark);
        assert_int_equal(count_in(str_span(&text), old_words), !taken);
        assert_int_equal(count_in(str_span(&text), new_words), taken);
    }
    str_release(&text);
}

static void check_all(const struct office *office, size_t *steps) {
    struct str faults = STR_INIT;
    for (size_t i = 0; i < WRITERS; i++)
        if (office->writers[i].fault[0] != '\0')
            fail_msg("seed %llu: clerk %zu: %s", (unsigned long long)office->seed, i,
                     office->writers[i].fault);
    struct session *session = case_open_session(office->place->path, "checks");
    assert_int_equal(session_load(session, office->report, NULL), RC_OK);
    const struct report *report = session_report(session);
    if (store_verify(session_store(session), &faults, NULL) != RC_OK)
        fail_msg("seed %llu: %s", (unsigned long long)office->seed, faults.s);
    check_order(office);
    check_steps(report);
    check_proposals(report);
    for (size_t i = 0; i < WRITERS; i++)
        check_keys(office, report, i);
    *steps += report_count_editions(report);
    session_close(session);
    str_release(&faults);
}

static uint64_t number_from(const char *name, uint64_t otherwise) {
    const char *text = getenv(name);
    uint64_t number = 0;
    return text != NULL && span_to_number(span_of(text), UINT32_MAX, &number) ? number : otherwise;
}

static void one_order_of_events_explains_the_end(void **state) {
    (void)state;
    enum { ROUNDS_TEST = 1, ROUNDS_FAULTS = 20 };
    uint64_t seed = number_from("SEED", 0);
    uint64_t rounds =
        seed != 0 ? 1
                  : number_from("ROUNDS", getenv("FAULTS") != NULL ? ROUNDS_FAULTS : ROUNDS_TEST);
    size_t keys = 0, done = 0, refused = 0, kills = 0, steps = 0;
    for (uint64_t round = 0; round < rounds; round++) {
        void *place = NULL;
        (void)setup(&place);
        struct office *office = place;
        office->seed = seed != 0 ? seed : round + 1;
        work_and_be_killed(office);
        check_all(office, &steps);
        for (size_t i = 0; i < WRITERS; i++) {
            keys += office->writers[i].keys;
            done += office->writers[i].done;
            refused += office->writers[i].refused;
            kills += office->writers[i].kills;
        }
        (void)teardown(&place);
    }
    print_message("%llu rounds: %zu keys, %zu commands done, %zu refused, %zu steps, %zu killed: 0 "
                  "lost\n",
                  (unsigned long long)rounds, keys, done, refused, steps, kills);
    assert_true(keys > 0 && done > 0 && steps > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_order_of_events_explains_the_end),
    };
    return cmocka_run_group_tests_name("faults/steps", tests, NULL, NULL);
}
