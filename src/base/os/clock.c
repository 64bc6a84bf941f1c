#include "base/os/clock.h"

#include "base/lang.h"

#include <stdlib.h>
#include <time.h>

enum { MS = 1000 };

int64_t clock_now(void) {
    uint64_t seconds;
    const char *still = getenv("JIXIAO_NOW");
    if (still != NULL && span_to_number(span_of(still), INT64_MAX / MS, &seconds))
        return (int64_t)seconds * MS;
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * MS + now.tv_nsec / 1000000;
}

int64_t clock_monotonic(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MS + now.tv_nsec / 1000000;
}

/* Whole seconds, rounded down before 1970 too. */
static time_t seconds_of(int64_t ms) {
    return (time_t)(ms / MS - (ms % MS < 0));
}

static struct tm local_of(int64_t ms) {
    time_t t = seconds_of(ms);
    struct tm tm = {0};
    (void)localtime_r(&t, &tm);
    return tm;
}

int clock_year(void) {
    return local_of(clock_now()).tm_year + 1900;
}

int64_t clock_today(void) {
    struct tm tm = local_of(clock_now());
    tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
    return (int64_t)timegm(&tm) * MS / CLOCK_DAY_MS;
}

void clock_add_utc(struct str *out, int64_t ms) {
    time_t t = seconds_of(ms);
    struct tm tm = {0};
    (void)gmtime_r(&t, &tm);
    str_add_format(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
                   tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static bool take_digits(struct span *text, size_t digits, int most, int *out) {
    uint64_t n;
    if (text->n < digits || !span_to_number(span_sub(*text, 0, digits), (uint64_t)most, &n))
        return false;
    *out = (int)n;
    *text = span_sub(*text, digits, text->n);
    return true;
}

bool clock_parse_utc(struct span text, int64_t *ms) {
    struct tm tm = {0};
    if (!take_digits(&text, 4, 9999, &tm.tm_year) || !span_take_prefix(&text, SPAN("-")) ||
        !take_digits(&text, 2, 12, &tm.tm_mon) || !span_take_prefix(&text, SPAN("-")) ||
        !take_digits(&text, 2, 31, &tm.tm_mday) || !span_take_prefix(&text, SPAN("T")) ||
        !take_digits(&text, 2, 23, &tm.tm_hour) || !span_take_prefix(&text, SPAN(":")) ||
        !take_digits(&text, 2, 59, &tm.tm_min) || !span_take_prefix(&text, SPAN(":")) ||
        !take_digits(&text, 2, 59, &tm.tm_sec) || !span_is(text, "Z"))
        return false;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    struct tm want = tm;
    time_t t = timegm(&tm); /* puts a 30 February into March: no such day */
    if (tm.tm_mon != want.tm_mon || tm.tm_mday != want.tm_mday || tm.tm_year != want.tm_year)
        return false;
    *ms = (int64_t)t * MS;
    return true;
}

static void add_day(struct str *out, const struct tm *tm) {
    str_add_format(out, "%04d-%02d-%02d", tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday);
}

void clock_add_day(struct str *out, int64_t ms) {
    struct tm tm = local_of(ms);
    add_day(out, &tm);
}

void clock_add_hour(struct str *out, int64_t ms) {
    struct tm tm = local_of(ms);
    str_add_format(out, "%02d:%02d", tm.tm_hour, tm.tm_min);
}

void clock_add_stamp(struct str *out, int64_t ms) {
    struct tm tm = local_of(ms);
    str_add_format(out, "%04d%02d%02d-%02d%02d%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                   tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static bool is_same_day(const struct tm *a, const struct tm *b) {
    return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

void clock_add_friendly(struct str *out, int64_t ms, int64_t now) {
    struct tm then = local_of(ms), today = local_of(now), yesterday = today;
    yesterday.tm_mday--;
    yesterday.tm_hour = 12; /* noon exists on every day, whatever summer time does */
    yesterday.tm_isdst = -1;
    (void)mktime(&yesterday);
    if (is_same_day(&then, &today))
        str_add_format(out, _("今天 %02d:%02d"), then.tm_hour, then.tm_min);
    else if (is_same_day(&then, &yesterday))
        str_add_format(out, _("昨天 %02d:%02d"), then.tm_hour, then.tm_min);
    else
        add_day(out, &then);
}
