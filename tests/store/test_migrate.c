/* Databases of released versions are brought up to date, with all that is in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "model/review/review.h"
#include "store/db.h"
#include "store/folds.h"
#include "store/history.h"
#include "store/library.h"
#include "store/migrate.h"
#include "store/reports.h"
#include "store/search.h"
#include "store/store_private.h"
#include "store/undo.h"
#include "store/verify.h"
#include "tests/support/store_case.h"

#include "base/text/utf8.h"

#include <string.h>

enum { OLD_MOST = 4 * 1024 * 1024 };

/* The file as that version left it (tests/data/databases): a script, or from 0003 on, where it has
   an index that no script can make, the file. */
static void make_old(const struct store_case *place, const char *old) {
    struct str bytes = STR_INIT;
    struct db *db = NULL;
    struct err err = {0};
    assert_int_equal(file_read(&bytes, old, OLD_MOST, NULL), RC_OK);
    if (span_ends_with(span_of(old), SPAN(".db"))) {
        assert_int_equal(file_write_atomic(place->path, str_span(&bytes), NULL), RC_OK);
    } else {
        assert_int_equal(file_make_empty(place->path, 0600, NULL), RC_OK);
        assert_int_equal(db_open(&db, place->path, DB_WRITE, NULL), RC_OK);
        if (db_run_script(db, bytes.s, &err) != RC_OK)
            fail_msg("%s: %s", old, err.text);
        db_close(db);
    }
    str_release(&bytes);
}

static void assert_found(struct store *store, const char *words, size_t wanted) {
    struct search_hits hits;
    assert_int_equal(store_search(store, span_of(words), 0, 100, &hits, NULL), RC_OK);
    if (hits.count != wanted)
        fail_msg("%s: %zu hits, not %zu", words, hits.count, wanted);
    search_hits_release(&hits);
}

static void assert_whole(struct store *store) {
    struct str faults = STR_INIT;
    struct err err = {0};
    if (store_verify(store, &faults, &err) != RC_OK)
        fail_msg("%s\n%s", err.text, faults.s);
    str_release(&faults);
}

static void assert_uids(struct store *store) {
    char *uids[2];
    for (int64_t id = 1; id <= 2; id++) {
        struct report *report = case_load(store, id);
        assert_int_equal(strlen(report->uid), REPORT_UID_LENGTH);
        uids[id - 1] = span_copy(span_of(report->uid));
        report_free(report);
    }
    assert_string_not_equal(uids[0], uids[1]);
    mem_free(uids[0]);
    mem_free(uids[1]);
}

static void assert_texts(struct store *store) {
    assert_found(store, "党建", 2);
    assert_found(store, "1786", 2);
    assert_found(store, "防汛", 2);   /* not in the trash */
    assert_found(store, "抗旱", 1);   /* typed, not saved */
    assert_found(store, "改了名", 1); /* a heading */
    assert_found(store, "纸面", 0);   /* only in the history */
}

/* What is said of a report of an earlier version stands at its words, and stays. */
static void assert_remarked(struct store *store) {
    struct report *report = case_load(store, 1);
    struct change_set set;
    struct str text = STR_INIT, value = STR_INIT;
    struct remark remark = {.number = 1, .target = {.kind = TARGET_SECTION, .section = 4}};
    remark_add_part_text(&text, report, 4, REMARK_OF_BODY);
    size_t at = span_find(str_span(&text), SPAN("防汛"));
    assert_int_not_equal(at, SIZE_MAX);
    remark_set_words(&remark, str_span(&text), utf8_count(span_sub(str_span(&text), 0, at)), 2);
    remark_add_value(&value, &remark);
    change_set_init(&set, ACT_REMARK);
    change_add_value(&set, report, "@remark.1", value.s);
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    report_free(report);
    report = case_load(store, 1);
    struct remark_spot spot;
    assert_true(report_remark(report, 1, &remark));
    remark_find_spot(&spot, report, &remark);
    assert_true(spot.placed);
    assert_int_equal(spot.section, 4);
    remark_release(&remark);
    report_free(report);
    str_release(&value);
    str_release(&text);
}

static void check_brought_up(const struct store_case *place, const char *old) {
    make_old(place, old);
    struct store *store = case_open(place, "zhang");
    assert_uids(store);
    assert_texts(store); /* at once, before anything is indexed */
    bool more = true;
    for (int slices = 0; more; slices++) {
        assert_int_equal(store_index(store, &more, NULL), RC_OK);
        assert_texts(store);
        assert_true(slices < 100);
    }
    struct library_rows reports;
    assert_int_equal(store_list(store, false, &reports, NULL), RC_OK);
    assert_int_equal(reports.count, 2);
    library_rows_release(&reports);
    assert_text(store, 1, 4, "再改一次：防汛工作扎实。");
    struct history_rows histories;
    assert_int_equal(
        store_history(store, 1, &(struct history_filter){.section = 4}, &histories, NULL), RC_OK);
    assert_true(histories.count >= 2);
    history_rows_release(&histories);
    assert_remarked(store);
    assert_whole(store);
    store_close(store);
}

