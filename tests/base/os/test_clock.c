#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/os/clock.h"

#include <stdlib.h>
#include <time.h>

static int set_zone(void **state) {
    (void)state;
    (void)setenv("TZ", "CST-8", 1); /* Beijing, without asking for a time zone database */
    tzset();
    return 0;
}

static void assert_utc(int64_t ms, const char *want) {
    struct str out = STR_INIT;
    clock_add_utc(&out, ms);
    assert_string_equal(out.s, want);
    int64_t back = -1;
    assert_true(clock_parse_utc(str_span(&out), &back));
    assert_int_equal(back / 1000, (ms < 0 ? ms - 999 : ms) / 1000);
    str_release(&out);
}

static void moments_are_written_and_read_in_utc(void **state) {
    (void)state;
    assert_utc(0, "1970-01-01T00:00:00Z");
    assert_utc(1795428000000 + 999, "2026-11-23T10:00:00Z");
    assert_utc(951782400000, "2000-02-29T00:00:00Z");
    assert_utc(-1, "1969-12-31T23:59:59Z");
    assert_utc(-1000, "1969-12-31T23:59:59Z");
}

static void what_is_no_moment_is_refused(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "2026-11-23",
        "2026-11-23T10:00:00",
        "2026-11-23 10:00:00Z",
        "2026-11-23T10:00:00Zx",
        "2026-11-23T10:00:00+08:00",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2025-02-29T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "26-01-01T00:00:00Z",
        "2026-1-1T00:00:00Z",
        "+026-01-01T00:00:00Z",
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        int64_t ms = 42;
        assert_false(clock_parse_utc(span_of(wrong[i]), &ms));
        assert_int_equal(ms, 42);
    }
}

static void assert_friendly(int64_t ms, int64_t now, const char *want) {
    struct str out = STR_INIT;
    clock_add_friendly(&out, ms, now);
    assert_string_equal(out.s, want);
    str_release(&out);
}

static int64_t at(const char *utc) {
    int64_t ms = 0;
    assert_true(clock_parse_utc(span_of(utc), &ms));
    return ms;
}

static void days_are_named_in_local_time(void **state) {
    (void)state;
    int64_t now = at("2023-03-01T02:31:00Z"); /* 10:31 of 1 March here */
    assert_friendly(now, now, "今天 10:31");
    assert_friendly(at("2023-02-28T16:00:00Z"), now, "今天 00:00");
    assert_friendly(at("2023-02-28T15:59:59Z"), now, "昨天 23:59");
    assert_friendly(at("2023-02-27T16:00:00Z"), now, "昨天 00:00");
    assert_friendly(at("2023-02-27T15:59:59Z"), now, "2023-02-27");
    assert_friendly(at("2022-03-01T02:31:00Z"), now, "2022-03-01");
    int64_t new_year = at("2023-01-01T01:00:00Z");
    assert_friendly(at("2022-12-31T01:05:00Z"), new_year, "昨天 09:05");
    assert_friendly(at("2022-01-01T01:05:00Z"), new_year, "2022-01-01");
    struct str out = STR_INIT;
    clock_add_hour(&out, now);
    assert_string_equal(out.s, "10:31");
    str_clear(&out);
    clock_add_stamp(&out, at("2023-02-28T16:00:05Z"));
    assert_string_equal(out.s, "20230301-000005");
    str_release(&out);
}

static void a_set_clock_stands_still(void **state) {
    (void)state;
    assert_int_equal(setenv("JIXIAO_NOW", "1672502400", 1), 0); /* midnight of 1 January 2023 */
    assert_int_equal(clock_now(), 1672502400000);
    assert_int_equal(clock_year(), 2023);
    assert_int_equal(setenv("JIXIAO_NOW", "1672502399", 1), 0);
    assert_int_equal(clock_year(), 2022);
    assert_int_equal(setenv("JIXIAO_NOW", "soon", 1), 0);
    int64_t before = (int64_t)time(NULL) * 1000;
    assert_true(clock_now() >= before);
    assert_int_equal(unsetenv("JIXIAO_NOW"), 0);
    assert_true(clock_now() >= before);
    assert_true(clock_year() >= 2023);
}

static void the_waiting_clock_never_goes_back(void **state) {
    (void)state;
    int64_t last = clock_monotonic();
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_monotonic();
        assert_true(now >= last);
        last = now;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_written_and_read_in_utc),
        cmocka_unit_test(what_is_no_moment_is_refused),
        cmocka_unit_test(days_are_named_in_local_time),
        cmocka_unit_test(a_set_clock_stands_still),
        cmocka_unit_test(the_waiting_clock_never_goes_back),
    };
    return cmocka_run_group_tests(tests, set_zone, NULL);
}
