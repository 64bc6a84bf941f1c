/* Libraries damaged at random, from seeds: none is refused while a text of it can be read, what
 * comes out is whole, and what is said of it is so. FAULTS=n tries n times as many; the seed of a
 * failure is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "model/change.h"
#include "store/recover.h"
#include "store/reports.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "tests/support/store_case.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096, SECTOR = 512, REPORTS = 10, LONGEST = 2500, SEEDS = 48, NAME_MOST = 64 };

static void set_figure(struct store *store, struct report *report, const char *text) {
    struct change_set set;
    change_set_init(&set, ACT_SET);
    change_add_value(&set, report, "资金总额", text);
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
}

/* Reports with short and long texts, some over several pages, a history and a draft each. */
static void fill(const struct store_case *place) {
    struct store *store = case_open(place, "张三");
    struct random random = {.state = 11};
    for (int i = 0; i < REPORTS; i++) {
        int64_t act = 0;
        struct report *report = case_load(store, case_add_report(store));
        for (int64_t section = 1; section <= 3; section++) {
            struct str text = STR_INIT;
            str_add_format(&text, "报告%d第%lld节的开头。", i + 1, (long long)section);
            random_add_text(&text, &random, random_below(&random, LONGEST), true);
            assert_int_equal(case_type(store, report, section, 0, 0, text.s, &act), RC_OK);
            assert_int_equal(case_fold(store, report, section), RC_OK);
            act = 0;
            str_release(&text);
        }
        set_figure(store, report, "1286.40");
        assert_int_equal(case_type(store, report, 2, 0, 0, "没有存完的", &act), RC_OK);
        report_free(report);
    }
    store_close(store);
}

/* --- damage --- */

static void spoil(struct str *bytes, struct random *random, size_t unit, size_t times, int with) {
    size_t count = bytes->len / unit;
    for (size_t i = 0; i < times; i++) {
        char *at = bytes->s + random_below(random, count) * unit;
        for (size_t k = 0; k < unit; k++)
            at[k] = with < 0 ? (char)random_below(random, 256) : (char)with;
    }
}

static void flip(struct str *bytes, struct random *random, size_t times) {
    for (size_t i = 0; i < times; i++)
        bytes->s[random_below(random, bytes->len)] ^= (char)(1 << random_below(random, 8));
}

static void swap_pages(struct str *bytes, struct random *random) {
    char kept[PAGE];
    char *one = bytes->s + random_below(random, bytes->len / PAGE) * PAGE;
    char *other = bytes->s + random_below(random, bytes->len / PAGE) * PAGE;
    memcpy(kept, one, PAGE);
    memmove(one, other, PAGE);
    memcpy(other, kept, PAGE);
}

/* Within a record: bytes around a word that many records have. */
static void spoil_record(struct str *bytes, struct random *random) {
    static const char *const words[] = {"block", "text", "一、", "fold", "某街道", "type", "1."};
    const char *word = words[random_below(random, ARRAY_LEN(words))];
    size_t from = random_below(random, bytes->len);
    size_t at = span_find(span_sub(str_span(bytes), from, bytes->len), span_of(word));
    if (at == SIZE_MAX)
        return;
    for (int i = 0; i < 6; i++) {
        size_t place = from + at + random_below(random, 60);
        if (place >= 30 && place - 30 < bytes->len)
            bytes->s[place - 30] = (char)random_below(random, 256);
    }
}

static void damage(struct str *bytes, struct random *random) {
    switch (random_below(random, 9)) {
    case 0:
        flip(bytes, random, 3);
        break;
    case 1:
        flip(bytes, random, 300);
        break;
    case 2:
        spoil(bytes, random, PAGE, 1 + random_below(random, 5), 0);
        break;
    case 3:
        spoil(bytes, random, PAGE, 1 + random_below(random, 5), -1);
        break;
    case 4:
        str_cut(bytes, PAGE + random_below(random, bytes->len - PAGE));
        break;
    case 5:
        spoil(bytes, random, SECTOR, 1 + random_below(random, 8), -1);
        break;
    case 6:
        swap_pages(bytes, random);
        break;
    case 7: /* the head of a page, where it says what it is */
        for (size_t i = 0, page = random_below(random, bytes->len / PAGE); i < 8; i++)
            bytes->s[page * PAGE + random_below(random, 24)] = (char)random_below(random, 256);
        break;
    default:
        for (int i = 0; i < 4; i++)
            spoil_record(bytes, random);
    }
}

/* --- what is there --- */

static int64_t ask(sqlite3 *db, const char *sql, int64_t report, int64_t section) {
    sqlite3_stmt *stmt = NULL;
    int64_t found = -1;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return -1;
    (void)sqlite3_bind_int64(stmt, 1, report);
    if (sqlite3_bind_parameter_count(stmt) > 1)
        (void)sqlite3_bind_int64(stmt, 2, section);
    if (sqlite3_step(stmt) == SQLITE_ROW)
        found = sqlite3_column_int64(stmt, 0);
    (void)sqlite3_finalize(stmt);
    return found;
}

static char *body_of(sqlite3 *db, const char *sql, int64_t first, int64_t second) {
    sqlite3_stmt *stmt = NULL;
    char *text = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK) {
        (void)sqlite3_bind_int64(stmt, 1, first);
        if (sqlite3_bind_parameter_count(stmt) > 1)
            (void)sqlite3_bind_int64(stmt, 2, second);
        if (sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_type(stmt, 0) == SQLITE_TEXT)
            text = span_copy(span_of((const char *)sqlite3_column_text(stmt, 0)));
    }
    (void)sqlite3_finalize(stmt);
    return text;
}

