/*
 * Eight clerks write into one report at once, each a process of its own, as fast as a quick typist:
 * each into a section of his own and all into two that they share; they fold, mark, meet conflicts
 * and choose. Meanwhile copies are made. Afterwards no key was lost and none is there twice, what
 * the history gives are the texts, and each copy is a whole database. `make test` lets them write
 * for some seconds, `make faults` for a minute, and says how long a key waited.
 */
#include "base/mem.h"
#include "base/os/file_path.h"
#include "model/splice.h"
#include "session/change.h"
#include "session/clerks.h"
#include "session/idle.h"
#include "session/opened.h"
#include "session/report.h"
#include "store/db.h"
#include "store/store_private.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"

#include <poll.h>
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

enum {
    WRITERS = 8,
    SHARED = 2,          /* sections that all write into */
    SECONDS = 3,         /* in `make test` */
    SECONDS_FAULTS = 60, /* in `make faults` */
    BYTES_MOST = 200000,
    WAITS = 1000, /* a class each 0.1 ms */
};

/* What a writer knows of itself, in memory that the parent sees; no pointers. */
struct writer {
    char own[BYTES_MOST]; /* the text of its own section */
    size_t own_bytes, keys, late, folds, conflicts, resolved, marks, errors;
    size_t in_own, in_shared;           /* keys */
    uint64_t longest_key, longest_rest; /* us: storing a key; what runs between two keys */
    uint32_t waits[WAITS];
    char error[200];
};

struct office {
    char *folder, *db;
    int64_t report, own[WRITERS], shared[SHARED];
    struct writer *writers;
};

