/* Who works on the database now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "store/clerks.h"
#include "tests/support/folder.h"
#include "tests/support/store_case.h"

#include <string.h>
#include <sys/stat.h>

/* "li 1:4;" for each of the others. */
static void assert_others(const struct store *store, const char *wanted) {
    struct store_clerks clerks = {0};
    struct str all = STR_INIT;
    store_list_clerks(store, &clerks);
    for (size_t i = 0; i < clerks.count; i++)
        str_add_format(&all, "%s %lld:%lld;", clerks.items[i].user,
                       (long long)clerks.items[i].report, (long long)clerks.items[i].section);
    assert_string_equal(all.s, wanted);
    store_clerks_release(&clerks);
    str_release(&all);
}

static void each_is_seen_where_he_is(void **state) {
    struct store *zhang = case_open(*state, "zhang"), *li = case_open(*state, "李 四");
    assert_others(zhang, "");
    store_sit(zhang, 1, 4);
    assert_others(zhang, "");
    store_sit(li, 1, -1);
    assert_others(zhang, "李 四 1:-1;");
    assert_others(li, "zhang 1:4;");
    store_sit(li, 2, 0);
    assert_others(zhang, "李 四 2:0;");
    store_close(li);
    assert_others(zhang, "");
    store_close(zhang);
}

/* A command that only reads or writes is nobody who works there. */
static void who_has_not_sat_down_is_not_seen(void **state) {
    struct store *zhang = case_open(*state, "zhang"), *other = case_open(*state, "li");
    store_sit(zhang, 1, 4);
    assert_others(zhang, "");
    assert_others(other, "");
    assert_null(store_clerks_path(other));
    store_close(other);
    store_close(zhang);
}

static void the_seats_are_as_open_as_the_database_and_go_with_the_last_one(void **state) {
    const struct store_case *place = *state;
    struct store *zhang = case_open(place, "zhang"), *li = case_open(place, "li");
    struct stat database, seats;
    store_sit(zhang, 1, 4);
    store_sit(li, 1, 4);
    assert_int_equal(stat(place->path, &database), 0);
    assert_int_equal(stat(store_clerks_path(zhang), &seats), 0);
    assert_int_equal(seats.st_mode, database.st_mode);
    char *path = mem_copy_text(store_clerks_path(zhang), strlen(store_clerks_path(zhang)));
    store_get_up(zhang);
    assert_null(store_clerks_path(zhang));
    assert_int_equal(file_kind_of(path), FILE_REGULAR);
    store_close(zhang);
    store_close(li);
    assert_int_equal(file_kind_of(path), FILE_NONE);
    mem_free(path);
}

/* Anybody who may write the file may write anything: it never reaches a screen as such. */
static void what_makes_no_sense_on_a_seat_is_left_out(void **state) {
    static const struct {
        const char *words, *seen;
    } seats[] = {
        {"", ""},
        {"\n", ""},
        {"1 2", ""},
        {"1 2 9 \n", ""},
        {"1 2 li\n", ""},
        {"1 2 y li\n", ""},
        {"1 2 9 li", ""},
        {"99999999999999999999 1 9 li\n", ""},
        {"1 2 9 l\x1b[31mi\n", "l[31mi 1:2;"},
        {"1 2 9 li\xff\xfe\n", "li 1:2;"},
        {"1 2 9 \xe6\x9d\x8e\xe5\n", "李 1:2;"}, /* cut inside a character */
        {"1 -1 9 li\n", "li 1:-1;"},
    };
    const struct store_case *place = *state;
    enum { SEAT = 256 };
    struct store *zhang = case_open(place, "zhang"), *li = case_open(place, "li");
    store_sit(zhang, 1, 4); /* the first seat */
    store_sit(li, 1, 4);    /* the second: its place in the file is ours to write over */
    for (size_t i = 0; i < ARRAY_LEN(seats); i++) {
        struct str file = STR_INIT;
        folder_get(store_clerks_path(zhang), &file);
        assert_int_equal(file.len, 2 * SEAT);
        memset(file.s + SEAT, 0, SEAT);
        memcpy(file.s + SEAT, seats[i].words, strlen(seats[i].words));
        folder_put(store_clerks_path(zhang), str_span(&file));
        assert_others(zhang, seats[i].seen);
        str_release(&file);
    }
    store_close(li);
    store_close(zhang);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(each_is_seen_where_he_is),
        WITH_STORE(who_has_not_sat_down_is_not_seen),
        WITH_STORE(the_seats_are_as_open_as_the_database_and_go_with_the_last_one),
        WITH_STORE(what_makes_no_sense_on_a_seat_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
