#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/db.h"
#include "store/stmt.h"
#include "store/store.h"
#include "store/tx.h"
#include "tests/support/store_case.h"

#include <stdio.h>
#include <string.h>

/* A connection to a fresh database of the newest schema. */
static struct db *open_db(const struct store_case *place) {
    struct db *db = NULL;
    store_close(case_open(place, "张三"));
    assert_int_equal(db_open(&db, place->path, DB_WRITE, NULL), RC_OK);
    return db;
}

static int64_t count_settings(struct db *db) {
    int64_t count = -1;
    assert_int_equal(db_ask_int(db, "SELECT count(*) FROM setting", &count, NULL), RC_OK);
    return count;
}

static void add_setting(struct db *db) {
    struct stmt stmt;
    char name[24];
    (void)snprintf(name, sizeof name, "%lld", (long long)count_settings(db));
    stmt_start(&stmt, db, QUERY_SETTING_SET);
    stmt_bind_string(&stmt, "$clerk", "");
    stmt_bind_string(&stmt, "$name", name);
    stmt_bind_string(&stmt, "$value", "");
    assert_int_equal(stmt_run(&stmt, NULL), RC_OK);
}

static void every_query_prepares_on_a_fresh_schema(void **state) {
    struct db *db = open_db(*state);
    for (enum query query = 0; query < QUERY_COUNT; query++) {
        struct stmt stmt;
        struct err err = {0};
        stmt_start(&stmt, db, query);
        if (stmt_end(&stmt, &err) != RC_OK)
            fail_msg("%s\n%s", query_text(query), err.text);
    }
    db_close(db);
}

static void no_query_has_a_positional_parameter(void **state) {
    (void)state;
    for (enum query query = 0; query < QUERY_COUNT; query++) {
        assert_null(strchr(query_text(query), '?'));
        for (const char *at = query_text(query); (at = strchr(at, '$')) != NULL; at++)
            assert_true(at[1] >= 'a' && at[1] <= 'z');
    }
}

static void values_come_back_as_they_were_bound(void **state) {
    struct db *db = open_db(*state);
    struct stmt stmt;
    const char *text = "绩效\n\"'%; DROP TABLE report;--";
    stmt_start(&stmt, db, QUERY_SETTING_SET);
    stmt_bind_string(&stmt, "$clerk", "");
    stmt_bind_string(&stmt, "$name", "名");
    stmt_bind_text(&stmt, "$value", span_of(text));
    assert_int_equal(stmt_run(&stmt, NULL), RC_OK);
    stmt_start(&stmt, db, QUERY_SETTING_GET);
    stmt_bind_string(&stmt, "$clerk", "");
    stmt_bind_string(&stmt, "$name", "名");
    assert_true(stmt_next(&stmt));
    assert_true(span_is(stmt_text(&stmt, 0), text));
    assert_false(stmt_is_null(&stmt, 0));
    assert_false(stmt_next(&stmt));
    assert_int_equal(stmt_end(&stmt, NULL), RC_OK);
    db_close(db);
}

static void what_is_not_committed_is_rolled_back(void **state) {
    struct db *db = open_db(*state);
    struct tx tx;
    assert_int_equal(tx_begin(&tx, db, TX_SAVE, NULL), RC_OK);
    add_setting(db);
    tx_end(&tx);
    assert_int_equal(count_settings(db), 0);
    assert_int_equal(tx_begin(&tx, db, TX_KEY, NULL), RC_OK);
    add_setting(db);
    assert_int_equal(tx_commit(&tx, NULL), RC_OK);
    tx_end(&tx);
    assert_int_equal(count_settings(db), 1);
    db_close(db);
}

static void an_inner_transaction_joins_the_outer(void **state) {
    struct db *db = open_db(*state);
    struct tx outer, inner;
    assert_int_equal(tx_begin(&outer, db, TX_SAVE, NULL), RC_OK);
    assert_int_equal(tx_begin(&inner, db, TX_SAVE, NULL), RC_OK);
    add_setting(db);
    assert_int_equal(tx_finish(&inner, RC_OK, NULL), RC_OK);
    tx_end(&outer);
    assert_int_equal(count_settings(db), 0);
    db_close(db);
}

static void a_failed_inner_transaction_takes_the_outer_along(void **state) {
    struct db *db = open_db(*state);
    struct tx outer, inner, later;
    assert_int_equal(tx_begin(&outer, db, TX_SAVE, NULL), RC_OK);
    add_setting(db);
    assert_int_equal(tx_begin(&inner, db, TX_SAVE, NULL), RC_OK);
    assert_int_equal(tx_finish(&inner, RC_CONFLICT, NULL), RC_CONFLICT);
    assert_int_not_equal(tx_begin(&later, db, TX_SAVE, NULL), RC_OK);
    assert_int_not_equal(tx_finish(&outer, RC_OK, NULL), RC_OK);
    assert_int_equal(count_settings(db), 0);
    assert_int_equal(tx_begin(&later, db, TX_SAVE, NULL), RC_OK);
    add_setting(db);
    assert_int_equal(tx_finish(&later, RC_OK, NULL), RC_OK);
    assert_int_equal(count_settings(db), 1);
    db_close(db);
}

static void a_failed_look_inside_a_change_does_not_end_it(void **state) {
    struct db *db = open_db(*state);
    struct tx outer, look;
    assert_int_equal(tx_begin(&outer, db, TX_SAVE, NULL), RC_OK);
    add_setting(db);
    assert_int_equal(tx_begin(&look, db, TX_READ, NULL), RC_OK);
    assert_int_equal(tx_finish(&look, RC_NOT_FOUND, NULL), RC_NOT_FOUND);
    assert_int_equal(tx_finish(&outer, RC_OK, NULL), RC_OK);
    assert_int_equal(count_settings(db), 1);
    db_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(every_query_prepares_on_a_fresh_schema),
        cmocka_unit_test(no_query_has_a_positional_parameter),
        WITH_STORE(values_come_back_as_they_were_bound),
        WITH_STORE(what_is_not_committed_is_rolled_back),
        WITH_STORE(an_inner_transaction_joins_the_outer),
        WITH_STORE(a_failed_inner_transaction_takes_the_outer_along),
        WITH_STORE(a_failed_look_inside_a_change_does_not_end_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