static uint64_t now_us(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static struct session *open_as(const char *db, const char *user) {
    struct session *session = NULL;
    struct err err = {0};
    if (session_open(&session, &(struct session_options){.db = db, .user = user}, &err) != RC_OK)
        fail_msg("%s", err.text);
    return session;
}

static int setup(void **state) {
    struct office *office = MEM_NEW(struct office);
    office->folder = folder_new();
    office->db = file_path_join(office->folder, "office.db");
    office->writers = mmap(NULL, WRITERS * sizeof(struct writer), PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(office->writers != MAP_FAILED);
    struct session *session = open_as(office->db, "prepares");
    struct session_new what = {.unit = "望湖街道", .year = 2023};
    assert_int_equal(session_new_report(session, &what, &office->report, NULL), RC_OK);
    assert_int_equal(session_load(session, office->report, NULL), RC_OK);
    const struct report *report = session_report(session);
    const struct section *section = NULL;
    for (size_t i = 0; i < WRITERS + SHARED; i++) {
        section = report_next_section(report, section);
        assert_non_null(section);
        *(i < WRITERS ? &office->own[i] : &office->shared[i - WRITERS]) = section->id;
    }
    session_close(session);
    *state = office;
    return 0;
}

static int teardown(void **state) {
    struct office *office = *state;
    assert_int_equal(munmap(office->writers, WRITERS * sizeof(struct writer)), 0);
    mem_free(office->db);
    folder_free(office->folder);
    mem_free(office);
    return 0;
}

/* --- one writer --- */

struct work {
    const struct office *office;
    struct writer *writer;
    struct session *session;
    size_t number;
    struct random random;
};

static void name_of(size_t number, char name[16]) {
    (void)snprintf(name, 16, "clerk%zu", number);
}

static void note_error(struct work *work, const struct err *err) {
    if (work->writer->errors++ == 0)
        (void)snprintf(work->writer->error, sizeof work->writer->error, "%.190s", err->text);
}

/* A conflict is no error: both texts are there, and one is chosen. */
static void settle(struct work *work, enum rc rc, const struct err *err) {
    struct session_conflict conflict;
    struct err why = {0};
    if (rc == RC_OK)
        return;
    if (rc != RC_CONFLICT) {
        note_error(work, err);
        return;
    }
    work->writer->conflicts++;
    while (session_conflict(work->session, &conflict)) {
        bool mine = random_below(&work->random, 2) == 0;
        int64_t section = conflict.section;
        session_conflict_release(&conflict);
        if (session_resolve(work->session, section, mine, &why) != RC_OK) {
            note_error(work, &why);
            return;
        }
        work->writer->resolved++;
    }
}

/* "(3 152)": nobody else types that, and nobody types it twice. */
static void type(struct work *work, bool shared) {
    struct writer *writer = work->writer;
    size_t which = random_below(&work->random, SHARED);
    int64_t id = shared ? work->office->shared[which] : work->office->own[work->number];
    const struct section *section = report_find_id(session_report(work->session), id);
    struct splice splice;
    char key[64];
    int n = snprintf(key, sizeof key, "甲(%zu %zu)", work->number, writer->keys);
    if (!shared && writer->own_bytes + (size_t)n >= BYTES_MOST)
        return;
    body_make_splice(&splice, &section->body, section->body.points, 0, span_of(key),
                     LINE_PARAGRAPH);
    uint64_t began = now_us();
    session_type(work->session, id, &splice, ACT_TYPE, false);
    uint64_t took = now_us() - began;
    splice_release(&splice);
    writer->keys++;
    *(shared ? &writer->in_shared : &writer->in_own) += 1;
    writer->late += session_saving(work->session) == SESSION_UNSAVED;
    writer->longest_key = took > writer->longest_key ? took : writer->longest_key;
    writer->waits[took / 100 < WAITS ? took / 100 : WAITS - 1]++;
    if (shared)
        return;
    memcpy(writer->own + writer->own_bytes, key, (size_t)n);
    writer->own_bytes += (size_t)n;
}

static void command(struct work *work) {
    struct err err = {0};
    if (random_below(&work->random, 2) == 0) {
        bool done = random_below(&work->random, 2) == 0;
        enum rc rc = session_mark(work->session, work->office->own[work->number], done, &err);
        work->writer->marks++;
        if (rc != RC_REFUSED) /* an empty section is not marked */
            settle(work, rc, &err);
    } else {
        work->writer->folds++;
        settle(work, session_fold(work->session, -1, &err), &err);
    }
}

/* What the loop does until the next key comes. */
static void rest(struct work *work, int ms) {
    struct pollfd news = {.fd = session_news_fd(work->session), .events = POLLIN};
    uint64_t end = now_us() + (uint64_t)ms * 1000;
    int64_t next_in = 0;
    do {
        uint64_t began = now_us();
        session_sync(work->session);
        (void)session_idle(work->session, &next_in);
        uint64_t took = now_us() - began;
        if (took > work->writer->longest_rest)
            work->writer->longest_rest = took;
        int left = now_us() < end ? (int)((end - now_us()) / 1000) + 1 : 0;
        (void)poll(&news, 1, next_in >= 0 && next_in < left ? (int)next_in : left);
    } while (now_us() < end);
}

static void write_for(const struct office *office, size_t number, uint64_t until) {
    char name[16];
    name_of(number, name);
    struct work work = {.office = office,
                        .writer = &office->writers[number],
                        .session = open_as(office->db, name),
                        .number = number,
                        .random = {number + 1}};
    struct err err = {0};
    if (session_load(work.session, office->report, &err) != RC_OK)
        note_error(&work, &err);
    session_be_at(work.session, office->own[number]);
    while (work.writer->errors == 0 && now_us() < until) {
        size_t dice = random_below(&work.random, 20);
        if (dice == 0)
            command(&work);
        else
            type(&work, dice < 6);
        rest(&work, 20 + (int)random_below(&work.random, 60));
    }
    for (int i = 0; i < 100 && session_saving(work.session) != SESSION_SAVED; i++)
        rest(&work, 20);
    if (session_saving(work.session) != SESSION_SAVED)
        note_error(&work, &(struct err){.text = "not saved at the end"});
    enum rc rc = session_fold(work.session, -1, &err);
    settle(&work, rc, &err);
    session_close(work.session);
    _exit(0);
}

/* --- afterwards --- */

static void check_whole(const char *path) {
    struct str faults = STR_INIT;
    struct err err = {0};
    struct store *store = NULL;
    if (store_open(&store, path, "checks", STORE_READ_ONLY, &err) != RC_OK ||
        store_verify(store, &faults, &err) != RC_OK)
        fail_msg("%s: %s\n%s", path, err.text, faults.s);
    store_close(store);
    str_release(&faults);
}

/* Every key that was typed is in the history once; a longer row is a text that was taken over. */
static void check_keys(const struct office *office, size_t number) {
    static const char *const counted[] = {"*", "DISTINCT new_text"};
    struct db *db = NULL;
    char name[16];
    name_of(number, name);
    assert_int_equal(db_open(&db, office->db, DB_READ, NULL), RC_OK);
    for (size_t i = 0; i < ARRAY_LEN(counted); i++) {
        struct str sql = STR_INIT;
        int64_t found = 0;
        str_add_format(&sql,
                       "SELECT count(%s) FROM change WHERE kind = 'splice' AND clerk = '%s'"
                       " AND new_text GLOB '甲(%zu [0-9]*)' AND length(new_text) < 16",
                       counted[i], name, number);
        assert_int_equal(db_ask_int(db, sql.s, &found, NULL), RC_OK);
        assert_int_equal(found, office->writers[number].keys);
        str_release(&sql);
    }
    db_close(db);
}

static size_t count_in(struct span text, struct span what) {
    size_t found = 0;
    for (size_t at; (at = span_find(text, what)) != SIZE_MAX; found++)
        text = span_sub(text, at + what.n, text.n);
    return found;
}

static void add_section(struct str *out, const struct report *report, int64_t id) {
    str_clear(out);
    body_add_text(out, &report_find_id(report, id)->body);
}

static void check_texts(const struct office *office) {
    struct session *session = open_as(office->db, "checks");
    struct str text = STR_INIT;
    assert_int_equal(session_load(session, office->report, NULL), RC_OK);
    const struct report *report = session_report(session);
    for (size_t i = 0; i < WRITERS; i++) {
        add_section(&text, report, office->own[i]);
        assert_string_equal(text.s, office->writers[i].own);
    }
    for (size_t i = 0; i < SHARED; i++) {
        add_section(&text, report, office->shared[i]);
        for (size_t w = 0; w < WRITERS; w++)
            for (size_t key = 0; key < office->writers[w].keys; key++) {
                char what[64];
                (void)snprintf(what, sizeof what, "(%zu %zu)", w, key);
                assert_true(count_in(str_span(&text), span_of(what)) <= 1);
            }
    }
    session_close(session);
    str_release(&text);
}

static double ms_below(const struct office *office, double share) {
    uint64_t all = 0, seen = 0;
    for (size_t w = 0; w < WRITERS; w++)
        all += office->writers[w].keys;
    for (size_t i = 0; i < WAITS; i++) {
        for (size_t w = 0; w < WRITERS; w++)
            seen += office->writers[w].waits[i];
        if ((double)seen >= share * (double)all)
            return ((double)i + 1) / 10;
    }
    return WAITS / 10;
}

static void say(const struct office *office, int seconds, int copies) {
    struct writer sum = {0};
    for (size_t i = 0; i < WRITERS; i++) {
        const struct writer *one = &office->writers[i];
        sum.keys += one->keys;
        sum.in_shared += one->in_shared;
        sum.late += one->late;
        sum.conflicts += one->resolved;
        if (one->longest_key > sum.longest_key)
            sum.longest_key = one->longest_key;
        if (one->longest_rest > sum.longest_rest)
            sum.longest_rest = one->longest_rest;
    }
    print_message("%d writers, %d s: %zu keys (%zu into shared sections), %zu conflicts chosen in, "
                  "%d copies; a key is stored in %.1f ms (99 %% %.1f, longest %.1f), %zu waited in "
                  "memory; between two keys at most %.1f ms\n",
                  WRITERS, seconds, sum.keys, sum.in_shared, sum.conflicts, copies,
                  ms_below(office, 0.5), ms_below(office, 0.99), (double)sum.longest_key / 1000,
                  sum.late, (double)sum.longest_rest / 1000);
}

static void check_copy(const struct office *office, int number) {
    struct str path = STR_INIT;
    struct err err = {0};
    struct session *session = open_as(office->db, "copies");
    str_add_format(&path, "%s/copy%d.db", office->folder, number);
    if (store_backup(session_store(session), path.s, OVERWRITE_BY_BACKUP, &err) != RC_OK)
        fail_msg("%s", err.text);
    session_close(session);
    check_whole(path.s);
    str_release(&path);
}

static void eight_write_at_once(void **state) {
    const struct office *office = *state;
    int seconds = getenv("FAULTS") != NULL ? SECONDS_FAULTS : SECONDS, copies = 0;
    uint64_t until = now_us() + (uint64_t)seconds * 1000000;
    pid_t children[WRITERS];
    for (size_t i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            write_for(office, i, until);
    }
    do {
        (void)poll(NULL, 0, 500);
        check_copy(office, copies++);
    } while (now_us() < until);
    for (size_t i = 0; i < WRITERS; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
        assert_string_equal(office->writers[i].error, "");
        assert_true(office->writers[i].in_own > 0);
    }
    check_whole(office->db);
    check_texts(office);
    for (size_t i = 0; i < WRITERS; i++)
        check_keys(office, i);
    say(office, seconds, copies);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(eight_write_at_once, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
