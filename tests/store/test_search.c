/* Words in all reports: by the index, by reading what waits for it, and in typed text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/db.h"
#include "store/news.h"
#include "store/reports.h"
#include "store/search.h"
#include "store/verify.h"
#include "tests/support/store_case.h"

#include <string.h>

enum { PAGE = 50 };

static struct search_hits find(struct store *store, const char *words) {
    struct search_hits hits;
    struct err err = {0};
    if (store_search(store, span_of(words), 0, PAGE, &hits, &err) != RC_OK)
        fail_msg("%s: %s", words, err.text);
    return hits;
}

static void assert_count(struct store *store, const char *words, size_t wanted) {
    struct search_hits hits = find(store, words);
    if (hits.count != wanted)
        fail_msg("%s: %zu hits, not %zu", words, hits.count, wanted);
    search_hits_release(&hits);
}

static void index_all(struct store *store) {
    bool more = true;
    while (more)
        assert_int_equal(store_index(store, &more, NULL), RC_OK);
}

/* The same before and after the index has followed. */
static void assert_both(struct store *store, const char *words, size_t wanted) {
    assert_count(store, words, wanted);
    index_all(store);
    assert_count(store, words, wanted);
}

static void put(struct store *store, int64_t id, int64_t section, const char *text) {
    struct report *report = case_load(store, id);
    int64_t act = 0;
    size_t points = report_find_id(report, section)->body.points;
    assert_int_equal(case_type(store, report, section, 0, points, text, &act), RC_OK);
    assert_int_equal(case_fold(store, report, section), RC_OK);
    report_free(report);
}

static void words_of_one_and_two_characters_are_found(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t id = case_add_report(store);
    put(store, id, 2, "今年以来，我街道党建引领有成效。完成GDP统计1,786次。");
    static const char *const there[] = {"党",  "党建", "建引",     "党建引领有成效",
                                        "gdp", "1786", "ＧＤＰ 党"};
    static const char *const not_there[] = {"建党", "来我", "防汛", "GD", "178", "党建 防汛"};
    for (size_t i = 0; i < ARRAY_LEN(there); i++)
        assert_count(store, there[i], 1);
    for (size_t i = 0; i < ARRAY_LEN(not_there); i++)
        assert_count(store, not_there[i], 0);
    index_all(store);
    for (size_t i = 0; i < ARRAY_LEN(there); i++)
        assert_count(store, there[i], 1);
    for (size_t i = 0; i < ARRAY_LEN(not_there); i++)
        assert_count(store, not_there[i], 0);
    store_close(store);
}

static void a_hit_says_where(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t id = case_add_report(store);
    put(store, id, 2, "第一句。\n第二句有防汛！第三句。");
    index_all(store);
    struct search_hits hits = find(store, "防汛");
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.items[0].report, id);
    assert_int_equal(hits.items[0].section, 2);
    assert_string_equal(hits.items[0].path, "1.1");
    assert_string_equal(hits.items[0].heading, "甲一");
    assert_string_equal(hits.items[0].sentence, "第二句有防汛！");
    assert_int_equal(hits.items[0].at, strlen("第二句有"));
    assert_int_equal(hits.items[0].offset, 9);
    assert_int_equal(hits.items[0].length, 2);
    assert_true(hits.next == 0);
    search_hits_release(&hits);
    hits = find(store, "甲一"); /* a heading */
    assert_int_equal(hits.count, 1);
    assert_string_equal(hits.items[0].sentence, "甲一");
    assert_int_equal(hits.items[0].length, 0);
    search_hits_release(&hits);
    store_close(store);
}

static void no_words_are_refused(void **state) {
    struct store *store = case_open(*state, "张三");
    struct search_hits hits;
    struct err err = {0};
    static const char *const words[] = {"", "  　", "，。", "\"", "%"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        assert_int_equal(store_search(store, span_of(words[i]), 0, PAGE, &hits, &err), RC_REFUSED);
        assert_err_says(&err, "字词");
        assert_int_equal(hits.count, 0);
    }
    store_close(store);
}