static void a_database_of_0001_is_brought_up_and_searched(void **state) {
    check_brought_up(*state, "tests/data/databases/0001.sql");
}

static void a_database_of_0003_is_brought_up_and_searched(void **state) {
    check_brought_up(*state, "tests/data/databases/0003.db");
}

static void a_database_of_0004_is_brought_up_and_searched(void **state) {
    check_brought_up(*state, "tests/data/databases/0004.db");
}

/* Text that had the flag of last year's is kept as it was carried, and only that. */
static void carried_text_of_0004_is_kept(void **state) {
    const struct store_case *place = *state;
    make_old(place, "tests/data/databases/0004.db");
    struct store *store = case_open(place, "zhang");
    struct report *report = NULL;
    assert_int_equal(store_load_report(store, 2, &report, NULL, NULL), RC_OK);
    assert_string_equal(report_value(report, SPAN(VALUE_CARRIED "4")), "再改一次：防汛工作扎实。");
    assert_int_equal(review_count_report(report).unreviewed, 1);
    report_free(report);
    assert_int_equal(store_load_report(store, 1, &report, NULL, NULL), RC_OK);
    assert_int_equal(review_count_report(report).unreviewed, 0); /* it is finished */
    report_free(report);
    assert_whole(store);
    store_close(store);
}

/* What was typed before the program was killed is still a draft, and can be saved. */
static void check_drafts(const struct store_case *place, const char *old) {
    make_old(place, old);
    struct store *store = case_open(place, "zhang");
    struct report *report = NULL;
    struct store_pendings pendings = {0};
    size_t found = 0;
    assert_int_equal(store_load_report(store, 2, &report, &pendings, NULL), RC_OK);
    assert_int_equal(pendings.count, 0);
    assert_int_equal(pendings.foreign_count, 1); /* of a window that is gone */
    assert_int_equal(pendings.foreign[0].seen.window, 0);
    assert_int_equal(store_settle(store, 2, &found, NULL), RC_OK);
    assert_int_equal(found, 1);
    assert_found(store, "抗旱", 1);
    store_pendings_release(&pendings);
    report_free(report);
    assert_whole(store);
    store_close(store);
}

static void drafts_of_0001_are_kept(void **state) {
    check_drafts(*state, "tests/data/databases/0001.sql");
}

static void drafts_of_0003_are_kept(void **state) {
    check_drafts(*state, "tests/data/databases/0003.db");
}

static void drafts_of_0004_are_kept(void **state) {
    check_drafts(*state, "tests/data/databases/0004.db");
}

static void assert_step(struct store *store, size_t changes) {
    struct change_set set = {0};
    int64_t target = 0;
    assert_int_equal(store_find_undo(store, 2, &set, &target, NULL), RC_OK);
    assert_int_equal(set.count, changes);
    change_set_release(&set);
}

/* Five keys, typed by that version: one step, once they are folded. */
static void what_was_typed_in_0004_is_one_step(void **state) {
    enum { KEYS = 5 };
    make_old(*state, "tests/data/databases/0004.db");
    struct store *store = case_open(*state, "zhang");
    size_t found = 0;
    assert_int_equal(store_settle(store, 2, &found, NULL), RC_OK);
    assert_step(store, KEYS);
    assert_whole(store);
    store_close(store);
}

/* Two programs that open it at once: one migrates, the other finds it done. */
static void it_is_brought_up_once(void **state) {
    const struct store_case *place = *state;
    make_old(place, "tests/data/databases/0001.sql");
    struct store *one = case_open(place, "zhang"), *two = case_open(place, "li");
    struct db *db = NULL;
    int64_t version = 0;
    assert_int_equal(db_open(&db, place->path, DB_READ, NULL), RC_OK);
    assert_int_equal(db_ask_int(db, "PRAGMA user_version", &version, NULL), RC_OK);
    assert_int_equal(version, migrate_newest());
    db_close(db);
    store_close(one);
    store_close(two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_database_of_0001_is_brought_up_and_searched),
        WITH_STORE(a_database_of_0003_is_brought_up_and_searched),
        WITH_STORE(drafts_of_0001_are_kept),
        WITH_STORE(drafts_of_0003_are_kept),
        WITH_STORE(a_database_of_0004_is_brought_up_and_searched),
        WITH_STORE(drafts_of_0004_are_kept),
        WITH_STORE(what_was_typed_in_0004_is_one_step),
        WITH_STORE(carried_text_of_0004_is_kept),
        WITH_STORE(it_is_brought_up_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