static sqlite3 *open_file(const char *path) {
    char uri[512];
    sqlite3 *db = NULL;
    (void)snprintf(uri, sizeof uri, "file:%s?mode=ro&immutable=1", path);
    assert_int_equal(sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL),
                     SQLITE_OK);
    return db;
}

struct texts {
    char *items[REPORTS + 1][4]; /* by report and section; as they were */
};

static void read_texts(struct texts *texts, const char *path) {
    sqlite3 *db = open_file(path);
    for (int64_t report = 1; report <= REPORTS; report++)
        for (int64_t section = 1; section <= 3; section++) {
            texts->items[report][section] = body_of(
                db, "SELECT body FROM section WHERE report = ? AND id = ?", report, section);
            assert_non_null(texts->items[report][section]);
        }
    (void)sqlite3_close(db);
}

static void free_texts(struct texts *texts) {
    for (size_t i = 0; i <= REPORTS; i++)
        for (size_t k = 0; k < 4; k++)
            mem_free(texts->items[i][k]);
}

/* How many of the texts SQLite itself still reads, row by row. */
static size_t count_readable(const struct texts *texts, const char *path) {
    sqlite3 *db = open_file(path);
    size_t count = 0;
    for (int64_t row = 1; row <= REPORTS * 4; row++) {
        char *text = body_of(db, "SELECT body FROM section NOT INDEXED WHERE rowid = ?", row, 0);
        bool is_one = false;
        for (size_t i = 1; text != NULL && i <= REPORTS; i++)
            for (size_t k = 1; k <= 3; k++)
                is_one = is_one || strcmp(texts->items[i][k], text) == 0;
        count += is_one;
        mem_free(text);
    }
    (void)sqlite3_close(db);
    return count;
}

struct found {
    size_t whole, lost, unnamed; /* texts: as they were; not; and not told of either */
};

/* A text that is not as it was is told of by its report. */
static struct found look(const struct texts *texts, const char *path, const char *notes) {
    sqlite3 *db = open_file(path);
    struct found found = {0};
    for (int64_t report = 1; report <= REPORTS; report++)
        for (int64_t section = 1; section <= 3; section++) {
            char name[NAME_MOST], *text = NULL;
            text = body_of(db, "SELECT body FROM section WHERE report = ? AND id = ?", report,
                           section);
            bool is_whole = text != NULL && strcmp(text, texts->items[report][section]) == 0;
            bool has_it = text != NULL;
            (void)snprintf(name, sizeof name, "报告%lld", (long long)report);
            found.whole += is_whole;
            found.lost += !is_whole;
            found.unnamed += !has_it && strstr(notes, name) == NULL;
            mem_free(text);
        }
    (void)sqlite3_close(db);
    return found;
}

static void check_counts(const struct recovered *said, const char *path, unsigned seed) {
    sqlite3 *db = open_file(path);
    if (ask(db, "SELECT count(*) FROM report", 0, 0) != (int64_t)said->reports ||
        ask(db, "SELECT count(*) FROM section WHERE id > 0", 0, 0) != (int64_t)said->sections ||
        ask(db, "SELECT count(*) FROM change WHERE kind <> 'splice'", 0, 0) !=
            (int64_t)said->changes)
        fail_msg("seed %u: the counts are not so", seed);
    (void)sqlite3_close(db);
}

static void check_whole(const char *path, unsigned seed) {
    struct store *store = NULL;
    struct str faults = STR_INIT;
    struct err err = {0};
    if (store_open(&store, path, "张三", STORE_EXISTING, &err) != RC_OK ||
        store_verify(store, &faults, &err) != RC_OK)
        fail_msg("seed %u: %s\n%s", seed, err.text, faults.s);
    str_release(&faults);
    store_close(store);
}

static void what_can_be_read_comes_over(void **state) {
    const struct store_case *place = *state;
    const char *more = getenv("FAULTS");
    unsigned tries = SEEDS * (more != NULL ? (unsigned)atoi(more) : 1), refused = 0;
    char *path = file_path_join(place->folder, "found.db");
    struct str whole = STR_INIT;
    struct texts texts = {0};
    size_t kept = 0, lost = 0;
    fill(place);
    read_texts(&texts, place->path);
    folder_get(place->path, &whole);
    for (unsigned seed = 1; seed <= tries; seed++) {
        struct random random = {.state = seed * 7919};
        struct recovered found;
        struct str broken = STR_INIT;
        struct err err = {0};
        str_add(&broken, str_span(&whole));
        damage(&broken, &random);
        folder_put(place->path, str_span(&broken));
        size_t readable = count_readable(&texts, place->path);
        enum rc rc = store_recover(&found, place->path, path, OVERWRITE_BY_RECOVER, &err);
        if (rc != RC_OK && (readable > 0 || rc != RC_DAMAGED))
            fail_msg("seed %u: refused with %zu texts to be read: %s", seed, readable, err.text);
        refused += rc != RC_OK;
        if (rc == RC_OK) {
            check_whole(path, seed);
            check_counts(&found, path, seed);
            struct found now = look(&texts, path, found.notes.s);
            if (now.whole < readable || now.unnamed > 0)
                fail_msg("seed %u: %zu texts, SQLite reads %zu; %zu not named:\n%s", seed,
                         now.whole, readable, now.unnamed, found.notes.s);
            kept += now.whole;
            lost += now.lost;
            assert_int_equal(remove(path), 0);
        }
        recovered_release(&found);
        str_release(&broken);
    }
    print_message("%u damaged libraries: %u refused, %zu texts as they were, %zu not\n", tries,
                  refused, kept, lost);
    free_texts(&texts);
    str_release(&whole);
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(what_can_be_read_comes_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