/* FTS5's own language is text here. */
static void operators_are_words(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t id = case_add_report(store);
    put(store, id, 2, "NEAR and NOT body:heading 党建");
    static const char *const there[] = {"NOT",      "near",  "body:heading", "and NOT",
                                        "\"党建\"", "^党建", "党*"};
    static const char *const not_there[] = {"OR", "党建 OR 防汛", "NEA*"};
    index_all(store);
    for (size_t i = 0; i < ARRAY_LEN(there); i++)
        assert_count(store, there[i], 1);
    for (size_t i = 0; i < ARRAY_LEN(not_there); i++)
        assert_count(store, not_there[i], 0);
    store_close(store);
}

static void the_newest_change_stands_first(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t a = case_add_report(store), b = case_add_report(store), c = case_add_report(store);
    put(store, a, 2, "防汛一");
    put(store, c, 2, "防汛三");
    index_all(store);
    put(store, b, 3, "防汛二");
    struct search_hits hits = find(store, "防汛"); /* b still waits */
    assert_int_equal(hits.count, 3);
    assert_int_equal(hits.items[0].report, b);
    assert_int_equal(hits.items[1].report, c);
    assert_int_equal(hits.items[2].report, a);
    search_hits_release(&hits);
    put(store, a, 2, "又防汛");
    index_all(store);
    hits = find(store, "防汛");
    assert_int_equal(hits.items[0].report, a);
    assert_int_equal(hits.items[1].report, b);
    search_hits_release(&hits);
    store_close(store);
}

static void what_a_text_was_is_not_found(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t id = case_add_report(store);
    put(store, id, 2, "防汛工作");
    assert_both(store, "防汛", 1);
    put(store, id, 2, "抗旱工作");
    assert_both(store, "防汛", 0);
    assert_both(store, "抗旱", 1);
    put(store, id, 2, "");
    assert_both(store, "抗旱", 0);
    store_close(store);
}

static void typed_text_is_found_as_a_reader_sees_it(void **state) {
    struct store *zhang = case_open(*state, "张三"), *li = case_open(*state, "李四");
    int64_t id = case_add_report(zhang), act = 0;
    put(zhang, id, 2, "防汛工作");
    index_all(zhang);
    struct report *mine = case_load(zhang, id);
    assert_int_equal(case_type(zhang, mine, 2, 0, 2, "抗旱", &act), RC_OK);
    assert_count(zhang, "抗旱", 1);
    assert_count(zhang, "防汛", 0);
    assert_count(li, "抗旱", 1); /* who wrote last */
    struct report *theirs = case_load(li, id);
    act = 0;
    assert_int_equal(case_type(li, theirs, 2, 0, 0, "春耕", &act), RC_OK);
    assert_count(li, "春耕", 1);
    assert_count(zhang, "春耕", 0); /* one's own before another's */
    report_free(mine);
    report_free(theirs);
    store_close(zhang);
    store_close(li);
}

static void trashed_and_removed_texts_are_not_found(void **state) {
    struct store *store = case_open(*state, "张三");
    int64_t id = case_add_report(store);
    put(store, id, 2, "防汛工作");
    assert_both(store, "防汛", 1);
    assert_int_equal(store_trash(store, id, true, NULL), RC_OK);
    assert_both(store, "防汛", 0);
    assert_int_equal(store_trash(store, id, false, NULL), RC_OK);
    assert_both(store, "防汛", 1);
    struct report *report = case_load(store, id);
    struct change_set set;
    change_set_init(&set, ACT_REMOVE);
    change_add_place(&set, report, 1, (struct place){PLACE_NONE, 0}); /* the section above */
    assert_int_equal(case_apply(store, report, &set, 0, false, NULL), RC_OK);
    assert_both(store, "防汛", 0);
    assert_int_equal(case_undo(store, report, NULL), RC_OK);
    assert_both(store, "防汛", 1);
    report_free(report);
    assert_int_equal(store_trash(store, id, true, NULL), RC_OK);
    assert_int_equal(store_purge(store, id, NULL), RC_OK);
    assert_both(store, "防汛", 0);
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(store, &faults, NULL), RC_OK);
    assert_string_equal(faults.s, "");
    str_release(&faults);
    store_close(store);
}

static void pages_follow_one_another(void **state) {
    struct store *store = case_open(*state, "张三");
    enum { REPORTS = 40, AT_ONCE = 7 };
    int64_t ids[REPORTS];
    for (size_t i = 0; i < REPORTS; i++) {
        ids[i] = case_add_report(store);
        put(store, ids[i], 2, "防汛");
        if (i == 15)
            index_all(store); /* the rest waits */
    }
    int64_t before = 0;
    size_t seen = REPORTS;
    do {
        struct search_hits hits;
        assert_int_equal(store_search(store, SPAN("防汛"), before, AT_ONCE, &hits, NULL), RC_OK);
        assert_true(hits.count <= AT_ONCE);
        for (size_t i = 0; i < hits.count; i++)
            assert_int_equal(hits.items[i].report, ids[--seen]);
        before = hits.next;
        search_hits_release(&hits);
    } while (before != 0);
    assert_int_equal(seen, 0);
    store_close(store);
}

static void an_index_of_much_that_is_gone_is_made_anew(void **state) {
    const struct store_case *place = *state;
    struct store *store = case_open(place, "张三");
    int64_t id = case_add_report(store);
    put(store, id, 2, "防汛工作");
    index_all(store);
    struct db *db = NULL;
    assert_int_equal(db_open(&db, place->path, DB_WRITE, NULL), RC_OK);
    assert_int_equal(db_run_script(db, "UPDATE passage_stale SET count = 20001", NULL), RC_OK);
    put(store, id, 2, "防汛工作二");
    bool more = true;
    assert_int_equal(store_index(store, &more, NULL), RC_OK);
    assert_true(more); /* all of it waits again */
    assert_both(store, "防汛", 1);
    int64_t stale = -1, rows = -1, waiting = -1;
    assert_int_equal(db_ask_int(db, "SELECT count FROM passage_stale", &stale, NULL), RC_OK);
    assert_int_equal(db_ask_int(db, "SELECT count(*) FROM passage_index('\"防汛\"')", &rows, NULL),
                     RC_OK);
    assert_int_equal(
        db_ask_int(db, "SELECT count(*) FROM passage WHERE indexed = 0", &waiting, NULL), RC_OK);
    assert_int_equal(stale, 0);
    assert_int_equal(waiting, 0);
    assert_int_equal(rows, 1); /* not the two that stand for nothing */
    db_close(db);
    store_close(store);
}

/* Where nothing waits nothing is written: an idle program leaves the disk alone. */
static void nothing_to_index_writes_nothing(void **state) {
    struct store *store = case_open(*state, "张三"), *other = case_open(*state, "李四");
    int64_t id = case_add_report(store);
    put(store, id, 2, "防汛工作");
    index_all(store);
    (void)store_has_news(other);
    bool more = true;
    assert_int_equal(store_index(store, &more, NULL), RC_OK);
    assert_false(more);
    assert_false(store_has_news(other));
    store_close(store);
    store_close(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(words_of_one_and_two_characters_are_found),
        WITH_STORE(a_hit_says_where),
        WITH_STORE(no_words_are_refused),
        WITH_STORE(operators_are_words),
        WITH_STORE(the_newest_change_stands_first),
        WITH_STORE(what_a_text_was_is_not_found),
        WITH_STORE(typed_text_is_found_as_a_reader_sees_it),
        WITH_STORE(trashed_and_removed_texts_are_not_found),
        WITH_STORE(pages_follow_one_another),
        WITH_STORE(an_index_of_much_that_is_gone_is_made_anew),
        WITH_STORE(nothing_to_index_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
